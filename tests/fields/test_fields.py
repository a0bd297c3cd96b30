"""Who wrote it and when, as printed on whole pages of plain text; the cases of ten languages are in `fields.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from natodocs import Page, parse
from natodocs._fields.bylines import in_place
from natodocs._fields.bylines.reading import BylineLine

PAGES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))
MENU = [
    "Weather",
    "Sport",
    "Culture",
    "Travel",
    "Contact",
    "Imprint",
    "Jobs",
    "Archive",
    "Games",
    "Puzzles",
    "Podcasts",
]
HEADS = [
    pytest.param(language, head, id=f"{language}, {head['lines'][0]}")
    for language, page in PAGES.items()
    for head in page["heads"]
]


def read(language: str, head: list[str], foot: list[str] | None = None) -> Page:
    page = PAGES[language]
    return parse.page("\n\n".join([page["title"], *head, *page["prose"], *(foot or [])]) + "\n")


def authors(page: Page) -> list[str]:
    return [author.name for author in page.byline.authors] if page.byline else []


class TestBelowTheHeadline:
    """Labels, roles, joinings and reading times are read in each of the ten languages."""

    @pytest.mark.parametrize(("language", "head"), HEADS)
    def test_authors_and_days(self, language: str, head: dict[str, Any]) -> None:
        page = read(language, head["lines"])
        assert authors(page) == head["authors"]
        assert page.title == PAGES[language]["title"]
        assert page.published
        assert page.published.value.isoformat()[:10] == head["published"]
        assert (page.modified.value.isoformat()[:10] if page.modified else None) == head.get("modified")
        for found in (page.byline, page.published, page.modified):
            assert not (found and found.span) or page.text[found.span.start : found.span.end] == found.text


class TestBelowTheArticle:
    """A signature, a closing credit or a bio names the author; lists of other stories do not."""

    @pytest.mark.parametrize(
        ("language", "foot", "names"),
        [
            ("en", ["— Ada Lund"], ["Ada Lund"]),
            ("en", ["Reporting by Ada Lund; Editing by Per Moe"], ["Ada Lund"]),
            ("en", ["Ada Lund is a correspondent for the Harbury Post."], ["Ada Lund"]),
            ("en", ["Ada Lund covers harbours for the Harbury Post."], ["Ada Lund"]),
            ("de", ["Katharina Lund ist Korrespondentin der Harburger Post."], ["Katharina Lund"]),
            ("fr", ["Claire Lundin est journaliste au Courrier."], ["Claire Lundin"]),
            ("en", ["About the author", "Ada Lund", "Ada Lund is a reporter in Harbury."], ["Ada Lund"]),
            ("en", ["Related stories", "Ada Lund", "A ferry for the harbour", "Per Moe", "The market"], []),
            ("en", ["Read more", "Ada Lund", "3 May 2021", "A ferry", "Per Moe", "2 May 2021"], []),
        ],
    )
    def test_authors(self, language: str, foot: list[str], names: list[str]) -> None:
        assert authors(read(language, [], foot)) == names

    def test_a_bio_supplies_none_where_there_are_two(self) -> None:
        foot = ["Ada Lund is a reporter in Harbury.", "Per Moe is a reporter in Oslo."]
        assert authors(read("en", ["3 May 2021"], foot)) == []

    def test_a_bio_does_not_replace_the_byline(self) -> None:
        page = read("en", ["By Ada Lund"], ["Per Moe is a reporter in Oslo."])
        assert authors(page) == ["Ada Lund"]


class TestSeveralNames:
    """A byline may print its names without a sign between them, on lines of their own, or glued to what follows."""

    @pytest.mark.parametrize(
        ("head", "names"),
        [
            (["Anna Gruber Maria Julia Steiner", "May 3, 2021"], ["Anna Gruber", "Maria Julia Steiner"]),
            (["By", "Ada Lund,", "Peter Moe", "May 3, 2021"], ["Ada Lund", "Peter Moe"]),
            (["Peter LundThe Harbury Post", "May 3, 2021"], ["Peter Lund"]),
            (["Peter Lund5 hours ago"], ["Peter Lund"]),
            (["by Peter Lund, in News, Harbour · 3 May 2021 · 0 Comments"], ["Peter Lund"]),
            (["harbour_cat · 3 May 2021, 16:38"], ["harbour_cat"]),
        ],
    )  # fmt: skip
    def test_names(self, head: list[str], names: list[str]) -> None:
        assert authors(read("en", head)) == names


class TestDaysOfThePage:
    """The day of publication stands beside the byline, opens the text, or is the only one of the page."""

    @pytest.mark.parametrize(
        ("head", "foot", "day"),
        [
            pytest.param(["9 May 2021", "Menu", "By Ada Lund | 3 May 2021"], [], "2021-05-03", id="beside the byline"),
            pytest.param([], [*MENU[:8], "3 May 2021"], "2021-05-03", id="the only one, at the foot"),
            pytest.param([], [*MENU[:8], "3 May 2021", "A ferry", "2 May 2021"], None, id="two, far below"),
            pytest.param([], [*MENU, "Published: 3 May 2021"], "2021-05-03", id="called that"),
            pytest.param([], [*MENU, "Download Harbour 2.4.10"], None, id="a version"),
            pytest.param(["Harbour May 3, 2021"], [], "2021-05-03", id="after a section"),
            pytest.param(["Monday, 03.05.2021 | Tags: Bridge |"], [], "2021-05-03", id="before tags"),
            pytest.param(["03/05/2021 - 16:38"], [], "2021-05-03", id="who counts 24 hours writes the day first"),
            pytest.param(["05/03/2021 - 4:38 pm"], [], "2021-05-03", id="who counts twelve does not"),
            pytest.param(["By Ada Lund • 05/03/21 5:19pm"], [], "2021-05-03", id="a short year"),
            pytest.param(["May 3, 20210"], [], "2021-05-03", id="glued to a count"),
            pytest.param(["3. May 20214. May 2021"], [], "2021-05-03", id="glued to another day"),
        ],
    )  # fmt: skip
    def test_published(self, head: list[str], foot: list[str], day: str | None) -> None:
        found = read("en", head, foot).published
        assert (found.value.isoformat()[:10] if found else None) == day

    def test_the_text_opens_with_its_day(self) -> None:
        first, *rest = PAGES["en"]["prose"]
        page = parse.page("\n\n".join([PAGES["en"]["title"], f"3 May 2021. {first}", *rest]))
        assert page.published
        assert page.published.text == "3 May 2021"

    def test_a_day_that_a_sentence_opens_with_is_none(self) -> None:
        first, *rest = PAGES["en"]["prose"]
        page = parse.page("\n\n".join([PAGES["en"]["title"], f"3 May 2021 was a day of joy. {first}", *rest]))
        assert page.published is None

    def test_a_dateline_holds_it(self) -> None:
        first, *rest = PAGES["en"]["prose"]
        dateline = "HARBURY, N.Y., May 3, 2021 (Harbury Wire) --"
        page = parse.page("\n\n".join([PAGES["en"]["title"], f"{dateline} {first}", *rest]))
        assert page.published
        assert page.published.text == "May 3, 2021"


class TestLinesThatStandWhereBylinesDo:
    """What no line alone may be trusted with is read piece by piece, between its dates and bars."""

    @pytest.mark.parametrize(
        ("line", "names"),
        [
            ("28 January 2015 harbour_cat Leave a comment", ["harbour_cat"]),
            ("Posted on 28 January 2015 by Ada Lund | News", ["Ada Lund"]),
            ("28 January 2015 Peter Lund Politics, Harbour", ["Peter Lund"]),
            ("Harbour | Agence France-Presse | 28 January 2015", ["Agence France-Presse"]),
            ("von harbour_cat", ["harbour_cat"]),
            ("Harbury, 28 January 2015", []),
            ("28 January 2015 H. Lund", ["H. Lund"]),
            ("Peter Lund5 hours ago", ["Peter Lund"]),
            ("28 January 2015 Peter Lund said that it would hold", []),
            ("— Peter Lund (@lund) May 3, 2021", []),
            ("By", []),
            ("Tuesday", []),
            ("Photo: Peter Lund", []),
            ("Peter Lund's bridge", []),
            ("a " * 200, []),
            ("28 January 2015 Peter Lund politics, Harbour", []),
            ("Harbury Online-Redaktion", ["Harbury Online-Redaktion"]),
            ("Die Harbury Online-Redaktion", ["Die Harbury Online-Redaktion"]),
            ("Die Harbury Post Online-Redaktion", []),
            ("28 January 2015 1234", []),
            ("28 January 2015 x", []),
            ("harbour_cat 28 January 2015", ["harbour_cat"]),
        ],
    )
    def test_read(self, line: str, names: list[str]) -> None:
        placed = in_place.read(BylineLine(line))
        assert [author.name for author in placed.found.authors] == names if placed else not names

    @pytest.mark.parametrize(
        ("line", "dated"),
        [
            ("Peter Lund, 28 January 2015", True),
            ("Peter Lund5 hours ago", True),
            ("Peter Lund vor 3 Tagen", True),
            ("Peter Lund vor der Brücke", False),
            ("Peter Lund, Harbury Today", False),
            ("Peter Lund • 5 min read", False),
        ],
    )
    def test_dated(self, line: str, dated: bool) -> None:
        """A day, or how long ago something was; a word of one of them, or a reading time, is neither."""
        assert BylineLine(line).is_dated is dated

    def test_below_a_cue_a_screen_name_will_do(self) -> None:
        placed = in_place.read(BylineLine("BR24 Harbury"), below_cue=True)
        assert placed
        assert placed.cued
        assert [author.name for author in placed.found.authors] == ["BR24 Harbury"]
        assert in_place.read(BylineLine("BR24 Harbury")) is None
