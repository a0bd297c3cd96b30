"""Who wrote a page of HTML: its print, its markup and its head, weighed against each other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from natodocs import parse
from natodocs._document.publisher import named
from natodocs._fields.bylines import weighing

TEXT = "".join(
    f"<p>The old bridge over the harbour {what} on Monday morning, and the first boats went below it at noon."
    for what in ("opened again", "was painted", "was closed to cars", "had its ninetieth birthday")
)


def node(**values: Any) -> str:
    """Return a head that says this of its article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def authors(above: str = "", below: str = "", head: str = "", first: str = "") -> list[str]:
    """Return the authors of a page with this above and below its text, and at the head of it."""
    page = parse.page(
        f"<html><head>{head}</head><body><nav><a href=/>Home</a></nav><h1>Harbury bridge opens again</h1>{above}"
        f"<div class=text>{first}{TEXT}</div>{below}</body></html>"
    )
    byline = page.byline
    if byline and byline.span:
        assert page.text[byline.span.start : byline.span.end] == byline.text
    return [author.name for author in byline.authors] if byline else []


class TestMarkup:
    """What the markup calls a name is one: it may be one word, in small letters, or in any script."""

    @pytest.mark.parametrize(
        ("above", "names"),
        [
            ("<span class=byline>von <a rel=author href=/h>Heiko</a></span>", ["Heiko"]),
            ("<p>3 May 2021 by <a rel=author href=/h>harbour_cat</a>", ["harbour_cat"]),
            ("<p class=meta><span class='author vcard'><a class='url fn n' href=/a>vom Hafenkater</a>", ["Hafenkater"]),
            ("<p itemprop=author>Autor: <b itemprop=name>Ada Lund und Per Moe, Harbury</b>", ["Ada Lund", "Per Moe"]),
            ("<div class=article-byline>Ada Lund<br>Per Moe</div>", ["Ada Lund", "Per Moe"]),
            ("<ul class=article-meta><li class=author>Von<li class=author>Ada Lund</ul>", ["Ada Lund"]),
            ("<p class=byline>Ada Lund | lundi 3 mai 2021 à 09h08", ["Ada Lund"]),
            ("<p class=byline>By Ada Lund<br>Vice Chair of Everything", ["Ada Lund"]),
            ("<p class=byline><a rel=author>Ada Lund</a> and <a rel=author>Per Moe</a>", ["Ada Lund", "Per Moe"]),
            ("<p class=byline>von <a rel=author>Zoltar Quibb</a>, <i>Mirka Vell</i>", ["Zoltar Quibb", "Mirka Vell"]),
            ("<p class=byline>Text von Ada Lund Illustration von Per Moe", ["Ada Lund"]),
            ("<p class=byline>Autorin: Rechtsanwältin Ada Lund", ["Ada Lund"]),
            ("<p class=byline>von Ada Lund, NDR NORDEN", ["Ada Lund"]),
            ("<p class=byline><a rel=author>admin</a>", []),
            ("<p class=byline>Ada Lund<br>Zoltar Quibb", ["Ada Lund"]),  # he may be anything
            ("<p class=byline>Ada Lund<br>Harbury Post", ["Ada Lund"]),
            (f"<p class=byline><a rel=author>{'zo' * 15} {'x' * 29}", [f"{'zo' * 15} {'x' * 29}"]),
            (f"<p class=byline><a rel=author>{'zo' * 15} {'x' * 30}", []),  # sixty-one characters
            ("<p class=byline><a rel=author href=/h>Harbury is the best place of all to live in, we say</a>", []),
        ],
    )  # fmt: skip
    def test_above_the_text(self, above: str, names: list[str]) -> None:
        assert authors(above) == names

    @pytest.mark.parametrize(
        "other",
        [
            "<div class=comments><div class=comment><b class='comment-author fn'>Ida Holm</b><p>Well done.</div></div>",
            "<aside class=related><a href=/x>A tower</a><span class=byline>By Ida Holm</span></aside>",
            "<form><label class=author>Name</label><input></form>",
        ],
    )
    def test_names_of_others(self, other: str) -> None:
        assert authors(below=other) == []
        assert authors("<p class=byline>By Ada Lund", other) == ["Ada Lund"]

    def test_below_the_text(self) -> None:
        assert authors(below="<footer class=article-footer><a rel=author href=/a>Ada Lund</a></footer>") == [
            "Ada Lund"
        ]
        assert authors(
            below="<div class=author-bio><a rel=author href=/a>Ada Lund</a> likes boats.</div>"
        ) == ["Ada Lund"]

    def test_the_nearest_to_the_headline(self) -> None:
        box = "<div class=author-bio><a rel=author href=/i>Ida Holm</a> edits this page.</div>"
        assert authors("<span class=byline>By Ada Lund</span>", box) == ["Ada Lund"]


