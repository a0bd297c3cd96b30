"""Tables of the reference that are read from the package itself, so that they cannot differ from it.

```{block-kinds}
```
```{rule-rows} en
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from natodocs._labels import blocks
from natodocs._output.viewer.kinds import KINDS
from natodocs._rules import loader


class BlockKinds(SphinxDirective):
    """A row for each kind of block."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = (
            (
                code(kind.name),
                [nodes.Text(row.meaning)],
                [nodes.Text(row.family.value)],
                [nodes.Text("yes" if kind in blocks.BODY else "")],
            )
            for kind, row in KINDS.items()
        )
        heads = ("member", "what it is", "belongs to", "in body")
        return [table(heads, (20, 50, 20, 10), rows)]


class RuleRows(SphinxDirective):
    """The rows of rule files, a table for each of their tables."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the tables of the file that is named; without a name, of every language but English."""
        if self.arguments:
            return list(rule_tables(loader.load_file(self.arguments[0])))
        others = map(loader.load_file, sorted(loader.languages() - {"en"}))
        return [node for file in others for node in rule_tables(file, f"{file.name}.toml: ")]


def rule_tables(file: loader.RuleFile, prefix: str = "") -> Iterator[nodes.Node]:
    """Yield the tables of a file, each below its name."""
    tables = [("phrases", phrases(file)), *((name, patterns(rules)) for name, rules in file.rules.items())]
    heads = ("row", "why", "takes, for example", "leaves alone")
    for name, rows in tables:
        if cells := list(rows):
            yield nodes.rubric("", "", nodes.Text(prefix), nodes.literal(text=f"[[{name}]]"))
            yield table(heads, (16, 34, 25, 25), cells)


Cell = Sequence[nodes.Node]


def phrases(file: loader.RuleFile) -> Iterator[Sequence[Cell]]:
    """Return a row of cells for each row of whole lines."""
    for row in file.phrases:
        yield (
            code(row.name),
            [nodes.Text(f"{row.sign.kind}: {row.sign.why}")],
            code(*row.lines[:3]),
            code(*row.spares[:2]),
        )


def patterns(rules: Iterable[loader.Rule]) -> Iterator[Sequence[Cell]]:
    """Return a row of cells for each pattern."""
    for rule in rules:
        kind = f"{rule.more['kind']}: " if "kind" in rule.more else ""
        yield code(rule.name), [nodes.Text(kind + rule.why)], code(*rule.matches[:2]), code(*rule.spares[:2])


def code(*texts: str) -> Cell:
    """Return texts as code, a line each."""
    if len(texts) == 1:
        return [nodes.literal(text=texts[0])]
    return [nodes.line_block("", *(nodes.line("", "", nodes.literal(text=text)) for text in texts))]


def table(heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> nodes.table:
    """Return a table; widths are shares of it."""
    group = nodes.tgroup(cols=len(heads))
    group.extend(nodes.colspec(colwidth=width) for width in widths)
    group += nodes.thead("", line([nodes.Text(head)] for head in heads))
    group += nodes.tbody("", *map(line, rows))
    return nodes.table("", group, classes=["colwidths-given"])


def line(cells: Iterable[Cell]) -> nodes.row:
    """Return a row of a table."""
    row = nodes.row()
    for cell in cells:
        inline = all(isinstance(node, nodes.Inline | nodes.Text) for node in cell)
        row += nodes.entry("", nodes.paragraph("", "", *cell) if inline else nodes.container("", *cell))
    return row


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directives."""
    app.add_directive("block-kinds", BlockKinds)
    app.add_directive("rule-rows", RuleRows)
    return {"parallel_read_safe": True}
