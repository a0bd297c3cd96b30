"""The weights of the features, as they were learned, and what they say of a page.

`tools/weights/furniture.py` learns them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from attrs import frozen

from natodocs._labels.draft import Draft
from natodocs._labels.furniture import around, chain, features
from natodocs._labels.furniture.feature_names import FEATURES, STATES
from natodocs._labels.furniture.features import Key, Own
from natodocs._text.lines import SHORT
from natodocs._weights import Weights
from natodocs._weights import load as load_weights

REMEMBERED: Final = 32768  # short lines, and keys of a group: some hundred pages of a site have fewer


class Table(dict[Key, int]):
    """What the keys of a group say: worked out when they are asked for."""

    def __init__(self, weights: Mapping[str, int], say: Callable[..., Iterator[str]]) -> None:
        super().__init__()
        self._weights, self._say = weights, say

    def __missing__(self, key: Key) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[key] = sum(self._weights.get(name, 0) for name in self._say(*key))
        return found


@frozen
class Model:
    """What was learned."""

    weights: Mapping[str, int]
    """What each feature weighs for all states, packed."""
    tables: Mapping[str, Table]
    """The same for the groups of features."""
    steps: Sequence[Sequence[int]]
    """What it weighs to go from a state to another."""
    lanes: chain.Lanes

    def own(self, text: str, lead: str, words: int, looks: str) -> tuple[int, Own]:
        """Return what a line says of itself, packed, and what others see of it."""
        own = features.own(text, lead, words, looks)
        said = sum([self.weights.get(name, 0) for name in own.words])
        return said + sum([self.tables[group][key] for group, key in own.keys]), own


def scores(draft: Draft, wanted: Sequence[bool]) -> list[int | None]:
    """Return what all states weigh for the lines that are wanted, packed; `None` for the others."""
    known = load()
    read = [
        _remembered(line.text, line.lead, line.words, features.look(label))
        if len(line.text) <= SHORT
        else known.own(line.text, line.lead, line.words, features.look(label))
        for line, label in zip(draft.lines, draft.labels, strict=True)
    ]
    page = around.Page(draft, [own for _, own in read])
    found: list[int | None] = []
    weights, tables = known.weights, known.tables
    for number, (said, _) in enumerate(read):
        if not wanted[number]:
            found.append(None)
            continue
        total = said + sum([tables[group][key] for group, key in page.around(number)])
        total += sum([weights.get(name, 0) for name in page.said(number)])
        found.append(total)
    return found


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str, lead: str, words: int, looks: str) -> tuple[int, Own]:
    """Remember what a short line says: those of a menu come again on every page of their site."""
    return load().own(text, lead, words, looks)


def model(weights: Weights) -> Model:
    """Return the model of weights as they are written."""
    lanes = chain.Lanes(len(STATES))
    packed = {feature: lanes.pack_some(row) for feature, row in weights.sparse.items()}
    steps = [[int(weights.chain.get(f"{one} {other}", 0)) for other in STATES] for one in STATES]
    return Model(packed, {group: Table(packed, say) for group, say in around.GROUPS.items()}, steps, lanes)


@cache
def load() -> Model:
    """Return the model."""
    return model(load_weights("furniture", FEATURES))
