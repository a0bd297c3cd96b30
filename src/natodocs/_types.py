"""The types of an answer: Page, Block, Quote and their parts.

They hold, they do not decide: frozen, slotted, made once by the stages of `_pipeline.py`. Nothing is validated
here, because the stages make hundreds of them a page; `Page.from_dict` checks what comes from outside.

Every `Span` is half-open, counts characters and points into `Page.text`; `page.text[x.span.start:x.span.end]
== x.text` holds for whatever has both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Literal

from attrs import frozen

MediaType = Literal["text/plain", "text/html"]
Content = str | bytes | bytearray | memoryview  # what a page may be given as
READ: Final = 0.9  # confidence of what is read from print, with nothing else that says so or otherwise


@frozen
class Span:
    """A half-open stretch of `Page.text`, in characters."""

    start: int
    """Index of the first character, from 0."""
    end: int
    """Index after the last character; never less than `start`."""

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        # A page has hundreds of spans and crosses process borders: half the time of the default way.
        return Span, (self.start, self.end)


class BlockKind(StrEnum):
    """What a block of a page is. The value of a member is its name in small letters."""

    TITLE = "title"
    """The headline, wherever it is printed."""
    DECK = "deck"
    """The summary below the headline (standfirst)."""
    BYLINE = "byline"
    """Who wrote the article."""
    DATE = "date"
    """When the article was published or changed."""
    HEADING = "heading"
    """A heading inside the article."""
    PARAGRAPH = "paragraph"
    """A paragraph of the article."""
    CAPTION = "caption"
    """What stands below or above a picture."""
    CREDIT = "credit"
    """Whose the picture, or the text, is."""
    COMMENT = "comment"
    """A reader's comment, with its header line."""
    COMMENT_UI = "comment_ui"
    """Buttons, counters and rules of a comment section."""
    RELATED = "related"
    """Headlines of other stories."""
    TAGS = "tags"
    """The keywords of the article."""
    SHARE = "share"
    """Buttons that share, print or save the page."""
    NAVIGATION = "navigation"
    """Menus, breadcrumbs, search boxes, the name of the site."""
    ADVERT = "advert"
    """Advertisements, subscriptions, newsletters, pleas for support."""
    LEGAL = "legal"
    """Copyright, terms, disclaimers, cookie notices."""
    BIO = "bio"
    """A sentence or two on who the author is."""
    CONTACT = "contact"
    """How to reach the newsroom or the author."""
    METADATA = "metadata"
    """Other facts about the article: section, source, reading time."""
    CLOCK = "clock"
    """The time at which the page was looked at."""
    OTHER = "other"
    """Nothing speaks for another kind."""


@frozen
class Block:
    """One piece of the page, of one kind. The blocks of a page cover its text without a gap or an overlap."""

    kind: BlockKind
    """What the block is."""
    span: Span
    """Where it stands; the blank lines after it belong to it."""
    text: str
    """The slice of `Page.text` at `span`, to the letter."""
    confidence: float
    """How sure the kind is, 0 to 1; 1 is certain."""
    reason: str
    """What decided, in a few words."""


@frozen
class Author:
    """One of those who wrote the article."""

    name: str
    """As printed, without title and cue ("By"). An agency or a desk that stands alone is an author."""
    role: str | None = None
    """The printed word for what the author is ("Staff Writer"), or `None`."""
    affiliation: str | None = None
    """The paper or agency beside the name ("Reuters"), or `None`."""
    email: str | None = None
    """The e-mail address beside the name, or `None`."""
    handle: str | None = None
    """The account beside the name, with its @, or `None`."""


@frozen
class Byline:
    """Who wrote the article."""

    authors: tuple[Author, ...]
    """In the order of print, at least one."""
    span: Span | None
    """The line from its cue to its last word; `None` where only the metadata of the page names them."""
    text: str
    """What stands at `span`, or what the metadata says."""
    confidence: float = READ
    """How sure the authors are, 0 to 1; higher where print and metadata agree, lower where they differ."""


@frozen
class PartialDate:
    """A day whose year may not be printed. `str()` gives "2023-11-28" or "--11-28" (as in ISO 8601:2000)."""

    year: int | None
    """The year, or `None` where none is printed."""
    month: int
    """1 to 12."""
    day: int
    """1 to 31."""

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"


@frozen
class Dateline:
    """Where, and at times when and by which agency, a story was filed."""

    place: str | None
    """As printed, without the region ("COLUMBIA" of "COLUMBIA, S.C."); `None` where none is ("AP - ...")."""
    region: str | None
    """State or country, as printed, or `None`."""
    date: PartialDate | None
    """The day, or `None` where none is printed."""
    source: str | None
    """The agency, as printed, or `None`."""
    span: Span
    """From its first to its last character, without the dash that ends it."""
    text: str
    """The slice of the text at `span`."""


@frozen
class Wire:
    """The agency that a story came from."""

    agency: str
    """Its name as printed: "Reuters", "dpa/lni"."""
    span: Span
    """Where it is printed: in the dateline, in the byline, behind the last sentence or as the source."""
    text: str
    """The slice of the text at `span`."""


@frozen
class Timestamp:
    """A printed moment."""

    value: dt.date | dt.datetime
    """A date, or a datetime where a time is printed: aware where its zone is an offset, UTC, GMT or Z."""
    span: Span | None
    """Where it is printed; `None` where only the metadata of the page gives it."""
    text: str
    """What stands at `span`, or what the metadata says."""
    confidence: float = READ
    """How sure the moment is, 0 to 1; higher where print and metadata agree, lower where they differ."""


