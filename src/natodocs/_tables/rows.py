"""Answers -> a batch with a row for each, and rows -> pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from natodocs._output import Page, export
from natodocs._tables import columns as table_columns
from natodocs._tables import schema
from natodocs._tables.schema import ANSWERS, MOMENTS
from natodocs._types import Failure, Quote

ROWS: Final = 256  # of a batch; a page is some 10 kB of text, and its row four times that
CHARACTERS: Final = 16_000_000  # of all that is in its rows, after which a batch is full however few they are
# Characters that stand for what is no text: spans, confidences and the names of kinds of a block or a quotation.
BESIDE: Final = 100
ADDRESS: Final = ANSWERS.get_field_index("url")

Answer = Page | Failure | Exception


@frozen
class Error:
    """Why there is no page."""

    type: str
    message: str


def batch(answers: Sequence[Answer], keys: pa.RecordBatch | None) -> pa.RecordBatch:
    """Return a row for each answer; see `arrow.batch`."""
    columns = [table_columns.build(_values(answers, field.name), field.type) for field in ANSWERS]
    if keys is None:
        return pa.RecordBatch.from_arrays(columns, schema=ANSWERS)
    if keys.num_rows != len(answers):
        raise ValueError(f"keys has {keys.num_rows} rows, and there are {len(answers)} answers")
    schema.require_free(keys.schema.names)
    if "url" in keys.schema.names:
        given = pa.array(table_columns.texts(keys.column("url")), pa.string())
        columns[ADDRESS] = pc.coalesce(columns[ADDRESS], given)
    along = [keys.column(name) for name in keys.schema.names if name != "url"]
    return pa.RecordBatch.from_arrays([*along, *columns], schema=schema.output(keys.schema))


def _values(answers: Sequence[Answer], name: str) -> list[Any]:
    """Return what the answers say of one column."""
    if name == "error":
        return [None if isinstance(answer, Page) else _error(answer) for answer in answers]
    return [getattr(answer, name) if isinstance(answer, Page) else None for answer in answers]


def _error(answer: Failure | Exception) -> Error:
    error = answer.error if isinstance(answer, Failure) else answer
    return Error(type(error).__name__, str(error))


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
    """Return about how many characters the row of an answer holds.

    A page is written several times over: its text, that of its blocks, its body, its quotations with what stands around
    them, its comments. A character takes up to four bytes, and a column of Arrow holds two gigabytes.
    """
    if not isinstance(answer, Page):
        return BESIDE
    found = BESIDE + len(answer.text) + len(answer.body)
    found += sum(BESIDE + len(block.text) + len(block.reason) for block in answer.blocks)
    found += sum(_size_of_quote(quote) for quote in answer.quotes)
    found += sum(BESIDE + len(comment.text) for comment in answer.comments)
    return found + sum(BESIDE + len(tag) for tag in answer.tags)


def _size_of_quote(quote: Quote) -> int:
    return BESIDE * (1 + len(quote.parts)) + 2 * len(quote.text) + len(quote.context)


def pages(answers: pa.RecordBatch) -> Iterator[Page | None]:
    """Rebuild the page of each row; `None` where the row has an error."""
    chosen = answers.select(ANSWERS.names)
    for index in range(chosen.num_rows):
        (row,) = chosen.slice(index, 1).to_pylist()
        yield _page(row)


def _page(row: dict[str, Any]) -> Page | None:
    if row.pop("error") is not None:
        return None
    for name in MOMENTS:
        if row[name] is not None:
            del row[name]["date"], row[name]["instant"]
    return Page.from_dict({"version": export.VERSION, **row})
