"""The form of a line that may be the headline, and its words: what is told by the line alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

import regex

from natodocs._document.marks import Mark
from natodocs._entities.dates import words as date_words
from natodocs._patterns.alternation import one_of
from natodocs._text import normalized
from natodocs._text.characters import CORNER_BRACKETS, LEADING, QUOTES
from natodocs._text.lines import Line
from natodocs._weights.names import Names, step

LOOKED_AT: Final = 400  # characters of a line whose words are compared
LONG: Final = 12  # words
STEM: Final = 6  # letters of a word that are compared: endings vary
SHORTEST: Final = 3  # letters of a word that is compared
REMEMBERED: Final = 4096  # lines

# Where numbers change what they say; set by hand, a clue for each step.
WORDS: Final = (1, 2, 3, 5, 8, 12, 18, 25)
LETTERS: Final = (10, 20, 30, 45, 60, 80, 110, 150)
SHARES: Final = (0.0, 0.3, 0.6, 0.8, 0.99)

UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}"
WORD: Final = regex.compile(rf"[\p{{L}}\p{{N}}--[{UNSPACED}]]{{{SHORTEST},}}+", regex.VERSION1)
PAIR: Final = regex.compile(rf"[{UNSPACED}]{{2}}", regex.VERSION1)
# Letters and digits of Latin-1 as they are, all else a blank.
LETTERS_ONLY: Final = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
MARKS_OF_QUOTES: Final = QUOTES + CORNER_BRACKETS
ENDS: Final = MappingProxyType(
    {
        ".": "a stop",
        ":": "a colon",
        ",": "a comma",
        ";": "a comma",
        "…": "dots",
        "?": "a question",
        "!": "a call",
    }
)
FORMS: Final = (
    ("with a time", re.compile(r"\b\d{1,2}[:.]\d{2}\b")),
    ("glued", regex.compile(r"\p{Ll}\p{Lu}\p{Ll}", regex.VERSION1)),
    ("with an address", re.compile(r"@|https?:|www\.|\w\.(?:com|org|net|de|fr|uk|ch|it|es)\b")),
    ("with bars", re.compile(r"\s[|»>/•·]\s")),
)
DATED: Final = "dated"  # the form whose words are in the rules
FORM_NAMES: Final = (DATED, *(name for name, _ in FORMS))
MARKS: Final = (Mark.H1, Mark.HEADLINE, Mark.HEADING)


def of(line: Line) -> Names:
    """Return the clues of a line's form; those of a menu are on every page of their site."""
    found = _of(line.text, line.words, line.lead)
    return found + tuple(f"marked {mark}" for mark in MARKS if mark in line.marks) if line.marks else found


@lru_cache(maxsize=REMEMBERED)
def _of(text: str, words: int, lead: str) -> Names:
    return tuple(_clues(text, words, lead))


def _clues(text: str, words: int, lead: str) -> Iterator[str]:
    yield f"{step(words, WORDS)} words"
    yield f"{step(len(text), LETTERS)} letters"
    if end := "dots" if text.endswith("...") else ENDS.get(text[-1:]):
        yield f"ends in {end}"
    if text[:1] in MARKS_OF_QUOTES:
        yield "in quotation marks" if text[-1:] in MARKS_OF_QUOTES else "begins with a quotation"
    elif not text[:1].isalpha():
        yield "begins with a digit" if text[:1].isdigit() else "begins with a sign"
    elif text[:1].islower():
        yield "begins small"
    if lead:
        yield "a bullet" if lead.startswith(LEADING) else "a heading mark"
    yield from (
        f"{name}, {'long' if words >= LONG else 'short'}" for name, form in _forms() if form.search(text)
    )
    spelled = [word for word in text.split() if word[0].isalpha()]
    if text.isupper():
        yield "capitals"
    elif len(spelled) > 2:
        small = sum(word[0].islower() for word in spelled) / len(spelled)
        yield f"{step(small, SHARES)} small words"


def stems(text: str) -> frozenset[str]:
    """Return the words of a text without their endings; in scripts without blanks, all pairs of letters."""
    plain = text[:LOOKED_AT].casefold()
    latin = normalized.latin(plain)
    if latin is None:
        words = frozenset(word[:STEM] for word in WORD.findall(plain))
        return words | frozenset(PAIR.findall(plain, overlapped=True))
    spaced = latin.translate(LETTERS_ONLY).decode("latin-1")
    return frozenset([word[:STEM] for word in spaced.split() if len(word) >= SHORTEST])


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str] | regex.Pattern[str]], ...]:
    """Return what each form is called, and its pattern; the days are English, as the weights have learned."""
    days = one_of(date_words.weekdays_of("en"))
    return ((DATED, regex.compile(rf"\b(?:19|20)\d\d\b|\b(?:{days})\b", regex.VERSION1)), *FORMS)
