"""What stands above the article: its headline, its deck, what follows the byline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from natodocs import _dates, _people
from natodocs._labels import WEAK
from natodocs._lines import Line
from natodocs._neighbours._draft import NEARBY, Draft, K

ABOVE: Final = 40  # lines above the article among which the title is looked for
LEAST, MOST = 2, 35  # words of a headline
REPEATED: Final = (
    0.6  # share of a headline's words that the page's first line repeats, if that is its <title>
)
CONTAINED: Final = 0.8  # share of the headline's words that its line with the name of the site has
OFTEN_DATED: Final = 12  # words; a longer line with a day in it is a caption
DECK_WORDS: Final = 6  # words; the least of a deck
DATED: Final = regex.compile(r"\b(?:19|20)\d\d\b|(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)")
NO_END: Final = (".", ":", ",", ";", "…")  # a headline does not end so
QUOTES: Final = "\"'“”„«»‘’‚"
BULLETS: Final = ("•", "*", "-", ">")
ABOVE_TITLE: Final = frozenset({K.CLOCK, K.BYLINE, K.DATE})
NAMES_WORDS: Final = 14  # words; a longer line has more than names
PARTED: Final = regex.compile(r"\s{0,3}[|,•·]\s{0,3}|\s(?:and|und|et|y|e|en|i|и|ve)\s|\s[-–]\s")
WORD: Final = regex.compile(r"\w+")


def mark_title(draft: Draft) -> None:
    """Label the headline wherever it is printed above the article; a page of prose alone has none."""
    if not draft.core:
        return
    first = draft.core.start
    candidates = [number for number in range(max(0, first - ABOVE), first + 1) if _may_be(draft, number)]
    scores = {number: _score(draft, number, candidates) for number in candidates}
    best = max(candidates, key=lambda number: (scores[number], number), default=None)
    if best is None or scores[best] < 0:
        return
    draft.title = best
    draft.set(best, K.TITLE, 0.85, "the headline above the article")
    words = _words(draft.lines[best])
    for number in range(first):
        line = draft.lines[number]
        if number == best or draft.kind(number) in ABOVE_TITLE:
            continue
        if draft.keys[number] == draft.keys[best]:
            draft.set(number, K.TITLE, 0.85, "the headline, printed again")
        elif number == 0 and len(words) >= 3 and len(words & _words(line)) >= CONTAINED * len(words):
            draft.set(number, K.TITLE, 0.8, "the headline with the name of the site")


def mark_names(draft: Draft) -> None:
    """Label a line of nothing but names, and mostly a date, right above the article: a byline without its cue."""
    for number in range(max(0, draft.core.start - NEARBY), draft.core.start):
        if (
            draft.unknown(number)
            and draft.lines[number].words <= NAMES_WORDS
            and _is_names(draft.lines[number].text)
        ):
            draft.set(number, K.BYLINE, 0.65, "nothing but names, above the article")


def _is_names(text: str) -> bool:
    parts = [part for part in PARTED.split(text) if part.strip()]
    wire = any(_people.is_agency(part.strip()) for part in parts)  # beside one, what looks like a name is one
    people = [
        part for part in parts if _people.is_person(part.strip()) or (wire and _people.is_name(part.strip()))
    ]
    rest = [part.strip() for part in parts if part not in people]
    return len(people) > wire and all(
        _people.is_agency(part) or _dates.parse_line(part, None) for part in rest
    )


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
            return
        if draft.kind(number) == K.PARAGRAPH and number > draft.title + 2:
            return


def mark_below_byline(draft: Draft) -> None:
    """Label a short line between byline and article: a role, a section, the source."""
    end = draft.core.start + 1 if draft.core else len(draft.lines)
    for number in range(1, end):
        above = draft.kind(number - 1) in (K.BYLINE, K.DATE)
        if above and draft.unknown(number) and draft.lines[number].words >= 2:
            draft.set(number, K.METADATA, 0.6, "stands below the byline or the date")


def _may_be(draft: Draft, number: int) -> bool:
    line, label = draft.lines[number], draft.labels[number]
    if "h1" in line.marks:
        return line.words <= MOST
    if not LEAST <= line.words <= MOST or line.lead.startswith(BULLETS) or line.text.endswith(NO_END):
        return False
    return label.confidence <= WEAK or label.kind in (K.PARAGRAPH, K.TITLE)


def _score(draft: Draft, number: int, candidates: Sequence[int]) -> float:
    """Return how much a line looks like the headline, its form and its place together; set by hand."""
    line, words = draft.lines[number], _words(draft.lines[number])
    score = _form(line) + _markup(line)
    score -= 0.4 * min(NEARBY, sum(other > number for other in candidates))
    if number == next((n for n in range(number + 1) if draft.kind(n) != K.CLOCK), None):
        score += 1.0  # a dump without furniture begins with it
    if draft.kind(number + 1) in (K.BYLINE, K.DATE):
        score += 1.5
    if draft.keys[number] in draft.keys[max(0, number - 1) : number] + draft.keys[number + 1 : number + 2]:
        rivals = any(draft.keys[other] != draft.keys[number] for other in candidates)
        score += -2.5 if rivals else 1.0  # printed twice in a row: mostly a caption
    if number and len(words) >= 3 and len(words & _words(draft.lines[0])) >= REPEATED * len(words):
        score += 3.0
    if len(words) >= 4 and _is_within(draft.keys[number], draft.keys[max(0, number - ABOVE) : number]):
        score += 2.0  # the end of a breadcrumb
    if draft.metadata.title and words == set(WORD.findall(draft.metadata.title.casefold())):
        score += 4.0
    return score


def _form(line: Line) -> float:
    score = 2.0 if 4 <= line.words <= 18 else 0.5 if line.words <= 25 else -1.0
    if line.words < 3:
        score -= 2.0
    if DATED.search(line.text):
        score -= 2.0 if line.words >= OFTEN_DATED or line.text[:1].isdigit() else 0.5
    if line.text[:1] in QUOTES and line.text[-1:] in QUOTES:
        score -= 1.5
    return score


def _markup(line: Line) -> float:
    marks = line.marks
    return 4.0 * ("h1" in marks) + 2.0 * ("headline" in marks) + 0.5 * ("heading" in marks)


def _is_within(key: str, others: Sequence[str]) -> bool:
    return any(len(key) < len(other) and (other.startswith(key) or other.endswith(key)) for other in others)


def _words(line: Line) -> set[str]:
    return set(WORD.findall(line.text[:400].casefold()))
