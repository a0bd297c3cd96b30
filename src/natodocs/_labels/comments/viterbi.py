"""The best sequence of two states for lines that each speak for one or the other: Viterbi's algorithm."""

from __future__ import annotations

import math
from collections.abc import Sequence


def best(scores: Sequence[float], begin: float, stay: float, end: float) -> list[bool]:
    """Return which lines are in the state that positive scores speak for.

    Args:
        scores: What each line says for it, or, below 0, against it.
        begin: What it costs to enter the state.
        stay: What it brings to stay in it, from one line to the next.
        end: What it costs to leave it.
    """
    outside, inside = 0.0, -math.inf
    # For each line: whether the best way to be outside, and that to be inside, comes from inside.
    came: list[tuple[bool, bool]] = []
    for score in scores:
        from_inside, stayed = inside - end > outside, inside + stay > outside - begin
        came.append((from_inside, stayed))
        outside, inside = (
            max(outside, inside - end),
            max(outside - begin, inside + stay) + score,
        )
    state = inside > outside
    states: list[bool] = []
    for from_inside, stayed in reversed(came):
        states.append(state)
        state = stayed if state else from_inside
    return states[::-1]
