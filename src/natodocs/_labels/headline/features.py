"""A line above the article -> what speaks for or against it as the headline: clues by name, and what they weigh.

The weights are learned by `tools/weights/headline.py`; a clue without a weight counts nothing. A line is the likelier
the headline, the higher the sum; below zero, no headline is likelier. `feature_names` lists the clues.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from math import fsum
from typing import Final

from attrs import define, field

from natodocs._document.marks import Mark
from natodocs._entities.dates import expressions
from natodocs._labels.draft import Draft, K
from natodocs._labels.headline import feature_names, form
from natodocs._labels.headline.feature_names import AROUND, BELOW, FEATURES, PARTS, SHARED
from natodocs._labels.headline.form import SHARES, stems
from natodocs._labels.line import WEAK
from natodocs._text.lines import Line
from natodocs._weights import load
from natodocs._weights.names import Names, step

ABOVE: Final = 60  # lines above the article among which the headline is looked for
INTO: Final = 60  # lines of it: what stands above the headline may look like an article, and may be long
MOST_WORDS: Final = 32  # words of a headline
OFTEN_DATED: Final = 12  # words; a longer line with a day in it is a caption
LIKELY: Final = 0.8  # confidence; a line that is known better is no headline
TEXT_LINES: Final = 12  # lines of the article whose words are compared
PROSE: Final = 8  # words; a shorter line of the article says little of what it is about
NEARBY: Final = 8  # lines above in which other parts of an article are looked for
# Log odds, set by hand where the learned weights leave off.
DEEP: Final = 1.1  # what a line deeper in the article has to have beyond any other
ABOVE_A_DAY: Final = 1.0  # for a line above one that has a day among other things, and is no line of a day
SIGNED: Final = 2.0  # for one deeper in the article above a day or a byline: what is above that is none of it
PUBLISHED_TWICE: Final = (
    9.0  # against a short line with two days: when a page was published, and when it was changed
)
DATED_WORDS: Final = 18  # words; a longer line with a day in it is prose or a caption
NEXT: Final = 3  # lines above and below that may be a part of a line, or hold it
LONG_KEY: Final = 10  # letters; a shorter line begins or ends others by chance

ANY: Final = ("any",)
SHARES_WORDS: Final = ("shares words with the text",)
LACKED: Final = ("has words that the text lacks",)
SHARE: Final = ("share of its words in the text",)
BETWEEN: Final = tuple((kind, f"{kind} between") for kind in PARTS)
ABOVE_TEXT: Final = frozenset({K.BYLINE, K.DATE})
MISTAKEN: Final = frozenset({K.CREDIT, K.METADATA, K.COMMENT_UI, K.CAPTION})
MISTAKEN_WORDS: Final = 5  # words of a headline that a row may take for something else
NEAR_ABOVE: Final = tuple((kind, f"{kind} above") for kind in PARTS)


@define
class Clues:
    """What the lines of a page are compared with; made once a page."""

    draft: Draft
    candidates: Sequence[int] = field(init=False)
    """The lines that may be the headline, in order."""
    first: int = field(init=False)
    """The first line that is no clock."""
    last: dict[K, int] = field(init=False)
    """The last line of each kind above the article."""
    counts: tuple[Sequence[int], ...] = field(init=False)
    """How many sentences, short lines and rivals of the headline stand above each line."""
    times: Counter[str] = field(init=False)
    """How often each line is printed."""
    alike: dict[str, list[int]] = field(init=False)
    """The lines that begin, and those that end, in the same letters."""
    prose: Sequence[int] = field(init=False)
    """The lines of the article whose words are compared."""
    text: tuple[Set[str], Set[str]] = field(init=False)
    """The words of these lines, and those that stand in two of them."""
    top: frozenset[str] = field(init=False)
    """Those of the page's first line, which is its <title> in some dumps."""
    said: frozenset[str] = field(init=False)
    """Those of what the head of the page says."""
    parted: bool = field(init=False)
    """Whether blank lines part some lines of the page and not others."""

    def __attrs_post_init__(self) -> None:
        draft, lines, core = self.draft, self.draft.lines, self.draft.core
        near = range(max(0, core.start - ABOVE), min(len(lines), core.start + BELOW + 1))
        self.times = Counter(draft.keys)
        self.candidates = [number for number in near if core and _may_be(draft, number)]
        self.candidates += [number for number in self._inside(near.stop) if _may_be(draft, number)]
        self.first = next((n for n, label in enumerate(draft.labels) if label.kind != K.CLOCK), len(lines))
        self.last = {draft.labels[n].kind: n for n in range(core.start)}
        self.counts = _counts_above(draft, core.start)
        self.alike = _alike(
            draft.keys, range(max(0, near.start - ABOVE), min(len(lines), core.start + INTO + NEXT))
        )
        self.prose = [number for number in core if lines[number].words >= PROSE][:TEXT_LINES]
        text = Counter(stem for number in self.prose for stem in stems(lines[number].text))
        self.text = text.keys(), {stem for stem, times in text.items() if times > 1}
        self.top = stems(lines[0].text) if lines else frozenset()
        self.said = stems(draft.metadata.title or "")
        blanks = sum(line.blank_before for line in lines)
        self.parted = 0.05 * len(lines) < blanks < 0.98 * len(lines)

    def _inside(self, start: int) -> Iterator[int]:
        """Yield lines of the article that may be the headline: printed again, or beside what is no part of it.

        In HTML the markup says where an article begins.
        """
        draft = self.draft
        if draft.is_marked_up():
            return
        for number in range(start, min(draft.core.stop, draft.core.start + INTO)):
            if self.times[draft.keys[number]] > 1 or not (draft.inside(number - 1) and draft.inside(number)):
                yield number

    def score(self, number: int) -> float:
        """Return how much a line looks like the headline."""
        weigh = load("headline", FEATURES).score_group
        score = fsum(strength * weigh(names) for names, strength in self._groups(number))
        return score + self._by_days(number)

    def _by_days(self, number: int) -> float:
        """Return what the days in a line and below it say, and how deep in the article it stands."""
        draft, below = self.draft, number + 1
        is_dated = below < len(draft.lines) and draft.unknown(below) and _days(draft.lines[below]) > 0
        said = ABOVE_A_DAY * is_dated - PUBLISHED_TWICE * (_days(draft.lines[number]) > 1)
        if number > draft.core.start + BELOW:
            said += SIGNED * (is_dated or draft.kind(below) in ABOVE_TEXT) - DEEP
        return said

    def of(self, number: int) -> Iterator[tuple[str, float]]:
        """Yield the clues of a line, and how strong each is."""
        return ((name, strength) for names, strength in self._groups(number) for name in names)

    def _groups(self, number: int) -> Iterator[tuple[Names, float]]:
        """Yield the clues of a line in groups that come again on other lines, and how strong those of each are."""
        yield ANY, 1
        yield form.of(self.draft.lines[number]), 1
        for names in (*self._place(number), *self._around(number), *self._repeated(number)):
            yield names, 1
        yield from self._about(number)

    def _place(self, number: int) -> Iterator[Names]:
        draft, start = self.draft, self.draft.core.start
        yield feature_names.distance(max(start - number, -BELOW))
        if number == self.first:
            yield feature_names.top(start - number <= NEARBY, draft.lines[number].ends_sentence)
        yield tuple([name for kind, name in BETWEEN if self.last.get(kind, -1) > number])
        # Of a line of the article nothing stands between.
        yield feature_names.between(
            *(above[-1] - above[number + 1] if number < start else 0 for above in self.counts)
        )
        above = {label.kind for label in draft.labels[max(0, number - NEARBY) : number]}
        yield tuple([name for kind, name in NEAR_ABOVE if kind in above])

    def _around(self, number: int) -> Iterator[Names]:
        draft, lines = self.draft, self.draft.lines
        label = draft.labels[number]
        yield feature_names.own_kind(label.kind, label.confidence <= WEAK)
        for apart in AROUND:
            near = number + apart
            if 0 <= near < len(lines):
                label = draft.labels[near]
                yield feature_names.beside(
                    apart, label.kind, label.confidence <= WEAK, min(lines[near].words, MOST_WORDS)
                )
            else:
                yield feature_names.nothing_beside(apart)
        if self.parted:
            above, below = (n >= len(lines) or lines[n].blank_before for n in (number, number + 1))
            yield feature_names.blanks(above, below)

    def _repeated(self, number: int) -> Iterator[Names]:
        draft, keys, key = self.draft, self.draft.keys, self.draft.keys[number]
        yield feature_names.printed(min(self.times[key], feature_names.TIMES[-1] + 1))
        if self.times[key] > 1 and key in keys[max(0, number - 1) : number] + keys[number + 1 : number + 2]:
            rival = any(
                draft.unknown(n) and draft.lines[n].words >= 4 and keys[n] != key
                for n in range(max(0, number - 4), number)
            )
            yield (f"printed twice in a row, {'below a rival' if rival else 'first'}",)
        if len(key) > LONG_KEY:
            yield tuple(self._overlapping(number, key))

    def _overlapping(self, number: int, key: str) -> Iterator[str]:
        """Yield what is said by lines that hold this one at an end, or stand at an end of it."""
        for does, at, whole in (
            ("begins", _opening(key), str.startswith),
            ("ends", _ending(key), str.endswith),
        ):
            alike = self.alike[at]
            if len(alike) == 1:
                continue
            others = {n: self.draft.keys[n] for n in alike if self.draft.keys[n] != key}
            around = [other for n, other in others.items() if abs(n - number) <= NEXT]
            if any(number - ABOVE <= n < number and whole(other, key) for n, other in others.items()):
                yield f"{does} a line above"
            if any(whole(other, key) for other in around):
                yield f"{does} a line nearby"
            if any(whole(key, other) for other in around):
                yield f"{does} as a line nearby"

    def _about(self, number: int) -> Iterator[tuple[Names, float]]:
        own = stems(self.draft.lines[number].text)
        shared = len(own & self.text[number in self.prose])
        yield SHARES_WORDS, min(shared, 8) / 4
        yield LACKED, min(len(own) - shared, 8) / 4
        yield SHARE, shared / max(4, len(own))
        yield (f"{step(shared, SHARED)} of its words in the text",), 1
        if number and own:
            share = step(len(own & self.top) / len(own), SHARES)
            yield (f"{share} of its {'many' if len(own) > 3 else 'few'} words in the first line",), 1
        if said := self.said:
            yield (f"{step(len(own & said) / len(own | said), SHARES)} of what the head says",), 1


