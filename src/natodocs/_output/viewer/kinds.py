"""What the kinds mean: the table behind the legend and the tints."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from attrs import frozen

from natodocs._types import BlockKind, QuoteKind


class Family(Enum):
    """Kinds that belong together, with their heading in the legend."""

    ARTICLE = "The article"
    FACTS = "About the article"
    READERS = "Its readers"
    AROUND = "Around it"


@frozen
class Kind:
    """A row of the legend."""

    family: Family
    meaning: str


KINDS: Final[Mapping[BlockKind, Kind]] = {
    BlockKind.TITLE: Kind(Family.ARTICLE, "The headline, wherever it is printed."),
    BlockKind.DECK: Kind(Family.ARTICLE, "The summary below the headline (standfirst)."),
    BlockKind.HEADING: Kind(Family.ARTICLE, "A heading inside the article."),
    BlockKind.PARAGRAPH: Kind(Family.ARTICLE, "A paragraph of the article."),
    BlockKind.BYLINE: Kind(Family.FACTS, "Who wrote the article."),
    BlockKind.DATE: Kind(Family.FACTS, "When the article was published or changed."),
    BlockKind.CAPTION: Kind(Family.FACTS, "What stands below or above a picture."),
    BlockKind.CREDIT: Kind(Family.FACTS, "Whose the picture, or the text, is."),
    BlockKind.TAGS: Kind(Family.FACTS, "The keywords of the article."),
    BlockKind.BIO: Kind(Family.FACTS, "A sentence or two on who the author is."),
    BlockKind.METADATA: Kind(Family.FACTS, "Other facts about the article: section, source, reading time."),
    BlockKind.CLOCK: Kind(Family.FACTS, "The time at which the page was looked at."),
    BlockKind.COMMENT: Kind(Family.READERS, "A reader's comment, with its header line."),
    BlockKind.COMMENT_UI: Kind(Family.READERS, "Buttons, counters and rules of a comment section."),
    BlockKind.RELATED: Kind(Family.AROUND, "Headlines of other stories."),
    BlockKind.SHARE: Kind(Family.AROUND, "Buttons that share, print or save the page."),
    BlockKind.NAVIGATION: Kind(Family.AROUND, "Menus, breadcrumbs, search boxes, the name of the site."),
    BlockKind.ADVERT: Kind(Family.AROUND, "Advertisements, subscriptions, newsletters, pleas for support."),
    BlockKind.LEGAL: Kind(Family.AROUND, "Copyright, terms, disclaimers, cookie notices."),
    BlockKind.CONTACT: Kind(Family.AROUND, "How to reach the newsroom or the author."),
    BlockKind.OTHER: Kind(Family.AROUND, "Nothing speaks for another kind."),
}

QUOTES: Final[Mapping[QuoteKind, str]] = {
    QuoteKind.DIRECT: "Whole sentences in quotation marks.",
    QuoteKind.MIXED: "A quoted part of a sentence that also reports in its own words.",
    QuoteKind.INDIRECT: "No marks; the reported clause.",
    QuoteKind.SCARE: "Words in marks that nobody is quoted for: titles of works, nicknames, irony.",
}
