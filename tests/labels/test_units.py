"""Lists outside the article whose units repeat: what alternates in them tells what they are."""

from __future__ import annotations

from typing import Final

import pytest

from natodocs import parse

ARTICLE: Final = """Ferry to Harbury sails again after two winters

By Ada Lund

The ferry between Harbury and the island of Holm sails again from Monday, two winters after the ice broke its stage.

A new stage of oak was built over the summer, and the boat was given a second engine for winds that kept it in port.

The fare stays as it was, and children under ten cross free of charge until the end of the school year."""
WITH_NAMES: Final = (
    "Elsewhere\n\nHerring come early this year\nMarta Brandt\n\nWho pays for the sea wall?\nJohn Keller\n\n"
    "A lamp for the pier\nPeter Hansen\n\nThe market moves indoors\nAnna Keller"
)
WITH_SECTIONS: Final = (
    "Town\nThe market moves indoors\nSport\nRowers win the river cup\nSea\nHerring come early this year"
)
MASTHEAD: Final = (
    "Editor in chief:\nMarta Brandt\nNews desk:\nJohn Keller\nPrinted by:\nQuay Press Ltd\nOwner\n"
    "Harbury Post Ltd"
)
MENU: Final = "Home\nNewsletters\nReal Estate\nTides\nFor subscribers\nSmall Ads\nJobs\nHelp and contact"


def kinds(below: str) -> dict[str, str]:
    """Return the kind of each line below the article."""
    page = parse.page(f"{ARTICLE}\n\n{below}\n", media_type="text/plain")
    lines = [(line, block) for block in page.blocks for line in block.text.split("\n")]
    return {line: str(block.kind) for line, block in lines if line and line in below.split("\n")}


@pytest.mark.parametrize(
    ("below", "lines", "kind"),
    [
        (WITH_NAMES, ["Herring come early this year", "Peter Hansen", "The market moves indoors"], "related"),
        (WITH_SECTIONS, ["Sport", "Rowers win the river cup", "Herring come early this year"], "related"),
        (MASTHEAD, ["Editor in chief:", "John Keller", "Quay Press Ltd", "Harbury Post Ltd"], "legal"),
    ],
    ids=["names", "sections", "masthead"],
)
def test_a_list_is_of_one_kind(below: str, lines: list[str], kind: str) -> None:
    found = kinds(below)
    assert {line: found[line] for line in lines} == dict.fromkeys(lines, kind)


def test_a_menu_is_none() -> None:
    assert set(kinds(MENU).values()) <= {"navigation", "contact", "advert"}


def test_the_reason_says_so() -> None:
    page = parse.page(f"{ARTICLE}\n\n{MASTHEAD}\n", media_type="text/plain")
    assert any("offices with those who hold them" in block.reason for block in page.blocks)


def test_below_the_article_what_is_printed_twice_is_no_caption() -> None:
    found = kinds("Thank you for passing this page on\nThank you for passing this page on\nTides\nJobs")
    assert found["Thank you for passing this page on"] != "caption"
