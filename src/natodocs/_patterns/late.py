"""Characters that the oldest Python does not know: each is read as an old one of its kind, and given back at the end.

What `str`, `re` and `unicodedata` say of a character depends on the Python, and `regex` has tables of its own: a letter
of Unicode 15 is one for some of them and nothing for the others, and each Python would read a page with it in another
way. So a late character has a stand-in, an old character of the same kind that the page does not have. Its kind is what
`regex` says, whose tables are the same under every Python. A page without late characters, as nearly all are, costs one
search.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar, cast

import regex
from attrs import evolve, frozen

T = TypeVar("T")

FILE: Final = Path(__file__).with_name("late.txt")  # by tools/tables/late.py
UNASSIGNED: Final = "Cn"
BEYOND: Final = 0x10000  # the first character above those that most pages are written in
# Old ones whose case is another in later versions: they got a letter of the other case, or are no small letters, or
# became ones. Three of them are letters of phonetic spelling.
CHANGED: Final = frozenset(
    "\u019b\u0264\u0277\u027c\u0295\u10fc\ua7d3\ua7d5\ua7f2\ua7f3\ua7f4\uab4b\uab4c\uab69"
)

Pool = tuple[range, ...]
# The stand-ins of each kind, the first kind that fits; all are beyond, and older than version 14.
KINDS: Final[tuple[tuple[str, Pool], ...]] = (
    (r"\p{Han}", (range(0x20000, 0x2A6D7),)),  # rare Chinese characters
    (r"[\p{L}\p{N}]", (range(0x17000, 0x187ED),)),  # Tangut: letters without case
    (r"\p{M}", (range(0xE0100, 0xE01F0),)),  # selectors of variants
    (
        r"\P{Cn}",
        (range(0x1F300, 0x1F3FB), range(0x1F400, 0x1F600), range(0x1D000, 0x1D0F6)),
    ),  # pictures, music
)
LEFT: Final[Pool] = (
    range(0xF0000, 0xFFFFE),
    range(0x100000, 0x10FFFE),
)  # private: what a newer Python alone knows
CAPITAL: Final = r"\p{Lu}"
CASED: Final = r"[\p{Lu}\p{Ll}]"
# Capitals and, in the same order, their small letters: Deseret, Osage, Old Hungarian, Warang Citi, Medefaidrin, Adlam.
PAIRS: Final = (
    (range(0x10400, 0x10428), range(0x10428, 0x10450)),
    (range(0x104B0, 0x104D4), range(0x104D8, 0x104FC)),
    (range(0x10C80, 0x10CB3), range(0x10CC0, 0x10CF3)),
    (range(0x118A0, 0x118C0), range(0x118C0, 0x118E0)),
    (range(0x16E40, 0x16E60), range(0x16E60, 0x16E80)),
    (range(0x1E900, 0x1E922), range(0x1E922, 0x1E944)),
)


@frozen
class StandIns:
    """What the late characters of a page are read as."""

    there: Mapping[int, str]
    """The stand-in of each late character."""
    back: Mapping[int, str]
    """The late character that a stand-in, or its letter of the other case, stands for."""

    def settle(self, value: T) -> T:
        """Return a value with stand-ins for the late characters of all its texts."""
        return _mapped(value, self.there) if self.there else value

    def restore(self, value: T) -> T:
        """Return a value with the late characters in place of their stand-ins, in all its texts."""
        return _mapped(value, self.back) if self.back else value


NONE: Final = StandIns({}, {})


def settle(value: T) -> tuple[T, StandIns]:
    """Return a text, or a value that holds texts, with stand-ins for its late characters, and what gives them back."""
    texts = [text for text in _texts(value) if not text.isascii()]
    late = found(texts)
    if not late:
        return value, NONE
    stand_ins = _stand_ins(late, frozenset(filter(_is_beyond, chain.from_iterable(texts))))
    return stand_ins.settle(value), stand_ins


def found(texts: Iterable[str]) -> frozenset[str]:
    """Return the late characters of some texts."""
    suspects: set[str] = set()
    for text in texts:
        if not text.isascii():
            suspects.update(_suspects().findall(text))
    return frozenset(filter(is_late, suspects))


def blanked(text: str) -> str:
    """Return a text with blanks for what is no character in the oldest Python, which is how that reads them."""
    late = found((text,)) - CHANGED
    return text.translate(dict.fromkeys(map(ord, late), " ")) if late else text


def folded(text: str) -> str:
    """Return a text in small letters for comparing, its late characters as they are."""
    late = found((text,))
    if not late:
        return text.casefold()
    return "".join(letter if letter in late else letter.casefold() for letter in text)


@lru_cache(maxsize=4_096)
def is_late(char: str) -> bool:
    """Return whether the Pythons, or `regex` and a Python, may differ about a character."""
    starts, ends = _stretches()
    at = bisect_right(starts, ord(char)) - 1
    if at < 0 or ord(char) > ends[at]:
        return char in CHANGED
    return unicodedata.category(char) != UNASSIGNED or _matches(r"\P{Cn}", char)


def _is_beyond(char: str) -> bool:
    return ord(char) >= BEYOND


def _stand_ins(late: Iterable[str], used: frozenset[str]) -> StandIns:
    """Choose a stand-in for each late character of a page, which uses some characters itself."""
    pairs = (
        pair
        for capitals, small in PAIRS
        for pair in zip(map(chr, capitals), map(chr, small), strict=True)
        if used.isdisjoint(pair)
    )
    pools = {kind: _unused(pool, used) for kind, pool in KINDS}
    left = _unused(LEFT, used)
    there: dict[int, str] = {}
    back: dict[int, str] = {}
    for char in sorted(late):  # so that the choice is the same each time
        if _matches(CASED, char) and (pair := next(pairs, None)):
            there[ord(char)] = pair[not _matches(CAPITAL, char)]
            back |= dict.fromkeys(map(ord, pair), char)
            continue
        kind = next((kind for kind, _ in KINDS if _matches(kind, char)), None)
        stand_in = (next(pools[kind], None) if kind else None) or next(left, None)
        if stand_in:  # else the page has all characters that there are
            there[ord(char)] = stand_in
            back[ord(stand_in)] = char
    return StandIns(there, back)


def _unused(pool: Pool, used: frozenset[str]) -> Iterator[str]:
    return (char for char in map(chr, chain.from_iterable(pool)) if char not in used)


def _matches(kind: str, char: str) -> bool:
    return _kind(kind).match(char) is not None


@cache
def _kind(kind: str) -> regex.Pattern[str]:
    return regex.compile(kind, regex.VERSION1)


@cache
def _stretches() -> tuple[list[int], list[int]]:
    """Return where the stretches without a character begin, and where they end."""
    lines = FILE.read_text("ascii").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return [int(first, 16) for first, _ in rows], [int(last, 16) for _, last in rows]


@cache
def _suspects() -> re.Pattern[str]:
    """Return the pattern of all characters that may be late: a table up to where it ends, and all beyond.

    A table is asked in the same time however many stretches it has; stretches beyond it would be tried in turn.
    """
    starts, ends = _stretches()
    near = ((first, last) for first, last in zip(starts, ends, strict=True) if first < BEYOND)
    rows = "".join(f"{chr(first)}-{chr(last)}" for first, last in near)
    return re.compile(f"[{rows}{''.join(sorted(CHANGED))}{chr(BEYOND)}-\U0010ffff]")


def _texts(value: object) -> Iterator[str]:
    """Yield all texts in a value."""
    if _is_text(value):
        yield cast("str", value)
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from _texts(item)
    else:
        for name in _names(value):
            yield from _texts(getattr(value, name))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Enum)  # whose members are words of ours


def _mapped(value: T, table: Mapping[int, str]) -> T:
    """Return a value, all its texts translated by a table."""
    new: object = value
    if _is_text(value):
        text = cast("str", value)
        new = text if text.isascii() else text.translate(table)
    elif isinstance(value, tuple):
        new = tuple(_mapped(item, table) for item in value)
    elif isinstance(value, frozenset):
        new = frozenset(_mapped(item, table) for item in value)
    elif names := _names(value):
        held = {name: getattr(value, name) for name in names}
        changed = {name: one for name, item in held.items() if (one := _mapped(item, table)) is not item}
        new = evolve(cast("StandIns", value), **changed) if changed else value  # any attrs class
    return cast("T", new)


def _names(value: object) -> tuple[str, ...]:
    """Return the names of what a value of an attrs class holds; of another, none."""
    return tuple(one.name for one in getattr(type(value), "__attrs_attrs__", ()))
