"""A paragraph, its passages masked -> its sentences with their tokens (sentence boundary detection)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

from attrs import define, field

from natodocs._quotes.grammar import classes
from natodocs._quotes.grammar.characters import members
from natodocs._quotes.grammar.words import FILL, OPEN, Words
from natodocs._quotes.passages import Passage
from natodocs._text.characters import DASHES

KEPT: Final = ".!?…,"  # the last character of a passage, which the grammar of its sentence depends on
MARKS: Final = " '’\"”»“„"  # what the last character of a passage stands before
PRIVATE: Final = {ord(OPEN): "\ue002", ord(FILL): "\ue002"}
WORD: Final = re.compile(r"\w+")
ABBREVIATION: Final = 8  # characters; the longest listed
LEADING: Final = 5  # words; the most between a passage that ends in "?" and the verb that reports it
AHEAD: Final = 80  # characters; how far that verb is looked for
LONGEST: Final = 3000  # characters; what is longer is no sentence, and is cut to bound how far we look back
# A line that matters without a verb: a dash and the name of whoever is quoted above it, or "Lund:" in a transcript.
CAPITAL: Final = "A-ZÀ-ÞĀ-ŽΆ-ΫЀ-Я"  # roughly: some of them are small
OPENS_LINE: Final = re.compile(
    rf"[-–—―]|[{CAPITAL}]\w{{0,9}}[:.] |[A-Z][A-Z .'’]{{1,60}}:|(?:[{CAPITAL}][\w.'’-]{{1,24}}+ ?){{1,4}}+: "
)
LINK: Final = re.compile("(?<=N)[IDCF']{1,2}(?=N)")
ALONE: Final = re.compile("(?<=[VJASQ,])D(?=[,.;:IVAJBHF]|$)")
GENITIVE: Final = re.compile("(?<=[NT])D(?=w{0,3}[NTQ])|(?<=T)D(?=w)")
CLITIC: Final = re.compile("(?<![IDZ])D(?=[ABF]{0,2}V)")
NOUN: Final = re.compile("(?<=[DZ])V")
CAPITALS: Final = 4  # words; the least that a headline has
SMALL: Final = 3  # letters; longer words have a capital in it
HEADLINE: Final = frozenset("VEJeGgAISDZHLPOC")  # classes that words keep there though they have capitals
MATTERS: Final = re.compile("[VGEJgeLQ]")  # classes without which a sentence reports nothing
SPEAKS: Final = re.compile("[VGEL]")  # the same where nothing is in marks
ALL: Final = re.compile("")

# An adverb before a verb that opens a sentence may be a name: "Jolly said".
NAMED_ADVERB: Final = ("BV", "BJ")


@define(eq=False)
class Sentence:
    """One sentence of a paragraph."""

    start: int
    """Where it begins in the paragraph as it is read."""
    end: int
    """Where it ends, without the blanks after it."""
    codes: str
    """The class of each token (see `words`); empty where nothing in it matters."""
    words: list[str]
    """Its tokens as they stand."""
    passages: dict[int, int]
    """The tokens that are passages: which one of the paragraph."""
    _masked: str = field(repr=False)
    number: int = 0
    """Which sentence of its paragraph it is, from 0."""
    _starts: list[int] = field(factory=list, repr=False)
    """Where its first tokens begin in the paragraph, as far as anybody has asked."""

    def at(self, first: int, last: int) -> tuple[int, int]:
        """Return where the tokens from `first` to before `last` stand in the paragraph."""
        starts, words = self._starts, self.words
        if len(starts) < last:
            position = starts[-1] + len(words[len(starts) - 1]) if starts else self.start
            find, append = self._masked.find, starts.append
            for word in words[len(starts) : last]:
                position = find(word, position)  # nothing but blanks stands between two
                append(position)
                position += len(word)
        return starts[first], starts[last - 1] + len(words[last - 1])

    def read(self, words: Words) -> Sentence:
        """Return the sentence with its words, where it was left unread because it reports nothing."""
        return alone(words, self._masked, self.start, self.end)


def mask(text: str, passages: Sequence[Passage]) -> str:
    """Return the paragraph with each passage hidden, of the same length."""
    if OPEN in text or FILL in text:
        text = text.translate(PRIVATE)
    if not passages:
        return text
    pieces: list[str] = []
    position = 0
    for passage in passages:
        size = passage.end - passage.start
        hidden = OPEN + FILL * (size - 1)
        last = (
            text[passage.start : passage.end].rstrip(MARKS)[-1:] if passage.closed else text[passage.end - 1]
        )
        if last in KEPT and size > 3 and not (passage.dash and text[passage.end :].strip()):
            hidden = OPEN + (FILL * (size - 3) + last + FILL if passage.closed else FILL * (size - 2) + last)
        pieces += text[position : passage.start], hidden
        position = passage.end
    return "".join([*pieces, text[position:]])


class Splitter:
    """Splits paragraphs into sentences."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._tokens, self._codes, self._opening = classes.memory(words)
        self._boundary = _boundary()
        self._links = words.lists.get("links", frozenset())
        self._genitives = words.lists.get("genitive", frozenset())
        self._clitics = words.lists.get("clitics", frozenset())
        self._subjects = words.has("flags", "subject-speaks")
        self._openers = words.lists.get("name_openers", frozenset())
        self._months = words.lists.get("months", frozenset())
        self._abbreviations = words.lists["abbreviations"]
        self._attributive = words.lists.get("attributive_abbreviations", frozenset())
        self._before_titles = words.lists.get("abbreviations_before_titles", frozenset())
        self._capital_nouns = words.capital_nouns
        self._straight = not words.has("flags", "verb-second")
        self._standing_alone = words.lists.get("standing_alone", frozenset())
        self._moods = words.mood_pieces

    def split(self, masked: str, passages: Sequence[Passage]) -> list[Sentence]:
        """Split a paragraph into sentences; those that report something, or hold a passage, get their words."""
        matters = ALL if self._subjects and passages else MATTERS if passages else SPEAKS
        sentences: list[Sentence] = []
        start = number = 0
        size, count = len(masked), len(passages)
        for end, following in self._boundaries(masked):
            if matters is SPEAKS and following == size:
                matters = MATTERS  # the next paragraph may open with what "Lund called it" announces
            for piece in _pieces(masked, start, end) if end - start > LONGEST else (end,):
                sentence = self._sentence(masked, start, piece, number, matters)
                sentence.number = len(sentences)
                sentences.append(sentence)
                while number < count and passages[number].start < piece:
                    number += 1
                start = piece
            start = following
        return sentences

    def sentence(self, masked: str, start: int, end: int) -> Sentence:
        """Return what stands from `start` to `end` as one sentence, whatever it says."""
        return self._sentence(masked, start, end, 0, ALL)

    def _boundaries(self, masked: str) -> list[tuple[int, int]]:
        abbreviations, closing = self._abbreviations, self._words.lists["closing_abbreviations"]
        found: list[tuple[int, int]] = []
        for match in self._boundary.finditer(masked):
            at, end = match.span()
            if masked[at + 1] == FILL:
                if self._reports_next(masked, end, asked=masked[at] in "?!"):
                    continue
            elif masked[at] == ".":
                word = masked[max(0, at - ABBREVIATION) : at].rpartition(" ")[2].lower().strip('.(“"')
                initial = len(word) == 1 and word.isalpha() and word != "i"
                if initial or (word in abbreviations and word not in closing):
                    continue
                if word in closing and self._goes_on(masked, end, word):
                    continue
                if word.isdigit() and len(word) < 3 and self._is_ordinal(masked, end):
                    continue
            found.append((match.end("after"), end))
        found.append((len(masked.rstrip()), len(masked)))
        return found

    def _goes_on(self, masked: str, start: int, abbreviation: str) -> bool:
        """Return whether a sentence goes on behind an abbreviation that may end it: "Moe Corp. President Lund"."""
        following = WORD.match(masked, start)
        if following is None:
            return False
        word = following.group().lower()
        letter = self._words.classes.get(word, "N")
        if abbreviation in self._before_titles and (letter in ("T", "M") or word.isdigit()):
            return True
        shortened = masked[following.end() : following.end() + 1] == "." and word in self._abbreviations
        return abbreviation in self._attributive and (letter == "N" or shortened)

    def _is_ordinal(self, masked: str, start: int) -> bool:
        """Return whether a number with a full stop goes on as one: "am 10. März", "der 1. Vorsitzende"."""
        following = WORD.match(masked, start)
        letter = self._words.classes.get(following.group().lower(), "N") if following is not None else ""
        return letter == "M" or (letter in ("N", "T") and self._capital_nouns)

    def _reports_next(self, masked: str, start: int, *, asked: bool) -> bool:
        """Return whether what follows a passage reports it: "Why?" Lund asked.; or "Go." Lund said."""
        for number, match in enumerate(WORD.finditer(masked, start, start + AHEAD)):
            letter = self._words.classes.get(match.group().lower())
            if letter in ("V", "J") and number == 0 and masked[start] in DASHES:
                return True  # «...?» — спросил Лунд
            if letter in ("V", "J"):
                after = masked[match.end() : match.end() + 1]
                ends = "." if self._capital_nouns else ".:"
                return (asked and number > 0) or after in ends or not after
            if number == LEADING or letter in ("A", "S", "I", "K", "H", "R"):
                return False
        return False

    def _sentence(self, masked: str, start: int, end: int, number: int, matters: re.Pattern[str]) -> Sentence:
        pieces = masked[start:end].split()
        # A loop in Python over all words would cost more than the rest of this module.
        codes = (
            "".join([self._opening[pieces[0]], *map(self._codes.__getitem__, pieces[1:])]) if pieces else ""
        )
        if self._openers and pieces and pieces[0][0].isupper() and codes[1:2] in ("N", "'", "D"):
            codes = self._with_opening_name(codes, pieces[0])
        if not (matters.search(codes) or OPENS_LINE.match(masked, start) or self._reports(pieces)):
            return Sentence(start, end, "", [], {}, masked)
        tokens = [*chain.from_iterable(map(self._tokens.__getitem__, pieces))]
        if self._months and not self._months.isdisjoint(tokens):
            codes = self._with_months(codes, tokens)
        if codes[:2] in NAMED_ADVERB and self._straight and tokens[0].lower() not in self._words.classes:
            codes = "N" + codes[1:]  # "Jolly said"
        if "Q" in codes and codes.count("N") >= CAPITALS:
            codes = self._without_capitals(codes, tokens)
        if "." in codes[:-1]:
            codes = self._without_abbreviations(codes, tokens)
        if self._links:
            codes = self._with_links(codes, tokens, self._links)
        codes = self._with_articles(codes, tokens)
        passages: dict[int, int] = {}
        token = codes.find("Q")
        while token >= 0:
            passages[token] = number
            number += 1
            token = codes.find("Q", token + 1)
        return Sentence(start, end, codes, tokens, passages, masked)

    def _reports(self, pieces: Sequence[str]) -> bool:
        """Return whether words that report nothing each for itself do: "ging davon aus", "nach Angaben von", "sei"."""
        openers, seconds = self._words.openers, self._words.seconds
        if not self._moods.isdisjoint(pieces):
            return True
        return not openers.isdisjoint(pieces) and any(
            pieces[index + 1].lower() in seconds[piece.lower()]
            for index, piece in enumerate(pieces[:-1])
            if piece in openers
        )

    def _with_opening_name(self, codes: str, piece: str) -> str:
        """Return the classes where the small word that opens the sentence may be that of a name."""
        if self._tokens[piece][0].lower() not in self._openers:
            return codes
        return "N" + ("'" if codes[1] == "D" else codes[1]) + codes[2:]

    def _with_months(self, codes: str, tokens: Sequence[str]) -> str:
        """Return the classes with a month as one that is another word too: "in May", "on May 3"."""
        return "".join(
            "M"
            if token in self._months
            and index
            and (codes[index - 1] == "I" or codes[index + 1 : index + 2] == "X")
            else codes[index]
            for index, token in enumerate(tokens)
        )

    def _without_capitals(self, codes: str, tokens: Sequence[str]) -> str:
        """Return the classes of a headline whose words all have capitals: "Lund Calls Bridge a ‘Toy’"."""
        long = [token for token in tokens if len(token) > SMALL and token[0].isalpha()]
        if len(long) < CAPITALS or any(token[0].islower() for token in long):
            return codes
        listed = (self._words.classes.get(token.lower(), "N") for token in tokens)
        return "".join(
            small if letter == "N" and small in HEADLINE else letter
            for letter, small in zip(codes, listed, strict=True)
        )

    def _without_abbreviations(self, codes: str, tokens: Sequence[str]) -> str:
        """Return the classes with the full stops after abbreviations and initials as parts of names."""
        index = codes.find(".", 1)
        while index > 0:
            if tokens[index] == ".":
                word = tokens[index - 1]
                if (len(word) == 1 and word.isupper()) or word.lower() in self._words.lists["abbreviations"]:
                    letter = "N" if codes[index - 1] in "AIBS" and len(word) == 1 else codes[index - 1]
                    codes = codes[: index - 1] + letter + "'" + codes[index + 1 :]
            index = codes.find(".", index + 1)
        return codes

    def _with_links(self, codes: str, tokens: Sequence[str], links: frozenset[str]) -> str:
        """Return the classes with the small words within a name as parts of it: "Ursula von der Elbe"."""
        words = self._words

        def link(match: re.Match[str]) -> str:
            given, within = tokens[match.start() - 1].lower(), tokens[match.start() : match.end()]
            named = words.has("given.men", given) or words.has("given.women", given)
            return "'" * len(within) if named and links.issuperset(within) else match.group()

        return LINK.sub(link, codes)

    def _with_articles(self, codes: str, tokens: Sequence[str]) -> str:
        """Return the classes where what stands around an article makes it a pronoun or a link."""
        if self._clitics and "V" in codes:
            codes = self._with_clitics(codes, tokens)
        if self._genitives:
            codes = self._with_genitives(self._with_pronouns(codes, tokens), tokens)
        return codes

    def _with_pronouns(self, codes: str, tokens: Sequence[str]) -> str:
        """Return the classes with articles that stand for somebody as pronouns: "sagte dieser", "so letztere"."""
        return ALONE.sub(
            lambda match: "P" if tokens[match.start()].lower() in self._standing_alone else "D", codes
        )

    def _with_clitics(self, codes: str, tokens: Sequence[str]) -> str:
        """Return the classes with what looks like an article before a verb as its object: "Así lo explicó Lund".

        The other way round, a participle behind an article is a noun: "el comunicado".
        """
        words = self._words

        def noun(match: re.Match[str]) -> str:
            word = tokens[match.start()].lower()
            article = tokens[match.start() - 1].lower() not in self._clitics
            if not (words.has("needs_auxiliary", word) or (article and words.has("nouns", word))):
                return "V"
            return "T" if words.has("people", word) or words.has("titles", word) else "w"

        def clitic(match: re.Match[str]) -> str:
            verb = tokens[codes.index("V", match.end())].lower()
            at_once = codes[match.end()] == "V"
            known = tokens[match.start()].lower() in self._clitics
            return "F" if known and not (at_once and words.has("nouns", verb)) else "D"

        codes = NOUN.sub(noun, codes)
        return CLITIC.sub(clitic, codes)

    def _with_genitives(self, codes: str, tokens: Sequence[str]) -> str:
        """Return the classes with an article that follows a noun as a link: "Sprecher der Polizei"."""
        return GENITIVE.sub(
            lambda match: "I" if tokens[match.start()].lower() in self._genitives else "D", codes
        )


def alone(words: Words, text: str, start: int, end: int) -> Sentence:
    """Return some words of a paragraph, none of them in marks, as a sentence of their own."""
    return Splitter(words).sentence(text, start, end)


def _pieces(masked: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence is cut because it is no sentence, but a list or a page without full stops."""
    while end - start > LONGEST:
        blank = masked.find(" ", start + LONGEST, end)
        if blank < 0:
            break
        yield blank
        start = blank
    yield end


@cache
def _boundary() -> re.Pattern[str]:
    """Return where a sentence may end: its punctuation, what closes after it, blanks, and what does not go on small."""
    after = rf"""(?P<after>[{FILL})\]'’"”»]*+)\s++(?=[^{members("Ll")},;:\s])"""
    return re.compile(rf"[.!?…](?<![.!?…].)[.!?…]*+{after}")
