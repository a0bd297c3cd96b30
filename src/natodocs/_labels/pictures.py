"""Captions: printed twice, above a credit, or long and without an end."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from natodocs._labels.draft import HEADING_WORDS, NEARBY, Draft, K

LONG_KEY: Final = 20  # letters; a shorter line begins another by chance
CREDIT_WORDS: Final = 7  # words that say whose picture it is
TWIN_WORDS: Final = 3  # words; a shorter line printed twice is a button
CREDITED_WORDS: Final = 4  # words; a shorter line above a credit is none of a picture
MOST_BETWEEN: Final = 3  # lines from one print of a headline to the next, with nothing but a picture between
ENDLESS_WORDS: Final = 10  # words; a line without an end that is longer is no heading


def mark_twins(draft: Draft) -> None:
    """Label a line printed twice in a row, above or in the article: a picture's alternative text and its caption."""
    for number in _beside(draft):
        if number >= draft.core.stop:
            break
        if draft.title is not None and number < draft.title:
            continue
        last = number + 1 == len(draft.keys)
        if last or draft.kind(number) == K.TITLE or not _are_twins(draft, number):
            continue
        for twin in (number, number + 1):
            open_to_it = draft.weak(twin) or draft.kind(twin) in (K.PARAGRAPH, K.CAPTION)
            if open_to_it and draft.lines[twin].words >= TWIN_WORDS:
                draft.set(twin, K.CAPTION, 0.75, "printed twice in a row, as captions are")


def _are_twins(draft: Draft, number: int) -> bool:
    """Return whether a line says what the next one does, or that and whose picture it is."""
    key, following = draft.keys[number], draft.keys[number + 1]
    if not key or not following:
        return False
    if key == following:
        return True
    short, long = sorted((number, number + 1), key=lambda one: len(draft.keys[one]))
    return (
        len(draft.keys[short]) >= LONG_KEY
        and draft.keys[long].startswith(draft.keys[short])
        and draft.lines[short].words >= CREDITED_WORDS
        and draft.lines[long].words - draft.lines[short].words <= CREDIT_WORDS
    )


def mark_between(draft: Draft) -> None:
    """Label what stands between two prints of the headline that are near each other: the words for its picture."""
    titles = [number for number in range(draft.core.start) if draft.kind(number) == K.TITLE]
    for above, below in pairwise(titles):
        if below - above <= MOST_BETWEEN:
            for number in range(above + 1, below):
                if draft.unknown(number) and draft.lines[number].words >= CREDITED_WORDS:
                    draft.set(number, K.CAPTION, 0.65, "stands between two prints of the headline")


def mark_captions(draft: Draft) -> None:
    """Label what stands above a credit, and long lines without an end, where they are beside the article."""
    core = draft.core
    for number in _beside(draft):
        line = draft.lines[number]
        if draft.kind(number) == K.CREDIT and number and draft.weak(number - 1):
            prose = draft.kind(number - 1) in (K.NAVIGATION, K.PARAGRAPH)
            if prose and draft.lines[number - 1].words >= CREDITED_WORDS:
                draft.set(number - 1, K.CAPTION, 0.7, "stands above the credit of a picture")
        endless = line.words >= ENDLESS_WORDS and not line.lead and draft.unknown(number)
        is_heading = (
            number > core.start and line.words <= HEADING_WORDS and draft.kind(number + 1) == K.PARAGRAPH
        )
        in_menu = draft.title is not None and number < draft.title - 1
        if endless and not (is_heading or in_menu):
            draft.set(number, K.CAPTION, 0.6, "a long line without an end, beside the article")


def _beside(draft: Draft) -> list[int]:
    """Return the lines of the article and those around the headline."""
    core, title = draft.core, draft.title
    beside = {*core, *(range(max(0, title - NEARBY), title + NEARBY + 1) if title is not None else ())}
    return sorted(beside.intersection(range(len(draft.lines))))
