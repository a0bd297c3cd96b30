"""Where the readers' comments are: the run of lines below the article that looks most like them.

Each line has a score (`features`), and a section is the run of lines whose scores together are worth more than it
costs to begin and to end one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum
from typing import Final

from attrs import evolve

from natodocs._document.marks import NO_MARKS, Mark
from natodocs._fields.comments import headers as comment_headers
from natodocs._fields.comments.headers import Header
from natodocs._labels import line as label_line
from natodocs._labels import markup
from natodocs._labels.comments import features, look, viterbi
from natodocs._labels.comments import voice as comment_voice
from natodocs._labels.comments.feature_names import FEATURES
from natodocs._labels.comments.look import Look
from natodocs._labels.draft import Draft, K
from natodocs._text.keys import phrase_key
from natodocs._text.lines import Line
from natodocs._weights import load

ARTICLE_BEFORE: Final = 40  # words of prose; comments do not begin before
MARKED_BEFORE: Final = 12  # the same where the markup says that the text of the article ends there
FIELD_WORDS: Final = 3  # words; a longer line is no field of a form
COMMENTS: Final = Mark.all_of("comments comment-ui")
# Why a line is what it is that has no other mark of them; forms and buttons, where no two headers stand among them.
AMONG: Final = markup.reason(Mark.all_of("comments"))
BUTTONS: Final = markup.reason(Mark.all_of("comment-ui"))
NAMED_SO: Final = 2.0  # what such a line scores more
CERTAIN: Final = 100.0  # the score of a line of which the markup of the page says what it is
SIGNED: Final = Mark.all_of("comment-author account")  # the marks of a reader's name
IN_ARTICLE: Final = Mark.all_of("body article")  # the marks of what holds the article
IN_TEXT: Final = Mark.all_of(
    "body prose"
)  # and its text: many papers have the comments in the same <article>
# Looks of lines that are headers.
HEADS: Final = frozenset({Look.SAYS, Look.STRONG, Look.TIME, Look.NAMED, Look.CLOCK})
OPENERS: Final = frozenset({Look.COUNT, Look.BUTTON})  # looks of lines below which a comment begins
# What a section costs beyond what was learned, and what staying in one brings where comments may be all that is left.
WARY, EAGER = 1.5, 0.37
NAMED: Final = (
    0.7  # names for each line that is said there, and sentences for each name, where no header is known
)
MOST_OTHERS: Final = 1  # lines there that look like no part of comments
# Looks of lines that may stand above a header.
BESIDE: Final = frozenset({Look.NAME, Look.NUMBER, Look.SHORT})
LONG: Final = 200  # words; below one header stands an article, if far less stands below the others
LONG_PARAGRAPHS: Final = 4  # paragraphs of such a text
MUCH_LONGER: Final = 4  # times what usually stands below a header
CLOSERS: Final = HEADS | OPENERS  # looks of lines above which a comment ends
REPEATED: Final = 3  # comments below which a line comes again
MEMBERS: Final = 2  # headers of a template that are in a section
FURTHEST: Final = (
    8  # lines; comments of a template that are so far apart are of one section, however near the others are
)
WRITABLE: Final = look.SAYS | {Look.SHORT, Look.NAME}  # looks of what a reader may have written
KEPT: Final = frozenset({K.COMMENT_UI, K.ADVERT, K.LEGAL, K.SHARE})  # may stand between comments


def mark(draft: Draft) -> None:
    """Label the lines of comment sections."""
    _give_back_whole(draft)
    start = first_possible(draft)
    if start >= len(draft.lines):
        return
    bare = _bare(draft, start)
    kinds, heads = look.looks(draft, start)
    scores = _scores(draft, start, kinds, heads)
    for number in bare:
        scores[number - start] += NAMED_SO
    inside = _find(scores, kinds)
    _complete(inside, scores, kinds, heads)
    for first, last in _runs(inside):
        section = range(start + first, start + last)
        told = any(heads[first:last]) or any(draft.kind(number) == K.COMMENT for number in section)
        headless = not told and not bare.keys().isdisjoint(section)
        if headless or not _is_supported(draft, start, kinds, heads, first, last):
            inside[first:last] = [False] * (last - first)
        _trim(inside, kinds, first, last)
        _take_last(inside, scores, kinds, heads, first, last)
        _give_back_long(draft.lines[start:], inside, kinds, first, last)
    for number, (is_inside, kind, head) in enumerate(zip(inside, kinds, heads, strict=True), start):
        if is_inside:
            _mark_line(draft, kind, head, number)
    for number, label in bare.items():
        if not inside[number - start]:
            draft.labels[number] = label
    for first, last in _runs(inside):
        _mark_repeated(draft, kinds, range(start + first, start + last), start)


def _find(scores: Sequence[float], kinds: Sequence[Look]) -> list[bool]:
    """Return which lines are in a section.

    Where none is found, but comments may be all that is left of the page, less will do: no menu and no other stories
    are there to be taken for them.
    """
    costs = load("comments", FEATURES).chain
    begin, stay, end = costs["begin"], costs["stay"], costs["end"]
    inside = viterbi.best(scores, begin + WARY, stay, end)
    if not any(inside):
        first, last = max(_runs(viterbi.best(scores, begin, stay + EAGER, end)), default=(0, 0))
        if last == len(scores) and _alternate(kinds[first:last]):
            inside[first:last] = [True] * (last - first)
    return inside


def _alternate(kinds: Sequence[Look]) -> bool:
    """Return whether headers, or at least bare names, part what is said, and nothing else stands there."""
    looks = Counter(kinds)
    if looks[Look.FURNITURE] + looks[Look.MENU] > MOST_OTHERS:
        return False
    headers = sum(looks[kind] for kind in HEADS)
    if headers >= MEMBERS:
        return True
    sentences = looks[Look.PROSE] + looks[Look.SENTENCE]
    named, said = looks[Look.NAME] + headers, sentences + looks[Look.LINE]
    return named >= MEMBERS and named >= NAMED * said and sentences >= NAMED * named


def _bare(draft: Draft, start: int) -> dict[int, label_line.Label]:
    """Label lines of which the markup says that they stand among comments, and no more, by what they say alone.

    Return the labels that they had.
    """
    lines, labels = draft.lines, draft.labels
    buttons = [number for number in range(start, len(lines)) if labels[number].reason == BUTTONS]
    heads = filter(None, (comment_headers.header(lines[number].text) for number in buttons))
    written = sum(head.strong for head in heads) >= MEMBERS
    had = {
        number: labels[number]
        for number in range(start, len(lines))
        if labels[number].reason == AMONG or (written and labels[number].reason == BUTTONS)
    }
    for number in had:
        bare = evolve(draft.lines[number], marks=draft.lines[number].marks - COMMENTS)
        draft.labels[number] = label_line.label([bare], draft.rules)[0]
    return had


def _scores(draft: Draft, start: int, kinds: Sequence[Look], heads: Sequence[Header | None]) -> list[float]:
    """Return how much each line looks like a part of comments; below 0, like no part."""
    words = comment_voice.words(draft.rules.language)
    learned = load("comments", FEATURES)
    of_reader, of_reporter = learned.score(["reader"]), learned.score(["reporter"])
    weigh = learned.score_group
    scores = []
    places = features.places(draft, start, kinds, heads)
    for line, label, kind, groups in zip(
        draft.lines[start:], draft.labels[start:], kinds, places, strict=True
    ):
        score = _given(line, label)
        if not score:
            score = fsum(map(weigh, groups))
            if kind in look.SAYS and (voice := comment_voice.of(line, kind, words)):
                score += of_reader * voice.reader + of_reporter * voice.reporter + weigh(voice.names)
        scores.append(score)
    return scores


def _give_back_whole(draft: Draft) -> None:
    """Label the article of a page whose makers call it a comment: a ticker, or the first post of a thread.

    There is no other article on such a page; in a ticker nobody is named above the entries.
    """
    marked = [n for n in range(len(draft.lines)) if draft.kind(n) == K.COMMENT]
    if not marked or first_possible(draft) < len(draft.lines) or _is_short_article(draft, marked):
        return
    named = any(not SIGNED.isdisjoint(draft.lines[n].marks) for n in marked)
    for n in marked:
        if not (named and Mark.COMMENTS in draft.lines[n].marks):
            bare = evolve(draft.lines[n], marks=NO_MARKS)
            draft.labels[n] = label_line.label([bare], draft.rules)[0]


def _is_short_article(draft: Draft, marked: Sequence[int]) -> bool:
    """Return whether a page has an article beside what is marked as comments, if a short one: it is the longer."""
    article = sum(
        line.words
        for line, label in zip(draft.lines, draft.labels, strict=True)
        if label.kind == K.PARAGRAPH
        and label.confidence > label_line.WEAK
        and not IN_ARTICLE.isdisjoint(line.marks)
    )
    return article > sum(draft.lines[n].words for n in marked if draft.lines[n].ends_sentence)


def _complete(
    inside: list[bool], scores: Sequence[float], kinds: Sequence[Look], heads: Sequence[Header | None]
) -> None:
    """Take into a section what stands between headers of its template, and the comments beside it that have one."""
    templates: defaultdict[str, list[int]] = defaultdict(list)
    for n, head in enumerate(heads):
        if head and head.frame:
            templates[head.frame].append(n)
    for numbers in templates.values():
        if len(numbers) < REPEATED or sum(inside[n] for n in numbers) < MEMBERS:
            continue
        apart = sorted(after - n for n, after in pairwise(numbers))
        furthest = max(FURTHEST, MUCH_LONGER * apart[len(apart) // 2])
        pairs = [(n, after) for n, after in pairwise(numbers) if after - n <= furthest]
        for n, after in (*pairs, *reversed(pairs)):
            joins = inside[n] and inside[after]
            if not joins and (inside[n] or inside[after]):
                joins = _is_named(heads, after if inside[n] else n)
            if joins and min(scores[n : after + 1]) > -CERTAIN:
                inside[n : after + 1] = [True] * (after + 1 - n)


def _is_named(heads: Sequence[Header | None], n: int) -> bool:
    """Return whether a header, of one line or two, has a name."""
    return any(head is not None and head.author is not None for head in heads[max(0, n - 1) : n + 2])


def _runs(inside: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first line of each section, and the line after its last."""
    edges = [n for n, (above, line) in enumerate(pairwise([False, *inside, False])) if above != line]
    yield from zip(edges[::2], edges[1::2], strict=True)


