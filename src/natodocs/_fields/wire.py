"""The agency that a story came from: republished wire copy says so in its dateline, byline or last line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from natodocs import _rules
from natodocs._document.publisher import NOBODY, Publisher
from natodocs._entities import organisations
from natodocs._rules import loader
from natodocs._types import Block, BlockKind, Byline, Dateline, Span, Wire

FOOT: Final = 4  # blocks below the article, one of which may name the source
LAST: Final = 2  # paragraphs at its end that may close with the agency
ENDING: Final = 120  # characters at the end of a paragraph that are looked at
LONGEST_SOURCE: Final = 200  # characters of a line that names the source
# What no line that names a source is; what else it is taken for says little, since nothing but its form tells.
NO_SOURCE: Final = frozenset(
    (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.COMMENT, BlockKind.COMMENT_UI)
)
# Where a story speaks of others; all else that names somebody names the site.
IN_TEXT: Final = frozenset((BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.COMMENT))
WORD: Final = re.compile(r"\w+")
PARAGRAPHS: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def find(
    text: str,
    blocks: Sequence[Block],
    byline: Byline | None,
    dateline: Dateline | None,
    publisher: Publisher = NOBODY,
) -> Wire | None:
    """Return the agency, and the words that say so; `None` where the story is the paper's own.

    Dateline, byline and the line that closes the story are believed in this order. Whoever stands in the place of the
    agency in a dateline is one, known or not, unless it is the site itself; small letters may be short for it.
    """
    for agency, start, end in _of_dateline(dateline):
        if _is_agency(agency) or not (agency.islower() or _is_site(agency, blocks, publisher)):
            return Wire(agency, Span(start, end), text[start:end])
    for agency, start, end in (*_of_byline(byline), *_of_lines(blocks)):
        if _is_agency(agency):
            return Wire(agency, Span(start, end), text[start:end])
    return None


def _is_site(name: str, blocks: Sequence[Block], publisher: Publisher) -> bool:
    """Return whether a name is that of the site: the page says so, or prints it again outside its text."""
    if name in _outlets() or publisher.adds(name):
        return True
    said = f" {_words(name)} "
    return any(
        said in f" {_words(block.text)} "
        for block in blocks
        if block.kind not in IN_TEXT and len(block.text) <= LONGEST_SOURCE
    )


def _words(text: str) -> str:
    """Return the words of a text, in small letters, with a blank between two."""
    return " ".join(WORD.findall(text.casefold()))


def closes(text: str) -> bool:
    """Return whether a paragraph closes with an agency, as the last one of a story does."""
    text = text[-ENDING:]
    return any(
        (match := rule.pattern.match(text)) and _is_agency(match["agency"]) for rule in _rows("closing")
    )


def _of_dateline(dateline: Dateline | None) -> Iterator[tuple[str, int, int]]:
    if dateline and dateline.source and dateline.source in dateline.text:
        start = dateline.span.start + dateline.text.rindex(dateline.source)
        yield dateline.source, start, start + len(dateline.source)


def _of_byline(byline: Byline | None) -> Iterator[tuple[str, int, int]]:
    if not byline or not byline.span:
        return
    for author in byline.authors:
        for name in filter(None, (author.name, author.affiliation)):
            if name in byline.text and name not in _outlets():
                start = byline.span.start + byline.text.rindex(name)
                yield name, start, start + len(name)


def _of_lines(blocks: Sequence[Block]) -> Iterator[tuple[str, int, int]]:
    """Yield what the last paragraphs close with, and what lines around the article name as its source."""
    text = [number for number, block in enumerate(blocks) if block.kind == BlockKind.PARAGRAPH]
    if not text:
        return
    ends = [n for n in range(text[0], text[-1] + 1) if blocks[n].kind in PARAGRAPHS][-LAST:]
    for number in reversed(ends):
        block = blocks[number]
        yield from _matches(block, "closing", max(0, len(block.text.rstrip()) - ENDING))
    titles = [number for number in range(text[0]) if blocks[number].kind == BlockKind.TITLE]
    head = range(titles[-1] if titles else 0, text[0])
    for number in (*head, *range(text[-1] + 1, min(len(blocks), text[-1] + 1 + FOOT))):
        if blocks[number].kind not in NO_SOURCE and len(blocks[number].text) <= LONGEST_SOURCE:
            yield from _matches(blocks[number], "line", 0)


def _matches(block: Block, part: str, start: int) -> Iterator[tuple[str, int, int]]:
    end = len(block.text.rstrip())
    first = start + len(block.text[start:end]) - len(block.text[start:end].lstrip())
    for rule in _rows(part):
        match = rule.pattern.match(block.text, first, end)
        if match and match["agency"] not in _outlets():
            yield (
                match["agency"],
                block.span.start + match.start("agency"),
                block.span.start + match.end("agency"),
            )


def _is_agency(name: str) -> bool:
    """Return whether a name is that of an agency, also with its desk or service behind it ("dpa/lni", "AFP, Paris")."""
    return organisations.is_agency(name) or organisations.is_agency(name.split(",")[0].strip())


@cache
def _outlets() -> frozenset[str]:
    """Return the papers and stations that deliver stories to others: their name in a byline may be the page's own."""
    return frozenset(_rules.load_all().words("wire.outlets"))


@cache
def _rows(part: str) -> tuple[loader.Rule, ...]:
    return tuple(rule for rule in _rules.load_all().rules("wire") if rule.more["where"] == part)
