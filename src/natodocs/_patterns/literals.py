"""A pattern -> what any text that it matches holds: read off the pattern itself, so that nobody has to say it twice.

`(?:photo|picture) by` needs " by", and "photo" or "picture". To look for a few strings takes a tenth of the time of
trying the pattern, and most texts have none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

QUANTIFIER: Final = re.compile(r"(?:[?*+]|\{(\d*)(?:,\d*)?\})([+?]?)")
GROUP: Final = re.compile(
    r"\((?:\?(?:P<\w+>|(?P<fold>i)?(?P<unfold>-i)?:|(?P<ahead>=)|(?P<around><?[=!]|!)|>)|(?!\?))"
)
# A class of them.
SIGNS: Final = re.compile(r"\[((?:[^\\\[\]^&~|\w\s-]|\\[\[\]/|.])(?:[^\\\[\]&~\w\s-]|\\[\[\]/|.])*)\]")
PLAIN: Final = re.compile(r"[^\\\[\](){}|?*+.^$]+")  # characters that stand for themselves
CATEGORY: Final = re.compile(r"\\(?:[pP]\{[^}]*\}|[sSdDwW])")
PLACE: Final = re.compile(r"\\[bBAZ]|[$^]")  # takes no character
MOST: Final = 40  # strings; to look for more takes as long as to try the pattern
# How likely a line has letters of that length, set by hand.
COMMON: Final = {0: 1.0, 1: 1.0, 2: 0.4, 3: 0.15, 4: 0.05}
RARE: Final = 0.02  # and longer ones
SIGN: Final = {".": 0.5, ",": 0.5, " ": 1.0, "-": 0.3, ":": 0.2, "(": 0.2}  # how likely a line has a sign
OTHER_SIGN: Final = 0.05


@frozen
class Needs:
    """Strings of which a text has one, or the pattern does not match it."""

    exact: tuple[str, ...]
    """As they are printed."""
    folded: tuple[str, ...]
    """In the form that `fold` gives."""


def fold(text: str) -> str:
    """Return a text without the difference of capitals and small letters, as patterns see it, with one i."""
    small = text.casefold()
    return small if small.isascii() else small.replace("\u0307", "").replace("ı", "i")


def of(pattern: str) -> Needs | None:
    """Return what a pattern needs; `None` where it may match without any such string, or cannot be read here."""
    try:
        found, end = _either(pattern, 0, folds=False)
    except _Unread:
        return None
    if found is None or end < len(pattern):
        return None
    exact = _shortest(text for text, folds in found if not folds)
    folded = _shortest(text for text, folds in found if folds)
    return Needs(exact, folded) if len(exact) + len(folded) <= MOST else None


def _shortest(strings: Iterable[str]) -> tuple[str, ...]:
    """Leave out the strings that hold another one."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda string: (len(string), string)):
        if not any(shorter in string for shorter in kept):
            kept.append(string)
    return tuple(kept)


class _Unread(Exception):
    """The pattern has something that is not read here."""


_Strings = frozenset[tuple[str, bool]]  # each with whether it is folded


@frozen
class _Item:
    """One thing of a pattern, without its quantifier."""

    end: int
    """Index after it."""
    literal: str = ""
    """The characters that it stands for, where it stands for no others."""
    needed: _Strings | None = None
    """What it needs."""
    is_place: bool = False
    """Whether it takes no character."""


def _either(pattern: str, at: int, *, folds: bool) -> tuple[_Strings | None, int]:
    """Read branches up to the bracket that closes them: one of the strings of each is needed."""
    needed: _Strings | None = frozenset()
    while True:
        branch, at, folds = _branch(pattern, at, folds=folds)
        needed = None if needed is None or branch is None else needed | branch
        if at >= len(pattern) or pattern[at] == ")":
            return needed, at
        at += 1  # the bar


def _branch(pattern: str, at: int, *, folds: bool) -> tuple[_Strings | None, int, bool]:
    """Read what follows one another: all is needed, and the rarest is what to look for."""
    candidates: list[_Strings] = []
    run = ""

    def close() -> None:
        nonlocal run
        if run:
            candidates.append(frozenset({(fold(run) if folds else run, folds)}))
        run = ""

    while at < len(pattern) and pattern[at] not in "|)":
        if pattern.startswith("(?i)", at):  # holds up to the bracket, in the next branches too
            close()
            folds, at = True, at + 4
            continue
        item = _item(pattern, at, folds=folds)
        quantifier = None if item.is_place else QUANTIFIER.match(pattern, item.end)
        at = quantifier.end() if quantifier else item.end
        optional = quantifier is not None and (quantifier[0][0] in "?*" or quantifier[1] in ("", "0"))
        if not optional:
            run += item.literal
        if quantifier or not (item.literal or item.is_place):
            close()
        if item.needed is not None and not optional:
            candidates.append(item.needed)
    close()
    return min(candidates, key=_likely, default=None), at, folds


def _item(pattern: str, at: int, *, folds: bool) -> _Item:
    if plain := PLAIN.match(pattern, at):
        end = plain.end()
        if end - at > 1 and pattern[end : end + 1] in ("?", "*", "+", "{"):
            end -= 1  # what a quantifier says is of the last character alone
        return _Item(end, pattern[at:end])
    if group := GROUP.match(pattern, at):
        return _group(pattern, group, folds=folds)
    if signs := SIGNS.match(pattern, at):
        return _Item(signs.end(), needed=frozenset((sign, False) for sign in signs[1].replace("\\", "")))
    if place := PLACE.match(pattern, at):
        return _Item(place.end(), is_place=True)
    if category := CATEGORY.match(pattern, at):
        return _Item(category.end())
    if pattern[at] == ".":
        return _Item(at + 1)
    if pattern[at] == "[":
        return _Item(_class_end(pattern, at))
    if pattern[at] == "\\" and at + 1 < len(pattern) and not pattern[at + 1].isalnum():
        return _Item(at + 2, pattern[at + 1])
    raise _Unread


def _group(pattern: str, opening: re.Match[str], *, folds: bool) -> _Item:
    inner = (folds or opening["fold"] is not None) and opening["unfold"] is None
    needed, end = _either(pattern, opening.end(), folds=inner)
    if end >= len(pattern):
        raise _Unread
    if opening["around"]:  # what must not stand there, or stands before
        return _Item(end + 1, is_place=True)
    return _Item(end + 1, needed=needed, is_place=opening["ahead"] is not None)


def _class_end(pattern: str, at: int) -> int:
    first = at + 2 if pattern.startswith("[^", at) else at + 1
    position = first
    while position < len(pattern):
        char = pattern[position]
        if char == "]" and position > first:
            return position + 1
        if char == "[":
            raise _Unread  # a class in a class
        position += 2 if char == "\\" else 1
    raise _Unread


def _likely(strings: _Strings) -> float:
    """Estimate how likely a line has one of some strings."""
    return sum(_likely_one(text, folds) for text, folds in strings)


def _likely_one(text: str, folds: bool) -> float:
    if len(text) == 1 and not text.isalnum():
        return SIGN.get(text, OTHER_SIGN)
    rarity = COMMON.get(sum(map(str.isalnum, text)), RARE)
    return rarity if folds or text.islower() else rarity / 10
