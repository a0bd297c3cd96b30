"""The template that the headers of a page share: what repeats in them, and what differs and is the name."""

from __future__ import annotations

import pytest

from natodocs import parse
from natodocs._document.document import Document
from natodocs._fields.comments import templates
from natodocs._text import lines as text_lines

ARTICLE = (
    "Ferry to Harbury sails again after two winters\n\n"
    "The ferry between Harbury and the island of Holm sails again from Monday, two winters after the ice "
    "broke its landing stage, the county said on Friday evening.\n\n"
    "A new stage of oak was built over the summer, and the boat was given a second engine so that it can "
    "cross in winds that used to keep it in port.\n\n"
    "The fare stays as it was, and children under ten cross free of charge until the end of the school year.\n\n"
)
SAID = (
    "I rowed over twice a week and my arms will not miss it.",
    "Who paid for the oak? Nobody asked us, as usual!",
    "Great news, thank you all for the hard work.",
    "My mother will be so glad to see the old pier in use.",
)


def read(*texts: str) -> list[tuple[str | None, str | None] | None]:
    """Return author and time of each line; `None` for what is no header."""
    found = templates.headers(text_lines.split(Document("\n\n".join(texts))))
    return [(head.author, head.posted) if head else None for head in found]


class TestTemplates:
    """A line of which the grammar knows nothing is a header where others have its frame."""

    @pytest.mark.parametrize(
        ("lines", "names"),
        [
            (
                ("Ada 04. Feb, 2031 at 8:01 am", "Ole @ 52nd Pier 04. Feb, 2031 at 9:13 am",
                 "Jutta :: The Oar 05. Feb, 2031 at 9:58 am"),
                ("Ada", "Ole @ 52nd Pier", "Jutta :: The Oar"),
            ),
            (
                ("saltyoar quipped,", "quay_walker quipped,", "Berta-from-the-hill quipped,"),
                ("saltyoar", "quay_walker", "Berta-from-the-hill"),
            ),
            (
                ("saltyoar remarked:", "quay_walker remarked:", "Berta-from-the-hill remarked:"),
                ("saltyoar", "quay_walker", "Berta-from-the-hill"),
            ),
            (
                ("2 Berta May 8, 2031 at 10:10 AM", "3 Katrin @ cakes, tea and oars May 8, 2031 at 10:23 AM",
                 "4 Berta May 8, 2031 at 12:26 PM"),
                ("Berta", "Katrin @ cakes, tea and oars", "Berta"),
            ),
            (
                ("+1 #2 Marta van der Holm 2031-02-04 08:40", "0 #3 OLE BRANDT 2031-02-04 09:13",
                 "-1 #4 Jutta 2031-02-05 09:58"),
                ("Marta van der Holm", "OLE BRANDT", "Jutta"),
            ),
            (
                ("1 Berta Moll http://moll.example | 2/4/2031 8:01:12 AM", "2 Ole | 2/4/2031 9:13:45 AM",
                 "3 Jutta | 2/5/2031 9:58:01 AM"),
                ("Berta Moll", "Ole", "Jutta"),
            ),
            (
                ("Berta - Le 04/02/2031 à 12:01:03", "Claude - Le 04/02/2031 à 18:19:59",
                 "Jean-Luc - Le 05/02/2031 à 18:45:00"),
                ("Berta", "Claude", "Jean-Luc"),
            ),
            (
                ("On May 3, 2031 at 2:35am, Rosa said...", "On May 4, 2031 at 9:53am, ole77 said...",
                 "On May 5, 2031 at 11:22am, Rachel (B[d]OC) said..."),
                ("Rosa", "ole77", "Rachel (B[d]OC)"),
            ),
            (
                ("http://oar.example/lund Ada Lund", "http://www.pier.example/ Ole Brandt", "http://ice.example Jo"),
                ("Ada Lund", "Ole Brandt", "Jo"),
            ),
        ],
    )  # fmt: skip
    def test_names(self, lines: tuple[str, ...], names: tuple[str, ...]) -> None:
        found = read(
            *(text for line in lines for text in (line, "I rowed over twice a week, and it was cold."))
        )
        assert [head[0] for head in found if head] == list(names)
        assert found[1::2] == [None] * len(lines)

    @pytest.mark.parametrize(
        "lines",
        [
            ("Warm starters:", "Cold starters:"),
            (
                "What went well last year:",
                "What did not go so well last year:",
                "What will be done next year:",
            ),
            ("Oars and other things:", "Boats and other things:", "Cold and other things:"),
        ],
    )
    def test_headings_that_end_alike(self, lines: tuple[str, ...]) -> None:
        found = read(
            *(text for line in lines for text in (line, "A cold soup was served in the harbour hall."))
        )
        assert found == [None] * len(found)

    def test_nothing_stands_between_the_lines_of_a_list(self) -> None:
        lines = [
            f"The {what} of the harbour, 3 May 2031 at 8:0{n} am"
            for n, what in enumerate(["ice", "oars", "pier"])
        ]
        assert read(*lines) == [None, None, None]

    def test_a_day_a_section_and_a_name_are_of_another_story(self) -> None:
        lines = (
            "04/02/2031 • Piers & Quays • Ada Lund",
            "05/02/2031 • Oars • Per Moe",
            "06/02/2031 • Oars • Ole Ek",
        )
        stories = [f"{line}\n\n{said}" for line, said in zip(lines, SAID, strict=False)]
        assert read(*stories) == [None] * 6
        assert parse.page(ARTICLE + "\n\n".join(stories)).comments == ()

    def test_a_strange_name_above_a_time(self) -> None:
        found = read(
            *("Ada Lund", "Posted 9/11/2031 at 2:36 pm", "I rowed over twice a week, and it was cold."),
            *("Berta in the HB", "Posted 9/15/2031 at 5:15 pm", "Who paid for all the oak in the end?"),
            *("Ole Brandt", "Posted 9/19/2031 at 9:02 am", "Loving the pier."),
        )
        assert [found[0], found[3], found[6]] == [
            ("Ada Lund", None),
            ("Berta in the HB", None),
            ("Ole Brandt", None),
        ]

    def test_a_kicker_above_times_that_comes_again_is_no_name(self) -> None:
        found = read(
            *("Actuel", "3 May 2031 at 2:36 pm", "A bridge for Harbury."),
            *("The word of the day", "3 May 2031 at 1:15 pm", "Ice on the pier again this week."),
            *("Actuel", "3 May 2031 at 9:02 am", "The ferry sails."),
        )
        assert found[3] is None


