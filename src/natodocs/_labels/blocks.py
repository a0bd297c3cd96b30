"""Labelled lines -> blocks that cover the text without gap or overlap, and the body that they make."""

from __future__ import annotations

from collections.abc import Sequence
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


def join(text: str, lines: Sequence[Line], labels: Sequence[Label]) -> tuple[Block, ...]:
    """Join labelled lines to blocks; blank lines belong to the block above them, at the top to the first."""
    if not lines:
        return (_block(text, 0, len(text), NOTHING_PRINTED),) if text else ()
    firsts = [number for number in range(len(lines)) if number == 0 or _begins(lines, labels, number)]
    starts = [0, *(lines[number].start for number in firsts[1:]), len(text)]
    return tuple(
        _block(text, start, end, labels[number])
        for number, start, end in zip(firsts, starts, starts[1:], strict=False)
    )


def _begins(lines: Sequence[Line], labels: Sequence[Label], number: int) -> bool:
    """Return whether a block begins with a line: it is of a single kind, or unlike the line above it."""
    label = labels[number]
    return label.kind in SINGLE or lines[number].blank_before or label != labels[number - 1]


def _block(text: str, start: int, end: int, label: Label) -> Block:
    sure = (
        label.confidence if label is NOTHING_PRINTED else calibration.calibrated(label.kind, label.confidence)
    )
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
