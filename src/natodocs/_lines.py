"""Text -> lines with their features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from natodocs import _reading, _wrap
from natodocs._source import Document, Region
from natodocs._types import Span
from natodocs._wrap import Printed

# A line ends at these alone: other separators (U+2028, vertical tab) stand inside paragraphs of real dumps.
LINE: Final = re.compile(r"[^\n\r\f]*+(?:\r\n|[\n\r\f]|\Z)")
# A bullet, a markdown heading or a quotation sign before the words; a hyphen or a star needs its blank.
LEAD: Final = re.compile(r"(?:[•●▪■◦‣►▶»›·–—]\s*+|[*+\-]\s++|#{1,6}\s++|(?:>\s?+)++)+")
WORD: Final = re.compile(r"[^\W_]++(?:['’\-.][^\W_]++)*+")
# Scripts that put no blanks between words: two characters count as a word there.
UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
)
SENTENCE_END: Final = re.compile(r"""[.!?…。！？।؟۔:][)\]"'”’»“*\s]*+$""")


NO_MARKS: Final[frozenset[str]] = frozenset()
PICTURE: Final = "!["  # what markdown writes before the words for a picture


@frozen
class Line:
    """One line that is not blank, or the hard-wrapped lines of one paragraph."""

    number: int
    """Of the (first) line as printed, from 1; blank lines count."""
    start: int
    """Index of its first character, from 0."""
    end: int
    """Index after its line break."""
    first: int
    """Index of its first printed character."""
    last: int
    """Index after its last printed character."""
    text: str
    """As it is read (see `_reading`), without bullet and heading marks."""
    lead: str
    """The bullet or heading marks before it; "" where there are none."""
    words: int
    """How many words; two characters of a script without blanks are one."""
    blank_before: bool
    """Whether a blank line stands above it, or the top of the page."""
    marks: frozenset[str]
    """What the markup of the page says of it; empty for plain text."""

    @property
    def span(self) -> Span:
        """From its first to its last printed character; made when asked for: a page has thousands of lines."""
        return Span(self.first, self.last)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return SENTENCE_END.search(self.text, max(0, len(self.text) - 12)) is not None


def split(document: Document) -> list[Line]:
    """Return the lines of a document that are not blank, in order; hard-wrapped ones as one."""
    text = document.text
    markup = Markup(document.regions)
    lines: list[Line] = []
    for run in _runs(text):
        for first, last in _wrap.join(text, run):
            span = Span(first.first, last.last)
            read = _reading.read_text(text, span)
            lead = LEAD.match(read)
            bare = read[lead.end() :].strip() if lead else read.strip()
            marks = markup.at(span.start)
            if text.startswith(PICTURE, span.start):
                marks |= {"caption"}
            mark, words = lead.group() if lead else "", count_words(bare)
            lines.append(
                Line(
                    first.number,
                    first.start,
                    last.end,
                    span.start,
                    span.end,
                    bare,
                    mark,
                    words,
                    first is run[0],
                    marks,
                )
            )
    return lines


def _runs(text: str) -> Iterator[list[Printed]]:
    """Yield the runs of printed lines between blank ones."""
    run: list[Printed] = []
    for number, match in enumerate(LINE.finditer(text), 1):
        printed = match.group().strip()
        if printed:
            first = match.start() + match.group().index(printed[0])
            run.append(Printed(number, match.start(), match.end(), first, first + len(printed)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def count_words(text: str) -> int:
    """Return how many words a text has."""
    if text.isascii():
        return len(WORD.findall(text))
    unspaced = len(UNSPACED.findall(text))
    return len(WORD.findall(text)) + unspaced // 2


class Markup:
    """Walks the regions of a document beside its lines."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self._regions = regions
        self._next = 0
        self._open: list[tuple[int, frozenset[str]]] = []  # where each ends, and all marks inside it

    def at(self, position: int) -> frozenset[str]:
        """Return all marks at a position; positions must not go backwards."""
        opened = self._open
        while opened and opened[-1][0] <= position:
            opened.pop()
        while self._next < len(self._regions) and self._regions[self._next].start <= position:
            region = self._regions[self._next]
            if region.end > position:  # then it stands in those that are open, since regions nest
                opened.append((region.end, _union(opened[-1][1] if opened else NO_MARKS, region.marks)))
            self._next += 1
        return opened[-1][1] if opened else NO_MARKS


@lru_cache(maxsize=8_192)
def _union(marks: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    """Unite marks; remembered, since the lines of a page have some twenty sets of marks."""
    return marks | more
