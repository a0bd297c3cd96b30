"""Lists of keywords: below a word for them, by their signs, or because the article speaks of them."""

from __future__ import annotations

import pytest

from labels.test_neighbours import PROSE, kind_of
from natodocs import parse
from natodocs._fields import tags
from natodocs._output import Page

HEADLINE = "Bridge opens again in Harbury"


def read(*below: str, between: str = "By Ada Lund") -> Page:
    return parse.page("\n\n".join([HEADLINE, between, *PROSE, *below]))


class TestBelowALabel:
    """What stands in one list below a word for keywords is all keywords, whatever the article speaks of."""

    @pytest.mark.parametrize(
        "label", ["Tags", "Themes", "Schlagworte", "Temas:", "Mehr zum Thema:", "Ämnen i artikeln"]
    )
    def test_a_word_for_keywords(self, label: str) -> None:
        page = read(f"{label}\n\n• Quays\n• Town planning", "Most read")
        assert page.tags == ("Quays", "Town planning")
        assert kind_of(page, label) == kind_of(page, "• Quays") == "tags"

    def test_another_list_below_is_none_of_them(self) -> None:
        page = read("Themes\n\n• Quays\n• Town planning", "Places named here", "• Harbury\n• East Quay")
        assert page.tags == ("Quays", "Town planning")

    def test_counts_of_stories_are_no_part_of_a_list(self) -> None:
        assert read("Tags\n\n• Quays\n• Town planning\n• 12").tags == ("Quays", "Town planning")

    def test_the_sections_of_a_site(self) -> None:
        sections = "\n".join(f"• Section {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVW")
        assert read(f"Themes\n\n{sections}").tags == ()


class TestWithoutALabel:
    """Such a list is near the article, the text speaks of half of it, and the headline of one term."""

    @pytest.mark.parametrize(
        ("terms", "words"),
        [
            (["Bridge", "Harbury", "Town planning"], ("Bridge", "Harbury", "Town planning")),
            (["Bridge", "Ada Lund", "Harbury"], ("Bridge", "Harbury")),  # who wrote it is no keyword
            (["Pillar", "Quay"], ()),  # the headline names none
            (["Bridge", "Opera", "Racing", "Gardens"], ()),
            (["Bridge"], ()),
            (["#Opera", "#Racing"], ("Opera", "Racing")),
            (["BridgeTown councilOperaHarbury"], ("Bridge", "Town council", "Opera", "Harbury")),
            (["OperaRacingGardensWeather"], ()),
        ],
    )
    def test_below_the_article(self, terms: list[str], words: tuple[str, ...]) -> None:
        assert read("\n".join(terms)).tags == words

    def test_far_below_the_article(self) -> None:
        teasers = ["Ferry to Oste sold to a bank in Berglund"] * 20
        assert read(*teasers, "Bridge\nHarbury").tags == ()


@pytest.mark.parametrize(
    ("line", "glued"),
    [
        ("HarbourTown planningNorth QuayFerries", True),
        ("HarbourTown planningNorth Quay", False),
        ("Harbour, Town planning, North Quay, Ferries", False),
        ("YouTube", False),
        ("ColorMag by ThemeGrill. Powered by WordPress", False),
    ],
)
def test_terms_without_blanks_between_them(line: str, glued: bool) -> None:
    assert tags.is_glued(line) == glued


@pytest.mark.parametrize(
    ("keyword", "share"),
    [
        ("harbour", 1.0),
        ("Harbours", 1.0),
        ("harbour council", 0.5),
        ("the harbour", 0.5),
        ("ice", 0.0),
        ("2021", 0.0),
    ],
)
def test_what_a_text_speaks_of(keyword: str, share: float) -> None:
    assert tags.spoken_of(keyword, tags.words_of(["An old harbour"])) == share
