"""What a line outside the article says of its own kind: its label so far, its words, its length and its form.

What speaks comes in groups, each of which has a key of a few small values: what a key says is worked out once, however
many lines have it (`OWN_GROUPS`). What the words of a line say is asked for by name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from attrs import frozen

from natodocs._labels.line import WEAK, Label
from natodocs._text.characters import DASHES

Key: TypeAlias = tuple[Any, ...]
Keys: TypeAlias = list[tuple[str, Key]]

# Words, or lines; the ends of the steps.
SIZES: Final = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100)
SHORT_SIZE: Final = 9  # the step from which on a line counts as long
LOOKED_AT: Final = 160  # characters from the start of a line, for its words
BEGINNING: Final = 80  # characters from the start of a line, for its digits
WORDS: Final = 14  # words of a line that are looked at
PAIRS: Final = 8  # words of which neighbours are looked at together
PARTS: Final = 10  # words of which the beginnings and ends are looked at
WHOLE: Final = 3  # words; a line of no more is looked at as a whole
LETTERS: Final = 8  # of a word that have to be the same
START, END = 4, 4  # letters of the beginning and of the end of a word
LONG_ENOUGH: Final = 6  # letters of a word whose beginning and end are looked at
WORD: Final = re.compile(r"[^\W\d_]+|\d+|[©@|•›»/:+#]")
ADDRESS: Final = re.compile(r"http|www\.|\.com", re.IGNORECASE)
SIGNS: Final = "©|@•›»/#+:"
STOPS: Final = '!?:…,;»)"”'
OPENINGS: Final = '"“«‘([©@#+|•'
ARTICLE: Final = "article"  # what a line of the article is from another
NOTHING: Final = "none"


@frozen
class Own:
    """What a line says of itself."""

    words: tuple[str, ...]
    """The names of the features of its words."""
    keys: tuple[tuple[str, Key], ...]
    """The groups of its other features, each with the key that it has."""
    first: str
    """Its first word, for its neighbours."""
    last: str
    """Its last word."""


def size(number: int) -> int:
    """Return the step of a number of words or lines."""
    return bisect_left(SIZES, number)


_SIZES: Final = tuple(map(size, range(SIZES[-1] + 2)))


def step(number: int) -> int:
    return _SIZES[min(number, SIZES[-1] + 1)]


def look(label: Label) -> str:
    """Return the kind of a label, with "?" where nothing speaks for it."""
    return str(label.kind) if label.confidence > WEAK else f"{label.kind}?"


def own(text: str, lead: str, words: int, looks: str) -> Own:
    """Return what a line says of itself, with what its label has it look like."""
    tokens = [
        "0" * len(token) if token.isdigit() else token for token in WORD.findall(text[:LOOKED_AT].casefold())
    ]
    return Own(
        tuple(_words(tokens)),
        (
            ("label", (looks, step(words))),
            ("ends", (_ending(text), step(words))),
            ("form", (*_form(text, words), _signs(text), min(4, text.count(",")), lead.strip()[:1])),
        ),
        tokens[0][:LETTERS] if tokens else "",
        tokens[-1][:LETTERS] if tokens else "",
    )


def _words(tokens: Sequence[str]) -> Iterator[str]:
    if not tokens:
        return
    yield from (f"word {token[:LETTERS]}" for token in dict.fromkeys(tokens[:WORDS]))
    yield from (f"pair {one[:6]} {other[:6]}" for one, other in pairwise(tokens[: PAIRS + 1]))
    for token in dict.fromkeys(tokens[:PARTS]):
        if len(token) >= LONG_ENOUGH and token.isalpha():
            yield from (f"start {token[:START]}", f"end {token[-END:]}")
    yield from (f"first {tokens[0][:LETTERS]}", f"last {tokens[-1][:LETTERS]}")
    if len(tokens) <= WHOLE:
        yield f"whole {' '.join(token[:LETTERS] for token in tokens)}"


def _ending(text: str) -> str:
    """Return the sign that a line ends in; "w" for a word, "d" for a number, "o" for what is neither."""
    last = text[-1:]
    if last in ".。":
        return "." if last else "o"
    return last if last in STOPS else "d" if last.isdigit() else "w" if last.isalpha() else "o"


def _form(text: str, words: int) -> tuple[str, int, int, bool, int]:
    first = text[:1]
    opening = (
        "capital"
        if first.isupper()
        else "small"
        if first.islower()
        else "digit"
        if first.isdigit()
        else "dash"
        if first in DASHES
        else first
        if first and first in OPENINGS
        else "other"
    )
    tokens, begins = text.split(), text[:BEGINNING]
    capitals = 4 * sum(token[0].isupper() for token in tokens) // max(1, len(tokens))
    digits = min(4, 8 * sum(map(str.isdigit, begins)) // max(1, len(begins)))
    return opening, capitals, min(step(words), 6), text.isupper(), digits


def _signs(text: str) -> tuple[str, ...]:
    """Return the signs in a line, and whether it has an address of the web."""
    found = [sign for sign in SIGNS if sign in text]
    if ADDRESS.search(text):
        found.append("url")
    return tuple(found)


# What the key of each group says: the features, which have weights.


def _label(kind: str, size: int) -> Iterator[str]:
    yield from (f"kind {kind}", f"kind {kind} size {size}", f"size {size}")


def _ends(ending: str, size: int) -> Iterator[str]:
    yield from (f"ends {ending}", f"ends {ending} size {size}")


def _of_form(
    opening: str, capitals: int, size: int, upper: bool, digits: int, signs: Key, commas: int, lead: str
) -> Iterator[str]:
    yield from (f"opens {opening}", f"capitals {capitals} {size}", f"digits {digits}", f"commas {commas}")
    yield from (f"sign {sign}" for sign in signs)
    if upper:
        yield "capitals alone"
    if lead:
        yield f"lead {lead}"


OWN_GROUPS: Final[Mapping[str, Callable[..., Iterator[str]]]] = MappingProxyType(
    {"label": _label, "ends": _ends, "form": _of_form}
)
