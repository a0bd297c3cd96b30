"""The files of learned numbers -> weights, checked when they are read. `tools/weights/` writes the files.

A file is a JSON object of two keys:

- `meta`: where the numbers come from; see `Provenance`. All its keys are required.
- `models`: one model a name; a file of one model calls it "all". A model has some of these tables:
  `weights` (a number for each feature), `states` (several for each, one a state of a chain), `sparse` (the same where
  most are 0: the place of a state and its number, in turn), `chain` (what a step of a chain costs or brings) and
  `curves` (points of which both numbers rise).

A file that is wrong raises `BadWeights`, which names file and key. Files are read on first use, and kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib import resources
from math import fsum, isfinite
from typing import Any, Final, TypeAlias, TypeVar

from attrs import field, fields_dict, frozen

from natodocs._weights.names import Names, Vocabulary

T = TypeVar("T")

Curve: TypeAlias = tuple[tuple[float, float], ...]

ONLY: Final = "all"  # the name of the one model of a file
REMEMBERED: Final = 8192  # groups of features
DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")


class BadWeights(Exception):
    """A file of weights is wrong, or is not that of the code: a mistake of its author, never of the caller."""


@frozen
class Provenance:
    """Where the numbers of a file come from."""

    about: str
    """What the numbers are, and in which unit."""
    tool: str
    """What learned them."""
    learned: str
    """Whether the tool learns the same numbers again; if not, why not."""
    sources: str
    """What was learned from, and under which licences that is published."""
    licence: str
    """That of the numbers."""
    data: Mapping[str, str | None]
    """The files that were learned from, each with its digest; `None` where the numbers are of an older state of it."""
    out_of_fold: Mapping[str, float]
    """How good such numbers are on what they were not learned from."""
    features: str
    """The digest of the `Vocabulary` that they were learned with."""


@frozen(eq=False)
class Weights:
    """What one model learned. Nobody changes it; plain dictionaries are looked into twice as fast as read-only ones."""

    weights: Mapping[str, float] = field(factory=dict, repr=False)
    """What each feature weighs."""
    states: Mapping[str, tuple[int, ...]] = field(factory=dict, repr=False)
    """What each feature weighs for each state of a chain."""
    sparse: Mapping[str, tuple[int, ...]] = field(factory=dict, repr=False)
    """The same where most are 0: the place of a state and what the feature weighs for it, in turn."""
    chain: Mapping[str, float] = field(factory=dict)
    """What each step of a chain brings, or, below 0, costs."""
    curves: Mapping[str, Curve] = field(factory=dict, repr=False)
    """The curves, by what they are of."""

    def score(self, features: Iterable[str]) -> float:
        """Return what some features weigh together; one without a weight counts nothing.

        Python 3.12 adds numbers in another way than 3.11; `fsum` is the same in both, in any order of the features.
        """
        return fsum(filter(None, map(self.weights.get, features)))

    @cached_property
    def score_group(self) -> Callable[[Names], float]:
        """Return `score` for groups of features that come again on other lines: it remembers them."""
        return lru_cache(maxsize=REMEMBERED)(self.score)


@frozen
class File:
    """A file, checked."""

    meta: Provenance
    """Where its numbers come from."""
    models: Mapping[str, Weights]
    """Its models, by name."""


@cache
def load(name: str, features: Vocabulary, model: str = ONLY) -> Weights:
    """Return a model of a file, for code that yields the features of a vocabulary."""
    file = read(name)
    if file.meta.features != features.digest:
        raise BadWeights(
            f"{name}.json: meta.features: the names of the features are no longer those that the weights "
            f"were learned with: train again, by {file.meta.tool}, or give the features their names back"
        )
    if model not in file.models:
        raise BadWeights(f"{name}.json: models has no {model!r}")
    return file.models[model]


@cache
def read(name: str) -> File:
    """Read and check a file of the package."""
    return parse(name, resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))


def parse(name: str, content: str) -> File:
    """Check what a file says; `name` is for the errors."""
    where = f"{name}.json"
    try:
        whole = json.loads(content)
    except json.JSONDecodeError as error:
        raise BadWeights(f"{where}: {error}") from error
    meta, models = _pick(where, _table(where, whole), ("meta", "models"))
    found = {
        key: _weights(f"{where}: models.{key}", row)
        for key, row in _table(f"{where}: models", models).items()
    }
    return File(_provenance(f"{where}: meta", _table(f"{where}: meta", meta)), found)


def _provenance(where: str, row: Mapping[str, Any]) -> Provenance:
    about, tool, learned, sources, licence, data, scores, features = _pick(
        where, row, [*fields_dict(Provenance)]
    )
    for key, value in row.items():
        if key not in ("data", "out_of_fold") and not (isinstance(value, str) and value):
            raise BadWeights(f"{where}.{key} is {value!r}, and must be a string that is not empty")
    digests = _each(f"{where}.data", data, _digest)
    out_of_fold = _each(f"{where}.out_of_fold", scores, _number)
    for key in ("data", "out_of_fold"):
        if not row[key]:
            raise BadWeights(f"{where}.{key} is empty")
    _digest(where, "features", features)
    return Provenance(about, tool, learned, sources, licence, digests, out_of_fold, features)


def _weights(where: str, row: object) -> Weights:
    """Check a model."""
    tables = _table(where, row)
    if unknown := sorted(tables.keys() - fields_dict(Weights).keys()):
        raise BadWeights(f"{where}: there is no table {unknown[0]!r}")
    if not tables:
        raise BadWeights(f"{where} is empty")
    return Weights(
        _each(f"{where}.weights", tables.get("weights", {}), _number),
        _each(f"{where}.states", tables.get("states", {}), _row),
        _each(f"{where}.sparse", tables.get("sparse", {}), _pairs),
        _each(f"{where}.chain", tables.get("chain", {}), _number),
        _each(f"{where}.curves", tables.get("curves", {}), _curve),
    )


def _pick(where: str, row: Mapping[str, Any], keys: Sequence[str]) -> list[Any]:
    """Return the values of some keys, which must be all that there are."""
    for key in keys:
        if key not in row:
            raise BadWeights(f"{where} needs {key}")
    if unknown := sorted(row.keys() - set(keys)):
        raise BadWeights(f"{where}: there is no {unknown[0]!r}")
    return [row[key] for key in keys]


def _table(where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadWeights(f"{where} must be an object")
    return value


def _each(where: str, value: object, check: Callable[[str, str, object], T]) -> dict[str, T]:
    return {key: check(where, key, one) for key, one in _table(where, value).items()}


def _number(where: str, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise BadWeights(f"{where}[{key!r}] is {value!r}, and must be a number")
    return float(value)


def _row(where: str, key: str, value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or set(map(type, value)) != {int}:
        raise BadWeights(f"{where}[{key!r}] is {value!r}, and must be a list of whole numbers")
    return tuple(value)


def _pairs(where: str, key: str, value: object) -> tuple[int, ...]:
    row = _row(where, key, value)
    if len(row) % 2 or min(row[::2]) < 0:
        raise BadWeights(f"{where}[{key!r}] is {value!r}, and must be places with a number behind each")
    return row


def _curve(where: str, key: str, value: object) -> Curve:
    if not isinstance(value, list) or not value or not all(_is_point(point) for point in value):
        raise BadWeights(f"{where}[{key!r}] must be a list of pairs of numbers")
    return tuple((x, y) for x, y in value)


def _is_point(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(one) in (int, float) for one in value)


def _digest(where: str, key: str, value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and DIGEST.fullmatch(value)):
        raise BadWeights(f"{where}[{key!r}] is {value!r}, and must be a digest: sha256: and 64 digits")
    return value
