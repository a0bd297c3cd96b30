"""Whole passages: everything that is said in a court report, a live blog, an interview, and by whom."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest

from natodocs import Quote, QuoteKind
from test_quotes import read

HERE: Final = Path(__file__).parent / "passages"
LANGUAGES: Final = {"english": "en", "german": "de"}
PASSAGES: Final = [
    pytest.param(LANGUAGES[path.stem], passage, id=f"{path.stem}: {passage['why']}")
    for path in sorted(HERE.glob("*.toml"))
    for passage in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]
]
MARKS: Final = " \"'“”„‘’»«"


def name(quote: Quote) -> str:
    """Return who speaks, or nothing where the page names nobody."""
    return (quote.speaker.name if quote.speaker else None) or ""


@pytest.mark.parametrize(("language", "passage"), PASSAGES)
def test_what_is_said(language: str, passage: dict[str, list[list[str]]]) -> None:
    quotes = read(str(passage["text"]), language)
    marked = [each for each in quotes if each.kind in (QuoteKind.DIRECT, QuoteKind.MIXED)]
    got = [(each.text.strip(MARKS), name(each)) for each in marked]
    want = passage["said"]
    assert [(text[: len(start)], who) for (text, who), (start, _) in zip(got, want, strict=False)] == [
        (start, who) for start, who in want
    ]
    assert len(got) == len(want), got


@pytest.mark.parametrize(("language", "passage"), PASSAGES)
def test_what_is_reported(language: str, passage: dict[str, list[list[str]]]) -> None:
    quotes = read(str(passage["text"]), language)
    got = [(each.text, name(each)) for each in quotes if each.kind is QuoteKind.INDIRECT]
    for start, who in passage["reported"]:
        assert any(text.startswith(start) and speaker == who for text, speaker in got), (start, got)
