"""The confidence of a label -> how often such labels are right, as counted on pages whose lines are known.

Rules and neighbours give confidences that rank. Curves say, for each kind, what share of the labels at a confidence is
right; between two points the share is on a straight line. `tools/weights/calibration.py` fits them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from natodocs._types import BlockKind
from natodocs._weights import Vocabulary, load
from natodocs._weights.loading import Curve
from natodocs._weights.names import one_of

ALL: Final = "all"  # the curve for kinds without one of their own
DIGITS: Final = 2  # no more is known
FEATURES: Final = Vocabulary(("{kind}", ALL), MappingProxyType({"kind": one_of(BlockKind)}))


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


def curves() -> Mapping[str, Curve]:
    """Return the curves by the kinds that they are of: confidence, and the share of right labels."""
    return load("calibration", FEATURES).curves
