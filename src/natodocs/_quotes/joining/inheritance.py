"""A passage that nothing in its sentence reports -> its speaker, taken from what stands around it (inheritance).

The sources are tried from top to bottom; the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import regex
from attrs import frozen

from natodocs._quotes.attribution.ranking import ITS_SUBJECT
from natodocs._quotes.attribution.scare import SHORT
from natodocs._quotes.attribution.unreported import SIGNED
from natodocs._quotes.drafts import Draft, Joined, Paragraph, Place
from natodocs._quotes.grammar import clauses, moods, noun_phrases
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.joining import earlier
from natodocs._quotes.joining.earlier import SAME_PARAGRAPH, SUBJECT
from natodocs._quotes.joining.state import Case
from natodocs._types import QuoteKind

NEXT_PARAGRAPH: Final = 0.55  # confidence of a speaker taken from the paragraph before; set by hand
QUESTIONS: Final = ("?", "\u037e")
LED_IN: Final = regex.compile(r"[SIB][^AVPQJ,]{0,6},|[CKB]{1,2}:", regex.VERSION1)


@frozen
class Source:
    """A row of the table: where a speaker may be taken from."""

    reason: str
    """What gave the speaker, in a few words, where the row holds."""
    give: Callable[[Joined, Case], bool]
    """Gives a quotation its speaker, and returns whether the row holds, so that no other is tried."""


def give_speaker(quote: Joined, case: Case) -> None:
    """Give a quotation without a speaker the one that the first source offers, if one does."""
    for source in SOURCES:
        if source.give(quote, case):
            quote.reason = source.reason
            return


def _from_announcement(quote: Joined, case: Case) -> bool:
    alone = case.draft.opens and case.draft.sentence.codes in ("Q", "Q.")
    announced = case.state.announced or (case.state.headed if alone else None)
    if not case.opens or announced is None:
        return False
    (quote.speaker, quote.cue), quote.confidence = announced, SAME_PARAGRAPH
    return True


def _from_reported_mood(quote: Joined, case: Case) -> bool:
    if not _is_in_reported_mood(case):
        return False
    quote.speaker = _in_mood(case)
    if quote.speaker is not None:
        quote.confidence = SAME_PARAGRAPH
        quote.kind = QuoteKind.MIXED if quote.kind is QuoteKind.SCARE else quote.kind
    return True


def _in_mood(case: Case) -> Place | None:
    """Return whose words a sentence reports by its mood: its own subject, or whoever spoke before it."""
    paragraph, sentence, words = case.paragraph, case.draft.sentence, case.state.words
    found = moods.find(sentence, words)
    if found is not None:
        subject = found.subject
    else:  # the mood is that of a clause: "Lund bezweifelt, ob die Brücke „sicher“ sei"
        subject = clauses.subject(sentence, 0, case.draft.token, words)
        if subject is not None and not earlier.is_person(sentence, subject, words):
            subject = None
    if subject is not None:
        return Place.of(paragraph, sentence, subject)
    return earlier.last(paragraph, sentence.number, words) or case.state.speaker


def _from_nobody(quote: Joined, case: Case) -> bool:
    return quote.kind is QuoteKind.SCARE


def _from_signature(quote: Joined, case: Case) -> bool:
    index = case.draft.sentence.number + 1
    if index == len(case.paragraph.sentences):
        return False
    signature = signed(case.paragraph, case.paragraph.sentences[index])
    if signature is None:
        return False
    (quote.speaker, quote.cue), quote.confidence = signature, SAME_PARAGRAPH
    return True


def _from_sentence_behind(quote: Joined, case: Case) -> bool:
    paragraph, words, index = case.paragraph, case.state.words, case.draft.sentence.number + 1
    if not case.draft.whole or index >= len(paragraph.sentences) or not words.lists.get("resuming"):
        return False
    sentence = paragraph.sentences[index]
    report = paragraph.reports[index][0] if sentence.codes and paragraph.reports[index] else None
    if (
        report is None
        or report.speaker is None
        or not (report.inverted and report.left <= 1)
        or "Q" in sentence.codes
    ):
        return False
    if (
        not words.has("resuming", sentence.words[0].lower())
        or sentence.codes[report.right : report.right + 1] == ":"
    ):
        return False
    quote.speaker, quote.confidence = Place.of(paragraph, sentence, report.speaker), SAME_PARAGRAPH
    quote.cue = Place.of(paragraph, sentence, report)
    return True


def _from_passage_before(quote: Joined, case: Case) -> bool:
    draft, previous = case.draft, case.previous
    if previous is None or previous.speaker is None:
        return False
    if not (_is_alone(draft) or draft.opens or (draft.words > SHORT and _is_led_in(draft))):
        return False
    quote.speaker, quote.confidence = previous.speaker, SAME_PARAGRAPH
    quote.cue = quote.cue or previous.cue
    return True


def _from_sentence_before(quote: Joined, case: Case) -> bool:
    if not _is_alone(case.draft):
        return False
    follows = case.state.words.has("flags", "subject-speaks")
    look = earlier.nearest if follows else earlier.before
    found = look(case.paragraph, case.draft.sentence, case.state.words)
    if found is None:
        return False
    quote.speaker, quote.confidence = found
    surely = follows and earlier.is_sure(case.paragraph, quote.speaker)
    quote.tentative = quote.confidence == SUBJECT and not surely
    return True


def _from_paragraph_before(quote: Joined, case: Case) -> bool:
    paragraph, state = case.paragraph, case.state
    if not _is_alone(case.draft) or case.draft.sentence is not paragraph.sentences[0]:
        return False
    unnamed = case.draft.report is not None and case.state.words.has("flags", "drops-subject")
    alone = len(paragraph.sentences) == len(paragraph.drafts) and all(each.whole for each in paragraph.drafts)
    if not (alone or unnamed):
        return False  # more is said there than stands in marks, and not by a verb alone: «...», disse.
    if case.draft.passage.dash and state.above is not None and state.above.opens_with_dash:
        return False  # in a dialogue each dash is another's turn
    quote.speaker, quote.confidence = state.speaker, NEXT_PARAGRAPH
    if quote.speaker is None and state.above is not None and state.words.weighed:
        quote.speaker, quote.confidence = earlier.topic(state.above, state.words), SUBJECT
        quote.tentative = True
    return True


def _from_its_subject(quote: Joined, case: Case) -> bool:
    draft, words = case.draft, case.state.words
    if _is_alone(draft) or draft.words <= SHORT or draft.title or words.has("flags", "plain-titles"):
        return False
    sentence = draft.sentence
    subject = noun_phrases.first(sentence.codes, 0, draft.token)
    if subject is None or not earlier.is_person(sentence, subject, words):
        return False
    if "Q" in sentence.codes[: draft.token]:
        return False
    quote.speaker, quote.confidence = Place.of(case.paragraph, sentence, subject), SUBJECT
    quote.tentative = True
    return True


def _from_verb_alone(quote: Joined, case: Case) -> bool:
    if case.draft.beside is None:
        return False
    quote.speaker, quote.confidence = (
        case.previous.speaker if case.previous is not None else case.state.speaker,
        SAME_PARAGRAPH,
    )
    return quote.speaker is not None


def is_question(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a question behind a dash, and nothing else."""
    return paragraph.opens_with_dash and paragraph.reading.text.rstrip().endswith(QUESTIONS)


