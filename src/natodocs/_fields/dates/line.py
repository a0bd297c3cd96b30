"""One line -> whether it is a date, and which.

A date line holds one or more days or times, their labels ("Published", "Updated"), and little else: the
weekday, the paper's name, the reading time.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve, frozen

from natodocs import _rules
from natodocs._entities import people
from natodocs._entities import words as entity_words
from natodocs._entities.dates import expressions, fallback
from natodocs._entities.dates import words as date_words
from natodocs._patterns.lazy import lazily
from natodocs._rules import loader
from natodocs._text import normalized
from natodocs._text.characters import LABEL_EDGES
from natodocs._types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from natodocs._entities.dates.expressions import Moment

LONGEST: Final = 240  # characters of a date line
MOST_OF_LABEL: Final = 3  # words of a label: "last updated on"
MOST_WORDS: Final = 25  # words of a date line
MOST_BEFORE: Final = 5  # words of a paper's or section's name before a date
MOST_AFTER: Final = 3  # words of a section's or place's name after a date

DIGIT: Final = re.compile(r"\d")
# Words without a sign between them: no label with a name and a month has so many.
SAYS_MORE: Final = re.compile(r"(?:\b[^\W\d_]++ ){8}")
PARTED: Final = regex.compile(
    r"[\x00|•·⋅●—/\\,;:：，、（）()\[\]<>»›+*=#&@…\n]|\s[-–]{1,3}\s|[-–](?=\x00)|(?<=\x00)[-–]|\.\s|\s{2}|^[-–\s]|[-–\s.]$"
)
# "13:30 GMT +323 March 2017" is 13:30 GMT+3, 23 March 2017: the site's clock runs into its date.
RUN_TOGETHER: Final = lazily(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})\s?(?:GMT|UTC)\s?(?P<sign>[+-])(?P<digits>\d{2,4})\s?(?P<month>\p{L}{3,12})\.?,?\s(?P<year>\d{4})",
    regex.VERSION1,
)
CLOCK_FORM: Final = lazily(
    r"\p{L}{3,12},?\s[^|]{6,30}\s\|\s\d{1,2}[:.]\d{2}(?:\s?[AaPp][Mm])?\s*\Z", regex.VERSION1
)


class DateRole(StrEnum):
    """What a label makes the moment beside it. The value of a member is the list of its labels in the rules."""

    PUBLISHED = "published"
    """The day of publication."""
    MODIFIED = "modified"
    """The day of the last change."""
    CLOCK = "clock"
    """The time at which the page was looked at."""
    BESIDE = "beside"
    """Nothing: words that stand beside dates and say no more of them."""


@frozen
class Stamp:
    """One moment of a line, and what its label makes it."""

    role: DateRole | None
    """"published", "modified", "clock", or `None` where no label says."""
    value: dt.date | dt.datetime
    """The moment."""
    span: Span
    """Where it stands in the text."""
    swapped: dt.date | None = None
    """The other reading of a numeric date whose day and month could change places."""


@frozen
class DateLine:
    """A line that is a date, and nothing else."""

    role: DateRole | None
    """"clock", or what the first label makes it: "published", "modified", `None`."""
    moments: tuple[Stamp, ...]
    """The moments that are whole; empty for "3 hours ago", a time alone, a day without its year."""
    beside: str | None = None
    """The name before or after the date, of a paper, a section or a place, or `None`."""


def parse(text: str, language: str | None = None) -> DateLine | None:
    """Read a line as a date line; `None` where it is no more than a line with a date in it."""
    if (
        len(text) > LONGEST
        or text.count(" ") > MOST_WORDS
        or not DIGIT.search(text)
        or SAYS_MORE.search(text)
    ):
        return None
    reading = normalized.read(text, Span(0, len(text)))
    clock = _run_together(reading.text)
    if clock is not None:
        return DateLine(
            DateRole.CLOCK,
            tuple(evolve(stamp, span=reading.span(stamp.span.start, stamp.span.end)) for stamp in clock),
        )
    moments = expressions.find(reading.text, language) or fallback.find(reading.text, language)
    read = _labelled(reading.text, moments)
    if read is None:
        return None
    roles, last, beside = read
    stamps = tuple(
        Stamp(role, value, reading.span(moment.start, moment.end), moment.swapped)
        for role, moment in zip(roles, moments, strict=True)
        if (value := moment.value) is not None
    )
    clock_like = DateRole.CLOCK in roles or (bool(stamps) and _is_clock(reading.text, moments))
    return DateLine(DateRole.CLOCK if clock_like else next(iter(roles), last), stamps, beside)


def _run_together(line: str) -> list[Stamp] | None:
    """Read a clock that runs into its day; the empty list where it is one, and nobody can tell its day."""
    match = RUN_TOGETHER.fullmatch(line.strip())
    month = date_words.month(match["month"]) if match else None
    if not match or not month:
        return None
    digits, found = match["digits"], []
    for split in (1, 2):  # digits of the offset
        if int(digits[:split]) > expressions.LARGEST_OFFSET or len(digits) > split + 2:
            continue
        try:
            zone = dt.timezone(dt.timedelta(hours=int(match["sign"] + digits[:split])))
            day = dt.datetime(int(match["year"]), month, int(digits[split:]), tzinfo=zone)
            found.append(day.replace(hour=int(match["hour"]), minute=int(match["minute"])))
        except ValueError:
            continue  # no such day, or no such offset
    start = len(line) - len(line.lstrip())
    # "+112 March" is GMT+1 on the 12th or GMT+11 on the 2nd.
    return [Stamp(DateRole.CLOCK, found[0], Span(start, start + match.end()))] if len(found) == 1 else []


def _is_clock(line: str, moments: Sequence[Moment]) -> bool:
    """Return whether a line looks like a clock: time and zone first, or day and time parted by a bar."""
    if len(moments) != 1:
        return False
    first = moments[0]
    if first.zoned and first.time and first.month and first.start == 0 and TIME_FIRST.match(line):
        return True
    return (
        CLOCK_FORM.fullmatch(line.strip()) is not None
        and line.split(",")[0].split()[0].casefold() in date_words.weekdays()
    )


TIME_FIRST: Final = lazily(
    r"\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:GMT|UTC)(?:\s?[+-]\d{1,2}(?::\d{2})?)?[\s,|]+\p{L}*,?\s?\d{0,2}",
    regex.VERSION1,
)


def _labelled(
    line: str, moments: Sequence[Moment]
) -> tuple[list[DateRole | None], DateRole | None, str | None] | None:
    """Return the role of each moment, the last label and the name beside them.

    `None` where the line says more than dates.
    """
    roles: list[DateRole | None] = []
    beside: str | None = None
    role: DateRole | None = None
    dated = bool(moments)
    for piece, moment in _pieces(line, moments):
        if moment:
            roles.append(role)
        elif piece.casefold().strip(LABEL_EDGES) in date_words.listed("others"):
            return None
        elif said := _label(piece.casefold().strip(LABEL_EDGES)):
            role = role if said == DateRole.BESIDE else said
        elif found := _row_after_label(piece.strip()):
            dated, role = dated or bool(found[0].more.get("alone")), found[1] or role
        elif beside is None and _is_beside(piece, after=bool(roles)):
            beside = piece.strip()
        else:
            return None
    whole = any(moment.value for moment in moments)
    return (roles, role, beside) if dated and (whole or beside is None) else None


def _pieces(line: str, moments: Sequence[Moment]) -> Iterator[tuple[str, Moment | None]]:
    """Yield the words between commas, bars and moments, and each moment in its place, with an empty piece."""
    position = 0
    for moment in [*moments, None]:
        end = moment.start if moment else len(line)
        for piece in PARTED.split(line[position:end]):
            if piece and piece.strip(" .-–'\"“”!"):
                yield piece, None
        if moment:
            yield "", moment
            position = moment.end


def _label(plain: str) -> DateRole | None:
    """Return the role that a label gives the moment after it; `BESIDE` for words that give none."""
    if not plain:
        return DateRole.BESIDE
    said = _labels().get(plain)
    if (
        said
        or plain in date_words.weekdays()
        or plain in date_words.connectors()
        or plain.upper() in date_words.zones()
    ):
        return said or DateRole.BESIDE
    words = plain.split()
    if len(words) > 1 and len(words) < 5:
        # "wed published on", "on monday": each word, or what is left without the weekday, is a label.
        rest = " ".join(
            word
            for word in words
            if word.strip(".,") not in date_words.weekdays() and word not in date_words.connectors()
        )
        return _labels().get(rest, DateRole.BESIDE if not rest else None)
    return None


def _row_after_label(piece: str) -> tuple[loader.Rule, DateRole | None] | None:
    """Return the row that matches a piece, and the role of its label ("Published 3 hours ago")."""
    if not DIGIT.search(piece):
        return next(((rule, None) for rule in _rows() if rule.pattern.fullmatch(piece)), None)
    words = piece.split(" ")
    labelled = [
        (" ".join(words[count:]), role)
        for count in range(1, min(MOST_OF_LABEL, len(words) - 1) + 1)
        if (role := _labels().get(" ".join(words[:count]).casefold()))
    ]
    texts: list[tuple[str, DateRole | None]] = [(piece, None), *labelled]
    return next(
        ((rule, said) for text, said in texts for rule in _rows() if rule.pattern.fullmatch(text)), None
    )


def _is_beside(piece: str, *, after: bool) -> bool:
    """Return whether a piece may be the name of a paper, a section or a place."""
    words = piece.split()
    if (
        not words
        or len(words) > (MOST_AFTER if after else MOST_BEFORE)
        or people.is_person(piece)
        or DIGIT.search(piece)
    ):
        return False
    if words[0].casefold() in entity_words.listed("cues_alone"):
        return False
    return all(
        word[:1].isupper() or not word[:1].isalpha() or word.casefold() in date_words.listed("small")
        for word in words
    ) or (len(words) == 1 and UNCASED.match(words[0]) is not None)


UNCASED: Final = lazily(r"\p{Lo}", regex.VERSION1)


def stamps(line: str, language: str | None, day_first: bool | None) -> Sequence[Stamp]:
    """Return the moments of a line that holds dates among other things, as a byline does.

    Args:
        line: The line.
        language: Whose months win, and whose order of day and month holds in numeric dates.
        day_first: The order of numeric dates, where the page shows it.
    """
    found = parse(line, language) if day_first is None else None
    if found:
        return [
            evolve(stamp, role=found.role if found.role == DateRole.CLOCK else stamp.role)
            for stamp in found.moments
        ]
    reading = normalized.read(line, Span(0, len(line)))
    clock = _run_together(reading.text)
    if clock is not None:
        return [evolve(stamp, span=reading.span(stamp.span.start, stamp.span.end)) for stamp in clock]
    found_here: list[Stamp] = []
    role: DateRole | None = None
    is_other = False
    moments = expressions.find(reading.text, language, day_first=day_first)
    for piece, moment in _pieces(reading.text, moments):
        if moment and (value := moment.value) is not None:
            if is_other:
                continue
            found_here.append(Stamp(role, value, reading.span(moment.start, moment.end), moment.swapped))
        elif piece:
            role = next(
                (
                    said
                    for end in _ends(piece)
                    if (said := _labels().get(end, DateRole.BESIDE)) != DateRole.BESIDE
                ),
                role,
            )
            is_other = any(end in date_words.listed("others") for end in _ends(piece))
    return found_here


def _ends(piece: str) -> list[str]:
    """Return the last words of a piece, which may be the label of the moment after it ("Ada Lund updated on")."""
    words = piece.casefold().strip(" .:-–").split()
    return [" ".join(words[-count:]) for count in range(min(3, len(words)), 0, -1)]


@cache
def _labels() -> dict[str, DateRole]:
    """Return what each label makes the date after it."""
    # A word that stands in two lists is the label of the later one.
    order = (DateRole.BESIDE, DateRole.PUBLISHED, DateRole.CLOCK, DateRole.MODIFIED)
    return {label: role for role in order for label in date_words.listed(role)}


@cache
def _rows() -> tuple[loader.Rule, ...]:
    return _rules.load_all().rules("dates")
