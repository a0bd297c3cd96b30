"""Bylines in lines that have no form of one, in what the markup calls so, and in the head: how far each goes."""

from __future__ import annotations

import pytest

from fields.test_byline import PARAGRAPH, page
from natodocs import BlockKind, Span, parse
from natodocs._document.document import Document, Metadata, Named, Region
from natodocs._document.marks import Mark
from natodocs._fields import zones
from natodocs._fields.bylines import marked, metadata, printed, unlabelled

PROSE = PARAGRAPH[1]
SENTENCE = (
    "The old bridge over the harbour opened again on Monday, and boats went below it."  # eighty characters
)


class TestOpening:
    """Names alone may stand on one of the first three lines of the text, above a long one."""

    @pytest.mark.parametrize(
        ("lines", "names"),
        [
            (["Zoltar Quibb", SENTENCE], ["Zoltar Quibb"]),
            (["x", "x", "Zoltar Quibb", SENTENCE], ["Zoltar Quibb"]),
            (["x", "x", "x", "Zoltar Quibb", SENTENCE], None),
            (["Zoltar Quibb", SENTENCE[:-1]], None),
            (["Zoltar Quibb/Mirka Vell", SENTENCE], ["Zoltar Quibb", "Mirka Vell"]),
            (["Zoltar Quibb, Mirka Vell, Yrsa Holm, Cornel Dahl, Tove Quobb", SENTENCE],
             ["Zoltar Quibb", "Mirka Vell", "Yrsa Holm", "Cornel Dahl", "Tove Quobb"]),
            (["Zoltar Quibb, Mirka Vell, Yrsa Holm, Cornel Dahl, Tove Quobbs", SENTENCE], None),  # 61 characters
            (["Zoltar", SENTENCE], None),
            (["ZOLTAR QUIBB", SENTENCE], None),
            (["ADA LUND", SENTENCE], ["ADA LUND"]),
            (["New Delhi", SENTENCE], None),
            (["Zoltar Quibb 3 May 2021", SENTENCE], None),
            (["Zoltar Quibb"], None),
        ],
    )  # fmt: skip
    def test_names_alone(self, lines: list[str], names: list[str] | None) -> None:
        text = "\n".join(lines)
        found = unlabelled.opening(Document(text), zones.Where(0, Span(0, len(text))))
        assert (found and [author.name for author in found.authors]) == names
        if found and found.span:
            assert text[found.span.start : found.span.end] == found.text in lines


class TestCued:
    """Between headline and text, and below it, a cue opens a byline, on its line or on the one below."""

    @pytest.mark.parametrize(
        ("lines", "texts"),
        [
            (["Harbour | By Ada Lund | 3 May"], ["By Ada Lund"]),
            (["Author:", "Ada Lund"], ["Author: Ada Lund"]),
            (["• Author:", "Ada Lund"], ["Author: Ada Lund"]),
            (["Author: Ada Lund", "By Per Moe"], ["Author: Ada Lund", "By Per Moe"]),
            (["Ada Lund"], []),
            (["Posted by zoltar"], ["Posted by zoltar"]),
            (["Author:"], []),
        ],
    )
    def test_lines(self, lines: list[str], texts: list[str]) -> None:
        text = "\n".join(["Bridge opens", *lines, SENTENCE])
        start, end = len("Bridge opens"), len(text) - len(SENTENCE)
        found = unlabelled.cued(Document(text), zones.Where(start, Span(end, len(text))))
        assert [byline.text.replace("\n", " ") for byline in found] == texts
        assert all(one.span and text[one.span.start : one.span.end] == one.text for one in found)