class TestPages:
    """Sections that no known header begins."""

    @pytest.mark.parametrize(
        "headers",
        [
            ("saltyoar remarked:", "quay_walker remarked:", "Berta-from-the-hill remarked:", "oak1987 remarked:"),
            ("#1 Ada 2031-02-04 08:01", "+1 #2 Marta van der Holm 2031-02-04 08:40", "0 #3 OLE B 2031-02-04 09:13",
             "-1 #4 Jutta 2031-02-05 09:58"),
            ("Ada - Le 04/02/2031 à 12:01:03", "Berta - Le 04/02/2031 à 18:19:59",
             "Jean-Luc - Le 05/02/2031 à 18:45:00", "Claude - Le 06/02/2031 à 08:15:20"),
        ],
    )  # fmt: skip
    def test_are_taken_apart(self, headers: tuple[str, ...]) -> None:
        page = parse.page(
            f"{ARTICLE}Comments\n\n" + "\n\n".join(map("\n".join, zip(headers, SAID, strict=True)))
        )
        assert [comment.text for comment in page.comments] == list(SAID)
        assert not any(said in page.body for said in SAID)

    def test_what_repeats_below_them_is_furniture(self) -> None:
        headers = (
            "Ada\n4 May 2031 at 8:01",
            "Berta\n4 May 2031 at 8:40",
            "Ole AM Brandt\n5 May 2031 at 9:13",
        )
        units = [
            f"{header}\n{said}\nApplauded by {number} rowers\nReply"
            for header, said, number in zip(headers, SAID, (21, 5, 17), strict=False)
        ]
        page = parse.page(f"{ARTICLE}3 thoughts on this\n\n" + "\n\n".join(units))
        assert [comment.text for comment in page.comments] == list(SAID[:3])
        assert [comment.author for comment in page.comments] == ["Ada", "Berta", "Ole AM Brandt"]
        furniture = [block.text for block in page.blocks if block.kind == "comment_ui"]
        assert sum("Applauded by" in text for text in furniture) == 3

    def test_what_stands_between_headers_of_a_template_is_of_the_section(self) -> None:
        verses = (
            "I may not row",
            "Like a big hero",
            "But all the young seals",
            "Get up on their heels",
            "Share",
            "Home",
        )
        said = [SAID[0], "\n".join(verses), *SAID[1:]]
        units = [
            f"Rower {name} said...\n{text}\nMay {day}, 2031 4:27 PM"
            for name, text, day in zip("ABCDE", said, range(3, 8), strict=True)
        ]
        page = parse.page(ARTICLE + "5 comments\n\n" + "\n".join(units))
        assert [comment.author for comment in page.comments] == [f"Rower {name}" for name in "ABCDE"]
        assert not any(verse in page.body for verse in verses)

    def test_the_last_of_them_is_as_long_as_it_gets(self) -> None:
        last = (
            "The county said in its report of Friday that the landing stage had been broken by the ice.",
            "According to the report, the oak was bought in the north, and the county paid for all of it.",
        )
        units = [
            f"{name} 07.13.31 at 07:3{n}\n{said}"
            for n, (name, said) in enumerate(zip("ABC", SAID, strict=False))
        ]
        page = parse.page(ARTICLE + "\n".join([*units, "Nathan 07.14.31 at 11:43", *last]))
        assert [comment.text for comment in page.comments] == [*SAID[:3], "\n".join(last)]


