"""The text of a paragraph -> its passages between quotation marks.

Marks come in many styles, and pages mix them: a passage may open with a straight mark and close with a curly one, lack
its closing mark at the end of a paragraph, and open again in the next. Each paragraph is read for itself, so that a
stray mark spoils no more than its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from attrs import Factory, define, frozen

from natodocs import _rules

DEPTH: Final = 6  # marks open at once; real text has two or three, a page of nothing but marks any number
NO_OPEN_BEFORE: Final = "-–—,;:.!?)]"  # what a mark is not an opening one before: "... "- said Lund
NO_CLOSE_AFTER: Final = "([{—–-/:"  # what a mark is not a closing one after
# A plural's apostrophe: behind it the passage goes on to a mark with punctuation before it. ‘The dogs’ kennel is old,’
PLURAL: Final = (
    r"""(?<=s)['’](?=\s\w)"""
    r"""(?=(?:[^‘'’“”"«»]|(?<=\w)['’](?=\w)|(?<=s)['’](?=\s)){1,300}+(?<=[,.!?…])['’](?!\w))"""
)
# ‘single’ or 'single', apart from apostrophes: opened before a word, closed after one, or after its punctuation.
SINGLE: Final = re.compile(
    rf"""['‘](?<![\w’'].)(?!\d\ds?\b)(?=\w)(?:[^‘'’“”"«»]|(?<=\w)['’](?=\w)|{PLURAL})++['’](?!\w)"""
)
HEBREW: Final = frozenset(map(chr, range(0x05D0, 0x05EB)))  # letters
INCHES: Final = re.compile(r"""\d['’]\s?\d{1,2}$""")


@define  # not frozen, which would take twice as long to make; nobody changes it
class Passage:
    """Words between marks, or from a mark to the end of its paragraph."""

    start: int
    """Where it begins in the paragraph as it is read; the opening mark is included."""
    end: int
    """Where it ends; the closing mark is included."""
    opened: bool
    """Whether it has its opening mark."""
    closed: bool
    """Whether it has its closing mark."""
    single: bool = False
    """Whether its marks are single ones."""
    dash: bool = False
    """Whether a dash opens it, and it has no marks (see `grammar.dash_speech`)."""


@frozen
class Styles:
    """The marks that are known."""

    closers: dict[str, str]
    """Each opening mark with those that close it, the usual one first."""
    ambiguous: frozenset[str]
    """Marks that open here and close there."""
    closing: frozenset[str]
    """Marks that only close what another one opened."""
    doubled: tuple[str, ...]
    """Marks of two characters."""
    pattern: re.Pattern[str]
    """Finds a mark of two characters or of one."""
    single: re.Pattern[str]
    """Finds a mark of one character, four times as fast."""


@define
class _Open:
    """A mark that waits for the one that closes it."""

    mark: str
    at: int
    inner: list[tuple[int, int]]


def find(text: str, styles: Styles, open_before: bool = False) -> tuple[list[Passage], bool]:
    """Find the passages of a paragraph, none within another.

    Args:
        text: The paragraph as it is read.
        styles: The marks that are known.
        open_before: Whether the paragraph before ended within a passage.

    Returns:
        The passages in order, and whether the last one is open at the end.
    """
    doubled = styles.doubled and any(two in text for two in styles.doubled)
    pattern = styles.pattern if doubled else styles.single
    first = pattern.search(text)
    found: list[Passage] = []
    unclosed = False
    if first is not None:  # most paragraphs have none
        found, unclosed = _Scan(text, styles, open_before).run(pattern.finditer(text, first.start()))
    if "'" in text or "‘" in text:
        found = _with_singles(text, found)
    return found, unclosed


