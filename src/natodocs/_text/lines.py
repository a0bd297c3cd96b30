"""Text -> lines with their features."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from attrs import define

from natodocs._document.document import Document, Region, shared
from natodocs._document.marks import NO_MARKS, Mark
from natodocs._text import normalized, unwrap
from natodocs._text.characters import ARROWS, BULLETS, LEADING, LONG_DASHES, ORNAMENTS, PLAIN_BULLETS
from natodocs._text.unwrap import Printed
from natodocs._types import Span

# A line ends at these alone: other separators (U+2028, vertical tab) stand inside paragraphs of real dumps.
LINE: Final = re.compile(r"[^\n\r\f]*+(?:\r\n|[\n\r\f]|\Z)")
# A bullet, a markdown heading or a quotation sign before the words; a hyphen or a star needs its blank.
LEAD: Final = re.compile(
    rf"(?:[{BULLETS}{ORNAMENTS}{ARROWS}{LONG_DASHES}]\s*+|[{PLAIN_BULLETS}]\s++|#{{1,6}}\s++|(?:>\s?+)++)+"
)
WORD: Final = re.compile(r"[^\W_]++(?:['’\-.][^\W_]++)*+")
# Scripts that put no blanks between words: two characters count as a word there.
UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
)
SENTENCE_END: Final = re.compile(r"""[.!?…。！？।؟۔:][)\]"'”’»“*\s]*+$""")
# What a sentence may end in; most other lines do not.
ENDINGS: Final = frozenset(""".!?…。！？।؟۔:)]"'”’»“*""")
LEADS: Final = frozenset((*LEADING, "#"))  # what `LEAD` begins with
PICTURE: Final = "!["  # what markdown writes before the words for a picture
CAPTION: Final = frozenset({Mark.CAPTION})
SHORT: Final = 80  # characters; longer lines are prose, which does not come again
REMEMBERED: Final = 32768  # short lines; some hundred pages of a site have fewer


@define
class Line:
    """One line that is not blank, or the hard-wrapped lines of one paragraph.

    Nobody changes it; it is not frozen because a page has thousands, and to make a frozen one takes four times as long.
    """

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
    """As it is read (see `normalized`), without bullet and heading marks."""
    lead: str
    """The bullet or heading marks before it; "" where there are none."""
    words: int
    """How many words; two characters of a script without blanks are one."""
    blank_before: bool
    """Whether a blank line stands above it, or the top of the page."""
    marks: frozenset[Mark]
    """What the markup of the page says of it; empty for plain text."""

    @property
    def span(self) -> Span:
        """From its first to its last printed character; made when asked for: a page has thousands of lines."""
        return Span(self.first, self.last)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text[-1:] in ENDINGS and SENTENCE_END.search(text, max(0, len(text) - 12)) is not None


def split(document: Document, most: int = sys.maxsize) -> list[Line]:
    """Return the lines of a document that are not blank, in order; hard-wrapped ones as one.

    Args:
        document: What holds them.
        most: How many printed lines are read.
    """
    text = document.text
    markup = Markup(document.regions) if document.regions else None
    lines: list[Line] = []
    for run in _runs(text, most):
        blank_before = True
        for above, below in unwrap.join(text, run):
            number, start, _, first, _ = above
            _, _, end, _, last = below
            shown = text[first:last]
            bare, lead, words = _remembered(shown) if last - first <= SHORT else _read(shown)
            marks = markup.of(first, last) if markup else NO_MARKS
            if shown.startswith(PICTURE):
                marks |= CAPTION
            lines.append(Line(number, start, end, first, last, bare, lead, words, blank_before, marks))
            blank_before = False
    return lines


def paragraphs(text: str) -> list[Span]:
    """Return where the lines of a plain text are printed, hard-wrapped ones as one: the spans of `split` alone."""
    return [Span(above[3], below[4]) for run in _runs(text) for above, below in unwrap.join(text, run)]


