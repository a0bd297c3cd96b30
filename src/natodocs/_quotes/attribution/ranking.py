"""A passage and the reports of its sentence -> whose words it is, by log-linear ranking.

Each report that a passage may belong to is described by features, and so are whoever may have said it without one (the
subject of the sentence, whose verb may be on no list, and those of `unreported`), and the choice that nobody is quoted.
A feature is a name with a weight, which `features` tells; `tools/weights/reports.py` learns the weights.
The scores of the choices, as shares that add up to one, are the confidence.

One model serves English and the languages whose order of words is like its own; German and Turkish have `rules`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import exp, fsum
from typing import Final

from attrs import define

from natodocs._quotes.attribution import bystanders, features, scare, unreported
from natodocs._quotes.attribution.feature_names import FEATURES
from natodocs._quotes.attribution.features import People
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.words import Words
from natodocs._weights import load

HELD: Final = 2  # tokens; the most between a passage and the report within a report that it is taken from
BEFORE: Final = 4  # reports; the most before a passage that are weighed
BEHIND: Final = 3  # and behind it
ITS_SUBJECT: Final = "subject of its sentence"  # the reason where no verb of the lists reports
BEHIND_ALONE: Final = 0.98  # share of "...," said Ada Lund, where nothing else reports
PASSIVE: Final = 0.9  # share of "was described by Lund as"
# What is added to the score of "nobody" for passages that may well be names or terms: in English, in English where they
# are written like titles, and elsewhere.
CAUTION: Final = 0.6
CAUTION_OF_TITLES: Final = 0.75
CAUTION_ELSEWHERE: Final = 0.3
DOUBT: Final = 0.8  # what is taken from somebody in the sentence of such a passage whom no list lets speak
# Taken from it for longer passages elsewhere, which are hardly ever titles: most texts learned from are no news.
BOLDNESS_ELSEWHERE: Final = 1.0


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
        around = report.last <= draft.token < report.left
        if features.is_passive(report) and (
            around or draft.sentence.codes[report.right : draft.token] == "S"
        ):
            return Offer(report, report.speaker, []), PASSIVE  # too rare to be learned
    choices = [*offers(draft, inside, reports, words, people)]
    learned = load("reports", FEATURES)
    added = caution(draft, choices, words)
    scores = [learned.score(choice.features) + more for choice, more in zip(choices, added, strict=True)]
    best = max(range(len(choices)), key=scores.__getitem__)
    inner = _within(draft, choices, best)
    if inner:
        scores[inner], scores[best], best = scores[best], scores[inner], inner
    return choices[best], 1 / fsum(exp(each - scores[best]) for each in scores)


def caution(draft: Draft, choices: Sequence[Offer], words: Words) -> list[float]:
    """Return what is added to the score of each choice, since a wrong speaker is worse than none."""
    added = [0.0] * len(choices)
    if draft.words > scare.SHORT and not draft.title:
        added[0] = 0.0 if words.weighed else -BOLDNESS_ELSEWHERE
        return added
    added = [-DOUBT if choice.reason == ITS_SUBJECT else 0.0 for choice in choices]
    added[0] = (CAUTION_OF_TITLES if draft.title else CAUTION) if words.weighed else CAUTION_ELSEWHERE
    return added


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
    look = features.Look(draft, inside, reports, words, people)
    yield Offer(None, None, look.named(features.nobody(look)))
    for report in reports:
        yield Offer(report, report.speaker, look.named(features.report(look, report)))
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
        told = look.named(features.subject(look, subject))
        yield Offer(None, subject, told, reason=ITS_SUBJECT, tentative=named)
        taken.append(subject)
    for bystander in bystanders.find(draft):
        if not any(bystander.first < other.last and other.first < bystander.last for other in taken):
            taken.append(bystander)
            told = look.named(features.bystander(look, bystander))
            named = codes[bystander.last - 1] == "N"
            yield Offer(None, bystander, told, reason=ITS_SUBJECT, tentative=named)
    for candidate in candidates:
        clues = look.named(features.candidate(look, candidate))
        yield Offer(
            candidate.report,
            candidate.speaker,
            clues,
            candidate.mark,
            candidate.reason,
            candidate.tentative,
        )
