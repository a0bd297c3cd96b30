"""Which of the dates that a page prints are its own.

The dates of the article stand beside its title or directly below its text. The page's own clock, the dates of
comments and of other stories are none of them. How one line is read is in `line.py`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve, frozen

from natodocs._entities.dates import expressions
from natodocs._entities.dates import words as date_words
from natodocs._fields.datelines import paragraph
from natodocs._fields.dates import line as date_line
from natodocs._fields.dates import order
from natodocs._fields.dates.line import LONGEST, DateRole, Stamp
from natodocs._fields.dates.order import DATED
from natodocs._patterns.alternation import one_of
from natodocs._types import Block, BlockKind, Span, Timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@frozen
class Dates:
    """The dates of a page."""

    published: Timestamp | None = None
    """When it was first published."""
    modified: Timestamp | None = None
    """When it was last changed."""
    clock: Timestamp | None = None
    """When it was looked at."""


@frozen
class Printed:
    """The dates that a page prints where its own may stand."""

    stamps: Sequence[Stamp]
    """Those of the article, the likeliest first."""
    clock: Stamp | None
    """When the page was looked at."""
    day_first: bool | None
    """The order of day and month in numeric dates, where the page shows it."""


def printed(
    blocks: Sequence[Block],
    language: str | None,
    region: str | None = None,
    addresses: Iterable[str] = (),
) -> Printed:
    """Find the dates that a page prints.

    Args:
        blocks: The blocks of the page.
        language: Whose months and whose order of day and month hold.
        region: Where it is spoken in the form of the page.
        addresses: Of the page.
    """
    first = order.day_first(blocks, language, region, addresses)
    clock = next(
        (
            stamp
            for block in blocks
            if block.kind is BlockKind.CLOCK
            for stamp in _stamps(block, language, first)
        ),
        None,
    )
    stamps = [
        stamp
        for numbers in (_near(blocks), _elsewhere(blocks))
        for number in numbers
        for stamp in _stamps(blocks[number], language, first)
        if stamp.role != DateRole.CLOCK and not (clock and day_of(stamp.value) > day_of(clock.value))
    ]
    return Printed(stamps, clock, first)


def choose(stamps: Sequence[Stamp]) -> tuple[Stamp | None, Stamp | None]:
    """Choose when a page was published and when it was changed, where nothing but its print says so."""
    last = next((stamp for stamp in stamps if stamp.role == DateRole.MODIFIED), None)
    labelled = (stamp for stamp in stamps if stamp.role == DateRole.PUBLISHED)
    bare = (stamp for stamp in stamps if stamp.role is None)
    return next(labelled, None) or next(bare, None), last


def sole(blocks: Sequence[Block], language: str | None, printed: Printed) -> Stamp | None:
    """Return the only day of a page, or the one with which its text opens, where none stands beside its title."""
    found = _lone(blocks, language, printed.day_first, printed.clock)
    found = found or among_others(blocks, language, printed.day_first)
    return found or opening(blocks, language, printed)


def among_others(blocks: Sequence[Block], language: str | None, day_first: bool | None) -> Stamp | None:
    """Return the day of a line that says other things as well: with a label, or right below the headline."""
    text = [number for number, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    titles = [n for n, block in enumerate(blocks) if block.kind is BlockKind.TITLE and text and n < text[0]]
    if not titles:
        return None
    head = range(titles[-1] + 1, text[0])
    bare = None
    for number in (*head, *range(text[-1] + 1, min(len(blocks), text[-1] + 1 + BELOW))):
        block = blocks[number]
        if block.kind not in UNREAD or len(block.text.split()) > MOST_AMONG:
            continue
        if date_line.parse(
            block.text.strip(), language
        ):  # a day alone was seen, and taken for something else
            continue
        for stamp in _stamps(block, language, day_first):
            first, last = stamp.span.start - block.span.start, stamp.span.end - block.span.start
            before, after = block.text[:first].strip(), block.text[last:].strip()
            if stamp.role is DateRole.PUBLISHED and _opens_with_label(before):
                return stamp
            apart = not before or before.endswith(
                SIGNS
            )  # no day of a sentence: "the first carts on May 5, 2020"
            beside = len(before.split()) + len(after.split())
            if stamp.role is None and number in head and apart and beside <= MOST_AROUND:
                bare = bare or stamp
    return bare


def _opens_with_label(before: str) -> bool:
    """Return whether the words before a day begin as a label of publication does: "Posted in Harbour on"."""
    word = before.casefold().partition(" ")[0].strip(":")
    return any(word == label.partition(" ")[0] for label in date_words.listed("published"))


# Kinds that a line with a date among other things is taken for.
UNREAD: Final = frozenset(
    {
        BlockKind.CAPTION,
        BlockKind.NAVIGATION,
        BlockKind.RELATED,
        BlockKind.COMMENT_UI,
        BlockKind.CREDIT,
        BlockKind.TAGS,
        BlockKind.HEADING,
        BlockKind.OTHER,
        BlockKind.SHARE,
        BlockKind.ADVERT,
    }
)
MOST_AMONG: Final = 25  # words of such a line
SIGNS: Final = ("|", "•", "·", "–", "—", ":", "»", "›")  # what parts a day from the words before it
MOST_AROUND: Final = 6  # words beside a day without a label


def _lone(
    blocks: Sequence[Block], language: str | None, day_first: bool | None, clock: Stamp | None
) -> Stamp | None:
    """Return the day that the page calls that of publication, or the only one that it prints on lines of their own."""
    end = max((number for number, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), default=0)
    dated = [number for number, block in enumerate(blocks) if block.kind is BlockKind.DATE][:MOST_CANDIDATES]
    found = [
        (stamp, number)
        for number in dated
        if (line := date_line.parse(blocks[number].text.strip(), language)) and not line.beside
        for stamp in _stamps(blocks[number], language, day_first)
        if stamp.role in (None, DateRole.PUBLISHED)
        and not (clock and day_of(stamp.value) >= day_of(clock.value))
    ]
    labelled = [(stamp, number) for stamp, number in found if stamp.role == DateRole.PUBLISHED]
    days = {day_of(stamp.value) for stamp, _ in labelled or found}
    if len(days) != 1:
        return None
    stamp, number = (labelled or found)[0]
    return stamp if labelled or number <= end + FOOT else None


def opening(blocks: Sequence[Block], language: str | None, printed: Printed) -> Stamp | None:
    """Return the day with which the text opens: its dateline's, or one that is set apart ("3 May 2021. The bridge")."""
    block = next((block for block in blocks if block.kind in OPENS), None)
    if not block:
        return None
    if labelled := _labelled(block, language, printed.day_first):
        return labelled
    dateline = paragraph.parse(block.text)
    end = dateline.span.end if dateline else LONGEST_OPENING
    text = block.text[: end + 1]
    for moment in expressions.find(text, language, day_first=printed.day_first)[:1]:
        apart = not text[: moment.start].strip() and _after_opening().match(block.text, moment.end)
        if (dateline or apart) and (value := moment.value) and moment.end <= end:
            start = block.span.start
            return Stamp(None, value, Span(start + moment.start, start + moment.end), moment.swapped)
    return None


