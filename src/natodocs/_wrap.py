"""Hard-wrapped lines -> paragraphs.

A typewriter and a mail program break a line where the next word would not have fitted; a list does not. So a
line goes on in the next one where the next one's first word would have gone over the width of their run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex
from attrs import define

NARROWEST: Final = 40  # characters; shorter lines are menus and verse
WIDEST: Final = 130  # characters; longer lines are paragraphs that nobody wrapped
FULL: Final = 0.8  # share of the lines that break within a sentence, after which the next word did not fit
LEAST_JOINS: Final = 2  # breaks of a run that fall within a sentence; a list of headlines has none
GOES_ON: Final = regex.compile(r"""["'(«“‘]?[\p{Ll}\d]""", regex.VERSION1)
ENDS: Final = regex.compile(r"""[.!?:…][)\]"'”’»“]*+\Z""")


@define
class Printed:
    """A line as it stands in the text."""

    number: int
    """From 1."""
    start: int
    """Index of its first character."""
    end: int
    """Index after its break."""
    first: int
    """Index of its first printed character."""
    last: int
    """Index after its last printed character."""

    @property
    def indent(self) -> int:
        """How many characters stand before the first printed one."""
        return self.first - self.start

    @property
    def width(self) -> int:
        """How many characters it has up to the last printed one."""
        return self.last - self.start


def join(text: str, run: list[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Yield the first and last line of each paragraph of a run, which has no blank line and is empty afterwards."""
    if len(run) == 1:
        yield run[0], run[0]
        return
    width = max([line.last - line.start for line in run])
    if not NARROWEST <= width <= WIDEST or not _is_wrapped(text, run, width):
        run.reverse()
        while run:  # so that what was yielded can go: a run may be a menu of megabytes
            line = run.pop()
            yield line, line
        return
    first = run[0]
    for line, following in pairwise(run):
        if not (following.indent <= line.indent and _is_full(text, line, following, width)):
            yield first, line
            first = following
    yield first, run[-1]


def _is_wrapped(text: str, run: Sequence[Printed], width: int) -> bool:
    if all(text[line.first].isupper() for line in run[1:]):  # no sentence goes on in its next line
        return False
    # Where a sentence ends with its line, the paragraph may end there too, so nothing follows from it.
    pairs = [pair for pair in pairwise(run) if not ENDS.search(text, pair[0].first, pair[0].last)]
    full = sum(_is_full(text, line, following, width) for line, following in pairs)
    within = sum(GOES_ON.match(text, following.first) is not None for _, following in pairs)
    return bool(pairs) and within >= min(LEAST_JOINS, len(pairs)) and full >= FULL * len(pairs)


def _is_full(text: str, line: Printed, following: Printed, width: int) -> bool:
    """Whether the next line's first word would have gone over the width."""
    end = following.first
    while end < following.last and not text[end].isspace():
        end += 1
        if end - following.first > WIDEST:
            break
    return line.width + 1 + end - following.first > width
