"""Passages and reports of a paragraph -> which report each passage belongs to, and what kind of quotation it is."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

import regex
from attrs import define

from natodocs._quotes import _cues, _ranking, _scare, _speakers
from natodocs._quotes._cues import PERSON, Report
from natodocs._quotes._marks import Passage
from natodocs._quotes._parts import Draft, Paragraph
from natodocs._quotes._sentences import Sentence, alone
from natodocs._quotes._speakers import Phrase
from natodocs._quotes._words import Words
from natodocs._types import QuoteKind

LISTED: Final = regex.compile(r",?(?:C|RA)?,?[SI]?[DZ]?w?", regex.VERSION1)  # between two passages of a list
LISTING: Final = 0.9  # what the confidence is worth for the next one
COUNTED: Final = 12  # words; of longer passages no more are looked at
# A word; where words are written without blanks, two characters stand for one.
TOKEN: Final = re.compile(
    r"[\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{1,2}+|[^\W_]++(?:[’'.&-][^\W_]++)*+"
)
# Between a report and what it introduces: "said in a statement:", "told reporters that", and nothing that ends it.
LEADS_IN: Final = regex.compile(r"(?:[DZF]?[wTNXM'IOBEe]{0,8}[,]?)?[H:,]{0,2}", regex.VERSION1)
HEADLINE: Final = regex.compile(r"(?P<phrase>[T']{0,3}N[NT']{0,5}):", regex.VERSION1)
WHOLE: Final = regex.compile(r"[\"(]?Q[.,\")-]?", regex.VERSION1)
COLON: Final = regex.compile(r"(?P<phrase>D?[wTNX']{1,8}|D[wX]{0,2}E):(?=Q)", regex.VERSION1)
# The same in a language without lists, where only a name is known to be no clause: "Anna Lund: “...”".
NAMED_COLON: Final = regex.compile(r"(?P<phrase>N[N']{0,5}):(?=Q)", regex.VERSION1)
VERB_NAME: Final = regex.compile(
    r"[,-]?(?P<verb>[wEeB])(?P<phrase>(?:[DZ]?[wTX]{0,3})?[T']{0,3}N[NT']{0,5})(?=[.,;:ISRMH(-]|$)",
    regex.VERSION1,
)
VERB_ALONE: Final = regex.compile(
    r"[,-]{0,2}(?P<verb>[wEe])F?(?P<phrase>P|(?:D[wX]{0,2})?[T']{0,3}N[NT']{0,5})(?=[.,;:FBIM]|$)",
    regex.VERSION1,
)
# The same in a language without lists, where a short word before one name may be "in": "...," sade Ada Lund.
VERB_UNLISTED: Final = regex.compile(r"[,-]{0,2}(?P<verb>w)(?P<phrase>N[N']{1,5})", regex.VERSION1)
VERB_LETTERS: Final = 4
SECOND_PLACE: Final = regex.compile(
    r"(?:B|[IS][DZ]?[wX]{0,2}[NTMX']{0,4})w(?P<phrase>P|(?:[DZ][wX]{0,2})?[NT'][NT']*)", regex.VERSION1
)
# «Мост держится, — сказал Лунд, — сто лет»
BETWEEN_DASHES: Final = regex.compile(
    r"[,?!….] [—–-] (?P<said>\p{Ll}[^«»„“”\"—–]{2,70}?)[,.] [—–-] ", regex.VERSION1
)
NAME_VERB: Final = regex.compile(
    r",?(?P<phrase>P|(?:[DZ][wTX]{0,3})?[T']{0,3}N[NT']{0,5})(?P<verb>[w])(?=[.,;:ISMB-]|$)", regex.VERSION1
)
# "..." freut sich Lund nach dem Spiel; "..." ist der neue Trainer überzeugt
VERB_SECOND: Final = regex.compile(
    r"[,-]{1,2}(?P<verb>[wA])F?B{0,3}(?P<phrase>P|(?:[DZ][wX]{0,3})?[T']{0,3}N[NT']{0,5}|D[wX]{0,2}T)",
    regex.VERSION1,
)
SIGNED: Final = regex.compile(r"-{1,2}(?P<phrase>[T']{0,3}N[NT']{0,5})(?:[,.(]|$)", regex.VERSION1)


def attribute(paragraph: Paragraph, words: Words) -> list[Draft]:
    """Give each passage of a paragraph the report of its sentence that it belongs to, if there is one."""
    text, passages = paragraph.reading.text, paragraph.passages
    drafts: list[Draft] = []
    for sentence, found in zip(paragraph.sentences, paragraph.reports, strict=True):
        previous: Draft | None = None
        for token, number in sentence.passages.items():
            draft = _draft(text, passages[number], sentence, token, found, words)
            if previous is not None and words.weights:
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
        draft.report, draft.speaker = report, report.speaker
        draft.confidence, draft.kind = previous.confidence * LISTING, QuoteKind.MIXED


def _draft(
    text: str, passage: Passage, sentence: Sentence, token: int, reports: list[Report], words: Words
) -> Draft:
    inside = text[passage.start : passage.end]
    spoken = [match.group() for match in islice(TOKEN.finditer(inside), COUNTED)]
    draft = Draft(
        passage, QuoteKind.MIXED, sentence, token, words=len(spoken), title=_scare.is_title(spoken, words)
    )
    draft.whole = WHOLE.fullmatch(sentence.codes) is not None and _scare.is_sentence(inside, passage)
    draft.opens = token == 0 and draft.words > _scare.SHORT and not spoken[0][0].islower()
    draft.scare = _scare.is_scare(draft, inside, words)
    plain = words.has("flags", "plain-titles")
    verb_last = words.has("flags", "verb-last")  # "Lund: «...» dedi"
    if not draft.scare and (verb_last or not _labelled(draft, words)):
        _choose(draft, inside, reports, words)
        careful = plain or bool(words.lists.get("before_nouns"))
        if draft.report is None and draft.speaker is None:
            _colon(draft, words)
        if draft.report is None and draft.speaker is None and not (careful and draft.words <= _scare.SHORT):
            _signed(draft)
            if draft.speaker is None:
                _unlisted(draft, inside, words)
    draft.kind = _scare.kind(draft, inside, plain=plain, unlisted=words.has("flags", "unlisted"))
    if draft.speaker is None and words.has("flags", "speaker-within"):
        draft.within = _within_marks(text, passage, words)
        draft.kind = QuoteKind.DIRECT if draft.within is not None else draft.kind
    return draft


def _within_marks(text: str, passage: Passage, words: Words) -> tuple[Sentence, Phrase] | None:
    """Return the attribution that stands within the marks, between two dashes, with its subject."""
    match = BETWEEN_DASHES.search(text, passage.start, passage.end)
    if match is None:
        return None
    sentence = alone(words, text, match.start("said"), match.end("said"))
    if sentence.codes[:1] not in ("V", "J") or "Q" in sentence.codes:
        return None
    subject = _speakers.behind(sentence.codes, 1, strict=False)
    return (sentence, subject) if subject is not None else None


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


def _choose(draft: Draft, inside: str, reports: list[Report], words: Words) -> None:
    """Give a passage the report that the weights of its language choose, or else that the first of the rules finds."""
    if words.weights:
        best, share = _ranking.choose(draft, inside, reports, words)
        if best.speaker is not None:
            draft.report, draft.speaker, draft.confidence = best.report, best.speaker, share
            draft.tentative = best.report is None and draft.sentence.codes[best.speaker.last - 1] == "N"
        return
    token = draft.token
    before = next((report for report in reversed(reports) if max(report.last, report.right) <= token), None)
    after = next((report for report in reports if report.left > token), None)
    beside = before is not None and words.has("beside", draft.sentence.words[before.last - 1].lower())
    if beside and before is not None:
        beside = not _is_separated(draft.sentence, before.last, token, words)
    plain = words.has("flags", "plain-titles")
    slight = plain and (draft.words <= _scare.SHORT or draft.title)
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
        if found is not None:
            draft.report, draft.confidence = found
            draft.speaker = draft.report.speaker
            if draft.words <= _scare.SHORT or draft.title:
                draft.confidence -= BRIEF
            return


def _is_separated(sentence: Sentence, first: int, token: int, words: Words) -> bool:
    """Tell whether the prefix of a verb ends its clause: "Lund führte dazu aus, dass die Brücke „sicher“ sei"."""
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
    return report, ADJACENT if len(between) <= 2 else 0.85


def _followed(choice: Choice) -> tuple[Report, float] | None:
    """S said behind it: "...," S said; "...," said S."""
    report, codes, token = choice.after, choice.codes, choice.draft.token
    if report is None:
        return None
    gap = codes[token + 1 : report.left]
    if not GAP.fullmatch(gap) or (report.participle and not gap):
        return None
    if choice.plain and report.speaker is None and gap[:1] not in (",", "-"):
        return None
    if (
        choice.slight
        and not (gap or report.inverted or choice.verb_last)
        and _scare.last(choice.inside) not in ENDINGS
    ):
        return None  # "“the church” no says": a subject in marks
    if _scare.last(choice.inside) in ENDINGS or gap[:1] in (",", "-", "H") or choice.verb_last:
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
    return (report, 0.8) if between[-1] in ",-" and not any(letter in ";:Q" for letter in between) else None


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
    return report, 0.8


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
    return (report, 0.75) if beside else None


def _anywhere(choice: Choice) -> tuple[Report, float] | None:
    """S criticised the plan, which he thinks is "..."."""
    if choice.before is None or choice.beside or choice.plain or choice.draft.words <= _scare.SHORT:
        return None
    return choice.before, 0.6


BRIEF: Final = 0.15  # what a passage costs in confidence that may be a name or a term
ADJACENT: Final = 0.95  # confidence of a report right beside its passage
NEAR: Final = 8  # tokens; the most between a verb and what it introduces
BESIDE: Final = regex.compile(
    r"[BF]{0,2}[H:,]{0,2}[DZ]?", regex.VERSION1
)  # between a verb and a word in marks
NEAR_PHRASE: Final = 4  # tokens; the same for "according to"
ENDINGS: Final = tuple(",?!…-—.")
# What stands before an attribution that a quotation is interrupted by, or that follows "But": "Mas, diz Lund, «...»".
RESUMES: Final = re.compile("(?:Q,?-?|^[KCBSN]{0,2},?)$")
OPENS: Final = re.compile(
    "[KCB]{0,2}(?:I[DwTMX]{1,4},?)?[AF]*"
)  # what stands before a verb that opens its sentence
GAP: Final = regex.compile(r",?-?[BHL]?", regex.VERSION1)  # between a passage and the attribution behind it
RULES: Final = (
    _introduced,
    _followed,
    _resumed,
    _within,
    _closed_by,
    _anywhere,
)  # the first that finds a report decides


def _ends(codes: str, report: Report) -> bool:
    """Tell whether no words that it reports follow the attribution."""
    return codes[report.right : report.right + 1] in ("", *_cues.ENDS) or report.according


def _labelled(draft: Draft, words: Words) -> bool:
    """Take who stands alone before a colon, if somebody does: LUND: "..."; The harbour master: "..."."""
    unlisted = words.has("flags", "unlisted")
    match = (NAMED_COLON if unlisted else COLON).match(draft.sentence.codes)
    if match is None or match.end() != draft.token:
        return False
    draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), 0)
    draft.confidence = 0.5 if unlisted else 0.8
    opener = draft.sentence.words[0].lower()
    if (words.has("his", opener) or words.has("her", opener)) and draft.sentence.codes[
        match.end("phrase") - 1
    ] != "T":
        draft.speaker = Phrase(0, 1, 0)  # "Her answer: “...”"
    draft.mark = draft.token - 1
    return True


def _colon(draft: Draft, words: Words) -> None:
    """Take whom a clause before a colon is about: Lund was glad: "..."."""
    codes, token = draft.sentence.codes, draft.token
    plain, nouns = words.has("flags", "plain-titles"), bool(words.lists.get("before_nouns"))
    if words.has("flags", "unlisted") or (plain and (draft.words <= _scare.SHORT or draft.title)):
        return
    if (match := HEADLINE.match(codes)) and not (nouns and "NN" not in match["phrase"]):
        # "Ada Lund: The bridge is ‘no danger’"
        draft.speaker, draft.confidence = Phrase(match.start("phrase"), match.end("phrase"), 0), 0.5
        draft.mark = match.end() - 1
    elif codes[token - 1 : token] == ":" and draft.words > _scare.SHORT:
        subject = _speakers.first(codes, 0, token)
        if nouns and (subject is None or not PERSON.search(codes, subject.first, subject.last)):
            # "Dabei lobte die Ministerin ...: „...“"
            placed = SECOND_PLACE.match(codes, 0, token)
            span = placed.span("phrase") if placed else None
            subject = Phrase(*span, span[0]) if span else _pronoun(draft.sentence, token, words)
            subject = subject or _speakers.anyone(codes[:token])
        if subject is not None and (
            not (plain or nouns) or PERSON.search(codes, subject.first, subject.last)
        ):
            draft.speaker, draft.confidence, draft.mark = subject, 0.55, token - 1
            # One word with a capital may be the first of its sentence, and nobody: „Umso wichtiger sei das: ...“
            draft.tentative = codes[subject.first : subject.last] == "N"


def _pronoun(sentence: Sentence, token: int, words: Words) -> Phrase | None:
    """Return "he" or "she" in the clause before a colon: "Den Plan hält er für richtig: „...“"."""
    for index in range(sentence.codes.rfind(",", 0, token) + 1, token):
        if sentence.codes[index] == "P" and words.has("masculine", sentence.words[index].lower()):
            return Phrase(index, index + 1, index)
    return None


def _signed(draft: Draft) -> None:
    """Take the name behind a dash: "..." — Ada Lund."""
    match = SIGNED.match(draft.sentence.codes, draft.token + 1)
    if match is not None:
        draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), draft.token + 1)
        draft.confidence, draft.mark = 0.75, draft.token + 1


def _unlisted(draft: Draft, inside: str, words: Words) -> None:
    """Take a verb that no list has, between a passage and a name: "...," beamed Ada Lund; "...," Lund beamed."""
    codes, token = draft.sentence.codes, draft.token
    plain, unlisted = words.has("flags", "plain-titles"), words.has("flags", "unlisted")
    ended = (",",) if plain else (",", "?", "!")  # a title may be a question: „Quo vadis?“
    if _scare.last(inside) not in ended and codes[token + 1 : token + 2] not in (",", "-"):
        return
    if plain:
        match = (VERB_UNLISTED if unlisted else VERB_ALONE).match(codes, token + 1)
    else:
        match = VERB_NAME.match(codes, token + 1) or NAME_VERB.match(codes, token + 1)
    if match is None and words.has("flags", "verb-second"):
        match = VERB_SECOND.match(codes, token + 1)
    if match is None:
        return
    verb = match.start("verb")
    if unlisted and len(draft.sentence.words[verb]) < VERB_LETTERS:
        return
    draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), token + 1)
    draft.report = Report(
        verb, verb + 1, draft.speaker, token + 1, match.end(), False, False, True, False, False
    )
    draft.confidence = 0.55
