"""Rules as data: one TOML file a language, the same tables in each, `any.toml` for what holds everywhere.

A file opens with `[meta]`: its language, source and licence. The tables:

- `[[phrases]]`: whole lines that name their kind. Keys `name`, `kind`, `why`, `lines` (in small letters, "0" for
  any number, without the punctuation at their ends), `spares`; optional `confidence`.
- `[[signs]]`: patterns that name the kind of a line. Keys `name`, `kind`, `why`, `pattern`, `matches`, `spares`;
  optional `confidence`, `words` and `least` (the longest and the shortest line that it is tried on, in words), `tail`
  (how many of its last characters the pattern is tried on, where it looks at the end of a line).
- any other array of tables (`[[byline]]`, `[[dateline]]`, `[[dates]]` ...): patterns of one stage, with `name`,
  `why`, `pattern`, `matches`, `spares` and what else the stage wants to know, in `Rule.more`.
- `[words]`: named lists of words, such as `words.titles = ["president", ...]`. A name may have parts,
  `words.cues.asserting`.

Every pattern is matched from where the stage says (mostly the start of a line), and must match each of its
`matches` and none of its `spares`. Files are read on first use, checked, frozen and kept, and a pattern is compiled
when it is first asked for. A file that is wrong raises `BadRules`, which names file, row and key, also where JSON
made from it is read (`files`).

Long lists that are made by a tool stand in `tables/*.txt`, a name a line below a head of comments.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import regex
from attrs import field, frozen

from natodocs._patterns.lazy import lazily
from natodocs._rules import files
from natodocs._types import BlockKind

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER: Traversable = resources.files(__package__)  # where the files are; tests set another
EVERYWHERE: Final = "any"  # the file that holds in all languages
FALLBACK: Final = "en"  # buttons and menus are in English on pages of any language
CONFIDENCE: Final = 0.9  # of a row that states none
COMMON_KEYS: Final = frozenset({"name", "why", "pattern", "matches", "spares"})


class BadRules(Exception):
    """A rule file of the package is wrong: a mistake of its author, never of the caller."""


@frozen
class Rule:
    """One row with a pattern, and its proof."""

    table: str
    """Which table it stands in."""
    file: str
    """Which file, without its ending: "en"."""
    name: str
    """Names the row in its table."""
    why: str
    """The reason, as the viewer shows it."""
    source: str = field(repr=False)
    """The pattern as it is written."""
    matches: tuple[str, ...] = field(repr=False)
    """What it must match."""
    spares: tuple[str, ...] = field(repr=False)
    """What looks alike and must be left alone."""
    more: Mapping[str, Any] = field(repr=False)
    """What else the row says."""

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The pattern, compiled when a text first needs it."""
        return lazily(self.source, compiler=self._compiled)

    def _compiled(self, source: str, flags: int) -> regex.Pattern[str]:
        try:
            return regex.compile(source, flags)
        except regex.error as error:
            raise BadRules(f"{self.file}.toml: {self.table} {self.name!r}: pattern: {error}") from error


@frozen
class Sign:
    """What a phrase or a pattern says of a line."""

    kind: BlockKind
    """The kind."""
    confidence: float
    """0 to 1."""
    why: str
    """The reason."""


@frozen
class Phrases:
    """A row of whole lines."""

    file: str
    """Which file, without its ending."""
    name: str
    """Names the row."""
    sign: Sign
    """What its lines are."""
    lines: tuple[str, ...]
    """The lines, in small letters."""
    spares: tuple[str, ...]
    """Lines that look alike and must be left alone."""


@frozen
class RuleFile:
    """One file, checked."""

    name: str
    """Without its ending: "en"."""
    phrases: tuple[Phrases, ...]
    """The rows of `[[phrases]]`."""
    rules: Mapping[str, tuple[Rule, ...]]
    """The rows of every other table, by table."""
    words: Mapping[str, tuple[str, ...]]
    """The lists of `[words]`, by their dotted name."""


@frozen
class Rules:
    """All that holds for one language: its own file, the one for everywhere, and the fallback."""

    language: str | None
    """What was asked for."""
    files: tuple[RuleFile, ...] = field(repr=False)
    """The files, the closest first."""

    def rules(self, table: str) -> tuple[Rule, ...]:
        """Return the rows of a table, the closest file first."""
        return tuple(rule for file in self.files for rule in file.rules.get(table, ()))

    def words(self, name: str) -> frozenset[str]:
        """Return a list of words of all files together."""
        return frozenset(word for file in self.files for word in file.words.get(name, ()))

    def phrases(self) -> dict[str, Sign]:
        """Return every whole line with what it says; the closest file wins."""
        found: dict[str, Sign] = {}
        for file in reversed(self.files):
            for row in file.phrases:
                found |= dict.fromkeys(row.lines, row.sign)
        return found


