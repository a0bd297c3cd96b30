"""A line that stands where bylines do -> its authors: what no line alone may be trusted with.

Beside a headline, "28 January 2015 harbour_cat Leave a comment" names its author, and so does "Posted on 28 January
by Ada Lund | News". Whether a line stands there is told elsewhere; here it is read piece by piece, between its dates
and bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import regex
from attrs import evolve, frozen

from natodocs._entities import organisations, people, places
from natodocs._entities import words as entity_words
from natodocs._entities.dates import words as date_words
from natodocs._fields.bylines import cues
from natodocs._fields.bylines import line as byline_line
from natodocs._fields.bylines import names as byline_names
from natodocs._fields.bylines.names import Found
from natodocs._fields.bylines.pieces import LONGEST
from natodocs._fields.bylines.reading import GLUED_NAME, BylineLine
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily
from natodocs._text.characters import NAME_EDGES
from natodocs._types import Author

MOST_PIECES: Final = 8  # pieces of a line that are read
MOST_BLANKS: Final = 9  # of a line whose screen name has no cue
SENTENCE_BLANKS: Final = 5  # of a line that may be a sentence
MOST_NAMES_BLANKS: Final = 13  # of a line of names that has no date
ENDS: Final = (".", "!", "?", "…", ".”", '."')
DESK_WORDS: Final = 3  # words: "Harbury Online-Redaktion"
OWNER: Final = ("'s", "’s")
SCREEN_NAME_WORDS: Final = 3  # words: "Der Hafenkater"
LONGEST_ORGANISATION: Final = 5  # words: "The Press Agency of Harbury"
BAR: Final = lazily(r"\s{0,3}(?:[|•·⋅●»@\t]|//|::|\s[–—-]|\s{2,})\s{1,3}|\s{0,2}[—–|]\s{0,2}")
GLUED_SLASH: Final = re.compile(r"\w/\w")
SCREEN_NAME: Final = lazily(r"[\p{L}\d][\p{L}\p{M}\d._\-']{1,29}", regex.VERSION1)


@frozen
class Placed:
    """The authors of a line that stands where bylines do."""

    found: Found
    """Who they are, and where they stand in the line."""
    cued: bool
    """Whether a cue stands before them."""


def read(line: BylineLine, *, below_cue: bool = False) -> Placed | None:
    """Read a line that stands where bylines do; `None` where it can name nobody.

    Args:
        line: The line.
        below_cue: Whether a cue stands alone on the line above it.
    """
    if len(line.text) > LONGEST or not (below_cue or _promising(line)):
        return None
    whole = byline_line.read(line)
    found = whole or (byline_line.bare(line) if line.is_glued else None)
    if found and not any(GLUED_NAME.search(author.name) for author in found.authors):
        return Placed(found, below_cue or line.has_cue)
    if line.is_never or line.is_cue or byline_line.NAMED.match(line.text):
        return None
    pieces = list(_pieces(line))
    for start, end in pieces:
        if found := _after_cue(line, start, end):
            return Placed(found, cued=True)
    if whole:
        return Placed(whole, below_cue or line.has_cue)
    read = [found for start, end in pieces if (found := _bare(line, start, end))]
    if read:
        return Placed(min(read, key=_rank), cued=below_cue)
    end = line.tail(line.lead)
    found = None
    if below_cue:
        found = _screen_name(line.text, line.lead, end) or organisation(line.text, line.lead, end)
    return Placed(found, cued=True) if found else None


def _promising(line: BylineLine) -> bool:
    """Return whether a line is worth a closer look: most lines of a page are not."""
    text, start = line.text, line.lead
    if any(map(str.isdigit, text)):
        return True
    first, blanks = text[start : start + 1], text.count(" ", start)
    if blanks == 0 and text.isascii():
        bare = text[start:].strip(NAME_EDGES)
        return "@" in text or line.is_glued or organisations.is_agency(bare) or byline_line.is_desk([bare])
    if not first.isalnum() or first.islower():
        return cues.small(text, start) is not None or line.cue is not None
    said = blanks >= SENTENCE_BLANKS and text.endswith(ENDS)
    return (blanks <= MOST_NAMES_BLANKS and not said) or line.cue is not None


def _pieces(line: BylineLine) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a line start, and where each ends at the latest."""
    text = line.text
    borders = [
        (match.start(), match.end()) for pattern in (BAR, GLUED_NAME) for match in pattern.finditer(text)
    ]
    borders += [(moment.start, moment.end) for moment in line.moments if moment.month or moment.time]
    start, count = line.lead, 0
    for first, last in [*sorted(borders), (len(text), len(text))]:
        if text[start:first].strip(NAME_EDGES) and count < MOST_PIECES:
            yield start, first
            count += 1
        if last > start:
            blank = _between().match(text, last)
            start = blank.end() if blank and last > first else last


