"""Where the public data lies: outside the project, beside it."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"

Record = dict[str, Any]  # an object of JSON


def read_items(path: Path) -> list[Record]:
    """Return the records of a file, one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def require(path: Path) -> None:
    """End with a word on why, where the data is absent."""
    if not path.exists():
        sys.exit(f"no data in {path}: benchmarks/README.md says what it is and how to get it")


def read_json(path: Path) -> Record:
    """Return the object of a file."""
    found: Record = json.loads(path.read_text(encoding="utf-8"))
    return found


def load_script(path: Path) -> ModuleType:
    """Return the module that a file is: the adapter of a system."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
