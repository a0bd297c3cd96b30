"""A prefilter: which of many patterns match a line. Tried are those that its first characters and its words allow.

Most patterns begin with a few words, and most lines with others; most of the rest need a word or sign that few
lines have. One alternation of all would be slower than the few that are left, one after the other. A pattern is
compiled when a line has what it needs: a first page compiles a fifth of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar

import regex
from attrs import define, field, frozen

from natodocs._patterns import literals

OPENING: Final = 3  # characters of a line that tell which patterns may match it
REMEMBERED: Final = 8192  # openings
# Words of no language. A pattern that goes on over them scans far before it fails, so that it is worth looking for what
# it needs; the others fail after a few characters.
NONSENSE: Final = "Xq zq xq Zq xqz zqx"
# Openings after which all patterns are compiled, those of a page or two: a process that has read so much goes on, and a
# compiled pattern is passed by for the opening of a line alone.
LAZY: Final = 500
ANY_LENGTH: Final = range(1 << 31)  # words

T = TypeVar("T")


@frozen
class Row(Generic[T]):
    """A pattern, and what it stands for."""

    pattern: regex.Pattern[str]
    """What it matches, from where it is tried."""
    value: T
    """What it stands for."""
    words: range = ANY_LENGTH
    """How many words a line has that it is tried on."""
    tail: int | None = None
    """How many of the last characters of a text it is tried on; `None` for all: most texts are longer."""


@define
class _Sifted(Generic[T]):
    """A row, with what a line must hold for it."""

    row: Row[T]
    exact: tuple[str, ...] = field(init=False)
    folded: tuple[str, ...] = field(init=False)
    is_compiled: bool = False
    """Whether a line has had what the row needs; until then, nothing is asked of the pattern."""
    fails_soon: bool = False
    """Whether it is compiled, and to try it is quicker than to look for what it needs."""

    def __attrs_post_init__(self) -> None:
        needs = literals.of(self.row.pattern.pattern)
        self.exact, self.folded = (needs.exact, needs.folded) if needs else (("",), ())

    def compile(self) -> None:
        """Compile the pattern; to do so twice at a time does no harm."""
        self.fails_soon = self.row.pattern.match(NONSENSE, partial=True) is None
        self.is_compiled = True


class Sieve(Generic[T]):
    """Patterns in their order; the answers are those of trying one after the other."""

    def __init__(self, rows: Iterable[Row[T]]) -> None:
        self._rows = tuple(map(_Sifted, rows))
        # Between two of these numbers of words, the same rows are tried.
        self._lengths = sorted(
            {length for sifted in self._rows for length in (sifted.row.words.start, sifted.row.words.stop)}
        )
        self._opened = lru_cache(maxsize=REMEMBERED)(self._open)
        self._beginning = lru_cache(maxsize=REMEMBERED)(self._begin)
        self._openings = 0  # how many were looked at

    def matches(self, text: str, start: int = 0, *, words: int = 0) -> Iterable[tuple[T, regex.Match[str]]]:
        """Yield what matches a text from `start`, and what it stands for; `words` is how many the text has."""
        rows = self._opened(text[start : start + OPENING], bisect_right(self._lengths, words))
        return self._tried(rows, text, start) if rows else ()

    def _tried(
        self, rows: tuple[_Sifted[T], ...], text: str, start: int
    ) -> Iterator[tuple[T, regex.Match[str]]]:
        parts: dict[int | None, _Part] = {}  # by how long they are: few rows are tried, and most on all
        for sifted in rows:
            row = sifted.row
            if row.tail is None and sifted.fails_soon:
                match = row.pattern.match(text, start)
            else:
                part = parts.get(row.tail)
                if part is None:
                    from_end = len(text) - row.tail if row.tail else 0
                    part = parts[row.tail] = _Part(text, max(start, from_end))
                if not part.has_one_of(sifted):
                    continue
                if not sifted.is_compiled:
                    self._compile(sifted)
                match = row.pattern.match(text, part.start)
            if match:
                yield row.value, match

    def starts(self, text: str, start: int = 0) -> Iterator[int]:
        """Yield where each pattern that is found in a text after `start` is found first."""
        part = _Part(text, start)
        for sifted in self._rows:
            if part.has_one_of(sifted):
                match = sifted.row.pattern.search(text, start)
                if match:
                    yield match.start()

    def _open(self, opening: str, length: int) -> tuple[_Sifted[T], ...]:
        """Return the rows that may match a text that begins so, and has as many words."""
        shortest = self._lengths[length - 1] if length else -1
        return tuple([sifted for sifted in self._beginning(opening) if shortest in sifted.row.words])

    def _begin(self, opening: str) -> tuple[_Sifted[T], ...]:
        """Return the rows that may match a text that begins so."""
        cut = _cut(opening)
        if cut != opening:
            return self._beginning(cut)
        if not opening:
            return self._rows
        self._openings += 1
        if self._openings == LAZY:
            self._compile(*(sifted for sifted in self._rows if not sifted.is_compiled))
        return tuple(
            sifted
            for sifted in self._beginning(opening[:-1])
            if not sifted.is_compiled or sifted.row.pattern.match(opening, partial=True)
        )

    def _compile(self, *rows: _Sifted[T]) -> None:
        """Compile rows; from now on they are left out of openings that they do not match."""
        for sifted in rows:
            sifted.compile()
        self._opened.cache_clear()
        self._beginning.cache_clear()


class _Part:
    """The part of a text that rows are tried on: to its end from a place, and what it holds."""

    def __init__(self, text: str, start: int) -> None:
        self.start = start
        self._text = text[start:] if start else text
        self._folded = literals.fold(self._text)

    def has_one_of(self, sifted: _Sifted[T]) -> bool:
        """Return whether it has something that a row needs, where the row has it."""
        for text, strings in ((self._text, sifted.exact), (self._folded, sifted.folded)):
            for string in strings:  # plain loops, since most lists are short
                if string in text:
                    return True
        return False


class Search:
    """One of some patterns, searched for only where a text holds what one of them needs."""

    def __init__(self, sources: Sequence[str], pattern: regex.Pattern[str]) -> None:
        needs = [literals.of(source) for source in sources]
        known = [found for found in needs if found]
        self._pattern = pattern
        self._always = len(known) < len(needs)
        self._exact = tuple({text for found in known for text in found.exact})
        self._folded = tuple({text for found in known for text in found.folded})

    def search(self, text: str) -> regex.Match[str] | None:
        """Return what the pattern finds first in a text."""
        if (
            self._always
            or any(map(text.__contains__, self._exact))
            or any(map(literals.fold(text).__contains__, self._folded))
        ):
            return self._pattern.search(text)
        return None


def _cut(opening: str) -> str:
    """Cut the first characters of a text so that they end in a word: what follows them may begin one, or not."""
    while opening and not opening[-1].isalnum():
        opening = opening[:-1]
    return opening