class QuoteKind(StrEnum):
    """How somebody's words are reported."""

    DIRECT = "direct"
    """Whole sentences in quotation marks."""
    MIXED = "mixed"
    """A quoted part of a sentence that also reports in its own words."""
    INDIRECT = "indirect"
    """No marks; the reported clause."""
    SCARE = "scare"
    """Words in marks that nobody is quoted for: titles of works, nicknames, irony."""


@frozen
class Speaker:
    """Whose words are quoted."""

    name: str | None
    """The fullest form that the page prints, without titles and articles; `None` where nobody is named."""
    mention: str
    """As printed beside the quotation: "he", "the NATO chief", "a spokesman"."""
    span: Span
    """Where the mention stands."""


class CueKind(StrEnum):
    """What a reporting word says of the words that it reports."""

    NEUTRAL = "neutral"
    """They were said, and no more: "said", "wrote", "according to"; also a word that is on no list."""
    ASSERTING = "asserting"
    """They are so, in the speaker's eyes: "claimed", "insisted", "explained"."""
    ADMITTING = "admitting"
    """They are so, though the speaker would rather not say it: "admitted", "conceded"."""
    DENYING = "denying"
    """Something is not so: "denied", "disputed", "countered"."""
    ASKING = "asking"
    """A question, or a request: "asked", "wondered", "urged"."""
    PROMISING = "promising"
    """What the speaker will do: "promised", "vowed", "offered"."""
    WARNING = "warning"
    """What others should mind: "warned", "advised", "threatened"."""
    VOICING = "voicing"
    """How they sounded, or what the speaker felt: "shouted", "joked", "complained"."""
    THINKING = "thinking"
    """What somebody thinks: "believes", "hoped"."""
    JUDGING = "judging"
    """What somebody thinks of somebody or something: "called", "praised", "rejected"."""


@frozen
class Cue:
    """The words that say that somebody is quoted."""

    text: str
    """As printed: "said", "according to"; a colon or a dash where no word says it."""
    span: Span
    """Where they stand."""
    kind: CueKind = CueKind.NEUTRAL
    """What they say of the words reported."""


@frozen
class Quote:
    """One quotation."""

    kind: QuoteKind
    """How the words are reported."""
    span: Span
    """From the first to the last part; what interrupts the quotation is inside it."""
    text: str
    """The slice of the text at `span`."""
    parts: tuple[Span, ...]
    """The passages of the quotation, marks included; at least one."""
    speaker: Speaker | None
    """Whose words they are; `None` where the text does not say."""
    cue: Cue | None
    """The reporting words; `None` where there are none."""
    confidence: float
    """How sure kind and speaker are, 0 to 1; 1 is certain."""
    context: str = ""
    """The sentences, as printed, from the first to the last that hold one of its parts, its speaker or its cue; of more
    than 1,000 characters, those around the quotation, or its first ones where it is as long itself."""
    reason: str = ""
    """What gave the speaker, in a few words ("subject of said", "goes on from the quotation before"), or that
    nobody did."""

    @property
    def words(self) -> str:
        """What was said and nothing else, as the parts without outer marks, white space folded, a blank between two."""
        from natodocs._patterns import unmarked

        return unmarked.words(self._printed(), marked=self.kind is not QuoteKind.INDIRECT)

    @property
    def fingerprint(self) -> str:
        """What the same words have in common wherever they are printed, in 16 hexadecimal digits.

        Marks, punctuation, accents, capitals and the words between two parts make no difference, and it stays the
        same in later versions.
        """
        from natodocs import _fingerprint

        return _fingerprint.of(self._printed())

    def _printed(self) -> Iterator[str]:
        """Yield the parts as they are printed."""
        return (self.text[part.start - self.span.start : part.end - self.span.start] for part in self.parts)


@frozen
class Comment:
    """A reader's comment."""

    text: str
    """The comment alone, without its header line and buttons."""
    span: Span
    """Where `text` stands."""
    author: str | None
    """The name as printed, or `None`."""
    posted: str | None
    """The time as printed, or `None`."""
    depth: int
    """0 for a comment on the article, 1 for an answer to one, and so on."""


@frozen
class PageData:
    """What a page holds: all that was read from it. `Page` adds the ways out."""

    text: str
    """The source itself where it is plain text; for HTML, the text that it renders to."""
    blocks: tuple[Block, ...]
    """What each piece of `text` is, in order; together they are `text`."""
    title: str | None
    """The headline above the text, without kicker and site name, or `None`."""
    byline: Byline | None
    """Who wrote it, or `None`."""
    dateline: Dateline | None
    """Where it was filed, or `None`."""
    wire: Wire | None
    """The agency that it came from, or `None` where the page names none: the story is its own then, or hides it."""
    published: Timestamp | None
    """When it was first published, or `None`."""
    modified: Timestamp | None
    """When it was last changed, or `None`."""
    clock: Timestamp | None
    """When the page was looked at, if it prints that; no date of publication."""
    language: str | None
    """ISO 639-1 code ("en"), or `None` where the text is too short to tell."""
    body: str
    """Deck, headings and paragraphs in order, a blank line between two, hard-wrapped lines joined."""
    quotes: tuple[Quote, ...]
    """The quotations in the body, in order."""
    comments: tuple[Comment, ...]
    """The readers' comments, in order."""
    tags: tuple[str, ...]
    """The keywords that the page gives the article, without "Tags:"."""
    url: str | None
    """The address that was given to the parser, or `None`."""
    truncated: bool = False
    """Whether the page has more blocks or quotations than its `Limits` allow, and was read no further."""


@frozen
class Failure:
    """A source of `parse.pages` that gave no page."""

    index: int
    """Which source it was, from 0."""
    error: Exception
    """Why: mostly a `NatodocsError`; `TypeError` where the source is neither `str` nor `bytes`, `ChildProcessError`
    where its worker was killed."""
