"""A byline taken apart: its addresses, and what stands between commas, dashes and conjunctions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex
from attrs import frozen

from natodocs._entities import people
from natodocs._patterns.lazy import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

EMAIL: Final = regex.compile(
    r"[(<\[]?\s?(?<![\w.+-])([\w.+-]{1,64}+@[\w-]{1,60}+(?:\.[\w-]{1,30}+){1,4})\s?[)>\]]?"
)
ACCOUNT: Final = regex.compile(r"[(\[]?(?<![\w.])(@\w{2,30})\b[)\]]?")
ASIDE: Final = regex.compile(r"\((?i:ret|she/her|he/him|they/them)\.?\)")
JOINED: Final = lazily(
    r"""\s{0,4}[,;|•·⋅\n(]\s{0,4}(?P<with>(?i:with|mit|avec|con|com|met|med)\s{1,4})?+ | \s{0,4}//?\s{0,4}
      | \s{1,4}[-–—]{1,2}\s{1,4} | \s{0,4}\)\s{0,4} | \s{0,4}&\s{0,4}
      | \s{1,4}(?:(?i:and|und|et|og|och|en|ja|ve|та)|[yeiи])\s{1,4}
      | (?P<with>\s{1,4}(?i:with|mit|avec|con|com|met|med)\s{1,4})""",
    regex.VERSION1 | regex.VERBOSE,
)
EDGES: Final = ' \t.,;:•·⋅|/-–—()[]"“”'


@frozen
class Part:
    """One piece of a byline between two commas, or what else parts them."""

    start: int
    """Index of its first character in the line."""
    end: int
    """Index after its last character."""
    text: str
    """What it says."""
    credited: bool = False
    """Whether "with" stands before it."""


def addresses(line: str, start: int, end: int) -> Iterator[tuple[int, int, str | None, str | None]]:
    """Yield the start and end of each address of a stretch, and the e-mail address or else the account."""
    if "@" not in line:
        return
    emails = list(EMAIL.finditer(line, start, end))
    for match in emails:
        yield match.start(), match.end(), match[1], None
    for match in () if emails else ACCOUNT.finditer(line, start, end):
        yield match.start(), match.end(), None, match[1]


def parts(line: str, start: int, end: int) -> Iterator[Part]:
    """Yield the parts of a stretch, without what stands between them; some are empty."""
    position, credited = start, False
    for match in JOINED.finditer(line, start, end):
        yield _part(line, position, match.start(), credited)
        position, credited = match.end(), match["with"] is not None
    yield _part(line, position, end, credited)


def _part(line: str, start: int, end: int, credited: bool) -> Part:
    text = line[start:end]
    bare = text.strip(EDGES)
    first = start + len(text) - len(text.lstrip(EDGES))
    last = first + len(bare)
    if bare and line[last:end][:1] == "." and people.ABBREVIATED.fullmatch(f"{bare.split()[-1]}."):
        last += 1  # "Jr." and "J. R." keep their full stop
    return Part(first, last, line[first:last], credited) if bare else Part(start, start, "", credited)
