"""The template of a comment section: what repeats in its headers, whatever the names look like and the verb is.

All comments of a page are printed by one program, so that their headers differ in the name and the time alone. A line
of which the grammar of `headers` cannot make sense is a header all the same where it has the frame of others: the same
form of time at the same place ("Ole @ 52nd Pier 04. Feb, 2024 at 9:13 am"), or the same last word ("saltyherring
remarked:"). What all lines of a frame have beside the time is furniture, and what differs is the name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import regex
from attrs import evolve, frozen

from natodocs._fields.comments import headers as comment_headers
from natodocs._fields.comments.headers import NAME_WORDS, Header
from natodocs._text.characters import HEADER_EDGES, QUOTES
from natodocs._text.lines import Line

LEAST: Final = 3  # lines that make a frame
FEWEST: Final = 2  # lines that do, where one of them is a header by itself
MOST: Final = 0.8  # share of the lines of a frame that have what is no part of the names
HALF: Final = 0.5  # share of the lines of a frame below which text stands, and of those that may be headers
WORDS: Final = 12  # words beside the time; more are no name with what surrounds it
LONGEST_NAME: Final = 60  # characters
SIGNATURE_WORDS: Final = 4  # words behind an address; more are no name
SAYING_WORDS: Final = 3  # words of a name before a verb that may be none
EDGES: Final = " \t:,;|•·–—-"
LISTED: Final = regex.compile(r"\s[|•·]\s")  # between the parts of a line that says several things
SAYS: Final = "says "  # before the verb, in the key of such a frame
REMEMBERED: Final = 8192  # lines
LETTERS: Final = regex.compile(r"\p{L}[\p{L}\p{M}.]*+")
COUNTED: Final = regex.compile(r"\d+")
NUMBER: Final = regex.compile(r"[#(\[]?[+\-]?\d{1,9}[)\].:|]?")  # of the comment, or of those that like it
ADDRESS: Final = regex.compile(r"(?:https?://|www\.)\S+\s*+")
BRACKETED: Final = regex.compile(r"(?<!\s)\s*+[(\[][^()\[\]]{0,40}+[)\]]$")
VERB_ENDS: Final = regex.compile(r"(?<=\p{Ll})\s?(?:[:,]|…|\.\.\.)$")  # of a word for writing
SENTENCE: Final = regex.compile(r"\p{Ll}[.!?]$")


@frozen
class Frame:
    """What of a line its template prints, and what stands between."""

    key: str
    """What lines of one template have in common."""
    rest: str
    """What stands beside the time, or before the verb: the name, and what surrounds it."""
    posted: str | None
    """The time as printed."""


def headers(lines: Sequence[Line], possible: Sequence[bool] | None = None) -> list[Header | None]:
    """Return the header that each line is; a bare name counts where a time follows it.

    Args:
        lines: Lines of a page, in order.
        possible: Which of them may be headers by themselves; `None` means all.
    """
    may_be = [True] * len(lines) if possible is None else possible
    found = [
        comment_headers.header(line.text) if may else None for line, may in zip(lines, may_be, strict=True)
    ]
    for key, numbers in _groups(lines):
        if _is_template(lines, numbers, found, may_be):
            _complete(lines, numbers, found)
        for n in numbers:
            if head := found[n]:
                found[n] = evolve(head, frame=key)
    _mark_names_above(lines, found)
    return found


def _groups(lines: Sequence[Line]) -> Iterable[tuple[str, list[int]]]:
    """Return each frame of more than one line, with the numbers of its lines."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.words <= comment_headers.LONGEST and (framed := frame(line.text)):
            groups[framed.key].append(number)
    return [(key, numbers) for key, numbers in groups.items() if len(numbers) >= FEWEST]


@lru_cache(maxsize=REMEMBERED)
def frame(text: str) -> Frame | None:
    """Return the frame of a line; `None` where it has neither a time nor an end that headers have."""
    if not text or len(text) > comment_headers.LONGEST_TEXT or text[0] in QUOTES:
        return None
    when = comment_headers.when(text) if comment_headers.may_be(text) else None
    if when:
        before, after = text[: when[0]].strip(), text[when[1] :].strip()
        named = before if any(map(str.isalpha, comment_headers.beside(before))) else after
        if len(before.split()) + len(after.split()) > WORDS or SENTENCE.search(after):
            return None
        posted = text[slice(*when)].strip(HEADER_EDGES)
        form = COUNTED.sub("0", LETTERS.sub("a", posted))
        return Frame(f"{form} {'before' if named is before else 'after'}", named, posted)
    address = ADDRESS.match(text)
    if address and address.end() < len(text) and len(text[address.end() :].split()) <= SIGNATURE_WORDS:
        return Frame("address", text[address.end() :], None)
    says = VERB_ENDS.search(text)
    words = text[: says.start()].split() if says else []
    if 1 < len(words) <= NAME_WORDS + 1:
        return Frame(f"{SAYS}{words[-1].casefold()}", " ".join(words[:-1]), None)
    return None


