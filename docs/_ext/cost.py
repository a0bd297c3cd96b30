"""Tables of what reading costs, from the figures in `benchmarks/crawl.json`, so that they are what was measured.

```{crawl-cost} runs
```
```{crawl-cost} growth
```
```{crawl-cost} million
```
{crawl-figure}`count`
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata

from tables import table

FIGURES: Final = Path(__file__).parents[2] / "benchmarks" / "crawl.json"
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
    app.add_role("crawl-figure", CrawlFigure())
    return {"parallel_read_safe": True}
