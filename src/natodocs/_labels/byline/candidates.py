"""The lines that may name the authors, before their clues are weighed."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from natodocs._document.marks import Mark
from natodocs._entities import people
from natodocs._fields.bylines import cues, in_place
from natodocs._fields.bylines import line as byline_line
from natodocs._fields.bylines.in_place import Placed
from natodocs._fields.bylines.reading import BylineLine
from natodocs._labels.draft import Draft, K
from natodocs._text.lines import REMEMBERED, SHORT

ABOVE, BELOW = 6, 20  # lines above and below the headline
BEFORE, INTO = 12, 8  # lines above the article, and of it
LAST, AFTER = 4, 12  # lines at the end of the article, and below it
MOST_WORDS: Final = 30  # words; a longer line is prose
NAMES_WORDS: Final = 14  # words of a caption that may be a byline
LONGEST_NAME: Final = 60  # characters
MOST_BYLINES: Final = 30  # lines that read as bylines, of menus and lists of stories too
SURE: Final = 0.8  # confidence; a line of another kind that is so sure is that
READ: Final = frozenset({K.BYLINE, K.DATE, K.METADATA, K.BIO, K.CREDIT})  # kinds that may name authors
READERS: Final = frozenset({K.COMMENT, K.COMMENT_UI})
# Marks of what somebody else has written, whose name stands beside it; below an article alone, since a thread is one.
OF_READERS: Final = Mark.all_of("comments comment comment-author comment-date comment-text")


def where(draft: Draft) -> list[int]:
    """Return the lines near the headline and the ends of the article, and those that read as bylines anywhere."""
    core, title = draft.core, draft.title
    ranges = [range(0)]
    if title is not None:
        ranges.append(range(title - ABOVE, title + BELOW))
    if core:
        ranges += [range(core.start - BEFORE, core.start + INTO), range(core.stop - LAST, core.stop + AFTER)]
    near = {number for some in ranges for number in some if 0 <= number < len(draft.lines)}
    near.update([n for n, label in enumerate(draft.labels) if label.kind is K.BYLINE][:MOST_BYLINES])
    return sorted(near - {title})


def first_list(draft: Draft) -> int:
    """Return where a list of other stories is headed below the article: names in it are of their authors."""
    below = range(draft.core.stop, len(draft.lines)) if draft.core else range(0)
    headed = (n for n in below if draft.kind(n) == K.RELATED and not draft.weak(n))
    return next(headed, len(draft.lines))


def below_cue(draft: Draft, number: int) -> bool:
    """Return whether a cue stands alone on the line above."""
    return number > 0 and cues.is_one(draft.lines[number - 1].text)


def may_be(draft: Draft, number: int) -> bool:
    """Return whether a line may name the authors, for what is known of it."""
    line, label = draft.lines[number], draft.labels[number]
    if line.marks and _is_of_others(draft, number):
        return False
    if label.kind is K.BYLINE:
        return True
    if number >= draft.core.stop and draft.kind(number + 1) == K.BIO:
        return False  # the name above a bio belongs to it
    if line.words > MOST_WORDS or not line.text:
        return False
    if label.kind in READ or label.confidence < SURE:
        return True
    if label.kind in READERS:
        return below_cue(draft, number) and has_role_below(draft, number)
    if label.kind == K.CAPTION:  # "Text: Ada Lund, Photos: Per Moe"
        return line.words <= NAMES_WORDS and BylineLine(line.text).has_cue
    desk = draft.kind(number + 1) == K.DATE and byline_line.is_desk(line.text.split()[-1:])
    menu = label.kind == K.NAVIGATION and (desk or is_dated(line.text))
    return menu or below_cue(draft, number)


def _is_of_others(draft: Draft, number: int) -> bool:
    """Return whether markup says that a line belongs to an embedded post, or to readers below the article."""
    line = draft.lines[number]
    if Mark.EMBED in line.marks:
        return True
    below = 0 < draft.core.stop <= number and not OF_READERS.isdisjoint(line.marks)
    return below and not BylineLine(line.text).has_cue


def has_role_below(draft: Draft, number: int) -> bool:
    """Return whether the line below says what somebody is: "Harbour correspondent"."""
    below = draft.lines[number + 1].text if number + 1 < len(draft.lines) else ""
    return len(below) <= LONGEST_NAME and people.is_role(below)


def read(draft: Draft, number: int) -> Placed | None:
    """Read the names of a line."""
    text, cued = draft.lines[number].text, below_cue(draft, number)
    return _remembered(text, cued) if len(text) <= SHORT else in_place.read(BylineLine(text), below_cue=cued)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str, below_cue: bool) -> Placed | None:
    """Remember the names of a short line: sections and agencies come again on every page of their site."""
    return in_place.read(BylineLine(text), below_cue=below_cue)


@lru_cache(maxsize=REMEMBERED)
def is_dated(text: str) -> bool:
    """Return whether a line says a day, or how long ago something was."""
    return BylineLine(text).is_dated
