"""What the head of a page says of its article: JSON-LD, Open Graph, the meta tags of many systems, microdata.

Each field has a table of where it is looked for, the most reliable first; the first that says something plausible is
taken. Sources contradict each other, and say what machines are to read: nothing here is printed on the page for sure.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

import regex
import turbohtml
from attrs import frozen

from natodocs._html import _linked_data
from natodocs._html._linked_data import Node
from natodocs._source import Metadata
from natodocs._types import Author

# Names of <meta>, in small letters; it does not matter whether they stand in name, property or itemprop.
TITLES: Final = (
    "og:title",
    "twitter:title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
)
AUTHORS: Final = (
    "citation_author", "parsely-author", "sailthru.author", "author", "article:author", "article:author_name",
    "og:article:author", "dc.creator", "dcterms.creator", "byl", "byline", "cxenseparse:author", "authors", "creator",
    "twitter:data1",
)  # fmt: skip
PUBLISHED: Final = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "cxenseparse:recs:publishtime",
    "article_date_original", "published_time", "publish_date", "publishdate", "publish-date", "publication_date",
    "publication-date", "pubdate", "pdate", "originalpublicationdate", "article.published", "article.created",
    "article:publicationdate", "datecreated", "date",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "og:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
    "dc.date.modified", "article.updated", "last-modified", "lastmod", "revised",
)  # fmt: skip
KEYWORDS: Final = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords")
LANGUAGES: Final = ("content-language", "og:locale", "dc.language", "language", "inlanguage")
SITES: Final = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")

CUES: Final = re.compile(r"(?:by|von|par|por|di|door|av|autor|author|text|written by)\b:?\s+", re.IGNORECASE)
NOTE: Final = re.compile(r"\s*\([^()]{0,60}\)$")  # initials, a paper
NOBODY: Final = frozenset(
    "admin administrator wordpressadmin webmaster root user guest author noauthor unknown anonymous none null undefined "
    "default editor redaktion redaction redaccion nachrichten".split()
)  # accounts and placeholders, without blanks
NOT_NAMES: Final = re.compile(r"https?:|www\.|[@/\<>{}#=]|^\W|\d|\.(?:com|org|net|de|fr|uk)\b", re.IGNORECASE)
LISTED: Final = re.compile(r"\s*(?:;|\||\s(?:and|und|et|y|e|en|och|og|&)\s|,(?:\s*(?:and|und|et|y)\s)?)\s*")
MOMENTS: Final = '[itemprop~="datePublished"], article time[datetime], main time[datetime]'
ISO: Final = re.compile(r"\s*\d{4}-\d{2}-\d{2}")
CHANGED: Final = re.compile(r"update|modif|change")
SEPARATORS: Final = re.compile(r"\s[|–—\-·•:»«›]\s|\s?[|｜：»›]\s?")
DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
ADDRESS: Final = re.compile(r"(?:\w[\w-]{1,40}\.){1,3}[A-Za-z]{2,8}")
ADDED: Final = 3  # things that a site may add to a title
RUNS: Final = 6  # separators of a title that are tried
CUT: Final = ("...", "…")
WHOLE: Final = 6  # characters; a name that long, in the name of the publisher, is no person's
PART: Final = 3  # characters; the shortest part of a site's name that stands for it
LANGUAGE: Final = re.compile(r"([a-z]{2})(?:[-_]|$)")
TAG: Final = re.compile(r"<[^<>]{0,300}>")
# Two to five words in capitals, with the small words of names between them; scripts without capitals pass.
PERSON: Final = regex.compile(
    r"[^\s\p{Ll}]\S{0,30}(?: (?:v\.|[vV]an|[vV]on|de|den|der|des|du|di|da|das|dos|do|del|della|la|le|el|al|bin|ibn|zu|zum|ten|ter|y|e|af|av|i|und)"
    r"|[ ][^\s\p{Ll}]\S{0,30}){1,4}",
    regex.VERSION1,
)
NAME: Final = 80  # characters; longer is a sentence
KEYWORD: Final = 80  # characters
VALUE: Final = 2000  # characters; what is read of a value


@frozen
class _Head:
    """What is looked through."""

    metas: Mapping[str, Sequence[str]]
    articles: Sequence[Node]
    names: Mapping[str, str]
    sites: Sequence[str]
    title: str
    headings: Set[str]
    language: str


def read(document: turbohtml.Document) -> Metadata:
    """Return what a page says of its article."""
    head = _look(document)
    return Metadata(
        title=_title(head),
        authors=tuple(map(Author, _authors(head))),
        published=_first(head, "datePublished", PUBLISHED) or _printed(document),
        modified=_first(head, "dateModified", MODIFIED),
        language=_language(head),
        tags=tuple(_tags(head)),
        site=head.sites[0] if head.sites else None,
    )


def _look(document: turbohtml.Document) -> _Head:
    metas: dict[str, list[str]] = {}
    title, scripts, headings = "", list[str](), set[str]()
    for element in document.iter_elements(("meta", "title", "script", "h1")):
        if element.tag == "meta":
            name = (
                element.attr("property")
                or element.attr("name")
                or element.attr("itemprop")
                or element.attr("http-equiv")
            )
            if name and (value := _clean(element.attr("content"))):
                metas.setdefault(name[:100].lower(), []).append(value)
        elif element.tag == "title":
            title = title or _clean(element.text)
        elif element.tag == "h1":
            headings.add(_bare(_clean(element.text)))
        elif "ld+json" in (element.attr("type") or "").lower():
            scripts.append(element.text)
    data = _linked_data.read(scripts)
    sites = [value for name in SITES[:1] for value in metas.get(name, ())]
    sites += [*map(_clean, data.publishers), *(value for name in SITES[1:] for value in metas.get(name, ()))]
    root = document.root
    return _Head(
        metas,
        data.articles,
        data.names,
        list(dict.fromkeys(filter(None, sites))),
        title,
        headings - {""},
        (root and root.attr("lang")) or "",
    )


def _clean(value: str | None) -> str:
    """Return a value as a reader would see it: without tags and entities, on one line."""
    value = (value or "")[:VALUE]
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = TAG.sub("", value)
    return " ".join(value.split())


def _first(head: _Head, key: str, names: Sequence[str]) -> str | None:
    said = (_clean(_linked_data.text(node.get(key))) for node in head.articles)
    written = (value for name in names for value in head.metas.get(name, ()))
    return next((value for value in (*said, *written) if any(map(str.isdigit, value))), None)


def _printed(document: turbohtml.Document) -> str | None:
    """Return the first moment that the article prints, where the head says none."""
    for element in document.select(MOMENTS):
        names = (element.attr("class") or "").lower()
        value = element.attr("datetime") or element.attr("content") or ""
        if ISO.match(value) and ("published" in names or not CHANGED.search(names)):
            return value.strip()
    return None


def _title(head: _Head) -> str | None:
    """Return the first title; where it comes from <meta> or <title>, that part of it which is a heading of the page."""
    known = _known(head.sites)
    said = (_clean(_linked_data.text(node.get("headline"))) for node in head.articles)
    written = [*(value for name in TITLES for value in head.metas.get(name, ())), head.title]
    titles = [_without_site(title, known) for title in said if title]
    for title in filter(None, written):
        agreed = (
            part for part in _runs(title) if (bare := _bare(part)) in head.headings and bare not in known
        )
        titles.append(next(agreed, None) or _without_site(title, known))
    cut = next((title.rstrip(".… ") for title in titles[:1] if title.endswith(CUT)), None)
    whole = (title for title in titles if cut and title.startswith(cut) and not title.endswith(CUT))
    return next(whole, next(iter(titles), None))


def _runs(title: str) -> Iterator[str]:
    """Return a title and what stands before and after each of its separators, the longest first."""
    marks = list(SEPARATORS.finditer(title))[:RUNS]
    parts = [title, *(title[: mark.start()] for mark in marks), *(title[mark.end() :] for mark in marks)]
    yield from sorted(parts, key=len, reverse=True)


def _without_site(title: str, known: Set[str]) -> str:
    """Return a title without the names, and the date, that its site adds to every title."""
    for _ in range(ADDED):
        marks = list(SEPARATORS.finditer(title))
        if not marks:
            break
        last = title[marks[-1].end() :]
        if DATE.fullmatch(last) or ADDRESS.fullmatch(last) or _names_site(_bare(last), known):
            title = title[: marks[-1].start()]
        elif _bare(title[: marks[0].start()]) in known:
            title = title[marks[0].end() :]
        else:
            break
    return title


def _known(sites: Sequence[str]) -> frozenset[str]:
    """Return what a site is called, for comparing: "DW.COM" is called DW as well."""
    return frozenset(filter(None, (_bare(name) for site in sites for name in (site, site.split(".")[0]))))


def _names_site(bare: str, known: Set[str]) -> bool:
    return bare in known or any(
        (len(bare) >= PART and bare in site) or (len(site) >= PART and site in bare) for site in known
    )


def _bare(name: str) -> str:
    """Return the letters and digits of a name, for comparing."""
    return "".join(filter(str.isalnum, name.casefold()))


def _authors(head: _Head) -> list[str]:
    """Return the names of the first source that has any; a wrong author is worse than none."""
    known = _known(head.sites)
    sources = (
        (
            name
            for node in head.articles
            for name in _named(node.get("author") or node.get("creator"), head.names)
        ),
        (part for name in AUTHORS for value in head.metas.get(name, ()) for part in _parts(value)),
    )
    for source in sources:
        names: dict[str, str] = {}
        for said in source:
            name = NOTE.sub("", CUES.sub("", _without_site(_clean(said), known), count=1))
            if _is_name(name) and not _is_publisher(bare := _bare(name), known):
                names[bare] = max(name, names.get(bare, ""), key=_blanks)  # "Ada Lund" rather than "ada-lund"
        if names:
            return list(names.values())
    return []


def _blanks(name: str) -> int:
    return name.count(" ")


def _named(value: object, names: Mapping[str, str]) -> Iterator[str]:
    """Return the names that the value of an author holds."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield from _parts(item)
        elif _linked_data.is_node(item):
            name = _linked_data.text(item.get("name")) or names.get(str(item.get("@id")))
            if name:
                yield from _parts(name)


