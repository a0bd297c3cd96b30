"""Header lines of comments: who wrote, and when; and what else a short line of a comment section may be."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import regex
from attrs import frozen

from natodocs import _rules
from natodocs._entities.dates import ago, expressions, words
from natodocs._fields.dates import line as date_line
from natodocs._patterns.alternation import one_of
from natodocs._patterns.lazy import lazily
from natodocs._patterns.prefilter import Search
from natodocs._text import lines as text_lines
from natodocs._text.characters import HEADER_EDGES

LONGEST: Final = 20  # words; a longer line is no header
LONGEST_TEXT: Final = 160  # characters; a longer line is none either
LONGEST_NAME: Final = 60  # characters
NEAR: Final = 8  # characters between a day and its time, with a year of two digits between them
NAME_WORDS: Final = 5  # words; a longer line is no bare name
REMEMBERED: Final = 8192  # lines; those of a menu are on every page of their site
# A name as people sign: capitalised words, or one word without blanks ("lupa77"); initials have stops.
NAME: Final = lazily(
    r"(?:[\p{Lu}\p{Lo}][\p{L}\p{M}\d.'’_\-]*+!?|@?[\p{L}\d][\p{L}\p{M}\d.'’_\-@]{0,30}+!?"
    r"|\(\p{L}[^()]{0,30}\)|&|\p{Ll}{1,3})"
    r"(?:\s(?:[\p{L}\d(&][\p{L}\p{M}\d.'’_\-@)]*+)){0,4}",
    regex.VERSION1,
)
# A name on a line of its own: every word begins with a capital, or it is one word that is no plain word.
BARE: Final = lazily(
    r"(?:@?[\p{L}\d][\p{L}\p{M}\d.'’_\-@]{1,30}+!?"
    r"|[\p{Lu}\p{Lo}][\p{L}\p{M}.'’\-]*+\.?(?:\s(?:\p{Ll}{1,3}\s){0,2}[\p{Lu}\p{Lo}\d(][\p{L}\p{M}\d.'’\-)]*+){0,3})"
    r"(?:\s?[(\[]\p{L}[^()\[\]]{1,40}[)\]])?",
    regex.VERSION1,
)
# After a name: "(Harbury)", "(not verified)"
BRACKETS: Final = regex.compile(r"(?<!\s)\s*+[(\[][^()\[\]]{0,40}+[)\]]?$")
PLACE: Final = lazily(r"[\p{Lu}\p{Lo}][\p{L}\p{M}.'’\- ]{1,30}+", regex.VERSION1)
MAY_BE: Final = re.compile(r"[:…\d]|\.\.")  # a time, or what ends a word for writing
SAYS_ENDS: Final = frozenset(":….")
BLANKS: Final = re.compile(r"\s+")
FREE_STARTS: Final = frozenset("\"'“”„«(")


@frozen
class Header:
    """The header line of a comment, or a part of it."""

    author: str | None
    """The name as printed, or `None`."""
    posted: str | None
    """The time as printed, or `None`."""
    says: bool
    """Whether it has a word for writing ("says:"), which nothing but a comment's header has."""
    frame: str = ""
    """What it has in common with the headers of its template; see `templates`."""

    @property
    def strong(self) -> bool:
        """Whether the line is a header by itself, whatever stands around it."""
        return self.says or (self.author is not None and self.posted is not None)


def header(text: str) -> Header | None:
    """Read one line as a comment's header: "Ada says:", "Ada Lund 3 May 2021 at 4:27 pm", "2 hours ago"."""
    if not may_be(text):
        return None
    if text[0] in FREE_STARTS and not _number().match(text):
        return None
    return _read(text)


def may_be(text: str) -> bool:
    """Return whether a line is short enough for a header, and has what all headers have."""
    return 0 < len(text) <= LONGEST_TEXT and MAY_BE.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def bare_name(text: str) -> str | None:
    """Read one line as a name and nothing else, as some pages print it above a comment; many lines look so."""
    name = _without_around(_number().sub("", text, count=1))
    if not name or len(name) > LONGEST_NAME or not BARE.fullmatch(name):
        return None
    name = BRACKETS.sub("", name)
    if _grammar().never.search(name) or not any(map(str.isalpha, name)):
        return None
    return name


@lru_cache(maxsize=REMEMBERED)
def _read(text: str) -> Header | None:
    if text_lines.count_words(text) > LONGEST:
        return None
    bare, moment = text, when(text)
    # "3. Mai 2021": a number there belongs to the day, and elsewhere to the comment.
    if not moment or moment[0] > 0:
        bare = _number().sub("", text, count=1).strip()
        moment = when(bare) if moment else None
    if moment is None:
        return _named(bare, None) if bare[-1:] in SAYS_ENDS else None
    posted = bare[moment[0] : moment[1]].strip(HEADER_EDGES)
    line = date_line.parse(text)
    if line and not line.beside:
        return Header(None, posted, False)
    return _named(f"{bare[: moment[0]]} {_number().sub('', bare[moment[1] :])}", posted)


