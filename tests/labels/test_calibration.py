"""The curves that turn the confidence of a label into the share of such labels that is right."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natodocs import BlockKind, parse
from natodocs._labels import calibration

KINDS = st.sampled_from(BlockKind)
CONFIDENCES = st.floats(0, 1)


class TestTheCurves:
    """The file that the package ships."""

    def test_one_holds_for_kinds_without_their_own(self) -> None:
        assert calibration.ALL in calibration.curves()

    def test_each_is_of_a_kind(self) -> None:
        assert calibration.curves().keys() <= {calibration.ALL, *map(str, BlockKind)}

    @pytest.mark.parametrize("name", sorted(calibration.curves()))
    def test_each_rises(self, name: str) -> None:
        curve = calibration.curves()[name]
        assert curve
        assert all(x0 < x1 and y0 <= y1 for (x0, y0), (x1, y1) in pairwise(curve))
        assert all(0 <= value <= 1 for point in curve for value in point)


class TestCalibrated:
    """What a block tells."""

    @given(KINDS, CONFIDENCES, CONFIDENCES)
    def test_what_ranked_higher_still_does(self, kind: BlockKind, one: float, other: float) -> None:
        low, high = sorted((one, other))
        assert 0 <= calibration.calibrated(kind, low) <= calibration.calibrated(kind, high) <= 1

    def test_between_two_points_is_a_straight_line(self) -> None:
        curve = ((0.2, 0.4), (0.6, 0.8))
        shares = [calibration.at(curve, said) for said in (0.0, 0.2, 0.3, 0.6, 1.0)]
        assert shares == pytest.approx([0.4, 0.4, 0.5, 0.8, 0.8])

    def test_an_empty_line_is_certain(self) -> None:
        (block,) = parse.page("\n \n").blocks
        assert (block.kind, block.confidence) == (BlockKind.OTHER, 1.0)
