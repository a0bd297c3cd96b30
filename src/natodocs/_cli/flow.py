"""The way from files to what is printed or written.

One page after the other is read, put out and forgotten: a folder of any size needs the memory of a few pages.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import frozen
from rich.text import Text

from natodocs._cli import forms
from natodocs._cli import sources as cli_sources
from natodocs._cli.summary import printable
from natodocs._limits import Limits
from natodocs._tables import files
from natodocs._workers import pages
from natodocs._workers.pool import Alone, Crew

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from natodocs._cli.progress import Progress
    from natodocs._cli.sources import Source
    from natodocs._tables.files import Make
    from natodocs._types import MediaType
    from natodocs._workers.worker import Numbered

DONE: Final = 0  # exit code
FAILED: Final = 1  # exit code


@frozen
class Order:
    """How pages are to be read."""

    workers: int | None
    """How many processes; 0 for this one, `None` for one a processor."""
    timeout: float | None
    """Seconds that a worker may take over a page, or `None`."""
    language: str | None
    """Of the pages, or `None` to look at each."""
    media_type: MediaType | None
    """Of the pages, or `None` to look at each."""

    def crew(self, tasks: Iterator[Numbered], make: Make | None) -> Crew | Alone:
        """Return who reads tasks, and makes of each page what is asked for."""
        read = partial(files.do, limits=Limits(), make=make)
        count = pages.processors() if self.workers is None else self.workers
        return Crew(tasks, count, read, self.timeout) if count else Alone(tasks, read)

    def load(self, source: Source) -> object:
        """Return the task of a source, or why there is none."""
        return cli_sources.said(source.load(), self.language, self.media_type)


def answers(sources: Iterable[Source], order: Order, make: Make | None) -> Iterator[tuple[Source, object]]:
    """Give each source with what was made of its page, or with its error, in order."""
    opened: deque[Source] = deque()  # those on their way

    def tasks() -> Iterator[Numbered]:
        for number, source in enumerate(sources):
            opened.append(source)
            yield number, order.load(source)

    with order.crew(tasks(), make) as crew:
        for _, answer in crew.answers():
            yield opened.popleft(), pickle.loads(answer)  # noqa: S301  # from a worker of our own


class Complaints:
    """Says on standard error what went wrong, and remembers that something did."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.code = DONE

    def __call__(self, message: str) -> None:
        self.code = FAILED
        complain(self.console, message)


def put_out(
    sources: Iterable[Source], order: Order, form: forms.Form, progress: Progress, complaints: Complaints
) -> bool:
    """Put out all pages, and return whether there was someone to take them."""
    try:
        for source, answer in answers(sources, order, form.make()):
            try:
                if isinstance(answer, Exception):
                    complaints(f"{source.label}: {files.message(answer)}")
                    form.failure(source, answer, files.message(answer))
                else:
                    form.page(source, answer)
            except forms.WriteError as error:
                complaints(str(error))
            progress.show(source.end)
    except forms.PrintError as error:
        _abandon_output()
        if str(error):
            complaints(str(error))
        return False
    return True


def close(said: str, complaints: Complaints) -> None:
    """Say on standard output how a run ended."""
    try:
        forms.put_out(f"{printable(said)}\n")
    except forms.PrintError as error:
        _abandon_output()
        if str(error):
            complaints(str(error))


def complain(console: Console, message: str) -> None:
    """Say on standard error what went wrong."""
    console.print(Text(f"natodocs: {printable(message)}"), soft_wrap=True)


def _abandon_output() -> None:
    """Let what is left of standard output be flushed into nothing, without a complaint at the end."""
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
