"""Tables of measured quality, from the figures in `benchmarks/`, so that they cannot differ from what was measured.

```{quality-beside} html
```
```{quality-of} kinds calibration
```
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from tables import table

FOLDER = Path(__file__).parents[2] / "benchmarks"
FILES = ("scorecard", "measured", "floors", "peers")
OURS = "natodocs"
NAMES = {  # peer -> as its makers call it
    "news_please": "news-please",
    "readability": "readability-lxml",
    "justext": "jusText",
    "turbohtml_article": "turbohtml, `article()`",
    "c4_lines": "line filter of C4",
    "all_text": "all text kept",
}
FIELDS = {
    "title exact, fundus": "fundus.title.exact",
    "title exact, trafilatura": "trafilatura.title.exact",
    "authors F1, fundus": "fundus.authors.f1",
    "authors F1, trafilatura": "trafilatura.authors.f1",
    "date right (wrong), fundus": "fundus.date.right fundus.date.wrong",
    "date right (wrong), trafilatura": "trafilatura.date.right trafilatura.date.wrong",
}
BESIDE = {  # table -> the mode of its pages, and its columns: a head, and the path of a figure
    "html": (
        "html",
        {
            "body F1, aeb": "aeb.body.f1",
            "body F1, fundus": "fundus.body.f1",
            "segments right": "trafilatura.segments.accuracy",
            "comments found": "trafilatura.comments.found",
            "leaked into the body": "trafilatura.comments.leaked",
            "article lost": "trafilatura.comments.lost",
        },
    ),
    "fields": (
        "html",
        FIELDS,
    ),
    "flow": (
        "flow",
        {
            "body F1, aeb": "aeb.body.f1",
            "body F1, fundus": "fundus.body.f1",
            "body F1, dragnet": "dragnet.body.f1",
            "segments right": "trafilatura.segments.accuracy",
            "comments found, dragnet": "dragnet.comments.found",
            "leaked into the body": "dragnet.comments.leaked",
            "article lost": "dragnet.comments.lost",
        },
    ),
    "wet": (
        "wet",
        {
            "body F1, aeb": "aeb.body.f1",
            "body F1, fundus": "fundus.body.f1",
            "segments right": "trafilatura.segments.accuracy",
        },
    ),
    "text-fields": (
        "flow",
        FIELDS,
    ),
}


class Figures(SphinxDirective):
    """What all these directives read."""

    required_arguments = 1

    def read(self, name: str) -> Any:
        """Return the figures of a file."""
        path = FOLDER / f"{name}.json"
        self.env.note_dependency(str(path))
        return json.loads(path.read_text(encoding="utf-8"))


class QualityBeside(Figures):
    """A row a tool, a column a figure."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        mode, columns = BESIDE[self.arguments[0]]
        systems = {OURS: self.read("measured")}
        for name, peer in self.read("peers").items():
            label = NAMES.get(name, name)
            systems[f"{label} {peer['version']}" if peer["version"] else label] = peer["figures"]
        rows = []
        for name, figures in systems.items():
            cells = [cell(figures, mode, paths) for paths in columns.values()]
            if any(cells):
                rows.append([label_of(name), *([nodes.Text(text or "–")] for text in cells)])
        return [table(("", *columns), (24, *([12] * len(columns))), rows)]


class QualityOf(Figures):
    """The figures of some yardsticks, a row each, with their floors."""

    optional_arguments = 9

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        measured, floors = self.read("measured"), self.read("floors")
        rows = list(figure_rows(self.read("scorecard"), self.arguments, measured, floors))
        return [table(("figure", "measured", "floor"), (60, 20, 20), rows)]


def figure_rows(
    scorecard: Sequence[dict[str, Any]],
    yardsticks: Sequence[str],
    measured: dict[str, Any],
    floors: dict[str, Any],
) -> Iterator[list[Sequence[nodes.Node]]]:
    """Yield the cells of each figure that was measured."""
    for row in scorecard:
        key = f"{row['of']}.{row['path']}"
        if row["of"] in yardsticks and key in measured:
            bound = f"{'≥' if row['more_is_better'] else '≤'} {floors[key]:.3f}" if key in floors else "–"
            yield [[nodes.Text(row["what"])], [nodes.Text(f"{measured[key]:.3f}")], [nodes.Text(bound)]]


def cell(figures: dict[str, Any], mode: str, paths: str) -> str:
    """Return a figure, or two, the second in parentheses; nothing where there is none."""
    found = [figures.get(f"pages.modes.{mode}.sources.{path}") for path in paths.split()]
    if found[0] is None:
        return ""
    return f"{found[0]:.3f}" + "".join(f" ({value:.3f})" for value in found[1:])


def label_of(name: str) -> Sequence[nodes.Node]:
    """Return a name, its code as code, ours in bold."""
    if name == OURS:
        return [nodes.strong(text=name)]
    return [
        nodes.literal(text=part) if number % 2 else nodes.Text(part)
        for number, part in enumerate(name.split("`"))
        if part
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directives."""
    app.add_directive("quality-beside", QualityBeside)
    app.add_directive("quality-of", QualityOf)
    return {"parallel_read_safe": True}
