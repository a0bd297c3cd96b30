"""How likely each line is part of the article: a linear-chain conditional random field, and its forward-backward sums.

Lafferty, McCallum and Pereira (2001), "Conditional Random Fields". A page runs through four states: before the
article, in it, at something inside it that is no part of it, and after it. It never goes back from after to in.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final, TypeAlias

# How much likelier a line is in each state than before the article: e to the power of what its features say.
Powers: TypeAlias = tuple[float, float, float]  # in the article, inside it, after it
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
# A probability; none is 0, since what contradicts itself later has to be weighed then.
NEVER_ZERO: Final = 1e-100


def article(powers: Sequence[Powers], steps: Sequence[float]) -> list[float]:
    """Return the probability of each line to be part of the article, in steps linear in the lines.

    Args:
        powers: What the features of each line say for each state.
        steps: What each of `STEPS` is worth.
    """
    bb, ba, aa, ai, af, ia, ii, ff = map(exp, steps)
    forward: list[tuple[float, float, float, float]] = []
    b, a, i, f = 1.0, 1.0, 0.0, 0.0  # a page begins before its article, or in it
    for pa, pi, pf in powers:
        a, i, f = a * pa, i * pi, f * pf
        unit = 1.0 / (b + a + i + f)
        b, a, i, f = (
            b * unit + NEVER_ZERO,
            a * unit + NEVER_ZERO,
            i * unit + NEVER_ZERO,
            f * unit + NEVER_ZERO,
        )
        forward.append((b, a, i, f))
        b, a, i, f = b * bb, b * ba + a * aa + i * ia, a * ai + i * ii, a * af + f * ff
    found: list[float] = []
    b, a, i, f = 1.0, 1.0, 0.0, 1.0  # and ends in it, after it, or has none
    for (fb, fa, fi, f_f), (pa, pi, pf) in zip(reversed(forward), reversed(powers), strict=True):
        likely = fa * a
        found.append(likely / (fb * b + likely + fi * i + f_f * f))
        a, i, f = a * pa, i * pi, f * pf
        b, a, i, f = b * bb + a * ba, a * aa + i * ai + f * af, a * ia + i * ii, f * ff
        unit = 1.0 / (b + a + i + f)
        b, a, i, f = b * unit, a * unit, i * unit, f * unit
    found.reverse()
    return found
