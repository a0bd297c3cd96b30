"""Columns: of text or binary, of any kind that Arrow has -> what stands in each row; and objects -> their column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Any, Final

import pyarrow as pa

from natodocs._types import Dateline, PartialDate, Timestamp

HALVES: Final = re.compile("[\ud800-\udfff]")
LOST: Final = "\N{REPLACEMENT CHARACTER}"


def is_text(kind: pa.DataType) -> bool:
    """Return whether the values of a column are text; an empty column of no type is that too."""
    kind = _values(kind)
    sorts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(sort(kind) for sort in sorts)


def is_binary(kind: pa.DataType) -> bool:
    """Return whether the values of a column are bytes."""
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


# --- objects -> their column

# All objects of a column are taken apart together, field by field: made from a dictionary for each, a column takes six
# times as long, and one process that puts together what many have read would keep them waiting.


def build(values: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    """Return the column of values, which are objects with the fields of a struct, sequences, text or numbers."""
    if isinstance(kind, pa.StructType):
        columns = [build(_field(values, field.name), field.type) for field in kind]
        missing = pa.array([value is None for value in values], pa.bool_())
        return pa.StructArray.from_arrays(columns, fields=list(kind), mask=missing)
    if isinstance(kind, pa.ListType):
        ends = accumulate((len(value or ()) for value in values), initial=0)
        entries = build([entry for value in values for entry in value or ()], kind.value_type)
        missing = pa.array([value is None for value in values], pa.bool_())
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), entries, type=kind, mask=missing)
    return _leaves(values, kind)


def _field(values: Sequence[Any], name: str) -> list[Any]:
    get = FIELDS.get(name) or attrgetter(name)
    return [None if value is None else get(value) for value in values]


def _leaves(values: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    try:
        column: pa.Array[Any] | pa.ChunkedArray[Any] = pa.array(values, kind)
    except UnicodeEncodeError:  # half a surrogate pair
        # One character in the place of one, so that every span still fits.
        column = pa.array([value and HALVES.sub(LOST, value) for value in values], kind)
    if isinstance(column, pa.ChunkedArray):  # longer than its offsets can tell
        raise pa.ArrowCapacityError("a column has more than 2 GiB of text; put fewer answers into a batch")
    return column


def _instant(moment: Timestamp) -> dt.datetime | None:
    if not isinstance(moment.value, dt.datetime) or moment.value.tzinfo is None:
        return None
    try:
        return moment.value.astimezone(dt.UTC)
    except OverflowError:  # in the first or last hours of all years
        return None


def _date(dated: Timestamp | Dateline) -> dt.date | PartialDate | None:
    if isinstance(dated, Dateline):
        return dated.date
    return dated.value.date() if isinstance(dated.value, dt.datetime) else dated.value


# What is not there by its name, or not in the form of the column.
FIELDS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "value": lambda moment: moment.value.isoformat(),
    "date": _date,
    "instant": _instant,
}
