"""Mention -> the fullest name that the page prints for whoever is meant.

All names of a page are collected once, in order. A last name is the person last so named; an office ("the mayor") is
the person beside whose name it is printed; a pronoun is the nearest person that fits it, subjects first. Where the
page names nobody, there is no name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

import regex
from attrs import Factory, define, field

from natodocs._quotes._words import Words

NAME: Final = regex.compile(
    r"""(?<![\w@#/.])\p{Lu}[\p{L}'’.\-]*+(?:[ ](?:(?:de|da|di|del|della|van|von|der|den|ter|la|le|bin|ibn|al|el|dos|du)[ ]){0,2}\p{Lu}[\p{L}'’.\-]*+|[ ]?\\?&[ ]?\p{Lu}[\p{L}'’.\-]*+)*+""",
    regex.VERSION1,
)
ACRONYM: Final = regex.compile(r"\s?\((?:the )?(\p{Lu}{2,6})\)", regex.VERSION1)
LONGEST: Final = 6  # words; a longer run of capitals is a headline
REACH: Final = 2500  # characters; the farthest that a pronoun looks back
SAME_LAST: Final = 8  # people; the most with one last name that are told apart
EVENTS: Final = 12  # names; the most that a pronoun looks at
MEN, WOMEN = "m", "f"


@define(eq=False)
class Person:
    """Somebody, or some body, with a name on the page."""

    words: tuple[str, ...]
    """The name, word by word, without titles."""
    gender: str | None
    """"m", "f" or `None`."""
    personal: bool
    """Whether it is surely a person's name: a given name, a title, or words of its own on the page."""
    spoke: bool = False
    """Whether somebody of this name is quoted."""
    count: int = 0
    """How often the name is printed in full."""

    @property
    def name(self) -> str:
        """The name as it is printed."""
        return " ".join(self.words)


@define
class _Parsed:
    """A run of capitalised words, taken apart."""

    words: tuple[str, ...]
    office: str
    gender: str | None
    titled: bool


@define
class Event:
    """A place where a person is named."""

    at: int
    """Where, in characters of the page."""
    person: Person
    quoted: bool
    """Whether it stands within quotation marks."""
    leads: bool
    """Whether it stands near the start of its sentence."""


@define
class Registry:
    """All names of one page."""

    words: Words
    people: dict[tuple[str, ...], Person] = Factory(dict)
    by_last: dict[str, list[Person]] = Factory(dict)
    by_first: dict[str, list[Person]] = Factory(dict)
    offices: dict[str, list[Person]] = Factory(dict)
    acronyms: dict[str, Person] = Factory(dict)
    events: list[Event] = Factory(list)
    _positions: list[int] = Factory(list)
    _parsed: dict[str, _Parsed | None] = field(factory=dict)
    _last_speaker: Person | None = None
    _only: Person | None = None
    _several: bool = False

    # --- collecting

    def collect(self, text: str, offset: int, quoted: Iterable[tuple[int, int]], starts: list[int], *, count: bool = True) -> None:
        """Collect the names of a paragraph.

        Args:
            text: The paragraph as it is read.
            offset: Where it stands in the page.
            quoted: Its passages.
            starts: Where its sentences begin.
            count: Whether a pronoun after it may mean somebody in it; not so for titles and captions.
        """
        passages = iter(quoted)
        passage = next(passages, None)
        sentence = 0
        for match in NAME.finditer(text):
            run = match.group()
            if run in self._parsed:
                parsed = self._parsed[run]
            else:
                parsed = self._parsed[run] = self.parse(run)
            if parsed is None or not parsed.words:
                continue
            at = match.start()
            person = self._person(parsed)
            if person is None:
                continue
            if text[match.end() : match.end() + 2].lstrip()[:1] == "(":
                acronym = ACRONYM.match(text, match.end())
                if acronym:
                    self.acronyms.setdefault(acronym[1], person)
            if parsed.office:
                self._office(parsed.office, person)
            elif text.startswith(", ", match.end()):
                self._office_behind(text, match.end() + 2, person)
            if not count:
                continue
            while passage is not None and passage[1] <= at:
                passage = next(passages, None)
            while sentence + 1 < len(starts) and starts[sentence + 1] <= at:
                sentence += 1
            inside = passage is not None and passage[0] <= at
            leads = bool(starts) and at - starts[sentence] <= 4 and not inside
            self.events.append(Event(offset + at, person, inside, leads))
            self._positions.append(offset + at)

    def parse(self, run: str) -> _Parsed | None:
        """Take a run of capitalised words apart: titles before it, and the name."""
        words: list[str] = []
        office: list[str] = []
        gender: str | None = None
        titled = False
        for word in run.replace("\\", "").split():
            bare = word.rstrip(".'’-")
            possessive = bare.endswith(("’s", "'s"))
            if possessive:
                bare = bare[:-2]
            small = bare.lower()
            if not words and (small in self.words.lists["not_names"]) and small not in ("will",):
                office.clear()
                continue
            if self.words.has("titles", small) or self.words.has("people", small):
                if words and self.words.has("suffixes", small):
                    continue
                # What stands before a title is no part of the name: "Harburg Mayor Ada Lund".
                if not (titled and not words):
                    office.clear()
                words.clear()
                office.append(small)
                titled = True
                gender = MEN if self.words.has("men", small) else WOMEN if self.words.has("women", small) else gender
                continue
            if bare and not self.words.has("times", small):
                keep = word.rstrip("'’-") if len(bare) == 1 or self.words.has("suffixes", small) else bare
                words.append(keep)
            if possessive:
                break
        while words and self.words.has("particles", words[-1].lower()):
            words.pop()
        if not words or len(words) > LONGEST:
            return None if not titled else _Parsed((), " ".join(office), gender, titled)
        words = self._from_given(words)
        return _Parsed(tuple(words), " ".join(office), gender, titled)

    def _from_given(self, words: list[str]) -> list[str]:
        """Cut what stands before a given name: "Fox News Ada Lund", "Republican Ada Lund"."""
        if len(words) < 3 or self._gender(words[0]):
            return words
        for index in range(1, len(words) - 1):
            if self._gender(words[index]) and len(words[0]) > 2:
                return words[index:]
        return words

    def _gender(self, word: str) -> str | None:
        small = word.lower()
        if self.words.has("given.women", small):
            return WOMEN
        return MEN if self.words.has("given.men", small) else None

    def _person(self, parsed: _Parsed) -> Person | None:
        words = parsed.words
        if len(words) == 1:
            person = self._named(words[0])
            if person is None and parsed.titled:
                person = self._add(words, parsed)
        else:
            person = self.people.get(_key(words)) or self._add(words, parsed)
            person.count += 1
        if person is not None and parsed.titled:
            person.personal = True
            person.gender = person.gender or parsed.gender
        return person

    def _add(self, words: tuple[str, ...], parsed: _Parsed) -> Person:
        gender = parsed.gender or (self._gender(words[0]) if len(words) > 1 else None)
        personal = parsed.titled or (len(words) > 1 and gender is not None)
        person = Person(words, gender, personal)
        self.people[_key(words)] = person
        self.by_last.setdefault(_last(words, self.words), []).append(person)
        if len(words) > 1:
            self.by_first.setdefault(words[0].lower(), []).append(person)
        return person

    def _office(self, office: str, person: Person) -> None:
        holders = self.offices.setdefault(office.replace("-", " "), [])
        if not any(holder is person for holder in holders[-4:]):
            holders.append(person)

    def _office_behind(self, text: str, start: int, person: Person) -> None:
        """Note an office that follows the name: "Ada Lund, the mayor of Harburg"."""
        words = text[start : start + 60].replace("-", " ").lower().split(",")[0].split()[:6]
        for size in (2, 1):
            for index in range(len(words) - size + 1):
                if " ".join(words[index : index + size]) in self.words.lists["offices"]:
                    self._office(" ".join(words[index : index + size]), person)
                    return

    # --- looking up

    def _named(self, word: str, gender: str | None = None) -> Person | None:
        """Return the person whom a last name alone means: people before bodies, then who is named most."""
        found = self.by_last.get(word.lower())
        if not found:
            return None
        if gender is not None:
            found = [person for person in found[:SAME_LAST] if person.gender in (gender, None)] or found
        return max(found[:SAME_LAST], key=lambda person: (person.personal, person.count))

    def full(self, words: tuple[str, ...]) -> Person | None:
        """Return whom a name means: somebody with the same last name whose name holds these words."""
        if len(words) == 1:
            person = self._named(words[0])
            if person is None or len(person.words) == 1:
                firsts = self.by_first.get(words[0].lower(), ())
                named = {id(other): other for other in firsts if other.personal}
                if len(named) == 1:
                    return next(iter(named.values()))
            return person or self.acronyms.get(words[0])
        best = self.people.get(_key(words))
        for person in self.by_last.get(_last(words, self.words), ())[-20:]:
            same = person.words[0].lower() == words[0].lower()
            if same and len(person.words) > len(best.words if best else words):
                best = person
        return best

    def holder(self, office: str) -> Person | None:
        """Return the one person whom the page gives an office, or `None`."""
        wanted = office.replace("-", " ").split()
        found: list[Person] = []
        for size in (3, 2, 1):
            for index in range(len(wanted) - size + 1):
                for person in self.offices.get(" ".join(wanted[index : index + size]), ()):
                    if person.personal and not any(person is other for other in found):
                        found.append(person)
                    if len(found) > 1:
                        return None
            if found:
                return found[0]
        return None

    def note(self, person: Person) -> None:
        """Note that somebody speaks; to be called in the order of the page."""
        person.spoke = True
        self._last_speaker = person
        if person.personal or len(person.words) > 1:
            self._several = self._several or (self._only is not None and self._only is not person)
            self._only = person

    def only_speaker(self) -> Person | None:
        """Return the only person on the page who is quoted by name, or `None`."""
        return None if self._several else self._only

    def pronoun(self, word: str, at: int) -> Person | None:
        """Return whom "he" or "she" at a place means, or `None`."""
        gender = MEN if self.words.has("masculine", word) else WOMEN if self.words.has("feminine", word) else None
        if gender is None:
            return None
        index = bisect_left(self._positions, at)
        best: Person | None = None
        most = 0.0
        looked = 0
        for event in reversed(self.events[max(0, index - 40) : index]):
            if at - event.at > REACH or looked >= EVENTS:
                break
            if event.quoted or not _may_be(event.person, gender):
                continue
            looked += 1
            score = 10.0 - looked
            score += 3.0 * event.leads + 2.0 * (event.person.gender == gender) + 2.0 * event.person.spoke
            if self._last_speaker is event.person:
                score += 2.5
            if score > most:
                best, most = event.person, score
        if best is not None and best.gender is None and best.personal:
            best.gender = gender
        return best


def _may_be(person: Person, gender: str) -> bool:
    return person.gender == gender or (person.gender is None and (person.personal or person.spoke))


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _last(words: tuple[str, ...], lists: Words) -> str:
    last = len(words) - 1
    while last > 0 and lists.has("suffixes", words[last].lower().rstrip(".")):
        last -= 1
    return words[last].lower()
