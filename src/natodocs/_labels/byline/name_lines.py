"""Lines of names that do not say that they name authors: where they stand, and what stands around them, does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import regex

from natodocs._entities import organisations
from natodocs._entities import people as entity_people
from natodocs._fields.bylines import cues, in_place, line, pieces
from natodocs._fields.bylines.reading import BylineLine
from natodocs._fields.dates import line as date_line
from natodocs._labels.draft import NEARBY, Draft, K
from natodocs._patterns.lazy import lazily

NAMES_WORDS: Final = 14  # words; a longer line has more than names
BEFORE, AFTER = 3, 12  # lines above and below the headline among which a byline is looked for
INTO: Final = 6  # lines of the article: some print the byline below a summary
PART: Final = 0.8  # probability; a line that is so likely part of the article is no byline
MOST_BELOW_CUE: Final = 10  # lines that may follow a cue, a name on each
TEXT_LINES: Final = 60  # lines of the article in which the words of a name are looked for in small letters
LAST: Final = 3  # lines at the end of an article that may say who wrote it
SURE: Final = 0.8  # confidence; that of a byline with a cue
PARTED: Final = re.compile(r"\s{0,3}[|,•·]\s{0,3}|\s[-–]\s")
SMALL: Final = lazily(r"\b\p{Ll}{3,30}+", regex.VERSION1)


def mark_above(draft: Draft) -> None:
    """Label a line of nothing but names, and mostly a date, right above the article: a byline without its cue."""
    for number in range(max(0, draft.core.start - NEARBY), min(draft.core.stop, draft.core.start + INTO)):
        if (
            draft.unknown(number)
            and draft.likely[number] < PART
            and draft.lines[number].words <= NAMES_WORDS
            and (names := _names(draft.lines[number].text))
            and (_dated(draft, number) or not are_told_of(draft, names))
        ):
            draft.set(number, K.BYLINE, 0.65, "nothing but names, above the article")


def _names(text: str) -> list[str]:
    """Return the people of a line of nothing but names and dates."""
    parts = [part.strip() for part in pieces.apart(text, PARTED) if part.strip()]
    wire = any(map(organisations.is_agency, parts))  # beside one, what looks like a name is one
    people = [
        part for part in parts if entity_people.is_person(part) or (wire and entity_people.is_name(part))
    ]
    rest = [part for part in parts if part not in people]
    if len(people) <= wire or not all(
        organisations.is_agency(part) or date_line.parse(part) for part in rest
    ):
        return []
    return [name for name in people if not organisations.is_agency(name)]


def are_told_of(draft: Draft, names: Iterable[str]) -> bool:
    """Return whether the article names them: it is about them then; its last lines may say who wrote it."""
    told = draft.core[: max(1, min(TEXT_LINES, len(draft.core) - LAST))]
    prose = [draft.lines[number].text for number in told if draft.lines[number].words > NAMES_WORDS]
    return any(name in text for name in names for text in prose)


def mark_below_cue(draft: Draft) -> None:
    """Label a cue on a line of its own near the headline or below the article, and the names below it."""
    foot = range(draft.core.stop, min(len(draft.lines), draft.core.stop + NEARBY))
    for number in (*_near(draft), *foot):
        if not (draft.weak(number) and cues.is_one(draft.lines[number].text)):
            continue
        names: list[int] = []
        for below in range(number + 1, min(number + 1 + MOST_BELOW_CUE, len(draft.lines))):
            if draft.kind(below) == K.OTHER:
                continue
            one = BylineLine(draft.lines[below].text)
            named = line.bare(one) or (not names and in_place.organisation(one.text, one.lead, len(one.text)))
            if draft.labels[below].confidence >= SURE or not named:
                break
            names.append(below)
        for part in (number, *names) if names else ():
            draft.set(part, K.BYLINE, SURE, "a cue, and names below it")


def _near(draft: Draft) -> range:
    if draft.title is None:
        return range(0)
    last = min(draft.core.stop, draft.title + AFTER, draft.core.start + INTO)
    return range(max(0, draft.title - BEFORE), last)


def _dated(draft: Draft, number: int) -> bool:
    """Return whether a date stands on a line or beside it, signs between them aside."""
    if draft.kind(number) == K.DATE or any(map(str.isdigit, draft.lines[number].text)):
        return True
    for step in (-1, 1):
        beside = number + step
        while draft.kind(beside) == K.OTHER:
            beside += step
        if draft.kind(beside) == K.DATE:
            return True
    return False


def small_words(draft: Draft) -> frozenset[str]:
    """Return the words that the article prints in small letters: sections are made of them, names are not."""
    core = draft.core[:TEXT_LINES]
    return frozenset(word for number in core for word in SMALL.findall(draft.lines[number].text))
