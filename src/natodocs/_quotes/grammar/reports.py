"""A reporting verb -> its report: whose it is, and where the whole attribution stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from attrs import define, field

from natodocs._quotes.grammar import clauses, noun_phrases, subjects, verbs, word_order
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.verbs import Verb
from natodocs._quotes.grammar.words import Words

QUOTED_AS: Final = re.compile("A[AB]{0,4}(?P<quoted>[VJ])(?:I[DZ]?[wNT']{1,5})?S$")
QUOTED: Final = 12  # tokens; the most from the auxiliary to "saying"
STARTS: Final = re.compile("[PHRSQAVJ;:(]|,.*,")  # what tells that another clause has begun
# How somebody speaks, between a passage and the verb.
MANNER: Final = re.compile("(?:Q,?-?|,-)(?P<manner>I[DZ]?[wTX]{1,2})$")
NEAR: Final = 8  # tokens; the most between a passage and the verb behind it
ENDS: Final = frozenset('.,;)-MBISXC"')  # what follows a verb whose words stand before it


@define
class Report:
    """One reporting word or phrase, with its subject."""

    first: int
    """The cue's first token."""
    last: int
    """The one after its last."""
    speaker: Phrase | None
    """Whose words they are; `None` where the sentence does not say."""
    left: int
    """The first token of the whole attribution: of the subject, or of the cue."""
    right: int
    """The one after its last."""
    judges: bool = field(default=False, kw_only=True)
    """Whether the verb says what somebody thinks of a thing ("called", "praised"), more than that he spoke."""
    participle: bool = field(default=False, kw_only=True)
    """Whether it is "saying", which has the subject of another verb."""
    inverted: bool = field(default=False, kw_only=True)
    """Whether the subject stands behind the verb."""
    according: bool = field(default=False, kw_only=True)
    """Whether it is "according to"."""
    negated: bool = field(default=False, kw_only=True)
    """Whether it says that nothing was said."""
    unnamed: bool = field(default=False, kw_only=True)
    """Whether it is a passive that leaves out who speaks, so that nobody near it does."""

    def reason(self, sentence: Sentence) -> str:
        """Say what gave the speaker: "subject of said", "behind according to"."""
        cue = " ".join(sentence.words[self.first : self.last])
        return f"behind {cue}" if self.according else f"subject of {cue}"


