"""What a passage may belong to -> the names of its features, which the weights of `ranking` are for.

`feature_names` lists the names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import regex
from attrs import define

from natodocs._quotes.attribution import scare
from natodocs._quotes.attribution.feature_names import BEFORE_LISTS, MARKS, OTHER, SIZES, VERB_ENDINGS
from natodocs._quotes.attribution.shapes import BESIDE, CLOSE, CLOSES, ENDINGS, GAP, LEADS_IN, NEAR
from natodocs._quotes.attribution.unreported import Candidate
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar.noun_phrases import Phrase
from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers.person import Person

# What stands between two passages of one list: "a “bore” and a “liar”".
LIST: Final = regex.compile(r"[,CDwTNXB'IZP]{0,6}", regex.VERSION1)
FEW: Final = 3  # tokens; so many between a report and a passage are told one by one
BEFORE_VERB: Final = frozenset("ABRXF,(")  # classes between a subject and its verb
DATED: Final = frozenset("XM")  # classes of dates: "..." — Harburg Mail, May 3

# Those whom the page names so far, by last name in small letters.
People: TypeAlias = Mapping[str, Sequence[Person]]


@define  # not frozen, which would take twice as long to make; nobody changes it
class Look:
    """What all features of a passage are told from."""

    draft: Draft
    inside: str
    reports: Sequence[Report]
    """Those near it."""
    words: Words
    people: People

    def known(self, phrase: Phrase) -> str:
        """Return what the page tells of a name that somebody may have; "" for a pronoun or a noun."""
        sentence = self.draft.sentence
        if sentence.codes[phrase.last - 1] != "N":
            return ""
        found = self.people.get(sentence.words[phrase.last - 1].lower())
        return "unknown" if not found else "person" if any(one.personal for one in found) else "name"

    @property
    def slight(self) -> bool:
        """Whether the passage may well be a name or a term."""
        return self.draft.words <= scare.SHORT or self.draft.title

    def named(self, names: list[str]) -> list[str]:
        """Return the names of all features; where single words have no weights, each has a second name.

        So what holds in all languages is learned from the many English texts, what is otherwise from the few others.
        """
        return names if self.words.weighed else names + [f"{OTHER}{name}" for name in names]


def _size(count: int) -> str:
    return SIZES[count] if 0 <= count < len(SIZES) else SIZES[-1 if count > 0 else 0]


def _end(inside: str) -> str:
    last = scare.last(inside)
    return last if last in ",.?!" else "w"


def nobody(look: Look) -> list[str]:
    """Describe a passage for itself."""
    draft, inside = look.draft, look.inside
    codes, token = draft.sentence.codes, draft.token
    before, after = codes[token - 1 : token] or "^", codes[token + 1 : token + 2] or "$"
    long = _size(draft.words)
    found = ["0", f"0 long {long}", f"0 before {before}", f"0 after {after}"]
    found += f"0 {before}{long}", f"0 {long}{after}", f"0 {before} {after}", f"0 end {_end(inside)}"
    if draft.scare:
        found.append("0 scare")
    if draft.title:
        found += f"0 title {long}", f"0 title {before}"
    if draft.passage.single:
        found.append("0 single")
    if draft.opens:
        found.append("0 opens")
    if not any(report.speaker for report in look.reports):
        found.append(f"0 alone {long}")
    if scare.first(inside).isupper():
        found += "0 capital", f"0 capital {before}"
    return [*found, *_around(look)]


def _around(look: Look) -> Iterator[str]:
    """Describe the words beside a passage."""
    token, words, tokens = look.draft.token, look.words, look.draft.sentence.words
    if token:
        word = tokens[token - 1].lower()
        yield from (f"0 list {name}" for name in BEFORE_LISTS if words.has(name, word))
        if words.weighed:
            yield "0 word " + word
    if token + 1 < len(tokens):
        word = tokens[token + 1].lower()
        if words.has("scare_after", word):
            yield "0 list scare_after"
        if words.weighed:
            yield "0 then " + word


def report(look: Look, report: Report) -> list[str]:
    """Describe how a report stands to a passage."""
    draft, inside, reports, words = look.draft, look.inside, look.reports, look.words
    token, codes = draft.token, draft.sentence.codes
    ahead = max(report.last, report.right) <= token
    side = "<" if ahead else ">"
    start = report.right if report.inverted or report.according else report.last
    gap = codes[start:token] if ahead else codes[token + 1 : report.left]
    kind = "L" if report.according else codes[report.first]
    near = _size(len(gap))
    cue = draft.sentence.words[report.last - 1].lower()
    found = [
        side + kind,
        f"{side} gap {near}",
        f"{side}{kind} gap {near}",
        f"{side} long {_size(draft.words)}",
    ]
    found.append(f"{side} between {_between(report, reports, token, ahead)}")
    for mark in filter(gap.__contains__, MARKS):
        found += f"{side} has {mark}", f"{side}{kind} has {mark}"
    if gap:
        beside, other = (gap[-1], gap[0]) if ahead else (gap[0], gap[-1])
        found += f"{side} beside passage {beside}", f"{side}{kind} beside passage {beside}"
        found.append(f"{side} beside report {other}")
    if len(gap) <= FEW:
        found.append(f"{side} exactly {gap}")
    if not ahead:
        found.append(f"> end {_end(inside)} {near}")
        found.append("> then " + (codes[report.right : report.right + 1] or "$"))
    else:
        found.append("< then " + (codes[token + 1 : token + 2] or "$"))
        if "Q" in gap and LIST.fullmatch(codes, codes.rfind("Q", 0, token) + 1, token):
            found.append(f"< list {kind}")
        if words.has("beside", cue):
            found.append("< beside")
    found += _cue(report, codes, side)
    found.append(f"kind {words.kind(cue)}")
    if look.slight:
        found += _slight(side, kind, gap, draft.words)
    if look.words.weighed:
        found += f"cue {cue}", f"cue {cue} {side}{near}"
        found += [f"cue {cue} slight"] if look.slight else []
    if words.has("nouns", cue):
        found.append("noun")
    found += _shape(look, report, gap, ahead)
    return found + _by(look, report)


def _slight(side: str, kind: str, gap: str, long: int) -> Iterator[str]:
    """Describe how far a report stands from a passage that may well be a name or a term."""
    near = _size(len(gap))
    yield f"{side}{kind} slight {near}"
    yield f"{side} slight {near} {_size(long)}"
    if len(gap) <= FEW:
        yield f"{side}{kind} slight exactly {gap}"


def _shape(look: Look, report: Report, gap: str, ahead: bool) -> list[str]:
    """Describe whether what stands between a report and a passage is of the usual shapes."""
    codes, inside = look.draft.sentence.codes, look.inside
    slight = " slight" if look.slight else ""
    if ahead:
        if len(gap) <= NEAR and LEADS_IN.fullmatch(gap):
            near = "beside" if BESIDE.fullmatch(gap) else "close" if len(gap) <= CLOSE else "near"
            return [f"< leads in {near}", f"< leads in {near}{slight}"] if slight else [f"< leads in {near}"]
        shape = "< within"
    else:
        gaps = GAP.fullmatch(gap) is not None
        closes = codes[report.right : report.right + 1] in CLOSES or report.according
        punctuated = scare.last(inside) in ENDINGS or gap[:1] in (",", "-", "H")
        shape = f"> {'gap' if gaps else 'far'} {'closes' if closes else 'goes on'} {'marked' if punctuated else 'bare'}"
    return [shape, shape + slight] if slight else [shape]


def _cue(report: Report, codes: str, side: str) -> list[str]:
    """Describe the form of a reporting word."""
    found: list[str] = []
    if report.inverted and not is_passive(report):
        found.append(f"{side} inverted" + (" Q" if "Q" in codes[: report.first] else ""))
    if report.participle:
        found.append(f"{side} participle" + codes[max(0, report.first - 1) : report.first].strip("NTwX"))
    if report.negated:
        found.append(f"{side} negated")
    if report.judges:
        found.append(f"{side} judges")
    return found


def is_passive(report: Report) -> bool:
    """Return whether a report is "described by Lund"."""
    return report.inverted and report.speaker is not None and report.speaker.first > report.last


def _between(report: Report, reports: Sequence[Report], token: int, ahead: bool) -> int:
    """Return how many other reports stand between a report and a passage, two for more."""
    first, last = (report.last, token) if ahead else (token, report.first)
    if len(reports) == 1:
        return 0
    return min(2, sum([first <= other.first < last for other in reports if other is not report]))


def _by(look: Look, report: Report) -> list[str]:
    """Describe the subject of a report."""
    draft, reports, words = look.draft, look.reports, look.words
    speaker, codes = report.speaker, draft.sentence.codes
    if speaker is None:
        return ["by none" if words.has("flags", "drops-subject") else "by nobody"]
    head = codes[speaker.last - 1]
    found = [f"by {head}{min(3, speaker.last - speaker.first)}"]
    if known := look.known(speaker):
        found.append(f"by {known}")
    if head == "P":
        if look.words.weighed:
            found.append("by " + draft.sentence.words[speaker.first].lower())
        if any(other.first < report.first and other.speaker not in (None, speaker) for other in reports):
            found.append("by within")
    if is_passive(report):
        found.append("by passive")
    elif speaker.first and codes[speaker.first - 1] in "ISRHQ,":
        found.append("by after " + codes[speaker.first - 1])
    if not report.inverted:
        found.append(f"by far {_size(report.first - speaker.last)}")
    if len(reports) > 1 and any(other.speaker is speaker for other in reports if other is not report):
        found.append("by shared")
    return found


def subject(look: Look, phrase: Phrase) -> list[str]:
    """Describe the subject of the sentence, where no verb of the lists is its own."""
    draft = look.draft
    sentence, codes = draft.sentence, draft.sentence.codes
    gap = codes[phrase.last : draft.token]
    found = ["S", f"S gap {_size(len(gap))}", f"S long {_size(draft.words)}", f"S then {gap[:1] or '$'}"]
    found.append(f"S beside passage {gap[-1:] or '$'}")
    found.append(f"S by {codes[phrase.last - 1]}{min(3, phrase.last - phrase.first)}")
    if known := look.known(phrase):
        found.append(f"S {known}")
    found += [f"S has {mark}" for mark in filter(gap.__contains__, MARKS)]
    verb = gap.find("w")
    if verb >= 0 and look.words.weighed:
        word = sentence.words[phrase.last + verb]
        found += f"S verb {word.lower()}", f"S verb ends {_ending(word)}"
    if "wH" in gap:
        found.append("S that")
    if codes[phrase.first] == "P" and look.words.weighed:
        found.append("S " + sentence.words[phrase.first].lower())
    if look.reports:
        found.append("S others")
    if look.slight:
        found += "S slight", f"S slight gap {_size(len(gap))}", f"S slight beside passage {gap[-1:] or '$'}"
    return found


def bystander(look: Look, phrase: Phrase) -> list[str]:
    """Describe who stands before a verb in the sentence, of which no list says that it reports."""
    draft = look.draft
    codes, token, tokens = draft.sentence.codes, draft.token, draft.sentence.words
    gap = codes[phrase.last : token]
    found = ["near", f"near gap {_size(len(gap))}", f"near long {_size(draft.words)}"]
    found.append(f"near beside passage {gap[-1:] or '$'}")
    found.append(f"near by {codes[phrase.last - 1]}{min(3, phrase.last - phrase.first)}")
    found += [f"near has {mark}" for mark in filter(gap.__contains__, MARKS)]
    if known := look.known(phrase):
        found.append(f"near {known}")
    if look.slight:
        found += "near slight", f"near slight gap {_size(len(gap))}"
    if look.reports:
        found.append("near others")
    if any(phrase.last <= report.first < token for report in look.reports):
        found.append("near passed")
    if look.words.weighed:
        verb = next((index for index in range(phrase.last, token) if codes[index] not in BEFORE_VERB), None)
        if verb is not None:
            found += f"near verb {tokens[verb].lower()}", f"near verb ends {_ending(tokens[verb])}"
    return found


def _ending(word: str) -> str:
    """Return the ending of what may be a verb."""
    return next(filter(word.endswith, VERB_ENDINGS), "other")


def candidate(look: Look, candidate: Candidate) -> list[str]:
    """Describe who may have said the words though no report says so."""
    draft, speaker, clue = look.draft, candidate.speaker, candidate.clue
    codes = draft.sentence.codes
    found = [clue, f"{clue} long {_size(draft.words)}", f"{clue} end {_end(look.inside)}"]
    found.append(f"{clue} by {codes[speaker.last - 1]}{min(3, speaker.last - speaker.first)}")
    found.append(f"{clue} opens {codes[speaker.first]}")
    found.append(f"{clue} then {codes[draft.token + 1 : draft.token + 2] or '$'}")
    if "N" not in codes[max(1, speaker.first) : speaker.last]:
        found.append(f"{clue} small")
    if known := look.known(speaker):
        found.append(f"{clue} {known}")
    end = draft.token if speaker.last <= draft.token else len(codes)
    if not DATED.isdisjoint(codes[speaker.last : end]):
        found.append(f"{clue} dated")
    if look.slight:
        found.append(f"{clue} slight")
    if draft.title:
        found.append(f"{clue} title")
    if look.reports:
        found.append(f"{clue} others")
    return found
