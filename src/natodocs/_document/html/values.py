"""What is written in an attribute or a script -> what a reader would see."""

from __future__ import annotations

import html
import re
from typing import Final

MARKUP: Final = re.compile(r"<[^<>]{0,300}>")
# Letters and signs as a system wrote them that had written them so before; what speaks of markup keeps its "&lt;".
TWICE: Final = re.compile(
    r"&(?:[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)|[lr][sd]quo|[nm]dash|szlig|[Aao]elig"
    r"|[lr]aquo|quot|apos|amp|nbsp|hellip|#0?39|#x27|#(?:160|8211|8212|8216|8217|8220|8221|8230));"
)
LONGEST_VALUE: Final = 2_000  # characters that are read of a value


def clean(value: str | None) -> str:
    """Return a value without tags and entities, on one line."""
    value = (value or "")[:LONGEST_VALUE]
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = MARKUP.sub("", value)
    return " ".join(value.split())


def once(text: str) -> str:
    """Return a text of the page, its letters that were escaped twice as they are meant: "Ren&eacute;e"."""
    return TWICE.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text
