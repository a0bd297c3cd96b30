"""Those who read: worker processes, their answers in order, and what becomes of a source that kills or hangs one.

Each worker has a pipe of its own, so one that dies costs the source that it was reading and nothing else.
`concurrent.futures` gives up all its workers, with all that they hold, when one of them dies.

There is no thread: sources are read and answers taken when the next answer is asked for, and then alone.
"""

from __future__ import annotations

import pickle
import sys
from collections import Counter, deque
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Final

from natodocs._errors import PageTooSlow
from natodocs._workers.worker import Worker, answer, dismiss, how, pickled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from natodocs._workers.worker import Numbered, Read, Source

CHUNK: Final = 16  # sources; the way to a worker and back costs 0.1 ms a chunk, and a page costs milliseconds
CHUNK_SIZE: Final = 1_000_000  # characters or bytes; more does not get faster, and big pages are spread
AHEAD: Final = 2 * CHUNK  # sources a worker: those in its hands, and as many that wait for their turn
HELD: Final = 100_000_000  # bytes of answers that wait for their turn; a page has some 40_000
LONG: Final = 3600.0  # seconds; a wait of some weeks is more than the system call takes
MOST_ON_WINDOWS: Final = 60  # processes; its system call waits for no more than 63 handles
NOT_STARTED: Final = (
    "a worker of natodocs.parse.pages {end} before it had started (see its own message on stderr). A script "
    'that has workers must be a file, and call pages under `if __name__ == "__main__":`, because each worker '
    "imports it; or pass workers=0, which reads in this process"
)


class NotStarted(RuntimeError):
    """No worker starts; the message says why, and what to do."""


