"""A reporting verb -> its subject, in languages whose verbs stand elsewhere than in English (word order).

What a language does is data: its flags "verb-second" ("Am Montag sagte Lund"), "verb-bracket" ("Lund hat die Brücke
gelobt"), "verb-last" ("Lund «...» dedi") and its lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from natodocs._entities.words import given_names
from natodocs._quotes.grammar import brackets, clauses, noun_phrases, subjects
from natodocs._quotes.grammar.brackets import Found
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.verbs import Verb
from natodocs._quotes.grammar.words import Words

INVERTED: Final = re.compile("(?:Q|[Q,-][,-])A(?P<subject>P)B*$")  # "...", avait-il dit
NEAR: Final = 8  # tokens; the most from a passage to the verb behind it
MARKED: Final = re.compile("D?Q(?=[.,;IMBS]|$)")
LONGEST_NAME: Final = 32  # characters; the longest name of a paper in marks
ENDS_IN_MARKS: Final = re.compile("[KC]?D[BwTNXI']{0,8}Q")
IN_MARKS: Final = re.compile("D?[wTN]{0,3}Q")  # "die Zeitung „Hafenblatt“"
PAPER: Final = re.compile("D?[wT]{0,2}Q|D[wT]{0,2}N|N(?=D)|P(?=[DNT])")  # what quotes somebody
CLAUSE_ENDS: Final = (":", ",", ".", ";", "", "C")
BARE_NAME: Final = re.compile("[T']*N(?=[^D])")  # a name or a noun with no article


def find(verb: Verb) -> Found | None:
    """Return the subject that the order of words tells, or `None` where it tells nothing."""
    found = _first(ANYWHERE, verb)
    if found is not None:
        return found
    if verb.words.has("flags", "verb-bracket"):
        if brackets.is_passive_at_the_end(verb):
            return brackets.passive(verb, clauses.start(verb.sentence.codes, verb.first))
        clause = _in_a_relative_clause(verb) or brackets.clause(verb)
        if clause is not None:
            return clause
        alone = verb.words.has("needs_auxiliary", verb.cue)
        auxiliary = brackets.auxiliary(verb.sentence.codes, verb.first)
        if auxiliary is not None and auxiliary < verb.left and verb.sentence.codes[verb.start - 1] == "C":
            return None  # "wollen „...“ unterstreichen und betonen": whoever spoke before "and"
        if alone or (auxiliary is not None and _ends_its_clause(verb)):
            return brackets.bracket(verb)
    return _first(VERB_SECOND, verb) if verb.words.has("flags", "verb-second") else None


def _first(readings: Iterable[Callable[[Verb], Found | None]], verb: Verb) -> Found | None:
    """Return what the first reading that holds finds."""
    for reading in readings:
        found = reading(verb)
        if found is not None:
            return found
    return None


def _with_pronoun(verb: Verb) -> Found | None:
    """Read "...", avait-il dit: a pronoun between the auxiliary and its participle."""
    codes, first = verb.sentence.codes, verb.first
    pronoun = INVERTED.search(codes, max(0, first - NEAR), first) if codes[first - 1] in "PB" else None
    if pronoun is None:
        return None
    at = pronoun.start("subject")
    return Found(Phrase(at, at + 1, at), at - 1, verb.last, True)


def _quoted_in_a_paper(verb: Verb) -> Found | None:
    """Read "...", zitiert die Zeitung Lund: who said it stands behind the paper."""
    codes, last = verb.sentence.codes, verb.last
    if not verb.words.has("quoted", verb.cue) or codes[verb.start - 1 : verb.start] not in ("Q", ","):
        return None
    paper = PAPER.match(codes, last)
    subject = noun_phrases.behind(codes, paper.end(), strict=False) if paper is not None else None
    return Found(subject, verb.start, subject.last, True) if subject is not None else None


def _impersonal(verb: Verb) -> Found | None:
    """Read "In dem Bericht heißt es": what says so stands behind the preposition."""
    words, tokens, codes = verb.words, verb.sentence.words, verb.sentence.codes
    start, last, left = verb.start, verb.last, verb.left
    if "impersonal" not in words.lists:
        return None
    if not words.has("impersonal", " ".join(tokens[verb.first : last]).lower()):
        return None
    at = left if codes[left : left + 1] == "I" else last
    while at >= last and codes[at : at + 1] == "B":
        at += 1  # "heißt es dazu in dem Bericht"
    named = noun_phrases.behind(codes, at + 1, strict=False) if codes[at : at + 1] == "I" else None
    if start and words.has("as", tokens[start - 1].lower()):
        start -= 1  # "..., so heißt es in dem Bericht"
    if at >= last and named is not None:
        return Found(named, start, named.last, True)
    if named is None and last - verb.first == 1 and codes[start - 1 : start] in ("N", "T"):
        named = noun_phrases.before(codes, start, left)  # "Das Urteil der Werft lautete"
    return Found(named, left if named else start, last, False)


def _with_name_in_marks(verb: Verb) -> Found | None:
    """Read "...", schrieb die „Neue Zeitung“."""
    codes, start, last = verb.sentence.codes, verb.start, verb.last
    if codes[start - 1 : start] not in ("Q", ",", "-"):
        return None
    marked = MARKED.match(codes, last)
    reported = "Q" in codes[max(0, start - 3) : start]
    if marked is not None and not reported and (codes[last] == "Q" or not verb.words.lists.get("flags")):
        return None  # "Lund, die dort wohnt, sagte „nein“"
    if marked is not None and len(verb.sentence.words[marked.end() - 1]) > LONGEST_NAME:
        return None  # "salue « le pont », redoute « l’usure de toutes les piles »"
    return Found(Phrase(last, marked.end(), last), start, marked.end(), True) if marked is not None else None


def in_marks_before(verb: Verb) -> Found | None:
    """Read "Die Zeitung „Hafenblatt“ schrieb": words in marks end the noun phrase that opens the clause."""
    codes, start, left = verb.sentence.codes, verb.start, verb.left
    if codes[start - 1 : start] != "Q" or codes[start - 2 : start - 1] not in ("N", "T", "I"):
        return None
    left = max(codes.rfind("Q", 0, start - 1) + 1, clauses.start(codes, start))
    opener = verb.sentence.words[left].lower()
    if verb.words.has("objects_open", opener) or not ENDS_IN_MARKS.fullmatch(codes, left, start):
        return None
    return Found(Phrase(left, start, left), left, verb.last, False)


ANYWHERE: Final = (
    in_marks_before,
    _quoted_in_a_paper,
    _with_pronoun,
    _impersonal,
    _with_name_in_marks,
)  # tried in all languages


def _as_somebody_said(verb: Verb) -> Found | None:
    """Read "Wie Lund am Montag sagte, ...", and "..., wie Lund am Montag sagte"."""
    if not _ends_its_clause(verb):
        return None
    codes, tokens = verb.sentence.codes, verb.sentence.words
    opens = clauses.start(codes, verb.first)
    marked_before = codes[verb.start - 1 : verb.start] == "Q"  # "Wie „Hafen-online“ berichtet"
    whole = verb.left if "," in codes[: verb.first] else 0  # "Wie Lund vor dem „Gipfel“ sagte"
    for left in (verb.left, opens if marked_before else max(verb.left, opens), whole):
        if left < verb.first and verb.words.has("as", tokens[left].lower()):
            behind = left + 1 + (codes[left + 1] == "F")  # "wie sich Lund ausdrückte"
            marked = IN_MARKS.match(codes, behind, verb.first)
            if marked is not None:
                return Found(Phrase(behind, marked.end(), left), left, verb.last, False)
            return Found(noun_phrases.first(codes, behind, verb.first), left, verb.last, False)
    return None


def _in_a_relative_clause(verb: Verb) -> Found | None:
    """Read "ein Bauer, der die Brücke „alt“ nannte (oder genannt hatte)", and "die Brücke, die er „alt“ nannte"."""
    codes, first, tokens = verb.sentence.codes, verb.first, verb.sentence.words
    left = clauses.start(codes, first)
    at = left + (codes[left : left + 1] == "I")
    bracket = codes[verb.last : verb.last + 1] == "A" and codes[verb.last + 1 : verb.last + 2] in CLAUSE_ENDS
    if left < 2 or codes[left - 1] != "," or not (bracket or _ends_its_clause(verb)):
        return None
    if bracket and verb.words.has("passive", tokens[verb.last].lower()):
        return None
    if codes[at] != "D" or at + 1 >= first or not verb.words.has("relative_articles", tokens[at].lower()):
        return None
    within = at + 1
    while within < first and codes[within] in "FB":
        within += 1
    owned = codes[within + 1 : within + 2] == "N" and tokens[within].endswith("s")  # "Lunds Brücke"
    end = verb.last + bracket
    if codes[within] == "P" or (BARE_NAME.match(codes, within, first) and not owned):
        return Found(noun_phrases.behind(codes, within, strict=False), verb.start, end, False)
    if at > left or codes[at + 1] == "N":
        return None
    return Found(noun_phrases.antecedent(codes, at, 0), verb.start, end, False)


def _behind_its_clause(verb: Verb) -> Found | None:
    """Read "Die Brücke sei alt, die niemand pflege, sagte Lund": no subject can stand before the comma."""
    codes, start = verb.sentence.codes, verb.start
    if codes[max(0, start - 2) : start] == ",D" and verb.words.has(
        "demonstratives", verb.sentence.words[start - 1].lower()
    ):
        start -= 1  # "Die Brücke hält, das sagte Lund"
    if codes[start - 1 : start] != ",":
        return None
    if (
        clauses.opens_with_subject(verb.sentence, verb.left, start - 1, verb.words.moods)
        and start == verb.start
    ):
        return None
    subject = noun_phrases.behind(codes, subjects.over_adverbs(codes, verb.last), strict=False)
    return Found(subject, start, subject.last, True) if subject is not None else None


def _behind_an_object(verb: Verb) -> Found | None:
    """Read "Den Plan nannte Lund als ersten ..."."""
    codes, last = verb.sentence.codes, verb.last
    if codes[last : last + 2] != "NS" or codes[verb.first] != "J" or _is_somebody(verb):
        return None
    return Found(Phrase(last, last + 1, last), verb.start, last + 1, True)


def _pronoun_behind(verb: Verb) -> Found | None:
    """Read "..., sagte er"."""
    codes, start, last, words = verb.sentence.codes, verb.start, verb.last, verb.words
    if codes[last : last + 1] != "P" or codes[start - 1 : start] in ("P", "C"):
        return None
    he = words.has("masculine", verb.sentence.words[last].lower())  # "sie" may be an object
    if he or start == verb.left or words.has("inverting", verb.opener) or codes[start - 1] == ",":
        return Found(Phrase(last, last + 1, last), start, last + 1, True)
    return None


def _quoted_by_another(verb: Verb) -> Found | None:
    """Read "Die Zeitung zitiert Lund mit den Worten"."""
    if not verb.words.has("quoted", verb.cue):
        return None
    codes = verb.sentence.codes
    at = subjects.over_adverbs(codes, verb.last)  # "zitiert dazu Lund"
    at += codes[at : at + 2] == "BN"
    return Found(noun_phrases.behind(codes, at, strict=False), verb.start, verb.last, False)


def _behind_another_opener(verb: Verb) -> Found | None:
    """Read "Am Abend sagte Lund": something else than the subject opens the clause."""
    codes, left, last = verb.sentence.codes, verb.left, verb.last
    # "Auch Lund sagte"
    fronted = codes[left : left + 1] != "B" or left + 1 >= verb.start or codes[left + 1] in "IM"
    if (
        not fronted
        or codes[verb.start - 1] == "C"
        or "," in codes[left : verb.first]
        or not _is_fronted(verb)
    ):
        return None
    skip = last + (codes[last : last + 1] == "F")  # "Ähnlich äußerte sich Lund"
    subject = noun_phrases.behind(codes, skip, strict=False)
    return Found(subject, left, subject.last if subject else last, True)


def _name_behind(verb: Verb) -> Found | None:
    """Read "Der Zeitung sagte Lund", and "die Brücke halte, sagte Lund der Zeitung"."""
    codes, start = verb.sentence.codes, verb.start
    behind = noun_phrases.behind(codes, verb.last, strict=False)
    if behind is None or "N" not in codes[behind.first : behind.last]:
        return None
    told = any(verb.words.has("listeners", word.lower()) for word in verb.sentence.words[verb.left : start])
    dative = verb.words.has("datives", verb.opener) or verb.words.has("datives_too", verb.opener)
    if (dative and told) or (codes[start - 1 : start] == "," and _ends_clause(codes, start - 1)):
        return Found(behind, start, behind.last, True)
    return None


# Where the verb stands second, its subject may stand behind it.
VERB_SECOND: Final = (
    _as_somebody_said,
    _in_a_relative_clause,
    _behind_its_clause,
    _behind_an_object,
    _pronoun_behind,
    _quoted_by_another,
    _behind_another_opener,
    _name_behind,
)


def _ends_its_clause(verb: Verb) -> bool:
    return verb.sentence.codes[verb.last : verb.last + 1] in CLAUSE_ENDS


def _is_fronted(verb: Verb) -> bool:
    """Return whether what stands before a verb is no subject: "am Abend", "höhnisch", "den Plan"."""
    if verb.words.has("inverting", verb.opener):
        return True
    before = verb.sentence.codes[verb.left : verb.first]
    if before == "D" and verb.words.has("demonstratives", verb.opener):
        return True  # "Das sagte Lund"
    if before[:1] == "I" or verb.words.has("in_the_role_of", verb.opener):
        # "Angesichts des Regens nannte Lund", "Als Begründung sagte Lund"; not "Als Lund sagte, ..."
        behind = noun_phrases.behind(verb.sentence.codes, verb.last, strict=False)
        return (
            behind is not None
            and noun_phrases.PERSON.search(verb.sentence.codes, behind.first, behind.last) is not None
        )
    if not before.strip("B"):
        return bool(before)
    return verb.words.has("objects_open", verb.opener) and before[-1] != "C"


def _is_somebody(verb: Verb) -> bool:
    """Return whether a person, and no thing, stands before a verb."""
    codes = verb.sentence.codes
    before = noun_phrases.before(codes, verb.first, verb.left)
    phrase = codes[before.first : before.last] if before is not None else ""
    if before is None or "T" in phrase:
        return "T" in phrase
    if phrase[0] not in "DZ":
        return "NN" in phrase
    return any(word.lower() in given_names() for word in verb.sentence.words[before.first : before.last])


def _ends_clause(codes: str, comma: int) -> bool:
    """Return whether a clause, and no apposition, ends at a comma: before it stands no other comma, or a verb."""
    inner = codes[codes.rfind(",", 0, comma) + 1 : comma]
    return "," not in codes[:comma] or any(letter in "AVPEJ" for letter in inner[1:])


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
    """Return whether a noun phrase belongs to a preposition, and the verb behind it has its subject elsewhere."""
    first = phrase.first
    parted = codes[phrase.last : phrase.last + 1] == ","  # "Kiedy wrócił z Oslo, powiedział"
    while parted and first > 0 and codes[first - 1] in "DZwXFT":
        first -= 1
    if first == 0 or codes[first - 1] != "I":
        return False
    return parted or not noun_phrases.PERSON.search(codes, phrase.first, phrase.last)