def _labelled(block: Block, language: str | None, day_first: bool | None) -> Stamp | None:
    """Return the day of publication in a line of labels and days: "Received: 9 May / Published online: 4 June"."""
    text = block.text.strip()
    if len(text) > LONGEST or "\n" in text or text.endswith("."):
        return None
    found = [stamp for stamp in _stamps(block, language, day_first) if stamp.role is DateRole.PUBLISHED]
    return found[0] if len(found) == 1 and len(text.split()) <= MOST_AMONG and ":" in text else None


OPENS: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.DECK})
LONGEST_OPENING: Final = 60  # characters


@cache
def _after_opening() -> regex.Pattern[str]:
    """Return the pattern of what sets a day apart from the text that it opens."""
    oclock = one_of(date_words.listed("oclock"))
    return regex.compile(rf"\s?(?:{oclock})?\s?(?:[.:|–—-]\s|(?<={oclock})|$|\s{{2}})", regex.VERSION1)


def day_of(value: dt.date) -> dt.date:
    """Return the day of a moment."""
    return value.date() if isinstance(value, dt.datetime) else value


def _near(blocks: Sequence[Block]) -> list[int]:
    """Return which blocks may hold the dates of the article, the likeliest first."""
    kinds = [block.kind for block in blocks]
    text = [number for number, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH]
    start, end = (text[0], text[-1]) if text else (len(blocks), len(blocks))
    titles = [number for number, kind in enumerate(kinds) if kind is BlockKind.TITLE and number < start]
    if len(titles) > 1 and titles[0] == 0:
        titles = titles[1:]  # the <title> of some dumps, with today's date below it

    beside = _beside_byline(blocks)

    def distance(number: int) -> tuple[bool, int, int]:
        # A date stands below the headline more often than above it.
        after = bisect_left(titles, number)
        steps = [number - titles[after - 1]] if after else []
        steps += [titles[after] - number + 1] if after < len(titles) else []
        return number not in beside, min(steps, default=start - number), DATED.index(kinds[number])

    third = text[2] if len(text) > 2 else end
    head = [
        number for number in range(max(0, min(titles, default=0) - ABOVE), start) if kinds[number] in DATED
    ]
    below_summary = [number for number in range(start, third) if kinds[number] in DATED]
    foot = [number for number in range(end + 1, min(len(blocks), end + 1 + BELOW)) if kinds[number] in DATED]
    return [*sorted(head, key=distance), *below_summary, *foot][:MOST_CANDIDATES]


