"""A line above the article -> what speaks for or against it as the headline: clues by name, and what they weigh.

The weights are learned by `tools/headline.py` and stand in `headline.toml`; a clue without a weight counts
nothing. A line is the likelier the headline, the higher the sum; below zero, no headline is likelier.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

import regex
from attrs import define, field

from natodocs import _moments
from natodocs._labels import WEAK
from natodocs._lines import Line
from natodocs._neighbours._draft import Draft, K

ABOVE: Final = 60  # lines above the article among which the headline is looked for
BELOW: Final = 3  # lines of the article: it may have been taken to begin too early
MOST_WORDS: Final = 32  # words of a headline
OFTEN_DATED: Final = 12  # words; a longer line with a day in it is a caption
LIKELY: Final = 0.8  # confidence; a line that is known better is no headline
LOOKED_AT: Final = 400  # characters of a line whose words are compared
TEXT_LINES: Final = 12  # lines of the article whose words are compared
PROSE: Final = 8  # words; a shorter line of the article says little of what it is about
NEARBY: Final = 8  # lines above in which other parts of an article are looked for
AROUND: Final = (-2, -1, 1, 2)  # lines whose kinds and lengths are clues
STEM: Final = 6  # letters of a word that are compared: endings vary
LONG_KEY: Final = 10  # letters; a shorter line begins or ends others by chance

# Where numbers change what they say; set by hand, a clue for each step.
WORDS: Final = (1, 2, 3, 5, 8, 12, 18, 25)
LETTERS: Final = (10, 20, 30, 45, 60, 80, 110, 150)
STEPS: Final = (0, 1, 2, 3, 5, 8, 12, 20, 40)  # lines
TIMES: Final = (0, 1, 2, 4, 9)
SHARED: Final = (0, 1, 2, 3, 5, 8)  # words
SHARES: Final = (0.0, 0.3, 0.6, 0.8, 0.99)

UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}"
WORD: Final = regex.compile(rf"[\p{{L}}\p{{N}}--[{UNSPACED}]]{{3,}}+", regex.VERSION1)
PAIR: Final = regex.compile(rf"[{UNSPACED}]{{2}}", regex.VERSION1)
QUOTES: Final = "\"'“”„«»‘’‚「『"
BULLETS: Final = ("•", "*", "-", ">", "·", "–", "›", "»", "►", "▪", "●", "+")
ENDS: Final = MappingProxyType(
    {
        ".": "a stop",
        ":": "a colon",
        ",": "a comma",
        ";": "a comma",
        "…": "dots",
        "?": "a question",
        "!": "a call",
    }
)
FORMS: Final = (
    ("dated", regex.compile(r"\b(?:19|20)\d\d\b|(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)")),
    ("with a time", regex.compile(r"\b\d{1,2}[:.]\d{2}\b")),
    ("glued", regex.compile(r"\p{Ll}\p{Lu}\p{Ll}", regex.VERSION1)),
    ("with an address", regex.compile(r"@|https?:|www\.|\w\.(?:com|org|net|de|fr|uk|ch|it|es)\b")),
    ("with bars", regex.compile(r"\s[|»>/•·]\s")),
)
PARTS: Final = (K.BYLINE, K.DATE, K.SHARE, K.CAPTION, K.CREDIT, K.RELATED)  # what stands beside headlines


@define
class Clues:
    """What the lines of a page are compared with; made once a page."""

    draft: Draft
    candidates: Sequence[int] = field(init=False)
    """The lines that may be the headline, in order."""
    times: Counter[str] = field(init=False)
    """How often each line is printed."""
    prose: Sequence[int] = field(init=False)
    """The lines of the article whose words are compared."""
    text: Counter[str] = field(init=False)
    """In how many of them each word stands."""
    top: frozenset[str] = field(init=False)
    """Those of the page's first line, which is its <title> in some dumps."""
    parted: bool = field(init=False)
    """Whether blank lines part some lines of the page and not others."""

    def __attrs_post_init__(self) -> None:
        lines, core = self.draft.lines, self.draft.core
        self.candidates = [
            number
            for number in range(max(0, core.start - ABOVE), min(len(lines), core.start + BELOW + 1))
            if core and _may_be(self.draft, number)
        ]
        self.times = Counter(self.draft.keys)
        self.prose = [number for number in core if lines[number].words >= PROSE][:TEXT_LINES]
        self.text = Counter(stem for number in self.prose for stem in stems(lines[number].text))
        self.top = stems(lines[0].text) if lines else frozenset()
        blanks = sum(line.blank_before for line in lines)
        self.parted = 0.05 * len(lines) < blanks < 0.98 * len(lines)

    def score(self, number: int) -> float:
        """Return how much a line looks like the headline."""
        known = weights()
        return sum(known.get(name, 0.0) * strength for name, strength in self.of(number))

    def of(self, number: int) -> Iterator[tuple[str, float]]:
        """Yield the clues of a line, and how strong each is."""
        line = self.draft.lines[number]
        yield "any", 1
        for name in (*_form(line), *self._place(number), *self._around(number), *self._repeated(number)):
            yield name, 1
        yield from self._about(number, line)

    def _place(self, number: int) -> Iterator[str]:
        draft, start = self.draft, self.draft.core.start
        yield (
            f"{_step(start - number, STEPS)} above"
            if number <= start
            else f"{number - start} below the start"
        )
        if number == next((n for n in range(number + 1) if draft.kind(n) != K.CLOCK), None):
            near = "near the start" if start - number <= NEARBY else "far above"
            yield f"first line {near}, {'a sentence' if draft.lines[number].ends_sentence else 'without an end'}"
        between = range(number + 1, start)
        kinds = {draft.kind(n) for n in between}
        yield from (f"{kind} between" for kind in PARTS if kind in kinds)
        prose = sum(draft.kind(n) == K.PARAGRAPH and not draft.weak(n) for n in between)
        yield f"{_step(prose, TIMES)} sentences between"
        unknown = [n for n in between if draft.unknown(n)]
        yield f"{_step(len(unknown), STEPS)} short lines between"
        yield f"{_step(sum(draft.lines[n].words >= 4 for n in unknown), STEPS)} rivals between"
        above = {draft.kind(n) for n in range(max(0, number - NEARBY), number)}
        yield from (f"{kind} above" for kind in PARTS if kind in above)

    def _around(self, number: int) -> Iterator[str]:
        draft, lines = self.draft, self.draft.lines
        yield f"is {'weak ' * draft.weak(number)}{draft.kind(number)}"
        for apart in AROUND:
            near = number + apart
            if 0 <= near < len(lines):
                yield f"{apart:+} {'weak ' * draft.weak(near)}{draft.kind(near)}"
                yield f"{apart:+} {_step(lines[near].words, WORDS)} words"
            else:
                yield f"{apart:+} nothing"
        if self.parted:
            above, below = (n >= len(lines) or lines[n].blank_before for n in (number, number + 1))
            yield f"{'blank' if above else 'a line'} above, {'blank' if below else 'a line'} below"

    def _repeated(self, number: int) -> Iterator[str]:
        draft, keys, key = self.draft, self.draft.keys, self.draft.keys[number]
        yield f"printed {_step(self.times[key], TIMES)} times"
        if key in keys[max(0, number - 1) : number] + keys[number + 1 : number + 2]:
            rival = any(
                draft.unknown(n) and draft.lines[n].words >= 4 and keys[n] != key
                for n in range(max(0, number - 4), number)
            )
            yield f"printed twice in a row, {'below a rival' if rival else 'first'}"
        if len(key) <= LONG_KEY:
            return
        for where, first, last in (("above", number - ABOVE, number), ("nearby", number - 3, number + 4)):
            others = [other for other in keys[max(0, first) : last] if len(other) > LONG_KEY and other != key]
            if any(other.startswith(key) for other in others):
                yield f"begins a line {where}"
            if any(other.endswith(key) for other in others):
                yield f"ends a line {where}"
            if where == "nearby" and any(key.startswith(other) for other in others):
                yield "begins as a line nearby"
            if where == "nearby" and any(key.endswith(other) for other in others):
                yield "ends as a line nearby"

    def _about(self, number: int, line: Line) -> Iterator[tuple[str, float]]:
        own = stems(line.text)
        own_prints = number in self.prose
        shared = sum(self.text[stem] > own_prints for stem in own)
        yield "shares words with the text", min(shared, 8) / 4
        yield "has words that the text lacks", min(len(own) - shared, 8) / 4
        yield "share of its words in the text", shared / max(4, len(own))
        yield f"{_step(shared, SHARED)} of its words in the text", 1
        if number and own:
            share = _step(len(own & self.top) / len(own), SHARES)
            yield f"{share} of its {'many' if len(own) > 3 else 'few'} words in the first line", 1
        if said := stems(self.draft.metadata.title or ""):
            yield f"{_step(len(own & said) / len(own | said), SHARES)} of what the head says", 1


