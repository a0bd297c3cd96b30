"""The command line: `natodocs FILE...`."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from natodocs import BlockKind, Page, __main__, parse
from specimen import bare, specimen

pytest.importorskip("cyclopts")
pytest.importorskip("rich")

from rich.console import Console

from natodocs._cli import command as cli_command
from natodocs._cli import files as cli_files
from natodocs._cli import flow, forms, sources, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.slow

STORY = """Ferry bridge reopens

By Ilse Brandvik

VARNHOLM: The old bridge over the harbour opened again on Monday morning, two months before its time.

"We were told it could not be saved," said Agneta Lindqvist, the mayor of the town.
"""
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PATHS = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
LEFT_OUT = "natodocs: 2 other files left out: 1 .png, 1 without an ending"  # of the folder
ON_TERMINALS_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of pages, with what must not be read, and go there."""
    monkeypatch.chdir(tmp_path)
    pages = tmp_path / "pages"
    (pages / "b" / "deep").mkdir(parents=True)
    (pages / ".hidden").mkdir()
    for name in ("c.txt", "a.HTML", "b/2.md", "b/deep/1.text", "b/10.htm"):
        (pages / name).write_text(STORY, encoding="utf-8")
    for name in (".c.txt", ".hidden/d.txt", "b/picture.png", "b/txt"):
        (pages / name).write_text("never read", encoding="utf-8")
    return pages


def natodocs(
    *arguments: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, in which a warning is an error."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "natodocs", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | PATHS | environment,
    )


