"""Where the readers' comments are: below names and times that repeat, or below a run of buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from natodocs import _comments
from natodocs._comments import Header
from natodocs._neighbours._draft import NEARBY, Draft, K

ARTICLE_BEFORE: Final = 40  # words of prose; comments with headers do not begin before
ARTICLE_BEFORE_BUTTONS: Final = 60  # words of prose; comments without headers do not begin before
BUTTONS: Final = 2  # lines of a comment section's furniture that open one without headers
LOOK_AHEAD: Final = 15  # lines within which another header lets a section go on over furniture
GAP: Final = 4  # short lines in a row that end a section
FIELD_WORDS: Final = 3  # words; a longer line is no field of a form
FURNITURE: Final = frozenset({K.NAVIGATION, K.RELATED, K.ADVERT, K.LEGAL, K.SHARE, K.TAGS, K.CONTACT})
NO_HEADERS: Final = FURNITURE | {
    K.COMMENT_UI,
    K.CREDIT,
    K.CAPTION,
    K.METADATA,
}  # nor are lines known to be these
NEVER: Final = frozenset({K.CLOCK, K.LEGAL})


def mark(draft: Draft) -> None:
    """Label the lines of comment sections."""
    number, prose = _first_possible(draft)
    below = _comments.headers(
        draft.lines[number:],
        [draft.kind(n) not in NO_HEADERS or draft.weak(n) for n in range(number, len(draft.lines))],
    )
    heads = [None] * number + below
    while number < len(draft.lines):
        if _opens(draft, heads, number, prose):
            end = _end(draft, heads, number)
            for inside in range(number, end):
                _mark_line(draft, heads[inside], inside)
            number = end
            continue
        if draft.kind(number) == K.PARAGRAPH and not draft.weak(number):
            prose += draft.lines[number].words
        number += 1


def _first_possible(draft: Draft) -> tuple[int, int]:
    """Return the first line that may open comments, and how many words of prose stand above it."""
    prose = 0
    for number, line in enumerate(draft.lines):
        if prose >= ARTICLE_BEFORE:
            return number, prose
        if draft.kind(number) == K.PARAGRAPH and not draft.weak(number):
            prose += line.words
    return len(draft.lines), prose


def mark_forms(draft: Draft) -> None:
    """Label the fields of a comment form, whatever their words mean elsewhere."""
    for number in range(1, len(draft.lines) - 1):
        if draft.kind(number) == K.COMMENT or draft.lines[number].words > FIELD_WORDS:
            continue
        if draft.kind(number - 1) == draft.kind(number + 1) == K.COMMENT_UI:
            draft.set(number, K.COMMENT_UI, 0.8, "stands in the form of a comment section")


def _mark_line(draft: Draft, head: Header | None, number: int) -> None:
    if head:
        draft.set(number, K.COMMENT, 0.9, "the header of a comment")
    elif not draft.lines[number].words:
        draft.set(number, K.COMMENT_UI, 0.7, "no words, between comments")
    elif draft.kind(number) != K.COMMENT_UI:
        draft.set(number, K.COMMENT, 0.85, "stands in a section of comments")


def _opens(draft: Draft, heads: Sequence[Header | None], number: int, prose: int) -> bool:
    head = heads[number]
    if head and prose >= ARTICLE_BEFORE and draft.kind(number) not in NEVER:
        return head.author is not None and _is_supported(draft, heads, number, head)
    if draft.kind(number) != K.PARAGRAPH or prose < ARTICLE_BEFORE_BUTTONS or number < BUTTONS:
        return False
    return all(draft.kind(number - back) == K.COMMENT_UI for back in range(1, BUTTONS + 1))


def _is_supported(draft: Draft, heads: Sequence[Header | None], number: int, head: Header) -> bool:
    """Whether what stands around a header says that it is one: bylines and lists of stories look alike."""
    words = _words_below(draft, heads, number)
    if words is None:
        return False
    after = range(number + 1, min(len(heads), number + NEARBY + 1))
    buttons = any(
        draft.kind(near) == K.COMMENT_UI for near in (*range(max(0, number - NEARBY), number), *after)
    )
    more = any((other := heads[near]) and other.author and other.posted for near in after)
    below = heads[number + 1] if number + 1 < len(heads) else None
    dated = bool(head.posted or (below and below.posted))  # "Smith said:" alone is a paragraph of some papers
    if buttons:
        return (head.says and dated) or head.strong or more
    prose = draft.kind(words) == K.PARAGRAPH  # below "Coast, 2 hours ago" a list of stories has headlines
    return prose and ((head.says and dated) or (head.strong and more))


def _words_below(draft: Draft, heads: Sequence[Header | None], number: int) -> int | None:
    """Return the line below a header that may be what was written; a list of stories has dates alone."""
    below = next((n for n in range(number, min(len(heads), number + NEARBY)) if not heads[n]), None)
    if below is None or not (draft.weak(below) or draft.kind(below) == K.PARAGRAPH):
        return None
    return below


def _end(draft: Draft, heads: Sequence[Header | None], start: int) -> int:
    """Return the line after the last one of a section."""
    end, gap = start, 0
    for number in range(start, len(draft.lines)):
        kind = draft.kind(number)
        goes_on = any(heads[number + 1 : number + LOOK_AHEAD])
        if heads[number] or kind == K.PARAGRAPH:
            end, gap = number + 1, 0
        elif kind == K.COMMENT_UI:
            end = number + 1
        elif kind in FURNITURE and not draft.weak(number):
            if not goes_on:
                return end
        else:
            gap += 1
            if gap >= GAP and not goes_on:
                return end
    return end
