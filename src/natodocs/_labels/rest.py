"""The lines that are left: headings inside the article; bios, lists of other stories and of terms beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from natodocs._entities import bio
from natodocs._fields import wire
from natodocs._fields.bylines import printed
from natodocs._labels.blocks import BODY
from natodocs._labels.draft import EVEN, HEADING_WORDS, Draft, K
from natodocs._labels.line import WEAK, Label
from natodocs._text.characters import OF_LISTS
from natodocs._text.lines import Line

LONGEST_NAME: Final = 200  # characters of a name and what follows it
NAME_WORDS: Final = 4  # words; a longer line is no name
STORY_WORDS: Final = 3  # words; a shorter line below the heading of a list may be a menu word
LONGEST_LIST: Final = 25  # lines; what is further below stands in no list
BIO_BELOW: Final = 15  # lines below the article, among which the author's name may stand alone
BIO_LINES: Final = 3  # lines below it that say who that is
CLOSING_WORDS: Final = 8  # words; the least of a paragraph that an agency closes
LAST: Final = 3  # paragraphs at the end of an article, of which one may say who wrote it
KEPT: Final = frozenset({K.TITLE, K.HEADING, K.DECK})
# The confidences are set by hand, and rank what decided; `calibration` turns them into shares that were counted.
STORY: Final = Label(K.RELATED, 0.7, "stands in a list of other stories")
BIO: Final = Label(K.BIO, 0.8, "a last paragraph that says who the author is")
OF_AUTHOR: Final = Label(K.BIO, 0.7, "stands below the name of the author")
BIO_NAME: Final = Label(K.BIO, 0.7, "the name above the sentence on the author")
CLOSED: Final = Label(K.PARAGRAPH, 0.7, "the last paragraph, closed by its agency")
TERMS: Final = Label(K.TAGS, 0.7, "a list of short terms beside the article")
HEADING: Final = 0.8  # the most for a short line above a paragraph
NO_HEADING: Final = (".", ",", ";", "…")
TAG_WORDS: Final = 3.5  # words; the most that the items of a list of keywords have on average
LIST_OF_TERMS: Final = regex.compile(r"[^,.;:!?\n]{2,40}+(?:,\s[^,.;:!?\n]{2,40}+){2,60}+,?")


def mark_bio(draft: Draft) -> None:
    """Label a last paragraph that says who the author is, and the name above such a sentence."""
    last = [
        number
        for number in range(max(draft.core.start, draft.core.stop - LAST), draft.core.stop)
        if draft.kind(number) == K.PARAGRAPH and bio.verbs().search(draft.lines[number].text, 0, LONGEST_NAME)
    ]
    begins = {draft.lines[number].text.split(None, 1)[0].casefold() for number in last}
    bylines = [number for number, label in enumerate(draft.labels) if label.kind is K.BYLINE] if last else []
    names = [name for number in bylines for name in _authors(draft.lines[number].text, begins)]
    for number in last:
        if any(_is_about(draft.lines[number].text, name) for name in names):
            draft.labels[number] = BIO
    _mark_named(draft)
    for number in [number for number, label in enumerate(draft.labels) if number and label.kind is K.BIO]:
        above = number - 1
        if draft.unknown(above) and draft.lines[above].words <= NAME_WORDS:
            draft.labels[above] = BIO_NAME


def _mark_named(draft: Draft) -> None:
    """Label the name of an author that stands alone below the article, and what is said of its bearer below it."""
    if not draft.core:
        return
    names = {
        _key(author.name)
        for number, label in enumerate(draft.labels[: draft.core.stop])
        if label.kind is K.BYLINE and (found := printed.parse(draft.lines[number].text))
        for author in found.authors
        if " " in author.name
    }
    below = range(draft.core.stop, min(len(draft.lines), draft.core.stop + BIO_BELOW)) if names else range(0)
    for number in below:
        line = draft.lines[number]
        free = line.blank_before and (draft.weak(number) or draft.kind(number) == K.BYLINE)
        if not free or line.words > NAME_WORDS or _key(line.text) not in names:
            continue
        draft.labels[number] = BIO_NAME
        for beside in range(number + 1, min(len(draft.lines), number + 1 + BIO_LINES)):
            if draft.lines[beside].blank_before or not (draft.weak(beside) or draft.kind(beside) in BODY):
                break
            draft.labels[beside] = OF_AUTHOR


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def mark_closing(draft: Draft) -> None:
    """Label the last paragraph of a wire story, which ends with the agency as captions do."""
    end = draft.core.stop
    for number in (end - 1, end) if draft.core else ():
        caption = draft.kind(number) == K.CAPTION and draft.lines[number].words >= CLOSING_WORDS
        if caption and wire.closes(draft.lines[number].text):
            draft.labels[number] = CLOSED
            draft.likely[number] = CLOSED.confidence
            draft.core = range(draft.core.start, number + 1)


def mark_lists(draft: Draft) -> None:
    """Label the lines below the heading of a list of other stories, up to a line that is known to be no story."""
    below = 0
    for number, (line, label, likely) in enumerate(zip(draft.lines, draft.labels, draft.likely, strict=True)):
        weak = label.confidence <= WEAK
        if likely > EVEN:
            below = 0
        elif label.kind is K.RELATED and not weak and line.words <= HEADING_WORDS:
            below = LONGEST_LIST
        elif below and weak:
            below -= 1
            if label.kind is K.NAVIGATION and line.words >= STORY_WORDS:
                draft.labels[number] = STORY
        elif label.kind not in (K.DATE, K.BYLINE):
            below = 0


def mark_inside(draft: Draft) -> None:
    """Label the lines of the article: headings stand alone above a paragraph, all else is one."""
    for number in draft.core:
        if not draft.inside(number) or draft.kind(number) in KEPT:
            continue
        likely = draft.likely[number]
        if draft.kind(number) != K.PARAGRAPH and not draft.weak(number):
            continue
        if draft.kind(number) == K.PARAGRAPH:
            draft.set(number, K.PARAGRAPH, likely, draft.labels[number].reason)
        elif _is_heading(draft, number):
            draft.set(
                number, K.HEADING, min(likely, HEADING), "a short line above a paragraph of the article"
            )
        else:
            draft.set(number, K.PARAGRAPH, likely, "stands among the lines of the article")


def _is_heading(draft: Draft, number: int) -> bool:
    line, following = draft.lines[number], number + 1
    if line.words > HEADING_WORDS or line.lead.startswith(OF_LISTS) or line.text.endswith(NO_HEADING):
        return False
    return (
        following in draft.core
        and draft.inside(following)
        and (draft.kind(following) == K.PARAGRAPH or draft.lines[following].words > HEADING_WORDS)
        and draft.kind(number - 1) != K.HEADING
    )


def _authors(text: str, begins: Iterable[str]) -> Sequence[str]:
    """Return the authors of a byline, if it has one of the words that a paragraph on them begins with."""
    found = printed.parse(text) if any(map(text.casefold().__contains__, begins)) else None
    return [author.name for author in found.authors if " " in author.name] if found else ()


def _is_about(text: str, name: str) -> bool:
    """Return whether a paragraph begins with a name and what its bearer is or does."""
    return text.startswith(name) and bio.verbs().match(text, len(name)) is not None


def mark_terms(draft: Draft) -> None:
    """Label a line outside the article that is a list of short terms with commas."""
    for number, (line, label, likely) in enumerate(zip(draft.lines, draft.labels, draft.likely, strict=True)):
        free = label.confidence <= WEAK or label.kind in BODY
        if free and "," in line.text and likely <= EVEN and label.kind != K.DECK and _is_list_of_terms(line):
            draft.labels[number] = TERMS


def _is_list_of_terms(line: Line) -> bool:
    items = line.text.count(",") + 1
    return items >= 3 and line.words <= TAG_WORDS * items and LIST_OF_TERMS.fullmatch(line.text) is not None
