"""The classes of a sentence -> its main clauses and those that depend on them, where the verb tells by its place.

In German the verb stands second in a main clause and last in one that depends on it. Lists know the verbs of speech
and the auxiliaries; another verb is told by its ending and by the noun before it.
"""

from __future__ import annotations

from typing import Final

import regex

from natodocs._entities.words import given_names
from natodocs._quotes.grammar import adjuncts, noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

BREAKS: Final = regex.compile("[,;:(-]")
DEPENDENT: Final = frozenset("SHR")  # "if", "that", "which"
# A relative clause, up to its verb: "der die Brücke baut", "mit dem er kam".
RELATIVE: Final = regex.compile("I?D[^,]*[wAVJ]$|I[PR]", regex.VERSION1)
FINITE: Final = regex.compile("[AVJ]", regex.VERSION1)
SUBJECTS: Final = frozenset("NTPXM)")  # what stands before a verb that no list has
BARE_VERB: Final = regex.compile("(?<=[NTPXM])w(?=[BDPIFSHO,]|$)")
# What stands before a verb that its subject follows, the verb, and what may stand between the two.
FRONTED: Final = regex.compile(
    r"[KC]?(?:B+|(?:B?ID?|D)[wX]{0,3}[NTMX']+(?:I?D?[wX]{0,2}[NTMX']+){0,3}|Sw?N)[wAVJ]F?[BM]{0,3}",
    regex.VERSION1,
)
# What a role is of, and the name between two commas.
NAME_BEHIND: Final = regex.compile(
    r"(?:I[DZ]?[wX]{0,2}[NTMX']{1,3}){0,3},(?P<name>N[N']+)(?=[.,;:()Q-]|$)", regex.VERSION1
)
HEAD: Final = 4  # tokens; the farthest that the head of a noun phrase stands from its beginning
OPENERS: Final = "KCB"  # "but", "and", "then" before the subject


def start(codes: str, verb: int) -> int:
    """Return where the clause of a verb begins, behind the comma, colon or dash before it."""
    for index in range(verb - 1, -1, -1):
        if codes[index] in ",;:(-":
            return index + 1
    return 0


def has_verb(sentence: Sentence, first: int, last: int, moods: frozenset[str] = frozenset()) -> bool:
    """Return whether a finite verb stands in a stretch: a listed one, or what looks like one behind a noun."""
    codes, tokens = sentence.codes, sentence.words
    return FINITE.search(codes, first, last) is not None or any(
        codes[index] == "w"
        and codes[index - 1] in SUBJECTS
        and (tokens[index].endswith("t") or tokens[index] in moods)
        for index in range(first + 1, last)
    )


def may_have_verb(sentence: Sentence, first: int, last: int, moods: frozenset[str]) -> bool:
    """Return whether any word may be a verb that stands behind a noun, and before no other: "Lund blieb dabei"."""
    return BARE_VERB.search(sentence.codes, first, last) is not None or has_verb(sentence, first, last, moods)


def subject(sentence: Sentence, left: int, right: int, words: Words) -> Phrase | None:
    """Return the subject of the clause from `left` to `right`, before its verb or behind it."""
    codes = sentence.codes
    if not words.has("flags", "verb-second"):
        return noun_phrases.first(codes, left, right)
    opener = sentence.words[left].lower() if left < right else ""
    if codes[left : left + 1] in ("S", "H") and (comma := codes.find(",", left, right)) > 0:
        # "Als die Fähre kam, rief Lund": the clause before stands in the place of the first
        if codes[comma + 1 : comma + 2] not in ("w", "A", "V", "J"):
            return None
        return _behind(sentence, comma + 2, right, words)
    if (
        codes[left : left + 1] in ("I", "B")
        or words.has("objects_open", opener)
        or words.has("inverting", opener)
    ):
        match = FRONTED.match(codes, left, right)
        return _behind(sentence, match.end(), right, words) if match is not None else None
    return noun_phrases.first(codes, left, right)


