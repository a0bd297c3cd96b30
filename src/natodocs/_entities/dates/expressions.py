"""Text -> its temporal expressions: the days and times that it prints, with where they stand.

Own patterns for what papers print: ISO, "Oct. 6, 2015", "6 October 2015", "27.05.2017", "2017/05/27", 年月日,
with the months of some forty languages. A day without its year, or a time alone, is found too, and has no
`value`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve, frozen

from natodocs._entities.dates import words
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 400  # characters that are looked at; a date line is shorter, and a longer one is prose
REMEMBERED: Final = 2048  # lines with a digit: those of some pages
FIRST_YEAR, LAST_YEAR = 1900, 2100  # what a page may print as its year; outside, the number is no year
LARGEST_OFFSET = 14  # hours between a zone and UTC
THAI_ERA: Final = 543  # years that Thai papers are ahead
# The years before the first of a Japanese emperor, and of the Republic of China.
ERAS: Final = MappingProxyType({"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911})
# The Iranian year begins in March. Which years have a day more is known by the sky; a cycle of 33 years says the same
# from 1244 to 1472, which is all that a page may print.
SOLAR_YEARS: Final = range(1300, 1472)
SOLAR_LEAPS: Final = frozenset((1, 5, 9, 13, 17, 22, 26, 30))  # of 33 years
SOLAR_START: Final = dt.date(1921, 3, 21)  # the first day of 1300
LONG_MONTHS: Final = 6  # months of 31 days, before those of 30
MONTHS: Final = 12
CENTURY_TURN: Final = 70  # "27.05.17" is 2017, "27.05.87" is 1987
# Languages in which 05/06/2017 is a day of May; all others write the day first.
MONTH_FIRST: Final = frozenset({"en"})

YEAR: Final = (
    # A time, another day or a count may be glued to it: "Nov 15, 20195:45 AM", "9 May 20199 May 2019", "May 9, 20190".
    r"(?P<year>\d{4})(?:(?!\d)|(?=\d{1,2}(?:[:h]\d\d|\.?\s\p{L}{3}))|(?<=(?:19|20)\d\d)(?=\d{1,5}\s*+\Z))"
)
# Two months of the Levant have two words, and one of Iran has two letters.
MONTH: Final = (
    r"(?P<month>(?:كانون|تشرين)\s(?:الثاني|الأول)|دی|(?:[\p{L}\p{M}]|(?<=\p{L})[’'](?=\p{L})){3,14}+)"
)
# In {of}, {ordinals} and the like stand the words of all languages.
DATE: Final = rf"""
      (?<!\d) (?P<year>\d{{4}})-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}}) (?!\d)
    | (?<![\d./]) (?P<year>\d{{4}})(?P<mark>[./])\s?(?P<number>\d{{1,2}})(?P=mark)\s?(?P<day>\d{{1,2}})
      (?![./]?\d)
    | (?<!\d) (?:(?:(?P<reign>令和|平成|昭和|民國|民国)\s?)?(?P<year>\d{{1,4}}|元)\s?[年년]\s?)?
      (?P<number>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]
    | (?<!\d|\d[./:-]) (?P<first>\d{{1,2}})(?P<mark>[./-])\s?(?P<second>\d{{1,2}})(?P=mark)\s?
      (?:{YEAR}(?!:\d)|(?P<short>\d{{2}})(?:(?![./]?\d)|(?=\d{{1,2}}:\d\d)))
    | (?<!\d|\d[.:]) (?P<day>\d{{1,2}}) (?:{{ordinals}}|[.º°ª])? (?:,?\s{{0,3}}|-)
      (?:(?:(?:{{of}})\s|d[’'])\s?)?+
      {MONTH}\.? (?: (?:[,.]?\s{{0,3}}|-) (?:(?:{{of}}|{{year_marks}})\.?\s)?+ {YEAR} | (?!\p{{L}}) )
    | (?<![\d.,/-]) (?P<year>\d{{4}}) (?:\.?\s?(?:{{year_ends}})|\.)? \s (?:(?P<day>\d{{1,2}})\.?\s{MONTH}
      | {MONTH}\.?\s(?P<day>\d{{1,2}})(?![\d:])) (?!\s\d{{4}})
    | (?:(?<!\p{{L}})|(?<=\p{{Ll}})(?=\p{{Lu}}\p{{Ll}})) {MONTH}\.?\s{{0,2}}
      (?P<day>\d{{1,2}}) (?:{{ordinals}}|\.)? (?: (?:,\s?|\s){{1,3}} {YEAR} | (?![\d:.]\d|\d) )
"""
TIME: Final = r"""
    (?<!\d|\d[.:/+-]) (?:(?P<half>午前|午後|上午|下午|오전|오후)\s?)?
    (?P<hour>\d{1,2})
    (?: (?P<mark>[:.hH時时시]|\s?[時时시]\s?) (?P<minute>\d{2}) (?!\d) [分분]?
        (?: [:.](?P<second>\d{2}) (?:[.,]\d{1,9})? (?!\d) )? )?
    (?: \s? (?P<half>[apAP])\.?\s?[mM](?![a-z]) \.? )?
    (?: \s? (?P<unit>{oclock}|(?:{hours})\b) )?
    (?: \s? \(? (?: (?P<utc>UTC|GMT|Z) (?: \s?(?P<offset>[+-]\s?\d{1,2}(?::?\d{2})?) (?!\d) )? (?!\p{L})
              | (?P<offset>[+-]\d{2}:?\d{2}) (?!\d)
              | (?P<zone>[A-Z]{2,5}) (?![\p{L}\d]) ) \)? )?
"""
# Without one of these a text has no day in digits, and no time.
DIGIT: Final = re.compile(r"\d")
DAY_IN_DIGITS: Final = re.compile(r"\d[./-]\s?\d|\d\s?[月월]")
# A time may be there.
HOUR: Final = r"\d\s?[:.hH時时시]\s?\d|\d\s?[apAP]\.?\s?[mM]|\d\s?(?:{oclock})|[午오]"
# "1.23" is a number, and "kl 1.23" a time.
SPOKEN: Final = r"(?<!\p{L})(?:{before_time})\.?\s?\Z"
GLUED_MONTH: Final = lazily(r"(?<=\p{Ll})(?=\p{Lu}\p{Ll})", regex.VERSION1)  # "PressApril 28"
GAP: Final = regex.compile(r"[\s,|·•–—/\-;.:⋅()]++")
LONGEST_MONTH: Final = 20  # characters before its day, with what parts them: "grudzień. 3" with 14 letters
LONGEST_GAP: Final = 24  # characters between a day and its time: "Wednesday, at"


@frozen
class Moment:
    """A day, a time or both, as printed."""

    start: int
    """Index of its first character in the text."""
    end: int
    """Index after its last character."""
    year: int | None = None
    """The year, or `None` where none is printed."""
    month: int | None = None
    """1 to 12; `None` for a time alone."""
    day: int | None = None
    """1 to 31; `None` for a time alone."""
    time: dt.time | None = None
    """The time of day, aware where its zone is an offset, UTC, GMT or Z."""
    zoned: bool = False
    """Whether any zone is printed, also one that leaves the time naive ("IST")."""
    swapped: dt.date | None = None
    """The other reading of a numeric date whose day and month could change places."""

    @property
    def value(self) -> dt.date | dt.datetime | None:
        """The day, with its time where one is printed; `None` where day or year is missing."""
        if self.year is None or self.month is None or self.day is None:
            return None
        day = dt.date(self.year, self.month, self.day)
        return dt.datetime.combine(day, self.time) if self.time else day


@cache
def _date_form() -> regex.Pattern[str]:
    return _filled(DATE)


@cache
def _time_form() -> regex.Pattern[str]:
    return _filled(TIME)


@cache
def _hour() -> regex.Pattern[str]:
    return _filled(HOUR)


@cache
def _spoken() -> regex.Pattern[str]:
    return _filled(SPOKEN)


def _filled(form: str) -> regex.Pattern[str]:
    """Return a pattern with the words of all languages in their places."""
    for name in ("of", "ordinals", "year_marks", "year_ends", "oclock", "hours", "before_time"):
        form = form.replace(f"{{{name}}}", one_of(words.listed(name)))
    return regex.compile(form, regex.VERSION1 | regex.VERBOSE)


def find(text: str, language: str | None = None, *, day_first: bool | None = None) -> list[Moment]:
    """Find the days and times of a text, in order.

    Args:
        text: One line; what is beyond `LONGEST` is not looked at.
        language: Whose months win, and whose order of day and month holds in numeric dates.
        day_first: The order of numeric dates, where the page shows it.
    """
    text = text[:LONGEST]
    if not DIGIT.search(text):
        return []
    return list(_found(text, language, language not in MONTH_FIRST if day_first is None else day_first))


@lru_cache(maxsize=REMEMBERED)
def _found(text: str, language: str | None, day_first: bool) -> tuple[Moment, ...]:
    """Remember what a line has: labels, comments, bylines and dates ask for it in turn."""
    days = list(_days(text, language, day_first)) if may_have_a_day(text) else []
    times = list(_times(text, days)) if _hour().search(text) else []
    return tuple(sorted(_together(text, days, times), key=lambda moment: moment.start))


def may_have_a_day(text: str) -> bool:
    """Return whether a text has a day in digits or a word that is a month: `DATE` takes ten times as long."""
    return (
        DAY_IN_DIGITS.search(text) is not None
        or not words.month_words().isdisjoint(words.LETTERS.findall(text.casefold()))
        or GLUED_MONTH.search(text) is not None
    )


def _days(text: str, language: str | None, day_first: bool) -> Iterator[Moment]:
    position = 0
    while digit := DIGIT.search(text, position):
        match = _date_form().search(text, max(position, digit.start() - LONGEST_MONTH))
        if not match:
            return
        moment = _day(match, language, day_first)
        if moment:
            yield moment
            position = match.end()
        else:
            # A word that is no month may hide the day after it, or be glued to one ("PressApril 28").
            position = match.start() + 1


def _day(match: regex.Match[str], language: str | None, day_first: bool) -> Moment | None:
    year, swapped = _year(match), None
    solar = words.solar_month(match["month"]) if match["month"] else None
    if solar and year and (day_of := _solar(year, solar, int(match["day"]))):
        return Moment(match.start(), match.end(), day_of.year, day_of.month, day_of.day)
    if match["first"]:
        first, second = int(match["first"]), int(match["second"])
        short = int(match["short"] or CENTURY_TURN)
        slashed = match["mark"] == "/" and MONTHS < short < CENTURY_TURN
        if match["short"] and match["mark"] != "." and not slashed:
            return None  # 24/10/12 may be of 2024 or 2012; nobody takes 30/10/23 for a day of 2030
        day_first = first > 12 or (second <= 12 and (day_first or match["mark"] != "/"))
        day, number = (first, second) if day_first else (second, first)
        if match["mark"] == "/" and first <= 12 and second <= 12:
            swapped = _date(year, day, number)
    else:
        found = int(match["number"]) if match["number"] else words.month(match["month"], language)
        if found is None:
            return None
        day, number = int(match["day"]), found
    if not _date(2000 if year is None else year, number, day):
        return None
    return Moment(match.start(), match.end(), year, number, day, swapped=swapped)


def _year(match: regex.Match[str]) -> int | None:
    if match["short"]:
        short = int(match["short"])
        return short + (2000 if short < CENTURY_TURN else 1900)
    if not match["year"]:
        return None
    year = 1 if match["year"] == "元" else int(match["year"])  # the first of an emperor
    if match["reign"]:
        return year + ERAS[match["reign"]]
    return (
        year - THAI_ERA
        if year > FIRST_YEAR + THAI_ERA and "\u0e00" < (match["month"] or " ")[0] < "\u0e7f"
        else year
    )


def _solar(year: int, month: int, day: int) -> dt.date | None:
    """Return a day of the Iranian calendar; `None` where there is none."""
    if year not in SOLAR_YEARS or not 1 <= day <= (31 if month <= LONG_MONTHS else 30):
        return None
    leaps = sum(one % 33 in SOLAR_LEAPS for one in range(SOLAR_YEARS.start, year))
    before = 31 * min(month - 1, LONG_MONTHS) + 30 * max(0, month - 1 - LONG_MONTHS)
    return SOLAR_START + dt.timedelta(365 * (year - SOLAR_YEARS.start) + leaps + before + day - 1)


def _date(year: int | None, month: int, day: int) -> dt.date | None:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _times(text: str, days: list[Moment]) -> Iterator[Moment]:
    """Find the times between the days."""
    start = 0
    for end, after in [*((day.start, day.end) for day in days), (len(text), len(text))]:
        # A slice, so that digits of a day do not count as digits of the time that is glued to it.
        for match in _time_form().finditer(text[start:end]):
            time = _time(match)
            if time:
                zone = match["zone"] in words.zones()
                ends = match.end() if zone or not match["zone"] else match.start("zone")
                glued = text[start:end][:ends].rstrip(" (")
                zoned = bool(match["utc"] or match["offset"] or zone)
                yield Moment(start + match.start(), start + len(glued), time=time, zoned=zoned)
        start = after


def _time(match: regex.Match[str]) -> dt.time | None:
    half, unit = ((match[part] or "").casefold() for part in ("half", "unit"))
    if not match["minute"] and not half and unit not in words.listed("oclock"):
        return None
    if (
        match["mark"] == "."
        and not half
        and not unit
        and match["zone"] not in words.zones()
        and not _spoken().search(match.string, max(0, match.start() - 6), match.start())
    ):
        return None  # 1.23 is a number; "kl 10.23" and "16.45 Uhr" are times
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if half:
        if not 0 <= hour <= 12:
            half = ""
        hour = hour % 12 + 12 if half in AFTERNOON else hour % 12 if half else hour
    zone = _zone(match)
    try:
        return dt.time(hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


AFTERNOON: Final = frozenset({"p", "午後", "下午", "오후"})


def _zone(match: regex.Match[str]) -> dt.timezone | None:
    if match["offset"]:
        digits = match["offset"].replace(":", "").replace(" ", "")
        minute = (
            len(digits) - 2 if len(digits) > 3 else len(digits)
        )  # "-5:30", "+530" and "+5" have one digit of hours
        hours, minutes = int(digits[1:minute]), int(digits[minute:] or 0)
        if hours > LARGEST_OFFSET or minutes > 59:
            return None
        offset = dt.timedelta(hours=hours, minutes=minutes)
        return dt.timezone(-offset if digits[0] == "-" else offset)
    return dt.UTC if match["utc"] else None


def _together(text: str, days: list[Moment], times: list[Moment]) -> Iterator[Moment]:
    """Join each day to the time after it, or to the one before where the line begins with a time."""
    before = bool(
        days and times and times[0].start < days[0].start and _beside(text, times[0].end, days[0].start)
    )
    free = list(times)
    for day in days:
        for time in free:
            if before and time.end <= day.start and _beside(text, time.end, day.start):
                break
            if not before and time.start >= day.end and _beside(text, day.end, time.start):
                break
        else:
            yield day
            continue
        free.remove(time)
        yield evolve(
            day,
            start=min(day.start, time.start),
            end=max(day.end, time.end),
            time=time.time,
            zoned=time.zoned,
        )
    yield from free


def _beside(text: str, start: int, end: int) -> bool:
    if end - start > LONGEST_GAP:
        return False
    between = GAP.sub(" ", text[start:end]).casefold().split()
    return all(word in words.connectors() or word in words.weekdays() for word in between)