class Crew:
    """The workers, what they still have to read, and what they have answered.

    Use it in a `with` statement, at whose end the workers are dismissed.
    """

    def __init__(self, tasks: Iterator[Numbered], count: int, read: Read, timeout: float | None) -> None:
        self.tasks = tasks
        self.count = min(count, MOST_ON_WINDOWS) if sys.platform == "win32" else count
        self.read = read
        self.timeout = timeout
        self.workers: list[Worker] = []
        self.waiting: dict[int, bytes] = {}  # source -> page or exception, kept pickled until its turn
        self.held = 0  # bytes of these
        self.done: deque[tuple[int, bytes]] = deque()  # errands, with their answers
        self.turn = 0  # the source whose answer comes next
        self.left: deque[list[Numbered]] = deque()  # errands, and what workers left when they died
        self.suspects: set[int] = set()  # sources over which a worker died
        self.lost: Counter[int] = (
            Counter()
        )  # source -> workers that had it in their hands, and died before they began
        self.stillborn = 0  # workers, in a row, that were killed before they had started
        self.chunks = 0  # handed out
        self.seen = 0  # sources
        self.ended = False
        self.error: Exception | None = None  # what ended the sources before their time

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        dismiss(self.workers)

    def add(self, number: int, errand: Source) -> None:
        """Have something done beside the sources, before more of them are read, and without a time limit.

        Its answer comes as soon as it is there, under its number, which is below 0.
        """
        self.left.append([(number, errand)])

    def answers(self) -> Iterator[tuple[int, bytes]]:
        """Yield the answers, pickled: those of the sources in order, with the number of each.

        It ends when there is nothing more to do, and can be called again where something was added since.

        Raises:
            Exception: What the iterable of the sources raised, after the answers to those before.
        """
        while True:
            self._hand_out(before=self.turn + self.count * AHEAD)
            while self.done:
                yield self.done.popleft()
            if self.turn not in self.waiting:
                if self._busy():
                    self._collect(wait=True)
                    continue
                if self.left or self.done:
                    continue
                break
            if self.turn % self.count == 0:  # one answer of each: it cannot work while its pipe is full
                self._collect(wait=False)
            number, answer = self.turn, self.waiting.pop(self.turn)
            self.turn += 1
            self.held -= len(answer)
            yield number, answer
        if self.error:
            raise self.error

    def _keep(self, number: int, answer: bytes) -> None:
        if number < 0:
            self.done.append((number, answer))
            return
        self.waiting[number] = answer
        self.held += len(answer)

    def _busy(self) -> list[Worker]:
        """Return the workers from which something will come."""
        return [worker for worker in self.workers if worker.tasks]

    def _hand_out(self, *, before: int) -> None:
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

    def _collect(self, *, wait: bool) -> None:
        """Take an answer of each worker that has one; with `wait`, wait for the first.

        Those that have none and are over their time are ended. Answers are looked for first: the caller may have
        been away for longer than any page takes.
        """
        busy = self._busy()
        patience = min((self._patience(worker) for worker in busy), default=float("inf")) if wait else 0
        until = None if patience == float("inf") else min(patience, LONG)
        ready = {id(pipe) for pipe in connection.wait([worker.pipe for worker in busy], until)}
        for worker in busy:
            if id(worker.pipe) not in ready:
                if self.timeout is not None and not self._patience(worker):
                    self._bury(worker, PageTooSlow(self.timeout))
                continue
            try:
                answer = worker.take()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if answer:
                self._keep(*answer)
            else:
                self.stillborn = 0

    def _patience(self, worker: Worker) -> float:
        """Return for how many seconds a worker may go on."""
        if self.timeout is None or not worker.greeted or worker.tasks[0][0] < 0:
            return float("inf")
        return max(0.0, self.timeout - worker.busy_for())

    def _chunk(self, before: int) -> list[Numbered]:
        """Take some sources; few at first, so that a short list is shared and the first answers come soon."""
        chunk: list[Numbered] = []
        if self.held > HELD:  # and so there are answers to be taken first
            return chunk
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
                if isinstance(source, Exception):
                    self._keep(index, pickled(source))
                    continue
                chunk.append((index, source))
                size += len(source)
        self.chunks += bool(chunk)
        return chunk

    def _bury(self, worker: Worker, reason: PageTooSlow | None = None) -> None:
        """Take the tasks of a dead worker back, or of one that is to die for a reason.

        The source that it died over is a failure. Where the worker was killed by others, the source has a second
        try: the machine may have been short of memory for a moment, or somebody killed the wrong process.

        A worker that had not begun died over none of its sources: mostly it was dead when it was given them. Each
        is given to another, alone, so that one that kills on the way, being too big to be received, is found.
        """
        code = worker.end(at_once=reason is not None)
        self.workers.remove(worker)
        if not worker.greeted:
            self.stillborn += 1
            if code >= 0 or self.stillborn > self.count:
                raise NotStarted(NOT_STARTED.format(end=how(code))) from None
            self.left.append(list(worker.tasks))
            return
        index = worker.tasks[0][0]
        if not worker.begun:
            self.lost.update(number for number, _ in worker.tasks)
            # All workers may have been killed at one time, and have been handed the same source one after the other.
            if len(worker.tasks) > 1 or self.lost[index] <= self.count:
                self.left.extend([task] for task in worker.tasks)
                return
        if reason or code >= 0 or index in self.suspects:
            worker.tasks.popleft()
            again = ", as one did before it" if index in self.suspects else ""
            died = ChildProcessError(f"the worker that read the source {how(code)}{again}")
            self._keep(index, pickle.dumps(reason or died))
            self.suspects.discard(index)  # an errand may be given once more, under its number
        else:
            self.suspects.add(index)
        if worker.tasks:
            self.left.append(list(worker.tasks))


class Alone:
    """What stands in for a crew where there are no workers: it does all in this process, when it is asked to."""

    def __init__(self, tasks: Iterator[Numbered], read: Read) -> None:
        self.tasks = tasks
        self.read = read
        self.left: deque[Numbered] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End nothing: there is nobody."""

    def add(self, number: int, errand: Source) -> None:
        """Have something done beside the sources; see `Crew.add`."""
        self.left.append((number, errand))

    def answers(self) -> Iterator[tuple[int, bytes]]:
        """Yield the answers, pickled; see `Crew.answers`."""
        for number, value in self.values():
            yield number, pickled(value)

    def values(self) -> Iterator[tuple[int, Any]]:
        """Yield the answers as they are."""
        while task := self.left.popleft() if self.left else next(self.tasks, None):
            number, source = task
            yield number, source if isinstance(source, Exception) else answer(source, self.read)
