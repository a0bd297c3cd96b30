"""A line -> the key by which it is compared with other lines and with the phrases of the rules."""

from __future__ import annotations

import re
from typing import Final

from natodocs._text import characters

NUMBER: Final = re.compile(r"(?<!\d)\d[\d.,]*+[kKmM]?(?!\w)")
BRACKETS: Final = re.compile(r"[()\[\]]")


def phrase_key(text: str) -> str:
    """Return a line as the phrases of the rules are written: small letters, "0" for a number, bare edges."""
    small = text.casefold()
    if "(" in small or "[" in small or ")" in small or "]" in small:
        small = BRACKETS.sub("", small)
    return NUMBER.sub("0", small).strip(characters.LINE_EDGES)
