"""Whether place, region, day and agency, in the form of a dateline, are one.

Headlines ("SUGAR - TRADE"), kickers ("WATCH: ...") and speakers ("SMITH: ...") have the same form. A day or
an agency is proof, a region must be known, and a place alone must be known or be followed by a whole
sentence.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

import regex
from attrs import frozen

from natodocs import _rules
from natodocs._entities import organisations, people
from natodocs._entities import places as entity_places
from natodocs._entities.dates import expressions
from natodocs._entities.dates import words as date_words
from natodocs._patterns.lazy import lazily
from natodocs._text.characters import DASHES
from natodocs._types import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_PLACE: Final = 6  # words: "ABOARD THE USS GERALD R. FORD"
LONGEST_UNKNOWN: Final = 3  # words of a place that is not known
SENTENCE: Final = 6  # words after a dateline that is no more than a place
LONG_SENTENCE: Final = 9  # words after a place that is not known, or that a colon ends

PLACE_WORD: Final = lazily(r"[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’.\-]*+", regex.VERSION1)
LOWER: Final = lazily(r"\b\p{Ll}{2,}", regex.VERSION1)
BODY: Final = lazily(r"[\"'“‘„«»¿¡(<\[]{0,3}[\p{Lu}\p{Lo}\d$€£]", regex.VERSION1)
UNSPACED: Final = lazily(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]", regex.VERSION1)
TABLE: Final = lazily(
    r"(?:\p{L}{3,9}\.?\s\d{1,2}|\d{1,2}-\p{L}{3})\b", regex.VERSION1
)  # "N.Y. TANKERS - April 1"
# A year with a figure lost ("27.6.205"): the day counts.
SHORT_YEAR: Final = regex.compile(r"(?<=\d[./-]\d{1,2}[./-])\d{3}\Z")
ZERO: Final = lazily(r"(?<=\d)O")
MONTH: Final = lazily(r"\p{L}{4,10}", regex.VERSION1)


@frozen
class Parts:
    """What a form found, as spans of the line."""

    start: int
    """Where the dateline starts."""
    end: int
    """Where its last word ends."""
    body: int
    """Where the text starts."""
    mark: str
    """What ends it: a dash, a colon, a full stop."""
    place: str | None
    """As printed."""
    region: str | None
    """As printed."""
    day: str | None
    """As printed."""
    agency: str | None
    """As printed."""

    @property
    def colon(self) -> bool:
        """Whether a colon ends it, as it ends kickers and speakers."""
        return ":" in self.mark


@frozen
class Seen:
    """What the evidence goes by."""

    place: str
    """The place."""
    words: tuple[str, ...]
    """Its words."""
    capitals: bool
    """Whether it is in capitals."""
    known: bool
    """Whether it, or one of two with a slash, is a known place."""
    city: bool
    """Whether it is a known city or, with no colon behind it, a known town, or both of two are."""
    body: str
    """The text behind the dateline."""
    at_head: bool
    """Whether the line opens an article."""


def holds(line: str, parts: Parts, at_head: bool = False) -> bool:
    """Return whether the parts prove each other; at the head of an article a place proves itself sooner."""
    words = tuple((parts.place or "").split())
    if not parts.place or len(words) > LONGEST_PLACE or not all(map(_is_place_word, words)):
        return False
    places = parts.place.split("/")
    # A colon ends the names of those who speak, too, and small towns are called as people are.
    city = all(map(entity_places.is_city if parts.colon else entity_places.is_town, places))
    known = (
        city
        or entity_places.is_place(parts.place)
        or (len(places) > 1 and any(map(entity_places.is_place, places)))
    )
    seen = Seen(parts.place, words, _is_upper(parts.place), known, city, line[parts.body :], at_head)
    return next(proves(parts, seen) for has, proves in EVIDENCE if has(parts))


def is_known_or_in_capitals(parts: Parts) -> bool:
    """Return whether the place is a known town, or in capitals and no label."""
    place = parts.place or ""
    return entity_places.is_town(place) or (_is_upper(place) and not any(map(_is_label_word, place.split())))


def _day_proves(parts: Parts, seen: Seen) -> bool:
    headline = bool(seen.body.strip()) and not LOWER.search(seen.body)  # "SUBSIDY TO END JULY 1 - MINISTER"
    if headline and not seen.known and not parts.region:
        return False
    if seen.capitals or seen.known or parts.agency or entity_places.is_region(parts.region or ""):
        return True
    named = len(seen.words) <= LONGEST_UNKNOWN and not people.is_person(seen.place) and not _is_label(seen)
    return (
        named and seen.place.casefold() not in date_words.weekdays() and is_sentence(seen.body, LONG_SENTENCE)
    )


def _agency_proves(parts: Parts, seen: Seen) -> bool:
    agency = parts.agency or ""
    if not seen.known and _is_label_word(seen.words[0]):  # "By Ada Lund, Reuters"
        return False
    sure = not parts.colon or (seen.city and seen.capitals)  # "OSLO (VG): "; but "Ada Lund (SPD): "
    if organisations.is_agency(agency) or (organisations.is_organisation(agency) and sure):
        short = len(seen.words) <= LONGEST_UNKNOWN and not parts.colon
        return seen.capitals or seen.known or short
    if not seen.body.strip() or parts.colon or TABLE.match(seen.body):
        return False
    return seen.capitals or seen.known


def _region_proves(parts: Parts, seen: Seen) -> bool:
    known = entity_places.is_region(parts.region or "")
    if not seen.body.strip():
        return known and seen.capitals and bool(parts.mark.strip())  # "OSLO, Norway -" on a line of its own
    if not is_sentence(seen.body, SENTENCE) or _is_label(seen):
        return False
    if parts.colon:
        return known and (seen.known or seen.capitals)
    return known or seen.known


def _place_proves(parts: Parts, seen: Seen) -> bool:
    if not seen.body.strip():
        return seen.known and seen.capitals and bool(parts.mark.strip())
    if seen.known and (seen.capitals or seen.city):
        least = SENTENCE if seen.capitals or not parts.colon else LONG_SENTENCE
        return not TABLE.match(seen.body) and is_sentence(seen.body, least)
    dash = parts.mark[:1] in DASHES and bool(parts.mark)
    if not ((seen.capitals and (seen.at_head or not parts.colon)) or (seen.at_head and dash)):
        return False
    short = len(seen.words) <= LONGEST_UNKNOWN < len(seen.place)
    return (
        short
        and not _is_label(seen)
        and not people.is_person(seen.place.title())
        and not TABLE.match(seen.body)
        and is_sentence(seen.body, LONG_SENTENCE)
    )


# The first part that is there decides.
EVIDENCE: Final[tuple[tuple[Callable[[Parts], object], Callable[[Parts, Seen], bool]], ...]] = (
    (lambda parts: parts.day, _day_proves),
    (lambda parts: parts.agency, _agency_proves),
    (lambda parts: parts.region, _region_proves),
    (lambda parts: True, _place_proves),
)


def is_sentence(text: str, least: int) -> bool:
    """Return whether a text starts as a sentence does and has `least` words, some in small letters."""
    if not BODY.match(text):
        return False
    if not text.isascii() and UNSPACED.search(text):
        return len(text) >= 2 * least
    words = len(text.split())
    if words < least:
        return False
    small = (min(words, 40) + 3) // 4  # no more are counted
    return sum(1 for _ in islice(LOWER.finditer(text), small)) == small


@lru_cache(maxsize=64)  # it is asked whether there is one, and which
def read_day(day: str | None) -> PartialDate | None:
    """Read the day of a dateline; `None` where it is none."""
    if not day:
        return None
    return _day_of(ZERO.sub("0", day)) or _day_of(MONTH.sub(_spelt, day)) or _day_of_misprinted(day)


def _day_of_misprinted(day: str) -> PartialDate | None:
    """Read a numeric day whose year has lost a figure, without the year."""
    found = _day_of(SHORT_YEAR.sub("2000", day)) if SHORT_YEAR.search(day) else None
    return PartialDate(None, found.month, found.day) if found else None


def _day_of(text: str) -> PartialDate | None:
    for moment in expressions.find(text, day_first=True):
        if moment.month and moment.day:
            return PartialDate(moment.year, moment.month, moment.day)
    return None


def _spelt(match: regex.Match[str]) -> str:
    """Return the English month that a misspelt word means ("Juen", "Narch"), or the word; "May" is too short."""
    word = match.group().casefold()
    return next((month for month in date_words.months("en") if _nearly(word, month)), match.group())


def _nearly(word: str, month: str) -> bool:
    if len(word) != len(month):
        return False
    differ = sum(one != other for one, other in zip(word, month, strict=True))
    return (differ == 1 and len(word) > 4) or (differ == 2 and sorted(word) == sorted(month))


def _is_place_word(word: str) -> bool:
    if PLACE_WORD.fullmatch(word):
        return True
    parts = filter(None, word.split("/"))
    return all(PLACE_WORD.fullmatch(part) or part.casefold() in _words("place_particles") for part in parts)


def _is_upper(place: str) -> bool:
    if not place[1:2].isupper() and place[1:].islower():
        return False
    letters = [letter for letter in place.replace("Mc", "") if letter.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= max(3, len(letters) - 2)


def _is_label(seen: Seen) -> bool:
    if seen.known:
        return False
    return any(map(_is_label_word, seen.words))


def _is_label_word(word: str) -> bool:
    bare = word.casefold().replace("’", "'").strip(".,'").removeprefix("l'")
    return bare in _words("not_a_place")


@cache
def _words(name: str) -> frozenset[str]:
    return _rules.load_all().words(f"dateline.{name}")