class TestCues:
    """Beside the text, a cue opens a byline in lines of other things, and on the line below it."""

    @pytest.mark.parametrize(
        ("above", "below"),
        [
            ("<p class=article-meta>Harbour! | By Ada Lund | 3 May 2021", ""),
            ("", "<dl><dt>Author:<dd>Ada Lund<dt>Place<dd>Harbury</dl>"),
            ("", "<p>Text: Ada Lund"),
            ("", "<ul><li>Datum 3. Mai 2021<li>Autorin/Autor Ada Lund</ul>"),
        ],
    )
    def test_cues(self, above: str, below: str) -> None:
        assert authors(above, below) == ["Ada Lund"]


class TestHead:
    """A head that names people is believed; one that names the site or an account gives way to people in print."""

    BYLINE = "<p class=byline>By Ada Lund"

    def test_people(self) -> None:
        assert authors(head=node(author="Ada Lund")) == ["Ada Lund"]
        assert authors("<p class=byline>By Per Moe", head=node(author="Ada Lund")) == ["Ada Lund"]

    @pytest.mark.parametrize("said", ["Harbury Courier", "harbury.lund", "Newsdesk"])
    def test_gives_way(self, said: str) -> None:
        assert authors(self.BYLINE, head=node(author=said, publisher={"name": "Harbury Courier"})) == [
            "Ada Lund"
        ]

    def test_a_name_that_is_cut_short(self) -> None:
        assert authors(self.BYLINE, head=node(author="Ada")) == ["Ada Lund"]

    def test_one_of_two(self) -> None:
        two = "<p class=byline>By Ada Lund and Per Moe"
        assert authors(two, head=node(author="Ada Lund")) == ["Ada Lund", "Per Moe"]
        assert authors("<p class=byline>By Ada Lund", head=node(author=["Ada Lund", "Per Moe"])) == [
            "Ada Lund",
            "Per Moe",
        ]

    def test_a_byline_of_another_story_adds_nobody(self) -> None:
        below = "<p>More news<p class=byline>By Ida Holm and Ada Lund"
        assert authors("<p class=byline>By Ada Lund", below, node(author="Ada Lund")) == ["Ada Lund"]

    def test_words_beside_the_name_are_no_part_of_it(self) -> None:
        print_ = "<p class=byline>Ada Lund The Harbury Courier"
        assert authors(print_, head=node(author="Ada Lund")) == ["Ada Lund"]

    def test_an_account_that_signs_as_well(self) -> None:
        page = "<p class=byline>By <a rel=author>Heiko</a>"
        assert authors(page, "<p>Text: Ida Holm", head=node(author="Heiko")) == ["Heiko"]


