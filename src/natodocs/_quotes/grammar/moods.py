"""A sentence -> its clause whose verb says by its mood that it is reported: "Er habe davon nichts gewusst".

German has such a mood (Konjunktiv). The verb must stand second in a main clause, so that a verb that ends a clause
("..., dass er krank sei") says nothing here. Which forms there are is data: those that are nothing else, those that
look like adjectives, and those of unreal wishes, which reported speech borrows where its own look like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex
from attrs import frozen

from natodocs._quotes.grammar import clauses
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import MOODS, Words

ENDS_LAST: Final = frozenset(
    ("", ",", ".", ";", ":", ")", "-", "C", '"')
)  # what follows a verb that ends its clause
ANY_NOUN: Final = regex.compile("[NTP]")
CONJUNCTIONS: Final = frozenset("CK")  # "and", "but"
FIRST_PERSON: Final = frozenset(("ich", "wir", "man"))


@frozen
class Reported:
    """A main clause in the mood of reported speech."""

    first: int
    """Its first token."""
    verb: int
    """Its verb."""
    last: int
    """The one after its last token."""
    subject: Phrase | None
    """Who speaks, where a clause before it says so: "Lund blieb hart, die Brücke sei alt"."""
    surely: bool
    """Whether the form of the verb is of this mood alone."""


def find(sentence: Sentence, words: Words) -> Reported | None:
    """Return the clause of a sentence that its mood marks as reported, the first if there are more."""
    if words.moods.isdisjoint(sentence.words):
        return None
    codes = sentence.codes
    for verb in _verbs(sentence, words):
        left = clauses.start(codes, verb)
        if not _stands_second(sentence, left, verb, words):
            continue
        if _is_the_writers(sentence, verb, words):
            return None
        first, subject = left, None
        matrix = clauses.main_before(sentence, left, words.moods)
        if not matrix and (left == verb or not left or not ANY_NOUN.search(codes, 0, left)):
            first = 0
        elif not matrix:
            return None  # "Gerüchte, die Brücke sei alt, ..."
        elif left == verb or codes[left] in CONJUNCTIONS:
            return None  # somebody does something, "and" what follows goes on with it
        else:
            subject = clauses.subject(sentence, 0, left, words)
        surely = not words.has("unreal_mood", sentence.words[verb])
        return Reported(first, verb, _end(codes, verb), subject, surely)
    return None


def is_reported(sentence: Sentence, words: Words) -> bool:
    """Return whether the mood of a sentence says that all of it is reported."""
    found = find(sentence, words)
    return found is not None and found.surely and found.subject is None


def _verbs(sentence: Sentence, words: Words) -> Iterator[int]:
    """Yield the verbs of the mood that may be those of a main clause."""
    codes = sentence.codes
    for index, word in enumerate(sentence.words):
        if word in words.moods and index:
            surely = any(words.has(name, word) for name in MOODS if name != "reported_verbs")
            if surely or (codes[index] in "wVEe" and _may_precede(sentence, index - 1, words)):
                yield index


def _may_precede(sentence: Sentence, before: int, words: Words) -> bool:
    """Return whether a verb may follow a word, and no adjective: not "die", but "das (koste viel)"."""
    codes = sentence.codes
    that = (
        words.has("demonstratives", sentence.words[before].lower()) and codes[before + 2 : before + 3] != "N"
    )
    return that if codes[before] == "D" else codes[before] != "Z"


def _stands_second(sentence: Sentence, left: int, verb: int, words: Words) -> bool:
    """Return whether a verb stands second in the main clause that begins at `left`, or behind a clause before it."""
    codes = sentence.codes
    ends = codes[verb + 1 : verb + 2] in ENDS_LAST
    if ends and not (codes[verb + 1 : verb + 3] == ",H" and codes[left : left + 1] in ("P", "N")):
        return False  # a verb that ends its clause; "er erwarte, dass ..." is one that stands second
    around = {
        sentence.words[index].lower() for index in (verb - 1, verb + 1) if 0 <= index < len(sentence.words)
    }
    if not around.isdisjoint(FIRST_PERSON - {"man"}):
        return False
    before = codes[left:verb]
    if not before:
        return codes[left - 1] == ","  # "Wenn es regne, sei die Brücke zu"
    dependent = before[0] in clauses.DEPENDENT or (left > 0 and before[:2] in ("IR", "IP"))
    return not (dependent or "H" in before or clauses.has_verb(sentence, left, verb))


def _is_the_writers(sentence: Sentence, verb: int, words: Words) -> bool:
    """Return whether a set phrase has the verb: "es sei denn", "Gott sei Dank", "dazu sei gesagt"."""
    following = {
        sentence.words[index].lower() for index in (verb + 1, len(sentence.words) - 2) if index > verb
    }
    return not words.lists["not_reported"].isdisjoint(following)


def _end(codes: str, verb: int) -> int:
    """Return where the clause ends: before a colon that words in marks follow, or with its sentence."""
    end = len(codes)
    quoted = codes.find(":Q", verb)
    if quoted >= 0:
        end = quoted
    while end > verb and codes[end - 1] in '.,;:"-':
        end -= 1
    return end
