"""A reporting verb -> its subject behind it, in marks, or right before a participle.

Subjects before a finite verb are found in `noun_phrases`; those of other orders of words in `word_order`.
"""

from __future__ import annotations

import re
from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.grammar import adjuncts, noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

# Behind a passage; two single marks may close one that was not read as one.
AFTER_PASSAGE: Final = ("Q,", "Q-", ",-", "''")
OF_LISTENER: Final = ("N", "w", "T", "X", "'")  # classes of the words of whom somebody speaks to
BESIDE: Final = re.compile("(?<=I)(?:P|[DZ]{0,2}[wX]{0,2}[T']*N[NT']*)$")
MOST_OF_NAME: Final = 12  # tokens of a name with its titles
# What a clause opens with before its verb that is no subject: "Так", "Об этом", "En la nota", "Foi o que", "Lo".
NO_SUBJECT: Final = lazily(
    r"[KC]?(?:B|I[DZ]?(?:[wXTM']{1,4}N?|N)(?!N)|ID|[DX]{0,2}M{1,3}|A?D[HR]|[HR](?=F?$)){0,3}F?",
    regex.VERSION1,
)
BODY: Final = lazily(r"[KC]?[BM]{0,2}I(?P<phrase>[DZ]?[wTNX']{1,6})[BM]{0,2}", regex.VERSION1)
CLAUSE: Final = 4  # tokens; the least that a clause has behind "and"


def titled(sentence: Sentence, start: int, last: int) -> Phrase | None:
    """Return a subject whose name stands in marks: the paper “Harbour News” wrote: "..."."""
    codes = sentence.codes
    if codes[start - 2 : start] != "TQ" or codes[last : last + 1] not in (":", "H"):
        return None
    return Phrase(start - 2, start, start - 2)


def over_adverbs(codes: str, index: int) -> int:
    """Return where a subject may begin behind words that an article follows, as adverbs: "meint derweil der Wirt"."""
    while codes[index : index + 1] in ("w", "B") and codes[index + 1 : index + 2] in ("D", "P", "w", "B"):
        index += 1
    return index


def over_listener(sentence: Sentence, index: int, words: Words) -> int:
    """Return where a subject begins behind whom somebody speaks to: "sagte dem NDR die Wirtin"."""
    tokens, codes = sentence.words, sentence.codes
    opener = tokens[index].lower() if codes[index : index + 1] == "D" else ""
    sure = words.has("datives", opener)
    if not (sure or words.has("datives_too", opener)):
        return index
    end = index + 1
    while codes[end : end + 1] in OF_LISTENER and not (
        end > index + 1 and adjuncts.opens_name(sentence, end)
    ):
        end += 1
    listens = any(words.has("listeners", word.lower().rpartition("-")[2]) for word in tokens[index + 1 : end])
    if end == index + 1 or end == len(tokens) or not (sure or listens):
        return index
    opens = words.has("nominatives", tokens[end].lower()) or adjuncts.opens_name(sentence, end)
    return end if opens else index


def inverted(
    sentence: Sentence, start: int, last: int, words: Words, *, told: bool = False, as_he_says: bool = False
) -> Phrase | None:
    """Return the subject behind the verb, where one can stand there.

    `told` is whether `last` is behind whom somebody speaks to, `as_he_says` whether the verb stands behind "as".
    """
    codes = sentence.codes
    if told and codes[last : last + 1] == "I":
        codes = f"{codes[:last]}D{codes[last + 1 :]}"  # "sagte dem NDR der Wirt": an article, and no genitive
    after_passage = start > 0 and (
        codes[start - 1] in ("Q", "S", "L")
        or (as_he_says and codes[start - 1] == "H")
        or codes[max(0, start - 2) : start].endswith(AFTER_PASSAGE)
    )
    subject = noun_phrases.behind(codes, last, strict=not after_passage)
    if after_passage and (words.capital_nouns or words.has("flags", "plain-titles")):
        bare = subject is not None and not noun_phrases.NAMED.search(codes, subject.first, subject.last)
        found = adjuncts.subject(sentence, last) if subject is None or bare else None
        if found is not None and words.capital_nouns and not _may_speak(sentence, found, words):
            found = None
        return found or (adjuncts.with_name(codes, subject) if subject is not None else None)
    if after_passage:
        return subject or noun_phrases.behind_listener(codes, last)
    if subject is None:
        return None
    following = codes[subject.last : subject.last + 2]
    if start == 0:
        return subject if following in (":Q", ",Q") else None
    # Between commas, "Lund, a farmer, said the bridge ..." looks the same up to here: the clause must end.
    ends = following[:1] in ("", ".", ";", ",", "I", "M", "R")
    return subject if ends and codes[subject.first] in "NTPDZw" and _closes(codes, start) else None


