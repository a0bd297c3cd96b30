"""A line, or the blocks of a page -> who wrote it.

A byline opens with its cue ("By", "Written by", "Von"), or shows itself by a role, an agency or a date beside a name.
What is neither a name nor known to stand beside names makes the line no byline: a wrong author is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import regex
from attrs import evolve, field, frozen

from natodocs import _moments, _people, _places, _reading, _rules
from natodocs._reading import Reading
from natodocs._source import Metadata
from natodocs._types import Author, Block, BlockKind, Byline, Span

LONGEST: Final = 320  # characters; a byline of twelve names is shorter
LONGEST_BARE: Final = 140  # characters of a byline without a cue
MOST_AUTHORS: Final = 20

LEAD: Final = regex.compile(r"[\s•|·*▪–—>»/(]*+")
EMAIL: Final = regex.compile(r"[(<\[]?\s?(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4})\s?[)>\]]?")
ACCOUNT: Final = regex.compile(r"[(\[]?(?<![\w.])(@\w{2,30})\b[)\]]?")
JOINED: Final = regex.compile(
    r"\s*[,;|•·⋅\n]\s*|\s*//?\s*|\s+[-–—]{1,2}\s+|\s*[()]\s*|\s+(?:\L<and>)\s+|\s*&\s*|(?P<with>\s+(?:\L<with>)\s+)",
    regex.VERSION1 | regex.IGNORECASE,
    **{
        "and": "and und et y og och en ja ve и та e i".split(),
        "with": "with mit avec con com met med".split(),
    },
)
RETIRED: Final = regex.compile(r"\((?i:ret|she/her|he/him|they/them)\.?\)")
WHERE: Final = regex.compile(r"\s(?:in|aus|à|en|from|im|w|в)\s(?=[\p{Lu}\p{Lo}])", regex.VERSION1)
FOR: Final = regex.compile(r"\s(?i:for)\s(?=[\p{Lu}\p{Ll}])", regex.VERSION1)
OF_A_PAPER: Final = regex.compile(r"(?P<paper>[\p{Lu}][\p{L}&.]*+(?:\s[\p{Lu}][\p{L}&.]*+){0,3})['’]s\s", regex.VERSION1)
EDGES: Final = " \t.,;:•·⋅|/-–—()[]\"“”"
COMMA: Final = regex.compile(r"\s*,\s*\Z")


@frozen
class Part:
    """One piece of a byline between two commas, or what else parts them."""

    start: int
    """Index of its first character in the line."""
    end: int
    """Index after its last character."""
    text: str
    """What it says."""
    with_: bool = False
    """Whether "with" stands before it."""


@frozen
class Found:
    """The authors of a line."""

    authors: tuple[Author, ...]
    """At least one."""
    start: int
    """Where the byline starts in the line, its cue included."""
    end: int
    """Where its last word ends."""


def parse(text: str) -> Byline | None:
    """Read a line as a byline; see `parse.byline`."""
    if len(text) > LONGEST:
        return None
    reading = _reading.read(text, Span(0, len(text)))
    found = _read(reading.text)
    return _byline(text, reading, found) if found else None


def find(blocks: Sequence[Block], metadata: Metadata) -> Byline | None:
    """Find the byline of a page: the one nearest to its title, or what its head says."""
    printed = [byline for place in _places_of(blocks) if (byline := _in_block(blocks, place))]
    known = {author.name.casefold() for author in metadata.authors}
    for byline in printed:
        if known & {author.name.casefold() for author in byline.authors}:
            return byline
    site = (metadata.site or "").casefold()
    own = [byline for byline in printed if any(author.name.casefold() != site for author in byline.authors)]
    if own or (printed and not metadata.authors):
        return (own or printed)[0]
    if metadata.authors:
        return Byline(metadata.authors, None, ", ".join(author.name for author in metadata.authors))
    return None


def _places_of(blocks: Sequence[Block]) -> list[int]:
    """Return which blocks are bylines, those above the text first, the nearest to a title first."""
    titles = [number for number, block in enumerate(blocks) if block.kind is BlockKind.TITLE]
    text = next((number for number, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), len(blocks))
    bylines = [number for number, block in enumerate(blocks) if block.kind is BlockKind.BYLINE]

    def distance(number: int) -> tuple[bool, int, int]:
        return number > text, min((abs(number - title) for title in titles), default=0), number

    return sorted(bylines, key=distance)


def _in_block(blocks: Sequence[Block], number: int) -> Byline | None:
    """Read a block that is a byline; a cue alone goes on in the next block, and names without cues follow."""
    if number and blocks[number - 1].kind is BlockKind.BYLINE and _is_cue(blocks[number - 1].text):
        return None  # read with its cue
    last = number
    while last + 1 < len(blocks) and blocks[last + 1].kind is BlockKind.BYLINE and last - number < MOST_AUTHORS:
        last += 1
    authors: dict[str, Author] = {}
    span: Span | None = None
    base = blocks[number].span.start
    text = "".join(block.text for block in blocks[number : last + 1])
    for start, line in _lines(text):
        reading = _reading.read(line, Span(0, len(line)))
        if _is_cue(line):
            span = span or Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            continue
        found = _read(reading.text) or _bare(reading.text)
        if not found or (authors and _cue(reading.text)):
            if authors:
                break
            continue
        for author in found.authors:
            authors.setdefault(author.name.casefold(), author)
        here = reading.span(found.start, found.end)
        span = Span(span.start if span else start + here.start, start + here.end)
    if not authors or not span:
        return None
    return Byline(tuple(authors.values()), Span(base + span.start, base + span.end), text[span.start : span.end])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and len(line) <= LONGEST:
            yield start, line.rstrip("\r\n")
        start += len(line)


def _is_cue(text: str) -> bool:
    return text.strip().strip(":").casefold() in _rules.load_all().words("byline.cues_alone")


def _byline(text: str, reading: Reading, found: Found) -> Byline:
    span = reading.span(found.start, found.end)
    return Byline(found.authors, span, text[span.start : span.end])


def _read(line: str) -> Found | None:
    start = LEAD.match(line).end()  # type: ignore[union-attr]  # it matches the empty string
    if any(rule.pattern.match(line, start) for rule in _table("not_byline")):
        return None
    cue = _cue(line, start)
    if cue:
        return _after_cue(line, start, cue)
    if len(line) > LONGEST_BARE or not line[start : start + 1].strip():
        return None
    return _whole(line, start) or _agency(line, start) or _after_date(line, start) or _before_something(line, start)


@frozen
class Cue:
    """The words that open a byline."""

    end: int
    """Index after them and their blank."""
    strong: bool
    """Whether they open nothing but bylines, so that a screen name may follow."""
    role: str | None = None
    """What they call the author ("corrispondente")."""


def _cue(line: str, start: int = 0) -> Cue | None:
    match = _cues().match(line, start)
    if not match:
        return None
    rule = _cue_rules()[int(match.lastgroup[3:])]  # type: ignore[index]  # each alternative is a group
    role = rule.pattern.match(line, start)
    named = role["role"] if role and "role" in rule.pattern.groupindex else None
    return Cue(match.end(), bool(rule.more.get("strong")), named)


def _after_cue(line: str, start: int, cue: Cue) -> Found | None:
    end = _tail(line, cue.end)
    found = _authors(line, cue.end, end, strong=cue.strong)
    if not found:
        return None
    authors = tuple(evolve(author, role=author.role or cue.role) for author in found.authors)
    return evolve(found, authors=authors, start=start)


def _tail(line: str, start: int) -> int:
    """Return where what may follow the names of a byline starts: a date, "5 min read", "Updated"."""
    ends = [match.start() for pattern in _tails() if (match := pattern.search(line, start))]
    ends += [start + moment.start for moment in _moments.find(line[start:]) if moment.start or moment.month]
    return min([end for end in ends if end >= start], default=len(line))


def _whole(line: str, start: int) -> Found | None:
    """Read a line by one of the patterns that hold all of a byline."""
    for rule in _table("byline"):
        if rule.more.get("part") == "whole" and (match := rule.pattern.fullmatch(line.rstrip(), start)):
            groups = match.groupdict()
            author = Author(groups["name"].strip(), groups.get("role"), groups.get("affiliation"))
            return Found((author,), match.start("name"), match.end())
    return None


def _agency(line: str, start: int) -> Found | None:
    text = line[start:].strip(EDGES)
    if not text or not _people.is_agency(text):
        return None
    first = line.index(text, start)
    return Found((Author(text),), first, first + len(text))


def _after_date(line: str, start: int) -> Found | None:
    """Read "28 Jan 2022 | Ada Lund", and "Posted on 28 Jan 2022 by Ada Lund"."""
    if not any(map(str.isdigit, line)):
        return None
    moments = _moments.find(line)
    if not moments or not moments[0].month or not _is_label(line[start : moments[0].start]):
        return None
    position = moments[0].end
    for moment in moments[1:]:
        if _is_label(line[position : moment.start]):
            position = moment.end
    position = LABELS.match(line, position).end()  # type: ignore[union-attr]  # it matches the empty string
    cue = _cue(line, position)
    if cue:
        return _after_cue(line, position, cue)
    found = _authors(line, position, _tail(line, position))
    return found if found and all(_people.is_person(author.name) for author in found.authors) else None


LABELS: Final = regex.compile(r"(?:[\s|,;:/•·⋅–—\-]|(?i:uhr|h\b))*+")


def _is_label(text: str) -> bool:
    """Return whether a text says no more than that a date follows."""
    words = regex.split(r"[\s|,;:/•·⋅–—\-.]+", text.casefold())
    return all(not word or word in _date_words() or word in _moments.weekdays() for word in words)


def _before_something(line: str, start: int) -> Found | None:
    """Read a name that has a role, an agency, a date or a reading time beside it, and no cue."""
    tail = _tail(line, start)
    found = _authors(line, start, tail, cueless=True)
    if not found:
        return None
    persons = all(_people.is_person(author.name) for author in found.authors)
    spoken_for = any(author.role or author.affiliation for author in found.authors)
    if persons and (spoken_for or tail < len(line.rstrip()) or (len(found.authors) > 1 and "/" in line)):
        return found
    return found if any(author.role for author in found.authors) and _people.is_name(found.authors[0].name) else None


def _bare(line: str) -> Found | None:
    """Read a name alone, where the page says that it is a byline."""
    start = LEAD.match(line).end()  # type: ignore[union-attr]  # it matches the empty string
    return _authors(line, start, _tail(line, start), cueless=True)


def _authors(line: str, start: int, end: int, *, strong: bool = False, cueless: bool = False) -> Found | None:
    """Read the names, roles and affiliations of a stretch of a line."""
    state = Authors(strong=strong, cueless=cueless)
    contacts = [*_contacts(line, start, end)]
    for first, last, email, handle in contacts:
        state.contact(email, handle, last)
    blanked = line
    for first, last, *_ in contacts:
        blanked = f"{blanked[:first]}{' ' * (last - first - 1)},{blanked[last:]}"
    blanked = RETIRED.sub(lambda match: " " * len(match.group()), blanked)
    for part in _parts(blanked, start, end):
        if not state.take(part):
            return None
    return state.result(start)


def _contacts(line: str, start: int, end: int) -> Iterator[tuple[int, int, str | None, str | None]]:
    if "@" not in line:
        return
    for match in EMAIL.finditer(line, start, end):
        yield match.start(), match.end(), match[1], None
    if not EMAIL.search(line, start, end):
        for match in ACCOUNT.finditer(line, start, end):
            yield match.start(), match.end(), None, match[1]


def _parts(line: str, start: int, end: int) -> Iterator[Part]:
    position, with_ = start, False
    for match in JOINED.finditer(line, start, end):
        if match.end() > match.start():
            yield _part(line, position, match.start(), with_)
            position, with_ = match.end(), match["with"] is not None
    yield _part(line, position, end, with_)


def _part(line: str, start: int, end: int, with_: bool) -> Part:
    text = line[start:end]
    first = start + len(text) - len(text.lstrip(EDGES))
    bare = text.strip(EDGES)
    # "Jr." and "J. R." keep their full stop.
    last = first + len(bare) + (1 if _people.ABBREVIATED.fullmatch(bare.split()[-1] + ".") and line[first + len(bare) : end][:1] == "." else 0) if bare else first
    return Part(first, last, line[first:last], with_)


class Authors:
    """Takes the parts of a byline one after the other."""

    def __init__(self, *, strong: bool, cueless: bool) -> None:
        self._strong, self._cueless = strong, cueless
        self._people: list[Author] = []
        self._desks: list[Part] = []
        self._role: str | None = None
        self._affiliation: str | None = None
        self._email: str | None = None
        self._handle: str | None = None
        self._first: int | None = None
        self._last = 0

    def contact(self, email: str | None, handle: str | None, end: int) -> None:
        """Keep the address beside the names."""
        self._email, self._handle = email or self._email, handle or self._handle
        self._last = max(self._last, end)

    def take(self, part: Part) -> bool:
        """Take a part; false where it does not belong in a byline."""
        if not part.text:
            return True
        known = self._people or self._desks
        if known and (_people.is_degree(part.text) or part.text.casefold() in IGNORED):
            return True
        if self._is_role(part) or self._is_desk(part) or self._is_name(part):
            return True
        return bool(known) and (self._is_place(part) or self._is_beside_the_point(part))

    def result(self, start: int) -> Found | None:
        """Return what was taken; `None` where nobody was."""
        if self._first is None:
            return None
        people = self._people
        if not people:
            people = [Author(desk.text) for desk in self._desks]
        elif self._desks:
            self._affiliation = self._affiliation or self._desks[0].text
        authors = tuple(evolve(one, role=one.role or self._role, affiliation=one.affiliation or self._affiliation) for one in people)
        if len(authors) == 1:
            authors = (evolve(authors[0], email=self._email, handle=self._handle),)
        return Found(authors[:MOST_AUTHORS], self._first, self._last) if authors else None

    def _keep(self, part: Part, start: int | None = None) -> None:
        if self._first is None:
            self._first = part.start if start is None else start
        self._last = max(self._last, part.end)

    def _is_role(self, part: Part) -> bool:
        if not self._people:
            return False
        special = SPECIAL.match(part.text)
        place = WHERE.search(part.text)
        text = part.text if special else part.text[: place.start()] if place else part.text
        if special:
            self._role = text
        elif _people.is_role(text):
            paper, role = _paper_and_role(text)
            self._role = self._role or role
            self._affiliation = self._affiliation or paper
        else:
            return False
        self._keep(part)
        return True

    def _is_desk(self, part: Part) -> bool:
        text = FOR.split(part.text)[0].strip() if FOR.search(part.text) else part.text
        if not _people.is_organisation(text) or not (text[:1].isupper() or text[:1].isdigit() or _people.is_agency(text) or _people.DOMAIN.search(text)):
            return False
        if OF_A_PAPER.match(text):
            return False
        plain = [word for word in text.split() if word[:1].islower()]
        if len(text.split()) > 7 or (len(plain) > 1 and not _people.is_agency(text)):
            return False
        if not self._people and not self._desks and self._cueless:
            return False
        first = text.casefold().split()[0]
        if not _people.is_agency(text) and first in _people.never_in_names() and first not in ARTICLES:
            return False
        if part.with_ and (self._people or self._desks):
            self._affiliation = text
            self._keep(evolve(part, end=part.start + len(text)))
            return True
        if _people.is_person(" ".join(text.split()[:2])) and not _people.is_agency(text):
            return False  # "Ada Lund harbury.example"
        self._desks.append(evolve(part, text=text, end=part.start + len(text)))
        self._keep(self._desks[-1])
        return True

    def _is_name(self, part: Part) -> bool:
        text, start = part.text, part.start
        owner = OF_A_PAPER.match(text)
        if owner and not self._people and _people.is_organisation(owner["paper"]):
            self._affiliation = owner["paper"]
            text, start = text[owner.end() :], start + owner.end()
        for cut in (WHERE, FOR):
            if place := cut.search(text):
                text = text[: place.start()]
        name = _people.without_title(text.rstrip(EDGES) if not text.endswith(".") else text)
        role: str | None = None
        if not _people.is_name(name):
            name, role = _name_and_role(name)
        if not name or not self._is_author(name, part):
            return False
        offset = start + text.index(name)
        for several in _several(name):
            offset = start + text.index(several, offset - start)
            self._people.append(Author(several, role))
            self._keep(Part(offset, offset + len(several) + (len(role) + 1 if role else 0), several), start=part.start)
        return True

    def _is_author(self, name: str, part: Part) -> bool:
        words = name.split()
        if part.with_:
            return False
        if not _people.is_name(name):
            return self._strong and not self._people and len(words) == 1 and _people.HANDLE.fullmatch(name) is not None and name.casefold() not in _people.never_in_names()
        if len(words) > 1:
            return not (self._people and _places.is_city(name))
        if self._people or self._cueless:
            return _people.UNCASED.fullmatch(name) is not None
        return not _places.is_place(name) and len(name) > 1

    def _is_place(self, part: Part) -> bool:
        """Return whether a part says where somebody is, which is no part of the answer."""
        words = part.text.split()
        return len(words) <= 4 and _people.is_name(part.text) or _places.is_place(part.text)

    def _is_beside_the_point(self, part: Part) -> bool:
        """Return whether a part says something else, in a few words, of one who is surely a person."""
        words = part.text.split()
        if self._cueless or not self._people or len(words) > 3:
            return False
        return _people.is_person(self._people[-1].name) and not any(word.isalpha() and word.islower() for word in words)


ARTICLES: Final = frozenset({"the", "la", "le", "les", "el", "los", "las", "il", "lo", "der", "die", "das", "o", "de", "het"})
IGNORED: Final = frozenset({"jr", "sr", "ii", "iii", "and", "others", "u.a", "on", "at", "am", "le", "el", "il", "em", "den"})
SPECIAL: Final = regex.compile(r"(?i:special(?: correspondent)? (?:to|for)|for) (?:the )?\p{Lu}", regex.VERSION1)


def _paper_and_role(text: str) -> tuple[str | None, str]:
    """Part "CNN Political Editor" into the paper and the role."""
    words = text.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        paper, role = " ".join(words[:count]), " ".join(words[count:])
        if (_people.is_agency(paper) or words[count - 1].casefold() in PAPERS) and _people.is_role(role):
            return paper, role
    return None, text


PAPERS: Final = frozenset({"times", "post", "news", "shimbun", "herald", "tribune", "press", "journal", "gazette", "guardian", "today", "media", "magazine", "globe"})


def _name_and_role(text: str) -> tuple[str, str | None]:
    """Part "Ada Lund Education editor" into the name and the role; ("", None) where it is no such thing."""
    if _people.DOMAIN.search(text):
        name = text.rsplit(" ", 1)[0]
        return (name, None) if _people.is_person(name) else ("", None)
    glued = GLUED.match(text)
    if glued and _people.is_name(glued[1]) and _people.is_role(glued[2]):
        return glued[1], glued[2]
    words = text.split()
    for count in (2, 3):
        name, role = " ".join(words[:count]), " ".join(words[count:])
        if role and _people.is_person(name) and _people.is_role(role):
            return name, role
    return "", None


def _several(name: str) -> list[str]:
    """Part "Ada Lund Per Moe" into two names, where every second word is a given name and no other one."""
    words = name.split()
    given = [word.casefold() in _people.given_names() for word in words]
    if len(words) < 4 or len(words) % 2 or not all(given[::2]) or any(given[1::2]):
        return [name]
    return [" ".join(words[number : number + 2]) for number in range(0, len(words), 2)]


GLUED: Final = regex.compile(r"(\p{Lu}[\p{L} .\-]{2,40}?\p{Ll})(\p{Lu}\p{Ll}{4,20})\Z", regex.VERSION1)


@cache
def _table(name: str) -> tuple[_rules.Rule, ...]:
    return _rules.load_all().rules(name)


@cache
def _cue_rules() -> tuple[_rules.Rule, ...]:
    rules = [rule for rule in _table("byline") if rule.more.get("part", "cue") == "cue"]
    return tuple(sorted(rules, key=lambda rule: not rule.more.get("strong")))


@cache
def _cues() -> regex.Pattern[str]:
    """All cues in one pattern; the group that matched tells the row."""
    unnamed = (regex.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in _cue_rules())
    return regex.compile("|".join(f"(?P<cue{number}>{pattern})" for number, pattern in enumerate(unnamed)), regex.VERSION1)


@cache
def _tails() -> tuple[regex.Pattern[str], ...]:
    return tuple(rule.pattern for rule in _table("byline") if rule.more.get("part") == "tail")


@cache
def _date_words() -> frozenset[str]:
    rules = _rules.load_all()
    labels = rules.words("dates.published") | rules.words("dates.modified") | rules.words("dates.connectors")
    return frozenset(word for label in labels for word in label.split())
