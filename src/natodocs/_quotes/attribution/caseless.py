"""A passage in a script without capitals -> who says it (attribution).

Elsewhere names are told by their capitals. In Chinese, Japanese, Korean, Arabic and Hebrew the reporting word is looked
for instead, beside the passage, and who speaks is what stands before it or behind it, up to a word that no name goes
on with. All words are lists of the language; what it lacks, it leaves empty:

    cues           the reporting words; `cue_prefixes` may be joined to them
    no_cues        words that hold one and are none
    quotatives     what joins a passage to the verb behind it: 「...」と
    topics         what is joined to the subject: は; `no_topics` hold one and are none
    attributive    the cues that stand before their subject: 「...」と話す田中さん
    clefts         what turns a sentence round, so that its subject stands last: と話すのは
    stops          what the words for a speaker end before; `stop_prefixes` what such a word begins with
    openers        what opens a clause before its subject
    honorifics     what is joined to a name
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from typing import Final

from attrs import define, frozen

from natodocs._quotes.attribution import scare
from natodocs._quotes.attribution.choosing import COUNTED, TOKEN, WHOLE
from natodocs._quotes.attribution.features import People
from natodocs._quotes.drafts import Draft, Paragraph, Place
from natodocs._quotes.grammar.characters import any_of
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words
from natodocs._types import CueKind, QuoteKind

SIDE: Final = 160  # characters; how far before or behind a passage its report is looked for
LONGEST: Final = 40  # characters; the longest words for a speaker
LABEL: Final = 16  # characters; the same alone before a colon
BETWEEN: Final = 60  # characters; the most from a passage to the verb that a particle joins it to
TAIL: Final = 4  # characters; the most from a verb to the passage that it introduces
SURE: Final = 0.8  # confidence of a speaker beside a reporting word; set by hand
LESS_SURE: Final = 0.6  # the same of words in marks within the writer's own
COLONS: Final = ":："
ENDS: Final = re.compile(r"[。．.!?！？؟…\n]")
CLAUSE: Final = re.compile(r"[，,、；;。،؛.!?！？؟…:：\n]")
EDGES: Final = " \t,，、،.。:：;；-–—־\u200f\u200e"
CLOSED: Final = frozenset("，,。.!?！？…؟")


@frozen
class Lists:
    """The patterns of a language."""

    cue: re.Pattern[str]
    topic: re.Pattern[str] | None
    quotative: re.Pattern[str] | None
    cleft: re.Pattern[str] | None
    stop: re.Pattern[str]
    adverbial: re.Pattern[str]
    """What opens a clause that goes on with its verb."""
    attributive: frozenset[str]
    opener: re.Pattern[str] | None
    honorific: re.Pattern[str] | None
    prefix: re.Pattern[str] | None
    spaced: bool
    """Whether there are blanks between words."""


@define
class Beside:
    """A passage, and what stands on either side of it in its sentence."""

    text: str
    start: int
    """Where what stands before it begins; it ends where the passage begins."""
    end: int
    """Where what stands behind it ends."""
    draft: Draft
    lists: Lists

    @property
    def first(self) -> int:
        """Where the passage begins."""
        return self.draft.passage.start

    @property
    def last(self) -> int:
        """Where it ends."""
        return self.draft.passage.end


@define
class Told:
    """A reporting word, and who speaks; where nobody does, it is whoever spoke last."""

    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    whole: bool
    """Whether all that is reported is the passage."""


def attribute(paragraph: Paragraph, words: Words, _people: People) -> list[Draft]:
    """Give each passage of a paragraph the report beside it, if there is one."""
    text, lists = paragraph.reading.text, _lists(words)
    drafts: list[Draft] = []
    waiting: list[Draft] = []  # those that a particle joins to the next one
    for sentence in paragraph.sentences:
        for token, number in sentence.passages.items():
            passage = paragraph.passages[number]
            draft = Draft(passage, QuoteKind.MIXED, sentence, token)
            inside = text[passage.start : passage.end]
            draft.words = len(list(islice(TOKEN.finditer(inside), COUNTED)))
            ended = scare.is_sentence(inside, passage) or sentence.codes[token + 1 : token + 2] == "."
            draft.whole = WHOLE.fullmatch(sentence.codes) is not None and ended
            before = paragraph.passages[number - 1].end if number else 0
            behind = (
                paragraph.passages[number + 1].start if number + 1 < len(paragraph.passages) else len(text)
            )
            start = _after_last(ENDS, text, max(before, passage.start - SIDE), passage.start)
            end = _before_first(ENDS, text, passage.end, min(behind, passage.end + SIDE))
            beside = Beside(text, start, end, draft, lists)
            told = _told(beside)
            if told is None:
                draft.kind = scare.kind(draft, inside, plain=True, unlisted=True)
            else:
                _take(draft, told, paragraph, words)
            drafts.append(draft)
            waiting = _with_the_next(beside, waiting)
    return drafts


def _with_the_next(beside: Beside, waiting: list[Draft]) -> list[Draft]:
    """Give passages that wait for a verb that of this one, with whoever speaks in either; return those that wait on.

    「...」と述べ、「...」とも語った; “...”며 “...”고 말했다.
    """
    draft, lists = beside.draft, beside.lists
    if draft.beside is None:
        joined = lists.quotative is not None and lists.quotative.fullmatch(
            beside.text, beside.last, beside.end
        )
        waiting.append(draft)  # in place: there may be thousands
        return waiting if joined else []
    speaker, cue = draft.beside
    for each in waiting:
        own = _topic(Beside(beside.text, _start(beside.text, each), each.passage.start, each, lists))
        if speaker is None and own is not None:
            speaker = _place(cue.paragraph, own)
    for each in (*waiting, draft):
        each.beside, each.kind = (speaker, cue), QuoteKind.DIRECT if each is not draft else draft.kind
        each.confidence, each.reason = draft.confidence, draft.reason
    return []


def _start(text: str, draft: Draft) -> int:
    """Return where the sentence of a passage begins, as far as it is looked at."""
    first = draft.passage.start
    return _after_last(ENDS, text, max(0, first - SIDE), first)


def _take(draft: Draft, told: Told, paragraph: Paragraph, words: Words) -> None:
    """Give a passage what was found beside it."""
    text = paragraph.reading.text
    cue = text[slice(*told.cue)]
    judges = words.kind(cue) in (CueKind.JUDGING, CueKind.THINKING)
    draft.kind = QuoteKind.DIRECT if told.whole and not judges else QuoteKind.MIXED
    draft.confidence = SURE if told.whole else LESS_SURE
    draft.beside = (
        _place(paragraph, told.speaker) if told.speaker is not None else None,
        _place(paragraph, told.cue),
    )
    draft.reason = f"subject of {cue}" if cue not in COLONS else "named before a colon"


def _place(paragraph: Paragraph, span: tuple[int, int]) -> Place:
    text = paragraph.reading.text
    return Place(paragraph, Sentence(*span, "N", [text[slice(*span)]], {}, text), 0, 1)


def _told(beside: Beside) -> Told | None:
    for way in WAYS:
        found = way(beside)
        if found is not None:
            return found
    return None


def _joined(beside: Beside) -> Told | None:
    """Read 「...」と田中氏は述べた, and 田中氏は「...」と述べた: a particle joins the passage to its verb."""
    text, lists = beside.text, beside.lists
    quotative = lists.quotative.match(text, beside.last, beside.end) if lists.quotative else None
    if quotative is None:
        return None
    cue = _first_cue(lists, text, quotative.end(), min(beside.end, quotative.end() + BETWEEN))
    if cue is None:
        return _with_name_alone(beside, quotative.end())
    cleft = lists.cleft.match(text, cue[1], beside.end) if lists.cleft else None
    if cleft is not None:
        end = _before_first(CLAUSE, text, cleft.end(), beside.end)
        return Told(cue, _trimmed(beside, cleft.end(), end), True)
    if text[slice(*cue)] in lists.attributive and cue[1] < beside.end:
        topic = _first_topic(lists, text, cue[1], beside.end)
        end = _before_first(CLAUSE, text, cue[1], topic[0] if topic is not None else beside.end)
        return Told(cue, _trimmed(beside, cue[1], end), True)
    return Told(cue, _topic(beside, quotative.end(), cue[0]) or _topic(beside), True)


def _with_name_alone(beside: Beside, start: int) -> Told | None:
    """Read 「...」と田中さん。: the name alone stands behind the particle."""
    honorific = beside.lists.honorific
    span = _trimmed(beside, start, beside.end)
    if honorific is None or span is None or not honorific.search(beside.text, *span):
        return None
    return Told((beside.last, start), span, True)


def _topic(beside: Beside, start: int | None = None, end: int | None = None) -> tuple[int, int] | None:
    """Return what the first particle of a subject is joined to, before the passage if nothing else is said."""
    start, end = beside.start if start is None else start, beside.first if end is None else end
    topic = _first_topic(beside.lists, beside.text, start, end)
    if topic is None:
        return None
    return _trimmed(beside, _after_last(CLAUSE, beside.text, start, topic[0]), topic[0])


def _first_topic(lists: Lists, text: str, start: int, end: int) -> tuple[int, int] | None:
    found = lists.topic.finditer(text, start, end) if lists.topic is not None else iter(())
    return next((match.span("is") for match in found if match["is"] is not None), None)


def _introduced(beside: Beside) -> Told | None:
    """Read 王毅说："..." and قال الوزير: «...»: the verb stands before the passage."""
    text, lists, first = beside.text, beside.lists, beside.first
    cue = _last_cue(lists, text, beside.start, first)
    if cue is None or lists.quotative is not None:
        return None
    gap = text[cue[1] : first].strip(EDGES)
    colon = text[:first].rstrip()[-1:] in COLONS
    if not gap or (len(gap) < TAIL and not lists.spaced):
        whole = colon or beside.draft.words > scare.SHORT or bool(scare.last(_inside(beside)) in CLOSED)
        return Told(cue, _before_verb(beside, cue[0]), whole)
    before = _in_its_clause(beside, cue[0])
    if not lists.spaced or before is not None:
        return Told(cue, before or _before_verb(beside, cue[0]), colon)
    end = _before_first(CLAUSE, text, cue[1], first)
    span = _trimmed(beside, cue[1], end)
    return Told(cue, span, colon or (span is not None and not text[span[1] : first].strip(EDGES)))


def _in_its_clause(beside: Beside, end: int) -> tuple[int, int] | None:
    """Return the subject before a verb in its own clause; no phrase of place or time is one."""
    start = _after_last(CLAUSE, beside.text, beside.start, end)
    span = _trimmed(beside, start, end)
    return (
        span if span is not None and not beside.lists.adverbial.match(beside.text, span[0], span[1]) else None
    )


def _followed(beside: Beside) -> Told | None:
    """Read "...," 王毅说 and "...", אמר לונד: the verb stands behind the passage."""
    text, lists, last = beside.text, beside.lists, beside.last
    if lists.quotative is not None:
        return None
    start = last
    while start < beside.end and text[start] in EDGES:
        start += 1
    if text[last:start].strip() == "" and scare.last(_inside(beside)) not in CLOSED and not lists.spaced:
        return None
    cue = _first_cue(lists, text, start, beside.end)
    if cue is None or CLAUSE.search(text, start, cue[0]):
        return None
    if not text[start : cue[0]].strip():
        end = _before_first(CLAUSE, text, cue[1], beside.end)
        return Told(cue, _trimmed(beside, cue[1], end), True)
    span = _trimmed(beside, start, cue[0])
    return (
        Told(cue, span, True) if span is not None and (text[last:start].strip() or not lists.spaced) else None
    )


def _labelled(beside: Beside) -> Told | None:
    """Read 王毅："...": a name alone before a colon."""
    text, first = beside.text, beside.first
    end = len(text[:first].rstrip())
    if text[end - 1 : end] not in tuple(COLONS) or text[: beside.start].strip():
        return None
    span = _trimmed(beside, beside.start, end - 1)
    if (
        span is None
        or span[1] - span[0] > LABEL
        or text[beside.start : end - 1].strip() != text[slice(*span)]
    ):
        return None
    return Told((end - 1, end), span, True)


# The first that finds a report decides.
WAYS: Final[tuple[Callable[[Beside], Told | None], ...]] = (_joined, _introduced, _followed, _labelled)


def _before_verb(beside: Beside, end: int) -> tuple[int, int] | None:
    """Return the subject before a verb: in its clause, or in the first of the sentence."""
    text, start = beside.text, beside.start
    nearest = _after_last(CLAUSE, text, start, end)
    if text[nearest:end].strip():
        return _in_its_clause(beside, end)
    return _trimmed(beside, start, _before_first(CLAUSE, text, start, end))


def _trimmed(beside: Beside, start: int, end: int) -> tuple[int, int] | None:
    """Return the words for a speaker in a stretch of text, or `None` where there are none, or too many."""
    text, lists = beside.text, beside.lists
    while start < end and text[start] in EDGES:
        start += 1
    while (
        lists.opener is not None and (opener := lists.opener.match(text, start, end)) and opener.end() > start
    ):
        start = opener.end()
        while start < end and text[start] in EDGES:
            start += 1
    stop = lists.stop.search(text, start, end)
    if stop is not None:
        end = stop.start()
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if lists.prefix is not None and lists.prefix.fullmatch(text, start, end):
        return None
    return (start, end) if 0 < end - start <= LONGEST else None


def _inside(beside: Beside) -> str:
    return beside.text[beside.first : beside.last]


def _first_cue(lists: Lists, text: str, start: int, end: int) -> tuple[int, int] | None:
    found = (match.span("is") for match in lists.cue.finditer(text, start, end) if match["is"] is not None)
    return next(found, None)


def _last_cue(lists: Lists, text: str, start: int, end: int) -> tuple[int, int] | None:
    found = [match.span("is") for match in lists.cue.finditer(text, start, end) if match["is"] is not None]
    return found[-1] if found else None


def _after_last(mark: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return the place behind the last mark of a kind, or the start."""
    return max((match.end() for match in mark.finditer(text, start, end)), default=start)