def _may_speak(sentence: Sentence, phrase: Phrase, words: Words) -> bool:
    """Return whether a phrase of nouns with capitals may be a subject: "die Wirtin"; not "alle zwei Jahre"."""
    opener = sentence.words[phrase.first].lower()
    return words.has("nominatives", opener) or adjuncts.opens_name(sentence, phrase.first)


def behind_opener(sentence: Sentence, start: int, last: int, left: int) -> Phrase | None:
    """Return who stands behind a verb whose clause opens with it, or with something that is no subject."""
    codes = sentence.codes
    first = max(left, max(codes.rfind(mark, 0, start) for mark in ",;:(-") + 1)
    if not NO_SUBJECT.fullmatch(codes, first, start) or (first == start and start > 0):
        return None
    subject = noun_phrases.behind(codes, last, strict=False)
    if subject is None or not noun_phrases.NAMED.search(codes, subject.first, subject.last):
        subject = adjuncts.subject(sentence, last)
    else:
        subject = adjuncts.with_name(codes, subject)
    if subject is None or not noun_phrases.PERSON.search(codes, subject.first, subject.last):
        return None
    following = codes[subject.last : subject.last + 2]
    if codes[first:start] in ("H", "R"):
        return subject if following[:1] == ":" else None  # "una lista, que enumera Lund: ..."
    reports = following[:1] in (":", "H") or following in (",H", ",Q")
    return subject if reports or (first < start and following[:1] in ("", ".")) else None


def body(sentence: Sentence, start: int, last: int, left: int, words: Words) -> Phrase | None:
    """Return the body where several speak for it: "В министерстве заявили", "assicurano dal ministero"."""
    codes, tokens = sentence.codes, sentence.words
    prepositions, plural = words.lists.get("bodies_in"), words.lists.get("plural_verbs")
    if not prepositions or not plural or not tokens[last - 1].lower().endswith(tuple(plural)):
        return None
    first = max(left, max(codes.rfind(mark, 0, start) for mark in ",;:(-") + 1)
    before = BODY.fullmatch(codes, first, start)
    if before is not None and tokens[before.start("phrase") - 1].lower() in prepositions:
        return Phrase(before.start("phrase"), before.end("phrase"), first)
    if (
        codes[last : last + 1] == "I"
        and tokens[last].lower() in prepositions
        and codes[start - 1 : start] in ",Q-"
    ):
        return noun_phrases.behind(codes, last + 1, strict=False)
    return None


def _closes(codes: str, start: int) -> bool:
    """Return whether a clause ends at the comma before `start`, and not an apposition."""
    clause = codes[: start - 1]
    comma = clause.rfind(",")
    inner = clause[comma + 1 :]
    if any(letter in "AVPEJ" for letter in inner[1:] if inner) and inner[:1] != "R":
        return True
    return comma < 0 or (inner[:1] in ("C", "K") and len(inner) > CLAUSE)


def beside(codes: str, index: int, left: int) -> Phrase | None:
    """Return who stands right before a participle: "with Lund saying", "a film of Lund asking"."""
    match = BESIDE.search(codes, max(left, index - MOST_OF_NAME), index)
    return Phrase(match.start(), index, match.start()) if match is not None else None
