"""Whom the head of a page names -> its authors: people or agencies, and neither the publisher nor an account."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve

from natodocs import _rules
from natodocs._document.html import titles
from natodocs._document.publisher import bare
from natodocs._entities import organisations, places
from natodocs._entities import people as entity_people
from natodocs._entities import words as entity_words
from natodocs._fields.bylines import cues, line, pieces
from natodocs._fields.bylines import names as byline_names
from natodocs._fields.bylines.reading import BylineLine
from natodocs._patterns.alternation import one_of
from natodocs._types import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from natodocs._document.document import Metadata

NOTE: Final = re.compile(r" ?\([^()]{0,60}\)$")  # initials, a paper
UNLIKE: Final = re.compile(r"https?:|www\.|[@/\\<>{}#=\d]|^\W|\.(?:com|org|net|de|fr|uk)\b", re.IGNORECASE)
COMMA: Final = re.compile(r" ?[,;|] ?")
AND: Final = re.compile(r" & | ?/ ?")
LONGEST_SAID: Final = 80  # characters; longer is a sentence
MOST_NAME_WORDS: Final = 6  # words of a name; more is the full name of an office


def authors(head: Metadata) -> tuple[Author, ...]:
    """Return the authors of the first source that names any; a wrong author is worse than none."""
    publisher = head.publisher
    for source in (*head.named.data, (*head.named.metas, *_written(head.named.cards))):
        found: dict[str, Author] = {}
        for said in source:
            for part in _each(titles.without_site(said, publisher)):
                author = _author(part)
                if not _is_name(author.name) or (
                    publisher.is_author(author.name) and not entity_people.is_person(author.name)
                ):
                    continue
                known = found.setdefault(bare(author.name), author)
                if author.name.count(" ") > known.name.count(" "):  # "ada-lund", and then "Ada Lund"
                    found[bare(author.name)] = author
        if found:
            return _with_affiliation(_without_accounts(list(found.values())))
    return ()


def _without_accounts(authors: list[Author]) -> list[Author]:
    """Return the authors without accounts that are made of another one's name: "the_ada_lund" beside "Ada Lund"."""
    full = [bare(author.name) for author in authors if " " in author.name]
    return [
        author
        for author in authors
        if " " in author.name or not any(name in bare(author.name) for name in full)
    ]


def institution(head: Metadata) -> str | None:
    """Return the publisher, where the likeliest node of the structured data says that it is the author itself."""
    return next((name for name in chain(*head.named.data[:1]) if head.publisher.is_meant(name)), None)


def _written(cards: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what stands below "written by" on a card; other labels are of prices and reading times."""
    cues = _rules.load_all().words("byline.written")
    return (value for label, value in cards if label.casefold().strip(": ") in cues)


def _each(names: str) -> list[str]:
    """Return the people in a list: of "Ada Lund and Per Moe, Reuters" the first two; one name as it is."""
    parts = [person for part in COMMA.split(names) for person in _joined(part)]
    people = [part for part in parts if _person().fullmatch(part)]
    if len(people) > 1:
        people = [people[0], *(part for part in people[1:] if not _is_beside(part))]
    return people or [names]


def _joined(names: str) -> list[str]:
    parts = pieces.apart(names, AND)
    return parts if len(parts) > 1 and all(map(_person().fullmatch, parts)) else [names]


@cache
def _person() -> regex.Pattern[str]:
    """Two to five words in capitals, with the small words of names between them; scripts without capitals pass."""
    particles = (
        entity_words.listed("particles") | entity_words.listed("particles_of_heads")
    ) - pieces.and_words()
    word, particle = r"[^\s\p{Ll}]\S{0,30}", one_of(particles, as_written=True)
    return regex.compile(rf"{word}(?:\ (?:{particle})|\ {word}){{1,4}}", regex.VERSION1)


def _is_beside(part: str) -> bool:
    """Return whether a part of a list says what the one before it is, or where: "Ada Lund, Staff Writer, New Delhi"."""
    return entity_people.is_role(part) or places.is_place(part) or organisations.is_organisation(part)


def _author(part: str) -> Author:
    """Return an author without cue and title; a role behind the name is kept apart."""
    cue = cues.before_a_name(part)
    name = NOTE.sub("", part[cue.end :] if cue else part)
    found = line.bare(BylineLine(name))
    if found and len(found.authors) == 1 and found.authors[0].role:
        return found.authors[0]
    return Author(entity_people.without_title(name) if name.strip() else name)


def _with_affiliation(authors: list[Author]) -> tuple[Author, ...]:
    """Return the people with the agency that stands beside them."""
    desks = [author for author in authors if organisations.is_organisation(author.name)]
    people = [author for author in authors if author not in desks]
    if not (desks and people):
        return tuple(authors)
    return tuple(evolve(author, affiliation=author.affiliation or desks[0].name) for author in people)


def _is_name(name: str) -> bool:
    words = name.split()
    owners, particles = map(_rules.load_all().words, ("byline.owners", "byline.particles"))
    return (
        2 <= len(name) <= LONGEST_SAID
        and len(words) <= MOST_NAME_WORDS
        and any(map(str.isalpha, name))
        and (not UNLIKE.search(name) or organisations.is_agency(name))
        and byline_names.is_somebody(Author(name))
        and not any(word.strip(",()").casefold() in owners for word in words)
        and not (len(words) > 1 and words[0].islower() and words[0] not in particles)
    )
