"""Runs of short lines beside the article -> its keywords: below a label ("Tags"), or where the article speaks of them.

One line of such a list looks like one of a menu. The run as a whole tells: it stands below a word for keywords, each
of its lines opens with "#", or most of its terms are words of headline and text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

from attrs import define

from natodocs._fields import tags
from natodocs._labels import line as label_line
from natodocs._labels.draft import Draft, K
from natodocs._labels.line import Label
from natodocs._text.keys import phrase_key
from natodocs._text.lines import REMEMBERED, Line

LONGEST: Final = 45  # characters of a term
MOST_WORDS: Final = 5  # words of a term
WORDS: Final = 3.0  # words; the most that the terms of a list have on average
MOST: Final = 30  # lines of a list that are read
FEWEST, MOST_UNLABELLED = 2, 15  # terms of a list that no label heads
MOST_LABELLED: Final = 20  # terms below a label; more may be the sections of a site
NEAR: Final = 12  # lines below the article in which a list without a label begins
LABELLED: Final = 40  # lines below it in which a word for keywords heads those of the article, and no menu
SURE: Final = 0.75  # confidence; a line of another kind that is so sure is that
OF_MENUS: Final = 0.5  # share of the lines that are known words of menus, from which on a list is a menu
TAKEN_FOR: Final = frozenset(
    {K.NAVIGATION, K.RELATED, K.TAGS, K.CAPTION, K.OTHER}
)  # kinds that a term is taken for
BELOW_LABEL: Final = Label(K.TAGS, 0.75, "a list of terms below a word for keywords")
OF_HASHES: Final = Label(K.TAGS, 0.75, "terms that open with the sign for keywords")
SPOKEN_OF: Final = Label(K.TAGS, 0.65, "a list of terms of which the article speaks")


@define
class _Page:
    """What the lists of a page are compared with; made where there is one."""

    draft: Draft

    @cached_property
    def headline(self) -> frozenset[str]:
        """The words of the headline."""
        title = self.draft.title
        return tags.words_of([] if title is None else [self.draft.lines[title].text])

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of headline, byline and text."""
        lines, labels = self.draft.lines, self.draft.labels
        own = [number for number in self.draft.core if self.draft.inside(number)]
        own += [number for number, label in enumerate(labels) if label.kind is K.BYLINE]
        return self.headline | tags.words_of(lines[number].text for number in own)

    @cached_property
    def has_keywords(self) -> bool:
        """Whether other lines are known to be keywords: what is headed so elsewhere are the sections of the site."""
        return any(label.kind is K.TAGS for label in self.draft.labels)

    def speaks_of(self, run: Sequence[int]) -> bool:
        """Return whether the text speaks of half of the terms of some lines, and the headline of one of them."""
        terms = [term for number in run for term in tags.terms(self.draft.lines[number].text)]
        named = any(tags.spoken_of(term, self.headline) == 1 for term in terms)
        return named and tags.are_spoken_of(terms, self.said)


def mark(draft: Draft) -> None:
    """Label the lists of keywords: below a word for them, and without one near the article."""
    if not draft.core:
        return
    page = _Page(draft)
    number, last = 0, min(len(draft.lines), draft.core.stop + LABELLED)
    while number < last:
        run: Sequence[int] = ()
        if _is_open(draft, number):
            text = draft.lines[number].text
            headed = _is_heading(text)
            run = _run(draft, number + headed)
            found = _of(draft, run, page, headed=headed, sure=headed and tags.is_label(text))
            if found:
                for each in (number, *run):
                    draft.labels[each] = found
        number = max(run, default=number) + 1


def _of(draft: Draft, run: Sequence[int], page: _Page, *, headed: bool, sure: bool) -> Label | None:
    """Return the label of a list; `None` where it is none of keywords.

    Args:
        draft: The page.
        run: The lines of the list.
        page: What the page says.
        headed: Whether a word that may stand for keywords is on the line above.
        sure: Whether that word stands for nothing else.
    """
    lines = draft.lines
    if not run or sum(lines[number].words for number in run) > WORDS * len(run) > WORDS:
        return None
    below = run[0] > (draft.core.start if draft.title is None else draft.title)
    near = below and run[0] < draft.core.stop + NEAR
    if headed:
        own = below and len(run) <= MOST_LABELLED and (near or (sure and not page.has_keywords))
        return BELOW_LABEL if own or page.speaks_of(run) else None
    if len(run) >= FEWEST and all(lines[number].text.startswith("#") for number in run):
        return OF_HASHES
    if not near or not lines[run[0]].blank_before or len(run) > MOST_UNLABELLED or _is_menu(draft, run):
        return None
    several = len(run) >= FEWEST or tags.is_glued(lines[run[0]].text)
    return SPOKEN_OF if several and page.speaks_of(run) else None


def _is_open(draft: Draft, number: int) -> bool:
    """Return whether a line may still be a term, or the label of some."""
    label = draft.labels[number]
    return not draft.inside(number) and label.kind in TAKEN_FOR


def _run(draft: Draft, start: int) -> Sequence[int]:
    """Return the lines of a list from its first on: no blank line stands between two, and all open alike."""
    return list(_lines(draft, start))


def _lines(draft: Draft, start: int) -> Iterator[int]:
    lead = ""
    for number in range(start, min(len(draft.lines), start + MOST)):
        line = draft.lines[number]
        if number == start:
            lead = line.lead
        elif line.blank_before or line.lead != lead:
            return
        if not _is_open(draft, number) or not _is_term(line):
            return
        yield number


def _is_term(line: Line) -> bool:
    if tags.is_glued(line.text):
        return True
    return line.words <= MOST_WORDS and len(line.text) <= LONGEST and not line.ends_sentence


def _is_menu(draft: Draft, run: Sequence[int]) -> bool:
    """Return whether the lines of a list are known words of menus, or were sure to be something else."""
    known = label_line.phrases(draft.rules.language)
    menu = sum(
        draft.labels[number].confidence > SURE or phrase_key(draft.lines[number].text) in known
        for number in run
    )
    return menu >= OF_MENUS * len(run)


@lru_cache(maxsize=REMEMBERED)
def _is_heading(text: str) -> bool:
    """Return whether a line is a word for keywords: some are one only with a colon behind them ("Temas:")."""
    return tags.is_label(text) or tags.is_label(f"{text}:")
