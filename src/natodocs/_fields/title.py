"""The headline as printed above the text, or as the metadata of the page has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from natodocs._document.document import Metadata
from natodocs._document.publisher import bare
from natodocs._fields import zones
from natodocs._text import normalized
from natodocs._text.lines import count_words
from natodocs._types import Block, BlockKind

BEFORE: Final = "#•·▪● "  # marks of headings and of lists
# Words of a headline; two characters of a script without blanks are one. Names of sites and sections have fewer.
WORDS: Final = 4


def find(text: str, blocks: Sequence[Block], metadata: Metadata) -> str | None:
    """Return the title, or `None` where there is none.

    What the head of a page gives is mostly the headline with something added. So a printed one that is a part of it
    wins. Where nothing but <title> gives one, the only heading of the first level wins too: the other is for search
    engines. Of several in plain text the last one is that without the name of the site.
    """
    printed = [
        normalized.read(text, zones.printed(block)).text.lstrip(BEFORE)
        for block in blocks
        if block.kind == BlockKind.TITLE
    ]
    if metadata.title is None:
        return printed[-1] if printed else None
    return _printed(printed, metadata) or metadata.title


def _printed(titles: Sequence[str], metadata: Metadata) -> str | None:
    """Return the printed headline that the markup and the head of a page agree with."""
    by_letters = {bare(title): title for title in titles if count_words(title) >= WORDS}
    headings = {
        bare(heading): heading for heading in metadata.headings if not metadata.publisher.is_meant(heading)
    }
    headings.pop("", None)
    if len(headings) == 1 and metadata.is_window_title:
        (only,) = headings
        if only in by_letters:
            return by_letters[only]
    by_letters |= {key: one for key, one in headings.items() if count_words(one) >= WORDS}
    said = bare(metadata.title or "")
    agreed = [key for key in by_letters if key in said]
    return by_letters[max(agreed, key=len)] if agreed else None
