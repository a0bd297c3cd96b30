"""Which of the dates that a page prints are its own: how far from headline, byline and text they may stand."""

from __future__ import annotations

import pytest
from attrs import evolve

from fields.test_dates import blocks
from natodocs import BlockKind
from natodocs._fields.dates import printed

TITLE = (BlockKind.TITLE, "Bridge reopens")
TEXT = (BlockKind.PARAGRAPH, "The old bridge over the harbour is open again.")
OTHER = (BlockKind.OTHER, "x")
BYLINE = (BlockKind.BYLINE, "By Ada Lund")


def day(number: int, label: str = "") -> tuple[BlockKind, str]:
    """Return a date block, of May."""
    return BlockKind.DATE, f"{label}{number} May 2021"


ONE, TWO, THREE = day(1), day(2), day(3)


def days(*parts: tuple[BlockKind, str], sure: tuple[float, ...] = ()) -> list[int]:
    """Return the days of May that are taken, the likeliest first.

    Args:
        parts: The blocks.
        sure: The confidences of the bylines among them, from above; 1 unless given.
    """
    page, left = blocks(parts), list(sure)
    page = [
        evolve(one, confidence=left.pop(0)) if left and one.kind is BlockKind.BYLINE else one for one in page
    ]
    return list({stamp.span: stamp.value.day for stamp in printed.printed(page, "en").stamps}.values())


def sole(*parts: tuple[BlockKind, str]) -> int | None:
    """Return the day of May that is the only one of a page, or with which its text opens."""
    page = blocks(parts)
    stamp = printed.sole(page, "en", printed.printed(page, "en"))
    return stamp.value.day if stamp else None


class TestNearTheHeadline:
    """From four blocks above it to the text, those nearest to it first; one above counts a step more."""

    @pytest.mark.parametrize(
        ("parts", "found"),
        [
            ([ONE, TWO, OTHER, OTHER, OTHER, TITLE, TEXT], [2]),
            ([ONE, TITLE, TWO, TEXT], [2, 1]),
            ([ONE, TITLE, OTHER, TWO, TEXT], [1, 2]),
            ([OTHER, OTHER, OTHER, ONE, TITLE, OTHER, OTHER, TWO, TEXT], [1, 2]),
            ([TITLE, ONE, TITLE, TWO, TEXT], [2, 1]),  # the first of all is that of the window, with today's date
            ([OTHER, TITLE, ONE, TITLE, TWO, TEXT], [1, 2]),
            ([OTHER, TITLE, OTHER, ONE, OTHER, OTHER, TITLE, TWO, TEXT], [2, 1]),
            ([TITLE, (BlockKind.METADATA, "1 May 2021"), TEXT, TITLE], [1]),
            ([TITLE, OTHER, (BlockKind.BYLINE, "2 May 2021"), OTHER, OTHER, ONE, TEXT], [2, 1]),
        ],
    )  # fmt: skip
    def test_order(self, parts: list[tuple[BlockKind, str]], found: list[int]) -> None:
        assert days(*parts) == found

    @pytest.mark.parametrize(
        ("parts", "found"),
        [
            ([TITLE, ONE, OTHER, TWO, BYLINE, TEXT], [2, 1]),
            ([TITLE, ONE, TWO, OTHER, BYLINE, TEXT], [1, 2]),
            ([TITLE, ONE, OTHER, BYLINE, TWO, TEXT], [2, 1]),
            ([TITLE, ONE, OTHER, BYLINE, OTHER, TWO, TEXT], [1, 2]),
        ],
    )
    def test_beside_a_byline(self, parts: list[tuple[BlockKind, str]], found: list[int]) -> None:
        assert days(*parts) == found

    def test_beside_the_surest_byline(self) -> None:
        parts = (TITLE, OTHER, OTHER, ONE, BYLINE, OTHER, OTHER, BYLINE, TWO, TEXT)
        assert days(*parts, sure=(0.9, 0.5)) == [1, 2]
        assert days(*parts, sure=(0.5, 0.9)) == [2, 1]

    def test_how_many_are_looked_at(self) -> None:
        assert len(days(TITLE, *[day(1 + number % 28) for number in range(60)], TEXT)) == 50


class TestInAndBelowTheText:
    """Among the first paragraphs, and in three blocks below the last."""

    @pytest.mark.parametrize(
        ("parts", "found"),
        [
            ([TITLE, TEXT, ONE, TEXT, TWO, TEXT, THREE, TEXT], [1, 2]),
            ([TITLE, TEXT, ONE, TEXT, TWO], [1, 2]),
            ([TITLE, TEXT, ONE, OTHER, OTHER, TWO], [1]),
            ([TITLE, TEXT, OTHER, OTHER, ONE, TWO], [1]),
        ],
    )
    def test_place(self, parts: list[tuple[BlockKind, str]], found: list[int]) -> None:
        assert days(*parts) == found


