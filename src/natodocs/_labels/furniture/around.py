"""What stands around a line outside the article: where it stands, what its neighbours are, and what comes again.

What speaks comes in groups, as in `features`; `GROUPS` are those of both.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from natodocs._labels.draft import EVEN, Draft, K
from natodocs._labels.furniture import features
from natodocs._labels.furniture.features import ARTICLE, NOTHING, SHORT_SIZE, look, step
from natodocs._labels.line import WEAK
from natodocs._weights.tables import Key

FAR: Final = 5  # lines; all that is further away in a run is alike
AROUND: Final = 8  # lines above and below whose kinds are counted
OFTEN: Final = (0, 1, 2, 2, 4)  # times, by how often something is there: once, twice or thrice, more often
ALIKE: Final = 2  # words; what lines of a run may differ by
LONGEST: Final = 12  # words; all longer lines are alike in a run
MOST_WORDS: Final = 20  # words; all longer lines count alike in a mean
NEAR: Final = 5  # lines above and below of which the mean length is taken
# What two lines have in common, by a letter for each.
SHARED: Final[Mapping[str, str]] = MappingProxyType({"f": "first", "l": "last", "b": "lead"})
HEADS: Final = ("-1 word", "+1 word", "head word")  # what the words are called that `Page.heads` returns
NAME: Final = re.compile(r"[^\W\d_]{3,}")
TERM: Final = re.compile(r"[^\W\d_]{4,}")


class Page:
    """What lines see of each other, worked out for a page."""

    def __init__(self, draft: Draft, read: Sequence[tuple[str, str]]) -> None:
        """Work it out, given the first and the last word of each line."""
        self.lines, self.read = draft.lines, read
        self.inside = [likely > EVEN for likely in draft.likely]
        self.kinds = [
            ARTICLE if inside else look(label)
            for label, inside in zip(draft.labels, self.inside, strict=True)
        ]
        self.bare = [label.kind.value for label in draft.labels]
        self.sizes = [min(step(line.words), SHORT_SIZE) for line in draft.lines]
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
        self.first, self.last = self._runs()

    def _nearest(self, order: Sequence[int]) -> list[tuple[str, int]]:
        """Return for each line what is known before it in this order, and how many lines away."""
        found = [(NOTHING, 0)] * len(self.lines)
        same: dict[tuple[str, int], tuple[str, int]] = {}  # each is kept once
        last, away = NOTHING, 0
        for number in order:
            one = last, min(step(away), 10)
            found[number] = same.setdefault(one, one)
            if not self.kinds[number].endswith("?"):
                last, away = self.kinds[number], 0
            away += 1
        return found

    def _runs(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the first and the last line of the run that each line stands in.

        A run is of lines about as long, each right below the other, without a blank line between.
        """
        first = array("l", range(len(self.lines)))
        for number in range(1, len(self.lines)):
            if not self.lines[number].blank_before and self._alike(number - 1, number):
                first[number] = first[number - 1]
        last = array("l", range(len(self.lines)))
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
        same: dict[Key, Key] = {}  # each is kept once
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
            key = tuple(
                [
                    (kind, OFTEN[min(count - (kind == own), 4)])
                    for kind, count in sorted(counts.items())
                    if count > (kind == own)
                ]
            )
            found.append(same.setdefault(key, key))
        return found

    def _sums(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return how many lines outside the article there are above each, and how many words they have."""
        lines, words = array("l", [0]), array("l", [0])
        for inside, counted in zip(self.inside, self.counted, strict=True):
            lines.append(lines[-1] + (not inside))
            words.append(words[-1] + (0 if inside else counted))
        return lines, words

    def columns(self, numbers: Sequence[int]) -> Iterator[tuple[str, Iterable[Key]]]:
        """Yield each group of what stands around a line, with the keys of some lines, in their order.

        A group is to be read before the next is asked for: so a long page has the keys of one alone.
        """
        sizes, bare, end = self.sizes, self.bare, len(self.lines) - 1
        kinds = ["edge", "edge", *self.kinds, "edge", "edge"]  # so that a line two above is at its own number
        places = [self._place(number) for number in numbers]
        placed = zip(numbers, places, strict=True)
        yield "place", ((place, step(away), sizes[n], bare[n]) for n, (place, away) in placed)
        yield "ends of the page", ((step(n), step(end - n)) for n in numbers)
        yield "print", (self._known(n, place) for n, (place, _) in zip(numbers, places, strict=True))
        blanks = [*(line.blank_before for line in self.lines), True]
        yield "blanks", ((blanks[n], blanks[n + 1]) for n in numbers)
        yield "far", ((kinds[n], kinds[n + 4]) for n in numbers)
        shared = ["", *map(self._shared, range(1, len(self.lines))), ""]
        others = [ARTICLE if inside else str(size) for inside, size in zip(self.inside, sizes, strict=True)]
        others = ["edge", *others, "edge"]
        yield "before", ((kinds[n + 1], others[n], sizes[n], shared[n]) for n in numbers)
        yield "after", ((kinds[n + 3], others[n + 2], sizes[n], shared[n + 1]) for n in numbers)
        means, first, last = self._means(numbers), self.first, self.last
        yield (
            "run",
            ((step(last[n] - first[n]), sizes[n], mean) for n, mean in zip(numbers, means, strict=True)),
        )
        yield (
            "ends of the run",
            (
                (
                    min(n - first[n], FAR),
                    min(last[n] - n, FAR),
                    kinds[first[n] + 1],
                    others[first[n]],
                    sizes[n],
                    kinds[last[n] + 3],
                )
                for n in numbers
            ),
        )
        above, below = self._nearest(range(end + 1)), self._nearest(range(end, -1, -1))
        yield "signposts", (above[n] + below[n] for n in numbers)
        near = self._around()
        yield "near", (near[n] for n in numbers)

    def heads(self, number: int) -> tuple[str | None, str | None, str | None]:
        """Return the first words of the lines above and below, and of the one above the run, where there are any."""
        first, read = self.first[number], self.read
        return (
            read[number - 1][0] if number else None,
            read[number + 1][0] if number + 1 < len(read) else None,
            read[first - 1][0] if first else None,
        )

    def _means(self, numbers: Iterable[int]) -> list[int]:
        """Return how many words the lines near each have, on average, those of the article aside."""
        outside, words = self._sums()
        last = len(self.lines)
        spans = [(max(0, number - NEAR), min(last, number + NEAR + 1)) for number in numbers]
        return [(words[end] - words[start]) // max(1, outside[end] - outside[start]) for start, end in spans]

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

    def _shared(self, number: int) -> str:
        """Return what a line has in common with the one above: its first and last word, and its bullet."""
        (first, last), (first_above, last_above) = self.read[number], self.read[number - 1]
        lead = self.lines[number].lead
        return (
            ("f" if first and first == first_above else "")
            + ("l" if last and last == last_above else "")
            + ("b" if lead and lead == self.lines[number - 1].lead else "")
        )


# What the key of each group says: the features, which have weights.


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


def _neighbour(side: str) -> Callable[[str, str, int, str], Iterator[str]]:
    def said(kind: str, size: str, own: int, shared: str) -> Iterator[str]:
        yield f"{side} {kind}"
        if size != "edge":
            yield f"{side} size {size} {own}"
        yield from (f"{side} same {SHARED[what]}" for what in shared)

    return said


def _run(lines: int, size: int, mean: int) -> Iterator[str]:
    yield from (f"run {lines}", f"run {lines} size {size}", f"mean {mean}")


def _ends_of_the_run(above: int, below: int, head: str, size: str, own: int, foot: str) -> Iterator[str]:
    yield from (f"in run {above}", f"to end {below}", f"head {head}", f"foot {foot}")
    if size not in ("edge", ARTICLE):
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
        **features.OWN_GROUPS,
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


def names(draft: Draft) -> list[list[str]]:
    """Return the features of each line; those of the article have none but that."""
    read = [
        features.own(line.text, line.lead, line.words, look(label))
        for line, label in zip(draft.lines, draft.labels, strict=True)
    ]
    page = Page(draft, [(own.first, own.last) for own in read])
    found = [[ARTICLE] for _ in read]
    numbers = [number for number, inside in enumerate(page.inside) if not inside]
    columns = {group: list(keys) for group, keys in page.columns(numbers)}
    for number, *keys in zip(numbers, *columns.values(), strict=True):
        own = read[number]
        found[number] = [
            *features.of_words(own),
            *(
                f"{place} {word}"
                for place, word in zip(HEADS, page.heads(number), strict=True)
                if word is not None
            ),
            *(
                name
                for group, key in (*own.keys, *zip(columns, keys, strict=True))
                for name in GROUPS[group](*key)
            ),
        ]
    return found
