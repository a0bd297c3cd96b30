"""The words that open a byline: "By", "Von", "Text:", "Dal nostro corrispondente"."""

from __future__ import annotations

from functools import cache
from typing import Final

import regex
from attrs import frozen

from natodocs import _rules
from natodocs._entities import words as entity_words
from natodocs._patterns.lazy import lazily
from natodocs._patterns.prefilter import Row, Sieve
from natodocs._rules import loader

WORD: Final = lazily(r"(\p{L}{2,10}):?\s", regex.VERSION1)


@frozen
class Cue:
    """The words that open a byline."""

    end: int
    """Index after them and their blank."""
    strong: bool
    """Whether they open nothing but bylines."""
    role: str | None = None
    """What they call the author ("corrispondente")."""


def find(line: str, start: int = 0) -> Cue | None:
    """Read the words that open a byline, from `start`."""
    for rule, match in _cues().matches(line, start):
        role = match["role"] if "role" in rule.pattern.groupindex else None
        return Cue(match.end(), bool(rule.more.get("strong")), role)
    return None


def small(line: str, start: int = 0) -> Cue | None:
    """Read a cue that only stands for one where a byline is looked for: "von harbour_cat"."""
    opening = WORD.match(line, start)
    if not opening or not is_one(opening[1]):
        return None
    named = _is_particle(opening[1]) and line[opening.end() : opening.end() + 1].isupper()  # "Di Stefano"
    return None if named else Cue(opening.end(), strong=True)


def before_a_name(text: str, start: int = 0) -> Cue | None:
    """Read a cue before what is said to be a name; "Di" and "Von" are a part of it before one word ("Von Lund")."""
    opening = find(text, start) or small(text, start)
    if opening and _is_particle(text[start : opening.end].strip()) and " " not in text[opening.end :].strip():
        return None
    return opening


def before_what_is_marked(text: str, start: int = 0) -> Cue | None:
    """Read the same before a name that the markup calls one: more words stand for a cue then."""
    for rule in rows("marked"):
        if match := rule.pattern.match(text, start):
            return Cue(match.end(), strong=True)
    return before_a_name(text, start)


def is_one(line: str) -> bool:
    """Return whether a line is a cue alone ("By"), whose names are on the next line."""
    return line.strip().strip(":").casefold() in alone()


@cache
def alone() -> frozenset[str]:
    """Return the lines that are a cue alone."""
    return entity_words.listed("cues_alone")


@cache
def rows(part: str) -> tuple[loader.Rule, ...]:
    """Return the rows of bylines that hold one part of it: "cue", "tail", "whole", "role", "marked"."""
    return tuple(rule for rule in _rules.load_all().rules("byline") if rule.more.get("part", "cue") == part)


def _is_particle(word: str) -> bool:
    """Return whether a word with a capital may begin a family name."""
    return word[:1].isupper() and word.casefold() in entity_words.listed("particles")


@cache
def _cues() -> Sieve[loader.Rule]:
    """Return the rows of cues, those first that open nothing but bylines."""
    first = sorted(rows("cue"), key=lambda rule: not rule.more.get("strong"))
    return Sieve(Row(rule.pattern, rule) for rule in first)
