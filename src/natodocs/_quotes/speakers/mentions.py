"""The words of a mention without a name -> what kind of thing it may mean: "she", "the court", "der Anwalt"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from attrs import frozen

from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers import name_runs

HE: Final = "he"
SHE: Final = "she"
IT: Final = "it"
OFFICE: Final = "office"
PERSON: Final = "person"
BODY: Final = "body"
NOUN: Final = "noun"
KINDS: Final = (HE, SHE, IT, OFFICE, PERSON, BODY, NOUN)
WITHOUT_NOUN: Final = frozenset((HE, SHE, IT))
GENDERS: Final = {HE: name_runs.MEN, SHE: name_runs.WOMEN}
OPENINGS: Final = ("definite", "owned", "pointing", "bare", "without articles")
# Which lists have which kind; of two, the first wins.
LISTS: Final = (
    (BODY, ("bodies", "body_words")),
    (OFFICE, ("offices",)),
    (PERSON, ("people", "titles", "roles")),
)
NO_NOUNS: Final = frozenset("DZPFRVAGEJgeBOHSCKIM")  # classes of words that are no nouns


@frozen
class Mention:
    """Some words that mean somebody, without a name."""

    kind: str
    """One of `KINDS`: "noun" where no list knows it."""
    gender: str | None
    """Of a person, as far as the words tell."""
    opening: str
    """One of `OPENINGS`."""
    nouns: tuple[str, ...]
    """The nouns and adjectives before the first link, in small letters, the head last."""
    more: tuple[str, ...]
    """Those behind it."""
    plural: bool = False
    """Whether they mean several."""

    @property
    def group(self) -> str:
        """Which mentions are alike: those of men and of women are."""
        return HE if self.kind == SHE else self.kind

    @property
    def head(self) -> str:
        """The main noun; "" of a pronoun."""
        return self.nouns[-1] if self.nouns else ""


def pronoun(word: str, words: Words) -> Mention | None:
    """Return what a pronoun means, in small letters; `None` for those that mean nobody on the page: "we"."""
    for kind, names in ((HE, ("masculine", "his")), (SHE, ("feminine", "her")), (IT, ("neuter",))):
        if any(words.has(name, word) for name in names):
            return Mention(kind, GENDERS.get(kind), "bare", (), ())
    return None


def noun(codes: str, tokens: Sequence[str], size: int, words: Words) -> Mention | None:
    """Return what a noun phrase means; `None` where it is one of many: "a lawyer".

    Args:
        codes: The classes of its words.
        tokens: Its words.
        size: How many of them stand before the first link; the last of these is the head.
        words: The lists of its language.
    """
    article = tokens[0].lower()
    if words.has("indefinite", article):
        return None
    nouns = _nouns(tokens[:size], words)
    if not nouns:
        return None
    opening = "bare" if words.lists.get("definite") else "without articles"
    if codes[0] in "DZP":
        opening = "definite" if words.has("definite", article) else "pointing" if codes[0] == "D" else "owned"
    kind = _kind(nouns[-1], words)
    gender = None
    if kind != BODY:
        gender = name_runs.WOMEN if words.has("she_articles", article) else None
        gender = name_runs.MEN if words.has("he_articles", article) else gender
        gender = name_runs.WOMEN if words.has("women", nouns[-1]) else gender
        gender = name_runs.MEN if words.has("men", nouns[-1]) else gender
    plural = words.has("plural_articles", article) or (
        nouns[-1].endswith("s") and not words.capital_nouns and not words.lists.get("plural_articles")
    )
    return Mention(kind, gender, opening, nouns, _nouns(tokens[size:], words), plural)


def _nouns(tokens: Sequence[str], words: Words) -> tuple[str, ...]:
    return tuple(
        [
            word.lower()
            for word in tokens
            if (word[0].isalnum() and words.classes.get(word.lower(), "w") not in NO_NOUNS)
        ]
    )


def _kind(head: str, words: Words) -> str:
    """Return what kind of thing a noun means, also where its last part alone is listed: "Landgericht"."""
    if head[0].isdigit() and head.endswith(tuple(words.lists.get("ages", ()))):
        return PERSON
    last = head.rpartition("-")[2]
    for word in (head, last) if last != head else (head,):
        for kind, lists in LISTS:
            if any(words.has(name, word) for name in lists):
                return kind
    if head.endswith(tuple(words.lists.get("epithets", ()))):
        return PERSON
    if words.capital_nouns or words.has("flags", "verb-second"):
        for name, kind in (("bodies", BODY), ("offices", OFFICE), ("title_endings", PERSON)):
            if head.endswith(_endings(words, name)):
                return kind
    return NOUN


@cache
def _endings(words: Words, name: str) -> tuple[str, ...]:
    """Return the words of a list that are long enough to end another word."""
    return tuple(sorted(word for word in words.lists.get(name, ()) if len(word) > 3))