def _runs(text: str, most: int = sys.maxsize) -> Iterator[list[Printed]]:
    """Yield the runs of printed lines between blank ones, so many lines in all and no more."""
    plain = "\r" not in text and "\f" not in text
    pieces, gap = (text.split("\n"), 1) if plain else (LINE.findall(text), 0)
    run: list[Printed] = []
    start = 0
    for number, piece in enumerate(pieces, 1):
        end = start + len(piece) + gap
        printed = piece.strip()
        if printed:
            if not most:
                break
            most -= 1
            first = start if len(printed) == len(piece) else start + piece.index(printed[0])
            run.append((number, start, end, first, first + len(printed)))
        elif run:
            yield run
            run = []
        start = end
    if run:
        number, start, end, first, last = run[-1]
        run[-1] = number, start, min(end, len(text)), first, last  # the last line may have no break
        yield run


def _read(shown: str) -> tuple[str, str, int]:
    """Read a line: its words without the marks before them, these marks, how many words."""
    read = normalized.read_text(shown)
    if read[:1] in LEADS and (lead := LEAD.match(read)):
        bare, mark = read[lead.end() :].strip(), lead.group()
    else:
        bare, mark = read.strip(), ""
    return bare, mark, count_words(bare)


_remembered: Final = lru_cache(maxsize=REMEMBERED)(_read)  # those of a menu are on every page of their site


# Letters and digits as they are, what joins two words to one as a hyphen, all else a blank.
SHAPES: Final = bytes(
    code if chr(code).isalnum() else ord("-") if chr(code) in "'-." else ord(" ") for code in range(256)
)
JOINS_NOTHING: Final = re.compile(rb"-{2,}+|(?<= )-(?= )")


def count_words(text: str) -> int:
    """Return how many words a text has: as `WORD` counts them, in a fifth of its time where letters are Latin."""
    latin = normalized.latin(text)
    if latin is None:
        return len(WORD.findall(text)) + len(UNSPACED.findall(text)) // 2
    shape = b" %b " % latin.translate(SHAPES)
    if b"--" in shape or b" - " in shape:
        shape = JOINS_NOTHING.sub(b" ", shape)
    return len(shape.split())


class Markup:
    """Walks the regions of a document beside its lines."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._regions = iter(regions)
        self._following = next(self._regions, BEYOND)
        self._open = [(sys.maxsize, NO_MARKS)]  # where each ends, and all marks inside it; first the page

    def of(self, first: int, last: int) -> frozenset[Mark]:
        """Return the marks of a line, those of its first character; lines must not go backwards.

        A counter of comments says nothing of the paragraph that it opens.
        """
        marks = self.at(first)
        if COUNTERS.isdisjoint(marks):
            return marks
        opened, inner = self._open, len(self._open) - 1
        while opened[inner][0] < (first + last) / 2 and not COUNTERS.isdisjoint(opened[inner][1]):
            inner -= 1
        return opened[inner][1]

    def at(self, position: int) -> frozenset[Mark]:
        """Return all marks at a position; positions must not go backwards."""
        opened = self._open
        while opened[-1][0] <= position:
            opened.pop()
        while (region := self._following).start <= position:
            if region.end > position:  # then it stands in those that are open, since regions nest
                opened.append((region.end, _union(opened[-1][1], region.marks)))
            self._following = next(self._regions, BEYOND)
        return opened[-1][1]


COUNTERS: Final = Mark.all_of("comment-ui comments")  # the marks of what counts comments
BEYOND: Final = Region(sys.maxsize, sys.maxsize, NO_MARKS)  # what follows the last region


@lru_cache(maxsize=8_192)
def _union(marks: frozenset[Mark], more: frozenset[Mark]) -> frozenset[Mark]:
    """Unite marks; remembered, since the lines of a page have some twenty sets of marks."""
    return shared(marks | more)
