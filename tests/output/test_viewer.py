"""`to_html` shows the text to the letter, with all that was found in it; nothing that the page says is run.

The pages are read by a parser of HTML, as a browser would read them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib import resources

import attrs
import pytest
import turbohtml
from hypothesis import given

from natodocs._output import Page
from natodocs._output.viewer import kinds, speakers, weave
from natodocs._output.viewer.weave import Highlight
from natodocs._types import (
    Author,
    Block,
    BlockKind,
    Byline,
    Comment,
    Quote,
    QuoteKind,
    Span,
    Timestamp,
    Wire,
)
from specimen import TEXT, bare, block, pages, specimen

UNSHOWN = re.compile("[\0\ud800-\udfff]")
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\0\ud800</style><!-- & &amp; ]]>"
STYLE = resources.files("natodocs").joinpath("_output/viewer/page.css").read_text(encoding="utf-8")
VOID = {"meta", "br", "img"}


class Nesting(HTMLParser):
    """Notes elements that are not closed in their parent, and all attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def shown_text(html: str) -> str:
    """Return the text of the middle column, as a browser has it."""
    return "".join(element.text for element in turbohtml.parse(html).select("main .text"))


def as_shown(text: str) -> str:
    """Return the text with what HTML cannot hold replaced."""
    return UNSHOWN.sub("\ufffd", text)


def found(html: str, selector: str) -> list[str]:
    """Return the text of each element."""
    return [element.text for element in turbohtml.parse(html).select(selector)]


class TestTheTextIsShownToTheLetter:
    """The middle column is the text of the page and nothing else."""

    def test_the_specimen(self) -> None:
        assert shown_text(specimen().to_html()) == TEXT

    @given(pages())
    def test_any_page(self, page: Page) -> None:
        html = page.to_html()
        assert shown_text(html) == as_shown(page.text)
        html.encode()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "\n\n leading",
            "a\r\nb\rc",
            "\0",
            "\ud800",
            "\ufeff\u200b\x0b\x0c\x1c\x85",
            "<b>&amp;</b>",
            HOSTILE,
        ],
        ids=ascii,
    )
    def test_odd_text(self, text: str) -> None:
        assert shown_text(bare(text).to_html()) == as_shown(text)

    def test_every_block_in_order(self) -> None:
        labels = found(specimen().to_html(), "main .chip")
        assert labels == [block.kind for block in specimen().blocks]

    def test_kind_confidence_and_reason_of_a_block(self) -> None:
        html = specimen().to_html()
        assert 'aria-label="deck, confidence 0.71: one sentence between title and byline"' in html
        assert found(html, "#block-3 .sure") == ["0.71"]
        assert found(html, "#block-3 .why") == ["one sentence between title and byline"]


class TestOverlapsAreNested:
    """Every element is closed in its parent, whatever overlaps."""

    def test_the_specimen(self) -> None:
        page = Nesting(specimen().to_html())
        assert (page.open, page.wrong) == ([], [])

    @given(pages())
    def test_any_page(self, page: Page) -> None:
        html = Nesting(page.to_html())
        assert (html.open, html.wrong) == ([], [])

    @pytest.mark.parametrize(
        ("marks", "woven"),
        [
            ([(0, 6, "a")], ["<a >abc</a>", "<a >def</a>"]),
            ([(1, 2, "a"), (2, 3, "b")], ["a<a >b</a><b >c</b>", "def"]),
            ([(0, 3, "a"), (1, 2, "b")], ["<a >a<b >b</b>c</a>", "def"]),
            ([(0, 2, "a"), (1, 3, "b")], ["<a >a<b >b</b></a><b >c</b>", "def"]),
            ([(0, 2, "a"), (1, 4, "b")], ["<a >a<b >b</b></a><b >c</b>", "<b >d</b>ef"]),
            ([(0, 2, "a"), (0, 2, "b")], ["<a ><b >ab</b></a>c", "def"]),
            ([(0, 1, "a"), (0, 3, "b")], ["<b ><a >a</a>bc</b>", "def"]),
            ([(2, 2, "a"), (6, 6, "b")], ["abc", "def"]),
        ],
        ids=[
            "over the edge of a block",
            "one behind the other",
            "one in the other",
            "crossing",
            "crossing, and over the edge",
            "at one place",
            "the longer one is outside",
            "empty",
        ],
    )
    def test_weaving(self, marks: list[tuple[int, int, str]], woven: list[str]) -> None:
        given_marks = [Highlight(Span(start, end), element, "") for start, end, element in marks]
        assert list(weave.weave("abcdef", [Span(0, 3), Span(3, 6)], given_marks)) == woven

    def test_what_stands_before_and_after_stands_there_once(self) -> None:
        mark = Highlight(Span(1, 5), "a", "class=x", id="y", before="<i></i>", after="<b></b>")
        assert list(weave.weave("abcdef", [Span(0, 3), Span(3, 6)], [mark])) == [
            'a<a class=x id="y"><i></i>bc</a>',
            "<a class=x>de</a><b></b>f",
        ]


