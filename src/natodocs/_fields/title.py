"""The headline as printed above the text, or as the metadata of the page has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from natodocs._document.document import Metadata
from natodocs._fields import zones
from natodocs._text import normalized
from natodocs._types import Block, BlockKind

BEFORE: Final = "#•·▪● "  # marks of headings and of lists


def find(text: str, blocks: Sequence[Block], metadata: Metadata) -> str | None:
    """Return the title, or `None` where there is none.

    The metadata of a page knows it better than the look of its lines. Of several printed headlines the last one
    is that without the name of the site.
    """
    if metadata.title:
        return metadata.title
    titles = [block for block in blocks if block.kind == BlockKind.TITLE]
    if not titles:
        return None
    return normalized.read(text, zones.printed(titles[-1])).text.lstrip(BEFORE)
