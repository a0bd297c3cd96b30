"""Paragraphs with their passages and clauses -> quotations: which neighbours are one, and which begin anew.

The first row of `JOINS` that holds tells what a passage is part of. Whose words a new quotation is, where nothing in
its sentence says so, is told by `inheritance`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import frozen

from natodocs._quotes.attribution.rules import ADJACENT
from natodocs._quotes.drafts import Clause, Draft, Joined, Paragraph, Place
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.joining import earlier, inheritance, reported_mood, transcripts
from natodocs._quotes.joining.earlier import SAME_PARAGRAPH, SUBJECT
from natodocs._quotes.joining.state import Case, State
from natodocs._text.characters import DASHES
from natodocs._types import QuoteKind

SIGNATURE: Final = 80  # characters; the longest line with the name of whoever is quoted above it
# What stands between an attribution and the second part of what it interrupts.
BREAKS: Final = frozenset(",-:;")
INTERRUPTION: Final = 6  # tokens; the most from an attribution to the second part of what it interrupts


@frozen
class Join:
    """A row of the table: what a passage is part of."""

    name: str
    find: Callable[[Case], Joined | None]
    """Returns the quotation that the passage is now part of, where the row holds."""
    begins: bool = False
    """Whether it is a new one."""


def join(paragraphs: Sequence[Paragraph], words: Words) -> list[Joined]:
    """Make quotations of the passages and clauses of all paragraphs, in order."""
    state = State(words)
    speeches = {id(paragraph): quote for paragraph, quote in transcripts.speeches(paragraphs, words)}
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
            state.found.append(_indirect(paragraph, sentence, clause, state))
        state.found += reported_mood.find(paragraph, state.found[before:], state)
        if len(state.found) - before > 1:
            state.found[before:] = sorted(state.found[before:], key=lambda quote: quote.parts[0][1])
        speaker = earlier.last_speaker(paragraph, state.found[before:])
        state.asked = state.speaker if speaker is None and inheritance.is_question(paragraph) else None
        state.speaker = speaker
        state.above = paragraph
        state.announced = earlier.announced(paragraph, state.words)
        state.headed = transcripts.heading(paragraph) if state.announced is None else None
        if not paragraph.unclosed and not paragraph.drafts:
            state.quote = None
    return state.found


def _sign(paragraph: Paragraph, state: State) -> None:
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
    signed = inheritance.signed(paragraph, sentence)
    if signed is not None and state.quote.kind is QuoteKind.DIRECT:
        state.quote.speaker, state.quote.cue = signed
        state.quote.confidence, state.quote.tentative = SAME_PARAGRAPH, False
        state.quote.reason = "named behind a dash below"


def _indirect(paragraph: Paragraph, sentence: Sentence, clause: Clause, state: State) -> Joined:
    """Return the quotation of a clause without marks; whose verb has no subject, goes on with who spoke before."""
    report = clause.report
    parts = [(paragraph, *sentence.at(clause.first, clause.last))]
    if clause.more is not None:
        parts.append((paragraph, *sentence.at(*clause.more)))
    cue = Place.of(paragraph, sentence, report)
    if report.speaker is None:
        speaker = earlier.last(paragraph, sentence.number, state.words) or state.speaker
        return Joined(
            QuoteKind.INDIRECT, parts, speaker, cue, SUBJECT, reason="spoken of in the sentences before"
        )
    speaker = Place.of(paragraph, sentence, report.speaker)
    return Joined(QuoteKind.INDIRECT, parts, speaker, cue, clause.confidence, reason=report.reason(sentence))


def _passages(paragraph: Paragraph, state: State) -> None:
    """Make quotations of the passages of a paragraph, or parts of those before them."""
    mine: list[Joined] = []
    for number, draft in enumerate(paragraph.drafts):
        case = Case(paragraph, number, draft, mine, state)
        for join in JOINS:
            quote = join.find(case)
            if quote is not None:
                if quote is not case.previous:
                    mine.append(quote)
                if join.begins:
                    state.found.append(quote)
                break
    inheritance.look_ahead(mine)
    if mine:
        state.quote = mine[-1]


def _speech(case: Case) -> Joined | None:
    label = transcripts.label(case.paragraph, case.draft.passage.start) if case.draft.report is None else None
    if label is None:
        return None
    return Joined(QuoteKind.DIRECT, [case.part], *label, transcripts.LABELLED, reason=transcripts.OPENS)


def _continued(case: Case) -> Joined | None:
    quote = case.open_quote
    if quote is None or case.draft.scare or not case.opens or _is_by_another(case.draft, quote):
        return None
    _continue(quote, case)
    return quote


def _interrupted(case: Case) -> Joined | None:
    previous = case.previous
    if previous is None or not _is_interruption(case.paragraph.drafts[case.number - 1], case.draft, previous):
        return None
    previous.parts.append(case.part)
    return previous


def _new(case: Case) -> Joined:
    quote = _quote(case)
    before = case.open_quote
    if before is not None and _is_by_another(case.draft, before):
        quote.parts.insert(0, before.parts.pop())
    if quote.speaker is None:
        inheritance.give_speaker(quote, case)
    return quote


JOINS: Final = (
    Join("a speech of a transcript: LUND: “We went on.”", _speech, begins=True),
    Join("goes on with what the paragraph before left open", _continued),
    Join("the second part of what an attribution interrupts", _interrupted),
    Join("a quotation of its own, which may take over what somebody else had left open", _new, begins=True),
)


def _is_by_another(draft: Draft, quote: Joined) -> bool:
    """Return whether an open passage goes on as somebody else's: "A," Lund said. "B. And below: "C," added Moe."""
    if len(quote.parts) < 2 or quote.speaker is None or draft.report is None or draft.speaker is None:
        return False
    mine, other = draft.sentence.words[draft.speaker.first : draft.speaker.last], quote.speaker
    return (
        draft.sentence.codes[draft.speaker.last - 1] == "N"
        and mine[-1] not in other.sentence.words[other.first : other.last]
    )


