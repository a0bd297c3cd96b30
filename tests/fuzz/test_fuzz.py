"""What the fuzzers begin with, and what they found: each input keeps every promise."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from fuzz.mutations import Dice, minimal, mutated
from fuzz.targets import CORPUS, FOUND, TARGETS, Broken, check_growth, from_dict, hold, inputs

CASES: Final = [
    pytest.param(name, path, id=f"{name}/{path.name}")
    for name in TARGETS
    for folder in (CORPUS, FOUND)
    for path in inputs(folder, name)
]


@pytest.mark.parametrize(("name", "path"), CASES)
def test_every_promise_is_kept(name: str, path: Path) -> None:
    if name in ("warc", "parse_batch"):
        pytest.importorskip("fastwarc" if name == "warc" else "pyarrow")
    TARGETS[name].run(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_has_a_corpus(name: str) -> None:
    assert inputs(CORPUS, name)


class TestThePromisesAreHeld:
    """A fuzzer that cannot fail finds nothing."""

    def test_a_broken_one_is_told(self) -> None:
        with pytest.raises(Broken, match="it is kept"):
            hold(False, "it is kept")

    def test_growth(self) -> None:
        with pytest.raises(Broken, match="time grows"):
            check_growth(lambda text: [sum(1 for _ in text) for _ in range(len(text) // 40)], "ab")

    def test_dictionaries_are_spoiled(self) -> None:
        for number in range(50):
            from_dict(bytes([number, number]))


class TestTheMutationFuzzer:
    def test_the_same_seed_gives_the_same_inputs(self) -> None:
        seeds = [b"By Ada Lund", b"HARBURY (AP) - It opened."]
        first, again = ([mutated(seeds, dice) for _ in range(20)] for dice in (Dice(3), Dice(3)))
        assert first == again
        assert len(set(first)) > 10

    def test_what_fails_is_made_short(self) -> None:
        def fails(data: bytes) -> str | None:
            return "found" if b"@" in data and b"(" in data else None

        assert sorted(minimal(b"By Ada Lund (@lund) of Harbury" * 9, "found", fails)) == sorted(b"@(")
