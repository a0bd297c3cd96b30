"""Quotations with places -> quotations with spans and names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from operator import attrgetter
from typing import Final

from natodocs._people import given_names
from natodocs._quotes import _bodies, _body_names, _runs, _speakers
from natodocs._quotes._names import Registry
from natodocs._quotes._parts import Joined, Place
from natodocs._quotes._people import Person
from natodocs._quotes._words import Words
from natodocs._types import Cue, Quote, QuoteKind, Span, Speaker

TERM: Final = (
    40  # characters; what is longer in marks is somebody's words, though the page does not say whose
)
COUPLE: Final = re.compile("NN?CNN?")  # "Sonja und Per Moe"
START: Final = attrgetter("start")
END: Final = attrgetter("end")
NAMELESS: Final = 0.1  # what a speaker without a name costs in confidence
CLAUSE: Final = re.compile("[DZ]?[NT']+(?=w[NT])")
SHARED: Final = re.compile("D?N+CN+[wT]+$")  # "the Norwegian and Swedish governments": nobody's name
WHEN: Final = re.compile("I?D?M+$")  # "Ada Lund on Monday"
# "Harburg Party for the River leader Ada Lund": the name at the end, and not whoever stands before "for".
LED: Final = re.compile("^(?:N|T+C)[NT']*[ICDNT']*(?:[N']T+|TT+)(?P<name>N[N']*)$")
OF: Final = re.compile("^T+ID?(?P<run>N[N']+)$")  # "Secretary of State Ada Lund"
BESIDE: Final = re.compile("(?:^|[,.;:Q-])[T']*(?P<name>N[N']+),$")  # "Ada Lund, chair of the council said"
BEHIND: Final = re.compile(",[T']*(?P<name>N[N']+),")  # "MEC for rivers, Ada Lund, said"


def quotes(text: str, joined: Iterable[Joined], registry: Registry, words: Words) -> tuple[Quote, ...]:
    """Give the quotations of a page their spans, and their speakers their names, in order."""
    ordered = list(joined)
    known: dict[int, Speaker] = {}
    for quote in ordered:
        if quote.speaker is not None and id(quote.speaker) not in known:
            known[id(quote.speaker)] = _speaker(text, quote.speaker, registry, words)
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
        confidence = 0.5
    elif speaker.name is None:
        confidence -= NAMELESS
    context = _context(text, quote)
    return Quote(kind, span, text[span.start : span.end], parts, speaker, cue, round(confidence, 2), context)


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
    return text[first.reading.origin(start) : last.reading.origin(end - 1) + 1]


def _span(place: Place) -> Span:
    return place.paragraph.reading.span(*place.where)


def _speaker(text: str, place: Place, registry: Registry, words: Words) -> Speaker:
    place = _trimmed(place, words)
    span = _span(place)
    name = _name(place, text, registry, words)
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
    elif words.lists.get("before_nouns") and (clause := CLAUSE.match(codes)):
        last = clause.end()  # "laut der Harburger Post plant Lund": the verb stands second
    return (
        place
        if last == len(codes)
        else Place(place.paragraph, place.sentence, place.first, place.first + last)
    )


def _beside(place: Place, codes: str, words: Words) -> Place | None:
    """Return the person's name within or beside a mention that is mostly a description."""
    sentence, first = place.sentence, place.first
    if "T" in codes and (led := LED.match(codes)):
        return Place(place.paragraph, sentence, first + led.start("name"), place.last)
    if codes[0] == "T" and (of := OF.match(codes)):
        for index in range(of.start("run") + 1, of.end("run") - 1):
            if _runs.gender_of(words, sentence.words[first + index]):
                return Place(place.paragraph, sentence, first + index, place.last)
    if codes[0] == "T" and "N" not in _head(codes) and (before := BESIDE.search(sentence.codes, 0, first)):
        return Place(place.paragraph, sentence, *before.span("name"))
    if "I" in codes and _head(codes) in ("N", "T") and (behind := BEHIND.match(sentence.codes, place.last)):
        start, end = behind.span("name")
        if _runs.gender_of(words, sentence.words[start]):
            return Place(place.paragraph, sentence, start, end)
    return None


def _name(place: Place, text: str, registry: Registry, words: Words) -> str | None:
    sentence = place.sentence
    codes = sentence.codes[place.first : place.last]
    tokens = sentence.words[place.first : place.last]
    at = place.paragraph.reading.origin(place.where[0])
    if codes in ("P", "D"):
        person = registry.pronoun(tokens[0].lower(), at)
        if person is not None:
            registry.note(person)
            return person.name
        return registry.body_near(at) if words.has("neuter", tokens[0].lower()) else None
    comma = codes.rfind(",")
    if comma > 0 and _speakers.NAME_ALONE.fullmatch(codes, comma + 1):
        # "the mayor, Ada Lund,"
        named = Place(place.paragraph, sentence, place.first + comma + 1, place.last)
        return _name(named, text, registry, words)
    beside = _beside(place, codes, words)
    if beside is not None:
        return _name(beside, text, registry, words)
    body = _body_names.find(codes, tokens, words)
    if body is not None:
        return _body(place, body, registry)
    given = _given(codes, tokens, registry, words)
    if given is not None:
        return given
    if "C" in codes and SHARED.match(codes):
        return None
    head = _head(codes)
    described = _described(place, codes, tokens, registry)
    if described is not None:
        registry.note(described, at)
        return described.name
    name = _proper(place, codes, head, registry) if "N" in head else None
    if name is not None or head[-1:] not in ("T", "N", "w", "E", "X"):
        return name
    office = _office(tokens[: len(head)], at, registry, words) if head[-1:] != "X" else None
    return office or _anaphor(tokens[: len(head)], at, text, registry, words)


