"""Sources with what is known of each: `parse.pages` says the same of all. They cross to a worker as bytes."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from attrs import astuple, frozen

from natodocs import _page, _pool
from natodocs._limits import Limits
from natodocs._types import Failure, Page
from natodocs._worker import Source


@frozen
class Task:
    """What `parse.page` takes."""

    source: Source
    url: str | None = None
    language: str | None = None
    media_type: str | None = None


def answers(tasks: Iterable[Task | None], *, workers: int, limits: Limits) -> Iterator[Page | Failure]:
    """Read tasks in order; one that is `None` is a failure, as it is among the sources of `parse.pages`."""
    packed: Iterator[tuple[int, Any]] = (
        (index, task and pickle.dumps(astuple(task))) for index, task in enumerate(tasks)
    )
    return _pool.answers(packed, workers, partial(_unpack, limits=limits))


def _unpack(packed: Any, limits: Limits) -> Page:
    source, url, language, media_type = pickle.loads(packed)  # noqa: S301  # of our own making
    return _page.read(source, url=url, language=language, media_type=media_type, limits=limits)
