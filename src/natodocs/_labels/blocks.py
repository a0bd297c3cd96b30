"""Labelled lines -> blocks that cover the text without gap or overlap, and the body that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from typing import Final

from natodocs._fields.zones import printed
from natodocs._labels import calibration
from natodocs._labels.line import Label
from natodocs._text.lines import Line
from natodocs._types import Block, BlockKind, Span

BODY: Final = frozenset({BlockKind.DECK, BlockKind.HEADING, BlockKind.PARAGRAPH})
# Kinds of which each line is a block of its own; of the others, neighbours with one label join.
SINGLE: Final = BODY | {
    BlockKind.TITLE,
    BlockKind.BYLINE,
    BlockKind.DATE,
    BlockKind.CAPTION,
    BlockKind.CREDIT,
    BlockKind.CLOCK,
    BlockKind.TAGS,
    BlockKind.BIO,
}
NAMING: Final = frozenset({BlockKind.TITLE, BlockKind.CAPTION})  # where else a speaker's full name stands
NOTHING_PRINTED: Final = Label(BlockKind.OTHER, 1.0, "nothing is printed")
UNREAD: Final = Label(
    BlockKind.OTHER, 0.0, "not read: it stands behind as many lines as Limits.blocks allows"
)
PRINT: Final = re.compile(r"\S")


def join(text: str, lines: Sequence[Line], labels: Sequence[Label]) -> tuple[Block, ...]:
    """Join labelled lines to blocks.

    Blank lines belong to the block above them, at the top to the first. What stands behind the last line is one block,
    which nobody has read.
    """
    if not lines:
        if not text:
            return ()
        return (_block(text, 0, len(text), UNREAD if PRINT.search(text) else NOTHING_PRINTED),)
    firsts = [number for number in range(len(lines)) if number == 0 or _begins(lines, labels, number)]
    starts = [0, *(lines[number].start for number in firsts[1:])]
    marks = [labels[number] for number in firsts]
    if PRINT.search(text, lines[-1].end):
        starts.append(lines[-1].end)
        marks.append(UNREAD)
    return tuple(map(_block, repeat(text), starts, [*starts[1:], len(text)], marks))


def is_cut(blocks: Sequence[Block]) -> bool:
    """Return whether the end of a page was not read."""
    return bool(blocks) and blocks[-1].reason == UNREAD.reason


def _begins(lines: Sequence[Line], labels: Sequence[Label], number: int) -> bool:
    """Return whether a block begins with a line: it is of a single kind, or unlike the line above it."""
    label = labels[number]
    return label.kind in SINGLE or lines[number].blank_before or label != labels[number - 1]


def _block(text: str, start: int, end: int, label: Label) -> Block:
    known = label is not NOTHING_PRINTED and label is not UNREAD
    sure = calibration.calibrated(label.kind, label.confidence) if known else label.confidence
    return Block(label.kind, Span(start, end), text[start:end], sure, label.reason)


def body(text: str, lines: Sequence[Line], labels: Sequence[Label]) -> str:
    """Return deck, headings and paragraphs, a blank line between two, hard-wrapped lines joined."""
    return "\n\n".join(
        [
            " ".join(filter(None, map(str.strip, text[line.first : line.last].splitlines())))
            for line, label in zip(lines, labels, strict=True)
            if label.kind in BODY
        ]
    )


def in_body(blocks: Sequence[Block]) -> list[Span]:
    """Return where the paragraphs of the body are printed."""
    return [printed(block) for block in blocks if block.kind in BODY]


def naming(blocks: Sequence[Block]) -> list[Span]:
    """Return where else the page may print the full name of a speaker."""
    return [printed(block) for block in blocks if block.kind in NAMING]