def _counts_above(draft: Draft, end: int) -> tuple[Sequence[int], ...]:
    """Count sentences, short lines of which nothing is known, and those that could be headlines, above each line."""
    counts: tuple[list[int], ...] = [0], [0], [0]
    sentences, unknown, rivals = counts
    for label, line in zip(draft.labels[:end], draft.lines[:end], strict=True):
        weak = label.confidence <= WEAK
        short = weak and label.kind == K.NAVIGATION
        sentences.append(sentences[-1] + (label.kind == K.PARAGRAPH and not weak))
        unknown.append(unknown[-1] + short)
        rivals.append(rivals[-1] + (short and line.words >= 4))
    return counts


def _opening(key: str) -> str:
    return f"^{key[: LONG_KEY + 1]}"


def _ending(key: str) -> str:
    return f"{key[-LONG_KEY - 1 :]}$"


def _alike(keys: Sequence[str], numbers: range) -> dict[str, list[int]]:
    """Return the numbers of the lines by the letters that they begin with, and by those that they end in."""
    found: dict[str, list[int]] = {}
    for number, key in zip(numbers, keys[numbers.start : numbers.stop], strict=False):
        if len(key) > LONG_KEY:
            found.setdefault(_opening(key), []).append(number)
            found.setdefault(_ending(key), []).append(number)
    return found


