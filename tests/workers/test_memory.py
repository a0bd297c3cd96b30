"""What a worker needs in memory, as the documentation says it (explanation/cost.md)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

PAGES: Final = Path(__file__).parent.parent / "pages"
MOST: Final = 150  # MB; of a worker that has read pages in several languages
SCRIPT: Final = """
import resource, sys
from pathlib import Path

from natodocs import Page, parse

if __name__ == "__main__":
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in Path(sys.argv[1]).glob("*/page.txt")]
    said = "„Die Brücke hält seit gestern wieder“, sagte Ada Lund am Montag in Harburg. Sie wird geprüft."
    told = "« Le pont tient de nouveau depuis hier », a déclaré Ada Lund lundi à Harbourg. Il sera vérifié."
    answers = list(parse.pages([*pages, said, told], workers=1))
    assert all(isinstance(answer, Page) for answer in answers), answers
    unit = 1 if sys.platform == "darwin" else 1024  # bytes
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell how much memory a process had")
def test_a_worker_needs_no_more_than_is_said() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(PAGES)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < MOST * 1_000_000
