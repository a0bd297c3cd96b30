"""What a line below the article looks like, for telling the readers' comments from what else stands there.

Each line has a few features: what it is alone, what stands above and below it, how often its like comes again,
and whose voice it has. Their weights are learned (`tools/weights/comments.py`);
`feature_names` lists them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from natodocs._fields.comments.headers import Header
from natodocs._labels.comments import look
from natodocs._labels.comments import voice as comment_voice
from natodocs._labels.comments.look import Look
from natodocs._labels.draft import Draft
from natodocs._text.keys import phrase_key
from natodocs._text.lines import Line
from natodocs._weights.names import Names

AROUND: Final = 8  # lines above and below a line in which signs of comments are counted
MOST: Final = 4  # of anything that is counted; more is as much
REMEMBERED: Final = 4096  # groups of features
TOLD: Final = (Look.SAYS, Look.STRONG, Look.TIME)  # headers that are more than a name
WRITTEN: Final = (Look.PROSE, Look.SENTENCE)


def features(
    draft: Draft, start: int, kinds: Sequence[Look], heads: Sequence[Header | None]
) -> Iterator[dict[str, float]]:
    """Yield the features of each line from `start`, with their values, for learning what they weigh."""
    words = comment_voice.words(draft.rules.language)
    for groups, line, kind in zip(
        places(draft, start, kinds, heads), draft.lines[start:], kinds, strict=True
    ):
        found = {name: 1.0 for names in groups for name in names}
        if kind in look.SAYS and (voice := comment_voice.of(line, kind, words)):
            found |= {"reader": voice.reader, "reporter": voice.reporter}
            found |= {name: float(voice.names.count(name)) for name in voice.names}
        yield found


def places(
    draft: Draft, start: int, kinds: Sequence[Look], heads: Sequence[Header | None]
) -> Iterator[tuple[Names, ...]]:
    """Yield the features of each line from `start` but for its voice, in groups that come again on other lines."""
    total = Counter(kinds)
    keys = [_shape(line, kind) for line, kind in zip(draft.lines[start:], kinds, strict=True)]
    shapes = Counter(keys)
    shapes[""] = 0
    names = Counter(map(_author, heads))
    named = sum(names.values()) - names[""]
    signs = [*accumulate((kind in look.HEADERS for kind in kinds), initial=0)]
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
        if kind is Look.COUNT:
            opened = 0
        yield found


@lru_cache(maxsize=REMEMBERED)
def _beside(before: str, kind: Look, after: str, headers_end: bool) -> Names:
    names = kind, f"{before}>{kind}", f"{kind}<{after}"
    return (*names, f"{kind}<{after} headers end") if headers_end else names


@lru_cache(maxsize=REMEMBERED)
def _around(kind: Look, above: int, below: int, total: int) -> Names:
    return f"{kind} above {above}", f"{kind} below {below}", f"{kind} of {total}"


@cache
def _again(kind: Look, times: int) -> Names:
    return (f"{kind} again {times}",)


@cache
def _name_again(kind: Look, is_only_one: bool) -> Names:
    return (f"{kind} name again", f"{kind} one name") if is_only_one else (f"{kind} name again",)


@cache
def _opened(kind: Look, lines: int) -> Names:
    return f"{kind} opened", f"{kind} opened {lines}"


def _ends_with_header(kinds: Sequence[Look]) -> bool:
    """Return whether the last name or time stands below the last sentence: pages print them above, or below."""
    for kind in reversed(kinds):
        if kind in TOLD:
            return True
        if kind in WRITTEN:
            return False
    return False


def _shape(line: Line, kind: Look) -> str:
    """Return a short line without its numbers; "" for a longer one."""
    if line.words > look.SHORT or kind in WRITTEN:
        return ""
    return phrase_key(line.text)


def _author(head: Header | None) -> str:
    return (head.author or "") if head else ""
