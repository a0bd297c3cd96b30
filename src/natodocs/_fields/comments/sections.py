"""Comment sections taken apart: who wrote what, when, in answer to whom.

A section shows by its repeating pattern of names and times, and the same pattern parts it. Where the names stand,
above or below what was written, and what else repeats beside them ("Senior Member", "Posts: 12"), each section
tells by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from natodocs._document.document import Document, Region
from natodocs._document.marks import Mark
from natodocs._fields.comments import threads
from natodocs._fields.comments.threads import Unit
from natodocs._text import lines as text_lines
from natodocs._text.lines import Line
from natodocs._types import Block, BlockKind, Comment, Span

BUTTONS: Final = frozenset({BlockKind.COMMENT_UI, BlockKind.ADVERT, BlockKind.SHARE})  # do not end a section


def find(text: str, blocks: Sequence[Block], regions: Sequence[Region] = ()) -> tuple[Comment, ...]:
    """Take the comment sections of a page apart.

    Args:
        text: The text of the page.
        blocks: Its blocks.
        regions: What its markup says; comments that stand in one another have their depth from there.
    """
    nested = [region for region in regions if Mark.COMMENT in region.marks]
    starts = {region.span.start for region in nested}
    comments: list[Comment] = []
    for lines, divides in _sections(blocks, starts):
        indents: list[int] = []
        comments += [_comment(text, unit, indents) for unit in threads.part(lines, divides) if unit.said]
    return tuple(_with_depths(comments, nested))


def _with_depths(comments: Sequence[Comment], nested: Sequence[Region]) -> Iterator[Comment]:
    """Yield the comments with the depth that the markup gives them, where it gives one."""
    opened: list[Region] = []
    following = 0
    for comment in comments:
        while following < len(nested) and nested[following].start <= comment.span.start:
            opened.append(nested[following])
            following += 1
        opened = [region for region in opened if region.end > comment.span.start]
        yield evolve(comment, depth=len(opened) - 1) if opened else comment


def _sections(blocks: Sequence[Block], starts: set[int]) -> Iterator[tuple[list[Line], list[bool]]]:
    """Yield the lines of each run of comment blocks, and before which of them a comment may begin without a header.

    Buttons inside a section divide, and so does the markup; anything else ends it.
    """
    lines: list[Line] = []
    divides: list[bool] = []
    divided = True
    for block in [*blocks, None]:
        if block is not None and block.kind == BlockKind.COMMENT:
            for line in text_lines.split(Document(block.text)):
                start = block.span.start
                moved = evolve(line, first=line.first + start, last=line.last + start)
                lines.append(moved)
                divides.append(divided or moved.first in starts)
                divided = False
        elif block is not None and block.kind in BUTTONS:
            divided = True
        elif lines:
            yield lines, divides
            lines, divides, divided = [], [], True


def _comment(text: str, unit: Unit, indents: list[int]) -> Comment:
    span = Span(unit.said[0].first, unit.said[-1].last)
    first = unit.first.first
    indent = first - (text.rfind("\n", 0, first) + 1)
    return Comment(text[span.start : span.end], span, unit.author, unit.posted, _depth(indents, indent))


def _depth(indents: list[int], indent: int) -> int:
    """Return how many smaller indents are open above this one, which joins them."""
    while indents and indents[-1] >= indent:
        indents.pop()
    indents.append(indent)
    return len(indents) - 1
