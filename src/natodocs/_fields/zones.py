"""Where headline and text of an HTML page stand, and what stands around its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from natodocs._document.marks import NO_MARKS, Mark
from natodocs._types import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from natodocs._document.document import Document, Region
    from natodocs._types import Block

ABOVE, INSIDE, BEFORE, BELOW = range(4)  # of the headline and the text: where a field stands most often first
REACH: Final = 3_000  # characters above and below the text that are looked through
TAIL: Final = 200  # characters of the text's end, where some papers sign
LINES: Final = 12  # lines on either side of the text that are looked at


@frozen
class Where:
    """Where headline and text stand."""

    title: int
    """Index after the headline; 0 where none is found."""
    prose: Span
    """The text; empty where there is none."""

    @classmethod
    def of(cls, document: Document, blocks: Sequence[Block]) -> Where:
        """Look it up in the regions and blocks of a page."""
        prose = next(
            (span for mark in (Mark.PROSE, Mark.BODY) for span in _spans(document, mark)), Span(0, 0)
        )
        titles = [_first_line(block) for block in blocks if block.kind is BlockKind.TITLE]
        titles = [
            end for end in titles or [span.end for span in _spans(document, Mark.H1)] if end <= prose.end
        ]
        above = [end for end in titles if end <= prose.start]
        return cls(next(iter([*above[-1:], *titles]), 0), prose)

    def place(self, start: int) -> int:
        """Return where something that starts there stands."""
        if self.prose.start <= start < self.prose.end:
            return INSIDE
        if start >= self.prose.end > 0:
            return BELOW
        return ABOVE if start >= self.title else BEFORE

    def head(self) -> Span:
        """Return what stands between headline and text; nothing where one of them is not found."""
        if not self.title:
            return Span(0, 0)
        end = self.title + REACH
        return Span(self.title, end if self.prose.start < self.title else min(self.prose.start, end))

    def first(self) -> Span:
        """Return the first of the text."""
        return Span(self.prose.start, min(self.prose.end, self.prose.start + REACH))

    def foot(self) -> Span:
        """Return what stands at the end of the text and below it; nothing where there is no text."""
        if not self.prose.end:
            return Span(0, 0)
        return Span(max(self.prose.start, self.prose.end - TAIL), self.prose.end + REACH)


def _first_line(block: Block) -> int:
    """Return where the first line of a block ends: below a headline, in the same element, its date may stand."""
    return block.span.start + len(block.text.partition("\n")[0])


def _spans(document: Document, mark: Mark) -> Iterator[Span]:
    return (region.span for region in document.regions if mark in region.marks)


def printed(block: Block) -> Span:
    """Return where a block is printed: without the blanks around it."""
    start = block.span.start + len(block.text) - len(block.text.lstrip())
    return Span(start, max(start, block.span.start + len(block.text.rstrip())))


def lines(text: str, span: Span, most: int = LINES) -> Iterator[tuple[int, str]]:
    """Yield the first printed lines of a stretch, each with where it starts."""
    start, left = span.start, most
    for line in text[span.start : span.end].split("\n"):
        if line.strip() and left:
            left -= 1
            yield start, line
        start += len(line) + 1


def walk(regions: Sequence[Region]) -> Iterator[tuple[int, Region, frozenset[Mark]]]:
    """Yield the number of each region, itself, and the marks of all that stand around it."""
    around: list[tuple[int, frozenset[Mark]]] = []  # where each ends, and all marks in it
    for number, region in enumerate(regions):
        while around and around[-1][0] <= region.start:
            around.pop()
        outer = around[-1][1] if around else NO_MARKS
        yield number, region, outer
        around.append((region.end, outer | region.marks))
