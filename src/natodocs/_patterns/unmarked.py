"""Parts of a quotation -> what was said, without the marks around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

# Marks that open, each with those that close it; some open in one country and close in another.
CLOSERS: Final[Mapping[str, str]] = {
    '"': '"”“', "“": '”"', "”": '”"', "„": '“”"', "«": "»", "»": "«»", "＂": "＂",
    "'": "'’", "‘": "’'", "’": "’'", "‚": "‘’'", "‹": "›", "›": "‹›",
    "「": "」", "『": "』", "｢": "｣", "〝": "〟〞", "《": "》", "〈": "〉",
}  # fmt: skip
APOSTROPHE: Final = "’"  # also closes: what stands within may be apostrophes
# Two characters that stand for one mark.
DOUBLED: Final = re.compile("^(?:``|''|‘‘|,,|‚‚)|(?:''|’’)$")


def words(parts: Iterable[str], *, marked: bool) -> str:
    """Return the words of a quotation, given its parts, which may have marks around them."""
    folded = (" ".join(part.split()) for part in parts)
    return " ".join(filter(None, map(_inside, folded) if marked else folded))


def _inside(part: str) -> str:
    """Return a part without the marks around all of them, or the one that has no partner."""
    part = DOUBLED.sub('"', part)
    opener, last = part[:1], part[-1:]
    closers = CLOSERS.get(opener, "")
    if closers and last in closers and len(part) > 1:
        return part[1:-1].strip() if _is_around(part, opener, last) else part
    if closers and _is_left_over(part, opener, closers):
        return part[1:].lstrip()
    openers = "".join(mark for mark, ends in CLOSERS.items() if last in ends)
    if openers and _is_left_over(part, last, openers):
        return part[:-1].rstrip()
    return part


def _is_around(part: str, opener: str, closer: str) -> bool:
    """Return whether the first mark is closed by the last one, and by none before: not in «A» and «B»."""
    if opener == closer or (closer == APOSTROPHE and part.count(opener) == 1):
        return True
    depth = 0
    for at, mark in enumerate(part):
        depth += (mark == opener) - (mark == closer)
        if depth == 0:
            return at == len(part) - 1
    return True


def _is_left_over(part: str, mark: str, partners: str) -> bool:
    """Return whether one mark of a kind has no partner."""
    if mark in partners:
        return part.count(mark) % 2 == 1
    return part.count(mark) > sum(map(part.count, partners))
