"""Tables of what reading costs, from `crawl.json` and `hostile.json` in `benchmarks/`, so that they are as measured.

```{crawl-cost} runs
```
```{crawl-cost} growth
```
```{crawl-cost} million
```
{crawl-figure}`count`
```{hostile-pages}
```
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata

from tables import table

FIGURES: Final = Path(__file__).parents[2] / "benchmarks" / "crawl.json"
HOSTILE: Final = FIGURES.with_name("hostile.json")
WORST: Final = 3  # shapes that are shown for each figure and size
NAMES: Final = {"pages": "parse.pages", "parquet": "natodocs --parquet"}
MILLION: Final = 1_000_000

Rows = list[list[Sequence[nodes.Node]]]


def read() -> dict[str, Any]:
    """Return what was measured."""
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def runs(found: dict[str, Any]) -> tuple[Sequence[str], Rows]:
    """Return a row for each run: a way to read, and a number of workers."""
    heads = (
        "",
        "workers",
        "pages a second",
        "processor time a page",
        "of it the leading process",
        "memory of the leading process",
        "memory of a worker",
    )
    rows: Rows = []
    for name, label in NAMES.items():
        for workers, taken in found[name].items():
            processor = taken["own_cpu"] + taken["workers_cpu"]
            cells = (
                workers,
                f"{taken['pages'] / taken['seconds']:.0f}",
                f"{1000 * processor / taken['pages']:.1f} ms",
                f"{100 * taken['own_cpu'] / processor:.0f} %",
                f"{taken['peak_mb']:.0f} MB",
                f"{taken['worker_peak_mb']:.0f} MB",
            )
            rows.append([[nodes.literal(text=label)], *([nodes.Text(cell)] for cell in cells)])
    return heads, rows


def growth(found: dict[str, Any]) -> tuple[Sequence[str], Rows]:
    """Return a row for each group of pages of similar length."""
    rows: Rows = []
    for group in found["growth"]:
        each = group["ms"] / group["characters"] * 1000
        cells = (
            group["media"],
            f"{group['characters']:,}",
            f"{group['ms']:.1f} ms",
            f"{each:.2f} ms",
            f"{group['pages']:,}",
        )
        rows.append([[nodes.Text(cell)] for cell in cells])
    return ("source", "characters of text", "a page", "1,000 characters", "pages measured"), rows


def million(found: dict[str, Any]) -> tuple[Sequence[str], Rows]:
    """Return what a million pages take, from the run of one worker."""
    taken = found["parquet"]["1"]
    hours = (taken["own_cpu"] + taken["workers_cpu"]) / taken["pages"] * MILLION / 3600
    cells = (
        ("processor time", f"{hours:.1f} hours of one core"),
        ("with 2 cores", f"{hours / 2:.1f} hours"),
        ("with 16 cores", f"{60 * hours / 16:.0f} minutes"),
        ("the archives", f"{found['corpus']['bytes'] / found['corpus']['pages'] * MILLION / 1e9:.0f} GB"),
        ("the tables", f"{taken['bytes'] / taken['pages'] * MILLION / 1e9:.0f} GB"),
    )
    return ("a million pages", ""), [[[nodes.Text(what)], [nodes.Text(cell)]] for what, cell in cells]


TABLES: Final = {"runs": runs, "growth": growth, "million": million}


class CrawlCost(SphinxDirective):
    """One of the tables."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.env.note_dependency(str(FIGURES))
        heads, rows = TABLES[self.arguments[0]](read())
        return [table(heads, [100 // len(heads)] * len(heads), rows)]


class HostilePages(SphinxDirective):
    """Of the pages that were made to break things, those that are the worst in something, at each size."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.env.note_dependency(str(HOSTILE))
        heads = ("of this, again and again", "MB", "seconds a MB", *OF_A_BYTE)
        return [table(heads, (24, 8, 12, *[14] * len(OF_A_BYTE)), list(hostile()))]


def hostile() -> Iterator[list[Sequence[nodes.Node]]]:
    """Yield a row for each page that is among the worst in something."""
    found = [row for row in json.loads(HOSTILE.read_text(encoding="utf-8")) if "error" not in row]
    shown = {
        (row["media"], row["name"])
        for size in {round(row["bytes"], -5) for row in found}
        for what in ("seconds", *OF_A_BYTE.values())
        for row in sorted(
            (row for row in found if round(row["bytes"], -5) == size), key=lambda row: -_rate(row, what)
        )[:WORST]
    }
    for row in found:
        if (row["media"], row["name"]) in shown or row["name"] == "prose":
            figures = [f"{MILLION * _rate(row, 'seconds'):.2f}"]
            figures += [f"{_rate(row, what):.1f}" for what in OF_A_BYTE.values()]
            cells = [f"{row['bytes'] / MILLION:.1f}", *figures]
            name = "an article" if row["name"] == "prose" else ascii(row["name"])[1:-1][:40]
            yield [[nodes.literal(text=name)], *([nodes.Text(cell)] for cell in cells)]


def _rate(row: dict[str, Any], what: str) -> float:
    """Return how much there is of something for each byte: of the page for time and memory, else of its text."""
    return float(row[what] / (row["bytes"] if what in ("seconds", "memory") else max(1, row["text"])))


# Headings, and what stands under them: bytes for each byte.
OF_A_BYTE: Final = {
    "memory": "memory",
    "JSON": "json",
    "viewer": "html",
    "annotations": "annotations",
    "Arrow": "arrow",
}


class CrawlFigure(SphinxRole):
    """What was measured, and where: `count` of the pages, a key of the machine, or a gain."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the figure as text."""
        found = read()
        gains = {f"gain of {name}": f"{gain:.2f}" for name, gain in found["gain"].items()}
        known = {**found["machine"], **gains, "count": f"{found['corpus']['pages']:,}"}
        return [nodes.Text(str(known[self.text]))], []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directive and the role."""
    app.add_directive("crawl-cost", CrawlCost)
    app.add_directive("hostile-pages", HostilePages)
    app.add_role("crawl-figure", CrawlFigure())
    return {"parallel_read_safe": True}
