"""Time grows with the size of a page and not faster, whatever stands on it.

Measured in processor time of this thread, so that other work does not disturb. The bounds are wide: what they
are to find is a square or worse: four times the size in sixteen times the time.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import regex

import natodocs
from natodocs import parse
from test_rules import holds, named, rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from natodocs._rules import Rule

SIZES: Final = (10_000, 20_000, 40_000)  # characters
FASTEST: Final = 0.02  # seconds; what takes less at the largest size cannot have grown badly
GROWTH: Final = 10  # times, from the smallest to the largest size; in a line it is 4, in a square 16
TRIES: Final = 3  # the best of so many is taken
PATIENCE: Final = 20.0  # seconds, after which a single pattern is given up

# Repeated, these are what patterns choke on: each alone matches nearly everything, and then fails at the end.
UNITS: Final = (
    "a",
    "A",
    "1",
    " ",
    "\t",
    "\xa0",
    ".",
    ",",
    "-",
    "—",
    "'",
    '"',
    "“",
    "”",
    "(",
    "[",
    "*",
    "_",
    "|",
    ":",
    "/",
    "#",
    ">",
    "•",
    "е",
    "文",
    "Aa ",
    "A. ",
    "a-",
    "a, ",
    "1/",
    "a|",
    "By ",
    "of the ",
)


def seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of a few runs."""
    best = float("inf")
    for _ in range(TRIES):
        start = time.thread_time()
        work()
        best = min(best, time.thread_time() - start)
    return best


def grows_badly(work: Callable[[str], object], unit: str, end: str = "") -> str | None:
    """Return what is wrong, or `None` where the time grows with the size."""
    times = []
    for size in SIZES:
        text = unit * (size // len(unit)) + end
        times.append(seconds(lambda text=text: work(text)))  # type: ignore[misc]  # bound in the loop
    if times[-1] <= FASTEST or times[-1] <= GROWTH * times[0]:
        return None
    return f"{unit[:40]!r} + {end!r}: " + ", ".join(f"{taken * 1000:.1f} ms" for taken in times)


def all_that_grow_badly(work: Callable[[str], object], units: Iterator[str]) -> list[str]:
    tried = ((unit, end) for unit in dict.fromkeys(units) for end in ("", "\0"))
    return [wrong for unit, end in tried if (wrong := grows_badly(work, unit, end))]


class TestRules:
    """Every pattern of the rules reads a line in linear time."""

    @pytest.mark.parametrize("rule", rules(), ids=named)
    def test_pattern(self, rule: Rule) -> None:
        def units() -> Iterator[str]:
            yield from UNITS
            for text in (*rule.matches, *rule.spares):
                yield text
                yield text + " "
            for text in rule.matches[:3]:
                yield from (text[:end] for end in range(1, len(text), max(1, len(text) // 6)))

        assert all_that_grow_badly(lambda text: holds(rule, text, PATIENCE), units()) == []


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
            if isinstance(getattr(module, name, None), (re.Pattern, regex.Pattern)):
                found.append((f"{info.name}.{name}", method))
    return found


class TestPatternsInCode:
    """So does every pattern that stands in the code, in the way in which it is used."""

    @pytest.mark.parametrize(("name", "method"), patterns_in_code())
    def test_pattern(self, name: str, method: str) -> None:
        module, _, constant = name.rpartition(".")
        pattern: Any = getattr(importlib.import_module(module), constant)

        def work(text: str) -> object:
            if method == "finditer":
                return sum(1 for _ in pattern.finditer(text))
            if method == "sub":
                return pattern.sub("", text)
            return getattr(pattern, method)(text)

        assert all_that_grow_badly(work, iter(UNITS)) == []


PAGES: Final = (
    *UNITS,
    "\n",
    "\r",
    "a\n",
    "A\n\n",
    "\n\n \n",
    '"a" ',
    '"a" said b. ',
    "“a ",
    "“a” said Ada Lund. ",
    "“A b c.\n\n",
    "Ada Lund said that ",
    "Ada Lund ",
    "he said ",
    "said ",
    "By Ada Lund and ",
    "By Ada Lund\n",
    "OSLO, ",
    "May 5, ",
    "12:30 ",
    "5 May 2020\n",
    "[a](b)",
    "[a](",
    "![",
    "**",
    "_a",
    "www.a.b/",
    "a@",
    "• a\n",
    "# a\n",
    "> a\n",
    "A says:\n",
    "3 May 2027 at 7:12 am\nHello there.\nReply\n",
    "Tags: a, b\n",
    "a, b, c, ",
    "Share\n",
    "Ships do not brake\n",
    "The old bridge over the harbour opened again on Monday morning. ",
    "The old bridge over the harbour opened again on Monday morning.\n\n",
    '"We have beaten the herring," he said.\n\n',
)


class TestPages:
    """So does a whole page of plain text."""

    @pytest.mark.parametrize("unit", PAGES, ids=ascii)
    def test_page(self, unit: str) -> None:
        parse.page("The bridge is open, said Ada Lund.")  # what is loaded once is no part of it
        assert (
            grows_badly(lambda text: parse.page(text, language="en", media_type="text/plain"), unit) is None
        )

    @pytest.mark.parametrize("unit", PAGES, ids=ascii)
    def test_single_texts(self, unit: str) -> None:
        for reader in (parse.byline, parse.dateline, lambda text: parse.quotes(text, language="en")):
            reader("By Ada Lund")
            assert grows_badly(reader, unit) is None


HTML: Final = (
    "<",
    "<p>",
    "<p>a",
    "<div>",
    "</div>",
    "<b><i>",
    "<!--",
    "<a href=",
    "&",
    "&amp;",
    "<table><tr><td>",
    '<div class="comment">a</div>',
    '<div class="comment">a',
    '<p class="byline">By Ada Lund</p>',
    "<li><a href=x>Ships do not brake</a></li>",
    '<script type="application/ld+json">{"a":',
    "<h1>a</h1>",
    "<p>“We have beaten the herring,” he said.</p>",
)


class TestHtml:
    """So does a page of HTML."""

    @pytest.mark.parametrize("unit", HTML, ids=ascii)
    def test_page(self, unit: str) -> None:
        parse.page("<p>The bridge is open.</p>")

        def work(text: str) -> object:
            return parse.page(text, language="en", media_type="text/html")

        assert grows_badly(work, unit) is None

    @pytest.mark.parametrize("page", ["<p {}>a</p>", '<p class="{}">a</p>', "<p>{}</p>", "<title>{}</title>"])
    @pytest.mark.parametrize("unit", ["a=b ", "comment-a ", "a"])
    def test_inside(self, page: str, unit: str) -> None:
        def work(text: str) -> object:
            return parse.page(page.format(text), language="en", media_type="text/html")

        assert grows_badly(work, unit) is None
