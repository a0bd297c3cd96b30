"""JSON-LD -> the nodes that may describe the article, and who is who.

Broken scripts are mended where that is easy (comments around them, commas before a closing bracket,
something after the end); of others the few fields that matter are picked out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeGuard

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Node = Mapping[str, object]

NODES: Final = 5_000  # of all scripts of a page together; real pages have some hundreds
# What a type must end in to describe the text of a page, the best first: "NewsArticle", "LiveBlogPosting".
KINDS: Final = (
    ("article", "posting", "report"),
    ("review", "recipe", "videoobject", "episode"),
    ("page", "creativework"),
)
# other keys lead to other texts: comments, parts, lists
OPENING: Final = ("//", "/*", "*/", "<!--", "<![CDATA[")  # what hides a script from old browsers and from XML
SHIELD: Final = 6  # how many of them there may be
ESCAPED: Final = 100  # characters, in which the first quotation mark of a script stands
LOOSE_COMMA: Final = re.compile(r",(?=\s*+[}\]])")
PICKED: Final = re.compile(r'"(headline|datePublished|dateModified)"\s{0,20}:\s{0,20}"([^"\\]{1,300})"')


@frozen
class LinkedData:
    """What the JSON-LD of a page says."""

    articles: tuple[Node, ...]
    """The nodes that may describe the article, the likeliest first."""
    names: Mapping[str, str]
    """The names of those that other nodes point to, by their "@id"."""
    publishers: tuple[str, ...]
    """The names of the organisations and sites."""


def read(scripts: Iterable[str]) -> LinkedData:
    """Read all scripts of a page."""
    nodes = list(_nodes([value for script in scripts for value in _values(script)]))
    names = {
        id_: name
        for node in nodes
        if isinstance(id_ := node.get("@id"), str) and (name := text(node.get("name")))
    }
    publishers = [
        name for node in nodes for holder in _publishing(node) if (name := text(holder.get("name")))
    ]
    ranked = sorted((rank, number) for number, node in enumerate(nodes) if (rank := _rank(node)) is not None)
    return LinkedData(
        tuple(nodes[number] for _, number in ranked), MappingProxyType(names), tuple(publishers)
    )


def text(value: object) -> str | None:
    """Return a value that is a string, or a list that starts with one; `None` for others and for blanks."""
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() or None if isinstance(value, str) else None


def is_node(value: object) -> TypeGuard[Node]:
    """Return whether a value is a node."""
    return isinstance(value, dict)


def types(node: Node) -> tuple[str, ...]:
    """Return the types of a node, in small letters."""
    value = node.get("@type")
    return tuple(
        item.lower() for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)
    )


def _values(script: str) -> Iterator[object]:
    """Return what a script holds."""
    if not (source := _bare(script)):
        return
    if "&quot;" in source[:ESCAPED]:
        source = html.unescape(source)  # a script is no markup, and yet some systems write it as such
    for mended in (source, LOOSE_COMMA.sub("", source)):
        try:
            yield json.JSONDecoder(strict=False).raw_decode(mended)[0]
        except (ValueError, RecursionError):  # broken, or nested deeper than any description
            continue
        return
    if picked := dict(reversed(PICKED.findall(source))):  # the first of each
        yield picked | {"@type": "Article"}


def _bare(script: str) -> str:
    """Return a script without what shields it; what follows its value is not read anyway."""
    for _ in range(SHIELD):
        script = script.lstrip()
        script = next((script[len(shield) :] for shield in OPENING if script.startswith(shield)), script)
    return script.strip()


def _nodes(values: Sequence[object]) -> Iterator[Node]:
    """Return the nodes that are about the page as a whole, in order."""
    waiting, left = list(reversed(values)), NODES
    while waiting and left:
        left -= 1
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value[:NODES])
        elif is_node(value):
            yield value
            waiting += [value[key] for key in reversed(INTO) if key in value]


def _rank(node: Node) -> int | None:
    ends = types(node)
    return next((rank for rank, kinds in enumerate(KINDS) if any(end.endswith(kinds) for end in ends)), None)


def _publishing(node: Node) -> Iterator[Node]:
    if any(kind.endswith(("organization", "website")) for kind in types(node)):
        yield node
    publisher = node.get("publisher")
    yield from filter(is_node, publisher if isinstance(publisher, list) else [publisher])


INTO: Final = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
# What leads from an author to whom it is about: a list, its items, a role.
INSIDE: Final = ("itemListElement", "item", "author")


def authors(data: LinkedData) -> Iterator[list[str]]:
    """Yield the authors that each node names, the likeliest node first."""
    for node in data.articles:
        said = node.get("author") or node.get("creator")
        if names := [name for item in _listed(said) for name in _names(item, data.names)]:
            yield names


def keywords(data: LinkedData) -> list[str]:
    """Return the keywords that the likeliest node has."""
    for node in data.articles:
        if words := [word for item in _listed(node.get("keywords")) if (word := _name(item, data.names))]:
            return words
    return []


def _names(item: object, names: Mapping[str, str]) -> list[str]:
    """Return the name of an author, or those of several that stand in one node."""
    if is_node(item) and isinstance(several := item.get("name"), list):
        return [name for one in several[:NODES] if (name := text(one))]
    return [name] if (name := _name(item, names)) else []


def _listed(value: object) -> list[object]:
    """Return what a list holds, and the lists in it; some systems write lists of lists."""
    found, waiting, left = list[object](), [value], NODES
    while waiting and left:
        left -= 1
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item[:NODES])
        elif is_node(item) and "name" not in item and (inner := next(filter(item.get, INSIDE), None)):
            waiting.append(item[inner])
        else:
            found.append(_unpacked(item))
    return found


def _unpacked(item: object) -> object:
    """Return a node that was written as a string ('{"name": "Ada Lund"}')."""
    if isinstance(item, str) and item.startswith("{"):
        return next((value for value in _values(item) if is_node(value)), item)
    return item


def _name(item: object, names: Mapping[str, str]) -> str | None:
    """Return the name of a person or a thing that is a string, a node, or a pointer to a node."""
    if not is_node(item):
        return text(item)
    parts = filter(None, (text(item.get("givenName")), text(item.get("familyName"))))
    return text(item.get("name")) or names.get(str(item.get("@id"))) or " ".join(parts) or None
