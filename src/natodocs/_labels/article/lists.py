"""Lists above and below the article that the model takes for part of it, told by how many sentences stand in them.

The model knows menus and lists of stories by their words, in the languages that it has seen, and takes too much of
others for the article. How many words of sentences stand for each line says where an article is in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Final

from natodocs._labels.article.own_features import MOST_WORDS, PROSE_WORDS, terms
from natodocs._labels.draft import EVEN, Draft, K
from natodocs._labels.line import WEAK

# All numbers are set by hand, on pages that the model was not learned from.
LINE: Final = 3.0  # words of sentences that a line costs
CERTAIN: Final = 0.9  # probability; from there on it costs half
SHORT_SENTENCE: Final = 0.5  # what a word of one counts
AT_LEAST: Final = 40.0  # words that a list costs; a smaller one is left to the model
# Shares of its terms that are the article's too, on average of its lines; a list with more is part of it.
ABOVE: Final = 0.3
BROKEN: Final = 0.2  # below, where other things stand in it or before it
GOING_ON: Final = 0.1  # below, where it goes on from the last sentence
WHOLE: Final = 1.05  # lines for each of a list that nothing breaks


def cut_off(draft: Draft) -> None:
    """Take lists at either end out of the article, unless they speak of what it speaks of."""
    inside = [number for number, likely in enumerate(draft.likely) if likely > EVEN]
    if not inside:
        return
    worth = [_worth(draft, number) for number in range(inside[0], inside[-1] + 1)]
    first, end = densest(worth)
    above = [number for number in inside if number < inside[0] + first]
    below = [number for number in inside if number >= inside[0] + end]
    said = _said(draft, inside[len(above) : len(inside) - len(below)])
    broken = len(worth) - end > WHOLE * len(below)
    for some, cost, enough in (
        (above, -sum(worth[:first]), ABOVE),
        (below, -sum(worth[end:]), BROKEN if broken else GOING_ON),
    ):
        if cost >= AT_LEAST and _alike(draft, some, said) < enough:
            for number in some:
                draft.likely[number] = EVEN


def densest(worth: Sequence[float]) -> tuple[int, int]:
    """Return from where to where the sum of numbers is greatest (Kadane's algorithm); of all, if none is above 0."""
    best, found = 0.0, (0, len(worth))
    total, start = 0.0, 0
    for number, one in enumerate(worth):
        if total <= 0:
            total, start = 0.0, number
        total += one
        if total > best:
            best, found = total, (start, number + 1)
    return found


def _worth(draft: Draft, number: int) -> float:
    """Return how many words of sentences a line has, without what it costs."""
    label, likely = draft.labels[number], draft.likely[number]
    if likely <= EVEN:
        return -LINE
    words = min(draft.lines[number].words, MOST_WORDS) if label.kind == K.PARAGRAPH else 0
    counted = words * SHORT_SENTENCE if label.confidence <= WEAK else words
    return counted - (LINE / 2 if likely >= CERTAIN else LINE)


def _said(draft: Draft, numbers: Iterable[int]) -> Set[str]:
    """Return the terms of all prose among some lines."""
    texts = [draft.lines[number].text for number in numbers if draft.lines[number].words >= PROSE_WORDS]
    return frozenset().union(*map(terms, texts))


def _alike(draft: Draft, numbers: Iterable[int], said: Set[str]) -> float:
    """Return which share of the terms of a line is said, on average of some lines."""
    own = [some for number in numbers if (some := terms(draft.lines[number].text))]
    return sum(len(some & said) / len(some) for some in own) / len(own) if own else 0.0