def _is_supported(
    draft: Draft, start: int, kinds: Sequence[Look], heads: Sequence[Header | None], first: int, last: int
) -> bool:
    """Return whether more than a lone name or time says that a section is one: "Smith said:", "Update, 3 May:"."""
    if any(kind in OPENERS for kind in kinds[max(0, first - 1) : last]):
        return True
    found = [head for head in heads[first:last] if head]
    if len(found) == 1 and kinds[last - 1] in HEADS:
        return False  # the author of the article, below it
    if len(found) > 2 or any(head.author and head.posted for head in found) or not found:
        return True
    named = any(head.author for head in found) and any(head.posted for head in found)
    return named or any(draft.kind(start + n) == K.COMMENT for n in range(first, last))


def _trim(inside: list[bool], kinds: Sequence[Look], first: int, last: int) -> None:
    """Give the article back what stands above the first header, where the headers stand above their texts."""
    heads = [n for n in range(first, last) if kinds[n] in HEADS]
    if (
        all(kinds[n] is Look.NAMED for n in heads)
        or kinds[last - 1] in HEADS
        or (first and kinds[first - 1] in OPENERS)
    ):
        return
    start = heads[0]
    while start > first and kinds[start - 1] in BESIDE:
        start -= 1
    inside[first:start] = [False] * (start - first)


