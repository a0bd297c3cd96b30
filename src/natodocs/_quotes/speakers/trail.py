"""The page so far -> who was named where, and who spoke: what a mention may look back to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from attrs import Factory, define

from natodocs._quotes.speakers.person import Person


@define(eq=False)  # not frozen, which would take twice as long to make; nobody changes it
class Event:
    """Somebody is named."""

    person: Person
    text: str
    """The paragraph as it is read."""
    offset: int
    """Where it begins in the page."""
    start: int
    """Where the name begins in the paragraph."""
    end: int
    """Where it ends."""
    sentence: int
    """Where its sentence begins."""
    quoted: bool
    """Whether it stands within quotation marks."""
    leads: bool
    """Whether near the start of its sentence."""

    @property
    def at(self) -> int:
        """Where the name stands in the page."""
        return self.offset + self.start


@define(eq=False)
class Speech:
    """Somebody speaks."""

    person: Person
    at: int
    """Where the mention stands in the page."""
    noun: str
    """The noun that stood for him, in small letters; "" where a name or a pronoun did."""


@define
class Trail:
    """Who was named and who spoke on one page."""

    events: list[Event] = Factory(list)
    """Who is named, also by a single word, in the order of the page."""
    speeches: list[Speech] = Factory(list)
    """Who spoke, in the order of the page."""
    speakers: set[int] = Factory(set)
    """Their identities."""
    elsewhere: list[Person] = Factory(list)
    """Who is named in titles and captions."""
    marked: bool = False
    """Whether the quotation whose speaker is looked for has marks."""
    _positions: list[int] = Factory(list)
    """Where the events are."""
    _paragraphs: list[int] = Factory(list)
    """Where paragraphs begin."""

    def open(self, at: int) -> None:
        """Note that a paragraph begins at a place."""
        self._paragraphs.append(at)

    def add(self, event: Event) -> None:
        """Note that somebody is named; to be called in the order of the page."""
        self.events.append(event)
        self._positions.append(event.at)

    def note(self, person: Person, at: int, noun: str = "") -> None:
        """Note that somebody speaks; to be called in the order of the page."""
        self.speeches.append(Speech(person, at, noun))
        self.speakers.add(id(person))

    def before(self, at: int) -> int:
        """Return how many names stand before a place."""
        return bisect_left(self._positions, at)

    def paragraph(self, at: int) -> int:
        """Return which paragraph holds a place, counted from 1."""
        return bisect_right(self._paragraphs, at)
