"""Units that repeat outside the article -> what their list is: other stories, or who makes the paper.

A line of such a list looks like one of a menu. What alternates tells: headlines with the names of those who wrote them,
sections with headlines, or offices, each with a colon, with who holds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from natodocs._entities import people
from natodocs._labels.draft import HEADING_WORDS, Draft, K
from natodocs._labels.line import Label

PERIODS: Final = (2, 3, 4)  # lines of a unit
LEAST: Final = 3  # units of a list
LONGEST_RUN: Final = 60  # lines of a run that are looked at
HEADLINE_WORDS: Final = 3.0  # words that headlines have on average; sections and names have fewer
SECTION_WORDS: Final = 2  # words; the most of a section
LOOKED_LIKE: Final = frozenset({K.NAVIGATION, K.RELATED, K.CAPTION})
STORIES: Final = Label(
    K.RELATED, 0.7, "stands in a list of units that repeat: headlines with names or sections"
)
MASTHEAD: Final = Label(K.LEGAL, 0.7, "stands in a list of offices with those who hold them")


def mark(draft: Draft) -> None:
    """Label the lists of units above and below the article."""
    if not draft.core:
        return
    for run in _runs(draft):
        found = _of(
            [draft.lines[number].text for number in run], [draft.lines[number].words for number in run]
        )
        for number in run if found else ():
            if found:
                draft.labels[number] = found


def _runs(draft: Draft) -> Iterator[Sequence[int]]:
    """Yield runs of short lines outside the article that are open to it: of one block, or of blocks of equal size."""
    blocks: list[list[int]] = []
    for number, line in enumerate(draft.lines):
        open_to_it = not draft.inside(number) and line.words <= HEADING_WORDS and _is_open(draft, number)
        if not open_to_it or (blocks and (number != blocks[-1][-1] + 1 or len(blocks) > LONGEST_RUN)):
            yield from _lists(blocks)
            blocks = []
        if open_to_it:
            if not blocks or line.blank_before or len(blocks[-1]) > LONGEST_RUN:
                blocks.append([])
            blocks[-1].append(number)
    yield from _lists(blocks)


def _is_open(draft: Draft, number: int) -> bool:
    return draft.kind(number) in LOOKED_LIKE or (draft.kind(number) == K.PARAGRAPH and draft.weak(number))


def _lists(blocks: Sequence[Sequence[int]]) -> Iterator[Sequence[int]]:
    """Yield each block that may hold units, and the blocks in a row that may be units, as one run."""
    start = 0
    while start < len(blocks):
        size, end = len(blocks[start]), start + 1
        while end < len(blocks) and len(blocks[end]) == size:
            end += 1
        if size in PERIODS and end - start >= LEAST:
            yield [number for block in blocks[start:end] for number in block]
        elif size >= LEAST * PERIODS[0]:
            yield from blocks[start:end]
        start = end


def _of(texts: Sequence[str], words: Sequence[int]) -> Label | None:
    """Return what a run of lines is, if its lines come in units."""
    named = [people.is_name(text) for text in texts]
    for period in PERIODS:
        if len(texts) < LEAST * period or (len(texts) % period and not named[0]):
            continue
        columns = [range(place, len(texts), period) for place in range(period)]
        names = [
            column
            for column in columns
            if all(named[number] for number in column) and _are_people(texts, column)
        ]
        others = [column for column in columns if column not in names]
        headlines = [column for column in others if _mean(words, column) >= HEADLINE_WORDS]
        if headlines and names:
            return STORIES
        longest = max(columns, key=lambda column: _mean(words, column))
        sections = [column for column in columns if max(words[number] for number in column) <= SECTION_WORDS]
        if sections and min(words[number] for number in longest) > SECTION_WORDS:
            return STORIES
    offices = range(0, len(texts) - 1, 2)
    with_colon = [texts[number].endswith(":") and not texts[number + 1].endswith(":") for number in offices]
    return MASTHEAD if sum(with_colon) >= LEAST and all(with_colon[:LEAST]) else None


def _are_people(texts: Sequence[str], column: range) -> bool:
    """Return whether most names are of people: sections may look like names ("Real Estate")."""
    return 2 * sum(people.is_person(texts[number]) for number in column) > len(column)


def _mean(words: Sequence[int], column: range) -> float:
    return sum(words[number] for number in column) / len(column)
