"""What a line says of itself: what speaks for and against its being part of the article, for `model`.

What speaks comes in groups, each of which has a key of a few small values: what a key says is worked out once,
however many lines have it. `context_features` has the groups that tell of the lines around.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from sys import intern
from types import MappingProxyType
from typing import Final, NamedTuple

from natodocs._document.marks import Mark
from natodocs._labels.draft import K
from natodocs._labels.line import WEAK
from natodocs._text import normalized
from natodocs._text.characters import QUOTES, SURE_QUOTES
from natodocs._text.lines import ends_sentence
from natodocs._types import BlockKind
from natodocs._weights.tables import Key

SIZES: Final = (0, 1, 2, 3, 5, 8, 12, 18, 26, 40, 70)  # words, or lines; the ends of the steps
MOST_WORDS: Final = 60  # words; a longer paragraph is no better sign of an article
PARAGRAPH: Final = 12  # words; more are a sentence, of which a quotation mark tells more
LOOKED_AT: Final = 400  # characters of a line, for its capitals and terms
BEGINNING: Final = 200  # characters of a line, for its words
CAPITALS: Final = 5  # steps of the share of words with a capital
STEM: Final = 6  # letters of a word that have to be the same
TERM: Final = 4  # letters; the least of a word that tells what a line is about
PROSE_WORDS: Final = 8  # words; the least of a line whose words count as those of the page
LONG_WORDS: Final = 20  # words; the least of a long line
WORD: Final = re.compile(r"[^\W\d_]+")
UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
CLOSING: Final = "\"'”’»“)] *"
# What a line is mostly made of in HTML, of which the combinations count.
PARTS: Final = Mark.all_of("article body prose main p heading li blockquote aside related")
HOLDERS: Final = (Mark.BODY, Mark.PROSE, Mark.ARTICLE)  # of the text of an article, the surest first
# Lines of these kinds tell where on the page one is.
SIGNPOSTS: Final = frozenset(
    {K.RELATED, K.COMMENT_UI, K.COMMENT, K.TAGS, K.SHARE, K.BYLINE, K.DATE}
    | {K.LEGAL, K.ADVERT, K.CREDIT, K.CAPTION, K.CONTACT, K.BIO, K.METADATA}
)
# The same questions for the 256 characters of Latin-1, for `bytes.translate`: see `normalized.latin`.
SHAPES: Final = bytes(
    ord(" ") if sign.isspace() else ord("A") if sign.isupper() or sign.isdigit() else ord("a")
    for sign in map(chr, range(256))
)
NO_DIGITS: Final = bytes(code for code in range(256) if not chr(code).isdigit())
SMALL: Final = bytes(
    ord(chr(code).lower()) if WORD.match(chr(code)) else ord(" ") for code in range(256)
)  # letters in small ones; all else is a blank
SHARP: Final = "ß".encode("latin-1")


class Face(NamedTuple):
    """What others see of a line."""

    look: str
    """Its kind and how long it is."""
    prose: int
    """How many words of prose it has."""
    post: str
    """Its kind, where that tells where on the page one is; else ""."""
    terms: Set[str]
    """The beginnings of its longer words."""
    length: int
    """0 for a short line, 1 for one whose words count as those of the page, 2 for a long one."""


class Own(NamedTuple):
    """What a line says of itself."""

    words: list[str]
    """The words that it begins with."""
    keys: list[tuple[str, Key]]
    """The groups of its other features, each with the key that it has."""
    face: Face
    """What others see of it."""


def read(text: str, lead: str, words: int, marks: Set[Mark], kind: BlockKind, confidence: float) -> Own:
    """Return what a line says of itself, whose label has this kind and confidence."""
    begins, sure = text[:LOOKED_AT], confidence > WEAK
    latin = normalized.latin(begins)
    beginning, further = _words(begins, latin) if words else ([], [])
    length, steps, end = _length(words), size(words), ending(text)
    keys: list[tuple[str, Key]] = [
        ("line", (kind, sure, steps, end)),
        ("opens", (_opening(text), lead.strip()[:1])),
    ]
    if words:
        unspaced = (steps, end) if latin is None and UNSPACED.search(text, 0, 40) else ()
        counts = _counts(begins) if latin is None else _counts_latin(begins)
        keys.append(("form", (*counts, min(4, text.count(",")), length, _signs(text, words), unspaced)))
    if marks:
        keys.append(("markup", (marks, steps)))
    face = Face(
        look(text, words, kind if sure else "any"),
        min(words, MOST_WORDS) if sure and kind == K.PARAGRAPH else 0,
        kind.value if sure and kind in SIGNPOSTS else "",
        _stems(further),
        length,
    )
    return Own(beginning, keys, face)


def look(text: str, words: int, kind: str) -> str:
    """Return what a line looks like from another."""
    long = (
        "long"
        if words >= LONG_WORDS
        else "line"
        if words >= PROSE_WORDS
        else "short"
        if words >= 3
        else "word"
    )
    return f"{kind} {long}{'.' * ends_sentence(text)}"


def terms(text: str) -> Set[str]:
    """Return the beginnings of the longer words of a line."""
    begins = text[:LOOKED_AT]
    return _stems(_words(begins, normalized.latin(begins))[1])


def _stems(words: Sequence[str]) -> Set[str]:
    return frozenset({intern(word[:STEM]) for word in words if len(word) >= TERM})


def _words(text: str, latin: bytes | None) -> tuple[list[str], list[str]]:
    """Return what `WORD` finds in the beginning of a text in small letters, and in all of it.

    It is found a few times as fast where the text is there in Latin-1.
    """
    if latin is None:
        words = WORD.findall(text.casefold())
        return (words if len(text) <= BEGINNING else WORD.findall(text[:BEGINNING].casefold())), words
    small = latin.translate(SMALL)
    if len(small) <= BEGINNING:
        words = _split(small)
        return words, words
    parted = small.rfind(b" ", 0, BEGINNING) + 1  # the word there may go on beyond the beginning
    words = _split(small[:parted])
    return words + _split(small[parted:BEGINNING]), words + _split(small[parted:])


def _split(small: bytes) -> list[str]:
    return small.replace(SHARP, b"ss").decode("latin-1").split()


def size(number: int) -> int:
    """Return the step of a number of words or lines."""
    return bisect_left(SIZES, number)


def _length(words: int) -> int:
    return (words >= PROSE_WORDS) + (words >= LONG_WORDS)


def _counts(text: str) -> tuple[int, int]:
    """Return the steps of the share of words with a capital, and of the share of digits."""
    tokens, beginning = text.split(), text[:BEGINNING]
    capitals = sum(token[0].isupper() or token[0].isdigit() for token in tokens)
    return _shares(capitals, len(tokens), sum(map(str.isdigit, beginning)), len(beginning))


def _counts_latin(text: str) -> tuple[int, int]:
    """Return the same for letters of Latin-1, a few times as fast."""
    latin = text.encode("latin-1", "replace")
    shape, beginning = b" " + latin.translate(SHAPES), latin[:BEGINNING]
    capitals = shape.count(b" A")
    digits = len(beginning.translate(None, NO_DIGITS))
    return _shares(capitals, capitals + shape.count(b" a"), digits, len(beginning))


def _shares(capitals: int, tokens: int, digits: int, signs: int) -> tuple[int, int]:
    return CAPITALS * capitals // max(1, tokens), min(3, 20 * digits // signs)


def _signs(text: str, words: int) -> tuple[str, ...]:
    """Return the features of the signs in a line."""
    found = []
    plain = text.isascii()  # most lines are, and then there is less to look for
    if "|" in text or (not plain and ("›" in text or " » " in text)):
        found.append("bars")
    if "@" in text:
        found.append("address")
    if "http" in text or "www." in text:
        found.append("link")
    if not plain and "©" in text:
        found.append("copyright")
    if text.isupper():
        found.append("capitals alone")
    if '"' in text or (not plain and any(map(text.__contains__, SURE_QUOTES))):
        found.append(f"quotes {words > PARAGRAPH}")
    return tuple(found)


def ending(text: str) -> str:
    """Return the sign that a line ends in, with "q" where it is quoted; "w" for a word, "d" for a number."""
    bare = text.rstrip(CLOSING)
    quoted = "q" if text[-1:] in CLOSING and text else ""
    if bare.endswith("..."):
        return "…" + quoted
    last = bare[-1:]
    if last in ".!?…:,;。！？":
        return last + quoted
    return ("w" if last.isalpha() else "d" if last.isdigit() else "o") + quoted


def _opening(text: str) -> str:
    first = text[:1]
    if first in QUOTES:
        return "quote"
    if first.isalpha():
        return "capital" if first.isupper() else "small" if first.islower() else "letter"
    return "digit" if first.isdigit() else "sign"


def _line(kind: str, sure: bool, length: int, end: str) -> Iterator[str]:
    named = kind if sure else f"{kind}?"
    yield from (f"kind {named}", f"kind {named} size {length}")
    yield from (f"size {length}", f"end {end}", f"size {length} end {end}")


def _opens(opening: str, lead: str) -> Iterator[str]:
    yield from (f"opens {opening}", f"lead {lead}")


def _form(
    capitals: int, digits: int, commas: int, length: int, signs: Sequence[str], unspaced: Key
) -> Iterator[str]:
    yield from (f"capitals {capitals} {length}", f"commas {commas}", f"digits {digits}")
    yield from signs
    if unspaced:
        steps, end = unspaced
        yield from ("unspaced", f"unspaced size {steps} end {end}")


def _markup(marks: frozenset[Mark], length: int) -> Iterator[str]:
    yield from (f"mark {mark}" for mark in sorted(marks))
    yield "part " + " ".join(sorted(marks & PARTS))
    part = next((part for part in HOLDERS if part in marks), "")
    yield f"part {'p' * (Mark.P in marks)} {part} {'link' * (Mark.LINK in marks)} size {length}"


# What the key of each group says: the features, which have weights.
OWN_GROUPS: Final[Mapping[str, Callable[..., Iterator[str]]]] = MappingProxyType(
    {"line": _line, "opens": _opens, "form": _form, "markup": _markup}
)
