"""A pronoun, "the striker" or "it" -> whom it means, by who was named and who spoke so far (pronoun resolution).

A pronoun means the nearest person that fits it, subjects first. It is asked where `coreference` is sure of nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from attrs import Factory, define

from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers import body_names, name_runs
from natodocs._quotes.speakers.person import Person

REACH: Final = 2500  # characters; the farthest that a pronoun looks back
NEAR: Final = 700  # characters; the farthest that an epithet looks back
EVENTS: Final = 12  # names; the most that a pronoun looks at
PLACES: Final = 40  # and the most that are looked through for them
# Points that a person gets for being whom a pronoun means; set by hand. Who is named one name farther off has one less.
NEAREST: Final = 10.0
UNKNOWN: Final = -2.0  # a name that may be a person's
LEADS: Final = 3.0  # named near the start of a sentence
SAME_GENDER: Final = 2.0
SPOKE: Final = 2.0  # quoted before
SPOKE_LAST: Final = 2.5
# The nearest who leads a sentence: "Ada Lund, a diver, came up.", and below: "...," she said.
LED_LAST: Final = 4.0


@define
class Discourse:
    """What one page has said so far."""

    words: Words
    body: str | None = None
    """The body that spoke last, if nobody else has spoken since."""
    _events: list[tuple[Person, bool, bool]] = Factory(list)
    """Who is named, place after place; whether within quotation marks, and whether near the start of its sentence."""
    _positions: list[int] = Factory(list)
    """Where, in characters of the page."""
    _paragraphs: list[int] = Factory(list)
    """Where paragraphs begin."""
    _last_speaker: Person | None = None
    _office_at: int | None = None
    _only: Person | None = None
    _several: bool = False
    _answered_at: int | None = None

    def open(self, at: int) -> None:
        """Note that a paragraph begins at a place."""
        self._paragraphs.append(at)

    def add(self, person: Person, at: int, *, quoted: bool, leads: bool) -> None:
        """Note that somebody is named at a place.

        Args:
            person: Who.
            at: Where, in characters of the page; to be called in this order.
            quoted: Whether within quotation marks.
            leads: Whether near the start of its sentence.
        """
        self._events.append((person, quoted, leads))
        self._positions.append(at)

    def note(self, person: Person, office_at: int | None = None) -> None:
        """Note that somebody speaks, and where an office means him; to be called in the order of the page."""
        person.spoke += 1
        self.body = None if person.personal else person.name
        self._last_speaker = person
        self._office_at = office_at
        words = self.words
        named = (
            len(person.words) > 1 and not words.capital_nouns and not body_names.is_name(person.words, words)
        )
        if person.personal or named:
            self._several = self._several or (self._only is not None and self._only is not person)
            self._only = person

    def interviewed(self, at: int) -> Person | None:
        """Return who answers "Q:" and "A:", first asked at the first answer: the only person named in full before."""
        if self._answered_at is None:
            self._answered_at = at
        last = bisect_left(self._positions, self._answered_at)
        people = {
            id(each): each
            for each, _, _ in self._events[:last][:PLACES]
            if len(each.words) > 1 and each.personal
        }
        return next(iter(people.values())) if len(people) == 1 else None

    def only_speaker(self) -> Person | None:
        """Return the only person on the page who is quoted by name, or `None`."""
        return None if self._several else self._only

    def _gender(self, pronoun: str) -> str | None:
        if self.words.has("masculine", pronoun) or self.words.has("his", pronoun):
            return name_runs.MEN
        feminine = self.words.has("feminine", pronoun) or self.words.has("her", pronoun)
        return name_runs.WOMEN if feminine else None

    def _is_office_holder(self, index: int, gender: str) -> bool:
        """Return whether the last speaker was named by an office, behind all names: "The mayor said ... She"."""
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
            person, quoted, leads = self._events[back]
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
            if not fits and not (leads and not self.words.capital_nouns and _may_be_unknown(person)):
                continue
            looked += 1
            score = NEAREST - looked + UNKNOWN * (not fits)
            score += LEADS * leads + SAME_GENDER * (person.gender == gender) + SPOKE * (person.spoke > 0)
            if self._last_speaker is person:
                score += SPOKE_LAST
            if leads and not led:
                score += LED_LAST * (
                    person.gender == gender or (self.words.capital_nouns and person.personal)
                )
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
            return person.name if leads and body_names.is_name(person.words, self.words) else None
        return None

    def only_near(self, at: int, gender: str | None) -> Person | None:
        """Return the last person before a place whom "the striker" may mean, if his paragraph names nobody else."""
        found: Person | None = None
        since = at - NEAR
        for index in range(bisect_left(self._positions, at) - 1, -1, -1):
            position, (person, quoted, _) = self._positions[index], self._events[index]
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
    return person.gender == gender or (person.gender is None and (person.personal or person.spoke > 0))


def _may_be_unknown(person: Person) -> bool:
    """Return whether a name of two or three words may be a person's whose given name is on no list."""
    return person.gender is None and len(person.words) in (2, 3) and person.words[0].lower() != "the"
