"""Which lines of an HTML page are its article, where text alone would not say it."""

from __future__ import annotations

import pytest

from natodocs import parse

FIRST = "The swing bridge at Harbury carried its first car on Saturday, and the gulls did not mind it at all."
SECOND = (
    "It had stood open for eleven weeks, since a barge with gravel ran into the pier in the fog of October."
)
LAST = "The council has not said who is to pay for the new bearings, which were made in a yard in Aldermoor."


def body(article: str, below: str = "") -> list[str]:
    page = f"<h1>Bridge turns again</h1><div>{article}</div><div>{below}</div>"
    return parse.body(page, media_type="text/html").split("\n\n")


class TestInsideTheArticle:
    """Between the first and the last paragraph."""

    @pytest.mark.parametrize(
        ("between", "kept"),
        [
            (
                "<ul><li>Two new bearings were cast in Aldermoor.<li>One new motor came by sea from Selby Sound.</ul>",
                [
                    "• Two new bearings were cast in Aldermoor.",
                    "• One new motor came by sea from Selby Sound.",
                ],
            ),
            ("<pre>turn --bridge harbury</pre>", ["turn --bridge harbury"]),
            ("<h2>The fog</h2>", ["The fog"]),
            ("<blockquote>We heard nothing</blockquote>", ["We heard nothing"]),
            ("<table><tr><td>Weeks<td>11</table>", ["Weeks 11"]),
        ],
    )
    def test_kept(self, between: str, kept: list[str]) -> None:
        assert body(f"<p>{FIRST}<p>{SECOND}</p>{between}<p>{LAST}") == [FIRST, SECOND, *kept, LAST]

    @pytest.mark.parametrize(
        "between",
        [
            "<div>Image 1 of 23</div>",
            "<div>The bridge on Friday</div>",
            "<ul><li><a href=x>Gulls leave the harbour for the fields</a></ul>",
            "<h3><a href=x>Gulls leave the harbour for the fields</a></h3>",
        ],
    )
    def test_left_out(self, between: str) -> None:
        assert body(f"<p>{FIRST}<p>{SECOND}</p>{between}<p>{LAST}") == [FIRST, SECOND, LAST]

    def test_a_sentence_in_no_paragraph(self) -> None:
        """Between paragraphs, where nothing but buttons and labels stands otherwise."""
        text = [f"{FIRST} {LAST}", f"{SECOND} {LAST}", f"{LAST} {FIRST}"]
        article = f"<p>{text[0]}</p><p>{text[1]}</p>{SECOND}<p>{text[2]}</p>"
        assert body(article) == [text[0], text[1], SECOND, text[2]]

    def test_much_furniture_does_not_part_it(self) -> None:
        other = "<div class=related><a href=x>Gulls leave the harbour</a></div>" * 12
        assert body(f"<p>{FIRST}<p>{SECOND}</p>{other}<p>{LAST}") == [FIRST, SECOND, LAST]


class TestTheEnd:
    """The last sentences of an article are often short."""

    @pytest.mark.parametrize("closing", ["Nobody was hurt.", "“It turns,” she said.", "Will it hold?"])
    @pytest.mark.parametrize("paragraphs", ["<div>{}</div>", "{}<br><br>"])
    def test_it_goes_on(self, closing: str, paragraphs: str) -> None:
        """A sentence that stands as those above it do is the article's, however short."""
        article = "".join(map(paragraphs.format, [FIRST, SECOND, LAST, closing]))
        below = "<h2>More from Harbury</h2><ul><li><a href=x>Gulls leave the harbour for the fields</a></ul>"
        assert body(f"<div>{article}</div>", below) == [FIRST, SECOND, LAST, closing]

    @pytest.mark.parametrize("below", ["<span>Read more:</span>", "<a href=x>Gulls leave.</a>"])
    def test_it_does_not(self, below: str) -> None:
        article = "".join(f"<div>{text}</div>" for text in (FIRST, SECOND, LAST))
        assert body(f"<div>{article}<div>{below}</div></div>") == [FIRST, SECOND, LAST]


class TestOutsideTheArticle:
    """Below the last paragraph, and above the headline."""

    @pytest.mark.parametrize(
        "below",
        [
            "<h2>More from Harbury</h2>",
            "<h3><a href=x>Gulls leave the harbour for the fields</a></h3>",
            "<ul><li><a href=x>Gulls leave the harbour for the fields</a><li><a href=x>A mast for the museum</a></ul>",
        ],
    )
    def test_below(self, below: str) -> None:
        assert body(f"<p>{FIRST}<p>{SECOND}</p><p>{LAST}", below) == [FIRST, SECOND, LAST]

    @pytest.mark.parametrize("sentences", [3, 30])
    def test_sentences_that_lead_elsewhere(self, sentences: int) -> None:
        """They are long, end as sentences do, and are many: headlines with the first lines of their stories."""
        other = "Gulls leave the harbour for the fields, and nobody in the town knows where they spend the winter."
        below = "".join(
            f"<li><a href=/{number}>{other} Part {number}.</a></li>" for number in range(sentences)
        )
        assert body(f"<p>{FIRST}<p>{SECOND}</p><p>{LAST}", f"<ul>{below}</ul>") == [FIRST, SECOND, LAST]

    def test_above(self) -> None:
        page = f"<h3>Gulls leave the harbour</h3><h1>Bridge turns again</h1><div><p>{FIRST}<p>{SECOND}<p>{LAST}</div>"
        assert parse.body(page, media_type="text/html").split("\n\n") == [FIRST, SECOND, LAST]
