"""What a line below the article looks like, for telling the readers' comments from what else stands there.

Each line has a few features: what it is alone, what stands above and below it, how often its like comes again,
and whose voice it has. Their weights are learned (`tools/comment_weights.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from natodocs import _comment_headers
from natodocs._comment_headers import Header
from natodocs._labels import phrase_key
from natodocs._lines import Line
from natodocs._neighbours._draft import Draft
from natodocs._rules import Rules
from natodocs._types import BlockKind as K

AROUND: Final = 8  # lines above and below a line in which signs of comments are counted
SHORT: Final = 6  # words; a longer line is no part of a header
LOOKED_AT: Final = 400  # characters of a paragraph, for its voice
MOST: Final = 4  # of anything that is counted; more is as much
VOICE_AT_LEAST: Final = (
    6  # words; added to the length of a line, so that one word of a short line is not all of it
)
TOKEN: Final = regex.compile(r"[\p{L}\p{M}'’@]+")
SMILEY: Final = regex.compile(
    r"(?:[:;=]-?[)(DPp*/]|<3|\^\^|[\U0001F600-\U0001F64F\U0001F910-\U0001F97A❤☺🙂👍])(?!\w)"
)
DIGITS: Final = regex.compile(r"\d+")
BOARD: Final = "»"  # between name and time on some boards, where it looks like a path through the site
CLOCK: Final = regex.compile(r"\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|Uhr))?", regex.I)
ADDRESSED: Final = regex.compile(r"@\s?\w|#\d{1,4}\b|(?:\w+ ){0,2}\w+ ?[,:] (?=you)")
SHOUTED: Final = regex.compile(r"(?<!\w)\p{Lu}{4,}(?!\w)")
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
    numbers = range(start, len(draft.lines))
    heads = _comment_headers.headers(
        draft.lines[start:],
        [draft.kind(n) not in NO_HEADERS or draft.weak(n) or BOARD in draft.lines[n].text for n in numbers],
    )
    return [_look(draft, n, head) for n, head in zip(numbers, heads, strict=True)], heads


def _look(draft: Draft, number: int, head: Header | None) -> str:
    line, kind = draft.lines[number], draft.kind(number)
    if head:
        if head.says:
            return "says"
        if not head.author and CLOCK.fullmatch(line.text):
            return "clock"
        return "strong" if head.strong else "time" if head.posted else "named"
    if kind == K.COMMENT_UI:
        return "count" if line.words <= SHORT and _counts(line.text) else "button"
    if line.words <= 1 and DIGITS.fullmatch(line.text.strip(" #.()[]")):
        return "number"
    if kind == K.PARAGRAPH and not draft.weak(number):
        return "prose"
    if kind in FURNITURE and not draft.weak(number):
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
    """Yield the features of each line from `start`, with their values."""
    lines = draft.lines[start:]
    total = Counter(kinds)
    shapes = Counter(_shape(line, kind) for line, kind in zip(lines, kinds, strict=True))
    names = Counter(map(_author, heads))
    named = sum(names.values()) - names[""]
    signs = [0]
    for kind in kinds:
        signs.append(signs[-1] + (kind in HEADERS))
    ends_with_header = _ends_with_header(kinds)
    opened = 0
    voice = Voice(draft.rules)
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        before = kinds[n - 1] if n else "top"
        after = kinds[n + 1] if n + 1 < len(kinds) else "end"
        found = {kind: 1.0, f"{before}>{kind}": 1.0, f"{kind}<{after}": 1.0}
        above = signs[n] - signs[max(0, n - AROUND)]
        below = signs[min(len(kinds), n + 1 + AROUND)] - signs[n + 1]
        found[f"{kind} above {min(MOST, above)}"] = 1.0
        found[f"{kind} below {min(MOST, below)}"] = 1.0
        found[f"{kind} of {min(MOST, total[kind])}"] = 1.0
        if ends_with_header:
            found[f"{kind}<{after} headers end"] = 1.0
        if (shape := _shape(line, kind)) and shapes[shape] > 1:
            found[f"{kind} again {min(MOST, shapes[shape])}"] = 1.0
        if (name := _author(heads[n])) and names[name] > 1:
            found[f"{kind} name again"] = 1.0
            if names[name] == named:
                found[f"{kind} one name"] = 1.0
        if opened:
            found[f"{kind} opened"] = 1.0
            found[f"{kind} opened {min(MOST, n - opened)}"] = 1.0
        if kind == "count":
            opened = n + 1
        if kind in ("prose", "sentence", "line"):
            found |= voice.of(line, kind)
        yield found


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


class Voice:
    """Tells a reader's voice from a reporter's."""

    def __init__(self, rules: Rules) -> None:
        self._reader = rules.words("comments.reader")
        self._reporter = rules.words("comments.reporter")

    def of(self, line: Line, kind: str) -> Iterator[tuple[str, float]]:
        """Yield the features of a line's voice."""
        text = line.text[:LOOKED_AT]
        words = TOKEN.findall(text.casefold().replace("’", "'"))
        if not words:
            return
        length = len(words) + VOICE_AT_LEAST
        yield "reader", 10 * sum(word in self._reader for word in words) / length
        yield "reporter", 10 * sum(word in self._reporter for word in words) / length
        first = text[0]
        yield (
            f"{kind} opens {'small' if first.islower() else 'speaking' if first in SPEAKING else 'else'}",
            1.0,
        )
        yield f"{kind} ends {line.ends_sentence}", 1.0
        yield f"{kind} long {min(6, line.words // 12)}", 1.0
        if "!" in text:
            yield "!", 1.0 + ("!!" in text)
        if "?" in text:
            yield "?", 1.0
        if "..." in text or "…" in text:
            yield "...", 1.0
        if SMILEY.search(text):
            yield "smiley", 1.0
        if ADDRESSED.match(text):
            yield "addressed", 1.0
        if SHOUTED.search(text):
            yield "shouted", 1.0
        if "”" in text or "“" in text:
            yield "curved marks", 1.0
        if " i " in text or "i'm" in text:
            yield "small i", 1.0
