"""Words as blanks part them, and the classes of what stands between."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from natodocs import _rules
from natodocs._document.document import Document
from natodocs._quotes.grammar import characters, classes
from natodocs._quotes.grammar import words as grammar_words
from natodocs._quotes.grammar.sentences import Splitter
from natodocs._quotes.speakers import name_runs
from natodocs._text import lines
from strategies import any_text, dumps, odd_text, quotations

LANGUAGES = ("en", "fr", "de", "tr", None)


class TestPieces:
    """What stands between blanks has the tokens and the classes that it has within its text."""

    @pytest.mark.parametrize("language", LANGUAGES)
    @given(text=dumps() | odd_text() | any_text() | quotations())
    def test_tokens_are_those_of_the_whole(self, language: str | None, text: str) -> None:
        words = grammar_words.of(_rules.load(language))
        tokens, codes, _ = classes.memory(words)
        pieces = text.split()
        assert [token for piece in pieces for token in tokens[piece]] == words.token.findall(text)
        assert [len(codes[piece]) for piece in pieces] == [len(tokens[piece]) for piece in pieces]

    def test_a_capital_says_less_where_a_sentence_opens(self) -> None:
        _, codes, opening = classes.memory(grammar_words.of(_rules.load("en")))
        assert (codes["Will"], opening["Will"]) == ("N", "A")

    def test_long_pieces_are_not_kept(self) -> None:
        tokens, codes, _ = classes.memory(grammar_words.of(_rules.load("en")))
        piece = "harbour-" * classes.COMMON
        assert codes[piece] == "w-"
        assert piece not in tokens
        assert piece not in codes


class TestPlacesOfTokens:
    """Each token of a sentence stands where its sentence says."""

    @given(dumps() | odd_text() | quotations())
    def test_spans(self, text: str) -> None:
        sentence = Splitter(grammar_words.of(_rules.load("en"))).sentence(text, 0, len(text))
        spans = [sentence.at(index, index + 1) for index in range(len(sentence.words))]
        assert [text[start:end] for start, end in spans] == sentence.words

    def test_there_are_tokens(self) -> None:
        sentence = Splitter(grammar_words.of(_rules.load("en"))).sentence("Ada  Lund said no.", 0, 18)
        assert [sentence.at(index, index + 1) for index in range(5)] == [
            (0, 3),
            (5, 9),
            (10, 14),
            (15, 17),
            (17, 18),
        ]

    def test_asked_for_backwards(self) -> None:
        sentence = Splitter(grammar_words.of(_rules.load("en"))).sentence("a  a b a", 0, 8)
        assert [sentence.at(3, 4), sentence.at(1, 3), sentence.at(0, 1)] == [(7, 8), (3, 6), (0, 1)]


class TestCharacters:
    """A spelled-out class holds what its property holds."""

    @pytest.mark.parametrize(
        ("category", "held", "other"), [("Lu", "AÉŁЖΩ", "aéß1 "), ("L", "aßЖ漢", "1_ -")]
    )
    def test_members(self, category: str, held: str, other: str) -> None:
        pattern = re.compile(f"[{characters.members(category)}]")
        assert all(map(pattern.match, held))
        assert not any(map(pattern.match, other))

    @pytest.mark.parametrize(
        ("language", "text", "runs"),
        [
            ("en", "when Ada M. Lund met Per van der Moe", ["Ada M. Lund", "Per van der Moe"]),
            ("en", "the R&D head, user@Harburg.no", ["R&D"]),
            ("de", "Dr. Lund traf Moe. Danach", ["Dr. Lund", "Moe", "Danach"]),
            ("fr", "selon Mme. d’Aubrac", ["Mme. d’Aubrac"]),
        ],
    )
    def test_runs_of_capitals(self, language: str, text: str, runs: list[str]) -> None:
        assert name_runs.runs(grammar_words.of(_rules.load(language))).findall(text) == runs


class TestParagraphs:
    """The paragraphs of clean text stand where its lines do."""

    @given(dumps() | odd_text() | any_text())
    def test_spans_of_lines(self, text: str) -> None:
        assert lines.paragraphs(text) == [line.span for line in lines.split(Document(text))]
