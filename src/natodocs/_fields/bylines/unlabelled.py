"""Bylines in lines that neither the markup nor their own form shows to be one.

Beside the text of an article, a cue in a line of other things ("Harbour | By Ada Lund | 3 May"), or a label above a
name; and on one of its first lines names alone, where papers post all stories under one account of the newsroom.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

import regex

from natodocs._entities import people, places
from natodocs._fields import zones
from natodocs._fields.bylines import cues, names
from natodocs._fields.bylines import line as byline_line
from natodocs._fields.bylines.pieces import LONGEST
from natodocs._fields.bylines.reading import BylineLine
from natodocs._text.characters import NAME_EDGES
from natodocs._types import Byline, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from natodocs._document.document import Document
    from natodocs._types import Author

LONGEST_ALONE: Final = 60  # characters of a line of names without a cue
FIRST: Final = 3  # lines of the text on which names alone may stand; a deck may stand above them
PROSE: Final = 80  # characters; a line that long below the names is the text
PIECE: Final = regex.compile(r"(?:[^|•·\s]|\s(?![–—-]\s))++")


def cued(document: Document, where: zones.Where) -> list[Byline]:
    """Return the bylines that a cue opens between headline and text, and below the text."""
    found = []
    for zone in (where.head(), where.foot()):
        for start, line in _with_labels(document.text, zone):
            for piece in PIECE.finditer(line):
                if read := _read(piece.group()):
                    first = start + piece.start()
                    span = Span(first + read.start, first + read.end)
                    found.append(Byline(read.authors, span, document.text[span.start : span.end]))
    return found


def _with_labels(text: str, zone: Span) -> Iterator[tuple[int, str]]:
    """Yield lines; one that is a label ("Author:") has the line below it on the same line."""
    lines = list(zones.lines(text, zone))
    for (start, line), (following, name) in zip_longest(lines, lines[1:], fillvalue=(0, "")):
        if name and cues.is_one(line.strip("• ")):
            yield start, line + " " * (following - start - len(line)) + name
        else:
            yield start, line


def _read(piece: str) -> names.Found | None:
    line = BylineLine(piece)
    cue = line.cue
    found = byline_line.read(line) if cue and len(piece) <= LONGEST else None
    if cue and found and (cue.strong or all(" " in author.name for author in found.authors)):
        return found
    return None


def opening(document: Document, where: zones.Where) -> Byline | None:
    """Return the names that stand alone on one of the first lines of the text, above a long one."""
    lines = list(zones.lines(document.text, where.first()))[: FIRST + 1]
    for (start, line), (_, below) in pairwise(lines):
        found = (
            byline_line.bare(BylineLine(line)) if len(line) <= LONGEST_ALONE and len(below) >= PROSE else None
        )
        if found and not line[found.end :].strip(NAME_EDGES) and all(map(_may_be, found.authors)):
            span = Span(start + found.start, start + found.end)
            return Byline(found.authors, span, document.text[span.start : span.end])
    return None


def _may_be(author: Author) -> bool:
    shouted = author.name.isupper() and not people.is_person(author.name)
    return " " in author.name and not shouted and not places.is_place(author.name)
