"""Comment sections: who wrote what, when. Header lines are found here, by themselves and by their neighbours.

A comment section shows by its repeating pattern of names and times. `headers` reads the lines of one; the
labeller asks it where a section is, and `find` takes the section apart with the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

import regex
from attrs import evolve, frozen

from natodocs import _dates, _lines, _moments, _rules
from natodocs._lines import Line
from natodocs._source import Document, Region
from natodocs._types import Block, BlockKind, Comment, Span

LONGEST: Final = 16  # words; a longer line is no header
LONGEST_TEXT: Final = 160  # characters; a longer line is none either
NEAR: Final = 6  # characters between a day and its time
NAME_WORDS: Final = 5  # words; a longer remainder is no name
NUMBER: Final = regex.compile(r"^(?:#\s?\d{1,5}|\d{1,5}[.)])(?=\s|$)\s*+|\s{0,3}#\d{1,5}$")
# A name as people sign: capitalised words, or one word without blanks ("lupa77"); initials have stops.
NAME: Final = regex.compile(
    r"(?:[\p{Lu}\p{Lo}][\p{L}\p{M}\d.'’_\-]*+|[\p{L}\d][\p{L}\p{M}\d.'’_\-@]{0,30}+"
    r"|\(\p{L}[^()]{0,30}\)|&|\p{Ll}{1,3})"
    r"(?:\s(?:[\p{L}\d(&][\p{L}\p{M}\d.'’_\-@)]*+)){0,4}",
    regex.VERSION1,
)
MARK: Final = "comment"  # of `_html.MARKS`: one comment, with the answers to it
MAY_BE: Final = regex.compile(r"[:…\d]|\.\.")  # a time, or what ends a word for writing
SAYS_ENDS: Final = frozenset(":….")
EDGES: Final = " \t:|,;·•–—-()[]/>»«*~"
FREE_STARTS: Final = frozenset("\"'“”„«(")


@frozen
class Header:
    """The header line of a comment, or a part of it."""

    author: str | None
    """The name as printed, or `None`."""
    posted: str | None
    """The time as printed, or `None`."""
    says: bool
    """Whether it has a word for writing ("says:"), which nothing but a comment's header has."""

    @property
    def strong(self) -> bool:
        """Whether the line is a header by itself, whatever stands around it."""
        return self.says or (self.author is not None and self.posted is not None)


def header(text: str) -> Header | None:
    """Read one line as a comment's header: "Ada says:", "Ada Lund 3 May 2021 at 4:27 pm", "2 hours ago"."""
    if not text or text[0] in FREE_STARTS or len(text) > LONGEST_TEXT or not MAY_BE.search(text):
        return None
    return _read(text)


@lru_cache(maxsize=4096)
def _read(text: str) -> Header | None:
    if _lines.count_words(text) > LONGEST:
        return None
    bare, when = text, _when(text)
    if (
        not when or when[0] > 0
    ):  # "3. Mai 2021": a number there belongs to the day, and elsewhere to the comment
        bare = NUMBER.sub("", text, count=1).strip()
        when = _when(bare) if when else None
    if when is None:
        return _named(bare, None) if bare[-1:] in SAYS_ENDS else None
    posted = bare[when[0] : when[1]].strip(EDGES)
    line = _dates.parse_line(text, None)
    if line and not line.beside:
        return Header(None, posted, False)
    return _named(f"{bare[: when[0]]} {bare[when[1] :]}", posted)


def _named(text: str, posted: str | None) -> Header | None:
    """Read what a header has beside its time: a name, a word for writing, and what stands around them."""
    rest = text.strip()
    said = _grammar().says.search(rest)
    if said:
        rest = rest[: said.start()] + rest[said.end() :]
    rest = _grammar().around.sub("", rest.strip(EDGES)).strip(EDGES)
    if not rest:
        return Header(None, posted, False) if posted and not said else None
    if not (posted or said) or not _is_name(rest, free=said is not None):
        return None
    if said and not posted and said.group().strip()[-1:] != ":":
        return None
    return Header(rest, posted, said is not None)


def _when(text: str) -> tuple[int, int] | None:
    """Return from where to where a line says when: "2 hours ago", or a day, with its time if it has one."""
    ago = _grammar().ago.search(text)
    if ago:
        return ago.span()
    moments = _moments.find(text)
    first = next((number for number, moment in enumerate(moments) if moment.day is not None), None)
    if first is None:
        return None
    start, end = moments[first].start, moments[first].end
    for moment in moments[first + 1 :]:  # "May 3 at 4:27 pm": a word may stand between
        if moment.start > end + NEAR:
            break
        end = max(end, moment.end)
    return start, end


def headers(lines: Sequence[Line], possible: Sequence[bool] | None = None) -> list[Header | None]:
    """Return the header that each line is; a bare name counts where a time follows it.

    Args:
        lines: Lines of a page, in order.
        possible: Which of them may be headers by themselves; `None` means all.
    """
    found = [
        header(line.text) if possible is None or possible[number] else None
        for number, line in enumerate(lines)
    ]
    for number in range(len(lines) - 1):
        following = found[number + 1]
        alone = found[number] is None and following is not None and following.author is None
        if (
            alone
            and lines[number].words <= NAME_WORDS
            and _is_name(name := NUMBER.sub("", lines[number].text, 1).strip(EDGES))
        ):
            found[number] = Header(name, None, False)
    return found


