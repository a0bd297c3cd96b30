"""The Parquet file of a part: whatever goes wrong with a row is in that row, and the others are there."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import evolve

from bare import bare
from natodocs import Limits, PageTooLarge
from natodocs._tables import files, rows
from natodocs._workers import worker
from natodocs._workers.pages import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS = 7
BAD = 4  # the row with which something is wrong
FAILED = 2  # a page that could not be read


class Touches:
    """Stand in for what somebody else may have pickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


@pytest.fixture
def part(tmp_path: Path) -> files.Part:
    """Make a draft of seven rows, of which one could not be read."""
    return drafted(tmp_path, [worker.pickled(answer(index)) for index in range(ROWS)])


def answer(index: int) -> Any:
    return PageTooLarge(2, 1, "bytes") if index == FAILED else bare(f"Page {index}")


def drafted(folder: Path, pickled: Sequence[bytes]) -> files.Part:
    secret = bytes(32)
    with (folder / "0.pages").open("xb") as draft:
        for index, content in enumerate(pickled):
            files.put(draft, secret, index, files.Key(f"{index}.txt", None, None, None), content)
    return files.Part(
        str(folder / "0.pages"), str(folder / "0.parquet"), len(pickled), secret, {"files": ["x"]}
    )


def written(part: files.Part) -> list[dict[str, Any]]:
    """Write a part, and return its rows: all are there, in order, and what failed is told of."""
    done = files.write(part)
    found: list[dict[str, Any]] = pq.read_table(part.path).to_pylist()
    assert [row["source"] for row in found] == [f"{index}.txt" for index in range(part.rows)]
    failed = [f"{row['source']}: " for row in found if row["error"]]
    assert [failure.partition(": ")[0] + ": " for failure in done.failures] == failed
    note = files.note(Path(part.path))
    assert note == {"files": ["x"], "rows": part.rows, "failures": list(done.failures)}
    return found


def errors(found: list[dict[str, Any]]) -> dict[int, str]:
    return {index: row["error"]["type"] for index, row in enumerate(found) if row["error"]}


SOUND = {FAILED: "PageTooLarge"}


