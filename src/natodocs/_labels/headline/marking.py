"""What stands above the article: its headline, its deck, what follows the byline."""

from __future__ import annotations

from functools import cache
from typing import Final

import regex

from natodocs._entities.dates import expressions
from natodocs._entities.dates import words as date_words
from natodocs._fields.dates import line as date_line
from natodocs._labels.draft import NEARBY, Draft, K
from natodocs._labels.headline.features import Clues
from natodocs._labels.line import Label
from natodocs._text.characters import DAY_EDGES
from natodocs._text.lines import Line

LEAST: Final = -0.5  # log odds of a headline against none
CONTAINED: Final = 0.8  # share of the headline's words that its line with the name of the site has
DECK_WORDS: Final = 6  # words; the least of a deck
POINT_WORDS: Final = 3  # words; the least of one of its points
MOST_POINTS: Final = 5
POINT: Final = Label(K.DECK, 0.65, "one of several points between the headline and the byline")
BESIDE_ABOVE, BESIDE_BELOW = 2, 5  # lines above and below the headline that may be dated
DATED_WORDS: Final = 18  # words; a longer line with a day in it is a caption
SECTION_WORDS: Final = 2  # words of a section's name before a day
BAR: Final = regex.compile(r"(?:[|·•⋅»/–—(]|\s-)\s{0,3}(?:\p{L}{1,12}\.?,?\s{0,2}){0,2}\Z", regex.VERSION1)
ABOVE_TEXT: Final = frozenset({K.BYLINE, K.DATE})
ABOVE_TITLE: Final = frozenset({K.CLOCK, K.BYLINE, K.DATE})
ANY_WORD: Final = regex.compile(r"\w+")


def mark_title(draft: Draft) -> None:
    """Label the headline wherever it is printed above the article; a page of prose alone has none."""
    clues = Clues(draft)
    scores = {number: clues.score(number) for number in clues.candidates}
    best = max(scores, key=lambda number: (scores[number], number), default=None)
    if best is None or scores[best] < LEAST:
        return
    draft.title = best
    draft.set(best, K.TITLE, 0.85, "the headline above the article")
    if best in draft.core:
        draft.core = range(best + 1, draft.core.stop)
    words = _words(draft.lines[best])
    for number in range(draft.core.start):
        line = draft.lines[number]
        if number == best or draft.kind(number) in ABOVE_TITLE:
            continue
        if draft.keys[number] == draft.keys[best]:
            draft.set(number, K.TITLE, 0.85, "the headline, printed again")
        elif number == 0 and len(words) >= 3 and len(words & _words(line)) >= CONTAINED * len(words):
            draft.set(number, K.TITLE, 0.8, "the headline with the name of the site")


def mark_dated(draft: Draft) -> None:
    """Label a short line beside the headline with a day and other things: author, section, number of comments."""
    if draft.title is None:
        return
    last = min(len(draft.lines), draft.title + BESIDE_BELOW + 1)
    for number in range(max(0, draft.title - BESIDE_ABOVE), last):
        line = draft.lines[number]
        open_to_it = draft.kind(number) == K.NAVIGATION and not (draft.inside(number) and line.ends_sentence)
        if open_to_it and line.words <= DATED_WORDS and _is_dated(line.text, draft.inside(number)):
            draft.set(number, K.METADATA, 0.65, "a day and other things, beside the headline")


def _is_dated(text: str, inside: bool) -> bool:
    """Return whether a line begins with a day, or sets one apart: a caption says it in a sentence."""
    days = [moment for moment in expressions.find(text) if moment.value]
    before = {_before(text, moment.start).casefold().rstrip(" :") for moment in days}
    if "" in before or not before.isdisjoint(_labels()):
        return True
    if inside:
        return False
    return (
        any(BAR.search(text[: moment.start]) is not None for moment in days)
        or any(
            moment.end == len(text) and text[: moment.start].count(" ") <= SECTION_WORDS for moment in days
        )
        or date_line.parse(text) is not None
    )


def _before(text: str, start: int) -> str:
    """Return what stands before a day, its weekday aside."""
    before = text[:start].strip(DAY_EDGES)
    return "" if before.casefold() in date_words.weekdays() else before


@cache
def _labels() -> frozenset[str]:
    """Return the words before the day on which a page was published or changed."""
    return date_words.listed("published") | date_words.listed("modified")


def mark_deck(draft: Draft) -> None:
    """Label what stands between headline and byline, and is no furniture: it sums the article up."""
    if draft.title is None:
        return
    for number in range(draft.title + 1, min(len(draft.lines), draft.title + NEARBY)):
        if draft.kind(number) in (K.BYLINE, K.DATE):
            for between in range(draft.title + 1, number):
                prose = draft.kind(between) == K.PARAGRAPH or draft.unknown(between)
                if prose and draft.lines[between].words >= DECK_WORDS:
                    draft.set(between, K.DECK, 0.7, "stands between the headline and the byline")
            break
        if draft.kind(number) == K.PARAGRAPH and number > draft.title + 2:
            break
    _mark_points(draft, range(draft.title + 1, _last_above_text(draft)))


def _last_above_text(draft: Draft) -> int:
    """Return the last line of a byline or a day that stands between the headline and the text; 0 if none does."""
    last = 0
    if draft.title is not None:
        for number in range(draft.title + 1, min(len(draft.lines), draft.title + NEARBY)):
            if draft.kind(number) in ABOVE_TEXT:
                last = number
            elif draft.kind(number) == K.PARAGRAPH and not draft.weak(number):
                break
    return last


def _mark_points(draft: Draft, between: range) -> None:
    """Label short lines one below the other without a blank: a deck of several points."""
    for start in between:
        if not draft.lines[start].blank_before or start + 1 not in between:
            continue
        end = start + 1
        while end in between and not draft.lines[end].blank_before:
            end += 1
        points = range(start, end)
        closed = end == len(draft.lines) or draft.lines[end].blank_before
        if closed and MOST_POINTS >= len(points) > 1 and all(_is_point(draft, number) for number in points):
            for number in points:
                draft.labels[number] = POINT
                draft.likely[number] = max(draft.likely[number], POINT.confidence)


def _is_point(draft: Draft, number: int) -> bool:
    kind = draft.kind(number)
    free = draft.unknown(number) or kind == K.DECK or (kind == K.PARAGRAPH and draft.weak(number))
    return free and draft.lines[number].words >= POINT_WORDS


def mark_below_byline(draft: Draft) -> None:
    """Label a short line between byline and article: a role, a section, the source."""
    end = draft.core.start + 1 if draft.core else len(draft.lines)
    for number in range(1, end):
        above = draft.kind(number - 1) in (K.BYLINE, K.DATE)
        if above and draft.unknown(number) and draft.lines[number].words >= 2:
            draft.set(number, K.METADATA, 0.6, "stands below the byline or the date")


def _words(line: Line) -> set[str]:
    return set(ANY_WORD.findall(line.text[:400].casefold()))
