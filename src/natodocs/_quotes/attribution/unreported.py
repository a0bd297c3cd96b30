"""A passage that nothing reports -> its speaker, before a colon, behind a dash, or beside a verb that no list has."""

from __future__ import annotations

from typing import Final

import regex

from natodocs._entities.words import given_names
from natodocs._patterns.lazy import lazily
from natodocs._quotes.attribution import scare
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar import clauses, noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.pieces import TITLED_NAME
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

HEADLINE: Final = lazily(r"(?P<phrase>" + TITLED_NAME + r"):", regex.VERSION1)
COLON: Final = lazily(r"(?P<phrase>D?[wTNX']{1,8}|D[wX]{0,2}E):(?=Q)", regex.VERSION1)
# The same in a language without lists, where only a name is known to be no clause: "Anna Lund: “...”".
NAMED_COLON: Final = lazily(r"(?P<phrase>N[N']{0,5}):(?=Q)", regex.VERSION1)
VERB_NAME: Final = lazily(
    r"[,-]?(?P<verb>[wEeB])(?P<phrase>(?:[DZ]?[wTX]{0,3})?" + TITLED_NAME + r")(?=[.,;:ISRMH(-]|$)",
    regex.VERSION1,
)
VERB_ALONE: Final = lazily(
    r"[,-]{0,2}(?P<verb>[wEe])F?(?P<phrase>P|(?:D[wX]{0,2})?" + TITLED_NAME + r")(?=[.,;:FBIM]|$)",
    regex.VERSION1,
)
# The same in a language without lists, where a short word before one name may be "in": "...," sade Ada Lund.
VERB_UNLISTED: Final = lazily(r"[,-]{0,2}(?P<verb>w)(?P<phrase>N[N']{1,5})", regex.VERSION1)
VERB_LETTERS: Final = 4  # letters; the least of a verb in a language without lists
# Confidence of a speaker whom no report names, by how he stands to the passage. Set by hand: it ranks quotations.
NAMED_LAST: Final = lazily(r"C?(?P<phrase>(?:D[wX]{0,3})?[TN']{1,6}N)$", regex.VERSION1)
VERB_OR_ROLE: Final = lazily(r"[AVJPSH]|(?<=[NT])w", regex.VERSION1)
WORDING: Final = 3  # tokens of "mit den Worten"
VERB_BEHIND: Final = lazily(r",?[wAVJ]F?", regex.VERSION1)
LABELLED: Final = 0.8  # alone before a colon
LABELLED_UNLISTED: Final = 0.5  # the same in a language without lists
HEADLINE_SPEAKER: Final = 0.5  # before the colon of a headline
SUBJECT_BEFORE_COLON: Final = 0.55
BEHIND_DASH: Final = 0.75
BESIDE_UNLISTED_VERB: Final = 0.55
SECOND_PLACE: Final = lazily(
    r"(?:B|[IS][DZ]?[wX]{0,2}[NTMX']{0,4})w(?P<phrase>P|(?:[DZ][wX]{0,2})?[NT'][NT']*)", regex.VERSION1
)
NAME_VERB: Final = lazily(
    r",?(?P<phrase>P|(?:[DZ][wTX]{0,3})?" + TITLED_NAME + r")(?P<verb>[w])(?=[.,;:ISMB-]|$)", regex.VERSION1
)
# "..." freut sich Lund nach dem Spiel; "..." ist der neue Trainer überzeugt
VERB_SECOND: Final = lazily(
    r"[,-]{1,2}(?P<verb>[wA])F?B{0,3}(?P<phrase>P|(?:[DZ][wX]{0,3})?" + TITLED_NAME + r"|D[wX]{0,2}T)",
    regex.VERSION1,
)
SIGNED: Final = lazily(r"-{1,2}(?P<phrase>" + TITLED_NAME + r")(?:[,.(]|$)", regex.VERSION1)


def labelled(draft: Draft, words: Words) -> bool:
    """Take who stands alone before a colon, if somebody does: LUND: "..."; The harbour master: "..."."""
    unlisted = words.has("flags", "unlisted")
    match = (NAMED_COLON if unlisted else COLON).match(draft.sentence.codes)
    if match is None or match.end() != draft.token:
        return words.capital_nouns and _named_right_before(draft)
    draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), 0)
    draft.confidence = LABELLED_UNLISTED if unlisted else LABELLED
    opener = draft.sentence.words[0].lower()
    if (words.has("his", opener) or words.has("her", opener)) and draft.sentence.codes[
        match.end("phrase") - 1
    ] != "T":
        draft.speaker = Phrase(0, 1, 0)  # "Her answer: “...”"
    draft.speaker = clauses.whose(draft.sentence, draft.speaker, words)
    draft.mark, draft.reason = draft.token - 1, "named before a colon"
    return True


def _named_right_before(draft: Draft) -> bool:
    """Take a full name right before a colon or a bracket: "..., und Ada Lund: „...“", "Ada Lund („...“)"."""
    codes, token = draft.sentence.codes, draft.token
    if draft.words <= scare.SHORT or codes[token - 1 : token] not in (":", "("):
        return False
    left = max(codes.rfind(",", 0, token), codes.rfind("Q", 0, token)) + 1
    match = NAMED_LAST.search(codes, left, token - 1)
    if match is None:
        return False
    first, last = match.span("phrase")
    if not any(word.lower() in given_names() for word in draft.sentence.words[first : last - 1]):
        return False
    if codes[token - 1] == ":" and (not left or VERB_OR_ROLE.search(codes, left, match.start())):
        return False  # a clause, or the first name of its sentence
    draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), left)
    draft.confidence, draft.mark, draft.reason = LABELLED, token - 1, "named right before"
    return True


