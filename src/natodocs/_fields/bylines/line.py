"""One line -> its authors, if it is a byline: by its cue, or by a role, an agency or a date beside a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve, frozen

from natodocs import _rules
from natodocs._entities import people
from natodocs._entities.dates import ago, expressions
from natodocs._entities.dates import words as date_words
from natodocs._fields.bylines import names as byline_names
from natodocs._fields.bylines import prefilter
from natodocs._fields.bylines.names import Found
from natodocs._patterns.alternation import one_of
from natodocs._patterns.prefilter import Row, Sieve
from natodocs._rules import loader
from natodocs._text.characters import ARROWS, BULLETS, LONG_DASHES, NAME_EDGES, ORNAMENTS
from natodocs._types import Author

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_BARE: Final = 120  # characters of a byline without a cue

LEAD: Final = re.compile(rf"[\s{BULLETS}{ORNAMENTS}{ARROWS}{LONG_DASHES}|*>/(]*+")
BLANK: Final = regex.compile(r"[\s|,;:/•·⋅–—\-.]+")
NAMED: Final = regex.compile(r"\s*[—–-]\s.{1,60}\(@\w+\)")  # the signature of an embedded post


def read(line: str) -> Found | None:
    """Read a line; `None` where it is no byline."""
    start = lead(line)
    opening = cue(line, start)
    if opening:
        return None if is_never(line, start) else _after_cue(line, start, opening)
    if len(line) > LONGEST_BARE:
        return None
    words = prefilter.words_of(line, start)
    if not prefilter.is_promising(line, start, words) or is_never(line, start):
        return None
    return (
        _whole(line, start)
        or _agency(line, start, words)
        or (_after_date(line, start) if prefilter.opens_a_date(line, start) else None)
        or (_before_something(line, start) if prefilter.opens_a_name(line, start, words) else None)
    )


def bare(line: str) -> Found | None:
    """Read a name alone, where the page says that the line is a byline."""
    start = lead(line)
    return byline_names.read(line, start, _end_of_names(line, start), cueless=True, placed=True)


def _end_of_names(line: str, start: int) -> int:
    glued = GLUED_NUMBER.search(line, start)
    end = tail(line, start)
    return min(end, glued.start()) if glued else end


def is_cue(line: str) -> bool:
    """Return whether a line is a cue alone ("By"), whose names are on the next line."""
    return line.strip().strip(":").casefold() in prefilter.cues_alone()


def is_desk(words: list[str]) -> bool:
    """Return whether one of some words is what papers call their desk."""
    return any(word.casefold() in _desks() for word in words)


def has_cue(line: str) -> bool:
    """Return whether a cue opens a line, or is all of it."""
    return is_cue(line) or cue(line, lead(line)) is not None


@frozen
class Cue:
    """The words that open a byline."""

    end: int
    """Index after them and their blank."""
    strong: bool
    """Whether they open nothing but bylines."""
    role: str | None = None
    """What they call the author ("corrispondente")."""


def cue(line: str, start: int = 0) -> Cue | None:
    """Read the words that open a byline, from `start`."""
    for rule, match in _cues().matches(line, start):
        role = match["role"] if "role" in rule.pattern.groupindex else None
        return Cue(match.end(), bool(rule.more.get("strong")), role)
    return None


def small_cue(line: str, start: int = 0) -> Cue | None:
    """Read a cue that only stands for one where a byline is looked for: "von harbour_cat"."""
    opening = CUE_WORD.match(line, start)
    if not opening or not is_cue(opening[1]):
        return None
    named = is_particle(opening[1]) and line[opening.end() : opening.end() + 1].isupper()  # "Di Stefano"
    return None if named else Cue(opening.end(), strong=True)


def cue_before_a_name(text: str, start: int = 0) -> Cue | None:
    """Read a cue before what is said to be a name; "Di" and "Von" are a part of it before one word ("Von Lund")."""
    opening = cue(text, start) or small_cue(text, start)
    if opening and is_particle(text[start : opening.end].strip()) and " " not in text[opening.end :].strip():
        return None
    return opening


def is_particle(word: str) -> bool:
    """Return whether a word begins family names, where it is written with a capital."""
    return word[:1].isupper() and word.casefold() in people.listed("particles")


def lead(line: str) -> int:
    """Return where a line begins, bullets and bars before it aside."""
    signs = LEAD.match(line)
    return signs.end() if signs else 0


GLUED_NUMBER: Final = regex.compile(r"(?<=\p{Ll})(?=[\d@])", regex.VERSION1)  # "Ada Lund5 hours ago"


def is_never(line: str, start: int = 0) -> bool:
    """Return whether a line is the credit of a photo, or a sentence that a cue opens."""
    return any(True for _ in _never_bylines().matches(line, start))


def _after_cue(line: str, start: int, opening: Cue) -> Found | None:
    found = byline_names.read(line, opening.end, tail(line, opening.end), strong=opening.strong)
    if not found:
        return None
    authors = found.authors
    if opening.role:
        authors = tuple(evolve(author, role=author.role or opening.role) for author in authors)
    return Found(authors, start, found.end)


@lru_cache(maxsize=64)  # each way to read a line asks for it again
def tail(line: str, start: int) -> int:
    """Return where what may follow the names starts: a date, "5 min read", "Updated"."""
    counted = _counted_tail().search(line, start)
    limit = min((*_tails().starts(line, start), counted.start() if counted else len(line)))
    moments = (moment.start for moment in expressions.find(line[start:limit]) if moment.month or moment.start)
    return start + next(moments, limit - start)


def _whole(line: str, start: int) -> Found | None:
    """Read a line by one of the patterns that hold all of a byline."""
    for rule in _rows("whole"):
        match = rule.pattern.fullmatch(line.rstrip(), start)
        if match:
            groups = match.groupdict()
            author = Author(groups["name"], groups.get("role"), groups.get("affiliation"))
            return Found((author,), match.start("name"), match.end())
    return None


def _agency(line: str, start: int, words: Sequence[str]) -> Found | None:
    """Read an agency alone, or with a cue in small letters and a date: "Von dpa 28.01.2022"."""
    opening = CUE_WORD.match(line, start)
    names = opening.end() if opening and is_cue(opening[1]) else start
    if not prefilter.opens_an_agency(words[names > start]):
        return None
    end = tail(line, names)
    text = line[names:end].strip(NAME_EDGES)
    if not text or not people.is_agency(text) or text.casefold() in people.given_names():
        return None
    if line[end:].strip(NAME_EDGES) and not _is_spent(line, end):
        return None
    first = line.index(text, names)
    return Found((Author(text),), start if names > start else first, first + len(text))


CUE_WORD: Final = lazily(r"(\p{L}{2,10}):?\s", regex.VERSION1)


def _after_date(line: str, start: int) -> Found | None:
    """Read "28 Jan 2022 | Ada Lund", and "Posted on 28 Jan 2022 by Ada Lund"."""
    moments = expressions.find(line)
    if not moments or not moments[0].month or not is_label(line[start : moments[0].start]):
        return None
    position = moments[0].end
    for moment in moments[1:]:
        if is_label(line[position : moment.start]):
            position = moment.end
    blank = _after_a_date().match(line, position)
    position = blank.end() if blank else position
    opening = cue(line, position)
    if opening:
        return _after_cue(line, position, opening)
    found = byline_names.read(line, position, tail(line, position), cueless=True)
    return found if found and all(people.is_person(author.name) for author in found.authors) else None


def is_label(text: str) -> bool:
    """Return whether a text says no more than that a date follows."""
    words = BLANK.split(text.casefold())
    return all(not word or word in prefilter.date_words() or word in date_words.weekdays() for word in words)


def _before_something(line: str, start: int) -> Found | None:
    """Read a name that has a role, an agency, a date or a reading time beside it, and no cue."""
    ends = tail(line, start)
    found = byline_names.read(line, start, ends, cueless=True)
    if not found or NAMED.match(line):
        return None
    names = [author.name for author in found.authors]
    if any(author.role for author in found.authors):
        return found if all(map(people.is_name, names)) else None
    if not all(map(people.is_person, names)):
        return None
    if found.authors[0].affiliation:
        return found if "/" not in line else None  # "Ada Lund/Reuters" is the credit of a photo
    several = len(names) > 1 and "/" in line
    return found if several or _is_spent(line, ends) else None


def _is_spent(line: str, tail: int) -> bool:
    """Return whether a date or a reading time follows a name and nothing else; comments have a button."""
    after = line[tail:]
    moments = expressions.find(after)
    if not moments and not _counted().search(after):
        return False
    for moment in reversed(moments):
        after = after[: moment.start] + after[moment.end :]
    return all(
        not word
        or word.isdigit()
        or word in prefilter.date_words()
        or word in date_words.weekdays()
        or word in _reading_words()
        for word in BLANK.split(after.casefold())
    )


@cache
def _counted() -> regex.Pattern[str]:
    """Return the pattern of a reading time, of how long ago something was, or of a label without its date."""
    published = one_of(people.listed("published"))
    return regex.compile(rf"{ago.counted().pattern}|\b(?:{published})\b", regex.VERSION1)


@cache
def _reading_words() -> frozenset[str]:
    """Return the words that a reading time is made of, and what else may stand behind a name with a date."""
    said = people.listed("published")
    return (
        people.listed("reading_time")
        | said
        | {f"({word}" for word in said}
        | date_words.listed("units")
        | date_words.listed("oclock")
    )


@cache
def _after_a_date() -> regex.Pattern[str]:
    hours = one_of(date_words.listed("oclock") | date_words.listed("hours"))
    return regex.compile(rf"(?:[\s|,;:/•·⋅–—\-]|(?:{hours})\b)*+", regex.VERSION1)


@cache
def _rows(part: str) -> tuple[loader.Rule, ...]:
    return tuple(rule for rule in _rules.load_all().rules("byline") if rule.more.get("part", "cue") == part)


@cache
def _desks() -> frozenset[str]:
    return _rules.load_all().words("byline.desks")


@cache
def _cues() -> Sieve[loader.Rule]:
    """Return the rows of cues, those first that open nothing but bylines."""
    rows = sorted(_rows("cue"), key=lambda rule: not rule.more.get("strong"))
    return Sieve(Row(rule.pattern, rule) for rule in rows)


@cache
def _never_bylines() -> Sieve[loader.Rule]:
    return Sieve(Row(rule.pattern, rule) for rule in _rules.load_all().rules("not_byline"))


@cache
def _counted_tail() -> regex.Pattern[str]:
    """Return the pattern of a reading time behind the names."""
    units = one_of(date_words.listed("units"))
    return regex.compile(rf"(?<![\s|,•·–—/(-])[\s|,•·–—/(-]++\d{{1,4}}\s*(?:{units})\b", regex.VERSION1)


@cache
def _tails() -> Sieve[loader.Rule]:
    return Sieve(Row(rule.pattern, rule) for rule in _rows("tail"))