@cache
def load(language: str | None) -> Rules:
    """Return the rules for a language; one that has no file of its own has what holds everywhere."""
    own = [language] if language and language in languages() else []
    names = dict.fromkeys([*own, EVERYWHERE, FALLBACK])
    return Rules(language, tuple(map(load_file, names)))


@cache
def load_all() -> Rules:
    """Return the rules of all languages together, for what is read before its language is known."""
    return Rules(None, tuple(map(load_file, [EVERYWHERE, FALLBACK, *sorted(languages() - {FALLBACK})])))


@cache
def languages() -> frozenset[str]:
    """Return the codes of the languages that have a file of their own."""
    return files.names(FOLDER) - {EVERYWHERE}


@cache
def load_file(name: str) -> RuleFile:
    """Read, check and freeze one file."""
    try:
        tables = files.read(FOLDER, name)
    except tomllib.TOMLDecodeError as error:
        raise BadRules(f"{name}.toml: {error}") from error
    meta = tables.pop("meta", {})
    for key in ("language", "source", "licence"):
        if not isinstance(meta.get(key), str):
            raise BadRules(f"{name}.toml: [meta] needs {key} = a string")
    words = _flatten(name, tables.pop("words", {}), "")
    phrases = tuple(_phrases(name, row, number) for number, row in enumerate(tables.pop("phrases", ()), 1))
    rules = {
        table: tuple(_rule(name, table, row, number) for number, row in enumerate(rows, 1))
        for table, rows in tables.items()
    }
    return RuleFile(name, phrases, MappingProxyType(rules), MappingProxyType(words))


def load_list(name: str) -> list[str]:
    """Read a long list of `tables`."""
    lines = FOLDER.joinpath(f"tables/{name}.txt").read_text(encoding="utf-8").splitlines()
    head = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    return lines[head:]


def sign(rule: Rule) -> Sign:
    """Return what a row of `[[signs]]`, or of a table with a `kind`, says of a line that it matches."""
    where = f"{rule.file}.toml: {rule.table} {rule.name!r}"
    return Sign(_kind(where, rule.more), _confidence(where, rule.more), rule.why)


def _rule(file: str, table: str, row: dict[str, Any], number: int) -> Rule:
    where = f"{file}.toml: {table} row {number} ({row.get('name', 'without a name')})"
    name, why, pattern = (_string(where, row, key) for key in ("name", "why", "pattern"))
    matches, spares = (_strings(where, row, key) for key in ("matches", "spares"))
    if not matches:
        raise BadRules(f"{where}: matches is empty, so nothing proves the pattern")
    more = {key: value for key, value in row.items() if key not in COMMON_KEYS}
    return Rule(table, file, name, why, pattern, matches, spares, MappingProxyType(more))


def _phrases(file: str, row: dict[str, Any], number: int) -> Phrases:
    where = f"{file}.toml: phrases row {number} ({row.get('name', 'without a name')})"
    said = Sign(_kind(where, row), _confidence(where, row), _string(where, row, "why"))
    lines, spares = (_strings(where, row, key) for key in ("lines", "spares"))
    return Phrases(file, _string(where, row, "name"), said, lines, spares)


def _kind(where: str, row: Mapping[str, Any]) -> BlockKind:
    try:
        return BlockKind(str(row.get("kind")))
    except ValueError as error:
        raise BadRules(f"{where}: kind: {error}") from error


def _confidence(where: str, row: Mapping[str, Any]) -> float:
    value = row.get("confidence", CONFIDENCE)
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadRules(f"{where}: confidence is {value!r}, and must be from 0 to 1")
    return float(value)


def _string(where: str, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise BadRules(f"{where}: {key} is {value!r}, and must be a string that is not empty")
    return value


def _strings(where: str, row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadRules(f"{where}: {key} must be a list of strings")
    return tuple(value)


def _flatten(file: str, table: Mapping[str, Any], prefix: str) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            lists |= _flatten(file, value, f"{name}.")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            lists[name] = _strings(f"{file}.toml: words", {name: list(value)}, name)
        else:
            raise BadRules(f"{file}.toml: words.{name} must be a list of strings")
    return lists
