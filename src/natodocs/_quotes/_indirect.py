"""Clauses that are reported without marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex
from attrs import frozen

from natodocs._quotes import _cues
from natodocs._quotes._cues import Report
from natodocs._quotes._sentences import Sentence
from natodocs._quotes._words import Words

SHORTEST: Final = 3  # tokens; the least that a reported clause has
AHEAD: Final = 3  # reports; the most behind a clause that may end it
THAT: Final = 14  # tokens; the farthest that "that" stands from its verb
# Whom somebody speaks to: "told reporters", "told the council of Elm".
LISTENER: Final = regex.compile(r"(?:F|[DZ]?[wTNEe']{1,5}(?:I[DZ]?[wNT']{1,4})?|P(?=H))", regex.VERSION1)
# When and where: "on Monday", "in an interview with the paper".
SETTING: Final = regex.compile(r"(?:I?M[X,]{0,3}|B|I[DZ]?[wNTXM']{1,4}(?=[,H]),?)*", regex.VERSION1)
GOES_ON: Final = frozenset("GgRV")  # classes of what goes on with the speaker and not with the words
WHERE: Final = frozenset("GgRVSID")  # the same behind "according to Lund"
OWN_TO: Final = regex.compile("B?O", regex.VERSION1)  # "vowed (never) to"
# Who is accused, to the preposition before what he did.
CHARGED: Final = regex.compile(r"(?:F|P|[DZ]?[wTNEe'CX]{1,8}(?:,[^,;VGJgQ]{1,12},)?)I", regex.VERSION1)
LATER: Final = regex.compile("[DX]?[wMX]{1,2}S", regex.VERSION1)  # "said several months after the flood"
MAIN: Final = regex.compile("[AVJP,]", regex.VERSION1)  # what a main clause before another has
BARRED: Final = frozenset(";:.VQJGg")  # classes that part a verb from the clause that it reports
# To a verb that is not in a relative clause: "a map on which the valley was longer" is an object.
TO_ITS_VERB: Final = regex.compile(r"[^,RAVJ]*+[AVJ]", regex.VERSION1)
DATELINE: Final = regex.compile(r"N[NMX,.'()]{0,10}[:-]{1,2}", regex.VERSION1)


@frozen
class Clause:
    """A reported clause, with its report."""

    first: int
    """Its first token."""
    last: int
    """The one after its last."""
    report: Report
    """Who reports it."""
    confidence: float
    """0 to 1."""
    more: tuple[int, int] | None = None
    """Where it goes on behind an attribution that interrupts it: "The bridge, Lund said, is safe"."""


def find(sentence: Sentence, reports: list[Report], words: Words) -> Iterator[Clause]:
    """Find the clauses of a sentence that are reported without marks."""
    end = len(sentence.codes)
    while end and sentence.codes[end - 1] in '.")':
        end -= 1
    taken = 0
    for number, report in enumerate(reports):
        if report.speaker is None or report.negated:
            continue
        following = reports[number + 1 : number + 1 + AHEAD]
        clause = (
            _charge(sentence, report, following, end, words)
            if report.judges
            else (
                _after(sentence, report, following, end, words)
                or _around(sentence, report, following, taken, end, words)
                or _before(sentence, report, taken, words)
            )
        )
        if clause is None or "Q" in sentence.codes[clause.first : clause.last]:
            continue
        if clause.more is not None or clause.last - clause.first >= SHORTEST:
            taken = max(clause.last, report.right, clause.more[1] if clause.more else 0)
            yield clause


def _charge(
    sentence: Sentence, report: Report, following: list[Report], end: int, words: Words
) -> Clause | None:
    """Return what somebody is accused of, with whom: "accused Moe of hiding the map"."""
    if report.inverted or not words.has("charges", sentence.words[report.last - 1].lower()):
        return None
    start = report.last
    match = CHARGED.match(sentence.codes, start, end)
    if match is None or not words.has("charged_with", sentence.words[match.end() - 1].lower()):
        return None
    return Clause(start, _cut(sentence, start, following, end, words), report, 0.65)


def _after(
    sentence: Sentence, report: Report, following: list[Report], end: int, words: Words
) -> Clause | None:
    """Return the clause that follows: "Lund said (on Monday that) the bridge ..."."""
    codes = sentence.codes
    if words.has("flags", "verb-second"):
        start = _verb_second(sentence, report, end, words)
        if start is not None:
            return Clause(start, _cut(sentence, start, following, end, words), report, 0.7)
    if report.according:
        if report.first > 0 and codes[report.first - 1] not in "KC":
            return None
        comma = codes.find(",", report.right, end)
        if comma < 0 or comma - report.right > THAT:
            return None
        return Clause(comma + 1, _cut(sentence, comma + 1, following, end, words), report, 0.7)
    if report.left == 1 and words.has("as_clause", sentence.words[0].lower()):
        # "As Lund said (in May), the bridge is safe"
        comma = codes.find(",", report.right, min(end, report.right + THAT))
        if comma < 0 or any(letter in BARRED for letter in codes[report.right : comma]):
            return None
        return Clause(comma + 1, _cut(sentence, comma + 1, following, end, words), report, 0.75)
    start = _start(sentence, report, end, words) if not report.inverted else _second(sentence, report, words)
    if start is None:
        return None
    return Clause(
        start, _cut(sentence, start, following, _end_of_aside(codes, report, start, end), words), report, 0.75
    )


def _end_of_aside(codes: str, report: Report, start: int, end: int) -> int:
    """Return where the clause ends at the latest: "While Lund says it is safe, Moe ...", "- Lund says it is safe - ..."."""
    if codes.count("-", 0, report.left) % 2:
        dash = codes.find("-", start, end)
        return dash if dash >= 0 else end
    if codes[report.left - 1 : report.left] != "S" or MAIN.search(codes, 0, report.left - 1):
        return end
    comma = next((i for i in range(start, end - 1) if codes[i] == "," and codes[i + 1] in "PDNTZ"), end)
    return comma


def _verb_second(sentence: Sentence, report: Report, end: int, words: Words) -> int | None:
    """Return where the clause begins where the verb stands second, and another mood tells reported speech."""
    codes = sentence.codes
    if report.according:
        # "Laut Lund ist die Brücke sicher"
        return report.right if report.first == 0 and codes[report.right : report.right + 1] != "," else None
    if words.has("as", sentence.words[report.left].lower()) and codes[report.last : report.last + 1] == ",":
        return report.last + 1  # "Wie Lund mitteilte, ist die Brücke sicher"
    start = report.right if report.inverted else report.last
    comma = codes.find(",", start, min(end, start + THAT))
    if comma < 0 or any(letter in BARRED for letter in codes[start:comma]):
        return None
    said = sentence.words[comma + 1 : end]
    if not any(words.has("reported_mood", word.lower()) for word in said):
        return None
    return comma + 1 + (codes[comma + 1 : comma + 2] == "H")


def _second(sentence: Sentence, report: Report, words: Words) -> int | None:
    """Return where the clause begins behind a verb that stands second: "Am Abend sagte Lund, die Brücke halte"."""
    codes, index = sentence.codes, report.right
    cue = sentence.words[report.last - 1].lower()
    if report.left == report.first or codes[index : index + 1] != "," or not words.has("comma_clause", cue):
        return None
    following = codes[index + 1 : index + 2]
    return index + 2 if following == "H" else index + 1 if following in ("P", "D", "Z", "N") else None


def _start(sentence: Sentence, report: Report, end: int, words: Words) -> int | None:
    codes = sentence.codes
    cue = sentence.words[report.last - 1].lower()
    index = report.last
    if _cues.is_demand(sentence, report.first, report.last, words):
        return index if codes[index : index + 1] in ("D", "Z", "N", "T", "w", "X") else None
    if words.has("addressed", cue):
        match = LISTENER.match(codes, index, end)
        if match is None and codes[index : index + 1] != "H":
            return None
        that = _that(codes, index, end)
        if that is not None:
            return that
        if match is not None and OWN_TO.match(codes, match.end(), end):
            return match.end()
        if match is None or codes[match.end() : match.end() + 1] not in ("P", "D", "Z"):
            return None
        return match.end() if _has_verb(codes, match.end(), end, False) else None
    that = _that(codes, index, end)
    if that is not None:
        return that
    if words.has("infinitive", cue):
        to = codes.find("O", index, min(end, index + 8))
        if to >= 0 and not any(letter in ",;.VQ" for letter in codes[index:to]):
            return index
    if words.has("own_infinitive", cue) and OWN_TO.match(codes, index, end):
        return index
    opener = sentence.words[index].lower() if index < end else ""
    if words.has("questions", cue):
        asked = LISTENER.match(codes, index, end)
        at = asked.end() if asked is not None and not words.has("question_openers", opener) else index
        if words.has("question_openers", sentence.words[at].lower() if at < end else ""):
            return at
    return _bare(sentence, report, end, cue, words)


def _bare(sentence: Sentence, report: Report, end: int, cue: str, words: Words) -> int | None:
    """Return where a clause begins that no "that" opens."""
    codes, index = sentence.codes, report.last
    if codes[index : index + 1] == "," and words.has("comma_clause", cue):
        # "Lund sagte, die Brücke sei sicher"
        index += 1
        return index if codes[index : index + 1] in ("P", "D", "Z", "N") else None
    if not words.has("bare", cue):
        return None
    if codes[index : index + 1] == "A" and codes[report.left - 1 : report.left] in ("R", "H"):
        return index  # "which Lund said was safe"
    match = SETTING.match(codes, index, end)
    index = match.end() if match else index
    if LATER.match(codes, index, end):
        return None
    opener = sentence.words[index].lower() if index < end else ""
    if codes[index : index + 1] == "S" and words.has("clause_openers", opener) and words.has("surely", cue):
        return index
    if _is_object(sentence, index, words):
        return None
    surely = words.has("surely", cue)
    leads = "PDZNTwXA" if words.has("flags", "verb-second") else "PDZNTwXeEgG" if surely else "PDZNTwX"
    if codes[index : index + 1] in ("e", "E", "g", "G") and codes[index - 1] == ",":
        return None  # "said Lund on Monday, speaking of the bridge"
    if words.has("things", cue) and codes[index : index + 1] in ("D", "Z", "X", "w"):
        return index
    if index < end and codes[index] in leads and _has_verb(codes, index, end, surely):
        return index
    return None


def _is_object(sentence: Sentence, index: int, words: Words) -> bool:
    """Tell whether what is said is a thing and no clause: "say a word for the passengers"."""
    noun = index
    while sentence.codes[noun : noun + 1] in ("D", "Z", "X"):
        noun += 1
    listed = noun < len(sentence.words) and words.has("sayings", sentence.words[noun].lower())
    return listed and sentence.codes[noun + 1 : noun + 2] not in ("A", "w", "V", "J")


def _has_verb(codes: str, start: int, end: int, surely: bool) -> bool:
    """Tell whether a clause, and not an object alone, begins at `start`: "claimed the bridge was", "claimed lives"."""
    if codes[start] == "P" or surely:
        return end - start >= SHORTEST
    return TO_ITS_VERB.match(codes, start + 1, min(start + 14, end)) is not None


def _that(codes: str, start: int, end: int) -> int | None:
    """Return where the clause begins that "that" opens, close behind the verb."""
    that = codes.find("H", start, min(end, start + THAT))
    if that < 0 or any(letter in ";:.VQRAJGgeEOSKP" for letter in codes[start:that]):
        return None
    return that + (codes[that + 1 : that + 2] != "A")  # "said that was not so"


def _cut(sentence: Sentence, start: int, following: list[Report], end: int, words: Words) -> int:
    """Return where the clause ends: at the next report of its sentence that is none within it, or with the sentence."""
    codes = sentence.codes
    stop = _aside(sentence, start, end, words)
    for report in following:
        joint = report.left if report.left > start else report.first
        if joint <= start:
            continue
        while joint > start and codes[joint - 1] in "BKC":
            joint -= 1
        again = (
            report.participle
            and codes[joint] in "CK"
            and codes[report.last : report.last + 1] in ("H", "P", "D")
        )
        ends = codes[joint - 1] in ",;-" or (codes[joint] == "C" and "Q" in codes[joint:end]) or again
        if joint > start and ends and not _embedded(codes, joint):
            stop = joint
            break
    semicolon = codes.find(";", start, stop)
    if semicolon > 0:
        stop = semicolon
    while stop > start and codes[stop - 1] in ",;-.KC":
        stop -= 1
    return stop


def _aside(sentence: Sentence, start: int, end: int, words: Words) -> int:
    """Return where what the writer adds begins: ", which was built in May", ", compared with ..."."""
    codes = sentence.codes
    comma = codes.find(",", start + SHORTEST, end)
    while comma >= 0:
        if comma + 1 < end and words.has("asides", sentence.words[comma + 1].lower()):
            return comma
        comma = codes.find(",", comma + 1, end)
    dash = codes.find("-S", start + SHORTEST, end)
    return dash if dash >= 0 else end


def _embedded(codes: str, joint: int) -> bool:
    return codes[joint : joint + 1] in ("R", "H")


def _around(
    sentence: Sentence, report: Report, following: list[Report], taken: int, end: int, words: Words
) -> Clause | None:
    """Return the clause that an attribution between commas interrupts: "The bridge, Lund said, is safe"."""
    codes, right = sentence.codes, report.right
    if codes[right : right + 1] != "," or codes[report.left - 1 : report.left] != ",":
        return None
    if not report.according:
        bare = words.has("bare", sentence.words[report.last - 1].lower())
        if report.inverted or report.participle or not bare:
            return None
    if codes[right + 1 : right + 2] in (WHERE if report.according else GOES_ON):
        return None
    start = taken or _after_dateline(codes)
    while start < report.left and codes[start] in ",KC;-":
        start += 1
    stop = _cut(sentence, right + 1, following, end, words)
    if stop - right < 2 or "Q" in codes[right:stop]:
        return None
    if report.left - 1 <= start:
        return Clause(right + 1, stop, report, 0.7)  # "But, Lund said, the bridge is safe"
    return Clause(start, report.left - 1, report, 0.7, (right + 1, stop))


def _after_dateline(codes: str) -> int:
    """Return where a paragraph begins behind its dateline: "HARBURG: The bridge"."""
    match = DATELINE.match(codes)
    return match.end() if match else 0


def _before(sentence: Sentence, report: Report, taken: int, words: Words) -> Clause | None:
    """Return the clause that the attribution follows: "The bridge is safe, Lund said."."""
    codes = sentence.codes
    if report.participle and not report.according:
        return None
    if not report.inverted and (
        codes[report.right : report.right + 2] == ",Q" or codes[report.right : report.right + 1] == "Q"
    ):
        return None  # "Back in town, Lund said, “...”"
    left = report.left
    if left and words.has("as_clause", sentence.words[left - 1].lower()):
        left -= 1  # ", as Lund said"
    while left > 2 and codes[left - 2 : left] == "''":
        left -= 2  # marks of a kind that is not read
    if left < 2 or (codes[left - 1] != "," and not report.according):
        return None
    right = report.right
    if words.has("addressed", sentence.words[report.last - 1].lower()):
        listener = LISTENER.match(codes, right)  # "Lund told the council"
        right = listener.end() if listener is not None else right
    if codes[right : right + 1] == "O" and words.has(
        "own_infinitive", sentence.words[report.last - 1].lower()
    ):
        return None  # "If it rains, Lund threatened to go"
    if not (
        codes[right : right + 1] in ("", ".", ",", "I", "M", "B", "S", ";", "R", "-", "O")
        or report.inverted
        or report.according
    ):
        return None
    start = taken or _after_dateline(codes)
    while start < left and codes[start] in ",KC;-":
        start += 1
    stop = left - 1 if codes[left - 1] == "," else left
    clause = codes[start:stop]
    if len(clause) < SHORTEST + 1 or not any(letter in "AVwJE" for letter in clause[1:]):
        return None
    if clause[0] in "ISG" and "," not in clause:
        return None
    return Clause(start, stop, report, 0.75)
