"""Short lines that the article's own markup lets in: between its paragraphs, and below them.

By itself none looks like much, and the model takes captions and buttons for them. But they stand in what the page
marks as its text, and a paragraph of the article has the very same marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from natodocs._document.marks import Mark
from natodocs._labels.draft import EVEN, LET_IN, Draft, K
from natodocs._labels.line import OF_TEXT

SKIPPED: Final = 3  # lines with other marks that may stand between the article and a sentence that closes it
DOUBTED: Final = 0.2  # probability; of a line with less the model is sure
# Marks of what stands between the paragraphs of an article.
BOXES: Final = Mark.all_of(
    "embed figure caption credit advert newsletter paywall related aside share card teaser"
)
# What a line that is prose for its length alone has to stand in.
WRAPPED: Final = Mark.all_of("p li blockquote body")
IN_PROSE: Final = Mark.all_of("prose paragraphs")  # a short part of the text may stand beside its densest
# What no line of the article stands in, or one whose place says nothing of others.
NEVER: Final = Mark.all_of(
    "link button form figure caption credit embed aside sidebar teaser related card comments comment comment-text"
)


def close(draft: Draft) -> None:
    """Let short lines in that have the marks of paragraphs of the article."""
    inside = [number for number, likely in enumerate(draft.likely) if likely > EVEN]
    if not inside:
        return
    own = {draft.lines[number].marks for number in inside if draft.kind(number) == K.PARAGRAPH}
    own = {marks - IN_PROSE for marks in own if not OF_TEXT.isdisjoint(marks) and NEVER.isdisjoint(marks)}
    announced = False
    for number in range(inside[0], inside[-1]):
        line = draft.lines[number]
        if draft.likely[number] <= EVEN:
            listed = announced and _is_item(draft, number)
            if not listed and not (_fits(draft, number) and _is_alike(line.marks, own)):
                announced = False
                continue
            draft.likely[number] = LET_IN
        announced = line.text.endswith(":") or (announced and Mark.LI in line.marks)
    for number in _below(draft, inside[-1], own):
        draft.likely[number] = LET_IN


def _is_alike(marks: frozenset[Mark], own: Set[frozenset[Mark]]) -> bool:
    return not OF_TEXT.isdisjoint(marks) and marks - IN_PROSE in own


def _is_item(draft: Draft, number: int) -> bool:
    """Return whether a line is an item of a list in the text, which a line of the article above announces."""
    marks, kind = draft.lines[number].marks, draft.kind(number)
    in_text = Mark.LI in marks and not OF_TEXT.isdisjoint(marks) and NEVER.isdisjoint(marks)
    return in_text and (draft.weak(number) or kind == K.PARAGRAPH)


def _below(draft: Draft, last: int, own: Set[frozenset[Mark]]) -> Iterator[int]:
    """Yield the sentences below the last line that have its marks or, behind a box, those of the article."""
    marks, skipped = draft.lines[last].marks, 0
    for number in range(last + 1, len(draft.lines)):
        here = draft.lines[number].marks
        if OF_TEXT.isdisjoint(here) or (Mark.PROSE in marks and Mark.PROSE not in here):
            return
        if here - IN_PROSE in own or (not skipped and here == marks):
            if Mark.LINK in here or not _may_close(draft, number):
                return
            yield number
            marks, skipped = here, 0
        elif BOXES.isdisjoint(here) or skipped == SKIPPED:
            return
        else:
            skipped += 1


def _may_close(draft: Draft, number: int) -> bool:
    """Return whether a line is a sentence, and nothing else for sure."""
    line = draft.lines[number]
    sentence = line.ends_sentence and not line.text.endswith(":")
    return sentence and (draft.weak(number) or draft.kind(number) == K.PARAGRAPH)


def _fits(draft: Draft, number: int) -> bool:
    """Return whether a line between two of the article may be of it, for all that it says itself."""
    line = draft.lines[number]
    if draft.likely[number] <= DOUBTED:
        return False
    if draft.weak(number) and line.ends_sentence:
        return True
    whole = line.ends_sentence or Mark.LI in line.marks
    return whole and draft.kind(number) == K.PARAGRAPH and not WRAPPED.isdisjoint(line.marks)
