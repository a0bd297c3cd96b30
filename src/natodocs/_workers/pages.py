"""`parse.pages`: what may be asked of it, and answers as pages or failures; `pool` has those who read."""

from __future__ import annotations

import os
import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from natodocs import _pipeline
from natodocs._document.source import plain
from natodocs._output import Page
from natodocs._types import Failure
from natodocs._workers.pool import Alone, Crew, NotStarted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from natodocs._limits import Limits
    from natodocs._types import Content
    from natodocs._workers.worker import Numbered, Read


@frozen
class Task:
    """What `parse.page` takes: a source with what is known of it."""

    source: str | bytes
    url: str | None = None
    language: str | None = None
    media_type: str | None = None

    def __len__(self) -> int:
        """Return how much there is to read, by which the pool shares the work out."""
        return len(self.source)


def pages(
    sources: Iterable[Content],
    *,
    workers: int | None,
    timeout: float | None,
    language: str | None,
    media_type: str | None,
    limits: Limits,
) -> Iterator[Page | Failure]:
    """Read many pages; see `parse.pages`."""
    if isinstance(sources, str | bytes | bytearray | memoryview):
        kind = type(sources).__name__
        raise TypeError(f"sources is {kind}, and must be an iterable of pages; pass [source], or call page")
    count = require_count(workers)
    require_timeout(timeout)
    plain = enumerate(map(_plain, sources))
    read = partial(_pipeline.read, url=None, language=language, media_type=media_type, limits=limits)
    read("")  # a wrong argument is an error here, once and as in `page`, and not one for each source
    return answers(plain, count, read, timeout)


def read_tasks(
    tasks: Iterable[Task | TypeError], *, workers: int, timeout: float | None, limits: Limits
) -> Iterator[Page | Failure]:
    """Read tasks in order; an error among them is its own answer."""
    return answers(enumerate(tasks), workers, partial(read_task, limits=limits), timeout)


def read_task(task: Task, limits: Limits) -> Page:
    """Read one."""
    return _pipeline.read(
        task.source, url=task.url, language=task.language, media_type=task.media_type, limits=limits
    )


def require_count(workers: int | None) -> int:
    """Return how many processes are asked for; `None` asks for one a processor."""
    if not isinstance(workers, int | None):
        raise TypeError(f"workers is {type(workers).__name__}, and must be int or None")
    if workers is not None and workers < 0:
        raise ValueError(f"workers is {workers}, and must be 0 or more, or None for one a processor")
    return processors() if workers is None else workers


def require_timeout(timeout: float | None) -> None:
    """Raise where a time limit is none."""
    if not isinstance(timeout, int | float | None):
        raise TypeError(f"timeout is {type(timeout).__name__}, and must be float or None")
    if timeout is not None and not timeout > 0:
        raise ValueError(f"timeout is {timeout}, and must be above 0, in seconds, or None for no limit")


def answers(
    tasks: Iterator[Numbered], count: int, read: Read, timeout: float | None
) -> Iterator[Page | Failure]:
    """Read in up to `count` processes, or in this one where there are to be none.

    `read` is sent to each process, so it must be picklable.
    """
    if not count:
        yield from (_answer(index, value) for index, value in Alone(tasks, read).values())
        return
    with Crew(tasks, count, read, timeout) as crew:
        try:
            for index, pickled in crew.answers():
                yield _answer(index, pickle.loads(pickled))  # noqa: S301  # from a worker of our own
        except NotStarted as error:
            raise RuntimeError(str(error)) from None


def processors() -> int:
    """Return how many processors this process may use."""
    # From Python 3.13 on there is a count of those that this process may use.
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return count() or 1


def _plain(source: object) -> str | bytes | TypeError:
    try:
        return plain(source)
    except TypeError as error:
        return error


def _answer(index: int, value: Any) -> Page | Failure:
    return Failure(index, value) if isinstance(value, Exception) else value
