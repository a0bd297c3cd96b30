"""A passage that nothing reports -> its speaker, before a colon, behind a dash, or beside a verb that no list has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex
from attrs import define

from natodocs._entities.words import given_names
from natodocs._patterns.lazy import lazily
from natodocs._quotes.attribution import scare
from natodocs._quotes.drafts import UNDECIDED, Draft
from natodocs._quotes.grammar import clauses, noun_phrases
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.pieces import TITLED_NAME
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

BEHIND_A_DASH: Final = lazily(r"(?P<phrase>" + TITLED_NAME + r"):(?=Q)", regex.VERSION1)
SENT: Final = lazily(r"[CKB]{0,2},?I(?P<phrase>D?[wT]{0,4}N[NT']{0,6}):(?=Q)", regex.VERSION1)
HEADLINE: Final = lazily(r"(?P<phrase>" + TITLED_NAME + r"):", regex.VERSION1)
COLON: Final = lazily(r"(?P<phrase>D?[wTNX']{1,8}|D[wX]{0,2}E):(?=Q)", regex.VERSION1)
# What may be who speaks there, and not what a thing is: a name, a person, something with an article.
WHO: Final = lazily(r"D.{0,9}|.{0,9}T.{0,9}|.{0,9}[NX'].{0,9}N.{0,9}|N", regex.VERSION1)
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
NAMED_LAST: Final = lazily(r"(?:C|^[BIwO])?(?P<phrase>(?:D[wX]{0,3})?[TN']{0,6}N)$", regex.VERSION1)
VERB_OR_ROLE: Final = lazily(r"[AVJPSH]|(?<=[NT])w", regex.VERSION1)
WORDING: Final = 3  # tokens of "mit den Worten"
VERB_BEHIND: Final = lazily(r",?[wAVJ]F?", regex.VERSION1)
LABELLED: Final = 0.8  # alone before a colon
LABELLED_UNLISTED: Final = 0.5  # the same in a language without lists
ABOUT: Final = 0.55  # the subject of the clause before a colon, or of "with the words"
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


# What gave the speaker, in a few words, by the clue.
REASONS: Final = {
    "label": "named before a colon",
    "headline": "named before the colon of a headline",
    "colon": "subject before a colon",
    "dash": "named behind a dash",
    "verb": "",  # that of its report
}


@define
class Candidate:
    """Who may have said the words in marks, though no report says so."""

    clue: str
    """By what he is known: one of `feature_names.CLUES`."""
    speaker: Phrase
    mark: int | None = None
    """The colon or the dash that stands for a reporting word."""
    report: Report | None = None
    """The verb that no list has."""
    tentative: bool = False
    """Whether he may be no more than the first word of the sentence, which has a capital."""
    confidence: float = UNDECIDED
    """What it is worth where nothing weighs it."""

    @property
    def reason(self) -> str:
        """What gave the speaker, in a few words."""
        return REASONS[self.clue]


def candidates(draft: Draft, inside: str, words: Words) -> Iterator[Candidate]:
    """Yield who may have said the words in marks, the likeliest first."""
    codes, token = draft.sentence.codes, draft.token
    if ":" in codes[:token] or codes[token - 1 : token] == "(":
        before = _labelled(draft, words) or _colon(draft, words)
        if before is not None:
            yield before
    if codes[token + 1 : token + 2] == "-" and (signed := _signed(draft)):
        yield signed
    if verb := _unlisted(draft, inside, words):
        yield verb


def _labelled(draft: Draft, words: Words) -> Candidate | None:
    """Return who stands alone before a colon: LUND: "..."; The harbour master: "..."."""
    unlisted, sentence = words.has("flags", "unlisted"), draft.sentence
    match = (NAMED_COLON if unlisted else COLON).match(sentence.codes)
    if match is None or match.end() != draft.token:
        return _named_right_before(draft, words) if words.capital_nouns else _sent(draft, words)
    speaker = Phrase(match.start("phrase"), match.end("phrase"), 0)
    if not (unlisted or words.capital_nouns or WHO.fullmatch(sentence.codes, speaker.first, speaker.last)):
        return None  # "Sample answer: “...”"
    opener = sentence.words[0].lower()
    if (words.has("his", opener) or words.has("her", opener)) and sentence.codes[speaker.last - 1] != "T":
        speaker = Phrase(0, 1, 0)  # "Her answer: “...”"
    speaker = clauses.whose(sentence, speaker, words)
    return Candidate(
        "label", speaker, draft.token - 1, confidence=LABELLED_UNLISTED if unlisted else LABELLED
    )


def _sent(draft: Draft, words: Words) -> Candidate | None:
    """Return from whom the words are: "And from Ada Lund: “...”"."""
    codes, token = draft.sentence.codes, draft.token
    named = BEHIND_A_DASH.match(codes, codes.rfind("-", 0, token) + 1) if "-" in codes[:token] else None
    if named is not None and named.end() == token:  # "RED TOWNS AND BLUE TOWNS - Ada Lund: “...”"
        return Candidate(
            "label", Phrase(*named.span("phrase"), named.start()), token - 1, confidence=LABELLED
        )
    match = SENT.match(codes)
    if match is None or match.end() != token:
        return None
    first, last = match.span("phrase")
    if not words.has("senders", draft.sentence.words[first - 1].lower()):
        return None
    return Candidate("label", Phrase(first, last, first), draft.token - 1, confidence=LABELLED)


def _named_right_before(draft: Draft, words: Words) -> Candidate | None:
    """Return a full name right before a colon or a bracket: "..., und Ada Lund: „...“", "Ada Lund („...“)"."""
    codes, token = draft.sentence.codes, draft.token
    if draft.words <= scare.SHORT or codes[token - 1 : token] not in (":", "("):
        return None
    left = max(codes.rfind(",", 0, token), codes.rfind("Q", 0, token)) + 1
    match = NAMED_LAST.search(codes, left, token - 1)
    if match is None:
        return None
    first, last = match.span("phrase")
    led_in = words.has("leading_in", draft.sentence.words[0].lower()) and first == 1  # "Dazu Lund: „...“"
    if not led_in and not any(
        word.lower() in given_names() for word in draft.sentence.words[first : last - 1]
    ):
        return None
    if (
        codes[token - 1] == ":"
        and not led_in
        and (not left or VERB_OR_ROLE.search(codes, left, match.start()))
    ):
        return None  # a clause, or the first name of its sentence
    return Candidate("label", Phrase(first, last, left), token - 1, confidence=LABELLED)


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
        draft.confidence, draft.mark, draft.reason = ABOUT, token - 1, "subject of the wording"


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
        draft.confidence, draft.reason = ABOUT, "subject of its sentence"


def _colon(draft: Draft, words: Words) -> Candidate | None:
    """Return whom a clause before a colon is about: Lund was glad: "..."."""
    codes, token, nouns = draft.sentence.codes, draft.token, words.capital_nouns
    if words.has("flags", "unlisted"):
        return None
    if (match := HEADLINE.match(codes)) and not (nouns and "NN" not in match["phrase"]):
        # "Ada Lund: The bridge is ‘no danger’"
        speaker = Phrase(*match.span("phrase"), 0)
        return Candidate(
            "headline", speaker, match.end() - 1, tentative=match["phrase"] == "N", confidence=ABOUT
        )
    if codes[token - 1 : token] != ":" or draft.words <= scare.SHORT:
        return None
    subject = _subject_before_colon(draft, words)
    if subject is None:
        return None
    tentative = codes[subject.first : subject.last] == "N"  # „Umso wichtiger sei das: ...“
    return Candidate("colon", subject, token - 1, tentative=tentative, confidence=ABOUT)


def _subject_before_colon(draft: Draft, words: Words) -> Phrase | None:
    codes, token, nouns = draft.sentence.codes, draft.token, words.capital_nouns
    second = nouns and words.has("flags", "verb-second")
    found = clauses.subject(draft.sentence, 0, token, words) if second else None
    subject = found or noun_phrases.first(codes, 0, token)
    if nouns and (subject is None or not noun_phrases.PERSON.search(codes, subject.first, subject.last)):
        # "Dabei lobte die Ministerin ...: „...“"
        placed = SECOND_PLACE.match(codes, 0, token)
        span = placed.span("phrase") if placed else None
        subject = Phrase(*span, span[0]) if span else _pronoun(draft.sentence, token, words)
        subject = subject or noun_phrases.anyone(codes[:token])
    return clauses.whose(draft.sentence, subject, words) if subject is not None else None


def _pronoun(sentence: Sentence, token: int, words: Words) -> Phrase | None:
    """Return "he" or "she" in the clause before a colon: "Den Plan hält er für richtig: „...“"."""
    for index in range(sentence.codes.rfind(",", 0, token) + 1, token):
        if sentence.codes[index] == "P" and words.has("masculine", sentence.words[index].lower()):
            return Phrase(index, index + 1, index)
    return None


def _signed(draft: Draft) -> Candidate | None:
    """Return the name behind the dash: "..." — Ada Lund."""
    start = draft.token + 1
    match = SIGNED.match(draft.sentence.codes, start)
    if match is None:
        return None
    return Candidate("dash", Phrase(*match.span("phrase"), start), start, confidence=BEHIND_DASH)


def _unlisted(draft: Draft, inside: str, words: Words) -> Candidate | None:
    """Return a verb that no list has, between a passage and a name: "...," beamed Ada Lund; "...," Lund beamed."""
    codes, token = draft.sentence.codes, draft.token
    plain, unlisted = words.has("flags", "plain-titles"), words.has("flags", "unlisted")
    ended = (",",) if plain else (",", "?", "!")  # a title may be a question: „Quo vadis?“
    if scare.last(inside) not in ended and codes[token + 1 : token + 2] not in (",", "-"):
        return None
    if plain:
        match = (VERB_UNLISTED if unlisted else VERB_ALONE).match(codes, token + 1)
    else:
        match = VERB_NAME.match(codes, token + 1) or NAME_VERB.match(codes, token + 1)
    if match is None and words.has("flags", "verb-second"):
        match = VERB_SECOND.match(codes, token + 1)
    if match is None:
        return None
    verb = match.start("verb")
    if unlisted and len(draft.sentence.words[verb]) < VERB_LETTERS:
        return None
    speaker = Phrase(*match.span("phrase"), token + 1)
    report = Report(verb, verb + 1, speaker, token + 1, match.end(), inverted=True)
    return Candidate("verb", speaker, report=report, confidence=BESIDE_UNLISTED_VERB)