def _before_first(mark: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return the place of the first mark of a kind, or the end."""
    match = mark.search(text, start, end)
    return match.start() if match is not None else end


@cache
def _lists(words: Words) -> Lists:
    """Return the patterns of a language."""
    of = words.lists
    spaced = words.has("flags", "spaced")
    cues = {*of.get("phrases", ()), *of.get("according", ())}
    cues.update(*(of.get(f"cues.{kind}", ()) for kind in CueKind))
    left, right = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    prefix = f"(?:{any_of(of['cue_prefixes'])})?" if of.get("cue_prefixes") else ""
    cue = rf"{left}{prefix}(?P<is>{any_of(cues)}){right}"
    none = any_of(of.get("no_cues", ()))
    stops = "".join(
        [
            f"(?:{any_of(of['stops'])}){right}|" if of.get("stops") else "",
            f"{any_of(of['stop_prefixes'])}|" if of.get("stop_prefixes") else "",
        ]
    )
    return Lists(
        re.compile(f"{none}|{cue}" if none else cue),
        _either(
            of.get("topics", ()), of.get("no_topics", ()), *((r"(?<=\w)", r"(?=\s)") if spaced else ("", ""))
        ),
        _any(of.get("quotatives", ()), "", r"[\s、,，]*"),
        _any(of.get("clefts", ()), "", r"[\s、,]*"),
        re.compile(rf"(?<=.){left}(?:{stops}\d)"),
        re.compile(rf"{prefix}(?:{stops}\d)"),
        of.get("attributive", frozenset()),
        _any(of.get("openers", ()), "", right),
        _any(of.get("honorifics", ()), "", "$"),
        _any(of.get("cue_prefixes", ()), "", ""),
        spaced,
    )


def _either(listed: Iterable[str], none: Iterable[str], before: str, behind: str) -> re.Pattern[str] | None:
    """Return a pattern of some words as the group `is`, but not within others."""
    inner, outer = any_of(listed), any_of(none)
    if not inner:
        return None
    found = f"{before}(?P<is>{inner}){behind}"
    return re.compile(f"{outer}|{found}" if outer else found)


def _any(listed: Iterable[str], before: str, behind: str) -> re.Pattern[str] | None:
    inner = any_of(listed)
    return re.compile(f"{before}(?:{inner}){behind}") if inner else None
