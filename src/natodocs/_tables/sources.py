"""Batches of sources -> tasks for the parser: which column is the page, which say something of it, which go along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from natodocs._tables import schema as table_schema
from natodocs._tables.columns import contents, is_binary, is_text, texts
from natodocs._workers.pages import Task

SOURCES: Final = ("source", "html", "content", "text")  # names that a column of pages has where none is given
SAID: Final = ("url", "language", "media_type")  # columns that say something of the page
NO_SOURCE: Final = TypeError("source is NoneType, and must be str or bytes")  # as `parse.pages` has it


@frozen
class Layout:
    """What the columns of the input are."""

    source: str
    """The name of the column of pages."""
    said: tuple[str, ...]
    """The columns that say something of the page."""
    beside: tuple[str, ...]
    """The columns that go along, in order, and the address."""


def layout(schema: pa.Schema, source: str | None) -> Layout:
    """Tell what the columns are.

    Raises:
        ValueError: No column is the source, or several may be, or one has the name of a column of the answer.
        TypeError: A column cannot be what its name says.
    """
    names = schema.names
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"the columns {', '.join(doubled)} stand twice in the batch; rename one of each")
    source = _source(names, source)
    _require(schema.field(source), binary=True)
    said = tuple(name for name in SAID if name in names and name != source)
    for name in said:
        _require(schema.field(name), binary=False)
    beside = tuple(name for name in names if name not in (source, "language"))
    table_schema.require_free(beside)
    return Layout(source, said, beside)


def output(schema: pa.Schema, source: str | None) -> pa.Schema:
    """Return the schema of the answers; see `arrow.output_schema`."""
    return table_schema.output(schema.field(name) for name in layout(schema, source).beside)


def tasks(
    batch: pa.RecordBatch, layout: Layout, *, language: str | None, media_type: str | None
) -> Iterator[Task | TypeError]:
    """Yield the task of each row, and an error where there is none. What a row does not say is as given."""
    column = batch.column(layout.source)
    as_text = is_text(column.type)
    known = {"url": None, "language": language, "media_type": media_type}
    said = [texts(batch.column(name)) for name in layout.said]
    for content, *row in zip(contents(column), *said, strict=True):
        if content is None:
            yield NO_SOURCE
            continue
        more = {name: value or known[name] for name, value in zip(layout.said, row, strict=True)}
        yield Task(_text(content) if as_text else content, **{**known, **more})


def _source(names: list[str], source: str | None) -> str:
    if source is not None:
        if source not in names:
            raise ValueError(f"the batch has no column {source!r}; its columns are {', '.join(names)}")
        return source
    found = [name for name in SOURCES if name in names]
    if len(found) != 1:
        problem = f"may be {' or '.join(found)}" if found else f"has none of the names {', '.join(SOURCES)}"
        raise ValueError(f"the column of pages {problem}; say which it is, with source=")
    return found[0]


def _require(field: pa.Field[Any], *, binary: bool) -> None:
    if not is_text(field.type) and not (binary and is_binary(field.type)):
        wanted = "text or binary" if binary else "text"
        raise TypeError(f"the column {field.name!r} is {field.type}, and must be {wanted}")


def _text(content: bytes) -> str | bytes:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content  # no UTF-8, whatever the column says: the parser knows other encodings
