"""Passages and reports of a paragraph -> which report each passage belongs to, and what kind of quotation it is."""

from __future__ import annotations

from itertools import islice
from typing import Final

import regex
from attrs import define

from natodocs._quotes import _cues, _speakers
from natodocs._quotes._cues import Report
from natodocs._quotes._marks import Passage
from natodocs._quotes._sentences import Sentence
from natodocs._quotes._speakers import Phrase
from natodocs._quotes._words import Words
from natodocs._types import QuoteKind

SHORT: Final = 3  # words; titles and scare quotes are mostly no longer
TITLE: Final = 9  # words; the longest title of a work that capitals alone tell
COUNTED: Final = 12  # words; of longer passages no more are looked at
TOKEN: Final = regex.compile(r"[^\W_]++(?:[’'.&-][^\W_]++)*+")
# Between a report and what it introduces: "said in a statement:", "told reporters that", and nothing that ends it.
LEADS_IN: Final = regex.compile(r"(?:[DZF]?[wTNXM'IOBEe]{0,8}[,]?)?[H:,]{0,2}", regex.VERSION1)
HEADLINE: Final = regex.compile(r"(?P<phrase>[T']{0,3}N[NT']{0,5}):", regex.VERSION1)
WHOLE: Final = regex.compile(r"[\"(]?Q[.,\")-]?", regex.VERSION1)
COLON: Final = regex.compile(r"(?P<phrase>D?[wTNX']{1,8}):(?=Q)", regex.VERSION1)
VERB_NAME: Final = regex.compile(
    r",?(?P<verb>[wEeB])(?P<phrase>(?:[DZ]?[wTX]{0,3})?[T']{0,3}N[NT']{0,5})(?=[.,;:ISRMH(-]|$)",
    regex.VERSION1,
)
NAME_VERB: Final = regex.compile(
    r",?(?P<phrase>P|(?:[DZ][wTX]{0,3})?[T']{0,3}N[NT']{0,5})(?P<verb>[w])(?=[.,;:ISMB-]|$)", regex.VERSION1
)
ENDED: Final = frozenset(".!?…")


@define
class Draft:
    """A passage with what was found out about it."""

    passage: Passage
    kind: QuoteKind
    sentence: Sentence
    token: int
    """The passage as a token of its sentence."""
    speaker: Phrase | None = None
    report: Report | None = None
    confidence: float = 0.5
    adjacent: bool = False
    """Whether the report stands right beside it."""
    whole: bool = False
    """Whether it is a sentence of its own."""
    opens: bool = False
    """Whether it opens its sentence with a capital."""
    words: int = 0
    """How many words are between the marks; a dozen stands for more."""
    title: bool = False
    """Whether it is written like a title."""


def attribute(
    text: str, passages: list[Passage], sentences: list[Sentence], reports: list[list[Report]], words: Words
) -> list[Draft]:
    """Give each passage of a paragraph the report of its sentence that it belongs to, if there is one."""
    drafts: list[Draft] = []
    for sentence, found in zip(sentences, reports, strict=True):
        for token, number in sentence.passages.items():
            drafts.append(_draft(text, passages[number], sentence, token, found, words))
    return drafts


def _draft(
    text: str, passage: Passage, sentence: Sentence, token: int, reports: list[Report], words: Words
) -> Draft:
    inside = text[passage.start : passage.end]
    spoken = [match.group() for match in islice(TOKEN.finditer(inside), COUNTED)]
    draft = Draft(
        passage, QuoteKind.MIXED, sentence, token, words=len(spoken), title=_is_title(spoken, words)
    )
    draft.whole = WHOLE.fullmatch(sentence.codes) is not None and _is_sentence(inside, passage)
    draft.opens = token == 0 and draft.words > SHORT and spoken[0][0].isupper()
    scare = _is_scare(draft, sentence, token, words)
    chosen = _choose(draft, inside, sentence, token, reports, scare, words)
    if chosen is not None:
        draft.report, draft.adjacent, draft.confidence = chosen
        draft.speaker = draft.report.speaker
    elif not scare:
        _colon(draft, sentence, token)
    if draft.speaker is None and not scare and draft.report is None and inside[-2:-1] in (",", "?", "!"):
        _unlisted(draft, sentence, token)
    draft.kind = _kind(draft, inside, sentence, token, scare)
    return draft


def _choose(
    draft: Draft,
    inside: str,
    sentence: Sentence,
    token: int,
    reports: list[Report],
    scare: bool,
    words: Words,
) -> tuple[Report, bool, float] | None:
    codes = sentence.codes
    before = next(
        (report for report in reversed(reports) if report.last <= token and report.right <= token), None
    )
    after = next((report for report in reports if report.left > token), None)
    if scare and draft.words <= TITLE:
        return None
    # 1. S said, "..."; said: "..."; called him "..."
    if before is not None:
        start = before.right if before.inverted or before.according else before.last
        between = codes[start:token]
        if (
            LEADS_IN.fullmatch(between)
            and len(between) <= (8 if not before.according else 4)
            and not (before.inverted and "Q" in codes[: before.first] and between[:1] in ",.")
        ):
            return before, len(between) <= 2, 0.95 if len(between) <= 2 else 0.85
        if words.has("beside", sentence.words[before.last - 1].lower()):
            before = None
    # 2. "...," S said
    if after is not None and _beside(codes, token, after, inside):
        return after, True, 0.95
    # 3. S said that the plan was "..."
    if (
        before is not None
        and "Q" not in codes[before.last : token]
        or (before is not None and not before.judges)
    ):
        assert before is not None
        between = codes[before.last : token]
        if ";" not in between and not (
            before.inverted and codes[before.right : before.right + 1] in ",." and not before.according
        ):
            weak = before.judges and "," in between
            if not weak:
                return before, False, 0.8
    # 4. The plan is "...", S said.
    if after is not None and not after.judges and not after.participle and _ends(codes, after):
        if codes[after.left - 1] in ",Q-" or after.according:
            return after, False, 0.75
    if before is not None and not scare and draft.words > SHORT:
        return before, False, 0.6
    return None


