"""Whose voice a line has: a reader's, who says "I" and "you" and shouts, or a reporter's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

import regex
from attrs import frozen

from natodocs import _rules
from natodocs._text import normalized
from natodocs._text.lines import Line
from natodocs._weights.names import Names

LOOKED_AT: Final = 400  # characters of a paragraph, for its voice
AT_LEAST: Final = 6  # words; added to the length of a line: one word of a short line is not all of it
TOKEN: Final = regex.compile(r"[\p{L}\p{M}'’@]+")
# The same for Latin-1: all else is a blank.
TOKENS: Final = bytes(code if chr(code).isalpha() or chr(code) in "'@" else ord(" ") for code in range(256))
SMILEY: Final = regex.compile(
    r"(?:[:;=]-?[)(DPp*/]|<3|\^\^|[\U0001F600-\U0001F64F\U0001F910-\U0001F97A❤☺🙂👍])(?!\w)"
)
ADDRESSED: Final = regex.compile(r"@\s?\w|#\d{1,4}\b|(?:\w+ ){0,2}\w+ ?[,:] (?=you)")
SHOUTED: Final = regex.compile(r"(?<!\w)\p{Lu}{4,}(?!\w)")
SIGNS: Final = (("!", "!"), ("!", "!!"), ("?", "?"))  # features, and what has them
MAY_SMILE: Final = re.compile(r"[:;=<^\u263a-\U0001f97a]")  # `re` looks for one of some characters far faster
MAY_SHOUT: Final = re.compile(r"[A-ZÀ-ÞĀ-\U0001ffff]{4}")  # all capitals are among these
SPEAKING: Final = frozenset('"“„«”»')
REMEMBERED: Final = 4096  # groups of features


class Voice(NamedTuple):
    """What speaks for a reader or a reporter in a line."""

    reader: float
    """How many of its words are a reader's: tenths of them all."""
    reporter: float
    """How many are a reporter's."""
    names: Names
    """The features that it has besides; one that counts twice stands there twice."""


@frozen
class Words:
    """A list of words, for counting how many of a text's are on it."""

    words: frozenset[str]
    """In small letters."""
    latin: frozenset[bytes]
    """Those of them that can be written in Latin-1."""

    def count(self, found: list[str] | list[bytes]) -> int:
        """Return how many words are on it."""
        known = self.latin if isinstance(found[0], bytes) else self.words
        return sum(map(known.__contains__, found))


@frozen
class Spoken:
    """The words of a language that tell voices apart."""

    reader: Words
    """Those of readers."""
    reporter: Words
    """Those of reporters."""


@cache
def words(language: str | None) -> Spoken:
    """Return the words that tell the voices of a language apart."""
    rules = _rules.load(language)
    reader, reporter = rules.words("comments.reader"), rules.words("comments.reporter")
    return Spoken(Words(reader, _latin(reader)), Words(reporter, _latin(reporter)))


def _latin(words: Iterable[str]) -> frozenset[bytes]:
    found = (normalized.latin(word) for word in words)
    return frozenset(word for word in found if word is not None)


def _words(text: str) -> list[str] | list[bytes]:
    """Return the words of a text in small letters: in Latin-1 where they can be, which takes a fifth of the time."""
    small = text.casefold()
    latin = normalized.latin(small)
    return TOKEN.findall(small.replace("’", "'")) if latin is None else latin.translate(TOKENS).split()


def of(line: Line, kind: str, known: Spoken) -> Voice | None:
    """Return whose voice a line has; `None` where it has no words."""
    text = line.text[:LOOKED_AT]
    found = _words(text)
    if not found:
        return None
    share = 10 / (len(found) + AT_LEAST)
    first = text[0]
    opening = "small" if first.islower() else "speaking" if first in SPEAKING else "else"
    names = (
        *_sentence(kind, opening, line.ends_sentence, min(6, line.words // 12)),
        *(name for name, sign in SIGNS if sign in text),
    )
    if MAY_SMILE.search(text) and SMILEY.search(text):
        names += ("smiley",)
    if (first in "@#" or ", you" in text or ": you" in text) and ADDRESSED.match(text):
        names += ("addressed",)
    if MAY_SHOUT.search(text) and SHOUTED.search(text):
        names += ("shouted",)
    if "..." in text or "…" in text:
        names += ("...",)
    if "”" in text or "“" in text:
        names += ("curved marks",)
    if " i " in text or "i'm" in text:
        names += ("small i",)
    return Voice(share * known.reader.count(found), share * known.reporter.count(found), names)


@lru_cache(maxsize=REMEMBERED)
def _sentence(kind: str, opening: str, ends: bool, length: int) -> Names:
    return f"{kind} opens {opening}", f"{kind} ends {ends}", f"{kind} long {length}"
