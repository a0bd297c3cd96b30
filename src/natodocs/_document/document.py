"""A page as text, with what its markup and its head said: what every later stage goes by."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import define, frozen

from natodocs._document.publisher import NOBODY, Publisher
from natodocs._patterns.late import NONE, StandIns
from natodocs._types import Span

if TYPE_CHECKING:
    from natodocs._document.marks import Mark


@define  # not frozen: a page has hundreds, and those take three times as long to make
class Region:
    """A stretch of the text that the markup of the page says something of."""

    start: int
    """Index of its first character in `Document.text`."""
    end: int
    """Index after its last character."""
    marks: frozenset[Mark]
    """What the markup says."""

    @property
    def span(self) -> Span:
        """Where it stands; made when asked for: a page has hundreds of regions."""
        return Span(self.start, self.end)


@lru_cache(maxsize=4_096)
def shared(marks: frozenset[Mark]) -> frozenset[Mark]:
    """Return the set that stands for all that are equal to it.

    What is remembered of pages holds thousands of sets, of which few differ; each would be one more object for the
    garbage collector to visit, and to compare.
    """
    return marks


@frozen
class Said:
    """A moment that the head of a page, or an attribute in it, gives."""

    text: str
    """As written there, mostly ISO 8601."""
    weight: float = 3.0
    """How much it counts beside others; a date that is printed beside the headline counts 2."""


@frozen
class Named:
    """Whom the head of a page names as its authors, as written there; `_fields/bylines/metadata.py` reads it."""

    data: tuple[tuple[str, ...], ...] = ()
    """By each node of its structured data (JSON-LD) that names any, the likeliest node first."""
    metas: tuple[str, ...] = ()
    """By its meta tags, the most reliable first."""
    cards: tuple[tuple[str, str], ...] = ()
    """The label and the value of each line of the card that social networks show; one may be of the author."""


@frozen
class Titles:
    """What the head of a page gives as its title, as written there; of each the first few."""

    data: tuple[str, ...] = ()
    """By its structured data (JSON-LD), the likeliest node first: mostly the headline alone."""
    shared: tuple[str, ...] = ()
    """By its meta tags, the most reliable first: what other sites are to show, often with the name of the site."""
    window: str = ""
    """By <title>, which is written for search engines as often as for readers."""

    def all(self) -> tuple[str, ...]:
        """Return all of them, the most reliable first."""
        return tuple(filter(None, (*self.data, *self.shared, self.window)))


@frozen
class Metadata:
    """What the head of an HTML page says of its article; all empty for plain text."""

    title: str | None = None
    """The headline, without the site's name where the metadata keeps them apart."""
    titles: Titles = Titles()
    """What it was taken from."""
    headings: tuple[str, ...] = ()
    """The headings of the first level in the page, but for those that lead to the front page."""
    named: Named = Named()
    """Whom it names as the authors."""
    published: tuple[Said, ...] = ()
    """When it was published; one that is named by several sources stands here several times."""
    modified: tuple[Said, ...] = ()
    """When it was changed."""
    language: str | None = None
    """ISO 639-1 code."""
    region: str | None = None
    """Where its language is spoken in this form, in two small letters: "gb"."""
    tags: tuple[str, ...] = ()
    """The keywords of the article."""
    publisher: Publisher = NOBODY
    """All names of the site."""
    addresses: tuple[str, ...] = ()
    """The addresses that the page gives itself."""


@frozen
class Document:
    """A page as text, with what its markup said."""

    text: str
    """The source itself for plain text; for HTML, what a reader sees. Late characters have stand-ins."""
    regions: tuple[Region, ...] = ()
    """What the markup says, sorted by start; regions nest and do not cross. Empty for plain text."""
    metadata: Metadata = Metadata()
    """What the head of the page says. Empty for plain text."""
    stand_ins: StandIns = NONE
    """What the late characters of both are read as."""
