"""The subject of a reporting verb in languages whose verbs stand elsewhere than in English.

What a language does is data: its flags "verb-second" ("Am Montag sagte Lund"), "verb-bracket" ("Lund hat die Brücke
gelobt"), "verb-last" ("Lund «...» dedi") and its lists.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from natodocs._entities.people import given_names
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

INVERTED: Final = re.compile("(?:Q|[Q,-][,-])A(?P<subject>P)B*$")  # "...", avait-il dit
NEAR: Final = 8  # tokens; the most from a passage to the verb behind it
PERSON: Final = re.compile("[PNT]")
DATIVES: Final = ("der", "dem", "den", "des")
MARKED: Final = re.compile("D?Q(?=[.,;IMBS]|$)")
CLAUSE_ENDS: Final = (":", ",", ".", ";", "")
BROKEN: Final = frozenset(",;:.")


@frozen
class Found:
    """A subject, and where its attribution begins and ends."""

    subject: Phrase | None
    left: int
    right: int
    inverted: bool
    """Whether the subject stands behind the verb."""


def find(sentence: Sentence, verb: tuple[int, int, int], left: int, words: Words) -> Found | None:
    """Return the subject that the order of words tells, or `None` where it tells nothing.

    Args:
        sentence: Where the verb stands.
        verb: The first token of the verb with its auxiliaries, the first of the verb alone, and the one after its last.
        left: Where its clause may begin.
        words: Those of the language.
    """
    start, first, last = verb
    codes = sentence.codes
    pronoun = INVERTED.search(codes, max(0, first - NEAR), first) if codes[first - 1] in "PB" else None
    if pronoun is not None:
        at = pronoun.start("subject")
        return Found(Phrase(at, at + 1, at), at - 1, last, True)
    if "impersonal" in words.lists and words.has("impersonal", " ".join(sentence.words[first:last]).lower()):
        # "In dem Bericht heißt es": what says so stands behind the preposition.
        at = left if codes[left : left + 1] == "I" else last
        while at >= last and codes[at : at + 1] == "B":
            at += 1  # "heißt es dazu in dem Bericht"
        named = noun_phrases.behind(codes, at + 1, strict=False) if codes[at : at + 1] == "I" else None
        if start and words.has("as", sentence.words[start - 1].lower()):
            start -= 1  # "..., so heißt es in dem Bericht"
        if at >= last and named is not None:
            return Found(named, start, named.last, True)
        return Found(named, left if named else start, last, False)
    beside = "Q" in codes[max(0, start - 3) : start] or bool(words.lists.get("flags"))
    marked = MARKED.match(codes, last) if beside and codes[start - 1 : start] in ("Q", ",", "-") else None
    if marked is not None:
        # "...", schrieb die „Neue Zeitung“
        return Found(Phrase(last, marked.end(), last), start, marked.end(), True)
    if words.has("flags", "verb-bracket"):
        opener = max(codes.rfind("H", left, first), codes.rfind("S", left, first))
        if codes[last : last + 1] == "A" and opener >= 0:
            # "..., dass sich Lund am Abend geäußert hatte"
            at = opener + 1 + (codes[opener + 1] == "F")
            return Found(noun_phrases.behind(codes, at, strict=False), start, last + 1, False)
        alone = words.has("needs_auxiliary", sentence.words[first].lower())
        auxiliary = _auxiliary(codes, first)
        if alone or (auxiliary is not None and codes[last : last + 1] in CLAUSE_ENDS):
            return _bracket(sentence, first, last, left, words)
    return _second(sentence, verb, left, words) if words.has("flags", "verb-second") else None


def _second(sentence: Sentence, verb: tuple[int, int, int], left: int, words: Words) -> Found | None:
    """Read "In einer Rede sagte Lund": where the verb stands second, its subject may stand behind it."""
    start, first, last = verb
    codes = sentence.codes
    opener = sentence.words[left].lower() if left < first else ""
    if words.has("as", opener) and codes[last : last + 1] in CLAUSE_ENDS:
        # "Wie Lund am Montag sagte, ..."
        return Found(noun_phrases.first(codes, left + 1, first), left, last, False)
    if codes[last : last + 2] == "NS" and codes[first] == "J" and not _is_somebody(sentence, first, left):
        # "Den Plan nannte Lund als ersten ..."
        return Found(Phrase(last, last + 1, last), start, last + 1, True)
    if codes[last : last + 1] == "P" and codes[start - 1 : start] not in ("P", "C"):
        he = words.has("masculine", sentence.words[last].lower())  # "sie" may be an object
        if he or start == left or words.has("inverting", opener) or codes[start - 1] == ",":
            return Found(Phrase(last, last + 1, last), start, last + 1, True)
    if words.has("quoted", sentence.words[first].lower()):
        # "Die Zeitung zitiert Lund mit den Worten"
        return Found(noun_phrases.behind(codes, last, strict=False), start, last, False)
    fronted = (
        codes[left : left + 1] != "B" or left + 1 >= start or codes[left + 1] in "IM"
    )  # "Auch Lund sagte"
    if fronted and "," not in codes[left:first] and _is_fronted(sentence, left, first, words):
        skip = last + (codes[last : last + 1] == "F")  # "Ähnlich äußerte sich Lund"
        subject = noun_phrases.behind(codes, skip, strict=False)
        return Found(subject, left, subject.last if subject else last, True)
    behind = noun_phrases.behind(codes, last, strict=False)
    if behind is None or "N" not in codes[behind.first : behind.last]:
        return None
    told = any(words.has("listeners", word.lower()) for word in sentence.words[left:start])
    if (opener in DATIVES and told) or (codes[start - 1 : start] == "," and _ends_clause(codes, start - 1)):
        # "Der Zeitung sagte Lund"; "die Brücke halte, sagte Lund der Zeitung"
        return Found(behind, start, behind.last, True)
    return None


def _is_fronted(sentence: Sentence, left: int, first: int, words: Words) -> bool:
    """Tell whether what stands before a verb is no subject: "am Abend", "höhnisch", "den Plan"."""
    opener = sentence.words[left].lower() if left < first else ""
    if words.has("inverting", opener):
        return True
    before = sentence.codes[left:first]
    return bool(before) and (
        before.strip("B") == "" or (words.has("objects_open", opener) and before[-1] != "C")
    )


def _is_somebody(sentence: Sentence, first: int, left: int) -> bool:
    """Tell whether a person, and no thing, stands before a verb."""
    codes = sentence.codes
    before = noun_phrases.before(codes, first, left)
    phrase = codes[before.first : before.last] if before is not None else ""
    if before is None or "T" in phrase:
        return "T" in phrase
    if phrase[0] not in "DZ":
        return "NN" in phrase
    return any(word.lower() in given_names() for word in sentence.words[before.first : before.last])


def _ends_clause(codes: str, comma: int) -> bool:
    """Tell whether a clause, and no apposition, ends at a comma: before it stands no other comma, or a verb."""
    inner = codes[codes.rfind(",", 0, comma) + 1 : comma]
    return "," not in codes[:comma] or any(letter in "AVPEJ" for letter in inner[1:])


def _auxiliary(codes: str, first: int) -> int | None:
    """Return the auxiliary that a participle belongs to, in the same clause."""
    index = first - 1
    while index >= 0 and codes[index] not in BROKEN:
        if codes[index] == "A":
            return index
        index -= 1
    return None


def _bracket(sentence: Sentence, first: int, last: int, left: int, words: Words) -> Found | None:
    """Read "Lund hat die Brücke gelobt": the subject belongs to the auxiliary, and a passage may stand between."""
    codes = sentence.codes
    index = _auxiliary(codes, first)
    quoted = words.has("quoted", sentence.words[first].lower())  # "Lund wird mit den Worten zitiert"
    if index is None:
        return Found(None, first, last, False)
    if words.has("passive", sentence.words[index].lower()) and not quoted:
        # "wird von Lund als „sicher“ bezeichnet"
        agents = (at for at in range(index + 1, first) if words.has("by", sentence.words[at].lower()))
        agent = next(agents, None)
        named = noun_phrases.behind(codes, agent + 1, strict=False) if agent is not None else None
        return Found(named, first, last, False)
    if index and codes[index - 1] == "C":
        return None  # "und hatte gefragt": whoever did what stands before
    opener = codes.rfind(",", 0, index) + 1
    if index == opener or codes[index - 1] == "Q":
        subject = noun_phrases.behind(codes, index + 1, strict=False)
        return Found(subject, index, last, False)
    if words.has("inverting", sentence.words[opener].lower()):
        subject = noun_phrases.behind(codes, index + 1, strict=False)
    else:
        subject = noun_phrases.before(codes, index, max(opener, min(left, index)))
    between = "Q" in codes[index:first]
    return Found(subject, first if between or subject is None else subject.extent, last, False)


def verb_last(
    sentence: Sentence, first: int, last: int, done: int, before: Phrase | None, words: Words
) -> Phrase | None:
    """Return the subject of a verb that ends its sentence: speaker, passage, verb.

    Args:
        sentence: Where the verb stands.
        first: Its first token.
        last: The one after its last.
        done: The one after the report before it.
        before: Who speaks in that one.
        words: Those of the language.
    """
    codes = sentence.codes
    passage = codes.rfind("Q", done, first)
    subject = None
    if words.has("attributive", sentence.words[last - 1].lower()):
        subject = noun_phrases.behind(codes, last, strict=False)  # "«...» diyen Lund"
    if subject is None:
        subject = noun_phrases.before_passage(codes, done, passage if passage >= 0 else first)
    if subject is None and passage >= 0:
        subject = noun_phrases.behind(codes, last, strict=False)
    return subject or before


def is_adverbial(codes: str, phrase: Phrase) -> bool:
    """Tell whether a noun phrase belongs to a preposition, and the verb behind it has its subject elsewhere."""
    behind_preposition = phrase.first > 0 and codes[phrase.first - 1] == "I"
    return behind_preposition and not PERSON.search(codes, phrase.first, phrase.last)
