"""The columns of an answer: those of `Page.to_dict`, name by name, and the error of a source that gave no page.

No type depends on what the rows hold: text is never dictionary-encoded, and whatever is in a list or a struct may be
null, which is what Parquet, Spark and DuckDB make of it anyway. So a row has the same bytes whatever carried it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

TEXT: Final = pa.string()


def struct(fields: Mapping[str, pa.DataType]) -> pa.StructType:
    """Return the type of what has these fields."""
    return pa.struct(list(fields.items()))


SPAN: Final = struct({"start": pa.int32(), "end": pa.int32()})
MOMENT: Final = struct(
    {
        "value": TEXT,  # as printed says more than any one type holds: a day, a local time, or a time with its offset
        "date": pa.date32(),
        "instant": pa.timestamp("us", "UTC"),
        "span": SPAN,
        "text": TEXT,
        "confidence": pa.float64(),
    }
)
BLOCK: Final = struct({"kind": TEXT, "span": SPAN, "text": TEXT, "confidence": pa.float64(), "reason": TEXT})
AUTHOR: Final = struct(dict.fromkeys(("name", "role", "affiliation", "email", "handle"), TEXT))
BYLINE: Final = struct({"authors": pa.list_(AUTHOR), "span": SPAN, "text": TEXT, "confidence": pa.float64()})
PARTIAL_DATE: Final = struct(dict.fromkeys(("year", "month", "day"), pa.int32()))
DATELINE: Final = struct(
    {"place": TEXT, "region": TEXT, "date": PARTIAL_DATE, "source": TEXT, "span": SPAN, "text": TEXT}
)
WIRE: Final = struct({"agency": TEXT, "span": SPAN, "text": TEXT})
QUOTE: Final = struct(
    {
        "kind": TEXT,
        "span": SPAN,
        "text": TEXT,
        "parts": pa.list_(SPAN),
        "speaker": struct({"name": TEXT, "mention": TEXT, "span": SPAN}),
        "cue": struct({"text": TEXT, "span": SPAN, "kind": TEXT}),
        "confidence": pa.float64(),
        "context": TEXT,
        "reason": TEXT,
        "words": TEXT,
        "fingerprint": TEXT,
    }
)
COMMENT: Final = struct({"text": TEXT, "span": SPAN, "author": TEXT, "posted": TEXT, "depth": pa.int32()})
ERROR: Final = struct({"type": TEXT, "message": TEXT})

ANSWERS: Final = pa.schema(
    {
        "text": TEXT,
        "blocks": pa.list_(BLOCK),
        "title": TEXT,
        "byline": BYLINE,
        "dateline": DATELINE,
        "wire": WIRE,
        "published": MOMENT,
        "modified": MOMENT,
        "clock": MOMENT,
        "language": TEXT,
        "body": TEXT,
        "quotes": pa.list_(QUOTE),
        "comments": pa.list_(COMMENT),
        "tags": pa.list_(TEXT),
        "url": TEXT,
        "truncated": pa.bool_(),
        "error": ERROR,
    }
)
MOMENTS: Final = tuple(field.name for field in ANSWERS if field.type == MOMENT)


def output(beside: Iterable[pa.Field[Any]]) -> pa.Schema:
    """Return the schema of answers with columns that go along; an address among them is the answer's own."""
    return pa.schema([*(field for field in beside if field.name != "url"), *ANSWERS])


def require_free(names: Iterable[str]) -> None:
    """Raise where a column that goes along is called as one of the answer, but for its address."""
    taken = [name for name in names if name in ANSWERS.names and name != "url"]
    if taken:
        raise ValueError(
            f"the answer has columns of the same name: {', '.join(taken)}; rename them, or leave them out"
        )
