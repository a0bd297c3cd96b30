"""Words of classes and ids -> marks. The words are in `words.toml`, which says how they are read."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from itertools import takewhile
from types import MappingProxyType
from typing import Final

from attrs import frozen

from natodocs._document.document import shared
from natodocs._document.marks import NO_MARKS, Mark


@frozen
class Row:
    """Words of a name, and what they say."""

    mark: Mark | None
    """`None` for a look-alike that says nothing."""
    anywhere: tuple[str, ...]
    """Sequences of words, joined by hyphens."""
    last: tuple[str, ...]
    """Those that count only where nothing but neutral words follows."""
    matches: tuple[str, ...]
    """Names that must have the mark."""
    spares: tuple[str, ...]
    """Names that look alike and must not have it."""


_FILE = tomllib.loads(resources.files(__package__).joinpath("class_names.toml").read_text(encoding="utf-8"))
_KEYS = ("anywhere", "last", "matches", "spares")
TABLE: Final = tuple(
    Row(Mark(row["mark"]) if "mark" in row else None, *(tuple(row.get(key, ())) for key in _KEYS))
    for row in _FILE["words"]
)
NEGATING: Final = frozenset[str](_FILE["negating"])
NEUTRAL: Final = frozenset[str](_FILE["neutral"])
POSTS: Final = frozenset[str](_FILE["posts"])
SLUGS: Final = tuple[str, ...](_FILE["slugs"])

# A sequence of words -> its mark, and whether it counts at the end alone.
SEQUENCES: Final = MappingProxyType(
    {sequence: (row.mark, False) for row in TABLE for sequence in row.anywhere}
    | {sequence: (row.mark, True) for row in TABLE for sequence in row.last}
)
FIRST: Final = frozenset(sequence.split("-")[0] for sequence in SEQUENCES)
LONGEST: Final = max(sequence.count("-") + 1 for sequence in SEQUENCES)  # words
WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
NUMBER: Final = "0123456789-_"  # "menu-item-4711"
UTILITY: Final = re.compile(r"[:\[(@/!]")  # "hover:text-gray" says how a thing looks, not what it is


def marks_of(names: str) -> frozenset[Mark]:
    """Return what the names in a class or an id say."""
    tokens = names.split()
    if not POSTS.isdisjoint(tokens):
        tokens = [token for token in tokens if not token.startswith(SLUGS)]
    marks = NO_MARKS
    for token in tokens:
        if found := _of_token(token.rstrip(NUMBER)):
            marks |= found
    return marks


@lru_cache(maxsize=16_384)
def _of_token(token: str) -> frozenset[Mark]:
    words = list(map(str.lower, WORD.findall(token)))
    if FIRST.isdisjoint(words) or UTILITY.search(token):
        return NO_MARKS  # most names end here
    words = list(takewhile(_speaks, words))
    marks, start = set[Mark](), 0
    while start < len(words):
        length, mark = _row_at(words, start) if words[start] in FIRST else (1, None)
        if mark:
            marks.add(mark)
        start += length
    return shared(frozenset(marks))


def _speaks(word: str) -> bool:
    return word not in NEGATING


def _row_at(words: list[str], start: int) -> tuple[int, Mark | None]:
    """Return how many words the longest sequence has that fits at a word, and its mark."""
    for end in range(min(len(words), start + LONGEST), start, -1):
        mark, at_end = SEQUENCES.get("-".join(words[start:end]), (None, None))
        if at_end is not None and (not at_end or NEUTRAL.issuperset(words[end:])):
            return end - start, mark
    return 1, None
