"""Dates beside the text of an HTML page that stand in no block of dates.

They are marked as dates in a line of other things, stand between headline and text among other words ("Posted by
harbour_cat on 3 May 2021, 12 comments"), open the first sentences, or follow a label below the text ("Date 3.5.2021").
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve, frozen

from natodocs import _rules
from natodocs._document.marks import OTHERS, Mark
from natodocs._fields import zones
from natodocs._fields.dates import line as date_line
from natodocs._fields.dates import printed
from natodocs._fields.dates.line import DateRole
from natodocs._patterns.lazy import lazily
from natodocs._text import lines
from natodocs._types import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from natodocs._document.document import Document
    from natodocs._fields.dates.line import Stamp
    from natodocs._types import Block

LONGEST_WHOLE: Final = 160  # characters of a line that is read whole
MOST_BESIDE: Final = 8  # words beside the dates of a line; more is a sentence
MOST_MARKED: Final = 20  # the same where the markup says that a date is in it
LONGEST_LABELLED: Final = 240  # characters of a line with a label before its date
YEAR: Final = regex.compile(r"\d{4}")
# Days between headline and text: of publication and change; more are those of other stories.
MOST_DAYS: Final = 2
SENTENCES: Final = 4  # paragraphs at whose head a date may stand
ABOVE_TITLE: Final = 150  # characters above the headline in which what is marked as a date is its
PROSE: Final = frozenset((BlockKind.PARAGRAPH, BlockKind.DECK, BlockKind.HEADING, BlockKind.COMMENT))
SKIPPED: Final = frozenset((BlockKind.CAPTION, BlockKind.HEADING))
DATES: Final = Mark.all_of("date time meta")
NOT_HERE: Final = OTHERS | Mark.all_of("figure credit bio footer tags share")
BEFORE_DATE: Final = regex.compile(r"[\s(\[–—-]*+")
CLOSES: Final = regex.compile(r"[)\]]|\s?(?:[–—:.|]|-\s|[\"“„«(]|$)")
LABEL: Final = lazily(r"([\p{L} ]{2,30}):?\s{0,3}\Z", regex.VERSION1)


def find(
    document: Document,
    blocks: Sequence[Block],
    language: str | None,
    day_first: bool | None,
) -> list[Stamp]:
    """Return the dates, the likeliest first."""
    reader = _Reader(document, blocks, zones.Where.of(document, blocks), language, day_first)
    for ways in (reader.marked, reader.between, reader.above, reader.opening, reader.below, reader.labelled):
        found = list(ways())
        if found and len({printed.day_of(stamp.value) for stamp in found}) <= MOST_DAYS:
            return found
    return []


@frozen
class _Reader:
    """Reads what stands around the text of a page."""

    document: Document
    blocks: Sequence[Block]
    where: zones.Where
    language: str | None
    day_first: bool | None

    def marked(self) -> Iterator[Stamp]:
        """Yield the dates that the markup shows, between headline and text or right above the headline."""
        for _, region, around in zones.walk(self.document.regions):
            if region.marks.isdisjoint(DATES) or not around.isdisjoint(DATES | OTHERS):
                continue
            place = self.where.place(region.start)
            near = place == zones.BEFORE and self.where.title - region.end <= ABOVE_TITLE + LONGEST_WHOLE
            if near or place == zones.INSIDE or (place == zones.ABOVE and self.where.title):
                for start, line in zones.lines(self.document.text, region.span):
                    yield from self._stamps(start, line, most=MOST_MARKED)

    def between(self) -> Iterator[Stamp]:
        """Yield the dates of lines between headline and text."""
        for start, line in self._lines(self.where.head()):
            yield from self._stamps(start, line)

    def above(self) -> Iterator[Stamp]:
        """Yield the date of a date line right above the headline."""
        window = Span(max(0, self.where.title - ABOVE_TITLE - LONGEST_WHOLE), self.where.title)
        for start, line in list(zones.lines(self.document.text, window, most=LONGEST_WHOLE))[-2:-1]:
            if date_line.parse(line, self.language):
                yield from self._stamps(start, line)

    def opening(self) -> Iterator[Stamp]:
        """Yield the date that opens one of the first sentences."""
        for start, line in islice(self._lines(self.where.first()), SENTENCES):
            for stamp in islice(date_line.stamps(line[:LONGEST_WHOLE], self.language, self.day_first), 1):
                if BEFORE_DATE.fullmatch(line[: stamp.span.start]) and CLOSES.match(line[stamp.span.end :]):
                    yield _moved(stamp, start)
                    return

    def below(self) -> Iterator[Stamp]:
        """Yield the dates of date lines below the text."""
        for start, line in self._lines(self.where.foot()):
            if len(line) <= LONGEST_WHOLE and date_line.parse(line, self.language):
                yield from self._stamps(start, line)

    def labelled(self) -> Iterator[Stamp]:
        """Yield the dates with a label of publication, wherever they stand but in prose."""
        marks = lines.Markup(self.document.regions)
        for block in self.blocks:
            start = block.span.start
            for line in block.text.split("\n") if block.kind not in PROSE else ():
                dated = len(line) <= LONGEST_LABELLED and YEAR.search(line)
                if dated and marks.at(start).isdisjoint(OTHERS):
                    stamps = self._stamps(start, line, most=LONGEST_LABELLED)
                    yield from (stamp for stamp in stamps if stamp.role == DateRole.PUBLISHED)
                start += len(line) + 1

    def _lines(self, span: Span) -> Iterator[tuple[int, str]]:
        """Yield lines that are not of others, and no captions or headings."""
        marks = lines.Markup(self.document.regions)
        skipped = [block.span for block in self.blocks if block.kind in SKIPPED]
        for start, line in zones.lines(self.document.text, span):
            first = start + len(line) - len(line.lstrip())
            if marks.at(first).isdisjoint(NOT_HERE) and not any(
                one.start <= first < one.end for one in skipped
            ):
                yield start, line

    def _stamps(self, start: int, line: str, most: int = MOST_BESIDE) -> Iterator[Stamp]:
        """Yield the dates of a line that says little else."""
        if len(line) > LONGEST_LABELLED:
            return
        found = list(date_line.stamps(line, self.language, self.day_first))
        beside = len(line.split()) - sum(len(line[one.span.start : one.span.end].split()) for one in found)
        if beside <= most:
            yield from (_moved(one, start) for one in found if not _is_of_another(line[: one.span.start]))


def _moved(stamp: Stamp, start: int) -> Stamp:
    return evolve(stamp, span=Span(start + stamp.span.start, start + stamp.span.end))


def _is_of_another(before: str) -> bool:
    """Return whether a label says that a day is none of the page: of an account, a birth, an event."""
    label = LABEL.search(before)
    return label is not None and label[1].strip().casefold() in _rules.load_all().words("dates.others")
