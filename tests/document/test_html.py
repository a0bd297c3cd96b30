"""HTML becomes the text that a reader sees, with regions for what the markup says and metadata from the head."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import TIMES, grows_badly
from natodocs import Author, Limits
from natodocs._document.document import Named
from natodocs._document.html import class_names
from natodocs._document.html import marks as html_marks
from natodocs._document.html.reading import read
from natodocs._document.marks import Mark
from natodocs._document.source import read as read_source
from natodocs._fields.bylines import metadata as byline_metadata

if TYPE_CHECKING:
    from natodocs._document.document import Document, Metadata


def text_of(source: str) -> str:
    return read(source).text


def marks_of(document: Document, words: str) -> set[str]:
    """Return the marks of all regions in which some words stand."""
    at = document.text.index(words)
    end = at + len(words)
    found = (region for region in document.regions if region.span.start <= at and end <= region.span.end)
    return {mark for region in found for mark in region.marks}


OF_PLACE = {"prose", "paragraphs"}  # what no tag and no name says, but where the prose of the page stands


def marks(source: str, words: str = "Tide") -> set[str]:
    return marks_of(read(source), words) - OF_PLACE


class TestTextIsWhatAReaderSees:
    """Blocks stand on lines of their own; nothing else of the markup is left."""

    @pytest.mark.parametrize(
        ("source", "text"),
        [
            pytest.param("", "", id="nothing"),
            pytest.param("<!-- a --><!-- b -->", "", id="comments alone"),
            pytest.param("a &amp; b &lt; c &eacute;", "a & b < c é", id="entities"),
            pytest.param(
                "Ren&amp;eacute;e O&amp;#39;Dowd &amp;amp; Son",
                "Renée O'Dowd & Son",
                id="entities of entities",
            ),
            pytest.param(
                "write &amp;lt;b&amp;gt; and R&amp;D;", "write &lt;b&gt; and R&D;", id="what speaks of markup"
            ),
            pytest.param("<p>One\n  two\t three</p>\n\n<p>four", "One two three\n\nfour", id="white space"),
            pytest.param("<p>a&nbsp;b&#8195;c", "a b c", id="blanks that do not break"),
            pytest.param("<h1>A</h1><p>b<h2>C</h2>d", "A\n\nb\n\nC\n\nd", id="headings and paragraphs"),
            pytest.param("<div>a<div>b</div>c</div>d", "a\nb\nc\nd", id="divisions"),
            pytest.param("a<br>b<br/>c<br><br>d<br><br><br>e", "a\nb\nc\n\nd\n\ne", id="breaks"),
            pytest.param("<br><p>a</p><br>", "a", id="breaks at the ends"),
            pytest.param("<ul><li>a<li>b</ul><ol><li>c", "• a\n• b\n\n• c", id="lists"),
            pytest.param(
                "<p>He said: <q>It <q>turns</q>.</q> So", "He said: “It ‘turns’.” So", id="quotations"
            ),
            pytest.param(
                "<q><q>a</q> b </q><a href=x><q>c</q></a>", "“‘a’ b” “c”", id="quotations side by side"
            ),
            pytest.param(
                "<p>He said <q>“no”</q> and <q></q>left", "He said “no” and left", id="marks of its own"
            ),
            pytest.param("<ul><li><p>a</p><p>b</p><li><ul><li>c", "• a\n\nb\n\n• c", id="blocks in lists"),
            pytest.param("<ul><li><img></li></ul>a", "a", id="an item without text"),
            pytest.param("<dl><dt>a<dd>b</dl>", "a\nb", id="definitions"),
            pytest.param(
                "<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a b\nc d", id="cells are parted by a blank"
            ),
            pytest.param("a<hr>b", "a\n\nb", id="rule"),
            pytest.param("<pre>a\n  b\n\n\n c </pre>d", "a\n  b\n\n c\n\nd", id="kept spaces"),
            pytest.param('<p style="white-space: pre-line">a\nb', "a\nb", id="kept spaces by style"),
            pytest.param("<textarea>a</textarea><select><option>b</select>c", "c", id="fields"),
            pytest.param("N<b>AT</b>O and Mc<i>Kay</i>", "NATO and McKay", id="letters in bold and italics"),
            pytest.param("H<sub>2</sub>O, m<sup>2</sup>", "H2O, m2", id="high and low digits"),
            pytest.param("By <b>Ada Lund</b><time>May 5</time>", "By Ada Lund May 5", id="parted by style"),
            pytest.param(
                "<span>Read</span><span>12 minutes</span>", "Read 12 minutes", id="a digit after it"
            ),
            pytest.param("<span>Photo:</span><span>Corvane", "Photo: Corvane", id="a colon before it"),
            pytest.param("in<span>side</span>", "inside", id="no capital, no word"),
            pytest.param("<i>one</i> two <i> three</i>", "one two three", id="blanks beside elements"),
            pytest.param("<a href=1>one</a><a href=2>two</a>", "one two", id="links side by side"),
            pytest.param("<a href=1>one</a>, <a href=2>two</a>.", "one, two.", id="links in a sentence"),
            pytest.param("<ruby>港<rp>（</rp><rt>みなと</rt><rp>）</rp></ruby>", "港（みなと）", id="ruby"),
            pytest.param("<p>\u200b</p><p>&nbsp;</p><p>a", "a", id="paragraphs that print nothing"),
            pytest.param("a\u200b<b>\u200b</b>b", "a\u200bb", id="nothing printed is no blank"),
            pytest.param("a<p>b<p></p><p> </p>c", "a\n\nb\n\nc", id="empty blocks"),
            pytest.param("<title>t</title><p>a", "a", id="the title is not printed"),
            pytest.param("<details><summary>a</summary>b</details>", "a\nb", id="what unfolds"),
            pytest.param("a<frameset><frame></frameset>", "a", id="frames"),
        ],
    )
    def test_rendering(self, source: str, text: str) -> None:
        assert text_of(source) == text


class TestHiddenTextIsLeftOut:
    """What a browser does not show is not in the text."""

    @pytest.mark.parametrize(
        "source",
        [
            "<script>x</script>",
            "<style>x</style>",
            "<noscript><p>x</p></noscript>",
            "<template><p>x</p></template>",
            "<svg><title>x</title><text>x</text></svg>",
            "<iframe>x</iframe>",
            "<video>x</video>",
            "<object>x</object>",
            "<select><option>x</select>",
            "<p hidden>x</p>",
            '<p hidden="">x<b>x</b></p>',
            '<div style="color: red; Display : none">x<p>x</p></div>',
            '<p style="visibility:hidden">x</p>',
            "<template shadowrootmode=open><template shadowrootmode=open><b hidden>x</template></template>",
        ],
    )
    def test_hidden(self, source: str) -> None:
        assert text_of(f"<p>a</p>{source}<p>b</p>") == "a\n\nb"

    @pytest.mark.parametrize(
        "source",
        [
            "<p aria-hidden=true>x</p>",
            '<p hidden="until-found">x</p>',
            '<p style="display:block">x</p>',
            "<p><template shadowrootmode=open>x</template></p>",
        ],
    )
    def test_seen(self, source: str) -> None:
        assert text_of(f"<p>a</p>{source}<p>b</p>") == "a\n\nx\n\nb"

    def test_whole_page_that_a_script_is_to_show(self) -> None:
        assert text_of("<html hidden><body style='display:none'>a") == "a"

    def test_unclosed_script_hides_the_rest(self) -> None:
        assert text_of("<p>a<script>if (b) { <p>c") == "a"


class TestMarks:
    """A region has marks of a fixed vocabulary: from tags, attributes and the words of classes and ids."""

    def test_vocabulary(self) -> None:
        given_by_tables = {
            *html_marks.TAGS.values(),
            *(mark for meanings in html_marks.ATTRIBUTES.values() for mark in meanings.values()),
            *(row.mark for row in class_names.table().rows if row.mark),
            *(instead for _, instead in html_marks.WITHIN.values()),
            "link",
            *OF_PLACE,
        }
        assert given_by_tables == set(Mark)

    @pytest.mark.parametrize(
        ("table", "words"),
        [
            (
                "INSTEAD",
                {*html_marks.INSTEAD, *(word for words in html_marks.INSTEAD.values() for word in words)},
            ),
            (
                "WITHIN",
                {*html_marks.WITHIN, *(word for words, _ in html_marks.WITHIN.values() for word in words)},
            ),
            ("MOST_CHARACTERS", set(html_marks.MOST_CHARACTERS)),
            ("BESIDE", html_marks.BESIDE),
            ("BELOW", html_marks.BELOW),
            ("LINKING", html_marks.LINKING),
        ],
    )
    def test_tables_speak_of_the_vocabulary(self, table: str, words: set[str]) -> None:
        assert words <= set(Mark), table

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ("<h1>Tide", {"h1"}),
            ("<h3>Tide", {"heading"}),
            ("<p>Tide", {"p"}),
            ("<ul><li>Tide", {"li"}),
            ("<nav>Tide", {"nav"}),
            ("<main>Tide", {"main"}),
            ("<figure><figcaption>Tide", {"figure", "caption"}),
            ("<div role=navigation>Tide", {"nav"}),
            ("<i><template shadowrootmode=open><div role=navigation>Tide", {"nav"}),
            (f"<div class='byline {'x ' * 600}comments'>Tide", {"byline"}),
            ("<div role='MAIN presentation'>Tide", {"main"}),
            ("<div itemprop=articleBody>Tide", {"body"}),
            ("<a rel='tag nofollow'>Tide", {"tags"}),
            ("<div class='c-byline js'>Tide", {"byline"}),
            ("<a rel=author>Tide", {"author", "byline"}),
            ("<i itemprop=author>Tide", {"author", "byline"}),
            ("<i class='url fn n'>Tide", {"author", "byline"}),
            ("<i property='schema:author'>Tide", {"author", "byline"}),
            ("<div id=comments>Tide", {"comments"}),
            ("<div class='x'>Tide", set()),
            ("<a href=x>Tide", {"link"}),
            ("<li><a href=x>Tide</a>", {"li", "link"}),
            ("<p><a href=x>Tide</a>: what the harbour master had to say on it", {"p"}),
            ("<a name=x>Tide", set()),
            ("<h2 id=comments>Tide", {"heading"}),
            ("<div id=all-comments-on-the-new-bridge-here>Tide", set()),
            ("<body class=sidebar>Tide", set()),
        ],
    )
    def test_sources_of_marks(self, source: str, found: set[str]) -> None:
        assert marks(source) == found

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ("<header>Tide", {"header"}),
            ("<article><header>Tide", {"article", "article-header"}),
            ("<main><header>Tide", {"main", "article-header"}),
            ("<header class=article-header>Tide", {"article-header"}),
            ("<header><h1>Tide", {"article-header", "h1"}),
            ("<header><h1>Tide</h1><nav>Home", {"header", "h1"}),
            ("<footer>Tide", {"footer"}),
            ("<article><footer>Tide", {"article", "article-footer"}),
            ("<figure><p class=copyright>Tide", {"figure", "credit", "p"}),
            ("<p class=copyright>Tide", {"legal", "p"}),
            ("<article class=teaser><a href=x>Tide", {"teaser", "link"}),
            ("<p class=teaser>Tide", {"deck", "p"}),
            ("<article class=comment>Tide", {"comment"}),
        ],
    )
    def test_what_stands_around_counts(self, source: str, found: set[str]) -> None:
        assert marks(source) == found


@pytest.mark.parametrize("row", class_names.table().rows, ids=lambda row: str(row.mark))
class TestWords:
    """Each row of `class_names.toml` is proven by its examples and its look-alikes."""

    def test_matches(self, row: class_names.Row) -> None:
        assert row.matches
        for names in row.matches:
            assert row.mark in class_names.marks_of(names) if row.mark else not class_names.marks_of(names), (
                names
            )

    def test_spares(self, row: class_names.Row) -> None:
        assert [names for names in row.spares if row.mark in class_names.marks_of(names)] == []

    def test_sequences_are_words_in_small_letters(self, row: class_names.Row) -> None:
        for sequence in (*row.anywhere, *row.last):
            assert "-".join(class_names.WORD.findall(sequence)) == sequence
            assert class_names.table().sequences[sequence][0] == row.mark, "another row has it as well"


PROSE = "The swing bridge at Harbury carried its first car on Saturday, and the gulls did not mind it. "


class TestWrongNames:
    """A mark that cannot be is taken away: layouts are named after their parts."""

    @pytest.mark.parametrize(
        "names",
        [
            "right-rail",
            "off-canvas-wrapper",
            "ad-wrapper",
            "header",
            "share",
            "cookie",
            "widget-area",
            "login",
        ],
    )
    def test_wrapper_of_the_article(self, names: str) -> None:
        page = f"<div class='{names}'><h1>Bridge</h1><p>{PROSE}</p><p>{PROSE}</p></div><p>{PROSE}"
        assert marks(page, PROSE.strip()) == {"p"}

    def test_right_name_inside_a_wrong_one(self) -> None:
        page = f"<div class=navigation><div class=menu>Tide</div><p>{PROSE}</p></div>"
        assert marks(page) == {"menu"}

    def test_comments_may_be_longer_than_the_article(self) -> None:
        page = f"<h1>Bridge</h1><p>{PROSE}</p><div class=comments><p>{PROSE * 5}Tide</div>"
        assert marks(page) == {"comments", "p"}

    @pytest.mark.parametrize("window", ["role=dialog", "class=cookie-notice"])
    def test_windows_may_be_longer_than_the_article(self, window: str) -> None:
        """But where there is no headline elsewhere, the page stands in what is called so."""
        notice = f"<div {window}><p>{PROSE * 3}Tide</p></div>"
        mark = "dialog" if "role" in window else "cookie"
        assert marks(f"{notice}<h1>Bridge</h1><p>{PROSE}</p>") >= {mark}
        assert mark not in marks(notice)

    def test_comments_that_hold_the_headline_are_none(self) -> None:
        page = f"<div class=comments-page><h1>Bridge</h1><p>{PROSE}Tide</p></div>"
        assert marks(page) == {"p"}

    def test_many_summaries_are_those_of_other_stories(self) -> None:
        other = (
            "<div><h2>Gulls</h2><div class=summary>The gulls come back to <a href=x>Harbury</a></div></div>"
        )
        page = f"<h1>Bridge</h1><div class=summary>Tide</div><p>{PROSE}</p>{other * 4}"
        assert marks(page) == {"deck"}
        assert marks(page, "The gulls") == set()

    @pytest.mark.parametrize("names", ["date", "byline", "kicker", "caption", "headline"])
    def test_too_long(self, names: str) -> None:
        page = f"<div class={names}>{'Tide ' * 700}</div><p>{PROSE}</p>"
        assert marks(page) == set()


class TestWhereTheProseStands:
    """The smallest part of a page that has most of its prose is marked; most of the article stands in it."""

    @pytest.mark.parametrize(
        "beside",
        [
            f"<div class=comments><p>{PROSE * 9}</div>",
            f"<div class=sidebar><p>{PROSE * 2}</div>",
            f"<ul><li>{PROSE}</ul>",
            f"<div><p><a href=x>{PROSE * 9}</a></div>",
            "<div><p>Ada Lund</p><p>Harbury</p></div>",
        ],
    )
    def test_beside_it(self, beside: str) -> None:
        page = read(f"<main><div><p>{PROSE}<p>{PROSE}Tide</div>{beside}</main>")
        assert {mark for region in page.regions for mark in region.marks} > OF_PLACE
        assert [page.text[r.start : r.end] for r in page.regions if "prose" in r.marks] == [
            f"{PROSE.strip()}\n\n{PROSE}Tide"
        ]

    def test_names_that_leave_no_article_are_wrong(self) -> None:
        page = f"<div class=news><div class=related><p>{PROSE}<p>{PROSE}Tide</div></div>"
        assert marks_of(read(page), "Tide") == {"p", *OF_PLACE}

    def test_stream_of_articles(self) -> None:
        other = f"<article><h2>Gulls</h2><p>{PROSE}</article>"
        page = f"<div><article><p>{PROSE * 4}Tide</article>{other * 4}</div>"
        assert marks_of(read(page), "Tide") >= OF_PLACE
        assert marks_of(read(page), "Gulls") == {"article", "heading"}

    def test_articles_that_make_one_stream(self) -> None:
        page = f"<div>{f'<article><h2>Gulls</h2><p>{PROSE}Tide</article>' * 5}</div>"
        assert marks_of(read(page), "Gulls") >= OF_PLACE

    def test_without_paragraphs(self) -> None:
        page = f"<div>{PROSE}<br>{PROSE}Tide</div><div>Gulls</div>"
        assert marks_of(read(page), "Tide") == {"prose"}
        assert marks_of(read(page), "Gulls") == set()

    def test_no_prose(self) -> None:
        assert marks_of(read("<div><p>Tide</p></div>"), "Tide") == {"p"}


class TestRegionsNest:
    """Regions are sorted, lie in the text, do not cross, and say nothing twice, but for replies."""

    def test_comments_stand_in_comments(self) -> None:
        page = read(
            "<ol class=comment-list><li class=comment>Ada<ol><li class=comment>Per</ol><li class=comment>Yrsa"
        )
        found = [page.text[r.span.start : r.span.end] for r in page.regions if "comment" in r.marks]
        assert found == ["• Ada\n\n• Per", "• Per", "• Yrsa"]

    def test_two_elements_for_one_comment_are_one_region(self) -> None:
        page = read("<li class=comment><div class=comment><p>Ada")
        assert sum("comment" in region.marks for region in page.regions) == 1

    @pytest.mark.parametrize(
        "source",
        [
            "<span class=byline><a href=x>Ada<br>Per</a></span> <a href=y>Yrsa Holm, Cornel</a>",
            "<a href=y>Yrsa Holm, Cornel</a> <span class=byline><a href=x>Ada<br>Per</a></span>",
        ],
    )
    def test_a_line_of_links_that_another_region_crosses(self, source: str) -> None:
        page = read(source)
        assert_nested(page)
        links = [page.text[r.span.start : r.span.end] for r in page.regions if "link" in r.marks]
        assert len(links) == 1
        assert "Cornel" not in links[0]

    @given(
        st.lists(
            st.sampled_from(
                [
                    "<div class=menu>",
                    "<p>",
                    "<span class=date>",
                    "<a href=x>",
                    "</a>",
                    "</div>",
                    "</span>",
                    "<br>",
                    "<li class=comment>",
                    "Tide ",
                    "x",
                    "<h1>",
                    "</h1>",
                    "<b>",
                    "<article>",
                    "</article>",
                    "<table><tr><td>",
                    "</table>",
                    "<pre>",
                    "\n",
                ]
            )
        )
    )
    def test_whatever_stands_there(self, parts: list[str]) -> None:
        assert_nested(read("".join(parts)))

    @given(st.text(alphabet="<>/abip=\"' \n!-&;\0\ud800é"))
    def test_whatever_is_written(self, source: str) -> None:
        assert_nested(read(source))


def assert_nested(page: Document) -> None:
    order = [(region.span.start, -region.span.end) for region in page.regions]
    assert order == sorted(order)
    around: list[tuple[int, frozenset[str]]] = []
    for region in page.regions:
        span = region.span
        assert 0 <= span.start < span.end <= len(page.text)
        assert page.text[span.start : span.end].strip() == page.text[span.start : span.end].rstrip()
        assert region.marks
        assert region.marks <= set(Mark)
        while around and around[-1][0] <= span.start:
            around.pop()
        had = frozenset[str]().union(*(marks for _, marks in around))
        assert not around or span.end <= around[-1][0]
        assert not region.marks & (had - {"comment"})
        around.append((span.end, region.marks))


def metadata(*head: str, body: str = "") -> Metadata:
    return read(f"<html><head>{''.join(head)}</head><body>{body}</body></html>").metadata


def linked(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def meta(**values: str) -> str:
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{text}">' for name, text in values.items()
    )


def article(**values: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", **values}


PUBLISHER = {"publisher": {"@type": "NewsMediaOrganization", "name": "The Harbury Courier"}}


class TestTitle:
    """The title is the headline, without what the site adds to it."""

    @pytest.mark.parametrize(
        ("head", "body", "title"),
        [
            pytest.param("", "", None, id="none"),
            pytest.param("<title> Bridge\n opens </title>", "", "Bridge opens", id="title alone"),
            pytest.param("<title>a</title>" + meta(og_title="b"), "", "b", id="Open Graph before <title>"),
            pytest.param(meta(og_title="b") + linked(article(headline="c")), "", "c", id="JSON-LD first"),
            pytest.param("<title>Bridge - Tide</title>", "<h1>Bridge", "Bridge", id="as a heading says it"),
            pytest.param(
                "<title>Tide » Bridge opens</title>", "<h1>Bridge opens", "Bridge opens", id="at the end"
            ),
            pytest.param(
                meta(og_title="Bridge | Courier", og_site_name="The Harbury Courier"),
                "",
                "Bridge",
                id="site's name",
            ),
            pytest.param(
                meta(og_title="Harbury.example | Bridge", og_site_name="harbury.example"),
                "",
                "Bridge",
                id="site first",
            ),
            pytest.param("<title>Bridge | Tide.example</title>", "", "Bridge", id="an address"),
            pytest.param(
                meta(og_title="Bridge – HC – 28.04.2023", og_site_name="HC.example"),
                "",
                "Bridge",
                id="name and date",
            ),
            pytest.param(
                "<title>Bridge - open at last</title>",
                "",
                "Bridge - open at last",
                id="a dash of the headline",
            ),
            pytest.param(
                meta(og_title="Courier", og_site_name="Courier"), "<h1>Courier", "Courier", id="a front page"
            ),
            pytest.param(
                linked(article(headline="Bridge opens at…")) + meta(og_title="Bridge opens at last"),
                "",
                "Bridge opens at last",
                id="cut short",
            ),
            pytest.param(
                linked(article(headline="Bridge opens at…")), "", "Bridge opens at…", id="cut, no other"
            ),
            pytest.param(
                linked(article(headline="Fish &amp; <em>chips</em>")),
                "",
                "Fish & chips",
                id="markup in a value",
            ),
            pytest.param(
                meta(og_title="Bridge | One.example | Two.example | Three.example | Four.example"),
                "",
                "Bridge | One.example",
                id="more than a site adds",
            ),
            pytest.param("<svg><title>icon</title></svg>", "<p>a", None, id="a drawing's title"),
        ],
    )
    def test_title(self, head: str, body: str, title: str | None) -> None:
        assert metadata(head, body=body).title == title


class TestAuthors:
    """Authors are people or agencies: a wrong author is worse than none."""

    @pytest.mark.parametrize(
        ("head", "names"),
        [
            pytest.param(
                linked(article(author={"@type": "Person", "name": "Ada Lund"})), ["Ada Lund"], id="node"
            ),
            pytest.param(
                linked(article(author=["Ada Lund", {"name": "Per Moe"}])), ["Ada Lund", "Per Moe"], id="list"
            ),
            pytest.param(
                linked(article(author="By Ada Lund and Per Moe")), ["Ada Lund", "Per Moe"], id="string"
            ),
            pytest.param(
                linked(
                    {
                        "@graph": [
                            article(author={"@id": "#a"}),
                            {"@id": "#a", "@type": "Person", "name": "Ada Lund"},
                        ]
                    }
                ),
                ["Ada Lund"],
                id="a pointer",
            ),
            pytest.param(linked(article(creator="Ada Lund")), ["Ada Lund"], id="creator"),
            pytest.param(linked(article(author="Northern Wire")), ["Northern Wire"], id="an agency alone"),
            pytest.param(linked(article(author="Heiko")), ["Heiko"], id="one word alone"),
            pytest.param(
                linked(article(author="Ada Lund, Reuters")), ["Ada Lund"], id="agency beside a name"
            ),
            pytest.param(
                linked(article(author="Ada Lund, Staff Writer, New Delhi")), ["Ada Lund"], id="role and place"
            ),
            pytest.param(linked(article(author="Ada Lund/Per Moe")), ["Ada Lund", "Per Moe"], id="a slash"),
            pytest.param(linked(article(author="Dr. Ada Lund")), ["Ada Lund"], id="a title"),
            pytest.param(meta(author="Harbury Web GmbH"), [], id="who has built the site"),
            pytest.param(meta(author="your Harbour Bloggers"), [], id="words in small letters"),
            pytest.param(meta(author="van der Berg"), ["van der Berg"], id="a particle in small letters"),
            pytest.param(
                linked(article(author="HQ Hafenbote", publisher={"name": "hafenbote.example"})),
                [],
                id="site and more",
            ),
            pytest.param(
                meta(author="Office of the Mayor of Harbury for Bridges"), [], id="the full name of an office"
            ),
            pytest.param(
                linked(article(author="Ada van der Lund (adl)")), ["Ada van der Lund"], id="initials"
            ),
            pytest.param(
                linked(article(author="Álvaro Ortega y Gasset")), ["Álvaro Ortega y Gasset"], id="one name"
            ),
            pytest.param(
                linked(article(author=["ada-lund", "Ada Lund"])), ["Ada Lund"], id="the better spelling"
            ),
            pytest.param(
                linked(article(author={"name": "The Harbury Courier"}, **PUBLISHER)), [], id="publisher"
            ),
            pytest.param(
                linked(article(author="Harbury Courier", **PUBLISHER)), [], id="part of the publisher"
            ),
            pytest.param(
                linked(article(author="Ada Lund | The Harbury Courier", **PUBLISHER)),
                ["Ada Lund"],
                id="and publisher",
            ),
            pytest.param(meta(author="Ada Lund"), ["Ada Lund"], id="meta"),
            pytest.param(
                linked(article(author={"name": ["Ada Lund", "Per Moe"]})),
                ["Ada Lund", "Per Moe"],
                id="one node",
            ),
            pytest.param(
                meta(twitter_label1="Geschrieben von", twitter_data1="Ada Lund"), ["Ada Lund"], id="a card"
            ),
            pytest.param(
                meta(twitter_label1="Availability", twitter_data1="In Stock"), [], id="another card"
            ),
            pytest.param(meta(article_author="https://social.example/ada"), [], id="an address"),
            pytest.param(meta(author="admin"), [], id="an account"),
            pytest.param(meta(author="ada@harbury.example"), [], id="e-mail"),
            pytest.param(meta(author="x" * 90), [], id="too long"),
            pytest.param(meta(author="…"), [], id="no letters"),
            pytest.param(
                meta(author="admin") + meta(byl="By Ada Lund"),
                ["Ada Lund"],
                id="what is no name is passed over",
            ),
            pytest.param(linked(article(author=7)) + meta(author="Per Moe"), ["Per Moe"], id="no string"),
            pytest.param(
                linked(article(author={"givenName": "Ada", "familyName": "Lund"})),
                ["Ada Lund"],
                id="two parts",
            ),
            pytest.param(
                linked(article(author="Harbury Courier", **PUBLISHER), article(author="Ada Lund")),
                ["Ada Lund"],
                id="the publisher, and then a person",
            ),
            pytest.param(
                linked(article(author="Ada Lund", publisher={"name": "Ada Lund", "@type": "Person"})),
                ["Ada Lund"],
                id="a site by the name of its author",
            ),
        ],
    )
    def test_authors(self, head: str, names: list[str]) -> None:
        assert [author.name for author in byline_metadata.authors(metadata(head))] == names

    @pytest.mark.parametrize(
        "author",
        [
            '{"name": "Ada Lund"}',
            {"@type": "Role", "author": {"@type": "Person", "name": "Ada Lund"}, "roleName": "Reporter"},
            {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"name": "Ada Lund"}}]},
        ],
    )
    def test_what_leads_to_whom(self, author: object) -> None:
        assert metadata(linked(article(author=author))).named.data == (("Ada Lund",),)

    def test_article_of_a_page(self) -> None:
        node = {"@type": "WebPage", "hasPart": article(author="Ada Lund")}
        assert metadata(linked(node)).named.data == (("Ada Lund",),)

    def test_what_stands_beside_the_name(self) -> None:
        head = metadata(linked(article(author=["Ada Lund Education editor", "Reuters"])))
        assert byline_metadata.authors(head) == (
            Author("Ada Lund", role="Education editor", affiliation="Reuters"),
        )

    def test_institution(self) -> None:
        head = linked(article(author={"name": "The Harbury Courier"}, **PUBLISHER))
        assert byline_metadata.institution(metadata(head)) == "The Harbury Courier"
        head = linked(article(author="Ada Lund", **PUBLISHER))
        assert byline_metadata.institution(metadata(head)) is None


class TestDates:
    """Dates are given as they are written."""

    @pytest.mark.parametrize(
        ("head", "body", "published", "modified"),
        [
            pytest.param("", "", None, None, id="none"),
            pytest.param(
                linked(article(datePublished="2031-05-27T13:30:00Z", dateModified="2031-05-28")),
                "",
                "2031-05-27T13:30:00Z",
                "2031-05-28",
                id="JSON-LD",
            ),
            pytest.param(
                meta(article_published_time="2031-05-27", article_modified_time="2031-05-28"),
                "",
                "2031-05-27",
                "2031-05-28",
                id="meta",
            ),
            pytest.param(
                meta(article_published_time="today", date="27.05.2031"), "", "27.05.2031", None, id="no digit"
            ),
            pytest.param(
                linked(
                    {"@type": "WebPage", "datePublished": "2030-01-01"}, article(datePublished="2031-05-27")
                ),
                "",
                "2031-05-27",
                None,
                id="the article before the page",
            ),
            pytest.param(
                "", "<article><time datetime='2031-05-27T13:30'>", "2031-05-27T13:30", None, id="printed"
            ),
            pytest.param(
                "",
                "<article><time class=updated datetime=2031-05-28></time><time datetime=2031-05-27></time>",
                "2031-05-27",
                None,
                id="printed, and changed",
            ),
            pytest.param(
                "", "<p itemprop=datePublished content=2031-05-27>", "2031-05-27", None, id="microdata"
            ),
            pytest.param("", "<article><time datetime=P3D></time>", None, None, id="a span of time"),
            pytest.param("", "<div><time datetime=2031-05-27>", "2031-05-27", None, id="the only one"),
            pytest.param(
                "",
                "<div><time datetime=2031-05-27></time><time datetime=2031-05-28>",
                None,
                None,
                id="several",
            ),
            pytest.param("", "<div><time class=updated datetime=2031-05-27>", None, None, id="of a change"),
            pytest.param(
                "",
                "<article><time class='entry-date updated' datetime=2031-05-27>",
                "2031-05-27",
                None,
                id="of a post that has no other",
            ),
            pytest.param(
                "<meta name=my:uploaded content=2031-05-27>", "", "2031-05-27", None, id="unknown name"
            ),
            pytest.param("<meta name=unpublish_on content=2031-05-27>", "", None, None, id="the end of it"),
            pytest.param(
                "",
                '<script>page.publication_date = "2031-05-27 00:15"; a.created_at="2031-05-26"</script>',
                "2031-05-27",
                None,
                id="a script",
            ),
            pytest.param(
                "",
                r'<script>f("{\"id\":7,\"createdAt\":\"2031-05-27T15:58:43Z\"}")</script>',
                "2031-05-27",
                None,
                id="a script in a script",
            ),
            pytest.param(
                "",
                '<script>[{"published_at":"2031-05-27"},{"published_at":"2031-05-26"}]</script>',
                None,
                None,
                id="a script of many stories",
            ),
            pytest.param(
                "", '<script>{"unpublishDate":"2031-05-27"}</script>', None, None, id="its end in a script"
            ),
        ],
    )
    def test_dates(self, head: str, body: str, published: str | None, modified: str | None) -> None:
        found = metadata(head, body=body)
        first = (next((said.text for said in dates), None) for dates in (found.published, found.modified))
        assert tuple(first) == (published, modified)

    def test_each_source_counts(self) -> None:
        head = linked(
            article(datePublished="2031-05-27"), {"@type": "WebPage", "datePublished": "2031-05-26"}
        )
        head += meta(article_published_time="2031-05-25", date="2031-05-24")
        body = "<article><time datetime=2031-05-23>"
        weights = {said.text: said.weight for said in metadata(head, body=body).published}
        assert list(weights) == [f"2031-05-{day}" for day in (27, 26, 25, 24, 23)]
        assert weights["2031-05-27"] == weights["2031-05-25"] > weights["2031-05-23"] > weights["2031-05-24"]

    @pytest.mark.parametrize("around", ["div class=related", "section id=comments", "nav"])
    def test_moments_of_others(self, around: str) -> None:
        body = f"<{around}><article><time datetime=2031-05-27></time></article>"
        assert metadata(body=body).published == ()

    @pytest.mark.parametrize(
        "element",
        [
            "<abbr class=published title=2031-05-27>",
            "<time pubdate datetime=2031-05-27>",
            "<i property='schema:datePublished' content=2031-05-27>",
        ],
    )
    def test_other_vocabularies(self, element: str) -> None:
        assert [said.text for said in metadata(body=element).published] == ["2031-05-27"]

    def test_addresses(self) -> None:
        head = "<link rel=canonical href=https://harbury.example/a>" + meta(
            og_url="https://harbury.example/b"
        )
        assert metadata(head).addresses == ("https://harbury.example/a", "https://harbury.example/b")


class TestOtherFields:
    """Language, tags and the name of the site."""

    @pytest.mark.parametrize(
        ("source", "language"),
        [
            ("<html lang=en-GB>", "en"),
            ("<html lang=de_AT>", "de"),
            ("<html lang=''><meta property=og:locale content=fr_FR>", "fr"),
            ("<meta http-equiv=Content-Language content='NB'>", "nb"),
            ("<html lang=english>", None),
            ("<html>", None),
            (linked(article(inLanguage="pt-BR")), "pt"),
        ],
    )
    def test_language(self, source: str, language: str | None) -> None:
        assert read(source).metadata.language == language

    @pytest.mark.parametrize(
        ("head", "tags"),
        [
            ("", ()),
            (
                '<meta property="article:tag" content="Tides"><meta property="article:tag" content="Ice">',
                ("Tides", "Ice"),
            ),
            (linked(article(keywords="Tides, Ice ,tides,, ")), ("Tides", "Ice")),
            (linked(article(keywords=["Tides, high", {"name": "Ice"}, 3])), ("Tides, high", "Ice")),
            ("<meta name=keywords content='a'><meta name=news_keywords content='b,c'>", ("b", "c")),
            (f"<meta name=keywords content='{'x' * 90}, a'>", ("a",)),
        ],
    )
    def test_tags(self, head: str, tags: tuple[str, ...]) -> None:
        assert metadata(head).tags == tags

    def test_publisher(self) -> None:
        named = metadata(meta(og_site_name="Courier"), linked(article(**PUBLISHER))).publisher
        assert named.names == {"courier", "theharburycourier"}
        assert metadata("<meta name=application-name content=www.courier.example>").publisher.is_meant(
            "Courier"
        )


class TestLinkedData:
    """JSON-LD is read however it is wrapped, and a broken script raises nothing."""

    @pytest.mark.parametrize(
        "node",
        [
            article(headline="Tide"),
            [article(headline="Tide")],
            {"@graph": [{"@type": "WebSite"}, article(headline="Tide")]},
            {"@type": "WebPage", "mainEntity": article(headline="Tide")},
            {"@type": ["Thing", "LiveBlogPosting"], "headline": ["Tide", "Other"]},
        ],
    )
    def test_shapes(self, node: object) -> None:
        assert metadata(linked(node)).title == "Tide"

    @pytest.mark.parametrize(
        "script",
        [
            '//<![CDATA[\n{"@type": "Article", "headline": "Tide"}\n//]]>',
            '<!-- {"@type": "Article", "headline": "Tide"} -->',
            '{"@type": "Article", "headline": "Tide",}',
            '{"@type": "Article", "headline": "Tide"}; var x = 1;',
            '{"@type": "Article", "headline": "Ti\tde"}',
            "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Tide&quot;}",
            '{"@type": "Article", "headline": "Tide", "articleBody": "he said "no""}',
        ],
    )
    def test_mended(self, script: str) -> None:
        title = metadata(f'<script type="application/ld+json">{script}</script>').title
        assert title is not None
        assert title.replace(" ", "") == "Tide"

    def test_in_meta(self) -> None:
        script = html.escape(json.dumps(article(headline="Tide")))
        assert metadata(f'<meta name="script:ld+json" content="{script}">').title == "Tide"

    @pytest.mark.parametrize(
        "script",
        [
            "",
            "null",
            "7",
            '"x"',
            "[" * 100_000,
            "{",
            '{"@type": "Article", "headline": 7}',
            "[[[]]]",
            '{"a":' * 9_000,
            '{"@type": "Article", "headline": {"a": 1}, "author": [[[]]], "keywords": {"a": []}}',
            "1" * 9_000,
        ],
    )
    def test_nothing_in_it(self, script: str) -> None:
        found = metadata(f'<script type="application/ld+json">{script}</script>')
        assert found.title is None
        assert found.named == Named()

    def test_comments_are_no_articles(self) -> None:
        nodes = article(headline="Tide", comment=[{"@type": "Comment", "author": "Per Moe"}])
        assert metadata(linked(nodes)).named == Named()


WIDE = 200_000


def hostile(wide: int) -> dict[str, str]:
    """Return pages that are deep, wide or odd, by their names."""
    return {
        "deep": "<div>" * wide + "a",
        "deep and named": "<div class='comment menu byline'>a" * wide,
        "deep lists": "<ul><li>a" * (wide // 2),
        "many attributes": f"<p {' '.join(f'a{n}=1' for n in range(wide // 4))}>a",
        "a long class": f"<p class='{'nav ' * wide}'>a",
        "many classes": "".join(f"<i class='x{n}y'>a</i>" for n in range(wide // 4)),
        "less than": "<" * wide,
        "open comments": "<!--" * wide,
        "ampersands": "&amp;" * wide,
        "surrogates": "\ud800" * wide,
        "NUL": "\0" * wide,
        "breaks": "a<br>" * wide,
        "links": "<li><a href=x>a</a>" * (wide // 4),
        "tables": "<table><tr><td>a" * (wide // 8),
        "crossed": "<b class=byline><a href=x>a<br>b</a></b><i class=date>c<br>d</i><br>" * (wide // 16),
        "styles": f"<p style='{'display ' * wide}'>a",
        "blanks": f"<p>{' ' * 25 * wide}a",
        "preformatted": "<pre>" + "a\n" * wide,
        "titles": "<title>" + "a - " * wide,
        "headings": "<h1>a | b</h1>" * (wide // 8),
        "authors": "<meta name=author content='Ada Lund, Per Moe'>" * (wide // 8),
        "a long author": f"<meta name=author content='{'Ada Lund and ' * wide}'>",
        "scripts": linked(article(author="Ada Lund")) * (wide // 16),
        "a large script": linked([article(headline="a")] * (wide // 8)),
        "broken scripts": '<script type="application/ld+json">{,}' + "{,}" * wide,
        "five megabytes": f"<p>{PROSE}</p>" * (25 * wide // len(PROSE)),
    }


HOSTILE = hostile(WIDE)
QUARTER = hostile(WIDE // TIMES)


@pytest.mark.slow
class TestHostilePages:
    """No page is too odd, too deep or too wide: time grows with its size, and nothing is raised."""

    @pytest.mark.parametrize("name", HOSTILE)
    def test_time(self, name: str) -> None:
        def work(text: str) -> None:
            assert read_source(text, "text/html", Limits()).text.count("\n\n\n") == 0

        assert grows_badly(work, [QUARTER[name], HOSTILE[name]]) is None

    def test_regions_stand_no_deeper_than_the_vocabulary(self) -> None:
        page = read(HOSTILE["deep and named"])
        assert len(page.regions) < 200
        assert_nested(page)

    def test_five_megabytes_lose_nothing(self) -> None:
        page = read(HOSTILE["five megabytes"])
        assert page.text.count("gulls") == HOSTILE["five megabytes"].count("gulls")


@pytest.mark.parametrize(
    ("own_id", "mark"),
    [
        ("the-old-bridge-comments", Mark.COMMENTS),
        ("comments-of-the-board", None),
        ("What_tags_mean", None),
        ("site-footer-a-b-c", Mark.FOOTER),
        ("a-b-c-d-e-footer", None),
    ],
)
def test_an_id_that_is_made_of_a_headline_says_nothing(own_id: str, mark: Mark | None) -> None:
    """Such a one has five hyphens or more, or a word that headings have and parts of pages have not."""
    assert html_marks.of("div", "", own_id) == ({mark} if mark else set())
