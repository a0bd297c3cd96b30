"""The weights of the features, as they were learned: one table for plain text, one for HTML.

`tools/weights/article.py` learns them. What features say together is remembered by the keys of their groups as powers,
which are multiplied: so a line that was seen before costs a few look-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from math import exp
from typing import Final

from attrs import frozen

from natodocs._document.marks import Mark
from natodocs._labels.article import context_features, crf, own_features
from natodocs._labels.article.crf import Powers
from natodocs._labels.article.feature_names import FEATURES
from natodocs._labels.article.own_features import Face
from natodocs._labels.draft import Draft
from natodocs._text.lines import SHORT
from natodocs._types import BlockKind
from natodocs._weights import Weights
from natodocs._weights import load as load_weights
from natodocs._weights.tables import Table

UNIT: Final = 100  # the weights are written in hundredths
MOST: Final = exp(30.0)  # what a group can say for a state: the product of all stays a number
LEAST: Final = 1 / MOST  # and against it
OF_A_WORD: Final = "word "  # what the features of single words begin with


@frozen
class Model:
    """What was learned."""

    steps: Sequence[float]
    """What each of `crf.STEPS` is worth."""
    words: Mapping[str, Powers]
    """What single words say."""
    known: frozenset[str]
    """The same words, for `intersection`."""
    tables: Mapping[str, Table[Powers]]
    """What the groups of other features say."""

    def read(
        self, text: str, lead: str, words: int, marks: frozenset[Mark], kind: BlockKind, confidence: float
    ) -> tuple[Powers, Face]:
        """Return what a line says of itself, and what others see of it."""
        found, keys, face = own_features.read(text, lead, words, marks, kind, confidence)
        article, inside, after = together(self.words, self.known.intersection(found))
        for group, key in keys:
            a, i, f = self.tables[group][key]
            article, inside, after = article * a, inside * i, after * f
        return (article, inside, after), face


def probabilities(draft: Draft) -> list[float]:
    """Return the probability of each line to be part of the article."""
    if not draft.lines:
        return []
    name = "html" if draft.is_marked_up() else "text"
    model = load(name)
    read = [
        _remembered(name, line.text, line.lead, line.words, line.marks, label.kind, label.confidence)
        if len(line.text) <= SHORT
        else model.read(line.text, line.lead, line.words, line.marks, label.kind, label.confidence)
        for line, label in zip(draft.lines, draft.labels, strict=True)
    ]
    columns = [
        map(model.tables[group].__getitem__, keys)
        for group, keys in context_features.columns(draft, [face for _, face in read]).items()
    ]
    return crf.article(_product([powers for powers, _ in read], columns), model.steps)


def _product(own: list[Powers], columns: Iterable[Iterable[Powers]]) -> list[Powers]:
    """Return what each line says of itself times what each group of `context_features` says of it."""
    found = own
    for column in columns:
        found = [
            (article * a, inside * i, after * f)
            for (article, inside, after), (a, i, f) in zip(found, column, strict=True)
        ]
    return found


@lru_cache(maxsize=32768)
def _remembered(
    name: str, text: str, lead: str, words: int, marks: frozenset[Mark], kind: BlockKind, confidence: float
) -> tuple[Powers, Face]:
    """Remember what a short line says: those of a menu come again on every page of their site."""
    return load(name).read(text, lead, words, marks, kind, confidence)


def together(weights: Mapping[str, Powers], features: Iterable[str]) -> Powers:
    """Return what some features say together, of which some may have no weight."""
    article = inside = after = 1.0
    for feature in features:
        if feature in weights:
            a, i, f = weights[feature]
            article, inside, after = article * a, inside * i, after * f
    if min(article, inside, after) >= LEAST and max(article, inside, after) <= MOST:
        return article, inside, after
    article, inside, after = (min(max(power, LEAST), MOST) for power in (article, inside, after))
    return article, inside, after


def _said(weights: Mapping[str, Powers], say: Callable[..., Iterator[str]], *key: object) -> Powers:
    """Return what the features that a key of a group stands for say together."""
    return together(weights, say(*key))


def model(weights: Weights) -> Model:
    """Return the model of weights as they are written."""
    found = {feature: powers(states) for feature, states in weights.states.items()}
    words = {
        name.removeprefix(OF_A_WORD): power for name, power in found.items() if name.startswith(OF_A_WORD)
    }
    return Model(
        [weights.chain[f"{one} {other}"] / UNIT for one, other in crf.STEPS],
        words,
        frozenset(words),
        {
            group: Table(partial(_said, found, say))
            for groups in (own_features.OWN_GROUPS, context_features.CONTEXT_GROUPS)
            for group, say in groups.items()
        },
    )


def powers(weights: Sequence[int]) -> Powers:
    """Return the weights of a feature as powers of e, against that of the first state."""
    before, *others = weights
    article, inside, after = (exp((weight - before) / UNIT) for weight in others)
    return article, inside, after


@cache
def load(name: str) -> Model:
    """Return the model for "text" or "html"."""
    return model(load_weights("article", FEATURES, name))
