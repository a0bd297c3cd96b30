"""Lists above and below the article that the model takes for part of it."""

from __future__ import annotations

from collections.abc import Container

import pytest

from natodocs import _rules
from natodocs._document.document import Document, Metadata
from natodocs._labels import line as label_line
from natodocs._labels.article import lists
from natodocs._labels.draft import EVEN, Draft
from natodocs._text import lines as text_lines

PROSE = [
    "Stary most nad zatoką otwarto w poniedziałek po dwóch latach remontu, jak poinformowała rada miasta w Lundowie.",
    "Czterdzieści łodzi przepłynęło pod nim w deszczu, a niemal wszyscy mieszkańcy stali na nabrzeżu i patrzyli.",
    "Rada zamknęła most wiosną, kiedy okazało się, że jeden filar jest słabszy, niż ktokolwiek przypuszczał.",
]
OTHERS = [f"{hour}:05 Kronika dnia numer {hour}" for hour in range(10, 24)]
SAME = [f"Filar numer {number} mostu, remont rady" for number in range(10, 24)]


def cut(page: list[str], inside: Container[int], likely: float = 0.7) -> list[str]:
    """Return what stays of the lines that a model takes for the article."""
    found = text_lines.split(Document("\n".join(page)))
    rules = _rules.load("pl")
    draft = Draft(found, label_line.label(found, rules), Metadata(), rules)
    draft.likely = [likely if number in inside else 0.0 for number in range(len(found))]
    lists.cut_off(draft)
    return [page[number] for number, share in enumerate(draft.likely) if share > EVEN]


def all_of(page: list[str], likely: float = 0.7) -> list[str]:
    return cut(page, range(len(page)), likely)


class TestAListAtTheEnd:
    """It is no part of the article, unless it speaks of what the article speaks of."""

    def test_of_other_things_goes(self) -> None:
        assert all_of([*PROSE, *OTHERS]) == PROSE

    def test_above_goes_too(self) -> None:
        assert all_of([*OTHERS, *PROSE, *OTHERS]) == PROSE

    @pytest.mark.parametrize("page", [[*PROSE, *SAME], [*SAME, *PROSE]])
    def test_of_the_same_things_stays(self, page: list[str]) -> None:
        assert all_of(page) == page

    def test_that_is_short_stays(self) -> None:
        page = [*PROSE, *OTHERS[:10]]
        assert all_of(page) == page

    def test_costs_half_where_the_model_is_certain(self) -> None:
        page = [*PROSE, *OTHERS]
        assert all_of(page, 0.95) == page
        assert all_of(page, 0.85) == PROSE

    def test_between_paragraphs_stays(self) -> None:
        page = [*PROSE, *OTHERS[:5], *PROSE]
        assert all_of(page) == page

    def test_broken_by_other_things_has_to_say_more_of_the_same(self) -> None:
        half = [f"{line}, most" if number % 2 else line for number, line in enumerate(OTHERS)]
        assert all_of([*PROSE, *half]) == [*PROSE, *half]
        page = [*PROSE, "Reklama", *half]
        assert cut(page, {*range(len(page))} - {len(PROSE)}) == PROSE


def test_where_nothing_is_likely_nothing_is_cut() -> None:
    assert cut(OTHERS, range(0)) == []


def test_a_page_of_short_lines_alone_stays() -> None:
    assert all_of(OTHERS) == OTHERS


@pytest.mark.parametrize(
    ("worth", "expected"),
    [
        ([], (0, 0)),
        ([-1.0, -2.0], (0, 2)),
        ([1.0], (0, 1)),
        ([-1.0, 2.0, -1.0, 3.0, -4.0], (1, 4)),
        ([2.0, -3.0, 4.0], (2, 3)),
        ([3.0, -1.0, 4.0], (0, 3)),
    ],
)
def test_the_densest_run(worth: list[float], expected: tuple[int, int]) -> None:
    assert lists.densest(worth) == expected
