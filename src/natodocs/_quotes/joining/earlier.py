"""A passage -> who was spoken of before it: in the sentences before, or in the paragraph above."""

from __future__ import annotations

from typing import Final

import regex

from natodocs._entities import places
from natodocs._quotes.drafts import Joined, Paragraph, Place
from natodocs._quotes.grammar import clauses, noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

FAR: Final = 12  # sentences; how far reported speech goes on, and a name is looked for again
SAME_PARAGRAPH: Final = 0.75  # confidence of a speaker taken from the same paragraph; set by hand
SUBJECT: Final = 0.45  # and of the subject of the sentence before, who is not said to speak
# What may stand between a reporting word and the end of a paragraph that the words in marks follow.
# A paragraph that says from whom the next one is, and nothing else.
SENT: Final = regex.compile(r"[CK]{0,2}I(?P<phrase>D?[wT]{0,4}N[N']{0,6}):", regex.VERSION1)
BREAKS_OFF: Final = regex.compile(r"[PF]?,?|[^.Q]{0,12}[:]", regex.VERSION1)


def nearest(paragraph: Paragraph, sentence: Sentence, words: Words) -> tuple[Place, float] | None:
    """Return who speaks in the nearest sentence before that names anybody, or is its subject; else in the next one."""
    index = sentence.number
    order = [*range(index - 1, max(-1, index - 4), -1), *([1] if index == 0 else [])]
    doubtful: Place | None = None
    for number in order:
        if number >= len(paragraph.sentences):
            continue
        other = paragraph.sentences[number]
        for report in reversed(paragraph.reports[number]):
            if (
                report.speaker is not None
                and number < index
                and not _is_in_relative_clause(other, report, words)
            ):
                return Place.of(paragraph, other, report.speaker), SAME_PARAGRAPH
        subject = _subject(paragraph, other, words)
        if subject is not None and is_sure(paragraph, subject):
            return subject, SUBJECT
        doubtful = doubtful or subject
    return (doubtful, SUBJECT) if doubtful is not None else None


def _is_in_relative_clause(sentence: Sentence, report: Report, words: Words) -> bool:
    """Return whether another than the subject of its sentence reports: "Zij belde Lund, die zei dat ..."."""
    if report.speaker is None or "R" not in sentence.codes[report.speaker.last - 1 : report.first]:
        return False
    subject = noun_phrases.first(sentence.codes, 0, report.first)
    return (
        subject is not None and subject.last <= report.speaker.first and is_person(sentence, subject, words)
    )


def _subject(paragraph: Paragraph, sentence: Sentence, words: Words) -> Place | None:
    """Return a person who is the subject of a sentence, as far as words tell; a pronoun before a doubtful name."""
    codes = sentence.codes
    subject = noun_phrases.first(codes, 0, len(codes)) if codes else None
    if subject is not None and is_person(sentence, subject, words):
        place = Place.of(paragraph, sentence, subject)
        if is_sure(paragraph, place):
            return place
    for index, letter in enumerate(codes):
        if letter == "P" and is_person(sentence, Phrase(index, index + 1, index), words):
            return Place.of(paragraph, sentence, Phrase(index, index + 1, index))
    found = noun_phrases.anyone(codes)
    return Place.of(paragraph, sentence, found) if found is not None else None


def is_sure(paragraph: Paragraph, place: Place) -> bool:
    """Return whether a subject is surely somebody, and no common word with the capital of its sentence."""
    sentence, codes = place.sentence, place.sentence.codes
    if place.first > 0 or place.last > 1 or codes[0] != "N":
        return True
    word = sentence.words[0]
    near = paragraph.sentences[max(0, sentence.number - FAR) : sentence.number + FAR]
    return any(word in other.words[other is sentence :] for other in near)


def before(paragraph: Paragraph, sentence: Sentence, words: Words) -> tuple[Place, float] | None:
    """Return who speaks in the sentences before, in the same paragraph, or is the subject of the last of them."""
    index = sentence.number
    for back in range(index - 1, max(-1, index - 4), -1):
        other = paragraph.sentences[back]
        if (speaker := _speaking(other, paragraph.reports[back])) is not None:
            return Place.of(paragraph, other, speaker), SAME_PARAGRAPH
    if index > 0:
        other = paragraph.sentences[index - 1]
        if not other.codes:  # it reports nothing, and was not read
            other = other.read(words)
        subject = noun_phrases.first(other.codes, 0, len(other.codes)) if other.codes else None
        if subject is not None and is_person(other, subject, words):
            return Place.of(paragraph, other, subject), SUBJECT
    return None


