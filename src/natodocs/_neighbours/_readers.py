"""What a line below the article looks like, for telling the readers' comments from what else stands there.

Each line has a few features: what it is alone, what stands above and below it, how often its like comes again,
and whose voice it has. Their weights are learned (`tools/comment_weights.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

import regex
from attrs import frozen

from natodocs import _comment_headers, _reading, _rules
from natodocs._comment_headers import Header
from natodocs._labels import WEAK, Label, phrase_key
from natodocs._lines import Line
from natodocs._neighbours._draft import Draft, K

Names = tuple[str, ...]  # of features

AROUND: Final = 8  # lines above and below a line in which signs of comments are counted
SHORT: Final = 6  # words; a longer line is no part of a header
LOOKED_AT: Final = 400  # characters of a paragraph, for its voice
MOST: Final = 4  # of anything that is counted; more is as much
VOICE_AT_LEAST: Final = (
    6  # words; added to the length of a line, so that one word of a short line is not all of it
)
TOKEN: Final = regex.compile(r"[\p{L}\p{M}'’@]+")
# The same for Latin-1: all else is a blank.
TOKENS: Final = bytes(code if chr(code).isalpha() or chr(code) in "'@" else ord(" ") for code in range(256))
SMILEY: Final = regex.compile(
    r"(?:[:;=]-?[)(DPp*/]|<3|\^\^|[\U0001F600-\U0001F64F\U0001F910-\U0001F97A❤☺🙂👍])(?!\w)"
)
BOARD: Final = "»"  # between name and time on some boards, where it looks like a path through the site
CLOCK: Final = regex.compile(r"\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|Uhr))?", regex.I)
ADDRESSED: Final = regex.compile(r"@\s?\w|#\d{1,4}\b|(?:\w+ ){0,2}\w+ ?[,:] (?=you)")
SHOUTED: Final = regex.compile(r"(?<!\w)\p{Lu}{4,}(?!\w)")
SIGNS: Final = (("!", "!"), ("!", "!!"), ("?", "?"))  # features, and what has them
MAY_SMILE: Final = re.compile(r"[:;=<^\u263a-\U0001f97a]")  # `re` looks for one of some characters far faster
MAY_SHOUT: Final = re.compile(r"[^\W\d_a-z]{4}")
SAYS: Final = frozenset({"prose", "sentence", "line"})  # looks of lines that have a voice
REMEMBERED: Final = 4096  # groups of features
SPEAKING: Final = frozenset('"“„«”»')
HEADERS: Final = frozenset({"says", "strong", "time", "named", "button", "number"})
OPENINGS: Final = frozenset({"count"})
FURNITURE: Final = frozenset(
    {K.NAVIGATION, K.RELATED, K.ADVERT, K.LEGAL, K.SHARE, K.TAGS, K.CONTACT, K.CREDIT, K.CAPTION}
    | {K.METADATA, K.BIO, K.CLOCK, K.TITLE, K.OTHER}
)
NO_HEADERS: Final = FURNITURE | {K.COMMENT_UI}  # lines known to be these are no headers


def looks(draft: Draft, start: int) -> tuple[list[str], list[Header | None]]:
    """Return what each line from `start` is alone, and the header that it is."""
    lines, labels = draft.lines[start:], draft.labels[start:]
    possible = [
        label.kind not in NO_HEADERS or label.confidence <= WEAK or BOARD in line.text
        for line, label in zip(lines, labels, strict=True)
    ]
    heads = _comment_headers.headers(lines, possible)
    return [*map(_look, lines, labels, heads)], heads


def _look(line: Line, label: Label, head: Header | None) -> str:
    kind, weak = label.kind, label.confidence <= WEAK
    if head:
        if head.says:
            return "says"
        if not head.author and CLOCK.fullmatch(line.text):
            return "clock"
        return "strong" if head.strong else "time" if head.posted else "named"
    if kind == K.COMMENT_UI:
        return "count" if line.words <= SHORT and _counts(line.text) else "button"
    if line.words <= 1 and line.text.strip(" #.()[]").isdecimal():
        return "number"
    if kind == K.PARAGRAPH and not weak:
        return "prose"
    if kind in FURNITURE and not weak:
        return "furniture" if line.words > SHORT or kind != K.NAVIGATION else "menu"
    if line.words <= _comment_headers.NAME_WORDS and _comment_headers.bare_name(line.text):
        return "name"
    if kind == K.PARAGRAPH:
        return "sentence"
    return "short" if line.words <= SHORT else "line"


def _counts(text: str) -> bool:
    """Whether a line of a comment section's furniture is its heading: "3 Comments", "Discussion:"."""
    return any(map(str.isdigit, text)) or text.rstrip().endswith(":") or len(text.split()) == 1


def features(
    draft: Draft, start: int, kinds: Sequence[str], heads: Sequence[Header | None]
) -> Iterator[dict[str, float]]:
    """Yield the features of each line from `start`, with their values, for learning what they weigh."""
    reader, reporter = voices(draft.rules.language)
    for groups, line, kind in zip(
        places(draft, start, kinds, heads), draft.lines[start:], kinds, strict=True
    ):
        found = {name: 1.0 for names in groups for name in names}
        if kind in SAYS and (voice := voice_of(line, kind, reader, reporter)):
            found |= {"reader": voice.reader, "reporter": voice.reporter}
            found |= {name: float(voice.names.count(name)) for name in voice.names}
        yield found