def is_demand(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    """Return whether a phrase says what somebody wants, a thing and no clause: "called for a new bridge"."""
    return last - first > 1 and words.has("demands", " ".join(sentence.words[first:last]).lower())


@define
class _Verb(Verb):
    """A reporting verb whose subject is looked for."""

    reports: list[Report]
    """Those before it in its sentence."""
    judges: bool
    negated: bool

    def of(
        self,
        speaker: Phrase | None,
        left: int,
        right: int,
        *,
        participle: bool = False,
        inverted: bool = False,
    ) -> Report:
        """Return the report of the verb, with its subject and where the whole attribution stands."""
        return Report(
            self.first, self.last, speaker, left, right,
            judges=self.judges, participle=participle, inverted=inverted, negated=self.negated,
        )  # fmt: skip


def of_verb(sentence: Sentence, first: int, last: int, reports: list[Report], words: Words) -> Report:
    """Return the report of a verb, with the subject that the first of the ways finds."""
    codes = sentence.codes
    letter = codes[first]
    judges = letter in "Jge" and not is_demand(sentence, first, last, words)
    start = _start(sentence, first, words)
    participle = letter in "Gg" and "A" not in codes[start:first]
    left = _last_stop(codes, start, reports, relative=words.has("flags", "plain-titles"))
    if words.has("quoted", sentence.words[first].lower()):
        left = min(
            left, clauses.start(codes, first)
        )  # "Lund wird von der „Neuen Zeitung“ mit den Worten zitiert"
    negated = _is_negated(sentence, left, start, first, words)
    verb = _Verb(sentence, start, first, last, left, words, reports, judges, negated)
    quoted = _quoted_as(sentence, first, last, words) if participle else None
    if quoted is not None:
        return quoted
    if not participle:
        for way in WAYS:
            found = way(verb)
            if found is not None:
                return _with_name(sentence, found)
    subject = subjects.beside(codes, start, left) or _shared(sentence, start, reports, words)
    return verb.of(subject, start, last, participle=True)


def _quoted_as(sentence: Sentence, first: int, last: int, words: Words) -> Report | None:
    """Read "Lund was quoted (by the Harbour News) as saying": a passive whose subject is who said it."""
    codes = sentence.codes
    passive = QUOTED_AS.search(codes, max(0, first - QUOTED), first)
    if passive is None or not words.has("quoted_as", sentence.words[passive.start("quoted")].lower()):
        return None
    subject = noun_phrases.before(codes, passive.start(), 0)
    return Report(first, last, subject, subject.extent, last) if subject is not None else None


def _with_name(sentence: Sentence, report: Report) -> Report:
    """Return a report whose speaker is a role, with the name behind its comma: "sagte die Leiterin, Ada Lund, ..."."""
    speaker = report.speaker
    if speaker is None:
        return report
    named = clauses.named(sentence, speaker)
    if named is not speaker:
        report.speaker = named
        report.right = max(report.right, named.last) if report.inverted else report.right
    return report


def _start(sentence: Sentence, first: int, words: Words) -> int:
    """Return where a verb begins with its auxiliaries and adverbs, and a pronoun before them."""
    codes = sentence.codes
    start = first
    if words.has("needs_auxiliary", sentence.words[first].lower()) and words.has("flags", "plain-titles"):
        auxiliary = verbs.parted(codes, first)
        start = first if auxiliary is None else auxiliary
    while start > 0 and (codes[start - 1] in "AB" or codes[start - 2 : start] == "AS"):
        start -= 1  # "avait alors déclaré"
    if codes[max(0, start - 2) : start] in (",F", "QF", "-F") or (
        codes[start - 1 : start] == "D" and verbs.is_clitic(sentence, start - 1, words)
    ):
        start -= 1  # "...", le dijo Lund
    elif codes[start - 1 : start] == "F" and words.has("flags", "plain-titles"):
        # "comme le dit Lund", "Así lo dijo Lund"
        opens = codes[: start - 1] in ("", "B")
        start = 0 if opens else start - 1 if verbs.opens_as(sentence, start - 1, words) else start
    if start and words.has("flags", "plain-titles"):
        manner = MANNER.search(codes, max(0, start - NEAR), start)  # "...", — с улыбкой сказал Лунд
        start = manner.start("manner") if manner is not None else start
    return start


def _with_subject_behind(verb: _Verb) -> Report | None:
    """Read "...", said Lund: the verb opens, or follows a passage or a comma, and somebody stands behind it."""
    codes, start, words = verb.sentence.codes, verb.start, verb.words
    if words.capital_nouns and (words.has("quoted", verb.cue) or word_order.in_marks_before(verb)):
        return None  # "...", zitiert die Zeitung Lund; Die Zeitung „Hafenblatt“ schrieb
    cue = " ".join(verb.sentence.words[verb.first : verb.last]).lower()
    if words.has("impersonal", cue) and not words.has("flags", "verb-second"):
        return None  # "..., si legge in una nota": what says so stands behind the preposition
    as_he_says = verbs.opens_as(verb.sentence, start, words)
    if not (start == 0 or codes[start - 1] in "Q,-" or codes[start - 2 : start] == "''" or as_he_says):
        return None
    first = subjects.over_adverbs(codes, verb.last) if words.capital_nouns else verb.last
    behind = subjects.over_listener(verb.sentence, first, words)
    subject = subjects.inverted(
        verb.sentence, start, behind, words, told=behind > first, as_he_says=as_he_says
    )
    return verb.of(subject, start, subject.last, inverted=True) if subject is not None else None


def _in_another_order(verb: _Verb) -> Report | None:
    """Read a verb that stands elsewhere than in English, or goes on with the subject of the one before."""
    found = word_order.find(verb)
    if found is None:
        goes_on = _goes_on(verb.sentence, verb.start, verb.reports, verb.words)
        return verb.of(verb.reports[-1].speaker, verb.start, verb.last, participle=True) if goes_on else None
    if verb.judges and _is_object(verb.sentence, found.subject, verb.words):
        return None
    report = verb.of(found.subject, found.left, found.right, inverted=found.inverted)
    report.unnamed = found.unnamed
    return report


def _with_subject_before(verb: _Verb) -> Report | None:
    """Read "Lund said"."""
    subject = _before(verb.sentence, verb.start, verb.first, verb.last, verb.left, verb.words)
    return verb.of(subject, subject.extent, verb.last) if subject is not None else None


def _with_subject_behind_an_opener(verb: _Verb) -> Report | None:
    """Read "Lo dijo ayer Ana Lund: ...", "Señaló Lund que ...", "В министерстве заявили"."""
    words = verb.words
    if words.capital_nouns or words.has("flags", "verb-second") or not words.has("flags", "plain-titles"):
        return None
    subject = subjects.behind_opener(verb.sentence, verb.start, verb.last, verb.left)
    if subject is not None:
        return verb.of(subject, verb.start, subject.last, inverted=True)
    subject = subjects.body(verb.sentence, verb.start, verb.last, verb.left, words)
    return verb.of(subject, verb.start, verb.last) if subject is not None else None


# How a finite verb has its subject, the first that finds one; what none finds is read as a participle.
WAYS: Final[tuple[Callable[[_Verb], Report | None], ...]] = (
    _with_subject_behind,
    _in_another_order,
    _with_subject_behind_an_opener,
    _with_subject_before,
)


def _is_object(sentence: Sentence, subject: Phrase | None, words: Words) -> bool:
    """Return whether a phrase can be no subject: "Lund, der zusah, nannte den Plan ..."."""
    return subject is not None and words.has("objects_open", sentence.words[subject.first].lower())


def _is_negated(sentence: Sentence, left: int, start: int, first: int, words: Words) -> bool:
    """Return whether a verb says that something was not said: "did not say", "nobody at the harbour told us"."""
    tokens, codes = sentence.words, sentence.codes
    if start < first and not words.lists["negations"].isdisjoint(map(str.lower, tokens[start:first])):
        return True
    if words.nobody.isdisjoint(tokens[left:start]):
        return False  # nearly all
    clause = max(codes.rfind(mark, left, start) for mark in ",;'")
    return not words.nobody.isdisjoint(tokens[max(left, clause) : start])


def _goes_on(sentence: Sentence, start: int, reports: list[Report], words: Words) -> bool:
    """Return whether a verb goes on with the subject of the one before: "Lund lobt die Brücke, gibt aber auch zu"."""
    if not words.has("flags", "verb-second") or not reports or reports[-1].speaker is None:
        return False
    before, codes = reports[-1], sentence.codes
    end = max(before.last, before.right)
    return codes[start - 1] in ",C" and not before.according and not STARTS.search(codes, end, start)


def _before(sentence: Sentence, start: int, first: int, last: int, left: int, words: Words) -> Phrase | None:
    """Return the subject that stands before its verb."""
    codes = sentence.codes
    plain = words.has("flags", "plain-titles")
    parted = plain and codes[first - 1 : first] == "," and start < first
    subject = noun_phrases.before(codes, start if parted else first, left, whole=plain)
    if subject is not None and plain and word_order.is_adverbial(codes, subject):
        subject = None
    return subject or subjects.titled(sentence, start, last)


def _last_stop(codes: str, index: int, reports: list[Report], *, relative: bool) -> int:
    """Return where the clause of a verb may begin: after the passage, or the verb, before it.

    With `relative`, a verb in a relative clause between two commas does not count: "Lund, quien ayer se negó a hablar,
    dijo".
    """
    stop = codes.rfind("Q", 0, index) + 1
    for report in reversed(reports):
        comma = codes.rfind(",", 0, report.first)
        if relative and comma > 0 and codes[comma + 1] in "RH" and "," in codes[report.last : index]:
            continue
        if (
            report.participle
            and not report.according
            and (report.first == 0 or codes[report.first - 1] == ",")
        ):
            continue  # "Lund, referring to the bridge, said": the subject may stand before it
        return max(stop, report.right if report.inverted else report.last)
    return stop


def _shared(sentence: Sentence, index: int, reports: list[Report], words: Words) -> Phrase | None:
    """Return the subject of a verb that has none of its own: that of the verb before, or of the sentence."""
    codes = sentence.codes
    for report in reversed(reports):
        if report.speaker is not None and not report.according and not report.judges:
            return report.speaker
    if index > 0 and codes[index - 1] == "R":
        return noun_phrases.antecedent(codes, index - 1, 0)
    if words.capital_nouns and words.has("flags", "verb-second"):
        return clauses.subject(sentence, 0, index, words)
    return noun_phrases.first(codes, 0, index)
