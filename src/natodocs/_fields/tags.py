"""The keywords that a page gives its article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

import regex

from natodocs import _rules
from natodocs._document.document import Document, Metadata
from natodocs._text import lines
from natodocs._text.keys import NUMBER
from natodocs._types import Block, BlockKind, Byline

PARTED: Final = regex.compile(r"\s*[,;|·•#]\s*|\s{2,}")
WORD: Final = re.compile(r"\w+")
BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
ARTICLE: Final = frozenset(
    {BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DECK, BlockKind.HEADING, BlockKind.PARAGRAPH}
)
LONGEST_KEYWORD: Final = 8  # words; a longer piece is no keyword
# "HarbourTown planning"; a name with a capital in it ("YouTube") alone parts nothing.
GLUE: Final = regex.compile(r"(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})", regex.VERSION1)
FEWEST_GLUED: Final = 4  # terms of a line in which no blank parts them
LONGEST_GLUED: Final = 400  # characters of such a line
GLUED_WORDS: Final = 3.0  # words; the most that its terms have on average
LETTERS: Final = 3  # of a word that tells what a term is about
STEM: Final = 5  # letters; words that share as many are mostly of one stem ("harbour", "harbours")


def find(blocks: Sequence[Block], metadata: Metadata, byline: Byline | None = None) -> tuple[str, ...]:
    """Return the words of all tag lines in order, each once; those of the metadata where none are printed.

    A list of short terms that no label calls keywords may be a menu: it counts where no line has a label, and
    if the article speaks of half of them. Who wrote the article is none of its keywords.
    """
    labelled, others = _lists(blocks)
    if not labelled and others:
        said = words_of(block.text for block in blocks if block.kind in ARTICLE)
        labelled = [word for words in others if are_spoken_of(words, said) for word in words]
    authors = {author.name.casefold() for author in byline.authors} if byline else set()
    printed = dict.fromkeys(word for word in labelled if word.casefold() not in authors)
    return tuple(printed or dict.fromkeys(metadata.tags))


def terms(line: str) -> list[str]:
    """Return the keywords of a line of such, without the label before them."""
    return [word for words, _ in _lines_of(line) for word in words]


def is_label(line: str) -> bool:
    """Return whether a line is what a list of keywords is headed with, and nothing else."""
    labels = _rules.load_all().rules("tag_label")
    return any(rule.pattern.fullmatch(line) for rule in labels)


def is_glued(line: str) -> bool:
    """Return whether a line is short terms without blanks between them: "FishingHarbourTown planningNorth Quay"."""
    if len(line) > LONGEST_GLUED or "." in line or PARTED.search(line):
        return False
    parts = GLUE.split(line)
    return len(parts) >= FEWEST_GLUED and lines.count_words(line) <= GLUED_WORDS * len(parts)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts, and how the longer ones begin, for telling what they speak of."""
    words = {word for text in texts for word in WORD.findall(text.casefold())}
    return frozenset(words | {word[:STEM] for word in words if len(word) > STEM})


def are_spoken_of(keywords: Sequence[str], said: Container[str]) -> bool:
    """Return whether a text, by its words, speaks of half of some keywords."""
    return 2 * sum(spoken_of(keyword, said) for keyword in keywords) >= len(keywords)


def spoken_of(keyword: str, said: Container[str]) -> float:
    """Return which share of the words of a keyword that tell what it is about a text has, or others of their stems."""
    words = WORD.findall(keyword.casefold())
    telling = [word for word in words if len(word) >= LETTERS] or words
    known = sum(word in said or (len(word) > STEM and word[:STEM] in said) for word in telling)
    return known / max(1, len(telling))


def _lists(blocks: Sequence[Block]) -> tuple[list[str], list[list[str]]]:
    """Return the keywords that stand behind or below a label, and the lists without one."""
    labelled: list[str] = []
    others: list[list[str]] = []
    headed, apart = False, True
    for block in blocks:
        if block.kind != BlockKind.TAGS:
            headed, apart = False, True
            continue
        for words, is_labelled in _lines_of(block.text):
            if is_labelled or headed:
                labelled += words
                headed = True
            elif apart:
                others.append(words)
            else:
                others[-1] += words
            apart = False
            label_alone = is_labelled and not words
            if not label_alone and BLANK_LINE.search(block.text):
                headed, apart = False, True
    return labelled, others


def _lines_of(text: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of each line, and whether it begins with a label, or with the sign for keywords."""
    labels = _rules.load_all().rules("tag_label")
    for line in lines.split(Document(text)):
        words: list[str] = []
        is_labelled = line.text.startswith("#")
        for piece in GLUE.split(line.text) if is_glued(line.text) else PARTED.split(line.text):
            label = next((match for rule in labels if (match := rule.pattern.match(piece))), None)
            is_labelled |= label is not None
            rest = piece[label.end() :] if label else piece
            word = NUMBER.sub("", rest).strip(" .:") if rest.strip().isdigit() else rest.strip(" .:")
            if word and lines.count_words(word) <= LONGEST_KEYWORD:
                words.append(word)
        yield words, is_labelled
