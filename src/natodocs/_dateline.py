"""The start of a paragraph -> where, when and by which agency the story was filed.

The rows of `[[dateline]]` give the forms. Most forms are also those of headlines ("SUGAR - TRADE"), kickers
("WATCH: ...") and speakers ("SMITH: ..."), so what the parts say decides: a day or an agency is proof enough, a place
alone must be known, or be followed by a whole sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import regex
from attrs import evolve, frozen

from natodocs import _moments, _people, _places, _reading, _rules
from natodocs._types import Block, BlockKind, Dateline, PartialDate, Span

LOOKED_AT: Final = 360  # characters from the start of the paragraph
LONGEST_PLACE: Final = 6  # words: "ABOARD THE USS GERALD R. FORD"
FIRST_PARAGRAPHS: Final = 2  # paragraphs of the body that may open with a dateline
SENTENCE: Final = 6  # words after a dateline that is no more than a place
LONG_SENTENCE: Final = 9  # words after a place that is not known, or that a colon ends

LEAD: Final = regex.compile(r"[\s*•|·]*+")
SHAPED: Final = regex.compile(r"[^\n]{1,120}?(?:[-–—―:_】.]|\Z)")
PLACE_WORD: Final = regex.compile(r"[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’.\-]*+", regex.VERSION1)
LOWER: Final = regex.compile(r"\b\p{Ll}{2,}", regex.VERSION1)
BODY: Final = regex.compile(r"[\"'“‘„«»¿¡(<\[]{0,3}[\p{Lu}\p{Lo}\d$€£]", regex.VERSION1)


@frozen
class Parts:
    """What a form found, as spans of the line."""

    start: int
    """Where the dateline starts."""
    end: int
    """Where its last word ends."""
    body: int
    """Where the text starts."""
    colon: bool
    """Whether a colon ends it."""
    place: str | None
    """As printed."""
    region: str | None
    """As printed."""
    day: str | None
    """As printed."""
    agency: str | None
    """As printed."""


def parse(text: str) -> Dateline | None:
    """Read the dateline at the start of a paragraph; see `parse.dateline`."""
    reading = _reading.read(text, Span(0, min(len(text), LOOKED_AT)))
    line = reading.text
    start = LEAD.match(line).end()  # type: ignore[union-attr]  # it matches the empty string
    if not SHAPED.match(line, start):
        return None
    found = _at(line, start) or _behind_prefix(line, start)
    if not found:
        return None
    span = reading.span(found.start, found.end)
    return Dateline(found.place, found.region, _date(found.day), found.agency, span, text[span.start : span.end])


def find(blocks: Sequence[Block]) -> Dateline | None:
    """Find the dateline of a page: at the start of one of its first paragraphs, or in its deck."""
    paragraphs = 0
    for block in blocks:
        if block.kind not in OPENING or not block.text.strip():
            continue
        paragraphs += block.kind is BlockKind.PARAGRAPH
        found = parse(block.text)
        if found and (found.place or paragraphs):
            span = Span(found.span.start + block.span.start, found.span.end + block.span.start)
            return evolve(found, span=span)
        if paragraphs >= FIRST_PARAGRAPHS:
            break
    return None


OPENING: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.DECK})


def _behind_prefix(line: str, start: int) -> Parts | None:
    for rule in _rows("prefix"):
        match = rule.pattern.match(line, start)
        found = _at(line, match.end()) if match else None
        if found:
            return found
    return None


def _at(line: str, start: int) -> Parts | None:
    for rule in _rows("whole"):
        match = rule.pattern.match(line, start)
        parts = TRUST[rule.more["trust"]](line, match) if match else None
        if parts:
            return parts
    return None


def _parts(line: str, match: regex.Match[str]) -> Parts:
    groups = match.groupdict()
    names = ("place", "region", "date", "agency", "reporter")
    start = min(match.start(name) for name in names if groups.get(name))
    end = max(match.end(name) for name in names if groups.get(name))
    while line[end : end + 1] and line[end] in ")】.":  # a bracket that closes, the full stop of "Calif."
        if line[end] == "." and line[end - 1 : end].isupper() is False and line[end + 1 : end + 2] in "-–—":
            break
        end += 1
    while start > match.start() and line[start - 1] in "(【（":
        start -= 1
    tail = line[end : match.end()]
    values = [(groups.get(name) or "").strip(" ,") or None for name in names[:4]]
    return Parts(start, end, match.end(), ":" in tail, *values)


def _trust_form(line: str, match: regex.Match[str]) -> Parts | None:
    parts = _parts(line, match)
    if parts.day and not _date(parts.day) and not HAN_DAY.search(parts.day):
        return None
    if "reporter" in match.groupdict() and not match["reporter"] and not _places.is_place(parts.place or ""):
        return None if parts.place not in KNOWN_IN_BRACKETS else parts
    return parts


HAN_DAY: Final = regex.compile(r"\d日")
KNOWN_IN_BRACKETS: Final = frozenset({"ソウル", "北京", "上海", "ワシントン", "ニューヨーク", "ロンドン", "パリ", "モスクワ", "ベルリン", "ブリュッセル", "台北"})


def _trust_parts(line: str, match: regex.Match[str]) -> Parts | None:
    """Believe place, region, day and agency where they prove each other."""
    parts = _sorted_out(_parts(line, match))
    place, words = parts.place, (parts.place or "").split()
    if not place or len(words) > LONGEST_PLACE or not all(map(_is_place_word, words)):
        return None
    alone = not line[parts.body :].strip()
    if parts.day and not _date(parts.day):
        return None
    capitals, known = _is_upper(place), any(map(_places.is_place, place.split("/"))) or _places.is_place(place)
    if parts.day:
        return parts if capitals or known or parts.agency or (parts.region and _places.is_region(parts.region)) else None
    if parts.agency:
        agency = _people.is_organisation(parts.agency)
        return parts if (agency and (capitals or known or len(words) <= 3)) or (not alone and not parts.colon and (known or capitals)) else None
    if alone or not _is_sentence(line[parts.body :], SENTENCE) or _is_label(words):
        return None
    if parts.region:
        return parts if (known or capitals) and (_places.is_region(parts.region) or (known and not parts.colon)) else None
    city = known and (capitals or all(map(_places.is_city, place.split("/"))))
    if city:
        return parts if not parts.colon or capitals or _is_sentence(line[parts.body :], LONG_SENTENCE) else None
    if parts.colon or not capitals or len(words) > 3 or _people.is_person(place.title()) or len(place) < 4:
        return None
    return parts if _is_sentence(line[parts.body :], LONG_SENTENCE) else None


def _trust_agency(line: str, match: regex.Match[str]) -> Parts | None:
    """Believe an agency before the place, or alone before a whole sentence."""
    parts = _parts(line, match)
    agency = parts.agency or ""
    if not (_people.is_agency(agency) or _people.DOMAIN.search(agency) or (_people.is_organisation(agency) and line[parts.start] == "(")):
        if not (parts.day and _date(parts.day) and line[parts.end - 1] == ")"):
            return None
    wire = next(rule for rule in _rows("whole") if rule.more["trust"] == "parts")
    after = wire.pattern.match(line, match.end())
    place = _trust_parts(line, after) if after else None
    if place and place.place:
        return evolve(place, start=parts.start, agency=place.agency or agency, day=place.day or parts.day)
    return parts if _is_sentence(line[parts.body :], SENTENCE) else None


def _trust_city(line: str, match: regex.Match[str]) -> Parts | None:
    """Believe a city before a full stop and a long sentence."""
    parts = _parts(line, match)
    cities = (parts.place or "").split("/")
    if not all(map(_places.is_city, cities)) or not _is_sentence(line[parts.body :], LONG_SENTENCE):
        return None
    return evolve(parts, end=match.end("place"))


TRUST: Final = {"form": _trust_form, "parts": _trust_parts, "agency": _trust_agency, "city": _trust_city}


def _sorted_out(parts: Parts) -> Parts:
    """Tell regions from agencies: both stand after a comma or in brackets ("Rostow (Russland)", "JAKARTA, KOMPAS.com")."""
    region, agency, place = parts.region, parts.agency, parts.place or ""
    if agency and not region and _places.is_region(agency) and not _people.is_agency(agency):
        return evolve(parts, region=agency, agency=None)
    if region and not agency and not _places.is_region(region) and (_people.is_agency(region) or _people.DOMAIN.search(region) or region.isupper() and _people.STATION.fullmatch(region)):
        return evolve(parts, region=None, agency=region)
    words = place.split()
    if not agency and len(words) > 1 and _people.is_agency(words[-1]) and _places.is_place(" ".join(words[:-1])):
        return evolve(parts, place=" ".join(words[:-1]), agency=words[-1])
    return parts


def _is_place_word(word: str) -> bool:
    return all(PLACE_WORD.fullmatch(part) or part.casefold() in _words("particles") for part in word.split("/") if part)


def _is_upper(place: str) -> bool:
    letters = [letter for letter in place.removeprefix("Mc").replace("Mc", "") if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) >= max(3, len(letters) - 2) and len(letters) > 2


def _is_label(words: Sequence[str]) -> bool:
    return any(word.casefold().strip(".,'’") in _words("not_a_place") for word in words)


def _is_sentence(text: str, least: int) -> bool:
    """Return whether a text starts as a sentence does, and has words in small letters."""
    if not BODY.match(text):
        return False
    words = text.split()
    if words and UNSPACED.search(text):
        return len(text) >= 2 * least
    return len(words) >= least and len(LOWER.findall(text)) * 3 >= min(len(words), 40)


UNSPACED: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]", regex.VERSION1)


def _date(day: str | None) -> PartialDate | None:
    """Read the day of a dateline; `None` where it is none."""
    if not day:
        return None
    for text in (day, ZERO.sub("0", day), _spelt(day)):
        for moment in _moments.find(text, day_first=True):
            if moment.month and moment.day:
                return PartialDate(moment.year, moment.month, moment.day)
    return None


ZERO: Final = regex.compile(r"(?<=\d)O")
MONTHS: Final = ("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december")
MONTH: Final = regex.compile(r"\p{L}{4,10}", regex.VERSION1)


def _spelt(day: str) -> str:
    """Return the day with the English month that a misspelt word means ("Juen 19", "Narch 2")."""
    return MONTH.sub(lambda word: next((month for month in MONTHS if _nearly(word.group().casefold(), month)), word.group()), day)


def _nearly(word: str, month: str) -> bool:
    if len(word) != len(month):
        return False
    differ = sum(one != other for one, other in zip(word, month, strict=True))
    return (differ == 1 and len(word) > 4) or (differ == 2 and sorted(word) == sorted(month))


@cache
def _rows(part: str) -> tuple[_rules.Rule, ...]:
    return tuple(rule for rule in _rules.load_all().rules("dateline") if rule.more.get("part", "whole") == part)


@cache
def _words(name: str) -> frozenset[str]:
    return _rules.load_all().words(f"dateline.{name}" if name != "particles" else "dateline.place_particles")
