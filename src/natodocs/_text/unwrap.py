"""Hard-wrapped lines -> paragraphs.

A typewriter and a mail program break a line where the next word would not have fitted; a list does not. So a
line goes on in the next one where the next one's first word would have gone over the width of their run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import regex

NARROWEST: Final = 40  # characters; shorter lines are menus and verse
PROSE_WIDTH: Final = 60  # characters; what is wrapped is wider, and a headline above its byline mostly not
WIDEST: Final = 130  # characters; longer lines are paragraphs that nobody wrapped
FULL: Final = 0.8  # share of the lines that break within a sentence, after which the next word did not fit
LEAST_JOINS: Final = 2  # breaks of a run that fall within a sentence; a list of headlines has none
GOES_ON: Final = regex.compile(r"""["'(«“‘]?[\p{Ll}\d]""", regex.VERSION1)
ENDS: Final = regex.compile(r"""[.!?:…][)\]"'”’»“]*+\Z""")


# A line as it stands in the text: its number, from 1; where it begins and where it ends, its break included; where its
# first printed character is, and the end of its last. A bare tuple: the garbage collector passes over those of numbers
# alone, and a menu may have a hundred thousand lines.
Printed: TypeAlias = tuple[int, int, int, int, int]


def join(text: str, run: list[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Yield the first and last line of each paragraph of a run, which has no blank line and is empty afterwards."""
    if len(run) == 1:
        yield run[0], run[0]
        return
    width = max([last - start for _, start, _, _, last in run])
    if not NARROWEST <= width <= WIDEST or not _is_wrapped(text, run, width):
        run.reverse()
        while run:  # so that what was yielded can go: a run may be a menu of megabytes
            line = run.pop()
            yield line, line
        return
    first = run[0]
    for line, following in pairwise(run):
        if _indent(following) > _indent(line) or not _is_full(text, line, following, width):
            yield first, line
            first = following
    yield first, run[-1]


def _is_wrapped(text: str, run: Sequence[Printed], width: int) -> bool:
    if all(text[first].isupper() for _, _, _, first, _ in run[1:]):  # no sentence goes on in its next line
        return False
    # Where a sentence ends with its line, the paragraph may end there too, so nothing follows from it.
    pairs = [pair for pair in pairwise(run) if not ENDS.search(text, *pair[0][3:])]
    full = sum(_is_full(text, line, following, width) for line, following in pairs)
    within = sum(GOES_ON.match(text, first) is not None for _, (_, _, _, first, _) in pairs)
    if len(run) == LEAST_JOINS and not ENDS.search(text, *run[1][3:]):
        # A headline, and the day or the author below it.
        return width >= PROSE_WIDTH and not text[run[1][3]].isdigit() and full == within == 1
    return bool(pairs) and within >= min(LEAST_JOINS, len(pairs)) and full >= FULL * len(pairs)


def _indent(line: Printed) -> int:
    """Return how many characters stand before the first printed one."""
    _, start, _, first, _ = line
    return first - start


def _is_full(text: str, line: Printed, following: Printed, width: int) -> bool:
    """Return whether the next line's first word would have gone over the width."""
    _, start, _, _, end_of_line = line
    _, _, _, first, last = following
    end = first
    while end < last and not text[end].isspace():
        end += 1
        if end - first > WIDEST:
            break
    return end_of_line - start + 1 + end - first > width
