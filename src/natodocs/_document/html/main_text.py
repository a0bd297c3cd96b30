"""Where the text of the article stands: the smallest part of a page that has most of its prose.

No name says it on every site, but the paragraphs of an article stand side by side in one element, and menus,
other stories and comments stand in others.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from attrs import frozen

from natodocs._document.marks import NO_MARKS, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]  # from a character, to the one after the last
Found = tuple[int, int, frozenset[Mark]]  # a stretch with its marks

ENOUGH: Final = 0.75  # of the prose; the rest are first sentences above, and words below that look like prose
LEFT: Final = 0.2  # of the prose; where names leave less to the article, they are wrong
PARAGRAPH, PLAIN, ITEM = 4, 2, 1  # what a character says in a <p>, in none, and in an item of a list
STREAM: Final = 4  # articles below each other
LEADING: Final = 0.4  # of what they all weigh: the first of them is what the page is about
SECOND: Final = 0.3  # of what the first weighs: the most of another
FIRST: Final = 0.3  # of the prose of a page: what its article has at least that others stand below
HEADED: Final = Mark.all_of("h1 heading headline")
SIGNED: Final = Mark.all_of("time date byline author")
MOSTLY: Final = 0.8  # of what the article weighs; it has its prose in paragraphs
COMMENTS: Final = Mark.all_of("comments comment comment-text comment-ui")
AROUND_PROSE: Final = frozenset({Mark.PROSE})
IN_PARAGRAPHS: Final = AROUND_PROSE | {Mark.PARAGRAPHS}
# Marks of what is no part of the article's text, however much prose is in it.
OTHER: Final = COMMENTS | Mark.all_of(
    "nav menu header footer aside sidebar form dialog account cookie legal related teaser card newsletter advert "
    "paywall bio caption"
)


@frozen
class _Scale:
    """Weighs parts of a page."""

    starts: Sequence[int]
    """Of the lines with prose."""
    sums: Sequence[int]
    """What all lines before each weigh, and at the end what all weigh."""

    @classmethod
    def of(cls, prose: Sequence[Stretch], weights: Iterable[int]) -> _Scale:
        return cls([start for start, _ in prose], [0, *accumulate(weights)])

    def weigh(self, start: int, end: int) -> int:
        """Return what the lines weigh that start in a stretch."""
        return self.sums[bisect_left(self.starts, end)] - self.sums[bisect_left(self.starts, start)]


def find(
    text: str, prose: Sequence[Stretch], regions: Sequence[Found], elements: Iterable[Stretch]
) -> Found | None:
    """Return where the text of the article stands; `None` where a page has no prose.

    Args:
        text: of the page.
        prose: the lines that are part of a text, in order.
        regions: sorted by start and nested.
        elements: the elements of the page that stand on lines of their own; their starts may lie before the
            line break above them.
    """
    around = _around(prose, regions)
    weights = [
        (end - start) * (PARAGRAPH if Mark.P in marks else ITEM if Mark.LI in marks else PLAIN)
        for (start, end), marks in zip(prose, around, strict=True)
    ]
    scale = _Scale.of(prose, _counted(weights, around))
    best = _smallest(scale, elements)
    if best is None:
        return None
    start, end = _leading(scale, best, regions)
    in_p = (weight if Mark.P in marks else 0 for weight, marks in zip(weights, around, strict=True))
    in_paragraphs = _Scale.of(prose, in_p)
    mostly = in_paragraphs.weigh(start, end) >= MOSTLY * _Scale.of(prose, weights).weigh(start, end)
    start = end - len(text[start:end].lstrip())
    return start, end, IN_PARAGRAPHS if mostly else AROUND_PROSE


def others(prose: Sequence[Stretch], regions: Sequence[Found]) -> frozenset[Stretch]:
    """Return the stretches of other articles below that of the page, each with a headline and a byline or a day.

    The page's is the first: it has the heading of the first level in it, and enough of the prose.

    Args:
        prose: the lines that are part of a text, in order.
        regions: sorted by start and nested.
    """
    articles: list[Stretch] = []
    held: list[frozenset[Mark]] = []
    for start, end, marks in regions:
        if Mark.ARTICLE in marks and (not articles or start >= articles[-1][1]):
            articles.append((start, end))
            held.append(NO_MARKS)
        elif articles and start < articles[-1][1]:
            held[-1] |= marks
    if len(articles) < 2 or not {Mark.H1, Mark.P} <= held[0]:
        return frozenset()
    scale = _Scale.of(prose, (end - start for start, end in prose))
    if scale.weigh(*articles[0]) < FIRST * scale.sums[-1]:
        return frozenset()
    return frozenset(
        article
        for article, marks in zip(articles[1:], held[1:], strict=True)
        if not marks.isdisjoint(HEADED) and not marks.isdisjoint(SIGNED)
    )


def _smallest(scale: _Scale, elements: Iterable[Stretch]) -> Stretch | None:
    """Return the smallest element that weighs enough."""
    best: Stretch | None = None
    shortest, least = 0, ENOUGH * scale.sums[-1]
    for start, end in elements:
        length = end - start
        small = best is None or length < shortest
        if small and PARAGRAPH * length >= least > 0 and scale.weigh(start, end) >= least:
            best, shortest = (start, end), length
    return best


def _leading(scale: _Scale, whole: Stretch, regions: Sequence[Found]) -> Stretch:
    """Return the first of a stream of articles, to the markup each for itself, where it is what the page is about."""
    articles = [
        (start, end)
        for start, end, marks in regions
        if Mark.ARTICLE in marks and whole[0] <= start and end <= whole[1]
    ]
    if len(articles) < STREAM:
        return whole
    *_, second, first = sorted(articles, key=lambda article: scale.weigh(*article))
    weight = scale.weigh(*first)
    alone = weight >= LEADING * scale.weigh(*whole) and scale.weigh(*second) < SECOND * weight
    return first if alone else whole


def _counted(weights: Sequence[int], around: Sequence[frozenset[Mark]]) -> Sequence[int]:
    """Return the weights of the lines, none for those that names of the page say are no part of the article."""
    all_but_comments, rest = (
        [weight if none.isdisjoint(marks) else 0 for weight, marks in zip(weights, around, strict=True)]
        for none in (COMMENTS, OTHER)
    )
    named = any(weight and Mark.BODY in marks for weight, marks in zip(rest, around, strict=True))
    if named or sum(rest) > LEFT * sum(all_but_comments):
        return rest
    return all_but_comments if any(all_but_comments) else weights


def _around(lines: Sequence[Stretch], regions: Sequence[Found]) -> list[frozenset[Mark]]:
    """Return of each line the marks of all regions in which it starts."""
    opened: list[tuple[int, frozenset[Mark]]] = []  # where each ends, and all marks inside it
    found: list[frozenset[Mark]] = []
    following = 0
    for line, _ in lines:
        while opened and opened[-1][0] <= line:
            opened.pop()
        while following < len(regions) and regions[following][0] <= line:
            _, end, marks = regions[following]
            if end > line:
                opened.append((end, opened[-1][1] | marks if opened else marks))
            following += 1
        found.append(opened[-1][1] if opened else NO_MARKS)
    return found
