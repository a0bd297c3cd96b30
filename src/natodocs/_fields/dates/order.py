"""The order of day and month in the numeric dates of a page: what other dates and clocks on it show."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from natodocs import _rules
from natodocs._entities.dates import expressions
from natodocs._entities.dates import words as date_words
from natodocs._patterns.alternation import one_of
from natodocs._types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from natodocs._types import Block

SLASHED: Final = regex.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
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
OPENING: Final = 120  # characters of a paragraph that may begin with a dateline
OPENINGS: Final = 2  # paragraphs of the page that may
FAR: Final = 20  # characters from a date to the zone of its time, or to its weekday
MOST_READ: Final = 12  # blocks with dates that are read
MONTHS: Final = 12
UNASKED: Final = "us"  # the region that systems for pages name where nobody has named one
WORD: Final = regex.compile(r"\p{L}{2,}")
COUNTRY: Final = regex.compile(r"(?:https?:)?//[^/?#\s]{1,250}\.([a-z]{2})(?::\d{1,5})?(?:[/?#]|$)")


def day_first(
    blocks: Sequence[Block],
    language: str | None = None,
    region: str | None = None,
    addresses: Iterable[str] = (),
) -> bool | None:
    """Return the order of day and month in numeric dates, where the page shows it, and all that shows it agrees.

    Dates with a day beyond the twelfth show it, and clocks of twenty-four hours. Else what comes first of these
    tells: a day of the page that is printed in words as well ("HARBURY, January 5:" below "05/01/2016"), a weekday
    beside it, the region of its language, the country of its address, the zone of its time ("05/07/2016 10:00 BST").

    Args:
        blocks: of the page.
        language: of the page.
        region: where its language is spoken in this form.
        addresses: of the page, the surest first.
    """
    orders = {
        int(match[1]) > 12
        for block in blocks
        if block.kind in SHOWS_ORDER or (block.kind in HEADED and len(block.text) <= LONGEST_HEADER)
        for match in SLASHED.finditer(block.text)
        if (int(match[1]) > 12) != (int(match[2]) > 12)
    }
    if not orders and any(ON_24_HOURS.search(block.text) for block in blocks if block.kind in DATED):
        return True
    orders = orders or set(_by_words(blocks, language)) or set(_by_weekday(blocks))
    if not orders and language in {None, *expressions.MONTH_FIRST}:
        orders = set(_by_region(region)) or set(_by_address(addresses))
    orders = orders or set(_by_zone(blocks))
    return orders.pop() if len(orders) == 1 else None


def _by_words(blocks: Sequence[Block], language: str | None) -> Iterator[bool]:
    """Yield the orders in which a numeric date is a day that is also printed with the name of its month."""
    pairs = {(int(match[1]), int(match[2])) for match in _numeric(blocks) if match[1] != match[2]}
    if not pairs:
        return
    paragraphs = [block.text[:OPENING] for block in blocks if block.kind is BlockKind.PARAGRAPH][:OPENINGS]
    dated = [block.text for block in blocks if block.kind in DATED][:MOST_READ]
    for text in (*dated, *paragraphs):
        for moment in expressions.find(text, language):
            if moment.swapped is None and moment.day and moment.month:
                if (moment.day, moment.month) in pairs:
                    yield True
                if (moment.month, moment.day) in pairs:
                    yield False


def _by_weekday(blocks: Sequence[Block]) -> Iterator[bool]:
    """Yield the orders in which numeric dates fall on the weekday that stands beside them."""
    for match in _numeric(blocks):
        first, second, year = map(int, match.groups())
        beside = match.string[max(0, match.start() - FAR) : match.start()], match.string[match.end() :][:FAR]
        named = [date_words.weekday(word) for text in beside for word in WORD.findall(text)]
        weekday = next((one for one in named if one is not None), None)
        if weekday is not None and max(first, second) <= MONTHS:
            day_is, month_is = (
                _weekday(year, month, day) == weekday for day, month in ((first, second), (second, first))
            )
            if day_is != month_is:
                yield day_is


def _weekday(year: int, month: int, day: int) -> int | None:
    """Return on which weekday a day falls, 0 for Monday; `None` where there is no such day."""
    try:
        return dt.date(year, month, day).weekday()
    except ValueError:
        return None


def _by_region(region: str | None) -> Iterator[bool]:
    """Yield the order of a region of the language; what systems write unasked says nothing."""
    if region and region != UNASKED:
        yield from _usual_in(region)


def _by_address(addresses: Iterable[str]) -> Iterator[bool]:
    """Yield the order of the first country that an address names."""
    for address in addresses:
        if match := COUNTRY.match(address.casefold()):
            yield from _usual_in(match[1])
            return


def _usual_in(country: str) -> Iterator[bool]:
    words = _rules.load_all().words
    if country in words("dates.countries_day_first"):
        yield True
    elif country in words("dates.countries_month_first"):
        yield False


def _by_zone(blocks: Sequence[Block]) -> Iterator[bool]:
    """Yield the orders that are usual where the zones of numeric dates are kept."""
    for match in _numeric(blocks):
        zone = _zone().search(match.string, match.end(), match.end() + FAR)
        if zone:
            yield zone.lastgroup == "day"


def _numeric(blocks: Sequence[Block]) -> Iterator[regex.Match[str]]:
    dated = [block for block in blocks if block.kind in DATED][:MOST_READ]
    for block in dated:
        yield from SLASHED.finditer(block.text)


@cache
def _zone() -> regex.Pattern[str]:
    words = _rules.load_all().words
    day = one_of(words("dates.zones_day_first"), as_written=True)
    month = one_of(words("dates.zones_month_first"), as_written=True)
    return regex.compile(rf"\b(?:(?P<day>{day})|(?P<month>{month}))\b", regex.VERSION1)
