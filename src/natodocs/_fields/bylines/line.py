"""One line -> its authors, if it is a byline: by its cue, or by a role, an agency or a date beside a name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve

from natodocs import _rules
from natodocs._entities import organisations, people
from natodocs._entities import words as entity_words
from natodocs._entities.dates import ago, expressions
from natodocs._entities.dates import words as date_words
from natodocs._fields.bylines import cues, prefilter
from natodocs._fields.bylines import names as byline_names
from natodocs._fields.bylines.names import Found
from natodocs._fields.bylines.reading import GLUED_NUMBER, BylineLine
from natodocs._patterns.alternation import one_of
from natodocs._text.characters import NAME_EDGES
from natodocs._types import Author

if TYPE_CHECKING:
    from natodocs._fields.bylines.cues import Cue

LONGEST_BARE: Final = 120  # characters of a byline without a cue

BLANK: Final = regex.compile(r"[\s|,;:/•·⋅–—\-.]+")
NAMED: Final = regex.compile(r"\s*[—–-]\s.{1,60}\(@\w+\)")  # the signature of an embedded post


def read(line: BylineLine) -> Found | None:
    """Read a line; `None` where it is no byline."""
    if line.cue:
        return None if line.is_never else _after_cue(line, line.lead, line.cue)
    if len(line.text) > LONGEST_BARE or not prefilter.is_promising(line) or line.is_never:
        return None
    return (
        _whole(line)
        or _agency(line)
        or (_after_date(line) if prefilter.opens_a_date(line) else None)
        or (_before_something(line) if prefilter.opens_a_name(line) else None)
    )


def bare(line: BylineLine) -> Found | None:
    """Read a name alone, where the page says that the line is a byline."""
    end = _names_end(line, line.lead)
    return byline_names.read(line.text, line.lead, end, cueless=True, placed=True)


def _names_end(line: BylineLine, start: int) -> int:
    """Return where names from `start` on end: before what may follow them, and before a number glued to them."""
    glued = GLUED_NUMBER.search(line.text, start)
    return min(line.tail(start), glued.start()) if glued else line.tail(start)


def is_desk(words: list[str]) -> bool:
    """Return whether one of some words is what papers call their desk."""
    return any(word.casefold() in _desks() for word in words)


def _after_cue(line: BylineLine, start: int, opening: Cue) -> Found | None:
    found = byline_names.read(line.text, opening.end, line.tail(opening.end), strong=opening.strong)
    if not found:
        return None
    authors = found.authors
    if opening.role:
        authors = tuple(evolve(author, role=author.role or opening.role) for author in authors)
    return Found(authors, start, found.end)


def _whole(line: BylineLine) -> Found | None:
    """Read a line by one of the patterns that hold all of a byline."""
    for rule in cues.rows("whole"):
        match = rule.pattern.fullmatch(line.text.rstrip(), line.lead)
        if match:
            groups = match.groupdict()
            author = Author(groups["name"], groups.get("role"), groups.get("affiliation"))
            return Found((author,), match.start("name"), match.end())
    return None


def _agency(line: BylineLine) -> Found | None:
    """Read an agency alone, or with a cue in small letters and a date: "Von dpa 28.01.2022"."""
    opening = cues.WORD.match(line.text, line.lead)
    names = opening.end() if opening and cues.is_one(opening[1]) else line.lead
    if not prefilter.opens_an_agency(line.words[names > line.lead]) and "/" not in line.text:
        return None
    end = line.tail(names)
    text = line.text[names:end].strip(NAME_EDGES)
    if not text or not organisations.is_agency(text) or text.casefold() in entity_words.given_names():
        return None
    if line.text[end:].strip(NAME_EDGES) and not _is_spent(line, end):
        return None
    first = line.text.index(text, names)
    return Found((Author(text),), line.lead if names > line.lead else first, first + len(text))


def _after_date(line: BylineLine) -> Found | None:
    """Read "28 Jan 2022 | Ada Lund", and "Posted on 28 Jan 2022 by Ada Lund"."""
    text, moments = line.text, line.moments
    if not moments or not moments[0].month or not is_label(text[line.lead : moments[0].start]):
        return None
    position = moments[0].end
    if text.startswith(
        said := text[moments[0].start : position], position
    ):  # as it is, for machines and for readers
        position += len(said)
    for moment in moments[1:]:
        if is_label(text[position : moment.start]):
            position = moment.end
    blank = _after_a_date().match(text, position)
    position = blank.end() if blank else position
    opening = cues.find(text, position)
    if opening:
        return _after_cue(line, position, opening)
    if glued := prefilter.glued_cue().match(text, position):
        return byline_names.read(text, glued.end(), _names_end(line, glued.end()))
    found = byline_names.read(text, position, line.tail(position), cueless=True)
    return found if found and all(people.is_person(author.name) for author in found.authors) else None


def is_label(text: str) -> bool:
    """Return whether a text says no more than that a date follows."""
    words = BLANK.split(text.casefold())
    return all(not word or word in prefilter.date_words() or word in date_words.weekdays() for word in words)


def _before_something(line: BylineLine) -> Found | None:
    """Read a name that has a role, an agency, a date or a reading time beside it, and no cue."""
    ends = line.tail(line.lead)
    found = byline_names.read(line.text, line.lead, ends, cueless=True)
    if not found or NAMED.match(line.text):
        return None
    names = [author.name for author in found.authors]
    if any(author.role for author in found.authors):
        return found if all(map(people.is_name, names)) else None
    if not all(map(people.is_person, names)):
        return None
    if found.authors[0].affiliation:
        return found if "/" not in line.text else None  # "Ada Lund/Reuters" is the credit of a photo
    several = len(names) > 1 and "/" in line.text
    return found if several or _is_spent(line, ends) else None


def _is_spent(line: BylineLine, tail: int) -> bool:
    """Return whether a date or a reading time follows a name and nothing else; comments have a button."""
    after = line.text[tail:]
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
    published = one_of(entity_words.listed("published"))
    return regex.compile(rf"{ago.counted().pattern}|\b(?:{published})\b", regex.VERSION1)


@cache
def _reading_words() -> frozenset[str]:
    """Return the words that a reading time is made of, and what else may stand behind a name with a date."""
    said = entity_words.listed("published")
    return (
        entity_words.listed("reading_time")
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
def _desks() -> frozenset[str]:
    return _rules.load_all().words("byline.desks")
