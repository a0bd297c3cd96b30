"""Quotations in other languages than English: sentences written for the purpose, as data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest

from natodocs import QuoteKind, Span, _quotes, _rules

FILES: Final = sorted((Path(__file__).parent / "quotes").glob("*.toml"))
DATA: Final = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
LEAST: Final = 40  # sentences; what each language must have
MARKS: Final = frozenset("«»“”„\"'»‚")

SENTENCES: Final = [
    pytest.param(language, *row, id=f"{language}-{number}")
    for language, data in DATA.items()
    for number, row in enumerate(data["sentences"], 1)
]
SPARES: Final = [(language, text) for language, data in DATA.items() for text in data["spares"]]


@pytest.mark.parametrize(("language", "text", "speaker", "cue"), SENTENCES)
def test_speaker(language: str, text: str, speaker: str, cue: str) -> None:
    quotes = _quotes.find(text, [Span(0, len(text))], _rules.load(language))
    said = [quote for quote in quotes if quote.kind not in (QuoteKind.SCARE, QuoteKind.INDIRECT)]
    for quote in said if MARKS.intersection(text) and said else quotes:
        if quote.kind is QuoteKind.SCARE:
            continue
        assert (quote.speaker.mention if quote.speaker else "") == speaker
        assert (quote.cue.text if quote.cue else "") == cue
    assert any(quote.kind is not QuoteKind.SCARE for quote in quotes)


@pytest.mark.parametrize(("language", "text"), SPARES)
def test_nobody_says_a_title(language: str, text: str) -> None:
    quotes = _quotes.find(text, [Span(0, len(text))], _rules.load(language))
    assert [quote for quote in quotes if quote.kind is not QuoteKind.INDIRECT and quote.speaker] == []


@pytest.mark.parametrize("language", DATA)
def test_each_language_has_enough(language: str) -> None:
    assert len(DATA[language]["sentences"]) >= LEAST


def test_every_language_with_rules_is_proven() -> None:
    assert {*DATA} == _rules.languages() - {_rules.FALLBACK}
