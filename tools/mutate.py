"""Break the code in small ways, one at a time, and say which of them no test notices.

    python -m tools.mutate --module dates --sample 40      # forty mutants of the dates
    python -m tools.mutate --module dates --only 17 --show # what the seventeenth is

A mutant has one comparison, operator, number, condition or return value changed, or one statement left out. The tests
that cover its module are run until one fails. A mutant that lives is read by somebody: either it changes nothing that
anybody could see, or a test is missing, or the code is.

Most mutants are tried in a process that is forked when all is loaded and has run the tests once: it gets the code of
the changed function, and no more. What lives there is tried again by a Python of its own, in a copy of the tree.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

import pytest
from attrs import frozen

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src/natodocs"
PYTEST: Final = (
    *("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-W", "ignore", "-m", "not slow"),
    *("--hypothesis-profile", "mutation"),
)
SECONDS: Final = 300  # that the tests of a mutant may take; its loop may have no end


@frozen
class Module:
    """What is mutated together."""

    sources: tuple[str, ...]
    """Folders and files of the package."""
    tests: tuple[str, ...]
    """The tests that cover them first of all; a mutant that lives meets `MORE` as well."""


MORE: Final = ("tests/fields", "tests/quotations", "tests/document", "tests/test_pages.py")
MODULES: Final[Mapping[str, Module]] = {
    "quotes": Module(("_quotes",), ("tests/quotations",)),
    "passages": Module(
        ("_quotes/passages.py", "_document/marks.py", "_document/html/marks.py"),
        (
            "tests/quotations/test_passages.py",
            "tests/quotations/test_quote_marks.py",
            "tests/document/test_html.py",
            "tests/document/test_marks.py",
        ),
    ),
    "datelines": Module(
        ("_fields/datelines",),
        ("tests/fields/test_dateline.py", "tests/fields/test_glance.py", "tests/fields/test_fields.py"),
    ),
    "bylines": Module(
        ("_fields/bylines",),
        (
            "tests/fields/test_byline_sources.py",
            "tests/fields/test_in_place.py",
            "tests/fields/test_byline.py",
            "tests/fields/test_authorship.py",
            "tests/fields/test_fields.py",
            "tests/fields/test_glance.py",
        ),
    ),
    "dates": Module(
        ("_fields/dates", "_entities/dates"),
        (
            "tests/fields/test_printed_dates.py",
            "tests/fields/test_unlabelled.py",
            "tests/fields/test_weighed_dates.py",
            "tests/fields/test_dates.py",
            "tests/fields/test_dating.py",
            "tests/fields/test_fields.py",
        ),
    ),
}

SWAPPED: Final[Mapping[type[ast.AST], type[Any]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
}
Functions: Final = (ast.FunctionDef, ast.AsyncFunctionDef)


@frozen
class Mutant:
    """A file with one change."""

    path: Path
    """The file."""
    line: int
    """Where the change is."""
    before: str
    """What stood there."""
    after: str
    """What stands there."""
    function: str | None
    """The outermost function around it; `None` where it is in the body of the module."""
    number: int
    """Which of the nodes of the file is changed."""
    change: int
    """In which of the ways that there are."""

    def tree(self) -> ast.Module:
        """Return the file with the change."""
        tree = ast.parse(self.path.read_text("utf-8"))
        changed, _ = list(_nodes(tree))[self.number]
        _changes(changed)[self.change](changed)
        return ast.fix_missing_locations(tree)

    def __str__(self) -> str:
        place = f"{self.path.relative_to(PACKAGE)}:{self.line}"
        return f"{place}: {self.before}  ->  {self.after}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield all mutants of a file."""
    for number, (node, function) in enumerate(_nodes(ast.parse(path.read_text("utf-8")))):
        before = ast.unparse(node)
        for change in range(len(_changes(node))):
            changed = deepcopy(node)
            _changes(changed)[change](changed)
            after = ast.unparse(ast.fix_missing_locations(changed))
            if after != before:
                yield Mutant(path, int(vars(node)["lineno"]), before, after, function, number, change)


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.AST, str | None]]:
    """Yield what can be changed, and in which function it stands."""

    def walk(
        node: ast.AST, outer: str | None, names: tuple[str, ...]
    ) -> Iterator[tuple[ast.AST, str | None]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Functions):
                inner = outer or ".".join((*names, child.name))
                for part in child.body:
                    yield from [(part, inner)] if _changes(part) else []
                    yield from walk(part, inner, names)
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, outer, (*names, child.name))
            elif isinstance(child, ast.AnnAssign):
                yield from walk(ast.Expr(child.value), outer, names) if child.value else ()
            elif not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
                if _changes(child):
                    yield child, outer
                yield from walk(child, outer, names)

    yield from walk(tree, None, ())