class TestElsewhere:
    """Further down, one date beside a byline, or in it, or the only one before some text."""

    @pytest.mark.parametrize(
        ("parts", "found"),
        [
            ([BYLINE, ONE, TWO, TEXT, TEXT], [1]),
            ([BYLINE, OTHER, ONE, TWO, TEXT], [1]),
            ([BYLINE, OTHER, OTHER, ONE, TWO, TEXT], []),
            ([ONE, OTHER, BYLINE, TEXT, TWO, TEXT], [1]),
            ([ONE, OTHER, OTHER, BYLINE, TEXT, TEXT, TEXT, TWO, TEXT], []),
            ([(BlockKind.BYLINE, "By Ada Lund, 1 May 2021"), TEXT, (BlockKind.BYLINE, "By Per Moe, 2 May 2021"), TEXT],
             [1]),
            ([ONE, TEXT], [1]),
            ([ONE, TEXT, TWO, TEXT], []),
            ([OTHER, OTHER, OTHER, ONE], []),
        ],
    )  # fmt: skip
    def test_place(self, parts: list[tuple[BlockKind, str]], found: list[int]) -> None:
        assert days(TITLE, TEXT, TEXT, TEXT, TEXT, *parts) == found

    def test_the_surest_byline(self) -> None:
        bylines = [(BlockKind.BYLINE, f"By Ada Lund, {number} May 2021") for number in (1, 2)]
        parts = (TITLE, *[TEXT] * 4, bylines[0], TEXT, bylines[1], TEXT)
        assert days(*parts, sure=(0.5, 0.9)) == [2]


class TestTheClock:
    """What is later than the clock of the page is none of its days."""

    CLOCK = (BlockKind.CLOCK, "Today: Monday, 3 May 2021")

    @pytest.mark.parametrize(("number", "found"), [(2, [2]), (3, [3]), (4, [])])
    def test_near_the_headline(self, number: int, found: list[int]) -> None:
        assert days(self.CLOCK, TITLE, day(number), TEXT) == found

    @pytest.mark.parametrize(("number", "found"), [(2, 2), (3, None), (4, None)])
    def test_the_only_day(self, number: int, found: int | None) -> None:
        assert sole(self.CLOCK, TITLE, TEXT, *[OTHER] * 5, day(number)) == found


class TestTheOnlyDay:
    """It stands up to twenty blocks below the text; one with a label stands anywhere."""

    @pytest.mark.parametrize(
        ("parts", "found"),
        [
            ([TITLE, TEXT, *[OTHER] * 19, ONE], 1),
            ([TITLE, TEXT, *[OTHER] * 20, ONE], None),
            ([*[OTHER] * 20, ONE], 1),
            ([*[OTHER] * 21, ONE], None),
            ([TITLE, TEXT, *[OTHER] * 30, day(1, "Published: ")], 1),
            ([TITLE, TEXT, *[OTHER] * 9, ONE, ONE], 1),
            ([TITLE, TEXT, *[OTHER] * 9, ONE, TWO], None),
            ([TITLE, TEXT, *[OTHER] * 9, TWO, day(1, "Published: ")], 1),
            ([TITLE, TEXT, *[OTHER] * 9, TWO, day(1, "Updated: ")], 2),
            ([TITLE, TEXT, *[OTHER] * 9, day(1, "Politics ")], None),
        ],
    )
    def test_place(self, parts: list[tuple[BlockKind, str]], found: int | None) -> None:
        assert sole(*parts) == found

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("1 May 2021. The bridge is open.", 1),
            ("1 May 2021 was a day of rain.", None),
            ("On 1 May 2021. The bridge is open.", None),
            ("OSLO, May 1, 2021 (AP) - The bridge is open.", 1),
            ("OSLO (AP) - 1 May 2021. The bridge is open.", None),
            (f"{' ' * 50}1 May 2021. The bridge is open.", 1),  # it ends with the last of sixty characters
            (f"{' ' * 51}1 May 2021. The bridge is open.", None),
        ],
    )
    def test_with_which_the_text_opens(self, text: str, found: int | None) -> None:
        assert sole(TITLE, (BlockKind.PARAGRAPH, text), (BlockKind.PARAGRAPH, "2 May 2021. Boats.")) == found
        assert sole((BlockKind.DECK, text)) == found
        assert sole((BlockKind.CAPTION, text)) is None

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("harbour_cat » 1 May 2021, 05:42", 1),
            ("The first carts crossed it on 1 May 2021", None),
        ],
    )
    @pytest.mark.parametrize("kind", [BlockKind.RELATED, BlockKind.SHARE, BlockKind.ADVERT])
    def test_among_other_things(self, line: str, kind: BlockKind, found: int | None) -> None:
        assert sole(TITLE, (kind, line), TEXT) == found
