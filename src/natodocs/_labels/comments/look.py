"""A line alone -> what it looks like to whoever looks for comments: a header, a button, prose."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from natodocs._entities.dates import words
from natodocs._fields.comments import headers, templates
from natodocs._labels.draft import Draft, K
from natodocs._labels.line import WEAK
from natodocs._patterns.alternation import one_of

if TYPE_CHECKING:
    from natodocs._fields.comments.headers import Header
    from natodocs._labels.line import Label
    from natodocs._text.lines import Line
    from natodocs._types import BlockKind


class Look(StrEnum):
    """What a line looks like. The value of a member is what the features of the model call it."""

    SAYS = "says"
    """A header with a verb: "Ada Lund says:"."""
    STRONG = "strong"
    """A header with a name and a time."""
    TIME = "time"
    """A header with a time."""
    NAMED = "named"
    """A header with a name."""
    CLOCK = "clock"
    """A time of day and nothing else."""
    COUNT = "count"
    """The heading of a section, mostly with a number: "3 Comments"."""
    BUTTON = "button"
    """Other furniture of comments."""
    NUMBER = "number"
    """A number."""
    PROSE = "prose"
    """Surely prose."""
    SENTENCE = "sentence"
    """Prose, if a weak sign is right."""
    FURNITURE = "furniture"
    """Surely furniture of the page."""
    MENU = "menu"
    """A few words, surely of a menu."""
    NAME = "name"
    """What may be a bare name."""
    SHORT = "short"
    """A few words of any kind."""
    LINE = "line"
    """A longer line of any kind."""


SHORT: Final = 6  # words; a longer line is no part of a header
BOARD: Final = "»"  # between name and time on some boards, where it looks like a path through the site
SAYS: Final = frozenset({Look.PROSE, Look.SENTENCE, Look.LINE})  # what has a voice
HEADERS: Final = frozenset({Look.SAYS, Look.STRONG, Look.TIME, Look.NAMED, Look.BUTTON, Look.NUMBER})
FURNITURE: Final = frozenset(
    {K.NAVIGATION, K.RELATED, K.ADVERT, K.LEGAL, K.SHARE, K.TAGS, K.CONTACT, K.CREDIT, K.CAPTION}
    | {K.METADATA, K.BIO, K.CLOCK, K.TITLE, K.OTHER}
)
NO_HEADERS: Final = FURNITURE | {K.COMMENT_UI}  # lines known to be these are no headers


def looks(draft: Draft, start: int) -> tuple[list[Look], list[Header | None]]:
    """Return what each line from `start` is alone, and the header that it is."""
    lines, labels = draft.lines[start:], draft.labels[start:]
    possible = [
        label.kind not in NO_HEADERS or label.confidence <= WEAK or BOARD in line.text
        for line, label in zip(lines, labels, strict=True)
    ]
    heads = templates.headers(lines, possible)
    return [*map(_look, lines, labels, heads)], heads


def _look(line: Line, label: Label, head: Header | None) -> Look:
    kind, weak = label.kind, label.confidence <= WEAK
    if head:
        return _of_header(line, head)
    if kind == K.COMMENT_UI:
        return Look.COUNT if line.words <= SHORT and _counts(line.text) else Look.BUTTON
    if line.words <= 1 and line.text.strip(" #.()[]").isdecimal():
        return Look.NUMBER
    if kind == K.PARAGRAPH and not weak:
        return Look.PROSE
    if kind in FURNITURE and not weak:
        return Look.FURNITURE if line.words > SHORT or kind != K.NAVIGATION else Look.MENU
    return _of_weak(line, kind)


def _of_header(line: Line, head: Header) -> Look:
    """Return what the header of a comment looks like."""
    if head.says:
        return Look.SAYS
    if not head.author and _clock().fullmatch(line.text):
        return Look.CLOCK
    return Look.STRONG if head.strong else Look.TIME if head.posted else Look.NAMED


def _of_weak(line: Line, kind: BlockKind) -> Look:
    """Return what a line looks like that may be anything."""
    if line.words <= headers.NAME_WORDS and headers.bare_name(line.text):
        return Look.NAME
    if kind == K.PARAGRAPH:
        return Look.SENTENCE
    return Look.SHORT if line.words <= SHORT else Look.LINE


def _counts(text: str) -> bool:
    """Return whether a line of a comment section's furniture is its heading: "3 Comments", "Discussion:"."""
    return any(map(str.isdigit, text)) or text.rstrip().endswith(":") or len(text.split()) == 1


@cache
def _clock() -> regex.Pattern[str]:
    oclock = one_of(words.listed("oclock"))
    return regex.compile(rf"\d{{1,2}}[:.]\d\d(?:\s?(?:(?i:[ap])\.?(?i:m)\.?|{oclock}))?", regex.VERSION1)