def places(
    draft: Draft, start: int, kinds: Sequence[str], heads: Sequence[Header | None]
) -> Iterator[tuple[Names, ...]]:
    """Yield the features of each line from `start` but for its voice, in groups that come again on other lines."""
    total = Counter(kinds)
    keys = [_shape(line, kind) for line, kind in zip(draft.lines[start:], kinds, strict=True)]
    shapes = Counter(keys)
    shapes[""] = 0
    names = Counter(map(_author, heads))
    named = sum(names.values()) - names[""]
    signs = [*accumulate((kind in HEADERS for kind in kinds), initial=0)]
    headers_end = _ends_with_header(kinds)
    size = len(kinds)
    opened: int | None = None  # lines since the heading of a section
    for n, (before, kind, after) in enumerate(zip(["top", *kinds], kinds, [*kinds[1:], "end"], strict=False)):
        above = signs[n] - signs[n - AROUND if n > AROUND else 0]
        below = signs[n + 1 + AROUND if n + AROUND < size else size] - signs[n + 1]
        times = shapes[keys[n]]
        found: tuple[Names, ...] = (
            _beside(before, kind, after, headers_end),
            _around(kind, min(MOST, above), min(MOST, below), min(MOST, total[kind])),
        )
        if times > 1:
            found += (_again(kind, min(MOST, times)),)
        if heads[n] and (name := _author(heads[n])) and names[name] > 1:
            found += (_name_again(kind, names[name] == named),)
        if opened is not None:
            found += (_opened(kind, min(MOST, opened)),)
            opened += 1
        if kind == "count":
            opened = 0
        yield found


@lru_cache(maxsize=REMEMBERED)
def _beside(before: str, kind: str, after: str, headers_end: bool) -> Names:
    names = kind, f"{before}>{kind}", f"{kind}<{after}"
    return (*names, f"{kind}<{after} headers end") if headers_end else names


@lru_cache(maxsize=REMEMBERED)
def _around(kind: str, above: int, below: int, total: int) -> Names:
    return f"{kind} above {above}", f"{kind} below {below}", f"{kind} of {total}"


@cache
def _again(kind: str, times: int) -> Names:
    return (f"{kind} again {times}",)


@cache
def _name_again(kind: str, is_only_one: bool) -> Names:
    return (f"{kind} name again", f"{kind} one name") if is_only_one else (f"{kind} name again",)


@cache
def _opened(kind: str, lines: int) -> Names:
    return f"{kind} opened", f"{kind} opened {lines}"


def _ends_with_header(kinds: Sequence[str]) -> bool:
    """Whether the last name or time stands below the last sentence: pages print them above comments, or below."""
    for kind in reversed(kinds):
        if kind in ("says", "strong", "time"):
            return True
        if kind in ("prose", "sentence"):
            return False
    return False


def _shape(line: Line, kind: str) -> str:
    """Return a short line without its numbers; "" for a longer one."""
    if line.words > SHORT or kind in ("prose", "sentence"):
        return ""
    return phrase_key(line.text)


def _author(head: Header | None) -> str:
    return (head.author or "") if head else ""


@frozen
class Voice:
    """What speaks for a reader or a reporter in a line."""

    reader: float
    """How many of its words are a reader's: tenths of them all."""
    reporter: float
    """How many are a reporter's."""
    names: Names
    """The features that it has besides; one that counts twice stands there twice."""


@frozen
class Words:
    """A list of words, for counting how many of a text's are on it."""

    words: frozenset[str]
    """In small letters."""
    latin: frozenset[bytes]
    """Those of them that can be written in Latin-1."""

    def count(self, found: list[str] | list[bytes]) -> int:
        """Return how many words are on it."""
        known = self.latin if isinstance(found[0], bytes) else self.words
        return sum(map(known.__contains__, found))


@cache
def voices(language: str | None) -> tuple[Words, Words]:
    """Return the words of readers, and those of reporters."""
    rules = _rules.load(language)
    reader, reporter = rules.words("comments.reader"), rules.words("comments.reporter")
    return Words(reader, _latin(reader)), Words(reporter, _latin(reporter))


def _latin(words: Iterable[str]) -> frozenset[bytes]:
    found = (_reading.latin(word) for word in words)
    return frozenset(word for word in found if word is not None)


def _words(text: str) -> list[str] | list[bytes]:
    """Return the words of a text in small letters: in Latin-1 where they can be, which takes a fifth of the time."""
    small = text.casefold()
    latin = _reading.latin(small)
    return TOKEN.findall(small.replace("’", "'")) if latin is None else latin.translate(TOKENS).split()


def voice_of(line: Line, kind: str, reader: Words, reporter: Words) -> Voice | None:
    """Return whose voice a line has; `None` where it has no words."""
    text = line.text[:LOOKED_AT]
    words = _words(text)
    if not words:
        return None
    share = 10 / (len(words) + VOICE_AT_LEAST)
    first = text[0]
    opening = "small" if first.islower() else "speaking" if first in SPEAKING else "else"
    names = (
        *_sentence(kind, opening, line.ends_sentence, min(6, line.words // 12)),
        *(name for name, sign in SIGNS if sign in text),
    )
    if MAY_SMILE.search(text) and SMILEY.search(text):
        names += ("smiley",)
    if ADDRESSED.match(text):
        names += ("addressed",)
    if MAY_SHOUT.search(text) and SHOUTED.search(text):
        names += ("shouted",)
    if "..." in text or "…" in text:
        names += ("...",)
    if "”" in text or "“" in text:
        names += ("curved marks",)
    if " i " in text or "i'm" in text:
        names += ("small i",)
    return Voice(share * reader.count(words), share * reporter.count(words), names)


@lru_cache(maxsize=REMEMBERED)
def _sentence(kind: str, opening: str, ends: bool, length: int) -> Names:
    return f"{kind} opens {opening}", f"{kind} ends {ends}", f"{kind} long {length}"