def _after_cue(line: BylineLine, start: int, end: int) -> Found | None:
    opening = cues.find(line.text, start) or cues.small(line.text, start)
    if not opening or opening.end >= end:
        return None
    end = min(end, line.tail(opening.end))
    found = byline_names.read(line.text, opening.end, end, strong=True, placed=True)
    if not found:
        cut = _cut().search(line.text, opening.end, end)
        found = _screen_name(line.text, opening.end, cut.start() if cut else end)
    return evolve(found, start=start) if found else None


def _bare(line: BylineLine, start: int, end: int) -> Found | None:
    text, end = line.text, min(end, line.tail(start))
    found = byline_names.read(text, start, end, cueless=True, placed=True)
    if found and GLUED_SLASH.search(text, found.start, found.end) and _is_of_agency(found.authors[0]):
        return None  # "Ada Lund/REUTERS" took a picture
    if (
        found
        and organisations.is_organisation(found.authors[0].name)
        and (first := _first_two(text, start, end))
    ):
        return first  # "Ada Lund Politics"
    if found:
        rest = text[found.end :].strip(NAME_EDGES)
        whole = line.is_dated or not rest or places.is_place(rest)
        whole = whole or GLUED_NAME.match(text, found.end) is not None or line.tail(found.end) == found.end
        return found if whole and all(_may_sign(author.name) for author in found.authors) else None
    if not line.is_dated:
        return _desk(text, start, end)
    if first := _first_two(text, start, end):
        return first
    alone = text[start:end].strip(NAME_EDGES)
    placed = text[:end].rstrip().endswith(",") or text.count(" ") > MOST_BLANKS  # "Harbury, 28 January 2015"
    return _screen_name(text, start, end) if not placed and SCREEN_NAME.fullmatch(alone) else None


def _is_of_agency(author: Author) -> bool:
    return author.affiliation is not None and organisations.is_agency(author.affiliation)


@cache
def _between() -> regex.Pattern[str]:
    """Return the pattern of what stands between a day and a name and is no part of either: "um 12:30 Uhr", a count."""
    hours = one_of(date_words.listed("oclock") | date_words.listed("hours"))
    before = one_of(date_words.listed("before_time"), as_written=True)  # "Las Vegas Sun" is a name
    return regex.compile(rf"(?:[\s,;:.()\d-]|(?:{hours}|{before})\b)*+", regex.VERSION1)


@cache
def _cut() -> regex.Pattern[str]:
    """Return the pattern of what stands behind a screen name: "By lund, in News"."""
    section = one_of(entity_words.listed("in_a_section"), as_written=True)
    return regex.compile(rf"\s?[,(]|\s(?:{section})\s", regex.VERSION1)


def _rank(found: Found) -> int:
    """Return how little the names of a piece look like those of people."""
    names = [author.name for author in found.authors]
    if all(map(people.is_person, names)):
        return 0
    return 1 if all(map(organisations.is_agency, names)) else 2 if " " in names[0] else 3


def _may_sign(name: str) -> bool:
    if organisations.is_agency(name) or people.is_person(name):
        return not name.endswith(OWNER)
    return not (
        places.is_place(name)
        or name in date_words.zones()
        or name.endswith(OWNER)
        or byline_line.is_label(name)
    )


def _first_two(line: str, start: int, end: int) -> Found | None:
    """Read a common name before other words: "Ada Lund Politics, Harbour"."""
    words = line[start:end].split()[:3]
    if len(words) < 3 or words[2][0].islower() or not people.is_person(" ".join(words[:2])):
        return None
    first = line.index(words[0], start)
    last = line.index(words[1], first + len(words[0])) + len(words[1])
    return Found((Author(line[first:last]),), first, last)


def _desk(line: str, start: int, end: int) -> Found | None:
    """Read the name of a desk that is all of a line: "Redaktion"."""
    text = line[start:end].strip(NAME_EDGES)
    words = text.split()
    if len(words) > DESK_WORDS or end < len(line.rstrip()) or not byline_line.is_desk(words[-1:]):
        return None
    first = line.index(text, start)
    return Found((Author(text),), first, first + len(text))


def organisation(line: str, start: int, end: int) -> Found | None:
    """Read an agency, a paper or a desk that is all of a stretch, where the page says that the author is there."""
    text = line[start:end].strip(NAME_EDGES)
    if len(text.split()) > LONGEST_ORGANISATION or not text[:1].isupper():
        return None
    if not organisations.is_organisation(text) or byline_line.is_label(text):
        return None
    first = line.index(text, start)
    return Found((Author(text),), first, first + len(text))


def _screen_name(line: str, start: int, end: int) -> Found | None:
    """Read what is no name by its form, as a screen name."""
    text = line[start:end].strip(NAME_EDGES)
    words = text.split()
    if not 1 <= len(words) <= SCREEN_NAME_WORDS or not any(map(str.isalpha, text)):
        return None
    if not all(map(SCREEN_NAME.fullmatch, words)) or words[-1].casefold() in entity_words.never_in_names():
        return None
    if not _may_sign(text):
        return None
    first = line.index(text, start)
    return Found((Author(text),), first, first + len(text))
