"""Whole passages: everything that is said in a court report, a live blog, an interview, and by whom."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest

from natodocs import Quote, QuoteKind
from quotations.test_quotes import read

HERE: Final = Path(__file__).parents[1] / "passages"
LANGUAGES: Final = {"english": "en", "german": "de"}
FILES: Final = [
    (path.stem, passage)
    for path in sorted(HERE.glob("*.toml"))
    for passage in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]
]
PASSAGES: Final = [
    pytest.param(LANGUAGES[stem], passage, id=f"{stem}: {passage['why']}") for stem, passage in FILES
]
REPORTED: Final = [
    pytest.param(LANGUAGES[stem], passage["text"], *row, id=f"{stem}: {passage['why']}, {number}")
    for stem, passage in FILES
    for number, row in enumerate(passage["reported"], 1)
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


@pytest.mark.parametrize(("language", "text", "start", "who"), REPORTED)
def test_what_is_reported(language: str, text: str, start: str, who: str) -> None:
    indirect = [each for each in read(text, language) if each.kind is QuoteKind.INDIRECT]
    assert (start, who) in [(each.text[: len(start)], name(each)) for each in indirect]
