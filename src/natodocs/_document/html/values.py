"""What is written in an attribute or a script -> what a reader would see."""

from __future__ import annotations

import html
import re
from typing import Final

MARKUP: Final = re.compile(r"<[^<>]{0,300}>")
LONGEST_VALUE: Final = 2_000  # characters that are read of a value


def clean(value: str | None) -> str:
    """Return a value without tags and entities, on one line."""
    value = (value or "")[:LONGEST_VALUE]
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = MARKUP.sub("", value)
    return " ".join(value.split())
