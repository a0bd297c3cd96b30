"""A passage and the reports of its sentence -> whose words it is, by log-linear ranking.

Each report that a passage may belong to is described by features, and so are the subject of the sentence, whose verb
may be on no list, and the choice that nobody is quoted. A feature is a name with a weight; `feature_names` lists the
names, and `tools/weights/reports.py` learns the weights. The scores of the choices, as shares that add up to one, are
the confidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from math import exp, fsum
from typing import Final

import regex
from attrs import define

from natodocs._quotes.attribution import scare
from natodocs._quotes.attribution.feature_names import FEATURES, MARKS, SIZES
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.words import Words
from natodocs._weights import load

# What stands between two passages of one list: "a “bore” and a “liar”".
HELD: Final = 2  # tokens; the most between a passage and the report within a report that it is taken from
LIST: Final = regex.compile(r"[,CDwTNXB'IZP]{0,6}", regex.VERSION1)
BEFORE: Final = 4  # reports; the most before a passage that are weighed
BEHIND: Final = 3  # and behind it
BEHIND_ALONE: Final = 0.98  # share of "...," said Ada Lund, where nothing else reports
PASSIVE: Final = 0.9  # share of "was described by Lund as"
CAUTION: Final = 1.1  # added to the score of "nobody" for short passages: a wrong speaker is worse than none


@define  # not frozen, which would take twice as long to make; nobody changes it
class Offer:
    """One answer to the question whose words a passage is."""

    report: Report | None
    speaker: Phrase | None
    features: list[str]


def choose(draft: Draft, inside: str, reports: list[Report], words: Words) -> tuple[Offer, float]:
    """Return the best choice, and its share, 0 to 1."""
    if len(reports) == 1 and draft.words > scare.SHORT and not draft.title and _is_behind(draft, reports[0]):
        return Offer(reports[0], reports[0].speaker, []), BEHIND_ALONE
    for report in reports:
        if _passive(report) and draft.sentence.codes[report.right : draft.token] == "S":
            return Offer(report, report.speaker, []), PASSIVE  # too rare to be learned
    choices = [*offers(draft, inside, reports, words)]
    learned = load("reports", FEATURES, words.weights)
    scores = [learned.score(choice.features) for choice in choices]
    if draft.words <= scare.SHORT or draft.title:
        scores[0] += CAUTION
    best = max(range(len(choices)), key=scores.__getitem__)
    inner = _within(draft, choices, best)
    if inner:
        scores[inner], scores[best], best = scores[best], scores[inner], inner
    return choices[best], 1 / fsum(exp(each - scores[best]) for each in scores)


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


def offers(draft: Draft, inside: str, reports: list[Report], words: Words) -> Iterator[Offer]:
    """Yield what a passage may belong to: nobody first, then each report, and the subject of its sentence."""
    next_one = bisect_left(reports, draft.token, key=lambda report: report.first)
    reports = reports[max(0, next_one - BEFORE) : next_one + BEHIND]
    yield Offer(None, None, _nobody(draft, inside, reports))
    for report in reports:
        yield Offer(report, report.speaker, _report(draft, inside, report, reports, words))
    codes = draft.sentence.codes
    subject = noun_phrases.first(codes, 0, draft.token) if draft.token and draft.words > scare.SHORT else None
    taken = [report.speaker for report in reports if report.speaker is not None]
    if (
        subject is not None
        and codes[subject.last - 1] != "w"
        and not any(subject.first < other.last and other.first < subject.last for other in taken)
    ):
        yield Offer(None, subject, _subject(draft, subject, reports))


def _size(count: int) -> str:
    return SIZES[count] if 0 <= count < len(SIZES) else SIZES[-1 if count > 0 else 0]


def _end(inside: str) -> str:
    last = scare.last(inside)
    return last if last in ",.?!" else "w"


def _nobody(draft: Draft, inside: str, reports: list[Report]) -> list[str]:
    """Describe a passage for itself."""
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
    if not any(report.speaker for report in reports):
        found.append(f"0 alone {long}")
    if scare.first(inside).isupper():
        found += "0 capital", f"0 capital {before}"
    if token:
        found.append("0 word " + draft.sentence.words[token - 1].lower())
    if token + 1 < len(codes):
        found.append("0 then " + draft.sentence.words[token + 1].lower())
    return found


def _report(draft: Draft, inside: str, report: Report, reports: list[Report], words: Words) -> list[str]:
    """Describe how a report stands to a passage."""
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
    found.append("cue " + cue)
    if words.has("nouns", cue):
        found.append("noun")
    return found + _by(draft, report, reports)


def _cue(report: Report, codes: str, side: str) -> list[str]:
    """Describe the form of a reporting word."""
    found: list[str] = []
    if report.inverted and not _passive(report):
        found.append(f"{side} inverted" + (" Q" if "Q" in codes[: report.first] else ""))
    if report.participle:
        found.append(f"{side} participle" + codes[max(0, report.first - 1) : report.first].strip("NTwX"))
    if report.negated:
        found.append(f"{side} negated")
    return found


def _passive(report: Report) -> bool:
    """Return whether a report is "described by Lund"."""
    return report.inverted and report.speaker is not None and report.speaker.first > report.last


def _between(report: Report, reports: list[Report], token: int, ahead: bool) -> int:
    """Return how many other reports stand between a report and a passage, two for more."""
    first, last = (report.last, token) if ahead else (token, report.first)
    if len(reports) == 1:
        return 0
    return min(2, sum([first <= other.first < last for other in reports if other is not report]))


def _by(draft: Draft, report: Report, reports: list[Report]) -> list[str]:
    """Describe the subject of a report."""
    speaker, codes = report.speaker, draft.sentence.codes
    if speaker is None:
        return ["by nobody"]
    head = codes[speaker.last - 1]
    found = [f"by {head}{min(3, speaker.last - speaker.first)}"]
    if head == "P":
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


def _subject(draft: Draft, phrase: Phrase, reports: list[Report]) -> list[str]:
    """Describe the subject of the sentence, where no verb of the lists is its own."""
    sentence, codes = draft.sentence, draft.sentence.codes
    gap = codes[phrase.last : draft.token]
    found = ["S", f"S gap {_size(len(gap))}", f"S long {_size(draft.words)}", f"S then {gap[:1] or '$'}"]
    found.append(f"S beside passage {gap[-1:] or '$'}")
    found.append(f"S by {codes[phrase.last - 1]}{min(3, phrase.last - phrase.first)}")
    found += [f"S has {mark}" for mark in filter(gap.__contains__, MARKS)]
    verb = gap.find("w")
    if verb >= 0:
        found.append("S verb " + sentence.words[phrase.last + verb].lower())
    if "wH" in gap:
        found.append("S that")
    if codes[phrase.first] == "P":
        found.append("S " + sentence.words[phrase.first].lower())
    if reports:
        found.append("S others")
    return found
