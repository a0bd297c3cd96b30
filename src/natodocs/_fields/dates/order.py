"""The order of day and month in the numeric dates of a page: what other dates and clocks on it show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from natodocs._types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from natodocs._types import Block

SLASHED: Final = regex.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
# Who counts twenty-four hours a day does not write the month first.
ON_24_HOURS: Final = regex.compile(
    r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}\W{1,3}(?:1[3-9]|2[0-3])[:.h][0-5]\d(?!\s?[AaPp]\.?[Mm])"
)
# Kinds whose blocks may have no more than a reader's name and a day.
HEADED: Final = frozenset({BlockKind.COMMENT})
LONGEST_HEADER: Final = 60  # characters of such a line
SHOWS_ORDER: Final = frozenset(BlockKind) - {BlockKind.PARAGRAPH, BlockKind.COMMENT, BlockKind.ADVERT}
# Kinds that hold a page's dates, the likeliest first.
DATED: Final = (BlockKind.DATE, BlockKind.BYLINE, BlockKind.METADATA)


def day_first(blocks: Sequence[Block]) -> bool | None:
    """Return the order of day and month in numeric dates, where those on the page show it and agree."""
    orders = {
        int(match[1]) > 12
        for block in blocks
        if block.kind in SHOWS_ORDER or (block.kind in HEADED and len(block.text) <= LONGEST_HEADER)
        for match in SLASHED.finditer(block.text)
        if (int(match[1]) > 12) != (int(match[2]) > 12)
    }
    if not orders and any(ON_24_HOURS.search(block.text) for block in blocks if block.kind in DATED):
        return True
    return orders.pop() if len(orders) == 1 else None