def _anaphor(tokens: list[str], at: int, text: str, registry: Registry, words: Words) -> str | None:
    """Return whom a phrase with "the" means that says nothing of a name: "the court", "the 51-year-old"."""
    article, noun = tokens[0].lower(), tokens[-1].lower()
    if not words.has("definite", article):
        return None
    if len(tokens) == 2 and (body := _bodies.named(noun, text, at, words)) is not None:
        registry.body = body
        return body
    gender = (
        _runs.WOMEN
        if words.has("she_articles", article)
        else _runs.MEN
        if words.has("he_articles", article)
        else None
    )
    aged = noun.endswith(tuple(words.lists.get("ages", ())))
    if not (aged and noun[0].isdigit()) and not noun.endswith(tuple(words.lists.get("epithets", ()))):
        return None
    person = registry.only_near(at, gender)
    if person is not None:
        registry.note(person)
    return person.name if person is not None else None


def _body(place: Place, body: tuple[int, int], registry: Registry) -> str:
    """Return the name of a body as it is printed."""
    start, end = place.sentence.at(place.first + body[0], place.first + body[1])
    name = " ".join(place.paragraph.reading.text[start:end].split())
    person = registry.full(tuple(name.split()))
    if person is not None:
        registry.note(person)
    return name


def _given(codes: str, tokens: list[str], registry: Registry, words: Words) -> str | None:
    """Return the full name within a phrase that has more nouns: "der Chef des Verwaltungsrats Per Moe"."""
    if not words.lists.get("flags"):
        return None
    if COUPLE.fullmatch(codes):
        return " ".join(tokens)
    for index in range(len(codes) - 1):
        if codes[index] == "N" and codes[index + 1] in "N'" and _runs.gender_of(words, tokens[index]):
            end = next((i for i in range(index, len(codes)) if codes[i] not in "N'"), len(codes))
            name = tuple(word.rstrip(".'’") for word in tokens[index:end])
            person = registry.full(name)
            if person is not None:
                registry.note(person)
            return person.name if person is not None else " ".join(name)
    return None


def _described(place: Place, codes: str, tokens: list[str], registry: Registry) -> Person | None:
    """Return the one person whom the page describes so: "the harbour master"; "its grower, Ada Lund"."""
    if codes[0] not in "DZP" or registry.words.has("indefinite", tokens[0].lower()):
        return None
    people = registry.offices.described(tokens, len(_head(codes)))
    if not registry.words.has("definite", tokens[0].lower()):
        # Whose grower it is changes from one sentence to the next: the name must stand beside it.
        text, end = place.paragraph.reading.text, place.where[1]
        people = [person for person in people if text.startswith(f", {person.words[0]}", end)]
    return people[0] if len(people) == 1 else None


def _head(codes: str) -> str:
    """Return the classes up to the first link: "a spokesman" of "a spokesman for the council"."""
    for index, letter in enumerate(codes):
        if letter in "I,CRO" and index:
            return codes[:index]
    return codes


def _proper(place: Place, codes: str, head: str, registry: Registry) -> str | None:
    """Return the name at the end of a noun phrase; a phrase that ends in a common noun has none."""
    last = len(head)
    while last and head[last - 1] == "'":
        last -= 1
    if not last or head[last - 1] not in "NT":
        return None
    first = last
    while first and head[first - 1] in "NT'":
        first -= 1
    start, end = place.sentence.at(place.first + first, place.first + last)
    text = place.paragraph.reading.text
    if text.startswith(".", end) and registry.words.has(
        "suffixes", text[start:end].rpartition(" ")[2].lower()
    ):
        end += 1
    run = text[start:end]
    if not run[:1].isupper() and not registry.begins_with_particle(run):
        run = run[next((i for i, letter in enumerate(run) if letter.isupper()), 0) :]
    parsed = _runs.parse(registry.words, run)
    if parsed is None or not parsed.words:
        return None
    person = registry.full(parsed.words)
    if place.first + first == 0 and _is_described(parsed.words, person, registry.words):
        return None
    article = place.sentence.words[place.first].lower()
    if person is None and len(parsed.words) == 1 and registry.words.has("before_nouns", article):
        return None
    if person is not None:
        registry.note(person)
        return person.name
    return " ".join(parsed.words)


def _is_described(name: tuple[str, ...], person: Person | None, words: Words) -> bool:
    """Tell whether two words that open a sentence are no name but a noun: „Medizinisches Personal“."""
    endings = words.lists.get("adjective_endings")
    if not endings or len(name) != 2 or name[0].lower() in given_names():
        return False
    once = person is None or (person.count <= 1 and not person.personal)
    return once and name[0].lower().endswith(tuple(endings))


def _office(tokens: list[str], at: int, registry: Registry, words: Words) -> str | None:
    """Return who holds the office that a noun phrase names: "the mayor", "SG"."""
    small = " ".join(token.lower() for token in tokens).replace("-", " ")
    if words.has("indefinite", tokens[0].lower()):
        return None
    if words.lists.get("before_nouns") and any(token.islower() for token in tokens[1:]):
        return None  # "der brasilianische Präsident": one of several presidents
    if not _offices(words).search(small):
        return None
    nouns = bool(words.lists.get("before_nouns"))  # each may be an office, and not the same one
    person = registry.offices.holder(small) or (None if nouns else registry.only_speaker())
    if person is None:
        return None
    if person.personal:
        registry.offices.add(small.rpartition(" ")[2], person)  # and stays so when others have spoken
    registry.note(person, at)
    return person.name


@cache
def _offices(words: Words) -> re.Pattern[str]:
    """Return what finds an office in a noun phrase, also within a longer word."""
    return re.compile("|".join(map(re.escape, sorted(words.lists["offices"]))) or "(?!)")
