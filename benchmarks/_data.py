"""Where the public data lies: outside the project, beside it."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"


def require(path: Path) -> None:
    """End with a word on why, where the data is absent."""
    if not path.exists():
        sys.exit(f"no data in {path}: benchmarks/README.md says what it is and how to get it")
