"""Lines to blocks, wrapped lines to paragraphs, blocks to the body; title and tags out of them."""

from __future__ import annotations

import pytest

from natodocs._document.document import Document, Metadata, Titles
from natodocs._fields import tags, title, zones
from natodocs._labels import blocks as label_blocks
from natodocs._labels.line import Label
from natodocs._text import lines as text_lines
from natodocs._types import Block, BlockKind, Span

K = BlockKind
MENU = Label(K.NAVIGATION, 0.9, "a menu")
TEXT = Label(K.PARAGRAPH, 0.9, "prose")


def blocks(text: str, *labels: Label) -> tuple[Block, ...]:
    return label_blocks.join(text, text_lines.split(Document(text)), labels)


def block(kind: BlockKind, text: str, start: int = 0) -> Block:
    return Block(kind, Span(start, start + len(text)), text, 0.9, "given")


class TestBlocksCoverTheText:
    """No gap and no overlap: blank lines belong to the block above them, at the top to the first."""

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\f"])
    def test_whatever_the_line_endings(self, ending: str) -> None:
        text = ending.join(["", "Home", "News", "", "It rains.", "", ""])
        found = blocks(text, MENU, MENU, TEXT)
        assert "".join(piece.text for piece in found) == text
        assert [piece.kind for piece in found] == [K.NAVIGATION, K.PARAGRAPH]

    def test_a_text_without_print_is_one_block_and_an_empty_one_none(self) -> None:
        assert [piece.text for piece in blocks(" \n\n")] == [" \n\n"]
        assert blocks("") == ()

    def test_paragraphs_stay_apart(self) -> None:
        assert [piece.text for piece in blocks("One.\nTwo.", TEXT, TEXT)] == ["One.\n", "Two."]

    def test_printed_is_without_the_blanks(self) -> None:
        (found,) = blocks("\n  One. \n", TEXT)
        assert zones.printed(found) == Span(3, 7)


class TestWrappedLines:
    """A line goes on in the next where the next one's first word would not have fitted."""

    WRAPPED = (
        "The old bridge over the harbour of Harbury opened again on Monday after\n"
        "two years of repairs. Forty boats sailed below it in the rain, and most\n"
        "of the people of the town stood on the quay to see the first of them go\n"
        "through.\n"
    )

    def test_are_one_paragraph(self) -> None:
        (line,) = text_lines.split(Document(self.WRAPPED))
        assert line.text.startswith("The old bridge")
        assert line.text.endswith("of them go through.")

    def test_the_body_joins_them(self) -> None:
        lines = text_lines.split(Document(self.WRAPPED))
        assert label_blocks.body(self.WRAPPED, lines, [TEXT]).count("\n") == 0

    def test_a_list_of_headlines_stays_a_list(self) -> None:
        text = (
            "Ferry sinks in calm water off the coast of Harbury, forty saved\n"
            "Mayor of Harbury steps down again after a quarrel over the bridge\n"
        )
        assert len(text_lines.split(Document(text * 3))) == 6

    def test_an_indent_begins_a_paragraph(self) -> None:
        text = self.WRAPPED + "    " + self.WRAPPED.replace("The old bridge", "A new bridge") + "of salt"
        assert len(text_lines.split(Document(text))) >= 2


class TestTitleAndTags:
    """Both come from their blocks or from the metadata of the page."""

    def test_the_last_headline_is_the_one_without_the_site(self) -> None:
        text = "Bridge opens | Post\n\n# Bridge opens\n"
        found = [block(K.TITLE, "Bridge opens | Post\n\n"), block(K.TITLE, "# Bridge opens\n", 21)]
        assert title.find(text, found, Metadata()) == "Bridge opens"

    def test_metadata_knows_better_than_the_look_of_lines(self) -> None:
        found = [block(K.TITLE, "Bridge opens\n")]
        said = Metadata(title="Bridge reopens", titles=Titles(data=("Bridge reopens",)))
        assert title.find("Bridge opens\n", found, said) == "Bridge reopens"

    def test_metadata_stands_in(self) -> None:
        said = Metadata(title="Bridge opens", titles=Titles(window="Bridge opens"))
        assert title.find("", [], said) == "Bridge opens"
        assert tags.find([], Metadata(tags=("boats",))) == ("boats",)
