"""The house: packages by stage of a page's way, one direction, one place for an idea.

The direction of imports is held by import-linter (`nox -s lint`); here is what it cannot see.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import natodocs
from natodocs._rules import loader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT: Final = Path(natodocs.__path__[0])
CLONE: Final = Path(__file__).parents[1]
PACKAGES: Final = sorted(path.parent for path in ROOT.rglob("__init__.py") if path.parent != ROOT)
LONGEST_FACE: Final = 40  # lines
MOST_ENTRIES: Final = 25  # at the top: more are no floor plan
MODULE: Final = re.compile(r"`([\w/]+\.py)`")  # in prose
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


READERS: Final = ("_entities", "_fields", "_labels", "_document/html")  # of what pages print
SOURCES: Final = [path for package in READERS for path in sorted((ROOT / package).rglob("*.py"))]
COMPILERS: Final = frozenset(("compile", "lazily"))
LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
# What of a pattern is no text: properties, names of groups, flags, escapes, classes of characters, comments.
SYNTAX: Final = re.compile(
    r"\\[pPL]\{?<?\^?\w+[}>]?|\(\?P[<=]\w+[>)]?|\(\?[aiLmsux-]+[:)]|\\\w|\[(?:\\.|[^\]\\])*\]|\s#\s.*"
)
# Words of lists that patterns may hold nevertheless, and why.
IN_PATTERNS: Final = {
    "domains": "com org net de fr uk it es co at in tv info news eu pl mx ca au za",  # ends of addresses
    "style sheets": "none",  # "display: none"
    "addresses": "index",  # "/index.html"
    "Scottish names": "mac",  # a capital follows it within a name, in all languages
    "fields of pages": "copyright created date edit event issued last posted published released un",  # "datePublished"
    "learned": "you",  # the weights of readers' voices were learned with it
}
# Words of other languages than English that are names of code as well: fields of records, tags, kinds, languages,
# ends of addresses, signs.
IDENTIFIERS: Final = frozenset(
    (
        *(
            "byl",
            "com",
            "comma",
            "data",
            "else",
            "em",
            "en",
            "end",
            "far",
            "legal",
            "li",
            "line",
            "main",
            "name",
            "og",
            "part",
        ),
        *("region", "second", "site", "size", "stand", "tag", "titles", "ul"),
    )
)


class TestWordsStandInRules:
    """No reader holds a word that a list of the rules has: a language is added with data alone."""

    @pytest.mark.parametrize("path", SOURCES, ids=name_of)
    def test_patterns(self, path: Path) -> None:
        allowed = {word for words in IN_PATTERNS.values() for word in words.split()}
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = {
            word
            for text in patterns_of(tree)
            for word in LETTERS.findall(SYNTAX.sub(" ", str(text.value)).casefold())
            if word in listed() and word not in allowed
        }
        assert sorted(found) == [], f"{listed_in(found)}: build the pattern of that list, with `one_of`"

    @pytest.mark.parametrize("path", SOURCES, ids=name_of)
    def test_other_strings(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        elsewhere = {id(text) for text in (*docstrings_of(tree), *patterns_of(tree))}
        found = {
            word
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in elsewhere
            for word in LETTERS.findall(SYNTAX.sub(" ", node.value).casefold())
            if word in foreign() and word not in IDENTIFIERS
        }
        assert sorted(found) == [], f"{listed_in(found)}: ask for that list"

    def test_finds_them(self) -> None:
        tree = ast.parse("import re\nUNITS = re.compile(r'\\d\\s(?:Uhr|\\p{Lu})', regex.V1, listed('of'))")
        assert [SYNTAX.sub(" ", str(text.value)).strip() for text in patterns_of(tree)] == ["(?:Uhr| )"]
        assert {"uhr", "und", "ve", "and"} <= listed()
        assert "and" not in foreign()


@cache
def listed() -> frozenset[str]:
    """Return the words that the lists of all languages are made of."""
    return words_of([loader.EVERYWHERE, *loader.languages()])


@cache
def foreign() -> frozenset[str]:
    """Return those of languages other than English, which the code is written in."""
    return words_of(loader.languages() - {loader.FALLBACK}) - words_of([loader.FALLBACK])


def words_of(files: Iterable[str]) -> frozenset[str]:
    lists = (words for file in files for words in loader.load_file(file).words.values())
    return frozenset(word for words in lists for text in words for word in LETTERS.findall(text.casefold()))


def listed_in(found: Iterable[str]) -> list[str]:
    """Return which lists hold some words, for the message."""
    return sorted(
        f"{file}: words.{name} has {word!r}"
        for file in (loader.EVERYWHERE, *loader.languages())
        for name, words in loader.load_file(file).words.items()
        for word in found
        if word in words
    )


def patterns_of(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield what stands in calls that compile a pattern, but in calls among their arguments: those name lists."""
    for node in ast.walk(tree):
        name = (
            getattr(node.func, "attr", getattr(node.func, "id", None)) if isinstance(node, ast.Call) else None
        )
        if isinstance(node, ast.Call) and name in COMPILERS:
            waiting: list[ast.AST] = list(node.args)
            while waiting:
                part = waiting.pop(0)
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part
                elif not isinstance(part, ast.Call):
                    waiting += ast.iter_child_nodes(part)


def docstrings_of(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the strings that stand as statements: docstrings of modules, classes, functions and fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def constants(module: Path) -> dict[str, str]:
    """Return the upper-case names that a module defines, each with the source of its value."""
    found = {}
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        value = getattr(node, "value", None)
        for target in targets:
            if isinstance(target, ast.Name) and target.id.isupper() and value is not None:
                found[target.id] = ast.unparse(value)
    return found


class TestANameMeansOneThing:
    """No two modules of a package give one upper-case name two values: a reader takes them for one."""

    @pytest.mark.parametrize("package", [ROOT, *PACKAGES], ids=name_of)
    def test_constants(self, package: Path) -> None:
        values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for module in sorted(package.glob("*.py")):
            for name, value in constants(module).items():
                values[name][value].append(module.name)
        clashes = {
            name: sorted(module for modules in of.values() for module in modules)
            for name, of in values.items()
            if len(of) > 1
        }
        assert clashes == {}, "name what each holds apart; where it is one thing, keep it in one module"


class TestProseFollowsTheTree:
    """A module that a docstring or a comment names is there: beside the one that names it, or below the package."""

    def test_modules(self) -> None:
        named = {
            (module, name)
            for module in sorted(ROOT.rglob("*.py"))
            for name in MODULE.findall(module.read_text(encoding="utf-8"))
        }
        assert len(named) > 10
        assert [
            (name_of(module), name)
            for module, name in sorted(named)
            if not any((folder / name).exists() for folder in (module.parent, ROOT, CLONE))
        ] == []
