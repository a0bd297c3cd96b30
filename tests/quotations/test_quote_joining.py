"""Neighbouring quotations: each row of the two tables decides the text that is written for it."""

from __future__ import annotations

from functools import partial

import pytest

from natodocs._quotes.drafts import Joined
from natodocs._quotes.joining import inheritance, neighbours
from natodocs._quotes.joining.inheritance import Source
from natodocs._quotes.joining.neighbours import Join
from natodocs._quotes.joining.state import Case
from quotations.test_quotes import read, who

JOINS = [
    # text, language, which row takes each passage, who speaks
    ("“LUND: We went on board.”", "en", [0], ["LUND"]),
    ("“The bridge holds,” Lund said. “We measured it.\n“And it was dry.” The council rose.", "en", [3, 2, 1], ["Lund"]),
    ("“It holds,” Lund said. “It never sank.\n“And it is dry,” added Moe.", "en", [3, 2, 3], ["Lund", "Moe"]),
    ('"It holds," said Ada Lund.\n"It does not," said Per Moe.', "en", [3, 3], ["Ada Lund", "Per Moe"]),
]  # fmt: skip

SOURCES = [
    # text, language, which row decides on each passage without a speaker, who speaks
    ('Lund said:\n"It holds."', "en", [0], ["Lund"]),
    ("Am Montag kam der Rat. Die Brücke sei „ein altes Werk aus Eisen“.", "de", [1], [None]),
    ("Lund sagte, die Brücke sei alt. Sie sei „ein Werk aus Eisen“.", "de", [1], ["Lund", "Lund"]),
    ('The "experts" came by boat.', "en", [2], [None]),
    ("“Мост держится сто лет.” — Анна Лунд", "ru", [3], ["Анна Лунд"]),
    ("„Die Brücke hat Risse im Beton.“ Das sagte Ada Lund am Montag.", "de", [4], ["Ada Lund"]),
    ('"It holds," Lund said. As a diver, "we know the river and its stones."', "en", [5], ["Lund", "Lund"]),
    ('Lund said that it was safe. "It never leaked at all."', "en", [6], ["Lund", "Lund"]),
    ('"It holds," Lund told the council.\n"We have measured every one of the piers."', "en", [7], ["Lund", "Lund"]),
    ("Ada Lund ging durch die Stadt, die der Rat im Mai hatte, als es regnete, für „ein Märchen vom Fluss aus Stein“.",
     "de", [8], ["Ada Lund"]),
    ("In the harbour stood “a tale of the river and its stones” in iron.", "en", [], [None]),
    ("قال أحمد علي: «الجسر آمن».\nوأضاف: «قسنا كل عمود».", "ar", [9], ["أحمد علي", "أحمد علي"]),
    ("– Broen holder, sier Ada Lund.\n– Hvor lenge holder den?\n– Den holder i hundre år.",
     "no", [10], ["Ada Lund", None, "Ada Lund"]),
    ("Ada Lund explicó que el puente es viejo.\n«Nadie lo ha medido en cien años», dijo.",
     "es", [7], ["Ada Lund", "Ada Lund"]),
]  # fmt: skip


def _noting_join(number: int, join: Join, noted: list[int], case: Case) -> Joined | None:
    quote = join.find(case)
    if quote is not None:
        noted.append(number)
    return quote


def _noting_source(number: int, source: Source, noted: list[int], quote: Joined, case: Case) -> bool:
    holds = source.give(quote, case)
    if holds:
        noted.append(number)
    return holds


class TestRows:
    """Each row decides something, and the first that holds decides."""

    @pytest.mark.parametrize(("text", "language", "rows", "speakers"), JOINS)
    def test_what_a_passage_is_part_of(
        self,
        monkeypatch: pytest.MonkeyPatch,
        text: str,
        language: str,
        rows: list[int],
        speakers: list[str | None],
    ) -> None:
        noted: list[int] = []
        table = [
            Join(join.name, partial(_noting_join, number, join, noted), join.begins)
            for number, join in enumerate(neighbours.JOINS)
        ]
        monkeypatch.setattr(neighbours, "JOINS", table)
        assert [who(quote) for quote in read(text, language)] == speakers
        assert noted == rows

    @pytest.mark.parametrize(("text", "language", "rows", "speakers"), SOURCES)
    def test_where_a_speaker_is_taken_from(
        self,
        monkeypatch: pytest.MonkeyPatch,
        text: str,
        language: str,
        rows: list[int],
        speakers: list[str | None],
    ) -> None:
        noted: list[int] = []
        table = [
            Source(source.reason, partial(_noting_source, number, source, noted))
            for number, source in enumerate(inheritance.SOURCES)
        ]
        monkeypatch.setattr(inheritance, "SOURCES", table)
        assert [who(quote) for quote in read(text, language)] == speakers
        assert noted == rows

    def test_each_row_has_its_text(self) -> None:
        assert {row for _, _, rows, _ in JOINS for row in rows} == set(range(len(neighbours.JOINS)))
        assert {row for _, _, rows, _ in SOURCES for row in rows} == set(range(len(inheritance.SOURCES)))
