"""Classes of characters: bullets, dashes, quotation marks, and what stands at the edges of names, labels and lines."""

from __future__ import annotations

from typing import Final

DASHES: Final = ("-", "–", "—", "―")
# Before the words of a line. Ornaments open headings as well, arrows are quotation marks as well, and the plain signs
# are bullets where a blank follows.
BULLETS: Final = "•●◦‣·"
ORNAMENTS: Final = "▪■►▶"
ARROWS: Final = "»›"
PLAIN_BULLETS: Final = "*+-"
LONG_DASHES: Final = "–—"
# What opens an item of a list; and all that may stand before the words of a line, but the "#" of a markdown heading.
OF_LISTS: Final = (*BULLETS, *LONG_DASHES, *PLAIN_BULLETS)
LEADING: Final = (*OF_LISTS, *ORNAMENTS, *ARROWS, ">")

APOSTROPHES: Final = "'’"
OPENING_QUOTES: Final = "\"'“„«»‘‚"
QUOTES: Final = OPENING_QUOTES + "”’"
SURE_QUOTES: Final = "".join(mark for mark in QUOTES if mark not in APOSTROPHES)
CORNER_BRACKETS: Final = "「『"  # quotation marks of scripts without blanks

# What is no part of a name in a byline; of the name in the header of a comment, which may have any sign around it; of
# the label of a date, which borders have parted from the rest; of what stands around a day beside a headline; and of a
# line, where it is compared with others.
NAME_EDGES: Final = ' \t.,;:•·⋅|/-–—()[]"“”'
HEADER_EDGES: Final = " \t:|,;·•–—-()[]/>»«*~=+"
LABEL_EDGES: Final = " .!?'\"“”-–"
DAY_EDGES: Final = " \t|·•⋅,-–—/\\([:"
LINE_EDGES: Final = " \t.,:;!?()[]{}<>«»‹›|/\\*_-–—•·…+=&#@\"'“”‘’→←↑↓▼▲▶►✓✕×"