def worded(draft: Draft, words: Words) -> None:
    """Take who says something "with the words": "Mit den Worten „...“ trat Lund ab"."""
    codes, token, tokens = draft.sentence.codes, draft.token, draft.sentence.words
    before = token - (codes[token - 1 : token] == ":")
    phrase = " ".join(tokens[max(0, before - WORDING) : before]).lower()
    if not words.has("wording", phrase):
        return
    if before == WORDING:
        verb = VERB_BEHIND.match(codes, token + 1)
        draft.speaker = noun_phrases.behind(codes, verb.end(), strict=False) if verb is not None else None
    else:
        draft.speaker = clauses.subject(draft.sentence, 0, token, words)
    if draft.speaker is not None:
        draft.confidence, draft.mark, draft.reason = SUBJECT_BEFORE_COLON, token - 1, "subject of the wording"


def colon(draft: Draft, words: Words) -> None:
    """Take whom a clause before a colon is about: Lund was glad: "..."."""
    codes, token = draft.sentence.codes, draft.token
    plain, nouns = words.has("flags", "plain-titles"), words.capital_nouns
    if words.has("flags", "unlisted") or (plain and (draft.words <= scare.SHORT or draft.title)):
        return
    if (match := HEADLINE.match(codes)) and not (nouns and "NN" not in match["phrase"]):
        # "Ada Lund: The bridge is ‘no danger’"
        draft.speaker, draft.confidence = (
            Phrase(match.start("phrase"), match.end("phrase"), 0),
            HEADLINE_SPEAKER,
        )
        draft.mark, draft.reason = match.end() - 1, "named before the colon of a headline"
    elif codes[token - 1 : token] == ":" and draft.words > scare.SHORT:
        second = nouns and words.has("flags", "verb-second")
        find = clauses.subject(draft.sentence, 0, token, words) if second else None
        subject = find or noun_phrases.first(codes, 0, token)
        if nouns and (subject is None or not noun_phrases.PERSON.search(codes, subject.first, subject.last)):
            # "Dabei lobte die Ministerin ...: „...“"
            placed = SECOND_PLACE.match(codes, 0, token)
            span = placed.span("phrase") if placed else None
            subject = Phrase(*span, span[0]) if span else _pronoun(draft.sentence, token, words)
            subject = subject or noun_phrases.anyone(codes[:token])
        if subject is not None and second:
            subject = clauses.whose(draft.sentence, subject, words)
        if subject is not None and (
            not (plain or nouns) or noun_phrases.PERSON.search(codes, subject.first, subject.last)
        ):
            draft.speaker, draft.confidence, draft.mark = subject, SUBJECT_BEFORE_COLON, token - 1
            draft.reason = "subject before a colon"
            # One word with a capital may be the first of its sentence, and nobody: „Umso wichtiger sei das: ...“
            draft.tentative = codes[subject.first : subject.last] == "N"


def _pronoun(sentence: Sentence, token: int, words: Words) -> Phrase | None:
    """Return "he" or "she" in the clause before a colon: "Den Plan hält er für richtig: „...“"."""
    for index in range(sentence.codes.rfind(",", 0, token) + 1, token):
        if sentence.codes[index] == "P" and words.has("masculine", sentence.words[index].lower()):
            return Phrase(index, index + 1, index)
    return None


def signed(draft: Draft) -> None:
    """Take the name behind a dash: "..." — Ada Lund."""
    match = SIGNED.match(draft.sentence.codes, draft.token + 1)
    if match is not None:
        draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), draft.token + 1)
        draft.confidence, draft.mark, draft.reason = BEHIND_DASH, draft.token + 1, "named behind a dash"


def unlisted(draft: Draft, inside: str, words: Words) -> None:
    """Take a verb that no list has, between a passage and a name: "...," beamed Ada Lund; "...," Lund beamed."""
    codes, token = draft.sentence.codes, draft.token
    plain, unlisted = words.has("flags", "plain-titles"), words.has("flags", "unlisted")
    ended = (",",) if plain else (",", "?", "!")  # a title may be a question: „Quo vadis?“
    if scare.last(inside) not in ended and codes[token + 1 : token + 2] not in (",", "-"):
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
    speaker = Phrase(match.start("phrase"), match.end("phrase"), token + 1)
    draft.take(Report(verb, verb + 1, speaker, token + 1, match.end(), inverted=True), speaker)
    draft.confidence = BESIDE_UNLISTED_VERB


def wanted(draft: Draft, words: Words) -> None:
    """Take who wants what stands in marks: "Lund will „alle Pfeiler noch einmal messen“"."""
    sentence, token = draft.sentence, draft.token
    if draft.words <= scare.SHORT or draft.title:
        return
    left = clauses.start(sentence.codes, token)
    verb = next(
        (i for i in range(token - 1, left - 1, -1) if words.has("wanting", sentence.words[i].lower())), None
    )
    if verb is None or "Q" in sentence.codes[verb:token]:
        return
    draft.speaker = clauses.subject(sentence, left, token, words)
    if draft.speaker is not None:
        draft.confidence, draft.reason = SUBJECT_BEFORE_COLON, "subject of its sentence"
