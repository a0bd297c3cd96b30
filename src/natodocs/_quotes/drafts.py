"""What the stages hand on: passages with their reports, paragraphs, quotations before their speakers have names."""

from __future__ import annotations

from typing import Final

from attrs import Factory, define, frozen

from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.passages import Passage
from natodocs._text.characters import DASHES
from natodocs._text.normalized import Reading
from natodocs._types import QuoteKind

UNDECIDED: Final = 0.5  # confidence of a quotation that nobody is known to have said; set by hand


@define
class Draft:
    """A passage with what was found out about it."""

    passage: Passage
    kind: QuoteKind
    sentence: Sentence
    token: int
    """The passage as a token of its sentence."""
    speaker: Phrase | None = None
    report: Report | None = None
    confidence: float = UNDECIDED
    mark: int | None = None
    """The colon or the dash that stands for a reporting word."""
    tentative: bool = False
    """Whether the speaker is no more than a name nearby, and must turn out to be somebody."""
    whole: bool = False
    """Whether it is a sentence of its own."""
    opens: bool = False
    """Whether it opens its sentence with a capital."""
    words: int = 0
    """How many words are between the marks; a dozen stands for more."""
    title: bool = False
    """Whether it is written like a title."""
    within: tuple[Sentence, int, Phrase] | None = None
    """The attribution within its marks, its verb, and who speaks there: «..., — сказал Лунд, — ...»."""
    beside: tuple[Place | None, Place] | None = None
    """Speaker and cue, in a script without capitals; no speaker where it is the one who spoke last."""
    scare: bool = False
    """Whether the words beside it say that nobody is quoted."""
    reason: str = ""
    """What gave the speaker, in a few words."""

    def take(self, report: Report, speaker: Phrase | None) -> None:
        """Take a report with its speaker."""
        self.report, self.speaker = report, speaker
        self.reason = report.reason(self.sentence)


@frozen
class Clause:
    """A reported clause, with its report."""

    first: int
    """Its first token."""
    last: int
    """The one after its last."""
    report: Report
    """Who reports it."""
    confidence: float
    """0 to 1."""
    more: tuple[int, int] | None = None
    """Where it goes on behind an attribution that interrupts it: "The bridge, Lund said, is safe"."""


@define
class Paragraph:
    """What was found in one paragraph."""

    reading: Reading
    passages: list[Passage] = Factory(list)
    sentences: list[Sentence] = Factory(list)
    reports: list[list[Report]] = Factory(list)
    """Those of each sentence."""
    drafts: list[Draft] = Factory(list)
    """One for each passage."""
    clauses: list[tuple[Sentence, Clause]] = Factory(list)
    reopened: bool = False
    """Whether the paragraph before ended within a passage."""
    unclosed: bool = False
    """Whether this one does."""

    @property
    def opens_with_dash(self) -> bool:
        """Return whether it is speech that a dash opens."""
        first = self.passages[0] if self.passages else None
        return first is not None and first.dash and self.reading.text[: first.start].strip() in DASHES


# One that says nothing.
SILENT: Final = Paragraph(Reading("", (0,), (0,)))


@define(eq=False)
class Place:
    """Some tokens of a sentence, and where that is."""

    paragraph: Paragraph
    sentence: Sentence
    first: int
    """Its first token."""
    last: int
    """The one after its last."""
    _where: tuple[int, int] | None = None

    @classmethod
    def of(cls, paragraph: Paragraph, sentence: Sentence, tokens: Phrase | Report) -> Place:
        """Return where a noun phrase or a reporting word stands."""
        return cls(paragraph, sentence, tokens.first, tokens.last)

    @property
    def where(self) -> tuple[int, int]:
        """Where it begins and ends in its paragraph as it is read."""
        if self._where is None:
            self._where = self.sentence.at(self.first, self.last)
        return self._where


@define(eq=False)
class Joined:
    """A quotation before its speaker has a name."""

    kind: QuoteKind
    parts: list[tuple[Paragraph, int, int]]
    """Paragraph, start and end as it is read."""
    speaker: Place | None
    cue: Place | None
    confidence: float
    tentative: bool = False
    """Whether the speaker is no more than a subject nearby, and must turn out to be a person."""
    reason: str = ""
    """What gave the speaker, in a few words."""