def _parts(names: str) -> list[str]:
    """Return the people in a list; of "Ada Lund and Per Moe, Reuters" the first two, but one name as it is."""
    parts = LISTED.split(names[:VALUE])
    people = [part for part in parts if PERSON.fullmatch(part)]
    return people or [names]


def _is_publisher(bare: str, known: Set[str]) -> bool:
    return bare in known or (len(bare) >= WHOLE and any(bare in site for site in known))


def _is_name(name: str) -> bool:
    return (
        2 <= len(name) <= NAME
        and not NOT_NAMES.search(name)
        and _bare(name) not in NOBODY
        and any(map(str.isalpha, name))
    )


def _tags(head: _Head) -> Iterator[str]:
    """Return the keywords of the first source that has any."""
    said = [text for node in head.articles for text in _strings(node.get("keywords"))]
    sources = [head.metas.get(KEYWORDS[0], []), said, *(head.metas.get(name, []) for name in KEYWORDS[1:])]
    values = next(filter(None, sources), [])
    words = (_clean(word) for value in values for word in (value.split(",") if len(values) == 1 else [value]))
    seen = set[str]()
    for word in words:
        if word and len(word) <= KEYWORD and word.casefold() not in seen:
            seen.add(word.casefold())
            yield word


def _strings(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif _linked_data.is_node(item) and (name := _linked_data.text(item.get("name"))):
            yield name


def _language(head: _Head) -> str | None:
    said = (_linked_data.text(node.get("inLanguage")) for node in head.articles)
    written = (value for name in LANGUAGES for value in head.metas.get(name, ()))
    codes = (LANGUAGE.match(value.strip().lower()) for value in (head.language, *said, *written) if value)
    return next((code[1] for code in codes if code), None)
