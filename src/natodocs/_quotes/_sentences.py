"""A paragraph, its passages masked -> sentences, and a sentence -> its words with their classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex
from attrs import define

from natodocs._quotes._marks import Passage
from natodocs._quotes._words import CUES, Words

OPEN, FILL = "\ue000", "\ue001"  # stand for a passage: its first character and the others
KEPT: Final = ".!?…,"  # the last character of a passage that the grammar of its sentence depends on
PRIVATE: Final = {ord(OPEN): "\ue002", ord(FILL): "\ue002"}
WORD: Final = regex.compile(r"\w++")
TOKEN: Final = regex.compile(rf"{OPEN}{FILL}*+[.!?…,]?{FILL}*+|\w++(?:[’'.&-]\w++)*+|[^\w\s]")
# Where a sentence may end: its punctuation, closing brackets and marks, blanks, and what does not go on small.
BOUNDARY: Final = regex.compile(
    rf"""[.!?…]++(?P<after>[{FILL})\]’'"”»]*+)\s++(?=[^\p{{Ll}},;:\s])""", regex.VERSION1
)
ABBREVIATION: Final = 8  # characters; the longest listed
LEADING: Final = 5  # words; the most between a passage that ends in "?" and the verb that reports it
POSSESSIVE: Final = ("’s", "'s")
PUNCTUATION: Final = {"—": "-", "–": "-", "-": "-", "―": "-", "[": "(", "]": ")", "…": ".", "!": ".", "?": ".", "&": "C", "/": "'", "’": "'"}
PLAIN: Final = frozenset(",;:.()'")


@define
class Sentence:
    """One sentence of a paragraph."""

    start: int
    """Where it begins in the paragraph as it is read."""
    end: int
    """Where it ends, without the blanks after it."""
    codes: str
    """The class of each token (see `_words`); empty where nothing in it matters."""
    words: list[str]
    """Its tokens as they stand."""
    starts: list[int]
    """Where each begins in the paragraph."""
    ends: list[int]
    """Where each ends."""
    passages: dict[int, int]
    """The tokens that are passages: which one of the paragraph."""


def mask(text: str, passages: Sequence[Passage]) -> str:
    """Return the paragraph with each passage hidden, of the same length."""
    if OPEN in text or FILL in text:
        text = text.translate(PRIVATE)
    if not passages:
        return text
    pieces: list[str] = []
    position = 0
    for passage in passages:
        size = passage.end - passage.start
        hidden = OPEN + FILL * (size - 1)
        last = text[passage.end - 2 : passage.end - 1] if passage.closed else text[passage.end - 1 : passage.end]
        if last in KEPT and size > 3:
            hidden = OPEN + (FILL * (size - 3) + last + FILL if passage.closed else FILL * (size - 2) + last)
        pieces += text[position : passage.start], hidden
        position = passage.end
    return "".join([*pieces, text[position:]])


def split(masked: str, passages: Sequence[Passage], words: Words) -> list[Sentence]:
    """Split a paragraph into sentences; those that report something, or hold a passage, get their words."""
    starting = {passage.start: number for number, passage in enumerate(passages)}
    sentences: list[Sentence] = []
    start = 0
    for end, following in _boundaries(masked, words):
        sentences.append(_sentence(masked, start, end, starting, words))
        start = following
    return sentences


def _boundaries(masked: str, words: Words) -> list[tuple[int, int]]:
    abbreviations, closing = words.lists["abbreviations"], words.lists["closing_abbreviations"]
    found: list[tuple[int, int]] = []
    for match in BOUNDARY.finditer(masked):
        if FILL in (match["after"] or ""):
            if _reports_next(masked, match.end(), words, asked=masked[match.start()] in "?!"):
                continue
        elif masked[match.start()] == ".":
            word = masked[max(0, match.start() - ABBREVIATION) : match.start()].rpartition(" ")[2].lower().strip(".(“\"")
            if (len(word) == 1 and word.isalpha() and word != "i") or (word in abbreviations and word not in closing):
                continue
        end = match.start() + len(match.group().rstrip())
        found.append((end, match.end()))
    found.append((len(masked.rstrip()), len(masked)))
    return found


def _reports_next(masked: str, start: int, words: Words, *, asked: bool) -> bool:
    """Tell whether what follows a passage reports it: "Why?" Lund asked.; or "Go." Lund said."""
    for number, match in enumerate(WORD.finditer(masked, start, start + 80)):
        letter = words.classes.get(match.group().lower())
        if letter in ("V", "J"):
            after = masked[match.end() : match.end() + 1]
            return (asked and number > 0) or after in ".:" or not after
        if number == LEADING or letter in ("A", "S", "I", "K", "H", "R"):
            return False
    return False


def _sentence(masked: str, start: int, end: int, starting: dict[int, int], words: Words) -> Sentence:
    piece = masked[start:end]
    if OPEN not in piece and words.triggers.isdisjoint(WORD.findall(piece.lower())) and ":" not in piece[:40]:
        return Sentence(start, end, "", [], [], [], {})
    tokens, starts, ends, codes = [], [], [], []
    passages: dict[int, int] = {}
    classes = words.classes
    for match in TOKEN.finditer(masked, start, end):
        token = match.group()
        letter = classes.get(token)
        if letter is None:
            letter = _class(token, words, first=not tokens, before=tokens[-1] if tokens else "")
        if letter == "Q":
            number = starting.get(match.start())
            if number is None:
                letter = ";"
            else:
                passages[len(tokens)] = number
        tokens.append(token)
        starts.append(match.start())
        ends.append(match.end())
        codes.append(letter)
    return Sentence(start, end, "".join(codes), tokens, starts, ends, passages)


def _class(token: str, words: Words, *, first: bool, before: str) -> str:
    """Return the class of a token that the lists do not hold as it stands."""
    head = token[0]
    if head == OPEN:
        return "Q"
    if not (head.isalnum() or head == "_"):
        letter = PUNCTUATION.get(token, token if token in PLAIN else '"')
        if letter == "." and (len(before) == 1 and before.isupper() or before.lower() in words.lists["abbreviations"]):
            return "'"
        return letter
    small = token.lower()
    if small.endswith(POSSESSIVE):
        bare = words.classes.get(small[:-2])
        if bare and bare in "PRHD":
            return "P" if bare == "D" else bare
        return "Z"
    if head.isdigit():
        return "X"
    listed = words.classes.get(small)
    if head.isupper():
        # A verb or an adverb with a capital within a sentence is a name: "Will", "Mark".
        if listed and (listed not in "ABVEJGgeIKSM" or first or token.isupper()):
            return listed
        return listed if listed in ("M", "I", "S", "K") else "N"
    if listed:
        return listed
    if small.endswith("ly") and small not in words.lists["not_adverbs"]:
        return "B"
    return "w"


def is_cue(letter: str) -> bool:
    """Tell whether a class is that of a reporting word."""
    return letter in CUES
