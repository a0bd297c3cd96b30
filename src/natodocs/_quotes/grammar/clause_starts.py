"""A report -> where the clause begins that it reports without marks: "Lund said (on Monday that) it holds"."""

from __future__ import annotations

from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.grammar import reports
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

SHORTEST: Final = 3  # tokens; the least that a reported clause has
INFINITIVE: Final = 8  # tokens; the farthest that "to" stands from its verb
PREFIX: Final = 4  # tokens; the most between a verb and the colon before what it reports
THAT: Final = 14  # tokens; the farthest that "that" stands from its verb
# Whom somebody speaks to: "told reporters", "told the council of Elm".
LISTENER_BEFORE: Final = lazily(r"(?:F|[DZ]?[wTNEe']{1,5}(?:I[DZ]?[wNT']{1,4})?|P(?=H))", regex.VERSION1)
PROGRAMME: Final = lazily(r"[DZ]?[wTNZ']{0,4}QH", regex.VERSION1)
# When and where: "on Monday", "in an interview with the paper".
SETTING: Final = lazily(r"(?:I?M[X,]{0,3}|B|I[DZ]?[wNTXM']{1,4}(?=[,H]),?)*", regex.VERSION1)
OWN_TO: Final = lazily("B?O", regex.VERSION1)  # "vowed (never) to"
LATER: Final = lazily("[DX]?[wMX]{1,2}S", regex.VERSION1)  # "said several months after the flood"
BARRED: Final = frozenset(";:.VQJGg")  # classes that part a verb from the clause that it reports
# To a verb that is not in a relative clause: "a map on which the valley was longer" is an object.
TO_ITS_VERB: Final = lazily(r"[^,RAVJ]*+[AVJ]", regex.VERSION1)


def verb_second(sentence: Sentence, report: Report, end: int, words: Words) -> int | None:
    """Return where the clause begins where the verb stands second, and another mood tells reported speech."""
    codes = sentence.codes
    if report.according:
        # "Laut Lund ist die Brücke sicher"
        return report.right if report.first == 0 and codes[report.right : report.right + 1] != "," else None
    if words.has("as", sentence.words[report.left].lower()) and codes[report.last : report.last + 1] == ",":
        return report.last + 1  # "Wie Lund mitteilte, ist die Brücke sicher"
    start = report.right if report.inverted else report.last
    colon = codes.find(":", start, min(end, start + PREFIX))
    if colon >= 0 and not any(letter in BARRED or letter == "," for letter in codes[start:colon]):
        mood = words.moods.intersection(sentence.words[colon + 1 : end])
        return (
            colon + 1 if mood and "Q" not in codes[colon:end] else None
        )  # "Lund warnte: Die Brücke sei alt."
    comma = codes.find(",", start, min(end, start + THAT))
    if comma < 0 or any(letter in BARRED for letter in codes[start:comma]):
        return None
    if codes[comma + 1 : comma + 2] == "H":
        return comma + 2  # "Später räumte sie ein, dass die Brücke alt ist"
    if codes[comma + 1 : comma + 3] == "BH":
        return comma + 3
    said = sentence.words[comma + 1 : end]
    if _to_do(said, words):
        return comma + 1
    if not any(words.has("reported_mood", word.lower()) for word in said):
        return None
    return comma + 1


def _to_do(said: list[str], words: Words) -> bool:
    """Return whether words are what somebody says that he does: "(versprach,) die Brücke zu bauen"."""
    if not said or said[0].lower() in words.lists.get("purposes", ()):
        return False
    for index, word in enumerate(said):
        if word in (",", ".", ";", ":"):
            return False
        mark = words.has("infinitive_marks", said[index - 1]) if index else False
        if (mark or _holds_mark(word, words)) and word.endswith("n") and word.islower():
            return True
    return False


def _holds_mark(word: str, words: Words) -> bool:
    """Return whether a verb has the mark of its infinitive within: "abzureißen"."""
    for mark in words.lists.get("infinitive_marks", ()):
        prefix, _, rest = word.partition(mark)
        if rest and words.has("infinitive_prefixes", prefix):
            return True
    return False


def second(sentence: Sentence, report: Report, words: Words) -> int | None:
    """Return where the clause begins behind a verb that stands second: "Am Abend sagte Lund, die Brücke halte"."""
    codes, index = sentence.codes, report.right
    if codes[index : index + 1] == "H" and codes[: report.left] in ("P", "PB"):
        return index + 1  # "It was reported by the Harbour News that ..."
    cue = sentence.words[report.last - 1].lower()
    if report.left == report.first or codes[index : index + 1] != "," or not words.has("comma_clause", cue):
        return None
    following = codes[index + 1 : index + 2]
    return index + 2 if following == "H" else index + 1 if following in ("P", "D", "Z", "N") else None


def straight(sentence: Sentence, report: Report, end: int, words: Words) -> int | None:
    """Return where the clause begins behind a verb that its subject stands before."""
    codes = sentence.codes
    cue = sentence.words[report.last - 1].lower()
    index = report.last
    if reports.is_demand(sentence, report.first, report.last, words):
        return index if codes[index : index + 1] in ("D", "Z", "N", "T", "w", "X") else None
    if words.has("addressed", cue):
        return _addressed(codes, index, end, words)
    that = _that(codes, index, end, words)
    if that is not None:
        return that
    if words.has("infinitive", cue):
        to = codes.find("O", index, min(end, index + INFINITIVE))
        if to >= 0 and not any(letter in ",;.VQ" for letter in codes[index:to]):
            return index
    own = _infinitive(sentence, index, end, words) if words.lists.get("infinitive_endings") else None
    if own is not None:
        alone = codes[report.first - 1 : report.first] != "F"  # "se negó a salir" says nothing
        return own if alone and not words.has("no_infinitive", cue) else None
    if words.has("own_infinitive", cue) and OWN_TO.match(codes, index, end):
        return index
    question = _question(sentence, index, end, words) if words.has("questions", cue) else None
    return question if question is not None else _bare(sentence, report, end, cue, words)