def _may_be(draft: Draft, number: int) -> bool:
    line, label = draft.lines[number], draft.labels[number]
    if not 1 <= line.words <= MOST_WORDS:
        return False
    if line.words >= OFTEN_DATED and any(moment.day for moment in _moments.find(line.text)):
        return "h1" in line.marks
    return (
        label.confidence <= WEAK
        or label.kind == K.TITLE
        or (label.kind == K.PARAGRAPH and label.confidence < LIKELY)
        or "h1" in line.marks
    )


def _form(line: Line) -> Iterator[str]:
    text = line.text
    yield f"{_step(line.words, WORDS)} words"
    yield f"{_step(len(text), LETTERS)} letters"
    if end := "dots" if text.endswith("...") else ENDS.get(text[-1:]):
        yield f"ends in {end}"
    if text[:1] in QUOTES:
        yield "in quotation marks" if text[-1:] in QUOTES else "begins with a quotation"
    elif not text[:1].isalpha():
        yield "begins with a digit" if text[:1].isdigit() else "begins with a sign"
    elif text[:1].islower():
        yield "begins small"
    if line.lead:
        yield "a bullet" if line.lead.startswith(BULLETS) else "a heading mark"
    yield from (
        f"{name}, {'long' if line.words >= 12 else 'short'}" for name, form in FORMS if form.search(text)
    )
    words = [word for word in text.split() if word[0].isalpha()]
    if text.isupper():
        yield "capitals"
    elif len(words) > 2:
        small = sum(word[0].islower() for word in words) / len(words)
        yield f"{_step(small, SHARES)} small words"
    yield from (f"marked {mark}" for mark in ("h1", "headline", "heading") if mark in line.marks)


def stems(text: str) -> frozenset[str]:
    """Return the words of a text without their endings; in scripts without blanks, all pairs of letters."""
    plain = text[:LOOKED_AT].casefold()
    words = frozenset(word[:STEM] for word in WORD.findall(plain))
    return words if plain.isascii() else words | frozenset(PAIR.findall(plain, overlapped=True))


def _step(value: float, steps: Sequence[float]) -> str:
    return next((f"<={step:g}" for step in steps if value <= step), f">{steps[-1]:g}")


@cache
def weights() -> Mapping[str, float]:
    """Return what each clue weighs."""
    content = resources.files(__package__).joinpath("headline.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(content)["weights"])
