"""What a person is called, and what a newsroom is called: the words of a byline.

Names are told by their shape (capitals, initials, particles); a list of common given names says what the
shape cannot: that "Ada Lund" is a person and "Global Research" is none.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import regex

from natodocs import _rules
from natodocs._patterns.lazy import lazily
from natodocs._rules import loader

LONGEST_AGENCIES: Final = 80  # characters: "Agence France-Presse / Deutsche Presse-Agentur"
OPENING: Final = 3  # characters of a text that tell whether it may name an agency
LONGEST_NAME: Final = 6  # words, without titles: "Eduardo A. Santos Fuenzalida de la Cruz" has 7 and is rare
WORD: Final = lazily(
    r"""(?:\p{Lu}\.-?){1,4}(?:\p{Lu}\p{Ll}+)?          # J.  R.C.  J.-P.
      | [\p{Lu}\p{Lt}][\p{L}\p{M}]*+(?:['’.\-–][\p{L}\p{M}]+)*+[.]?  # Lund, O'Hara, Rivlin-Nadler, JANE, Jr.
      | [\p{Lo}][\p{Lo}\p{M}]*+(?:・[\p{Lo}\p{M}]+)*+
    """,
    regex.VERSION1 | regex.VERBOSE,
)
HANDLE: Final = lazily(r"[\p{L}][\p{L}\p{M}\p{N}._\-]{1,29}", regex.VERSION1)  # a screen name
UNCASED: Final = lazily(r"[\p{Lo}・]{2,12}", regex.VERSION1)
ABBREVIATED: Final = lazily(r"\p{Lu}\p{L}{0,2}\.|(?:\p{Lu}\.-?)+|[JS]r\.", regex.VERSION1)


def is_name(text: str) -> bool:
    """Return whether a text has the shape of a name, of a person or of a newsroom."""
    words = text.split()
    if not 1 <= len(words) <= LONGEST_NAME:
        return False
    capitals = 0
    particles, never = listed("particles"), listed("never_in_names")
    given = len(words) > 1 and words[0].casefold() in given_names()
    for number, word in enumerate(words):
        plain = word.casefold()
        if plain in particles and number + 1 < len(words) and (number or plain not in never):
            continue
        if not WORD.fullmatch(word):
            return False
        # "A." is an initial, and "Peter Read" and "Will May" are people.
        if not given and (plain if len(plain) == 2 else plain.strip(".")) in never:
            return False
        if word.endswith(".") and number + 1 < len(words) and not ABBREVIATED.fullmatch(word):
            return False  # the end of a sentence
        capitals += 1
    return capitals > 0


def is_person(text: str) -> bool:
    """Return whether a text is surely a person: a common given name, and a family name after it."""
    words = text.split()
    if len(words) < 2 or words[0].casefold().split("-")[0] not in given_names():
        return False
    if words[-1].casefold().strip(".") in listed("organisations") or is_organisation(text):
        return False
    return is_name(text)


def is_organisation(text: str) -> bool:
    """Return whether a text names an agency, a paper, a station or a desk."""
    if is_agency(text):
        return True
    words = [word.casefold().strip(".,'’") for word in text.split()]
    if not listed("organisations").isdisjoint(words) or ("." in text and DOMAIN.search(text)):
        return True
    return len(words) == 1 and STATION.fullmatch(text.strip()) is not None


DOMAIN: Final = lazily(
    r"\w\.(?:com|org|net|de|co|uk|it|fr|es|at|ch|in|tv|info|news|eu|nl|pl|ru|br|mx|ca|au|za)\b",
    regex.IGNORECASE,
)
STATION: Final = regex.compile(r"[A-Z][A-Z0-9&]{1,5}")  # NDR, KTRK, g1


SEVERAL: Final = regex.compile(r"\s?[/,+&]\s?")


def is_agency(text: str) -> bool:
    """Return whether a text is the name of a news agency, also several with a slash or dash ("AFP/dpa")."""
    opening = text[:OPENING].casefold()
    if opening[:1].isalnum() and opening not in _openings() and opening[:2] not in _openings():
        return False
    return len(text) <= LONGEST_AGENCIES and _is_agency(text)


@lru_cache(maxsize=4096)
def _is_agency(text: str) -> bool:
    parts = [part.strip(" .,()").removeprefix("The ").removeprefix("the ") for part in SEVERAL.split(text)]
    known = [part in agencies() or part.casefold() in _long_agencies() for part in parts if part]
    # "dpa/lni" is an agency and one of its desks.
    return bool(known) and (
        all(known) or (known[0] and "/" in text and all(part.islower() and len(part) < 5 for part in parts))
    )


def is_role(text: str) -> bool:
    """Return whether a text says what somebody is: "Senior Correspondent", "Education editor"."""
    words = text.split()
    if not 1 <= len(words) <= 7:
        return False
    said = False
    for word in words:
        plain = word.casefold().strip(".,:")
        if plain in listed("roles") or plain.rsplit("-", 1)[-1] in listed("roles"):
            said = True
        elif not (word[0].isupper() or plain in listed("role_words") or plain in listed("particles")):
            return False
    return said


def without_title(text: str) -> str:
    """Return a name without the titles before it: "Prof. Dr. Ada Lund" is "Ada Lund"."""
    words = text.split()
    first = 0
    while first < len(words) - 1 and _is_title(words[first]):
        first += 1
    return text[text.index(words[first]) :] if first else text


def _is_title(word: str) -> bool:
    plain = word.casefold().strip(".,()")
    # "Phil" and "Don" are names, "phil." is the faculty of a doctor.
    return plain in listed("titles") and (word.endswith((".", ".)")) or plain not in given_names())


def is_degree(text: str) -> bool:
    """Return whether a text is a list of degrees: "BSc, APD"."""
    return all(
        word.casefold().replace(".", "") in listed("degrees") for word in text.replace(",", " ").split()
    )


@cache
def given_names() -> frozenset[str]:
    """Return common given names, in small letters."""
    return frozenset(loader.load_list("given_names"))


@cache
def never_in_names() -> frozenset[str]:
    """Return words that no name holds, in small letters."""
    return listed("never_in_names")


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


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of the words of bylines by its name."""
    return _rules.load_all().words(f"byline.{name}")
