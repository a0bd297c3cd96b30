"""The command line's `--parquet`: a folder of tables that can be broken off at any moment and gone on with."""

from __future__ import annotations

import functools
import gzip
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from natodocs import Limits, __main__, parse
from natodocs._tables import files
from natodocs._workers import worker as worker_worker

pytest.importorskip("cyclopts")
pytest.importorskip("rich")
pytest.importorskip("pyarrow")

import pyarrow.parquet as pq

from bare import bare
from natodocs import arrow
from natodocs._cli import files as cli_files
from natodocs._cli import folder as cli_folder
from natodocs._cli import parquet as cli_parquet
from natodocs._tables import rows as table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

pytestmark = pytest.mark.slow

PATHS: Final = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="signals")
PAGES: Final = 23
PART: Final = 5


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of pages, of which three are none, and go there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for number in range(PAGES):
        (tmp_path / "in" / f"{number:02}.txt").write_bytes(source(number))
    return tmp_path


def source(number: int) -> bytes:
    if number in {3, 9, 15}:
        return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    text = f"Bridge {number} reopens\n\nBy Ada Lund\n\n“It is safe,” said Per Moe, the mayor of Oste.\n"
    return text.encode()


def write(
    capsys: pytest.CaptureFixture[str], *arguments: str, out: str = "out", part: int = PART
) -> tuple[int, str]:
    """Run the command in this process, and return its code and what it said."""
    code = __main__.main(["in", "--parquet", out, "--part", str(part), *arguments])
    printed, said = capsys.readouterr()
    assert bool(printed) == (code < 2)
    return code, said


# The command, which is killed when it has written a part: before the part is given its name, or after.
KILLED: Final = """
import os, signal, sys
from pathlib import Path
from natodocs import __main__
from natodocs._cli import folder, parquet
from natodocs._tables import files
def dies(owner, name, concerns, *, after=False):
    do = getattr(owner, name)
    def do_and_die(*given, **more):
        due = concerns(*given, **more)
        if due and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = do(*given, **more)
        if due:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    setattr(owner, name, do_and_die)
def is_table(path, target):
    return path.suffix == ".parquet" and path.parent.name.startswith(".natodocs-")
def is_settings(path, target):
    return target.name == folder.SETTINGS
def third(*_, count=[0], **__):
    count[0] += 1
    return count[0] == 3
MOMENTS = {
    "before the settings": lambda: dies(Path, "replace", is_settings),
    "after the settings": lambda: dies(Path, "replace", is_settings, after=True),
    "before the drafts": lambda: dies(folder.tempfile, "mkdtemp", lambda **_: True),
    "after the drafts": lambda: dies(folder.tempfile, "mkdtemp", lambda **_: True, after=True),
    "between drafts": lambda: dies(parquet._Draft, "__init__", third),
    "before it is on the disk": lambda: dies(os, "fsync", third),
    "after it is on the disk": lambda: dies(folder, "sync", third, after=True),
    "before": lambda: dies(Path, "replace", is_table),
    "after": lambda: dies(Path, "replace", is_table, after=True),
    "between pages": lambda: dies(files, "put", third),
    "before its draft goes": lambda: dies(Path, "unlink", lambda path, **_: path.suffix == ".pages"),
    "at the end": lambda: dies(folder.shutil, "rmtree", lambda *_, **__: True),
}
if __name__ == "__main__":
    MOMENTS[sys.argv[1]]()
    __main__.main(sys.argv[2:])
"""


MOMENTS: Final = re.findall('^    "(.*)": lambda', KILLED, re.MULTILINE)