def _take_last(
    inside: list[bool],
    scores: Sequence[float],
    kinds: Sequence[Look],
    heads: Sequence[Header | None],
    first: int,
    last: int,
) -> None:
    """Take the text below the last header into its section, where the headers stand above their texts."""
    above, below = heads[first], heads[last - 1]
    if not (
        inside[first] and above and below and above.frame and above.frame == below.frame and first < last - 1
    ):
        return
    while last < len(kinds) and kinds[last] in WRITABLE and not heads[last] and scores[last] > -CERTAIN:
        inside[last] = True
        last += 1


def _give_back_long(
    lines: Sequence[Line], inside: list[bool], kinds: Sequence[Look], first: int, last: int
) -> None:
    """Give the article back what stands below its own byline: it is far longer than what readers write."""
    starts = [
        n
        for n in range(first, last)
        if inside[n] and kinds[n] in HEADS and (n == first or kinds[n - 1] not in HEADS)
    ]
    if not starts or kinds[last - 1] in HEADS:
        return
    lengths = [
        sum(lines[n].words for n in range(start, end) if kinds[n] is Look.PROSE)
        for start, end in pairwise([*starts, last])
    ]
    paragraphs = sum(kinds[n] is Look.PROSE for n in range(starts[0], [*starts, last][1]))
    others = sorted(lengths[1:])
    usual = others[len(others) // 2] if others else 0
    if paragraphs >= LONG_PARAGRAPHS and lengths[0] >= max(LONG, MUCH_LONGER * usual):
        end = [*starts, last][1]
        inside[first:end] = [False] * (end - first)


def first_possible(draft: Draft) -> int:
    """Return the first line that may stand in comments: enough prose stands above it, less where the markup ends it."""
    prose, above, text = 0, False, _of_text(draft)
    for number, line in enumerate(draft.lines):
        inside = not text.isdisjoint(line.marks)
        if prose >= ARTICLE_BEFORE or (prose >= MARKED_BEFORE and above and not inside):
            return number
        above = inside
        if draft.kind(number) == K.PARAGRAPH and not draft.weak(number):
            prose += line.words
    return len(draft.lines)


def _of_text(draft: Draft) -> frozenset[Mark]:
    """Return the marks of the text of the article; prose alone is none where no element is called its body."""
    marked = any(Mark.PROSE in line.marks and Mark.BODY in line.marks for line in draft.lines)
    return IN_TEXT if marked else IN_ARTICLE


def _given(line: Line, label: label_line.Label) -> float:
    """Return the score that the markup gives a line; 0 where it gives none."""
    if label.kind == K.COMMENT:
        return CERTAIN
    return 0.0 if IN_ARTICLE.isdisjoint(line.marks) else -CERTAIN


def _mark_repeated(draft: Draft, kinds: Sequence[Look], section: range, start: int) -> None:
    """Label what repeats below the comments of a section, its numbers aside: "Thumbed up by 21 readers"."""
    is_head = [kind in HEADS for kind in kinds[section.start - start : section.stop - start]]
    headers = sum(head and not above for above, head in pairwise([False, *is_head]))
    below: defaultdict[str, list[int]] = defaultdict(list)
    for number in section[1:]:
        line, offset = draft.lines[number], number - section.start
        is_said = not is_head[offset] and not is_head[offset - 1]
        if line.words <= look.SHORT and is_said and draft.kind(number) == draft.kind(number - 1) == K.COMMENT:
            last = number + 1 == section.stop or kinds[number + 1 - start] in CLOSERS
            if last or draft.lines[number + 1].blank_before:
                below[phrase_key(line.text)].append(number)
    for key, numbers in below.items():
        if key and len(numbers) >= max(REPEATED, headers / 2):
            for number in numbers:
                draft.set(number, K.COMMENT_UI, 0.8, "comes again below the comments, its numbers aside")


def mark_forms(draft: Draft) -> None:
    """Label the fields of a comment form, whatever their words mean elsewhere."""
    for number in range(1, len(draft.lines) - 1):
        if draft.kind(number) == K.COMMENT or draft.lines[number].words > FIELD_WORDS:
            continue
        if draft.kind(number - 1) == draft.kind(number + 1) == K.COMMENT_UI:
            draft.set(number, K.COMMENT_UI, 0.8, "stands in the form of a comment section")


def _mark_line(draft: Draft, kind: Look, head: Header | None, number: int) -> None:
    if head:
        draft.set(number, K.COMMENT, 0.9, "the header of a comment")
    elif not draft.lines[number].words:
        draft.set(number, K.COMMENT_UI, 0.7, "no words, between comments")
    elif draft.kind(number) not in KEPT or kind is Look.NAME:
        draft.set(number, K.COMMENT, 0.85, "stands in a section of comments")
