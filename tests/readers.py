"""What reads in place of the parser, in workers: in a light module, since each worker of a test imports it."""

from __future__ import annotations

import atexit
import os
import signal
import struct
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bare import bare
from natodocs._errors import NatodocsError
from natodocs._workers import worker as worker_worker

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def read_or_die(source: str | bytes) -> Any:
    """Stand in for the parser, in the workers too."""
    match source:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hang":
            threading.Event().wait()  # for nothing
        case "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "memory":
            raise MemoryError("no room")
        case "no pickle":
            return lambda: source
        case "no way back":
            raise NoWayBack("one", "two")
    assert isinstance(source, str)
    return bare(source)


class NoWayBack(NatodocsError):
    """An error that is pickled, and cannot be made again from that."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def kill_this_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class KillsOnItsWay:
    """Stand in for a source that is too big to be received, and kill whoever unpacks it."""

    def __len__(self) -> int:
        return 1

    def __reduce__(self) -> tuple[Any, ...]:
        return kill_this_process, ()


class NeverStarts:
    """Stand in for the parser, and kill whoever gets it."""

    def __setstate__(self, state: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def __getstate__(self) -> object:
        return "something"

    def __call__(self, source: object) -> object:
        return read_or_die("one")


class StartsOnce(NeverStarts):
    """Stand in for the parser, and kill the first who gets it."""

    sent = 0

    def __getstate__(self) -> object:
        StartsOnce.sent += 1
        return StartsOnce.sent

    def __setstate__(self, state: object) -> None:
        if state == 1:
            super().__setstate__(state)


# The steps of a worker's life, in order, from where it unpickles what it reads with.
BEFORE_IT_BEGINS: Final = ("importing", "before the greeting", "ready", "handed something")
STEPS: Final = (
    *BEFORE_IT_BEGINS,
    "begun",
    "reading",
    "half-way through an answer",
    "answered",
    "ending",
)


class DiesAt:
    """Stand in for the parser, and have the first workers that come to a step killed there.

    Each of them leaves a file in the folder, so that it is known how many have died.
    """

    def __init__(self, step: str, folder: Path, times: int) -> None:
        self.step, self.folder, self.times = step, folder, times

    def __call__(self, source: str | bytes) -> Any:
        self.come_to("reading")
        return read_or_die(source)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Be unpickled, which is when a worker starts: what it sends goes by way of here from now on."""
        vars(self).update(state)
        self.come_to("importing")
        worker_worker._send = self.send
        atexit.register(self.come_to, "ending")  # where processes run what is registered there
        worker_worker._end_with_parent = lambda: None

    def send(self, pipe: Connection, message: bytes) -> bool:
        before, after = {
            worker_worker.GREETING: ("before the greeting", "ready"),
            worker_worker.BEGUN: ("handed something", "begun"),
        }.get(message, ("half-way through an answer", "answered"))
        if before == "half-way through an answer" and self.is_due(before):
            # As much as a pipe of multiprocessing sends: a length, and the message, of which half is missing.
            os.write(pipe.fileno(), struct.pack("!i", len(message)) + message[: len(message) // 2])
            kill_this_process()
        self.come_to(before)
        sent = SEND(pipe, message)
        self.come_to(after)
        return sent

    def is_due(self, step: str) -> bool:
        """Return whether this process is to be killed now; it counts as killed then."""
        if step != self.step:
            return False
        for number in range(self.times):
            with suppress(FileExistsError):
                (self.folder / str(number)).touch(exist_ok=False)
                return True
        return False

    def come_to(self, step: str) -> None:
        if self.is_due(step):
            kill_this_process()


SEND: Final = worker_worker._send
