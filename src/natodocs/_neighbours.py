"""The kinds of all lines -> better kinds: the table of revisions, each of which reads the lines in order once.

A line alone says little: "Related", a name, a sentence of ten words. What stands around it says more. Each revision
takes the labels of the one before; `REVISIONS` is their order, and its `why` goes into the reason of a label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import regex
from attrs import define, field, frozen

from natodocs import _comments
from natodocs._labels import WEAK, Label
from natodocs._lines import Line
from natodocs._rules import Rules
from natodocs._source import Metadata
from natodocs._types import BlockKind

K = BlockKind


@define
class Draft:
    """The lines of a page with the labels that they have so far."""

    lines: Sequence[Line]
    labels: list[Label]
    rules: Rules
    metadata: Metadata
    core: range = range(0)
    """Which lines the article runs over, its title and byline aside."""
    title: int | None = None
    """Which line is the headline."""
    keys: list[str] = field(factory=list)
    """The letters of each line, for telling what is printed twice."""

    def kind(self, number: int) -> BlockKind | None:
        """Return the kind of a line; `None` beyond the page."""
        return self.labels[number].kind if 0 <= number < len(self.labels) else None

    def weak(self, number: int) -> bool:
        """Whether a line may still become anything."""
        return self.labels[number].confidence <= WEAK

    def set(self, number: int, kind: BlockKind, confidence: float, reason: str) -> None:
        """Give a line a label."""
        self.labels[number] = Label(kind, confidence, reason)


def revise(lines: Sequence[Line], labels: Sequence[Label], rules: Rules, metadata: Metadata) -> list[Label]:
    """Return the labels that the lines have among their neighbours."""
    draft = Draft(lines, list(labels), rules, metadata, keys=[_key(line) for line in lines])
    for row in REVISIONS:
        row.apply(draft)
    return draft.labels


NOT_LETTERS: Final = regex.compile(r"[\W_]++")


def _key(line: Line) -> str:
    return NOT_LETTERS.sub("", line.text[:300].casefold())


# --- comments ----------------------------------------------------------------------------------------

ARTICLE_BEFORE: Final = 40  # words of prose; comments with headers do not begin before
ARTICLE_BEFORE_BUTTONS: Final = 100  # words of prose; comments without headers do not begin before
BUTTONS: Final = 2  # lines of a comment section's furniture that open one without headers
NEARBY: Final = 8  # lines within which a second sign of comments must stand
LOOK_AHEAD: Final = 15  # lines within which another header lets a section go on over furniture
GAP: Final = 4  # short lines in a row that end a section
FURNITURE: Final = frozenset({K.NAVIGATION, K.RELATED, K.ADVERT, K.LEGAL, K.SHARE, K.TAGS, K.CONTACT})


def _mark_comments(draft: Draft) -> None:
    heads = _comments.headers(draft.lines)
    number, count = 0, len(draft.lines)
    prose = 0
    while number < count:
        if _opens_comments(draft, heads, number, prose):
            end = _end_of_comments(draft, heads, number)
            for inside in range(number, end):
                _mark_comment_line(draft, heads[inside], inside)
            number = end
            continue
        if draft.kind(number) == K.PARAGRAPH and not draft.weak(number):
            prose += draft.lines[number].words
        number += 1


def _mark_comment_line(draft: Draft, head: _comments.Header | None, number: int) -> None:
    if head:
        draft.set(number, K.COMMENT, 0.9, "the header of a comment")
    elif draft.kind(number) != K.COMMENT_UI:
        draft.set(number, K.COMMENT, 0.85, "stands in a section of comments")


def _opens_comments(draft: Draft, heads: Sequence[_comments.Header | None], number: int, prose: int) -> bool:
    head = heads[number]
    near = range(number + 1, min(len(heads), number + NEARBY + 1))
    if head and prose >= ARTICLE_BEFORE and draft.kind(number) not in (K.CLOCK, K.LEGAL):
        before = range(max(0, number - NEARBY), number)
        buttons = any(draft.kind(other) == K.COMMENT_UI for other in (*before, *near))
        more = any((other := heads[ahead]) and other.strong for ahead in near)
        opens = head.author is not None and _has_words(draft, heads, number)
        return opens and (head.says or (head.strong and (buttons or more)) or (buttons and more))
    if draft.kind(number) == K.PARAGRAPH and prose >= ARTICLE_BEFORE_BUTTONS:
        run = 0
        while number - run - 1 >= 0 and draft.kind(number - run - 1) == K.COMMENT_UI:
            run += 1
        return run >= BUTTONS
    return False


def _has_words(draft: Draft, heads: Sequence[_comments.Header | None], number: int) -> bool:
    """Whether what stands below a header may be what was written: a headline list has dates and no words below them."""
    while number < len(heads) and heads[number]:
        number += 1
    return number < len(heads) and (draft.weak(number) or draft.kind(number) == K.PARAGRAPH)


def _end_of_comments(draft: Draft, heads: Sequence[_comments.Header | None], start: int) -> int:
    end, gap = start, 0
    for number in range(start, len(draft.lines)):
        kind = draft.kind(number)
        if heads[number] or kind == K.PARAGRAPH:
            end, gap = number + 1, 0
        elif kind == K.COMMENT_UI:
            end = number + 1
        elif kind in FURNITURE and not draft.weak(number):
            if not any(heads[number + 1 : number + LOOK_AHEAD]):
                return end
        else:
            gap += 1
            if gap >= GAP and not any(heads[number + 1 : number + LOOK_AHEAD]):
                return end
    return end


# --- the article -------------------------------------------------------------------------------------

MOST: Final = 50  # words; a longer paragraph is no better sign of an article
# What a line of a kind adds to a run of lines that is to be the article, in words of prose.
WORTH: Final = {
    K.NAVIGATION: -8.0,
    K.RELATED: -12.0,
    K.COMMENT: -80.0,
    K.COMMENT_UI: -12.0,
    K.LEGAL: -30.0,
    K.CONTACT: -12.0,
    K.BIO: -12.0,
    K.TAGS: -10.0,
    K.ADVERT: -3.0,
    K.SHARE: -4.0,
    K.DATE: -3.0,
    K.BYLINE: -3.0,
    K.CLOCK: -4.0,
    K.METADATA: -4.0,
    K.CAPTION: -1.0,
    K.CREDIT: -1.0,
    K.OTHER: -2.0,
    K.HEADING: -1.0,
    K.DECK: 5.0,
    K.TITLE: -2.0,
}
UNKNOWN: Final = -5.0  # of a short line of which nothing is known


def _worth(draft: Draft, number: int) -> float:
    label, line = draft.labels[number], draft.lines[number]
    if label.kind == K.PARAGRAPH:
        return min(line.words, MOST) * label.confidence if label.confidence > WEAK else 1.0
    return UNKNOWN if label.confidence <= WEAK else WORTH[label.kind]


def _find_core(draft: Draft) -> None:
    """Find the run of lines that is worth most (the maximum subarray, by Kadane's scan)."""
    best, best_range, total, start = 0.0, range(0), 0.0, 0
    for number in range(len(draft.lines)):
        if total <= 0:
            total, start = 0.0, number
        total += _worth(draft, number)
        if total > best:
            best, best_range = total, range(start, number + 1)
    draft.core = best_range


# --- the title ---------------------------------------------------------------------------------------

ABOVE: Final = 40  # lines above the article among which the title is looked for
SAME_WORDS: Final = 0.6  # share of the words of a headline that the page's first line repeats
DATED: Final = regex.compile(r"\b(?:19|20)\d\d\b|(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)")
QUOTES: Final = "\"'“”„«»‘’‚"
NEVER_TITLE_END: Final = (".", ":", ",", ";", "…", "...")


def _find_title(draft: Draft) -> None:
    first = draft.core.start if draft.core else len(draft.lines)
    candidates = [number for number in range(max(0, first - ABOVE), first) if _may_be_title(draft, number)]
    if draft.core and _may_be_title(draft, first):
        candidates.append(first)
    if not candidates or not draft.core:
        return
    scores = {number: _title_score(draft, number, candidates) for number in candidates}
    best = max(candidates, key=lambda number: (scores[number], number))
    if scores[best] < 0:
        return
    draft.title = best
    draft.set(best, K.TITLE, 0.85, "the headline above the article")
    words = _words(draft.lines[best])
    for number in range(first):
        line = draft.lines[number]
        if number == best or draft.kind(number) in (K.CLOCK, K.BYLINE, K.DATE):
            continue
        if draft.keys[number] == draft.keys[best]:
            draft.set(number, K.TITLE, 0.85, "the headline, printed again")
        elif (
            number == 0
            and len(words) >= 3
            and len(words & _words(line)) >= 0.8 * len(words)
            and line.words < 40
        ):
            draft.set(number, K.TITLE, 0.8, "the headline with the name of the site")


def _may_be_title(draft: Draft, number: int) -> bool:
    line, label = draft.lines[number], draft.labels[number]
    if "h1" in line.marks:
        return line.words <= 40
    if not 2 <= line.words <= 35 or (label.confidence > WEAK and label.kind not in (K.PARAGRAPH, K.TITLE)):
        return False
    return not line.lead.strip().startswith(("•", "*", "-", ">")) and not line.text.endswith(NEVER_TITLE_END)


def _title_score(draft: Draft, number: int, candidates: Sequence[int]) -> float:
    line = draft.lines[number]
    score = 2.0 if 4 <= line.words <= 18 else 0.5 if line.words <= 25 else -1.0
    if line.words < 3:
        score -= 2.0
    if number == next((n for n in range(number + 1) if draft.kind(n) != K.CLOCK), None):
        score += 1.0
    score -= 0.4 * min(8, sum(other > number for other in candidates))
    twin = any(
        draft.keys[other] == draft.keys[number]
        for other in (number - 1, number + 1)
        if 0 <= other < len(draft.keys)
    )
    rivals = any(draft.keys[other] != draft.keys[number] for other in candidates)
    if twin:
        score += -2.5 if rivals else 1.0
    if line.text[0] in QUOTES and line.text[-1] in QUOTES:
        score -= 1.5
    opening = _words(draft.lines[0])
    words = _words(line)
    key = draft.keys[number]
    above = draft.keys[max(0, number - ABOVE) : number]
    if len(words) >= 4 and any(
        len(key) < len(other) and (other.startswith(key) or other.endswith(key)) for other in above
    ):
        score += 2.0
    if number > 0 and len(words) >= 3 and len(words & opening) >= SAME_WORDS * len(words):
        score += 3.0
    if DATED.search(line.text):
        score -= 2.0 if line.words >= 12 or line.text[:1].isdigit() else 0.5
    if draft.metadata.title and words and words == set(WORD.findall(draft.metadata.title.casefold())):
        score += 4.0
    score += 4.0 * ("h1" in line.marks) + 2.0 * ("headline" in line.marks) + 0.5 * ("heading" in line.marks)
    return score


WORD: Final = regex.compile(r"\w+")


def _words(line: Line) -> set[str]:
    return set(WORD.findall(line.text[:400].casefold()))


# --- around the title --------------------------------------------------------------------------------

CAPTION_WORDS: Final = 10  # words; a line without an end that is longer is no heading


def _mark_twins(draft: Draft) -> None:
    """A line printed twice in a row beside the article is a picture's alternative text and its caption."""
    for number in range(len(draft.lines) - 1):
        if (
            draft.keys[number]
            and draft.keys[number] == draft.keys[number + 1]
            and draft.kind(number) != K.TITLE
        ):
            for twin in (number, number + 1):
                if draft.weak(twin) or draft.kind(twin) in (K.PARAGRAPH, K.CAPTION):
                    if draft.lines[twin].words >= 3:
                        draft.set(twin, K.CAPTION, 0.75, "printed twice in a row, as captions are")


def _mark_captions(draft: Draft) -> None:
    for number, label in enumerate(draft.labels):
        near_title = draft.title is not None and abs(number - draft.title) <= NEARBY
        near = near_title or number in draft.core
        if (
            near
            and label.kind == K.CREDIT
            and number
            and draft.weak(number - 1)
            and draft.lines[number - 1].words >= 4
        ):
            if draft.kind(number - 1) in (K.NAVIGATION, K.PARAGRAPH):
                draft.set(number - 1, K.CAPTION, 0.7, "stands above the credit of a picture")
        if draft.weak(number) and label.kind == K.NAVIGATION and draft.lines[number].words >= CAPTION_WORDS:
            if near and not draft.lines[number].lead:
                draft.set(number, K.CAPTION, 0.6, "a long line without an end, beside the article")


def _mark_deck(draft: Draft) -> None:
    """What stands between the headline and the byline, and is no furniture, sums the article up."""
    if draft.title is None:
        return
    for number in range(draft.title + 1, min(len(draft.lines), draft.title + NEARBY)):
        if draft.kind(number) in (K.BYLINE, K.DATE):
            for between in range(draft.title + 1, number):
                label, line = draft.labels[between], draft.lines[between]
                if line.words >= 6 and (
                    label.kind == K.PARAGRAPH or (label.kind == K.NAVIGATION and draft.weak(between))
                ):
                    draft.set(between, K.DECK, 0.7, "stands between the headline and the byline")
            return
        if draft.kind(number) == K.PARAGRAPH and number > draft.title + 2:
            return


def _mark_below_byline(draft: Draft) -> None:
    for number in range(1, len(draft.lines)):
        above = draft.kind(number - 1) in (K.BYLINE, K.DATE)
        if (
            above
            and draft.weak(number)
            and draft.kind(number) == K.NAVIGATION
            and draft.lines[number].words >= 2
        ):
            if not draft.core or number < draft.core.start + 1:
                draft.set(number, K.METADATA, 0.5 + 0.1, "stands below the byline or the date")


# --- inside and outside the article ------------------------------------------------------------------

HEADING_WORDS: Final = 14  # words; a longer line between two paragraphs is no heading


def _mark_inside(draft: Draft) -> None:
    for first, last in _runs(draft, draft.core):
        alone = last - first == 1
        bullets = all(draft.lines[number].lead for number in range(first, last))
        for number in range(first, last):
            line = draft.lines[number]
            if draft.kind(number) == K.PARAGRAPH:
                draft.set(number, K.PARAGRAPH, 0.75, "a short sentence inside the article")
            elif draft.kind(number) != K.NAVIGATION:
                continue
            elif alone and line.words <= HEADING_WORDS and draft.kind(last) == K.PARAGRAPH:
                draft.set(number, K.HEADING, 0.7, "a short line above a paragraph of the article")
            elif bullets and not alone:
                draft.set(number, K.PARAGRAPH, 0.55, "an item of a list inside the article")
            elif line.words >= 4:
                draft.set(number, K.RELATED, 0.55, "one of several short lines inside the article")


def _runs(draft: Draft, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first of each run of weak lines, and the line after its last."""
    first = last = -1
    for number in numbers:
        if not draft.weak(number):
            continue
        if number != last:
            if first >= 0:
                yield first, last
            first = number
        last = number + 1
    if first >= 0:
        yield first, last


HEADLINE_WORDS: Final = 4  # words; a shorter line is a menu word
LIST_OF_WORDS: Final = regex.compile(r"[^,.;:!?\n]{2,40}(?:,\s[^,.;:!?\n]{2,40}){2,60},?")
TAG_WORDS: Final = 3.5  # words; the most that the items of a list of keywords have on average


def _mark_outside(draft: Draft) -> None:
    after = draft.core.stop if draft.core else 0
    for number, line in enumerate(draft.lines):
        if number in draft.core or not (draft.weak(number) or draft.kind(number) == K.PARAGRAPH):
            continue
        kind = draft.kind(number)
        if _is_tag_list(line):
            draft.set(number, K.TAGS, 0.7, "a list of short terms beside the article")
        elif kind == K.PARAGRAPH and draft.core:
            _mark_stray_prose(draft, number)
        elif kind == K.NAVIGATION:
            if number >= after and line.words >= HEADLINE_WORDS and not line.ends_sentence:
                draft.set(number, K.RELATED, 0.6, "a headline below the article")
            elif line.words >= HEADLINE_WORDS + 2:
                draft.set(number, K.RELATED, 0.5, "a headline outside the article")
            else:
                draft.set(number, K.NAVIGATION, 0.6, "a short line outside the article")


def _is_tag_list(line: Line) -> bool:
    items = line.text.count(",") + 1
    return items >= 3 and line.words <= TAG_WORDS * items and LIST_OF_WORDS.fullmatch(line.text) is not None


def _mark_stray_prose(draft: Draft, number: int) -> None:
    before, following = draft.kind(number - 1), draft.kind(number + 1)
    for kind in (K.LEGAL, K.ADVERT, K.CONTACT):
        if kind in (before, following):
            draft.set(number, kind, 0.55, f"stands beside {kind} lines, outside the article")
            return
    draft.set(number, K.RELATED, 0.5, "sentences outside the article")


def _mark_bio(draft: Draft) -> None:
    """The name above the sentence on the author belongs to it."""
    for number in range(1, len(draft.lines)):
        if (
            draft.kind(number) == K.BIO
            and draft.kind(number - 1) == K.NAVIGATION
            and draft.lines[number - 1].words <= 4
        ):
            if draft.weak(number - 1):
                draft.set(number - 1, K.BIO, 0.7, "the name above the sentence on the author")


def _mark_forms(draft: Draft) -> None:
    """A field between two lines of a comment form is a part of it, whatever its word means elsewhere."""
    for number in range(1, len(draft.lines) - 1):
        if (
            draft.kind(number - 1) == draft.kind(number + 1) == K.COMMENT_UI
            and draft.lines[number].words <= 3
        ):
            if draft.kind(number) != K.COMMENT:
                draft.set(number, K.COMMENT_UI, 0.8, "stands in the form of a comment section")


@frozen
class Revision:
    """A row of the table."""

    apply: Callable[[Draft], None]
    why: str


REVISIONS: Final = (
    Revision(
        _mark_comments,
        why="names and times that repeat are a comment section, and what they head is comments",
    ),
    Revision(_find_core, why="the article is the run of lines with the most prose"),
    Revision(_find_title, why="the headline stands above the article, and often twice"),
    Revision(_mark_twins, why="a line printed twice in a row is a caption"),
    Revision(_mark_deck, why="what stands between headline and byline is the deck"),
    Revision(_mark_captions, why="a credit has a caption above it"),
    Revision(_mark_below_byline, why="what stands below the byline says more of the article"),
    Revision(_mark_bio, why="a name above a bio belongs to it"),
    Revision(_mark_forms, why="a field of a comment form belongs to it"),
    Revision(_mark_inside, why="a short line inside the article is a heading, several are other stories"),
    Revision(_mark_outside, why="short lines outside the article are menus and other stories"),
)
