"""How long ago something was ("2 hours ago"): no day, since it depends on when the page was looked at."""

from __future__ import annotations

from functools import cache

import regex

from natodocs import _rules
from natodocs._entities.dates import words
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily
from natodocs._patterns.prefilter import Search


def search(text: str) -> regex.Match[str] | None:
    """Find where a text says how long ago something was; rows of `[[comment_ago]]` know how."""
    return _ago().search(text)


@cache
def _ago() -> Search:
    rules = _rules.load_all().rules("comment_ago")
    union = "|".join(f"(?:{rule.source})" for rule in rules)
    pattern = lazily(rf"(?<![\w.])(?:{union})(?!\w)", regex.VERSION1)
    return Search([rule.source for rule in rules], pattern)


@cache
def counted() -> regex.Pattern[str]:
    """Return the pattern of a number of minutes, hours, days ...: of the reading time, or of those gone by."""
    return regex.compile(rf"\d\s?(?:{one_of(words.listed('units'))})\b", regex.VERSION1)
