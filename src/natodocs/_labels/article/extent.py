"""Which lines are the article: the probability that the model gives each line, and the run that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from natodocs._document.marks import Mark
from natodocs._labels.article import gaps, lists, model, runs, tail
from natodocs._labels.draft import EVEN, LET_IN, Draft, K
from natodocs._labels.line import WEAK

POSSIBLE: Final = 0.3  # probability; less will do for a short line with the article above and below it
READERS: Final = frozenset({K.COMMENT, K.COMMENT_UI})  # never part of the article, whatever they look like
OF_ARTICLE: Final = frozenset({K.PARAGRAPH, K.HEADING, K.DECK, K.TITLE})
WORDS: Final = 8  # words of prose; the least that an article has
ODDS: Final = 2.0  # by which those of a line are better than the model says
# Share of the lines of a page that are the article's, where its last line may close it.
MOST_OF_PAGE: Final = 0.5
OTHER: Final = 0.25  # what a word counts that stands in no sentence
# Boxes between the paragraphs that ask for money or an address, in sentences as good as those of the article.
PLEAS: Final = Mark.all_of("paywall newsletter cookie")
CERTAIN: Final = 0.9  # probability; from there on a line is part of the article, whatever it looks like alone

CONSENT: Final = 0.95  # confidence of a legal text that is never the article's: it asks for consent


def find(draft: Draft) -> None:
    """Set how likely each line is part of the article, and the run from the first that is to the last."""
    draft.likely = [
        0.0
        if (label.kind in READERS and label.confidence > WEAK)
        or (label.kind == K.LEGAL and label.confidence >= CONSENT)
        else int(likely * 100 + 0.5) / 100  # as `round` does, in a fifth of its time
        for label, likely in zip(draft.labels, model.probabilities(draft), strict=True)
    ]
    _let_in(draft)
    if draft.is_marked_up():
        gaps.close(draft)
    else:
        lists.cut_off(draft)
        runs.vote(draft)
        tail.cut_off(draft)
    inside = _inside(draft)
    prose = sum(
        draft.lines[number].words * (1 if draft.kind(number) == K.PARAGRAPH else OTHER) for number in inside
    )
    if prose < WORDS:
        draft.likely = [0.0] * len(draft.lines)
        return
    if len(inside) >= MOST_OF_PAGE * len(draft.lines) and _closes(draft, inside[-1] + 1):
        inside.append(inside[-1] + 1)
        draft.likely[inside[-1]] = LET_IN
    _settle(draft, inside)


def widen(draft: Draft) -> None:
    """Take in what is rather likely below the beginning of the article in plain text, now that its headline is known.

    Of pages that the model has not seen it knows too little to be as sure as it is. What stands in a list or a box has
    gone the way of most of it.
    """
    core = draft.core
    if not core or draft.is_marked_up():
        return
    together = frozenset(number for run in runs.apart(draft) for number in run)
    for number in range(core.start, len(draft.lines)):
        likely = draft.likely[number]
        if likely < EVEN and number not in together:  # what was cut off has even odds
            draft.likely[number] = likely * ODDS / (likely * ODDS + 1 - likely)
    _let_in(draft)
    lists.cut_off(draft)
    tail.cut_off(draft)
    inside = [number for number in _inside(draft) if number >= core.start]
    if inside:
        _settle(draft, inside)


def _inside(draft: Draft) -> list[int]:
    """Return the lines of the article, without what looks like a heading at its end."""
    inside = [number for number, likely in enumerate(draft.likely) if likely > EVEN]
    while inside and _may_be_left_out(draft, inside[-1]):
        draft.likely[inside.pop()] = EVEN
    return inside


def _settle(draft: Draft, inside: Sequence[int]) -> None:
    """Set the run of the article, and the kind of those of its lines that look like something else."""
    draft.core = range(inside[0], inside[-1] + 1)
    for number in inside:
        if (
            draft.kind(number) not in OF_ARTICLE
            and not draft.weak(number)
            and draft.likely[number] >= CERTAIN
            and PLEAS.isdisjoint(draft.lines[number].marks)
        ):
            draft.set(number, K.PARAGRAPH, draft.likely[number], "stands among the lines of the article")


def _let_in(draft: Draft) -> None:
    """Let lines in that stand between two of the article, and may be headings of it."""
    possible = [number for number, likely in enumerate(draft.likely) if POSSIBLE < likely <= EVEN]
    for number in possible:
        around = draft.likely[max(0, number - 1) : number + 2 : 2]
        if len(around) == 2 and min(around) > EVEN and draft.unknown(number):
            draft.likely[number] = LET_IN


def _closes(draft: Draft, number: int) -> bool:
    """Return whether the last line of a page, right below the article, may be its last sentence, and a short one."""
    if number != len(draft.lines) - 1 or draft.is_marked_up() or draft.likely[number] <= POSSIBLE:
        return False
    line = draft.lines[number]
    free = draft.weak(number) or draft.kind(number) == K.PARAGRAPH
    return free and line.ends_sentence and not line.text.endswith(":")


def _may_be_left_out(draft: Draft, number: int) -> bool:
    """Return whether a line at the end of the article looks like a heading: none ends one, headlines follow it."""
    line = draft.lines[number]
    return (
        draft.unknown(number) and not line.ends_sentence and not line.lead and draft.likely[number] < CERTAIN
    )
