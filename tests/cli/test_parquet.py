"""The command line's `--parquet`: a folder of tables that can be broken off at any moment and gone on with."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from natodocs import Limits, __main__, parse
from natodocs._tables import files

pytest.importorskip("cyclopts")
pytest.importorskip("rich")
pytest.importorskip("pyarrow")

import pyarrow.parquet as pq

from natodocs import arrow
from natodocs._cli import folder as cli_folder
from specimen import bare

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
    assert printed == ""
    return code, said


# The command, which is killed when it has written a part: before the part is given its name, or after.
KILLED: Final = """
import os, signal, sys
from pathlib import Path
from natodocs import __main__
replace = Path.replace
def replace_and_die(path, target):
    if path.name.endswith(".parquet.tmp") and sys.argv[1] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    replace(path, target)
    if path.name.endswith(".parquet.tmp"):
        os.kill(os.getpid(), signal.SIGKILL)
if __name__ == "__main__":
    Path.replace = replace_and_die
    __main__.main(sys.argv[2:])
"""


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
        assert (code, said.count("\n")) == (1, 2)  # of the failures, two were in what was lost
        assert contents() == whole
        assert {path: path.stat().st_mtime_ns for path in kept} == times

    def test_all_is_there(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        assert write(capsys) == (0, "")

    def test_leftovers_are_taken_away(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        whole = contents()
        Path("out/.part-000002-77.pages.tmp").write_bytes(b"half")
        Path("out/.part-000002-77.parquet.tmp").write_bytes(b"half")
        write(capsys)
        assert contents() == whole

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


class TestAnotherRun:
    """A folder that was made of other pages or in another way is left alone, with a word on why."""

    def refused(self, capsys: pytest.CaptureFixture[str], *arguments: str, part: int = PART) -> str:
        before = contents()
        code, said = write(capsys, *arguments, part=part)
        assert code == 2
        assert contents() == before
        return said

    def test_a_page_was_changed(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        (folder / "in" / "07.txt").write_text("Another text", encoding="utf-8")
        assert "was made of other pages" in self.refused(capsys)

    def test_a_page_was_added(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        (folder / "in" / "071.txt").write_text("One more", encoding="utf-8")
        assert "part-000001-" in self.refused(capsys)

    def test_pages_were_taken_away(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        for number in range(12, PAGES):
            (folder / "in" / f"{number:02}.txt").unlink()
        assert "was made of other pages" in self.refused(capsys)

    def test_whole_parts_were_taken_away(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(capsys)
        parts()[2].unlink()
        for number in range(12, PAGES):
            (folder / "in" / f"{number:02}.txt").unlink()
        assert "was made of pages that are not there any more" in self.refused(capsys)

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
        assert write(capsys, "--workers", "0") == (1, "natodocs: out: No space left on device\n")
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


def do_or_die(job: Any, **options: Any) -> Any:
    """Stand in for what workers do; it reads nothing, since what is loaded first takes its time too."""
    if isinstance(job, files.Part):
        return DO(job, **options)
    match job.source:
        case b"kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"hang":
            threading.Event().wait()  # for nothing
    return bare(job.source.decode("latin-1"))


DO: Final = files.do
