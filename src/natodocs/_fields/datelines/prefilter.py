"""The prefilter of datelines: whether a line may open with one, by its first words and marks; most are read no further.

What is said here is never that a line has a dateline, only that it cannot have one: each test is of something without
which no row of `[[dateline]]` matches, or what it matches is not believed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import regex

from natodocs import _rules
from natodocs._entities import organisations, places
from natodocs._entities.dates import expressions
from natodocs._entities.dates import words as date_words
from natodocs._text import normalized
from natodocs._text.characters import BULLETS, ORNAMENTS

REACH: Final = 130  # characters; no region, day and agency together, behind the place, are longer
PREFIX: Final = 46  # characters of an agency in small letters, or of a section before a dateline
SLACK: Final = 16  # characters of blanks among them that are read as one
MOST_WORDS: Final = 8  # words of a place, a month or an agency behind it included
FEWEST_CAPITALS: Final = 3  # letters of a place that is in capitals

LEAD: Final = re.compile(rf"[\s{BULLETS}{ORNAMENTS}|*]*+")
BRACKETS: Final = frozenset("(【（")
MARKDOWN: Final = frozenset("[_!(")
DAY: Final = re.compile(r"\w{3,9}\.?\s\d")
DIGIT: Final = re.compile(r"\d")
# A word and one after it that no day follows: most lines of prose are known by that alone.
TWO: Final = re.compile(r"[^\W\d_](?:[^\W_]|['’/]|(?<=\w)-(?=\w))*+ ([^\W\d_]\w*+)(?!\.?\s?\d)")
# No mark is in it.
LETTERS: Final = r"[\p{Lu}\p{Lt}\p{Lo}](?:[\p{L}\p{M}'’]|[./](?!-)|(?<=\p{L})-(?=\p{L}))*+"
SMALL: Final = regex.compile(r",?\s{1,3}(\p{Ll}[\p{L}\p{M}]*+)(?!\.?\s?\d)", regex.VERSION1)
MARK: Final = re.compile(r"–|—|―|-(?:[-\s]|(?<=[\s.]-))|:(?:\s|\Z)|_(?:\s|(?<=\s_))|】|日")
SHORT_MARK: Final = re.compile(r"-[-\s]|–\s|—\s|[:>|]\s")
UNMARKED: Final = re.compile(r"""(?:[)/][.;]?\s{0,3}|\.\s{1,3})["'„“»«]?([^\W\d_])""")
BAR: Final = re.compile(r"\s\|\s")
AT_ONCE: Final = re.compile(r"\s{0,3}([-–—―:])")
BRACKET: Final = re.compile(r"\s?\([^()\n]{2,45}\)")
NO_DAY: Final = re.compile(r"\s{0,3}(?:\d{3}|\d{1,2},\d)")  # a number
NEXT: Final = re.compile(r"-?\s{0,2}(?:[(\d]|[^\W\d_]{3,12}\.?\s?\d)")


def is_worth_reading(text: str) -> bool:
    """Return whether a text may have a dateline, by its first two words, before anything is read over."""
    lead = LEAD.match(text)
    start = lead.end() if lead else 0
    first = text[start : start + 1]
    if not first.isalpha():
        return not first.isascii() or first in MARKDOWN
    if first.islower():
        return DAY.match(text, start) is not None
    two = TWO.match(text, start)
    if two and two[1].islower() and two[1] not in _small_words():
        opening = text[start : start + PREFIX + SLACK]
        return SHORT_MARK.search(opening) is not None or normalized.SKIPS_IN_LINE.search(opening) is not None
    return True


