"""Text as a person reads it, with the way back to where it stands.

Markdown marks, invisible characters and the breaks of wrapped lines are read over; blanks of every kind are
blanks; letters of another alphabet that look like those around them are read as those. Nothing is repaired in
the page itself: a `Reading` is a copy for matching, and each of its positions knows its origin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Final

import regex
from attrs import define

from natodocs import _rules
from natodocs._patterns.lazy import lazily
from natodocs._types import Span

INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufeff"  # soft hyphen, zero-width characters, marks of direction

# What is not read: the marks around the group `link`, or the whole match. A break is read as one blank.
MARKS: Final = rf"""
      !?\[(?P<link>[^\]\[\n]{{1,300}})\]\([^()\s]{{0,1000}}\)
    | [*]{{1,3}}+
    | (?<![\w_])_{{1,3}}+(?=\S) | (?<=\S)_{{1,3}}+(?![\w_])
    | [{INVISIBLE}]++
    """
BREAKS: Final = lazily(r"(?<![ \t\xa0])[ \t\xa0]*+(?:\r\n|[\n\r\f])\s*+", regex.VERSION1)
SKIPPED: Final = lazily(rf"(?P<break>{BREAKS.pattern}) | {MARKS}", regex.VERSION1 | regex.VERBOSE)
SKIPPED_IN_LINE: Final = lazily(MARKS, regex.VERSION1 | regex.VERBOSE)  # five times as fast
SKIPS_IN_LINE: Final = re.compile(rf"[*_\[{INVISIBLE}]")
BREAK: Final = re.compile(r"[\n\r\f]")
SKIPS_SOMETHING: Final = re.compile(rf"[\n\r\f*_\[{INVISIBLE}]")
FOREIGN: Final = re.compile("[\u0370-\u03ff\u0400-\u052f]")  # Greek and Cyrillic
BORDER: Final = lazily(r"\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin}", regex.VERSION1)
TOKEN: Final = regex.compile(r"\w+")
BLANKS: Final = str.maketrans(dict.fromkeys("\t\v\xa0\u1680\u202f\u205f\u3000\u2028\u2029\x85", " "))
BLANKS.update(str.maketrans(dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")))
# What is read as something else, apart from breaks; most paragraphs have none of it.
UNUSUAL: Final = re.compile(rf"[*_\[{INVISIBLE}{''.join(map(chr, BLANKS))}\u0370-\u03ff\u0400-\u052f]")


@define  # not frozen: a page has hundreds, and those take three times as long to make
class Reading:
    """A text as it is read; nobody changes it."""

    text: str
    """What is read."""
    starts: tuple[int, ...]
    """Where the pieces begin in `text`; the first is 0."""
    origins: tuple[int, ...]
    """Where the same pieces begin in the source, in characters."""

    def origin(self, index: int) -> int:
        """Return where the character at `index` of `text` stands in the source."""
        if len(self.starts) == 1:
            return self.origins[0] + index
        piece = bisect_right(self.starts, index) - 1
        return self.origins[piece] + index - self.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the source from the first to the last character of `text[start:end]`."""
        if len(self.starts) == 1 and start < end:  # most
            first = self.origins[0]
            return Span(first + start, first + end)
        if end <= start:
            first = self.origin(start)
            return Span(first, first)
        return Span(self.origin(start), self.origin(end - 1) + 1)


def read(text: str, span: Span) -> Reading:
    """Read the stretch of `text` at `span`: one line, or a paragraph of several."""
    source = text[span.start : span.end]
    if not SKIPS_SOMETHING.search(source):
        return Reading(fold(source), (0,), (span.start,))
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = position = 0

    def keep(start: int, end: int, shown: str | None = None) -> None:
        nonlocal length
        if start < end:
            piece = source[start:end] if shown is None else shown
            pieces.append(piece)
            starts.append(length)
            origins.append(span.start + start)
            length += len(piece)

    for match in (SKIPPED if BREAK.search(source) else SKIPPED_IN_LINE).finditer(source):
        keep(position, match.start())
        if match.lastgroup == "break":
            # One blank, at the place of the break itself, so that a span that ends before it ends in time.
            keep(match.start(), match.start() + 1, " ")
        elif match.lastgroup == "link":
            keep(match.start("link"), match.end("link"))
        position = match.end()
    keep(position, len(source))
    return Reading(fold("".join(pieces)), tuple(starts) or (0,), tuple(origins) or (span.start,))


def read_all(text: str, spans: Iterable[Span]) -> list[Reading]:
    """Read stretches of a text that follow one another, each as `read` does."""
    found: list[Reading] = []
    unusual = -1
    for span in spans:
        if unusual < span.start:  # so that a text is searched once, however many stretches it has
            match = UNUSUAL.search(text, span.start)
            unusual = match.start() if match else len(text)
        source = text[span.start : span.end]
        if unusual < span.end or "\n" in source or "\r" in source or "\f" in source:
            found.append(read(text, span))
        else:
            found.append(Reading(source, (0,), (span.start,)))
    return found


def read_text(source: str) -> str:
    """Return what is read of a line or paragraph, where the way back is not needed."""
    if source.isprintable() and "*" not in source and "_" not in source and "[" not in source:
        return source if source.isascii() else _fold_letters(source)  # nothing else is in `SKIPS_SOMETHING`
    if not SKIPS_SOMETHING.search(source):
        return fold(source)
    if SKIPS_IN_LINE.search(source):
        return read(source, Span(0, len(source))).text
    return fold(BREAKS.sub(" ", source))


def fold(text: str) -> str:
    """Return the text, of the same length, with plain blanks and without letters of a foreign alphabet."""
    if text.isascii():
        return text.translate(BLANKS) if "\t" in text or "\v" in text else text
    return _fold_letters(text if text.isprintable() else text.translate(BLANKS))


def _fold_letters(text: str) -> str:
    if not (FOREIGN.search(text) and BORDER.search(text)):
        return text
    return TOKEN.sub(lambda word: _fold_word(word.group()), text)


# The usual ones that Latin-1 does not have.
SIGNS: Final = (("’", "'"), *((sign, " ") for sign in "“”„–—…‘•"))


def latin(text: str) -> bytes | None:
    """Return a text in Latin-1, its signs as plain ones or blanks, or `None` where it has other letters.

    What is asked of each character is asked of bytes in a tenth of the time: see `bytes.translate`.
    """
    found = text.encode("latin-1", "replace")
    if text.isascii() or found.count(b"?") == text.count("?"):
        return found
    for sign, plain in SIGNS:
        text = text.replace(sign, plain)
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _fold_word(word: str) -> str:
    if not BORDER.search(word):
        return word
    latin = sum(1 for letter in word if letter.isascii())
    to_latin, from_latin = _lookalikes()
    return word.translate(to_latin if latin * 2 >= len(word) or len(word) - latin == 1 else from_latin)


@cache
def _lookalikes() -> tuple[dict[int, str], dict[int, str]]:
    """Tables from Cyrillic and Greek letters to Latin ones, and from Latin to Cyrillic ones."""
    pairs = sorted(_rules.load(None).words("lookalikes"))
    to_latin = {ord(pair[0]): pair[1] for pair in pairs}
    from_latin = {ord(pair[1]): pair[0] for pair in pairs if "\u0400" <= pair[0] <= "\u04ff"}
    return to_latin, from_latin
