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
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from natodocs import BlockKind, _blocks, _rules


class BlockKinds(SphinxDirective):
    """A row for each kind of block."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        said = ModuleAnalyzer.for_module("natodocs._types").find_attr_docs()
        rows = (
            (
                [nodes.literal(text=f"BlockKind.{kind.name}")],
                [nodes.literal(text=f'"{kind}"')],
                [nodes.Text(" ".join(said["BlockKind", kind.name]).strip())],
                [nodes.Text("yes" if kind in _blocks.BODY else "")],
            )
            for kind in BlockKind
        )
        return [table(("member", "value", "what it is", "in Page.body"), (30, 18, 42, 10), rows)]


class RuleRows(SphinxDirective):
    """The rows of a rule file, a table for each of its tables."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the tables, each under its name."""
        file = _rules.load_file(self.arguments[0])
        tables = [
            ("phrases", phrases(file)),
            *((name, patterns(rules)) for name, rules in file.rules.items()),
        ]
        shown: list[nodes.Node] = []
        for name, rows in tables:
            if cells := list(rows):
                shown.append(nodes.rubric("", "", nodes.literal(text=f"[[{name}]]")))
                heads = ("row", "why", "takes, for example", "leaves alone")
                shown.append(table(heads, (16, 34, 25, 25), cells))
        return shown


Cell = Sequence[nodes.Node]


def phrases(file: _rules.RuleFile) -> Iterator[Sequence[Cell]]:
    """Return a row of cells for each row of whole lines."""
    for row in file.phrases:
        yield (
            code(row.name),
            [nodes.Text(f"{row.sign.kind}: {row.sign.why}")],
            code(*row.lines[:3]),
            code(*row.spares[:2]),
        )


def patterns(rules: Iterable[_rules.Rule]) -> Iterator[Sequence[Cell]]:
    """Return a row of cells for each pattern."""
    for rule in rules:
        kind = f"{rule.more['kind']}: " if "kind" in rule.more else ""
        yield code(rule.name), [nodes.Text(kind + rule.why)], code(*rule.matches[:2]), code(*rule.spares[:2])


def code(*texts: str) -> Cell:
    """Return texts as code, a line each."""
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