def _is_name(text: str, *, free: bool = False) -> bool:
    """Whether a text may be a name; before a word for writing it is free to have any words."""
    return (
        len(text) <= 60
        and NAME.fullmatch(text) is not None
        and (free or not _grammar().never.search(text))
        and any(letter.isalpha() for letter in text)
    )


def find(text: str, blocks: Sequence[Block], regions: Sequence[Region] = ()) -> tuple[Comment, ...]:
    """Take the comment sections of a page apart.

    Args:
        text: The text of the page.
        blocks: Its blocks.
        regions: What its markup says; comments that stand in one another have their depth from there.
    """
    comments: list[Comment] = []
    for section in _sections(text, blocks):
        comments += _take_apart(text, section)
    return tuple(_with_depths(comments, [region for region in regions if MARK in region.marks]))


def _with_depths(comments: Sequence[Comment], nested: Sequence[Region]) -> Iterator[Comment]:
    """Yield the comments with the depth that the markup gives them, where it gives one."""
    opened: list[Region] = []
    following = 0
    for comment in comments:
        while following < len(nested) and nested[following].start <= comment.span.start:
            opened.append(nested[following])
            following += 1
        opened = [region for region in opened if region.end > comment.span.start]
        yield evolve(comment, depth=len(opened) - 1) if opened else comment


@frozen
class Entry:
    """A line of a comment section."""

    line: Line
    header: Header | None
    divides: bool
    """Whether a button or a bullet stands before it, so that a comment without a header may begin."""


def _sections(text: str, blocks: Sequence[Block]) -> Iterator[list[Entry]]:
    """Yield the lines of each run of comment blocks; buttons inside it divide, anything else ends it."""
    run: list[tuple[Line, bool]] = []
    divides = True
    for block in [*blocks, None]:
        if block is not None and block.kind == BlockKind.COMMENT:
            for line in _lines.split(Document(block.text)):
                start = block.span.start
                moved = evolve(line, first=line.first + start, last=line.last + start)
                run.append((moved, divides))
                divides = False
        elif block is not None and block.kind == BlockKind.COMMENT_UI:
            divides = True
        elif run:
            found = headers([line for line, _ in run])
            yield [Entry(line, head, apart) for (line, apart), head in zip(run, found, strict=True)]
            run, divides = [], True


def _take_apart(text: str, section: Sequence[Entry]) -> Iterator[Comment]:
    """Yield the comments of a section, whose headers stand above or, throughout, below their texts."""
    indents: list[int] = []
    below = section[0].header is None and section[-1].header is not None
    heads: list[Entry] = []
    said: list[Line] = []
    any_head = any(entry.header for entry in section)
    for entry in section:
        if entry.header:
            if said and not below:
                yield _comment(text, heads, said, indents)
                heads, said = [], []
            heads.append(entry)
            if said and below:
                yield _comment(text, heads, said, indents)
                heads, said = [], []
            continue
        if said and (not any_head or heads) and entry.divides and not below:
            yield _comment(text, heads, said, indents)
            heads, said = [], []
        said.append(entry.line)
    if said:
        yield _comment(text, heads, said, indents)


def _comment(text: str, heads: Sequence[Entry], said: Sequence[Line], indents: list[int]) -> Comment:
    span = Span(said[0].first, said[-1].last)
    author = next((entry.header.author for entry in heads if entry.header and entry.header.author), None)
    posted = next((entry.header.posted for entry in heads if entry.header and entry.header.posted), None)
    first = heads[0].line if heads else said[0]
    indent = first.first - (text.rfind("\n", 0, first.first) + 1)
    return Comment(text[span.start : span.end], span, author, posted, _depth(indents, indent))


def _depth(indents: list[int], indent: int) -> int:
    """Return how many smaller indents are open above this one, which joins them."""
    while indents and indents[-1] >= indent:
        indents.pop()
    indents.append(indent)
    return len(indents) - 1


@frozen
class Grammar:
    """The patterns of header lines, of all languages together."""

    ago: regex.Pattern[str]
    says: regex.Pattern[str]
    around: regex.Pattern[str]
    never: regex.Pattern[str]


@cache
def _grammar() -> Grammar:
    rules = _rules.load_all()

    def union(table: str) -> str:
        return "|".join(f"(?:{rule.pattern.pattern})" for rule in rules.rules(table))

    return Grammar(
        ago=regex.compile(rf"(?<![\w.])(?:{union('comment_ago')})(?!\w)", regex.VERSION1),
        says=regex.compile(union("comment_says"), regex.VERSION1),
        around=regex.compile(
            rf"^(?:{union('comment_around')})+|(?<!\w)(?:{union('comment_around')})+$", regex.VERSION1
        ),
        never=regex.compile(rf"(?<!\w)(?:{union('comment_never')})(?!\w)", regex.VERSION1),
    )
