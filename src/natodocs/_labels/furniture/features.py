"""What speaks for the kind of a line outside the article: its words and form, its place, and the lines around it.

What speaks comes in groups, each of which has a key of a few small values: what a key says is worked out once, however
many lines have it (`GROUPS`). What the words of a line say is asked for by name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from attrs import frozen

from natodocs._labels.draft import EVEN, Draft, K
from natodocs._labels.line import WEAK, Label
from natodocs._text.characters import DASHES

Key: TypeAlias = tuple[Any, ...]
Keys: TypeAlias = list[tuple[str, Key]]

# Words, or lines; the ends of the steps.
SIZES: Final = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100)
SHORT_SIZE: Final = 9  # the step from which on a line counts as long
LOOKED_AT: Final = 160  # characters from the start of a line, for its words
BEGINNING: Final = 80  # characters from the start of a line, for its digits
WORDS: Final = 14  # words of a line that are looked at
PAIRS: Final = 8  # words of which neighbours are looked at together
PARTS: Final = 10  # words of which the beginnings and ends are looked at
WHOLE: Final = 3  # words; a line of no more is looked at as a whole
LETTERS: Final = 8  # of a word that have to be the same
START, END = 4, 4  # letters of the beginning and of the end of a word
LONG_ENOUGH: Final = 6  # letters of a word whose beginning and end are looked at
FAR: Final = 5  # lines; all that is further away in a run is alike
AROUND: Final = 8  # lines above and below whose kinds are counted
OFTEN: Final = (0, 1, 2, 2, 4)  # times, by how often something is there: once, twice or thrice, more often
ALIKE: Final = 2  # words; what lines of a run may differ by
LONGEST: Final = 12  # words; all longer lines are alike in a run
MOST_WORDS: Final = 20  # words; all longer lines count alike in a mean
NEAR: Final = 5  # lines above and below of which the mean length is taken
WORD: Final = re.compile(r"[^\W\d_]+|\d+|[©@|•›»/:+#]")
NAME: Final = re.compile(r"[^\W\d_]{3,}")
ADDRESS: Final = re.compile(r"http|www\.|\.com", re.IGNORECASE)
TERM: Final = re.compile(r"[^\W\d_]{4,}")
SIGNS: Final = "©|@•›»/#+:"
STOPS: Final = '!?:…,;»)"”'
OPENINGS: Final = '"“«‘([©@#+|•'
ARTICLE: Final = "article"  # what a line of the article is from another
NOTHING: Final = "none"


@frozen
class Own:
    """What a line says of itself."""

    words: tuple[str, ...]
    """The names of the features of its words."""
    keys: tuple[tuple[str, Key], ...]
    """The groups of its other features, each with the key that it has."""
    first: str
    """Its first word, for its neighbours."""
    last: str
    """Its last word."""


def size(number: int) -> int:
    """Return the step of a number of words or lines."""
    return bisect_left(SIZES, number)


_SIZES: Final = tuple(map(size, range(SIZES[-1] + 2)))


def _step(number: int) -> int:
    return _SIZES[min(number, SIZES[-1] + 1)]


def look(label: Label) -> str:
    """Return the kind of a label, with "?" where nothing speaks for it."""
    return str(label.kind) if label.confidence > WEAK else f"{label.kind}?"


def own(text: str, lead: str, words: int, looks: str) -> Own:
    """Return what a line says of itself, with what its label has it look like."""
    tokens = [
        "0" * len(token) if token.isdigit() else token for token in WORD.findall(text[:LOOKED_AT].casefold())
    ]
    return Own(
        tuple(_words(tokens)),
        (
            ("label", (looks, _step(words))),
            ("ends", (_ending(text), _step(words))),
            ("form", (*_form(text, words), _signs(text), min(4, text.count(",")), lead.strip()[:1])),
        ),
        tokens[0][:LETTERS] if tokens else "",
        tokens[-1][:LETTERS] if tokens else "",
    )


def _words(tokens: Sequence[str]) -> Iterator[str]:
    if not tokens:
        return
    yield from (f"word {token[:LETTERS]}" for token in dict.fromkeys(tokens[:WORDS]))
    yield from (f"pair {one[:6]} {other[:6]}" for one, other in pairwise(tokens[: PAIRS + 1]))
    for token in dict.fromkeys(tokens[:PARTS]):
        if len(token) >= LONG_ENOUGH and token.isalpha():
            yield from (f"start {token[:START]}", f"end {token[-END:]}")
    yield from (f"first {tokens[0][:LETTERS]}", f"last {tokens[-1][:LETTERS]}")
    if len(tokens) <= WHOLE:
        yield f"whole {' '.join(token[:LETTERS] for token in tokens)}"


def _ending(text: str) -> str:
    """Return the sign that a line ends in; "w" for a word, "d" for a number, "o" for what is neither."""
    last = text[-1:]
    if last in ".。":
        return "." if last else "o"
    return last if last in STOPS else "d" if last.isdigit() else "w" if last.isalpha() else "o"


def _form(text: str, words: int) -> tuple[str, int, int, bool, int]:
    first = text[:1]
    opening = (
        "capital"
        if first.isupper()
        else "small"
        if first.islower()
        else "digit"
        if first.isdigit()
        else "dash"
        if first in DASHES
        else first
        if first and first in OPENINGS
        else "other"
    )
    tokens, begins = text.split(), text[:BEGINNING]
    capitals = 4 * sum(token[0].isupper() for token in tokens) // max(1, len(tokens))
    digits = min(4, 8 * sum(map(str.isdigit, begins)) // max(1, len(begins)))
    return opening, capitals, min(_step(words), 6), text.isupper(), digits


def _signs(text: str) -> tuple[str, ...]:
    """Return the signs in a line, and whether it has an address of the web."""
    found = [sign for sign in SIGNS if sign in text]
    if ADDRESS.search(text):
        found.append("url")
    return tuple(found)


class Page:
    """What lines see of each other, worked out for a page."""

    def __init__(self, draft: Draft, read: Sequence[Own]) -> None:
        self.lines, self.read = draft.lines, read
        self.inside = [likely > EVEN for likely in draft.likely]
        self.kinds = [
            ARTICLE if inside else look(label)
            for label, inside in zip(draft.labels, self.inside, strict=True)
        ]
        self.bare = [str(label.kind) for label in draft.labels]
        self.sizes = [_step(line.words) for line in draft.lines]
        self.lengths = [min(line.words, LONGEST) for line in draft.lines]
        self.counted = [min(line.words, MOST_WORDS) for line in draft.lines]
        self.keys, self.printed = draft.keys, Counter(draft.keys)
        self.core, self.title = draft.core, draft.title
        headline = "" if draft.title is None else draft.lines[draft.title].text
        self.headline = "" if draft.title is None else draft.keys[draft.title]
        self.terms = frozenset(TERM.findall(headline.casefold()))
        self.names = frozenset(
            name
            for line, label in zip(draft.lines, draft.labels, strict=True)
            if label.kind == K.BYLINE and label.confidence > WEAK
            for name in NAME.findall(line.text)
            if name[0].isupper()
        )
        self.above = self._nearest(range(len(self.lines)))
        self.below = self._nearest(range(len(self.lines) - 1, -1, -1))
        self.first, self.last = self._runs()
        self.near = self._around()
        self.outside, self.words = self._sums()

    def _nearest(self, order: Sequence[int]) -> list[tuple[str, int]]:
        """Return for each line what is known before it in this order, and how many lines away."""
        found = [(NOTHING, 0)] * len(self.lines)
        last, away = NOTHING, 0
        for number in order:
            found[number] = last, min(_step(away), 10)
            if not self.kinds[number].endswith("?"):
                last, away = self.kinds[number], 0
            away += 1
        return found

    def _runs(self) -> tuple[list[int], list[int]]:
        """Return the first and the last line of the run that each line stands in.

        A run is of lines about as long, each right below the other, without a blank line between.
        """
        first = list(range(len(self.lines)))
        for number in range(1, len(self.lines)):
            if not self.lines[number].blank_before and self._alike(number - 1, number):
                first[number] = first[number - 1]
        last = list(range(len(self.lines)))
        for number in range(len(self.lines) - 2, -1, -1):
            if first[number + 1] == first[number]:
                last[number] = last[number + 1]
        return first, last

    def _alike(self, one: int, other: int) -> bool:
        return (
            not self.inside[one]
            and not self.inside[other]
            and abs(self.lengths[one] - self.lengths[other]) <= ALIKE
        )

    def _around(self) -> list[Key]:
        """Return how often each kind is known among the lines around each: once, twice or thrice, more often."""
        found: list[Key] = []
        counts: dict[str, int] = {}
        known = [None if kind == ARTICLE or kind.endswith("?") else kind for kind in self.kinds]
        for kind in known[:AROUND]:
            if kind is not None:
                counts[kind] = counts.get(kind, 0) + 1
        for number, own in enumerate(known):
            enters = known[number + AROUND] if number + AROUND < len(known) else None
            leaves = known[number - AROUND - 1] if number > AROUND else None
            if enters is not None:
                counts[enters] = counts.get(enters, 0) + 1
            if leaves is not None:
                counts[leaves] -= 1
            found.append(
                tuple(
                    [
                        (kind, OFTEN[min(count - (kind == own), 4)])
                        for kind, count in sorted(counts.items())
                        if count > (kind == own)
                    ]
                )
                if counts
                else ()
            )
        return found

    def _sums(self) -> tuple[list[int], list[int]]:
        """Return how many lines outside the article there are above each, and how many words they have."""
        lines, words = [0], [0]
        for inside, counted in zip(self.inside, self.counted, strict=True):
            lines.append(lines[-1] + (not inside))
            words.append(words[-1] + (0 if inside else counted))
        return lines, words

    def around(self, number: int) -> Keys:
        """Return the groups of what stands around a line, each with the key that it has."""
        place, away = self._place(number)
        words, last = min(self.sizes[number], SHORT_SIZE), len(self.lines) - 1
        above, below = max(0, number - NEAR), min(last, number + NEAR) + 1
        near = self.outside[below] - self.outside[above]
        mean = (self.words[below] - self.words[above]) // max(1, near)
        after = self.lines[number + 1].blank_before if number < last else True
        return [
            ("place", (place, _step(away), words, self.bare[number])),
            ("ends of the page", (_step(number), _step(last - number))),
            ("print", self._known(number, place)),
            ("blanks", (self.lines[number].blank_before, after)),
            ("far", (self._kind(number - 2), self._kind(number + 2))),
            ("before", self._neighbour(number, number - 1, words)),
            ("after", self._neighbour(number, number + 1, words)),
            ("run", (_step(self.last[number] - self.first[number]), words, mean)),
            ("ends of the run", self._ends(number, words)),
            ("signposts", (*self.above[number], *self.below[number])),
            ("near", self.near[number]),
        ]

    def said(self, number: int) -> list[str]:
        """Return the features of the words right above and below."""
        found = []
        if number:
            found.append(f"-1 word {self.read[number - 1].first}")
        if number + 1 < len(self.lines):
            found.append(f"+1 word {self.read[number + 1].first}")
        if self.first[number]:
            found.append(f"head word {self.read[self.first[number] - 1].first}")
        return found

    def _ends(self, number: int, words: int) -> Key:
        """Return how far the ends of the run are, and what stands above and below it."""
        first, last = self.first[number], self.last[number]
        head = self._kind(first - 1)
        size = NOTHING if not first or self.inside[first - 1] else min(self.sizes[first - 1], SHORT_SIZE)
        return min(number - first, FAR), min(last - number, FAR), head, size, words, self._kind(last + 1)

    def _place(self, number: int) -> tuple[str, int]:
        """Return where a line stands to the article, and how far away."""
        core = self.core
        if not core:
            return NOTHING, 0
        if number < core.start:
            between = self.title is not None and number > self.title
            return "between" if between else "above", core.start - number
        return ("below", number - core.stop + 1) if number >= core.stop else ("within", 0)

    def _known(self, number: int, place: str) -> Key:
        """Return whether a line comes again, is the headline, names an author, and how much of it the headline says."""
        text, key = self.lines[number].text, self.keys[number]
        author = bool(self.names) and place == "below" and any(map(text.__contains__, self.names))
        terms = frozenset(TERM.findall(text.casefold())) if self.terms else frozenset()
        share = 3 * len(terms & self.terms) // len(terms) if terms else -1
        return self.printed[key] > 1, bool(key) and key == self.headline, author, share

    def _kind(self, number: int) -> str:
        return self.kinds[number] if 0 <= number < len(self.kinds) else "edge"

    def _neighbour(self, number: int, other: int, words: int) -> Key:
        """Return what a neighbour is, how long both are, and what both have in common."""
        if not 0 <= other < len(self.lines):
            return ("edge", NOTHING, words, ())
        one, two = self.read[number], self.read[other]
        same = []
        if one.first and one.first == two.first:
            same.append("first")
        if one.last and one.last == two.last:
            same.append("last")
        if self.lines[number].lead and self.lines[number].lead == self.lines[other].lead:
            same.append("lead")
        size = ARTICLE if self.inside[other] else str(min(self.sizes[other], SHORT_SIZE))
        return (self.kinds[other], size, words, tuple(same))


# What the key of each group says: the features, which have weights.


def _label(kind: str, size: int) -> Iterator[str]:
    yield from (f"kind {kind}", f"kind {kind} size {size}", f"size {size}")


def _ends(ending: str, size: int) -> Iterator[str]:
    yield from (f"ends {ending}", f"ends {ending} size {size}")


def _of_form(
    opening: str, capitals: int, size: int, upper: bool, digits: int, signs: Key, commas: int, lead: str
) -> Iterator[str]:
    yield from (f"opens {opening}", f"capitals {capitals} {size}", f"digits {digits}", f"commas {commas}")
    yield from (f"sign {sign}" for sign in signs)
    if upper:
        yield "capitals alone"
    if lead:
        yield f"lead {lead}"


def _of_place(place: str, away: int, size: int, kind: str) -> Iterator[str]:
    yield from (f"place {place}", f"place {place} size {size}", f"place {place} kind {kind}")
    yield f"distance {place} {away}"


def _ends_of_the_page(top: int, end: int) -> Iterator[str]:
    yield from (f"from the top {top}", f"from the end {end}")


def _print(again: bool, headline: bool, author: bool, share: int) -> Iterator[str]:
    if again:
        yield "again"
    if headline:
        yield "as the headline"
    if author:
        yield "an author"
    if share >= 0:
        yield f"of the headline {share}"


def _blanks(before: bool, after: bool) -> Iterator[str]:
    yield f"blanks {before:d}{after:d}"


def _far(above: str, below: str) -> Iterator[str]:
    yield from (f"-2 {above}", f"+2 {below}")


def _neighbour(side: str) -> Callable[[str, str, int, Key], Iterator[str]]:
    def said(kind: str, size: str, own: int, same: Key) -> Iterator[str]:
        yield f"{side} {kind}"
        if size != NOTHING:
            yield f"{side} size {size} {own}"
        yield from (f"{side} same {what}" for what in same)

    return said


def _run(lines: int, size: int, mean: int) -> Iterator[str]:
    yield from (f"run {lines}", f"run {lines} size {size}", f"mean {mean}")


def _ends_of_the_run(
    above: int, below: int, head: str, size: str | int, own: int, foot: str
) -> Iterator[str]:
    yield from (f"in run {above}", f"to end {below}", f"head {head}", f"foot {foot}")
    if size != NOTHING:
        yield f"head size {size} {own}"


def _near(*found: tuple[str, int]) -> Iterator[str]:
    yield from (f"near {kind} {often}" for kind, often in found)


def _signposts(above: str, above_away: int, below: str, below_away: int) -> Iterator[str]:
    yield from (
        f"above {above}",
        f"above {above} {above_away}",
        f"below {below}",
        f"below {below} {below_away}",
    )
    yield f"between {above} {below}"


GROUPS: Final[Mapping[str, Callable[..., Iterator[str]]]] = MappingProxyType(
    {
        "label": _label,
        "ends": _ends,
        "form": _of_form,
        "place": _of_place,
        "ends of the page": _ends_of_the_page,
        "print": _print,
        "blanks": _blanks,
        "far": _far,
        "before": _neighbour("-1"),
        "after": _neighbour("+1"),
        "run": _run,
        "ends of the run": _ends_of_the_run,
        "near": _near,
        "signposts": _signposts,
    }
)