class TestMarked:
    """Two names that are marked are of one byline where nothing but blanks, signs or "and" stands between them."""

    @pytest.mark.parametrize(
        ("between", "groups"),
        [
            (", ", [["Zoltar", "Mirka"]]),
            (" and ", [["Zoltar", "Mirka"]]),
            (" or ", [["Zoltar"], ["Mirka"]]),
            ("," + " " * 10, [["Zoltar", "Mirka"]]),
            ("," + " " * 11, [["Zoltar"], ["Mirka"]]),
        ],
    )
    def test_what_stands_between_two(self, between: str, groups: list[list[str]]) -> None:
        assert signed("Zoltar", between, "Mirka") == groups

    def test_how_long_a_byline_is(self) -> None:
        """It has 320 characters at most."""
        names = [f"Zoltar{'o' * 20}{sign}" for sign in "abcdefghijklm"]
        parts = [part for name in names for part in (name, ", ")][:-1]
        assert [len(group) for group in signed(*parts)] == [11, 2]

    def test_how_many_are_read(self) -> None:
        assert len(signed(*["Zoltar", " or "] * 24, "Mirka")) == 24

    @pytest.mark.parametrize(
        ("line", "groups"),
        [
            ("Von Ada Lund", [["Ada Lund"]]),
            ("Von Autor Ada Lund", []),  # "Autor" is no name, whatever stands before it
            ("Ein Bericht von Ada Lund", [["Ada Lund"]]),
        ],
    )
    def test_a_cue_is_no_part_of_a_name(self, line: str, groups: list[list[str]]) -> None:
        assert signed(line, names="byline") == groups

    @pytest.mark.parametrize("mark", ["comment", "related", "nav", "h1"])
    def test_names_of_others(self, mark: str) -> None:
        assert signed("Zoltar", around=mark) == []


def signed(*parts: str, names: str = "author byline", around: str = "") -> list[list[str]]:
    """Return the names of the bylines of a text, of which every other part is marked as a name."""
    text, regions = "".join(parts), []
    for number in range(0, len(parts), 2):
        start = len("".join(parts[:number]))
        regions.append(Region(start, start + len(parts[number]), Mark.all_of(names)))
    if around:
        regions.insert(0, Region(0, len(text), Mark.all_of(around)))
    found = marked.find(Document(text, tuple(regions)), zones.Where(0, Span(0, 0)))
    return [[author.name for author in one.byline.authors] for one in found]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Z", []),
        ("Zo", ["Zo"]),
        ("Z" + "o" * 79, ["Z" + "o" * 79]),
        ("Z" + "o" * 80, []),  # a sentence
        ("Zo Qu Mo Ho Da To", ["Zo Qu Mo Ho Da To"]),
        ("Zo Qu Mo Ho Da To Mu", []),  # an office
        ("zoltar Quibb", []),
        ("van Quibb", ["van Quibb"]),
        ("harbury.com", []),
        ("Ada Lund, Staff Writer, New Delhi", ["Ada Lund"]),
        ("Ada Lund (al)", ["Ada Lund"]),
        ("Ada Lund Education editor", ["Ada Lund"]),
        ("Ada Lund and Per Moe, Reuters", ["Ada Lund", "Per Moe"]),
    ],
)
def test_names_of_the_head(said: str, names: list[str]) -> None:
    found = metadata.authors(Metadata(named=Named(metas=(said,))))
    assert [author.name for author in found] == names


class TestBlocks:
    """A byline goes on over blocks that the same rule has found, twenty at most; thirty are looked at."""

    def test_lines_of_names(self) -> None:
        names = [(BlockKind.BYLINE, f"Zoltar Quibb{'o' * number}") for number in range(25)]
        (found, *_) = printed.printed(page((BlockKind.BYLINE, "By"), *names, PARAGRAPH))
        assert len(found.authors) == 19

    def test_how_many_are_looked_at(self) -> None:
        bylines = [
            part for _ in range(40) for part in ((BlockKind.BYLINE, "By Ada Lund"), (BlockKind.OTHER, "x"))
        ]
        assert len(printed.printed(page(*bylines, PARAGRAPH))) == 30


class TestWorksOfOthers:
    """Microdata names the authors of works that a page cites, reviews or lists: none of them wrote the page."""

    @pytest.mark.parametrize(
        ("around", "names"),
        [
            ('itemprop="citation" itemscope', ["Ada Lund"]),
            ('itemscope itemprop="comment"', ["Ada Lund"]),
            ('itemprop="mainEntity" itemscope', ["Ada Lund", "Zoltar Quibb"]),
            ('itemprop="citation"', ["Ada Lund", "Zoltar Quibb"]),  # no item of its own
        ],
    )
    def test_metas_of_an_item(self, around: str, names: list[str]) -> None:
        assert authors_of(f'<div {around}><meta itemprop="author" content="Zoltar Quibb"></div>') == names

    def test_what_is_printed_of_it(self) -> None:
        cited = (
            '<ol><li itemprop="citation" itemscope><span itemprop="author">Zoltar Quibb</span> (2021)</ol>'
        )
        assert authors_of(cited) == ["Ada Lund"]


