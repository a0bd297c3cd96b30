"""Where the public data lies: outside the project, beside it."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"


def read_items(path: Path) -> list:
    """Return the records of a file, one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def require(path: Path) -> None:
    """End with a word on why, where the data is absent."""
    if not path.exists():
        sys.exit(f"no data in {path}: benchmarks/README.md says what it is and how to get it")
