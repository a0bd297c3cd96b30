"""The moments that a page gives to machines: JSON-LD, <meta>, and attributes beside what it prints.

Each source counts by how often it is the day on which the article appeared. Many systems write the moment at which the
page was put together into a bare "date", and the change of the article into any of them.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import regex
import turbohtml

from natodocs._document.document import Said
from natodocs._document.html import json_ld, marks
from natodocs._document.html.values import clean
from natodocs._document.marks import OTHERS
from natodocs._patterns.lazy import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from natodocs._document.html.json_ld import LinkedData

    Metas = Mapping[str, Sequence[str]]

# Names of <meta>, in small letters, with how much they count; whether in name, property or itemprop does not matter.
_SURE: Final = (
    "article:published_time og:published_time og:article:published_time article:published article:publish_date "
    "http://ogp.me/ns/article#published_time article.published"
)
_USUAL: Final = (
    "datepublished parsely-pub-date sailthru.date citation_publication_date citation_date citation_online_date "
    "dc.date.issued dcterms.issued dc.date.created dc:date.created dcterms.created dc.date.publication "
    "cxenseparse:recs:publishtime cxenseparse:publishtime article_date_original originalpublicationdate og:pubdate "
    "article:publicationdate article:published_at publish_time publishtime article.created "
    "shareaholic:article_published_time bt:pubdate sailthru.publish_date vr:published_time dcterms.available "
    "prism.publicationdate"
)
_WEAK: Final = (
    "published_time publish_date publishdate publish-date publication_date publication-date pubdate pub_date pdate "
    "dcterms.date dc.date dc:date datecreated date date.created creation_date published published-date created "
    "displaydate article_date timestamp"
)
_CHANGED_SURE: Final = (
    "article:modified_time og:modified_time datemodified og:article:modified_time article:modified"
)
_CHANGED: Final = (
    "og:updated_time dcterms.modified dc.date.modified dc:date.modified article.updated last-modified lastmod revised "
    "article:updated_time last_modified modified_time moddate dateupdate"
)


def _weighed(*groups: tuple[float, str]) -> Mapping[str, float]:
    return MappingProxyType({name: weight for weight, names in groups for name in names.split()})


PUBLISHED: Final = _weighed((3.0, _SURE), (2.0, _USUAL), (1.0, _WEAK))
MODIFIED: Final = _weighed((3.0, _CHANGED_SURE), (2.0, _CHANGED))
LINKED, LINKED_PAGE = 3.0, 1.0  # of JSON-LD on the article, and on the page
MARKED, ALONE = 2.0, 1.5  # of an attribute in the article, and of the only one elsewhere
OTHERWISE: Final = 1.0  # of a <meta> that no table has, and of a script, where nothing else is said

# Elements with a moment for machines: microdata, RDFa, HTML, hAtom.
MOMENTS: Final = (
    '[itemprop~="datePublished"], [property~="datePublished"], [property~="schema:datePublished"], time[pubdate], '
    ".published[datetime], .published[title], .dt-published[datetime], .entry-date[datetime], "
    "article time[datetime], main time[datetime]"
)
VALUES: Final = ("datetime", "content", "title")
# Attributes that scripts of many sites read, where nothing with a meaning of its own is there.
DATA: Final = (
    "data-datetime",
    "data-time",
    "data-published",
    "data-pubdate",
    "data-publish-date",
    "data-date",
)
DATED: Final = ", ".join(f"[{name}]" for name in DATA)
DIGIT: Final = lazily(r"\d", regex.VERSION1)
# Names of <meta> that no table has: what they hold is a moment, and they say of which event.
SHOWN_FIRST: Final = re.compile(r"publi|pubdate|issued|upload|posted|released|created")
NOT_SHOWN: Final = re.compile(r"modif|updat|edit|expir|unpubl|copyright|birth|event")
# Variables and fields of a script that draws the page, with the day that they hold.
SCRIPTED: Final = re.compile(
    r"(?<!un)(?<!Un)(?<!last)(?<!last_)"
    r"(?:(?P<shown>[Pp]ublish|[Pp]ublicat|[Pp]ub_?[Dd]ate)|[Cc]reated_?(?:[Aa]t|[Dd]ate|[Oo]n)\b|[Dd]ate_?[Cc]reated)"
    r"\w{0,20}\\{0,3}[\"']?\s{0,5}[:=]\s{0,5}\\{0,3}[\"'](?P<day>\d{4}-\d{2}-\d{2})(?!\d)"
)
MOST_SCRIPT: Final = 1_000_000  # characters of the scripts of a page that are looked through
ISO: Final = re.compile(r"\s{0,9}\d{4}-\d{2}-\d{2}")
CHANGED: Final = re.compile(r"updat|modif|change")
FIRST_NAMED: Final = re.compile(r"published|entry-date")  # "entry-date updated" is the only day of its post
LOOKED_AT: Final = 20  # elements with a moment; those of other stories stand among them
DEPTH: Final = 12  # elements around one that are asked whose it is


def published(metas: Metas, data: LinkedData, document: turbohtml.Document) -> tuple[Said, ...]:
    """Return what is said of the publication."""
    found = [*_linked(data, "datePublished"), *_named(metas, PUBLISHED), *_marked(document)]
    said = tuple(one for one in found if DIGIT.search(one.text))
    return said or tuple(islice(chain(_unknown(metas), _in_data(document), _scripted(document)), 1))


def modified(metas: Metas, data: LinkedData) -> tuple[Said, ...]:
    """Return what is said of the last change."""
    found = [*_linked(data, "dateModified"), *_named(metas, MODIFIED)]
    return tuple(said for said in found if DIGIT.search(said.text))


def _linked(data: LinkedData, key: str) -> Iterator[Said]:
    """Yield what JSON-LD says: of the article, and of other nodes, which are mostly the page."""
    weight = LINKED
    for node in data.articles:
        if value := json_ld.text(node.get(key)):
            yield Said(clean(value), weight)
            weight = LINKED_PAGE


def _named(metas: Metas, names: Mapping[str, float]) -> Iterator[Said]:
    for name, weight in names.items():
        for value in metas.get(name, ())[:1]:
            yield Said(value, weight)


def _unknown(metas: Metas) -> Iterator[Said]:
    """Yield the moments of names that are in no table but say that something was published."""
    for name, values in metas.items():
        if SHOWN_FIRST.search(name) and not NOT_SHOWN.search(name) and ISO.match(values[0]):
            yield Said(values[0], OTHERWISE)


def _in_data(document: turbohtml.Document) -> Iterator[Said]:
    """Yield the only day that attributes for scripts hold, in what is of this story."""
    elements = [element for element in document.select(DATED)[:LOOKED_AT] if not _of_others(element)]
    values = [value for element in elements for name in DATA if ISO.match(value := element.attr(name) or "")]
    if len({value.strip()[:10] for value in values}) == 1:
        yield Said(clean(values[0]), OTHERWISE)


def _scripted(document: turbohtml.Document) -> Iterator[Said]:
    """Yield the day of publication that scripts hold, else that of creation, where they hold no other."""
    shown, made, left = set[str](), set[str](), MOST_SCRIPT
    for script in document.iter_elements(("script",)):
        text = script.text[:left]
        left -= len(text)
        for found in SCRIPTED.finditer(text):
            (shown if found["shown"] else made).add(found["day"])
    days = shown or made
    if len(days) == 1:
        yield Said(days.pop(), OTHERWISE)


def _marked(document: turbohtml.Document) -> Iterator[Said]:
    """Yield the first moment that stands in the article, or the only one of the page."""
    for element in document.select(MOMENTS)[:LOOKED_AT]:
        if element.tag == "meta":
            continue
        names = (element.attr("class") or "").lower()
        value = next((text for name in VALUES if (text := element.attr(name))), "")
        if (
            ISO.match(value)
            and (FIRST_NAMED.search(names) or not CHANGED.search(names))
            and not _of_others(element)
        ):
            yield Said(clean(value), MARKED)
            return
    times = [element for element in document.select("time[datetime]")[:LOOKED_AT] if not _of_others(element)]
    values = [value for element in times if ISO.match(value := element.attr("datetime") or "")]
    changed = any(CHANGED.search((element.attr("class") or "").lower()) for element in times)
    if values and not changed and len({value.strip()[:10] for value in values}) == 1:
        yield Said(clean(values[0]), ALONE)


def _of_others(element: turbohtml.Element) -> bool:
    """Return whether an element stands in what is of readers or other stories."""
    for around in islice(element.ancestors, DEPTH):
        if not isinstance(around, turbohtml.Element) or around.tag in marks.ROOTS:
            break
        values = [(around.attr(name) or "")[: marks.VALUE] for name in ("class", "id", *marks.ATTRIBUTES)]
        if not OTHERS.isdisjoint(marks.of(around.tag, *values)):
            return True
    return False
