"""What is learned of a line that may be a byline, each thing once: all ways to read it ask for the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Final

import regex
from attrs import define, field

from natodocs import _rules
from natodocs._entities.dates import ago, expressions
from natodocs._entities.dates import words as date_words
from natodocs._entities.dates.expressions import Moment
from natodocs._fields.bylines import cues
from natodocs._fields.bylines.cues import Cue
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily
from natodocs._patterns.prefilter import Row, Sieve
from natodocs._rules import loader
from natodocs._text.characters import ARROWS, BULLETS, LONG_DASHES, ORNAMENTS

LEAD: Final = re.compile(rf"[\s{BULLETS}{ORNAMENTS}{ARROWS}{LONG_DASHES}|*>/(\[【［（]*+")
DIGIT: Final = re.compile(r"\d")
WORDS: Final = re.compile(r"[\s,.:;|/•·()]+")
# A name runs into what follows: "Ada Lund5 hours ago", "Ada Lund@lund", "Ada LundThe Harbury Post", not "Ada McLund".
# In a screen name the number is a part of it: "harbour_cat1984".
GLUED_NUMBER: Final = lazily(r"(?<=\p{Ll})(?<!(?<!\w)\p{Ll}\w{0,30}_\w{0,30})(?=[\d@])", regex.VERSION1)
GLUED_NAME: Final = regex.compile(
    rf"{GLUED_NUMBER.pattern}|(?<=\s[\p{{L}}-]{{1,20}}\p{{Ll}}{{3}})(?<!\bFitz|\bMac)(?=\p{{Lu}}\p{{Ll}}{{2}})",
    regex.VERSION1,
)


@define(eq=False)
class BylineLine:
    """A line that may be a byline, with what was learned of it."""

    text: str
    """The line as it is read."""
    lead: int = field(init=False)
    """Where the line begins, bullets and bars before it aside."""
    cue: Cue | None = field(init=False)
    """The words that open it as a byline; each way to read it asks for them first."""
    _tails: dict[int, int] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        signs = LEAD.match(self.text)
        self.lead = signs.end() if signs else 0
        self.cue = cues.find(self.text, self.lead)

    @cached_property
    def words(self) -> Sequence[str]:
        """Its words from there, in small letters."""
        return WORDS.split(self.text[self.lead :].casefold())

    @cached_property
    def is_cue(self) -> bool:
        """Whether it is a cue alone ("By"), whose names are on the next line."""
        return cues.is_one(self.text)

    @property
    def has_cue(self) -> bool:
        """Whether a cue opens it, or is all of it."""
        return self.is_cue or self.cue is not None

    @property
    def is_never(self) -> bool:
        """Whether it is the credit of a photo, or a sentence that a cue opens."""
        return next(iter(_never_bylines().matches(self.text, self.lead)), None) is not None

    @cached_property
    def moments(self) -> Sequence[Moment]:
        """The days and times in it."""
        return expressions.find(self.text)

    @cached_property
    def is_glued(self) -> bool:
        """Whether a name in it may run into what follows."""
        return GLUED_NAME.search(self.text) is not None

    @cached_property
    def is_dated(self) -> bool:
        """Whether it says a day, or how long ago something was."""
        gone_by = ago.search(GLUED_NAME.sub(" ", self.text) if self.is_glued else self.text)
        if gone_by and " " in gone_by.group():  # "today" alone is the end of a paper's name
            return True
        return any(map(str.isdigit, self.text)) and any(moment.day for moment in self.moments)

    def tail(self, start: int) -> int:
        """Return where what may follow names from `start` on begins: a date, "5 min read", "Updated"."""
        if start not in self._tails:
            self._tails[start] = _tail(self.text, start)
        return self._tails[start]


def _tail(line: str, start: int) -> int:
    counted = _counted_tail().search(line, start) if DIGIT.search(line, start) else None
    limit = min((*_tails().starts(line, start), counted.start() if counted else len(line)))
    moments = (moment.start for moment in expressions.find(line[start:limit]) if moment.month or moment.start)
    return start + next(moments, limit - start)


@cache
def _never_bylines() -> Sieve[loader.Rule]:
    return Sieve(Row(rule.pattern, rule) for rule in _rules.load_all().rules("not_byline"))


@cache
def _tails() -> Sieve[loader.Rule]:
    return Sieve(Row(rule.pattern, rule) for rule in cues.rows("tail"))


@cache
def _counted_tail() -> regex.Pattern[str]:
    """Return the pattern of a reading time behind the names."""
    units = one_of(date_words.listed("units"))
    return regex.compile(rf"(?<![\s|,•·–—/(-])[\s|,•·–—/(-]++\d{{1,4}}\s*(?:{units})\b", regex.VERSION1)
