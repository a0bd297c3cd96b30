"""Indirect speech in all languages: sentences written for the purpose, the clause that is reported, and by whom."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest

from natodocs import QuoteKind
from quotations.test_quotes import read

FILE: Final = Path(__file__).parents[1] / "quotes_indirect.toml"
DATA: Final = tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "text", "clause", "speaker"), DATA["sentences"])
def test_what_is_reported(language: str, text: str, clause: str, speaker: str) -> None:
    (quote,) = [each for each in read(text, language) if each.kind is QuoteKind.INDIRECT]
    assert " | ".join(text[part.start : part.end] for part in quote.parts) == clause
    assert quote.speaker
    assert quote.speaker.mention == speaker


@pytest.mark.parametrize(("language", "text"), DATA["spares"])
def test_what_only_looks_so(language: str, text: str) -> None:
    assert [each.text for each in read(text, language) if each.kind is QuoteKind.INDIRECT] == []