Change = Callable[[Any], None]  # changes a node of the kind that it is for, in place


def _changes(node: ast.AST) -> tuple[Change, ...]:
    """Return the ways in which a node can be changed."""
    return next((ways(node) for kinds, ways in WAYS if isinstance(node, kinds)), ())


def _of_comparison(node: ast.Compare) -> tuple[Change, ...]:
    def swap(node: ast.Compare) -> None:
        node.ops = [SWAPPED[type(node.ops[0])]()]

    return (swap,) if len(node.ops) == 1 and type(node.ops[0]) in SWAPPED else ()


def _of_operation(node: ast.BoolOp | ast.BinOp) -> tuple[Change, ...]:
    def swap(node: ast.BoolOp | ast.BinOp) -> None:
        node.op = SWAPPED[type(node.op)]()

    return (swap,) if type(node.op) in SWAPPED else ()


def _of_condition(node: ast.If | ast.IfExp | ast.While) -> tuple[Change, ...]:
    def negate(node: ast.If | ast.IfExp | ast.While) -> None:
        node.test = ast.UnaryOp(ast.Not(), node.test)

    return (negate,)


def _of_negation(node: ast.UnaryOp) -> tuple[Change, ...]:
    return (lambda node: _become(node, node.operand),) if isinstance(node.op, ast.Not) else ()


def _of_constant(node: ast.Constant) -> tuple[Change, ...]:
    def put(value: float) -> Change:
        return lambda node: setattr(node, "value", value)

    if isinstance(node.value, bool):
        return (put(not node.value),)
    return (put(node.value + 1), put(node.value - 1)) if isinstance(node.value, int | float) else ()


def _of_return(node: ast.Return) -> tuple[Change, ...]:
    def forget(node: ast.Return) -> None:
        node.value = ast.Constant(None)

    return () if node.value is None or isinstance(node.value, ast.Constant) else (forget,)


def _of_statement(node: ast.stmt) -> tuple[Change, ...]:
    if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom):
        return ()
    return (lambda node: _become(node, ast.copy_location(ast.Pass(), node)),)


def _become(node: ast.AST, other: ast.AST) -> None:
    """Make a node another, where it stands."""
    fields = dict(vars(other))
    node.__class__ = type(other)
    vars(node).update(fields)


WAYS: Final[
    tuple[tuple[type[ast.AST] | tuple[type[ast.AST], ...], Callable[[Any], tuple[Change, ...]]], ...]
] = (
    (ast.Compare, _of_comparison),
    ((ast.BoolOp, ast.BinOp), _of_operation),
    ((ast.If, ast.IfExp, ast.While), _of_condition),
    (ast.UnaryOp, _of_negation),
    (ast.Constant, _of_constant),
    (ast.Return, _of_return),
    ((ast.Assign, ast.AugAssign, ast.Continue, ast.Expr), _of_statement),
)


