"""A line, or the blocks of a page -> who wrote it.

How one line is read is in `line.py` and `names.py`; here is which line of a page is the byline.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from natodocs._entities import bio, organisations, people
from natodocs._fields.bylines import cues, in_place
from natodocs._fields.bylines import line as byline_line
from natodocs._fields.bylines import names as byline_names
from natodocs._fields.bylines.pieces import LONGEST
from natodocs._fields.bylines.reading import BylineLine
from natodocs._text import normalized
from natodocs._text.characters import NAME_EDGES
from natodocs._types import Author, Block, BlockKind, Byline, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


FROM_ABOVE: Final = 5  # steps that one above the title counts: menus stand there
MOST_CANDIDATES: Final = 30  # bylines of a page that are looked at, the nearest to a title first
MOST_LINES: Final = 20  # lines that one byline may run over, a name on each
LONGEST_SIGNATURE: Final = 40  # characters of a name below the text
# Kinds of a block that may be a signature: nothing is known of it but its place.
UNTOLD: Final = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.RELATED,
        BlockKind.NAVIGATION,
        BlockKind.CAPTION,
        BlockKind.OTHER,
    }
)


def parse(text: str) -> Byline | None:
    """Read a line as a byline; see `parse.byline`."""
    if len(text) > LONGEST:
        return None
    line = normalized.read_text(text)
    found = byline_line.read(BylineLine(line))
    if not found:
        return None
    span = Span(found.start, found.end)
    if len(line) < len(text):  # something was read over
        span = normalized.read(text, Span(0, len(text))).span(found.start, found.end)
    return Byline(found.authors, span, text[span.start : span.end])


def is_one(line: str) -> bool:
    """Return whether a line, as it is read, is a byline."""
    return len(line) <= LONGEST and byline_line.read(BylineLine(line)) is not None


def printed(blocks: Sequence[Block]) -> list[Byline]:
    """Return the bylines that a page prints, the nearest to its title first.

    Without one, it is by whom its bio is of, or who signs below the text.
    """
    found = [byline for number in _candidates(blocks) if (byline := _from(blocks, number))]
    found = [byline for byline in found if all(map(byline_names.is_somebody, byline.authors))]
    told = None if found else _from_bio(blocks) or _signature(blocks)
    return [told] if told else found


def _from_bio(blocks: Sequence[Block]) -> Byline | None:
    """Read who wrote a page without a byline from what it says of the author: "Ada Lund is a correspondent"."""
    bylines = []
    for block in blocks:
        if block.kind is not BlockKind.BIO:
            continue
        match = bio.opening().match(block.text)
        name = (
            match["name"] if match else _first_line(block.text).strip().strip(NAME_EDGES)
        )  # the heading of the bio
        if people.is_person(name):
            bylines.append(_by(name, block))
    names = {byline.text for byline in bylines}
    return bylines[0] if len(names) == 1 else None


def _by(name: str, block: Block) -> Byline:
    start = block.span.start + block.text.index(name)
    return Byline((Author(name),), Span(start, start + len(name)), name)


def _signature(blocks: Sequence[Block]) -> Byline | None:
    """Read a name alone that ends the text, or stands right below it, and of which the text does not tell."""
    text = [number for number, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    for number in (text[-1], text[-1] + 1) if len(text) > 1 else ():
        block = blocks[number] if number < len(blocks) else None
        name = block.text.strip().strip(NAME_EDGES) if block and block.kind in UNTOLD else ""
        if not block or len(name) > LONGEST_SIGNATURE or ":" in block.text or not people.is_person(name):
            continue
        if not any(name in blocks[other].text for other in text if other != number):
            return _by(name, block)
    return None


def _candidates(blocks: Sequence[Block]) -> list[int]:
    """Return which blocks are bylines: those above the text first, of these the nearest to a title."""
    titles = [number for number, block in enumerate(blocks) if block.kind is BlockKind.TITLE]
    text = next(
        (number for number, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), len(blocks)
    )

    def rank(number: int) -> tuple[float, bool, bool, bool, int, int]:
        wire = organisations.is_agency(blocks[number].text.strip())  # beside it may stand who wrote the story
        cueless = not BylineLine(_first_line(blocks[number].text)).has_cue
        return -sure(number), number > text, wire, cueless, steps(number), number

    def sure(number: int) -> float:
        return blocks[number].confidence

    def steps(number: int) -> int:
        below = bisect_left(titles, number)
        apart = [number - title for title in titles[max(0, below - 1) : below]]
        apart += [FROM_ABOVE * (title - number) for title in titles[below : below + 1]]
        return min(apart, default=0)

    first = [number for number in range(len(blocks)) if _is_first(blocks, number)]
    below = next((number for number in reversed(range(len(blocks))) if _is_text(blocks[number])), 0)
    listed = [number for number in first if number > below and blocks[number - 1].kind is BlockKind.RELATED]
    if len({blocks[number].text.strip() for number in listed}) > 1:  # each has written the story above
        first = [number for number in first if number not in listed]
    return sorted(first, key=rank)[:MOST_CANDIDATES]


def _first_line(text: str) -> str:
    return text.lstrip()[:LONGEST].partition("\n")[0]


def _is_text(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH


def _is_first(blocks: Sequence[Block], number: int) -> bool:
    """Return whether a block is a byline, and does not go on with the one above it."""
    if blocks[number].kind is not BlockKind.BYLINE:
        return False
    return number == 0 or not _goes_on(blocks, number) or not cues.is_one(blocks[number - 1].text)


def _goes_on(blocks: Sequence[Block], number: int) -> bool:
    """Return whether a block is of the byline above it: what decided is the same."""
    return blocks[number].kind is BlockKind.BYLINE and blocks[number].reason == blocks[number - 1].reason


def _from(blocks: Sequence[Block], number: int) -> Byline | None:
    """Read the byline that starts with a block; a cue alone and names go on in the blocks below it."""
    last = number + 1
    while last < len(blocks) and _goes_on(blocks, last) and last - number < MOST_LINES:
        last += 1
    text, base = "".join(block.text for block in blocks[number:last]), blocks[number].span.start
    authors: dict[str, Author] = {}
    span: Span | None = None
    for start, line in _lines(text):
        here: Span | None = None
        if cues.is_one(line) and not authors:
            here = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        elif found := _read(line, following=bool(authors), below_cue=bool(span and not authors)):
            here = Span(start + found.span.start, start + found.span.end) if found.span else None
            for author in found.authors:
                authors.setdefault(author.name.casefold(), author)
        elif authors:
            break
        if here:
            span = Span(span.start if span and authors else here.start, here.end)
    if not authors or not span:
        return None
    return Byline(
        tuple(authors.values()), Span(base + span.start, base + span.end), text[span.start : span.end]
    )


def _read(line: str, *, following: bool, below_cue: bool) -> Byline | None:
    """Read a line of a block that is a byline; one that follows another must not open a new one."""
    reading = normalized.read(line, Span(0, len(line)))
    if following and cues.find(reading.text):
        return None
    one = BylineLine(reading.text)
    placed = in_place.read(one, below_cue=below_cue)
    found = placed.found if placed else byline_line.bare(one)
    return Byline(found.authors, reading.span(found.start, found.end), line) if found else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip() and len(line) <= LONGEST:
            yield start, line.rstrip("\r")
        start += len(line) + 1
