"""Mention -> the fullest name that the page prints for whoever is meant.

All names of a page are collected once, in order. A last name is the person last so named; an office ("the mayor") is
the person beside whose name it is printed; a pronoun is the nearest person that fits it, subjects first. Where the
page names nobody, there is no name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import regex
from attrs import Factory, define, field

from natodocs._quotes import _body_names, _capitals, _runs
from natodocs._quotes._marks import Passage
from natodocs._quotes._offices import Offices
from natodocs._quotes._people import Person
from natodocs._quotes._sentences import Sentence
from natodocs._quotes._words import Words

ACRONYM: Final = regex.compile(r"\s?\((?:the )?(\p{Lu}{2,6})\)", regex.VERSION1)
OPENS: Final = 4  # characters; the most before a name that opens its sentence
LEADING: Final = 60  # characters; the same behind an adverbial
NICKNAME: Final = 24  # characters; the longest
# The last name behind a nickname.
LAST: Final = regex.compile(r"\p{Lu}[\p{L}-]++", regex.VERSION1)
ENDINGS: Final = (".", "'", "’", "-", "’s", "'s")
REACH: Final = 2500  # characters; the farthest that a pronoun looks back
NEAR: Final = 700  # characters; the farthest that an epithet looks back
SAME_LAST: Final = 8  # people; the most with one last name that are told apart
EVENTS: Final = 12  # names; the most that a pronoun looks at
PLACES: Final = 40  # and the most that are looked through for them


@define
class Registry:
    """All names of one page."""

    words: Words
    people: dict[tuple[str, ...], Person] = Factory(dict)
    by_last: dict[str, list[Person]] = Factory(dict)
    by_first: dict[str, list[Person]] = Factory(dict)
    offices: Offices = field(init=False)
    acronyms: dict[str, Person] = Factory(dict)
    events: list[tuple[Person, bool, bool]] = Factory(list)
    """Who is named, place after place; whether within quotation marks, and whether near the start of its sentence."""
    _positions: list[int] = Factory(list)
    """Where, in characters of the page."""
    body: str | None = None
    """The body that spoke last, if nobody else has spoken since."""
    _paragraphs: list[int] = Factory(list)
    """Where paragraphs begin."""
    _last_speaker: Person | None = None
    _office_at: int | None = None
    _only: Person | None = None
    _several: bool = False
    _run: re.Pattern[str] = field(init=False)
    """Finds a run of capitalised words."""
    _nouns: bool = field(init=False)
    """Whether all nouns have capitals, so that two words with capitals need be no name."""

    @_nouns.default
    def _has_capital_nouns(self) -> bool:
        return bool(self.words.lists.get("before_nouns"))

    @_run.default
    def _pattern(self) -> re.Pattern[str]:
        return _capitals.runs(self.words)

    @offices.default
    def _no_offices(self) -> Offices:
        return Offices(self.words)

    # --- collecting

    def collect(
        self,
        text: str,
        offset: int,
        quoted: Sequence[Passage],
        sentences: Sequence[Sentence],
        *,
        count: bool = True,
    ) -> None:
        """Collect the names of a paragraph.

        Args:
            text: The paragraph as it is read.
            offset: Where it stands in the page.
            quoted: Its passages.
            sentences: Its sentences.
            count: Whether a pronoun after it may mean somebody in it; not so for titles and captions.
        """
        self._paragraphs += [offset] * count
        self._nicknamed(text, quoted)
        passages = iter(quoted)
        passage = next(passages, None)
        sentence = 0
        for match in self._run.finditer(text):
            (at, end), run = match.span(), match.group()
            bracket = text.startswith(" (", end)
            if " " not in run and run.lower() not in self.by_last and not run.endswith(ENDINGS):
                if bracket:
                    self._abbreviated(text, end, run)
                continue  # most capitals are no names: the first words of sentences
            parsed = _runs.parse(self.words, run)
            person = self._person(parsed) if parsed is not None and parsed.words else None
            if parsed is None or person is None:
                if bracket and parsed is not None and parsed.words:
                    self._abbreviated(text, end, parsed.words[0])
                continue
            if bracket and (acronym := ACRONYM.match(text, end, end + 20)):
                self.acronyms.setdefault(acronym[1], person)
            self.offices.collect(text, at, end, parsed, person)
            if not count:
                continue
            while passage is not None and passage.end <= at:
                passage = next(passages, None)
            while sentence + 1 < len(sentences) and sentences[sentence + 1].start <= at:
                sentence += 1
            inside = passage is not None and passage.start <= at
            leads = not inside and self._leads(text, sentences[sentence].start, at)
            self.events.append((person, inside, leads))
            self._positions.append(offset + at)

    def _leads(self, text: str, start: int, at: int) -> bool:
        """Tell whether a name opens its sentence, or follows an adverbial or a calling: "On Monday, Lund".

        Where subjects stand behind their verbs, a name behind an adverbial need be none.
        """
        if at - start <= OPENS or self._nouns:
            return at - start <= OPENS
        before = text[start:at].rstrip() if at - start <= LEADING else ""
        return before.endswith(",") or self.words.classes.get(before.rpartition(" ")[2].lower()) == "T"

    def _nicknamed(self, text: str, quoted: Sequence[Passage]) -> None:
        """Note the names around nicknames: Ada “Sparks” Lund."""
        for passage in quoted:
            start, stop = passage.start, passage.end
            if stop - start <= NICKNAME and text[start - 1 : start] == text[stop : stop + 1] == " ":
                self._around(text, start, stop)

    def _around(self, text: str, start: int, stop: int) -> None:
        given, behind = (
            text[max(0, start - NICKNAME) : start - 1].rpartition(" ")[2],
            LAST.match(text, stop + 1),
        )
        if behind is not None and given[:1].isupper() and _runs.gender_of(self.words, given):
            parsed = _runs.parse(self.words, f"{given} {behind.group()}")
            if parsed is not None:
                self._person(parsed)

    def _abbreviated(self, text: str, end: int, word: str) -> None:
        """Note the acronym of a single word: "der Gerichtshof (GH)"."""
        acronym = ACRONYM.match(text, end, end + 20)
        if acronym is not None and len(word) > len(acronym[1]):
            self.acronyms.setdefault(acronym[1], Person((word,), None, False))

    def _person(self, parsed: _runs.Parsed) -> Person | None:
        words = parsed.words
        if len(words) == 1:
            person = self._named(words[0])
            if person is None and parsed.titled:
                person = self._add(words, parsed)
        else:
            person = self.people.get(parsed.key) or self._add(words, parsed)
            person.count += 1
        if person is not None and parsed.titled:
            person.personal = True
            person.gender = person.gender or parsed.gender
        return person

    def _add(self, words: tuple[str, ...], parsed: _runs.Parsed) -> Person:
        gender = parsed.gender or (_runs.gender_of(self.words, words[0]) if len(words) > 1 else None)
        given = _runs.is_given(words[0])
        personal = parsed.titled or (len(words) > 1 and (gender is not None or given))
        person = Person(words, gender, personal)
        self.people[parsed.key] = person
        self.by_last.setdefault(parsed.last, []).append(person)
        if len(words) > 1:
            self.by_first.setdefault(words[0].lower(), []).append(person)
        return person

    # --- looking up

    def _named(self, word: str, gender: str | None = None) -> Person | None:
        """Return the person whom a last name alone means: people before bodies, then who is named most."""
        found = self.by_last.get(word.lower())
        if not found:
            return None
        if len(found) == 1:
            return found[0]
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
        key = _runs.key_of(words)
        if self._nouns and len(key) > 2 and (short := self.people.get(key[1:])) is not None:
            return short  # "Der Schwede Ada Lund", and elsewhere "Ada Lund"
        best = self.people.get(key)
        for person in self.by_last.get(_runs.last_of(key, self.words), ())[-20:]:
            same = person.words[0].lower() == words[0].lower()
            if same and len(person.words) > len(best.words if best else words):
                best = person
        return best

    def knows(self, name: str | None) -> bool:
        """Tell whether a name is a whole one, or printed elsewhere in full: no "Foot" of "Foot passengers"."""
        return name is not None and (" " in name or (name.lower(),) in self.people)

    def begins_with_particle(self, name: str) -> bool:
        """Tell whether a small prefix opens a last name: "d’Aubrac"."""
        return self.words.has("elided", name.replace("’", "'").partition("'")[0])

    def note(self, person: Person, office_at: int | None = None) -> None:
        """Note that somebody speaks, and where an office means him; to be called in the order of the page."""
        person.spoke = True
        self.body = None if person.personal else person.name
        self._last_speaker = person
        self._office_at = office_at
        named = (
            len(person.words) > 1 and not self._nouns and not _body_names.is_name(person.words, self.words)
        )
        if person.personal or named:
            self._several = self._several or (self._only is not None and self._only is not person)
            self._only = person

    def only_speaker(self) -> Person | None:
        """Return the only person on the page who is quoted by name, or `None`."""
        return None if self._several else self._only

    def _gender(self, pronoun: str) -> str | None:
        if self.words.has("masculine", pronoun) or self.words.has("his", pronoun):
            return _runs.MEN
        feminine = self.words.has("feminine", pronoun) or self.words.has("her", pronoun)
        return _runs.WOMEN if feminine else None

    def _is_office_holder(self, index: int, gender: str) -> bool:
        """Tell whether the last speaker was named by an office, behind all names: "The harbour master said ... She"."""
        holder, named = self._last_speaker, self._positions[index - 1] if index else -1
        if holder is None or self._office_at is None or self._office_at <= named:
            return False
        if len(holder.words) == 1 or not _may_be(holder, gender):
            return False
        holder.gender = gender
        return True

    def _nearest(self, index: int, at: int) -> Iterator[tuple[Person, bool]]:
        """Yield who is named outside quotation marks before a place, the nearest first."""
        for back in range(index - 1, max(-1, index - 1 - PLACES), -1):
            if at - self._positions[back] > REACH:
                break
            person, quoted, leads = self.events[back]
            if not quoted:
                yield person, leads

    def pronoun(self, word: str, at: int) -> Person | None:
        """Return whom "he" or "she" at a place means, or `None`."""
        gender = self._gender(word)
        if gender is None:
            return None
        index = bisect_left(self._positions, at)
        if self._is_office_holder(index, gender):
            return self._last_speaker
        best: Person | None = None
        most = 0.0
        looked = 0
        led = False
        for person, leads in self._nearest(index, at):
            if looked >= EVENTS:
                break
            fits = _may_be(person, gender)
            if not fits and not (leads and not self._nouns and _may_be_unknown(person)):
                continue
            looked += 1
            score = 10.0 - looked - 2.0 * (not fits)
            score += 3.0 * leads + 2.0 * (person.gender == gender) + 2.0 * person.spoke
            if self._last_speaker is person:
                score += 2.5
            if leads and not led:
                # "Ada Lund, a diver, came up.", and below: "...," she said.
                score += 4.0 * (person.gender == gender or (self._nouns and person.personal))
                led = True
            if score > most:
                best, most = person, score
        if best is not None and best.gender is None and best.personal:
            best.gender = gender
        return best

    def body_near(self, at: int) -> str | None:
        """Return the body that spoke last, or that the sentence before a place is about."""
        if self.body is not None:
            return self.body
        for person, leads in self._nearest(bisect_left(self._positions, at), at):
            return person.name if leads and _body_names.is_name(person.words, self.words) else None
        return None

    def only_near(self, at: int, gender: str | None) -> Person | None:
        """Return the last person before a place whom "the striker" may mean, if his paragraph names nobody else."""
        found: Person | None = None
        since = at - NEAR
        for index in range(bisect_left(self._positions, at) - 1, -1, -1):
            position, (person, quoted, _) = self._positions[index], self.events[index]
            if position < since:
                break
            if quoted or not person.personal or (gender and person.gender not in (gender, None)):
                continue
            if found is not None and person is not found:
                return None
            found = person
            since = self._paragraphs[bisect_right(self._paragraphs, position) - 1]
        return found


def _may_be(person: Person, gender: str) -> bool:
    return person.gender == gender or (person.gender is None and (person.personal or person.spoke))


def _may_be_unknown(person: Person) -> bool:
    """Tell whether a name of two or three words may be a person's whose given name is on no list."""
    return person.gender is None and len(person.words) in (2, 3) and person.words[0].lower() != "the"
