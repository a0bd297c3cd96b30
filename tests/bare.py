"""Pages in which nothing is found, made by hand: a light module, since each worker of a test imports it."""

from __future__ import annotations

from natodocs._output import Page
from natodocs._types import Block, BlockKind, Span


def block(kind: BlockKind, span: Span, text: str) -> Block:
    """Return a block of a text of which nothing else matters."""
    return Block(kind=kind, span=span, text=text[span.start : span.end], confidence=1.0, reason="by hand")


def bare(text: str, *, kind: BlockKind = BlockKind.OTHER) -> Page:
    """Return a page of one block in which nothing is found."""
    return Page(
        text=text,
        blocks=(block(kind, Span(0, len(text)), text),) if text else (),
        title=None,
        byline=None,
        dateline=None,
        wire=None,
        published=None,
        modified=None,
        clock=None,
        language=None,
        body="",
        quotes=(),
        comments=(),
        tags=(),
        url=None,
    )
