"""The likeliest kinds of a run of lines: a linear-chain conditional random field, and its Viterbi path.

Lafferty, McCallum and Pereira (2001), "Conditional Random Fields". What each feature weighs for all states is kept as
one whole number with a lane of bits for each state: so the weights of a line are added up in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from struct import Struct
from typing import Final

LANE: Final = 32  # bits; a line has some hundred features, whose weights are below a hundred thousand
HALF: Final = 1 << (LANE - 1)
WEIGHT: Final = itemgetter(1)
LOWEST: Final = -(1 << 62)  # far below what any run of lines weighs
TRIED: Final = 4  # states of a line that are gone on with: what is far behind does not win by its neighbours


class Lanes:
    """So many numbers in one."""

    def __init__(self, states: int) -> None:
        self._struct = Struct(f"<{states}I")
        self._middle = self.pack([HALF] * states)

    @staticmethod
    def pack(numbers: Sequence[int]) -> int:
        """Return one number for several; a sum of such numbers is that of the sums."""
        return sum(number << (LANE * place) for place, number in enumerate(numbers))

    @staticmethod
    def pack_some(row: Sequence[int]) -> int:
        """Return one number for some of several, each behind its place; the others are 0."""
        return sum([number << (LANE * place) for place, number in zip(row[::2], row[1::2], strict=True)])

    def unpack(self, packed: int) -> list[int]:
        """Return the numbers."""
        lanes = self._struct.unpack((packed + self._middle).to_bytes(self._struct.size, "little"))
        return [lane - HALF for lane in lanes]


def best(scores: Iterable[Mapping[int, int]], steps: Sequence[Sequence[int]]) -> list[int]:
    """Return the states of all lines whose weights, with those of the steps between them, are the highest.

    Args:
        scores: For each line, what each state weighs that it may have.
        steps: What it weighs to go from a state to another.
    """
    here: dict[int, int] = {}
    ways: list[bytes] = []  # a byte a state: a page may have tens of thousands of lines
    for line in scores:
        if not here:
            here = _tried(line)
            continue
        way = bytearray(len(steps))
        following: dict[int, int] = {}
        come = [(before, so_far, steps[before]) for before, so_far in here.items()]
        for state, weight in _tried(line).items():
            highest = LOWEST
            for before, so_far, step in come:
                if so_far + step[state] > highest:
                    way[state], highest = before, so_far + step[state]
            following[state] = highest + weight
        ways.append(bytes(way))
        here = following
    if not here:
        return []
    state = max(here, key=here.__getitem__)
    path = [state]
    for step in reversed(ways):
        state = step[state]
        path.append(state)
    path.reverse()
    return path


def _tried(scores: Mapping[int, int]) -> dict[int, int]:
    """Return the best states of a line, the first of equal ones first."""
    if len(scores) <= TRIED:
        return dict(scores)
    return dict(sorted(scores.items(), key=WEIGHT, reverse=True)[:TRIED])
