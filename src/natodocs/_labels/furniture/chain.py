"""The likeliest kind of each of a run of lines: a linear-chain conditional random field, and its marginals.

Lafferty, McCallum and Pereira (2001), "Conditional Random Fields"; the forward-backward algorithm. Of each line that
state is taken which is likeliest over all ways through the run, and not that of the best way: a rare kind that most of
the good ways have is not lost to the one way without it.

What each feature weighs for all states is kept as one whole number with a lane of bits for each state: so the weights
of a line are added up in one go.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import exp, fsum
from operator import itemgetter
from struct import Struct
from typing import Final

LANE: Final = 32  # bits; a line has some hundred features, whose weights are below a hundred thousand
HALF: Final = 1 << (LANE - 1)
WEIGHT: Final = itemgetter(1)
SCALE: Final = 150.0  # hundredths of log odds that count as one: the model is surer than it is right
MOST_ODDS: Final = 50.0  # log odds; more make no difference
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


def likeliest(scores: Iterable[Mapping[int, int]], steps: Sequence[Sequence[int]]) -> list[int]:
    """Return the likeliest state of each line, given the others.

    Args:
        scores: For each line, what each state weighs that it may have.
        steps: What it weighs to go from a state to another.
    """
    powers = [[exp(max(-MOST_ODDS, min(MOST_ODDS, step / SCALE))) for step in row] for row in steps]
    states, own, forward = bytearray(), array("d"), array("d")  # of each line, `TRIED` of each
    before: list[tuple[int, float]] = []  # the states of the line above with what the ways to them are worth
    for line in scores:
        tried = _tried(line)
        most = max(tried.values())
        here = [(state, exp(max(-MOST_ODDS, (weight - most) / SCALE))) for state, weight in tried.items()]
        worth = [
            power * fsum([so_far * powers[one][state] for one, so_far in before]) if before else power
            for state, power in here
        ]
        total = fsum(worth)
        before = [(state, way / total) for (state, _), way in zip(here, worth, strict=True)]
        rest = TRIED - len(here)
        states += bytes([state for state, _ in here] + [0] * rest)
        own.extend([power for _, power in here] + [0.0] * rest)
        forward.extend([way for _, way in before] + [0.0] * rest)
    return _backwards(powers, bytes(states), own, forward)


def _backwards(
    powers: Sequence[Sequence[float]], states: Sequence[int], own: Sequence[float], forward: Sequence[float]
) -> list[int]:
    """Return the likeliest states, from what the ways to those of each line are worth, and those from them."""
    found: list[int] = []
    onwards = [1.0] * TRIED
    for start in range(len(states) - TRIED, -1, -TRIED):
        end = start + TRIED
        worth = [way * on for way, on in zip(forward[start:end], onwards, strict=True)]
        found.append(states[start + worth.index(max(worth))])
        if start:
            after = [
                (state, power * on)
                for state, power, on in zip(states[start:end], own[start:end], onwards, strict=True)
                if power
            ]
            onwards = [
                fsum([powers[state][following] * on for following, on in after])
                for state in states[start - TRIED : start]
            ]
            total = fsum(onwards)
            onwards = [on / total for on in onwards]
    found.reverse()
    return found


def _tried(scores: Mapping[int, int]) -> Mapping[int, int]:
    """Return the best states of a line, the first of equal ones first."""
    if len(scores) <= TRIED:
        return scores
    return dict(sorted(scores.items(), key=WEIGHT, reverse=True)[:TRIED])
