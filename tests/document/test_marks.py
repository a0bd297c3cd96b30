"""Which marks an element has by its tag and names, and which of them what stands in it bears out."""

from __future__ import annotations

import pytest

from natodocs._document.html import marks as html_marks
from natodocs._document.html.reading import read
from natodocs._document.marks import Mark


def held(
    length: int = 10, *, links: int = 1, article: bool = False, title: bool = False, menu: bool = False
) -> html_marks.Held:
    """Return what stands in a region: one link, unless it is said."""
    return html_marks.Held(length, links, article, title, menu)


class TestPlausible:
    """A region that is too long, or has most of the article, is not what its names say."""

    @pytest.mark.parametrize(
        ("names", "most"),
        [
            ("date time dateline comment-author comment-date", 200),
            ("byline author kicker credit button headline h1 heading address", 500),
            ("meta breadcrumb caption deck pullquote unseen article-header", 3_000),
        ],
    )
    def test_how_long_it_may_be(self, names: str, most: int) -> None:
        for mark in Mark.all_of(names):
            assert html_marks.plausible(frozenset((mark,)), held(most)) == {mark}
            assert html_marks.plausible(frozenset((mark,)), held(most + 1)) == set()

    def test_others_may_have_any_length(self) -> None:
        assert html_marks.plausible(Mark.all_of("article related"), held(90_000)) == {"article", "related"}

    @pytest.mark.parametrize(
        ("article", "title", "left"),
        [
            (False, False, {"nav", "comments", "body"}),
            (False, True, {"nav", "comments", "body"}),
            (True, False, {"comments", "body"}),
            (True, True, {"body"}),
        ],
    )
    def test_what_holds_the_article(self, article: bool, title: bool, left: set[str]) -> None:
        region = held(5_000, article=article, title=title)
        assert html_marks.plausible(Mark.all_of("nav comments body"), region) == left

    @pytest.mark.parametrize(
        ("title", "menu", "mark"),
        [
            (False, False, "header"),
            (False, True, "header"),
            (True, False, "article-header"),
            (True, True, "header"),
        ],
    )
    def test_a_header(self, title: bool, menu: bool, mark: str) -> None:
        assert html_marks.plausible(Mark.all_of("header"), held(title=title, menu=menu)) == {mark}

    @pytest.mark.parametrize(
        ("length", "links", "left"),
        [
            (3_000, 1, {"teaser"}),
            (3_000, 0, {"deck"}),  # it leads to no other story
            (3_001, 0, set()),
            (3_001, 1, {"teaser"}),
        ],
    )
    def test_a_teaser(self, length: int, links: int, left: set[str]) -> None:
        assert html_marks.plausible(Mark.all_of("teaser"), held(length, links=links)) == left


class TestOfAnElement:
    """Tag, class, id and attributes; some marks say another one besides, or instead."""

    @pytest.mark.parametrize(
        ("element", "found"),
        [
            (("div", ""), set()),
            (("article", ""), {"article"}),
            (("article", "comment"), {"comment"}),
            (("header", "article-header"), {"article-header"}),
            (("header", "byline"), {"header", "byline"}),
            (("footer", "", "article-footer"), {"article-footer"}),
            (("div", "byline", "comments"), {"byline", "comments"}),
            (("h2", "byline", "comments"), {"heading", "byline"}),
            (("body", "byline"), set()),
            (("html", "", "", "main"), set()),
            (("span", "", "", "", "author"), {"author", "byline"}),
            (("span", "", "", "Banner x MAIN"), {"header", "main"}),
            (("a", "", "", "", "", "tag"), {"tags"}),
            (("span", "", "", "", "", "", "dc:date"), {"date"}),
            (("span", "", "", "dc:date"), set()),  # of another attribute
        ],
    )
    def test_marks(self, element: tuple[str, str, str], found: set[str]) -> None:
        assert html_marks.of(*element) == found

    @pytest.mark.parametrize(
        ("mark", "around", "instead"),
        [
            ("header", "article", "article-header"),
            ("header", "main nav", "article-header"),
            ("header", "nav", "header"),
            ("footer", "main", "footer"),
            ("footer", "article", "article-footer"),
            ("teaser", "article-header", "deck"),
            ("legal", "caption", "credit"),
            ("legal", "", "legal"),
            ("byline", "article", "byline"),
        ],
    )
    def test_within_others(self, mark: str, around: str, instead: str) -> None:
        assert html_marks.within(Mark(mark), Mark.all_of(around)) == instead

    @pytest.mark.parametrize(("length", "found"), [(600, {"byline"}), (601, set())])
    def test_how_far_names_are_read(self, length: int, found: set[str]) -> None:
        names = f"{'x' * (length - len(' byline'))} byline"
        for attribute in ("class", "id"):
            page = read(f"<i {attribute}='{names}'>Tide</i>")
            assert {mark for region in page.regions for mark in region.marks} - {
                "prose",
                "paragraphs",
            } == found
