"""Sources with what is known of each, where `parse.pages` takes one answer for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from attrs import frozen

from natodocs import _pipeline
from natodocs._limits import Limits
from natodocs._output import Page
from natodocs._types import Failure
from natodocs._workers import pages


@frozen
class Task:
    """What `parse.page` takes."""

    source: str | bytes
    url: str | None = None
    language: str | None = None
    media_type: str | None = None

    def __len__(self) -> int:
        """Return how much there is to read, by which the pool shares the work out."""
        return len(self.source)


def answers(
    tasks: Iterable[Task | TypeError], *, workers: int, timeout: float | None, limits: Limits
) -> Iterator[Page | Failure]:
    """Read tasks in order; an error among them is its own answer."""
    return pages.answers(enumerate(tasks), workers, partial(read, limits=limits), timeout)


def read(task: Task, limits: Limits) -> Page:
    """Read one."""
    return _pipeline.read(
        task.source, url=task.url, language=task.language, media_type=task.media_type, limits=limits
    )