def _quote(case: Case) -> Joined:
    """Return the quotation of a passage, with what its own sentence says of its speaker."""
    paragraph, draft, part = case.paragraph, case.draft, case.part
    report = draft.report
    cue = Place.of(paragraph, draft.sentence, report) if report is not None else None
    if cue is None and draft.mark is not None:
        cue = Place(paragraph, draft.sentence, draft.mark, draft.mark + 1)
    if draft.beside is not None:
        return Joined(draft.kind, [part], *draft.beside, draft.confidence, reason=draft.reason)
    if draft.within is not None:
        sentence, verb, subject = draft.within
        said = Place(paragraph, sentence, verb, verb + 1)
        reason = f"subject of {sentence.words[verb]} within the marks"
        return Joined(
            draft.kind, [part], Place.of(paragraph, sentence, subject), said, ADJACENT, reason=reason
        )
    speaker = Place.of(paragraph, draft.sentence, draft.speaker) if draft.speaker is not None else None
    return Joined(draft.kind, [part], speaker, cue, draft.confidence, draft.tentative, draft.reason)


def _continue(quote: Joined, case: Case) -> None:
    """Add what an open passage goes on with; an attribution there holds for all of it."""
    paragraph, draft = case.paragraph, case.draft
    quote.parts.append(case.part)
    taken = len(quote.parts) == 2 and quote.confidence <= SAME_PARAGRAPH  # from what stood before it
    named = (
        draft.report is not None
        and draft.speaker is not None
        and draft.sentence.codes[draft.speaker.first] != "P"
    )
    if draft.speaker is not None and (quote.speaker is None or (taken and named)):
        quote.speaker = Place.of(paragraph, draft.sentence, draft.speaker)
        quote.confidence, quote.reason = draft.confidence, draft.reason
        if draft.report is not None:
            quote.cue = Place.of(paragraph, draft.sentence, draft.report)
    if quote.kind is QuoteKind.SCARE:
        quote.kind = QuoteKind.DIRECT


def _is_interruption(before: Draft, draft: Draft, previous: Joined) -> bool:
    """Return whether an attribution, and nothing else, stands between two parts of one quotation."""
    if previous.kind is not QuoteKind.DIRECT or draft.passage.single or previous.speaker is None:
        return False
    report = before.report
    if draft.passage.dash and before.passage.dash:
        # – A – powiedziała. – B: no other sentence stands between, and nobody else speaks in the second one
        behind = report is not None and report.left > before.token
        near = draft.sentence.number - before.sentence.number <= 1
        own = draft.report is not None and draft.report.left > draft.token
        return behind and near and not own
    if draft.sentence is before.sentence:
        # "A," she said, "b.": the same attribution is beside both.
        return (
            report is not None
            and draft.report is report
            and report.left > before.token
            and draft.token - report.right <= INTERRUPTION
            and draft.sentence.codes[draft.token - 1] in BREAKS
        )
    if not draft.whole or report is None:
        return False
    # "A," she said. "B."
    return report.left > before.token and draft.sentence.number == before.sentence.number + 1
