"""The lines of a page with the labels that they have so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from attrs import define, field

from natodocs._document.document import Metadata
from natodocs._document.marks import Mark
from natodocs._labels.line import WEAK, Label
from natodocs._rules import Rules
from natodocs._text import normalized
from natodocs._text.lines import REMEMBERED, SHORT, Line
from natodocs._types import BlockKind

if TYPE_CHECKING:
    K = BlockKind
else:  # Python 3.11 takes ten times as long to look a member up in its enumeration, and each revision does so often
    K = SimpleNamespace(**BlockKind.__members__)

HEADING_WORDS: Final = 18  # words; a longer line between two paragraphs is no heading
NEARBY: Final = 8  # lines; what is further away says nothing of a line
EVEN: Final = 0.5  # probability
LET_IN: Final = 0.51  # probability of a line that is let in for the sake of those around it
LOOKED_AT: Final = 300  # characters of a line, for telling what is printed twice
PICTURE: Final = frozenset({Mark.CAPTION})  # plain text has this mark as well, from markdown
NO_LETTERS: Final = re.compile(r"[\W_]+")
LATIN_SIGNS: Final = bytes(code for code in range(256) if not chr(code).isalnum())


@define
class Draft:
    """What the revisions work on."""

    lines: Sequence[Line]
    labels: list[Label]
    metadata: Metadata
    rules: Rules
    """Of the language of the page."""
    keys: list[str] = field(init=False)
    """The letters of each line, for telling what is printed twice."""
    likely: list[float] = field(init=False)
    """The probability of each line to be part of the article."""
    core: range = range(0)
    """Which lines the article runs over, its title and byline aside; empty where there is none."""
    title: int | None = None
    """Which line is the headline."""

    def __attrs_post_init__(self) -> None:
        self.likely = [0.0] * len(self.lines)
        self.keys = [
            _remembered(text) if len(text) <= SHORT else _letters(text[:LOOKED_AT])
            for text in [line.text for line in self.lines]
        ]

    def is_marked_up(self) -> bool:
        """Return whether the markup of the page says what its lines are."""
        return any(line.marks and line.marks != PICTURE for line in self.lines)

    def kind(self, number: int) -> BlockKind | None:
        """Return the kind of a line; `None` beyond the page."""
        return self.labels[number].kind if 0 <= number < len(self.labels) else None

    def weak(self, number: int) -> bool:
        """Return whether a line may still become anything."""
        return self.labels[number].confidence <= WEAK

    def inside(self, number: int) -> bool:
        """Return whether a line is more likely part of the article than not."""
        return self.likely[number] > EVEN

    def unknown(self, number: int) -> bool:
        """Return whether it is a short line of which nothing is known."""
        return self.weak(number) and self.labels[number].kind == K.NAVIGATION

    def set(self, number: int, kind: BlockKind, confidence: float, reason: str) -> None:
        """Give a line a label."""
        self.labels[number] = Label(kind, confidence, reason)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> str:
    """Remember the letters of a short line: those of a menu come again on every page of their site."""
    return _letters(text)


def _letters(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    small = text.casefold()
    latin = normalized.latin(small)
    if latin is None:
        return NO_LETTERS.sub("", small)
    return latin.translate(None, LATIN_SIGNS).decode("latin-1")
