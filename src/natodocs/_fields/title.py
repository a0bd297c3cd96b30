"""The headline as printed above the text, or as the metadata of the page has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from natodocs._document.document import Metadata, Titles
from natodocs._document.html import titles
from natodocs._document.publisher import Publisher, bare
from natodocs._fields import zones
from natodocs._text import normalized
from natodocs._text.lines import count_words
from natodocs._types import Block, BlockKind

BEFORE: Final = "#•·▪● "  # marks of headings and of lists
# Words of a headline; two characters of a script without blanks are one. Names of sites and sections have fewer.
WORDS: Final = 4
LINE: Final = 3  # words of a line that is the headline because the head says so
KICKED: Final = 3  # words of a headline that a heading may have something above or before


def find(text: str, blocks: Sequence[Block], metadata: Metadata) -> str | None:
    """Return the title, or `None` where there is none.

    What the head of a page gives is mostly the headline with something added, or one for search engines. So a printed
    one that it confirms wins: see `_confirmed`. Of several in plain text the last one is that without the name of the
    site.
    """
    printed = [
        normalized.read(text, zones.printed(block)).text.lstrip(BEFORE)
        for block in blocks
        if block.kind == BlockKind.TITLE
    ]
    if metadata.title is None:
        return printed[-1] if printed else None
    return _confirmed(text, printed, metadata) or metadata.title


def _confirmed(text: str, labelled: Iterable[str], metadata: Metadata) -> str | None:
    """Return the printed headline that the head confirms, in the order of how much that says.

    Args:
        text: of the page.
        labelled: what was labelled a headline.
        metadata: what the head says.
    """
    given, publisher = metadata.titles, metadata.publisher
    lead, *others = (titles.without_site(title, publisher) for title in given.all())
    first, found = _by_letters(metadata.headings, publisher), _by_letters(labelled, publisher)
    for sources in [given.data] if given.data else [given.shared, (given.window,)]:
        agreed = next((key for part in _parts(sources, publisher) if (key := bare(part)) in first), None)
        if agreed and (given.data or not _holds(agreed, lead)):
            return first[agreed]
    if heading := _longest_in(lead, {**found, **first}):
        return heading
    if _is_line(lead, text) or _holds("\n".join(first), lead):
        return None
    if line := _line_of(given, publisher, text):
        return line
    if given.data or len(first) != 1 or not first.keys() <= found.keys():
        return None
    ((key, only),) = first.items()
    if part := _below_kicker(key, given):
        return part
    return None if any(_holds(key, title) for title in others) else only


def _by_letters(texts: Iterable[str], publisher: Publisher) -> Mapping[str, str]:
    """Return texts by their letters and digits; names of the site are no headlines."""
    found = {bare(text): text for text in texts if not publisher.is_meant(text)}
    return {key: text for key, text in found.items() if key}


def _parts(sources: Iterable[str], publisher: Publisher) -> Iterator[str]:
    """Yield what the head gives, and what stands on one side of its separators."""
    for source in sources:
        yield titles.without_site(source, publisher)
        yield from titles.parts(source)


def _longest_in(lead: str, printed: Mapping[str, str]) -> str | None:
    """Return the longest printed headline that is a part of a title."""
    said = bare(lead)
    agreed = [key for key, text in printed.items() if key in said and count_words(text) >= WORDS]
    return printed[max(agreed, key=len)] if agreed else None


def _holds(key: str, title: str) -> bool:
    """Return whether the letters of a heading have a title in them and more: what stands above it, or its author."""
    said = bare(title)
    return said in key != said and count_words(title) >= KICKED


def _below_kicker(key: str, given: Titles) -> str | None:
    """Return the part of what the head gives with which the only heading ends: a kicker stands above it there."""
    for source in given.all():
        for part in titles.parts(source):
            if key != bare(part) and key.endswith(bare(part)) and count_words(part) >= WORDS:
                return part
    return None


def _is_line(part: str, text: str) -> bool:
    return f"\n{part}\n" in text


def _line_of(given: Titles, publisher: Publisher, text: str) -> str | None:
    """Return what the head gives, or a part of that, and is a line of the page."""
    for source in given.all():
        for part in titles.parts(source):
            if _is_line(part, text) and count_words(part) >= LINE and not publisher.is_meant(part):
                return part
    return None
