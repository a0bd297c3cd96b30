"""Tables of measured quality, from the figures in `benchmarks/`, so that they cannot differ from what was measured.

```{quality-beside} html
```
```{quality-of} kinds calibration
```
```{quality-unread} whole kinds
```
```{markup-answers}
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
OURS = "natodocs"
FIRST = "natodocs, untuned"
MODES = {"html": "HTML, ", "flow": "text, ", "": ""}  # ways in which pages come -> as a head says them
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
SUITES_BODY = ("utomo", "wcxb", "daniel", "newspaper", "mozilla")
SUITES_TITLE = ("utomo", "wcxb", "daniel", "postlight", "mozilla", "goose_family")
SUITES_FIELDS = {
    **{f"authors F1, {name}": f"{name}.authors.f1" for name in ("wcxb", "postlight", "mozilla")},
    **{
        f"date right (wrong), {name}": f"{name}.date.right {name}.date.wrong"
        for name in ("wcxb", "postlight", "htmldate")
    },
}
BESIDE = {  # table -> the yardstick, the mode of its pages, and its columns: a head, and the path of a figure
    "html": (
        "pages",
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
    "fields": ("pages", "html", FIELDS),
    "flow": (
        "pages",
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
        "pages",
        "wet",
        {
            "body F1, aeb": "aeb.body.f1",
            "body F1, fundus": "fundus.body.f1",
            "segments right": "trafilatura.segments.accuracy",
        },
    ),
    "text-fields": ("pages", "flow", FIELDS),
    "suites-body": ("suites", "html", {name: f"{name}.body.f1" for name in SUITES_BODY}),
    "suites-title": ("suites", "html", {name: f"{name}.title.exact" for name in SUITES_TITLE}),
    "suites-fields": ("suites", "html", SUITES_FIELDS),
    "suites-flow": ("suites", "flow", {name: f"{name}.body.f1" for name in SUITES_BODY}),
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
        yardstick, mode, columns = BESIDE[self.arguments[0]]
        first = self.read("first")["figures"]
        systems = {OURS: self.read("measured"), FIRST: first}
        for name, peer in self.read("peers").items():
            label = NAMES.get(name, name)
            systems[f"{label} {peer['version']}" if peer["version"] else label] = peer["figures"]
        rows = []
        for name, figures in systems.items():
            cells = [cell(figures, f"{yardstick}.modes.{mode}", paths) for paths in columns.values()]
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


class QualityUnread(Figures):
    """The figures of some yardsticks on pages that nobody has read, beside those on pages in view."""

    optional_arguments = 9

    def run(self) -> list[nodes.Node]:
        """Return the table: a row a figure; of pages that come as HTML and as text, a row for both."""
        halves = [self.read("unread"), self.read("measured")]
        chosen = {f"{row['of']}.{row['path']}": row for row in self.read("scorecard")}
        # Figure -> mode of its pages -> what it is in both halves.
        cells: dict[str, dict[str, list[str]]] = {}
        for key, row in chosen.items():
            if row["of"] in self.arguments and key in halves[0]:
                mode = row["path"].split(".")[1] if row["path"].startswith("modes.") else ""
                what = row["what"].removeprefix(f"{'HTML' if mode == 'html' else mode} ")
                found = [f"{half[key]:.3f}" if key in half else "–" for half in halves]
                cells.setdefault(what, {})[mode] = found
        modes = list(dict.fromkeys(mode for each in cells.values() for mode in each))
        heads = [f"{MODES[mode]}{half}" for mode in modes for half in ("nobody has read", "in view")]
        rows = [
            [what, *(text for mode in modes for text in each.get(mode, ["–", "–"]))]
            for what, each in cells.items()
        ]
        widths = (40, *([60 // len(heads)] * len(heads)))
        return [table(("figure", *heads), widths, ([[nodes.Text(text)] for text in row] for row in rows))]


class MarkupAnswers(Figures):
    """How far the answer for a page's text agrees with the page's markup: before the labeller was taught, and now."""

    required_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the table: a row for pages that were taught on, for the others, and for all."""
        before, now = self.read("markup_before"), self.read("markup")
        rows: list[list[Sequence[nodes.Node]]] = []
        for group in ("not taught on", "taught on", "all"):
            cells = [group, f"{now[group]['lines']:,}"]
            cells += [f"{figures[group]['agree']:.3f}" for figures in (before, now)]
            cells += [f"{now[group]['rare_lines']:,}"]
            cells += [f"{figures[group]['rare_agree']:.3f}" for figures in (before, now)]
            rows.append([[nodes.Text(text)] for text in cells])
        heads = ("pages", "lines", "before", "now", "rare lines", "before", "now")
        return [table(heads, (22, *([13] * 6)), rows)]


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


def cell(figures: dict[str, Any], prefix: str, paths: str) -> str:
    """Return a figure, or two, the second in parentheses; nothing where there is none."""
    found = [figures.get(f"{prefix}.sources.{path}") for path in paths.split()]
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
    app.add_directive("quality-unread", QualityUnread)
    app.add_directive("markup-answers", MarkupAnswers)
    return {"parallel_read_safe": True}
