"""A participle at the end of its clause -> its subject, beside its auxiliary: "Lund hat die Brücke gelobt"."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from natodocs._quotes.grammar import clauses, noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.verbs import Verb

APPOSED: Final = 12  # tokens; the longest apposition between an auxiliary and its verb
BEFORE: Final = 8  # tokens; the farthest that a subject begins before the marks that end it
BROKEN: Final = frozenset(",;:.")


@frozen
class Found:
    """A subject, and where its attribution begins and ends."""

    subject: Phrase | None
    left: int
    right: int
    inverted: bool
    """Whether the subject stands behind the verb."""
    unnamed: bool = False
    """Whether a passive leaves out who speaks."""


def clause(verb: Verb) -> Found | None:
    """Read "..., dass sich Lund am Abend geäußert hatte": the auxiliary ends the clause."""
    codes, last = verb.sentence.codes, verb.last
    opener = max(codes.rfind("H", verb.left, verb.first), codes.rfind("S", verb.left, verb.first))
    if codes[last : last + 1] != "A" or opener < 0:
        return None
    at = opener + 1 + (codes[opener + 1] == "F")
    return Found(noun_phrases.behind(codes, at, strict=False), verb.start, last + 1, False)


def auxiliary(codes: str, first: int) -> int | None:
    """Return the auxiliary that a participle belongs to, in the same clause."""
    index = first - 1
    while index >= 0:
        if codes[index] == ",":
            # "wird Lund, der Bürgermeister, zitiert": over what two commas hold
            opening = codes.rfind(",", max(0, index - APPOSED), index)
            if opening < 0 or any(letter in "AVJQ" for letter in codes[opening:index]):
                return None
            index = opening
        elif codes[index] in BROKEN:
            return None
        elif codes[index] == "A":
            return index
        index -= 1
    return None


def is_passive_at_the_end(verb: Verb) -> bool:
    """Return whether the auxiliary of a passive follows: "..., die als „sicher“ bezeichnet wird"."""
    tokens, last = verb.sentence.words, verb.last
    is_passive = last < len(tokens) and verb.words.has("passive", tokens[last].lower())
    return is_passive and not verb.words.has("quoted", verb.cue)


def passive(verb: Verb, left: int) -> Found:
    """Read "wird von Lund als „sicher“ bezeichnet": whoever "von" names, or nobody."""
    tokens, first, words = verb.sentence.words, verb.first, verb.words
    left = max(left, verb.sentence.codes.rfind("C", left, first))
    agents = (at for at in range(left + 1, first) if words.has("by", tokens[at].lower()))
    agent = next(agents, None)
    named = noun_phrases.behind(verb.sentence.codes, agent + 1, strict=False) if agent is not None else None
    return Found(named, first, verb.last, False, unnamed=named is None)


def bracket(verb: Verb) -> Found | None:
    """Read "Lund hat die Brücke gelobt": the subject belongs to the auxiliary, and a passage may stand between."""
    sentence, words, codes = verb.sentence, verb.words, verb.sentence.codes
    first, last, left = verb.first, verb.last, verb.left
    index = auxiliary(codes, first)
    quoted = words.has("quoted", verb.cue)  # "Lund wird mit den Worten zitiert"
    if index is None:
        return Found(None, first, last, False)
    if words.has("passive", sentence.words[index].lower()) and not quoted:
        return passive(verb, index)
    if index and codes[index - 1] == "C":
        return None  # "und hatte gefragt": whoever did what stands before
    if index > 1 and codes[index - 1] == "Q" and codes[index - 2] in "NT":
        named = noun_phrases.before(
            codes, index - 1, max(0, index - BEFORE)
        )  # "die Zeitung „Hafenblatt“ hatte"
        return Found(Phrase(named.first, index, named.extent), named.extent, last, False) if named else None
    opener = codes.rfind(",", 0, index) + 1
    if (
        index == opener
        and codes.count(",", left, index) > 1
        and clauses.opens_with_subject(sentence, left, max(left, index - 1), words.moods)
    ):
        # "Die Werften, darunter Lund, haben gewarnt": the subject stands before what the commas hold
        subject = noun_phrases.before(codes, index, left)
        return Found(subject, subject.extent if subject is not None else index, last, False)
    if index == opener or codes[index - 1] == "Q":
        subject = noun_phrases.behind(codes, index + 1, strict=False)
        return Found(subject, index, last, False)
    if words.has("inverting", sentence.words[opener].lower()):
        subject = noun_phrases.behind(codes, index + 1, strict=False)
    else:
        subject = noun_phrases.before(codes, index, max(opener, left if left < index else 0))
    between = "Q" in codes[index:first]
    return Found(subject, first if between or subject is None else subject.extent, last, False)
