"""Streams of other stories: headlines, and sentences on them, between dates or times that repeat."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from natodocs._labels.draft import Draft, K
from natodocs._labels.line import WEAK

ARTICLE_BEFORE: Final = 60  # words of prose; a stream above the article would be that of a live blog
LEAST: Final = 3  # dates of a stream
APART: Final = 4  # lines from one date of a stream to the next: section, headline, a sentence
SENTENCES: Final = 1  # paragraphs between two dates of a stream; an article has more
OPEN: Final = frozenset({K.PARAGRAPH, K.NAVIGATION, K.CAPTION})


def mark(draft: Draft) -> None:
    """Label the lines of streams below the article."""
    for first, last in _streams(draft):
        for number in range(first, last + 1):
            if draft.kind(number) in OPEN:
                draft.set(number, K.RELATED, 0.7, "stands in a stream of dated stories")


def _streams(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the first and last date of each stream."""
    dates: list[int] = []
    prose = 0
    for number, label in enumerate(draft.labels):
        if label.kind is K.DATE and prose >= ARTICLE_BEFORE:
            dates.append(number)
        elif label.kind is K.PARAGRAPH and label.confidence > WEAK and not dates:
            prose += draft.lines[number].words
    run = dates[:1]
    for before, date in pairwise(dates):
        if not _goes_on(draft, before, date):
            if len(run) >= LEAST:
                yield run[0], run[-1]
            run = []
        run.append(date)
    if len(run) >= LEAST:
        yield run[0], run[-1]


def _goes_on(draft: Draft, before: int, date: int) -> bool:
    between = range(before + 1, date)
    sentences = sum(draft.kind(number) == K.PARAGRAPH for number in between)
    return len(between) <= APART and sentences <= SENTENCES
