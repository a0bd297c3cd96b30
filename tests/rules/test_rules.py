"""The rule files: each is sound, and each row is proven by its own examples."""

from __future__ import annotations

import ast
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import regex

from natodocs import _rules
from natodocs._document.document import Document
from natodocs._labels import line as label_line
from natodocs._rules import files, loader
from natodocs._text import keys
from natodocs._text import lines as text_lines

SOURCE: Final = Path(__file__).parents[2] / "src/natodocs"
LANGUAGES: Final = [loader.EVERYWHERE, *sorted(loader.languages())]

# Patterns are matched from the start of a line, but for those of these tables, which are searched between the
# borders that the stage sets around them. See `_fields/comments/headers.py`.
SEARCHED: Final = {
    "comment_ago": r"(?<![\w.])(?:{})(?!\w)",
    "comment_short": r"(?<![\w./:])(?:{})(?![\w/])",
    "comment_says": r"(?:{})",
    "comment_around": r"^(?:{})|(?<!\w)(?:{})$",
    "comment_never": r"(?<!\w)(?:{})(?!\w)",
}


def rules(table: str | None = None) -> list[loader.Rule]:
    """Return every row with a pattern, of all files; or those of one table."""
    found = [rule for name in LANGUAGES for rows in loader.load_file(name).rules.values() for rule in rows]
    return [rule for rule in found if table in (None, rule.table)]


def is_searched(rule: loader.Rule) -> bool:
    """Whether a row is looked for within a line."""
    return rule.table in SEARCHED or rule.more.get("part") == "tail"


def holds(rule: loader.Rule, text: str) -> bool:
    """Whether a row matches a text, in the way of its stage."""
    if rule.table in SEARCHED:
        return searched(rule).search(text) is not None
    if is_searched(rule):
        return rule.pattern.search(text) is not None
    if rule.more.get("part") == "whole":
        return rule.pattern.fullmatch(text) is not None
    return rule.pattern.match(text) is not None


def searched(rule: loader.Rule) -> regex.Pattern[str]:
    return regex.compile(SEARCHED[rule.table].replace("{}", rule.pattern.pattern), regex.VERSION1)


def named(rule: loader.Rule) -> str:
    return f"{rule.file}-{rule.table}-{rule.name}"


class TestEveryFileIsSound:
    """Files are read, checked and frozen; each says what it is and whose."""

    @pytest.mark.parametrize(
        "name",
        [
            *LANGUAGES,
            *(f"tables/{name}" for name in sorted(files.names(loader.FOLDER.joinpath("tables")))),
        ],
    )
    def test_loads(self, name: str) -> None:
        file = loader.load_file(name)
        assert file.name == name
        assert file.phrases or file.rules or file.words

    @pytest.mark.parametrize("name", LANGUAGES)
    def test_rows_are_named_once(self, name: str) -> None:
        file = loader.load_file(name)
        names = [(rule.table, rule.name) for rows in file.rules.values() for rule in rows]
        names += [("phrases", row.name) for row in file.phrases]
        assert [row for row, count in Counter(names).items() if count > 1] == []

    @pytest.mark.parametrize("name", LANGUAGES)
    def test_word_lists_have_no_word_twice(self, name: str) -> None:
        words = loader.load_file(name).words
        assert {key: twice for key, found in words.items() if (twice := repeated(found))} == {}

    @pytest.mark.parametrize("path", sorted(SOURCE.glob("_rules/tables/*.txt")), ids=lambda path: path.stem)
    def test_lists(self, path: Path) -> None:
        head, names = (
            path.read_text(encoding="utf-8").split("\n# Licence: ", 1)[0],
            loader.load_list(path.stem),
        )
        assert "\n# Source: " in head
        assert names == sorted(set(names))
        assert all(names)


