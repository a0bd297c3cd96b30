"""What speaks to the reader below an article that does not: consent, an offer, a plea for an address.

The model takes sentences below the article for its last ones. Those of the site say "you", "your" and "we", and of what
the article speaks they say nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import regex

from natodocs import _rules
from natodocs._labels.article.own_features import PROSE_WORDS, terms
from natodocs._labels.draft import EVEN, Draft, K
from natodocs._patterns.alternation import one_of

LINES: Final = 6  # of the tail, at most
PARAGRAPHS: Final = 3  # of the article above it, at least
ALIKE: Final = 0.15  # share of the terms of a line that are the article's too, at most
SPOKEN: Final = frozenset('"“”„«»')  # marks of lines in which somebody else says "you"


def cut_off(draft: Draft) -> None:
    """Take what speaks to the reader off the end of an article that does not."""
    inside = [number for number, likely in enumerate(draft.likely) if likely > EVEN]
    tail = [number for number in inside[-LINES:] if _is_prose(draft, number)]
    while tail and not _speaks(draft, tail[0]):
        tail = tail[1:]
    above = [number for number in inside if tail and number < tail[0] and _is_prose(draft, number)]
    if not tail or len(above) < PARAGRAPHS or not all(_speaks(draft, number) for number in tail):
        return
    if any(_speaks(draft, number) for number in above):
        return
    said = frozenset().union(*(terms(draft.lines[number].text) for number in above))
    for number in tail:
        own = terms(draft.lines[number].text)
        if not own or len(own & said) > ALIKE * len(own):
            return
    start = inside.index(tail[0])
    while start and draft.unknown(inside[start - 1]) and not draft.lines[inside[start - 1]].ends_sentence:
        start -= 1
    for number in inside[start:]:
        draft.likely[number] = EVEN


def _is_prose(draft: Draft, number: int) -> bool:
    return draft.kind(number) == K.PARAGRAPH and draft.lines[number].words >= PROSE_WORDS


def _speaks(draft: Draft, number: int) -> bool:
    """Return whether a line speaks to the reader, with nobody else speaking in it."""
    text = draft.lines[number].text
    return SPOKEN.isdisjoint(text) and _address().search(text) is not None


@cache
def _address() -> regex.Pattern[str]:
    words = _rules.load_all().words("article.address")
    return regex.compile(rf"\b(?:{one_of(words, as_written=True)})\b", regex.VERSION1)
