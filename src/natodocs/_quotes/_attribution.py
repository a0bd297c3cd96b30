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
    r"[,-]?(?P<verb>[wEeB])(?P<phrase>(?:[DZ]?[wTX]{0,3})?[T']{0,3}N[NT']{0,5})(?=[.,;:ISRMH(-]|$)",
    regex.VERSION1,
)
NAME_VERB: Final = regex.compile(
    r",?(?P<phrase>P|(?:[DZ][wTX]{0,3})?[T']{0,3}N[NT']{0,5})(?P<verb>[w])(?=[.,;:ISMB-]|$)", regex.VERSION1
)
SIGNED: Final = regex.compile(r"-{1,2}(?P<phrase>[T']{0,3}N[NT']{0,5})(?:[,.(]|$)", regex.VERSION1)
STAGE: Final = regex.compile(
    r"""["“]?\(\p{Lu}[\p{Lu} .]*+\)["”]?""", regex.VERSION1
)  # (LAUGHTER), in a transcript
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
    scare: bool = False
    """Whether the words beside it say that nobody is quoted."""


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
    draft.scare = _is_scare(draft, words) or STAGE.fullmatch(inside) is not None
    if not draft.scare:
        _choose(draft, inside, reports, words)
        if draft.report is None:
            _colon(draft)
        if draft.report is None and draft.speaker is None:
            _signed(draft)
        if draft.report is None and draft.speaker is None:
            _unlisted(draft, inside)
    draft.kind = _kind(draft, inside)
    return draft


@define
class Choice:
    """What stands around a passage in its sentence."""

    draft: Draft
    codes: str
    inside: str
    """The passage as it is read, marks included."""
    before: Report | None
    """The last report before the passage."""
    after: Report | None
    """The first one behind it."""
    beside: bool
    """Whether the verb before reports only right beside the passage."""


def _choose(draft: Draft, inside: str, reports: list[Report], words: Words) -> None:
    """Give a passage the report that the first of the rules finds for it."""
    token = draft.token
    before = next((report for report in reversed(reports) if max(report.last, report.right) <= token), None)
    after = next((report for report in reports if report.left > token), None)
    beside = before is not None and words.has("beside", draft.sentence.words[before.last - 1].lower())
    choice = Choice(draft, draft.sentence.codes, inside, before, after, beside)
    for rule in RULES:
        found = rule(choice)
        if found is not None:
            draft.report, draft.confidence = found
            draft.speaker = draft.report.speaker
            draft.adjacent = draft.confidence >= ADJACENT
            return


def _introduced(choice: Choice) -> tuple[Report, float] | None:
    """S said, "..."; S said in a statement: "..."; S called it "..."."""
    report, codes, token = choice.before, choice.codes, choice.draft.token
    if report is None:
        return None
    between = codes[report.right if report.inverted or report.according else report.last : token]
    if len(between) > (NEAR_PHRASE if report.according else NEAR) or not LEADS_IN.fullmatch(between):
        return None
    if report.inverted and "Q" in codes[: report.first] and between[:1] in (",", "."):
        return None  # "...," said S, "...": the words before may be all that it reports
    return report, ADJACENT if len(between) <= 2 else 0.85


def _followed(choice: Choice) -> tuple[Report, float] | None:
    """S said behind it: "...," S said; "...," said S."""
    report, codes, token = choice.after, choice.codes, choice.draft.token
    if report is None:
        return None
    gap = codes[token + 1 : report.left]
    if gap not in ("", ",", "-", "B", ",B") or (report.participle and not gap):
        return None
    if _last(choice.inside) in ENDINGS or gap[:1] in (",", "-") or _ends(codes, report):
        return report, ADJACENT
    return None


def _within(choice: Choice) -> tuple[Report, float] | None:
    """S said that the plan was "..."."""
    report, codes, token = choice.before, choice.codes, choice.draft.token
    if report is None or choice.beside:
        return None
    between = codes[report.last : token]
    if ";" in between or (report.judges and ("Q" in between or "," in between)):
        return None
    if report.inverted and not report.according and codes[report.right : report.right + 1] in (",", "."):
        return None
    return report, 0.8


def _closed_by(choice: Choice) -> tuple[Report, float] | None:
    """The plan is "...", S said."""
    report, codes = choice.after, choice.codes
    if report is None or report.judges or report.participle or not _ends(codes, report):
        return None
    return (report, 0.75) if report.according or codes[report.left - 1] in ",Q-" else None


def _anywhere(choice: Choice) -> tuple[Report, float] | None:
    """S criticised the plan, which he thinks is "..."."""
    if choice.before is None or choice.beside or choice.draft.words <= SHORT:
        return None
    return choice.before, 0.6


