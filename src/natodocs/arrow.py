"""Pages to tables: Arrow batches of sources in, Arrow batches of answers out. Needs the extra `arrow`.

    from natodocs import arrow

    answers = arrow.parse_batch(batch)       # a row for each row, whatever stands in it

All that works on Arrow can carry it: Spark's `mapInArrow`, Ray's `map_batches`, `datasets`, DuckDB, pandas, Polars. The
rows are the same, to the byte, whatever carries them and however they are cut into batches. A source that gives no page
is a row with an `error`, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

try:
    import pyarrow as pa
except ImportError as _error:
    raise ImportError('natodocs.arrow needs pyarrow: python -m pip install "natodocs[arrow]"') from _error

from natodocs._limits import TIMEOUT, Limits
from natodocs._output import Page
from natodocs._tables import flat, flow, sources
from natodocs._tables import rows as table_rows
from natodocs._tables import schema as table_schema
from natodocs._types import Failure, MediaType
from natodocs._workers import pages as worker_pages

__all__ = [
    "PAGES",
    "QUOTES",
    "SCHEMA",
    "batch",
    "batches",
    "output_schema",
    "pages",
    "pages_table",
    "parse_batch",
    "parse_batches",
    "parse_table",
    "quotes_table",
]

SCHEMA: Final[pa.Schema] = table_schema.ANSWERS
"""The columns of the answers: those of `Page.to_dict`, and `error`."""

QUOTES: Final[pa.Schema] = flat.QUOTES
"""The columns of `quotes_table`."""

PAGES: Final[pa.Schema] = flat.PAGES
"""The columns of `pages_table`."""

Answers = TypeVar("Answers", pa.RecordBatch, pa.Table)


def parse_batch(
    batch: pa.RecordBatch,
    /,
    *,
    source: str | None = None,
    language: str | None = None,
    media_type: MediaType | None = None,
    limits: Limits = Limits(),
) -> pa.RecordBatch:
    """Read the pages of a batch.

    One column is the page, as text or binary. `url`, `language` and `media_type`, where the batch has them, are for
    each row what `parse.page` takes. All other columns go along, in front of those of `SCHEMA`; the source does not.

    Args:
        batch: A row for each page.
        source: The column that is the page; `None` takes the one that is called source, html, content or text.
        language: As for `parse.page`, for rows that do not say.
        media_type: As for `parse.page`, for rows that do not say.
        limits: As for `parse.page`, for each page.

    Returns:
        A row for each row, in order. Where there is no page, `error` says why, and all but `url` is null.

    Raises:
        ValueError: It is not clear which column is the page, or a column that goes along is called as one of `SCHEMA`.
        TypeError: A column, or an argument, has a wrong type.
        pyarrow.ArrowCapacityError: The answers hold more than 2 GiB of text; `parse_batches` cuts them.

    Example:
        >>> import pyarrow as pa
        >>> from natodocs import arrow
        >>> sources = pa.record_batch({"id": [7, 8], "text": ["Bridge reopens", None]})
        >>> answers = arrow.parse_batch(sources)
        >>> answers.select(["id", "text", "error"]).to_pylist()[1]["error"]["type"]
        'TypeError'
    """
    return flow.parse_batch(batch, flow.order(source, language, media_type, limits))


def parse_batches(
    batches: Iterable[pa.RecordBatch],
    /,
    *,
    source: str | None = None,
    language: str | None = None,
    media_type: MediaType | None = None,
    limits: Limits = Limits(),
    workers: int | None = 0,
    timeout: float | None = TIMEOUT,
    rows: int = table_rows.ROWS,
) -> Iterator[pa.RecordBatch]:
    """Read the pages of many batches, in order, lazily and with bounded memory.

    Args:
        batches: Batches as `parse_batch` takes them; they are read no further ahead than the workers need.
        source: As for `parse_batch`.
        language: As for `parse_batch`.
        media_type: As for `parse_batch`.
        limits: As for `parse_batch`.
        workers: How many processes, as for `parse.pages`; 0 reads in this one, which is right where an engine has
            processes of its own.
        timeout: The most seconds that a worker may take for a page, as for `parse.pages`.
        rows: The most rows of a batch of answers. Batches of long pages have fewer.

    Returns:
        An iterator of batches, with a row for each row of the input; none of them spans two batches of the input.

    Raises:
        ValueError: As for `parse_batch`; or `workers` is negative, or `rows` or `timeout` is not
            positive.
        TypeError: As for `parse_batch`.
    """
    if rows < 1:
        raise ValueError(f"rows is {rows}, and must be 1 or more")
    count = worker_pages.require_count(workers)
    worker_pages.require_timeout(timeout)
    order = flow.order(source, language, media_type, limits)
    return flow.parse_batches(batches, order, workers=count, timeout=timeout, most=rows)


def parse_table(
    table: pa.Table,
    /,
    *,
    source: str | None = None,
    language: str | None = None,
    media_type: MediaType | None = None,
    limits: Limits = Limits(),
    workers: int | None = 0,
    timeout: float | None = TIMEOUT,
) -> pa.Table:
    """Read the pages of a table, which is in memory as a whole, as its answers are.

    Args:
        table: A row for each page, with columns as `parse_batch` takes them.
        source: As for `parse_batch`.
        language: As for `parse_batch`.
        media_type: As for `parse_batch`.
        limits: As for `parse_batch`.
        workers: As for `parse_batches`.
        timeout: As for `parse_batches`.

    Returns:
        A row for each row, in order, as `parse_batch` gives it.

    Raises:
        ValueError: As for `parse_batches`.
        TypeError: As for `parse_batches`.

    Example:
        >>> import pyarrow as pa
        >>> from natodocs import arrow
        >>> sources = pa.table({"id": [7, 8], "text": ["Bridge reopens", "Ferry stops"]})
        >>> arrow.parse_table(sources).select(["id", "text"]).num_rows
        2
    """
    batches = parse_batches(
        table.to_batches(),
        source=source,
        language=language,
        media_type=media_type,
        limits=limits,
        workers=workers,
        timeout=timeout,
    )
    return pa.Table.from_batches(batches, output_schema(table.schema, source=source))


def output_schema(schema: pa.Schema, /, *, source: str | None = None) -> pa.Schema:
    """Return the schema of what `parse_batch` gives for batches of a schema: the columns that go along, then `SCHEMA`.

    Args:
        schema: Of the sources.
        source: As for `parse_batch`.

    Raises:
        ValueError: As for `parse_batch`.
        TypeError: As for `parse_batch`.
    """
    return sources.output(schema, source)


def batch(
    answers: Sequence[Page | Failure | Exception], /, *, keys: pa.RecordBatch | None = None
) -> pa.RecordBatch:
    """Put answers of `parse.pages` into a batch, a row for each.

    Half a surrogate pair, which Arrow cannot hold, becomes U+FFFD; all spans stay as they are.

    Args:
        answers: Pages, and failures or errors in their place.
        keys: Columns that go in front, with a row for each answer. A failure has its `url` from there.

    Raises:
        ValueError: `keys` has another number of rows, or a column that is called as one of `SCHEMA`.
    """
    return table_rows.batch(answers, keys)


def batches(answers: Iterable[Page | Failure], /, *, rows: int = table_rows.ROWS) -> Iterator[pa.RecordBatch]:
    """Put answers of `parse.pages` into batches, lazily.

    Args:
        answers: Any iterable of pages and failures.
        rows: The most rows of a batch. Batches of long pages have fewer.

    Example:
        >>> from natodocs import arrow, parse
        >>> [batch.num_rows for batch in arrow.batches(parse.pages(["One.", "Two."], workers=0))]
        [2]
    """
    return table_rows.batches(answers, rows)


def pages(answers: pa.RecordBatch, /) -> Iterator[Page | None]:
    """Rebuild the page of each row, without loss; `None` where the row has an `error`.

    Raises:
        KeyError: A column of `SCHEMA` is missing.
        ValueError: The row does not hold together; the message names the place.
    """
    return table_rows.pages(answers)


def quotes_table(answers: Answers, /) -> Answers:
    """Return a flat table of the quotations, a row for each: who said what, where and when.

    Args:
        answers: Rows with the columns of `SCHEMA` that are needed: `quotes`, `url`, `title`, `published`, `dateline`
            and `wire`. Columns that are none of `SCHEMA` go along, in front.

    Returns:
        A batch for a batch, a table for a table, with the columns of `QUOTES`.

    Raises:
        KeyError: A column is missing.
        ValueError: A column that goes along is called as one of `QUOTES`.

    Example:
        >>> from natodocs import arrow, parse
        >>> page = parse.page("“The bridge is safe,” said Ada Lund.")
        >>> arrow.quotes_table(arrow.batch([page])).select(["speaker", "cue", "text"]).to_pylist()
        [{'speaker': 'Ada Lund', 'cue': 'said', 'text': '“The bridge is safe,”'}]
    """
    return flat.each(answers, flat.quotes)


def pages_table(answers: Answers, /) -> Answers:
    """Return a flat table of the pages, a row for each: headline, authors, dates, and how much of what.

    Args:
        answers: Rows with the columns of `SCHEMA`. Columns that are none of these go along, in front.

    Returns:
        A batch for a batch, a table for a table, with the columns of `PAGES`.

    Raises:
        KeyError: A column is missing.
        ValueError: A column that goes along is called as one of `PAGES`.
    """
    return flat.each(answers, flat.pages)