@define
class _Scan:
    """A paragraph that is read mark by mark."""

    text: str
    styles: Styles
    open_before: bool
    found: list[Passage] = Factory(list)
    stack: list[_Open] = Factory(list)
    """The marks that are open, the innermost last."""

    def run(self, marks: Iterable[re.Match[str]]) -> tuple[list[Passage], bool]:
        """Return the passages between double marks, and whether the last one is open at the end."""
        text, styles, stack = self.text, self.styles, self.stack
        for match in marks:
            at, end = match.span()
            printed = match.group()
            mark = printed if end - at == 1 else _plain(printed)
            if (mark == '"' and _is_inch(text, at)) or _is_in_abbreviation(text, at, end):
                continue
            if stack:
                self._within(mark, at, end)
            elif printed not in styles.closing:
                self._outside(mark, at, end)
        if stack:
            self.found += _unclosed(text, stack[0])
        return self.found, bool(stack)

    def _outside(self, mark: str, at: int, end: int) -> None:
        """Read a mark where none is open."""
        if mark in self.styles.ambiguous and _shuts(self.text, at, end):
            if self.open_before and not self.found:
                self.found.append(Passage(_first_printed(self.text), end, False, True))
        elif mark in self.styles.closers:
            self.stack.append(_Open(mark, at, []))

    def _within(self, mark: str, at: int, end: int) -> None:
        """Read a mark where another one is open: it closes one, or opens a passage within."""
        opening = _opens(self.text, at, end)
        if not (opening and mark in self.styles.ambiguous) and self._close(mark, end):
            return
        if opening and mark in self.styles.closers and len(self.stack) < DEPTH:
            self.stack.append(_Open(mark, at, []))

    def _close(self, mark: str, end: int) -> bool:
        """Close the innermost open mark that fits, if there is one; the outermost makes a passage."""
        stack = self.stack
        depth = _closes(stack, mark, self.styles)
        if depth is None:
            return False
        first = stack[depth]
        del stack[depth:]
        if not stack:
            self.found.append(Passage(first.at, end, True, True))
        elif len(stack) == 1:
            stack[0].inner.append((first.at, end))
        return True


def _is_inch(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and INCHES.search(text, max(0, at - 5), at) is not None


def _is_in_abbreviation(text: str, start: int, end: int) -> bool:
    """Return whether a mark stands within an abbreviation of Hebrew, before its last letter."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in HEBREW and after in HEBREW and bool(before and after)


def _unclosed(text: str, first: _Open) -> list[Passage]:
    # Where the paragraph opens with the mark, or nothing in marks follows it, the passage goes on to the end.
    # Otherwise the mark was a stray one, or its partner got lost, and the passages after it stand for themselves.
    if first.inner and text[: first.at].strip():
        return [Passage(start, end, True, True) for start, end in first.inner]
    return [Passage(first.at, len(text.rstrip()), True, False)]


def _with_singles(text: str, found: list[Passage]) -> list[Passage]:
    singles: list[Passage] = []
    position = 0
    for stop, resume in [*((passage.start, passage.end) for passage in found), (len(text), len(text))]:
        matches = SINGLE.finditer(text, position, stop)
        spans = (match.span() for match in matches)
        singles += [Passage(*span, True, True, single=True) for span in spans if span[1] - span[0] > 3]
        position = resume
    return sorted([*found, *singles], key=lambda passage: passage.start) if singles else found


def _plain(mark: str) -> str:
    """Return the mark of one character that a doubled one stands for."""
    return "„" if mark[0] in ",‚" else "“" if mark[0] in "`‘" else '"'


def _opens(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1] if start else " ", text[end : end + 1] or " "
    return (before.isspace() or before in "([{“‘") and not (after.isspace() or after in NO_OPEN_BEFORE)


def _shuts(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1] if start else " ", text[end : end + 1] or " "
    return not (before.isspace() or before in NO_CLOSE_AFTER) and not after.isalnum()


def _closes(stack: list[_Open], mark: str, styles: Styles) -> int | None:
    """Return which open mark this one closes: the innermost that it fits best, else one that it may."""
    for depth in range(len(stack) - 1, -1, -1):
        if styles.closers[stack[depth].mark][0] == mark:
            return depth
    for depth in range(len(stack) - 1, -1, -1):
        if mark in styles.closers[stack[depth].mark]:
            return depth
    return None


def _first_printed(text: str) -> int:
    return len(text) - len(text.lstrip())


def styles(rules: _rules.Rules, page: str | None = None) -> Styles:
    """Return the marks that a language knows; of those of two characters, which are rare, what the page has."""
    pairs, doubled, closing = (
        tuple(sorted(rules.words(f"quotes.marks.{name}"))) for name in ("pairs", "doubled", "closing")
    )
    if page is not None:
        doubled = tuple([two for two in doubled if two[0] in page and two in page])
    return _styles(pairs, doubled, closing)


@cache
def _styles(pairs: tuple[str, ...], doubled: tuple[str, ...], closing: tuple[str, ...]) -> Styles:
    closers: dict[str, str] = {}
    for pair in pairs:
        closers[pair[0]] = closers.get(pair[0], "") + pair[1:]
    singles = {mark for opener, others in closers.items() for mark in opener + others}
    ambiguous = frozenset(mark for mark in '“”"' if mark in singles)
    longer = "|".join(rf"(?<!{re.escape(two[0])}){re.escape(two)}(?!{re.escape(two[0])})" for two in doubled)
    one = "[" + "".join(map(re.escape, sorted(singles))) + "]"
    pattern = re.compile(f"{longer}|{one}" if longer else one)
    return Styles(closers, ambiguous, frozenset(closing), doubled, pattern, re.compile(one))
