"""What stands around a line, and where on the page it stands: what speaks of it without its own words.

All is worked out for a whole page at once, a column for each of `CONTEXT_GROUPS`: a page has hundreds of lines, and
what `zip`, `map` and slices do for all of them costs little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, compress, pairwise
from operator import sub
from types import MappingProxyType
from typing import Final, TypeVar

from natodocs._document.marks import NO_MARKS
from natodocs._labels.article.own_features import (
    MOST_WORDS,
    PARAGRAPH,
    SIGNPOSTS,
    SIZES,
    Face,
    size,
    terms,
)
from natodocs._labels.draft import Draft
from natodocs._weights.tables import Key

T = TypeVar("T")

AMOUNTS: Final = (0, 10, 30, 60, 120, 200, 350, 600)  # words of prose; the ends of the steps
NEAR, AROUND = 4, 12  # lines above and below in which prose is counted
TERMS: Final = 6  # steps of the share of words that come again
TITLE_WORDS: Final = 3  # words; the least of a line that may be the headline
REPEATED: Final = 0.6  # share of the words
NO_POST: Final = "none"


def amount(words: int) -> int:
    """Return the step of an amount of prose."""
    return bisect_left(AMOUNTS, words)


# By the number of words, as far as those around a line can go; by the number of lines, as far as it makes a difference.
_AMOUNTS: Final = tuple(map(amount, range(MOST_WORDS * AROUND + 1)))
_NUMBERS: Final = tuple(map(size, range(SIZES[-1] + 2)))
_FURTHER: Final = _NUMBERS[1:]
_FROM_POST: Final = MappingProxyType(
    {kind: tuple((kind, step) for step in _FURTHER) for kind in (NO_POST, *map(str, SIGNPOSTS))}
)


def columns(draft: Draft, faces: Sequence[Face]) -> dict[str, Iterable[Key]]:
    """Return for each of `CONTEXT_GROUPS` the keys of all lines; there has to be a line."""
    # Not zip(*faces): that takes an argument, and an iterator, for each line of the page.
    looks, prose = [face.look for face in faces], [face.prose for face in faces]
    posts, own_terms = [face.post for face in faces], [face.terms for face in faces]
    lengths = [face.length for face in faces]
    pairs = _pairs(["top", "top", *looks, "end", "end"])
    near, around = _windows(prose, NEAR), _windows(prose, AROUND)
    gaps = _gaps(prose), _gaps(prose[::-1])[::-1], _stretch(_NUMBERS, len(prose))
    return {
        "above": pairs[:-3],
        "below": pairs[3:],
        "prose": zip(near, near[NEAR + 1 :], around, around[AROUND + 1 :], strict=False),
        "part": _parts(prose),
        "gap": zip(*gaps, strict=True),
        "post above": _posts(posts),
        "post below": _posts(posts[::-1])[::-1],
        "print": _prints(draft, own_terms, lengths),
    }


def _pairs(items: Sequence[T]) -> list[tuple[T, T]]:
    """Return each item with the next; equal pairs are one object, so that a long page keeps few for the collector."""
    known: dict[tuple[T, T], tuple[T, T]] = {}
    return [known.setdefault(pair, pair) for pair in pairwise(items)]


def _windows(prose: Sequence[int], width: int) -> list[int]:
    """Return the steps of the prose in so many lines above each line.

    It goes on below the last line: the number for the lines below one stands further on, by `width` and itself.
    """
    sums = [*[0] * (width + 1), *accumulate(prose)]
    sums += sums[-1:] * width
    return list(map(_AMOUNTS.__getitem__, map(sub, sums[width:], sums)))


def _stretch(row: tuple[T, ...], length: int) -> tuple[T, ...]:
    """Return so many of a row; its last again and again, where it has fewer."""
    return row[:length] if length <= len(row) else row + row[-1:] * (length - len(row))


def _gaps(prose: Sequence[int]) -> list[int]:
    """Return the step of how far above each line the last paragraph is."""
    found: list[int] = []
    row, last = _FURTHER[-1:], -1
    for number in [number for number, words in enumerate(prose) if words >= PARAGRAPH]:
        found += _stretch(row, number - last)
        row, last = _FURTHER, number
    found += _stretch(row, len(prose) - 1 - last)
    return found


def _posts(posts: Sequence[str]) -> list[tuple[str, int]]:
    """Return which signpost stands above each line, and in which step of lines."""
    found: list[tuple[str, int]] = []
    kind, last = NO_POST, -1
    for number in [number for number, post in enumerate(posts) if post]:
        found += _stretch(_FROM_POST[kind], number - last)
        kind, last = posts[number], number
    found += _stretch(_FROM_POST[kind], len(posts) - 1 - last)
    return found


def _parts(prose: Sequence[int]) -> list[Key]:
    """Return how much of the prose stands above and below each line: the same from one line of prose to the next."""
    found: list[Key] = []
    total, so_far = sum(prose), 0
    of_all, last = amount(total), -1

    def key(with_it: int) -> Key:
        tenth = 10 * so_far // (total or 1)
        return amount(so_far), amount(total - with_it), tenth, of_all

    for number in [number for number, words in enumerate(prose) if words]:
        found += [key(so_far)] * (number - last - 1)
        found.append(key(so_far + prose[number]))
        so_far, last = so_far + prose[number], number
    found += [key(so_far)] * (len(prose) - 1 - last)
    return found


def _prints(draft: Draft, own_terms: Sequence[Set[str]], lengths: Sequence[int]) -> Iterable[Key]:
    """Return for each line what is said twice in it, and what parts it from others."""
    before = [line.blank_before for line in draft.lines]
    marks = [line.marks for line in draft.lines]
    like = [one == other if one else -1 for one, other in zip(marks, [NO_MARKS, *marks], strict=False)]
    return zip(
        *(before, [*before[1:], True], lengths),
        *(_repeated(draft.keys), _shared(own_terms, lengths), _alike(draft, own_terms), like),
        strict=True,
    )


def _repeated(keys: Sequence[str]) -> list[tuple[int, bool]]:
    """Return whether each line is printed more than once (1, from the second time on 2), and twice in a row."""
    found = [(0, False)] * len(keys)
    printed = Counter(keys)
    if len(printed) == len(keys):
        return found
    often = {key for key, times in printed.items() if times > 1}
    seen = set[str]()
    for number in [number for number, key in enumerate(keys) if key in often]:
        key = keys[number]
        twin = key in (keys[number - 1] if number else None, *keys[number + 1 : number + 2])
        found[number] = (2 if key in seen else 1, twin)
        seen.add(key)
    return found


def _shared(own_terms: Sequence[Set[str]], lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return how many of its terms each line shares with other prose, and how many it has."""
    once, twice = set[str](), set[str]()
    for some in compress(own_terms, lengths):
        twice |= once & some
        once |= some
    # By the length of a line: the terms of one of prose are themselves in `once`.
    among = (once, twice, twice)
    return [
        (TERMS * len(some & among[length]) // count, min(count, TERMS)) if (count := len(some)) else (-1, 0)
        for some, length in zip(own_terms, lengths, strict=True)
    ]


def _alike(draft: Draft, own_terms: Sequence[Set[str]]) -> list[tuple[bool, bool]]:
    """Return whether each line says what the top of the page says, and what its title says."""
    found = [(False, False)] * len(own_terms)
    top, title = own_terms[0], terms(draft.metadata.title or "")
    either = top | title
    for number in [number for number, some in enumerate(own_terms) if not either.isdisjoint(some)]:
        some = own_terms[number]
        if number and draft.lines[number].words >= TITLE_WORDS:
            found[number] = (
                len(some & top) >= REPEATED * len(some),
                len(some & title) >= REPEATED * len(some | title),
            )
    return found


def _above(second: str, first: str) -> Iterator[str]:
    yield from (f"-2 {second}", f"-1 {first}")


def _below(first: str, second: str) -> Iterator[str]:
    yield from (f"+1 {first}", f"+2 {second}")


def _prose(above: int, below: int, far_above: int, far_below: int) -> Iterator[str]:
    yield from (f"prose -{NEAR} {above}", f"prose +{NEAR} {below}", f"prose {above} {below}")
    yield from (f"prose -{AROUND} {far_above}", f"prose +{AROUND} {far_below}")


def _part(above: int, below: int, tenth: int, total: int) -> Iterator[str]:
    yield from (f"all above {above}", f"all below {below}", f"all {total}")
    yield f"tenth {tenth if total else 'none'}"


def _gap(above: int, below: int, number: int) -> Iterator[str]:
    yield from (f"gap -{above}", f"gap +{below}", f"gap {min(4, above)} {min(4, below)}", f"line {number}")


def _post_above(kind: str, lines: int) -> Iterator[str]:
    yield from (f"above {kind}", f"above {kind} {lines}")


def _post_below(kind: str, lines: int) -> Iterator[str]:
    yield from (f"below {kind}", f"below {kind} {lines}")


def _print(
    before: bool,
    after: bool,
    length: int,
    repeated: tuple[int, bool],
    shared: tuple[int, int],
    alike: tuple[bool, bool],
    like: int,
) -> Iterator[str]:
    yield "blank" if before else "no blank"
    yield f"blanks {before:d}{after:d} {length}"
    share, count = shared
    if count:
        yield from (f"shares {share} {length}", f"terms {count}")
    again, twin = repeated
    if again:
        yield f"again {again} {length > 0}"
    if twin:
        yield "twin"
    yield from (name for name, found in zip(("as the top", "as the title"), alike, strict=True) if found)
    if like >= 0:
        yield f"marks as before {like:d}"


# What the key of each group says: the features, which have weights.
CONTEXT_GROUPS: Final[Mapping[str, Callable[..., Iterator[str]]]] = MappingProxyType(
    {
        "above": _above,
        "below": _below,
        "prose": _prose,
        "part": _part,
        "gap": _gap,
        "post above": _post_above,
        "post below": _post_below,
        "print": _print,
    }
)
