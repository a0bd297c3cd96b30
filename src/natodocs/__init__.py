"""Reads noisy news pages: what every line is, who wrote it, where and when, and who said what.

    from natodocs import parse

    page = parse.page(source)          # str or bytes; plain text or HTML

The parsers are in `natodocs.parse`; here are the types of their answers and their errors.
"""

from __future__ import annotations

from natodocs import parse
from natodocs._errors import NatodocsError, PageTooLarge, PageTooSlow, UndecodablePage, UnsupportedMediaType
from natodocs._limits import Limits
from natodocs._output import Page
from natodocs._types import (
    Author,
    Block,
    BlockKind,
    Byline,
    Comment,
    Cue,
    CueKind,
    Dateline,
    Failure,
    PartialDate,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    Timestamp,
    Wire,
)

__all__ = [
    "Author",
    "Block",
    "BlockKind",
    "Byline",
    "Comment",
    "Cue",
    "CueKind",
    "Dateline",
    "Failure",
    "Limits",
    "NatodocsError",
    "Page",
    "PageTooLarge",
    "PageTooSlow",
    "PartialDate",
    "Quote",
    "QuoteKind",
    "Span",
    "Speaker",
    "Timestamp",
    "UndecodablePage",
    "UnsupportedMediaType",
    "Wire",
    "__version__",
    "parse",
]


def __getattr__(name: str) -> str:
    """Look the version up when it is asked for: reading the package's metadata is slow."""
    if name == "__version__":
        from importlib.metadata import version

        return version("natodocs")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
