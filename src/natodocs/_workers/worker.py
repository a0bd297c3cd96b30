"""A process that reads sources, and the pipe to it: both of its ends are here, so that they agree.

A worker greets, receives a list of sources, says that it begins with them, and answers them one by one. Because
each answer is a message of its own, it is known which source a worker was reading when it died, or that it had not
begun with any: what is sent to a dead worker arrives nowhere, and its end may be heard of only then.
"""

from __future__ import annotations

import copyreg
import io
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import connection
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from natodocs import _types
from natodocs._errors import NatodocsError
from natodocs._output import Page

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Source: TypeAlias = Any  # str or bytes for `parse.pages`; what has a length, and can be pickled
# Which source it is, from 0, and the source; or an exception, its own answer.
Numbered: TypeAlias = tuple[int, Source]
Read: TypeAlias = Callable[[Source], Any]

PATIENCE: Final = 5.0  # seconds for a process to end; an idle one needs some milliseconds
GREETING: Final = b""  # no pickle is empty
BEGUN: Final = b"\0"  # nor one byte long
DAEMONIC: Final = (
    "natodocs.parse.pages cannot start workers in a daemonic process (such as one of multiprocessing.Pool), "
    "which may have no children; pass workers=0, which reads in this process"
)


def answer(source: Source, read: Read) -> Any:
    """Read a source; what cannot be read is a value."""
    try:
        return read(source)
    except (NatodocsError, MemoryError) as error:
        return error.with_traceback(None)  # its frames hold the source, and all that was made of it


class Worker:
    """A process, the pipe to it, and what it was given and has not answered."""

    pipe: Connection
    """This end of the pipe."""
    process: SpawnProcess
    """The process, started."""
    greeted: bool
    """Whether it came so far as to read its pipe."""
    tasks: deque[Numbered]
    """What it has not answered, in order; while there is something, it does not read its pipe."""
    begun: bool
    """Whether it said that it began with them: it is over the first, and goes on with the next after each answer."""
    since: float
    """When it came to its first task, or later: when it was given it, greeted, or was last heard; `time.monotonic`."""

    def __init__(self, read: Read) -> None:
        if multiprocessing.current_process().daemon:
            raise RuntimeError(DAEMONIC)
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
        self.pipe, theirs = context.Pipe()
        # A daemon, so that a program can end without having finished its iterator.
        self.process = context.Process(target=_work, args=(theirs, read), daemon=True)
        with theirs, _interrupts_held():
            self.process.start()
        self.greeted = False
        self.tasks = deque()
        self.begun = False
        self.since = time.monotonic()

    def give(self, tasks: Iterable[Numbered]) -> None:
        """Send tasks to a worker that has none.

        Raises:
            OSError: It is dead.
        """
        self.tasks.extend(tasks)
        self.begun = False
        self.since = time.monotonic()
        self.pipe.send([source for _, source in self.tasks])

    def take(self) -> tuple[int, bytes] | None:
        """Receive one message: the answer to its first task, pickled; or its greeting or beginning, which are `None`.

        Raises:
            EOFError: It is dead.
            OSError: It died in the middle of the message.
        """
        message = self.pipe.recv_bytes()
        self.since = time.monotonic()
        if message == GREETING:
            self.greeted = True
            return None
        if message == BEGUN:
            self.begun = True
            return None
        return self.tasks.popleft()[0], message

    def busy_for(self) -> float:
        """Return for how many seconds it has been over its first task, or less; a sleeping machine does not count."""
        return time.monotonic() - self.since

    def end(self, *, at_once: bool = False) -> int:
        """Close the pipe, wait for the end, and return the exit code; minus the signal, if one killed it."""
        self.pipe.close()
        if at_once:
            self.process.kill()
        self.process.join(PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return code


def how(code: int) -> str:
    """Say in words what an exit code means."""
    if code >= 0:
        return f"ended with exit code {code}"
    return f"was killed by signal {-code}" + (", perhaps for want of memory" if code == -9 else "")


def dismiss(workers: list[Worker]) -> None:
    """End all workers: those without work by themselves, the others at once."""
    for worker in workers:
        worker.pipe.close()
        if worker.tasks:
            worker.process.terminate()
    while workers:
        workers.pop().end()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a process be born deaf to Ctrl-C; this thread hears of it a moment later.

    A terminal sends Ctrl-C to all processes, and those still importing would each print a traceback.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else spawn starts it, which lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, read: Read) -> None:
    """Answer what comes through the pipe until its other end is closed: the whole life of a worker."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # where it could not be held: the parent hears of it, and ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    heard = _send(pipe, GREETING)
    while heard:
        try:
            sources: list[Source] = pipe.recv()
        except (EOFError, OSError):
            return
        heard = _send(pipe, BEGUN) and all(_send(pipe, pickled(answer(source, read))) for source in sources)


def _end_with_parent() -> None:
    """Wait for the end of the parent, and end this process with it: one that is over a page hears nothing of the pipe.

    A parent that was killed could not end it, and a page that hangs would do so for ever.
    """
    if parent := multiprocessing.parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _send(pipe: Connection, message: bytes) -> bool:
    try:
        pipe.send_bytes(message)
    except OSError:
        return False  # nobody listens
    return True


def pickled(value: object) -> bytes:
    """Return an answer, pickled; where that cannot be done or undone, an answer that says so."""
    try:
        made = _dumps(value)
        if isinstance(value, Exception):  # many a kind cannot be made again from what it keeps
            pickle.loads(made)  # noqa: S301  # made one line above
    except Exception as error:  # pickling runs what others wrote, which may raise anything
        return _dumps(_plain(value if isinstance(value, Exception) else error))
    return made


def _plain(error: Exception) -> Exception:
    """Return an error of a kind that every process can make again."""
    if isinstance(error, MemoryError):
        return MemoryError(*map(str, error.args))
    return RuntimeError(f"{type(error).__name__}: {error}")


def _dumps(value: object) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = REDUCERS
    pickler.dump(value)
    return file.getvalue()


def _reducer(kind: type) -> Callable[[Any], tuple[type, Any]]:
    """Pickle a type as a call of itself with its fields: half the time and nine tenths of the bytes."""
    fields = attrgetter(*(field.name for field in attrs.fields(kind)))
    return lambda value: (kind, fields(value))


VALUES: Final[list[type]] = [
    kind for kind in vars(_types).values() if isinstance(kind, type) and attrs.has(kind)
]
REDUCERS: Final = copyreg.dispatch_table | {kind: _reducer(kind) for kind in [Page, *VALUES]}