def _behind(sentence: Sentence, verb: int, right: int, words: Words) -> Phrase | None:
    """Return the subject behind a verb of no list, at once or past when, where and how."""
    codes = sentence.codes
    phrase = noun_phrases.behind(sentence.codes, verb + (codes[verb : verb + 1] == "F"), strict=False)
    if phrase is None or codes[phrase.first] not in "DZNTPX":
        phrase = adjuncts.subject(sentence, verb)
    if phrase is None or phrase.last > right:
        return None
    return without_adjuncts(sentence, phrase, words)


def named(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Return a role with the name behind its comma: "die Leiterin des Hafenamts, Ada Lund,"."""
    match = NAME_BEHIND.match(sentence.codes, phrase.last)
    if match is None or sentence.codes[phrase.first] not in "DTZ":
        return phrase
    given = sentence.words[match.start("name")].lower() in given_names()
    return Phrase(phrase.first, match.end("name"), phrase.extent) if given else phrase


def without_adjuncts(sentence: Sentence, phrase: Phrase, words: Words) -> Phrase:
    """Return a noun phrase without when and where behind it: "laut Lund (im Mai)", where a language lists the rest."""
    if not words.lists.get("complements"):
        return phrase
    for index in range(phrase.first + 2, phrase.last):
        if sentence.codes[index] == "I" and not words.has("complements", sentence.words[index].lower()):
            return Phrase(phrase.first, index, phrase.extent)
    return phrase


def whose(sentence: Sentence, phrase: Phrase, words: Words) -> Phrase:
    """Return whose words a noun phrase speaks of: "das Fazit der Wirtin", "Zitat von Lund", "seine Antwort"."""
    codes, tokens = sentence.codes, sentence.words
    if words.has("his", tokens[phrase.first].lower()) or words.has("her", tokens[phrase.first].lower()):
        return (
            Phrase(phrase.first, phrase.first + 1, phrase.extent)
            if "T" not in codes[phrase.first : phrase.last]
            else phrase
        )
    named = phrase.last - 2  # "Lunds Fazit"
    if (
        named >= phrase.first
        and words.has("utterances", tokens[named + 1].lower())
        and codes[named] == "N"
        and tokens[named].endswith("s")
    ):
        return Phrase(phrase.first, named + 1, phrase.extent)
    for index in range(phrase.first, min(phrase.first + HEAD, phrase.last)):
        if words.has("utterances", tokens[index].lower()) and codes[index + 1 : index + 2] == "I":
            return noun_phrases.behind(codes, index + 2, strict=False) or phrase
    return phrase


def is_dependent(codes: str, first: int, last: int) -> bool:
    """Return whether a piece between commas depends on a clause before or behind it."""
    return codes[first : first + 1] in ("S", "H", "R") or (
        first > 0 and RELATIVE.match(codes, first, last) is not None
    )


def main_before(sentence: Sentence, left: int, moods: frozenset[str] = frozenset()) -> bool:
    """Return whether a main clause with its verb stands before the piece that begins at `left`."""
    codes = sentence.codes
    first = 0
    while first < left:
        found = BREAKS.search(codes, first, left)
        last = found.start() if found else left
        if not is_dependent(codes, first, last) and may_have_verb(sentence, first, last, moods):
            return True
        first = last + 1
    return False


def opens_with_subject(
    sentence: Sentence, left: int, comma: int, moods: frozenset[str] = frozenset()
) -> bool:
    """Return whether a noun phrase alone opens what stands before a comma: "Lund, ein Bauer, der dort wohnt, sagte"."""
    codes = sentence.codes
    while left < comma and codes[left] in OPENERS:
        left += 1
    found = BREAKS.search(codes, left, comma + 1)
    last = found.start() if found else comma
    return left < last and codes[left] in "DZNTPXw" and not may_have_verb(sentence, left, last, moods)