def _beside_byline(blocks: Sequence[Block]) -> range:
    """Return the blocks of the surest byline, and one on either side."""
    bylines = _bylines(blocks)
    return range(bylines[0] - 1, bylines[0] + 2) if bylines else range(0)


def _bylines(blocks: Sequence[Block]) -> list[int]:
    """Return which blocks are bylines, the surest first."""
    numbers = [number for number, block in enumerate(blocks) if block.kind is BlockKind.BYLINE]
    return sorted(numbers, key=lambda number: -blocks[number].confidence)


def _elsewhere(blocks: Sequence[Block]) -> list[int]:
    """Return a date beside or in a byline, or the only one on the page, where title or text were not found."""
    kinds = [block.kind for block in blocks]
    dates = [number for number, kind in enumerate(kinds) if kind is BlockKind.DATE]
    bylines = _bylines(blocks)
    beside = [
        number
        for number in dates
        if BlockKind.BYLINE in kinds[max(0, number - FROM_BYLINE) : number + FROM_BYLINE + 1]
    ]
    if len(dates) == 1 and BlockKind.PARAGRAPH in kinds[dates[0] :]:
        return dates
    return [*beside[:1], *bylines[:1]]


FROM_BYLINE: Final = 2  # blocks between a byline and its date
MOST_CANDIDATES: Final = 50  # blocks that are looked at, the likeliest first
ABOVE: Final = 4  # blocks above the first title in which its date may stand
BELOW: Final = 3  # blocks below the text
FOOT: Final = 20  # blocks below the text in which the only date of a page is its own


def _stamps(block: Block, language: str | None, day_first: bool | None) -> Iterator[Stamp]:
    """Yield the moments of a block, with spans of the page."""
    start = block.span.start
    for line in block.text.splitlines(keepends=True):
        if len(line) <= LONGEST:
            for stamp in date_line.stamps(line, language, day_first):
                yield evolve(stamp, span=Span(start + stamp.span.start, start + stamp.span.end))
        start += len(line)