class TestARowThatCannotBeWritten:
    """Whatever goes wrong while a part is written, the row that it comes from says so."""

    def test_nothing_is_wrong(self, part: files.Part) -> None:
        found = written(part)
        assert errors(found) == SOUND
        assert pq.read_metadata(part.path).num_row_groups == 1
        assert found[BAD]["text"] == f"Page {BAD}"

    @pytest.mark.parametrize(
        "error", [MemoryError("no room"), pa.ArrowCapacityError("full"), ValueError("odd")]
    )
    def test_it_cannot_be_made(
        self, part: files.Part, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        make = rows.batch

        def make_or_fail(answers: Sequence[Any], keys: Any) -> pa.RecordBatch:
            if answer(BAD) in answers:
                raise error
            return make(answers, keys)

        monkeypatch.setattr(rows, "batch", make_or_fail)
        found = written(part)
        assert errors(found) == SOUND | {BAD: type(error).__name__}
        assert found[BAD]["error"]["message"] == str(error)

    @pytest.mark.parametrize(
        "error", [MemoryError("no room"), pa.ArrowCapacityError("full"), OSError("Zstd compression failed")]
    )
    def test_it_cannot_be_written(
        self, part: files.Part, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        fail_at(monkeypatch, lambda batch: f"Page {BAD}" in batch.column("text").to_pylist(), error)
        assert errors(written(part)) == SOUND | {BAD: type(error).__name__}

    def test_rows_that_are_too_much_together(self, part: files.Part, monkeypatch: pytest.MonkeyPatch) -> None:
        fail_at(monkeypatch, lambda batch: batch.num_rows > 1, MemoryError())
        assert errors(written(part)) == SOUND

    def test_all_of_them(self, part: files.Part, monkeypatch: pytest.MonkeyPatch) -> None:
        fail_at(monkeypatch, lambda batch: batch.column("text").null_count < batch.num_rows, MemoryError())
        assert errors(written(part)) == dict.fromkeys(range(ROWS), "MemoryError") | SOUND

    def test_not_even_an_error_can_be_written(
        self, part: files.Part, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fail_at(monkeypatch, lambda batch: True, MemoryError("no room at all"))
        with pytest.raises(MemoryError, match="no room at all"):
            files.write(part)

    @pytest.mark.parametrize("content", [b"no pickle", pickle.dumps(3)[:-1], b"", b"cno_such_module\nx\n."])
    def test_an_answer_that_cannot_be_unpickled(self, tmp_path: Path, content: bytes) -> None:
        pickled = [worker.pickled(answer(index)) for index in range(ROWS)]
        pickled[BAD] = content
        assert errors(written(drafted(tmp_path, pickled))).keys() == {FAILED, BAD}

    def test_rows_over_which_a_process_was_killed(self, part: files.Part) -> None:
        error = ChildProcessError("was killed")
        found = written(evolve(part, one_by_one=True, failed={BAD: error}))
        assert errors(found) == SOUND | {BAD: "ChildProcessError"}

    def test_it_is_noted_which_one_is_written(
        self, part: files.Part, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert part.row() is None
        fail_at(
            monkeypatch, lambda batch: f"Page {BAD}" in batch.column("text").to_pylist(), KeyboardInterrupt()
        )
        with pytest.raises(KeyboardInterrupt):
            files.write(evolve(part, one_by_one=True))
        assert part.row() == BAD


def fail_at(
    monkeypatch: pytest.MonkeyPatch, is_bad: Callable[[pa.RecordBatch], bool], error: BaseException
) -> None:
    """Have the file take some batches not."""
    write_batch = pq.ParquetWriter.write_batch

    def write_or_fail(writer: pq.ParquetWriter, batch: pa.RecordBatch) -> None:
        if is_bad(batch):
            raise error
        write_batch(writer, batch)

    monkeypatch.setattr(pq.ParquetWriter, "write_batch", write_or_fail)


class TestADiskThatTakesNoMore:
    """No row is to blame for the disk: the part is not written, and says why."""

    @pytest.mark.parametrize("step", ["open", "write", "fsync", "read"])
    def test_at_each_step(self, part: files.Part, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        full = OSError(28, "No space left on device")

        def fail(*arguments: Any) -> Any:
            raise full

        if step == "write":
            fail_at(monkeypatch, lambda batch: True, full)
        elif step == "fsync":
            monkeypatch.setattr(os, "fsync", fail)
        elif step == "read":
            monkeypatch.setattr(files, "_signature", fail)
        else:
            Path(part.path).mkdir()
        with pytest.raises(files.DiskError):
            files.write(part)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="a file that takes nothing")
    def test_a_disk_that_is_really_full(self, part: files.Part, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Path.open

        def open_full(path: Path, mode: str = "r", **more: Any) -> Any:
            return whole(Path("/dev/full"), "wb") if mode == "xb" else whole(path, mode, **more)

        monkeypatch.setattr(Path, "open", open_full)
        with pytest.raises(files.DiskError, match="No space left on device"):
            files.write(part)

    def test_it_is_a_value_for_whoever_asked(self, part: files.Part) -> None:
        Path(part.draft).unlink()
        done = files.do(part, limits=Limits(), make=None)
        assert (type(done), str(done)) == (files.DiskError, "No such file or directory")
        assert str(pickle.loads(worker.pickled(done))) == str(done)


class TestADraftOfOthers:
    """Nothing is unpickled that this run did not write itself."""

    def test_another_draft_in_its_place(self, part: files.Part, tmp_path: Path) -> None:
        trap = tmp_path / "trap"
        trap.mkdir()
        theirs = drafted(trap, [pickle.dumps(Touches(tmp_path / "touched"))])
        Path(theirs.draft).replace(part.draft)
        for secret in (os.urandom(32), bytes(31) + b"\1"):
            with pytest.raises(files.DiskError, match="was cut or changed by others"):
                files.write(evolve(part, secret=secret, rows=1))
        assert not (tmp_path / "touched").exists()

    @pytest.mark.parametrize("place", [0, 20, 200, -1])
    def test_a_byte_that_was_changed(self, part: files.Part, place: int) -> None:
        content = bytearray(Path(part.draft).read_bytes())
        content[place] ^= 1
        Path(part.draft).write_bytes(content)
        with pytest.raises(files.DiskError, match="was cut or changed by others"):
            files.write(part)

    def test_rows_in_another_order(self, tmp_path: Path) -> None:
        part = drafted(tmp_path, [worker.pickled(bare(text)) for text in ("one", "two")])
        content = Path(part.draft).read_bytes()
        half = len(content) // 2
        Path(part.draft).write_bytes(content[half:] + content[:half])
        with pytest.raises(files.DiskError):
            files.write(part)

    def test_one_that_was_cut(self, part: files.Part) -> None:
        content = Path(part.draft).read_bytes()
        Path(part.draft).write_bytes(content[:-1])
        with pytest.raises(files.DiskError):
            files.write(part)


def test_a_fault_over_a_page_is_its_answer() -> None:
    def fault(page: Any) -> Any:
        raise RecursionError("too deep")

    error = files.do(Task("Text"), limits=Limits(), make=fault)
    assert (type(error), str(error)) == (RecursionError, "too deep")