class TestTheSiteItself:
    """Where the page says that the site is the author, and nobody else is, it is."""

    HEAD = node(
        author={"@type": "Organization", "name": "Harbury Courier"}, publisher={"name": "Harbury Courier"}
    )

    def test_it_is(self) -> None:
        assert authors(head=self.HEAD) == ["Harbury Courier"]
        assert authors("<p class=byline>By Harbury Courier", head=self.HEAD) == ["Harbury Courier"]

    def test_it_is_not_where_only_a_template_says_so(self) -> None:
        head = "<meta property=og:site_name content='Harbury Courier'><meta name=author content='Harbury Courier'>"
        assert authors(head=head) == []

    def test_names_on_the_first_line(self) -> None:
        assert authors(first="<p><b>Zoltar Quibb</b>", head=self.HEAD) == ["Zoltar Quibb"]
        deck = "<ul><li>It had been closed for ninety days and more, for all who came by car.</ul>"
        assert authors(first=f"{deck}<p>Zoltar Quibb/Mirka Vell", head=self.HEAD) == [
            "Zoltar Quibb",
            "Mirka Vell",
        ]
        assert authors(first="<p><b>Zoltar Quibb</b>") == []
        assert authors(first="<p><b>BRIDGE ON FIRE</b>", head=self.HEAD) == ["Harbury Courier"]
        assert authors(first="<p><b>New Delhi</b>", head=self.HEAD) == ["Harbury Courier"]


class TestConfidence:
    """It is higher where print and head agree, and lower where they differ."""

    def test_ranks(self) -> None:
        print_, head = "<p class=byline>By Ada Lund", node(author="Ada Lund")
        both, alone = confidence(print_, head), confidence("", head)
        assert both > alone > confidence("<p class=byline>By Per Moe", head)
        assert both > confidence(print_, "") > confidence("", TestTheSiteItself.HEAD)


def confidence(above: str, head: str) -> float:
    """Return the confidence of the byline of a page with this above its text and in its head."""
    page = parse.page(
        f"<html><head>{head}</head><body><h1>Bridge opens</h1>{above}<div>{TEXT}</div></body></html>"
    )
    assert page.byline is not None
    return page.byline.confidence


class TestWhoIsBelieved:
    """People before accounts, desks and the site; and print and head that agree before one of them alone."""

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("Ada Lund", weighing.PERSON),
            ("新海", weighing.PERSON),  # two to five letters of a script without capitals
            ("海", weighing.ACCOUNT),
            ("新海新海新海", weighing.ACCOUNT),
            ("Ada", weighing.ACCOUNT),
            ("harbour_cat", weighing.ACCOUNT),
            ("Reuters", weighing.DESK),
            ("Harbury Courier", weighing.SITE),
        ],
    )
    def test_what_a_name_is(self, name: str, kind: int) -> None:
        assert weighing.kind(name, named(["Harbury Courier"])) == kind

    @pytest.mark.parametrize(
        ("said", "line", "names", "confidence"),
        [
            ("Ada Lund", "By Ada Lund", ["Ada Lund"], 0.95),
            ("Reuters", "By Reuters", ["Reuters"], 0.9),
            ("", "By Ada Lund", ["Ada Lund"], 0.85),
            ("", "By Reuters", ["Reuters"], 0.7),
            ("Ada Lund", "", ["Ada Lund"], 0.85),
            ("Reuters", "", ["Reuters"], 0.6),
            ("Ada Lund", "By Per Moe", ["Ada Lund"], 0.7),
            ("Ada Lund", "By Ada Lund and Per Moe", ["Ada Lund", "Per Moe"], 0.95),
            ("Lund", "By Ada Lund", ["Ada Lund"], 0.95),
            ("harbour_cat", "By Ada Lund", ["Ada Lund"], 0.85),
            ("harbour_cat", "By harbour_cat", ["harbour_cat"], 0.9),
            ("harbour_cat", "Per Moe", ["Per Moe"], 0.85),
        ],
    )
    def test_head_and_print(self, said: str, line: str, names: list[str], confidence: float) -> None:
        head = f'<meta name="author" content="{said}">' if said else ""
        shown = f"<p class=byline>{line}</p>" if line else ""
        body = (
            "<p>The old bridge over the harbour opened again on Monday after years of work, the town said.</p>"
            * 3
        )
        page = parse.page(
            f"<html><head>{head}</head><body><article><h1>Bridge reopens</h1>{shown}{body}</article></body></html>"
        )
        assert page.byline is not None
        assert [author.name for author in page.byline.authors] == names
        assert page.byline.confidence == confidence
        assert (page.byline.span is None) is (names[0] not in line)
