"""Page -> what a person wants to know of it at a glance, for a terminal of any width."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from natodocs._output import Page
from natodocs._types import Author, BlockKind, Quote, QuoteKind, Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

QUOTES: Final = 12  # quotations; about half a screen
QUOTE: Final = 160  # characters; two lines of a terminal
BODY: Final = 400  # characters; five lines of a terminal

# Control characters (C0, DEL, C1) would let a page move the cursor or rename the window, and marks of
# direction would let it turn text around. They are shown by their number.
UNSAFE: Final = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))} | {
    code: f"\\u{code:04x}"
    for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def printable(text: str) -> str:
    """Return a text on one line, with all that is no character to look at written as its number."""
    line = " ".join(text.split()).translate(UNSAFE)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair: \ud800


def summary(name: str, page: Page) -> RenderableType:
    """Return the summary of a page, for rich to print."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="cyan", no_wrap=True)
    facts.add_column(overflow="fold")
    for label, find in FACTS:
        if said := find(page):
            facts.add_row(label, Text(printable(said)))
    parts: list[RenderableType] = [Text(printable(name), style="bold"), Padding(facts, (0, 0, 0, 2))]
    spoken = [quote for quote in page.quotes if quote.kind is not QuoteKind.SCARE]
    lines = [_quote(quote) for quote in spoken[:QUOTES]]
    if len(spoken) > QUOTES:
        lines.append(Text(f"and {len(spoken) - QUOTES} more", style="dim"))
    return Group(*parts, *(Padding(line, (0, 0, 0, 4)) for line in lines))


def _by(page: Page) -> str:
    return ", ".join(_author(author) for author in page.byline.authors) if page.byline else ""


def _author(author: Author) -> str:
    beside = [said for said in (author.role, author.affiliation, author.email, author.handle) if said]
    return f"{author.name} ({', '.join(beside)})" if beside else author.name


def _where(page: Page) -> str:
    if not page.dateline:
        return ""
    found = page.dateline
    return ", ".join(str(said) for said in (found.place, found.region, found.date, found.source) if said)


def _when(stamp: Timestamp | None) -> str:
    return str(stamp.value) if stamp else ""


def _kinds(page: Page) -> str:
    counts = Counter(block.kind for block in page.blocks)
    return ", ".join(f"{counts[kind]} {kind}" for kind in BlockKind if counts[kind])


def _quotes(page: Page) -> str:
    counts = Counter(quote.kind for quote in page.quotes)
    return ", ".join(f"{counts[kind]} {kind}" for kind in QuoteKind if counts[kind])


def _body(page: Page) -> str:
    if not page.body:
        return ""
    return f"{len(page.body):,} characters: {_short(page.body, BODY)}"


def _short(text: str, width: int) -> str:
    # Cut first, because a page may be one word of megabytes.
    return text if len(text) <= width else textwrap.shorten(text[: 2 * width], width, placeholder=" …")


def _quote(quote: Quote) -> Text:
    speaker = "nobody named" if quote.speaker is None else quote.speaker.name or quote.speaker.mention
    line = Text(printable(speaker), style="green")
    line.append(f" ({printable(quote.cue.text)})" if quote.cue else "", style="dim")
    line.append(f": {printable(_short(quote.text, QUOTE))}", style="default")
    return line


FACTS: Final[tuple[tuple[str, Callable[[Page], str]], ...]] = (
    ("title", lambda page: page.title or ""),
    ("by", _by),
    ("where", _where),
    ("published", lambda page: _when(page.published)),
    ("modified", lambda page: _when(page.modified)),
    ("clock", lambda page: _when(page.clock)),
    ("language", lambda page: page.language or ""),
    ("tags", lambda page: ", ".join(page.tags)),
    ("blocks", _kinds),
    ("comments", lambda page: f"{len(page.comments):,}" if page.comments else ""),
    ("body", _body),
    ("quotes", _quotes),
)
