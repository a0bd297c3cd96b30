"""The figures that the documentation shows go together."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from natodocs import arrow

pytestmark = pytest.mark.slow

FOLDER: Final = Path(__file__).parent.parent / "benchmarks"


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_no_measured_figure_is_worse_than_its_floor() -> None:
    measured, floors = read("measured.json"), read("floors.json")
    better = {f"{row['of']}.{row['path']}": row["more_is_better"] for row in read("scorecard.json")}
    assert measured.keys() == floors.keys() <= better.keys()
    worse = [key for key in floors if (measured[key] - floors[key]) * (1 if better[key] else -1) < 0]
    assert not worse


def test_of_unread_pages_those_figures_are_kept_that_the_scorecard_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(FOLDER)
    unread = importlib.import_module("unread")
    row = {"of": "kinds", "path": "comments.f1", "what": "", "more_is_better": True}
    (tmp_path / "scorecard.json").write_text(json.dumps([row]), encoding="utf-8")
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps({"kinds.comments.f1": 0.87654, "other.share": 1}), encoding="utf-8")
    monkeypatch.setattr(unread, "HERE", tmp_path)
    monkeypatch.setattr(sys, "argv", ["unread.py", str(figures)])
    assert unread.main() == 0
    assert "no row for other.share" in capsys.readouterr().out
    assert json.loads((tmp_path / "unread.json").read_text(encoding="utf-8")) == {
        "kinds.comments.f1": 0.87654
    }
    figures.write_text("{}", encoding="utf-8")
    assert unread.main() == 1


def test_each_tool_has_an_adapter() -> None:
    assert {path.stem for path in (FOLDER / "peers").glob("*.py")} >= read("peers.json").keys()


class TestTheEnginesAreHeldAgainstPages:
    """Rows are compared by what is in them, and one that differs is found."""

    @staticmethod
    def compare(folder: Path) -> subprocess.CompletedProcess[str]:
        options = [
            "--pages",
            "4",
            "--poison",
            "2",
            "--only",
            "spark",
            "--folder",
            str(folder),
            "--workers",
            "0",
        ]
        command = [sys.executable, str(FOLDER / "engines.py"), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    @pytest.mark.skipif(sys.platform == "win32", reason="measures memory as Unix does")
    def test_rows(self, tmp_path: Path) -> None:
        (tmp_path / "answers-spark.parquet").mkdir()
        assert self.compare(tmp_path).returncode == 1
        table = pq.read_table(tmp_path / "answers-pages.parquet")
        assert (table.num_rows, table["error"].null_count) == (4, 3)
        # In two files, in another order, compressed otherwise: it is what is in the rows that counts.
        pq.write_table(table.slice(2), tmp_path / "answers-spark.parquet/1.parquet", compression="none")
        pq.write_table(table.slice(0, 2), tmp_path / "answers-spark.parquet/2.parquet", row_group_size=1)
        same = self.compare(tmp_path)
        assert (same.returncode, "4 rows, all the same to the byte" in same.stdout) == (0, True), same
        changed = table.slice(0, 2).set_column(
            table.schema.get_field_index("title"), "title", pa.array(["x", "y"])
        )
        pq.write_table(changed, tmp_path / "answers-spark.parquet/2.parquet")
        other = self.compare(tmp_path)
        assert (other.returncode, "4 rows, 2 differ: https://" in other.stdout) == (1, True), other

    @pytest.mark.skipif(sys.platform == "win32", reason="measures memory as Unix does")
    def test_what_engines_call_gives_the_rows_of_pages(self, tmp_path: Path) -> None:
        (tmp_path / "answers-spark.parquet").mkdir()
        assert self.compare(tmp_path).returncode == 1
        (sources,) = tmp_path.glob("corpus-*.parquet")
        rows = list(arrow.parse_batches(pq.ParquetFile(sources).iter_batches()))
        pq.write_table(pa.Table.from_batches(rows), tmp_path / "answers-spark.parquet/1.parquet")
        same = self.compare(tmp_path)
        assert (same.returncode, "4 rows, all the same to the byte" in same.stdout) == (0, True), same


def test_what_was_measured_of_a_crawl_is_what_is_promised() -> None:
    found = read("crawl.json")
    for name in ("pages", "parquet"):
        for taken in found[name].values():
            assert taken["pages"] == found["corpus"]["pages"]
            assert taken["peak_mb"] < 300
    assert found["killed"]["said"] == "the same files"
    assert found["killed"]["written again"] == 0
    assert found["rows"]["equal"] == found["rows"]["checked"] > 0


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
class TestTheCrawlWithFaults:
    """What is lost, doubled, taken for another or blamed without reason is found."""

    @pytest.fixture
    def crawl_faults(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        monkeypatch.syspath_prepend(FOLDER)
        return importlib.import_module("crawl_faults")

    @staticmethod
    def row(name: str, **more: Any) -> dict[str, Any]:
        return {"source": name, "url": None, "text": "number 7\n", "error": None, **more}

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ([], "7.txt has 0 rows"),
            ([{}, {}], "7.txt has 2 rows"),
            ([{"text": "number 8\n"}], "7.txt has the text of another: 'number 8\\n'"),
            ([{"text": None, "error": {"type": "E", "message": "m"}}], "7.txt could be read: "),
            ([{}, {"source": "8.txt"}], "8.txt was never made"),
            ([{}], ""),
        ],
    )
    def test_what_does_not_hold(
        self, crawl_faults: Any, tmp_path: Path, rows: list[dict[str, Any]], said: str
    ) -> None:
        schema = pa.schema(
            {
                "source": pa.string(),
                "url": pa.string(),
                "text": pa.string(),
                "error": arrow.SCHEMA.field("error").type,
            }
        )
        table = pa.Table.from_pylist([self.row("7.txt", **more) for more in rows], schema)
        pq.write_table(table, tmp_path / "part.parquet")
        (found,) = list(crawl_faults.wrong(crawl_faults.Crawl({"7.txt": 7}), tmp_path)) or [""]
        assert found.startswith(said)
        assert bool(found) == bool(said)

    def test_each_damage_is_one(self, crawl_faults: Any) -> None:
        packed = crawl_faults.member(7, crawl_faults.ordinary(7)).packed()
        assert all(damage(packed) != packed for damage in crawl_faults.DAMAGES.values())
