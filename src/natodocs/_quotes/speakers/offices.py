"""An office or a calling -> the person beside whose name the page prints it.

"Harbour Master Ada Lund", "the baker, Ada Lund," and "Ada Lund, a retired pilot" describe somebody; "the harbour
master" elsewhere is then the one person who is so described, and nobody where there are two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from attrs import Factory, define, field

from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers import name_runs
from natodocs._quotes.speakers.name_runs import WORD, Parsed
from natodocs._quotes.speakers.person import Person

FROM_NAME: Final = 80  # characters; how far from a name its description is looked for
LONGEST_CALLING: Final = 24  # characters; the longest calling
HEADS: Final = 12  # descriptions; the most of one head that are kept
HOLDERS: Final = 4  # people; the last holders of an office that are told apart
AGE: Final = re.compile(r"\d{1,3}, (?:and )?")  # "Ada Lund, 81, a retired pilot"
CLOSES: Final = (",", ".", ";", ")", "")  # what follows a name that stands in apposition
BREAKS: Final = re.compile(r'[.,;:()“”"—–]')
NO_NOUNS: Final = frozenset("DZPFRVAGEJgeBOHSCKIM")  # classes of which no description is made


@define
class Offices:
    """Who is what on one page."""

    words: Words
    _unread: list[tuple[str, int, int, Parsed, Person]] = Factory(list)
    """The names so far, beside which nobody has looked: half of all pages never ask who is what."""
    _listed: dict[str, list[Person]] = Factory(dict)
    _described: dict[str, list[tuple[Person, frozenset[str]]]] = Factory(dict)
    """What is printed beside a name, by its head: all its nouns and adjectives, in small letters."""
    _callings: frozenset[str] = field(init=False)
    """What a person may be called: "gardener", "mayor"."""

    @_callings.default
    def _of_the_language(self) -> frozenset[str]:
        return _callings(self.words)

    # --- collecting

    def collect(self, text: str, at: int, end: int, parsed: Parsed, person: Person) -> None:
        """Note a name, whatever stands beside it.

        Args:
            text: The paragraph as it is read.
            at: Where the run of capitals begins that the name ends.
            end: Where it ends.
            parsed: The run, taken apart.
            person: Whose name it is.
        """
        self._unread.append((text, at, end, parsed, person))

    def _read(self) -> None:
        for name in self._unread:
            self._beside(*name)
        self._unread.clear()

    def _beside(self, text: str, at: int, end: int, parsed: Parsed, person: Person) -> None:
        apposition = text.startswith(", ", end)
        if parsed.office:
            self._add(parsed.office, person)
        elif apposition:
            self._listed_behind(text, end + 2, person)
        if parsed.before:
            self._describe(parsed.before, person)
        elif text.endswith(", ", 0, at) and (text[end - 1] == "." or text[end : end + 1] in CLOSES):
            self._apposition_before(text[max(0, at - FROM_NAME) : at - 2], person)
        elif text.endswith(" ", 0, at):
            calling = text[max(0, at - LONGEST_CALLING) : at - 1].rpartition(" ")[2]
            if calling in self._callings:  # few names have one
                self._calling_before(text, at, end, person)
        if apposition:
            self._apposition_behind(text[end + 2 : end + FROM_NAME], person)

    def add(self, office: str, person: Person) -> None:
        """Note that somebody holds one of the listed offices."""
        self._add(name_runs.plain(office, self.words), person)

    def _add(self, office: str, person: Person) -> None:
        holders = self._listed.setdefault(office, [])
        if not any(holder is person for holder in holders[-HOLDERS:]):
            holders.append(person)

    def _listed_behind(self, text: str, start: int, person: Person) -> None:
        """Note an office that follows the name: "Ada Lund, the mayor of Harburg"."""
        offices = self.words.lists["offices"]
        words = (
            text[start : start + 60]
            .replace("-", " ")
            .lower()
            .partition(",")[0]
            .partition(". ")[0]
            .split(None, 6)[:6]
        )
        last = next((index for index, word in enumerate(words) if word in offices), None)
        if last is not None:
            pair = " ".join(words[max(0, last - 1) : last + 1])
            self.add(pair if pair in offices else words[last], person)

    def _describe(self, words: Sequence[str], person: Person, *, more: Sequence[str] = ()) -> None:
        """Note nouns that describe somebody; the last of them is the head."""
        if not words:
            return
        found = self._described.setdefault(self.words.same.get(words[-1], words[-1]), [])
        if len(found) < HEADS:
            found.append((person, frozenset([*words, *more])))

    def _apposition_before(self, before: str, person: Person) -> None:
        """Read "the chair of the finance committee" before ", Ada Lund,"."""
        words = WORD.findall(BREAKS.split(before)[-1])
        if any(self._class(word) in ("S", "R") for word in words):
            return
        tail: list[str] = []
        phrase: list[str] = []
        while words:
            word = words.pop()
            letter = self._class(word)
            if letter == "I":
                if not phrase or not words or self._class(words[-1]) in NO_NOUNS:
                    return  # "in the city, Ada Lund": a place or a time
                tail, phrase = [*phrase, *tail], []
            elif letter in "DZ":
                if not words or self._class(words[-1]) != "I":
                    break
            elif letter in NO_NOUNS:
                return
            else:
                phrase.insert(0, word.lower())
        else:
            return
        self._describe(phrase, person, more=tail)

    def _calling_before(self, text: str, at: int, end: int, person: Person) -> None:
        """Read "head gardener" before "Ada Lund"; but not "divers" before "Ada Lund and Per Moe"."""
        following = WORD.search(text, end, end + FROM_NAME)
        if following is not None and self._class(following.group()) == "C":
            return
        words = WORD.findall(BREAKS.split(text[max(0, at - FROM_NAME) : at])[-1])[-3:]
        nouns = list(takewhile(lambda word: self._class(word) not in NO_NOUNS, reversed(words)))
        self._describe([word.lower() for word in reversed(nouns)], person)

    def _apposition_behind(self, behind: str, person: Person) -> None:
        """Read "a retired pilot" behind "Ada Lund, "."""
        age = AGE.match(behind)
        clause = BREAKS.split(behind[age.end() :] if age else behind, maxsplit=1)
        words = WORD.findall(clause[0])
        article = bool(words) and self._class(words[0]) in ("D", "P")
        nouns = list(takewhile(lambda word: self._class(word) not in NO_NOUNS, words[article:]))
        if not nouns or not (article or nouns[-1] in self._callings):
            return
        rest = words[article + len(nouns) :]
        if rest and self._class(rest[0]) in "VAEJ":
            return  # "Ada Lund, the mayor said": another sentence goes on
        if not rest and len(clause) == 1:
            return  # cut off in the middle
        more = [word.lower() for word in takewhile(lambda word: self._class(word) not in "RVASK", rest)]
        self._describe([word.lower() for word in nouns], person, more=more)

    # --- looking up

    def holder(self, office: str) -> Person | None:
        """Return the one person whom the page gives a listed office, or `None`."""
        self._read()
        wanted = name_runs.plain(office, self.words).split()
        found: list[Person] = []
        for size in (3, 2, 1):
            for index in range(len(wanted) - size + 1):
                for person in self._listed.get(" ".join(wanted[index : index + size]), ()):
                    if person.personal and not any(person is other for other in found):
                        found.append(person)
                    if len(found) > 1:
                        return None
            if found:
                return found[0]
        return None

    def described(self, tokens: list[str], size: int) -> list[Person]:
        """Return everybody whom a noun phrase describes.

        Args:
            tokens: Its words: "the", "chair", "of", "the", "committee".
            size: How many of them stand before the first link; the last of these is the head.
        """
        nouns = [word.lower() for word in tokens[:size] if self._class(word) not in NO_NOUNS]
        more = [word.lower() for word in tokens[size:] if self._class(word) not in NO_NOUNS]
        return self.describes(nouns, more)

    def describes(self, nouns: Sequence[str], more: Sequence[str]) -> list[Person]:
        """Return everybody whom some nouns describe.

        Args:
            nouns: Nouns and adjectives before the first link, in small letters, the head last.
            more: Those behind it.
        """
        self._read()
        if not nouns:
            return []
        head = self.words.same.get(nouns[-1], nouns[-1])
        wanted = frozenset([*nouns[:-1], *more])
        candidates = self._described.get(head, [])
        if wanted and self.words.has("heads", head):
            # "The Met Office chief" is its director.
            heads = sorted(self.words.lists["heads"])
            candidates = [each for other in heads for each in self._described.get(other, ())]
        calling = head in self._callings
        people = {
            id(person): person
            for person, described in candidates
            if wanted <= described and (calling or person.personal)
        }
        return list(people.values())

    def _class(self, word: str) -> str:
        small = word.lower()
        if small.endswith(("’s", "'s")):
            return "Z"
        return self.words.classes.get(small, "w")


@cache
def _callings(words: Words) -> frozenset[str]:
    listed = [word for word, letter in words.classes.items() if letter == "T"]
    return words.lists.get("roles", frozenset()).union(listed)