def _named(text: str, posted: str | None) -> Header | None:
    """Read what a header has beside its time: a name, a word for writing, and what stands around them."""
    rest = BLANKS.sub(" ", text).strip().removesuffix(" .").rstrip(HEADER_EDGES if posted else None)
    said = _grammar().says.search(rest)
    if said:
        rest = rest[: said.start()] + rest[said.end() :]
    bare = _without_around(rest)
    if posted and not said:
        bare = bare.rstrip(".") if bare[-2:-1].islower() else bare
        bare = _without_place(bare)
    bare = BRACKETS.sub("", bare) or bare
    if not bare:
        # "Comment by Guest 3 years ago": the name is one of the words around names.
        name = rest.strip(HEADER_EDGES).split(" ")[-1].strip(HEADER_EDGES)
        if not posted or said:
            return None
        return Header(name if name.casefold() in _grammar().nobody else None, posted, False)
    if not (posted or said) or not _is_name(bare, free=said is not None):
        return None
    if said and not posted and said.group().strip()[-1:] not in SAYS_ENDS:
        return None
    return Header(bare, posted, said is not None)


def name(text: str) -> str | None:
    """Return the name that stands beside the time of a header; `None` where the grammar knows none."""
    found = _named(text, text)
    return found.author if found else None


def beside(text: str) -> str:
    """Return what a part of a header has but the words that stand around names."""
    said = _grammar().says.search(text)
    return _without_around(text[: said.start()] + text[said.end() :] if said else text)


def _without_around(text: str) -> str:
    return _grammar().around.sub("", text.strip(HEADER_EDGES)).strip(HEADER_EDGES)


def _without_place(text: str) -> str:
    """Return the name alone of "Ada Lund, Harbury, UK"."""
    name, *places = text.split(", ", 3)
    return name if places and len(places) < 3 and all(map(PLACE.fullmatch, places)) else text


def when(text: str) -> tuple[int, int] | None:
    """Return from where to where a line says when: "2 hours ago", or a day, with its time if it has one."""
    gone_by = ago.search(text)
    if gone_by:
        return gone_by.span()
    moments = expressions.find(text)
    first = next((number for number, moment in enumerate(moments) if moment.day is not None), None)
    if first is None:
        short = _grammar().short.search(text)
        return short.span() if short else None
    start, end = moments[first].start, moments[first].end
    for moment in moments[first + 1 :]:  # "May 3 at 4:27 pm": a word may stand between
        if moment.start > end + NEAR:
            break
        end = max(end, moment.end)
    return _with_weekday(text, start), end


def _with_weekday(text: str, start: int) -> int:
    """Return where the weekday before a day begins, or where the day does."""
    before = text[:start].rstrip(" ,.")
    word = before[max(before.rfind(" "), before.rfind("\t"), before.rfind("|"), before.rfind("(")) + 1 :]
    plain = word.casefold().strip(".,")
    if len(plain) > 1 and plain in words.weekdays() - words.connectors():
        return len(before) - len(word)
    return start


def alone(text: str) -> str | None:
    """Return the name that a line above a time has."""
    name = _without_around(_number().sub("", text, 1))
    return name if name and _is_name(name) else None


def _is_name(text: str, *, free: bool = False) -> bool:
    """Return whether a text may be a name; before a word for writing it is free to have any words."""
    return (
        len(text) <= LONGEST_NAME
        and NAME.fullmatch(text) is not None
        and (free or not _grammar().never.search(text))
        and any(letter.isalpha() for letter in text)
    )


@cache
def _number() -> regex.Pattern[str]:
    """Return the pattern of what counts comments, before or after a header: "#12", "3.", "(4)", "Reply#1.2", "[-]"."""
    numbered = one_of(_rules.load_all().words("comments.numbered"))
    return regex.compile(
        rf"^(?:(?:(?:{numbered})\s?)?#\s?\d{{1,5}}(?:\.\d{{1,5}}){{0,4}}[.:)]?|\d{{1,5}}[.):]|[(\[]\d{{1,5}}[)\]]|\d{{1,5}}(?=\s\|)"
        r"|#(?=\s)|\[[-–+]\])"
        r"(?=\s|$|(?<=\]))\s*+|\s{0,3}\(?#\d{1,8}\)?$"
    )


@frozen
class Grammar:
    """The patterns of header lines, of all languages together."""

    short: regex.Pattern[str]
    says: Search
    around: regex.Pattern[str]
    never: regex.Pattern[str]
    nobody: frozenset[str]


@cache
def _grammar() -> Grammar:
    rules = _rules.load_all()

    def sought(table: str, pattern: str) -> Search:
        sources = [rule.source for rule in rules.rules(table)]
        return Search(sources, lazily(pattern, regex.VERSION1))

    def union(table: str) -> str:
        return "|".join(f"(?:{rule.pattern.pattern})" for rule in rules.rules(table))

    return Grammar(
        short=regex.compile(rf"(?<![\w./:])(?:{union('comment_short')})(?![\w/])", regex.VERSION1),
        says=sought("comment_says", union("comment_says")),
        around=regex.compile(
            rf"^(?:{union('comment_around')})+|(?<!\w)(?:{union('comment_around')})+$", regex.VERSION1
        ),
        never=regex.compile(rf"(?<!\w)(?:{union('comment_never')})(?!\w)", regex.VERSION1),
        nobody=rules.words("comments.nobody"),
    )
