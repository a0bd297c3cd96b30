"""The pages of the data, and each as far as it is read where a model is asked."""

from __future__ import annotations

import gzip
import json
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

from natodocs import _rules
from natodocs._document import source
from natodocs._document.document import Document
from natodocs._labels import line as label_line
from natodocs._labels.draft import Draft
from natodocs._labels.revisions import REVISIONS
from natodocs._limits import Limits
from natodocs._text import language as text_language
from natodocs._text import lines as text_lines

# Share of the lines that are read as if no row knew them: rows know 59 % of the rare lines of pages that people
# labelled, and 32 % of those of others.
FORGOTTEN: Final = 0.45
UNAIDED: Final = tuple(sign for sign in label_line.SIGNS if sign not in label_line.ROWS)
Record: TypeAlias = dict[str, Any]  # see benchmarks/README.md


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a file, one JSON object a line."""
    opened = lzma.open if path.suffix == ".xz" else gzip.open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fold_of(publisher: str) -> int:
    """Return the number by which all pages of a publisher come into one fold."""
    return zlib.crc32(publisher.encode())


def document(page: str, rendering: str) -> Document:
    """Read a page, or a rendering of it as text."""
    return source.read(page, "text/html" if rendering == "html" else "text/plain", Limits())


def forgotten(page: str) -> Callable[[str], bool]:
    """Return what tells whether no row knows a line of a page: the same for all lines with the same words."""
    return lambda text: zlib.crc32(f"{page}|{text.strip().casefold()}".encode()) < FORGOTTEN * 2**32


def draft_before(
    revision: Callable[[Draft], None], read: Document, unknown: Callable[[str], bool] | None = None
) -> Draft:
    """Return the draft of a page as a revision of its labels finds it: all before it have been applied.

    Args:
        revision: One of the table of revisions.
        read: The page.
        unknown: Returns whether a line is read as if no row of words and forms knew it. The rows were written on the
            pages that a model is taught on, and know fewer lines of others.
    """
    lines = text_lines.split(read)
    rules = _rules.load(text_language.guess(lines) or read.metadata.language)
    labels = label_line.label(lines, rules)
    if unknown is not None:
        labels = [
            label_line.alone(line, rules, UNAIDED) if unknown(line.text) else label
            for line, label in zip(lines, labels, strict=True)
        ]
    draft = Draft(lines, labels, read.metadata, rules)
    for row in REVISIONS:
        if row.apply is revision:
            break
        row.apply(draft)
    return draft
