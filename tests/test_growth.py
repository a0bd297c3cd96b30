"""Time grows with the size of a page and not faster, whatever stands on it; `growth` says how that is measured."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import regex

import natodocs
from growth import TIMES, grows_badly
from natodocs import parse
from natodocs._fields.bylines import pieces
from natodocs._fields.datelines import paragraph
from natodocs._patterns.lazy import Compiled
from rules.test_rules import holds, is_searched, named, rules
from shapes import IN_HTML, IN_LINES, ON_PAGES, UNITS, repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from natodocs._rules.loader import Rule

pytestmark = pytest.mark.slow

LINES: Final = (625, 2_500, 10_000, 40_000)  # characters; for a single pattern
# Characters of a whole page, each of whose lines takes a hundred times as long.
PAGES: Final = (5_000, 20_000)
HANDED_IN: Final = 400  # characters; the longest line in which a stage searches with a rule
PASSED_OVER: Final = 5  # plain loops over what is not read, but for whether there is something in it
# Times, from one size to the next, where lines are short; in a square it is 16, in a cube 64.
SQUARE: Final = 32


def first_that_grows_badly(work: Callable[[str], object], units: Iterable[str]) -> str | None:
    tried = (
        grows_badly(work, repeated(unit, LINES, end)) for unit in dict.fromkeys(units) for end in ("", "\0")
    )
    return next(filter(None, tried), None)


def worst_within(work: Callable[[str], object], units: Iterable[str], most: int) -> list[str]:
    """Return what is wrong with lines that are no longer than `most` characters: worse than a square is."""
    tried = (grows_badly(work, repeated(unit, (most // TIMES, most)), SQUARE) for unit in units)
    return [found for found in tried if found]


class TestTheMeasure:
    """It finds what it is there for, and nothing else."""

    @pytest.mark.parametrize("pattern", ["a*b", "a*?b", "[^b]*b", "a*(?:b|c)"])
    def test_a_bad_pattern_is_found(self, pattern: str) -> None:
        assert first_that_grows_badly(re.compile(pattern).search, ["a"])

    @pytest.mark.parametrize("pattern", ["a", "a++b|[^a]", "(?:a{1,20})b", ".*+", "b"])
    def test_a_sound_pattern_is_not(self, pattern: str) -> None:
        assert first_that_grows_badly(regex.compile(pattern).match, ["a", "ab"]) is None

    def test_a_loop_within_a_loop_is_found(self) -> None:
        def work(text: str) -> object:
            return [text.count(character) for character in text]

        assert grows_badly(work, repeated("a", (2_500, 10_000)))

    def test_loops_one_after_the_other_are_not(self) -> None:
        def work(text: str) -> object:
            return [[ord(character) for character in text] for _ in range(100)]

        assert grows_badly(work, repeated("a", PAGES)) is None

    def test_a_cube_is_found_in_short_lines(self) -> None:
        assert worst_within(re.compile("a*a*b").search, "a", HANDED_IN)
        assert not worst_within(re.compile("a*b").search, "a", HANDED_IN)


def worst(rule: Rule) -> Iterator[str]:
    """Yield what a rule may choke on: its examples, their beginnings, and what matches nearly everything."""
    yield from UNITS
    for text in (*rule.matches, *rule.spares):
        yield from (text, text + " ")
    for text in rule.matches[:3]:
        yield from (text[:end] for end in range(1, len(text), max(1, len(text) // 6)))


class TestRules:
    """Every pattern of the rules that is matched at the start of a line reads it in linear time."""

    @pytest.mark.parametrize("rule", [rule for rule in rules() if not is_searched(rule)], ids=named)
    def test_matched(self, rule: Rule) -> None:
        assert first_that_grows_badly(lambda text: holds(rule, text), worst(rule)) is None

    @pytest.mark.parametrize("rule", [rule for rule in rules() if is_searched(rule)], ids=named)
    def test_searched(self, rule: Rule) -> None:
        """A pattern that is searched may begin anywhere: its stage hands it short lines alone."""
        assert worst_within(lambda text: holds(rule, text), worst(rule), HANDED_IN) == []


METHODS: Final = ("search", "finditer", "findall", "sub", "split", "match", "fullmatch")


def patterns_in_code() -> list[tuple[str, str]]:
    """Return each pattern that a module holds, as "module.NAME", with each way in which it is used there."""
    found = []
    folders = natodocs.__path__
    for info in pkgutil.walk_packages(folders, "natodocs."):
        if info.name.split(".")[1] in ("_cli", "__main__"):
            continue  # an extra, which reads no page
        module = importlib.import_module(info.name)
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        used = {
            (node.func.value.id, node.func.attr)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.attr in METHODS
        }
        for name, method in sorted(used):
            if isinstance(getattr(module, name, None), (re.Pattern, regex.Pattern, Compiled)):
                found.append((f"{info.name}.{name}", method))
    return found


def patterns_of_words() -> list[tuple[str, str]]:
    """Return each pattern made of words of the rules, as "module.function", with each way in which it is used."""
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(natodocs.__path__, "natodocs.")
        if info.name.split(".")[1] not in ("_cli", "__main__")
    ]
    used = {
        (getattr(called.func, "id", getattr(called.func, "attr", "")), node.func.attr)
        for module in modules
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in METHODS
        and isinstance(called := node.func.value, ast.Call)
    }
    return [
        (f"{module.__name__}.{name}", method)
        for module in modules
        for name, function in sorted(vars(module).items())
        if hasattr(function, "cache_info") and function.__module__ == module.__name__
        if not inspect.signature(function).parameters
        if str(function.__wrapped__.__annotations__["return"]).startswith("regex.Pattern")
        for method in sorted(method for called, method in used if called == name)
    ]


# Modules that are handed short texts alone, and how short, in characters; the tests of pages show that.
CUT_SHORT: Final = {
    "natodocs._fields.bylines.names": 320,
    "natodocs._fields.comments.sections": 160,
    "natodocs._fields.dates.line": 240,
    "natodocs._document.html.metadata": 2_000,
}


class TestPatternsInCode:
    """So does every pattern that stands in the code, in the way in which it is used."""

    def test_there_are_patterns_of_words(self) -> None:
        assert len(patterns_of_words()) > 10

    @pytest.mark.parametrize(("name", "method"), [*patterns_in_code(), *patterns_of_words()])
    def test_pattern(self, name: str, method: str) -> None:
        module, _, constant = name.rpartition(".")
        pattern: Any = getattr(importlib.import_module(module), constant)
        if hasattr(pattern, "cache_info"):
            pattern = pattern()

        def work(text: str) -> object:
            given = text.encode() if isinstance(pattern.pattern, bytes) else text
            if method == "finditer":
                return sum(1 for _ in pattern.finditer(given))
            if method == "sub":
                return pattern.sub(given[:0], given)
            return getattr(pattern, method)(given)

        if module in CUT_SHORT:
            assert worst_within(work, UNITS, CUT_SHORT[module]) == []
        else:
            assert first_that_grows_badly(work, UNITS) is None


# A page of which each line is read through: it has a title, a byline, marks and a quotation.
AROUND: Final = (
    "Bridge opens\n\nBy *Ada Lund*\n\nHARBURY: “The bridge is **open**,{}” she said {}again.\n\nTags: {}"
)


class TestPages:
    """So does a whole page of plain text."""

    @pytest.mark.parametrize("unit", ON_PAGES, ids=ascii)
    @pytest.mark.parametrize("around", ["{}", AROUND], ids=["alone", "within"])
    def test_page(self, unit: str, around: str) -> None:
        def work(text: str) -> object:
            return parse.page(around.replace("{}", text), language="en", media_type="text/plain")

        work("")  # what is loaded once is no part of it
        assert grows_badly(work, repeated(unit, PAGES)) is None

    @pytest.mark.parametrize("unit", [*ON_PAGES, *IN_LINES], ids=ascii)
    @pytest.mark.parametrize("name", ["byline", "dateline", "quotes"])
    def test_single_texts(self, name: str, unit: str) -> None:
        reader: Callable[[str], object] = getattr(parse, name)
        reader("By Ada Lund")
        assert grows_badly(reader, repeated(unit, PAGES)) is None

    @pytest.mark.parametrize("unit", [*UNITS, *IN_LINES], ids=ascii)
    @pytest.mark.parametrize(
        ("reader", "most"), [(parse.byline, pieces.LONGEST), (parse.dateline, paragraph.LOOKED_AT)]
    )
    def test_no_line_takes_long(self, reader: Callable[[str], object], most: int, unit: str) -> None:
        """Both parsers look at the first characters of a line alone, and read them in next to no time."""
        reader("By Ada Lund")  # what is loaded once is no part of it
        longest, long = repeated(unit, (most, 100_000))
        assert worst_within(reader, [unit], most) == []
        assert grows_badly(reader, [longest, long], loops=PASSED_OVER) is None
        assert reader(long) == (reader(longest) if reader is parse.dateline else None)


class TestHtml:
    """So does a page of HTML."""

    @pytest.mark.parametrize("unit", IN_HTML, ids=ascii)
    def test_page(self, unit: str) -> None:
        parse.page("<p>The bridge is open.</p>")

        def work(text: str) -> object:
            return parse.page(text, language="en", media_type="text/html")

        assert grows_badly(work, repeated(unit, PAGES)) is None

    @pytest.mark.parametrize("page", ["<p {}>a</p>", '<p class="{}">a</p>', "<p>{}</p>", "<title>{}</title>"])
    @pytest.mark.parametrize("unit", ["a=b ", "comment-a ", "a"])
    def test_inside(self, page: str, unit: str) -> None:
        def work(text: str) -> object:
            return parse.page(page.format(text), language="en", media_type="text/html")

        assert grows_badly(work, repeated(unit, PAGES)) is None
