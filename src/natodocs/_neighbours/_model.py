"""The weights of the features, as they were learned: one table for plain text, one for HTML.

`tools/article_weights.py` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from attrs import frozen

from natodocs._labels import Label
from natodocs._lines import Line
from natodocs._neighbours import _chain, _signals
from natodocs._neighbours._chain import Scores
from natodocs._neighbours._draft import Draft
from natodocs._types import BlockKind

FILE: Final = "article_weights.json"
UNIT: Final = 100  # the weights are written in hundredths
NOTHING: Final[Scores] = (0.0, 0.0, 0.0, 0.0)
PICTURE: Final = frozenset({"caption"})  # plain text has this mark as well, from markdown


@frozen
class Model:
    """What was learned."""

    weights: Mapping[str, Scores]
    """What each feature says for each state."""
    steps: Sequence[float]
    """What each of `_chain.STEPS` is worth."""

    def sum(self, features: Iterable[str]) -> Scores:
        """Return what some features say together."""
        found = [self.weights[feature] for feature in features if feature in self.weights]
        if not found:
            return NOTHING
        before, article, inside, after = (sum(column) for column in zip(*found, strict=True))
        return before, article, inside, after


def probabilities(draft: Draft) -> list[float]:
    """Return the probability of each line to be part of the article."""
    if not draft.lines:
        return []
    name = "html" if any(line.marks and line.marks != PICTURE for line in draft.lines) else "text"
    owns = [
        _own(name, line.text, line.lead, line.words, line.marks, label.kind, label.confidence)
        if len(line.text) <= _signals.REMEMBERED
        else _of(name, line, label)
        for line, label in zip(draft.lines, draft.labels, strict=True)
    ]
    scores: list[Scores] = []
    looks = [look for look, _ in owns]
    for (_, (b, a, i, f)), (k1, k2, k3, k4, k5, k6) in zip(owns, _signals.places(draft, looks), strict=True):
        b1, a1, i1, f1 = _said(name, k1)
        b2, a2, i2, f2 = _said(name, k2)
        b3, a3, i3, f3 = _said(name, k3)
        b4, a4, i4, f4 = _said(name, k4)
        b5, a5, i5, f5 = _said(name, k5)
        b6, a6, i6, f6 = _said(name, k6)
        scores.append(
            (
                b + b1 + b2 + b3 + b4 + b5 + b6,
                a + a1 + a2 + a3 + a4 + a5 + a6,
                i + i1 + i2 + i3 + i4 + i5 + i6,
                f + f1 + f2 + f3 + f4 + f5 + f6,
            )
        )
    return _chain.article(scores, load(name).steps)


@lru_cache(maxsize=32768)
def _own(
    name: str, text: str, lead: str, words: int, marks: frozenset[str], kind: BlockKind, confidence: float
) -> tuple[str, Scores]:
    """Remember what a short line says: those of a menu come again on every page of their site."""
    line = Line(0, 0, len(text), 0, len(text), text, lead, words, blank_before=False, marks=marks)
    return _of(name, line, Label(kind, confidence, ""))


def _of(name: str, line: Line, label: Label) -> tuple[str, Scores]:
    return _signals.look(line, label), load(name).sum(_signals.own(line, label))


@lru_cache(maxsize=65536)
def _said(name: str, key: _signals.Key) -> Scores:
    return load(name).sum(_signals.said(key))


@cache
def load(name: str) -> Model:
    """Return the model for "text" or "html"."""
    table = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))[name]
    weights = {
        feature: (before / UNIT, article / UNIT, inside / UNIT, after / UNIT)
        for feature, (before, article, inside, after) in table["features"].items()
    }
    return Model(weights, [weight / UNIT for weight in table["steps"]])
