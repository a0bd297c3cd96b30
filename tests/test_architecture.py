"""The house: packages by stage of a page's way, one direction, one place for an idea.

The direction of imports is held by import-linter (`nox -s lint`); here is what it cannot see.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest

import natodocs

ROOT: Final = Path(natodocs.__path__[0])
PACKAGES: Final = sorted(path.parent for path in ROOT.rglob("__init__.py") if path.parent != ROOT)
LONGEST_FACE: Final = 40  # lines
MOST_ENTRIES: Final = 25  # at the top: more are no floor plan
CACHES: Final = frozenset(("__pycache__",))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


class TestTheTopIsAFloorPlan:
    """Whoever lists the folder sees the stages of a page's way, and little else."""

    def test_entries(self) -> None:
        entries = sorted(path.name for path in ROOT.iterdir() if path.name not in CACHES)
        assert len(entries) <= MOST_ENTRIES, f"{entries}: a new module belongs in the package of its stage"


class TestFacesHandOn:
    """The `__init__` of a package hands on what stands in its modules, and defines nothing itself."""

    def test_there_are_packages(self) -> None:
        assert len(PACKAGES) > 10

    @pytest.mark.parametrize("package", PACKAGES, ids=name_of)
    def test_face(self, package: Path) -> None:
        text = (package / "__init__.py").read_text(encoding="utf-8")
        defined = [
            node.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]
        where = f"a module of {name_of(package)} named after what it decides"
        assert defined == [], f"{defined} belong in {where}; the face hands them on"
        assert text.count("\n") < LONGEST_FACE, f"what makes this face long belongs in {where}"
