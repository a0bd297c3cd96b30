"""Data files: people write TOML, and JSON made from it ships, which is read in a thirtieth of the time.

A tree has the TOML alone, so that a change shows at once; a wheel has the JSON alone, which `hatch_build.py` makes.
This module imports nothing of the package: it is run where the wheel is built, too.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

TOML: Final = ".toml"
JSON: Final = ".json"
FOLDERS: Final = ("_rules", "_document/html")  # of the package, which have such files


def read(folder: Traversable, name: str) -> dict[str, Any]:
    """Return the tables of a file, which is named without its ending; the TOML where both are there."""
    try:
        content = folder.joinpath(f"{name}{TOML}").read_text(encoding="utf-8")
    except FileNotFoundError:
        tables: dict[str, Any] = json.loads(folder.joinpath(f"{name}{JSON}").read_text(encoding="utf-8"))
        return tables
    return tomllib.loads(content)


def names(folder: Traversable) -> frozenset[str]:
    """Return the names of the files of a folder, without their endings."""
    files = (PurePath(path.name) for path in folder.iterdir())
    return frozenset(file.stem for file in files if file.suffix in (TOML, JSON))


def compiled(package: Path) -> Iterator[tuple[Path, str]]:
    """Yield each TOML file of a package, with the JSON that stands for it."""
    for folder in FOLDERS:
        for path in sorted(package.joinpath(folder).rglob(f"*{TOML}")):
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            yield path, json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
