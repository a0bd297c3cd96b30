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
from typing import Final, NamedTuple

from natodocs._labels.line import WEAK, Label
from natodocs._text.characters import DASHES
from natodocs._weights.tables import Key

# Words, or lines; the ends of the steps.
SIZES: Final = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100)
SHORT_SIZE: Final = 9  # the step from which on a line counts as long
LOOKED_AT: Final = 160  # characters from the start of a line, for its words
BEGINNING: Final = 80  # characters from the start of a line, for its digits
WORDS: Final = 14  # words of a line that are looked at
PAIRS: Final = 8  # words of which neighbours are looked at together
PAIRED: Final = 6  # letters of these that have to be the same
PARTS: Final = 10  # words of which the beginnings and ends are looked at
WHOLE: Final = 3  # words; a line of no more is looked at as a whole
LETTERS: Final = 8  # of a word that have to be the same
START, END = 4, 4  # letters of the beginning and of the end of a word
LONG_ENOUGH: Final = 6  # letters of a word whose beginning and end are looked at
WORD: Final = re.compile(r"[^\W\d_]+|\d+|[©@|•›»/:+#]")
SIGNS: Final = "©|@•›»/#+:"
SIGN: Final = re.compile(f"[{re.escape(SIGNS)}]")
STOPS: Final = '!?:…,;»)"”'
OPENINGS: Final = '"“«‘([©@#+|•'
# For the 128 plain characters, for `bytes.translate`: blanks, capitals, and all else.
SHAPES: Final = bytes(
    ord(" ") if sign.isspace() else ord("A") if sign.isupper() else ord("a") for sign in map(chr, range(256))
)
NO_DIGITS: Final = bytes(code for code in range(256) if not chr(code).isdigit())
ARTICLE: Final = "article"  # what a line of the article is from another
NOTHING: Final = "none"


class Own(NamedTuple):
    """What a line says of itself."""

    beginning: list[str]
    """Its first words, each once, of which the parts count as well."""
    further: list[str]
    """The words behind them."""
    pairs: list[tuple[str, str]]
    """The beginnings of neighbours among its words."""
    first: str
    """The beginning of its first word; "" where it has none."""
    last: str
    """That of its last word."""
    whole: str
    """The line, where it has few words; else ""."""
    keys: tuple[tuple[str, Key], ...]
    """The groups of its other features, each with the key that it has."""


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
    tokens = _tokens(text)
    distinct = list(dict.fromkeys(tokens[:WORDS]))
    parted = len(set(tokens[:PARTS]))  # the first of them
    short = [token[:PAIRED] for token in tokens[: PAIRS + 1]]
    return Own(
        distinct[:parted],
        distinct[parted:],
        list(pairwise(short)),
        *_ends(tokens),
        " ".join([token[:LETTERS] for token in tokens]) if len(tokens) <= WHOLE else "",
        (
            ("label", (looks, step(words))),
            ("ends", (_ending(text), step(words))),
            ("form", (*_form(text, words), _signs(text), min(4, text.count(",")), lead.strip()[:1])),
        ),
    )


def edges(text: str) -> tuple[str, str]:
    """Return the beginnings of the first and of the last word of a line, as `Own` has them."""
    return _ends(_tokens(text))


def _tokens(text: str) -> list[str]:
    words = WORD.findall(text[:LOOKED_AT].casefold())
    return ["0" * len(word) if word.isdigit() else word for word in words]


def _ends(tokens: Sequence[str]) -> tuple[str, str]:
    return (tokens[0][:LETTERS], tokens[-1][:LETTERS]) if tokens else ("", "")


def of_words(line: Own) -> Iterator[str]:
    """Yield the features of the words of a line."""
    for word in line.beginning:
        yield from of_word(word)
    for word in line.further:
        yield from of_further(word)
    yield from (f"pair {one} {other}" for one, other in line.pairs)
    if line.first:
        yield from (f"first {line.first}", f"last {line.last}")
    if line.whole:
        yield f"whole {line.whole}"


def of_word(word: str) -> Iterator[str]:
    """Yield the features of one of the first words of a line."""
    yield f"word {word[:LETTERS]}"
    if len(word) >= LONG_ENOUGH and word.isalpha():
        yield from (f"start {word[:START]}", f"end {word[-END:]}")


def of_further(word: str) -> Iterator[str]:
    """Yield those of a word behind them."""
    yield f"word {word[:LETTERS]}"


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
    capitals, tokens, digits = _counts_ascii(text) if text.isascii() else _counts(text)
    return (
        opening,
        4 * capitals // max(1, tokens),
        min(step(words), 6),
        text.isupper(),
        min(4, 8 * digits // max(1, len(text[:BEGINNING]))),
    )


def _counts(text: str) -> tuple[int, int, int]:
    """Return how many words with a capital, words, and digits at the beginning a line has."""
    tokens = text.split()
    return sum(token[0].isupper() for token in tokens), len(tokens), sum(map(str.isdigit, text[:BEGINNING]))


def _counts_ascii(text: str) -> tuple[int, int, int]:
    """Return the same for plain letters, a few times as fast."""
    plain = text.encode("ascii")
    shape = b" " + plain.translate(SHAPES)
    capitals = shape.count(b" A")
    return capitals, capitals + shape.count(b" a"), len(plain[:BEGINNING].translate(None, NO_DIGITS))


def _signs(text: str) -> tuple[str, ...]:
    """Return the signs in a line, and whether it has an address of the web."""
    found = [sign for sign in SIGNS if sign in text] if SIGN.search(text) else []
    small = text.lower()
    if "http" in small or "www." in small or ".com" in small:
        found.append("url")
    return tuple(found)


# What the key of each group says: the features, which have weights.


def _label(kind: str, size: int) -> Iterator[str]:
    yield from (f"kind {kind}", f"kind {kind} size {size}", f"size {size}")


def _of_ends(ending: str, size: int) -> Iterator[str]:
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
    {"label": _label, "ends": _of_ends, "form": _of_form}
)
