"""A passage and the reports of its sentence -> whose words it is, by log-linear ranking.

Each report that a passage may belong to is described by features, and so are whoever may have said it without one (the
subject of the sentence, whose verb may be on no list, and those of `unreported`), and the choice that nobody is quoted.
A feature is a name with a weight; `feature_names` lists the names, and `tools/weights/reports.py` learns the weights.
The scores of the choices, as shares that add up to one, are the confidence.

One model serves English and the languages whose order of words is like its own; German and Turkish have `rules`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from math import exp, fsum
from typing import Final, TypeAlias

import regex
from attrs import define

from natodocs._quotes.attribution import bystanders, scare, unreported
from natodocs._quotes.attribution.feature_names import BEFORE_LISTS, FEATURES, MARKS, OTHER, SIZES
from natodocs._quotes.attribution.shapes import BESIDE, CLOSE, CLOSES, ENDINGS, GAP, LEADS_IN, NEAR
from natodocs._quotes.attribution.unreported import Candidate
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers.person import Person
from natodocs._weights import load

# What stands between two passages of one list: "a “bore” and a “liar”".
HELD: Final = 2  # tokens; the most between a passage and the report within a report that it is taken from
LIST: Final = regex.compile(r"[,CDwTNXB'IZP]{0,6}", regex.VERSION1)
BEFORE_VERB: Final = frozenset("ABRXF,(")  # classes between a subject and its verb
DATED: Final = frozenset("XM")  # classes of dates: "..." — Harburg Mail, May 3
BEFORE: Final = 4  # reports; the most before a passage that are weighed
BEHIND: Final = 3  # and behind it
ITS_SUBJECT: Final = "subject of its sentence"  # the reason where no verb of the lists reports
BEHIND_ALONE: Final = 0.98  # share of "...," said Ada Lund, where nothing else reports
PASSIVE: Final = 0.9  # share of "was described by Lund as"
# Added to the score of "nobody" for short passages, since a wrong speaker is worse than none: in English and elsewhere.
CAUTION: Final = 1.0
DOUBT: Final = 0.8  # taken from somebody in the sentence of a short passage whom no list lets speak
CAUTION_ELSEWHERE: Final = 0.6

People: TypeAlias = Mapping[
    str, Sequence[Person]
]  # those whom the page names so far, by last name in small letters


@define  # not frozen, which would take twice as long to make; nobody changes it
class Offer:
    """One answer to the question whose words a passage is."""

    report: Report | None
    speaker: Phrase | None
    features: list[str]
    mark: int | None = None
    """The colon or the dash that stands for a reporting word."""
    reason: str = ""
    """What gave the speaker, in a few words, where no report did."""
    tentative: bool = False
    """Whether the speaker may be no more than a word with a capital, and must turn out to be somebody."""


def choose(
    draft: Draft, inside: str, reports: list[Report], words: Words, people: People
) -> tuple[Offer, float]:
    """Return the best choice, and its share, 0 to 1."""
    if len(reports) == 1 and draft.words > scare.SHORT and not draft.title and _is_behind(draft, reports[0]):
        return Offer(reports[0], reports[0].speaker, []), BEHIND_ALONE
    for report in reports:
        if _passive(report) and draft.sentence.codes[report.right : draft.token] == "S":
            return Offer(report, report.speaker, []), PASSIVE  # too rare to be learned
    choices = [*offers(draft, inside, reports, words, people)]
    learned = load("reports", FEATURES)
    scores = [learned.score(choice.features) for choice in choices]
    if draft.words <= scare.SHORT or draft.title:
        scores[0] += caution(words)
        for number, choice in enumerate(choices):
            if choice.reason == ITS_SUBJECT:
                scores[number] -= DOUBT
    best = max(range(len(choices)), key=scores.__getitem__)
    inner = _within(draft, choices, best)
    if inner:
        scores[inner], scores[best], best = scores[best], scores[inner], inner
    return choices[best], 1 / fsum(exp(each - scores[best]) for each in scores)


def caution(words: Words) -> float:
    """Return what is added to the score of "nobody" for a passage that may well be a name or a term."""
    return CAUTION if words.weighed else CAUTION_ELSEWHERE


def _within(draft: Draft, choices: list[Offer], best: int) -> int:
    """Return the report within the best one that holds the passage, or 0: Lund said Moe had called it "a toy"."""
    outer, token, codes = choices[best].report, draft.token, draft.sentence.codes
    if outer is None or max(outer.last, outer.right) > token:
        return 0
    for number in range(len(choices) - 1, best, -1):
        report = choices[number].report
        if report is None or report.first < outer.last or max(report.last, report.right) > token:
            continue
        speaker = report.speaker
        if speaker is None or report.participle or report.negated or speaker.first < outer.last:
            return 0
        named = codes[speaker.last - 1] in "NT" and token - report.last <= HELD
        return number if named and "Q" not in codes[report.last : token] else 0
    return 0


def _is_behind(draft: Draft, report: Report) -> bool:
    """Return whether a report stands right behind its passage: "...," said Ada Lund; two fifths of all do."""
    verb = report.according or draft.sentence.codes[report.first] in "VGE"
    return report.left == draft.token + 1 and verb and report.speaker is not None


def offers(draft: Draft, inside: str, reports: list[Report], words: Words, people: People) -> Iterator[Offer]:
    """Yield what a passage may belong to: nobody first, then each report, the subject of its sentence, and the rest."""
    next_one = bisect_left(reports, draft.token, key=lambda report: report.first)
    reports = reports[max(0, next_one - BEFORE) : next_one + BEHIND]
    look = Look(draft, inside, reports, words, people)
    yield Offer(None, None, look.features(_nobody(look)))
    for report in reports:
        yield Offer(report, report.speaker, look.features(_report(look, report)))
    codes = draft.sentence.codes
    subject = noun_phrases.first(codes, 0, draft.token) if draft.token else None
    candidates = [*unreported.candidates(draft, inside, words)]
    taken = [report.speaker for report in reports if report.speaker is not None]
    taken += [candidate.speaker for candidate in candidates]
    if (
        subject is not None
        and codes[subject.last - 1] != "w"
        and not any(subject.first < other.last and other.first < subject.last for other in taken)
    ):
        named = codes[subject.last - 1] == "N"
        told = look.features(_subject(look, subject))
        yield Offer(None, subject, told, reason=ITS_SUBJECT, tentative=named)
        taken.append(subject)
    for bystander in bystanders.find(draft):
        if not any(bystander.first < other.last and other.first < bystander.last for other in taken):
            taken.append(bystander)
            told = look.features(_bystander(look, bystander))
            named = codes[bystander.last - 1] == "N"
            yield Offer(None, bystander, told, reason=ITS_SUBJECT, tentative=named)
    for candidate in candidates:
        clues = look.features(_candidate(look, candidate))
        yield Offer(
            candidate.report,
            candidate.speaker,
            clues,
            candidate.mark,
            candidate.reason,
            candidate.tentative,
        )


@define  # not frozen, which would take twice as long to make; nobody changes it
class Look:
    """What all features of a passage are told from."""

    draft: Draft
    inside: str
    reports: Sequence[Report]
    """Those near it."""
    words: Words
    people: People

    def known(self, phrase: Phrase) -> str:
        """Return what the page tells of a name that somebody may have; "" for a pronoun or a noun."""
        sentence = self.draft.sentence
        if sentence.codes[phrase.last - 1] != "N":
            return ""
        found = self.people.get(sentence.words[phrase.last - 1].lower())
        return "unknown" if not found else "person" if any(one.personal for one in found) else "name"

    @property
    def slight(self) -> bool:
        """Whether the passage may well be a name or a term."""
        return self.draft.words <= scare.SHORT or self.draft.title

    def features(self, names: list[str]) -> list[str]:
        """Return the names of all features; where single words have no weights, each has a second name.

        So what holds in all languages is learned from the many English texts, what is otherwise from the few others.
        """
        return names if self.words.weighed else names + [f"{OTHER}{name}" for name in names]


def _size(count: int) -> str:
    return SIZES[count] if 0 <= count < len(SIZES) else SIZES[-1 if count > 0 else 0]


def _end(inside: str) -> str:
    last = scare.last(inside)
    return last if last in ",.?!" else "w"


def _nobody(look: Look) -> list[str]:
    """Describe a passage for itself."""
    draft, inside = look.draft, look.inside
    codes, token = draft.sentence.codes, draft.token
    before, after = codes[token - 1 : token] or "^", codes[token + 1 : token + 2] or "$"
    long = _size(draft.words)
    found = ["0", f"0 long {long}", f"0 before {before}", f"0 after {after}"]
    found += f"0 {before}{long}", f"0 {long}{after}", f"0 {before} {after}", f"0 end {_end(inside)}"
    if draft.scare:
        found.append("0 scare")
    if draft.title:
        found += f"0 title {long}", f"0 title {before}"
    if draft.passage.single:
        found.append("0 single")
    if draft.opens:
        found.append("0 opens")
    if not any(report.speaker for report in look.reports):
        found.append(f"0 alone {long}")
    if scare.first(inside).isupper():
        found += "0 capital", f"0 capital {before}"
    return [*found, *_around(look)]


def _around(look: Look) -> Iterator[str]:
    """Describe the words beside a passage."""
    token, words, tokens = look.draft.token, look.words, look.draft.sentence.words
    if token:
        word = tokens[token - 1].lower()
        yield from (f"0 list {name}" for name in BEFORE_LISTS if words.has(name, word))
        if words.weighed:
            yield "0 word " + word
    if token + 1 < len(tokens):
        word = tokens[token + 1].lower()
        if words.has("scare_after", word):
            yield "0 list scare_after"
        if words.weighed:
            yield "0 then " + word


def _report(look: Look, report: Report) -> list[str]:
    """Describe how a report stands to a passage."""
    draft, inside, reports, words = look.draft, look.inside, look.reports, look.words
    token, codes = draft.token, draft.sentence.codes
    ahead = max(report.last, report.right) <= token
    side = "<" if ahead else ">"
    start = report.right if report.inverted or report.according else report.last
    gap = codes[start:token] if ahead else codes[token + 1 : report.left]
    kind = "L" if report.according else codes[report.first]
    near = _size(len(gap))
    cue = draft.sentence.words[report.last - 1].lower()
    found = [
        side + kind,
        f"{side} gap {near}",
        f"{side}{kind} gap {near}",
        f"{side} long {_size(draft.words)}",
    ]
    found.append(f"{side} between {_between(report, reports, token, ahead)}")
    for mark in filter(gap.__contains__, MARKS):
        found += f"{side} has {mark}", f"{side}{kind} has {mark}"
    if gap:
        beside, other = (gap[-1], gap[0]) if ahead else (gap[0], gap[-1])
        found += f"{side} beside passage {beside}", f"{side}{kind} beside passage {beside}"
        found.append(f"{side} beside report {other}")
    if len(gap) <= 3:
        found.append(f"{side} exactly {gap}")
    if not ahead:
        found.append(f"> end {_end(inside)} {near}")
        found.append("> then " + (codes[report.right : report.right + 1] or "$"))
    else:
        found.append("< then " + (codes[token + 1 : token + 2] or "$"))
        if "Q" in gap and LIST.fullmatch(codes, codes.rfind("Q", 0, token) + 1, token):
            found.append(f"< list {kind}")
        if words.has("beside", cue):
            found.append("< beside")
    found += _cue(report, codes, side)
    found.append(f"kind {words.kind(cue)}")
    if look.words.weighed:
        found.append("cue " + cue)
    if words.has("nouns", cue):
        found.append("noun")
    found += _shape(look, report, gap, ahead)
    return found + _by(look, report)


def _shape(look: Look, report: Report, gap: str, ahead: bool) -> list[str]:
    """Describe whether what stands between a report and a passage is of the usual shapes."""
    codes, inside = look.draft.sentence.codes, look.inside
    slight = " slight" if look.slight else ""
    if ahead:
        if len(gap) <= NEAR and LEADS_IN.fullmatch(gap):
            near = "beside" if BESIDE.fullmatch(gap) else "close" if len(gap) <= CLOSE else "near"
            return [f"< leads in {near}", f"< leads in {near}{slight}"] if slight else [f"< leads in {near}"]
        shape = "< within"
    else:
        gaps = GAP.fullmatch(gap) is not None
        closes = codes[report.right : report.right + 1] in CLOSES or report.according
        punctuated = scare.last(inside) in ENDINGS or gap[:1] in (",", "-", "H")
        shape = f"> {'gap' if gaps else 'far'} {'closes' if closes else 'goes on'} {'marked' if punctuated else 'bare'}"
    return [shape, shape + slight] if slight else [shape]


def _cue(report: Report, codes: str, side: str) -> list[str]:
    """Describe the form of a reporting word."""
    found: list[str] = []
    if report.inverted and not _passive(report):
        found.append(f"{side} inverted" + (" Q" if "Q" in codes[: report.first] else ""))
    if report.participle:
        found.append(f"{side} participle" + codes[max(0, report.first - 1) : report.first].strip("NTwX"))
    if report.negated:
        found.append(f"{side} negated")
    if report.judges:
        found.append(f"{side} judges")
    return found


def _passive(report: Report) -> bool:
    """Return whether a report is "described by Lund"."""
    return report.inverted and report.speaker is not None and report.speaker.first > report.last


def _between(report: Report, reports: Sequence[Report], token: int, ahead: bool) -> int:
    """Return how many other reports stand between a report and a passage, two for more."""
    first, last = (report.last, token) if ahead else (token, report.first)
    if len(reports) == 1:
        return 0
    return min(2, sum([first <= other.first < last for other in reports if other is not report]))


def _by(look: Look, report: Report) -> list[str]:
    """Describe the subject of a report."""
    draft, reports, words = look.draft, look.reports, look.words
    speaker, codes = report.speaker, draft.sentence.codes
    if speaker is None:
        return ["by none" if words.has("flags", "drops-subject") else "by nobody"]
    head = codes[speaker.last - 1]
    found = [f"by {head}{min(3, speaker.last - speaker.first)}"]
    if known := look.known(speaker):
        found.append(f"by {known}")
    if head == "P":
        if look.words.weighed:
            found.append("by " + draft.sentence.words[speaker.first].lower())
        if any(other.first < report.first and other.speaker not in (None, speaker) for other in reports):
            found.append("by within")
    if _passive(report):
        found.append("by passive")
    elif speaker.first and codes[speaker.first - 1] in "ISRHQ,":
        found.append("by after " + codes[speaker.first - 1])
    if not report.inverted:
        found.append(f"by far {_size(report.first - speaker.last)}")
    if len(reports) > 1 and any(other.speaker is speaker for other in reports if other is not report):
        found.append("by shared")
    return found


def _subject(look: Look, phrase: Phrase) -> list[str]:
    """Describe the subject of the sentence, where no verb of the lists is its own."""
    draft = look.draft
    sentence, codes = draft.sentence, draft.sentence.codes
    gap = codes[phrase.last : draft.token]
    found = ["S", f"S gap {_size(len(gap))}", f"S long {_size(draft.words)}", f"S then {gap[:1] or '$'}"]
    found.append(f"S beside passage {gap[-1:] or '$'}")
    found.append(f"S by {codes[phrase.last - 1]}{min(3, phrase.last - phrase.first)}")
    if known := look.known(phrase):
        found.append(f"S {known}")
    found += [f"S has {mark}" for mark in filter(gap.__contains__, MARKS)]
    verb = gap.find("w")
    if verb >= 0 and look.words.weighed:
        found.append("S verb " + sentence.words[phrase.last + verb].lower())
    if "wH" in gap:
        found.append("S that")
    if codes[phrase.first] == "P" and look.words.weighed:
        found.append("S " + sentence.words[phrase.first].lower())
    if look.reports:
        found.append("S others")
    if look.slight:
        found += "S slight", f"S slight gap {_size(len(gap))}", f"S slight beside passage {gap[-1:] or '$'}"
    return found


def _bystander(look: Look, phrase: Phrase) -> list[str]:
    """Describe who stands before a verb in the sentence, of which no list says that it reports."""
    draft = look.draft
    codes, token, tokens = draft.sentence.codes, draft.token, draft.sentence.words
    gap = codes[phrase.last : token]
    found = ["near", f"near gap {_size(len(gap))}", f"near long {_size(draft.words)}"]
    found.append(f"near beside passage {gap[-1:] or '$'}")
    found.append(f"near by {codes[phrase.last - 1]}{min(3, phrase.last - phrase.first)}")
    found += [f"near has {mark}" for mark in filter(gap.__contains__, MARKS)]
    if known := look.known(phrase):
        found.append(f"near {known}")
    if look.slight:
        found += "near slight", f"near slight gap {_size(len(gap))}"
    if look.reports:
        found.append("near others")
    if any(phrase.last <= report.first < token for report in look.reports):
        found.append("near passed")
    if look.words.weighed:
        verb = next((index for index in range(phrase.last, token) if codes[index] not in BEFORE_VERB), None)
        if verb is not None:
            found.append(f"near verb {tokens[verb].lower()}")
    return found


def _candidate(look: Look, candidate: Candidate) -> list[str]:
    """Describe who may have said the words though no report says so."""
    draft, speaker, clue = look.draft, candidate.speaker, candidate.clue
    codes = draft.sentence.codes
    found = [clue, f"{clue} long {_size(draft.words)}", f"{clue} end {_end(look.inside)}"]
    found.append(f"{clue} by {codes[speaker.last - 1]}{min(3, speaker.last - speaker.first)}")
    found.append(f"{clue} opens {codes[speaker.first]}")
    found.append(f"{clue} then {codes[draft.token + 1 : draft.token + 2] or '$'}")
    if "N" not in codes[max(1, speaker.first) : speaker.last]:
        found.append(f"{clue} small")
    if known := look.known(speaker):
        found.append(f"{clue} {known}")
    end = draft.token if speaker.last <= draft.token else len(codes)
    if not DATED.isdisjoint(codes[speaker.last : end]):
        found.append(f"{clue} dated")
    if look.slight:
        found.append(f"{clue} slight")
    if draft.title:
        found.append(f"{clue} title")
    if look.reports:
        found.append(f"{clue} others")
    return found
