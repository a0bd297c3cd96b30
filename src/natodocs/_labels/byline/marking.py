"""Which line says who wrote the article: the one that its clues make the likeliest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from natodocs._fields.bylines import cues
from natodocs._labels.byline.features import Clues
from natodocs._labels.draft import Draft, K

LEAST: Final = -0.5  # log odds of a byline against none
BESIDE: Final = -1.5  # log odds of a line right beside the byline that names more authors
MOST_NAMES: Final = 12  # lines of one byline, a name on each
UNSURE: Final = 0.6  # confidence of a line that reads as a byline and is not that of the article


def mark(draft: Draft) -> None:
    """Label the lines that name the authors; what else reads as a byline is less sure to be one."""
    clues = Clues(draft)
    scores = {number: clues.score(number) for number in clues.candidates}
    best = max(scores, key=lambda number: (scores[number], -number), default=None)
    if best is None or scores[best] < LEAST:
        return
    for number, label in enumerate(draft.labels):
        if label.kind is K.BYLINE and label.confidence > UNSURE:
            draft.labels[number] = evolve(label, confidence=UNSURE)
    for number in _together(clues, scores, best):
        draft.set(number, K.BYLINE, 0.9, "names who wrote it, as all its signs say together")


def _together(clues: Clues, scores: Mapping[int, float], best: int) -> range:
    """Return the lines of the byline: those with more names on either side, and a cue above them."""
    first = last = best
    while last + 1 in scores and scores[last + 1] >= BESIDE and clues.goes_on(last, last + 1):
        last += 1
    while first - 1 in scores and scores[first - 1] >= BESIDE and clues.goes_on(first - 1, first):
        first -= 1
    cue = first > 0 and cues.is_one(clues.draft.lines[first - 1].text)
    return range(first - cue, last + 1)[:MOST_NAMES]
