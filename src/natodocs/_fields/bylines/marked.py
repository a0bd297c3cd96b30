"""What the markup of a page calls a byline, or the name of an author -> whom it names, and where.

Microdata, `rel=author`, hCard and the classes of publishing systems say which words are a name: it may then be one word
("Heiko"), have small letters ("harbour_cat"), or stand beside a date in one line. The same marks stand on the names of
readers, of other stories and of menus; what is around them says so.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final

import regex
from attrs import frozen

from natodocs._document import marks
from natodocs._document.marks import Mark
from natodocs._document.publisher import bare
from natodocs._entities import people
from natodocs._entities import words as entity_words
from natodocs._entities.dates import words as date_words
from natodocs._fields import zones
from natodocs._fields.bylines import cues, in_place, pieces
from natodocs._fields.bylines import line as byline_line
from natodocs._fields.bylines import names as byline_names
from natodocs._fields.bylines.pieces import LONGEST
from natodocs._fields.bylines.reading import BylineLine
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily
from natodocs._text.characters import NAME_EDGES
from natodocs._types import Author, Byline, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from natodocs._document.document import Document, Region

LONGEST_NAME: Final = 60  # characters of a name that markup alone vouches for
LONGEST_GAP: Final = 12  # characters between two names of one byline
MOST: Final = 24  # bylines of a page that are read, in their order
NAMES: Final = Mark.all_of("byline author")
OTHERS: Final = marks.OTHERS | {Mark.H1}  # a headline is marked as a name where a site stands for its author

GAP: Final = " \t\n\xa0•|,/&·"  # what may stand between two names of one byline, and a word for "and"
MARKED_NAME: Final = lazily(
    r"\p{L}[\p{L}\p{M}\p{N}._\-’']{0,30}(?:\s[\p{L}\p{N}][\p{L}\p{M}\p{N}._\-’']{0,30}){0,3}", regex.VERSION1
)


@frozen
class Signed:
    """A byline that the markup points to."""

    byline: Byline
    """Whom it names, and where."""
    place: int
    """Where it stands, as `zones` says."""
    beside: bool
    """Whether it stands beside the article: in a box on the author, a column, the foot of the page."""

    @property
    def near(self) -> bool:
        """Whether it stands where the byline of an article does."""
        return not self.beside and self.place != zones.BELOW


def find(document: Document, where: zones.Where) -> list[Signed]:
    """Return the bylines that the markup points to, those nearest to where a byline stands first."""
    text, found = document.text, []
    for group in _groups(text, document.regions):
        byline = _read(text, group)
        if byline and byline.span:
            found.append(
                Signed(byline, where.place(byline.span.start), not group.around.isdisjoint(marks.BESIDE))
            )
    return sorted(found, key=lambda signed: (signed.beside, signed.place))


@frozen
class _Group:
    """A byline, or several without words between them."""

    start: int
    end: int
    around: frozenset[Mark]
    names: tuple[Region, ...]
    """The names in it that are marked as such."""


def _groups(text: str, regions: Sequence[Region]) -> Iterator[_Group]:
    """Yield the bylines; one that goes on with the one before it joins it."""
    left, last = MOST, None
    for group in _alone(regions):
        if last and _goes_on(text, last, group):
            last = _Group(last.start, group.end, last.around, last.names + group.names)
            continue
        if last:
            yield last
            left -= 1
        if not left:
            return
        last = group
    if last:
        yield last


def _goes_on(text: str, last: _Group, group: _Group) -> bool:
    gap = text[last.end : group.start]
    together = group.around == last.around and group.end - last.start <= LONGEST
    return together and len(gap) < LONGEST_GAP and (not (word := gap.strip(GAP)) or pieces.is_joiner(word))


def _alone(regions: Sequence[Region]) -> Iterator[_Group]:
    """Yield each byline with the names in it."""
    for number, region, around in zones.walk(regions):
        both = around | region.marks
        if region.marks.isdisjoint(NAMES) or not around.isdisjoint(NAMES) or not both.isdisjoint(OTHERS):
            continue
        after = bisect_left(regions, region.end, number + 1, key=lambda other: other.start)
        names = [one for one in regions[number:after] if Mark.AUTHOR in one.marks]
        yield _Group(region.start, region.end, both - NAMES, tuple(names[:1] if region in names else names))


def _read(text: str, group: _Group) -> Byline | None:
    """Read a byline: as one line, or by the names in it."""
    whole = _line(text, Span(group.start, group.end))
    names = [found for region in group.names if (found := _name(text, region.span))]
    authors = {bare(author.name): author for name in names for author in name.authors}
    if whole and not (len(whole.authors) < len(authors) and all_people(authors.values())):
        return whole
    spans = [name.span for name in names if name.span]
    if not spans:
        return _organisation(text, Span(group.start, group.end))
    return Byline(tuple(authors.values()), *_slice(text, spans[0].start, spans[-1].end))


def _line(text: str, span: Span) -> Byline | None:
    """Read a stretch as a byline; its lines follow each other as if commas stood between them."""
    for line in map(BylineLine, _lines(text[span.start : min(span.end, span.start + LONGEST)])):
        cued = cues.before_what_is_marked(line.text) is not None
        found = byline_line.read(line) or (None if cued else byline_line.bare(line))
        if not found or not all(map(byline_names.is_somebody, found.authors)):
            continue
        if cues.before_what_is_marked(found.authors[0].name):
            continue
        if "," not in line.text or all_people(found.authors[1:]):
            return Byline(found.authors, *_slice(text, span.start + found.start, span.start + found.end))
    return None


def _organisation(text: str, span: Span) -> Byline | None:
    """Read what is marked as a byline and begins with an agency, a paper or a desk."""
    printed = text[span.start : min(span.end, span.start + LONGEST)].replace("•", " ")
    line = BylineLine(printed)
    cut = _cut().search(printed, line.lead + 1)
    end = min(line.tail(line.lead), cut.start() if cut else len(printed))
    found = in_place.organisation(printed, line.lead, end)
    if not found or not all(map(byline_names.is_somebody, found.authors)):
        return None
    return Byline(found.authors, *_slice(text, span.start + found.start, span.start + found.end))


def _lines(printed: str) -> Iterator[str]:
    """Yield what may be read as one line, with all characters in their places."""
    first, *rest = printed.replace("•", " ").split("\n")
    while rest and (not first.strip() or cues.is_one(first)):
        following, *rest = rest
        first = f"{first} {following}"
    flat = ",".join([first, *rest])
    yield flat
    if rest:
        yield first
    lead = BylineLine(flat).lead
    cue = cues.before_what_is_marked(flat, lead)
    if cut := _cut().search(flat, (cue.end if cue else lead) + 1):
        yield flat[: cut.start()]


def _name(text: str, span: Span) -> Byline | None:
    """Read what is marked as a name, which may then be a screen name."""
    if found := _line(text, span):
        return found
    printed = text[span.start : span.end].replace("•", " ")
    if len(printed) > LONGEST_NAME:
        return None
    start = BylineLine(printed).lead
    cue = cues.before_what_is_marked(printed, start)
    start = cue.end if cue else start
    name = printed[start:].strip(NAME_EDGES)
    author = Author(name)
    if not MARKED_NAME.fullmatch(name) or not byline_names.is_somebody(author):
        return None
    first = span.start + printed.index(name, start)
    return Byline((author,), *_slice(text, first, first + len(name)))


@cache
def _cut() -> regex.Pattern[str]:
    """Return the pattern of what ends a name where a byline says more."""
    words = one_of(date_words.listed("before_day") | entity_words.listed("ends_names"))
    return regex.compile(rf"\s{{0,3}}(?:[|•·⋅/,(\n]|\s[-–—]\s|\d|\b(?:{words})\s)", regex.VERSION1)


def all_people(authors: Iterable[Author]) -> bool:
    """Return whether all are surely people."""
    return all(people.is_person(author.name) for author in authors)


def _slice(text: str, start: int, end: int) -> tuple[Span, str]:
    return Span(start, end), text[start:end]
