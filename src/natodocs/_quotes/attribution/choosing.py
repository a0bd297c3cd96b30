"""A paragraph with its passages and reports -> the report and the kind of each passage (attribution)."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.attribution import ranking, rules, scare, unreported
from natodocs._quotes.attribution.features import People
from natodocs._quotes.attribution.unreported import Candidate
from natodocs._quotes.drafts import Draft, Paragraph
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence, alone
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.passages import Passage
from natodocs._types import QuoteKind

LISTED: Final = lazily(r",?(?:C|RA)?,?[SI]?[DZ]?w?", regex.VERSION1)  # between two passages of a list
LISTING: Final = 0.9  # what the confidence is worth for the next one of a list; set by hand
COUNTED: Final = 12  # words; of longer passages no more are looked at
# A word; where words are written without blanks, two characters stand for one.
TOKEN: Final = re.compile(
    r"[\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{1,2}+|[^\W_]++(?:[’'.&-][^\W_]++)*+"
)
WHOLE: Final = lazily(r"[\"(]?Q[.,\")-]?", regex.VERSION1)
# The same where a dash opens the words instead of marks.
WHOLE_BEHIND_DASH: Final = lazily(r"-{0,2}Q[.,-]?", regex.VERSION1)
# «Мост держится, — сказал Лунд, — сто лет»; « Le pont, explique Lund, tient bon »
INSERTED: Final = lazily(
    r"[,?!….] [—–-] (?P<dashed>\p{Ll}[^«»„“”\"—–]{2,70}?)[,.] [—–-] "
    r"| [—–-] (?P<parted>\p{Ll}[^«»„“”\"—–,;:]{2,70}?) [—–-] "
    r"|, (?P<said>\p{Ll}[^«»„“”\"—–,.;:!?]{2,70})(?=[,.][ »”\"])",
    regex.VERSION1,
)
# What says there who speaks, where the verb opens it.
SAID_WITHIN: Final = lazily(r"(?:AP[BF]?V|F?A?B?(?:V|(?<=A)J)(?P<subject>))", regex.VERSION1)
DASHED_WITHIN: Final = lazily(r"[VJ](?P<subject>)", regex.VERSION1)
PLACES_WITHIN: Final = 12  # insertions of a passage that are looked at


def attribute(paragraph: Paragraph, words: Words, people: People) -> list[Draft]:
    """Give each passage of a paragraph the report of its sentence that it belongs to, if there is one."""
    text, passages = paragraph.reading.text, paragraph.passages
    drafts: list[Draft] = []
    for sentence, found in zip(paragraph.sentences, paragraph.reports, strict=True):
        previous: Draft | None = None
        for token, number in sentence.passages.items():
            draft = _draft(text, passages[number], sentence, token, found, words, people)
            if previous is not None and (words.weighed or words.capital_nouns):
                _go_on_listing(draft, previous)
            drafts.append(draft)
            previous = draft
    return drafts


def _go_on_listing(draft: Draft, previous: Draft) -> None:
    """Give a passage of a list the report of the one before: called Moe a "bore" and a "liar"."""
    report = previous.report
    if (
        report is None
        or draft.scare
        or draft.speaker is not None
        or max(report.last, report.right) > previous.token
    ):
        return
    if LISTED.fullmatch(draft.sentence.codes, previous.token + 1, draft.token):
        draft.take(report, report.speaker)
        draft.confidence, draft.kind = previous.confidence * LISTING, QuoteKind.MIXED


def _draft(
    text: str,
    passage: Passage,
    sentence: Sentence,
    token: int,
    reports: list[Report],
    words: Words,
    people: People,
) -> Draft:
    inside = text[passage.start : passage.end]
    spoken = [match.group() for match in islice(TOKEN.finditer(inside), COUNTED)]
    draft = Draft(passage, QuoteKind.MIXED, sentence, token)
    if passage.dash:  # however short, it is no title
        draft.words = COUNTED
        draft.whole = WHOLE_BEHIND_DASH.fullmatch(sentence.codes) is not None
    else:
        draft.words, draft.title = len(spoken), scare.is_title(spoken, words)
        outside = draft.words > scare.SHORT and words.has("flags", "plain-titles")
        draft.whole = WHOLE.fullmatch(sentence.codes) is not None and scare.is_sentence(
            inside, passage, outside=outside and (sentence.codes.endswith("Q.") or sentence.number > 0)
        )
        draft.opens = token == 0 and draft.words > scare.SHORT and not spoken[0][0].islower()
        draft.scare = scare.is_in_a_compound(text, passage, inside) or scare.is_scare(draft, inside, words)
    if not draft.scare:
        _choose(draft, inside, reports, words, people)
    draft.kind = (
        QuoteKind.DIRECT
        if passage.dash
        else scare.kind(
            draft,
            inside,
            plain=words.has("flags", "plain-titles"),
            unlisted=words.has("flags", "unlisted"),
        )
    )
    if draft.report is None and not passage.dash and words.has("flags", "speaker-within"):
        draft.within = _within_marks(text, passage, words)
        draft.kind = QuoteKind.DIRECT if draft.within is not None else draft.kind
    return draft


def _choose(draft: Draft, inside: str, reports: list[Report], words: Words, people: People) -> None:
    """Give a passage the report, or whoever else may have spoken, that weights or rules choose."""
    if not words.ranked or draft.passage.dash:
        _choose_by_rules(draft, inside, reports, words)
        return
    best, share = ranking.choose(draft, inside, reports, words, people)
    if best.speaker is None and not (best.report is not None and words.has("flags", "drops-subject")):
        return
    if best.report is not None:
        draft.take(best.report, best.speaker)
    else:
        draft.speaker, draft.reason = best.speaker, best.reason
    draft.mark, draft.confidence, draft.tentative = best.mark, share, best.tentative


def _choose_by_rules(draft: Draft, inside: str, reports: list[Report], words: Words) -> None:
    """Give a passage the report that the first of the rules finds, or else the first who may have spoken."""
    candidates = [*unreported.candidates(draft, inside, words)]
    verb_last = words.has("flags", "verb-last")  # "Lund: «...» dedi"
    if not candidates or candidates[0].clue != "label" or verb_last:
        rules.choose(draft, inside, reports, words)
    if draft.report is None and words.lists.get("wording"):
        unreported.worded(draft, words)
    if draft.report is None and draft.speaker is None and words.lists.get("wanting"):
        unreported.wanted(draft, words)
    if draft.report is not None or draft.speaker is not None:
        return
    slight = draft.words <= scare.SHORT or draft.title
    for candidate in candidates:
        if _is_likely(candidate, draft, words, slight=slight):
            if candidate.report is not None:
                draft.take(candidate.report, candidate.speaker)
            else:
                draft.speaker, draft.reason = candidate.speaker, candidate.reason
            draft.mark, draft.confidence = candidate.mark, candidate.confidence
            draft.tentative = candidate.tentative
            return


def _is_likely(candidate: Candidate, draft: Draft, words: Words, *, slight: bool) -> bool:
    """Return whether who may have spoken did, as far as rules tell."""
    if candidate.clue == "label":
        return True
    if candidate.clue in ("headline", "colon"):
        speaker, codes = candidate.speaker, draft.sentence.codes
        return (words.capital_nouns or not slight) and (
            candidate.clue == "headline"
            or noun_phrases.PERSON.search(codes, speaker.first, speaker.last) is not None
        )
    return draft.words > scare.SHORT


def _within_marks(text: str, passage: Passage, words: Words) -> tuple[Sentence, int, Phrase] | None:
    """Return the attribution that stands within the marks, between dashes or commas, its verb and its subject."""
    for match in islice(INSERTED.finditer(text, passage.start, passage.end), PLACES_WITHIN):
        dashed = match["dashed"] is not None
        kind = "dashed" if dashed else "parted" if match["parted"] is not None else "said"
        sentence = alone(words, text, *match.span(kind))
        codes = sentence.codes
        said = (DASHED_WITHIN if dashed else SAID_WITHIN).match(codes)
        if said is None or "Q" in codes:
            continue
        pronoun = codes.find("P", 0, said.end())
        if pronoun >= 0 and _is_another(sentence, pronoun, words):
            return sentence, said.end() - 1, Phrase(pronoun, pronoun + 1, pronoun)
        subject = noun_phrases.behind(codes, said.end(), strict=False)
        if subject is None or (
            codes[subject.first] == "P" and not _is_another(sentence, subject.first, words)
        ):
            continue
        if dashed or noun_phrases.NAMED.search(codes, subject.first, subject.last):
            return sentence, said.end() - 1, subject
    return None


def _is_another(sentence: Sentence, index: int, words: Words) -> bool:
    """Return whether a pronoun means somebody else than the one whose words it stands in: not "I"."""
    word = sentence.words[index].lower()
    return words.has("masculine", word) or words.has("feminine", word)
