"""What a person is called: names by their shape, by given names (a gazetteer), and what stands beside them.

Names are told by their shape (capitals, initials, particles); a list of common given names says what the
shape cannot: that "Ada Lund" is a person and "Global Research" is none.
"""

from __future__ import annotations

from typing import Final

import regex

from natodocs._entities import organisations
from natodocs._entities.words import given_names, listed
from natodocs._patterns.lazy import lazily

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
    if words[-1].casefold().strip(".") in listed("organisations") or organisations.is_organisation(text):
        return False
    return is_name(text)


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
