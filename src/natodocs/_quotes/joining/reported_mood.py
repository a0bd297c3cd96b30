"""Sentences that nobody is named for, in the mood of reported speech -> quotations of whoever speaks beside them.

Reported speech may go on over sentences: "Lund lehnte ab. Die Brücke sei alt. Sie halte nicht mehr lange." Each
sentence is a quotation of its own, of whoever spoke before it, in the paragraph or at the end of the one above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from natodocs._quotes.drafts import Joined, Paragraph, Place
from natodocs._quotes.grammar import moods
from natodocs._quotes.grammar.moods import Reported
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.joining import earlier
from natodocs._quotes.joining.state import State
from natodocs._types import QuoteKind

GOES_ON: Final = 0.6  # confidence that a sentence goes on with what was reported before it; set by hand
BY_MOOD: Final = "mood of its verb"  # the reason
SHORTEST: Final = 3  # tokens; the least that such a clause has


def find(paragraph: Paragraph, mine: list[Joined], state: State) -> list[Joined]:
    """Find the sentences of a paragraph that its other quotations leave, and whose words they are.

    Args:
        paragraph: The paragraph.
        mine: Its other quotations, in order.
        state: What the paragraphs above hand on.
    """
    if not state.words.moods:
        return []
    found: list[Joined] = []
    taken = _taken(paragraph, mine)
    reported = state.reported
    for sentence in paragraph.sentences:
        clause = moods.find(sentence, state.words) if sentence.codes else None
        if clause is not None and sentence.number not in taken:
            speaker = _speaker(paragraph, sentence, clause, [*mine, *found], state)
            if speaker is None or not _holds(sentence, clause, reported=reported):
                clause = None
            else:
                part = (paragraph, *sentence.at(clause.first, clause.last))
                found.append(Joined(QuoteKind.INDIRECT, [part], speaker, None, GOES_ON, reason=BY_MOOD))
        reported = _is_reported(sentence, clause, state.words)
    state.reported = reported
    return found


def _is_reported(sentence: Sentence, clause: Reported | None, words: Words) -> bool:
    """Return whether a sentence speaks in the mood of reported speech, so that the next one may go on with it."""
    return clause is not None or not words.lists["reported_mood"].isdisjoint(sentence.words)


def _taken(paragraph: Paragraph, mine: list[Joined]) -> set[int]:
    """Return the numbers of the sentences that something reported is found in."""
    return {sentence.number for sentence, _ in paragraph.clauses} | {
        draft.sentence.number for draft in paragraph.drafts if not draft.scare and draft.speaker is not None
    }


def _holds(sentence: Sentence, clause: Reported, *, reported: bool) -> bool:
    """Return whether a clause is reported speech without marks; `reported` tells whether it goes on with such."""
    if clause.last - clause.first < SHORTEST or "Q" in sentence.codes[clause.first : clause.last]:
        return False
    return clause.surely or (reported and clause.subject is None)


def _speaker(
    paragraph: Paragraph, sentence: Sentence, clause: Reported, others: list[Joined], state: State
) -> Place | None:
    """Return who speaks: the subject of the clause before, or whoever spoke last, or speaks next."""
    if clause.subject is not None:
        may = earlier.may_speak(sentence, clause.subject, state.words)
        return Place.of(paragraph, sentence, clause.subject) if may else None
    return next(_nearest(paragraph, sentence, others, state), None)


def _nearest(paragraph: Paragraph, sentence: Sentence, others: list[Joined], state: State) -> Iterator[Place]:
    """Yield who speaks beside a sentence, the nearest before it first."""
    start = sentence.start
    spoken = [quote for quote in others if quote.speaker is not None]
    before = [quote for quote in spoken if quote.parts[0][0] is paragraph and quote.parts[0][1] < start]
    last = max(before, key=lambda quote: quote.parts[-1][1], default=None)
    if last is not None and last.speaker is not None:
        yield last.speaker
    spoke = earlier.last(paragraph, sentence.number, state.words)
    if spoke is not None:
        yield spoke
    if state.speaker is not None:
        yield state.speaker
    yield from (quote.speaker for quote in spoken if quote.speaker is not None)
