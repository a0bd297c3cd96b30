"""What the README and the documentation say is so."""

from __future__ import annotations

import doctest
import re
import textwrap
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pytest

import natodocs
from natodocs import arrow, parse

ROOT: Final = Path(__file__).parent.parent
README: Final = ROOT / "README.md"
REFERENCE: Final = sorted((ROOT / "docs" / "reference").glob("*.md"))
PAGES: Final = sorted(
    {*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {*(ROOT / "docs/_build").rglob("*")}
)
EXAMPLE: Final = re.compile(r"^ *```(?:pycon|\{doctest\})\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def name(page: Path) -> str:
    """Name a page by its place in the repository."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
class TestEveryPage:
    """A page of the documentation can be typed along, and leads on."""

    def test_its_examples_run(self, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)  # where a reader stands who has a clone
        examples = "\n".join(map(textwrap.dedent, EXAMPLE.findall(page.read_text(encoding="utf-8"))))
        names = {"Path": Path, "parse": parse}
        told: list[str] = []
        runner = doctest.DocTestRunner(verbose=False)
        runner.run(doctest.DocTestParser().get_doctest(examples, names, page.name, None, 0), out=told.append)
        assert not told, "".join(told)

    def test_its_links_lead_somewhere(self, page: Path) -> None:
        targets = LINK.findall(page.read_text(encoding="utf-8"))
        missing = [target for target in targets if not any(map(Path.exists, places(page, target)))]
        assert not missing


def places(page: Path, target: str) -> list[Path]:
    """Return where a link may lead: pages of the documentation are linked to without their ending too."""
    return [page.parent / target, (page.parent / target).with_suffix(".md")]


class TestTheReference:
    """Each public name has its entry, and one alone."""

    @pytest.mark.parametrize("public", sorted({*natodocs.__all__} - {"parse"}))
    def test_of_the_types_and_errors(self, public: str) -> None:
        entry = re.compile(rf"^\.\. (?:autoclass|autoexception|py:data):: natodocs\.{public}$", re.MULTILINE)
        assert sum(len(entry.findall(page.read_text(encoding="utf-8"))) for page in REFERENCE) == 1

    def test_of_the_parsers(self) -> None:
        members = re.findall(
            r":members: (.+)", (ROOT / "docs/reference/parse.md").read_text(encoding="utf-8")
        )
        assert [sorted(line.split(", ")) for line in members] == [sorted(parse.__all__)]

    @pytest.mark.parametrize("public", arrow.__all__)
    def test_of_the_tables(self, public: str) -> None:
        entry = re.compile(rf"^\.\. (?:autofunction|py:data):: natodocs\.arrow\.{public}$", re.MULTILINE)
        assert len(entry.findall((ROOT / "docs/reference/arrow.md").read_text(encoding="utf-8"))) == 1

    @pytest.mark.parametrize("schema", ["SCHEMA", "QUOTES", "PAGES"])
    def test_of_the_columns(self, schema: str) -> None:
        """Each column is there with its fields, and has the type that it says."""
        page = (ROOT / "docs/reference/arrow.md").read_text(encoding="utf-8")
        (table,) = re.findall(
            rf"natodocs\.arrow\.{schema}\n.*?(^\| column .*?)(?:\n\n|\n\Z)", page, re.DOTALL | re.MULTILINE
        )
        rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", table, re.MULTILINE))
        columns: pa.Schema = getattr(arrow, schema)
        assert [*rows] == columns.names
        for field in columns:
            if not rows[field.name].startswith("as "):
                assert set(re.findall(r"`(\w+)`", rows[field.name])) >= fields(field.type)
            if not pa.types.is_nested(field.type):
                assert str(field.type).startswith(rows[field.name])


def fields(kind: Any) -> set[str]:
    """Return the names of all fields of a type, but for those of spans."""
    if isinstance(kind, pa.ListType):
        return fields(kind.value_type)
    if not isinstance(kind, pa.StructType) or {field.name for field in kind} == {"start", "end"}:
        return set()
    return {field.name for field in kind}.union(*(fields(field.type) for field in kind))


class TestTheCommandLine:
    """Each option has its entry in the reference."""

    def test_each_option(self) -> None:
        pytest.importorskip("cyclopts")
        from natodocs._cli import command as cli_command

        options = {
            name for argument in cli_command.app.assemble_argument_collection() for name in argument.names
        }
        documented = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
        assert {f"`{name}" for name in options} <= set(re.findall(r"^`[\w-]+", documented, re.MULTILINE))


class TestTheEngines:
    """Each script has its page, which shows it, and `nox -s engines` runs it."""

    SCRIPTS: Final = sorted(path.stem for path in (ROOT / "examples/engines").glob("*.py"))

    @pytest.mark.parametrize("script", SCRIPTS)
    def test_a_page_shows_it(self, script: str) -> None:
        page = ROOT / "docs/how-to" / f"{script.removeprefix('with_')}.md"
        assert f"{{literalinclude}} ../../examples/engines/{script}.py\n" in page.read_text(encoding="utf-8")

    def test_all_are_run(self) -> None:
        program = (ROOT / "benchmarks/engines.py").read_text(encoding="utf-8")
        (needs,) = re.findall(r"^NEEDS = \{.*?^\}", program, re.MULTILINE | re.DOTALL)
        assert (
            sorted(f"with_{engine}" for engine in re.findall(r'^    "(\w+)":', needs, re.MULTILINE))
            == self.SCRIPTS
        )


class TestTheReadme:
    """Two lines do it all on a fresh machine, and what runs in CI is one of them."""

    def test_its_test_command_is_what_ci_runs(self) -> None:
        (command,) = re.findall(
            r"^python3 -m pip install nox .*$", README.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
