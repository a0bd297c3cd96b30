"""Quotations with places -> quotations with spans and names, as they are answered."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from natodocs._quotes.drafts import UNDECIDED, Joined, Place
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers import caseless_names, resolution
from natodocs._quotes.speakers.registry import Registry
from natodocs._types import Cue, Quote, QuoteKind, Span, Speaker

# Characters; what is longer in marks is somebody's words, though the page does not say whose.
TERM: Final = 40
CONTEXT: Final = 1_000  # characters; no sentence that was written to be read is longer
LONG_WORD: Final = 40  # characters; few words are longer
START: Final = attrgetter("start")
END: Final = attrgetter("end")
# How often the name is right, by what the mention says of it: counted on the articles of the development data, where
# `benchmarks/quotes.py` prints it by form.
NAMELESS: Final = 0.85  # a mention without a name, of whom the page may well name
LED_BACK: Final = 0.95  # "Lund", and elsewhere "Ada Lund"
WHOLE: Final = 0.92  # "Ada Lund"
ONE_WORD: Final = 0.8  # "Lund", and nowhere more
PRONOUN: Final = 0.85  # "she"
DESCRIBED: Final = 0.75  # "the harbour master"
COMPARED: Final = 4  # letters of a word that are compared: in many languages names have endings
NAME_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# The reasons of a quotation without a speaker.
NOBODY_NAMED: Final = "nobody is named"
NOBODY_QUOTED: Final = "a title, a name or a term"
OPENER: Final = "N:"  # the classes of one word that opens a speech
CLAUSE: Final = re.compile("[DZ]?[NT']+(?=w[NT])")
WHEN: Final = re.compile("I?D?M+$")  # "Ada Lund on Monday"


def quotes(text: str, joined: Iterable[Joined], registry: Registry, words: Words) -> tuple[Quote, ...]:
    """Give the quotations of a page their spans, and their speakers their names, in order."""
    ordered = list(joined)
    known: dict[int, Speaker] = {}
    last: str | None = None
    for quote in ordered:
        registry.trail.marked = quote.kind is not QuoteKind.INDIRECT
        if quote.speaker is not None and id(quote.speaker) not in known:
            known[id(quote.speaker)] = _speaker(text, quote.speaker, registry, words, last)
            last = known[id(quote.speaker)].name or last
    return tuple(_quote(text, quote, known, registry) for quote in ordered)


def _quote(text: str, quote: Joined, known: dict[int, Speaker], registry: Registry) -> Quote:
    parts = tuple([paragraph.reading.span(start, end) for paragraph, start, end in quote.parts])
    span = parts[0] if len(parts) == 1 else Span(parts[0].start, parts[-1].end)
    speaker = known[id(quote.speaker)] if quote.speaker is not None else None
    if speaker is not None and registry.words.has("impersonal_subjects", speaker.mention.lower()):
        speaker = None  # "hieß es"
    if quote.tentative and speaker is not None and not registry.knows(speaker.name):
        speaker = None
    kind = quote.kind
    if quote.tentative and speaker is None and kind is QuoteKind.MIXED and span.end - span.start <= TERM:
        kind = QuoteKind.SCARE
    cue = None
    if quote.cue is not None:
        place = _span(quote.cue)
        words = quote.cue.sentence.words[quote.cue.first : quote.cue.last]
        cue = Cue(text[place.start : place.end], place, registry.words.kind(" ".join(words).lower()))
    confidence = quote.confidence
    if speaker is None:
        confidence = UNDECIDED
    else:
        confidence *= _share(speaker)
    context = _context(text, quote)
    reason = (
        quote.reason if speaker is not None else NOBODY_QUOTED if kind is QuoteKind.SCARE else NOBODY_NAMED
    )
    return Quote(
        kind, span, text[span.start : span.end], parts, speaker, cue, round(confidence, 2), context, reason
    )


def _share(speaker: Speaker) -> float:
    """Return how often a name is right that was found for such a mention."""
    if speaker.name is None:
        return NAMELESS
    mention, name = (
        {word[:COMPARED] for word in NAME_WORD.findall(text.casefold())}
        for text in (speaker.mention, speaker.name)
    )
    if name.isdisjoint(mention):
        return PRONOUN if len(mention) < 2 else DESCRIBED
    if not name <= mention:
        return LED_BACK
    return WHOLE if len(name) > 1 else ONE_WORD


def _context(text: str, quote: Joined) -> str:
    """Return the sentences from the first to the last that hold something of a quotation."""
    first, last = quote.parts[0][0], quote.parts[-1][0]
    start, end = quote.parts[0][1], quote.parts[-1][2]
    for place in (quote.speaker, quote.cue):
        if place is not None and place.paragraph is first:
            start = min(start, place.where[0])
        if place is not None and place.paragraph is last:
            end = max(end, place.where[1])
    index = bisect_right(first.sentences, start, key=START) - 1
    if index >= 0:
        start = first.sentences[index].start
    index = bisect_left(last.sentences, end, key=END)
    if index < len(last.sentences):
        end = last.sentences[index].end
    whole = Span(first.reading.origin(start), last.reading.origin(end - 1) + 1)
    if whole.end - whole.start <= CONTEXT:
        return text[whole.start : whole.end]
    return _around(
        text, whole, first.reading.origin(quote.parts[0][1]), last.reading.origin(quote.parts[-1][2] - 1)
    )


def _around(text: str, whole: Span, first: int, last: int) -> str:
    """Return what stands around a quotation, where its sentences are longer than a context may be."""
    spare = max(0, CONTEXT - (last - first)) // 2
    start = max(whole.start, min(first - spare, whole.end - CONTEXT))
    end = start + CONTEXT
    # No word is cut in two, where there are words; what is printed without blanks ends anywhere.
    if start > whole.start and (blank := text.find(" ", start - 1, min(first, start + LONG_WORD))) >= 0:
        start = blank + 1
    if end < whole.end and (blank := text.rfind(" ", end - LONG_WORD, end + 1)) >= 0:
        end = blank
    return text[start:end]


def _span(place: Place) -> Span:
    return place.paragraph.reading.span(*place.where)


def _speaker(text: str, place: Place, registry: Registry, words: Words, last: str | None) -> Speaker:
    """Return who speaks at a place; `last` is the name of the one who spoke before."""
    place = _trimmed(place, words)
    span = _span(place)
    if words.has("flags", "caseless"):
        mention = text[span.start : span.end]
        pronoun = words.has("pronouns", mention)
        return Speaker(
            last if pronoun else caseless_names.find(mention, text, span.start, words), mention, span
        )
    opens = place.sentence.codes == OPENER
    name = (resolution.opener if opens else resolution.resolve)(place, text, registry, words)
    return Speaker(name, text[span.start : span.end], span)


def _trimmed(place: Place, words: Words) -> Place:
    """Return a mention without what is no part of it: "Lund on Monday", "Lund brushed Moe aside"."""
    codes = place.sentence.codes[place.first : place.last]
    last = len(codes)
    if last == 1:
        return place
    when = WHEN.search(codes, 1) if codes[-1] == "M" else None
    if when is not None:
        last = when.start()
    named = len(codes) - len(codes.lstrip("NT'"))
    if 0 < named < last and codes[named] == "w" and codes[named + 1 : named + 2] in ("N", "D", "w"):
        token = place.sentence.words[place.first + named]
        if "-" not in token and any(map(token.endswith, words.lists.get("past_endings", ()))):
            last = named
    elif words.capital_nouns and (clause := CLAUSE.match(codes)):
        last = clause.end()  # "laut der Harburger Post plant Lund": the verb stands second
    return (
        place
        if last == len(codes)
        else Place(place.paragraph, place.sentence, place.first, place.first + last)
    )
