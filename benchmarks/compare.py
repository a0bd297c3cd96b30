"""Hold other tools against the same pages as natodocs, and keep their figures in `peers.json`.

    python benchmarks/compare.py                          # all that are installed; some minutes
    python benchmarks/compare.py trafilatura c4_lines     # some of them
    python benchmarks/compare.py --only suites            # on some of the pages; the other figures stay

`peers/` has an adapter for each. A figure has the key that it has in what `scorecard.py --save` writes.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from _data import DATA, require

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "peers.json"


class Peer(NamedTuple):
    """Another tool."""

    mode: str
    """What it reads: html or text."""
    package: str | None
    """Whose version counts; `None` where it is no package."""
    gives: frozenset[str]
    """Which parts of an answer it has; the others are not scored."""


def peer(mode: str, package: str | None, gives: str) -> Peer:
    return Peer(mode, package, frozenset(f"body {gives}".split()))


PEERS = {
    "trafilatura": peer("html", "trafilatura", "title authors date comments"),
    "newspaper4k": peer("html", "newspaper4k", "title authors date"),
    "news_please": peer("html", "news-please", "title authors date"),
    "readability": peer("html", "readability-lxml", "title"),
    "goose3": peer("html", "goose3", "title authors date"),
    "justext": peer("html", "jusText", ""),
    "boilerpy3": peer("html", "boilerpy3", "title"),
    "turbohtml_article": peer("html", "turbohtml", "title authors date"),
    "c4_lines": peer("text", None, ""),
    "all_text": peer("text", None, ""),
}
# Part of a path -> what it scores.
NEEDS = {"found": "comments", "title": "title", "authors": "authors", "date": "date"}
FOLDERS = ("pages", "suites")
DIGITS = 4


def measure(name: str, pages: Path) -> dict[str, float]:
    """The figures of one tool on the pages of a folder, by the keys of the scorecard."""
    mode, _, gives = PEERS[name]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        command = ["pages.py", str(pages), "--mode", mode, "--system", name]
        command += ["--adapter", str(HERE / "peers" / f"{name}.py"), "--json", str(out)]
        subprocess.run([sys.executable, str(HERE / command[0]), *command[1:]], check=True)
        found = json.loads(out.read_text(encoding="utf-8"))
    figures = {}
    for row in json.loads((HERE / "scorecard.json").read_text(encoding="utf-8")):
        path = row["path"].split(".")
        value = found
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        scored = {NEEDS[key] for key in path if key in NEEDS} <= gives
        if row["of"] == pages.name and scored and value is not None:
            figures[f"{row['of']}.{row['path']}"] = round(value, DIGITS)
    return figures


def version(package: str | None) -> str | None:
    """The version that is installed; empty where none is, and `None` for what is no package."""
    try:
        return package and importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("peers", nargs="*", metavar="PEER", help=", ".join(PEERS))
    options.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    options.add_argument("--only", default=",".join(FOLDERS), help=f"some of {', '.join(FOLDERS)}")
    chosen = options.parse_args()
    folders = [chosen.data / folder for folder in chosen.only.split(",")]
    for folder in folders:
        require(folder)
    taken = tuple(f"{folder.name}." for folder in folders)
    for name in chosen.peers or PEERS:
        package = PEERS[name].package
        installed = version(package)
        if installed == "":
            print(f"{name}: {package} is not installed, its figures stay as they are", file=sys.stderr)
            continue
        figures = {key: value for folder in folders for key, value in measure(name, folder).items()}
        known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
        before = known.get(name, {"version": None, "figures": {}})
        same = before["version"] == installed  # of another version no figure is kept
        others = {key: before["figures"][key] for key in before["figures"] if not key.startswith(taken)}
        known[name] = {
            "package": package,
            "version": installed,
            "figures": (others if same else {}) | figures,
        }
        ordered = {name: known[name] for name in PEERS if name in known}
        FIGURES.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
