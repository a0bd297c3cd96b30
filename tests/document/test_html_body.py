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
            ("<section><p>Nobody was hurt.</p></section>", ["Nobody was hurt."]),
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

    @pytest.mark.parametrize(
        "tag", ["<div><span>{}</span></div>", "<section><p>{}</p></section>", "{}<br><br>"]
    )
    def test_short_sentences(self, tag: str) -> None:
        """A story of short sentences, each in the same markup as the long ones."""
        said = [FIRST, "Ada Kemp stared at it.", "“Let me think.”", "“Gone,” said her brother.", SECOND, LAST]
        assert body("".join(map(tag.format, said))) == said

    @pytest.mark.parametrize(
        "items",
        [
            ["John Marsh, 54, of Rydal Street", "Ann Cole, 31, of Quay Road", "Sean Oakes, 30, of Wood Lane"],
            ["Missing minutes of the board", "Write-off of certain claims", "Use of the charity funds"],
        ],
    )
    def test_items_that_are_no_sentences(self, items: list[str]) -> None:
        names = "".join(f"<li>{item}</li>" for item in items)
        article = f"<p>{FIRST}</p><p>They are:</p><ul>{names}</ul><p>They will be heard on Friday.</p>"
        kept = [FIRST, "They are:", *(f"• {item}" for item in items), "They will be heard on Friday."]
        assert body(f"<div class=article-body>{article}</div>") == kept

    @pytest.mark.parametrize(
        ("between", "kept"),
        [
            (
                "<dl><dt>Race<dd>The water in the cut at half tide.<dt>Dolphin<dd>A pile that stands alone.</dl>",
                ["The water in the cut at half tide.", "A pile that stands alone."],
            ),
            (
                f"<details><summary>Who is to pay for it?</summary><p>{SECOND}</details>",
                ["Who is to pay for it?", SECOND],
            ),
            (
                "<h3 class=accordion-header>And what of the pier?</h3>"
                f"<div class='accordion-collapse collapse' hidden><p>{SECOND}</div>",
                ["And what of the pier?", SECOND],
            ),
        ],
    )
    def test_definitions_and_what_opens(self, between: str, kept: list[str]) -> None:
        found = body(f"<div class=article-body><p>{FIRST}</p>{between}<p>{LAST}</div>")
        assert [text for text in found if text in (FIRST, *kept, LAST)] == [FIRST, *kept, LAST]

    @pytest.mark.parametrize(
        "section", ["id=comments-of-the-board", "id=How_to_share", "id='what-tags-mean'"]
    )
    def test_sections_with_telling_names(self, section: str) -> None:
        """An id made of a heading says nothing of what kind of part it is."""
        said = f"<section {section}><h2>The harbour</h2><p>{SECOND}</section>"
        kept = [FIRST, "The harbour", SECOND, LAST]
        assert body(f"<div class=article-body><p>{FIRST}</p>{said}<p>{LAST}</div>") == kept

    @pytest.mark.parametrize("name", ["newsletter", "donate-box", "paywall-prompt", "cookie-consent"])
    def test_pleas(self, name: str) -> None:
        """Boxes that ask for money or an address, in sentences as good as those of the article."""
        plea = (
            "We need your help to go on, and every gift counts, however small, since it keeps our paper free."
        )
        article = f"<p>{FIRST}</p><p>{SECOND}</p><div class={name}><p>{plea}</p></div><p>{LAST}</p>"
        assert body(f"<div class=article-body>{article}</div>") == [FIRST, SECOND, LAST]


