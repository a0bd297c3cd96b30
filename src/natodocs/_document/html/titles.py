"""The candidates for a headline -> the headline, without what the site adds to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import regex

from natodocs._document.publisher import bare
from natodocs._patterns.lazy import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from natodocs._document.document import Titles
    from natodocs._document.publisher import Publisher

SEPARATOR: Final = re.compile(r"\s[|–—\-·•:»«›]\s|\s?[|｜：»›]\s?")
DATE: Final = lazily(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", regex.VERSION1)
ADDRESS: Final = lazily(r"(?:\w[\w-]{1,40}\.){1,3}[A-Za-z]{2,8}", regex.VERSION1)
ADDED: Final = 3  # things that a site adds to a title
TRIED: Final = 6  # separators of a title that are tried
CUT: Final = ("...", "…")


def choose(given: Titles, headings: Iterable[str], publisher: Publisher) -> str | None:
    """Return the first title that there is.

    JSON-LD gives mostly the headline alone. To those in <meta> and <title> sites add their names: of these that part
    is taken which is a heading of the page.

    Args:
        given: what the head gives.
        headings: the headings of the first level.
        publisher: what the site is called.
    """
    printed = {short for heading in headings if (short := bare(heading)) and not publisher.is_meant(heading)}
    titles = [without_site(title, publisher) for title in given.data]
    for title in filter(None, (*given.shared, given.window)):
        agreed = next((part for part in parts(title) if bare(part) in printed), None)
        titles.append(agreed or without_site(title, publisher))
    if not titles or not titles[0].endswith(CUT):
        return titles[0] if titles else None
    start = titles[0].rstrip(".… ")
    return next((title for title in titles if title.startswith(start) and not title.endswith(CUT)), titles[0])


def without_site(title: str, publisher: Publisher) -> str:
    """Return a title without the names, and the date, that its site adds to all titles."""
    for _ in range(ADDED):
        marks = list(SEPARATOR.finditer(title))
        if not marks:
            break
        first, last = title[: marks[0].start()], title[marks[-1].end() :]
        if DATE.fullmatch(last) or ADDRESS.fullmatch(last) or publisher.adds(last):
            title = title[: marks[-1].start()]
        elif publisher.is_meant(first):
            title = title[marks[0].end() :]
        else:
            break
    return title


def parts(title: str) -> Iterator[str]:
    """Yield a title and what stands before and after each of its separators, the longest first."""
    marks = list(SEPARATOR.finditer(title))[:TRIED]
    found = [title, *(title[: mark.start()] for mark in marks), *(title[mark.end() :] for mark in marks)]
    yield from sorted(found, key=len, reverse=True)
