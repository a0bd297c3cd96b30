"""`parse.pages`: order kept, read no further ahead than needed, failures as values, worker processes.

Each worker has a pipe of its own, so one that dies costs the source that it was reading and nothing else.
`concurrent.futures` gives up all its workers, with all that they hold, when one of them dies.

There is no thread: sources are read and answers taken in `next()` alone.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from functools import partial
from multiprocessing import connection
from typing import TYPE_CHECKING, Final

from natodocs import _page, _worker
from natodocs._types import Failure, Page
from natodocs._worker import Read, Source, Task, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from natodocs._limits import Limits

CHUNK: Final = 16  # sources; the way to a worker and back costs 0.1 ms a chunk, and a page costs milliseconds
CHUNK_SIZE: Final = 1_000_000  # characters or bytes; more does not get faster, and big pages are spread
AHEAD: Final = 2 * CHUNK  # sources a worker: those in its hands, and as many that wait for their turn
MOST_ON_WINDOWS: Final = 60  # processes; its system call waits for no more than 63 handles
NOT_STARTED: Final = (
    "a worker of natodocs.parse.pages {end} before it had started (see its own message on stderr). A script "
    'that has workers must be a file, and call pages under `if __name__ == "__main__":`, because each worker '
    "imports it; or pass workers=0, which reads in this process"
)


def pages(
    sources: Iterable[Source],
    *,
    workers: int | None,
    language: str | None,
    media_type: str | None,
    limits: Limits,
) -> Iterator[Page | Failure]:
    """Read many pages; see `parse.pages`."""
    if isinstance(sources, str | bytes):
        kind = type(sources).__name__
        raise TypeError(f"sources is {kind}, and must be an iterable of pages; pass [source], or call page")
    count = require_count(workers)
    numbered = enumerate(sources)
    read = partial(_page.read, url=None, language=language, media_type=media_type, limits=limits)
    read("")  # a wrong argument is an error here, once and as in `page`, and not one for each source
    return answers(numbered, count, read)


def require_count(workers: int | None) -> int:
    """Return how many processes are asked for; `None` asks for one a processor."""
    if not isinstance(workers, int | None):
        raise TypeError(f"workers is {type(workers).__name__}, and must be int or None")
    if workers is not None and workers < 0:
        raise ValueError(f"workers is {workers}, and must be 0 or more, or None for one a processor")
    return _processors() if workers is None else workers


def answers(tasks: Iterator[Task], count: int, read: Read) -> Iterator[Page | Failure]:
    """Read in so many processes, or in this one where there are to be none."""
    return in_workers(tasks, count, read) if count else in_this_process(tasks, read)


def in_this_process(tasks: Iterator[Task], read: Read) -> Iterator[Page | Failure]:
    """Read one source after the other."""
    for index, source in tasks:
        answer = _wrong_type(source) or _worker.answer(source, read)
        yield Failure(index, answer) if isinstance(answer, Exception) else answer


def in_workers(tasks: Iterator[Task], count: int, read: Read) -> Iterator[Page | Failure]:
    """Read in up to `count` processes; `read` is sent to each, so it must be picklable."""
    crew = _Crew(tasks, count, read)
    turn = 0  # the source whose answer comes next
    try:
        while True:
            crew.hand_out(before=turn + count * AHEAD)
            if turn not in crew.answers:
                if not crew.busy():
                    break
                crew.collect(wait=True)
                continue
            if turn % count == 0:  # one answer of each: it cannot work while its pipe is full
                crew.collect(wait=False)
            answer = pickle.loads(crew.answers.pop(turn))  # noqa: S301  # from a worker of our own
            yield Failure(turn, answer) if isinstance(answer, Exception) else answer
            turn += 1
    finally:
        _worker.dismiss(crew.workers)
    if crew.error:
        raise crew.error


def _wrong_type(source: object) -> TypeError | None:
    if isinstance(source, str | bytes):
        return None
    return TypeError(f"source is {type(source).__name__}, and must be str or bytes")


def _processors() -> int:
    # From Python 3.13 on there is a count of those that this process may use.
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return count() or 1


class _Crew:
    """The workers, what they still have to read, and what they have answered."""

    def __init__(self, tasks: Iterator[Task], count: int, read: Read) -> None:
        self.tasks = tasks
        self.count = min(count, MOST_ON_WINDOWS) if sys.platform == "win32" else count
        self.read = read
        self.workers: list[Worker] = []
        self.answers: dict[int, bytes] = {}  # source -> page or exception, kept pickled until its turn
        self.left: deque[list[Task]] = deque()  # what workers left when they died
        self.suspects: set[int] = set()  # sources over which a worker died
        self.chunks = 0  # handed out
        self.seen = 0  # sources
        self.ended = False
        self.error: Exception | None = None  # what ended the sources before their time

    def busy(self) -> list[Worker]:
        """Return the workers from which something will come."""
        return [worker for worker in self.workers if worker.tasks]

    def hand_out(self, *, before: int) -> None:
        """Give work to all who have none, in this order: what was left, then sources before the given one."""
        while True:
            worker = next((worker for worker in self.workers if not worker.tasks), None)
            if not worker and len(self.workers) >= self.count:
                return
            tasks = self.left.popleft() if self.left else self._chunk(before)
            if not tasks:
                return
            if not worker:  # started only when there is work for it
                worker = Worker(self.read)
                self.workers.append(worker)
            try:
                worker.give(tasks)
            except OSError:
                self._bury(worker)

    def collect(self, *, wait: bool) -> None:
        """Take an answer of each worker that has one; with `wait`, wait for the first."""
        busy = self.busy()
        ready = {id(pipe) for pipe in connection.wait([worker.pipe for worker in busy], None if wait else 0)}
        for worker in busy:
            if id(worker.pipe) not in ready:
                continue
            try:
                answer = worker.take()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if answer:
                self.answers[answer[0]] = answer[1]

    def _chunk(self, before: int) -> list[Task]:
        """Take some sources; few at first, so that a short list is shared and the first answers come soon."""
        chunk: list[Task] = []
        most, size = min(CHUNK, 1 + self.chunks // self.count), 0
        while not self.ended and self.seen < before and len(chunk) < most and size < CHUNK_SIZE:
            try:
                index, source = next(self.tasks)
            except StopIteration:
                self.ended = True
            except Exception as error:  # the caller's own: raised again, after the pages before it
                self.ended, self.error = True, error
            else:
                self.seen += 1
                if wrong := _wrong_type(source):
                    self.answers[index] = pickle.dumps(wrong)
                    continue
                chunk.append((index, _plain(source)))
                size += len(source)
        self.chunks += bool(chunk)
        return chunk

    def _bury(self, worker: Worker) -> None:
        """Take the tasks of a dead worker back.

        The source that it died over is a failure. Where the worker was killed, the source has a second try:
        the machine may have been short of memory for a moment, or somebody killed the wrong process.
        """
        code = worker.end()
        self.workers.remove(worker)
        if not worker.greeted:
            raise RuntimeError(NOT_STARTED.format(end=_worker.how(code))) from None
        index = worker.tasks[0][0]
        if code >= 0 or index in self.suspects:
            worker.tasks.popleft()
            again = ", as one did before it" if index in self.suspects else ""
            error = ChildProcessError(f"the worker that read the source {_worker.how(code)}{again}")
            self.answers[index] = pickle.dumps(error)
        self.suspects.add(index)
        if worker.tasks:
            self.left.append(list(worker.tasks))


def _plain(source: Source) -> Source:
    """Return a source as `str` or `bytes` itself: a worker may not be able to import its subclass."""
    return str.__str__(source) if isinstance(source, str) else b"".join([source])
