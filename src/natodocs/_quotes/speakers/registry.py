"""The names of a page, collected once -> the fullest name of whoever a part of a name means.

A last name is the person last so named. What is printed beside a name goes to `offices`, where it stands to
`antecedents`; `resolution` asks all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import regex
from attrs import Factory, define, field

from natodocs._entities import places
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.passages import Passage
from natodocs._quotes.speakers import body_names, name_runs
from natodocs._quotes.speakers.antecedents import Discourse
from natodocs._quotes.speakers.offices import Offices
from natodocs._quotes.speakers.person import Person
from natodocs._quotes.speakers.trail import Event, Trail

ACRONYM: Final = regex.compile(r"\s?\((?:the )?(\p{Lu}{2,6})\)", regex.VERSION1)
MOST_BEFORE: Final = 4  # characters; the most before a name that opens its sentence
LEADING: Final = 60  # characters; the same behind an adverbial
LONGEST_ACRONYM: Final = 6  # letters
DESCRIPTION: Final = 90  # characters; how far from a name its description is looked for
PIECE: Final = 3  # letters; the shortest part of a word that tells something
ALIKE: Final = 6  # letters; longer words are the same where they begin alike
PRINTED: Final = 8  # times that a name is printed; the most whose descriptions are read
SENTENCES: Final = re.compile(r"[.!?;] ")
NICKNAME: Final = 24  # characters; the longest
# The last name behind a nickname.
LAST: Final = regex.compile(r"\p{Lu}[\p{L}-]++", regex.VERSION1)
ENDINGS: Final = (".", "'", "’", "-", "’s", "'s")
INITIALS: Final = 4  # letters; the most that stand for a name
SAME_LAST: Final = 8  # people; the most with one last name that are told apart


@define
class Registry:
    """All names of one page."""

    words: Words
    people: dict[tuple[str, ...], Person] = Factory(dict)
    by_last: dict[str, list[Person]] = Factory(dict)
    by_first: dict[str, list[Person]] = Factory(dict)
    offices: Offices = field(init=False)
    acronyms: dict[str, Person] = Factory(dict)
    discourse: Discourse = field(init=False)
    """Who is named where, and who spoke."""
    trail: Trail = Factory(Trail)
    """The same for what the ranking looks at, with single words."""
    _alone: dict[str, Person | None] = Factory(dict)
    """Single words with a capital: given names and acronyms, of which nobody's fuller name was printed before."""
    _others: dict[tuple[str, ...], Person] = Factory(dict)
    """Those who are known by a mention alone."""
    _beside: dict[int, frozenset[str]] = Factory(dict)
    """What is printed beside names."""
    _events: dict[int, list[Event]] | None = None
    """Where each is named, once all are known."""
    _initials: dict[str, list[Person]] | None = None
    """The people by their initials, once all are known."""
    _run: re.Pattern[str] = field(init=False)
    """Finds a run of capitalised words."""

    @_run.default
    def _pattern(self) -> re.Pattern[str]:
        return name_runs.runs(self.words)

    @offices.default
    def _no_offices(self) -> Offices:
        return Offices(self.words)

    @discourse.default
    def _nothing_said(self) -> Discourse:
        return Discourse(self.words)

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
            count: Whether a pronoun after it may mean somebody in it; not so for titles and captions. The discourse
                must know where it begins.
        """
        self._nicknamed(text, quoted)
        passages = iter(quoted)
        passage = next(passages, None)
        sentence = 0
        for match in self._run.finditer(text):
            (at, end), run = match.span(), match.group()
            if " " not in run and not self._is_last(run) and not run.endswith(ENDINGS):
                if text.startswith(" (", end):
                    self._abbreviated(text, end, run)
                # most capitals are no names: the first words of sentences
                person, alone = self._alone[run] if run in self._alone else self._single(run), True
            else:
                person, alone = self._read(text, at, end, run), False
            if person is None:
                continue
            if not count:
                self.trail.elsewhere.append(person)
                continue
            while passage is not None and passage.end <= at:
                passage = next(passages, None)
            while sentence + 1 < len(sentences) and sentences[sentence + 1].start <= at:
                sentence += 1
            inside = passage is not None and passage.start <= at
            leads = not inside and self._leads(text, sentences[sentence].start, at)
            start = sentences[sentence].start
            self.trail.add(Event(person, text, offset, at, end, start, inside, leads))
            if not alone:
                self.discourse.add(person, offset + at, quoted=inside, leads=leads)

    def _single(self, word: str) -> Person | None:
        """Return whom a word alone means that may be a given name or an acronym, and remember that."""
        gender = name_runs.gender_of(self.words, word)
        acronym = word.isupper() and 1 < len(word) <= LONGEST_ACRONYM
        named = gender is not None and not self.words.has("not_names", word.lower())
        person = self.acronyms.get(word) or Person((word,), gender, False) if acronym or named else None
        self._alone[word] = person
        return person

    def _is_last(self, word: str) -> bool:
        """Return whether a word is somebody's last name so far."""
        small = word.lower()
        return small in self.by_last or (not word.isascii() and name_runs.bare(small) in self.by_last)

    def _read(self, text: str, at: int, end: int, run: str) -> Person | None:
        """Return whose name a run of capitals is, and note what stands beside it; `None` where it is no name."""
        parsed = name_runs.parse(self.words, run)
        if parsed is None or not parsed.words:
            return None
        bracket = text.startswith(" (", end)
        person = self._person(parsed)
        if person is None:
            if bracket:
                self._abbreviated(text, end, parsed.words[0])
            return None
        if bracket and (acronym := ACRONYM.match(text, end, end + 20)):
            self.acronyms.setdefault(acronym[1], person)
        self.offices.collect(text, at, end, parsed, person)
        return person

    def _leads(self, text: str, start: int, at: int) -> bool:
        """Return whether a name opens its sentence, or follows an adverbial or a calling: "On Monday, Lund".

        Where subjects stand behind their verbs, a name behind an adverbial need be none.
        """
        if at - start <= MOST_BEFORE or self.words.capital_nouns:
            return at - start <= MOST_BEFORE
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
        if behind is not None and given[:1].isupper() and name_runs.gender_of(self.words, given):
            parsed = name_runs.parse(self.words, f"{given} {behind.group()}")
            if parsed is not None and parsed.words:  # titles alone are nobody: Per “” Mr
                self._person(parsed)

    def _abbreviated(self, text: str, end: int, word: str) -> None:
        """Note the acronym of a single word: "der Gerichtshof (GH)"."""
        acronym = ACRONYM.match(text, end, end + 20)
        if acronym is not None and len(word) > len(acronym[1]):
            self.acronyms.setdefault(acronym[1], Person((word,), None, False))

    def _person(self, parsed: name_runs.Parsed) -> Person | None:
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

    def _add(self, words: tuple[str, ...], parsed: name_runs.Parsed) -> Person:
        gender = parsed.gender or (name_runs.gender_of(self.words, words[0]) if len(words) > 1 else None)
        given = name_runs.is_given(words[0])
        personal = parsed.titled or (len(words) > 1 and (gender is not None or given))
        person = Person(words, gender, personal)
        self.people[parsed.key] = person
        for last in {parsed.last: None, name_runs.bare(parsed.last): None}:
            self.by_last.setdefault(last, []).append(person)
        if len(words) > 1:
            self.by_first.setdefault(words[0].lower(), []).append(person)
        return person

    # --- looking up

    def _named(self, word: str, gender: str | None = None) -> Person | None:
        """Return the person whom a last name alone means: people before bodies, then who is named most."""
        small = word.lower()
        found = self.by_last.get(small) or self.by_last.get(name_runs.bare(small))
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
                if not named and len(firsts) <= SAME_LAST:
                    named = {id(other): other for other in firsts if self._may_be_first(other)}
                if len(named) == 1:
                    return next(iter(named.values()))
            return person or self.acronyms.get(words[0])
        key = name_runs.key_of(words)
        if self.words.capital_nouns and len(key) > 2 and (short := self.people.get(key[1:])) is not None:
            return short  # "Der Schwede Ada Lund", and elsewhere "Ada Lund"
        best = self.people.get(key)
        for person in self.by_last.get(name_runs.last_of(key, self.words), ())[-20:]:
            same = person.words[0].lower() == words[0].lower()
            if same and len(person.words) > len(best.words if best else words):
                best = person
        return best

    def _may_be_first(self, other: Person) -> bool:
        """Return whether the first word of a name may be a given name that is on no list."""
        return not places.is_place(other.name) and not body_names.is_name(other.words, self.words)

    def by_initials(self, letters: str) -> Person | None:
        """Return the only person of some initials: GM, G.M."""
        wanted = letters.replace(".", "")
        if not (1 < len(wanted) <= INITIALS and wanted.isupper()) or letters in self.acronyms:
            return None
        if self._initials is None:
            self._initials = {}
            for person in self.people.values():
                if person.personal and len(person.words) > 1:
                    initials = "".join(word[0] for word in person.words if word[0].isupper())
                    self._initials.setdefault(initials, []).append(person)
        found = self._initials.get(wanted, ())
        return found[0] if len(found) == 1 else None

    def entity(self, words: tuple[str, ...]) -> Person:
        """Return whom a name means, also one that was found by its words alone."""
        person = self.full(words)
        return person if person is not None else self._others.setdefault(words, Person(words, None, False))

    def beside(self, person: Person) -> frozenset[str]:
        """Return the beginnings of the words that the page prints beside a name, wherever it stands."""
        found = self._beside.get(id(person))
        if found is None:
            if self._events is None:
                self._events = {}
                for event in self.trail.events:
                    self._events.setdefault(id(event.person), []).append(event)
            words: list[str] = []
            for event in self._events.get(id(person), ())[:PRINTED]:
                before = event.text[max(0, event.start - DESCRIPTION) : event.start]
                behind = event.text[event.end : event.end + DESCRIPTION]
                words += name_runs.WORD.findall(SENTENCES.split(before)[-1])
                words += name_runs.WORD.findall(SENTENCES.split(behind, maxsplit=1)[0])
            words = [word for word in words if self.words.classes.get(word.lower(), "w") in "wTNX"]
            found = self._beside[id(person)] = parts(words)
        return found

    def knows(self, name: str | None) -> bool:
        """Return whether a name is a whole one, or printed elsewhere in full: no "Foot" of "Foot passengers"."""
        return name is not None and (" " in name or (name.lower(),) in self.people)

    def begins_with_particle(self, name: str) -> bool:
        """Return whether a small prefix opens a last name: "d’Aubrac"."""
        return self.words.has("elided", name.replace("’", "'").partition("'")[0])


def parts(words: Iterable[str]) -> frozenset[str]:
    """Return what is compared of some words: the beginnings of their parts."""
    return frozenset(
        piece[:ALIKE] for word in words for piece in word.lower().split("-") if len(piece) >= PIECE
    )