class TestJSON:
    """What ships is JSON made from the TOML, and both say the same."""

    @pytest.fixture
    def shipped(self, tmp_path: Path) -> Path:
        """The data files as in a wheel."""
        for path, content in files.compiled(SOURCE):
            target = tmp_path / path.relative_to(SOURCE).with_suffix(".json")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        return tmp_path

    def test_says_the_same(self, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for folder in ("_rules", "_rules/tables"):
            monkeypatch.setattr(loader, "FOLDER", SOURCE / folder)
            written = {name: loader.load_file.__wrapped__(name) for name in files.names(loader.FOLDER)}
            monkeypatch.setattr(loader, "FOLDER", shipped / folder)
            compiled = {name: loader.load_file.__wrapped__(name) for name in files.names(loader.FOLDER)}
            assert compiled
            assert compiled == written

    def test_says_the_same_of_the_names_of_classes(self, shipped: Path) -> None:
        folder = "_document/html"
        assert files.read(shipped / folder, "class_names") == files.read(SOURCE / folder, "class_names")

    def test_the_toml_is_read_where_both_are(self, tmp_path: Path) -> None:
        (tmp_path / "xx.toml").write_text("a = 1", encoding="utf-8")
        (tmp_path / "xx.json").write_text('{"a": 0}', encoding="utf-8")
        assert files.read(tmp_path, "xx") == {"a": 1}
        assert files.names(tmp_path) == {"xx"}

    def test_a_mistake_is_told_of_the_toml(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "xx.json").write_text(json.dumps({"meta": {}}), encoding="utf-8")
        monkeypatch.setattr(loader, "FOLDER", tmp_path)
        with pytest.raises(loader.BadRules, match=r"xx\.toml: \[meta\]"):
            loader.load_file.__wrapped__("xx")


def repeated(words: tuple[str, ...]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


# Where names of lists are put together at run time: how they begin, and the folders whose strings are the rest.
PUT_TOGETHER: Final = {
    "byline.": ("_fields/bylines", "_entities"),
    "dateline.": ("_fields/datelines", "_entities"),
    "dates.": ("_fields/dates", "_entities"),
    "quotes.": ("_quotes",),
    "quotes.cues.": ("_types.py", "_quotes"),
    "quotes.marks.": ("_quotes",),
}


class TestEveryListIsNamedByCode:
    """A list of words or a table of rows that no code names would be maintained for nothing."""

    @pytest.mark.parametrize(
        "name", sorted({key for name in LANGUAGES for key in loader.load_file(name).words})
    )
    def test_words(self, name: str) -> None:
        named = name in strings("") or any(
            name.removeprefix(opening) in strings(folder)
            for opening, folders in PUT_TOGETHER.items()
            if name.startswith(opening)
            for folder in folders
        )
        assert named, "delete it, or name it"

    @pytest.mark.parametrize("table", sorted({rule.table for rule in rules()}))
    def test_tables(self, table: str) -> None:
        assert table in strings("")


@cache
def strings(folder: str) -> frozenset[str]:
    """Return the strings of the code of a folder of the package, or of a module, but for docstrings."""
    path = SOURCE / folder
    files = [path] if path.is_file() else path.rglob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return frozenset(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    )


class TestEveryPatternIsProven:
    """A pattern matches each of its `matches` and none of its `spares`."""

    @pytest.mark.parametrize("rule", rules(), ids=named)
    def test_matches(self, rule: loader.Rule) -> None:
        assert [text for text in rule.matches if not holds(rule, text)] == []

    @pytest.mark.parametrize("rule", rules(), ids=named)
    def test_spares(self, rule: loader.Rule) -> None:
        assert [text for text in rule.spares if holds(rule, text)] == []

    @pytest.mark.parametrize("rule", rules(), ids=named)
    def test_there_is_something_to_spare(self, rule: loader.Rule) -> None:
        assert rule.spares, "a look-alike shows where the pattern ends"

    @pytest.mark.parametrize("rule", rules(), ids=named)
    def test_does_not_match_nothing(self, rule: loader.Rule) -> None:
        assert not holds(rule, "")


class TestSigns:
    """The rows of `[[signs]]` are tried together, and each says what it says alone."""

    @pytest.mark.parametrize("rule", rules("signs"), ids=named)
    def test_matches_are_short_enough(self, rule: loader.Rule) -> None:
        longest = int(rule.more.get("words", label_line.SHORT))
        assert [text for text in rule.matches if text_lines.count_words(text) > longest] == []

    @pytest.mark.parametrize("rule", rules("signs"), ids=named)
    def test_a_line_gets_its_kind(self, rule: loader.Rule) -> None:
        """No other row, and no other sign, takes the examples of a row away from it."""
        applying = _rules.load(None if rule.file == loader.EVERYWHERE else rule.file)
        lines = [text_lines.split(Document(text)) for text in rule.matches]
        kinds = [label_line.label(line, applying)[0].kind for line in lines]
        want = loader.sign(rule).kind
        assert {text: kind for text, kind in zip(rule.matches, kinds, strict=True) if kind != want} == {}

    @pytest.mark.parametrize("rule", rules("signs"), ids=named)
    def test_keys(self, rule: loader.Rule) -> None:
        assert set(rule.more) <= {"kind", "confidence", "words", "least", "tail"}


@pytest.mark.parametrize("name", LANGUAGES)
class TestPhrases:
    """Whole lines are written in small letters, stand in their file once, and leave their `spares` alone."""

    def test_small_letters(self, name: str) -> None:
        assert [line for line in self.lines(name) if line != line.casefold()] == []

    def test_no_line_twice(self, name: str) -> None:
        assert repeated(tuple(self.lines(name))) == []

    def test_as_lines_are_looked_up(self, name: str) -> None:
        """A line is looked up without the punctuation at its ends, and with 0 for a number."""
        assert [line for line in self.lines(name) if line != keys.phrase_key(line)] == []

    def test_short_enough_to_be_looked_up(self, name: str) -> None:
        assert [
            line for line in self.lines(name) if text_lines.count_words(line) > label_line.LONGEST_PHRASE
        ] == []

    def test_spares(self, name: str) -> None:
        known = set(map(keys.phrase_key, self.lines(name)))
        spares = [spare for row in loader.load_file(name).phrases for spare in row.spares]
        assert [spare for spare in spares if keys.phrase_key(spare) in known] == []

    def test_there_is_something_to_spare(self, name: str) -> None:
        assert [row.name for row in loader.load_file(name).phrases if not row.spares] == []

    def lines(self, name: str) -> list[str]:
        return [line for row in loader.load_file(name).phrases for line in row.lines]


META: Final = '[meta]\nlanguage = "xx"\nsource = "written for the case"\nlicence = "Apache-2.0"\n'
ROW: Final = (
    '[[signs]]\nname = "row"\nkind = "legal"\nwhy = "y"\npattern = "a"\nmatches = ["a"]\nspares = ["b"]\n'
)
PHRASE: Final = '[[phrases]]\nname = "row"\nkind = "legal"\nwhy = "y"\nlines = ["a"]\nspares = ["b"]\n'


def sign(line: str) -> str:
    """Return a file with one sign, of which one line is another."""
    return META + changed(ROW, line)


def phrase(line: str) -> str:
    """Return a file with one row of phrases, of which one line is another."""
    return META + changed(PHRASE, line)


def changed(row: str, line: str) -> str:
    key = line.partition(" =")[0]
    return "".join(
        f"{line}\n" if old.startswith(f"{key} =") else old for old in row.splitlines(keepends=True)
    )


class TestWrongFiles:
    """An error names file, row and key."""

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            pytest.param("[[", ["xx.toml"], id="no TOML"),
            pytest.param(
                '[meta]\nlanguage = "xx"\nsource = "me"\n', ["xx.toml", "meta", "licence"], id="no licence"
            ),
            pytest.param(ROW, ["xx.toml", "meta", "language"], id="no meta"),
            pytest.param(sign("matches = []"), ["signs", "row", "matches"], id="no proof"),
            pytest.param(sign('spares = "b"'), ["signs", "row", "spares"], id="no list"),
            pytest.param(sign("spares = [1]"), ["signs", "row", "spares"], id="no list of strings"),
            pytest.param(sign('why = ""'), ["signs", "row", "why"], id="no reason"),
            pytest.param(sign("name = 1"), ["signs row 1", "name"], id="no name"),
            pytest.param(phrase('kind = "illegal"'), ["phrases", "row", "kind"], id="unknown kind"),
            pytest.param(phrase("kind = 1"), ["phrases", "row", "kind"], id="kind is no string"),
            pytest.param(META + PHRASE + "confidence = 2\n", ["phrases", "row", "confidence"], id="above 1"),
            pytest.param(phrase('lines = "a"'), ["phrases", "row", "lines"], id="lines are no list"),
            pytest.param(META + '[words]\ntitles = "a"\n', ["words.titles"], id="words are no list"),
            pytest.param(META + "[words.cues]\nsaying = [1]\n", ["words", "cues.saying"], id="no words"),
        ],
    )
    def test_table(
        self, content: str, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with pytest.raises(loader.BadRules) as caught:
            self.load(content, tmp_path, monkeypatch)
        assert [words for words in said if words not in str(caught.value)] == []

    @pytest.mark.parametrize("change", ["confidence = 2\n", 'confidence = "high"\n'])
    def test_signs(self, change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = self.load(META + ROW + change, tmp_path, monkeypatch)
        with pytest.raises(loader.BadRules, match=r"xx\.toml.*signs.*row.*confidence"):
            loader.sign(file.rules["signs"][0])

    def test_a_broken_pattern_is_told_when_it_is_asked_for(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = self.load(sign('pattern = "(a"'), tmp_path, monkeypatch)
        with pytest.raises(loader.BadRules, match=r"xx\.toml.*signs.*row.*pattern"):
            file.rules["signs"][0].pattern.match("a")

    def test_a_sound_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = self.load(META + "[words.cues]\nsaying = ['said']\n" + ROW + PHRASE, tmp_path, monkeypatch)
        assert [row.lines for row in file.phrases] == [("a",)]
        assert [rule.name for rule in file.rules["signs"]] == ["row"]
        assert file.words == {"cues.saying": ("said",)}

    def load(self, content: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> loader.RuleFile:
        (folder / "xx.toml").write_text(content, encoding="utf-8")
        monkeypatch.setattr(loader, "FOLDER", folder)
        return loader.load_file.__wrapped__("xx")


class TestRulesOfALanguage:
    """A language has its own rules, those for everywhere, and the English ones: buttons are in English."""

    @pytest.mark.parametrize(
        ("language", "names"),
        [
            (None, ["any", "en"]),
            ("en", ["en", "any"]),
            ("xx", ["any", "en"]),
            ("any", ["any", "en"]),
            ("../en", ["any", "en"]),
            ("tables/months", ["any", "en"]),
        ],
    )
    def test_files(self, language: str | None, names: list[str]) -> None:
        assert [file.name for file in _rules.load(language).files] == names

    def test_all(self) -> None:
        assert {file.name for file in _rules.load_all().files} == set(LANGUAGES)