def authors_of(works: str) -> list[str]:
    """Return the authors of a page by Ada Lund with something behind its text."""
    article = (
        f'<article itemscope><h1>Bridge opens</h1><meta itemprop="author" content="Ada Lund"><p>{PROSE}</p>'
    )
    found = parse.page(f"<body>{article}{works}</article>", media_type="text/html").byline
    return [author.name for author in found.authors] if found else []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von HAFEN-online-Redakteur Ada Lund", ["Ada Lund"]),
        ("Von unserer Korrespondentin Ada Lund, Harbury", ["Ada Lund"]),
        ("Dal nostro inviato Per Moe", ["Per Moe"]),
        ("By Senior Harbour Correspondent Ada Lund", ["Ada Lund"]),
        ("von Ada Lund Kultur", ["Ada Lund"]),
        ("By Ada Lund Twitter", ["Ada Lund"]),
        (
            "By Joe Lund Jr., Tara Moe, M.D., and Luis de la Rua",
            ["Joe Lund Jr.", "Tara Moe", "Luis de la Rua"],
        ),
        ("By Ada Lund, Zo Qu Mo Da", ["Ada Lund"]),  # four words, and none of a name
        ("Von: det/dpa", ["det/dpa"]),
        ("Interview: Ada Lund", ["Ada Lund"]),
        ("記者王小明／台北報導", ["王小明"]),
        ("文／王小明", ["王小明"]),
        ("執筆：山田 花子", ["山田 花子"]),
        ("מאת: יעל לוי", ["יעל לוי"]),
        ("بقلم: ليلى حداد", ["ليلى حداد"]),
        ("Escrit per Montserrat Puig", ["Montserrat Puig"]),
        ("Posted in Harbour by ada_lund", ["ada_lund"]),
    ],
)
def test_what_stands_around_a_name(line: str, names: list[str]) -> None:
    found = parse.byline(line)
    assert [author.name for author in found.authors] == names if found else not names


class TestWithoutAByline:
    """A page that prints none may say who wrote it elsewhere."""

    @pytest.mark.parametrize(
        ("below", "names"),
        [
            (["Ada Lund"], ["Ada Lund"]),
            (["Zoltar Quibb"], []),  # no common name: it may be anything
            (["Ada Lund is a harbour reporter at the Harbury Post."], ["Ada Lund"]),
            (
                [
                    "More from the coast",
                    "The last ferry\nby Ada Lund\n2 May 2021",
                    "The old quay\nby Per Moe\n1 May 2021",
                ],
                [],
            ),
        ],
    )
    def test_below_the_text(self, below: list[str], names: list[str]) -> None:
        found = parse.page("\n\n".join(["Bridge opens again", "3 May 2021", PROSE, PROSE, *below])).byline
        assert ([author.name for author in found.authors] if found else []) == names

    @pytest.mark.parametrize(
        ("told", "names"), [("Per Moe was there.", ["Ada Lund"]), ("Ada Lund was there.", [])]
    )
    def test_whom_the_text_tells_of(self, told: str, names: list[str]) -> None:
        found = printed.printed(page((BlockKind.PARAGRAPH, told), PARAGRAPH, (BlockKind.RELATED, "Ada Lund")))
        assert [author.name for byline in found for author in byline.authors] == names


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ('[["Ada Lund", ["Per Moe"]]]', ["Ada Lund", "Per Moe"]),
        ('["the_ada_lund", "Ada Lund"]', ["Ada Lund"]),
        ('"access_time"', []),
    ],
)
def test_authors_of_linked_data(authors: str, names: list[str]) -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {authors}}}</script>'
    found = parse.page(f"{data}<h1>Bridge opens</h1><p>{PROSE}", media_type="text/html").byline
    assert ([author.name for author in found.authors] if found else []) == names