def _infinitive(sentence: Sentence, index: int, end: int, words: Words) -> int | None:
    """Return where an infinitive begins that somebody says of himself: "dijo haber visto el puente"."""
    while index < end and sentence.codes[index] in "BF":
        index += 1
    verb = index + (index < end and words.has("infinitive_links", sentence.words[index].lower()))
    while verb < end and sentence.codes[verb] in "BFD" and not sentence.words[verb][0].isupper():
        verb += 1
    if verb >= end or sentence.codes[verb] in "NTXIQ,.;:":
        return None
    word = sentence.words[verb]
    return index if word.islower() and word.endswith(tuple(words.lists["infinitive_endings"])) else None


def _addressed(codes: str, index: int, end: int, words: Words) -> int | None:
    """Return where the clause begins behind whom somebody speaks to: "told the council (that) ..."."""
    match = LISTENER_BEFORE.match(codes, index, end)
    if named := PROGRAMME.match(codes, index, end):
        return named.end()  # "told the channel’s “Harbour Talk” that ..."
    if match is None and codes[index : index + 1] != "H":
        return None
    that = _that(codes, index, end, words)
    if that is not None or match is None:
        return that
    behind = match.end()
    if OWN_TO.match(codes, behind, end):
        return behind
    clause = codes[behind : behind + 1] in ("P", "D", "Z") and _has_verb(codes, behind, end, False)
    return behind if clause else None


def _question(sentence: Sentence, index: int, end: int, words: Words) -> int | None:
    """Return where a question begins: "asked (the mayor) if the bridge was safe"."""

    def opens(at: int) -> bool:
        return at < end and words.has("question_openers", sentence.words[at].lower())

    listener = LISTENER_BEFORE.match(sentence.codes, index, end)
    if opens(index):
        return index
    return listener.end() if listener is not None and opens(listener.end()) else None


def _bare(sentence: Sentence, report: Report, end: int, cue: str, words: Words) -> int | None:
    """Return where a clause begins that no "that" opens."""
    codes, index = sentence.codes, report.last
    comma = index
    while codes[comma : comma + 1] == "B":
        comma += 1
    if codes[comma : comma + 1] == "," and words.has("comma_clause", cue):
        # "Lund sagte (später), die Brücke sei sicher"
        return comma + 1 if codes[comma + 1 : comma + 2] in ("P", "D", "Z", "N") else None
    if not words.has("bare", cue):
        return None
    if codes[index : index + 1] == "A" and codes[report.left - 1 : report.left] in ("R", "H"):
        return index  # "which Lund said was safe"
    match = SETTING.match(codes, index, end)
    opens = match.end() if match else index
    if opens == end or not _opens(sentence, opens, end, cue, words):
        return None
    while opens > index and words.has("negations", sentence.words[opens - 1].lower()):
        opens -= 1  # "said not all of them were safe"
    return opens


def _opens(sentence: Sentence, index: int, end: int, cue: str, words: Words) -> bool:
    """Return whether a clause begins at a token behind a verb of speech, and no object."""
    codes, surely = sentence.codes, words.has("surely", cue)
    letter = codes[index]
    if LATER.match(codes, index, end):
        return False
    if letter == "S" and surely and words.has("clause_openers", sentence.words[index].lower()):
        return True
    if _is_object(sentence, index, words) or (letter in "eEgG" and codes[index - 1] == ","):
        return False  # "said a word"; "said Lund on Monday, speaking of the bridge"
    if words.has("things", cue) and letter in "DZXw":
        return True
    leads = "PDZNTwXA" if words.has("flags", "verb-second") else "PDZNTwXeEgG" if surely else "PDZNTwX"
    return letter in leads and _has_verb(codes, index, end, surely)


def _is_object(sentence: Sentence, index: int, words: Words) -> bool:
    """Return whether what is said is a thing and no clause: "say a word for the passengers"."""
    noun = index
    while sentence.codes[noun : noun + 1] in ("D", "Z", "X"):
        noun += 1
    listed = noun < len(sentence.words) and words.has("sayings", sentence.words[noun].lower())
    return listed and sentence.codes[noun + 1 : noun + 2] not in ("A", "w", "V", "J")


def _has_verb(codes: str, start: int, end: int, surely: bool) -> bool:
    """Return whether a clause begins at `start`, and not an object alone: "claimed it was", "claimed lives"."""
    if codes[start] == "P" or surely:
        return end - start >= SHORTEST
    return TO_ITS_VERB.match(codes, start + 1, min(start + 14, end)) is not None


def _that(codes: str, start: int, end: int, words: Words) -> int | None:
    """Return where the clause begins that "that" opens, close behind the verb."""
    that = codes.find("H", start, min(end, start + THAT))
    if that < 0 or any(letter in ";:.VQRAJGgeEOSKP" for letter in codes[start:that]):
        return None
    itself = codes[that + 1 : that + 2] == "A" and not words.has("flags", "drops-subject")
    return that + (not itself)  # "said that was not so"
