"""Paragraphs -> their speech that a dash opens instead of marks: – Most stoi – powiedziała Ada Lund. – I będzie stał.

Papers of Poland, Russia, Spain, France and Norway print it so, as novels do. A dash that opens a line is a bullet as
often, and one within a line an aside, so that speech needs more: words behind it that say who speaks, behind another
dash, or, where a language writes so, behind a comma; or a line above that announces it; or a neighbour that has them.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Generator, Iterator, Sequence
from typing import Final

import regex
from attrs import define, field, frozen

from natodocs._patterns.lazy import lazily
from natodocs._quotes.grammar.sentences import alone
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.passages import Passage

SEARCHED: Final = 90  # characters behind a dash in which the verb is looked for that reports
FARTHEST: Final = 400  # characters; the longest attribution
SPOKEN: Final = 3  # words; the least that a line has which no verb reports
ABBREVIATION: Final = 8  # characters; the longest listed

# The dash that opens a line; a hyphen has a blank behind it.
LINE: Final = lazily(r"\s*+(?:[–—―]\s?+|-\s)(?=[\p{Lu}\p{Ll}\d„“”«\"'‘¿¡(…])", regex.VERSION1)
# One behind the end of a sentence.
INLINE: Final = lazily(r"(?<=[.!?…»”\"])\s(?:[–—―]\s?|-\s)(?=[\p{Lu}„“«\"¿¡])", regex.VERSION1)
# Behind the words: "..., — ", "... –", "... —dijo". A hyphen has a blank before it.
DASH: Final = lazily(
    r"(?P<comma>[,;]?)(?:\s?[–—―]\s?|\s-\s?)(?=\p{Ll})|(?P<stop>[.!?…][»”\"]?)\s?[–—―]\s?(?=\p{Ll})",
    regex.VERSION1,
)
COMMA: Final = lazily(r"(?:,|[!?…][»”\"]?)\s++(?=\p{Ll})", regex.VERSION1)
# What says who speaks, as classes of words: "powiedziała", "с улыбкой сказал", "miał powiedzieć".
SAID: Final = lazily(
    r"[CSBAFw]{0,3}(?:[IO][DZ]?[wTX]{1,2})?[ABF]{0,2}(?:V|J|(?<=A)[BF]?E)(?![,:]?H)|Aw[NTw]", regex.VERSION1
)
# A verb that no list has, before a name: ", — начал Иван Лунд".
UNLISTED: Final = lazily(r"wF?(?:[DZ]?[wT]{0,2}N|P[.,-])", regex.VERSION1)
# The same behind a comma, where the verb stands first.
SAID_AT_ONCE: Final = lazily(
    r"AP[BF]?V|[ABF]{0,2}V(?:P|[BMF]{0,2}(?:[DZ]?[wTXB]{0,4}N|[DZ][wB]{0,2}[Tw]|[DZ]?T))", regex.VERSION1
)
# Where an attribution ends: at the dash behind which the words go on, or with its sentence.
BREAK: Final = lazily(
    r"[.!?…]?+[,;:]?(?:\s[–—―-]\s?|[–—―](?=[\s.,:;!?…]|$))(?P<resumed>[.,:;!?…]?\s*+)|(?P<end>(?<![.!?…])[.!?…]++)(?=\s|$)",
    regex.VERSION1,
)
ENDED: Final = lazily(r"[.!?…][)\"”»]*+\s*+$", regex.VERSION1)
ONE_WORD: Final = lazily(r"\w++", regex.VERSION1)
TRAILING: Final = " ,;"


@frozen
class Line:
    """A paragraph as the search for dashes sees it."""

    text: str
    opened: int | None
    """Where its words begin behind the dash that opens it."""
    passages: list[Passage]
    """Its speech that words of its own report."""


def find(texts: Sequence[str], marked: Sequence[list[Passage]], words: Words, above: str = "") -> None:
    """Put the speech that dashes open among the passages of some paragraphs that follow one another.

    Args:
        texts: The paragraphs as they are read.
        marked: Their passages in marks; those of speech are put in, and take the place of what stands in them.
        words: Those of the language.
        above: The paragraph before the first one.
    """
    if not words.has("flags", "dashed-speech"):
        return
    lines = [_line(text, passages, words) for text, passages in zip(texts, marked, strict=True)]
    for number, (line, passages) in enumerate(zip(lines, marked, strict=True)):
        if line is None:
            continue
        spoken = line.passages
        if not spoken and line.opened is not None and _is_whole(line, passages):
            before = lines[number - 1] if number else None
            after = lines[number + 1] if number + 1 < len(lines) else None
            heading = texts[number - 1] if number else above
            if _speaks(before) or _speaks(after) or (_announces(heading) and not _is_item(after)):
                end = len(line.text.rstrip())
                spoken = [Passage(line.opened, end, True, True, dash=True)]
                lines[number] = Line(line.text, line.opened, spoken)  # so may the line below it be
        if spoken:
            passages[:] = sorted(_merged(passages, spoken), key=lambda passage: passage.start)


def _line(text: str, passages: Sequence[Passage], words: Words) -> Line | None:
    """Return what dashes a paragraph has that may open speech; `None` where it has none."""
    match = LINE.match(text)
    opened = match.end() if match is not None else None
    if opened is None and INLINE.search(text) is None:
        return None
    return Line(text, opened, list(_Reader(text, passages, words).speeches(opened)))


def _speaks(line: Line | None) -> bool:
    return line is not None and line.opened is not None and bool(line.passages)


def _is_item(line: Line | None) -> bool:
    return line is not None and line.opened is not None and not line.passages


def _announces(text: str) -> bool:
    """Return whether a paragraph breaks off at a colon, as one does before speech, and before a list."""
    return text.rstrip()[-1:] == ":"


def _is_whole(line: Line, passages: Sequence[Passage]) -> bool:
    """Return whether a line is a sentence, and no item of a list, or a passage in marks."""
    start = line.opened or 0
    if not line.text[start : start + 2].lstrip("„“”«\"'‘¿¡(…")[:1].isupper() or not ENDED.search(line.text):
        return False
    if any(passage.start <= start + 1 and passage.end >= len(line.text.rstrip()) - 1 for passage in passages):
        return False
    return len(ONE_WORD.findall(line.text, start, start + FARTHEST)) >= SPOKEN


def _merged(passages: Sequence[Passage], spoken: Sequence[Passage]) -> Iterator[Passage]:
    """Yield speech, and the passages in marks that stand outside of it."""
    yield from spoken
    starts = [each.start for each in spoken]
    for passage in passages:
        before = bisect(starts, passage.start) - 1
        if before < 0 or passage.start >= spoken[before].end:
            yield passage


@frozen
class _Attribution:
    """Words behind a dash or a comma that say who speaks."""

    end: int
    """Where the speech before them ends."""
    said: int
    """Where they begin."""


@define
class _Reader:
    """A paragraph that is read dash by dash."""

    text: str
    passages: Sequence[Passage]
    words: Words
    _starts: list[int] = field(init=False)
    _attributions: list[_Attribution] = field(init=False)
    """Those behind dashes."""

    def __attrs_post_init__(self) -> None:
        self._starts = [passage.start for passage in self.passages]
        self._attributions = list(self._behind_dashes())

    def speeches(self, opened: int | None) -> Iterator[Passage]:
        """Yield the speech of the paragraph that words beside it report."""
        position = 0
        if opened is not None:
            first = self._next(opened) or self._behind_comma(opened)
            if first is not None:
                position = yield from self._turn(opened, first)
        openings = [
            match.end() for match in INLINE.finditer(self.text) if not self._in_marks(match.start() + 1)
        ]
        for attribution in self._attributions:
            # Of some dashes before it, each behind a full stop, the last is its own.
            number = bisect(openings, attribution.said - 1) - 1
            if attribution.said > position and number >= 0 and openings[number] >= position:
                position = yield from self._turn(openings[number], attribution)

    def _turn(self, start: int, attribution: _Attribution) -> Generator[Passage, None, int]:
        """Yield what somebody says, over the attributions that interrupt it; return where that ends."""
        while True:
            yield from self._passage(start, attribution.end)
            resumed, end = self._resumed(attribution.said)
            if resumed is None:
                return end
            following = self._next(resumed)
            if following is None:
                end = len(self.text.rstrip())
                yield from self._passage(resumed, end)
                return end
            start, attribution = resumed, following

    def _passage(self, start: int, end: int) -> Iterator[Passage]:
        """Yield what stands there, unless marks around it quote it anyway."""
        end = start + len(self.text[start:end].rstrip(TRAILING))
        number = bisect(self._starts, start + 1) - 1
        marked = number >= 0 and self.passages[number].end >= end - 1
        if end - start > 1 and not marked:
            yield Passage(start, end, True, True, dash=True)

    def _in_marks(self, at: int) -> bool:
        number = bisect(self._starts, at) - 1
        return number >= 0 and self.passages[number].start < at < self.passages[number].end

    def _next(self, start: int) -> _Attribution | None:
        """Return the first attribution behind a dash from a place on."""
        number = bisect(self._attributions, start, key=lambda each: each.end)
        return self._attributions[number] if number < len(self._attributions) else None

    def _behind_dashes(self) -> Iterator[_Attribution]:
        for match in DASH.finditer(self.text):
            if self._in_marks(match.start()):
                continue
            codes = self._codes(match.end())
            if SAID.match(codes) or (match["comma"] and UNLISTED.match(codes)):
                yield _Attribution(match.end("stop") if match["stop"] else match.start(), match.end())

    def _behind_comma(self, start: int) -> _Attribution | None:
        if not self.words.has("flags", "undashed-reports"):
            return None
        for match in COMMA.finditer(self.text, start):
            if not self._in_marks(match.start()) and SAID_AT_ONCE.match(self._codes(match.end())):
                mark = match.group().rstrip()
                return _Attribution(match.start() + (0 if mark == "," else len(mark)), match.end())
        return None

    def _codes(self, at: int) -> str:
        return alone(self.words, self.text, at, min(len(self.text), at + SEARCHED)).codes

    def _resumed(self, said: int) -> tuple[int | None, int]:
        """Return where the words go on behind an attribution, if they do, and where it ends."""
        text = self.text
        for match in BREAK.finditer(text, said, min(len(text), said + FARTHEST)):
            if self._in_marks(match.start()):
                continue
            if match["end"] is None:
                return (match.end() if text[match.end() :].strip() else None), match.end()
            if not self._is_abbreviated(match.start()):
                return None, match.start()
        return None, min(len(text), said + FARTHEST)

    def _is_abbreviated(self, at: int) -> bool:
        word = self.text[max(0, at - ABBREVIATION) : at].rpartition(" ")[2].lower().strip('.(“"')
        return (len(word) == 1 and word.isalpha()) or word in self.words.lists["abbreviations"]
