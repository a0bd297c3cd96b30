"""The names of a byline, one part after the other: people, desks, roles, papers, addresses.

A part that is none of these makes the line no byline.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import regex
from attrs import frozen

from natodocs._document.publisher import bare
from natodocs._entities import organisations, places
from natodocs._entities import people as entity_people
from natodocs._entities import words as entity_words
from natodocs._fields.bylines import cues, pieces
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily
from natodocs._types import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from natodocs._fields.bylines.pieces import Part

MOST_AUTHORS: Final = 20
LONGEST_DESK: Final = 7  # words: "NJ Advance Media for the Harbury Post"
LONGEST_ASIDE: Final = 3  # words that say something else of an author, and are left out
MOST_UNKNOWN: Final = 3  # words of a name behind another that has no common given name and no particle
MOST_BEFORE: Final = (
    4  # words of a role before a name: "HAFEN-online-Redakteur", "Senior Harbour Correspondent"
)

OF_A_PAPER: Final = lazily(r"(?P<paper>\p{Lu}[\p{L}&.]*+(?:\s\p{Lu}[\p{L}&.]*+){0,3})['’]s\s", regex.VERSION1)
BASED: Final = regex.compile(r"-(?:based|basierte?r?)\Z", regex.IGNORECASE)  # "UK-based Systems Theorist"
GLUED_ROLE: Final = lazily(r"(\p{Lu}[\p{L} .\-]{2,40}?\p{Ll})(\p{Lu}\p{Ll}{4,20})\Z", regex.VERSION1)


@frozen
class Found:
    """The authors of a line."""

    authors: tuple[Author, ...]
    """At least one."""
    start: int
    """Where the byline starts in the line, its cue included."""
    end: int
    """Where its last word ends."""


def read(
    line: str, start: int, end: int, *, strong: bool = False, cueless: bool = False, placed: bool = False
) -> Found | None:
    """Read the names, roles and papers of a stretch of a line.

    Args:
        line: The line.
        start: Where the names start.
        end: Where they end.
        strong: Whether the cue before them opens nothing but bylines, so that a screen name will do.
        cueless: Whether there is no cue, so that a word alone, or a desk, will not do.
        placed: Whether the line stands where bylines do, so that a name need not be a common one.
    """
    reader = _Reader(strong=strong, cueless=cueless, placed=placed)
    blanked = pieces.asides().sub(lambda match: " " * len(match.group()), line) if "(" in line else line
    for first, last, email, handle in pieces.addresses(line, start, end):
        reader.address(email, handle, last)
        blanked = f"{blanked[:first]}{' ' * (last - first - 1)},{blanked[last:]}"
    if not all(map(reader.take, pieces.parts(blanked, start, end))):
        return None
    return reader.result()


def is_somebody(author: Author) -> bool:
    """Return whether a name is no account, placeholder or word of an interface."""
    return bare(author.name) not in entity_words.listed("nobody")


class _Reader:
    """Takes the parts of a byline one after the other."""

    def __init__(self, *, strong: bool, cueless: bool, placed: bool) -> None:
        self._strong, self._cueless, self._placed = strong, cueless, placed
        self._people: list[tuple[str, str | None]] = []  # names, each with a role of its own
        self._desks: list[str] = []
        self._role: str | None = None
        self._paper: str | None = None
        self._email: str | None = None
        self._handle: str | None = None
        self._start: int | None = None
        self._end = 0

    def address(self, email: str | None, handle: str | None, end: int) -> None:
        """Keep the address beside the names."""
        self._email, self._handle = email or self._email, handle or self._handle
        self._end = max(self._end, end)

    def take(self, part: Part) -> bool:
        """Take a part; false where it does not belong in a byline."""
        known = bool(self._people or self._desks)
        if not part.text or (known and _says_nothing(part.text)):
            return True
        if self._is_role(part) or self._is_desk(part) or self._is_name(part):
            return True
        return known and (_is_place(part.text) or self._is_aside(part.text))

    def result(self) -> Found | None:
        """Return what was taken; `None` where nobody was."""
        if self._start is None:
            return None
        people, paper = self._people, self._paper
        if people and self._desks:
            paper = paper or self._desks[0]
        named = (people or [(desk, None) for desk in self._desks])[:MOST_AUTHORS]
        addresses = (self._email, self._handle) if len(named) == 1 else (None, None)
        authors = (Author(name, role or self._role, paper, *addresses) for name, role in named)
        return Found(tuple(authors), self._start, self._end)

    def _keep(self, start: int, end: int) -> None:
        if self._start is None:
            self._start = start
        self._end = max(self._end, end)

    def _is_role(self, part: Part) -> bool:
        """Take "Senior Correspondent", "CNN Political Editor", "Special to The Sun"."""
        if not self._people:
            return False
        if any(rule.pattern.match(part.text) for rule in cues.rows("role")):
            self._role = part.text
        else:
            place = _at_behind_a_role().search(part.text)
            text = part.text[: place.start()] if place else part.text
            if not entity_people.is_role(text):
                return False
            paper, role = _paper_and_role(text)
            self._role, self._paper = self._role or role, self._paper or paper
        self._keep(part.start, part.end)
        return True

    def _is_desk(self, part: Part) -> bool:
        """Take an agency, a paper or a desk."""
        text = part.text.strip()
        if " " in text:
            text = _before(_for(), text).strip()
        agency = organisations.is_agency(text)
        if not agency and not self._is_desk_by_its_words(text):
            return False
        if part.credited and (self._people or self._desks):
            self._paper = text
        else:
            self._desks.append(text)
        self._keep(part.start, part.start + len(text))
        return True

    def _is_desk_by_its_words(self, text: str) -> bool:
        words = text.split()
        if not organisations.is_organisation(text) or places.is_place(text) or OF_A_PAPER.match(text):
            return False
        if self._cueless and (not self._people or organisations.STATION.fullmatch(text)):
            return False  # "Ada Lund, CEO"
        first = words[0].casefold()
        if first in entity_words.never_in_names() and first not in entity_words.listed("articles"):
            return False
        if entity_people.is_person(" ".join(words[:2])) or (
            len(words) > 2 and organisations.DOMAIN.search(words[-1])
        ):
            return False  # "Ada Lund harbury.example"
        small = sum(word[:1].islower() for word in words)
        return len(words) <= LONGEST_DESK and (
            (small <= 1 and not words[0][:1].islower()) or organisations.DOMAIN.search(text) is not None
        )

    def _is_name(self, part: Part) -> bool:
        """Take a name, with what belongs to it: "NBC's Ada Lund", "Ada Lund in Oslo", "Dr. Ada Lund"."""
        text, start = part.text, part.start
        owner = OF_A_PAPER.match(text) if "s " in text else None
        if owner and not self._people and organisations.is_organisation(owner["paper"]):
            self._paper = owner["paper"]
            text, start = text[owner.end() :], start + owner.end()
        text = _before(_for(), _before(_at(), text))
        names, role = _name_and_role(entity_people.without_title(text.strip()), placed=self._placed)
        several = _several(names)
        if not names or not all(self._is_author(name, part) for name in several):
            return False
        end = 0
        for name in several:
            end = _end_of(name, text, end)
            self._people.append((name, role))
        behind = role is not None and text.find(role, end) >= 0
        self._keep(part.start, start + (_end_of(role, text, end) if role and behind else end))
        return True

    def _is_author(self, name: str, part: Part) -> bool:
        words = name.split()
        if part.credited:
            return False
        if not entity_people.is_name(name):
            handle = (
                self._strong and not self._people and len(words) == 1 and entity_people.HANDLE.fullmatch(name)
            )
            return bool(handle) and name.casefold() not in entity_words.never_in_names()
        if len(words) > 1:
            return not (self._people and (places.is_city(name) or _may_be_anything(words)))
        if self._people or self._cueless:
            return entity_people.UNCASED.fullmatch(name) is not None  # a word alone is a place, or anything
        return len(name) > 1 and not places.is_place(name)

    def _is_aside(self, text: str) -> bool:
        """Return whether a part says something else, in a few words, of one who is surely a person."""
        words = text.split()
        if self._cueless or not self._people or len(words) > LONGEST_ASIDE:
            return False
        return entity_people.is_person(self._people[-1][0]) and not any(
            word.isalpha() and word.islower() for word in words
        )


@cache
def _at() -> regex.Pattern[str]:
    """Return the pattern of what stands before the place where somebody is."""
    return _before_a_capital(entity_words.listed("at"))


@cache
def _at_behind_a_role() -> regex.Pattern[str]:
    """Return the same for the bearer of a role: before a name "da" and "a" are parts of it."""
    return _before_a_capital(entity_words.listed("at") | entity_words.listed("at_behind_a_role"))


def _before_a_capital(words: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"\s(?:{one_of(words, as_written=True)})\s(?=[\p{{Lu}}\p{{Lo}}])", regex.VERSION1)


@cache
def _for() -> regex.Pattern[str]:
    """Return the pattern of what stands before the paper for which somebody writes."""
    return regex.compile(rf"\s(?:{one_of(entity_words.listed('for'))})\s(?=\p{{L}})", regex.VERSION1)


def _end_of(words: str, text: str, start: int) -> int:
    """Return where the last of some words ends in a text, which may have more blanks between them."""
    for word in words.split():
        start = text.index(word, start) + len(word)
    return start


def _before(cut: regex.Pattern[str], text: str) -> str:
    """Return a text up to what cuts it, if anything does."""
    found = cut.search(text) if " " in text else None
    return text[: found.start()] if found else text


def _says_nothing(text: str) -> bool:
    """Return whether a part behind a name is a degree, or one of the words that papers put there."""
    return entity_people.is_degree(text) or text.casefold() in entity_words.listed("ignored")


def _is_place(text: str) -> bool:
    """Return whether a part may say where somebody is, which is no part of the answer."""
    return (len(text.split()) <= LONGEST_ASIDE + 1 and entity_people.is_name(text)) or places.is_place(text)


def _paper_and_role(text: str) -> tuple[str | None, str]:
    """Part "CNN Political Editor" into the paper and the role."""
    words = text.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        paper, role = " ".join(words[:count]), " ".join(words[count:])
        known = organisations.is_agency(paper) or words[count - 1].casefold() in entity_words.listed("papers")
        if known and entity_people.is_role(role):
            return paper, role
    return None, text


def _may_be_anything(words: Sequence[str]) -> bool:
    """Return whether so many words in capitals, with no common given name before them, may name anything."""
    known = words[0].casefold().split("-")[0] in entity_words.given_names()
    return len(words) > MOST_UNKNOWN and not known and entity_words.listed("particles").isdisjoint(words)


def _role_before(text: str) -> tuple[str, str] | None:
    """Part "Harbour Correspondent Ada Lund" into role and name, of two words and more."""
    words = text.split()
    for count in range(min(MOST_BEFORE, len(words) - 2), 0, -1):
        role, name = " ".join(words[:count]), " ".join(words[count:])
        if _ends_as_role(words[count - 1]) and entity_people.is_role(role) and entity_people.is_name(name):
            return role, name
    return None


def _ends_as_role(word: str) -> bool:
    return word.casefold().rsplit("-", 1)[-1] in entity_words.listed("roles_before")


def _without_label(text: str) -> str:
    """Return a name without what pages print behind it: "Ada Lund Twitter", "Ada Lund Politik", "Ada Lund UK-based"."""
    words = text.split()
    last = next(
        (number for number, word in enumerate(words) if number > 1 and BASED.search(word)), len(words)
    )
    known = entity_words.listed("behind_names")
    while last > 2 and words[last - 1][0].isupper() and words[last - 1].casefold() in known:
        last -= 1
    return " ".join(words[:last]) if last < len(words) else text


def _name_and_role(text: str, *, placed: bool) -> tuple[str, str | None]:
    """Part "Ada Lund Education editor" into name and role; without a role, the name may be none."""
    if before := _role_before(text):
        return before[1], before[0]
    text = _without_label(text)
    words = text.split()
    plain = not words or words[-1].isupper() or words[-1][1:].islower()
    glued = None if plain else GLUED_ROLE.match(text)
    if glued and entity_people.is_name(glued[1]) and entity_people.is_role(glued[2]):
        return glued[1], glued[2]
    for count in range(2, min(4, len(words))):
        name, role = " ".join(words[:count]), " ".join(words[count:])
        if not entity_people.is_role(role) or entity_people.is_role(name):
            continue
        if entity_people.is_name(name) if placed else entity_people.is_person(name):
            return name, role
    if "." in text and organisations.DOMAIN.search(text):
        name = text.rpartition(" ")[0]
        return (name, None) if " " in name and entity_people.is_name(name) else ("", None)
    return text, None


def _several(name: str) -> list[str]:
    """Part "Ada Lund Per Olav Moe" into two names: each is one or two given names, and one that is none."""
    words = name.split()
    if len(words) < 4:
        return [name]
    given = [word.casefold().split("-")[0] in entity_words.given_names() for word in words]
    names: list[str] = []
    start = 0
    for number, is_given in enumerate(given):
        if not is_given:
            if number - start not in (1, 2):
                return [name]
            names.append(" ".join(words[start : number + 1]))
            start = number + 1
    return names if len(names) > 1 and start == len(words) else [name]
