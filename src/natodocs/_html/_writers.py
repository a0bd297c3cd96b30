"""The candidates for authors -> the authors: people or agencies, and neither the publisher nor an account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import regex

from natodocs import _people, _rules
from natodocs._html import _titles
from natodocs._publisher import bare
from natodocs._types import Author

if TYPE_CHECKING:
    from collections.abc import Iterable

    from natodocs._publisher import Publisher

CUE: Final = re.compile(r"(?:written by|by|von|par|por|door|av|autor|author|text)\b:? ", re.IGNORECASE)
NOTE: Final = re.compile(r" ?\([^()]{0,60}\)$")  # initials, a paper
UNLIKE: Final = re.compile(r"https?:|www\.|[@/\\<>{}#=\d]|^\W|\.(?:com|org|net|de|fr|uk)\b", re.IGNORECASE)
COMMA: Final = re.compile(r" ?[,;|] ?")
AND: Final = re.compile(r" (?:and|und|et|y|e|en|och|og|&) ", re.IGNORECASE)
# Two to five words in capitals, with the small words of names between them; scripts without capitals pass.
PERSON: Final = regex.compile(
    r"""
    [^\s\p{Ll}]\S{0,30}
    (?:
        [ ](?: v\. | van | von | zu | zum | de | den | der | des | du | di | da | das | dos | do | del | della
             | la | le | el | al | bin | ibn | ten | ter | y | e | af | av )
      | [ ][^\s\p{Ll}]\S{0,30}
    ){1,4}
    """,
    regex.VERSION1 | regex.VERBOSE,
)
LONGEST: Final = 80  # characters; longer is a sentence


def choose(sources: Iterable[Iterable[str]], publisher: Publisher) -> tuple[Author, ...]:
    """Return the authors of the first source that names any; a wrong author is worse than none."""
    for source in sources:
        names: dict[str, str] = {}
        for said in source:
            for part in _each(_titles.without_site(said, publisher)):
                name = NOTE.sub("", CUE.sub("", part) if CUE.match(part) else part)
                if _is_name(name) and (_people.is_person(name) or not publisher.is_author(name)):
                    known = names.get(bare(name), "")
                    names[bare(name)] = name if name.count(" ") > known.count(" ") or not known else known
        if names:
            return tuple(map(Author, names.values()))
    return ()


def _each(names: str) -> list[str]:
    """Return the people in a list: of "Ada Lund and Per Moe, Reuters" the first two; one name as it is."""
    parts = [person for part in COMMA.split(names) for person in _joined(part)]
    return [part for part in parts if PERSON.fullmatch(part)] or [names]


def _joined(names: str) -> list[str]:
    parts = AND.split(names)
    return parts if len(parts) > 1 and all(map(PERSON.fullmatch, parts)) else [names]


def _is_name(name: str) -> bool:
    return (
        2 <= len(name) <= LONGEST
        and any(map(str.isalpha, name))
        and (not UNLIKE.search(name) or _people.is_agency(name))
        and bare(name) not in _rules.load_all().words("byline.nobody")
    )