def may_open(line: str, start: int, at_head: bool = False) -> bool:
    """Return whether a line, as it is read, may open with a dateline at `start`."""
    found = _place_words().match(line, start)
    if not found:
        return line[start : start + 1] in BRACKETS or DAY.match(line, start) is not None
    words, end = found[0], found.end()
    place, full_stop, _ = words.partition(". ")
    if full_stop and places.may_be_town(place.partition("/")[0]):
        return True
    small = SMALL.match(line, end)
    if (small and small[1] not in _small_words()) or words.count(" ") >= MOST_WORDS:
        return _may_be_prefix(line, start)
    if NO_DAY.match(line, end) or (
        line[end : end + 2].lstrip()[:1] == "(" and not _may_be_bracket(line, end)
    ):
        return False
    if not MARK.search(line, end, end + REACH):
        barred = small is not None and BAR.match(line, small.end()) is not None
        return barred or _may_go_on(line, end) or _may_end(line, start)
    at_once = AT_ONCE.match(line, end)
    return at_once is None or at_head or _may_be_alone(line, words, at_once)


def _may_be_prefix(line: str, start: int) -> bool:
    """Return whether words in small letters may be an agency or a section, or say who reports, before a dateline."""
    mark = SHORT_MARK.search(line, start, start + PREFIX)
    if not mark:
        return False
    before = line[start : mark.start()].rstrip()
    if mark[0][0] in ":>|":
        return mark[0][0] == "|" or _may_be_section(line, mark.end(), needs_day=mark[0][0] == ":")
    return before.rpartition(" ")[2].isupper() or organisations.is_organisation(before)


def _may_be_section(line: str, end: int, *, needs_day: bool) -> bool:
    return not (needs_day and not DIGIT.search(line, end, end + REACH)) and may_open(line, end)


def _may_be_bracket(line: str, end: int) -> bool:
    """Return whether a region or an agency may stand in a bracket: no sentence goes on behind it."""
    bracket = BRACKET.match(line, end)
    if not bracket:
        return False
    small = SMALL.match(line, bracket.end())
    return small is None or small[1] in _small_words()


def _may_be_alone(line: str, words: str, mark: re.Match[str]) -> bool:
    """Return whether words may be a place or an agency of which no more is said, or a section before a dateline."""
    if organisations.is_agency(words.rpartition(" ")[2]) or words.startswith(("By ", "BY ")):
        return True
    if mark[1] == ":":
        if _may_be_section(line, mark.end() + 1, needs_day=True):
            return True
    elif (
        NEXT.match(line, mark.end()) or organisations.is_agency(words) or organisations.is_organisation(words)
    ):
        return True
    if line.isupper() and line[mark.end() :].strip():  # no sentence
        return False
    if any(places.is_town(place) or places.is_region(place) for place in (words, *words.split("/"))):
        return True
    return sum(map(str.isupper, words)) >= max(FEWEST_CAPITALS, len(words) // 2)


def _may_go_on(line: str, end: int) -> bool:
    """Return whether a sentence may follow an agency in brackets or a day at once."""
    following = UNMARKED.search(line, end, end + REACH)
    if not following or not following[1].isupper():
        return False
    return line[following.start()] in ")/" or DIGIT.search(line, end, following.start()) is not None


def _may_end(line: str, start: int) -> bool:
    """Return whether a line may be a dateline and nothing else: then it has a day or an agency."""
    text = line[start:].rstrip()
    if len(text) > REACH:
        return False
    if text.endswith((")", "/")) or (DIGIT.search(text) and expressions.may_have_a_day(text)):
        return True
    last = text.rpartition(",")[2].strip()
    return organisations.is_agency(last[last.rfind(" ") + 1 :]) or (
        "," in text and organisations.is_organisation(last)
    )


@cache
def _place_words() -> regex.Pattern[str]:
    """Return what matches the words that may be a place, in capitals or particles."""
    particles = _rules.load_all().words("dateline.place_particles")
    return regex.compile(
        rf"{LETTERS}(?:\ (?:{LETTERS}|\L<particles>\b)){{0,{MOST_WORDS}}}+",
        regex.VERSION1,
        particles=particles,
    )


@cache
def _small_words() -> frozenset[str]:
    """Return the words in small letters that may stand in a place, or behind it."""
    particles = _rules.load_all().words("dateline.place_particles")
    return (
        particles | date_words.listed("before_day") | {name.casefold() for name in organisations.agencies()}
    )
