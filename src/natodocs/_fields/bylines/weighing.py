"""Who wrote a page: what it prints, what its markup points to and what its head says, weighed against each other.

A head that names people knows them: what the page prints may be of another story. One that names the site, a desk or an
account gives way to people in print. A name that is cut short in one ("Nils") is taken in full from the other.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve, frozen

from natodocs._document.publisher import bare
from natodocs._entities import organisations, places
from natodocs._entities import people as entity_people
from natodocs._fields import zones
from natodocs._fields.bylines import marked, metadata, unlabelled
from natodocs._fields.bylines import printed as byline_printed
from natodocs._fields.bylines.reading import BylineLine
from natodocs._patterns.lazy import lazily
from natodocs._types import Author, Byline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from natodocs._document.document import Document
    from natodocs._document.publisher import Publisher
    from natodocs._types import Block, Span

PERSON, ACCOUNT, DESK, SITE = range(4)  # what a name is; the best first
# Shares of right bylines, by who names their authors, and whether these are people.
CONFIDENCE: Final[Mapping[tuple[str, bool], float]] = MappingProxyType(
    {
        ("both", True): 0.95,
        ("both", False): 0.9,
        ("print", True): 0.85,
        ("print", False): 0.7,
        ("head", True): 0.85,
        ("head", False): 0.6,
        ("against print", True): 0.7,
    }
)
UNCASED: Final = lazily(r"\p{Lo}{2,5}", regex.VERSION1)  # a name in a script without capitals


@frozen
class _Evidence:
    """The bylines of a page, by where they come from; those that are likelier its own first."""

    document: Document
    where: zones.Where
    said: Byline | None
    """The head's."""
    near: Sequence[Byline]
    """Those that the markup points to, beside headline and text."""
    far: Sequence[Byline]
    """Those that it points to elsewhere."""
    printed: Sequence[Byline]
    """Those of lines that have the form of a byline."""

    @classmethod
    def of(cls, document: Document, blocks: Sequence[Block], authors: tuple[Author, ...]) -> _Evidence:
        where = zones.Where.of(document, blocks)
        signed = marked.find(document, where)
        said = Byline(authors, None, ", ".join(author.name for author in authors))
        near, far = ([one.byline for one in signed if one.near is wanted] for wanted in (True, False))
        return cls(document, where, said if authors else None, near, far, byline_printed.printed(blocks))

    @property
    def publisher(self) -> Publisher:
        return self.document.metadata.publisher

    @property
    def institution(self) -> str | None:
        """The publisher, where the head says that it is the author itself."""
        return metadata.institution(self.document.metadata)

    def kind(self, byline: Byline) -> int:
        """Return the best of what the names of a byline are."""
        return min(kind(author.name, self.publisher) for author in byline.authors)

    def of_kind(self, what: int, bylines: Iterable[Byline]) -> list[Byline]:
        return [one for one in bylines if self.kind(one) == what]

    @property
    def head_knows(self) -> int:
        """What the head names; `SITE` where it names nobody."""
        return self.kind(self.said) if self.said else SITE


def find(document: Document, blocks: Sequence[Block]) -> Byline | None:
    """Find the byline of a page."""
    authors = metadata.authors(document.metadata)
    if not (document.regions or authors):
        return next(iter(byline_printed.printed(blocks)), None)
    evidence = _Evidence.of(document, blocks, authors)
    byline = _choose(evidence)
    if not byline:
        return None
    return evolve(byline, authors=_people_first(byline), confidence=_confidence(byline, evidence))


def _people_first(byline: Byline) -> tuple[Author, ...]:
    """Return the people, with the station that stands beside them in capitals ("Ada Lund, NDR NORDEN")."""
    stations = [
        one for one in byline.authors if " " in one.name and one.name.isupper() and _is_station(one.name)
    ]
    people = [one for one in byline.authors if one not in stations and not one.name.isupper()]
    if not (stations and people):
        return byline.authors
    return tuple(evolve(one, affiliation=one.affiliation or stations[0].name) for one in people)


def _is_station(name: str) -> bool:
    return organisations.STATION.fullmatch(name.split()[0]) is not None and not entity_people.is_person(name)


def _choose(evidence: _Evidence) -> Byline | None:
    near, printed, far = evidence.near, evidence.printed, evidence.far
    if evidence.said and evidence.head_knows == PERSON:
        return _placed(evidence.said, near, printed, far)
    if evidence.said and evidence.head_knows == ACCOUNT:
        found = _placed(evidence.said, near, ())
        if found.span:
            return found
    if people := _people_in_print(evidence):
        return _placed(people, near, printed)
    # An account, a desk, the site itself: better than nobody where the page says so.
    others = [*([evidence.said] if evidence.said else []), *near, *printed, *far]
    others = sorted((one for one in others if evidence.kind(one) != PERSON), key=evidence.kind)
    if others:
        return _placed(others[0], near, printed, far)
    institution = evidence.institution
    return Byline((Author(institution),), None, institution) if institution else None


