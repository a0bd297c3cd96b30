"""What the markup of a page says of a line: the table of marks.

A mark tells much, and not each tells the same everywhere: a list item is furniture in a menu
and a paragraph in the article. The first row that fits a line names it.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from natodocs._document.marks import NO_MARKS, Mark
from natodocs._types import BlockKind

K = BlockKind


@frozen
class Row:
    """A row of the table."""

    kind: BlockKind
    """What a line is that the row fits."""
    confidence: float
    """0 to 1."""
    every: frozenset[Mark]
    """The marks that it must have, all of them."""
    none: frozenset[Mark] = NO_MARKS
    """The marks that it must not have."""

    def fits(self, marks: frozenset[Mark]) -> bool:
        """Return whether a line with these marks is what the row says."""
        return self.every <= marks and self.none.isdisjoint(marks)


def _row(kind: BlockKind, confidence: float, every: str, none: str = "") -> Row:
    return Row(kind, confidence, Mark.all_of(every), Mark.all_of(none))


# Marks that the article's own text may have, which furniture seldom has all of.
TEXT: Final = "p body article"

# Furniture: marks that none of the article's lines have, save by a mistake of the page's maker.
FURNITURE: Final = (
    _row(K.LEGAL, 0.9, "cookie"),
    _row(K.COMMENT_UI, 0.9, "comment-ui"),
    _row(K.COMMENT, 0.9, "comment-text"),
    _row(K.COMMENT, 0.9, "comment-author"),
    _row(K.COMMENT, 0.9, "comment-date"),
    _row(K.COMMENT, 0.85, "comment"),
    _row(K.ADVERT, 0.8, "paywall"),
    _row(K.ADVERT, 0.85, "newsletter"),
    _row(K.ADVERT, 0.85, "advert"),
    _row(K.ADVERT, 0.6, "dialog"),
    _row(K.NAVIGATION, 0.9, "breadcrumb"),
    _row(K.NAVIGATION, 0.9, "search"),
    _row(K.NAVIGATION, 0.8, "account"),
    _row(K.LEGAL, 0.8, "legal", none="menu nav"),
    _row(K.NAVIGATION, 0.85, "footer"),
    _row(K.NAVIGATION, 0.85, "header", none="h1 headline"),
    _row(K.NAVIGATION, 0.85, "menu", none="body"),
    _row(K.NAVIGATION, 0.85, "nav"),
    _row(K.SHARE, 0.85, "share"),
    _row(K.CREDIT, 0.9, "credit"),
    _row(K.CAPTION, 0.85, "caption"),
    _row(K.CAPTION, 0.6, "figure", none="p blockquote table"),
    _row(K.PARAGRAPH, 0.8, "embed prose"),
    _row(K.RELATED, 0.85, "related", none="p"),
    _row(K.RELATED, 0.75, "related", none="body"),
    _row(K.RELATED, 0.85, "teaser", none=TEXT),
    _row(K.RELATED, 0.8, "teaser", none="body"),
    _row(K.BIO, 0.8, "bio"),
    _row(K.RELATED, 0.75, "sidebar"),
    _row(K.RELATED, 0.75, "aside", none="body"),
    _row(K.TAGS, 0.8, "tags", none="p h1 headline"),
    _row(K.TAGS, 0.7, "kicker", none="h1"),
    _row(K.COMMENT_UI, 0.6, "comments"),
    _row(K.NAVIGATION, 0.7, "unseen", none="h1"),
    _row(K.NAVIGATION, 0.7, "button"),
    _row(K.NAVIGATION, 0.7, "form", none="p"),
)

# The article: weaker than what a line says of itself.
ARTICLE: Final = (
    _row(K.DECK, 0.8, "deck article-header", none="h1 link"),
    _row(K.DECK, 0.7, "deck p", none="h1 link body"),
    _row(K.BYLINE, 0.75, "byline", none="p h1 time date"),
    _row(K.BYLINE, 0.7, "byline p prose", none="h1 time date"),
    _row(K.DATE, 0.7, "time", none="p"),
    _row(K.RELATED, 0.6, "link li prose"),
    _row(K.RELATED, 0.6, "link heading prose", none="p headline h1"),
    _row(K.HEADING, 0.75, "heading body", none="link headline"),
    _row(K.HEADING, 0.7, "heading prose", none="link headline"),
    _row(K.HEADING, 0.7, "heading article", none="link headline body card"),
    _row(K.PARAGRAPH, 0.85, "p body", none="link"),
    _row(K.PARAGRAPH, 0.8, "p prose", none="link"),
    _row(K.PARAGRAPH, 0.8, "p article", none="link card"),
    _row(K.PARAGRAPH, 0.7, "p main", none="link card"),
    _row(K.PARAGRAPH, 0.75, "blockquote body"),
    _row(K.PARAGRAPH, 0.75, "blockquote prose"),
    _row(K.PARAGRAPH, 0.7, "li body", none="link"),
    _row(K.PARAGRAPH, 0.65, "li prose", none="link"),
    _row(K.PARAGRAPH, 0.6, "table body", none="link"),
    _row(K.PARAGRAPH, 0.55, "table prose", none="link"),
    _row(K.PARAGRAPH, 0.7, "pre prose"),
)

# What stands between the paragraphs of the article and in none: names of buttons, labels, credits.
BETWEEN: Final = (
    _row(K.OTHER, 0.6, "prose paragraphs", none="p li heading table blockquote pre h1 deck pullquote"),
)


def reason(every: frozenset[Mark]) -> str:
    """Return why a line is what a row says whose marks it has, all of them."""
    return f"marked as {' '.join(sorted(every))} in the page"


def find(rows: tuple[Row, ...], marks: frozenset[Mark]) -> Row | None:
    """Return the first row that fits a line with these marks."""
    return next((row for row in rows if row.fits(marks)), None) if marks else None
