"""What stands outside the article: the model's arithmetic, and what it says of pages."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natodocs import parse
from natodocs._labels.furniture import chain, features

NUMBERS: Final = st.integers(-(10**6), 10**6)
WEIGHTS: Final = st.integers(-600, 600)
ARTICLE: Final = """Harbour bridge shut after barge strikes a pier

By Ada Lund

The swing bridge was closed to all traffic on Monday after a gravel barge struck its middle pier, the port said.

Divers will look at the pier on Tuesday morning, and know by the evening whether it can be opened again this week.

Nobody was hurt, and the barge was towed to the yard of its owner before noon."""


STORIES: Final = """Elsewhere today
Council votes to keep the night ferry
School roof to be mended before winter
Fire in a timber yard is out"""
TERMS: Final = """Terms of sale
Privacy choices
Cookie choices
© 2031 Harbour Courier. All rights reserved.
No part of this page may be printed elsewhere without our written consent."""
NEWSLETTER: Final = """Get our morning newsletter
All that matters on the coast, in your inbox each day at six.
Enter your e-mail
Subscribe now"""


def kinds(text: str) -> dict[str, str]:
    """Return the kind of each line of a page, by the line."""
    page = parse.page(text, media_type="text/plain")
    lines = [(line, block) for block in page.blocks for line in block.text.split("\n")]
    return {line: str(block.kind) for line, block in lines if line}


class TestLanes:
    """Several numbers in one."""

    @given(st.lists(st.lists(NUMBERS, min_size=5, max_size=5), max_size=20))
    def test_a_sum_of_packed_numbers_is_that_of_each(self, rows: list[list[int]]) -> None:
        lanes = chain.Lanes(5)
        total = sum(chain.Lanes.pack(row) for row in rows)
        assert lanes.unpack(total) == [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * 5

    @given(st.dictionaries(st.integers(0, 6), NUMBERS))
    def test_what_is_not_there_is_nothing(self, some: dict[int, int]) -> None:
        lanes = chain.Lanes(7)
        row = [number for pair in some.items() for number in pair]
        assert lanes.unpack(chain.Lanes.pack_some(row)) == [some.get(place, 0) for place in range(7)]


class TestChain:
    """The likeliest state of each line is that over all rows of states."""

    @given(
        st.lists(st.lists(WEIGHTS, min_size=3, max_size=3), min_size=1, max_size=5),
        st.lists(st.lists(WEIGHTS, min_size=3, max_size=3), min_size=3, max_size=3),
    )
    def test_is_the_likeliest_of_each(self, lines: list[list[int]], steps: list[list[int]]) -> None:
        def power(path: tuple[int, ...]) -> float:
            own = sum(line[state] for line, state in zip(lines, path, strict=True))
            return exp((own + sum(steps[one][other] for one, other in pairwise(path))) / chain.SCALE)

        paths = {path: power(path) for path in product(range(3), repeat=len(lines))}
        for number, found in enumerate(chain.likeliest([dict(enumerate(line)) for line in lines], steps)):
            shares = [sum(paths[path] for path in paths if path[number] == state) for state in range(3)]
            assert shares[found] == pytest.approx(max(shares))

    @given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=5))
    def test_weights_that_are_out_of_all_bounds(self, lines: list[list[int]]) -> None:
        found = chain.likeliest([dict(enumerate(line)) for line in lines], [[10**6, -(10**6), 0]] * 3)
        assert len(found) == len(lines)

    def test_only_states_that_a_line_may_have(self) -> None:
        assert chain.likeliest([{1: 0}, {0: 5, 2: 9}, {0: 1}], [[0] * 3] * 3) == [1, 2, 0]

    def test_of_equal_ones_the_first(self) -> None:
        assert chain.likeliest([dict.fromkeys(range(8), 1)], [[0] * 8] * 8) == [0]

    def test_no_lines(self) -> None:
        assert chain.likeliest([], []) == []


class TestFeatures:
    """What a line says of itself."""

    @pytest.mark.parametrize(
        ("number", "step"),
        [(0, 0), (1, 1), (8, 8), (9, 9), (10, 9), (11, 10), (100, 15), (101, 16), (10**6, 16)],
    )
    def test_sizes(self, number: int, step: int) -> None:
        assert features.size(number) == step

    def test_numbers_are_all_alike(self) -> None:
        one = features.own("Page 17 of 20", "", 4, "navigation?")
        other = features.own("Page 45 of 99", "", 4, "navigation?")
        assert one == other

    def test_a_line_without_words(self) -> None:
        assert list(features.of_words(features.own("***", "", 0, "other?"))) == []


class TestPages:
    """What no row knows is told by its words, its place and the lines around it."""

    @pytest.mark.parametrize(
        ("below", "line", "kind"),
        [
            (STORIES, "Council votes to keep the night ferry", "related"),
            (TERMS, "No part of this page may be printed elsewhere without our written consent.", "legal"),
            (NEWSLETTER, "All that matters on the coast, in your inbox each day at six.", "advert"),
            ("Home\nNews\nSport\nFishing\nTides\nWeather\nJobs\nContact", "Tides", "navigation"),
        ],
    )
    def test_below_the_article(self, below: str, line: str, kind: str) -> None:
        assert kinds(f"{ARTICLE}\n\n{below}\n")[line] == kind

    def test_a_line_of_signs_alone_is_none_of_what_stands_around_it(self) -> None:
        marked = STORIES.replace("\n", "\n•\n")
        found = kinds(f"{ARTICLE}\n\n{marked}")
        assert found["•"] == "other"
        assert found["Council votes to keep the night ferry"] == "related"

    def test_the_article_stays(self) -> None:
        page = parse.page(f"{ARTICLE}\n\nHome\nNews\nSport\n", media_type="text/plain")
        assert page.body.startswith("The swing bridge")
        assert page.body.endswith("before noon.")

    def test_a_reason_is_given(self) -> None:
        page = parse.page(f"{ARTICLE}\n\nTides\nMoorings\nSlipways\n", media_type="text/plain")
        assert "the lines around it" in page.blocks[-1].reason
        assert 0 < page.blocks[-1].confidence <= 1

    def test_marks_of_a_page_stand(self) -> None:
        """In HTML the model is asked of lines alone of which the markup says nothing."""
        text = "The bridge was shut on Monday after a barge hit it. " * 4
        html = f"<main><h1>Bridge shut</h1><p>{text}</p></main><aside class=newsletter>Tides</aside>"
        page = parse.page(html, media_type="text/html")
        assert (str(page.blocks[-1].kind), page.blocks[-1].text) == ("advert", "Tides")
