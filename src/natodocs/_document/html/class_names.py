"""Words of classes and ids -> marks. The words are in `class_names.toml`, which says how they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from itertools import takewhile
from types import MappingProxyType
from typing import Final

from attrs import frozen

from natodocs._document.document import shared
from natodocs._document.marks import NO_MARKS, Mark
from natodocs._rules import files


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


@frozen
class Table:
    """The file, read."""

    rows: tuple[Row, ...]
    """Its rows."""
    sequences: Mapping[str, tuple[Mark | None, bool]]
    """A sequence of words -> its mark, and whether it counts at the end alone."""
    first: frozenset[str]
    """The first words of the sequences."""
    longest: int
    """How many words the longest sequence has."""
    negating: frozenset[str]
    """Words after which nothing is said of the thing itself."""
    neutral: frozenset[str]
    """Words that may follow a sequence at the end of a name."""
    titles: frozenset[str]
    """Words that an id has which is made of a heading."""
    posts: frozenset[str]
    """Names of a post of WordPress."""
    slugs: tuple[str, ...]
    """How those of its names begin that say nothing."""


WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
NUMBER: Final = "0123456789-_"  # "menu-item-4711"
UTILITY: Final = re.compile(r"[:\[(@/!]")  # "hover:text-gray" says how a thing looks, not what it is


@cache
def table() -> Table:
    """Read the file, when it is first asked for."""
    content = files.read(resources.files(__package__), "class_names")
    keys = ("anywhere", "last", "matches", "spares")
    rows = tuple(
        Row(Mark(row["mark"]) if "mark" in row else None, *(tuple(row.get(key, ())) for key in keys))
        for row in content["words"]
    )
    sequences = {sequence: (row.mark, False) for row in rows for sequence in row.anywhere}
    sequences |= {sequence: (row.mark, True) for row in rows for sequence in row.last}
    return Table(
        rows=rows,
        sequences=MappingProxyType(sequences),
        first=frozenset(sequence.split("-")[0] for sequence in sequences),
        longest=max(sequence.count("-") + 1 for sequence in sequences),
        negating=frozenset(content["negating"]),
        neutral=frozenset(content["neutral"]),
        titles=frozenset(content["titles"]),
        posts=frozenset(content["posts"]),
        slugs=tuple(content["slugs"]),
    )


def marks_of(names: str) -> frozenset[Mark]:
    """Return what the names in a class or an id say."""
    tokens = names.split()
    if not table().posts.isdisjoint(tokens):
        tokens = [token for token in tokens if not token.startswith(table().slugs)]
    marks = NO_MARKS
    for token in tokens:
        if found := _of_token(token.rstrip(NUMBER)):
            marks |= found
    return marks


def is_of_title(own_id: str) -> bool:
    """Return whether an id is made of the words of a heading, and so says nothing of what kind of part it is."""
    return not table().titles.isdisjoint(own_id.lower().replace("_", "-").split("-"))


@lru_cache(maxsize=16_384)
def _of_token(token: str) -> frozenset[Mark]:
    words = list(map(str.lower, WORD.findall(token)))
    first = table().first
    if first.isdisjoint(words) or UTILITY.search(token):
        return NO_MARKS  # most names end here
    words = list(takewhile(_speaks, words))
    marks, start = set[Mark](), 0
    while start < len(words):
        length, mark = _row_at(words, start) if words[start] in first else (1, None)
        if mark:
            marks.add(mark)
        start += length
    return shared(frozenset(marks))


def _speaks(word: str) -> bool:
    return word not in table().negating


def _row_at(words: list[str], start: int) -> tuple[int, Mark | None]:
    """Return how many words the longest sequence has that fits at a word, and its mark."""
    known = table()
    for end in range(min(len(words), start + known.longest), start, -1):
        mark, at_end = known.sequences.get("-".join(words[start:end]), (None, None))
        if at_end is not None and (not at_end or known.neutral.issuperset(words[end:])):
            return end - start, mark
    return 1, None
