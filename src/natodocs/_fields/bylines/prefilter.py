"""The prefilter of bylines: whether a line without a cue may be one, by a glance at its words; most are not read on.

What is said here is never that a line is a byline, only that it cannot be one: each test is of something without which
`line.py` finds nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from natodocs import _rules
from natodocs._entities import organisations
from natodocs._entities import words as entity_words
from natodocs._entities.dates import words as dates_words
from natodocs._fields.bylines import cues, reading
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily
from natodocs._text.characters import NAME_EDGES

if TYPE_CHECKING:
    from natodocs._fields.bylines.reading import BylineLine

SIGNS_BEFORE_DATES: Final = ",;:⋅-."
# The first letters of "morning" and "afternoon", where they stand before the time.
HALVES_OF_DAYS: Final = "午上下오"
AGENCY_WORDS: Final = 8  # words; no name of an agency has more
MOST_WORDS: Final = 24  # words of a byline without a cue; two days with their times have fourteen

LETTERS: Final = re.compile(r"[^\W\d_]+")
INNER: Final = re.compile(r"[^\w\s,.:;|/•·()'’]|[\d_]")  # signs that are in words, or around them
# Letters of the rows that hold a whole byline in a language without capitals.
WHOLE: Final = lazily(r"\p{Hangul}|[記记]者|[文者稿写筆ー]\s?[：:／/＝=]|取材", regex.VERSION1)
FIRST_TWO: Final = re.compile(r"([^\W\d_][\w'’.-]*+) ([^\W\d_]\w*+)")
INNER_CAPITAL: Final = lazily(r"\w*?\p{Ll}\p{Lu}", regex.VERSION1)


def is_promising(byline: BylineLine) -> bool:
    """Return whether a line has a word that bylines without a cue have."""
    line, start, words = byline.text, byline.lead, byline.words
    first = line[start : start + 1]
    if len(words) > MOST_WORDS or not (first.isupper() or first.isdigit() or not first.isascii()):
        return False
    return (
        not signs().isdisjoint(words)
        or "/" in line
        or (
            not (entity_words.given_names().isdisjoint(words) and _cue_words().isdisjoint(words))
            and any(map(str.isdigit, line))
        )
        or (
            len(words) <= AGENCY_WORDS
            and opens_an_agency(words[0])
            and organisations.is_agency(line[start:].strip(NAME_EDGES))
        )
        or words[0] in cues.alone()
        or glued_cue().search(line) is not None
        or (not line.isascii() and WHOLE.search(line) is not None)
    )


def opens_an_agency(word: str) -> bool:
    """Return whether a word may be the first of an agency's name."""
    bare = word.strip(NAME_EDGES)
    return not bare or bare in _agency_openings() or "+" in bare or "&" in bare


def opens_a_date(byline: BylineLine) -> bool:
    """Return whether a date may follow, with no more than a label before it."""
    line, start = byline.text, byline.lead
    first = line[start : start + 1]
    if not first.isalpha():
        return first.isdigit() or first in SIGNS_BEFORE_DATES
    letters = LETTERS.match(line, start)
    return (
        letters is None
        or letters[0].casefold() in _before_days()
        or first in HALVES_OF_DAYS
        or INNER_CAPITAL.match(line, start) is not None
    )


def opens_a_name(byline: BylineLine) -> bool:
    """Return whether a person may follow who is known by the given name or has a role."""
    line, start, words = byline.text, byline.lead, byline.words
    if not (line[start].isalpha() or line[start] in NAME_EDGES):
        return False
    first = FIRST_TWO.match(line, start)
    if first and first[1][0].isupper() and first[2][0].islower():
        owned = first[1].endswith(("'s", "’s"))
        if first[2].casefold() not in _small_in_names() and not owned and not opens_an_agency(words[0]):
            return False
    if not _of_people().isdisjoint(words):
        return True
    return INNER.search(line) is not None and not _of_people().isdisjoint(LETTERS.findall(line.casefold()))


@cache
def signs() -> frozenset[str]:
    """Return the words that show a byline without a cue: roles, and words of papers."""
    rules = _rules.load_all()
    return (
        rules.words("byline.roles")
        | rules.words("byline.organisations")
        | {name.casefold() for name in organisations.agencies()}
        | entity_words.listed("published")
    )


@cache
def date_words() -> frozenset[str]:
    """Return the words that stand beside a date."""
    labels = dates_words.listed("published") | dates_words.listed("modified") | dates_words.connectors()
    # "Von" before a day is a label, and before a name a cue.
    return frozenset(word for label in labels - cues.alone() for word in label.split())


@cache
def _cue_words() -> frozenset[str]:
    """Return the words that are a cue alone: behind a date a name may follow them."""
    return frozenset(cue for cue in cues.alone() if " " not in cue)


@cache
def glued_cue() -> regex.Pattern[str]:
    """Return the pattern of a cue that is glued to the year before it and to the name behind it: "2024AuthorAda"."""
    words = sorted(word for word in _cue_words() if word.isalpha())
    return regex.compile(rf"(?<=\d{{4}})(?i:{one_of(words)})(?=\p{{Lu}}\p{{Ll}})", regex.VERSION1)


@cache
def _agency_openings() -> frozenset[str]:
    return frozenset({reading.WORDS.split(name.casefold())[0] for name in organisations.agencies()} | {"the"})


@cache
def _before_days() -> frozenset[str]:
    """Return the first letters of what may open a date."""
    firsts = map(LETTERS.match, (*date_words(), *dates_words.weekdays(), *dates_words.month_words()))
    return frozenset(letters[0] for letters in firsts if letters)


@cache
def _small_in_names() -> frozenset[str]:
    rules = _rules.load_all()
    return rules.words("byline.particles") | rules.words("byline.titles")


@cache
def _of_people() -> frozenset[str]:
    return entity_words.given_names() | _rules.load_all().words("byline.roles")
