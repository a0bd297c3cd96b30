"""What the workers of the command line do: read a page, or put those of a part into a Parquet file.

Pages stay pickled from the worker that read them to the worker that writes them, and wait for it in a draft: the
process that leads them holds none. What stands in a draft is signed, with a key that only the run itself knows: a
pickle may do anything when it is loaded, so none is that somebody else put there.

Whatever goes wrong while a part is written, its rows are tried one by one, and one that fails is a row with an error.
Only what is wrong with the disk ends it: no row is to blame for that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import pickle
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias

from attrs import astuple, evolve, field, frozen

from natodocs._limits import Limits
from natodocs._output import Page
from natodocs._workers import pages
from natodocs._workers.pages import Task

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from natodocs._tables.rows import Answer

COMPRESSION: Final = "zstd"
NOTE: Final = "natodocs"  # the key under which a file says what it was made of
SIGNATURE: Final = 16  # bytes; nobody finds one of these by trying
HEAD: Final = struct.Struct("!QQ")  # of a row in a draft: how many bytes its key has, and its answer

Make = Callable[[Page], Any]


class DiskError(Exception):
    """A part cannot be written, and none of its rows is to blame; the message says why."""


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
    """The file in which their keys and answers stand."""
    path: str
    """The file to write; whatever is there goes."""
    rows: int
    """How many pages there are."""
    secret: bytes
    """What the draft is signed with."""
    note: Mapping[str, Any]
    """What the file says of itself beside its failures, for JSON."""
    one_by_one: bool = False
    """Whether each row is written alone, and it is noted which one: a process that is killed says no more."""
    failed: Mapping[int, Exception] = field(factory=dict)
    """Rows that cannot be written, from 0, and why."""

    def __len__(self) -> int:
        """Return that it is no page."""
        return 0

    @property
    def at(self) -> str:
        """Where the row is noted that is being written."""
        return f"{self.path}.at"

    def row(self) -> int | None:
        """Return which row was being written when a process died that did so one by one; `None` before the first."""
        try:
            return int(Path(self.at).read_bytes())
        except (FileNotFoundError, ValueError):
            return None


@frozen
class Written:
    """What became of a part."""

    rows: int
    """How many there are."""
    failures: tuple[str, ...]
    """For each source that gave no page, what to call it and why."""


class _RowError(Exception):
    """A row was not written, and the file is spoiled with it."""

    def __init__(self, index: int, error: Exception) -> None:
        super().__init__(index, error)
        self.index, self.error = index, error


def do(job: Task | Part, *, limits: Limits, make: Make | None) -> Any:
    """Read a page and make of it what is asked for, or write a part; whatever goes wrong is a value.

    A fault of our own over one page must not end a run over a million, so it is the error of that page.
    """
    try:
        if isinstance(job, Part):
            return write(job)
        page = pages.read_task(job, limits)
        return make(page) if make else page
    except Exception as error:  # of whatever kind: it is the error of this page, and costs no other
        return error.with_traceback(None)  # its frames hold all that was made of the page


def message(error: Exception) -> str:
    """Return what an error says, without what is plain from where it is said."""
    said = error.strerror if isinstance(error, OSError) else str(error)
    return said or str(error) or type(error).__name__


# --- the draft of a part


def put(draft: IO[bytes], secret: bytes, index: int, key: Key, answer: bytes) -> None:
    """Put a row behind the others of its part: where its page comes from, and the page, pickled as it is.

    Raises:
        OSError: It cannot be written.
    """
    named = pickle.dumps(astuple(key))
    head = HEAD.pack(len(named), len(answer))
    for piece in (_signature(secret, index, head, named, answer), head, named, answer):
        draft.write(piece)


def _signature(secret: bytes, index: int, *content: bytes) -> bytes:
    signature = hashlib.blake2b(index.to_bytes(8, "big"), key=secret, digest_size=SIGNATURE)
    for piece in content:
        signature.update(piece)
    return signature.digest()


def _rows(part: Part) -> Iterator[tuple[Key, bytes]]:
    """Yield what stands in a draft."""
    with Path(part.draft).open("rb") as draft:
        for index in range(part.rows):
            signature, head = draft.read(SIGNATURE), draft.read(HEAD.size)
            if len(head) < HEAD.size:
                raise _changed(part)
            named, answer = (draft.read(length) for length in HEAD.unpack(head))
            if not hmac.compare_digest(signature, _signature(part.secret, index, head, named, answer)):
                raise _changed(part)
            yield Key(*pickle.loads(named)), answer  # noqa: S301  # of our own making, as its signature says


def _changed(part: Part) -> DiskError:
    return DiskError(f"{part.draft} was cut or changed by others while it was in use")


# --- its file


def write(part: Part) -> Written:
    """Write the Parquet file of a part, whole and on the disk.

    Raises:
        DiskError: It cannot be written.
        Exception: Not even a row that says what is wrong with another can be written.
    """
    try:
        try:
            if not part.one_by_one:
                return _write(part, _in_batches(part))
        except Exception as error:  # memory, capacity, a fault of ours: the rows are tried one by one
            if _is_of_the_disk(error):
                raise
        # Whatever it was shows again in the row that it comes from, or it was the rows together.
        while True:
            try:
                return _write(part, _one_by_one(part))
            except _RowError as error:
                if error.index in part.failed:
                    raise error.error from None
                part = evolve(part, failed={**part.failed, error.index: error.error})
    except OSError as error:
        raise DiskError(message(error)) from error


def _is_of_the_disk(error: Exception) -> bool:
    """Return whether no row is to blame; what Arrow says of data is an `OSError` too, and has no number."""
    return isinstance(error, DiskError) or (isinstance(error, OSError) and error.errno is not None)


Batch: TypeAlias = (
    "tuple[int, list[Key], list[Answer], pa.RecordBatch]"  # the number of its first row, and its rows
)


def _write(part: Part, batches: Iterator[Batch]) -> Written:
    import pyarrow.parquet as pq

    from natodocs._tables import schema as table_schema

    schema = table_schema.output(_keys([]).schema)
    rows: int = 0
    failures: list[str] = []
    Path(part.path).unlink(missing_ok=True)
    with Path(part.path).open("xb") as out:
        writer = pq.ParquetWriter(out, schema, compression=COMPRESSION)
        try:
            for first, keys, answers, batch in batches:
                _put_out(writer, first, batch)
                rows += len(answers)
                failed = zip(keys, answers, strict=True)
                failures += [
                    f"{key.label}: {message(answer)}"
                    for key, answer in failed
                    if isinstance(answer, Exception)
                ]
            note = {**part.note, "rows": rows, "failures": failures}
            writer.add_key_value_metadata({NOTE: json.dumps(note)})
        except BaseException:
            with suppress(Exception):  # a spoiled file has no end, and what spoiled it is on its way
                writer.close()
            raise
        writer.close()
        out.flush()
        os.fsync(out.fileno())
    return Written(rows, tuple(failures))


def _put_out(writer: pq.ParquetWriter, first: int, batch: pa.RecordBatch) -> None:
    try:
        writer.write_batch(batch)
    except Exception as error:  # of whatever kind: it is that of the row
        if _is_of_the_disk(error):
            raise
        raise _RowError(first, error.with_traceback(None)) from error


def _one_by_one(part: Part) -> Iterator[Batch]:
    """Yield the rows of a part, each alone; one of which none can be made says why."""
    with Path(part.at if part.one_by_one else os.devnull).open("wb", buffering=0) as at:
        for index, (key, pickled) in enumerate(_rows(part)):
            at.seek(0)
            at.write(b"%d" % index)
            answer, batch = _alone(key, pickled, part.failed.get(index))
            yield index, [key], [answer], batch


def _alone(key: Key, pickled: bytes, failed: Exception | None) -> tuple[Answer, pa.RecordBatch]:
    if failed is None:
        try:
            answer: Answer = pickle.loads(pickled)  # noqa: S301  # of our own making, as its signature says
            return answer, _batch([key], [answer])
        except Exception as error:  # what cannot be made again, or put into a row, is an error of its row
            failed = error.with_traceback(None)
    return failed, _batch([key], [failed])


def _in_batches(part: Part) -> Iterator[Batch]:
    """Yield the rows of a part, as many at a time as a batch should have."""
    from natodocs._tables import rows as table_rows

    keys: list[Key] = []
    answers: list[Answer] = []
    size = first = 0
    for index, (key, pickled) in enumerate(_rows(part)):
        answer: Answer = pickle.loads(pickled)  # noqa: S301  # of our own making, as its signature says
        keys.append(key)
        answers.append(answer)
        size += table_rows.size(answer)
        if len(keys) >= table_rows.ROWS or size >= table_rows.CHARACTERS or index == part.rows - 1:
            yield first, keys, answers, _batch(keys, answers)
            keys, answers, size, first = [], [], 0, index + 1


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


def note(path: Path) -> dict[str, Any] | None:
    """Return what a file says of itself; `None` where it says nothing, or is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        said = (pq.read_metadata(path).metadata or {}).get(NOTE.encode())
    except (pa.ArrowException, OSError):
        return None
    found: dict[str, Any] | None = json.loads(said) if said else None
    return found
