"""What a sentence on its author says of them: "Ada Lund is a correspondent"."""

from __future__ import annotations

from functools import cache

import regex

from natodocs import _rules
from natodocs._patterns.alternation import one_of


@cache
def verbs() -> regex.Pattern[str]:
    """Return the pattern of a verb of such a sentence, with the blank before it, in all languages."""
    return regex.compile(
        rf"\s(?:{one_of(_rules.load_all().words('bio.verbs'), as_written=True)})\b", regex.VERSION1
    )


@cache
def opening() -> regex.Pattern[str]:
    """Return the pattern of a name, and of what follows it at the head of such a sentence."""
    name = r"\W{0,4}(?P<name>\p{Lu}[\p{L}.’'-]*+(?:\s\p{L}[\p{L}.’'-]*+){1,3}?)"
    return regex.compile(rf"{name}(?:,?{verbs().pattern}|,\s|\s[—–-]\s)", regex.VERSION1)
