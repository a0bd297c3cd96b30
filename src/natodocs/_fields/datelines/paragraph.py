"""The start of a paragraph -> where, when and by which agency the story was filed.

The rows of `[[dateline]]` give the forms; most are believed only where `evidence.py` finds proof in their
parts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import regex
from attrs import evolve

from natodocs import _rules
from natodocs._entities import organisations, places
from natodocs._fields.datelines import evidence, prefilter
from natodocs._fields.datelines.evidence import LONG_SENTENCE, SENTENCE, Parts, is_sentence, read_day
from natodocs._fields.datelines.prefilter import LEAD
from natodocs._patterns.prefilter import Row, Sieve
from natodocs._rules import loader
from natodocs._text import normalized
from natodocs._types import Block, BlockKind, Dateline, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKED_AT: Final = 360  # characters from the start of the paragraph
FIRST_PARAGRAPHS: Final = 2  # paragraphs of the body that may open with a dateline
OPENING: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.DECK})

PRINTED: Final = ("place", "region", "date", "agency")

HAN_DAY: Final = regex.compile(r"\d日")


def parse(text: str, *, at_head: bool = False) -> Dateline | None:
    """Read the dateline at the start of a paragraph; see `parse.dateline`.

    Args:
        text: The paragraph.
        at_head: Whether it is known to open an article, where a place that no list has is believed too.
    """
    if not prefilter.is_worth_reading(text):
        return None
    line = normalized.read_text(text[:LOOKED_AT])
    lead = LEAD.match(line)
    start = lead.end() if lead else 0
    if not prefilter.may_open(line, start, at_head):
        return None
    found = _at(line, start, at_head) or _behind_prefix(line, start)
    if not found:
        return None
    span = Span(found.start, found.end)
    if line[: span.end] != text[: span.end]:  # something was read over
        span = normalized.read(text, Span(0, min(len(text), LOOKED_AT))).span(span.start, span.end)
    return Dateline(
        found.place, found.region, read_day(found.day), found.agency, span, text[span.start : span.end]
    )


def find(blocks: Sequence[Block]) -> Dateline | None:
    """Find the dateline of a page: at the start of one of its first paragraphs, or in its deck."""
    paragraphs = 0
    for block in blocks:
        if block.kind not in OPENING or not block.text.strip():
            continue
        paragraphs += block.kind is BlockKind.PARAGRAPH
        found = parse(block.text, at_head=paragraphs == 1)
        if found and (found.place or paragraphs):
            span = Span(found.span.start + block.span.start, found.span.end + block.span.start)
            return evolve(found, span=span)
        if paragraphs >= FIRST_PARAGRAPHS:
            break
    return None


def _behind_prefix(line: str, start: int) -> Parts | None:
    for rule, match in _sieve("prefix").matches(line, start):
        found = _at(line, match.end(), False) if prefilter.may_open(line, match.end()) else None
        if found and (found.day or "needs" not in rule.more):
            return found
    return None


def _at(line: str, start: int, at_head: bool) -> Parts | None:
    for rule, match in _sieve("whole").matches(line, start):
        parts = TRUST[rule.more["trust"]](line, match, at_head)
        if parts:
            return parts
    return None


def _parts(line: str, match: regex.Match[str]) -> Parts:
    found: dict[str, str | None] = dict.fromkeys(PRINTED)
    start, end = match.end(), match.start()
    for name in _groups(match.re):
        printed = match[name]
        if printed:
            found[name] = printed.strip(" ,") or None
            first, last = match.span(name)
            start, end = min(start, first), max(end, last)
    while end < len(line) and line[end] in ")】.":  # a bracket that closes, the full stop of "Calif."
        if line[end] == "." and line[end + 1 : end + 2] in "-–—" and not line[end - 1].isupper():
            break  # "LIMA.-"
        end += 1
    if line[end : end + 1] == "/" and "/" in line[start:end]:  # "/TASS/"
        end += 1
    while start > match.start() and line[start - 1] in "(【（":
        start -= 1
    mark = line[end : match.end()].strip()
    return Parts(
        start, end, match.end(), mark, found["place"], found["region"], found["date"], found["agency"]
    )


def _trust_form(line: str, match: regex.Match[str], _: bool) -> Parts | None:
    parts = _parts(line, match)
    if parts.day and not read_day(parts.day) and not HAN_DAY.search(parts.day):
        return None
    if "reporter" in match.groupdict() and not match["reporter"]:
        return (
            parts if parts.place in _rules.load_all().words("dateline.in_brackets") else None
        )  # 【速報】 is none
    return parts


def _trust_parts(line: str, match: regex.Match[str], at_head: bool) -> Parts | None:
    """Believe place, region, day and agency where they prove each other."""
    parts = _sorted_out(line, _parts(line, match))
    if parts.day and not read_day(parts.day):
        return None
    return parts if evidence.holds(line, parts, at_head) else None


def _trust_agency(line: str, match: regex.Match[str], at_head: bool) -> Parts | None:
    """Believe an agency before the place, or alone before a whole sentence."""
    parts = _parts(line, match)
    agency = parts.agency or ""
    known = organisations.is_agency(agency) or organisations.DOMAIN.search(agency) is not None
    likely = known or organisations.is_organisation(agency) or bool(parts.day and read_day(parts.day))
    if not likely:
        return None
    after = match.end()
    wired = _wire().match(line, after) if prefilter.may_open(line, after, at_head) else None
    place = _trust_parts(line, wired, at_head) if wired else None
    if place and place.place:
        return evolve(place, start=parts.start, agency=place.agency or agency, day=place.day or parts.day)
    if not known and line[parts.end - 1] != ")":
        return None
    return parts if is_sentence(line[parts.body :], SENTENCE) else None


def _trust_named(line: str, match: regex.Match[str], _: bool) -> Parts | None:
    """Believe a known place, or one in capitals, with a known agency or a day, before a sentence."""
    parts = _sorted_out(line, _parts(line, match))
    if not (organisations.is_agency(parts.agency) if parts.agency else parts.day):
        return None
    if parts.day and not read_day(parts.day):
        return None
    named = evidence.is_known_or_in_capitals(parts) and evidence.holds(line, parts)
    return parts if named and is_sentence(line[parts.body :], SENTENCE) else None


def _trust_city(line: str, match: regex.Match[str], _: bool) -> Parts | None:
    """Believe a city or town before a full stop and a long sentence."""
    parts = _parts(line, match)
    first, *others = (parts.place or "").split("/")
    known = places.may_be_town(first) and all(map(places.may_be_beside_a_town, others))
    if not known or not is_sentence(line[parts.body :], LONG_SENTENCE):
        return None
    return evolve(parts, end=match.end("place"))


TRUST: Final = {
    "form": _trust_form,
    "parts": _trust_parts,
    "agency": _trust_agency,
    "named": _trust_named,
    "city": _trust_city,
}


def _sorted_out(line: str, parts: Parts) -> Parts:
    """Tell regions from agencies: both stand after a comma or in brackets ("Rostow (Russland)")."""
    region, agency, place = parts.region, parts.agency, parts.place or ""
    if agency and places.is_region(agency) and not organisations.is_agency(agency):
        return evolve(parts, region=f"{region}, {agency}" if region else agency, agency=None)
    if region and not agency and not places.is_region(region):
        bracketed = f"({region})" in line[parts.start : parts.body]
        if bracketed or organisations.is_agency(region) or organisations.DOMAIN.search(region):
            return evolve(parts, region=None, agency=region)
    words = place.split()
    if (
        not agency
        and len(words) > 1
        and organisations.is_agency(words[-1])
        and places.is_place(" ".join(words[:-1]))
    ):
        return evolve(parts, place=" ".join(words[:-1]), agency=words[-1])
    return parts


@cache
def _wire() -> regex.Pattern[str]:
    return next(rule.pattern for rule in _rows("whole") if rule.more["trust"] == "parts")


@cache
def _groups(pattern: regex.Pattern[str]) -> tuple[str, ...]:
    return tuple(pattern.groupindex)


@cache
def _sieve(part: str) -> Sieve[loader.Rule]:
    return Sieve(Row(rule.pattern, rule) for rule in _rows(part))


@cache
def _rows(part: str) -> tuple[loader.Rule, ...]:
    return tuple(
        rule for rule in _rules.load_all().rules("dateline") if rule.more.get("part", "whole") == part
    )
