"""What `import natodocs` does: almost nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Final

import pytest

# What is slow to load, or reads files or the environment, or belongs to an extra.
NOT_YET: Final = (
    "cyclopts",
    "dateparser",
    "langdetect",
    "fastwarc",
    "multiprocessing",
    "natodocs._workers",
    "natodocs._output.viewer",
    "pyarrow",
    "rich",
    "turbohtml",
)


def run(program: str) -> object:
    """Run a program in a fresh Python in which a warning is an error, and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestImportDoesNoWork:
    """`import natodocs` loads neither dateparser nor langdetect nor turbohtml, and reads no rules."""

    @pytest.mark.parametrize("name", ["natodocs", "natodocs.parse"])
    def test_modules(self, name: str) -> None:
        loaded = run(
            f"import sys, {name}; modules = list(sys.modules); import json; print(json.dumps(modules))"
        )
        assert isinstance(loaded, list)
        assert [module for module in loaded if module.startswith(NOT_YET)] == []

    def test_no_rules_are_read(self) -> None:
        program = """
import json
import natodocs
from natodocs._rules import loader
print(json.dumps(loader.load_file.cache_info().currsize))
"""
        assert run(program) == 0

    def test_a_short_plain_page_needs_no_html_and_no_processes(self) -> None:
        program = """
import json, sys
from natodocs import parse
parse.page("Ships do not brake", language="en", media_type="text/plain")
print(json.dumps([name for name in ("turbohtml", "multiprocessing") if name in sys.modules]))
"""
        assert run(program) == []


class TestParseIsOneModule:
    """`import natodocs.parse` and `from natodocs import parse` give the same; `import natodocs` is enough."""

    def test_same_module(self) -> None:
        program = """
import json, sys
import natodocs.parse
from natodocs import parse
print(json.dumps([parse is natodocs.parse, parse is sys.modules["natodocs.parse"], parse.__name__]))
"""
        assert run(program) == [True, True, "natodocs.parse"]

    def test_import_natodocs_alone(self) -> None:
        assert run("import natodocs, json; print(json.dumps(natodocs.parse.page('').text))") == ""

    def test_import_of_the_types_alone(self) -> None:
        assert run("from natodocs import Page; import json; print(json.dumps(Page.__name__))") == "Page"


class TestAPageNeedsNoEnvironment:
    """A page is read the same where no variable is set, not even the home."""

    def test_without_environment(self) -> None:
        program = """
import json, os
os.environ.clear()
from natodocs import parse
page = parse.page("Bridge reopens\\n\\nBy Ada Lund\\n\\nHARBURY: The old bridge opened again on Monday.")
print(json.dumps(page.byline.authors[0].name))
"""
        assert run(program) == "Ada Lund"