class TestNothingOfThePageIsRun:
    """What a page says is text in the viewer, wherever it says it."""

    def hostile(self) -> Page:
        span = Span(0, len(HOSTILE))
        moment = specimen().published
        assert moment is not None
        quote = specimen().quotes[0]
        assert quote.speaker is not None
        assert quote.cue is not None
        speaker = attrs.evolve(quote.speaker, name=HOSTILE, mention=HOSTILE, span=span)
        dateline = specimen().dateline
        return Page(
            text=HOSTILE,
            blocks=(attrs.evolve(block(BlockKind.TITLE, span, HOSTILE), reason=HOSTILE),),
            title=HOSTILE,
            byline=Byline((Author(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),), span, HOSTILE),
            dateline=dateline
            and attrs.evolve(dateline, place=HOSTILE, region=HOSTILE, source=HOSTILE, span=span),
            wire=Wire(HOSTILE, span, HOSTILE),
            published=Timestamp(moment.value, span, HOSTILE),
            modified=Timestamp(moment.value, None, HOSTILE),
            clock=None,
            language=HOSTILE,
            body=HOSTILE,
            quotes=(
                Quote(
                    QuoteKind.DIRECT, span, HOSTILE, (span,), speaker, attrs.evolve(quote.cue, span=span), 1.0
                ),
            ),
            comments=(Comment(HOSTILE, span, HOSTILE, HOSTILE, 1),),
            tags=(HOSTILE,),
            url="javascript:alert(1)//" + HOSTILE,
        )

    def test_no_element_and_no_attribute_comes_from_the_page(self) -> None:
        html = Nesting(self.hostile().to_html())
        quiet = Nesting(specimen().to_html())
        assert set(html.tags) <= set(quiet.tags)
        assert html.tags.count("script") == 1
        assert {name for name, _ in html.attributes} <= {name for name, _ in quiet.attributes}
        assert (html.open, html.wrong) == ([], [])

    def test_it_is_shown(self) -> None:
        html = self.hostile().to_html()
        assert shown_text(html) == as_shown(HOSTILE)
        assert found(html, "h1") == [as_shown(HOSTILE)]

    def test_links_go_nowhere_but_into_the_file(self) -> None:
        for page in (specimen(), self.hostile()):
            html = Nesting(page.to_html())
            links = [value or "" for name, value in html.attributes if name in ("href", "src")]
            ids = [value for name, value in html.attributes if name == "id"]
            assert links
            assert len(set(ids)) == len(ids)
            assert {link.removeprefix("#") for link in links} <= set(ids)
            assert all(link.startswith("#") for link in links)


class TestOneFileIsEnough:
    """The file loads nothing, and its policy lets it run its own script alone."""

    def test_nothing_is_loaded(self) -> None:
        html = bare("A").to_html()
        assert not re.search(r"https?:|//[a-z]|@import|url\(|<link|<img|<iframe", html)

    def test_the_policy_knows_the_script(self) -> None:
        html = specimen().to_html()
        script = html.partition("<script>")[2].partition("</script>")[0]
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
        # Neither of the last two falls back to the first: the file has no form, and no other base.
        assert f"{policy}; base-uri 'none'; form-action 'none'\"" in html

    def test_light_and_dark_and_print(self) -> None:
        assert "@media (prefers-color-scheme: dark)" in STYLE
        assert "@media print" in STYLE

    def test_it_says_what_language_it_has(self) -> None:
        html = attrs.evolve(specimen(), language="ar").to_html()
        assert '<html lang="en">' in html
        assert turbohtml.parse(html).select('main .text[lang="ar"][dir="auto"]')

    def test_landmarks(self) -> None:
        tags = Nesting(specimen().to_html()).tags
        assert [tags.count(tag) for tag in ("header", "main", "h1", "aside")] == [1, 1, 1, 2]

    @given(pages())
    def test_the_same_page_gives_the_same_file(self, page: Page) -> None:
        assert page.to_html() == page.to_html()