def _beside(codes: str, token: int, report: Report, inside: str) -> bool:
    gap = codes[token + 1 : report.left]
    if gap not in ("", ",", "-", "B", ",B") or (report.participle and gap == ""):
        return False
    ends = inside[-2:-1] in ",?!…-—." or gap[:1] in (",", "-")
    return ends or _ends(codes, report)


def _ends(codes: str, report: Report) -> bool:
    """Tell whether no words that it reports follow the attribution."""
    return codes[report.right : report.right + 1] in ("", *_cues.ENDS) or report.according


def _colon(draft: Draft, sentence: Sentence, token: int) -> None:
    codes = sentence.codes
    match = COLON.match(codes)
    if match and match.end() == token:
        draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), 0)
        draft.adjacent, draft.confidence = True, 0.8
    elif (match := HEADLINE.match(codes)) and draft.report is None:
        # "Ada Lund: The bridge is ‘no danger’"
        draft.speaker, draft.confidence = Phrase(match.start("phrase"), match.end("phrase"), 0), 0.5
    elif codes[token - 1 : token] == ":" and draft.words > SHORT:
        draft.speaker = _speakers.first(codes, 0, token)
        draft.confidence = 0.55


def _unlisted(draft: Draft, sentence: Sentence, token: int) -> None:
    """Take a verb that no list has, between a passage and a name: "...," beamed Ada Lund; "...," Lund beamed."""
    codes = sentence.codes
    match = VERB_NAME.match(codes, token + 1) or NAME_VERB.match(codes, token + 1)
    if match is None:
        return
    verb = match.start("verb")
    draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), token + 1)
    draft.report = Report(
        verb, verb + 1, draft.speaker, token + 1, match.end(), False, False, True, False, False
    )
    draft.adjacent, draft.confidence = True, 0.55


def _kind(draft: Draft, inside: str, sentence: Sentence, token: int, scare: bool) -> QuoteKind:
    if scare and draft.report is None:
        return QuoteKind.SCARE
    if (
        draft.report is None
        and draft.speaker is None
        and not draft.whole
        and (draft.words <= SHORT or (draft.title and draft.words <= TITLE))
    ):
        return QuoteKind.SCARE
    if draft.whole:
        return QuoteKind.DIRECT
    codes = sentence.codes
    before = codes[token - 1 : token] if token else ""
    first = next((letter for letter in inside if letter.isalnum()), "")
    starts = before in ("", ",", ":", "-", "Q") or (
        draft.adjacent and draft.report is not None and draft.report.last == token
    )
    if starts and (first.isupper() or not first.isalpha()) and before != "H" and draft.words > 1:
        return QuoteKind.DIRECT
    return QuoteKind.MIXED


def _is_sentence(inside: str, passage: Passage) -> bool:
    """Tell whether a passage that stands alone is a sentence: it begins with a capital and ends with a full stop."""
    first = next((letter for letter in inside if letter.isalnum()), "")
    last = inside.rstrip("\"'”’»“„ ")[-1:]
    return not first.islower() and (last in ENDED or last == "," or not passage.closed)


def _is_title(spoken: list[str], words: Words) -> bool:
    """Tell whether words are written like a title: all with capitals but the little ones."""
    small = words.lists["title_words"]
    return bool(spoken) and all(word[0].isupper() or word[0].isdigit() or word in small for word in spoken)


def _is_scare(draft: Draft, sentence: Sentence, token: int, words: Words) -> bool:
    """Tell whether the words beside a passage say that it is a title, a name or a term."""
    if draft.words > TITLE or draft.words == 0:
        return draft.words == 0
    back = token - 1
    if back > 0 and sentence.codes[back] in ",D":
        back -= 1
    before = sentence.words[back].lower() if token else ""
    after = sentence.words[token + 1].lower() if token + 1 < len(sentence.words) else ""
    if words.has("scare_after", after) and draft.words <= TITLE:
        return draft.title or draft.words <= SHORT
    if words.has("naming", before) and _names_a_thing(sentence, token):
        return draft.title or draft.words <= SHORT
    if words.has("scare_before", before):
        return draft.title or draft.words <= SHORT
    # "on “Meet the Harbour”", "told “Harbour Talk”", "the channel’s “Harbour”": a title after a preposition
    letter = sentence.codes[token - 1] if token else ""
    return draft.title and (
        letter == "Z" or (draft.words > 1 and (letter == "I" or words.has("addressed", before)))
    )


def _names_a_thing(sentence: Sentence, token: int) -> bool:
    """Tell whether "called" follows a common noun: "a loophole called the “back door”", not "he called it"."""
    verb = token - 1
    while verb > 0 and sentence.codes[verb] in ",D":
        verb -= 1
    return verb > 0 and sentence.codes[verb - 1] in "wAE"
