"""The word lists of a language -> its lexicon: the class of each word, as a letter.

The grammar of the quotations looks at strings of such letters, one a word, so that
its patterns are short, and hold for every language that fills the lists.

    D determiner    P pronoun      F object pronoun   R relative      Z possessive ("Lund’s")
    N name          T title        w other word       X number        M time ("Monday")
    V reports       G reporting    E report           J judges, g judging, e judge ("called", "calling", "call")
    A auxiliary     B adverb       I preposition      O "to"          L "according to"
    U "among them"  H "that"        S "when"       C "and"            K "but"         Q words in marks
    , ; : . - ( )   punctuation    ' mark within a name or after an abbreviation    " other

The list `flags` of a language says how its grammar differs from that of English:

    plain-titles    titles of works have small letters: short words in marks need a report right beside them
    subject-speaks  a quotation that fills its sentence may be that of the subject of the sentence before
    drops-subject   a verb needs no subject: "«...», disse."
    verb-second     the verb stands second, and its subject behind it where something else opens the clause
    verb-bracket    the participle ends the clause, and the subject stands beside its auxiliary
    verb-last       the verb ends the sentence: speaker, passage, verb
    speaker-within  an attribution may stand within the marks, between dashes or commas
    dashed-speech     a dash opens speech in place of marks: "– Most stoi – powiedziała Ada Lund."
    undashed-reports  and a comma, not a dash, may close it: "– Le pont tient, dit Ada Lund."
    genitives       a noun phrase goes on with a genitive that no preposition opens
    caseless        its script has no capitals; see `attribution.caseless`
    spaced          and has blanks between words
    source-without-comma  no comma parts "according to Lund" from its clause: "Według Ady Lund most stoi"
    unlisted        the language has no lists: only marks, colons, dashes and names are known
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from attrs import field, frozen

from natodocs import _rules
from natodocs._quotes.grammar.characters import any_of
from natodocs._rules import loader
from natodocs._types import CueKind

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
    ("quotes.examples", "U"),
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
    ("quotes.cues.thinking", "J"),
    ("quotes.cues.judging", "J"),
    ("quotes.forms.judging_participles", "g"),
    ("quotes.forms.participles", "G"),
)
JUDGING: Final = (CueKind.THINKING, CueKind.JUDGING)  # verbs of other grammar, among `LISTS`
REPORTING: Final = tuple(kind for kind in CueKind if kind not in JUDGING)
# The verbs of the mood of reported speech: those that are never anything else, those that stand second, and the rest.
MOODS: Final = ("reported_mood", "reported_verbs", "unreal_mood")
NOT_RANKED: Final = frozenset(
    ["verb-last", "unlisted", "caseless"]
)  # flags of languages that have no such weights
ENDING: Final = 4  # letters; the longest that a form has behind them
STEM: Final = 3  # letters; the least that forms of one word have in common
# Lists of names, which hold on pages of any language; all others are of one language and would mislead in another.
NAMES: Final = (
    "quotes.given.men",
    "quotes.given.women",
    "quotes.particles",
    "quotes.elided",
    "quotes.suffixes",
)
OPEN, FILL = "\ue000", "\ue001"  # stand for a passage: its first character and the others
PASSAGE: Final = rf"{OPEN}{FILL}*+(?:[.!?…,]{FILL})?"

# The phrases that begin with a word, by their second word: what follows the first.
Rests = Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]


@frozen(eq=False)
class Words:
    """The lists of one language, ready to look up; all words in small letters.

    Nobody changes them. They are plain dictionaries, since to look into a `MappingProxyType` takes twice as long.
    """

    classes: Mapping[str, str] = field(repr=False)
    """The class of each listed word."""
    phrases: Rests = field(repr=False)
    """Reporting phrases by their first word and their second: what follows the first."""
    according: Rests = field(repr=False)
    """The same for "according to"."""
    openers: frozenset[str] = field(repr=False)
    """The first words of both, also with a capital."""
    seconds: Mapping[str, frozenset[str]] = field(repr=False)
    """What may follow each of them, word by word; "" where it is a phrase by itself."""
    nobody: frozenset[str] = field(repr=False)
    """The subjects of which nothing is said, also with a capital or all in capitals."""
    same: Mapping[str, str] = field(repr=False)
    """Short forms of offices and what they stand for."""
    lists: Mapping[str, frozenset[str]] = field(repr=False)
    """Every list by its name without "quotes."."""
    token: re.Pattern[str] = field(repr=False)
    """Finds one word, mark or passage."""
    adverb_endings: tuple[str, ...]
    """What a word ends with that is an adverb, unless a list says otherwise."""
    gerund_endings: tuple[str, ...]
    """What a word ends with that opens a clause without a subject: "refiriéndose al puente"."""
    kinds: Mapping[str, CueKind] = field(repr=False)
    """What the listed reporting words say of the words reported; see `kind`."""
    stems: Mapping[str, CueKind] = field(repr=False)
    """The same for what such words begin with."""
    capital_nouns: bool
    """Whether all nouns have capitals, so that two words with capitals need be no name."""
    moods: frozenset[str]
    """The verbs whose forms tell reported speech, where a language has such a mood."""
    mood_pieces: frozenset[str]
    """The same as they stand between two blanks, some with a comma."""
    ranked: bool
    """Whether learned weights say whose words a passage is (see `attribution.ranking`), and not rules."""
    weighed: bool
    """Whether single words have weights there."""

    def has(self, name: str, word: str) -> bool:
        """Return whether a list holds a word, in small letters."""
        return word in self.lists.get(name, ())

    def kind(self, cue: str) -> CueKind:
        """Return what a reporting word or phrase, in small letters, says of the words reported.

        The lists of the classes hold some forms of each word; another form has the class of those that begin alike.
        """
        for word in (cue, *cue.split()):
            if word in self.kinds:
                return self.kinds[word]
            for size in range(len(word), max(STEM, len(word) - ENDING) - 1, -1):
                if word[:size] in self.stems:
                    return self.stems[word[:size]]
        return CueKind.NEUTRAL


def of(rules: _rules.Rules) -> Words:
    """Return the words of a language."""
    return _of(rules.language, tuple(file.name for file in rules.files))


@cache
def _of(language: str | None, files: tuple[str, ...]) -> Words:
    # Files are known by their names, are read once and never change, so their names are key enough.
    listed = _listed(_rules.Rules(language, tuple(map(loader.load_file, files))))
    lists = {name.removeprefix("quotes."): words for name, words in listed.items()}
    phrases = _by_first(lists["phrases"])
    according = _by_first(_filled(lists["according"], lists.get("sources", frozenset())))
    seconds = {
        word: frozenset((*phrases.get(word, ()), *according.get(word, ()))) for word in (*phrases, *according)
    }
    pairs = (pair.partition("=") for pair in lists["same"])
    moods: frozenset[str] = frozenset().union(*(lists.get(name, ()) for name in MOODS))
    return Words(
        _classes(listed, according),
        phrases,
        according,
        frozenset(form for word in seconds for form in (word, word.capitalize())),
        seconds,
        frozenset(form for word in lists["nobody"] for form in (word, word.capitalize(), word.upper())),
        {short: long for short, _, long in pairs},
        lists,
        _token(lists),
        tuple(sorted(lists["adverb_endings"])),
        tuple(sorted(lists.get("gerund_endings", ()))),
        *_kinds(lists),
        bool(lists.get("before_nouns")),
        moods,
        frozenset(form for verb in moods for form in (verb, f"{verb},")),
        not lists.get("before_nouns") and lists.get("flags", frozenset()).isdisjoint(NOT_RANKED),
        bool(lists.get("weights")),
    )


def _listed(rules: _rules.Rules) -> dict[str, frozenset[str]]:
    """Return the lists of a language, each by its name; the names of lists that other languages have are there too."""
    language = rules.language
    known = {name for file in rules.files for name in file.words if name.startswith("quotes.")}
    # A language without lists has the marks and the names; where none is known, the fallback is worth a try.
    own = [file.words for file in rules.files if language is None or file.name == language]
    listed = {name: frozenset(word for words in own for word in words.get(name, ())) for name in known}
    if not any("quotes.flags" in words or "quotes.cues.neutral" in words for words in own):
        listed["quotes.flags"] = frozenset(["plain-titles", "unlisted"])  # careful where little is known
    return listed | {name: rules.words(name) for name in NAMES}


def _classes(listed: Mapping[str, frozenset[str]], according: Iterable[str]) -> dict[str, str]:
    """Return the class of each listed word."""
    classes: dict[str, str] = {}
    for name, letter in LISTS:
        classes |= dict.fromkeys(listed.get(name, ()), letter)
    for kind in REPORTING:
        classes |= dict.fromkeys(listed.get(f"quotes.cues.{kind}", ()), "V")
    classes |= {word.replace("'", "’"): letter for word, letter in classes.items() if "'" in word}
    return classes | {word: "L" for word in according if word not in classes}


def _kinds(lists: Mapping[str, frozenset[str]]) -> tuple[Mapping[str, CueKind], Mapping[str, CueKind]]:
    """Return the class of each listed reporting word, and that of most words with the same beginning."""
    kinds = {word: kind for kind in CueKind for word in sorted(lists.get(f"cues.{kind}", ()))}
    counts: dict[str, Counter[CueKind]] = {}
    for word, kind in kinds.items():
        for size in range(STEM, len(word)):
            counts.setdefault(word[:size], Counter())[kind] += 1
    stems = {stem: count.most_common(1)[0][0] for stem, count in counts.items()}
    return kinds, stems


def _token(lists: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Return the pattern of a word; words that are written as one are taken apart: "qu’il", "dit-il"."""
    joined = lists.get("proclitics", frozenset())
    names, behind = lists["elided"] & joined, _either_case(lists.get("enclitics", ()))
    joint = rf"(?!-(?:{behind})(?!\w))" if behind else ""
    pattern = rf"\w++(?:{joint}[’'.&-]\w++|(?<=\d),\d++)*+|{PASSAGE}|[^\w\s]"
    if behind:
        pattern = rf"-(?:{behind})(?!\w)|{pattern}"
    if joined:
        # "l’eau", but not "l’Aubrac", which is a name; "qu’« il pleut »"
        any_word = rf"(?:{_either_case(joined - names)})['’](?=[\w{OPEN}])"
        apart = rf"(?:{_either_case(names)})['’](?=[a-zß-öø-ÿœ{OPEN}])|{any_word}"
        pattern = rf"{apart}|{pattern}"
    return re.compile(pattern)


def _either_case(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, with a capital or without."""
    return any_of({form for word in words for form in (word, word.capitalize())})


def _filled(phrases: frozenset[str], sources: frozenset[str]) -> frozenset[str]:
    """Return phrases with each of some nouns where they have a star: "nach * der"."""
    return frozenset(
        phrase.replace("*", noun) for phrase in phrases for noun in (sources if "*" in phrase else ("",))
    )


def _by_first(phrases: frozenset[str]) -> Rests:
    """Return what follows the first word of each phrase, by the second one ("" for none), the longest first."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-phrase.count(" "), phrase)):
        first, *rest = phrase.split()
        found.setdefault(first, {}).setdefault("".join(rest[:1]), []).append(tuple(rest))
    return {first: {second: tuple(rests) for second, rests in of.items()} for first, of in found.items()}
