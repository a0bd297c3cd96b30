"""The headline as printed above the text, or as the metadata of the page has it."""

from __future__ import annotations

from collections.abc import Sequence

from natodocs import _blocks, _reading
from natodocs._source import Metadata
from natodocs._types import Block, BlockKind


def find(text: str, blocks: Sequence[Block], metadata: Metadata) -> str | None:
    """Return the title: the last headline above the text, which is the one without the name of the site."""
    titles = [block for block in blocks if block.kind == BlockKind.TITLE]
    if not titles:
        return metadata.title
    return _reading.read(text, _blocks.printed(titles[-1])).text.lstrip("# ")
