"""Which lines are the article: the probability that the model gives each line, and the run that they stand in."""

from __future__ import annotations

from typing import Final

from natodocs._neighbours import _model
from natodocs._neighbours._draft import EVEN, Draft, K

POSSIBLE: Final = 0.3  # probability; less will do for a short line with the article above and below it
LET_IN: Final = 0.51
READERS: Final = frozenset({K.COMMENT, K.COMMENT_UI})  # never part of the article, whatever they look like
PARTS: Final = frozenset({K.PARAGRAPH, K.HEADING, K.DECK, K.TITLE})
WORDS: Final = 12  # words of prose; the least that an article has
OTHER: Final = 0.25  # what a word counts that stands in no sentence
CERTAIN: Final = 0.9  # probability; from there on a line is part of the article, whatever it looks like alone


def find(draft: Draft) -> None:
    """Set how likely each line is part of the article, and the run from the first that is to the last."""
    likely = _model.probabilities(draft)
    draft.likely = [
        0.0 if label.kind in READERS and not draft.weak(number) else round(likely[number], 2)
        for number, label in enumerate(draft.labels)
    ]
    for number in range(1, len(draft.lines) - 1):
        if draft.inside(number - 1) and draft.likely[number + 1] > EVEN and _may_be_let_in(draft, number):
            draft.likely[number] = LET_IN
    inside = [number for number in range(len(draft.lines)) if draft.inside(number)]
    while inside and _may_be_left_out(draft, inside[-1]):
        draft.likely[inside.pop()] = EVEN
    prose = sum(
        draft.lines[number].words * (1 if draft.kind(number) == K.PARAGRAPH else OTHER) for number in inside
    )
    if prose < WORDS:
        draft.likely = [0.0] * len(draft.lines)
        return
    draft.core = range(inside[0], inside[-1] + 1)
    for number in inside:
        if draft.kind(number) not in PARTS and not draft.weak(number) and draft.likely[number] >= CERTAIN:
            draft.set(number, K.PARAGRAPH, draft.likely[number], "stands among the lines of the article")


def _may_be_let_in(draft: Draft, number: int) -> bool:
    """Whether a line between two of the article may be a heading of it."""
    return POSSIBLE < draft.likely[number] <= EVEN and draft.unknown(number)


def _may_be_left_out(draft: Draft, number: int) -> bool:
    """Whether a line at the end of the article looks like a heading: none ends one, a list of headlines follows it."""
    line = draft.lines[number]
    return (
        draft.unknown(number) and not line.ends_sentence and not line.lead and draft.likely[number] < CERTAIN
    )
