"""The keywords that a page gives its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from natodocs import _lines, _rules
from natodocs._labels import NUMBER
from natodocs._source import Document, Metadata
from natodocs._types import Block, BlockKind

PARTED: Final = regex.compile(r"\s*[,;|·•#]\s*|\s{2,}")
LONGEST: Final = 8  # words; a longer piece is no keyword


def find(blocks: Sequence[Block], metadata: Metadata) -> tuple[str, ...]:
    """Return the words of all tag lines in order, each once; those of the metadata where none are printed."""
    printed = [word for block in blocks if block.kind == BlockKind.TAGS for word in _words(block.text)]
    return tuple(dict.fromkeys(printed or metadata.tags))


def _words(text: str) -> Iterator[str]:
    labels = _rules.load_all().rules("tag_label")
    for line in _lines.split(Document(text)):
        label = next((match for rule in labels if (match := rule.pattern.match(line.text))), None)
        for piece in PARTED.split(line.text[label.end() :] if label else line.text):
            word = NUMBER.sub("", piece).strip(" .:") if piece.strip().isdigit() else piece.strip(" .:")
            if word and _lines.count_words(word) <= LONGEST:
                yield word
