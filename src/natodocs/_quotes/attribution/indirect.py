"""A sentence and its reports -> the clauses that they report without marks (indirect speech)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from natodocs._quotes.drafts import Clause
from natodocs._quotes.grammar import clause_ends, clause_starts
from natodocs._quotes.grammar.pieces import DATELINE
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

AHEAD: Final = 3  # reports; the most behind a clause that may end it
GOES_ON: Final = frozenset("GgRV")  # classes of what goes on with the speaker and not with the words
OUTSIDE: Final = ("", ",", "Q", "(")  # what stands before "laut Lund" that no clause holds
# What may follow "Lund said" behind a clause.
CLAUSE_BEHIND: Final = ("", ".", ",", "I", "M", "B", "S", ";", "R", "-", "O")
WHERE: Final = frozenset("GgRVSID")  # the same behind "according to Lund"
# Confidence of a clause by how it stands to its report. Set by hand: it ranks quotations, and is no share.
CHARGE: Final = 0.65  # "accused Moe of hiding the map"
IN_ANOTHER_MOOD: Final = 0.7  # "sagte Lund, die Brücke halte"
BEHIND_SOURCE: Final = 0.7  # "According to Lund, the bridge is safe"
BEHIND_AS: Final = 0.75  # "As Lund said, the bridge is safe"
BEHIND_VERB: Final = 0.75  # "Lund said the bridge is safe"
AROUND_SOURCE: Final = 0.65  # "Die Brücke ist laut Lund sicher"
AROUND: Final = 0.7  # "The bridge, Lund said, is safe", and "But, Lund said, the bridge is safe"
CLAUSE_BEFORE: Final = 0.75  # "The bridge is safe, Lund said"
AS_OBJECT: Final = regex.compile(
    r"[DFPAB]{0,3}", regex.VERSION1
)  # between "as" and the verb: "comme l'a dit"
VERB_AT_LAST: Final = regex.compile(r"B?F?A", regex.VERSION1)
# "That" behind a verb without a subject, and how far from the beginning of its sentence the verb stands.
THAT_BEHIND: Final = regex.compile(r"[BF]{0,2},?H", regex.VERSION1)
OPENING: Final = 3
# Who is accused, to the preposition before what he did.
CHARGED: Final = regex.compile(
    r"I?(?:F|P|D(?=I)|[DZ]?[wTNEe'CX]{1,8}(?:,[^,;VGJgQ]{1,12},)?)I", regex.VERSION1
)
# A thing, and what it is called; "called the fire brigade" has the thing alone.
CALLED: Final = regex.compile(
    r"(?:[FP]|D(?=D)|[DZ]?[wTNX']{1,5})(?:B?D[wTNXEe'B]|(?<=[FP])[wB])", regex.VERSION1
)
OPENING_DATELINE: Final = regex.compile(DATELINE + "[:-]{1,2}", regex.VERSION1)


def find(sentence: Sentence, reports: list[Report], words: Words) -> Iterator[Clause]:
    """Find the clauses of a sentence that are reported without marks."""
    end = len(sentence.codes)
    while end and sentence.codes[end - 1] in '.")':
        end -= 1
    taken = 0
    for number, report in enumerate(reports):
        if report.negated or (
            report.speaker is None and not _has_dropped_its_subject(sentence, report, words)
        ):
            continue
        following = reports[number + 1 : number + 1 + AHEAD]
        clause = (
            _charge(sentence, report, following, end, words)
            or _called(sentence, report, following, end, words)
            if report.judges and not _judges_that(sentence, report, words)
            else (
                _as_a_noun(sentence, report, taken, words)
                or _after(sentence, report, following, end, words)
                or _held(sentence, report, following, end, words)
                or _around(sentence, report, following, taken, end, words)
                or _before(sentence, report, taken, words)
            )
        )
        if clause is None or "Q" in sentence.codes[clause.first : clause.last]:
            continue
        if clause.more is not None or clause.last - clause.first >= clause_starts.SHORTEST:
            taken = max(clause.last, report.right, clause.more[1] if clause.more else 0)
            yield clause


def _called(
    sentence: Sentence, report: Report, following: list[Report], end: int, words: Words
) -> Clause | None:
    """Return what somebody calls a thing, with the thing: "called the plan a hoax", "called it unfair"."""
    if report.inverted or not words.has("calling", sentence.words[report.last - 1].lower()):
        return None
    if CALLED.match(sentence.codes, report.last, end) is None:
        return None
    stop = clause_ends.cut(sentence, report.last, following, end, words)
    return Clause(report.last, stop, report, CHARGE)


def _has_dropped_its_subject(sentence: Sentence, report: Report, words: Words) -> bool:
    """Return whether a verb that needs no subject reports a clause behind "that": "Podkreślił, że most stoi"."""
    if not words.has("flags", "drops-subject") or report.judges or report.according:
        return False
    return THAT_BEHIND.match(sentence.codes, report.last) is not None and report.first <= OPENING


def _judges_that(sentence: Sentence, report: Report, words: Words) -> bool:
    """Return whether a verb of judgement has a clause: "kritisierte, dass die Brücke alt ist"."""
    cue = sentence.words[report.last - 1].lower()
    behind = report.right if report.inverted else report.last
    return words.has("judging_that", cue) and sentence.codes[behind : behind + 2] == ",H"


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
    return Clause(start, clause_ends.cut(sentence, start, following, end, words), report, CHARGE)


def _after(
    sentence: Sentence, report: Report, following: list[Report], end: int, words: Words
) -> Clause | None:
    """Return the clause that follows: "Lund said (on Monday that) the bridge ..."."""
    codes = sentence.codes
    if words.has("flags", "verb-second"):
        start = clause_starts.verb_second(sentence, report, end, words)
        if start is not None:
            stop = clause_ends.cut(sentence, start, following, end, words)
            return Clause(start, stop, report, IN_ANOTHER_MOOD)
    if report.according:
        return _behind_source(sentence, report, following, end, words)
    if _is_an_as_clause(sentence, report, words):
        # "As Lund said (in May), the bridge is safe"
        comma = codes.find(",", report.right, min(end, report.right + clause_starts.THAT))
        if comma < 0 or any(letter in clause_starts.BARRED for letter in codes[report.right : comma]):
            return None
        stop = clause_ends.cut(sentence, comma + 1, following, end, words)
        return Clause(comma + 1, stop, report, BEHIND_AS)
    start = (
        clause_starts.straight(sentence, report, end, words)
        if not report.inverted
        else clause_starts.second(sentence, report, words)
    )
    if start is None:
        return None
    latest = clause_ends.at_the_latest(codes, report, start, end)
    return Clause(start, clause_ends.cut(sentence, start, following, latest, words), report, BEHIND_VERB)


def _behind_source(
    sentence: Sentence, report: Report, following: list[Report], end: int, words: Words
) -> Clause | None:
    """Return the clause behind its source: "According to Lund, the bridge ...", "Według Ady Lund most ..."."""
    codes, right = sentence.codes, report.right
    if report.first > 0 and codes[report.first - 1] not in "KC":
        return None
    if words.has("flags", "source-without-comma") and codes[right : right + 1] in ("D", "w", "N", "A"):
        return Clause(right, clause_ends.cut(sentence, right, following, end, words), report, BEHIND_SOURCE)
    comma = codes.find(",", right, end)
    if comma < 0 or comma - right > clause_starts.THAT:
        return None
    stop = clause_ends.cut(sentence, comma + 1, following, end, words)
    return Clause(comma + 1, stop, report, BEHIND_SOURCE)


def _is_an_as_clause(sentence: Sentence, report: Report, words: Words) -> bool:
    """Return whether a report opens its sentence behind "as": "As Lund said", "Comme l'a dit Lund"."""
    opener = sentence.words[0].lower()
    if words.has("as_clause", opener):
        return report.left == 1
    if words.has("flags", "verb-second") or not words.has("as", opener):
        return False
    return report.left <= 1 or (
        report.inverted and AS_OBJECT.fullmatch(sentence.codes, 1, report.first) is not None
    )


def _as_a_noun(sentence: Sentence, report: Report, taken: int, words: Words) -> Clause | None:
    """Return the clause whose verb has become a noun before the verb of speech: "köprünün kapalı olduğunu söyledi"."""
    endings = words.lists.get("nominal_endings")
    verb = report.first - 1
    while endings and verb > 0 and sentence.codes[verb] == "B":
        verb -= 1
    if not endings or verb < 1 or not sentence.words[verb].lower().endswith(tuple(endings)):
        return None
    start, speaker = taken, report.speaker
    if speaker is not None and start <= speaker.last <= verb:
        start = speaker.last
        comma = sentence.codes.find(",", start, min(verb, start + OPENING))
        start = comma + 1 if comma >= 0 else start
    while start < verb and sentence.codes[start] in ",;KC":
        start += 1
    return Clause(start, verb + 1, report, BEHIND_VERB)


def _held(
    sentence: Sentence, report: Report, following: list[Report], end: int, words: Words
) -> Clause | None:
    """Return the clause that holds its source: "Die Brücke ist laut Lund sicher"."""
    codes, left, right = sentence.codes, report.left, report.right
    free = words.has("flags", "verb-second") or words.has("flags", "source-without-comma")
    if not (report.according and free) or codes[left - 1 : left] in OUTSIDE:
        return None
    start = max(codes.rfind(mark, 0, left) for mark in ",;:") + 1
    stop = clause_ends.cut(sentence, right, following, end, words)
    if left - start == 1 and start and stop - right > 1 and codes[right] not in ",;:":
        return Clause(right, stop, report, AROUND_SOURCE)  # "..., was laut Lund ein Fehler war"
    if start and codes[0] in "SH" and ":" not in codes[:start] and ";" not in codes[:start]:
        start = 0  # "Ob sie hält, das lässt sich laut Lund nicht sagen"
    if left - start < 2 or stop - right < 2 or "Q" in codes[right:stop] or codes[right] in ",;:":
        return None
    return Clause(start, left, report, AROUND_SOURCE, (right, stop))


def _around(
    sentence: Sentence, report: Report, following: list[Report], taken: int, end: int, words: Words
) -> Clause | None:
    """Return the clause that an attribution between commas interrupts: "The bridge, Lund said, is safe"."""
    codes, right = sentence.codes, report.right
    left = report.left
    if left and words.has("as", sentence.words[left - 1].lower()):
        left -= 1  # "Die Brücke, so meinte Lund, sei alt"
    if codes[right : right + 1] != "," or codes[left - 1 : left] != ",":
        return None
    if not report.according:
        bare = words.has("bare", sentence.words[report.last - 1].lower())
        if report.participle or (
            report.inverted and not _goes_on_with_verb(sentence, left - 1, right + 1, words)
        ):
            return None
        if not report.inverted and not bare:
            return None
    if codes[right + 1 : right + 2] in (WHERE if report.according else GOES_ON):
        return None
    start = taken or _after_dateline(codes)
    while start < left and codes[start] in ",KC;-":
        start += 1
    stop = clause_ends.cut(sentence, right + 1, following, end, words)
    if stop - right < 2 or "Q" in codes[right:stop]:
        return None
    if left - 1 <= start:
        return Clause(right + 1, stop, report, AROUND)  # "But, Lund said, the bridge is safe"
    return Clause(start, left - 1, report, AROUND, (right + 1, stop))


def _goes_on_with_verb(sentence: Sentence, left: int, index: int, words: Words) -> bool:
    """Return whether the verb of a clause stands behind what interrupts it: "Die Brücke, meinte Lund, sei alt"."""
    codes = sentence.codes
    if "".join(sentence.words[index : index + 1]) in words.moods:
        return True
    return VERB_AT_LAST.match(codes, index) is not None and not any(
        letter in "AVJQ" for letter in codes[:left]
    )


def _after_dateline(codes: str) -> int:
    """Return where a paragraph begins behind its dateline: "HARBURG: The bridge"."""
    match = OPENING_DATELINE.match(codes)
    return match.end() if match else 0


def _before(sentence: Sentence, report: Report, taken: int, words: Words) -> Clause | None:
    """Return the clause that the attribution follows: "The bridge is safe, Lund said."."""
    codes = sentence.codes
    left = _left(sentence, report, words)
    if left < 2 or (codes[left - 1] != "," and not report.according) or not _closes(sentence, report, words):
        return None
    start = taken or _after_dateline(codes)
    while start < left and codes[start] in ",KC;-":
        start += 1
    stop = left - 1 if codes[left - 1] == "," else left
    clause = codes[start:stop]
    if len(clause) < clause_starts.SHORTEST + 1 or not any(letter in "AVwJE" for letter in clause[1:]):
        return None
    if clause[0] in "ISG" and "," not in clause and not words.has("flags", "verb-second"):
        return None
    return Clause(start, stop, report, CLAUSE_BEFORE)


def _left(sentence: Sentence, report: Report, words: Words) -> int:
    """Return where an attribution begins, with what belongs to it: ", as Lund said"."""
    codes, left = sentence.codes, report.left
    if left and codes[report.first] == "V" and words.has("as_clause", sentence.words[left - 1].lower()):
        left -= 1
    while left > 2 and codes[left - 2 : left] == "''":
        left -= 2  # marks of a kind that is not read
    return left


def _closes(sentence: Sentence, report: Report, words: Words) -> bool:
    """Return whether nothing stands behind an attribution that it would report."""
    codes, right = sentence.codes, report.right
    if report.according:
        return True
    if report.participle or (
        not report.inverted and "Q" in (codes[right : right + 1], codes[right : right + 2][1:])
    ):
        return False  # "Back in town, Lund said, “...”"
    cue = sentence.words[report.last - 1].lower()
    if words.has("addressed", cue):
        listener = clause_starts.LISTENER_BEFORE.match(codes, right)  # "Lund told the council"
        right = listener.end() if listener is not None else right
    if codes[right : right + 1] == "O" and words.has("own_infinitive", cue):
        return False  # "If it rains, Lund threatened to go"
    return report.inverted or codes[right : right + 1] in CLAUSE_BEHIND