class TestMarked:
    """What the markup says of comments, and what it does not."""

    def test_a_counter_that_opens_a_paragraph_is_no_comment(self) -> None:
        paragraphs = ARTICLE.strip().split("\n\n")[1:]
        counted = "".join(f'<p><a class="comments_count">0</a> {paragraph}</p>' for paragraph in paragraphs)
        page = parse.page(f"<html><body><h1>Ferry to Harbury sails again</h1>{counted}</body></html>")
        assert all(paragraph in page.body for paragraph in paragraphs)

    def test_boxes_below_a_short_article(self) -> None:
        header = "<p>Posted May {}, 2031 14:02 UTC by {}</p>"
        box = f'<details class="CommentBox" open><summary>{{}}</summary><div>{header}<p>{{}}</p></div></details>'
        boxes = box.format("Ice", 3, "mseal", SAID[0]) + box.format("Oak", 4, "rkeel", SAID[3])
        article = ARTICLE.split("\n\n")[1]
        page = parse.page(
            f"<html><body><h1>Ferry to Harbury sails again</h1><div class='article-body'><p>{article}</p></div>"
            f"{boxes}</body></html>"
        )
        assert page.body.endswith(article)
        assert {SAID[0], SAID[3]} <= {comment.text for comment in page.comments}

    def test_posts_of_a_section_that_is_marked_alone(self) -> None:
        """The service that serves the comments marks its box, and calls readers authors."""
        post = (
            '<div class="post"><span class="author">{}</span> &bull; <a>2 years ago</a>'
            '<div class="post-message"><p>{}</p></div><footer><a>Reply</a> <a>Share</a></footer></div>'
        )
        posts = post.format("Anselm D", SAID[0]) + post.format("river_rat", SAID[3])
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE.strip().split("\n\n")[1:])
        page = parse.page(
            f"<html><body><h1>Ferry to Harbury sails again</h1><main>{paragraphs}</main>"
            f'<div id="disqus_thread">{posts}</div></body></html>'
        )
        assert [(comment.author, comment.text) for comment in page.comments] == [
            ("Anselm D", SAID[0]),
            ("river_rat", SAID[3]),
        ]
        assert page.byline is None or "Anselm D" not in {author.name for author in page.byline.authors}

    def test_who_posted_what_is_embedded_did_not_write_the_article(self) -> None:
        paragraphs = [f"<p>{paragraph}</p>" for paragraph in ARTICLE.strip().split("\n\n")[1:]]
        embedded = (
            '<blockquote class="twitter-tweet"><p>The ferry is late again!</p>&mdash; Per Moe (@permoe) '
            '<a href="https://social.example/1">May 7, 2024</a></blockquote>'
        )
        page = parse.page(
            f"<html><body><h1>Ferry to Harbury sails again</h1><main>{paragraphs[0]}{embedded}"
            f"{''.join(paragraphs[1:])}</main></body></html>"
        )
        assert page.published is None
        assert page.byline is None or "Per Moe" not in {author.name for author in page.byline.authors}
