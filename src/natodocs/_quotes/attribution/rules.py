"""A passage and the reports of its sentence -> whose words it is, by rules.

They decide where the learned weights know too little: where all nouns have capitals, or the verb stands last.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import define

from natodocs._quotes.attribution import scare
from natodocs._quotes.attribution.shapes import BESIDE, CLOSE, CLOSES, ENDINGS, GAP, LEADS_IN, NEAR
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

# What stands before an attribution that a quotation is interrupted by, or that follows "But": "Mas, diz Lund, «...»".
RESUMES: Final = re.compile("(?:Q,?-?|^[KCBSN]{0,2},?)$")
# What stands before a verb that opens its sentence.
OPENS: Final = re.compile("[KCB]{0,2}(?:I[DwTMX]{1,4},?)?[AF]*")
NEAR_PHRASE: Final = 4  # tokens; the same for "according to"
# Confidence of a report by how it stands to its passage. Set by hand: it ranks quotations, and is no share.
ADJACENT: Final = 0.95  # right beside it
INTRODUCING: Final = 0.85  # before it, with some words between
RESUMING: Final = 0.8  # between two parts
WITHIN: Final = 0.8  # before it, in the same clause
CLOSING: Final = 0.75  # at the end of the sentence
ANYWHERE: Final = 0.6  # before it
BRIEF: Final = 0.15  # what a passage costs that may be a name or a term


@define
class Choice:
    """What stands around a passage in its sentence."""

    draft: Draft
    codes: str
    inside: str
    """The passage as it is read, marks included."""
    before: Report | None
    """The last report before the passage."""
    after: Report | None
    """The first one behind it."""
    beside: bool
    """Whether the verb before reports only right beside the passage."""
    plain: bool
    """Whether titles are written in small letters, so that short ones and quotations look alike."""
    verb_last: bool
    """Whether the verb ends the sentence, and reports all before it."""
    slight: bool
    """Whether it may well be such a title, or a term."""


def choose(draft: Draft, inside: str, reports: list[Report], words: Words) -> None:
    """Give a passage the report that the first of the rules finds."""
    token = draft.token
    before = next((report for report in reversed(reports) if max(report.last, report.right) <= token), None)
    after = next((report for report in reports if report.left > token), None)
    beside = before is not None and words.has("beside", draft.sentence.words[before.last - 1].lower())
    if beside and before is not None:
        beside = not _is_separated(draft.sentence, before.last, token, words)
    plain = words.has("flags", "plain-titles")
    slight = plain and (draft.words <= scare.SHORT or draft.title)
    choice = Choice(
        draft,
        draft.sentence.codes,
        inside,
        before,
        after,
        beside,
        plain,
        words.has("flags", "verb-last"),
        slight,
    )
    for rule in RULES:
        found = rule(choice)
        if found is not None and not found[0].unnamed:
            report, draft.confidence = found
            draft.take(report, report.speaker)
            if draft.words <= scare.SHORT or draft.title:
                draft.confidence -= BRIEF
            return


def _is_separated(sentence: Sentence, first: int, token: int, words: Words) -> bool:
    """Return whether the prefix of a verb ends its clause: "Lund führte dazu aus, dass die Brücke „sicher“ sei"."""
    if not words.lists.get("separated"):
        return False
    comma = next((index for index in range(first, token) if sentence.codes[index] in ",:H"), token)
    return words.has("separated", sentence.words[comma - 1].lower())


def _introduced(choice: Choice) -> tuple[Report, float] | None:
    """S said, "..."; S said in a statement: "..."; S called it "..."."""
    report, codes, token = choice.before, choice.codes, choice.draft.token
    if report is None or (
        choice.plain and report.speaker is None and not OPENS.fullmatch(codes, 0, report.first)
    ):
        return None
    between = codes[report.right if report.inverted or report.according else report.last : token]
    if len(between) > (NEAR_PHRASE if report.according else NEAR) or not LEADS_IN.fullmatch(between):
        return None
    if report.inverted and "Q" in codes[: report.first] and between[:1] in (",", "."):
        return None  # "...," said S, "...": the words before may be all that it reports
    if choice.slight and not (report.judges or BESIDE.fullmatch(between)):
        return None
    if choice.slight and report.according and between == ",":
        return None  # "according to Lund, the “Star” has sunk"
    return report, ADJACENT if len(between) <= CLOSE else INTRODUCING


def _followed(choice: Choice) -> tuple[Report, float] | None:
    """S said behind it: "...," S said; "...," said S."""
    report, codes, token = choice.after, choice.codes, choice.draft.token
    if report is None:
        return None
    gap = codes[token + 1 : report.left]
    if (
        not gap
        and report.judges
        and report.speaker is not None
        and codes[token - 1 : token] == "S"
        and not choice.verb_last
    ):
        return report, ADJACENT  # "als „falsch“ zurückgewiesen", "Als „Geschenk“ bezeichnete Lund ..."
    if not GAP.fullmatch(gap) or (report.participle and not gap):
        return None
    if choice.plain and report.speaker is None and gap[:1] not in (",", "-"):
        return None
    if (
        choice.slight
        and not (gap or report.inverted or choice.verb_last)
        and scare.last(choice.inside) not in ENDINGS
    ):
        return None  # "“the church” no says": a subject in marks
    if scare.last(choice.inside) in ENDINGS or gap[:1] in (",", "-", "H") or choice.verb_last:
        return report, ADJACENT
    if _ends(codes, report):
        return report, ADJACENT
    return None


def _resumed(choice: Choice) -> tuple[Report, float] | None:
    """S between two parts: "...," said S, a farmer, "..."; the attribution stands between the two."""
    report, codes, token = choice.before, choice.codes, choice.draft.token
    if report is None or report.judges or not report.inverted or report.according:
        return None
    if not RESUMES.search(codes, max(0, report.left - NEAR_PHRASE), report.left) or codes[
        report.right : report.right + 1
    ] not in (",", "-"):
        return None
    between = codes[report.right : token]
    return (
        (report, RESUMING) if between[-1] in ",-" and not any(letter in ";:Q" for letter in between) else None
    )


def _within(choice: Choice) -> tuple[Report, float] | None:
    """S said that the plan was "..."."""
    report, codes, token = choice.before, choice.codes, choice.draft.token
    if report is None or choice.beside:
        return None
    if choice.plain and report.speaker is None and not OPENS.fullmatch(codes, 0, report.first):
        return None
    between = codes[report.last : token]
    named = between[-1:] == "S"  # "nannte die Brücke, die neu ist, als Erster „schön“"
    if ";" in between or (report.judges and ("Q" in between or ("," in between and not named))):
        return None
    if choice.slight and not ((report.according or between[:1] == "H") and len(between) <= NEAR):
        return None
    resumed = "Q" in codes[: report.first] and codes[report.right : report.right + 2] != ",H"
    if (
        report.inverted
        and not report.according
        and resumed
        and codes[report.right : report.right + 1] in ",."
    ):
        return None
    return report, WITHIN


def _closed_by(choice: Choice) -> tuple[Report, float] | None:
    """The plan is "...", S said."""
    report, codes = choice.after, choice.codes
    if report is None or report.judges or report.participle or not _ends(codes, report):
        return None
    if any(letter in ";:" for letter in codes[choice.draft.token : report.left]):
        return None
    if choice.slight and choice.verb_last:
        return None
    beside = report.according or choice.verb_last or codes[report.left - 1] in ",Q-"
    return (report, CLOSING) if beside else None


def _anywhere(choice: Choice) -> tuple[Report, float] | None:
    """S criticised the plan, which he thinks is "..."."""
    if choice.before is None or choice.beside or choice.plain or choice.draft.words <= scare.SHORT:
        return None
    return choice.before, ANYWHERE


# The first that finds a report decides.
RULES: Final = (_introduced, _followed, _resumed, _within, _closed_by, _anywhere)


def _ends(codes: str, report: Report) -> bool:
    """Return whether no words that it reports follow the attribution."""
    return codes[report.right : report.right + 1] in CLOSES or report.according
