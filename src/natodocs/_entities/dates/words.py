"""The words of dates in all languages: months, days of the week, zones, and what stands between a day and its time.

Months and days of the week are in some forty languages; see `tables/months.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from natodocs import _rules
from natodocs._rules import loader

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS: Final = re.compile(r"[^\W\d_]+")


def month(name: str, language: str | None = None) -> int | None:
    """Return which month a word names, 1 to 12."""
    return _of_language(language).get(name.casefold().strip(". "))


@cache
def _solar_months() -> dict[str, int]:
    return {form: int(number) for form, number in (row.rsplit(" ", 1) for row in listed("solar_months"))}


def solar_month(name: str) -> int | None:
    """Return which month of the Iranian calendar a word names, 1 to 12."""
    return _solar_months().get(name)


@cache
def months(language: str) -> tuple[str, ...]:
    """Return the names of the months of a language, in full, from January on."""
    return _in_full(f"months.{language}")


@cache
def weekdays_of(language: str) -> tuple[str, ...]:
    """Return the names of the days of the week of a language, in full, from Monday on."""
    return _in_full(f"weekdays.{language}")


def _in_full(table: str) -> tuple[str, ...]:
    return tuple(forms.split("|")[0] for forms in loader.load_file("tables/months").words[table])


@cache
def _shared_months() -> dict[str, set[int]]:
    """Return the months of all languages, each form with what it names."""
    seen: dict[str, set[int]] = defaultdict(set)
    for name in loader.load_file("tables/months").words:
        if name.startswith("months."):
            for form, number in _forms(name):
                seen[form].add(number)
    return seen


@cache
def month_words() -> frozenset[str]:
    """Return the first word of each form of each month, in small letters."""
    more = (row.rsplit(" ", 1)[0] for row in (*listed("more_months"), *listed("solar_months")))
    firsts = (LETTERS.search(form.casefold()) for form in (*_shared_months(), *more))
    return frozenset(first.group() for first in firsts if first)


@cache
def _of_language(language: str | None) -> dict[str, int]:
    """Return the months of a language, and those of all others where they are not two months at once."""
    tables = loader.load_file("tables/months").words
    seen = _shared_months()
    shared = {form: min(numbers) for form, numbers in seen.items() if len(numbers) == 1}
    own = [f"months.{code}" for code in ("en", language) if f"months.{code}" in tables]
    more = (row.rsplit(" ", 1) for row in listed("more_months"))
    return (
        shared
        | {form: int(number) for form, number in more}
        | {form: number for name in own for form, number in _forms(name)}
    )


def _forms(table: str) -> Iterator[tuple[str, int]]:
    for number, forms in enumerate(loader.load_file("tables/months").words[table], 1):
        for form in forms.split("|"):
            # "de gener", "d’abril": the patterns read the word before the name.
            yield form.removeprefix("de ").removeprefix("d’").removeprefix("d'").casefold(), number


@cache
def known(language: str | None) -> bool:
    """Return whether the months of a language are in the table."""
    return f"months.{language}" in loader.load_file("tables/months").words


@cache
def weekdays() -> frozenset[str]:
    """Return the days of the week in all languages, also cut short."""
    tables = loader.load_file("tables/months").words
    return frozenset(
        form
        for name, days in tables.items()
        if name.startswith("weekdays.")
        for day in days
        for form in day.split("|")
    ) | listed("more_weekdays")


@cache
def _numbered_weekdays() -> dict[str, int]:
    """Return which day of the week a form names, 0 for Monday; a form of two languages that differ names none."""
    seen: dict[str, set[int]] = defaultdict(set)
    for name, days in loader.load_file("tables/months").words.items():
        if name.startswith("weekdays."):
            for number, day in enumerate(days):
                for form in day.split("|"):
                    seen[form].add(number)
    return {form: numbers.pop() for form, numbers in seen.items() if len(numbers) == 1}


def weekday(name: str) -> int | None:
    """Return which day of the week a word names, 0 for Monday."""
    return _numbered_weekdays().get(name.casefold())


@cache
def connectors() -> frozenset[str]:
    """Return the words that stand between a day and its time."""
    return listed("connectors") | listed("before_time") | listed("before_day")


@cache
def zones() -> frozenset[str]:
    """Return the abbreviations of time zones."""
    return listed("zones")


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of the words of dates, of all languages, by its name."""
    return _rules.load_all().words(f"dates.{name}")
