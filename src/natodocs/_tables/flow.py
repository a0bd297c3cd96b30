"""Batches of sources -> batches of answers, in order, with as much held as one batch and what the workers need."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
from attrs import frozen

from natodocs import _pipeline
from natodocs._limits import Limits
from natodocs._tables import rows, sources
from natodocs._workers import pages as worker_pages

if TYPE_CHECKING:
    from natodocs._tables.sources import Layout
    from natodocs._workers.pages import Task


@frozen
class Order:
    """How sources are to be read."""

    source: str | None
    """The name of their column."""
    language: str | None
    """Of those that say nothing of it."""
    media_type: str | None
    """Of those that say nothing of it."""
    limits: Limits
    """For each."""


def order(source: str | None, language: str | None, media_type: str | None, limits: Limits) -> Order:
    """Check what is asked for: a wrong argument is an error at once, and not one for each row."""
    _pipeline.read("", url=None, language=language, media_type=media_type, limits=limits)
    return Order(source, language, media_type, limits)


def parse_batch(batch: pa.RecordBatch, order: Order) -> pa.RecordBatch:
    """Read a batch in this process; see `arrow.parse_batch`."""
    layout = sources.layout(batch.schema, order.source)
    answers = list(
        worker_pages.read_tasks(_tasks_of(batch, layout, order), workers=0, timeout=None, limits=order.limits)
    )
    return rows.batch(answers, batch.select(layout.beside))


def parse_batches(
    batches: Iterable[pa.RecordBatch], order: Order, *, workers: int, timeout: float | None, most: int
) -> Iterator[pa.RecordBatch]:
    """Read batches; see `arrow.parse_batches`."""
    waiting: deque[tuple[pa.RecordBatch, Layout]] = deque()  # batches of which answers are still to come

    def tasks() -> Iterator[Task | TypeError]:
        for batch in batches:
            if batch.num_rows:
                layout = sources.layout(batch.schema, order.source)
                waiting.append((batch, layout))
                yield from _tasks_of(batch, layout, order)

    done = 0  # rows of the first batch that wait no longer
    held: list[rows.Answer] = []
    characters = 0
    for answer in worker_pages.read_tasks(tasks(), workers=workers, timeout=timeout, limits=order.limits):
        held.append(answer)
        characters += rows.size(answer)
        batch, layout = waiting[0]
        ended = done + len(held) == batch.num_rows
        if ended or len(held) >= most or characters >= rows.CHARACTERS:
            part = batch.slice(done, len(held))
            yield rows.batch(held, part.select(layout.beside))
            done += len(held)
            held, characters = [], 0
        if ended:
            waiting.popleft()
            done = 0


def _tasks_of(batch: pa.RecordBatch, layout: Layout, order: Order) -> Iterator[Task | TypeError]:
    return sources.tasks(batch, layout, language=order.language, media_type=order.media_type)
