"""Nested answers -> flat tables: a row for each quotation, a row for each page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any, Final, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from natodocs._tables.schema import ANSWERS

TEXT: Final[pa.DataType] = pa.string()
DAY: Final[pa.DataType] = pa.date32()
COUNT: Final[pa.DataType] = pa.int32()

QUOTES: Final = pa.schema(
    {
        "url": TEXT,
        "title": TEXT,
        "published": DAY,
        "place": TEXT,
        "agency": TEXT,
        "number": COUNT,
        "kind": TEXT,
        "text": TEXT,
        "words": TEXT,
        "speaker": TEXT,
        "mention": TEXT,
        "cue": TEXT,
        "cue_kind": TEXT,
        "confidence": pa.float64(),
        "reason": TEXT,
        "context": TEXT,
        "fingerprint": TEXT,
        "start": COUNT,
        "end": COUNT,
    }
)
PAGES: Final = pa.schema(
    {
        "url": TEXT,
        "title": TEXT,
        "authors": pa.list_(TEXT),
        "published": DAY,
        "modified": DAY,
        "place": TEXT,
        "agency": TEXT,
        "language": TEXT,
        "characters": COUNT,
        "body_characters": COUNT,
        "quotes": COUNT,
        "comments": COUNT,
        "truncated": pa.bool_(),
        "error": TEXT,
    }
)

# Where a column is in the answer, or in a quotation of it: names of fields, from the outside in.
OF_THE_PAGE: Final[Mapping[str, list[str]]] = {
    "url": ["url"],
    "title": ["title"],
    "published": ["published", "date"],
    "modified": ["modified", "date"],
    "place": ["dateline", "place"],
    "agency": ["wire", "agency"],
    "language": ["language"],
}
OF_THE_QUOTE: Final[Mapping[str, list[str]]] = {
    "kind": ["kind"],
    "text": ["text"],
    "words": ["words"],
    "speaker": ["speaker", "name"],
    "mention": ["speaker", "mention"],
    "cue": ["cue", "text"],
    "cue_kind": ["cue", "kind"],
    "confidence": ["confidence"],
    "reason": ["reason"],
    "context": ["context"],
    "fingerprint": ["fingerprint"],
    "start": ["span", "start"],
    "end": ["span", "end"],
}

Answers = TypeVar("Answers", pa.RecordBatch, pa.Table)


def each(answers: Answers, flatten: Callable[[pa.RecordBatch], pa.RecordBatch]) -> Answers:
    """Flatten a batch, or each batch of a table."""
    if isinstance(answers, pa.RecordBatch):
        return flatten(answers)
    empty = pa.RecordBatch.from_pylist([], answers.schema)
    return pa.Table.from_batches([flatten(batch) for batch in answers.to_batches() or [empty]])


def quotes(answers: pa.RecordBatch) -> pa.RecordBatch:
    """Return a row for each quotation; see `arrow.quotes_table`."""
    lists = _column(answers, "quotes")
    which = pc.list_parent_indices(lists)
    found = pc.list_flatten(lists)
    of_page = {name: way for name, way in OF_THE_PAGE.items() if name in QUOTES.names}
    columns = {name: _inside(answers, way).take(which) for name, way in of_page.items()}
    lengths = pc.list_value_length(lists).to_pylist()
    columns["number"] = pa.array(chain.from_iterable(range(length or 0) for length in lengths), pa.int32())
    columns |= {name: pc.struct_field(found, way) for name, way in OF_THE_QUOTE.items()}
    return _batch(_keys(answers).take(which), columns, QUOTES)


def pages(answers: pa.RecordBatch) -> pa.RecordBatch:
    """Return a row for each page; see `arrow.pages_table`."""
    columns = {name: _inside(answers, way) for name, way in OF_THE_PAGE.items()}
    error = _column(answers, "error")
    columns |= {
        "authors": _authors(_column(answers, "byline"), failed=pc.is_valid(error)),
        "characters": pc.utf8_length(_column(answers, "text")),
        "body_characters": pc.utf8_length(_column(answers, "body")),
        "quotes": pc.list_value_length(_column(answers, "quotes")),
        "comments": pc.list_value_length(_column(answers, "comments")),
        "truncated": _column(answers, "truncated"),
        "error": pc.binary_join_element_wise(
            *(pc.struct_field(error, name) for name in ("type", "message")), ": "
        ),
    }
    return _batch(_keys(answers), columns, PAGES)


def _column(answers: pa.RecordBatch, name: str) -> Any:
    """Return a column as natodocs makes it: Polars and Spark, say, have other types for text and lists."""
    return answers.column(name).cast(ANSWERS.field(name).type)


def _inside(answers: pa.RecordBatch, way: list[str]) -> Any:
    name, *fields = way
    column = _column(answers, name)
    return pc.struct_field(column, fields) if fields else column


def _authors(bylines: Any, failed: Any) -> Any:
    names = [
        [author["name"] for author in byline["authors"]] if byline else [] for byline in bylines.to_pylist()
    ]
    return pa.array(names, pa.list_(TEXT), mask=failed)


def _keys(answers: pa.RecordBatch) -> pa.RecordBatch:
    return answers.select([name for name in answers.schema.names if name not in ANSWERS.names])


def _batch(keys: pa.RecordBatch, columns: Mapping[str, Any], schema: pa.Schema) -> pa.RecordBatch:
    taken = [name for name in keys.schema.names if name in schema.names]
    if taken:
        raise ValueError(
            f"the table has columns of the same name: {', '.join(taken)}; rename them, or leave them out"
        )
    return pa.RecordBatch.from_arrays(
        [*keys.columns, *(columns[name] for name in schema.names)], schema=pa.schema([*keys.schema, *schema])
    )
