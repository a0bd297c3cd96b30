"""Header lines of comments, and comment sections taken apart."""

from __future__ import annotations

import pytest

from natodocs._fields.comments import headers, sections
from natodocs._types import Block, BlockKind, Span


def section(*parts: str | tuple[BlockKind, str]) -> tuple[str, list[Block]]:
    """Return a text and its blocks, comments where no kind is given."""
    text, blocks = "", list[Block]()
    for part in parts:
        kind, piece = part if isinstance(part, tuple) else (BlockKind.COMMENT, part)
        span = Span(len(text), len(text) + len(piece) + 1)
        text += piece + "\n"
        blocks.append(Block(kind, span, piece + "\n", 0.9, "given"))
    return text, blocks


def find(*parts: str | tuple[BlockKind, str]) -> list[tuple[str, str | None, str | None]]:
    text, blocks = section(*parts)
    found = sections.find(text, blocks)
    assert all(text[comment.span.start : comment.span.end] == comment.text for comment in found)
    return [(comment.text, comment.author, comment.posted) for comment in found]


class TestHeaders:
    """A header has a name and a time, or a name and a word for writing."""

    @pytest.mark.parametrize(
        ("text", "author", "posted"),
        [
            ("Berta Holm says:", "Berta Holm", None),
            ("ole77 wrote:", "ole77", None),
            ("Berta Holm May 3, 2021 at 4:27 pm", "Berta Holm", "May 3, 2021 at 4:27 pm"),
            ("Posted by Ole | 3 May 2021 4:27 pm", "Ole", "3 May 2021 4:27 pm"),
            ("#12 ole77 2 hours ago", "ole77", "2 hours ago"),
            ("Reply#1.2 - Mon Oct 29, 2012 10:28 AM EDT", None, "Mon Oct 29, 2012 10:28 AM EDT"),
            ("Yorum #5 Ada Lund 3 May 2021", "Ada Lund", "3 May 2021"),
            ("On May 3, 2021 Berta said...", "Berta", "May 3, 2021"),
            ("written by Berta Holm, May 03, 2012", "Berta Holm", "May 03, 2012"),
            ("2 hours ago", None, "2 hours ago"),
            ("3. Mai 2014 um 10:15 Uhr", None, "3. Mai 2014 um 10:15 Uhr"),
        ],
    )
    def test_is_read(self, text: str, author: str | None, posted: str | None) -> None:
        found = headers.header(text)
        assert found is not None
        assert (found.author, found.posted) == (author, posted)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "The mayor says the bridge is safe.",
            "He says the bridge is old:",
            "“At last,” she said.",
            "Forty boats came on May 3, 2021, and the mayor spoke for an hour about the weather and the sea.",
            "No date and no name here",
        ],
    )
    def test_is_left_alone(self, text: str) -> None:
        assert headers.header(text) is None


class TestTakenApart:
    """A comment is its text alone; its header, its buttons and its neighbours are not."""

    def test_headers_above(self) -> None:
        assert find("Berta says:", "At last.", "I mean it.", "Ole says:", "Rowing is good.") == [
            ("At last.\nI mean it.", "Berta", None),
            ("Rowing is good.", "Ole", None),
        ]

    def test_headers_below(self) -> None:
        assert find(
            "At last.", "Posted by Berta, 3 May 2021", "Rowing is good.", "Posted by Ole, 4 May 2021"
        ) == [
            ("At last.", "Berta", "3 May 2021"),
            ("Rowing is good.", "Ole", "4 May 2021"),
        ]

    def test_a_bare_name_above_a_time(self) -> None:
        assert find("Berta Holm", "2 hours ago", "At last.", "Ole", "1 hour ago", "Good.") == [
            ("At last.", "Berta Holm", "2 hours ago"),
            ("Good.", "Ole", "1 hour ago"),
        ]

    def test_buttons_divide_where_there_are_no_headers(self) -> None:
        assert find("At last.", (BlockKind.COMMENT_UI, "Reply"), "Rowing is good.") == [
            ("At last.", None, None),
            ("Rowing is good.", None, None),
        ]

    def test_other_blocks_end_a_section(self) -> None:
        found = find("Berta says:", "At last.", (BlockKind.PARAGRAPH, "The end."), "Ole says:", "Good.")
        assert found == [("At last.", "Berta", None), ("Good.", "Ole", None)]

    def test_depth_is_the_indent(self) -> None:
        text, blocks = section("Berta says:", "At last.", "    Ole says:", "    Good.", "Ada says:", "Yes.")
        assert [comment.depth for comment in sections.find(text, blocks)] == [0, 1, 0]

    def test_none(self) -> None:
        assert sections.find("", []) == ()


def test_a_header_without_words_is_no_comment() -> None:
    text, blocks = section("Berta says:")
    assert sections.find(text, blocks) == ()
