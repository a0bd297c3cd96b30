"""A language is added with data alone: a file in a folder of rules, and pages in it are read.

The language is made up, so that no other file knows its words. Each case is a page, and what is read with the file and
not without it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from natodocs._rules import loader

RULES: Final = Path(__file__).parents[2] / "src/natodocs/_rules"

LANGUAGE: Final = r"""
[meta]
language = "xx"
source = "written for natodocs"
licence = "Apache-2.0"

[[phrases]]
name = "buttons"
kind = "share"
why = "a button"
lines = ["trevu plodnim"]
spares = ["trevu"]

[[signs]]
name = "more"
kind = "related"
why = "begins with an invitation to another story"
pattern = '''(?i:lezu tok)\s?:'''
matches = ["Lezu tok: Drobna ferin"]
spares = ["Lezu tok"]

[[signs]]
name = "tags"
kind = "tags"
words = 80
why = "begins with a word for keywords"
pattern = '''(?i:zlovur)\s?:(?=.{2})'''
matches = ["Zlovur: Ferin, Halka"]
spares = ["Zlovur halka"]

[[byline]]
name = "cue"
why = "the word for by"
pattern = '''(?i:skrivu)\s+(?=\p{Lu})'''
matches = ["Skrivu Ada Lund"]
spares = ["Skrivu tok"]

[[tag_label]]
name = "label"
why = "a word for keywords"
pattern = '''(?i:zlovur)\s?:\s*+'''
matches = ["Zlovur: "]
spares = ["Zlovurin"]

[words.byline]
joiners = ["ak"]
with = ["pomu"]
at = ["vu"]
reading_time = ["chitan"]

[words.bio]
verbs = ["pisuje"]

[words.dates]
published = ["vydrun"]
modified = ["pozmun"]
of = ["zu"]
before_time = ["nu"]
oclock = ["chas"]
units = ["trimu"]

[words.quotes]
that = ["zhe"]
pronouns = ["lun"]
masculine = ["lun"]
feminine = []
auxiliaries = []
according = ["dlo"]
phrases = []
determiners = ["ta"]
conjunctions = ["ak"]
nobody = []

[words.quotes.cues]
neutral = ["golat"]
denying = ["marvat"]
"""

PROSE: Final = "Drobna ferin lavot sen telka na maruk, kel tarvo plenu vusta dorim halka ne sorvu."


def page(*blocks: str) -> str:
    return "\n\n".join(("Drobna ferin lavot", *blocks, PROSE, PROSE))


# What the case shows: the page, where in the answer to look, what is there.
CASES: Final[dict[str, tuple[str, str, Any]]] = {
    "cue of a byline": (page("Skrivu Ada Lund"), "authors", ["Ada Lund"]),
    "two authors": (page("Skrivu Ada Lund ak Per Moe"), "authors", ["Ada Lund", "Per Moe"]),
    "an agency that helped": (page("Skrivu Ada Lund pomu Reuters"), "authors", ["Ada Lund"]),
    "where the author is": (page("Skrivu Ada Lund vu Oslo"), "authors", ["Ada Lund"]),
    "reading time": (page("Skrivu Ada Lund, 5 trimu chitan"), "authors", ["Ada Lund"]),
    "day, month and hour": (page("Pozmun: 5 zu May zu 2021 nu 16 chas"), "modified", "2021-05-05"),
    "whole line": (page(PROSE, "Trevu plodnim"), "kinds", ["share"]),
    "pattern of a line": (page(PROSE, "Lezu tok: Ferin halka"), "kinds", ["related"]),
    "word before a date": (page("Pozmun: 2021-05-03"), "modified", "2021-05-03"),
    "tags": (page(PROSE, "Zlovur: Ferin, Halka"), "tags", ["Ferin", "Halka"]),
    "reporting verb": (page('"Ta ferin lavot sen telka na maruk", marvat Ada Lund.'), "cues", ["denying"]),
    "speech without marks": (
        page("Ada Lund golat zhe ta ferin lavot sen telka na maruk."),
        "speakers",
        ["Ada Lund"],
    ),
}

READ: Final = """
import json, sys
from pathlib import Path
from natodocs._rules import loader
loader.FOLDER = Path(sys.argv[1])  # before anything is read
from natodocs import parse

answers = []
for text in json.load(sys.stdin):
    page = parse.page(text, language="xx", media_type="text/plain")
    answers.append({
        "authors": [author.name for author in page.byline.authors] if page.byline else [],
        "kinds": [str(block.kind) for block in page.blocks if block.kind in ("share", "related")],
        "modified": str(page.modified.value)[:10] if page.modified else None,
        "speakers": [quote.speaker.name for quote in page.quotes if quote.speaker],
        "cues": [str(quote.cue.kind) for quote in page.quotes if quote.cue],
        "tags": list(page.tags),
    })
print(json.dumps(answers))
"""


def answers(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what is read of each case with a folder of rules, in a process of its own: rules are kept."""
    given = json.dumps([text for text, _, _ in CASES.values()])
    command = [sys.executable, "-c", READ, str(folder)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return dict(zip(CASES, json.loads(done.stdout), strict=True))


@pytest.fixture(scope="module")
def with_the_file(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("with") / "rules"
    shutil.copytree(RULES, folder)
    (folder / "xx.toml").write_text(LANGUAGE, encoding="utf-8")
    return answers(folder)


@pytest.fixture(scope="module")
def without_it() -> dict[str, dict[str, Any]]:
    return answers(RULES)


@pytest.mark.parametrize("case", CASES)
def test_is_read(case: str, with_the_file: dict[str, dict[str, Any]]) -> None:
    _, field, expected = CASES[case]
    assert with_the_file[case][field] == expected


@pytest.mark.parametrize("case", CASES)
def test_is_not_read_without_the_file(case: str, without_it: dict[str, dict[str, Any]]) -> None:
    _, field, expected = CASES[case]
    assert without_it[case][field] != expected


def test_no_file_has_that_name() -> None:
    assert "xx" not in loader.languages()
