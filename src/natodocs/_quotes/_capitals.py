"""Text -> its runs of capitalised words, among which the names are.

The pattern sees every character of a page. `re` searches for one of a class of characters twice as fast as `regex`,
but knows no classes by their properties; so they are spelled out here, once, as `regex` has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import regex

from natodocs._quotes._words import Words

# Code points; beyond the first plane are few letters, and to search for a class with them takes five times as long.
LISTED: Final = 0x10000
TITLES: Final = ("Dr|Jr|Mr|Sr|St", "Mme", "Mlle|Prof")  # with a full stop, which ends no sentence; by length


@cache
def runs(words: Words) -> re.Pattern[str]:
    """Return the pattern of a run of capitalised words, with what links them: "Ursula von der Elbe"."""
    capital, letter = rf"[{_class('Lu')}]", _class("L")
    if words.lists.get("flags"):
        # A full stop belongs to a name only as that of an initial or a title.
        dotted = "|".join(rf"(?<=(?<![{letter}])(?:{some}))" for some in (capital, *TITLES))
        rest = rf"[{letter}'’\-]*+(?:(?:{dotted})\.)?+"
    else:
        rest = rf"[{letter}'’.\-]*+"
    particle, elided = _any_of(words.lists["particles"]), _any_of(words.lists["elided"])
    linked = rf"[ ](?:(?:{particle})[ ]){{0,2}}(?:(?:{elided})['’])?+|[ ]?\\?&[ ]?"
    # What must not stand before the first capital comes behind it, so that capitals are all that is searched for.
    return re.compile(rf"{capital}(?<![\w@#/.].){rest}(?:(?:{linked}){capital}{rest})*+")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _class(category: str) -> str:
    """Return the characters of a category of Unicode as the inside of a class in a pattern."""
    every = "".join(map(chr, range(LISTED)))
    stretches = regex.findall(rf"\p{{{category}}}++", every, regex.VERSION1)
    return "".join(f"{some[0]}-{some[-1]}" for some in stretches)
