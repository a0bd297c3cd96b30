"""Answers -> a batch with a row for each, and rows -> pages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from natodocs import _export
from natodocs._arrow import _schema
from natodocs._arrow._columns import texts
from natodocs._arrow._schema import ANSWERS, MOMENTS
from natodocs._types import Failure, Page, Timestamp

ROWS: Final = 256  # of a batch; a page is some 10 kB of text, and its row four times that
CHARACTERS: Final = 8_000_000  # of text, after which a batch is full however few its rows are
HALVES: Final = re.compile("[\ud800-\udfff]")
LOST: Final = "\N{REPLACEMENT CHARACTER}"

Answer = Page | Failure | Exception


def batch(answers: Sequence[Answer], keys: pa.RecordBatch | None) -> pa.RecordBatch:
    """Return a row for each answer; see `arrow.batch`."""
    if keys is None:
        return pa.RecordBatch.from_arrays(_columns([_row(answer) for answer in answers]), schema=ANSWERS)
    if keys.num_rows != len(answers):
        raise ValueError(f"keys has {keys.num_rows} rows, and there are {len(answers)} answers")
    _schema.require_free(keys.schema.names)
    rows = [_row(answer) for answer in answers]
    if "url" in keys.schema.names:
        for row, url in zip(rows, texts(keys.column("url")), strict=True):
            row["url"] = row.get("url") or url
    along = [keys.column(name) for name in keys.schema.names if name != "url"]
    return pa.RecordBatch.from_arrays([*along, *_columns(rows)], schema=_schema.output(keys.schema))


def batches(answers: Iterable[Answer], most: int) -> Iterator[pa.RecordBatch]:
    """Put answers into batches of so many rows, and of so few that a batch of long pages is no larger than others."""
    held: list[Answer] = []
    characters = 0
    for answer in answers:
        held.append(answer)
        characters += size(answer)
        if len(held) >= most or characters >= CHARACTERS:
            yield batch(held, None)
            held, characters = [], 0
    if held:
        yield batch(held, None)


def size(answer: Answer) -> int:
    """Return how many characters an answer holds, as far as they matter."""
    return len(answer.text) if isinstance(answer, Page) else 0


def pages(answers: pa.RecordBatch) -> Iterator[Page | None]:
    """Rebuild the page of each row; `None` where the row has an error."""
    chosen = answers.select(ANSWERS.names)
    for index in range(chosen.num_rows):
        (row,) = chosen.slice(index, 1).to_pylist()
        yield _page(row)


# --- one row


def _row(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, Page):
        row = _export.fields(answer)
        for name in MOMENTS:
            moment: Timestamp | None = getattr(answer, name)
            if moment is not None:
                row[name].update(_typed(moment.value))
        return row
    error = answer.error if isinstance(answer, Failure) else answer
    return {"error": {"type": type(error).__name__, "message": str(error)}}


def _typed(value: dt.date | dt.datetime) -> dict[str, dt.date | dt.datetime | None]:
    """Return the printed day, and the moment in UTC where the zone is known."""
    if not isinstance(value, dt.datetime):
        return {"date": value, "instant": None}
    try:
        instant = None if value.tzinfo is None else value.astimezone(dt.UTC)
    except OverflowError:  # in the first or last hours of all years
        instant = None
    return {"date": value.date(), "instant": instant}


def _page(row: dict[str, Any]) -> Page | None:
    if row.pop("error") is not None:
        return None
    for name in MOMENTS:
        if row[name] is not None:
            del row[name]["date"], row[name]["instant"]
    return _export.from_dict({"version": _export.VERSION, **row})


# --- rows -> columns


def _columns(rows: list[dict[str, Any]]) -> list[pa.Array[Any]]:
    try:
        return [_column(rows, field) for field in ANSWERS]
    except UnicodeEncodeError:  # half a surrogate pair, which Arrow cannot hold
        whole = [_without_halves(row) for row in rows]
        return [_column(whole, field) for field in ANSWERS]


def _column(rows: Sequence[Mapping[str, Any]], field: pa.Field[Any]) -> pa.Array[Any]:
    column: pa.Array[Any] | pa.ChunkedArray[Any] = pa.array([row.get(field.name) for row in rows], field.type)
    if isinstance(column, pa.ChunkedArray):  # more than one array can point into
        raise pa.ArrowCapacityError(f"{field.name} holds more than 2 GiB; put fewer answers into a batch")
    return column


def _without_halves(value: Any) -> Any:
    """Put one character in the place of each, so that every span still fits."""
    if isinstance(value, str):
        return HALVES.sub(LOST, value)
    if isinstance(value, dict):
        return {key: _without_halves(entry) for key, entry in value.items()}
    return [_without_halves(entry) for entry in value] if isinstance(value, list) else value