class TestTheEnd:
    """The last sentences of an article are often short."""

    @pytest.mark.parametrize("closing", ["Nobody was hurt.", "“It turns,” she said.", "Will it hold?"])
    @pytest.mark.parametrize("paragraphs", ["<div>{}</div>", "{}<br><br>"])
    def test_it_goes_on(self, closing: str, paragraphs: str) -> None:
        """A sentence that stands as those above it do is the article's, however short."""
        article = "".join(map(paragraphs.format, [FIRST, SECOND, LAST, closing]))
        below = "<h2>More from Harbury</h2><ul><li><a href=x>Gulls leave the harbour for the fields</a></ul>"
        assert body(f"<div>{article}</div>", below) == [FIRST, SECOND, LAST, closing]

    @pytest.mark.parametrize(
        "between",
        [
            "<blockquote class=twitter-tweet><p>What a bridge</p>— Ada Kemp <a href=x>May 2, 2031</a></blockquote>",
            "<section class=affiliate><a href=x>Compare the insurance of boats</a></section>",
            "<figure><figcaption>The pier in May</figcaption></figure>",
        ],
    )
    def test_behind_a_box(self, between: str) -> None:
        """A closing sentence below an embedded post, an advertisement, a picture."""
        article = f"<p>{FIRST}</p><p>{SECOND}</p>{between}<p>He took it down on Monday.</p>"
        kept = body(f"<div class=article-body>{article}</div>")
        assert (kept[:2], kept[-1]) == ([FIRST, SECOND], "He took it down on Monday.")

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

    def test_articles_below(self) -> None:
        """Of several with a headline and a day each, the first is what the page is about."""
        page = "".join(
            f"<article><{tag}>{title}</{tag}><div>By Ada Kemp</div><time>May {day}, 2031</time><p>{text}</article>"
            for tag, title, day, text in (
                ("h1", "Bridge turns again", 4, f"{FIRST}<p>{SECOND}"),
                ("h2", "Harbour play put off", 3, f"The play has been put off. {LAST}"),
                ("h2", "Organ to be tuned", 2, "The great organ will be tuned over four nights next week."),
            )
        )
        assert parse.body(f"<main>{page}</main>", media_type="text/html").split("\n\n") == [FIRST, SECOND]

    def test_others_longer_than_the_article(self) -> None:
        other = "We have spent a year among people who keep things dry, and what we learned from them is patience."
        cards = f"<div class=card><h4><a href=x>A dry cellar</a></h4><p>{other} {FIRST}</p></div>" * 3
        text = f"<div class=entry-content>{SECOND}<br><br>Gulls hold on.</div>"
        page = f"<main><article><h1>Bridge turns again</h1>{text}</article>"
        page += f"<section class=related-posts><h3>Related posts</h3>{cards}</section></main>"
        assert parse.body(page, media_type="text/html").split("\n\n") == [SECOND, "Gulls hold on."]

    @pytest.mark.parametrize("window", ["role=dialog", "class=cookie-notice"])
    def test_windows_longer_than_the_article(self, window: str) -> None:
        terms = (
            "<p>We use necessary cookies to make our pages work, and would like to use others, of which you may say "
            "that you want none.<p>By going on you say that you have read our terms, in which stands for how long each "
            "of them is kept on your device, by whom it is read, and how to be rid of it."
        )
        page = f"<div {window}><h2>Our use of cookies</h2>{terms}</div>"
        page += f"<main><h1>Bridge turns again after the fog</h1><p>{SECOND}<p>{LAST}</main>"
        assert parse.body(page, media_type="text/html").split("\n\n") == [SECOND, LAST]


class TestHiddenArticles:
    """What a page has, and shows to those alone who pay."""

    @pytest.mark.parametrize("hidden", ["hidden", "style='display: none'"])
    @pytest.mark.parametrize(
        "article",
        ["<div class=article-content {}>{}</div>", "<div itemprop=articleBody><div {}>{}</div></div>"],
    )
    def test_shown(self, article: str, hidden: str) -> None:
        text = article.format(hidden, f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>")
        plea = "<p>You have read your last free article this month.</p>"
        assert body(text, plea) == [FIRST, SECOND, LAST]

    @pytest.mark.parametrize(
        "hidden",
        [
            f"<div class=article-body hidden><p>{LAST}</div>",  # the next story
            f"<div class=popup hidden><p>{LAST}</p><p>{LAST}</p><p>{LAST}</p></div>",
            "<div class=article-body hidden><p>Loading</div>",
        ],
    )
    def test_not_shown(self, hidden: str) -> None:
        article = f"<div class=article-body><p>{FIRST}</p><p>{SECOND}</p></div>{hidden}"
        assert body(article) == [FIRST, SECOND]