def _speaking(sentence: Sentence, reports: list[Report]) -> Phrase | None:
    """Return who speaks last in a sentence: a person, if there is one, and no thing that shows something."""
    speakers = [each.speaker for each in reports if each.speaker is not None and not each.according]
    persons = (
        speaker
        for speaker in reversed(speakers)
        if noun_phrases.PERSON.search(sentence.codes, speaker.first, speaker.last)
    )
    return next(persons, speakers[-1] if speakers else None)


def last(paragraph: Paragraph, before: int, words: Words) -> Place | None:
    """Return who spoke last before a sentence of a paragraph, or what person the last sentence was about."""
    for number in range(before - 1, max(-1, before - FAR), -1):
        sentence = paragraph.sentences[number]
        for report in reversed(paragraph.reports[number]):
            if report.speaker is not None and may_speak(sentence, report.speaker, words):
                return Place.of(paragraph, sentence, report.speaker)
        read = sentence if sentence.codes else sentence.read(words)
        if not read.codes or not words.lists.get("reported_mood", frozenset()).isdisjoint(read.words):
            continue
        subject = clauses.subject(read, 0, len(read.codes), words)
        if subject is not None and is_person(read, subject, words):
            return Place.of(paragraph, read, subject)
    return None


def is_person(sentence: Sentence, phrase: Phrase, words: Words) -> bool:
    """Return whether a noun phrase is "he" or "she", or a name without an article."""
    codes = sentence.codes[phrase.first : phrase.last]
    if codes == "P":
        word = sentence.words[phrase.first].lower()
        return words.has("masculine", word) or words.has("feminine", word)
    if words.has("flags", "subject-speaks") and "T" in codes and (codes[0] != "D" or "N" in codes):
        return True
    return "N" in codes and codes[0] not in "DZw"


def may_speak(sentence: Sentence, phrase: Phrase, words: Words) -> bool:
    """Return whether a noun phrase is "he" or "she", or has a name or a title in it."""
    codes = sentence.codes[phrase.first : phrase.last]
    return is_person(sentence, phrase, words) if codes == "P" else "N" in codes or "T" in codes


def topic(paragraph: Paragraph, words: Words) -> Place | None:
    """Return whom the last sentence of a paragraph is about."""
    if not paragraph.sentences:
        return None
    last = paragraph.sentences[-1].read(words)
    subject = noun_phrases.first(last.codes, 0, len(last.codes))
    if subject is None or not is_person(last, subject, words):
        return None
    return Place.of(paragraph, last, subject)


def sender(paragraph: Paragraph, words: Words) -> tuple[Place, Place] | None:
    """Return from whom the words below a paragraph are that says no more, and the word for it: "And from Ada Lund:"."""
    last = paragraph.sentences[-1].read(words)
    found = SENT.fullmatch(last.codes)
    if found is None:
        return None
    first, end = found.span("phrase")
    name = " ".join(last.words[first:end])
    if not words.has("senders", last.words[first - 1].lower()) or places.is_place(name):
        return None
    return Place(paragraph, last, first, end), Place(paragraph, last, first - 1, first)


def _speaks_of_words(sentence: Sentence, words: Words) -> bool:
    """Return whether a sentence speaks of something said: "Lund issued this statement"."""
    return any(words.has("utterances", word.lower()) for word in sentence.read(words).words)


def announced(paragraph: Paragraph, words: Words) -> tuple[Place, Place] | None:
    """Return who is announced as speaking, and by which words, where a paragraph breaks off: "Lund said:"."""
    sentence = paragraph.sentences[-1] if paragraph.sentences else None
    report = paragraph.reports[-1][-1] if sentence is not None and paragraph.reports[-1] else None
    if sentence is not None and report is None and paragraph.reading.text.endswith(":"):
        reports = bool(sentence.codes) or _speaks_of_words(sentence, words)
        if sent := sender(paragraph, words):
            return sent
        subject = topic(paragraph, words) if reports else None  # "Lund has issued the following statement:"
        end = len(subject.sentence.codes) if subject is not None else 0
        return (subject, Place(paragraph, subject.sentence, end - 1, end)) if subject is not None else None
    if sentence is None or report is None or report.speaker is None or report.negated:
        return None
    end = report.right if report.inverted else report.last
    if not BREAKS_OFF.fullmatch(sentence.codes, end):
        return None
    speaker = Place.of(paragraph, sentence, report.speaker)
    return speaker, Place.of(paragraph, sentence, report)


def last_speaker(paragraph: Paragraph, found: list[Joined]) -> Place | None:
    """Return who is speaking where the paragraph ends."""
    for sentence, reports in zip(reversed(paragraph.sentences), reversed(paragraph.reports), strict=True):
        if (speaker := _speaking(sentence, reports)) is not None:
            return Place.of(paragraph, sentence, speaker)
    for quote in reversed(found):
        if quote.speaker is not None:
            return quote.speaker
    return None
