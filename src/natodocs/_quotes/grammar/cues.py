"""A sentence -> its cues, the words and phrases that report, each with its subject as a report (cue detection)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from natodocs._quotes.grammar import adjuncts, clauses, noun_phrases, reports, verbs, word_order
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import PAST_WORDS, Words

PREDICATE: Final = re.compile("[^DC]Q(?:[.,;]|$)")  # words in marks that say what something is
CUE: Final = re.compile("[VGEJge]")


def find(sentence: Sentence, words: Words) -> list[Report]:
    """Find all that reports in a sentence, in order."""
    indexes = [match.start() for match in CUE.finditer(sentence.codes)]
    if not words.openers.isdisjoint(sentence.words):
        indexes = sorted({*indexes, *_openings(sentence.words, words)})
    found: list[Report] = []
    done = 0
    verb_last = words.has("flags", "verb-last")
    for index in indexes:
        report = _at(sentence, index, found, words) if index >= done else None
        if verb_last and report is not None and not report.according:
            report = _verb_last(sentence, report, found, words)
        if report is not None:
            found.append(report)
            done = max(index + 1, report.last)
    return found


def _openings(tokens: list[str], words: Words) -> Iterator[int]:
    """Yield where a listed phrase may begin: at its first word, where the second one follows."""
    for index, token in enumerate(tokens):
        if token in words.openers:
            seconds = words.seconds.get(token.lower(), ())
            if "" in seconds or "".join(tokens[index + 1 : index + 2]).lower() in seconds:
                yield index


def _at(sentence: Sentence, index: int, before: list[Report], words: Words) -> Report | None:
    codes, tokens = sentence.codes, sentence.words
    lowered = tokens[index].lower()
    rests = words.according.get(lowered)
    size = _phrase(tokens, index, rests) if rests else 0
    if size:
        if words.has("behind_comma", lowered) and codes[max(0, index - 1) : index] not in (",", "Q"):
            return None
        return _according(sentence, index, index + size, words)
    rests = words.phrases.get(lowered)
    size = _phrase(tokens, index, rests) if rests else 0
    if size and words.has("astray", "".join(tokens[index + size : index + size + 1]).lower()):
        return None  # "put it down to the fog"
    if not size:
        letter = codes[index]
        if letter not in "VGEJge":
            return None
        following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        by = index + 1
        while codes[by : by + 1] in ("S", "Q"):
            by += 1  # "was branded “a toy” by Lund", "was described as “a toy” by Lund"
            following = tokens[by].lower() if by < len(tokens) else ""
        passive = letter in "VJ" and following in words.lists["by"] and _passive(sentence, index, by, words)
        if passive:
            return passive
        if not verbs.is_verb(sentence, index, lowered, words):
            return None
        size = 1
    return reports.of_verb(sentence, index, index + size, before, words)


def _phrase(tokens: list[str], index: int, rests: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """Return how many tokens a listed phrase takes here; 0 where none begins."""
    second = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
    for rest in (*rests.get(second, ()), *rests.get("", ())):
        found = tokens[index + 1 : index + 1 + len(rest)]
        if len(found) == len(rest) <= PAST_WORDS and all(
            a.lower() == b for a, b in zip(found, rest, strict=True)
        ):
            return 1 + len(rest)
    return 0


def _according(sentence: Sentence, first: int, last: int, words: Words) -> Report | None:
    codes = sentence.codes
    own = _possessive(sentence, first, last - 1, words)
    if own is not None:
        return Report(first, last, Phrase(own, own + 1, first), first, last, inverted=True, according=True)
    speaker = noun_phrases.behind(codes, last, strict=False)
    if (
        speaker is None
        and codes[last : last + 1] == "F"
        and words.has("masculine", sentence.words[last].lower())
    ):
        speaker = Phrase(last, last + 1, first)  # "selon lui"
    if speaker is None:
        return None
    speaker = clauses.without_adjuncts(sentence, clauses.whose(sentence, speaker, words), words)
    if words.has("flags", "plain-titles"):
        speaker = adjuncts.with_name(codes, speaker)
    else:
        speaker = clauses.named(sentence, speaker)
    opener = sentence.words[first].lower()
    if words.has("of_persons", opener) and not _speaks(codes, speaker, opens=first == 0):
        return None  # "selon la loi", "secondo l’ordine"
    if words.has("opening_mood", opener) and not _opens_opinion(sentence, first, speaker.last, words):
        return None
    if words.has("opening", opener) and (
        first > 0 or codes[speaker.last : speaker.last + 1] not in (",", "Q")
    ):
        return None  # "Pour Lund, ..." says who thinks so, and "pour" elsewhere for whom
    return Report(first, last, speaker, first, speaker.last, inverted=True, according=True)


def _speaks(codes: str, phrase: Phrase, *, opens: bool) -> bool:
    """Return whether a noun phrase may be a person or a body, or opens a sentence whose words in marks follow."""
    person = noun_phrases.PERSON.search(codes, phrase.first, phrase.last) or codes[phrase.first] == "F"
    return bool(person) or (opens and codes[phrase.last : phrase.last + 2] in (",Q", ":Q"))


def _opens_opinion(sentence: Sentence, first: int, verb: int, words: Words) -> bool:
    """Return whether "für Lund" says who thinks so: "Für Lund sei die Brücke zu alt", "Für Lund ist sie „zu alt“"."""
    if first > 0:
        return False
    if "".join(sentence.words[verb : verb + 1]) in words.lists["reported_mood"]:
        return True
    return sentence.codes[verb : verb + 1] == "A" and PREDICATE.search(sentence.codes, verb) is not None


def _possessive(sentence: Sentence, first: int, last: int, words: Words) -> int | None:
    """Return the possessive within a phrase that says whose words they are: "nach seiner Ansicht"."""
    for index in range(first, last):
        word = sentence.words[index].lower()
        if words.has("his", word) or words.has("her", word):
            return index
    return None


def _passive(sentence: Sentence, index: int, by: int, words: Words) -> Report | None:
    """Return the report of a passive that says whose words they are: "was described by Lund as"."""
    codes = sentence.codes
    start = index
    while start > 0 and codes[start - 1] in "AB":
        start -= 1
    if "A" not in codes[start:index]:
        return None
    if not any(words.has("passive", word.lower()) for word in sentence.words[start:index]):
        return None
    speaker = noun_phrases.behind(codes, by + 1)
    if speaker is None:
        return None
    left = by if "Q" in codes[index:by] else start
    return Report(index, index + 1, speaker, left, speaker.last, judges=codes[index] == "J", inverted=True)


def _verb_last(sentence: Sentence, report: Report, before: list[Report], words: Words) -> Report:
    """Return a report of a language whose verb ends the sentence."""
    done = before[-1].last if before else 0
    speaker = before[-1].speaker if before else None
    subject = word_order.verb_last(sentence, report.first, report.last, done, speaker, words)
    first, last = report.first, report.last
    right = subject.last if subject is not None and subject.first >= last else last
    return Report(first, last, subject, report.left, right, judges=report.judges, negated=report.negated)
