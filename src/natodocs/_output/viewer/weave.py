"""Text and marks that may overlap -> HTML in which every element is closed in its parent.

The text is cut wherever a mark begins or ends. What is open when an outer mark ends is closed before it and
opened again after it; the same at the edge of a block. Each character is written once.
"""

from __future__ import annotations

import html
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from natodocs._types import Span

# What HTML cannot hold is shown as the replacement character: NUL, and half a surrogate pair.
UNSHOWN: Final = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@frozen
class Highlight:
    """Something found at a place, as an element around it."""

    span: Span
    element: str
    """The name of the element: "mark", "span"."""
    attributes: str
    """Of the element, escaped."""
    id: str | None = None
    """Where links to it go; the first piece of a mark that is cut has it."""
    before: str = ""
    """HTML without text of its own, inside the element, before its first character."""
    after: str = ""
    """HTML without text of its own, behind the element."""

    def opened(self, *, first: bool) -> str:
        """Return the opening tag of the first or of a further piece."""
        if not first:
            return f"<{self.element} {self.attributes}>"
        name = "" if self.id is None else f' id="{self.id}"'
        return f"<{self.element} {self.attributes}{name}>{self.before}"

    def closed(self) -> str:
        """Return the closing tag."""
        return f"</{self.element}>"


def weave(text: str, blocks: Iterable[Span], marks: Iterable[Highlight]) -> Iterator[str]:
    """Yield each block of the text with the marks in it.

    Args:
        text: The text.
        blocks: Where to cut, in order, without a gap.
        marks: In any order; of two at the same place, the one given first is outside.
    """
    waiting = deque(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))
    inside: list[Highlight] = []
    for block in blocks:
        done = [mark.opened(first=False) for mark in inside]
        here = block.start
        while here < block.end:
            while waiting and waiting[0].span.start <= here:
                mark = waiting.popleft()
                if mark.span.end > here:  # an empty one has nothing to stand around
                    done.append(mark.opened(first=True))
                    inside.append(mark)
            there = min([block.end, *(mark.span.end for mark in inside)])
            if waiting:
                there = min(there, waiting[0].span.start)
            done.append(show(text[here:there]))
            here = there
            inside = _close(inside, here, done)
        done.extend(mark.closed() for mark in reversed(inside))
        yield "".join(done)


def _close(inside: Sequence[Highlight], here: int, done: list[str]) -> list[Highlight]:
    """Close what ends here, and with it what stands inside that; open again what goes on."""
    outermost = next((depth for depth, mark in enumerate(inside) if mark.span.end <= here), len(inside))
    goes_on = [mark for mark in inside[outermost:] if mark.span.end > here]
    for mark in reversed(inside[outermost:]):
        done.append(mark.closed())
        if mark.span.end <= here:
            done.append(mark.after)
    done.extend(mark.opened(first=False) for mark in goes_on)
    return [*inside[:outermost], *goes_on]


def show(text: str) -> str:
    """Return text as HTML that a browser shows to the letter."""
    # A carriage return that is written as itself would be read as a line feed.
    return html.escape(text.translate(UNSHOWN)).replace("\r", "&#13;")


def attribute(text: str) -> str:
    """Return text as the value of an attribute between double quotation marks, on one line."""
    return show(" ".join(text.split()))


def shorten(text: str, size: int) -> str:
    """Return the beginning of a text, on one line, in at most as many characters."""
    words = " ".join(text[: size * 2].split())  # twice: wide blanks must not make it look short
    return words if len(words) <= size and len(text) <= size * 2 else words[: size - 1].rstrip() + "…"
