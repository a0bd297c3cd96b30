"""A verb -> the subject behind it, past whom somebody speaks to, when, where and how.

"dijo ayer en rueda de prensa Lucas Moreno", "a déclaré, vendredi 3 janvier, le ministre", "powiedziała w rozmowie z PAP
Anna Lund". In such languages the subject stands at the end, and anything may stand before it. Where a phrase behind a
preposition ends tells what a subject opens with: an article, a title, a given name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from natodocs._entities.words import given_names
from natodocs._patterns.lazy import lazily
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence

MANY: Final = 6  # adjuncts between a verb and its subject
# "el lunes por la noche", "mardi soir", "le 3 mai", "3 мая"
WHEN: Final = lazily(r"I?D?[XBw]?M[MXB]{0,3}(?:w(?=[DTP,]))?", regex.VERSION1)
ADVERBS: Final = lazily(r"[BFCS]?[BF]+|F", regex.VERSION1)
# "ajoute laconique le maire", "dijo minutos después el alcalde": words that an article follows.
LOOSE: Final = lazily(r"[wB]{1,3}(?=D|P|TN)|[CS](?=T{0,2}N)", regex.VERSION1)
# Between two commas, and no subject: ", le 3 mai,", ", avec lucidité,", ", laconique,".
ASIDE: Final = lazily(
    r",(?:[IBMSGgXLCK][^,;:.QVJARH]{0,16}|D[XwM]{0,2}M[^,;:.QVJARH]{0,12}|w),", regex.VERSION1
)
# One that a subject follows at once: "a indiqué, le 30 décembre un porte-parole".
HALF: Final = lazily(r",(?=I?D?[XBw]?M)", regex.VERSION1)
# Behind a preposition, as far as words of all kinds go.
PREPOSITION: Final = lazily(r"I{1,2}O?|[OL]", regex.VERSION1)
WITHIN: Final = frozenset("DZwXTMEeN'ICOQPB")

# Who speaks: somebody with an article, a title or a name.
SUBJECT: Final = lazily(r"(?:P|[DZ]{1,2}[wXEeZB]{0,4}[NTwX]|[wX]{0,2}T|[wX]{0,2}N)", regex.VERSION1)
# A role, what it is of, and the name behind a comma: "le ministre belge de la Défense, Luc Morin".
ROLE: Final = lazily(
    r"[DZ]{0,2}[wXEeZ]{0,3}[Tw][wTNXEeIDZ'CQ]{0,14},[T']{0,3}N[N']{0,5}(?=[.,;:()SBIMGgRQHCK-]|$)",
    regex.VERSION1,
)
BEHIND_COMMA: Final = lazily(r"[T']{1,3}N[N']*$|N[N']+$", regex.VERSION1)


def subject(sentence: Sentence, start: int) -> Phrase | None:
    """Return the subject that stands behind a verb and its adjuncts, from `start` on."""
    codes = sentence.codes
    for at in _places(sentence, start):
        if SUBJECT.match(codes, at):
            found = noun_phrases.behind(codes, at, strict=False)
            if found is not None:
                return with_name(codes, found)
    return None


def with_name(codes: str, phrase: Phrase) -> Phrase:
    """Return a role with the name that stands behind it and a comma."""
    match = ROLE.match(codes, phrase.first)
    if match is None or match.end() <= phrase.last:
        return phrase
    comma = codes.rfind(",", phrase.first, match.end())
    if "N" in codes[phrase.first : phrase.last].partition("I")[0] or not BEHIND_COMMA.search(
        codes, comma + 1, match.end()
    ):
        return phrase
    return Phrase(phrase.first, match.end(), phrase.extent)


def _places(sentence: Sentence, start: int) -> Iterator[int]:
    """Yield where the subject may begin, the nearest place first."""
    codes, at = sentence.codes, start
    for _ in range(MANY):
        match = (
            ADVERBS.match(codes, at)
            or WHEN.match(codes, at)
            or ASIDE.match(codes, at)
            or HALF.match(codes, at)
            or LOOSE.match(codes, at)
        )
        if match is not None and match.end() > at:
            at = match.end()
            yield at
            continue
        opened = PREPOSITION.match(codes, at)
        if opened is None:
            return
        for at in _behind_preposition(sentence, opened.end()):
            yield at
        if codes[at : at + 1] != ",":
            return


def _behind_preposition(sentence: Sentence, start: int) -> Iterator[int]:
    """Yield where the phrase behind a preposition may end, and a subject begin."""
    codes, words = sentence.codes, sentence.words
    at = start
    while at < len(codes) and codes[at] in WITHIN:
        before, letter = codes[at - 1], codes[at]
        noun = at > start and before in "wNTMX'EeQB"
        if noun and (
            letter in "PM"
            or (
                letter == "I"
                and before in "NT"
                and codes[at + 1 : at + 2] == "T"
                and opens_name(sentence, at + 1)
            )
            or (letter in "DZ" and words[at][0].islower())
            or (
                letter == "T"
                and before in "wNMXQ"
                and (words[at][0].islower() or codes[at + 1 : at + 2] in ("N", "'"))
            )
            or (letter == "N" and before in "wNMX'Q" and _is_person(sentence, at))
        ):
            yield at
        at += 1


def opens_name(sentence: Sentence, at: int) -> bool:
    """Return whether a full name begins at a token, or a title with a name: "Minister Lund"."""
    codes = sentence.codes
    return (codes[at] == "T" and codes[at + 1 : at + 2] in ("T", "N")) or (
        codes[at] == "N" and _is_person(sentence, at)
    )


def _is_person(sentence: Sentence, at: int) -> bool:
    """Return whether a full name begins: a given name, and another behind it."""
    return sentence.codes[at + 1 : at + 2] in ("N", "'") and sentence.words[at].lower() in given_names()
