"""What stands between two blanks -> its tokens and the letters of their classes (tokenization; see `words`).

Most of it has been met before: "said,", "(the". What it is follows from its characters alone, so it is remembered:
to split a page at its blanks and to look the pieces up takes half the time of a search for its words.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import regex

from natodocs._quotes.grammar.words import OPEN, Words

MEMORY: Final = 1 << 15  # pieces of text of all pages that are remembered
COMMON: Final = 20  # characters; a longer piece is not worth keeping
POSSESSIVE: Final = ("’s", "'s")
ELIDED: Final = regex.compile(r"(\p{Ll}{1,4})[’'](?=\p{Lu})", regex.VERSION1)
PUNCTUATION: Final = {
    **{mark: mark for mark in ",;:.()'"},
    **dict.fromkeys("—–-―", "-"),
    **dict.fromkeys("…!?。！？", "."),
    **dict.fromkeys("/’", "'"),
    "：": ":",
    "，": ",",
    "،": ",",
    "[": "(",
    "]": ")",
    "&": "C",
}
# Verbs, adverbs and prepositions with a capital within a sentence are names: "Will", "Mark", "Per".
NAMED_CAPITAL: Final = frozenset("ABVEJGgeISK")


class Tokens(dict[str, tuple[str, ...]]):
    """The tokens of each piece of text met so far."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._find = words.token.findall

    def __missing__(self, piece: str) -> tuple[str, ...]:
        tokens = (piece,) if piece.isalpha() else tuple(self._find(piece))
        if len(piece) <= COMMON and len(self) < MEMORY:
            self[piece] = tokens
        return tokens


class Codes(dict[str, str]):
    """The classes of the tokens of each piece of text met so far."""

    def __init__(self, words: Words, tokens: Tokens, *, first: bool) -> None:
        super().__init__()
        self._words = words
        self._tokens = tokens
        self._first = first
        """Whether a sentence opens with the piece, so that its capital says nothing."""

    def __missing__(self, piece: str) -> str:
        words, tokens = self._words, self._tokens[piece]
        codes = words.classes.get(tokens[0]) or _class(words, tokens[0], self._first)
        for token in tokens[1:]:
            codes += words.classes.get(token) or _class(words, token, False)
        if len(piece) <= COMMON and len(self) < MEMORY:
            self[piece] = codes
        return codes


@cache
def memory(words: Words) -> tuple[Tokens, Codes, Codes]:
    """Return what is remembered of a language: tokens, their classes, and the classes of what opens a sentence."""
    tokens = Tokens(words)
    return tokens, Codes(words, tokens, first=False), Codes(words, tokens, first=True)


def _class(words: Words, token: str, first: bool) -> str:
    """Return the class of a token that the lists do not hold as it stands."""
    head = token[0]
    if head == OPEN:
        return "Q"
    if not (head.isalnum() or head == "_"):
        return PUNCTUATION.get(token, '"')
    return "X" if head.isdigit() else _of_word(words, token, first)


def _of_word(words: Words, token: str, first: bool) -> str:
    small = token.lower()
    if ("’" in token or "'" in token) and (letter := _apostrophe(words, token, small)):
        return letter
    listed = words.classes.get(small)
    adverb = not listed and small.endswith(words.adverb_endings) and small not in words.lists["not_adverbs"]
    if not token[0].isupper():
        return listed or ("B" if adverb else "S" if _is_gerund(words, small) else "w")
    if listed and (first or token.isupper() or listed not in NAMED_CAPITAL):
        return listed
    if first and not listed and _is_gerund(words, small):
        return "S"
    return "B" if adverb and first else "N"


def _is_gerund(words: Words, small: str) -> bool:
    return small.endswith(words.gerund_endings) and small not in words.lists["not_gerunds"]


def _apostrophe(words: Words, token: str, small: str) -> str | None:
    """Return the class of a word that its apostrophe tells: "Lund’s", "d’Aubrac"."""
    if small.endswith(POSSESSIVE):
        bare = words.classes.get(small[:-2], "")
        return "P" if bare == "D" else bare if bare in ("P", "R", "H") else "Z"
    prefix = ELIDED.match(token)
    return "N" if prefix and prefix[1] in words.lists["elided"] else None
