"""A category of Unicode, or some words -> the piece of a pattern that finds its characters, or one of them.

A pattern that sees every character of a page is worth writing for `re`, which searches for one of a class of
characters twice as fast as `regex`, but has no names for such classes; so they are spelled out, as `regex` has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import regex

# Code points; beyond the first plane are few letters, and to search for a class with them takes five times as long.
LISTED: Final = 0x10000


@cache
def members(category: str) -> str:
    """Return the characters of a category of Unicode ("Lu") as the inside of a class in a pattern."""
    every = "".join(map(chr, range(LISTED)))
    stretches = regex.findall(rf"\p{{{category}}}++", every, regex.VERSION1)
    return "".join(f"{some[0]}-{some[-1]}" for some in stretches)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
