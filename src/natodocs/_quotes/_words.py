"""The word lists of a language as one table: a word -> the letter of its class.

The grammar of the quotations (`_cues`, `_speakers`, `_indirect`) looks at strings of such letters, one a word, so that
its patterns are short, and hold for every language that fills the lists.

    D determiner    P pronoun      F object pronoun   R relative      Z possessive ("Lund’s")
    N name          T title        w other word       X number        M time ("Monday")
    V reports       G reporting    E report           J judges, g judging, e judge ("called", "calling", "call")
    A auxiliary     B adverb       I preposition      O "to"          L "according to"
    H "that"        S "when"       C "and"            K "but"         Q words in marks
    , ; : . - ( )   punctuation    ' mark within a name or after an abbreviation    " other
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from natodocs import _rules

PAST_WORDS: Final = 6  # words; the most that a phrase of the lists has

# Which list has which class; of two, the later wins.
LISTS: Final = (
    ("quotes.titles", "T"),
    ("quotes.people", "T"),
    ("quotes.particles", "'"),
    ("quotes.forms.judging_base", "e"),
    ("quotes.forms.base", "E"),
    ("quotes.times", "M"),
    ("quotes.adverbs", "B"),
    ("quotes.prepositions", "I"),
    ("quotes.determiners", "D"),
    ("quotes.subordinators", "S"),
    ("quotes.contrasts", "K"),
    ("quotes.conjunctions", "C"),
    ("quotes.that", "H"),
    ("quotes.relatives", "R"),
    ("quotes.objects", "F"),
    ("quotes.pronouns", "P"),
    ("quotes.auxiliaries", "A"),
    ("quotes.to", "O"),
    ("quotes.cues.judging", "J"),
    ("quotes.forms.judging_participles", "g"),
    ("quotes.forms.participles", "G"),
)
REPORTING: Final = ("neutral", "asserting", "denying", "asking", "promising", "warning", "voicing")


@frozen(eq=False)
class Words:
    """The lists of one language, ready to look up; all words in small letters."""

    classes: Mapping[str, str] = field(repr=False)
    """The class of each listed word."""
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(repr=False)
    """Reporting phrases by their first word: what follows it."""
    according: Mapping[str, tuple[tuple[str, ...], ...]] = field(repr=False)
    """The same for "according to"."""
    openers: frozenset[str] = field(repr=False)
    """The first words of both, also with a capital."""
    same: Mapping[str, str] = field(repr=False)
    """Short forms of offices and what they stand for."""
    lists: Mapping[str, frozenset[str]] = field(repr=False)
    """Every list by its name without "quotes."."""

    def has(self, name: str, word: str) -> bool:
        """Tell whether a list holds a word, in small letters."""
        return word in self.lists.get(name, ())


def of(rules: _rules.Rules) -> Words:
    """Return the words of a language."""
    return _of(tuple(file.name for file in rules.files))


@cache
def _of(files: tuple[str, ...]) -> Words:
    # Files are known by their names, are read once and never change, so their names are key enough.
    rules = _rules.Rules(None, tuple(map(_rules.load_file, files)))
    names = {name for file in rules.files for name in file.words if name.startswith("quotes.")}
    lists = {name.removeprefix("quotes."): rules.words(name) for name in names}
    classes: dict[str, str] = {}
    for name, letter in LISTS:
        classes |= dict.fromkeys(rules.words(name), letter)
    for kind in REPORTING:
        classes |= dict.fromkeys(rules.words(f"quotes.cues.{kind}"), "V")
    phrases, according = _by_first(lists["phrases"]), _by_first(lists["according"])
    classes |= {word: "L" for word in according if word not in classes}
    openers = frozenset(form for word in (*phrases, *according) for form in (word, word.capitalize()))
    pairs = (pair.partition("=") for pair in lists["same"])
    same = MappingProxyType({short: long for short, _, long in pairs})
    return Words(MappingProxyType(classes), phrases, according, openers, same, MappingProxyType(lists))


def _by_first(phrases: frozenset[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-phrase.count(" "), phrase)):
        first, *rest = phrase.split()
        found.setdefault(first, []).append(tuple(rest))
    return MappingProxyType({first: tuple(rests) for first, rests in found.items()})
