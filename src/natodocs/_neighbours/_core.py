"""Which lines the article runs over: the run of lines with the most prose and the least furniture.

Where the markup shows which part of the page has the prose (`_html._container`), the run ends with it, and furniture
in it does not part the article.
"""

from __future__ import annotations

from typing import Final

from natodocs._labels import WEAK
from natodocs._neighbours._draft import Draft
from natodocs._types import BlockKind as K

MOST: Final = 50  # words; a longer paragraph is no better sign of an article
SHORT_SENTENCE: Final = 1.0  # what a sentence of a few words adds
UNKNOWN: Final = -5.0  # what a short line adds of which nothing is known
INSIDE: Final = (
    0.5  # what such a line adds that stands in the part of the page with the prose, and is no link
)
PARTING: Final = -0.3  # the most that furniture takes away there
PARTING_PAGE: Final = -1.0  # the same where that part is the whole page
# What a line of a kind adds to a run of lines that is to be the article, in words of prose. Set by hand:
# comments and legal text look like an article and end one, furniture seldom stands inside one, a picture often.
WORTH: Final = {
    K.TITLE: -2.0,
    K.DECK: 5.0,
    K.BYLINE: -3.0,
    K.DATE: -3.0,
    K.HEADING: -1.0,
    K.CAPTION: -1.0,
    K.CREDIT: -1.0,
    K.COMMENT: -80.0,
    K.COMMENT_UI: -12.0,
    K.RELATED: -12.0,
    K.TAGS: -10.0,
    K.SHARE: -4.0,
    K.NAVIGATION: -8.0,
    K.ADVERT: -3.0,
    K.LEGAL: -30.0,
    K.BIO: -12.0,
    K.CONTACT: -12.0,
    K.METADATA: -4.0,
    K.CLOCK: -4.0,
    K.OTHER: -2.0,
}


def find(draft: Draft) -> None:
    """Find the run that is worth most: the maximum subarray, by Kadane's scan."""
    prose = [number for number, line in enumerate(draft.lines) if "prose" in line.marks]
    parting = PARTING if prose and prose[0] else PARTING_PAGE
    most = total = 0.0
    start = 0
    for number in range(prose[-1] + 1 if prose else len(draft.lines)):
        if total <= 0:
            total, start = 0.0, number
        total += _worth(draft, number, parting)
        if total > most:
            most, draft.core = total, range(start, number + 1)


def _worth(draft: Draft, number: int, parting: float) -> float:
    label, line = draft.labels[number], draft.lines[number]
    if label.kind == K.PARAGRAPH:
        return min(line.words, MOST) * label.confidence if label.confidence > WEAK else SHORT_SENTENCE
    unknown = label.confidence <= WEAK
    worth = UNKNOWN if unknown else WORTH[label.kind]
    if "prose" not in line.marks:
        return worth
    return INSIDE if unknown and "link" not in line.marks else max(worth, parting)
