"""Runs of lines that are one thing: what most of them are, or what stands around them, all of them are.

The model looks at each line with what stands around it. Of a list with bullets it may take the first line for the
article's and the others for a menu; of a box of short lines between two paragraphs, the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from natodocs._labels.draft import EVEN, LET_IN, Draft, K
from natodocs._text.characters import OF_LISTS

ITEMS: Final = 3  # lines; the fewest of a list
BOX: Final = 4  # lines; the fewest of a box
BOX_WORDS: Final = 7  # words; a longer line is none of a box


def vote(draft: Draft) -> None:
    """Let the lines of lists with bullets, and of boxes of short lines, go the way of most of them."""
    for run in _lists(draft):
        within = len(run) if _is_announced(draft, run) else sum(draft.inside(number) for number in run)
        if within * 2 == len(run):
            continue
        for number in run:
            draft.likely[number] = max(draft.likely[number], LET_IN) if within * 2 > len(run) else EVEN
    for run in _boxes(draft):
        if sum(draft.inside(number) for number in run) * 2 <= len(run):
            last = run[-1]
            for number in run:
                if number != last or draft.lines[number].ends_sentence:
                    draft.likely[number] = min(draft.likely[number], EVEN)


def apart(draft: Draft) -> Iterator[range]:
    """Yield boxes, and lists below which the article does not go on."""
    for run in _lists(draft):
        if run.stop == len(draft.lines) or not draft.inside(run.stop):
            yield run
    yield from _boxes(draft)


def _is_announced(draft: Draft, run: range) -> bool:
    """Return whether a list stands below a sentence of the article, or a colon, and above more of the article."""
    above, below = run.start - 1, run.stop
    if above < 0 or not draft.inside(above) or not draft.lines[above].ends_sentence:
        return False
    if below + 1 < len(draft.lines) and draft.unknown(below):  # a heading
        below += 1
    goes_on = below < len(draft.lines) and draft.inside(below)
    return goes_on and all(draft.weak(number) or draft.kind(number) == K.PARAGRAPH for number in run)


def _lists(draft: Draft) -> Iterator[range]:
    """Yield runs of lines with the same bullet."""
    start = 0
    for number in range(1, len(draft.lines) + 1):
        lead = draft.lines[start].lead
        if number < len(draft.lines) and lead and draft.lines[number].lead == lead:
            continue
        if number - start >= ITEMS and lead.startswith(OF_LISTS):
            yield range(start, number)
        start = number


def _boxes(draft: Draft) -> Iterator[range]:
    """Yield runs of short lines between two paragraphs of the article."""
    above: int | None = None
    for number, line in enumerate(draft.lines):
        if line.words <= BOX_WORDS:
            continue
        if draft.inside(number) and draft.kind(number) == K.PARAGRAPH:
            if above is not None and number - above > BOX:
                yield range(above + 1, number)
            above = number
        else:
            above = None