def start(
    *arguments: str, command: Sequence[str] = ("-m", "natodocs"), **options: Any
) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own."""
    line = [sys.executable, "-W", "error", *command, *arguments]
    return subprocess.Popen(line, stderr=subprocess.PIPE, env=os.environ | PATHS, **options)


def parts(out: str = "out") -> list[Path]:
    return sorted(Path(out).glob("*.parquet"))


def contents(out: str = "out") -> dict[str, bytes]:
    """Return all that is in a folder."""
    return {path.name: path.read_bytes() for path in Path(out).iterdir()}


def rows(out: str = "out") -> Iterator[dict[str, Any]]:
    for path in parts(out):
        yield from pq.read_table(path).to_pylist()


class TestRows:
    """There is a row for each page, in order: where it comes from, and what `natodocs.arrow` makes of it."""

    def test_pages_come_back(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = write(capsys)
        assert code == 1
        assert [line.partition(": the source is application/pdf")[0] for line in said.splitlines()] == [
            f"natodocs: {Path('in', name)}" for name in ("03.txt", "09.txt", "15.txt")
        ]
        found = [
            page
            for path in parts()
            for batch in pq.read_table(path).to_batches()
            for page in arrow.pages(batch)
        ]
        assert len(found) == PAGES
        for number, page in enumerate(found):
            assert page == (None if number in {3, 9, 15} else parse.page(source(number)))
        assert [row["source"] for row in rows()] == [str(Path("in", f"{n:02}.txt")) for n in range(PAGES)]
        assert [row["error"]["type"] for row in rows() if row["error"]] == ["UnsupportedMediaType"] * 3

    def test_their_schema(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        first = pq.read_schema(parts()[0])
        assert all(pq.read_schema(path) == first for path in parts())
        assert first.names == ["source", "offset", "saved", *arrow.SCHEMA.names]

    def test_parts_are_the_same_whoever_writes_them(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for workers in ("0", "1", "3"):
            assert write(capsys, "--workers", workers, out=workers)[0] == 1
        assert contents("0") == contents("1") == contents("3")
        assert [pq.read_metadata(path).num_rows for path in parts("3")] == [5, 5, 5, 5, 3]

    def test_options_reach_the_parser(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys, "--language", "sv", "--media-type", "text/plain")
        assert {row["language"] for row in rows()} == {"sv", None}

    def test_files_that_cannot_be_read_are_rows(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code = __main__.main(["in", "nothing.txt", "--parquet", "out"])
        assert code == 1
        assert list(rows())[-1]["error"]["type"] == "FileNotFoundError"
        assert "natodocs: nothing.txt: No such file or directory" in capsys.readouterr().err

    def test_folders_without_a_page(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "empty").mkdir()
        assert __main__.main(["empty", "--parquet", "out"]) == 2
        assert not Path("out").exists()

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are Unicode there")
    def test_names_that_are_no_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path(os.fsdecode(b"\xff.txt")).write_text("Text", encoding="utf-8")
        assert __main__.main([os.fsdecode(b"\xff.txt"), "--parquet", "out"]) == 0
        assert [row["source"] for row in rows()] == [r"\udcff.txt"]


class TestArchives:
    """A WARC or WET archive holds many pages; each has its address, its date and its place."""

    def record(self, number: int, kind: str = "resource") -> bytes:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://oste.example/{number}\r\n"
            f"WARC-Date: 2031-01-{number + 1:02}T00:00:00Z\r\nContent-Type: text/html; charset=iso-8859-5\r\n"
            f"Content-Length: {len(self.body(number))}\r\n\r\n"
        )
        return gzip.compress(head.encode() + self.body(number) + b"\r\n\r\n")

    def body(self, number: int) -> bytes:
        return f"<!DOCTYPE html><p>Мост номер {number} снова открыт, сообщил мэр.".encode("iso-8859-5")

    @pytest.fixture
    def archive(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        pytest.importorskip("fastwarc")
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "in" / "crawl.warc.gz"
        path.parent.mkdir()
        path.write_bytes(b"".join(map(self.record, range(12))))
        return path

    def test_rows(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert write(capsys, "--workers", "1") == (0, "")
        found = list(rows())
        assert [row["url"] for row in found] == [f"https://oste.example/{number}" for number in range(12)]
        assert [row["saved"].day for row in found] == list(range(1, 13))
        assert {row["source"] for row in found} == {str(Path("in", "crawl.warc.gz"))}
        assert found[1]["offset"] == len(self.record(0))
        assert found[7]["text"] == "Мост номер 7 снова открыт, сообщил мэр."

    def test_lines_of_json(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert __main__.main(["in", "--jsonl"]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["url"] for line in lines] == [f"https://oste.example/{number}" for number in range(12)]

    def test_a_file_each(self, archive: Path) -> None:
        assert __main__.main(["in", "--html", "out", "--workers", "0"]) == 0
        assert len(list(Path("out/crawl.warc.gz").glob("*.html"))) == 12

    def test_one_that_is_cut(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        archive.write_bytes(archive.read_bytes()[:-30])
        code, said = write(capsys, "--workers", "0")
        assert code == 1
        start = len(b"".join(map(self.record, range(11))))
        name = Path("in", "crawl.warc.gz")
        assert said.startswith(f"natodocs: {name}: the archive is cut off or damaged at byte {start:_}, ")
        *whole, last = rows()
        assert len(whole) == 11
        assert (last["offset"], last["error"]["type"]) == (start, "TruncatedArchive")

    def test_damage_is_a_row_that_says_why(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        records = list(map(self.record, range(12)))
        starts = [len(b"".join(records[:number])) for number in range(12)]
        for number in (3, 7):
            records[number] = records[number][:-8] + b"\0\0\0\0" + records[number][-4:]
        archive.write_bytes(b"".join(records))
        code, said = write(capsys, "--workers", "1")
        assert code == 1
        assert [line.partition(" (")[0] for line in said.splitlines()] == [
            f"natodocs: {Path('in', 'crawl.warc.gz')}: the archive is damaged at byte {starts[number]:_}, "
            f"and reading goes on at byte {starts[number + 1]:_}"
            for number in (3, 7)
        ]
        found = sorted(rows(), key=lambda row: row["offset"])
        assert [row["offset"] for row in found] == starts
        assert [number for number, row in enumerate(found) if row["error"]] == [3, 7]
        assert "reading goes on" in found[3]["error"]["message"]
        assert __main__.main(["in", "--jsonl", "--workers", "0"]) == 1
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [number for number, line in enumerate(lines) if "error" in line] == [3, 7]
        assert len(lines) == 12

    def test_one_that_is_none(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        archive.write_text("No archive")
        code, said = write(capsys)
        assert code == 1
        assert "is no WARC or WET archive" in said
        assert [row["error"]["type"] for row in rows()] == ["ValueError"]

    def test_without_the_extra(
        self, archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "fastwarc", None)
        monkeypatch.delitem(sys.modules, "natodocs._document.archives", raising=False)
        monkeypatch.delattr("natodocs._document.archives", raising=False)
        assert __main__.main(["in", "--workers", "0"]) == 1
        assert "pip install 'natodocs[warc]'" in capsys.readouterr().err

    def test_gone_on_with(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        whole = contents()
        parts()[1].unlink()
        assert write(capsys) == (0, "")
        assert contents() == whole

    def test_one_that_was_read_is_not_opened_again(
        self, archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(capsys)
        other = archive.with_name("next.warc.gz")
        other.write_bytes(b"".join(map(self.record, range(12, 19))))
        from natodocs._document import archives

        read = archives.read
        opened: list[str] = []

        def read_and_note(path: str, *arguments: Any) -> Any:
            opened.append(path)
            return read(path, *arguments)

        monkeypatch.setattr(archives, "read", read_and_note)
        assert write(capsys, "--workers", "0") == (0, "")
        assert opened == [str(Path("in", other.name))]
        assert self.urls() == [f"https://oste.example/{number}" for number in range(19)]
        assert write(capsys, "--workers", "0") == (0, "")
        assert len(opened) == 1

    def urls(self) -> list[str]:
        return [row["url"] for row in rows()]

    @pytest.mark.parametrize("lost", [None, 0, 1, 2])
    def test_one_that_has_grown(
        self, archive: Path, capsys: pytest.CaptureFixture[str], lost: int | None
    ) -> None:
        write(capsys)
        if lost is not None:
            parts()[lost].unlink()
        with archive.open("ab") as file:
            file.write(b"".join(map(self.record, range(12, 19))))
        assert write(capsys, "--workers", "0") == (0, "")
        assert sorted(self.urls()) == sorted(f"https://oste.example/{number}" for number in range(19))
        whole = contents()
        assert write(capsys, "--workers", "0") == (0, "")
        assert contents() == whole

    def test_another_in_its_place(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        whole = contents()
        archive.write_bytes(b"".join(map(self.record, range(3, 28))))
        for _ in range(2):
            code, said = write(capsys, "--workers", "0")
            assert (code, contents()) == (1, whole)
            assert f"{Path('in', archive.name)} was changed since it was read" in said
        archive.write_bytes(b"".join(map(self.record, range(3))))
        code, said = write(capsys, "--workers", "0")
        assert (code, contents()) == (1, whole)
        assert f"delete {parts()[0].name}, {parts()[1].name}" in said

    def test_what_is_wrong_with_one_is_told_of_again(
        self, archive: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        archive.write_bytes(archive.read_bytes()[:-30])
        first = write(capsys, "--workers", "0")
        assert first[0] == 1
        assert write(capsys, "--workers", "0") == first
        archive.with_name("next.warc.gz").write_bytes(self.record(12))
        assert write(capsys, "--workers", "0") == first
        assert self.urls()[-1] == "https://oste.example/12"


class TestGoingOn:
    """What is there is not read again, and nothing is lost or doubled."""

    def test_parts_that_are_there_stay_as_they_are(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(capsys)
        whole = contents()
        kept, lost = parts()[::2], parts()[1::2]
        for path in lost:
            path.unlink()
        times = {path: path.stat().st_mtime_ns for path in kept}
        code, said = write(capsys)
        assert (code, said.count("\n")) == (1, 3)
        assert contents() == whole
        assert {path: path.stat().st_mtime_ns for path in kept} == times

    def test_all_is_there(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        first = write(capsys)
        assert first[0] == 1
        whole = contents()
        assert write(capsys) == first
        assert contents() == whole

    @pytest.mark.parametrize("runs", [1, 2])
    def test_the_closing_line_is_of_the_whole_folder(
        self, folder: Path, capsys: pytest.CaptureFixture[str], runs: int
    ) -> None:
        for _ in range(runs):
            __main__.main(["in", "--parquet", "out", "--part", str(PART)])
            printed, _ = capsys.readouterr()
            assert printed == "23 pages are in out, and 3 of them could not be read\n"

    def test_leftovers_are_taken_away(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        whole = contents()
        Path("out/.natodocs-x1").mkdir()
        Path("out/.natodocs-x1/000002.pages").write_bytes(b"half")
        Path("out/.natodocs-0123.tmp").write_bytes(b"half")
        Path("out/.natodocs-y").symlink_to(folder / "in")
        write(capsys)
        assert contents() == whole
        assert len(list((folder / "in").iterdir())) == PAGES

    @NOT_ON_WINDOWS
    @pytest.mark.parametrize("workers", ["0", "2"])
    def test_killed_again_and_again(
        self, folder: Path, capsys: pytest.CaptureFixture[str], workers: str
    ) -> None:
        write(capsys, out="whole")
        (folder / "killed.py").write_text(KILLED, encoding="utf-8")
        arguments = ("in", "--parquet", "out", "--part", str(PART), "--workers", workers)
        for moment in ("after", "before", "after"):
            child = start(moment, *arguments, command=["killed.py"], stdout=subprocess.PIPE)
            child.communicate()  # which is the workers' as well, and ends with the last of them
            assert child.returncode == -signal.SIGKILL
            for path in parts():  # what has its name is whole
                assert path.read_bytes() == Path("whole", path.name).read_bytes()
        assert len(parts()) == 2
        assert write(capsys)[0] in {0, 1}
        assert contents() == contents("whole")

    @NOT_ON_WINDOWS
    def test_interrupted(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for number in range(100, 1500):
            (folder / "in" / f"{number}.txt").write_bytes(source(number))
        child = start("in", "--parquet", "out", "--part", "5", "--workers", "2", start_new_session=True)
        while len(parts()) < 2:
            assert child.poll() is None
            time.sleep(0.01)
        os.killpg(child.pid, signal.SIGINT)
        _, said = child.communicate()
        assert child.returncode == 130
        assert b"Traceback" not in said
        assert not list(Path("out").glob(".*"))

    @pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the workers in /proc")
    def test_workers_that_are_killed(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for number in range(100, 180):
            (folder / "in" / f"{number}.txt").write_bytes(source(number))
        write(capsys, out="whole")
        child = start("in", "--parquet", "out", "--part", str(PART), "--workers", "2")
        # Parts that are there. With the first one, the pages that were read when the first workers died are done: one
        # over which two workers die is a failure.
        for moment in (0, 1):
            while len(parts()) < moment or not (killed := children(child.pid)):
                assert child.poll() is None
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
        child.communicate()
        assert contents() == contents("whole")


def children(pid: int) -> list[int]:
    """Return the workers of a process."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in listed if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


