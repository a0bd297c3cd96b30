"""What the markup of a page says of its parts: a fixed vocabulary of marks, and the tables that give them.

A mark comes from a tag (`TAGS`), from an attribute that has a defined meaning (`ATTRIBUTES`), or from the
words of a class or an id (`_words`). What it means may hang on what stands around it (`WITHIN`), and a mark
that cannot be, such as a sidebar with most of the page in it, is taken away (`plausible`).
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Final

from attrs import frozen

from natodocs._document.document import shared
from natodocs._document.html import class_names

MARKS: Final = MappingProxyType(
    {
        # What an element is
        "h1": "a heading of the first level",
        "heading": "a heading of a lower level",
        "p": "a paragraph",
        "li": "an item of a list",
        "table": "a table",
        "blockquote": "a passage set off as a quotation; social networks embed their posts so",
        "pre": "text kept as it was typed: code, tables of figures, poems",
        "figure": "a picture with what belongs to it",
        "time": "a moment",
        "nav": "links to other parts of the site",
        "header": "the top of the page",
        "footer": "the foot of the page",
        "aside": "beside the matter of the page",
        "article": "something that stands for itself: the article, at times a teaser",
        "main": "what the page is about",
        "form": "fields to fill in",
        "button": "something to press",
        "address": "how to reach somebody",
        "dialog": "a window above the page",
        "link": "a line that is nearly all links",
        "prose": "the smallest part of the page that has most of its prose",
        "paragraphs": "prose that mostly stands in paragraphs; what stands between them is mostly something else",
        # What its names say that it holds
        "body": "the text of the article",
        "article-header": "what stands above the text of the article: headline, deck, byline, date",
        "article-footer": "what stands below the text of the article: tags, bio, buttons",
        "headline": "a headline, of the article or of another",
        "deck": "the summary below the headline",
        "kicker": "the word or two above the headline: section, topic",
        "byline": "who wrote it",
        "author": "the name of who wrote it, and little else",
        "date": "when it was published or changed",
        "dateline": "where it was filed",
        "meta": "other facts about the article: byline, date, reading time in one",
        "caption": "what a picture shows",
        "credit": "whose a picture is",
        "tags": "the keywords of the article",
        "share": "buttons that share, print or save, and accounts to follow",
        "related": "other stories: related, most read, recommended",
        "teaser": "one other story: headline, picture, a line of text",
        "card": "a framed piece of the page: mostly a teaser, at times a box inside the article",
        "newsletter": "a plea to subscribe to letters",
        "advert": "advertisements, sponsors, promotion",
        "paywall": "a plea to pay or to register",
        "cookie": "notices about cookies and consent",
        "legal": "copyright, terms, disclaimers",
        "bio": "who the author is",
        "breadcrumb": "the path from the front page to this one",
        "menu": "menus and lists of pages",
        "sidebar": "the column beside the article",
        "search": "a search box",
        "account": "to sign in or up",
        "embed": "a post of a social network",
        "factbox": "a box of facts inside the article",
        "pullquote": "a sentence of the article repeated in large letters",
        "unseen": "text for screen readers alone",
        "comments": "the section of the readers' comments",
        "comment": "one comment; alone among marks it may stand inside itself, as a reply does",
        "comment-author": "who wrote the comment",
        "comment-date": "when the comment was written",
        "comment-text": "the words of the comment",
        "comment-ui": "buttons, counters and forms of the comments",
    }
)

_NAMED_ALIKE = (
    *("h1", "p", "li", "table", "blockquote", "pre", "figure", "time", "nav", "header", "footer", "aside"),
    *("article", "main", "form", "button", "address", "dialog", "search"),
)
TAGS: Final = MappingProxyType(
    {tag: tag for tag in _NAMED_ALIKE}
    | dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading")
    | dict.fromkeys(("listing", "xmp"), "pre")
    | {"dd": "li", "figcaption": "caption", "amp-ad": "advert", "amp-sidebar": "menu"}
)
# Their names tell what kind of page it is, not where something stands.
ROOTS: Final = frozenset(("html", "body"))
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))  # their ids are made of their words

# Attributes with defined values (ARIA, schema.org, HTML, RDFa), and those of the values that say something here.
ATTRIBUTES: Final = MappingProxyType(
    {
        "role": {
            "navigation": "nav",
            "banner": "header",
            "contentinfo": "footer",
            "complementary": "aside",
            "main": "main",
            "article": "article",
            "search": "search",
            "form": "form",
            "button": "button",
            "heading": "heading",
            "dialog": "dialog",
            "alertdialog": "dialog",
            "menu": "menu",
            "menubar": "menu",
            "menuitem": "menu",
        },
        "itemprop": {
            "articlebody": "body",
            "headline": "headline",
            "alternativeheadline": "deck",
            "description": "deck",
            "author": "author",
            "creator": "author",
            "datepublished": "date",
            "datemodified": "date",
            "datecreated": "date",
            "caption": "caption",
            "copyrightholder": "credit",
            "keywords": "tags",
            "articlesection": "tags",
            "comment": "comment",
            "commenttext": "comment-text",
            "commenttime": "comment-date",
            "breadcrumb": "breadcrumb",
        },
        "rel": {"author": "author", "tag": "tags"},
        "property": {
            "author": "author",
            "schema:author": "author",
            "dc:creator": "author",
            "datepublished": "date",
            "schema:datepublished": "date",
            "dc:date": "date",
        },
    }
)

# What a mark says besides itself.
IMPLIED: Final = MappingProxyType({"author": "byline"})
# What an element is not, although its tag says so, when its names say one of these.
INSTEAD: Final = MappingProxyType(
    {
        "article": frozenset(("teaser", "card", "comment", "related")),
        "header": frozenset(("article-header",)),
        "footer": frozenset(("article-footer",)),
    }
)
# What a mark turns into inside others: a <header> in an <article> is not that of the page.
WITHIN: Final = MappingProxyType(
    {
        "header": (("article", "main"), "article-header"),
        "footer": (("article",), "article-footer"),
        "teaser": (("article-header",), "deck"),
        "legal": (("figure", "caption"), "credit"),
    }
)
# The most characters that a region of a mark may have; more is a wrapper, named after one of its parts.
LONGEST: Final = MappingProxyType(
    dict.fromkeys(("date", "time", "dateline", "comment-author", "comment-date"), 200)
    | dict.fromkeys(
        ("byline", "author", "kicker", "credit", "button", "headline", "h1", "heading", "address"), 500
    )
    | dict.fromkeys(("meta", "breadcrumb", "caption", "deck", "pullquote", "unseen", "article-header"), 3000)
)
# Marks of what stands beside the article; one that holds most of the prose of a page is no such thing.
BESIDE: Final = frozenset(
    (
        *(
            "nav",
            "menu",
            "header",
            "footer",
            "aside",
            "sidebar",
            "breadcrumb",
            "search",
            "account",
            "dialog",
            "form",
        ),
        *("button", "share", "tags", "advert", "newsletter", "paywall", "cookie", "legal", "unseen", "li"),
        *("kicker", "byline", "author", "date", "meta", "article-header", "article-footer", "bio", "address"),
        *("figure", "credit", "embed", "factbox"),
    )
)
# These may hold most of a page: they are wrong only if its headline is in them as well.
BELOW: Final = frozenset(("comments", "comment", "comment-text", "comment-ui", "related", "teaser", "card"))
LINKED: Final = frozenset(
    ("teaser",)
)  # without a link it leads to no other story: it is the deck of this one

DOUBTED: Final = (
    BESIDE | BELOW
)  # a region of these may be a wrapper with a wrong name, with a right one inside it
DECK: Final = frozenset(("deck",))
CHECKED: Final = LINKED | {"header"}  # whose regions are looked into, however short
CHANGING: Final = DOUBTED | CHECKED | LONGEST.keys()  # all that may turn out to be wrong
NO_MARKS: Final[frozenset[str]] = frozenset()
TAG_MARKS: Final = MappingProxyType({tag: frozenset((mark,)) for tag, mark in TAGS.items()})
SLUG: Final = 5  # hyphens; an id with as many is made of a headline
VALUE: Final = 600  # characters; what is read of an attribute


@lru_cache(maxsize=16_384)
def of(tag: str, classes: str, own_id: str = "", *values: str) -> frozenset[str]:
    """Return the marks of an element; many of a page are alike, and so are the pages of a site.

    Args:
        tag: its tag.
        classes: its class, of which `VALUE` characters are read; "" where it has none.
        own_id: its id, likewise.
        values: those of `ATTRIBUTES`, likewise.
    """
    if tag in ROOTS:
        return NO_MARKS
    marks = TAG_MARKS.get(tag, NO_MARKS) | class_names.marks_of(classes)
    if own_id and tag not in HEADINGS and own_id.count("-") < SLUG:
        marks |= class_names.marks_of(own_id)
    for value, meanings in zip(values, ATTRIBUTES.values(), strict=False):
        if value:
            marks |= {mark for word in value.lower().split() if (mark := meanings.get(word))}
    if not marks.isdisjoint(IMPLIED):
        marks |= {IMPLIED[mark] for mark in marks if mark in IMPLIED}
    if len(marks) > 1 and not marks.isdisjoint(INSTEAD):
        marks = frozenset(mark for mark in marks if marks.isdisjoint(INSTEAD.get(mark, NO_MARKS)))
    return shared(marks)


def within(mark: str, around: frozenset[str]) -> str:
    """Return what a mark means inside regions that have other marks."""
    inside, instead = WITHIN.get(mark, ((), mark))
    return mark if around.isdisjoint(inside) else instead


@frozen
class Held:
    """What stands in a region."""

    length: int
    """In characters."""
    links: int
    """How many characters of it are links."""
    article: bool
    """Whether most of the prose of the page is in it."""
    title: bool
    """Whether a heading of the first level is in it."""
    menu: bool
    """Whether a menu is in it."""


def plausible(marks: frozenset[str], held: Held) -> frozenset[str]:
    """Return those marks that a region can have in which that stands."""
    if held.article:
        marks -= BESIDE | BELOW if held.title else BESIDE
    marks = frozenset(mark for mark in marks if held.length <= LONGEST.get(mark, held.length))
    if "header" in marks and held.title and not held.menu:
        marks = marks - {"header"} | {"article-header"}
    if not held.links and not marks.isdisjoint(LINKED):
        marks = marks - LINKED | ({"deck"} if held.length <= LONGEST["deck"] else NO_MARKS)
    return marks
