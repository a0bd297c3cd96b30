"""Days in languages whose months are not in our table, read by dateparser: the second step, and the slow one.

dateparser takes "5", "May" and "today" for dates and fills in what is missing from the clock, so it gets short lines
with a day and a year alone, must find day, month and year, reads no relative dates, and is told a day and a zone.
"""

from __future__ import annotations

import datetime as dt
import threading
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from natodocs._entities.dates import expressions, words
from natodocs._entities.dates.expressions import Moment

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST_DATE: Final = 60  # characters; its time grows fast with more
# A day and a year.
SHAPED: Final = regex.compile(r"\d{1,2}\D{1,24}\d{4}|\d{4}\D{1,24}\d{1,2}", regex.VERSION1)
BASE: Final = dt.datetime(2000, 1, 1)  # what it takes for today; any day would do
LOCK: Final = threading.Lock()  # dateparser keeps state while it loads and parses


def find(line: str, language: str | None) -> list[Moment]:
    """Read a line that is a date; empty where it is none, or where our own patterns know the language."""
    if not language or words.known(language) or len(line) > LONGEST_DATE or not SHAPED.search(line):
        return []
    with LOCK:
        parser = _parser(language)
        found = parser.get_date_data(line.strip()) if parser else None
    date = found.date_obj if found else None
    if (
        found is None
        or date is None
        or not expressions.FIRST_YEAR <= date.year <= expressions.LAST_YEAR
        or str(date.year) not in line
    ):
        return []
    time = date.timetz() if found.period == "time" else None
    start = len(line) - len(line.lstrip())
    return [Moment(start, len(line.rstrip()), date.year, date.month, date.day, time=time)]


@cache
def _parser(language: str) -> DateDataParser | None:
    """Return the parser of a language; `None` where dateparser does not know it."""
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    if language not in language_order:
        return None
    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_TIME_AS_PERIOD": True,
        "RELATIVE_BASE": BASE,
        "TIMEZONE": "UTC",
    }
    return DateDataParser(languages=[language], settings=settings)
