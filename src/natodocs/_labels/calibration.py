"""The confidence of a label -> how often such labels are right, as counted on pages whose lines are known.

Rules and neighbours give confidences that rank. `calibration.toml` says, for each kind, what share of the labels at a
confidence is right; between two entries the share is on a straight line. `tools/calibration.py` writes it.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Final

from natodocs._types import BlockKind

FILE: Final = "calibration.toml"
ALL: Final = "all"  # the entry for kinds without one of their own
DIGITS: Final = 2  # no more is known

Curve = tuple[tuple[float, float], ...]  # confidence, share of right labels; both rise


def calibrated(kind: BlockKind, confidence: float) -> float:
    """Return the share of right labels among those of a kind that have a confidence."""
    known = curves()
    return round(at(known.get(kind) or known[ALL], confidence), DIGITS)


def at(curve: Curve, confidence: float) -> float:
    """Return the value of a curve; beyond its ends it is level."""
    above = bisect_right(curve, (confidence, 1.0))
    if above == 0:
        return curve[0][1]
    if above == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[above - 1], curve[above]
    return y0 + (y1 - y0) * (confidence - x0) / (x1 - x0)


@cache
def curves() -> dict[str, Curve]:
    """Return the curves of the file by the kinds that they are of."""
    tables = tomllib.loads(files("natodocs._weights").joinpath(FILE).read_text("utf-8"))
    return {name: tuple(map(tuple, points)) for name, points in tables["curves"].items()}
