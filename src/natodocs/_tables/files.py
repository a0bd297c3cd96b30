"""What the workers of the command line do: read a page, or put those of a part into a Parquet file.

Pages stay pickled from the worker that read them to the worker that writes them, and wait for it in a file: the
process that leads them holds none.
"""

from __future__ import annotations

import datetime as dt
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import astuple, frozen

from natodocs._limits import Limits
from natodocs._output import Page
from natodocs._workers import pages
from natodocs._workers.pages import Task

if TYPE_CHECKING:
    import pyarrow as pa

    from natodocs._tables.rows import Answer

COMPRESSION: Final = "zstd"

Make = Callable[[Page], Any]


@frozen
class Key:
    """Where a page comes from: the first columns of its row."""

    source: str
    """The name of its file or archive."""
    offset: int | None
    """Where its record begins in the archive, in bytes."""
    saved: dt.datetime | None
    """When the archive says it was saved."""
    url: str | None
    """Its address."""

    @property
    def label(self) -> str:
        """What to call it before a user."""
        return f"{self.source}: {self.url}" if self.url else self.source


@frozen
class Part:
    """Pages that are to become one file, in order."""

    draft: str
    """The file in which their keys and answers stand, pickled one after the other."""
    path: str
    """The file to write."""

    def __len__(self) -> int:
        """Return that it is no page."""
        return 0


@frozen
class Written:
    """What became of a part."""

    rows: int
    """How many there are."""
    failures: tuple[tuple[str, Exception], ...]
    """The sources that gave no page, and why."""


def do(job: Task | Part, *, limits: Limits, make: Make | None) -> Any:
    """Read a page and make of it what is asked for, or write a part; what cannot be written is a value."""
    if isinstance(job, Part):
        try:
            return write(job)
        except OSError as error:
            return error.with_traceback(None)
    page = pages.read_task(job, limits)
    return make(page) if make else page


def put(draft: Any, key: Key, answer: bytes) -> None:
    """Put a page, pickled as it is, behind the others of its part.

    Raises:
        OSError: It cannot be written.
    """
    pickle.dump(astuple(key), draft)
    draft.write(answer)


def write(part: Part) -> Written:
    """Write the Parquet file of a part, whole and on the disk.

    Raises:
        OSError: It cannot be written.
    """
    import pyarrow.parquet as pq

    from natodocs._tables import schema as table_schema

    schema = table_schema.output(_keys([]).schema)
    rows, failures = 0, []
    with Path(part.draft).open("rb") as draft, Path(part.path).open("wb") as out:
        with pq.ParquetWriter(out, schema, compression=COMPRESSION) as writer:
            for keys, answers in _batches(draft):
                writer.write_batch(_batch(keys, answers))
                rows += len(answers)
                failed = zip(keys, answers, strict=True)
                failures += [(key.label, answer) for key, answer in failed if isinstance(answer, Exception)]
        out.flush()
        os.fsync(out.fileno())
    return Written(rows, tuple(failures))


def _batch(keys: list[Key], answers: list[Answer]) -> pa.RecordBatch:
    from natodocs._tables import rows

    return rows.batch(answers, _keys(keys))


def _keys(keys: list[Key]) -> pa.RecordBatch:
    import pyarrow as pa

    types: dict[str, pa.DataType] = {
        "source": pa.string(),
        "offset": pa.int64(),
        "saved": pa.timestamp("us", "UTC"),
        "url": pa.string(),
    }
    columns = [pa.array([getattr(key, name) for key in keys], kind) for name, kind in types.items()]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(types))


def _batches(draft: Any) -> Iterator[tuple[list[Key], list[Answer]]]:
    """Yield what stands in a draft, in pieces that are no larger than a batch of rows should be."""
    from natodocs._tables import rows as table_rows

    keys: list[Key] = []
    answers: list[Answer] = []
    size = 0
    while True:
        try:
            key = Key(*pickle.load(draft))  # noqa: S301  # of our own making
        except EOFError:
            break
        answer: Answer = pickle.load(draft)  # noqa: S301  # of our own making
        keys.append(key)
        answers.append(answer)
        size += table_rows.size(answer)
        if len(keys) >= table_rows.ROWS or size >= table_rows.CHARACTERS:
            yield keys, answers
            keys, answers, size = [], [], 0
    if keys:
        yield keys, answers
