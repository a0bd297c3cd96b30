"""What is left outside the article: what a line is, as its words, its place and the lines around it say together."""

from __future__ import annotations

from math import exp, fsum
from typing import Final

from natodocs._labels.blocks import BODY
from natodocs._labels.draft import Draft, K
from natodocs._labels.furniture import chain, model
from natodocs._labels.furniture.feature_names import STATES
from natodocs._labels.furniture.features import ARTICLE
from natodocs._labels.line import NO_WORDS, WEAK, Label
from natodocs._types import BlockKind

UNIT: Final = 100  # the weights are written in hundredths
# What the model tells apart. Which lines are the article's keywords is said by what the whole page speaks of.
FURNITURE: Final = (
    *(K.NAVIGATION, K.RELATED, K.ADVERT, K.LEGAL, K.SHARE, K.CAPTION, K.CREDIT, K.BIO, K.CONTACT),
    *(K.METADATA, K.COMMENT_UI, K.OTHER),
)
# What has been said of these is a sign among others, if a heavy one. What stands beside the headline, and who the
# author is, have been told by what the whole page says.
OPEN: Final = frozenset(FURNITURE) - {K.METADATA, K.BIO}
# Hundredths of log odds by which another kind must be likelier than the one that a row is sure of.
KNOWN: Final = 450
LEAST: Final = 0.3  # confidence
MOST: Final = 0.95
FARTHEST: Final = 30.0  # log odds; more make no difference to a share
REASON: Final = "what its words, its place and the lines around it say together"

_STATE: Final = {kind: place for place, kind in enumerate(STATES)}
_PROSE: Final = _STATE[K.PARAGRAPH]
_OUTSIDE: Final = tuple(sorted([_PROSE, *(_STATE[kind] for kind in FURNITURE)]))


def mark(draft: Draft) -> None:
    """Label what is left outside the article, and what stands inside it and is no part of it."""
    free = _free(draft)
    if not any(free):
        return
    said, unpack = model.scores(draft, free), model.load().lanes.unpack

    def options(number: int) -> dict[int, int]:
        """Return what each state weighs that a line may have: made when asked for, since a page has many lines."""
        label, packed = draft.labels[number], said[number]
        if packed is None:
            return {_STATE[ARTICLE] if draft.inside(number) else _STATE[label.kind]: 0}
        weights = unpack(packed)
        line = {state: weights[state] for state in _OUTSIDE}
        if label.confidence > WEAK and _STATE[label.kind] in line:
            line[_STATE[label.kind]] += KNOWN
        return line

    path = chain.likeliest(map(options, range(len(draft.lines))), model.load().steps)
    for number, state in enumerate(path):
        if not free[number]:
            continue
        line, label = options(number), draft.labels[number]
        if state == _PROSE:  # a text of its own, and none of the article
            del line[_PROSE]
            state = max(line, key=line.__getitem__)
        kind = BlockKind(STATES[state])
        if label.kind is not kind or label.confidence <= WEAK:
            draft.labels[number] = Label(kind, _confidence(line, state), REASON)


def _free(draft: Draft) -> list[bool]:
    """Return which lines may still be anything that stands outside the article."""
    first = draft.core.start
    headed = next((number for number in range(first) if draft.kind(number) == K.TITLE), first)
    return [
        not draft.inside(number) and _is_open(draft, number, headed) for number in range(len(draft.lines))
    ]


def _is_open(draft: Draft, number: int, headed: int) -> bool:
    """Return whether a line outside the article may be anything: prose alone where there is an article elsewhere.

    A line of signs alone is what it is, whatever stands around it.
    """
    label = draft.labels[number]
    if label is NO_WORDS:
        return False
    if label.kind in BODY:
        return bool(draft.core) and not (label.kind is K.DECK and headed < number < draft.core.start)
    return label.confidence <= WEAK or (label.kind in OPEN and not draft.lines[number].marks)


def _confidence(line: dict[int, int], state: int) -> float:
    """Return what the share of a state is among all, by the weights of the line alone."""
    own = line[state]
    share = 1 / fsum([exp(min(FARTHEST, (weight - own) / UNIT)) for weight in line.values()])
    return min(MOST, max(LEAST, round(share, 2)))
