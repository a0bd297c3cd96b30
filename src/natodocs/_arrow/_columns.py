"""Columns of text or binary of any kind that Arrow has -> what stands in each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa


def is_text(kind: pa.DataType) -> bool:
    """Whether the values of a column are text; an empty column of no type is that too."""
    kind = _values(kind)
    sorts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(sort(kind) for sort in sorts)


def is_binary(kind: pa.DataType) -> bool:
    """Whether the values of a column are bytes."""
    kind = _values(kind)
    sorts = (
        pa.types.is_binary,
        pa.types.is_large_binary,
        pa.types.is_binary_view,
        pa.types.is_fixed_size_binary,
    )
    return any(sort(kind) for sort in sorts)


def texts(column: pa.Array[Any]) -> Iterator[str | None]:
    """Yield the text of each row; what is no UTF-8 in it is replaced."""
    for content in contents(column):
        yield None if content is None else content.decode(errors="replace")


def contents(column: pa.Array[Any]) -> Iterator[bytes | None]:
    """Yield what stands in each row, text as UTF-8.

    Arrow does not look whether text is text, so it is taken as bytes: a row that is none must not stop the rest.
    """
    return (value.as_py() for value in column.cast(pa.large_binary()))


def _values(kind: pa.DataType) -> pa.DataType:
    """Return the type of the values, where a column names them by number."""
    return kind.value_type if isinstance(kind, pa.DictionaryType) else kind