def inside(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run the command in this process."""
    code = __main__.main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


class TestWhatIsRead:
    """FILE is a file, a folder or `-`."""

    def test_folders_are_read_in_order_and_without_hidden_files(self, folder: Path) -> None:
        found = [file.name for file in cli_files.find(["pages", "pages/c.txt", "-"])]
        names = ["a.HTML", "b/10.htm", "b/2.md", "b/deep/1.text", "c.txt", "c.txt"]
        assert found == [*(str(Path("pages", name)) for name in names), "-"]

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
    def test_links_to_folders_are_not_followed(self, folder: Path) -> None:
        (folder / "loop").symlink_to(folder)
        (folder / "linked.txt").symlink_to(folder / "c.txt")
        assert [file.place.name for file in cli_files.find([str(folder)])][-2:] == ["c.txt", "linked.txt"]

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
    def test_links_to_nothing_are_named(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "broken.txt").symlink_to(folder / "nothing.txt")
        (folder / "itself.txt").symlink_to(folder / "itself.txt")
        (folder / "other").symlink_to(folder / "nothing")
        code, out, said = inside(capsys, "pages", "--jsonl")
        assert code == 1
        assert said.splitlines()[:2] == [
            f"natodocs: {Path('pages', name)}: {cli_files.NO_TARGET}" for name in ("broken.txt", "itself.txt")
        ]
        assert ["error" in line for line in lines(out)].count(True) == 2
        assert len(lines(out)) == 7

    def test_standard_input_is_bytes(self) -> None:
        done = natodocs("-", "--jsonl", stdin="Prag: Die Brücke".encode("utf-16"))
        assert [(line["source"], line["text"]) for line in lines(done.stdout.decode())] == [
            ("-", "Prag: Die Brücke")
        ]

    def test_a_name_like_an_option(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("-page.txt").write_text(STORY, encoding="utf-8")
        code, out, _ = inside(capsys, "--jsonl", "--", "-page.txt")
        assert (code, lines(out)[0]["source"]) == (0, "-page.txt")

    def test_options_reach_the_parser(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page = folder / "page.html"
        page.write_text("<b>bold</b>", encoding="utf-8")
        _, out, _ = inside(capsys, page, "--json", "--media-type", "text/plain", "--language", "sv")
        assert (json.loads(out)["text"], json.loads(out)["language"]) == ("<b>bold</b>", "sv")

    def test_too_much_for_the_limits_is_not_taken_into_memory(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        big = tmp_path / "big.txt"
        with big.open("wb") as file:
            file.truncate(50_000_000_000)  # bytes; a file with a hole takes no space
        code, _, said = inside(capsys, big)
        assert code == 1
        assert "the page has 50_000_000_000 bytes, and the limit is 40_000_000" in said

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless file")
    def test_an_endless_file(self) -> None:
        assert len(cli_files.read(cli_files.File("/dev/zero", Path("zero")), 1000)) == 1001

    def test_pages_that_are_packed_or_saved(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        shutil.rmtree(folder)
        folder.mkdir()
        (folder / "a.txt.gz").write_bytes(gzip.compress(STORY.encode()))
        (folder / "b.HTML.gz").write_bytes(gzip.compress(b"<!DOCTYPE html><p>Tide"))
        head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        (folder / "c.mhtml").write_bytes(head + b"--x\nContent-Type: text/html\n\n<p>Tide\n--x--")
        (folder / "d.mht").write_bytes(b"From: <Saved by Blink>\n" + (folder / "c.mhtml").read_bytes())
        code, out, _ = inside(capsys, "pages", "--jsonl")
        assert code == 0
        assert [line["text"].strip() for line in lines(out)] == [STORY.strip(), "Tide", "Tide", "Tide"]

    def test_files_that_are_left_out_are_counted(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("b/other.PNG", "b/paper.pdf"):
            (folder / name).write_bytes(b"never read")
        code, out, said = inside(capsys, "pages", "--jsonl")
        assert (code, len(lines(out))) == (0, 5)
        assert said == "natodocs: 4 other files left out: 2 .png, 1 .pdf, 1 without an ending\n"

    def test_many_endings_are_cut(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for number in range(20):
            (folder / f"a.{number}").write_bytes(b"never read")
        said = inside(capsys, "pages", "--jsonl")[2]
        assert said.endswith(" and 14 more endings\n")

    def test_an_address(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for address in ("https://oste.example/page.html", "HTTP://oste.example/crawl.warc.gz"):
            code, out, said = inside(capsys, address, "pages/c.txt", "--jsonl")
            assert code == 1
            assert said == f"natodocs: {address}: {cli_files.NO_DOWNLOADS}\n"
            assert ["error" in line for line in lines(out)] == [True, False]

    def test_an_empty_file(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "c.txt").write_bytes(b"")
        code, out, said = inside(capsys, "pages/c.txt", "--jsonl")
        assert (code, said) == (1, f"natodocs: pages/c.txt: {sources.EMPTY}\n")
        assert lines(out)[0]["error"]["message"] == sources.EMPTY
        assert natodocs("-", stdin=b"").returncode == 1

    def test_files_are_opened_when_their_turn_comes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        opened = 0

        def read(file: cli_files.File, limit: int) -> bytes:
            nonlocal opened
            opened += 1
            return file.name.encode()

        monkeypatch.setattr(cli_files, "read", read)
        files = (cli_files.File(f"{number}.txt", Path(f"{number}.txt")) for number in range(40_000))
        order = flow.Order(workers=0, timeout=None, language=None, media_type=None)
        answers = flow.answers(sources.find(files), order, None)
        for number in range(5):
            source, page = next(answers)
            assert isinstance(page, Page)
            assert source.name == page.text == f"{number}.txt"
        assert opened == 5


class TestSummary:
    """Without an option the output is for people."""

    def test_a_page(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, said = inside(capsys, "pages/c.txt")
        assert (code, said) == (0, "")
        assert out.startswith("pages/c.txt\n")
        page = parse.page(STORY)
        assert page.title is None or f"  title     {page.title}\n" in out
        assert not any(line.endswith(" ") for line in out.splitlines())

    def test_all_that_can_be_found(self) -> None:
        page = specimen()
        said = show(page)
        for words in (
            page.title,
            "Ilse Brandvik (Staff Writer",
            "Tomas Reyle",
            "VARNHOLM, Sweden, --10-03, Northwire",
            "2024-10-03 14:05:00+00:00",
            "2024-10-04",
            "2024-10-04 09:12:00+00:00",
            "bridges, Varnholm, transport",
            "1 title",
            f"{len(page.comments)}",
            "Agneta Lindqvist (said): “We were told",
        ):
            assert str(words) in said

    def test_nothing_found(self) -> None:
        assert show(bare("")).split() == ["name"]
        assert show(bare("Text")).split() == ["name", "blocks", "1", "other"]

    def test_many_quotations_are_cut(self) -> None:
        page = specimen()
        quote = page.quotes[0]
        said = show(with_(page, quotes=(quote,) * 40))
        assert "and 28 more" in said

    def test_it_fits_the_width(self) -> None:
        for width in (20, 40, 200):
            assert max(map(len, show(specimen(), width=width).splitlines())) <= width

    def test_a_word_of_megabytes(self) -> None:
        page = with_(bare("x" * 4_000_000), title="x" * 300, body="x" * 4_000_000)
        assert len(show(page)) < 2_000

    def test_pages_cannot_command_the_terminal(self) -> None:
        title = "a\x1b[2Jb\x07\x9b31mc [bold]d[/bold] :smile: \u202ee\ud800 [link=file:///x]f[/link]"
        said = show(with_(bare("x"), title=title), name="\x1b]0;x\x07.txt", width=200)
        assert r"a\x1b[2Jb\x07\x9b31mc [bold]d[/bold] :smile: \u202ee\ud800 [link=file:///x]f[/link]" in said
        assert said.startswith("\\x1b]0;x\\x07.txt")
        assert not set(said) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))}

    def test_colour_is_for_terminals(self, folder: Path) -> None:
        assert b"\x1b" not in natodocs("pages/c.txt", TERM="xterm-256color").stdout


def show(page: Page, *, name: str = "name", width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as capture:
        console.print(summary.summary(name, page))
    return capture.get()


def with_(page: Page, **changes: Any) -> Page:
    import attrs

    return attrs.evolve(page, **changes)


class TestJson:
    """`--json` prints one page as an object."""

    def test_it_is_the_page(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = inside(capsys, "pages/c.txt", "--json")
        assert code == 0
        assert Page.from_dict(json.loads(out)) == parse.page(STORY)

    def test_several_are_refused(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, said = inside(capsys, "pages", "--json")
        assert (code, out) == (2, "")
        assert said.startswith("natodocs: --json is for one page; of several, --jsonl prints one a line")

    def test_a_failure_prints_nothing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, said = inside(capsys, tmp_path / "nothing.txt", "--json")
        assert (code, out) == (1, "")
        assert "nothing.txt: No such file or directory" in said


class TestJsonLines:
    """`--jsonl` prints a line for each file, with its name."""

    def test_pages_and_errors(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "b" / "3.txt").write_bytes(PDF)
        code, out, said = inside(capsys, "nothing.txt", "pages", "nowhere.txt", "--jsonl")
        assert code == 1
        found = lines(out)
        names = ["a.HTML", "b/10.htm", "b/2.md", "b/3.txt", "b/deep/1.text", "c.txt"]
        assert [line["source"] for line in found] == [
            "nothing.txt",
            *(str(Path("pages", name)) for name in names),
            "nowhere.txt",
        ]
        kinds = [line["error"]["type"] for line in found if "error" in line]
        assert kinds == ["FileNotFoundError", "UnsupportedMediaType", "FileNotFoundError"]
        assert found[0] == {
            "source": "nothing.txt",
            "error": {"type": "FileNotFoundError", "message": "No such file or directory"},
        }
        last = found[-2]
        assert last.pop("source")
        assert Page.from_dict(last) == parse.page(STORY)
        assert [line.partition(": ")[0] for line in said.splitlines()] == ["natodocs"] * 4

    def test_whatever_a_page_holds_is_one_line_without_control_characters(self, tmp_path: Path) -> None:
        text = "a\x08b\x1bc\x85d\u2028e\u2029f\x9bg\x7fh\u20aci"
        (tmp_path / "odd.txt").write_text(text, encoding="utf-8", newline="")
        done = natodocs(tmp_path / "odd.txt", "--jsonl")
        (line,) = done.stdout.decode().splitlines()
        assert json.loads(line)["text"] == text
        assert line.isprintable()

    def test_halves_of_surrogate_pairs(self, capsys: pytest.CaptureFixture[str]) -> None:
        form = forms.JsonLines()
        (source,) = sources.find([cli_files.File("half \udcff", Path())])
        form.page(source, bare("half \ud83d of a pair \ude00, \ud83d\ude00").to_json())
        data = json.loads(capsys.readouterr().out.encode("utf-8"))
        assert data.pop("source") == "half \udcff"
        assert Page.from_dict(data).text == "half \ud83d of a pair \ude00, \ud83d\ude00"


class TestHtml:
    """`--html OUT` writes files."""

    def test_one_page(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert inside(capsys, "pages/c.txt", "--html", "new/page.html") == (0, "", "")
        assert Path("new/page.html").read_text(encoding="utf-8") == parse.page(STORY).to_html()
        assert [path.name for path in Path("new").iterdir()] == ["page.html"]

    def test_many_pages(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("c.txt").write_text(STORY, encoding="utf-8")
        Path("C.TXT").write_text(STORY, encoding="utf-8")
        assert inside(capsys, "pages", "c.txt", "pages/c.txt", "--html", "out") == (0, "", f"{LEFT_OUT}\n")
        names = sorted(
            path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file()
        )
        assert names == sorted(
            [
                "a.HTML.html",
                "b/10.htm.html",
                "b/2.md.html",
                "b/deep/1.text.html",
                "c.txt.html",
                "c.txt-2.html",
                "c.txt-3.html",
            ]
        )

    def test_a_folder_stays_one_with_one_page(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert inside(capsys, "pages/b/deep", "--html", "out")[0] == 0
        assert Path("out/1.text.html").is_file()
        Path("there").mkdir()
        assert inside(capsys, "pages/c.txt", "--html", "there")[0] == 0
        assert Path("there/c.txt.html").is_file()

    def test_no_page_is_written_over_one_that_is_read(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("a.txt").write_text(STORY, encoding="utf-8")
        Path("a.txt.html").write_text("<p>Mine</p>", encoding="utf-8")
        assert inside(capsys, "a.txt", "a.txt.html", "--html", ".")[0] == 0
        assert Path("a.txt.html").read_text(encoding="utf-8") == "<p>Mine</p>"
        assert Path("a.txt-2.html").is_file()
        code, _, said = inside(capsys, "a.txt", "--html", "./a.txt")
        assert (code, Path("a.txt").read_text(encoding="utf-8")) == (2, STORY)
        assert "is the page itself" in said

    @pytest.mark.parametrize("out", ["pages", "pages/out", "pages/../pages", "pages/c.txt", "", "-"])
    def test_where_it_cannot_be(self, folder: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
        code, _, said = inside(capsys, "pages", "--html", out)
        assert code == 2
        assert said.startswith("natodocs: --html ")

    def test_a_file_that_cannot_be_written(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("out/b").mkdir(parents=True)
        Path("out/b/2.md.html").mkdir()
        code, _, said = inside(capsys, "pages", "--html", "out")
        assert code == 1
        assert said.startswith(f"natodocs: {Path('out/b/2.md.html')}: ")
        assert Path("out/c.txt.html").is_file()
        assert not list(Path("out").rglob(".*"))


class TestExitCodes:
    """0 all was read, 1 some file failed, 2 wrong usage, 130 interrupted."""

    def test_help_says_them(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = inside(capsys, "--help")
        assert code == 0
        for words in (
            "0, all was read",
            "1, some file",
            "2, the command was used wrongly",
            "130, interrupted",
        ):
            assert words in out
        for option in ("--json", "--jsonl", "--html", "--language", "--media-type", "--workers", "--version"):
            assert option in out

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = inside(capsys, "--version")
        assert (code, bool(out.strip())) == (0, True)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "nothing to read"),
            (["empty"], "nothing to read: no file that ends in .txt"),
            (["--colour", "x"], "--colour"),
            (["-", "-"], "standard input can be read only once"),
            (["x", "--json", "--jsonl"], "exclude each other"),
            (["x", "--workers", "-1"], "--workers is -1, and must be 0 or more"),
            (["x", "--workers", "two"], "two"),
            (["x", "--workers", "-"], '"-"'),
            (["x", "--media-type", "text/rtf"], "text/plain"),
            (["x", "--html"], "--html"),
            (["x", "--no-json"], "--no-json"),
        ],
        ids=" ".join,
    )
    def test_usage(
        self,
        arguments: list[str],
        message: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("empty").mkdir()
        code, out, said = inside(capsys, *arguments)
        assert (code, out) == (2, "")
        assert said.startswith("natodocs: ")
        assert message in said
        assert "\0" not in said

    def test_some_file_failed_and_the_rest_was_read(self, folder: Path) -> None:
        (folder / "b" / "3.txt").write_bytes(PDF)
        done = natodocs("pages", "no\x1bthing.txt")
        assert done.returncode == 1
        first, second, last = done.stderr.decode().splitlines()
        assert last == LEFT_OUT
        assert first.startswith(f"natodocs: {Path('pages/b/3.txt')}: the source is application/pdf")
        assert second == r"natodocs: no\x1bthing.txt: No such file or directory"
        assert done.stdout.count(b"\n  blocks ") == 5

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0, reason="needs rights that can be taken away"
    )
    def test_a_folder_without_the_right_to_look(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "b").chmod(0)
        code, _, said = inside(capsys, "pages")
        (folder / "b").chmod(0o700)
        assert (code, said) == (1, f"natodocs: {Path('pages/b')}: Permission denied\n")

    def test_names_that_no_file_can_have(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, said = inside(capsys, "x" * 5000)
        assert code == 1
        assert said.startswith("natodocs: xxx")

    def test_a_closed_pipe_ends_it_quietly(self, folder: Path) -> None:
        command = [sys.executable, "-W", "error", "-m", "natodocs", "--jsonl", *["pages"] * 9]
        for options in ([], ["--workers", "1"]):
            child = subprocess.Popen(
                [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | PATHS
            )
            assert child.stdout
            assert child.stderr
            child.stdout.readline()
            child.stdout.close()
            said = child.stderr.read()
            child.stderr.close()
            assert (child.wait(60), said) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
    def test_a_full_disk(self, folder: Path) -> None:
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-W", "error", "-m", "natodocs", "pages"]
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, check=False, env=os.environ | PATHS
            )
        assert done.returncode == 1
        assert done.stderr == b"natodocs: standard output: No space left on device\n"

    def test_interrupted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(arguments: Sequence[str]) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr(cli_command, "run", interrupt)
        assert __main__.main(["x"]) == 130

    @pytest.mark.parametrize("name", ["cyclopts", "rich"])
    def test_without_the_extra(self, name: str) -> None:
        program = f"""
import runpy, sys
sys.modules[{name!r}] = None
sys.argv = ["natodocs", "page.txt"]
runpy.run_module("natodocs", run_name="__main__")
"""
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | PATHS,
        )
        assert (done.returncode, done.stdout) == (2, "")
        advice = f"the command line needs {name}, which is not installed; pip install 'natodocs[cli]'"
        assert done.stderr == f"natodocs: {advice}\n"

    def test_another_module_missing_is_no_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "natodocs._cli.command")
        monkeypatch.delattr("natodocs._cli.command")
        monkeypatch.delattr("natodocs._cli.forms")
        monkeypatch.setitem(sys.modules, "natodocs._cli.forms", None)
        with pytest.raises(ModuleNotFoundError, match="forms"):
            __main__.main(["x"])


class TestOutputIsUtf8:
    """Whatever the locale says, and whatever the names of files hold."""

    @pytest.mark.parametrize("options", [[], ["--json"], ["--jsonl"]])
    def test_locale(self, options: list[str], tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        page.write_text("Smörgåsbord 朝日 😀 in the harbour\n", encoding="utf-8")
        done = natodocs(
            page,
            *options,
            LC_ALL="C",
            PYTHONUTF8="0",
            PYTHONIOENCODING="ascii:strict",
            PYTHONCOERCECLOCALE="0",
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert not options or "Smörgåsbord 朝日 😀" in done.stdout.decode("utf-8")

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are Unicode there")
    def test_names_that_are_no_text(self, tmp_path: Path) -> None:
        name = os.fsencode(tmp_path) + b"/\xff.txt"
        Path(os.fsdecode(name)).write_text(STORY, encoding="utf-8")
        done = natodocs(tmp_path, "--jsonl")
        assert os.fsencode(json.loads(done.stdout)["source"]) == name
        assert natodocs(tmp_path).stdout.splitlines()[0].endswith(rb"/\udcff.txt")


@ON_TERMINALS_ONLY
class TestOnATerminal:
    """Colour, and a bar for many files."""

    def test_summaries_have_colour(self, folder: Path) -> None:
        code, shown, _ = on_terminal("pages/c.txt", stdout=True)
        assert code == 0
        assert b"\x1b[1m" in shown

    def test_unless_there_is_to_be_none(self, folder: Path) -> None:
        _, shown, _ = on_terminal("pages/c.txt", stdout=True, NO_COLOR="1")
        assert b"\x1b[3" not in shown

    def test_a_bar_for_many_files(self, folder: Path) -> None:
        for number in range(cli_command.FEW):
            (folder / f"{number}.txt").write_text("Short", encoding="utf-8")
        number = cli_command.FEW + 6  # with the five of the folder, and the one that is missing
        code, shown, printed = on_terminal("pages", "nothing.txt", "--jsonl", "--workers", "0")
        assert code == 1
        assert b"100%" in shown
        assert f"{number} pages, ".encode() in shown
        assert b"/s" in shown
        assert b"natodocs: nothing.txt: No such file or directory" in shown
        assert len(lines(printed.decode())) == number
        # On a terminal that pages are printed to, they are the progress.
        assert b" pages, " not in on_terminal("pages", "--workers", "0", stdout=True)[1]

    def test_a_bar_for_tables(self, folder: Path) -> None:
        pytest.importorskip("pyarrow")
        for number in range(cli_command.FEW):
            (folder / f"{number}.txt").write_text("Short", encoding="utf-8")
        number = cli_command.FEW + 5
        arguments = ("pages", "--parquet", "out", "--part", "50", "--workers", "1")
        code, shown, _ = on_terminal(*arguments, stdout=True)
        assert code == 0
        assert f"{number} pages, ".encode() in shown
        (lost,) = Path("out").glob("part-000001-*")
        lost.unlink()
        code, shown, _ = on_terminal(*arguments, stdout=True)
        assert f"50 pages ({number - 50} were there), ".encode() in shown

    def test_none_for_few(self, folder: Path) -> None:
        assert on_terminal("pages", "--jsonl")[:2] == (0, f"{LEFT_OUT}\r\n".encode())

    def test_interrupted(self, folder: Path) -> None:
        Path("endless.txt").unlink(missing_ok=True)
        os.mkfifo("endless.txt")  # nobody writes to it
        code, shown, _ = on_terminal(
            "pages/c.txt", "endless.txt", "--jsonl", interrupt=lambda printed: printed > 0
        )
        assert code == 130
        assert b"Traceback" not in shown


def on_terminal(
    *arguments: str, stdout: bool = False, interrupt: Callable[[int], bool] | None = None, **environment: str
) -> tuple[int, bytes, bytes]:
    """Run it with standard error (and output, if told so) on a terminal; return code, screen and output."""
    import fcntl
    import pty
    import select
    import struct
    import termios

    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    without = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "CI"}
    inherited = {name: value for name, value in os.environ.items() if name not in without}
    child = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "natodocs", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=terminal if stdout else subprocess.PIPE,
        stderr=terminal,
        env=inherited | PATHS | {"TERM": "xterm-256color"} | environment,
        start_new_session=True,
    )
    os.close(terminal)
    shown, printed = b"", b""
    files = [screen, *([child.stdout.fileno()] if child.stdout else [])]
    while files:
        for file in select.select(files, [], [], 60)[0]:
            try:
                read = os.read(file, 1 << 16)
            except OSError:  # Linux says so when the last process has left the terminal
                read = b""
            if not read:
                files.remove(file)
            elif file == screen:
                shown += read
            else:
                printed += read
        if interrupt and interrupt(len(printed)):
            child.send_signal(signal.SIGINT)
            interrupt = None
    os.close(screen)
    if child.stdout:
        child.stdout.close()
    return child.wait(60), shown, printed


class TestKinds:
    """The summary counts blocks in the order of `BlockKind`."""

    def test_order(self) -> None:
        page = specimen()
        said = " ".join(show(page, width=300).split())
        places = [
            said.index(f" {kind}", said.index("blocks"))
            for kind in BlockKind
            if kind in {block.kind for block in page.blocks}
        ]
        assert places == sorted(places)
