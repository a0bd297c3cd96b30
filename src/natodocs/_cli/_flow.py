"""The way from files to what is printed or written.

One file after the other is read, put out and forgotten: a folder of any size needs the memory of a few pages.
"""

from __future__ import annotations

import io
import os
import sys
from collections import deque
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.text import Text

from natodocs import parse
from natodocs._cli import _files, _forms
from natodocs._cli._summary import printable
from natodocs._errors import NatodocsError
from natodocs._limits import Limits
from natodocs._types import Failure, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from natodocs._cli._files import File

DONE: Final = 0  # exit code
FAILED: Final = 1  # exit code


def answers(
    files: Iterable[File], *, workers: int | None, language: str | None, media_type: parse.MediaType | None
) -> Iterator[tuple[File, Page | Exception]]:
    """Give each file with its page or its error, in order."""
    opened: deque[tuple[File, Exception | None]] = deque()  # those on their way through pages(), and failures

    def contents() -> Iterator[bytes]:
        for file in files:
            try:
                content = _files.read(file, Limits().bytes)
            except (OSError, NatodocsError) as error:
                opened.append((file, error))
            else:
                opened.append((file, None))
                yield content

    pages = parse.pages(contents(), workers=workers, language=language, media_type=media_type)
    for answer in chain(pages, [None]):
        while opened and (error := opened[0][1]):
            yield opened.popleft()[0], error
        if answer is not None:
            yield opened.popleft()[0], answer.error if isinstance(answer, Failure) else answer


def put_out(files: Iterator[tuple[File, Page | Exception]], form: _forms.Form, progress: Progress) -> int:
    """Put out all answers, and return the exit code."""
    code = DONE
    try:
        for file, answer in files:
            try:
                if isinstance(answer, Page):
                    form.page(file, answer)
                else:
                    code = FAILED
                    complain(progress.console, f"{file.name}: {_message(answer)}")
                    form.failure(file, answer, _message(answer))
            except _forms.WriteError as error:
                code = FAILED
                complain(progress.console, str(error))
            progress.advance(progress.task_ids[0])
    except _forms.PrintError as error:
        _abandon_output()
        if str(error):
            code = FAILED
            complain(progress.console, str(error))
    return code


def progress_bar(names: Sequence[str], *, shown: bool) -> Progress:
    """Make a bar on standard error; one that is not shown does nothing."""
    progress = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # what is printed is for a pipe, and must not go by way of the bar
        redirect_stderr=False,
        disable=not shown,
    )
    progress.add_task("", total=sum(1 for _ in _files.find(names)) if shown else None)
    return progress


def complain(console: Console, message: str) -> None:
    """Say on standard error what went wrong."""
    console.print(Text(f"natodocs: {printable(message)}"), soft_wrap=True)


def _message(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) else str(error)
    return said or str(error) or type(error).__name__


def _abandon_output() -> None:
    """Let what is left of standard output be flushed into nothing, without a complaint at the end."""
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
