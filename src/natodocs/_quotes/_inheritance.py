"""Quotations of neighbouring sentences and paragraphs: which are one, and which go on with the same speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex
from attrs import Factory, define

from natodocs._quotes import _speakers, _transcripts
from natodocs._quotes._attribution import ADJACENT, SIGNED
from natodocs._quotes._indirect import Clause
from natodocs._quotes._parts import Draft, Joined, Paragraph, Place
from natodocs._quotes._scare import SHORT
from natodocs._quotes._sentences import Sentence
from natodocs._quotes._speakers import Phrase
from natodocs._quotes._words import Words
from natodocs._types import QuoteKind

SAME_PARAGRAPH: Final = 0.75  # confidence of a speaker taken from the same paragraph
NEXT_PARAGRAPH: Final = 0.55  # and from the paragraph before
SIGNATURE: Final = 80  # characters; the longest line with the name of whoever is quoted above it
DASHES: Final = ("-", "–", "—", "―")
# What may stand between a reporting word and the end of a paragraph that the words in marks follow.
BREAKS_OFF: Final = regex.compile(r"[PF]?|[^.Q]{0,12}[:]", regex.VERSION1)
LED_IN: Final = regex.compile(r"[SIB][^AVPQJ,]{0,6},", regex.VERSION1)
FAR: Final = 12  # sentences; how far reported speech goes on, and a name is looked for again
SUBJECT: Final = 0.45  # and of somebody who is the subject of the sentence before, and is not said to speak


@define
class _State:
    """What the paragraphs so far hand on."""

    words: Words
    """Those of the language."""
    speaker: Place | None = None
    """Who spoke last in the paragraph before, or was its subject."""
    announced: tuple[Place, Place] | None = None
    """Speaker and cue, where the paragraph before breaks off behind them: "Lund said:"."""
    quote: Joined | None = None
    """The last quotation between marks."""
    found: list[Joined] = Factory(list)


def join(paragraphs: Sequence[Paragraph], words: Words) -> list[Joined]:
    """Make quotations of the passages and clauses of all paragraphs, in order."""
    state = _State(words)
    speeches = {id(paragraph): quote for paragraph, quote in _transcripts.speeches(paragraphs)}
    for paragraph in paragraphs:
        before = len(state.found)
        if id(paragraph) in speeches:
            state.found.append(speeches[id(paragraph)])
            state.speaker, state.quote = speeches[id(paragraph)].speaker, None
            state.announced = None
            continue
        _sign(paragraph, state)
        if paragraph.drafts:
            _passages(paragraph, state)
        for sentence, clause in paragraph.clauses:
            state.found.append(_indirect(paragraph, sentence, clause))
        if paragraph.clauses and len(state.found) - before > 1:
            state.found[before:] = sorted(state.found[before:], key=lambda quote: quote.parts[0][1])
        state.speaker = _last_speaker(paragraph, state.found[before:])
        state.announced = _announced(paragraph)
        if not paragraph.unclosed and not paragraph.drafts:
            state.quote = None
    return state.found


def _sign(paragraph: Paragraph, state: _State) -> None:
    """Give a quotation the name that stands alone below it: "— Ada Lund, Harburg"."""
    text = paragraph.reading.text.lstrip()
    if (
        state.quote is None
        or state.quote.speaker is not None
        or text[:1] not in DASHES
        or len(text) > SIGNATURE
    ):
        return
    sentence = paragraph.sentences[0]
    signed = _signed(paragraph, sentence)
    if signed is not None and state.quote.kind is QuoteKind.DIRECT:
        state.quote.speaker, state.quote.cue = signed
        state.quote.confidence = SAME_PARAGRAPH


def _indirect(paragraph: Paragraph, sentence: Sentence, clause: Clause) -> Joined:
    speaker, report = clause.report.speaker, clause.report
    parts = [(paragraph, *sentence.at(clause.first, clause.last))]
    if clause.more is not None:
        parts.append((paragraph, *sentence.at(*clause.more)))
    return Joined(
        QuoteKind.INDIRECT, parts, _place(paragraph, sentence, speaker),
        Place(paragraph, sentence, report.first, report.last), clause.confidence,
    )  # fmt: skip


def _passages(paragraph: Paragraph, state: _State) -> None:
    mine: list[Joined] = []
    for number, draft in enumerate(paragraph.drafts):
        part = (paragraph, draft.passage.start, draft.passage.end)
        label = _transcripts.label(paragraph, draft.passage.start)
        if label is not None and draft.report is None:
            quote = Joined(QuoteKind.DIRECT, [part], *label, _transcripts.LABELLED)
            mine.append(quote)
            state.found.append(quote)
            continue
        if (
            number == 0
            and paragraph.reopened
            and not draft.scare
            and _goes_on(paragraph, draft)
            and state.quote is not None
        ):
            _continue(state.quote, part, draft, paragraph)
            mine.append(state.quote)
            continue
        previous = mine[-1] if mine else None
        if previous is not None and _interrupted(paragraph.drafts[number - 1], draft, previous):
            previous.parts.append(part)
            continue
        quote = _quote(paragraph, draft, part)
        if number == 0 and quote.speaker is None and state.announced and _goes_on(paragraph, draft):
            (quote.speaker, quote.cue), quote.confidence = state.announced, SAME_PARAGRAPH
        elif quote.speaker is None and _in_reported_mood(draft, state):
            _go_on(quote, draft, paragraph, state)
        elif quote.speaker is None and quote.kind is not QuoteKind.SCARE:
            _inherit(quote, draft, paragraph, number, previous, state)
        mine.append(quote)
        state.found.append(quote)
    _look_ahead(paragraph, mine)
    if mine:
        state.quote = mine[-1]


def _quote(paragraph: Paragraph, draft: Draft, part: tuple[Paragraph, int, int]) -> Joined:
    report = draft.report
    cue = Place(paragraph, draft.sentence, report.first, report.last) if report is not None else None
    if cue is None and draft.mark is not None:
        cue = Place(paragraph, draft.sentence, draft.mark, draft.mark + 1)
    if draft.within is not None:
        sentence, subject = draft.within
        said = Place(paragraph, sentence, 0, 1)
        return Joined(draft.kind, [part], _place(paragraph, sentence, subject), said, ADJACENT)
    speaker = _place(paragraph, draft.sentence, draft.speaker)
    return Joined(draft.kind, [part], speaker, cue, draft.confidence, draft.tentative)


def _place(paragraph: Paragraph, sentence: Sentence, phrase: Phrase | None) -> Place | None:
    return Place(paragraph, sentence, phrase.first, phrase.last) if phrase is not None else None


def _goes_on(paragraph: Paragraph, draft: Draft) -> bool:
    return not paragraph.reading.text[: draft.passage.start].strip()


def _continue(quote: Joined, part: tuple[Paragraph, int, int], draft: Draft, paragraph: Paragraph) -> None:
    """Add what an open passage goes on with; an attribution there holds for all of it."""
    quote.parts.append(part)
    if quote.speaker is None and draft.speaker is not None:
        quote.speaker = _place(paragraph, draft.sentence, draft.speaker)
        quote.confidence = draft.confidence
        if draft.report is not None:
            quote.cue = Place(paragraph, draft.sentence, draft.report.first, draft.report.last)
    if quote.kind is QuoteKind.SCARE:
        quote.kind = QuoteKind.DIRECT


def _interrupted(before: Draft, draft: Draft, previous: Joined) -> bool:
    """Tell whether an attribution, and nothing else, stands between two parts of one quotation."""
    if previous.kind is not QuoteKind.DIRECT or draft.passage.single or previous.speaker is None:
        return False
    report = before.report
    if draft.sentence is before.sentence:
        # "A," she said, "b.": the same attribution is beside both.
        return (
            report is not None
            and draft.report is report
            and report.left > before.token
            and draft.token - report.right <= 6
        )
    if not draft.whole or report is None:
        return False
    # "A," she said. "B."
    return report.left > before.token and draft.sentence.number == before.sentence.number + 1


def _inherit(
    quote: Joined, draft: Draft, paragraph: Paragraph, number: int, previous: Joined | None, state: _State
) -> None:
    """Look for the speaker of a passage in the sentences and the paragraph before."""
    bare = draft.report is not None and draft.report.speaker is None  # "...", disse.
    alone = draft.whole or bare
    follows = state.words.has("flags", "subject-speaks")
    signature = _signature(paragraph, draft.sentence)
    if signature is not None:
        (quote.speaker, quote.cue), quote.confidence = signature, SAME_PARAGRAPH
        return
    leads = alone or draft.opens or (draft.words > SHORT and _is_led_in(draft))
    if previous is not None and previous.speaker is not None and leads:
        quote.speaker, quote.confidence = previous.speaker, SAME_PARAGRAPH
        quote.cue = quote.cue or previous.cue
        return
    before = (_nearest if follows else _before)(paragraph, draft.sentence, state.words)
    if alone and before is not None:
        quote.speaker, quote.confidence = before
        quote.tentative = quote.confidence == SUBJECT and not (follows and _is_sure(paragraph, quote.speaker))
    elif alone and draft.sentence is paragraph.sentences[0] and state.speaker is not None:
        if all(each.whole for each in paragraph.drafts) and len(paragraph.sentences) == len(paragraph.drafts):
            quote.speaker, quote.confidence = state.speaker, NEXT_PARAGRAPH
    elif (
        not alone and draft.words > SHORT and not draft.title and not state.words.has("flags", "plain-titles")
    ):
        subject = _speakers.first(draft.sentence.codes, 0, draft.token)
        if (
            subject is not None
            and _is_person(draft.sentence, subject, state.words)
            and "Q" not in draft.sentence.codes[: draft.token]
        ):
            quote.speaker, quote.confidence, quote.tentative = (
                _place(paragraph, draft.sentence, subject),
                SUBJECT,
                True,
            )


def _is_led_in(draft: Draft) -> bool:
    """Tell whether nothing but an adverbial stands before a passage: As a farmer, "I know the river"."""
    return LED_IN.fullmatch(draft.sentence.codes, 0, draft.token) is not None


def _in_reported_mood(draft: Draft, state: _State) -> bool:
    """Tell whether the verb of a sentence says that somebody else said it: "Die Brücke sei „sicher“"."""
    if draft.report is not None or draft.scare or not state.words.lists.get("reported_mood"):
        return False
    return any(state.words.has("reported_mood", word.lower()) for word in draft.sentence.words)


def _go_on(quote: Joined, draft: Draft, paragraph: Paragraph, state: _State) -> None:
    """Give a passage in reported speech the last who spoke."""
    for number in range(draft.sentence.number - 1, max(-1, draft.sentence.number - FAR), -1):
        for report in reversed(paragraph.reports[number]):
            phrase = report.speaker
            if phrase is not None and _may_speak(paragraph.sentences[number], phrase, state.words):
                quote.speaker = Place(paragraph, paragraph.sentences[number], phrase.first, phrase.last)
                break
        if quote.speaker is not None:
            break
    else:
        quote.speaker = state.speaker
    if quote.speaker is not None:
        quote.confidence = SAME_PARAGRAPH
        quote.kind = QuoteKind.MIXED if quote.kind is QuoteKind.SCARE else quote.kind


def _may_speak(sentence: Sentence, phrase: Phrase, words: Words) -> bool:
    codes = sentence.codes[phrase.first : phrase.last]
    return _is_person(sentence, phrase, words) if codes == "P" else "N" in codes or "T" in codes


def _signature(paragraph: Paragraph, sentence: Sentence) -> tuple[Place, Place] | None:
    """Return the name behind a dash in the sentence after a passage, and the dash: "..." — Ada Lund."""
    index = sentence.number + 1
    if index == len(paragraph.sentences):
        return None
    following = paragraph.sentences[index]
    return _signed(paragraph, following)


def _signed(paragraph: Paragraph, sentence: Sentence) -> tuple[Place, Place] | None:
    match = SIGNED.match(sentence.codes)
    if match is None:
        return None
    name = Place(paragraph, sentence, match.start("phrase"), match.end("phrase"))
    return name, Place(paragraph, sentence, 0, match.start("phrase"))


def _nearest(paragraph: Paragraph, sentence: Sentence, words: Words) -> tuple[Place, float] | None:
    """Return who speaks in the nearest sentence before that names anybody, or is its subject; else in the next one."""
    index = sentence.number
    order = [*range(index - 1, max(-1, index - 4), -1), *([1] if index == 0 else [])]
    for number in order:
        if number >= len(paragraph.sentences):
            continue
        other = paragraph.sentences[number]
        for report in reversed(paragraph.reports[number]):
            if report.speaker is not None and number < index:
                return Place(paragraph, other, report.speaker.first, report.speaker.last), SAME_PARAGRAPH
        subject = _subject(other, words)
        if subject is not None:
            return Place(paragraph, other, subject.first, subject.last), SUBJECT
    return None


def _subject(sentence: Sentence, words: Words) -> Phrase | None:
    """Return a person who is the subject of a sentence, as far as words alone tell."""
    codes = sentence.codes
    subject = _speakers.first(codes, 0, len(codes)) if codes else None
    if subject is not None and _is_person(sentence, subject, words):
        return subject
    for index, letter in enumerate(codes):
        if letter == "P" and _is_person(sentence, Phrase(index, index + 1, index), words):
            return Phrase(index, index + 1, index)
    return _speakers.anyone(codes)


def _is_sure(paragraph: Paragraph, place: Place) -> bool:
    """Tell whether a subject is surely somebody, and no common word with the capital of its sentence."""
    sentence, codes = place.sentence, place.sentence.codes
    if place.first > 0 or place.last > 1 or codes[0] != "N":
        return True
    word = sentence.words[0]
    near = paragraph.sentences[max(0, sentence.number - FAR) : sentence.number + FAR]
    return any(word in other.words[other is sentence :] for other in near)


def _before(paragraph: Paragraph, sentence: Sentence, words: Words) -> tuple[Place, float] | None:
    """Return who speaks in the sentences before, in the same paragraph, or is the subject of the last of them."""
    index = sentence.number
    for back in range(index - 1, max(-1, index - 4), -1):
        other = paragraph.sentences[back]
        for report in reversed(paragraph.reports[back]):
            if report.speaker is not None and not report.according:
                return Place(paragraph, other, report.speaker.first, report.speaker.last), SAME_PARAGRAPH
    if index > 0:
        other = paragraph.sentences[index - 1]
        subject = _speakers.first(other.codes, 0, len(other.codes)) if other.codes else None
        if subject is not None and _is_person(other, subject, words):
            return Place(paragraph, other, subject.first, subject.last), SUBJECT
    return None


def _is_person(sentence: Sentence, phrase: Phrase, words: Words) -> bool:
    codes = sentence.codes[phrase.first : phrase.last]
    if codes == "P":
        word = sentence.words[phrase.first].lower()
        return words.has("masculine", word) or words.has("feminine", word)
    if words.has("flags", "subject-speaks") and "T" in codes and (codes[0] != "D" or "N" in codes):
        return True
    return "N" in codes and codes[0] not in "DZw"


def _look_ahead(paragraph: Paragraph, mine: list[Joined]) -> None:
    """Give sentences in marks the speaker of the next passage: "A." "B," she said."""
    for quote, following in zip(reversed(mine[:-1]), reversed(mine[1:]), strict=True):
        both_direct = quote.kind is following.kind is QuoteKind.DIRECT
        if not both_direct or quote.speaker is not None or following.speaker is None:
            continue
        cue = following.cue
        if cue is None or cue.sentence.codes[cue.first] != ":":  # LUND: "B.", which opens another's turn
            quote.speaker, quote.confidence = following.speaker, NEXT_PARAGRAPH


def _announced(paragraph: Paragraph) -> tuple[Place, Place] | None:
    """Return who is announced as speaking, and by which words, where a paragraph breaks off: "Lund said:"."""
    sentence = paragraph.sentences[-1] if paragraph.sentences else None
    report = paragraph.reports[-1][-1] if sentence is not None and paragraph.reports[-1] else None
    if sentence is None or report is None or report.speaker is None or report.negated:
        return None
    end = report.right if report.inverted else report.last
    if not BREAKS_OFF.fullmatch(sentence.codes, end):
        return None
    speaker = Place(paragraph, sentence, report.speaker.first, report.speaker.last)
    return speaker, Place(paragraph, sentence, report.first, report.last)


def _last_speaker(paragraph: Paragraph, found: list[Joined]) -> Place | None:
    """Return who is speaking where the paragraph ends."""
    for sentence, reports in zip(reversed(paragraph.sentences), reversed(paragraph.reports), strict=True):
        for report in reversed(reports):
            if report.speaker is not None and not report.according:
                return Place(paragraph, sentence, report.speaker.first, report.speaker.last)
    for quote in reversed(found):
        if quote.speaker is not None:
            return quote.speaker
    return None