def sample(module: Module, size: int, seed: int) -> list[Mutant]:
    """Return some of the mutants of a module, the same for the same seed."""
    files = [
        path
        for source in module.sources
        for path in (
            [PACKAGE / source] if source.endswith(".py") else sorted((PACKAGE / source).rglob("*.py"))
        )
    ]
    every = [mutant for path in files for mutant in mutants(path)]
    return random.Random(seed).sample(every, min(size, len(every)))


def forked(mutant: Mutant, tests: Sequence[str], tree: ast.Module) -> bool:
    """Return whether a test fails in a fork of this process whose function is that of another tree of its file."""
    code = next(_codes(compile(tree, str(mutant.path), "exec"), mutant.function or ""), None)
    if code is None:
        return False
    if (child := os.fork()) == 0:
        module = ".".join(mutant.path.relative_to(PACKAGE.parent).with_suffix("").parts)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        signal.alarm(SECONDS)
        found = [
            one
            for one in gc.get_objects()
            if isinstance(one, FunctionType)
            and one.__code__.co_filename == str(mutant.path)
            and one.__code__.co_qualname == mutant.function
        ]
        try:
            for one in found:
                one.__code__ = code
        except ValueError:  # it closes over something else
            os._exit(0)
        for one in gc.get_objects():
            if isinstance(one, _lru_cache_wrapper) and (one.cache_info().maxsize or one.__module__ == module):
                one.cache_clear()
        os._exit(int(pytest.main([*PYTEST, *tests]) == pytest.ExitCode.TESTS_FAILED))
    return os.waitpid(child, 0)[1] != 0


def _codes(code: CodeType, name: str) -> Iterator[CodeType]:
    if code.co_qualname == name:
        yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner, name)


def alone(mutant: Mutant, tests: Sequence[str], tree: Path) -> bool:
    """Return whether a test fails in a Python of its own, in a copy of the tree."""
    path = tree / mutant.path.relative_to(ROOT)
    before = path.read_text("utf-8")
    path.write_text(ast.unparse(mutant.tree()), "utf-8")
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "pytest", *PYTEST, *tests],
            cwd=tree,
            env=os.environ | {"PYTHONPATH": str(tree / "src")},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(before, "utf-8")
    return done.returncode != 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a sample of mutants of each module, and print those that live."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--module", action="append", choices=MODULES, help="may be given again; all unless it is"
    )
    parser.add_argument("--sample", type=int, default=40, help="mutants of each module")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, action="append", help="the number of a mutant in its sample")
    parser.add_argument(
        "--quick", action="store_true", help="do not try those that live again, with more tests"
    )
    parser.add_argument("--show", action="store_true", help="print the mutants, and try none")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        for part in ("src", "tests", "examples", "tools", "docs"):
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__", "_build"))
        for name in ("pyproject.toml", "CHANGELOG.md", "README.md"):
            shutil.copy(ROOT / name, tree)
        for name in chosen.module or MODULES:
            module = MODULES[name]
            drawn = list(enumerate(sample(module, chosen.sample, chosen.seed)))
            drawn = [(number, mutant) for number, mutant in drawn if not chosen.only or number in chosen.only]
            if chosen.show:
                print(*(f"{number:3} {mutant}" for number, mutant in drawn), sep="\n")
                continue
            again = next((one for _, one in drawn if one.function), None)
            if pytest.main([*PYTEST, *module.tests]) or (
                again and forked(again, module.tests, ast.parse(again.path.read_text("utf-8")))
            ):
                sys.exit("the tests fail without a mutant, or when they are run again")
            killed = 0
            for number, mutant in drawn:
                dies = (
                    forked(mutant, module.tests, mutant.tree())
                    if mutant.function
                    else alone(mutant, module.tests, tree)
                ) or (not chosen.quick and alone(mutant, MORE, tree))
                killed += dies
                if not dies:
                    print(f"{number:3} lives: {mutant}", flush=True)
            print(f"{name}: {killed} of {len(drawn)} die", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
