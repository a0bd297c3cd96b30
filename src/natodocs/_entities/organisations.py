"""What a newsroom is called: agencies, papers, stations, desks."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import regex

from natodocs._entities.words import listed
from natodocs._patterns.lazy import lazily

LONGEST_AGENCIES: Final = 80  # characters: "Agence France-Presse / Deutsche Presse-Agentur"
OPENING: Final = 3  # characters of a text that tell whether it may name an agency
DOMAIN: Final = lazily(
    r"\w\.(?:com|org|net|de|co|uk|it|fr|es|at|ch|in|tv|info|news|eu|nl|pl|ru|br|mx|ca|au|za)\b",
    regex.IGNORECASE,
)
STATION: Final = regex.compile(r"[A-Z][A-Z0-9&]{1,5}")  # NDR, KTRK, g1
SEVERAL: Final = regex.compile(r"\s?[/,+&]\s?")


def is_organisation(text: str) -> bool:
    """Return whether a text names an agency, a paper, a station or a desk."""
    if is_agency(text):
        return True
    words = [word.casefold().strip(".,'’") for word in text.split()]
    if not listed("organisations").isdisjoint(words) or ("." in text and DOMAIN.search(text)):
        return True
    return len(words) == 1 and STATION.fullmatch(text.strip()) is not None


def is_agency(text: str) -> bool:
    """Return whether a text is the name of a news agency, also several with a slash or dash ("AFP/dpa")."""
    opening = text[:OPENING].casefold()
    known = opening in _openings() or opening[:2] in _openings() or "/" in text  # "det/dpa"
    if opening[:1].isalnum() and not known:
        return False
    return len(text) <= LONGEST_AGENCIES and _is_agency(text)


@lru_cache(maxsize=4096)
def _is_agency(text: str) -> bool:
    parts = [part.strip(" .,()").removeprefix("The ").removeprefix("the ") for part in SEVERAL.split(text)]
    known = [part in agencies() or part.casefold() in _long_agencies() for part in parts if part]
    # "dpa/lni" is an agency and one of its desks, "det/dpa" one with the initials of who has edited it.
    small = "/" in text and all(part.islower() and len(part) < 5 for part in parts)
    return any(known) and (all(known) or small)


@cache
def agencies() -> frozenset[str]:
    """Return the names of news agencies, as they are printed."""
    return listed("agencies")


@cache
def _long_agencies() -> frozenset[str]:
    # Their case varies ("ASSOCIATED PRESS"); that of short ones does not, since "pa" and "map" are words.
    return frozenset(name.casefold() for name in agencies() if len(name) > 4)


@cache
def _openings() -> frozenset[str]:
    """Return how the names of agencies begin, in small letters; some have no more than two."""
    return frozenset(name[:OPENING].casefold() for name in (*agencies(), "the "))
