"""Text -> its runs of capitalised words, in which names stand; a run -> the titles before a name, and the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from attrs import Factory, define, frozen

from natodocs._entities import places
from natodocs._entities.words import given_names
from natodocs._quotes.grammar.characters import any_of, members
from natodocs._quotes.grammar.words import Words

LONGEST_RUN: Final = 5  # words; a longer run of capitals is a headline
SHORT: Final = 2  # letters; what is as short before a given name may be one, or an initial
INITIALS: Final = 4  # letters; a shorter end of a word with a hyphen is no calling
MEMORY: Final = 1 << 13  # runs of all pages that are kept taken apart: it follows from their words alone
MEN, WOMEN = "m", "f"
# Titles whose full stop ends no sentence; in groups of one length: `re` looks back over one length only.
TITLES: Final = ("Dr|Jr|Mr|Sr|St", "Mme", "Mlle|Prof")
WORD: Final = re.compile(r"[^\W_]++(?:[’'-]++[^\W_]*+)*+")


@frozen
class Parsed:
    """A run of capitalised words, taken apart."""

    words: tuple[str, ...]
    office: str
    """The titles before the name, in the form in which offices are compared."""
    gender: str | None
    titled: bool
    before: tuple[str, ...]
    """The words of the run before the name, in small letters."""
    key: tuple[str, ...]
    """The name in small letters."""
    last: str
    """The last name in small letters, without a suffix."""


@cache
def runs(words: Words) -> re.Pattern[str]:
    """Return the pattern of a run of capitalised words, with what links them: "Ursula von der Elbe"."""
    capital, letter = f"[{members('Lu')}]", members("L")
    if words.lists.get("flags"):
        # A full stop belongs to a name only as that of an initial or a title.
        dotted = "|".join(rf"(?<=(?<![{letter}])(?:{some}))" for some in (capital, *TITLES))
        rest = rf"[{letter}'’\-]*+(?:(?:{dotted})\.)?+"
    else:
        rest = rf"[{letter}'’.\-]*+"
    particle, elided = any_of(words.lists["particles"]), any_of(words.lists["elided"])
    linked = rf"[ ](?:(?:{particle})[ ]){{0,2}}(?:(?:{elided})['’])?+|[ ]?\\?&[ ]?"
    # What must not stand before the first capital comes behind it, so that capitals are all that is searched for.
    return re.compile(rf"{capital}(?<![\w@#/.].){rest}(?:(?:{linked}){capital}{rest})*+")


@lru_cache(maxsize=MEMORY)
def parse(words: Words, run: str) -> Parsed | None:
    """Take a run of capitalised words apart: titles before it, and the name."""
    parts = _Parts(words, run.replace("\\", "").split())
    for number in range(len(parts.tokens)):
        if not parts.take(number):
            break
    name = _trimmed(words, parts.name)
    if len(name) > LONGEST_RUN + 1 or not (name or parts.titled):
        return None
    before = run.partition(name[0])[0] if name and (parts.titled or words.capital_nouns) else ""
    described = tuple(WORD.findall(before.lower())) if before else ()
    key = key_of(name)
    office = plain(" ".join(parts.office), words)
    return Parsed(tuple(name), office, parts.gender, parts.titled, described, key, last_of(key, words))


@define
class _Parts:
    """What the words of a run so far are: titles, and the name behind them."""

    words: Words
    tokens: list[str]
    name: list[str] = Factory(list)
    office: list[str] = Factory(list)
    gender: str | None = None
    titled: bool = False

    def take(self, number: int) -> bool:
        """Take a word, and return whether the run goes on behind it."""
        words, word = self.words, self.tokens[number]
        bare = word.rstrip(".'’-")
        possessive = bare.endswith(("’s", "'s"))
        bare = bare[:-2] if possessive else bare
        small = bare.lower()
        if not self.name and words.has("not_names", small):
            self.office.clear()
        elif _is_title(words, small) or (not self.name and self._is_before_another(number, bare)):
            self._take_title(small)
        elif len(self.name) > 1 and len(small) > 1 and word[0].isupper() and words.has("definite", small):
            return False  # "Ada Lund The bridge": a headline, and what follows it
        elif bare and not words.has("times", small):
            initial = len(bare) == 1 or words.has("suffixes", small)
            self.name.append(word.rstrip("'’-") if initial else bare)
        if not possessive:
            return True
        if not _names_behind(words, self.tokens, number):
            return False
        self.name, self.office, self.titled, self.gender = [], [], False, None  # "Labour’s Ada Lund"
        return True

    def _is_before_another(self, number: int, bare: str) -> bool:
        return number + 1 < len(self.tokens) and _is_compound(self.words, bare)

    def _take_title(self, small: str) -> None:
        # What stands before a title is no part of the name: "Harburg Mayor Ada Lund".
        if self.name or not self.titled:
            self.office.clear()
        self.name.clear()
        self.office.append(small)
        self.titled = True
        if self.words.has("men", small):
            self.gender = MEN
        elif self.words.has("women", small):
            self.gender = WOMEN


def plain(office: str, words: Words) -> str:
    """Return an office in the form in which offices are compared: "rep" is "congressman"."""
    return " ".join([words.same.get(word, word) for word in office.replace("-", " ").split()])


def _names_behind(words: Words, tokens: list[str], number: int) -> bool:
    """Return whether a person's name follows a possessive."""
    return any(gender_of(words, token) for token in tokens[number + 1 : number + 1 + LONGEST_RUN][:-1])


