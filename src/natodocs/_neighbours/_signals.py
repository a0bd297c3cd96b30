"""What a line says of itself: what speaks for and against its being part of the article, for the model of `_model`.

What speaks comes in groups, each of which has a key of a few small values: what a key says is worked out once,
however many lines have it. `_places` has the groups that tell of the lines around.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from natodocs import _reading
from natodocs._labels import WEAK, Label
from natodocs._lines import Line
from natodocs._neighbours._draft import K

Key: TypeAlias = tuple[Any, ...]

SIZES: Final = (0, 1, 2, 3, 5, 8, 12, 18, 26, 40, 70)  # words, or lines; the ends of the steps
MOST: Final = 60  # words; a longer paragraph is no better sign of an article
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
QUOTES: Final = "\"'“”„«‘’‚»"
OPENING: Final = QUOTES.replace("'", "").replace("’", "")  # those that are no apostrophe
CLOSING: Final = "\"'”’»“)] *"
# What a line is mostly made of in HTML, of which the combinations count.
PARTS: Final = frozenset(
    {"article", "body", "prose", "main", "p", "heading", "li", "blockquote", "aside", "related"}
)
# Lines of these kinds tell where on the page one is.
SIGNPOSTS: Final = frozenset(
    {K.RELATED, K.COMMENT_UI, K.COMMENT, K.TAGS, K.SHARE, K.BYLINE, K.DATE}
    | {K.LEGAL, K.ADVERT, K.CREDIT, K.CAPTION, K.CONTACT, K.BIO, K.METADATA}
)
# The same questions for the 256 characters of Latin-1, for `bytes.translate`: see `_reading.latin`.
SHAPES: Final = bytes(
    ord(" ") if sign.isspace() else ord("A") if sign.isupper() or sign.isdigit() else ord("a")
    for sign in map(chr, range(256))
)
NO_DIGITS: Final = bytes(code for code in range(256) if not chr(code).isdigit())
LETTERS: Final = bytes(code if WORD.match(chr(code)) else ord(" ") for code in range(256))


class Face(NamedTuple):
    """What others see of a line."""

    look: str
    """Its kind and how long it is."""
    prose: int
    """How many words of prose it has."""
    post: str
    """Its kind, where that tells where on the page one is; else ""."""
    terms: frozenset[str]
    """The beginnings of its longer words."""
    length: int
    """0 for a short line, 1 for one whose words count as those of the page, 2 for a long one."""


def face(line: Line, label: Label) -> Face:
    """Return what others see of a line."""
    words, sure = line.words, label.confidence > WEAK
    return Face(
        look(line, label),
        min(words, MOST) if sure and label.kind == K.PARAGRAPH else 0,
        str(label.kind) if sure and label.kind in SIGNPOSTS else "",
        terms(line.text) if words else frozenset(),
        _length(words),
    )


def look(line: Line, label: Label) -> str:
    """Return what a line looks like from another."""
    words = line.words
    long = "long" if words >= 20 else "line" if words >= 8 else "short" if words >= 3 else "word"
    return f"{label.kind if label.confidence > WEAK else 'any'} {long}{'.' * line.ends_sentence}"


def terms(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a line."""
    return frozenset([word[:STEM] for word in _words(text[:LOOKED_AT]) if len(word) >= TERM])


def words(line: Line) -> set[str]:
    """Return the words that a line begins with; they speak as well."""
    return set(_words(line.text[:BEGINNING])) if line.words else set()


def _words(text: str) -> list[str]:
    """Return what `WORD` finds in small letters, in half its time where letters are Latin."""
    small = text.casefold()
    if _reading.latin(small) is None:
        return WORD.findall(small)
    return small.encode("latin-1", "replace").translate(LETTERS).decode("latin-1").split()


def size(number: int) -> int:
    """Return the step of a number of words or lines."""
    return bisect_left(SIZES, number)


def _length(words: int) -> int:
    return (words >= PROSE_WORDS) + (words >= LONG_WORDS)


def own(line: Line, label: Label) -> Iterator[tuple[str, Key]]:
    """Yield the groups of what a line says of itself, its `words` aside, each with the key of the line."""
    text, length = line.text, size(line.words)
    end = ending(text)
    yield "line", (label.kind, label.confidence > WEAK, length, end)
    yield "opens", (_opening(text), line.lead.strip()[:1])
    if line.words:
        unspaced = (length, end) if UNSPACED.search(text, 0, 40) else ()
        yield "form", (*_counts(text), _length(line.words), *_signs(text, line.words), unspaced)
    if line.marks:
        yield "markup", (line.marks, length)


def _counts(text: str) -> tuple[int, int, int]:
    """Return the steps of the share of words with a capital, of commas, of the share of digits."""
    begins, beginning = text[:LOOKED_AT], text[:BEGINNING]
    if _reading.latin(begins) is None:
        tokens = begins.split()
        count = len(tokens)
        capitals = sum(token[0].isupper() or token[0].isdigit() for token in tokens)
        digits = sum(map(str.isdigit, beginning))
    else:  # the same, a few times as fast
        latin = begins.encode("latin-1", "replace")
        shape = b" " + latin.translate(SHAPES)
        count, capitals = len(shape.split()), shape.count(b" A")
        digits = len(latin[:BEGINNING].translate(None, NO_DIGITS))
    return (
        CAPITALS * capitals // max(1, count),
        min(4, text.count(",")),
        min(3, 20 * digits // len(beginning)),
    )


def _signs(text: str, words: int) -> tuple[str, ...]:
    """Return the features of the signs in a line."""
    found = []
    if "|" in text or "›" in text or " » " in text:
        found.append("bars")
    if "@" in text:
        found.append("address")
    if "http" in text or "www." in text:
        found.append("link")
    if "©" in text:
        found.append("copyright")
    if text.isupper():
        found.append("capitals alone")
    if any(map(text.__contains__, OPENING)):
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


def _form(capitals: int, commas: int, digits: int, length: int, *signs: Any) -> Iterator[str]:
    *found, unspaced = signs
    yield from (f"capitals {capitals} {length}", f"commas {commas}", f"digits {digits}")
    yield from found
    if unspaced:
        size, end = unspaced
        yield from ("unspaced", f"unspaced size {size} end {end}")


def _markup(marks: frozenset[str], length: int) -> Iterator[str]:
    yield from (f"mark {mark}" for mark in sorted(marks))
    yield "part " + " ".join(sorted(marks & PARTS))
    part = next((part for part in ("body", "prose", "article") if part in marks), "")
    yield f"part {'p' * ('p' in marks)} {part} {'link' * ('link' in marks)} size {length}"


# What the key of each group says: the features, which have weights.
GROUPS: Final[Mapping[str, Callable[..., Iterator[str]]]] = MappingProxyType(
    {"line": _line, "opens": _opens, "form": _form, "markup": _markup}
)
