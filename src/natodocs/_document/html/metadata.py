"""What the head of a page says of its article: JSON-LD, Open Graph, the meta tags of many systems, microdata.

Each field has a table of where it is looked for, the most reliable first; the first that says something
plausible is taken. Sources contradict each other and are written for machines: nothing here is sure to be
printed on the page.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

import turbohtml
from attrs import define, field

from natodocs._document import publisher as document_publisher
from natodocs._document.document import Metadata, Named, Titles
from natodocs._document.html import dates, json_ld, titles
from natodocs._document.html.values import clean
from natodocs._patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LABELLED: Final = 2  # lines of a card
# Names of <meta>, in small letters; whether they stand in name, property or itemprop does not matter.
TITLES: Final = (
    *("og:title", "twitter:title", "citation_title", "parsely-title", "sailthru.title"),
    *("dc.title", "dcterms.title"),
)
AUTHORS: Final = (
    *(
        "citation_author",
        "parsely-author",
        "sailthru.author",
        "author",
        "article:author",
        "og:article:author",
    ),
    *(
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "byline",
        "cxenseparse:author",
        "authors",
    ),
    *("articleauthor", "author.name", "author_name", "dc.creator.personalname", "creator"),
    *("og:author", "article.author", "author-name", "page-author", "content-author"),
)
# After article:tag and JSON-LD.
KEYWORDS: Final = ("news_keywords", "parsely-tags", "sailthru.tags", "keywords")
LANGUAGES: Final = ("content-language", "og:locale", "dc.language", "language", "inlanguage")
SITES: Final = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")

# What schema.org calls that of another work, of which an item inside the page speaks: its author wrote no word here.
OTHER_WORKS: Final = frozenset(
    (
        *("citation", "isbasedon", "mentions", "itemreviewed", "exampleofwork", "workexample", "haspart"),
        *("comment", "review", "reviews", "isrelatedto", "relatedlink"),
    )
)
AROUND: Final = 12  # elements around a <meta> that are asked of which item it is

HOST: Final = re.compile(r"https?://(?:www\.)?([^/.]+)\.")
# The address of a front page, in a link.
FRONT: Final = re.compile(r"(?:(?:https?:)?//[^/?#]{1,200})?(?:\.?/?index\.\w{3,5}|(?<=[^/])/?|\.?/)")
LANGUAGE: Final = re.compile(r"([a-z]{2})(?:[-_]|$)")
REGION: Final = re.compile(r"[a-z]{2,3}[-_](?:[a-z]{4}[-_])?([a-z]{2})(?![a-z])")
TITLED: Final = 8  # titles of each source; pages have two
FRONTS: Final = 3  # links that say of themselves that they lead to the front page
NAME: Final = 100  # characters of the name of a <meta>
TAG: Final = 80  # characters of a keyword; longer is a sentence


@define
class _Head:
    """What is looked through."""

    metas: dict[str, list[str]] = field(factory=dict)
    title: str = ""
    headings: list[str] = field(factory=list)
    fronts: list[str] = field(factory=list)
    scripts: list[str] = field(factory=list)
    addresses: list[str] = field(factory=list)

    def values(self, names: Iterable[str]) -> Iterator[str]:
        """Yield what is said under these names, in their order."""
        return (value for name in names for value in self.metas.get(name, ()))


def read(document: turbohtml.Document) -> Metadata:
    """Return what a page says of its article."""
    head = _look(document)
    data = json_ld.read(head.scripts)
    addresses = tuple(dict.fromkeys([*head.addresses, *head.values(["og:url"])]))
    publisher = document_publisher.named(
        [*map(clean, data.publishers), *head.values(SITES)],
        [*head.fronts, *(host[1] for address in addresses if (host := HOST.match(address)))],
    )

    def said(key: str) -> Iterator[str]:
        return (clean(text) for node in data.articles if (text := json_ld.text(node.get(key))))

    lang = document.root.attr("lang") if document.root else None
    headlines, shared = (islice(some, TITLED) for some in (said("headline"), head.values(TITLES)))
    given = Titles(tuple(headlines), tuple(shared), head.title)
    languages = [value.lower() for value in (clean(lang), *said("inLanguage"), *head.values(LANGUAGES))]
    return Metadata(
        title=titles.choose(given, head.headings, publisher),
        titles=given,
        headings=tuple(dict.fromkeys(filter(None, head.headings))),
        named=Named(
            data=tuple(tuple(map(clean, names)) for names in json_ld.authors(data)),
            metas=tuple(head.values(AUTHORS)),
            cards=tuple(_cards(head)),
        ),
        published=dates.published(head.metas, data, document),
        modified=dates.modified(head.metas, data),
        language=_first(LANGUAGE, languages),
        region=_first(REGION, languages),
        tags=tuple(_tags(head, json_ld.keywords(data))),
        publisher=publisher,
        addresses=addresses,
    )


def _look(document: turbohtml.Document) -> _Head:
    head = _Head()
    for element in document.iter_elements(("meta", "title", "script", "link", "h1")):
        attr = element.attr
        if element.tag == "meta":
            _add_meta(head, element)
        elif element.tag == "link":
            if (attr("rel") or "").lower() == "canonical":
                head.addresses.append(clean(attr("href")))
        elif element.tag == "h1":
            _add_heading(head, element)
        elif element.tag == "title":
            if element.namespace is turbohtml.Namespace.HTML:  # a drawing has titles as well
                head.title = head.title or clean(element.text)
        elif "ld+json" in (attr("type") or "").lower():
            head.scripts.append(element.text)
    head.fronts += [clean(link.text) for link in document.select('a[href][rel~="home"]')[:FRONTS]]
    return head


def _add_meta(head: _Head, element: turbohtml.Element) -> None:
    """Add what a <meta> says; some systems write JSON-LD into it."""
    attr = element.attr
    name = attr("property") or attr("name") or attr("itemprop") or attr("http-equiv")
    content = attr("content")
    if name and content and "ld+json" in name:
        head.scripts.append(content)
    elif name and (said := clean(content)) and not _is_of_another_work(element):
        head.metas.setdefault(name[:NAME].lower(), []).append(said)


def _is_of_another_work(element: turbohtml.Element) -> bool:
    """Return whether a <meta> of microdata stands in the item of a work that the page cites, reviews or lists."""
    if not element.attr("itemprop"):
        return False
    around = (one for one in islice(element.ancestors, AROUND) if isinstance(one, turbohtml.Element))
    item = next((one for one in around if one.attr("itemscope") is not None), None)
    return item is not None and not OTHER_WORKS.isdisjoint((item.attr("itemprop") or "").lower().split())


def _add_heading(head: _Head, element: turbohtml.Element) -> None:
    """Add a heading of the first level; one that is a link to the front page is the name of the site."""
    text = clean(element.text)
    links = (link for link in element.select("a[href]") if FRONT.fullmatch(link.attr("href") or ""))
    leads_there = any(clean(link.text) == text for link in links)
    (head.fronts if leads_there else head.headings).append(text)


def _cards(head: _Head) -> Iterator[tuple[str, str]]:
    """Yield the lines of the card that social networks show: "Written by", and below it a name."""
    for number in range(1, LABELLED + 1):
        values = head.metas.get(f"twitter:data{number}", ())[:1]
        for label in head.metas.get(f"twitter:label{number}", ()):
            yield from ((label, value) for value in values)


def _first(part: re.Pattern[str], values: Iterable[str]) -> str | None:
    """Return a part of the first tag of a language that has it."""
    return next((code[1] for code in map(part.match, values) if code), None)


def _tags(head: _Head, keywords: list[str]) -> Iterator[str]:
    """Yield the keywords of the first source that has any, each once."""
    sources = ([*head.values(["article:tag"])], keywords, *([*head.values([name])] for name in KEYWORDS))
    values = next(filter(None, sources), [])
    words = values[0].split(",") if len(values) == 1 else values
    seen = set[str]()
    for word in map(clean, words):
        if word and len(word) <= TAG and (plain := late.folded(word)) not in seen:
            seen.add(plain)
            yield word
