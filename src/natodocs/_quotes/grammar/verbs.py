"""A word that is listed as reporting -> whether it is a verb here, and no noun; where the verb stands."""

from __future__ import annotations

import re
from typing import Final

from attrs import define

from natodocs._quotes.grammar.pieces import TITLES
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

SHARED: Final = 20  # tokens; the farthest that a participle stands from the one whose auxiliary it shares
HELD: Final = 4  # tokens; the farthest that an auxiliary stands from its participle
BRACKET: Final = 30  # tokens; the same where the participle ends the clause
PLURAL: Final = re.compile("(?:NC" + TITLES + "N+|R)$")  # "Lund and Moe say", "who say"
HAVING: Final = re.compile("A[^,.;:Q]*$")
HAVING_MARKED: Final = re.compile("A[^,.;:]*$")
HAVING_PARTED: Final = re.compile("A[BF]*,[^,;:.QVJAR]{1,8},B*$")  # "avait, pour sa part, reconnu"
PARTED: Final = 14  # tokens; the most from an auxiliary to its participle there


@define
class Verb:
    """A reporting verb, and where it stands."""

    sentence: Sentence
    start: int
    """The first token of its auxiliaries and adverbs, or of the pronoun before them: "le dijo"."""
    first: int
    """The first of the verb alone."""
    last: int
    """The one after its last."""
    left: int
    """Where its clause may begin."""
    words: Words
    """Those of the language."""

    @property
    def cue(self) -> str:
        """Its first word, in small letters."""
        return self.sentence.words[self.first].lower()

    @property
    def opener(self) -> str:
        """The word that opens its clause, in small letters; "" where the verb does."""
        return self.sentence.words[self.left].lower() if self.left < self.first else ""


def is_verb(sentence: Sentence, index: int, lowered: str, words: Words) -> bool:
    """Return whether a word that may be a noun, or no finite verb, reports here."""
    codes = sentence.codes
    before = index - 1
    while before >= 0 and codes[before] == "B":
        before -= 1
    if before < 0:
        return codes[index] not in "Ee"
    letter, word = codes[before], sentence.words[before].lower()
    if words.has("needs_auxiliary", lowered) and not (
        _has_auxiliary(codes, index, words) or _shares_auxiliary(sentence, index, before, words)
    ):
        return False  # "un texte publié"
    following = codes[index + 1 : index + 2]
    if codes[index] in "Ee":
        return _is_base_verb(sentence, index, before, following, words)
    noun = words.has("nouns", lowered)
    if letter == "D" and is_clitic(sentence, before, words):
        return True
    if letter in "DZ" and (letter == "Z" or noun or not words.has("alone", word)):
        return False
    # "s'est dit inquiet" is no passive
    reflexive = before > 0 and codes[before - 1] == "F" and words.has("flags", "plain-titles")
    if codes[index] in "VJ" and (
        letter == "I" or (letter == "A" and words.has("passive", word) and not reflexive)
    ):
        return False
    if letter == "," and words.has("answering", lowered) and _is_asked(codes, before, following):
        return False
    if letter in ",Q-" and codes[:before].endswith("Q") and words.has("flags", "plain-titles"):
        return True  # "...", replica secco Lund
    return not (noun and _is_noun(codes, before, following))


def _is_asked(codes: str, before: int, following: str) -> bool:
    """Return whether a participle behind a comma says what was done to its subject: "Lund, asked about it, said"."""
    return following in ("I", "H", "S") and "," not in codes[:before]


def _is_noun(codes: str, before: int, following: str) -> bool:
    """Return whether what stands around a word that may be a noun makes it one: "bridge claims", "claims say"."""
    if codes[before] == "w" and not _finite_before(codes, before):
        return True
    return following in ("A", "V", "w", "J") and codes[before] != "P"


def _has_auxiliary(codes: str, index: int, words: Words) -> bool:
    """Return whether an auxiliary belongs to a participle: "hat die Brücke gelobt", "..., dass er sie gelobt hatte"."""
    held = BRACKET if words.has("flags", "verb-bracket") else HELD
    having = HAVING_MARKED if held == BRACKET else HAVING  # "hat den Plan als „falsch“ zurückgewiesen"
    if codes[index + 1 : index + 2] == "A" or having.search(codes, max(0, index - held), index):
        return True
    return held == HELD and parted(codes, index) is not None


def parted(codes: str, index: int) -> int | None:
    """Return the auxiliary of a participle that two commas part from it: "avait, pour sa part, reconnu"."""
    found = HAVING_PARTED.search(codes, max(0, index - PARTED), index)
    return found.start() if found is not None else None


def _shares_auxiliary(sentence: Sentence, index: int, before: int, words: Words) -> bool:
    """Return whether a participle has the auxiliary of the one before it: "a salué « ... » et regretté que ..."."""
    codes = sentence.codes
    if codes[before] not in ",C" or codes[index + 1 : index + 2] not in ("H", "D", "Q", ":", "Z"):
        return False
    for earlier in range(before - 1, max(-1, before - SHARED), -1):
        if codes[earlier] in ";.K" or (codes[earlier] in "HR" and codes[before] == ","):
            return False
        if codes[earlier] in "VJ" and words.has("needs_auxiliary", sentence.words[earlier].lower()):
            return _has_auxiliary(codes, earlier, words)
    return False


def _is_base_verb(sentence: Sentence, index: int, before: int, following: str, words: Words) -> bool:
    """Return whether a base form is a verb: "would say", "they say", "officials say"; not "the report", "to say"."""
    letter, word = sentence.codes[before], sentence.words[before].lower()
    cue = sentence.words[index].lower()
    clause, following = following in ("P", "D", "H"), following if words.has("nouns", cue) else "w"
    if PLURAL.search(sentence.codes, max(0, before - HELD), before + 1):
        return following in ("H", "P", "D", "w")
    if letter in "AP":
        return not words.has("passive", word) if letter == "A" else words.has("plural_pronouns", word)
    if clause and letter in "XwT\"'" and words.has("surely", cue):
        return True  # "those over sixty say they", "40% say the bridge"
    plural = letter in "TNw" and (word.endswith("s") or words.has("people", word))
    return plural and following not in ("", ".", "I", "C", ",", "A", "V")


def is_clitic(sentence: Sentence, index: int, words: Words) -> bool:
    """Return whether what looks like an article is a pronoun: "«...», lo dijo Lund"; "comme le dit Lund"."""
    if not index or not words.has("clitics", sentence.words[index].lower()):
        return False
    return sentence.codes[index - 1] in ",Q-" or opens_as(sentence, index, words)


def opens_as(sentence: Sentence, index: int, words: Words) -> bool:
    """Return whether "as" stands right before a token, in one word or two: "comme", "ainsi que"."""
    before = sentence.words[max(0, index - 2) : index]
    return bool(before) and (
        words.has("as", before[-1].lower()) or words.has("as_pairs", " ".join(before).lower())
    )


def _finite_before(codes: str, index: int) -> bool:
    """Return whether the word at `index` ends a noun phrase with an article, so that a verb may follow it."""
    for back in range(index, max(-1, index - 5), -1):
        if codes[back] in "DZ":
            return True
        if codes[back] not in "wTN":
            return False
    return False