def _is_template(
    lines: Sequence[Line], numbers: Sequence[int], found: Sequence[Header | None], may_be: Sequence[bool]
) -> bool:
    """Return whether the lines of a frame are headers: enough of them, of several names, with text between them."""
    known = any((head := found[n]) and head.strong for n in numbers)
    if len(numbers) < (FEWEST if known else LEAST):
        return False
    if sum(may_be[n] for n in numbers) < HALF * len(numbers):
        return False
    if sum(after - n > 1 for n, after in pairwise(numbers)) < HALF * (len(numbers) - 1):
        return False
    frames = [framed for n in numbers if (framed := frame(lines[n].text))]
    names = {framed.rest for framed in frames}
    if sum(bool(LISTED.search(_edged(framed.rest))) for framed in frames) > HALF * len(frames):
        return False  # a day, a section and a name are those of another story
    if frames[0].key.startswith(SAYS) and not known:  # "Cold starters:" is a heading of the article
        ends = {name.split()[-1] for name in names}
        return len(ends) >= LEAST and all(len(name.split()) <= SAYING_WORDS for name in names)
    return len(names) >= FEWEST


def _complete(lines: Sequence[Line], numbers: Sequence[int], found: list[Header | None]) -> None:
    """Read the names of all lines of a frame."""
    frames = [framed for n in numbers if (framed := frame(lines[n].text))]
    says = any(head.says for n in numbers if (head := found[n]))
    for n, framed, rest in zip(numbers, frames, _names([one.rest for one in frames]), strict=True):
        head, name = found[n], comment_headers.name(rest) or rest or None
        if head is None and (framed.posted or name):
            found[n] = Header(name, framed.posted, says)
        elif head and name and (not head.author or _is_numbered(head.author, name)):
            found[n] = evolve(head, author=name)


def _is_numbered(author: str, name: str) -> bool:
    """Return whether the grammar has taken the number of a comment for a part of the name: "2 Berta"."""
    return author.endswith(name) and NUMBER.fullmatch(author.removesuffix(name).strip()) is not None


def _names(rests: Sequence[str]) -> list[str]:
    """Return what differs between the lines of a frame: what most of them begin or end with is no part of a name."""
    tokens = [ADDRESS.sub("", rest).split() for rest in rests]
    for end in (0, -1):
        while True:
            some = [words for words in tokens if len(words) > 1]
            most = MOST * len(tokens)
            outer = [_outer(words[end]) for words in some]
            common = max(set(outer), key=outer.count) if outer else ""
            if not outer or outer.count(common) < max(FEWEST, most):
                break
            for words in some:
                if _outer(words[end]) == common:
                    del words[end]
    return [_bare(" ".join(words)) for words in tokens]


def _outer(word: str) -> str:
    """Return a word as it is compared with that of another line; all numbers are alike."""
    return "0" if NUMBER.fullmatch(word) else word.casefold()


def _edged(text: str) -> str:
    return text.strip(EDGES)


def _bare(text: str) -> str:
    name = _edged(text)
    name = BRACKETED.sub("", name) or name
    fits = len(name) <= LONGEST_NAME and any(map(str.isalpha, name)) and not SENTENCE.search(name)
    return name if fits else ""


def _mark_names_above(lines: Sequence[Line], found: list[Header | None]) -> None:
    """Read the lines above times as names; where most of them are, the others are too."""
    strange: list[tuple[int, Header]] = []
    names: set[str] = set()
    waits = False  # for its time, which stands below what was written: what is above that is no name
    for number in range(len(lines) - 1):
        head, following = found[number], found[number + 1]
        if head is not None:
            waits = head.says and not head.posted
        if (
            head is not None
            or waits
            or following is None
            or following.author is not None
            or not following.posted
        ):
            continue
        if lines[number].words <= NAME_WORDS and (name := comment_headers.alone(lines[number].text)):
            found[number] = Header(name, None, says=False)
            names.add(name)
        elif lines[number].words <= NAME_WORDS + 1 and (name := _bare(lines[number].text)):
            strange.append((number, Header(name, None, says=False)))
    if len(names) >= max(FEWEST, FEWEST * len(strange)):
        for number, head in strange:
            found[number] = head
