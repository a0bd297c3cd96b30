"""Marked elements -> regions of the text: what is open, what of it is plausible, and how regions nest.

A region is kept only where it adds a mark that no region around it has, so that regions stand no deeper in
each other than there are marks, whatever the markup does. Comments alone may repeat, as replies stand in what
they reply to.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from attrs import define

from natodocs._html import _marks
from natodocs._source import Region
from natodocs._types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINK: Final = frozenset({"link"})
COMMENT: Final = "comment"
REPEATING: Final = frozenset({COMMENT})
NOTHING: Final[frozenset[str]] = frozenset()
REPLIES: Final = 64  # how deep comments may stand in each other; real threads end before 20
MENUS: Final = frozenset(("nav", "menu"))
SHORT: Final = 60  # characters; what has less holds no line of prose, and is too short for nothing
TRIES: Final = 2  # how often a mark may be open; the outer one may turn out to be a wrapper with a wrong name
MOST: Final = 0.5  # of the prose of a page: what has more holds the article


@define
class Mark:
    """A region whose end, and at first whose start, is not known yet."""

    marks: frozenset[str]
    start: int = -1
    end: int = -1
    links: int = 0  # characters


class Regions:
    """Collects the regions of a page while its text is printed."""

    def __init__(self) -> None:
        self._open: dict[str, int] = {}  # how many regions have the mark
        self._full: set[str] = set()  # the marks that no more regions may have
        self._comments: list[Mark] = []  # open, the outermost first
        self._waiting: list[Mark] = []  # open, but nothing is printed in them yet
        self._started: list[Mark] = []

    def open(self, marks: frozenset[str]) -> Mark | None:
        """Open a region; `None` where it would say nothing new."""
        if not marks.isdisjoint(_marks.WITHIN):
            marks = frozenset(_marks.within(mark, self._open) for mark in marks)
        added = marks - self._full
        if COMMENT in added and self._comments and not self._may_reply():
            added -= REPEATING
        if not added:
            return None
        region = Mark(added)
        for mark in added:
            count = self._open[mark] = self._open.get(mark, 0) + 1
            if count == TRIES or mark not in _marks.DOUBTED:
                self._full.add(mark)
        if COMMENT in added:
            self._comments.append(region)
            self._full -= REPEATING
        self._waiting.append(region)
        return region

    def _may_reply(self) -> bool:
        return len(self._comments) < REPLIES and self._comments[-1].start >= 0

    def printed(self, position: int, links: int) -> None:
        """Start all regions that are open; something is printed in them now.

        Args:
            position: where.
            links: how many characters of links stand before it.
        """
        if self._waiting:
            for region in self._waiting:
                region.start, region.links = position, -links
            self._started += self._waiting
            self._waiting.clear()

    def close(self, region: Mark, position: int, links: int) -> None:
        """End the region that was opened last."""
        if region.start < 0:
            self._waiting.pop()
        region.end = position
        region.links += links
        self._full -= region.marks
        for mark in region.marks:
            self._open[mark] -= 1
        if COMMENT in region.marks:
            self._comments.pop()

    def finish(self, prose: Sequence[Span], links: Sequence[Span]) -> tuple[Region, ...]:
        """Return the regions, sorted by start and nested.

        Args:
            prose: the lines that are part of a text.
            links: the lines that are links.
        """
        regions = list(_plausible(self._started, prose))
        regions += _uncrossed(links, regions)
        regions.sort(key=_place)  # stable: of two at the same place the outer stays first
        return tuple(_adding(regions))


def _place(region: Region) -> tuple[int, int]:
    return region.span.start, -region.span.end


def _plausible(regions: Sequence[Mark], prose: Sequence[Span]) -> Iterator[Region]:
    """Take away marks that cannot be: a date that is a page long, a sidebar in which the article stands.

    Layouts are named after their parts ("grid-with-sidebar", "off-canvas-pusher"), and some pages are a form.
    """
    titles = [region.start for region in regions if "h1" in region.marks]
    menus = [region.start for region in regions if not MENUS.isdisjoint(region.marks)]
    starts = [span.start for span in prose]
    sums = [0, *accumulate(span.end - span.start for span in prose)]
    for region in regions:
        marks, span = region.marks, Span(region.start, region.end)
        if region.end - region.start >= SHORT or not marks.isdisjoint(_marks.CHECKED):
            said = sums[bisect_left(starts, region.end)] - sums[bisect_left(starts, region.start)]
            held = _marks.Held(
                length=region.end - region.start,
                links=region.links,
                article=said >= MOST * sums[-1] > 0,
                title=_any_within(titles, span),
                menu=_any_within(menus, span),
            )
            marks = _marks.plausible(marks, held)
        if marks:
            yield Region(span, marks)


def _any_within(positions: Sequence[int], span: Span) -> bool:
    return bisect_left(positions, span.start) < bisect_left(positions, span.end)


def _uncrossed(lines: Sequence[Span], regions: Sequence[Region]) -> Iterator[Region]:
    """Make regions of lines, but not where another region starts or ends inside one and goes beyond it."""
    spans = [region.span for region in regions]
    ending = sorted(spans, key=lambda span: span.end)
    start = end = 0
    for line in lines:
        while start < len(spans) and spans[start].start <= line.start:
            start += 1
        while end < len(ending) and ending[end].end <= line.start:
            end += 1
        crossed = False
        while start < len(spans) and spans[start].start < line.end:
            crossed |= spans[start].end > line.end
            start += 1
        while end < len(ending) and ending[end].end < line.end:
            crossed |= ending[end].start < line.start
            end += 1
        if not crossed:
            yield Region(line, LINK)


def _adding(regions: Sequence[Region]) -> Iterator[Region]:
    """Leave out what the regions around say as well."""
    around: list[tuple[int, frozenset[str]]] = []  # where each ends, and all that is said inside it
    for region in regions:
        while around and around[-1][0] <= region.span.start:
            around.pop()
        had = around[-1][1] if around else NOTHING
        if not region.marks <= had:
            yield region if region.marks.isdisjoint(had) else Region(region.span, region.marks - had)
            around.append((region.span.end, had | (region.marks - REPEATING)))
