"""Keywords: those that a label calls so, else a list of which the article speaks."""

from __future__ import annotations

import pytest

from natodocs import BlockKind, Span
from natodocs._document.document import Metadata
from natodocs._fields import tags as field_tags
from natodocs._types import Block

PARAGRAPH = (BlockKind.PARAGRAPH, "The ice on the canal is thick, and the bridge of Harburg holds.")
NOTHING = Metadata()


def tags(*parts: tuple[BlockKind, str], metadata: Metadata = NOTHING) -> tuple[str, ...]:
    blocks, start = [], 0
    for kind, text in parts:
        span = Span(start, start + len(text) + 2)
        blocks.append(Block(kind, span, f"{text}\n\n", 0.9, "test"))
        start = span.end
    return field_tags.find(blocks, metadata)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Tags: ice, canal"], ("ice", "canal")),
        (["Posted in: Harburg | Tags: ice, canal"], ("Harburg", "ice", "canal")),
        (["Schlagwörter", "Eis, Kanal"], ("Eis", "Kanal")),
        (["Tags: boats, bridges, boats"], ("boats", "bridges")),
        (["Filed under: Harbury | Coast"], ("Harbury", "Coast")),
        (["Region: [North Coast & Isles](#)"], ("North Coast & Isles",)),
        (["ice, canal, Harburg"], ("ice", "canal", "Harburg")),
        (["ice, thick bridge, 2021"], ("ice", "thick bridge")),
        (["• ice\n• canal"], ("ice", "canal")),
        (["Eat, Drink, Cook"], ()),
        (["Eat, Drink, Cook", "Tags: ice, canal"], ("ice", "canal")),
    ],
)
def test_words(lines: list[str], words: tuple[str, ...]) -> None:
    assert tags(PARAGRAPH, *((BlockKind.TAGS, line) for line in lines)) == words


def test_those_of_the_metadata_where_none_are_printed() -> None:
    assert tags(PARAGRAPH, (BlockKind.TAGS, "Eat, Drink"), metadata=Metadata(tags=("ice",))) == ("ice",)