class TestAFolderGrows:
    """Sources are added to what is there: none is read again, and none is lost or doubled."""

    def names(self) -> list[str]:
        return [row["source"][3:] for row in rows()]

    def test_new_ones_before_between_and_behind(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(capsys)
        before, names = contents(), self.names()
        added = ["0.txt", "071.txt", "99.txt"]
        for name in added:
            (folder / "in" / name).write_text("One more", encoding="utf-8")
        code, said = write(capsys)
        assert (code, said.count("\n")) == (1, 3)
        assert self.names() == names + added
        assert before.items() <= contents().items()
        whole = contents()
        write(capsys)
        assert contents() == whole

    def test_one_that_was_broken_off(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        names = self.names()
        for path in parts()[1::2]:
            path.unlink()
        (folder / "in" / "071.txt").write_text("One more", encoding="utf-8")
        write(capsys)
        assert sorted(self.names()) == sorted([*names, "071.txt"])

    def test_what_is_named_no_more_stays(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        first = write(capsys)
        whole = contents()
        for number in range(12, PAGES):
            (folder / "in" / f"{number:02}.txt").unlink()
        assert write(capsys) == first
        assert contents() == whole

    def test_what_is_named_twice_has_one_row(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert __main__.main(["in", "./in/01.txt", "in/01.txt", "in", "--parquet", "out"]) == 1
        assert len(self.names()) == PAGES

    def test_a_page_was_changed(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        _, complaints = write(capsys)
        whole = contents()
        (folder / "in" / "07.txt").write_text("Another text", encoding="utf-8")
        (folder / "in" / "99.txt").write_text("One more", encoding="utf-8")
        code, said = write(capsys)
        path = parts()[1]
        assert code == 1
        assert said.startswith(complaints)
        assert (
            f"07.txt was changed since it was read, and its rows are of what it was: delete {path.name}"
            in said
        )
        assert whole.items() <= contents().items()
        assert len(self.names()) == PAGES + 1
        path.unlink()
        code, said = write(capsys)
        assert (code, sorted(said.splitlines())) == (1, sorted(complaints.splitlines()))
        found = {row["source"][3:]: row["text"] for row in rows()}
        assert (len(found), len(self.names()), found["07.txt"]) == (PAGES + 1, PAGES + 1, "Another text")

    def test_a_file_that_is_no_part(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        parts()[1].write_bytes(b"")
        code, said = write(capsys)
        assert code == 2
        assert f"{parts()[1]} is damaged: delete it to have its pages read again" in said

    @NOT_ON_WINDOWS
    @pytest.mark.parametrize(("workers", "moments"), [("0", MOMENTS), ("2", MOMENTS[-5:])])
    def test_killed_at_each_step(
        self, folder: Path, capsys: pytest.CaptureFixture[str], workers: str, moments: list[str]
    ) -> None:
        (folder / "killed.py").write_text(KILLED, encoding="utf-8")
        arguments = ("in", "--parquet", "out", "--part", str(PART), "--workers", workers)
        for number, moment in enumerate(moments):
            child = start(moment, *arguments, command=["killed.py"], stdout=subprocess.PIPE)
            child.communicate()  # which is the workers' as well, and ends with the last of them
            assert child.returncode == -signal.SIGKILL
            for more in range(7):
                name = f"{(7 * number + more) * 13 % 101}-{number}.txt"
                (folder / "in" / name).write_text(f"More of it: {number}, {more}", encoding="utf-8")
        write(capsys)
        assert sorted(self.names()) == sorted(path.name for path in (folder / "in").iterdir())
        assert {row["source"][3:]: row["text"] for row in rows() if not row["error"]} == {
            path.name: path.read_text(encoding="utf-8")
            for path in (folder / "in").iterdir()
            if not path.read_bytes().startswith(b"%PDF")
        }


class TestAnotherRun:
    """A folder that was made of other pages or in another way is left alone, with a word on why."""

    def refused(self, capsys: pytest.CaptureFixture[str], *arguments: str, part: int = PART) -> str:
        before = contents()
        code, said = write(capsys, *arguments, part=part)
        assert code == 2
        assert contents() == before
        return said

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--language", "de"], "was begun with --language None, and this is --language de"),
            (["--media-type", "text/html"], "--media-type text/html"),
        ],
    )
    def test_other_options(
        self, folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
    ) -> None:
        write(capsys)
        assert said in self.refused(capsys, *arguments)

    def test_other_parts(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        assert "was begun with --part 5, and this is --part 6: go on in the same way" in self.refused(
            capsys, part=6
        )

    def test_a_folder_of_something_else(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("out").mkdir()
        Path("out/thesis.docx").write_bytes(b"PK")
        assert "has other files in it" in self.refused(capsys)

    def test_settings_that_are_damaged(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        Path("out", cli_folder.SETTINGS).write_text("{", encoding="utf-8")
        assert "is damaged" in self.refused(capsys)

    def test_a_part_twice(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        parts()[0].with_name("part-000000-0123456789ab.parquet").write_bytes(b"")
        assert "has a part twice" in self.refused(capsys)

    @NOT_ON_WINDOWS
    def test_one_at_a_time(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("out").mkdir()
        with cli_folder.locked(Path("out")):
            assert "another run is writing to out" in self.refused(capsys)
        assert write(capsys)[0] == 1

    @NOT_ON_WINDOWS
    def test_a_file_system_without_locks(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import fcntl

        def unknown(handle: int, operation: int) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr(fcntl, "flock", unknown)
        assert write(capsys, "--workers", "0")[0] == 1
        assert len(list(rows())) == PAGES


class TestUsage:
    """What cannot be is said before anything is read."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["in", "--parquet", "in/out"], "is inside a folder that is read"),
            (["in", "--parquet", "in/01.txt"], "is a file, and must be a folder"),
            (["in", "--parquet", ""], "needs the name of a folder"),
            (["-", "--parquet", "out"], "cannot take standard input"),
            (["in", "--parquet", "out", "--jsonl"], "exclude each other"),
            (["in", "--parquet", "out", "--part", "0"], "--part is 0, and must be 1 or more"),
            (["in", "--parquet", "out", "--timeout", "-1"], "--timeout is -1, and must be 0 or more"),
        ],
    )
    def test_refused(
        self, folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
    ) -> None:
        assert __main__.main(arguments) == 2
        assert said in capsys.readouterr().err
        assert not Path("out").exists()

    def test_without_the_extra(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        code, said = write(capsys)
        assert code == 2
        assert "--parquet needs pyarrow, which is not installed; pip install 'natodocs[arrow]'" in said

    def test_the_command_line_needs_neither_extra(self) -> None:
        program = "import sys, natodocs._cli; print({'pyarrow', 'fastwarc'} & set(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, env=os.environ | PATHS, check=True
        )
        assert done.stdout.strip() == b"set()"

    def test_a_full_disk(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(part: files.Part) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(files, "write", full)
        full_disk = f"natodocs: out: No space left on device; {cli_parquet.AGAIN}\n"
        code = __main__.main(["in", "--parquet", "out", "--workers", "0"])
        assert (code, *capsys.readouterr()) == (1, "", full_disk)
        assert [path.name for path in Path("out").iterdir()] == [cli_folder.SETTINGS]


class TestPoison:
    """Whatever a page is or does, every other row is there."""

    def test_pages_that_are_none(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        odd = {
            "20.txt": b"",
            "21.txt": b"x" * (Limits().characters),
            "22.txt": b"\x00\x01\x02" * 9_000,
            "23.html": b"<div>" * 50_000,
            "24.txt": b"\xed\xa0\xbd half a pair",
        }
        for name, content in odd.items():
            (folder / "in" / name).write_bytes(content)
        assert write(capsys, "--workers", "2")[0] == 1
        found = {row["source"][3:]: row for row in rows()}
        assert len(found) == PAGES + 2
        assert len(found["21.txt"]["text"]) == Limits().characters
        assert found["22.txt"]["error"]["type"] == "UnsupportedMediaType"
        for number in range(20):
            assert (found[f"{number:02}.txt"]["error"] is None) == (number not in {3, 9, 15})

    @NOT_ON_WINDOWS
    def test_pages_that_kill_or_hang_their_worker(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(files, "do", do_or_die)  # found by its name in the workers
        (folder / "in" / "04.txt").write_text("kill", encoding="utf-8")
        (folder / "in" / "11.txt").write_text("hang", encoding="utf-8")
        assert write(capsys, "--workers", "2", "--timeout", "2")[0] == 1
        errors = {row["source"][3:5]: row["error"]["type"] for row in rows() if row["error"]}
        assert errors == {"04": "ChildProcessError", "11": "PageTooSlow"}
        assert len(list(rows())) == PAGES
        assert not multiprocessing.active_children()

    @NOT_ON_WINDOWS
    def test_pages_that_kill_whoever_writes_them(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(files, "do", do_or_die)  # found by its name in the workers
        for number in (6, 8, 22):
            (folder / "in" / f"{number:02}.txt").write_text("kills its writer", encoding="utf-8")
        assert write(capsys, "--workers", "2")[0] == 1
        found = list(rows())
        assert [row["source"] for row in found] == [str(Path("in", f"{n:02}.txt")) for n in range(PAGES)]
        errors = {row["source"][3:5]: row["error"]["type"] for row in found if row["error"]}
        assert errors == dict.fromkeys(("06", "08", "22"), "ChildProcessError")

    @NOT_ON_WINDOWS
    def test_no_writer_lives(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(files, "do", do_or_die_over_parts)
        code = __main__.main(["in", "--parquet", "out", "--workers", "1"])
        said = capsys.readouterr()
        assert (code, said.out) == (1, "")
        assert (
            f"killed by signal 9, perhaps for want of memory, as one did before it; {cli_parquet.AGAIN}"
            in said.err
        )
        assert [path.name for path in Path("out").iterdir()] == [cli_folder.SETTINGS]

    @NOT_ON_WINDOWS
    def test_no_worker_starts(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        init = worker_worker.Worker.__init__

        def init_and_kill(worker: worker_worker.Worker, read: Any) -> None:
            init(worker, read)
            worker.process.kill()

        monkeypatch.setattr(worker_worker.Worker, "__init__", init_and_kill)
        code, said = __main__.main(["in", "--parquet", "out", "--workers", "2"]), capsys.readouterr().err
        assert code == 1
        assert said.startswith("natodocs: a worker of natodocs.parse.pages was killed by signal 9")

    @pytest.mark.parametrize("workers", ["0", "1"])
    def test_a_fault_of_ours_over_a_page(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], workers: str
    ) -> None:
        monkeypatch.setattr(files, "do", do_or_die)
        (folder / "in" / "04.txt").write_text("fault", encoding="utf-8")
        code, said = write(capsys, "--workers", workers)
        assert code == 1
        assert f"natodocs: {Path('in', '04.txt')}: too deep\n" in said
        assert {row["source"][3:5]: row["error"]["type"] for row in rows() if row["error"]} == {
            "04": "RecursionError"
        }


class TestDrafts:
    """Pages wait in a folder that nobody else may enter, in files that are new."""

    @NOT_ON_WINDOWS
    @pytest.mark.parametrize("workers", ["0", "1"])
    def test_their_folder(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], workers: str
    ) -> None:
        modes: list[int] = []
        init = cli_parquet._Draft.__init__

        def init_and_look(draft: Any, place: Path, index: int) -> None:
            init(draft, place, index)
            assert place.parent == Path("out")
            modes.append(place.stat().st_mode & 0o777)

        monkeypatch.setattr(cli_parquet._Draft, "__init__", init_and_look)
        write(capsys, "--workers", workers)
        assert modes == [0o700] * 5
        assert {path.stat().st_mode for path in parts()} == {Path("in/01.txt").stat().st_mode}

    @NOT_ON_WINDOWS
    def test_a_link_in_the_place_of_a_draft(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "theirs").write_text("precious", encoding="utf-8")
        (tmp_path / ".natodocs-known.tmp").symlink_to(tmp_path / "theirs")
        monkeypatch.setattr("secrets.token_hex", lambda count: "known")
        with pytest.raises(FileExistsError):
            cli_files.write(tmp_path / "page.html", b"page")
        assert (tmp_path / "theirs").read_text(encoding="utf-8") == "precious"
        assert (tmp_path / ".natodocs-known.tmp").is_symlink()

    def test_nothing_is_left_of_one_that_cannot_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            cli_files.write(tmp_path / "page.html", b"page", settled=True)
        assert not list(tmp_path.iterdir())


class TestADiskThatTakesNoMore:
    """A run ends with a word on it, at whatever step, and the same command goes on later."""

    @pytest.mark.parametrize("step", ["mkdtemp", "draft", "put", "rename", "sync", "unlink"])
    def test_at_each_step(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: str
    ) -> None:
        owner, name = {
            "mkdtemp": (tempfile, "mkdtemp"),
            "draft": (cli_parquet._Draft, "__init__"),
            "put": (files, "put"),
            "rename": (Path, "replace"),
            "sync": (cli_folder, "sync"),
            "unlink": (Path, "unlink"),
        }[step]
        do, count = getattr(owner, name), 0
        whole = write(capsys, "--workers", "0", out="whole")

        def full(*given: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count == {"mkdtemp": 1, "put": 8}.get(step, 3):
                raise OSError(28, "No space left on device")
            return do(*given, **more)

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, full)
            code = __main__.main(["in", "--parquet", "out", "--part", str(PART), "--workers", "0"])
        printed, said = capsys.readouterr()
        assert (code, printed) == (1, "")
        assert said.endswith(f"natodocs: out: No space left on device; {cli_parquet.AGAIN}\n")
        assert not list(Path("out").glob(".*"))
        assert write(capsys, "--workers", "0")[0] == whole[0]
        assert contents() == contents("whole")


def do_or_die(job: Any, **options: Any) -> Any:
    """Stand in for what workers do; it reads nothing, since what is loaded first takes its time too."""
    if isinstance(job, files.Part):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(table_rows, "batch", functools.partial(batch_or_die, table_rows.batch))
            return DO(job, **options)
    match job.source:
        case b"fault":
            return DO(job, limits=Limits(), make=too_deep)
        case b"kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"hang":
            threading.Event().wait()  # for nothing
    return bare(job.source.decode("latin-1"))


def too_deep(page: Any) -> Any:
    raise RecursionError("too deep")


def do_or_die_over_parts(job: Any, **options: Any) -> Any:
    """Stand in for what workers do, where none lives long enough to write."""
    if isinstance(job, files.Part):
        os.kill(os.getpid(), signal.SIGKILL)
    return do_or_die(job, **options)


def batch_or_die(make: Any, answers: Sequence[Any], keys: Any) -> Any:
    """Stand in for what makes rows."""
    if any(getattr(answer, "text", "") == "kills its writer" for answer in answers):
        os.kill(os.getpid(), signal.SIGKILL)
    return make(answers, keys)


DO: Final = files.do
