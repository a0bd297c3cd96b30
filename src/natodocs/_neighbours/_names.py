"""Lines of names that do not say that they name authors: where they stand, and what stands around them, does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import regex

from natodocs import _dates, _people, _places, _signatures
from natodocs._lines import REMEMBERED, SHORT
from natodocs._neighbours._draft import NEARBY, Draft, K

NAMES_WORDS: Final = 14  # words; a longer line has more than names
BEFORE, AFTER = 3, 12  # lines above and below the headline among which a byline is looked for
INTO: Final = 6  # lines of the article: some print the byline below a summary
PART: Final = 0.8  # probability; a line that is so likely part of the article is no byline
MOST_TIMES: Final = 3  # prints of a line; what is printed more often is a button
MOST_NAMES: Final = 10  # lines that may follow a cue, a name on each
TEXT_LINES: Final = 60  # lines of the article in which the words of a name are looked for in small letters
LAST: Final = 3  # lines at the end of an article that may say who wrote it
SIGNED_WORDS: Final = 4  # words of a signature
SURE: Final = 0.8  # confidence; that of a byline with a cue
PARTED: Final = regex.compile(r"\s{0,3}[|,•·]\s{0,3}|\s(?:and|und|et|y|e|en|i|и|ve)\s|\s[-–]\s")
GLUED: Final = regex.compile(r"\p{Ll}{3}\p{Lu}", regex.VERSION1)  # two words of a menu
SMALL: Final = regex.compile(r"\b\p{Ll}{3,30}+", regex.VERSION1)
WORD: Final = regex.compile(r"\w+")


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
    parts = [part.strip() for part in PARTED.split(text) if part.strip()]
    wire = any(map(_people.is_agency, parts))  # beside one, what looks like a name is one
    people = [part for part in parts if _people.is_person(part) or (wire and _people.is_name(part))]
    rest = [part for part in parts if part not in people]
    if len(people) <= wire or not all(_people.is_agency(part) or _dates.parse_line(part) for part in rest):
        return []
    return [name for name in people if not _people.is_agency(name)]


def are_told_of(draft: Draft, names: Iterable[str]) -> bool:
    """Whether the article names them: it is about them then; its last lines may say who wrote it."""
    told = draft.core[: max(1, min(TEXT_LINES, len(draft.core) - LAST))]
    prose = [draft.lines[number].text for number in told if draft.lines[number].words > NAMES_WORDS]
    return any(name in text for name in names for text in prose)


def mark_below_cue(draft: Draft) -> None:
    """Label a cue on a line of its own near the headline or below the article, and the names below it."""
    foot = range(draft.core.stop, min(len(draft.lines), draft.core.stop + NEARBY))
    for number in (*_near(draft), *foot):
        if not (draft.weak(number) and _signatures.is_cue(draft.lines[number].text)):
            continue
        names = []
        for below in range(number + 1, min(number + 1 + MOST_NAMES, len(draft.lines))):
            if draft.kind(below) == K.OTHER:
                continue
            if draft.labels[below].confidence >= SURE or not _signatures.bare(draft.lines[below].text):
                break
            names.append(below)
        for part in (number, *names) if names else ():
            draft.set(part, K.BYLINE, SURE, "a cue, and names below it")


def mark_beside_title(draft: Draft) -> None:
    """Label a line near the headline that has the form of a name, and a date, a role or its bearer beside it."""
    near = _near(draft)
    if any(draft.kind(number) == K.BYLINE and draft.labels[number].confidence >= SURE for number in near):
        return
    _mark_signature(draft)
    small: frozenset[str] | None = None
    for number in near:
        line = draft.lines[number]
        if line.words > NAMES_WORDS or not _is_open(draft, number) or not line.text[:1].isalpha():
            continue
        names = _remembered(line.text) if len(line.text) <= SHORT else _signatures.beside(line.text)
        if (
            not names
            or draft.keys.count(draft.keys[number]) > MOST_TIMES
            or not _speaks_for(draft, number, names)
        ):
            continue
        small = small if small is not None else small_words(draft)
        if not any(word in small for name in names for word in WORD.findall(name.casefold())):
            draft.set(number, K.BYLINE, 0.65, "the form of a name, beside the headline")


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> tuple[str, ...]:
    """Remember the names of a short line: sections and agencies come again on every page of their site."""
    return _signatures.beside(text)


def _mark_signature(draft: Draft) -> None:
    """Label the name of a person right below the article, or as its last line."""
    end = draft.core.stop
    for number in range(end - 1, min(len(draft.lines), end + 2)) if draft.core else ():
        text = draft.lines[number].text
        short = draft.unknown(number) and draft.lines[number].words <= SIGNED_WORDS
        signs = short and _people.is_person(text) and draft.kind(number + 1) != K.BIO
        if signs and not are_told_of(draft, [text]):
            draft.set(number, K.BYLINE, 0.6, "the name of a person, at the end of the article")


def _near(draft: Draft) -> range:
    if draft.title is None:
        return range(0)
    last = min(draft.core.stop, draft.title + AFTER, draft.core.start + INTO)
    return range(max(0, draft.title - BEFORE), last)


def _is_open(draft: Draft, number: int) -> bool:
    """Whether a line may be a byline; a date may have a name before it."""
    if draft.kind(number) in (K.DATE, K.METADATA):
        return draft.labels[number].confidence < SURE
    return draft.unknown(number) and draft.likely[number] < PART


def _speaks_for(draft: Draft, number: int, names: tuple[str, ...]) -> bool:
    """Whether a line of the form of names is one."""
    dated = _dated(draft, number)
    if all(map(_people.is_person, names)):
        return dated or not are_told_of(draft, names)
    if draft.title is not None and number < draft.title:
        return False  # there stand menus and sections
    if all(map(_people.is_agency, names)):
        return dated
    if any(_people.is_organisation(name) or _places.is_place(name) or GLUED.search(name) for name in names):
        return False
    if dated:
        return True
    if are_told_of(draft, names):
        return False
    below = draft.lines[number + 1].text if number + 1 < len(draft.lines) else ""
    again = draft.keys.count(draft.keys[number]) > 1
    return _people.is_role(below) or again


def _dated(draft: Draft, number: int) -> bool:
    """Whether a date stands on a line or beside it, signs between them aside."""
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
