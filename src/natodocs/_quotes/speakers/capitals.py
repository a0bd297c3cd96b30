"""Text -> its runs of capitalised words, among which the names are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from natodocs._quotes.grammar.characters import members
from natodocs._quotes.grammar.words import Words

TITLES: Final = ("Dr|Jr|Mr|Sr|St", "Mme", "Mlle|Prof")  # with a full stop, which ends no sentence; by length


@cache
def runs(words: Words) -> re.Pattern[str]:
    """Return the pattern of a run of capitalised words, with what links them: "Ursula von der Elbe"."""
    capital, letter = f"[{members('Lu')}]", members("L")
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