def _from_question(quote: Joined, case: Case) -> bool:
    if case.state.asked is None or not case.draft.passage.dash or is_question(case.paragraph):
        return False
    quote.speaker, quote.confidence = case.state.asked, NEXT_PARAGRAPH
    return True


SOURCES: Final = (
    Source("announced at the end of the paragraph before", _from_announcement),
    Source("spoke last, as the mood of the verb says", _from_reported_mood),
    Source("a title, a name or a term", _from_nobody),
    Source("named behind a dash", _from_signature),
    Source("named in the sentence behind", _from_sentence_behind),
    Source("goes on from the quotation before", _from_passage_before),
    Source("spoken of in the sentences before", _from_sentence_before),
    Source("spoken of in the paragraph before", _from_paragraph_before),
    Source(ITS_SUBJECT, _from_its_subject),
    Source("goes on from the quotation before", _from_verb_alone),
    Source("answers the question before", _from_question),
)


def _is_alone(draft: Draft) -> bool:
    """Return whether it is a sentence of its own, or its verb has no subject: "...", disse."""
    return draft.whole or (draft.report is not None and draft.report.speaker is None)


def _is_led_in(draft: Draft) -> bool:
    """Return whether nothing but an adverbial stands before a passage: As a farmer, "I know the river"."""
    return LED_IN.fullmatch(draft.sentence.codes, 0, draft.token) is not None


def _is_in_reported_mood(case: Case) -> bool:
    """Return whether the verb of a sentence says that somebody else said it: "Die Brücke sei „sicher“"."""
    draft, words = case.draft, case.state.words
    if draft.report is not None or draft.scare or not words.lists.get("reported_mood"):
        return False
    return any(words.has("reported_mood", word.lower()) for word in draft.sentence.words)


def signed(paragraph: Paragraph, sentence: Sentence) -> tuple[Place, Place] | None:
    """Return the name behind the dash that opens a sentence, and the dash: "— Ada Lund, Harburg"."""
    match = SIGNED.match(sentence.codes)
    if match is None:
        return None
    name = Place(paragraph, sentence, match.start("phrase"), match.end("phrase"))
    return name, Place(paragraph, sentence, 0, match.start("phrase"))


def look_ahead(mine: list[Joined]) -> None:
    """Give sentences in marks the speaker of the next passage: "A." "B," she said."""
    for quote, following in zip(reversed(mine[:-1]), reversed(mine[1:]), strict=True):
        both_direct = quote.kind is following.kind is QuoteKind.DIRECT
        if not both_direct or quote.speaker is not None or following.speaker is None:
            continue
        cue = following.cue
        if cue is None or cue.sentence.codes[cue.first] != ":":  # LUND: "B.", which opens another's turn
            quote.speaker, quote.confidence = following.speaker, NEXT_PARAGRAPH
            quote.reason = "goes on in the next quotation"
