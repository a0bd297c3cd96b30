"""Text as a person reads it, with the way back to where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from natodocs import Span
from natodocs._text import lines, normalized
from strategies import any_text, dumps, odd_text


def read(text: str) -> normalized.Reading:
    return normalized.read(text, Span(0, len(text)))


class TestWhatIsReadOver:
    """Markdown, invisible characters, wrapped lines, odd blanks and look-alike letters are read through."""

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            pytest.param("By [Ada Lund](#)", "By Ada Lund", id="link"),
            pytest.param("[a](x) and [b](y)", "a and b", id="two links"),
            pytest.param("![the bridge](/img/1.jpg)", "the bridge", id="picture"),
            pytest.param("[1] and (2)", "[1] and (2)", id="brackets that are no link"),
            pytest.param("**Ada** *Lund*", "Ada Lund", id="stars"),
            pytest.param("_Ada_ Lund", "Ada Lund", id="underscores"),
            pytest.param("snake_case_name", "snake_case_name", id="underscores in a word"),
            pytest.param("co\xadoperate\u200b", "cooperate", id="invisible characters"),
            pytest.param("the first\nand the second", "the first and the second", id="wrapped line"),
            pytest.param("the first \r\n    and", "the first and", id="wrapped line with indent"),
            pytest.param("40\xa0000 crowns\u2009each", "40 000 crowns each", id="blanks that are none"),
            pytest.param("Сomment", "Comment", id="Cyrillic letter in a Latin word"),
            pytest.param("Коммент", "Коммент", id="Cyrillic word"),
            pytest.param("Мoсква", "Москва", id="Latin letters in a Cyrillic word"),
            pytest.param("ΑΒΓ and ABC", "ΑΒΓ and ABC", id="a script a word"),
            pytest.param("plain", "plain", id="nothing to read over"),
            pytest.param("", "", id="nothing"),
        ],
    )
    def test_table(self, text: str, shown: str) -> None:
        assert read(text).text == shown


class TestTheWayBack:
    """Every stretch of a reading has its span in the source, and that span holds its characters."""

    @pytest.mark.parametrize(
        ("text", "words", "source"),
        [
            ("By [Ada Lund](#) and Per Moe", "Ada Lund", "Ada Lund"),
            ("By [Ada](#) Lund", "Ada Lund", "Ada](#) Lund"),
            ("“It was\nnever about”", "was never", "was\nnever"),
            ("**Jo Brandt** said", "Jo Brandt", "Jo Brandt"),
            ("• Сomment", "Comment", "Сomment"),
        ],
    )
    def test_table(self, text: str, words: str, source: str) -> None:
        reading = read(text)
        start = reading.text.index(words)
        span = reading.span(start, start + len(words))
        assert text[span.start : span.end] == source

    def test_a_stretch_of_a_larger_text(self) -> None:
        text = "above\n**Ada** Lund\nbelow"
        reading = normalized.read(text, Span(6, 18))
        assert reading.text == "Ada Lund"
        assert reading.span(4, 8) == Span(14, 18)

    def test_an_empty_stretch(self) -> None:
        assert read("**Ada**").span(0, 0) == Span(2, 2)

    @given(dumps() | odd_text() | any_text())
    def test_origins_rise_and_hold_what_was_read(self, text: str) -> None:
        reading = read(text)
        origins = [reading.origin(index) for index in range(len(reading.text))]
        assert all(left < right for left, right in pairwise(origins))
        for shown, origin in zip(reading.text, origins, strict=True):
            original = text[origin]
            assert (
                shown == original
                or (shown == " " and original.isspace())
                or shown.isalpha() == original.isalpha()
            )

    @given(dumps() | odd_text() | any_text())
    def test_fold_keeps_the_length(self, text: str) -> None:
        folded = normalized.fold(text)
        assert len(folded) == len(text)
        assert normalized.fold(folded) == folded


class TestManyStretches:
    """Stretches that are read together are read as each is by itself."""

    @given(dumps() | odd_text() | any_text())
    def test_all_lines_of_a_page(self, text: str) -> None:
        spans = lines.paragraphs(text)
        assert normalized.read_all(text, spans) == [normalized.read(text, span) for span in spans]