def _confidence(byline: Byline, evidence: _Evidence) -> float:
    """Return how often such bylines are right."""
    people = evidence.kind(byline) == PERSON
    if byline.span:
        both = evidence.said and any(
            _may_be_one(one.name, byline.authors[0].name) for one in evidence.said.authors
        )
        return CONFIDENCE["both" if both else "print", people]
    disputed = people and evidence.of_kind(PERSON, [*evidence.near, *filter(_has_cue, evidence.printed)])
    return CONFIDENCE["against print" if disputed else "head", people]


def _people_in_print(evidence: _Evidence) -> Byline | None:
    """Return the byline that names people, where the head names none."""
    unknown = evidence.head_knows == SITE
    found = evidence.of_kind(PERSON, evidence.near)
    found += evidence.of_kind(PERSON, filter(_has_cue, evidence.printed))
    if not evidence.of_kind(ACCOUNT, evidence.near):
        found += [
            one
            for one in evidence.of_kind(PERSON, evidence.printed)
            if unknown or marked.all_people(one.authors)
        ]
    if not found and unknown:
        found += [one for one in evidence.of_kind(PERSON, evidence.far) if marked.all_people(one.authors)]
        cued = unlabelled.cued(evidence.document, evidence.where)
        found += evidence.of_kind(PERSON, cued) or evidence.of_kind(ACCOUNT, cued)
    by_site = evidence.institution or evidence.of_kind(SITE, [*evidence.near, *evidence.far])
    if not found and by_site and not evidence.of_kind(DESK, evidence.printed):
        opening = unlabelled.opening(evidence.document, evidence.where)
        found += evidence.of_kind(PERSON, [opening] if opening else [])
    return next(iter(found), None)


def _has_cue(byline: Byline) -> bool:
    return BylineLine(byline.text.partition("\n")[0]).has_cue


def kind(name: str, publisher: Publisher) -> int:
    """Return what a name is: of a person, an account, a desk or the site."""
    if publisher.is_author(name) and not entity_people.is_person(name):
        return SITE
    if organisations.is_organisation(name):
        return DESK
    person = UNCASED.fullmatch(name) or (" " in name and entity_people.is_name(name))
    return PERSON if person else ACCOUNT


def _placed(
    said: Byline, near: Sequence[Byline], printed: Sequence[Byline], far: Sequence[Byline] = ()
) -> Byline:
    """Return a byline as it is printed: the same people, or beside the headline these and more; else as it is."""
    agreed = [found for one in (*near, *printed) if (found := _agreed(said, one))]
    if not agreed:
        return next((found for one in far if (found := _agreed(said, one))), said)
    line = agreed[0].span
    same = [one for one in agreed if one.span in {by.span for by in near} or _overlap(one.span, line)]
    return max(same or agreed[:1], key=lambda one: len(one.authors))


def _overlap(span: Span | None, other: Span | None) -> bool:
    return bool(span and other and span.start < other.end and other.start < span.end)


def _agreed(said: Byline, printed: Byline) -> Byline | None:
    """Return a printed byline that names all that are said; `None` where it lacks one."""
    authors = []
    for author in said.authors:
        same = next((one for one in printed.authors if _may_be_one(author.name, one.name)), None)
        if not same:
            return None
        fuller = " " not in author.name and entity_people.is_name(same.name)
        alike = fuller or bare(same.name) == bare(author.name)
        authors.append(same if alike else evolve(same, name=author.name))
    known = [author.name for author in said.authors]
    more = (one for one in printed.authors if not any(_may_be_one(one.name, name) for name in known))
    trusted = _overlap(said.span, printed.span)
    more = (one for one in more if entity_people.is_person(one.name) or (trusted and _is_full(one.name)))
    return Byline((*authors, *more), printed.span, printed.text)


def _is_full(name: str) -> bool:
    """Return whether a name has two words and more, and is of no place or desk."""
    return " " in name and not (
        organisations.is_organisation(name) or places.is_place(name) or entity_people.is_role(name)
    )


def _may_be_one(name: str, other: str) -> bool:
    """Return whether two names may be of one person: the words of one are among those of the other."""
    if bare(name) == bare(other):
        return True
    words, others = set(name.casefold().split()), set(other.casefold().split())
    return words <= others or others <= words