def _days(line: Line) -> int:
    """Return how many days a short line names; one may be glued to another ("9 May 20199 May 2019")."""
    if line.words > DATED_WORDS:
        return 0
    days = [moment for moment in expressions.find(line.text) if moment.value is not None]
    return sum([1 + line.text[moment.end : moment.end + 1].isdigit() for moment in days])


def _is_mistaken(draft: Draft, number: int) -> bool:
    """Return whether a line may be a headline that a row has taken for something else ("UPDATE: Bridge opens").

    It stands above the text, and the day or the author right below it.
    """
    line, above_text = draft.lines[number], number < draft.core.start
    return (
        above_text
        and draft.labels[number].kind in MISTAKEN
        and line.words >= MISTAKEN_WORDS
        and draft.kind(number + 1) in ABOVE_TEXT
    )


def _may_be(draft: Draft, number: int) -> bool:
    line, label = draft.lines[number], draft.labels[number]
    if not 1 <= line.words <= MOST_WORDS:
        return False
    if Mark.H1 in line.marks:
        return True
    known = label.confidence >= LIKELY if label.kind == K.PARAGRAPH else label.confidence > WEAK
    if known and label.kind != K.TITLE and not _is_mistaken(draft, number):
        return False
    return line.words < OFTEN_DATED or not any(moment.day for moment in expressions.find(line.text))
