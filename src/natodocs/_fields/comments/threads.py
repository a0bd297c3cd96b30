"""The lines of a comment section -> its comments: each with its header lines and with what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import regex
from attrs import define, field, frozen

from natodocs._entities import bio
from natodocs._fields.comments import headers as comment_headers
from natodocs._fields.comments import templates
from natodocs._fields.comments.headers import Header
from natodocs._text.keys import phrase_key
from natodocs._text.lines import Line

BESIDE: Final = 4  # lines above and below a name or a time that may belong to the header
BESIDE_WORDS: Final = 6  # words; a longer line does not
MOST: Final = 0.8  # share of the headers of a section that have such a line there
LEAST: Final = 3  # headers of a section that can show what stands beside all of them
NAMES: Final = 2  # bare names that can be headers, where there are no times
HALF: Final = 0.5  # of the headers, at most, have a description in place of a name
DESCRIPTION_WORDS: Final = 15  # words of one
LONGEST_NAME: Final = 60  # characters of the name with which it begins
DIGITS: Final = regex.compile(r"[#(\[+\-]?\s?\d{1,6}[)\].]?")


@frozen
class Unit:
    """One comment."""

    heads: tuple[Line, ...]
    """The lines of its header, above or below."""
    said: tuple[Line, ...]
    """The lines of what was written; empty for a header without a text."""
    author: str | None
    """The name as printed."""
    posted: str | None
    """The time as printed."""

    @property
    def first(self) -> Line:
        """Its first line."""
        return min((*self.heads[:1], *self.said[:1]), key=lambda line: line.first)


class HeaderRole(StrEnum):
    """What a line is in the header of a comment."""

    SAYS = "says"
    """It has a verb: "Ada Lund says:"."""
    STRONG = "strong"
    """A name and a time."""
    TIME = "time"
    """A time."""
    NAME = "name"
    """A name."""
    NUMBER = "number"
    """A number."""
    BESIDE = "beside"
    """What stands beside all headers: a town, "Posts: 12"."""
    SAID = "said"
    """Nothing: it is what was written."""


# Headers that are more than a name.
TOLD: Final = (HeaderRole.SAYS, HeaderRole.STRONG, HeaderRole.TIME)


@define
class Entry:
    """A line of a section."""

    line: Line
    divides: bool
    """Whether a comment without a header may begin with it."""
    role: HeaderRole = HeaderRole.SAID
    author: str | None = None
    posted: str | None = None


@define
class Group:
    """Header lines in a row."""

    start: int
    """The number of its first entry."""
    stop: int
    """The number after its last entry."""
    entries: list[Entry] = field(factory=list)


def part(lines: Sequence[Line], divides: Sequence[bool]) -> Iterator[Unit]:
    """Yield the comments of a section, in order."""
    entries = [Entry(line, divided) for line, divided in zip(lines, divides, strict=True)]
    _find_headers(entries)
    if not any(entry.role in TOLD for entry in entries):
        _find_bare_names(entries)
    else:
        _find_described(entries)
        _find_beside(entries)
    yield from _units(entries)


def _find_headers(entries: Sequence[Entry]) -> None:
    """Name the roles of the lines that are headers by themselves, and of numbers."""
    found = templates.headers([entry.line for entry in entries])
    for entry, head in zip(entries, found, strict=True):
        if head:
            entry.role, entry.author, entry.posted = _role(head), head.author, head.posted
        elif DIGITS.fullmatch(entry.line.text):
            entry.role = HeaderRole.NUMBER


def _role(head: Header) -> HeaderRole:
    if head.says:
        return HeaderRole.SAYS
    return HeaderRole.STRONG if head.strong else HeaderRole.TIME if head.posted else HeaderRole.NAME


def _find_bare_names(entries: Sequence[Entry]) -> None:
    """Take bare names for headers where they come again and again, with text between them."""
    names = [n for n, entry in enumerate(entries) if entry.role is HeaderRole.NAME or _bare_name(entry)]
    apart = [n for n in names if n + 1 not in names]
    whole = bool(apart) and (apart[0] == 0 or apart[-1] == len(entries) - 1)
    if not whole or (len(apart) < NAMES and not entries[0].divides):
        return
    for n in apart:
        entries[n].author = entries[n].author or _bare_name(entries[n])
        entries[n].role = HeaderRole.NAME


def _find_described(entries: Sequence[Entry]) -> None:
    """Take who has a description in place of a name: "Ada is Head of Pictures." above the time alone."""
    told = [n for n, entry in enumerate(entries) if entry.role in TOLD]
    nameless = [n for n in told if entries[n].author is None]
    if not nameless or len(nameless) > HALF * len(told):
        return
    for n in nameless:
        text = entries[n - 1].line.text if n > 1 else ""
        verb = bio.verbs().search(text, 0, LONGEST_NAME)
        if verb is None or entries[n - 1].line.words > DESCRIPTION_WORDS:
            continue
        name = comment_headers.alone(text[: verb.start()])
        if name and name[0].isupper() and all(entries[n - step].role is HeaderRole.SAID for step in (1, 2)):
            entries[n - 1].role, entries[n - 1].author = HeaderRole.NAME, name


def _bare_name(entry: Entry) -> str | None:
    line = entry.line
    if entry.role is not HeaderRole.SAID or line.words > comment_headers.NAME_WORDS:
        return None
    return comment_headers.bare_name(line.text)


def _find_beside(entries: Sequence[Entry]) -> None:
    """Take lines into the headers that stand at one place beside most of them: a name, a town, "Posts: 12"."""
    groups = _groups(entries)
    if len(groups) < LEAST:
        return
    shapes = Counter(phrase_key(entry.line.text) for entry in entries if entry.role is HeaderRole.SAID)
    for step in (-1, 1):
        for distance in range(1, BESIDE + 1):
            edges = [group.start - distance if step < 0 else group.stop - 1 + distance for group in groups]
            places = [n for n in edges if 0 <= n < len(entries) and entries[n].role is HeaderRole.SAID]
            fitting = [n for n in places if _may_be_beside(entries[n], shapes, len(groups))]
            if len(fitting) < MOST * len(groups):
                fitting = [n for n in places if _may_be_title(entries[n])] if step < 0 else []
            if len(fitting) < MOST * len(groups) or not _leaves_text(entries, fitting, groups):
                break
            for n in fitting:
                _take(entries[n], shapes)


def _may_be_beside(entry: Entry, shapes: Counter[str], headers: int) -> bool:
    line = entry.line
    if line.words > BESIDE_WORDS:
        return False
    return bool(_bare_name(entry)) or 2 * shapes[phrase_key(line.text)] > headers


def _may_be_title(entry: Entry) -> bool:
    """Return whether a line may be the title that a reader gave the comment: it stands above the header."""
    return entry.line.words <= BESIDE_WORDS


def _leaves_text(entries: Sequence[Entry], taken: Sequence[int], groups: Sequence[Group]) -> bool:
    """Return whether the headers keep text between them when these lines are gone."""
    left = sum(entry.role is HeaderRole.SAID for entry in entries) - len(taken)
    return left >= MOST * len(groups)


def _take(entry: Entry, shapes: Counter[str]) -> None:
    often = shapes[phrase_key(entry.line.text)] > LEAST
    entry.author = None if often else _bare_name(entry)
    entry.role = HeaderRole.NAME if entry.author else HeaderRole.BESIDE


def _groups(entries: Sequence[Entry]) -> list[Group]:
    """Return the runs of header lines."""
    groups: list[Group] = []
    for n, entry in enumerate(entries):
        if entry.role is HeaderRole.SAID:
            continue
        if not groups or groups[-1].stop != n or _begins(entries, groups[-1], entry):
            groups.append(Group(n, n))
        groups[-1].stop = n + 1
        groups[-1].entries.append(entry)
    return groups


def _begins(entries: Sequence[Entry], group: Group, entry: Entry) -> bool:
    """Return whether a header line next to another one is that of another comment: the one above had no text."""
    return entry.author is not None and any(other.author and other.posted for other in group.entries)


def _units(entries: Sequence[Entry]) -> Iterator[Unit]:
    groups = _groups(entries)
    if not groups:
        yield from _without_headers(entries)
        return
    opening, closing = _places(entries, groups)
    heads: list[Entry] = []
    said: list[Line] = []
    closed = False
    for entry in entries:
        is_head = entry.role is not HeaderRole.SAID
        opens = is_head and (entry.role in opening or entry.role not in closing)
        if said and (opens or (closed and not is_head) or (entry.divides and not is_head and not closing)):
            yield _unit(heads, said)
            heads, said, closed = [], [], False
        if is_head:
            if not said and heads and _begins(entries, Group(0, 0, heads), entry):
                heads = []
            heads.append(entry)
            closed = bool(said)
        else:
            said.append(entry.line)
    if said:
        yield _unit(heads, said)


def _places(entries: Sequence[Entry], groups: Sequence[Group]) -> tuple[set[HeaderRole], set[HeaderRole]]:
    """Return which header lines stand above the text, and which below it."""
    first = {entry.role for entry in groups[0].entries} if groups[0].start == 0 else set[HeaderRole]()
    last = (
        {entry.role for entry in groups[-1].entries} if groups[-1].stop == len(entries) else set[HeaderRole]()
    )
    if first and last and first <= last:
        last = set()  # a header whose text is missing
    return first, last - first


def _without_headers(entries: Sequence[Entry]) -> Iterator[Unit]:
    """Yield comments that have nothing but buttons between them."""
    said: list[Line] = []
    for entry in entries:
        if said and entry.divides:
            yield _unit([], said)
            said = []
        said.append(entry.line)
    if said:
        yield _unit([], said)


def _unit(heads: Sequence[Entry], said: Sequence[Line]) -> Unit:
    author = next((entry.author for entry in heads if entry.author), None)
    posted = next((entry.posted for entry in heads if entry.posted), None)
    return Unit(tuple(entry.line for entry in heads), tuple(said), author, posted)
