"""What all trainers do alike: read the data, cross-validate, and, where asked to, learn and write."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypeVar

from attrs import asdict, frozen

from natodocs._weights import Vocabulary, Weights
from natodocs._weights.loading import Provenance

T = TypeVar("T")

FOLDER: Final = Path(__file__).parents[2] / "src/natodocs/_weights"
LICENCE: Final = "Apache-2.0: that of the numbers, in which there is no text of the data"
LEARNED: Final = (
    "from these files, with the other weights as they are shipped, the tool learns the same numbers again"
)
DIGITS: Final = 3  # of scores

Entries: TypeAlias = Mapping[str, object]


@frozen
class Trainer(Generic[T]):
    """How one file is learned, from examples of any kind."""

    name: str
    """Of the file."""
    about: str
    """What the numbers are, and in which unit."""
    sources: str
    """What is learned from, and under which licences that is published."""
    files: Sequence[str]
    """The files of the data folder that are learned from."""
    features: Vocabulary
    """The names of the features."""
    examples: Callable[[Path], T]
    """Reads the data folder."""
    score: Callable[[T], Mapping[str, float]]
    """Cross-validates: how good such weights are on what they were not learned from."""
    learn: Callable[[T], Mapping[str, Weights]]
    """Returns the models of the file."""

    def run(self) -> None:
        """Run from the command line."""
        options = argparse.ArgumentParser(prog=f"python -m tools.weights.{self.name}")
        options.add_argument("data", type=Path, help="a folder as benchmarks/README.md describes it")
        options.add_argument("--write", action="store_true", help="learn from all of it, into the package")
        chosen = options.parse_args()
        given = self.examples(chosen.data)
        scores = {what: round(score, DIGITS) for what, score in sorted(self.score(given).items())}
        for what, score in scores.items():
            print(f"{self.name}: {what:40} {score:.3f}", flush=True)
        if chosen.write:
            digests = {file: digest(chosen.data / file) for file in self.files}
            write(self.name, self.provenance(digests, scores), self.learn(given))

    def provenance(self, data: Mapping[str, str | None], scores: Mapping[str, float]) -> Provenance:
        """Return what the file says of itself."""
        tool = f"tools/weights/{self.name}.py"
        return Provenance(
            self.about, tool, LEARNED, self.sources, LICENCE, data, scores, self.features.digest
        )


def digest(path: Path) -> str:
    """Return the digest of a file, as `Provenance` has it."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def write(name: str, meta: Provenance, models: Mapping[str, Weights]) -> None:
    """Write a file of the package."""
    (FOLDER / f"{name}.json").write_text(shown(meta, models), encoding="utf-8")


def shown(meta: Provenance, models: Mapping[str, Weights]) -> str:
    """Return a file as it is written: sorted, an entry a line, so that what changed can be seen."""
    tables = {
        model: {table: entries for table, entries in asdict(weights, recurse=False).items() if entries}
        for model, weights in models.items()
    }
    return f"{_object({'meta': asdict(meta), 'models': tables})}\n"


def _object(entries: Entries) -> str:
    """Return an object, an entry a line; long tables are none the better for blanks before each line."""
    rows = (
        f"{json.dumps(key, ensure_ascii=False)}: {_object(value) if isinstance(value, Mapping) else _value(value)}"
        for key, value in sorted(entries.items())
    )
    return "{\n" + ",\n".join(rows) + "\n}"


def _value(value: object) -> str:
    """Return a value in a line; a whole number as one, whatever its type."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False)
