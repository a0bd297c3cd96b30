"""Puts JSON into a wheel, made from the TOML that people write, in its place: it is read faster.

It is written beside the tree, so that no tree and no editable install ever reads JSON that is older than its TOML.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = "src/natodocs/_rules/files.py"  # says how; it needs nothing but Python


class DataAsJSON(BuildHookInterface[Any]):
    """Compiles the data files of the package for a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the JSON to a temporary folder, from where it goes into the wheel."""
        if version == "editable":
            return
        self.folder = TemporaryDirectory()
        source = Path(self.root, "src")
        for path, content in runpy.run_path(str(Path(self.root, FILES)))["compiled"](source / "natodocs"):
            target = path.relative_to(source).with_suffix(".json")
            written = Path(self.folder.name, target)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(content, encoding="utf-8")
            build_data["force_include"][str(written)] = str(target)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        if version != "editable":
            self.folder.cleanup()
