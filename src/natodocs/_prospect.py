"""Whether a line may open with a dateline, by a glance at its first words and marks: most lines are read no further.

What is said here is never that a line has a dateline, only that it cannot have one: each test is of something without
which no row of `[[dateline]]` matches, or what it matches is not believed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import regex

from natodocs import _people, _rules

REACH: Final = 130  # characters; no region, day and agency together, behind the place, are longer
PREFIX: Final = 46  # characters of an agency in small letters, or of a section before a dateline

LETTERS: Final = (
    r"[\p{Lu}\p{Lt}\p{Lo}](?:[\p{L}\p{M}'’]|[./](?!-)|(?<=\p{L})-(?=\p{L}))*+"  # no mark ends the place in it
)
# A word and one after it that no day follows: most lines of prose are known by that alone.
TWO: Final = re.compile(r"[^\W\d_](?:[^\W_]|['’/]|(?<=\w)-(?=\w))*+ ([^\W\d_]\w*+)(?!\.?\s?\d)")
SMALL: Final = regex.compile(r",?\s{1,3}(\p{Ll}[\p{L}\p{M}]*+)(?!\.?\s?\d)", regex.VERSION1)
MARK: Final = re.compile(r"–|—|―|-(?:[-\s]|(?<=[\s.]-))|:(?:\s|\Z)|_(?:\s|(?<=\s_))|】|日")
SHORT_MARK: Final = re.compile(r"-[-\s]|–\s|—\s|:\s|>\s")
DAY: Final = re.compile(r"\w{3,9}\.?\s\d")
DIGIT: Final = re.compile(r"\d")
BRACKETS: Final = frozenset("(【（")


def may_open(line: str, start: int) -> bool:
    """Return whether a line may open with a dateline at `start`."""
    if line[start : start + 1].islower():
        return DAY.match(line, start) is not None
    two = TWO.match(line, start)
    if two and two[1].islower() and two[1] not in _small_words():
        return SHORT_MARK.search(line, start, start + PREFIX) is not None
    words = _place_words().match(line, start)
    if not words:
        return line[start : start + 1] in BRACKETS
    end = words.end()
    small = SMALL.match(line, end)
    if small and small[1] not in _small_words():
        return ". " in words[0] or SHORT_MARK.search(line, start, start + PREFIX) is not None
    return MARK.search(line, end, end + REACH) is not None or ". " in words[0] or _may_end(line, start)


def _may_end(line: str, start: int) -> bool:
    """Return whether a line may be a dateline and nothing else: then it has a day or an agency."""
    text = line[start:].rstrip()
    if len(text) > REACH:
        return False
    if text.endswith((")", "/")) or "," in text or DIGIT.search(text):
        return True
    return _people.is_agency(text[text.rfind(" ") + 1 :])


@cache
def _place_words() -> regex.Pattern[str]:
    """Return what matches the words that may be a place, in capitals or particles."""
    particles = _rules.load_all().words("dateline.place_particles")
    return regex.compile(
        rf"{LETTERS}(?:\ (?:{LETTERS}|\L<particles>\b))*+", regex.VERSION1, particles=particles
    )


@cache
def _small_words() -> frozenset[str]:
    """Return the words in small letters that may stand in a place, or behind it."""
    particles = _rules.load_all().words("dateline.place_particles")
    return particles | {"le", "den", "am", "on"} | {name.casefold() for name in _people.agencies()}
