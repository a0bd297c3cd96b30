"""Words -> a pattern of one of them, the same whatever their order is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable


NOTHING: Final = r"(?!)"


def one_of(words: Iterable[str], *, as_written: bool = False) -> str:
    """Return a pattern of one of some words: the longest first, so that none hides another that it begins.

    Args:
        words: The words.
        as_written: Whether capitals and small letters must be as they are; otherwise words of several letters match in
            any case, those of one letter in small letters alone, since a capital is an initial.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    if as_written:
        return "|".join(map(_escaped, longest_first)) or NOTHING
    several = [_escaped(word) for word in longest_first if len(word) > 1]
    letters = [_escaped(word) for word in longest_first if len(word) == 1]
    return "|".join(([f"(?i:{'|'.join(several)})"] if several else []) + letters) or NOTHING


def _escaped(word: str) -> str:
    return regex.escape(word, special_only=True, literal_spaces=True).replace(" ", r"\s")
