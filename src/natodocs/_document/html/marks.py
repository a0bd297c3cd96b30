"""Elements -> marks: the tables of what tags, attributes and names say of a part of a page.

A mark comes from a tag (`TAGS`), from an attribute that has a defined meaning (`ATTRIBUTES`), or from the
words of a class or an id (`class_names`). What it means may hang on what stands around it (`WITHIN`), and a mark
that cannot be, such as a sidebar with most of the page in it, is taken away (`plausible`).
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Final

from attrs import frozen

from natodocs._document.document import shared
from natodocs._document.html import class_names
from natodocs._document.marks import NO_MARKS, Mark

_NAMED_ALIKE = (
    *("h1", "p", "li", "table", "blockquote", "pre", "figure", "time", "nav", "header", "footer", "aside"),
    *("article", "main", "form", "button", "address", "dialog", "search"),
)
TAGS: Final = MappingProxyType(
    {tag: Mark(tag) for tag in _NAMED_ALIKE}
    | dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Mark.HEADING)
    | dict.fromkeys(("listing", "xmp"), Mark.PRE)
    | {
        "dt": Mark.LI,
        "dd": Mark.LI,
        "summary": Mark.HEADING,
        "figcaption": Mark.CAPTION,
        "amp-ad": Mark.ADVERT,
        "amp-sidebar": Mark.MENU,
    }
)
# Their names tell what kind of page it is, not where something stands.
ROOTS: Final = frozenset(("html", "body"))
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))  # their ids are made of their words

# Attributes with defined values (ARIA, schema.org, HTML, RDFa), and those of the values that say something here.
ATTRIBUTES: Final = MappingProxyType(
    {
        "role": {
            "navigation": Mark.NAV,
            "banner": Mark.HEADER,
            "contentinfo": Mark.FOOTER,
            "complementary": Mark.ASIDE,
            "main": Mark.MAIN,
            "article": Mark.ARTICLE,
            "search": Mark.SEARCH,
            "form": Mark.FORM,
            "button": Mark.BUTTON,
            "heading": Mark.HEADING,
            "dialog": Mark.DIALOG,
            "alertdialog": Mark.DIALOG,
            "menu": Mark.MENU,
            "menubar": Mark.MENU,
            "menuitem": Mark.MENU,
        },
        "itemprop": {
            "articlebody": Mark.BODY,
            "headline": Mark.HEADLINE,
            "alternativeheadline": Mark.DECK,
            "description": Mark.DECK,
            "author": Mark.AUTHOR,
            "creator": Mark.AUTHOR,
            "datepublished": Mark.DATE,
            "datemodified": Mark.DATE,
            "datecreated": Mark.DATE,
            "caption": Mark.CAPTION,
            "copyrightholder": Mark.CREDIT,
            "keywords": Mark.TAGS,
            "articlesection": Mark.TAGS,
            "comment": Mark.COMMENT,
            "commenttext": Mark.COMMENT_TEXT,
            "commenttime": Mark.COMMENT_DATE,
            "breadcrumb": Mark.BREADCRUMB,
            "citation": Mark.RELATED,
        },
        "rel": {"author": Mark.AUTHOR, "tag": Mark.TAGS},
        "property": {
            "author": Mark.AUTHOR,
            "schema:author": Mark.AUTHOR,
            "dc:creator": Mark.AUTHOR,
            "datepublished": Mark.DATE,
            "schema:datepublished": Mark.DATE,
            "dc:date": Mark.DATE,
        },
    }
)

# What a mark says besides itself.
IMPLIED: Final = MappingProxyType({Mark.AUTHOR: Mark.BYLINE})
# What an element is not, although its tag says so, when its names say one of these.
INSTEAD: Final = MappingProxyType(
    {
        Mark.ARTICLE: Mark.all_of("teaser card comment related"),
        Mark.HEADER: Mark.all_of("article-header"),
        Mark.FOOTER: Mark.all_of("article-footer"),
    }
)
# What a mark turns into inside others: a <header> in an <article> is not that of the page.
WITHIN: Final = MappingProxyType(
    {
        Mark.HEADER: (Mark.all_of("article main"), Mark.ARTICLE_HEADER),
        Mark.FOOTER: (Mark.all_of("article"), Mark.ARTICLE_FOOTER),
        Mark.TEASER: (Mark.all_of("article-header"), Mark.DECK),
        Mark.LEGAL: (Mark.all_of("figure caption"), Mark.CREDIT),
    }
)
# The most characters that a region of a mark may have; more is a wrapper, named after one of its parts.
MOST_CHARACTERS: Final = MappingProxyType(
    dict.fromkeys(Mark.all_of("date time dateline comment-author comment-date"), 200)
    | dict.fromkeys(Mark.all_of("byline author kicker credit button headline h1 heading address"), 500)
    | dict.fromkeys(Mark.all_of("meta breadcrumb caption deck pullquote unseen article-header"), 3000)
)
# Marks of what stands beside the article; one that holds most of the prose of a page is no such thing.
BESIDE: Final = Mark.all_of(
    "nav menu header footer aside sidebar breadcrumb search account dialog form button share tags advert newsletter "
    "paywall cookie legal unseen li kicker byline author date meta article-header article-footer bio address figure "
    "credit embed factbox"
)
# These may hold most of a page: they are wrong only if its headline is in them as well.
BELOW: Final = Mark.all_of("comments comment comment-text comment-ui related teaser card")
# Windows above the page, which may say more than a short article does. They are what they are called where the
# headline of the page stands elsewhere.
WINDOWS: Final = Mark.all_of("dialog cookie")
# Without a link it leads to no other story: it is the deck of this one.
LINKING: Final = Mark.all_of("teaser")
# A region of these may be a wrapper with a wrong name, with a right one inside it.
DOUBTED: Final = BESIDE | BELOW
DECK: Final = Mark.all_of("deck")
CHECKED: Final = LINKING | Mark.all_of("header")  # whose regions are looked into, however short
CHANGING: Final = DOUBTED | CHECKED | MOST_CHARACTERS.keys()  # all that may turn out to be wrong
TAG_MARKS: Final = MappingProxyType({tag: frozenset((mark,)) for tag, mark in TAGS.items()})
SLUG: Final = 5  # hyphens; an id with as many is made of a headline
VALUE: Final = 600  # characters; what is read of an attribute


@lru_cache(maxsize=16_384)
def of(tag: str, classes: str, own_id: str = "", *values: str) -> frozenset[Mark]:
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
    if own_id and tag not in HEADINGS and own_id.count("-") < SLUG and not class_names.is_of_title(own_id):
        marks |= class_names.marks_of(own_id)
    for value, meanings in zip(values, ATTRIBUTES.values(), strict=False):
        if value:
            marks |= {mark for word in value.lower().split() if (mark := meanings.get(word))}
    if not marks.isdisjoint(IMPLIED):
        marks |= {IMPLIED[mark] for mark in marks if mark in IMPLIED}
    if len(marks) > 1 and not marks.isdisjoint(INSTEAD):
        marks = frozenset(mark for mark in marks if marks.isdisjoint(INSTEAD.get(mark, NO_MARKS)))
    return shared(marks)


def within(mark: Mark, around: frozenset[Mark]) -> Mark:
    """Return what a mark means inside regions that have other marks."""
    inside, instead = WITHIN.get(mark, (NO_MARKS, mark))
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
    titled: bool = False
    """Whether the page has a heading of the first level."""


def plausible(marks: frozenset[Mark], held: Held) -> frozenset[Mark]:
    """Return those marks that a region can have in which that stands."""
    if held.article:
        wrong = BESIDE | BELOW if held.title else BESIDE
        marks -= wrong if held.title or not held.titled else wrong - WINDOWS
    marks = frozenset(mark for mark in marks if held.length <= MOST_CHARACTERS.get(mark, held.length))
    if Mark.HEADER in marks and held.title and not held.menu:
        marks = marks - {Mark.HEADER} | {Mark.ARTICLE_HEADER}
    if not held.links and not marks.isdisjoint(LINKING):
        marks = marks - LINKING | (DECK if held.length <= MOST_CHARACTERS[Mark.DECK] else NO_MARKS)
    return marks