class TestEveryKindHasItsRow:
    """The legend, the tints and the families know every kind."""

    def test_meanings_are_those_of_the_types(self) -> None:
        schema = resources.files("natodocs").joinpath("page.schema.json").read_text(encoding="utf-8")
        definitions = json.loads(schema)["$defs"]
        rows = {kind.value: row.meaning for kind, row in kinds.KINDS.items()}
        assert rows == {row["const"]: row["description"] for row in definitions["BlockKind"]["oneOf"]}
        quotes = {kind.value: meaning for kind, meaning in kinds.QUOTES.items()}
        assert quotes == {row["const"]: row["description"] for row in definitions["QuoteKind"]["oneOf"]}

    @pytest.mark.parametrize("kind", BlockKind)
    def test_tint(self, kind: BlockKind) -> None:
        assert len(re.findall(rf"^\.k-{kind} {{ --kind: \d+;", STYLE, re.MULTILINE)) == 1

    @pytest.mark.parametrize("kind", QuoteKind)
    def test_style_of_quotes(self, kind: QuoteKind) -> None:
        assert f".q-{kind}" in STYLE

    def test_the_legend_has_the_kinds_of_this_page_alone(self) -> None:
        html = bare("Share", kind=BlockKind.SHARE).to_html()
        assert found(html, ".legend .chip") == ["share"]
        assert "Buttons that share, print or save the page." in html
        assert found(html, ".legend h2") == ["Around it", "Fields"]


