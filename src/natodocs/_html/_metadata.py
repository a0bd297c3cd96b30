"""What the head of a page says of its article: JSON-LD, Open Graph, the meta tags of many systems, microdata.

Each field has a table of where it is looked for, the most reliable first; the first that says something
plausible is taken. Sources contradict each other and are written for machines: nothing here is sure to be
printed on the page.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

import turbohtml
from attrs import define, field

from natodocs import _publisher
from natodocs._html import _linked_data, _titles, _writers
from natodocs._source import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    *("articleauthor", "author.name", "author_name", "dc.creator.personalname", "creator", "twitter:data1"),
)
PUBLISHED: Final = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
    ),
    *("dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created", "dcterms.created"),
    *(
        "cxenseparse:recs:publishtime",
        "article_date_original",
        "published_time",
        "publish_date",
        "publishdate",
    ),
    *("publish-date", "publication_date", "publication-date", "pubdate", "pdate", "originalpublicationdate"),
    *("article.published", "article.created", "article:publicationdate", "datecreated", "date"),
)
MODIFIED: Final = (
    *("article:modified_time", "og:modified_time", "datemodified", "og:updated_time", "dcterms.modified"),
    *("dc.date.modified", "article.updated", "last-modified", "lastmod", "revised"),
)
TAGS: Final = ("news_keywords", "parsely-tags", "sailthru.tags", "keywords")  # after article:tag and JSON-LD
LANGUAGES: Final = ("content-language", "og:locale", "dc.language", "language", "inlanguage")
SITES: Final = ("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")

MOMENTS: Final = '[itemprop~="datePublished"], article time[datetime], main time[datetime]'
ISO: Final = re.compile(r"\s{0,9}\d{4}-\d{2}-\d{2}")
CHANGED: Final = re.compile(r"update|modif|change")
LANGUAGE: Final = re.compile(r"([a-z]{2})(?:[-_]|$)")
MARKUP: Final = re.compile(r"<[^<>]{0,300}>")
NAME: Final = 100  # characters of the name of a <meta>
VALUE: Final = 2_000  # characters that are read of a value
TAG: Final = 80  # characters of a keyword; longer is a sentence


@define
class _Head:
    """What is looked through."""

    metas: dict[str, list[str]] = field(factory=dict)
    title: str = ""
    headings: list[str] = field(factory=list)
    scripts: list[str] = field(factory=list)

    def values(self, names: Iterable[str]) -> Iterator[str]:
        """Yield what is said under these names, in their order."""
        return (value for name in names for value in self.metas.get(name, ()))


def read(document: turbohtml.Document) -> Metadata:
    """Return what a page says of its article."""
    head = _look(document)
    data = _linked_data.read(head.scripts)
    sites = list(
        dict.fromkeys([*head.values(["og:site_name"]), *map(clean, data.publishers), *head.values(SITES)])
    )
    publisher = _publisher.named(sites)

    def said(key: str) -> Iterator[str]:
        return (clean(text) for node in data.articles if (text := _linked_data.text(node.get(key))))

    authors = [list(map(clean, names)) for names in _linked_data.authors(data)]
    lang = document.root.attr("lang") if document.root else None
    return Metadata(
        title=_titles.choose(said("headline"), [*head.values(TITLES), head.title], head.headings, publisher),
        authors=_writers.choose([*authors, head.values(AUTHORS)], publisher),
        institution=next((name for names in authors[:1] for name in names if publisher.is_meant(name)), None),
        published=_moment([*said("datePublished"), *head.values(PUBLISHED)]) or _printed(document),
        modified=_moment([*said("dateModified"), *head.values(MODIFIED)]),
        language=_language([clean(lang), *said("inLanguage"), *head.values(LANGUAGES)]),
        tags=tuple(_tags(head, _linked_data.keywords(data))),
        site=sites[0] if sites else None,
        publisher=publisher,
    )


def clean(value: str | None) -> str:
    """Return a value as a reader would see it: without tags and entities, on one line."""
    value = (value or "")[:VALUE]
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = MARKUP.sub("", value)
    return " ".join(value.split())


def _look(document: turbohtml.Document) -> _Head:
    head = _Head()
    for element in document.iter_elements(("meta", "title", "script", "h1")):
        attr = element.attr
        if element.tag == "meta":
            name = attr("property") or attr("name") or attr("itemprop") or attr("http-equiv")
            if name and (value := clean(attr("content"))):
                head.metas.setdefault(name[:NAME].lower(), []).append(value)
        elif element.tag == "h1":
            head.headings.append(clean(element.text))
        elif element.tag == "title":
            if element.namespace is turbohtml.Namespace.HTML:  # a drawing has titles as well
                head.title = head.title or clean(element.text)
        elif "ld+json" in (attr("type") or "").lower():
            head.scripts.append(element.text)
    return head


def _moment(values: Iterable[str]) -> str | None:
    return next((value for value in values if any(map(str.isdigit, value))), None)


def _printed(document: turbohtml.Document) -> str | None:
    """Return the first moment that stands in the article, where the head says none."""
    for element in document.select(MOMENTS):
        names = (element.attr("class") or "").lower()
        value = element.attr("datetime") or element.attr("content") or ""
        if ISO.match(value) and ("published" in names or not CHANGED.search(names)):
            return clean(value)
    return None


def _language(values: Iterable[str]) -> str | None:
    codes = (LANGUAGE.match(value.lower()) for value in values)
    return next((code[1] for code in codes if code), None)


def _tags(head: _Head, keywords: list[str]) -> Iterator[str]:
    """Yield the keywords of the first source that has any, each once."""
    sources = ([*head.values(["article:tag"])], keywords, *([*head.values([name])] for name in TAGS))
    values = next(filter(None, sources), [])
    words = values[0].split(",") if len(values) == 1 else values
    seen = set[str]()
    for word in map(clean, words):
        if word and len(word) <= TAG and word.casefold() not in seen:
            seen.add(word.casefold())
            yield word