ADJACENT: Final = 0.95  # confidence of a report right beside its passage
NEAR: Final = 8  # tokens; the most between a verb and what it introduces
NEAR_PHRASE: Final = 4  # tokens; the same for "according to"
ENDINGS: Final = tuple(",?!…-—.")
RULES: Final = (
    _introduced,
    _followed,
    _within,
    _closed_by,
    _anywhere,
)  # the first that finds a report decides


def _ends(codes: str, report: Report) -> bool:
    """Tell whether no words that it reports follow the attribution."""
    return codes[report.right : report.right + 1] in ("", *_cues.ENDS) or report.according


def _colon(draft: Draft) -> None:
    """Take who stands before a colon: LUND: "..."; Lund was glad: "..."."""
    codes, token = draft.sentence.codes, draft.token
    match = COLON.match(codes)
    if match and match.end() == token:
        draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), 0)
        draft.adjacent, draft.confidence = True, 0.8
    elif match := HEADLINE.match(codes):
        # "Ada Lund: The bridge is ‘no danger’"
        draft.speaker, draft.confidence = Phrase(match.start("phrase"), match.end("phrase"), 0), 0.5
    elif codes[token - 1 : token] == ":" and draft.words > SHORT:
        draft.speaker = _speakers.first(codes, 0, token)
        draft.confidence = 0.55


def _signed(draft: Draft) -> None:
    """Take the name behind a dash: "..." — Ada Lund."""
    match = SIGNED.match(draft.sentence.codes, draft.token + 1)
    if match is not None:
        draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), draft.token + 1)
        draft.adjacent, draft.confidence = True, 0.75


def _unlisted(draft: Draft, inside: str) -> None:
    """Take a verb that no list has, between a passage and a name: "...," beamed Ada Lund; "...," Lund beamed."""
    codes, token = draft.sentence.codes, draft.token
    if _last(inside) not in (",", "?", "!") and codes[token + 1 : token + 2] not in (",", "-"):
        return
    match = VERB_NAME.match(codes, token + 1) or NAME_VERB.match(codes, token + 1)
    if match is None:
        return
    verb = match.start("verb")
    draft.speaker = Phrase(match.start("phrase"), match.end("phrase"), token + 1)
    draft.report = Report(
        verb, verb + 1, draft.speaker, token + 1, match.end(), False, False, True, False, False
    )
    draft.adjacent, draft.confidence = True, 0.55


def _kind(draft: Draft, inside: str) -> QuoteKind:
    nobody = draft.report is None and draft.speaker is None
    brief = draft.words <= SHORT or (draft.title and draft.words <= TITLE)
    if draft.scare or (nobody and brief and not draft.whole):
        return QuoteKind.SCARE
    if draft.whole:
        return QuoteKind.DIRECT
    codes, token = draft.sentence.codes, draft.token
    before = codes[token - 1] if token else ""
    first = next((letter for letter in inside if letter.isalnum()), "")
    after_verb = draft.adjacent and draft.report is not None and draft.report.last == token
    begins = before in ("", ",", ":", "-", "Q") or after_verb
    if begins and (first.isupper() or not first.isalpha()) and draft.words > 1:
        return QuoteKind.DIRECT
    return QuoteKind.MIXED


def _is_sentence(inside: str, passage: Passage) -> bool:
    """Tell whether a passage that stands alone is a sentence: it begins with a capital and ends with a full stop."""
    first = next((letter for letter in inside if letter.isalnum()), "")
    last = _last(inside)
    return not first.islower() and (last in ENDED or last == "," or not passage.closed)


def _last(inside: str) -> str:
    """Return the last character of a passage before its marks."""
    return inside.rstrip("\"'”’»“„ ")[-1:]


def _is_title(spoken: list[str], words: Words) -> bool:
    """Tell whether words are written like a title: all with capitals but the little ones."""
    small = words.lists["title_words"]
    return bool(spoken) and all(word[0].isupper() or word[0].isdigit() or word in small for word in spoken)


def _is_scare(draft: Draft, words: Words) -> bool:
    """Tell whether the words beside a passage say that it is a title, a name or a term."""
    if draft.words > TITLE or not (draft.title or draft.words <= SHORT):
        return False
    sentence, token = draft.sentence, draft.token
    after = sentence.words[token + 1].lower() if token + 1 < len(sentence.words) else ""
    if draft.words == 0 or words.has("scare_after", after):
        return True
    if token == 0:
        return False
    back = token - 1
    while back > 0 and sentence.codes[back] in ",D":
        back -= 1
    before = sentence.words[back].lower()
    if words.has("scare_before", before):
        return True
    if words.has("naming", before) and back > 0 and sentence.codes[back - 1] in "wAE":
        return True  # "a loophole called the “back door”", not "he called it"
    # "on “Meet the Harbour”", "told “Harbour Talk”", "the channel’s “Harbour”": a title after a preposition
    letter = sentence.codes[token - 1]
    after_preposition = letter == "I" or words.has("addressed", before)
    return draft.title and (letter == "Z" or (draft.words > 1 and after_preposition))
