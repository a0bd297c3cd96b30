"""What the keys of a group of features say is worked out once, and forgotten when it is much."""

from __future__ import annotations

import pytest

from natodocs._weights import tables


def test_a_key_is_worked_out_once() -> None:
    asked = []

    def say(one: int, other: str) -> str:
        asked.append(one)
        return other * one

    table = tables.Table(say)
    assert [table[2, "a"], table[2, "a"], table[3, "b"]] == ["aa", "aa", "bbb"]
    assert asked == [2, 3]


def test_forgets_when_it_remembers_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "KEYS", 3)
    table = tables.Table(lambda number: number + 1)
    for number in range(20):
        assert table[number,] == number + 1
        assert len(table) <= 3
