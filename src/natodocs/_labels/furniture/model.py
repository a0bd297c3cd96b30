"""The weights of the features, as they were learned, and what they say of a page.

`tools/weights/furniture.py` learns them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from attrs import frozen

from natodocs._labels.draft import Draft
from natodocs._labels.furniture import around, chain, features
from natodocs._labels.furniture.feature_names import FEATURES, STATES
from natodocs._text.lines import SHORT
from natodocs._weights import Weights
from natodocs._weights import load as load_weights
from natodocs._weights.tables import Table

REMEMBERED: Final = 32768  # short lines: some hundred pages of a site have fewer


@frozen
class Model:
    """What was learned."""

    words: Table[int]
    """What each of the first words of a line weighs for all states, packed; the keys are of one."""
    further: Table[int]
    """The same for the words behind them."""
    pairs: Mapping[tuple[str, ...], int]
    """The same for two words, one behind the other."""
    heads: Mapping[str, Mapping[str | None, int]]
    """The same for a word in a place (the first, the last, that of the line above ...), by the place."""
    tables: Mapping[str, Table[int]]
    """The same for the groups of other features."""
    steps: Sequence[Sequence[int]]
    """What it weighs to go from a state to another."""
    lanes: chain.Lanes

    def own(self, text: str, lead: str, words: int, looks: str) -> tuple[int, tuple[str, str]]:
        """Return what a line says of itself, packed, and its first and last word, which others see."""
        own = features.own(text, lead, words, looks)
        known, pairs, heads = self.words, self.pairs, self.heads
        said = [known[word,] for word in own.beginning]
        said += [self.further[word,] for word in own.further]
        said += [pairs[pair] for pair in own.pairs if pair in pairs]
        said += [self.tables[group][key] for group, key in own.keys]
        said += (
            heads["first"].get(own.first, 0),
            heads["last"].get(own.last, 0),
            heads["whole"].get(own.whole, 0),
        )
        return sum(said), (own.first, own.last)


def scores(draft: Draft, wanted: Sequence[bool]) -> list[int | None]:
    """Return what all states weigh for the lines that are wanted, packed; `None` for the others."""
    known = load()
    read = [
        (0, features.edges(line.text))
        if not one
        else _remembered(line.text, line.lead, line.words, features.look(label))
        if len(line.text) <= SHORT
        else known.own(line.text, line.lead, line.words, features.look(label))
        for line, label, one in zip(draft.lines, draft.labels, wanted, strict=True)
    ]
    page = around.Page(draft, [edges for _, edges in read])
    numbers = [number for number, one in enumerate(wanted) if one]
    totals = [read[number][0] for number in numbers]
    for group, keys in page.columns(numbers):
        table = known.tables[group]
        totals = [total + table[key] for total, key in zip(totals, keys, strict=True)]
    found: list[int | None] = [None] * len(read)
    above, below, head = (known.heads[place] for place in around.HEADS)
    for number, total in zip(numbers, totals, strict=True):
        before, after, top = page.heads(number)
        found[number] = total + above.get(before, 0) + below.get(after, 0) + head.get(top, 0)
    return found


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str, lead: str, words: int, looks: str) -> tuple[int, tuple[str, str]]:
    """Remember what a short line says: those of a menu come again on every page of their site."""
    return load().own(text, lead, words, looks)


def model(weights: Weights) -> Model:
    """Return the model of weights as they are written."""
    said = packed(weights)
    steps = [[int(weights.chain.get(f"{one} {other}", 0)) for other in STATES] for one in STATES]
    return Model(
        Table(partial(_said, said, features.of_word)),
        Table(partial(_said, said, features.of_further)),
        {tuple(name.split(" ")[1:]): weight for name, weight in said.items() if name.startswith("pair ")},
        {place: _behind(said, place) for place in ("first", "last", "whole", *around.HEADS)},
        {group: Table(partial(_said, said, say)) for group, say in around.GROUPS.items()},
        steps,
        chain.Lanes(len(STATES)),
    )


def packed(weights: Weights) -> dict[str, int]:
    """Return what each feature weighs for all states, packed."""
    return {feature: chain.Lanes.pack_some(row) for feature, row in weights.sparse.items()}


def _said(weights: Mapping[str, int], say: Callable[..., Iterator[str]], *key: object) -> int:
    """Return what the features that a key of a group stands for weigh, packed."""
    return sum([weights.get(name, 0) for name in say(*key)])


def _behind(weights: Mapping[str, int], place: str) -> dict[str | None, int]:
    """Return the weights of the features of a place, by the words that stand there."""
    opening = f"{place} "
    return {
        name.removeprefix(opening): weight for name, weight in weights.items() if name.startswith(opening)
    }


@cache
def load() -> Model:
    """Return the model."""
    return model(load_weights("furniture", FEATURES))
