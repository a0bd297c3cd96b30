"""Which of many patterns match a line: tried are those that may, by its first characters and by what each needs.

Most patterns begin with a few words, and most lines with others; most of the rest need a word or sign that few
lines have. One alternation of all would be slower than the few that are left, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar

import regex
from attrs import define, field, frozen

from natodocs import _needs

OPENING: Final = 3  # characters of a line that tell which patterns may match it
REMEMBERED: Final = 8192  # openings
# Words of no language. A pattern that goes on over them scans far before it fails, so that it is worth looking for what
# it needs; the others fail after a few characters.
NONSENSE: Final = "Xq zq xq Zq xqz zqx"
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
    """In how many of the last characters of a text what it needs must stand; `None` where anywhere."""


@define
class _Sifted(Generic[T]):
    """A row, with what a line must hold for it."""

    row: Row[T]
    fails_soon: bool = field(init=False)
    exact: tuple[str, ...] = field(init=False)
    folded: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        pattern = self.row.pattern
        self.fails_soon = pattern.match(NONSENSE, partial=True) is None
        needs = _needs.of(pattern.pattern)
        self.exact, self.folded = (needs.exact, needs.folded) if needs else (("",), ())


class Sieve(Generic[T]):
    """Patterns in their order; the answers are those of trying one after the other."""

    def __init__(self, rows: Iterable[Row[T]]) -> None:
        self._rows = tuple(map(_Sifted, rows))
        self._opened = lru_cache(maxsize=REMEMBERED)(self._open)

    def matches(self, text: str, start: int = 0, *, words: int = 0) -> Iterator[tuple[T, regex.Match[str]]]:
        """Yield what matches a text from `start`, and what it stands for; `words` is how many the text has."""
        rows = self._opened(_cut(text[start : start + OPENING]))
        if not rows:
            return
        held = _Held(text)
        for sifted in rows:
            row = sifted.row
            if words in row.words and (sifted.fails_soon or held.one_of(sifted)):
                match = row.pattern.match(text, start)
                if match:
                    yield row.value, match

    def starts(self, text: str, start: int = 0) -> Iterator[int]:
        """Yield where each pattern that is found in a text after `start` is found first."""
        has, has_folded = text.__contains__, _needs.fold(text).__contains__
        for sifted in self._rows:
            if any(map(has, sifted.exact)) or any(map(has_folded, sifted.folded)):
                match = sifted.row.pattern.search(text, start)
                if match:
                    yield match.start()

    def _open(self, opening: str) -> tuple[_Sifted[T], ...]:
        rows = self._opened(_cut(opening[:-1])) if opening else self._rows
        return tuple(sifted for sifted in rows if sifted.row.pattern.match(opening, partial=True))


class _Held:
    """A text to look into for what a row needs; its small letters are made when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int | None, tuple[str, str]] = {}

    def one_of(self, sifted: _Sifted[T]) -> bool:
        """Whether the text has something that a row needs, where the row has it."""
        tail = sifted.row.tail
        ends = self._ends.get(tail)
        if ends is None:
            end = self._text[-tail:] if tail else self._text
            ends = self._ends[tail] = (end, _needs.fold(end))
        return any(map(ends[0].__contains__, sifted.exact)) or any(map(ends[1].__contains__, sifted.folded))


class Search:
    """One of some patterns, searched for only where a text holds what one of them needs."""

    def __init__(self, sources: Sequence[str], pattern: regex.Pattern[str]) -> None:
        needs = [_needs.of(source) for source in sources]
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
            or any(map(_needs.fold(text).__contains__, self._folded))
        ):
            return self._pattern.search(text)
        return None


def _cut(opening: str) -> str:
    """Cut the first characters of a text so that they end in a word: what follows them may begin one, or not."""
    while opening and not opening[-1].isalnum():
        opening = opening[:-1]
    return opening
