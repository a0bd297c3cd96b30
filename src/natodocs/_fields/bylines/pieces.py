"""A byline taken apart: its addresses, and what stands between commas, dashes and conjunctions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

import regex
from attrs import frozen

from natodocs._entities import organisations, people
from natodocs._entities import words as entity_words
from natodocs._patterns.alternation import one_of
from natodocs._text.characters import NAME_EDGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 320  # characters; a byline of twelve names is shorter
EMAIL: Final = regex.compile(
    r"[(<\[]?\s?(?<![\w.+-])([\w.+-]{1,64}+@[\w-]{1,60}+(?:\.[\w-]{1,30}+){1,4})\s?[)>\]]?"
)
ACCOUNT: Final = regex.compile(r"[(\[]?(?<![\w.])(@\w{2,30})\b[)\]]?")


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
    for border in _between(line, _borders().finditer(line, start, end), start, end):
        yield _part(line, position, border.start(), credited)
        position, credited = border.end(), border["with"] is not None
    yield _part(line, position, end, credited)


def apart(names: str, signs: re.Pattern[str]) -> list[str]:
    """Return what stands between some signs and "and" in a list of names."""
    parts, position = [], 0
    found = sorted((*signs.finditer(names), *_joiners().finditer(names)), key=lambda border: border.start())
    for border in _between(names, found, 0, len(names)):
        parts.append(names[position : border.start()])
        position = border.end()
    return [*parts, names[position:]]


def is_joiner(text: str) -> bool:
    """Return whether a text is no more than "and", in any language."""
    return _joiners().fullmatch(f" {text} ") is not None


Border = TypeVar("Border", regex.Match[str], re.Match[str])


def _between(line: str, borders: Iterable[Border], start: int, end: int) -> Iterator[Border]:
    """Yield what parts two names; no "y" or "e" that stands within one."""
    position, found, letters = start, list(borders), _letters()
    for number, border in enumerate(found, 1):
        if border.group().strip() in letters:
            last = found[number].start() if number < len(found) else end
            if _is_one_name(line[position : border.start()], line[border.end() : last]):
                continue
        yield border
        position = border.end()


def _is_one_name(before: str, after: str) -> bool:
    """Return whether what joins two words joins those of one name: "Ana Ortega y Gasset", "Rui Costa e Silva".

    A word alone stands behind it then, and is no desk: nobody prints one author in full and another by one name.
    """
    name = after.strip(NAME_EDGES)
    return (
        " " in before.strip()
        and " " not in name
        and name[:1].isupper()
        and not organisations.is_organisation(name)
    )


@cache
def asides() -> regex.Pattern[str]:
    """Return the pattern of what stands in parentheses behind a name, and says nothing of whose it is."""
    return regex.compile(rf"\((?:{one_of(entity_words.listed('asides'))})\.?\)", regex.VERSION1)


@cache
def _joiners() -> regex.Pattern[str]:
    return regex.compile(rf"\s{{1,4}}(?:{_words_that_join()})\s{{1,4}}", regex.VERSION1)


@cache
def _borders() -> regex.Pattern[str]:
    credited = one_of(entity_words.listed("with"))
    return regex.compile(
        rf"""\s{{0,4}}[,;，、|•·⋅\n(]\s{{0,4}}(?:(?:{_words_that_join()})\s{{1,4}})?+
            (?P<with>(?:{credited})\s{{1,4}})?+
          | \s{{0,4}}//?\s{{0,4}} | \s{{1,4}}[-–—]{{1,2}}\s{{1,4}} | \s{{0,4}}\)\s{{0,4}} | \s{{0,4}}&\s{{0,4}}
          | \s{{1,4}}(?:{_words_that_join()})\s{{1,4}} | (?P<with>\s{{1,4}}(?:{credited})\s{{1,4}})""",
        regex.VERSION1 | regex.VERBOSE,
    )


def _words_that_join() -> str:
    """Return the pattern of "and" in all languages."""
    # One letter is a capital only where all is in capitals, as in "ANA LUND Y LUIS MOE": "Ada E Lund" has an initial.
    capitals = "".join(sorted(letter for letter in _letters() if letter.isupper()))
    shouted = rf"(?<=\p{{Lu}}{{2}}\s{{1,4}})[{capitals}](?=\s{{1,4}}\p{{Lu}}{{2}})"
    return f"{one_of(entity_words.listed('joiners'))}|{shouted}"


def and_words() -> frozenset[str]:
    """Return the words for "and" that no name holds, as "y" and "e" are held by some."""
    return entity_words.listed("joiners") - _letters()


@cache
def _letters() -> frozenset[str]:
    """Return the words for "and" that have one letter, which names hold as well; small and as capitals."""
    letters = [word for word in entity_words.listed("joiners") if len(word) == 1]
    return frozenset(letters) | frozenset(map(str.upper, letters))


def _part(line: str, start: int, end: int, credited: bool) -> Part:
    text = line[start:end]
    bare = text.strip(NAME_EDGES)
    first = start + len(text) - len(text.lstrip(NAME_EDGES))
    last = first + len(bare)
    if bare and line[last:end][:1] == "." and people.ABBREVIATED.fullmatch(f"{bare.split()[-1]}."):
        last += 1  # "Jr." and "J. R." keep their full stop
    return Part(first, last, line[first:last], credited) if bare else Part(start, start, "", credited)