class TestFieldsAreOutlinedInPlace:
    """Each field is outlined where it was read, and listed with a link to the place."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("title", "Old ferry bridge reopens after nine years"),
            ("byline", "By Ilse Brandvik, Staff Writer, and Tomas Reyle (Northwire)"),
            ("dateline", "VARNHOLM, Sweden, Oct. 3 (Northwire)"),
            ("wire", "Northwire"),
            ("published", "3 October 2024, 14:05 GMT"),
            ("modified", "4 October 2024"),
            ("clock", "Fri, 04 Oct 2024 09:12 GMT"),
            ("tag-1", "Varnholm"),
            ("comment-1", "@quay_walker mind the wet planks <b>please</b> & slow down"),
        ],
    )
    def test_place_and_link(self, name: str, text: str) -> None:
        html = specimen().to_html()
        assert found(html, f"main #{name}") == [text]
        assert found(html, f'.found a[href="#{name}"]')

    def test_what_is_listed(self) -> None:
        rows = dict(
            zip(
                found(specimen().to_html(), ".fields dt"),
                found(specimen().to_html(), ".fields dd"),
                strict=True,
            )
        )
        assert rows == {
            "title": "Old ferry bridge reopens after nine years",
            "byline": "Ilse Brandvik Staff WriterTomas Reyle Northwire",
            "dateline": "VARNHOLM · Sweden · --10-03 · Northwire",
            "wire": "Northwire",
            "published": "2024-10-03 14:05:00+00:00",
            "modified": "2024-10-04",
            "clock": "2024-10-04 09:12:00+00:00",
            "language": "en",
            "tags": "bridges, Varnholm, transport",
            "url": "https://gazette.example/ferry-bridge?from=home&x=1",
        }

    def test_nothing_found(self) -> None:
        html = bare("Nothing to see here.").to_html()
        assert found(html, ".fields dd") == ["none"] * 10
        assert found(html, "h1") == ["A page without a title"]

    def test_metadata_has_no_place(self) -> None:
        page = attrs.evolve(
            bare("Text"),
            title="A title",
            byline=Byline((Author("Ada Lund"),), None, "Ada Lund"),
            tags=("ships",),
        )
        html = page.to_html()
        assert found(html, ".fields .beside") == ["metadata alone"] * 3
        assert found(html, "main .field") == []

    def test_a_comment_with_its_author_and_depth(self) -> None:
        html = specimen().to_html()
        assert 'data-text="comment · M. Oskarsson · 2 hours ago · depth 1"' in html
        assert found(html, ".comments b") == ["quay_walker", "M. Oskarsson"]

    def test_a_title_that_is_printed_otherwise(self) -> None:
        blocks = [
            block(BlockKind.TITLE, Span(0, 14), "Old **bridge**\n"),
            block(BlockKind.OTHER, Span(14, 15), "\n" * 15),
        ]
        page = attrs.evolve(bare("Old **bridge**\n"), title="Old bridge", blocks=tuple(blocks))
        assert found(page.to_html(), "#title") == ["Old **bridge**"]

    def test_tags_that_are_not_printed_cost_nothing(self) -> None:
        text = "Tags: " + "x " * 200_000 + "ships"
        page = attrs.evolve(bare(text, kind=BlockKind.TAGS), tags=("x", *map(str, range(5_000)), "ships"))
        assert found(page.to_html(), "main #tag-0") == ["x"]


class TestQuotesAreTiedToTheirSpeakers:
    """A quote, its speaker and its cue have one number and one colour."""

    def test_all_of_one_speaker(self) -> None:
        html = specimen().to_html()
        assert found(html, 'main [data-voice="3"]:not(.badge):not(.to)') == [
            "According to",
            "the engineer Per Dahl",
            "“it had never once complained”",
            "“It is the best of them,”",
            "Dahl",
            "said",
        ]
        assert found(html, '.found [data-voice="3"] bdi') == ["Per Dahl", "the engineer Per Dahl", "Dahl"]

    def test_a_quote_says_whose_it_is(self) -> None:
        html = specimen().to_html()
        chips = [element.attrs["data-text"] for element in turbohtml.parse(html).select("main .to")]
        assert chips == [
            "…",
            "…",
            "→ Agneta Lindqvist",
            "→ Agneta Lindqvist",
            "→ A spokesman for the harbour office (not named)",
            "→ Per Dahl",
            "→ Per Dahl",
        ]

    def test_voices(self) -> None:
        voices = speakers.of(specimen().quotes)
        assert [(voice.number, voice.name, voice.named, voice.quotes) for voice in voices.speakers] == [
            (1, "Agneta Lindqvist", True, (0, 1)),
            (2, "A spokesman for the harbour office", False, (3,)),
            (3, "Per Dahl", True, (4, 5)),
        ]
        assert (voices.unknown, voices.scare) == ((), (2,))
        assert len({voice.hue for voice in voices.speakers}) == 3

    def test_speaker_unknown(self) -> None:
        page = specimen()
        page = attrs.evolve(page, quotes=(attrs.evolve(page.quotes[5], speaker=None),))
        html = page.to_html()
        assert "→ speaker unknown" in html
        assert found(html, ".speakers b") == ["? Speaker unknown"]

    def test_words_that_nobody_is_quoted_for(self) -> None:
        html = specimen().to_html()
        assert found(html, "mark.q-scare") == ["“night bridge”"]
        assert found(html, "mark.q-scare[data-voice]") == []
        assert found(html, ".speakers > li:last-child b") == ["Nobody quoted"]

    def test_counts(self) -> None:
        html = specimen().to_html()
        assert found(html, ".counts") == [
            "24 blocks · 142 words in the body · 6 quotations · 3 speakers · 2 comments"
        ]
        assert "1 block · 0 words in the body · 0 quotations" in found(bare("A").to_html(), ".counts")[0]


class TestSizeGrowsWithThePage:
    """A page of twice the size gives a file of twice the size at most."""

    def many(self, count: int) -> Page:
        """Return so many specimens one after another."""
        page = specimen()
        size = len(page.text)

        def moved(span: Span, by: int) -> Span:
            return Span(span.start + by, span.end + by)

        def moved_quote(quote: Quote, by: int) -> Quote:
            speaker = quote.speaker and attrs.evolve(quote.speaker, span=moved(quote.speaker.span, by))
            parts = tuple(moved(part, by) for part in quote.parts)
            return attrs.evolve(quote, span=moved(quote.span, by), parts=parts, speaker=speaker, cue=None)

        def moved_block(block: Block, by: int) -> Block:
            return attrs.evolve(block, span=moved(block.span, by))

        steps = range(0, count * size, size)
        return attrs.evolve(
            page,
            text=page.text * count,
            blocks=tuple(moved_block(block, by) for by in steps for block in page.blocks),
            quotes=tuple(moved_quote(quote, by) for by in steps for quote in page.quotes),
        )

    def test_many_blocks_and_quotes(self) -> None:
        small, large = len(self.many(50).to_html()), len(self.many(100).to_html())
        assert large < 2.1 * small

    def test_one_letter(self) -> None:
        assert len(bare("a" * 4_000_000).to_html()) < 4_100_000
