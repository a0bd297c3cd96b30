"""How likely each line is part of the article: a linear-chain conditional random field, and its forward-backward sums.

Lafferty, McCallum and Pereira (2001), "Conditional Random Fields". A page runs through four states: before the
article, in it, at something inside it that is no part of it, and after it. It never goes back from after to in.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final, TypeAlias

Scores: TypeAlias = tuple[float, float, float, float]  # of the states, in this order
STATES: Final = ("before", "article", "inside", "after")
# From which state to which a page may go, from one line to the next; the weights of a model stand in this order.
STEPS: Final = (
    ("before", "before"),
    ("before", "article"),
    ("article", "article"),
    ("article", "inside"),
    ("article", "after"),
    ("inside", "article"),
    ("inside", "inside"),
    ("after", "after"),
)
LEAST: Final = (
    -60.0
)  # below the best score of a line; less likely is impossible, and as a power would be nothing


def article(scores: Sequence[Scores], steps: Sequence[float]) -> list[float]:
    """Return the probability of each line to be part of the article, in steps linear in the lines.

    Args:
        scores: What the features of each line say for each state.
        steps: What each of `STEPS` is worth.
    """
    powers = [_powers(line) for line in scores]
    bb, ba, aa, ai, af, ia, ii, ff = map(exp, steps)
    forward: list[Scores] = []
    b, a, i, f = 1.0, 1.0, 0.0, 0.0  # a page begins before its article, or in it
    for number, (pb, pa, pi, pf) in enumerate(powers):
        if number:
            b, a, i, f = b * bb, b * ba + a * aa + i * ia, a * ai + i * ii, a * af + f * ff
        b, a, i, f = b * pb, a * pa, i * pi, f * pf
        total = b + a + i + f
        b, a, i, f = b / total, a / total, i / total, f / total
        forward.append((b, a, i, f))
    found = [0.0] * len(powers)
    b, a, i, f = 1.0, 1.0, 0.0, 1.0  # and ends in it, after it, or has none
    for number in range(len(powers) - 1, -1, -1):
        fb, fa, fi, ff_ = forward[number]
        likely = fa * a
        found[number] = likely / (fb * b + likely + fi * i + ff_ * f)
        pb, pa, pi, pf = powers[number]
        b, a, i, f = b * pb, a * pa, i * pi, f * pf
        b, a, i, f = b * bb + a * ba, a * aa + i * ai + f * af, a * ia + i * ii, f * ff
        total = b + a + i + f
        b, a, i, f = b / total, a / total, i / total, f / total
    return found


def _powers(line: Scores) -> Scores:
    most = max(line)
    b, a, i, f = line
    return (
        exp(max(b - most, LEAST)),
        exp(max(a - most, LEAST)),
        exp(max(i - most, LEAST)),
        exp(max(f - most, LEAST)),
    )