def key_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return a name in the form in which names are compared."""
    return tuple([word.lower() for word in words])


def last_of(key: tuple[str, ...], words: Words) -> str:
    """Return the last name, without a suffix."""
    last = len(key) - 1
    while last > 0 and words.has("suffixes", key[last].rstrip(".")):
        last -= 1
    return key[last] if key else ""


def bare(word: str) -> str:
    """Return a word without accents: a page prints "Murátov" here and "Muratov" there."""
    if word.isascii():
        return word
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )


def _is_title(words: Words, small: str) -> bool:
    """Return whether a word, in small letters, is what stands before a name: "mayor", "Dr", "Ingenieurs"."""
    if words.has("titles", small) or words.has("people", small):
        return True
    if small.endswith("s") and words.capital_nouns and words.has("titles", small[:-1]):
        return True  # "des Ingenieurs"
    return any(small.endswith(ending) for ending in words.lists.get("title_endings", ()))


def _is_compound(words: Words, word: str) -> bool:
    """Return whether a word is a calling with whom it is for, and no double name: "Lund-Sprecher", not "Hans-Peter"."""
    before, hyphen, last = word.rpartition("-")
    return bool(hyphen and words.capital_nouns and len(last) > INITIALS and last[0].isupper()) and not (
        is_given(last) or is_given(before)
    )


def _trimmed(words: Words, name: list[str]) -> list[str]:
    """Cut what stands before a given name: "Channel Two News Ada Lund"; and what follows a name in a headline."""
    while name and words.has("particles", name[-1].lower()):
        name.pop()
    if words.capital_nouns:
        name = name[: _until_particle(words, name)]
    if sum(word[0].isupper() for word in name) >= LONGEST_RUN and gender_of(words, name[0]):
        return name[:2]  # "Ada Lund Opens Harburg Bridge On Monday"
    if _opens_with_another(words, name):
        return name[1:]
    if len(name) < 4 or gender_of(words, name[0]):
        return name
    return next((name[index:] for index in range(2, len(name) - 1) if gender_of(words, name[index])), name)


def _opens_with_another(words: Words, name: list[str]) -> bool:
    """Return whether something else stands before a name: "Gewerkschafterin Ada Lund", "NATO Ada Lund".

    "Secretary of State Ada Lund" too; where nouns have capitals, the last name may be a given one as well.
    """
    if len(name) != 3 or len(name[0]) <= SHORT or is_given(name[0]) or not is_given(name[1]):
        return False
    return words.capital_nouns or not is_given(name[2]) or _is_before_names(name[0])


def _is_before_names(word: str) -> bool:
    """Return whether a word is a place or the capitals of a body."""
    return word.isupper() or places.is_place(word)


def _until_particle(words: Words, name: list[str]) -> int:
    """Return where a name ends that goes on in a run: "Ada Lund vom Hafenamt", but not "Ada Maria von Lund"."""
    for index in range(2, len(name)):
        before = name[index - 1].lower()
        if words.has("particles", name[index]) and not words.has("particles", before) and is_given(name[0]):
            return len(name) if is_given(before) else index
    return len(name)


def is_given(word: str) -> bool:
    """Return whether a word is a given name anywhere."""
    return word.lower() in given_names()


def gender_of(words: Words, word: str) -> str | None:
    """Return whose given name a word is, a man's or a woman's; `None` where it is on neither list."""
    small = word.lower()
    if words.has("given.women", small):
        return WOMEN
    return MEN if words.has("given.men", small) else None
