"""Quotations of neighbouring sentences and paragraphs: which are one, and which go on with the same speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex
from attrs import Factory, define

from natodocs._quotes.attribution.rules import ADJACENT
from natodocs._quotes.attribution.scare import SHORT
from natodocs._quotes.attribution.unreported import SIGNED
from natodocs._quotes.drafts import Clause, Draft, Joined, Paragraph, Place
from natodocs._quotes.grammar import noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.joining import earlier, transcripts
from natodocs._quotes.joining.earlier import FAR, SAME_PARAGRAPH, SUBJECT
from natodocs._types import QuoteKind

NEXT_PARAGRAPH: Final = 0.55  # and from the paragraph before
SIGNATURE: Final = 80  # characters; the longest line with the name of whoever is quoted above it
DASHES: Final = ("-", "–", "—", "―")
BREAKS: Final = frozenset(
    ",-:;"
)  # what stands between an attribution and the second part of what it interrupts
LED_IN: Final = regex.compile(r"[SIB][^AVPQJ,]{0,6},", regex.VERSION1)


@define
class _State:
    """What the paragraphs so far hand on."""

    words: Words
    """Those of the language."""
    speaker: Place | None = None
    """Who spoke last in the paragraph before, or was its subject."""
    above: Paragraph | None = None
    """The paragraph before."""
    announced: tuple[Place, Place] | None = None
    """Speaker and cue, where the paragraph before breaks off behind them: "Lund said:"."""
    quote: Joined | None = None
    """The last quotation between marks."""
    found: list[Joined] = Factory(list)


def join(paragraphs: Sequence[Paragraph], words: Words) -> list[Joined]:
    """Make quotations of the passages and clauses of all paragraphs, in order."""
    state = _State(words)
    speeches = {id(paragraph): quote for paragraph, quote in transcripts.speeches(paragraphs)}
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
        state.speaker = earlier.last_speaker(paragraph, state.found[before:])
        state.above = paragraph
        state.announced = earlier.announced(paragraph, state.words)
        if not paragraph.unclosed and not paragraph.drafts:
            state.quote = None
    return state.found


def _sign(paragraph: Paragraph, state: _State) -> None:
    """Give a quotation the name that stands alone below it: "— Ada Lund, Harburg"."""
    text = paragraph.reading.text.lstrip()
    if (
        state.quote is None
        or (state.quote.speaker is not None and not state.quote.tentative)
        or text[:1] not in DASHES
        or len(text) > SIGNATURE
    ):
        return
    sentence = paragraph.sentences[0]
    signed = _signed(paragraph, sentence)
    if signed is not None and state.quote.kind is QuoteKind.DIRECT:
        state.quote.speaker, state.quote.cue = signed
        state.quote.confidence, state.quote.tentative = SAME_PARAGRAPH, False


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
        label = transcripts.label(paragraph, draft.passage.start)
        if label is not None and draft.report is None:
            quote = Joined(QuoteKind.DIRECT, [part], *label, transcripts.LABELLED)
            mine.append(quote)
            state.found.append(quote)
            continue
        if (
            number == 0
            and paragraph.reopened
            and not draft.scare
            and _goes_on(paragraph, draft)
            and state.quote is not None
            and not _is_taken_over(draft, state.quote)
        ):
            _continue(state.quote, part, draft, paragraph)
            mine.append(state.quote)
            continue
        previous = mine[-1] if mine else None
        if previous is not None and _interrupted(paragraph.drafts[number - 1], draft, previous):
            previous.parts.append(part)
            continue
        quote = _quote(paragraph, draft, part)
        if (
            number == 0
            and paragraph.reopened
            and state.quote is not None
            and _is_taken_over(draft, state.quote)
        ):
            quote.parts.insert(0, state.quote.parts.pop())
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


def _is_taken_over(draft: Draft, quote: Joined) -> bool:
    """Tell whether an open passage goes on as somebody else's: "A," Lund said. "B. And below: "C," added Moe."""
    if len(quote.parts) < 2 or quote.speaker is None or draft.report is None or draft.speaker is None:
        return False
    mine, other = draft.sentence.words[draft.speaker.first : draft.speaker.last], quote.speaker
    return (
        draft.sentence.codes[draft.speaker.last - 1] == "N"
        and mine[-1] not in other.sentence.words[other.first : other.last]
    )


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
    taken = len(quote.parts) == 2 and quote.confidence <= SAME_PARAGRAPH  # from what stood before it
    named = (
        draft.report is not None
        and draft.speaker is not None
        and draft.sentence.codes[draft.speaker.first] != "P"
    )
    if draft.speaker is not None and (quote.speaker is None or (taken and named)):
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
            and draft.sentence.codes[draft.token - 1] in BREAKS
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
    before = (earlier.nearest if follows else earlier.before)(paragraph, draft.sentence, state.words)
    if alone and before is not None:
        quote.speaker, quote.confidence = before
        quote.tentative = quote.confidence == SUBJECT and not (
            follows and earlier.is_sure(paragraph, quote.speaker)
        )
    elif alone and draft.sentence is paragraph.sentences[0]:
        if all(each.whole for each in paragraph.drafts) and len(paragraph.sentences) == len(paragraph.drafts):
            quote.speaker, quote.confidence = state.speaker, NEXT_PARAGRAPH
            if quote.speaker is None and state.above is not None and state.words.weights:
                quote.speaker, quote.confidence = earlier.topic(state.above, state.words), SUBJECT
                quote.tentative = True
    elif (
        not alone and draft.words > SHORT and not draft.title and not state.words.has("flags", "plain-titles")
    ):
        subject = noun_phrases.first(draft.sentence.codes, 0, draft.token)
        if (
            subject is not None
            and earlier.is_person(draft.sentence, subject, state.words)
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
            if phrase is not None and earlier.may_speak(paragraph.sentences[number], phrase, state.words):
                quote.speaker = Place(paragraph, paragraph.sentences[number], phrase.first, phrase.last)
                break
        if quote.speaker is not None:
            break
    else:
        quote.speaker = state.speaker
    if quote.speaker is not None:
        quote.confidence = SAME_PARAGRAPH
        quote.kind = QuoteKind.MIXED if quote.kind is QuoteKind.SCARE else quote.kind


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


def _look_ahead(paragraph: Paragraph, mine: list[Joined]) -> None:
    """Give sentences in marks the speaker of the next passage: "A." "B," she said."""
    for quote, following in zip(reversed(mine[:-1]), reversed(mine[1:]), strict=True):
        both_direct = quote.kind is following.kind is QuoteKind.DIRECT
        if not both_direct or quote.speaker is not None or following.speaker is None:
            continue
        cue = following.cue
        if cue is None or cue.sentence.codes[cue.first] != ":":  # LUND: "B.", which opens another's turn
            quote.speaker, quote.confidence = following.speaker, NEXT_PARAGRAPH
