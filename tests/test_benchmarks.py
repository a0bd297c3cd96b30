"""The figures that the documentation shows go together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent.parent / "benchmarks"


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_no_measured_figure_is_worse_than_its_floor() -> None:
    measured, floors = read("measured.json"), read("floors.json")
    better = {f"{row['of']}.{row['path']}": row["more_is_better"] for row in read("scorecard.json")}
    assert measured.keys() == floors.keys() <= better.keys()
    worse = [key for key in floors if (measured[key] - floors[key]) * (1 if better[key] else -1) < 0]
    assert not worse


def test_each_tool_has_an_adapter() -> None:
    assert {path.stem for path in (FOLDER / "peers").glob("*.py")} >= read("peers.json").keys()


def test_what_was_measured_of_a_crawl_is_what_is_promised() -> None:
    found = read("crawl.json")
    for name in ("pages", "parquet"):
        for taken in found[name].values():
            assert taken["pages"] == found["corpus"]["pages"]
            assert taken["peak_mb"] < 300
    assert found["killed"]["said"] == "the same files"
    assert found["killed"]["written again"] == 0
    assert found["rows"]["equal"] == found["rows"]["checked"] > 0
