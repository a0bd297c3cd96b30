"""Marked elements -> regions of the text: what is open, what of it is plausible, and how regions nest.

A region is kept only where it adds a mark that no region around it has, so that regions stand no deeper in
each other than there are marks, whatever the markup does. Comments alone may repeat, as replies stand in what
they reply to.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import define

from natodocs._document.document import Region, shared
from natodocs._document.html import main_text
from natodocs._document.html import marks as html_marks
from natodocs._document.marks import NO_MARKS, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Stretch = tuple[int, int]  # from a character, to the one after the last

LINK: Final = frozenset({Mark.LINK})
ARTICLE, RELATED = frozenset({Mark.ARTICLE}), frozenset({Mark.RELATED})
REPEATING: Final = frozenset({Mark.COMMENT})
MOST: Final = (
    50_000  # of a page; one with more has a line of some letters in each, and what is behind has no marks
)
REPLIES: Final = 64  # how deep comments may stand in each other; real threads end before 20
DECKS: Final = 3  # on a page; more are those of other stories, all but the first below the headline
MENUS: Final = Mark.all_of("nav menu")
SHORT: Final = 60  # characters; what has less holds no line of prose, and is too short for nothing
HOLDS_ARTICLE: Final = 0.5  # of the prose of a page: what has more holds the article


# A mark may be open once, and one that is doubted twice: the outer one may turn out to be a wrapper with a wrong name.


class Around(NamedTuple):
    """What the open regions say together."""

    marks: frozenset[Mark]
    """All their marks."""
    full: frozenset[Mark]
    """Those that no more regions may have."""


@define
class OpenRegion:
    """A region whose end, and at first whose start, is not known yet."""

    marks: frozenset[Mark]
    around: Around
    start: int = -1
    end: int = -1
    links: int = 0  # characters


class Regions:
    """Collects the regions of a page while its text is printed."""

    def __init__(self) -> None:
        self.waiting: list[OpenRegion] = []  # open, but nothing is printed in them yet
        self._around = Around(NO_MARKS, NO_MARKS)
        self._comments: list[OpenRegion] = []  # open, the outermost first
        self._started: list[OpenRegion] = []

    def open(self, marks: frozenset[Mark]) -> OpenRegion | None:
        """Open a region; `None` where it would say nothing new."""
        if Mark.COMMENT in marks and self._comments and not self._may_reply():
            marks -= REPEATING
        added, inside = _open(marks, self._around)
        if not added:
            return None
        region = OpenRegion(added, self._around)
        self._around = inside
        if Mark.COMMENT in added:
            self._comments.append(region)
        self.waiting.append(region)
        return region

    def are_in(self, mark: Mark) -> bool:
        """Return whether what is printed now stands in a region with a mark."""
        return mark in self._around.marks

    def _may_reply(self) -> bool:
        return len(self._comments) < REPLIES and self._comments[-1].start >= 0

    def printed(self, position: int, links: int) -> None:
        """Start all regions that are waiting; something is printed in them now.

        Args:
            position: where.
            links: how many characters of links stand before it.
        """
        for region in self.waiting:
            region.start, region.links = position, -links
        if len(self._started) < MOST:
            self._started += self.waiting
        self.waiting.clear()

    def close(self, region: OpenRegion, position: int, links: int) -> None:
        """End the region that was opened last."""
        if region.start < 0:
            self.waiting.pop()
        region.end = position
        region.links += links
        self._around = region.around
        if Mark.COMMENT in region.marks:
            self._comments.pop()

    def finish(
        self,
        text: str,
        prose: Sequence[Stretch],
        links: Sequence[Stretch],
        elements: Sequence[Stretch],
    ) -> tuple[Region, ...]:
        """Return the regions, sorted by start and nested.

        Args:
            text: of the page.
            prose: the lines that are part of a text.
            links: the lines that are links.
            elements: those that stand on lines of their own.
        """
        found = list(_plausible(self._started, prose))
        if others := main_text.others(prose, found):
            found = [
                (start, end, marks - ARTICLE | RELATED if (start, end) in others else marks)
                for start, end, marks in found
            ]
        if article := main_text.find(text, prose, found, elements):
            found = list(_beside(article, found))
            insort(found, article, key=_place)
        return tuple(_adding(_with_links(found, links)))


@lru_cache(maxsize=8_192)
def _open(marks: frozenset[Mark], around: Around) -> tuple[frozenset[Mark], Around]:
    """Return what an element with these marks adds to those around it, and what is said inside it."""
    if not marks.isdisjoint(html_marks.WITHIN):
        marks = frozenset(html_marks.within(mark, around.marks) for mark in marks)
    added = marks - around.full
    full = {mark for mark in added if mark in around.marks or mark not in html_marks.DOUBTED}
    return shared(added), Around(shared(around.marks | added), shared(around.full | full - REPEATING))


# A region that may still change its marks, or go.
_Found = tuple[int, int, frozenset[Mark]]


def _plausible(regions: Sequence[OpenRegion], prose: Sequence[Stretch]) -> Iterator[_Found]:
    """Take away marks that cannot be: a date that is a page long, a sidebar in which the article stands.

    Layouts are named after their parts ("grid-with-sidebar", "off-canvas-pusher"), and some pages are a form.
    """
    titles = [region.start for region in regions if Mark.H1 in region.marks]
    menus = [region.start for region in regions if not MENUS.isdisjoint(region.marks)]
    starts = [start for start, _ in prose]
    sums = [0, *accumulate(end - start for start, end in prose)]
    decks = [region.start for region in regions if Mark.DECK in region.marks]
    own = next((start for start in decks if titles and start > titles[0]), None)
    for region in regions:
        marks, start, end = region.marks, region.start, region.end
        checked = html_marks.CHANGING if end - start >= SHORT else html_marks.CHECKED
        if not marks.isdisjoint(checked):
            said = sums[bisect_left(starts, end)] - sums[bisect_left(starts, start)]
            held = html_marks.Held(
                length=end - start,
                links=region.links,
                article=said >= HOLDS_ARTICLE * sums[-1] > 0,
                title=_any_within(titles, start, end),
                menu=_any_within(menus, start, end),
                titled=bool(titles),
            )
            marks = html_marks.plausible(marks, held)
        if len(decks) > DECKS and start != own:
            marks -= html_marks.DECK
        if marks:
            yield start, end, marks


def _beside(article: _Found, regions: Sequence[_Found]) -> Iterator[_Found]:
    """Take away marks of what stands beside the article from what is around all of it."""
    for start, end, marks in regions:
        if start <= article[0] and article[1] <= end:
            marks -= main_text.OTHER
        if marks:
            yield start, end, marks


def _place(region: _Found) -> Stretch:
    return region[0], -region[1]


def _any_within(positions: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(positions, start) < bisect_left(positions, end)


def _with_links(regions: Sequence[_Found], lines: Sequence[Stretch]) -> Iterator[_Found]:
    """Put links among the regions, but no line inside which a region starts or ends that goes beyond it."""
    around: list[int] = []  # where the regions that are open end, the innermost last
    following = 0
    for first, last in lines:
        while following < len(regions):
            region = start, end, _ = regions[following]
            if start > first or (start == first and end < last):
                break
            while around and around[-1] <= start:
                around.pop()
            around.append(end)
            yield region
            following += 1
        while around and around[-1] <= first:
            around.pop()
        crossed = bool(around) and around[-1] < last
        inside = following
        while not crossed and inside < len(regions) and regions[inside][0] < last:
            crossed = regions[inside][1] > last
            inside += 1
        if not crossed:
            yield first, last, LINK
    yield from regions[following:]


def _adding(regions: Iterable[_Found]) -> Iterator[Region]:
    """Leave out what the regions around say as well."""
    around = [(-1, NO_MARKS)]  # where each ends, and all that is said inside it
    for start, end, marks in regions:
        while len(around) > 1 and around[-1][0] <= start:
            around.pop()
        added, inside = _add(around[-1][1], marks)
        if added:
            yield Region(start, end, added)
            around.append((end, inside))


@lru_cache(maxsize=8_192)
def _add(had: frozenset[Mark], marks: frozenset[Mark]) -> tuple[frozenset[Mark], frozenset[Mark]]:
    """Return which marks are new inside others, and what is said there that may not be said again."""
    return shared(marks - had), shared(had | (marks - REPEATING))
