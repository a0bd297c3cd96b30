"""The keywords that a page gives its article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Final

import regex

from natodocs import _rules
from natodocs._document.document import Document, Metadata
from natodocs._text import lines
from natodocs._text.keys import NUMBER
from natodocs._types import Block, BlockKind

PARTED: Final = regex.compile(r"\s*[,;|·•#]\s*|\s{2,}")
WORD: Final = re.compile(r"\w+")
ARTICLE: Final = frozenset({BlockKind.TITLE, BlockKind.DECK, BlockKind.HEADING, BlockKind.PARAGRAPH})
LONGEST_KEYWORD: Final = 8  # words; a longer piece is no keyword


def find(blocks: Sequence[Block], metadata: Metadata) -> tuple[str, ...]:
    """Return the words of all tag lines in order, each once; those of the metadata where none are printed.

    A list of short terms that no label calls keywords may be a menu: it counts where no line has a label, and
    if the article speaks of half of them.
    """
    labelled: list[str] = []
    others: list[list[str]] = []
    headed = False
    for block in blocks:
        if block.kind != BlockKind.TAGS:
            headed = False
            continue
        for words, is_labelled in _lines_of(block.text):
            if is_labelled or headed:
                labelled += words
            else:
                others.append(words)
            headed = is_labelled
    if not labelled and others:
        said = {
            word for block in blocks if block.kind in ARTICLE for word in WORD.findall(block.text.casefold())
        }
        labelled = [word for words in others if 2 * _count(words, said) >= len(words) for word in words]
    return tuple(dict.fromkeys(labelled or metadata.tags))


def _count(keywords: Sequence[str], said: Container[str]) -> int:
    """Return how many of the keywords have no word that the article has not."""
    return sum(all(word in said for word in WORD.findall(keyword.casefold())) for keyword in keywords)


def _lines_of(text: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of each line, and whether it begins with a label."""
    labels = _rules.load_all().rules("tag_label")
    for line in lines.split(Document(text)):
        words: list[str] = []
        is_labelled = False
        for piece in PARTED.split(line.text):
            label = next((match for rule in labels if (match := rule.pattern.match(piece))), None)
            is_labelled |= label is not None
            rest = piece[label.end() :] if label else piece
            word = NUMBER.sub("", rest).strip(" .:") if rest.strip().isdigit() else rest.strip(" .:")
            if word and lines.count_words(word) <= LONGEST_KEYWORD:
                words.append(word)
        yield words, is_labelled
