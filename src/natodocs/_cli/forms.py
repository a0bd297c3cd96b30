"""The forms in which the command line puts pages out: a summary, JSON, JSON lines, HTML files."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from abc import ABC, abstractmethod
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve
from rich.console import Console

from natodocs._cli import files
from natodocs._cli.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from natodocs._cli.sources import Source
    from natodocs._tables.files import Make

# JSON lets these stand as they are, but terminals obey C1 control characters, and str.splitlines() breaks
# lines at some of them.
ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class WriteError(Exception):
    """An output file cannot be written; the message names it."""


class PrintError(Exception):
    """Standard output takes nothing more; the message says why, and is empty where its reader has gone."""


class Form(ABC):
    """How pages are put out."""

    def make(self) -> Make | None:
        """Return what a worker makes of a page, so that it need not be done here; `None` leaves it a page."""
        return None

    @abstractmethod
    def page(self, source: Source, made: Any) -> None:
        """Put out what was made of a page.

        Raises:
            WriteError: Its output file cannot be written.
            PrintError: Nothing more can be printed.
        """

    def failure(self, source: Source, error: Exception, message: str) -> None:  # noqa: B027 - most forms have no more to say
        """Put out that a source gave no page; standard error has it already."""


class Summaries(Form):
    """For people."""

    def __init__(self) -> None:
        # By way of a string: where standard output is closed or full, rich would end the process itself.
        self.drawn = io.StringIO()
        terminal = Console().is_terminal
        self.console = Console(
            file=self.drawn, force_terminal=terminal, highlight=False, markup=False, emoji=False
        )
        self.first = True

    def page(self, source: Source, made: Any) -> None:
        """Print the summary."""
        name = "standard input" if source.name == files.STANDARD_INPUT else source.name
        self.console.print(summary(evolve(source, name=name).label, made))
        lines = (line.rstrip(" ") for line in self.drawn.getvalue().splitlines())
        put_out(("" if self.first else "\n") + "".join(f"{line}\n" for line in lines))
        self.first = False
        self.drawn.seek(0)
        self.drawn.truncate()


class Json(Form):
    """One page as one object."""

    def make(self) -> Make:
        """Return what makes the object, indented."""
        return methodcaller("to_json", indent=2)

    def page(self, source: Source, made: Any) -> None:
        """Print the object."""
        put_out(_escape(made) + "\n")


class JsonLines(Form):
    """A line a page."""

    def make(self) -> Make:
        """Return what makes the object."""
        return methodcaller("to_json")

    def page(self, source: Source, made: Any) -> None:
        """Print the page with the name of its file."""
        # The text of to_json is kept: it knows what to do with halves of surrogate pairs.
        put_out(f'{{"source": {_quoted(source.name)}, {_escape(made).removeprefix("{")}\n')

    def failure(self, source: Source, error: Exception, message: str) -> None:
        """Print the error with the name of its file."""
        kind, said = _quoted(type(error).__name__), _quoted(message)
        where = f'"url": {_quoted(source.url)}, ' if source.url else ""
        put_out(
            f'{{"source": {_quoted(source.name)}, {where}"error": {{"type": {kind}, "message": {said}}}}}\n'
        )


class Html(Form):
    """A file a page."""

    def __init__(self, out: str, names: Iterable[str], *, folder: bool) -> None:
        self.out = Path(out)
        self.folder = folder
        # No page is written over what another was written to, or is read from.
        self.taken = {_key(Path(name)) for name in names}

    def make(self) -> Make:
        """Return what makes the content of the file."""
        return methodcaller("to_html")

    def page(self, source: Source, made: Any) -> None:
        """Write the file."""
        target = self._target(source)
        try:
            files.write(target, made.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise WriteError(f"{target}: {error.strerror or error}") from error

    def _target(self, source: Source) -> Path:
        if not self.folder:
            return self.out
        # Endings are added, not changed: page.txt and page.html may stand side by side.
        target = first = self.out / f"{source.place}.html"
        number = 1
        while _key(target) in self.taken:
            number += 1
            target = first.with_name(f"{source.place.name}-{number}.html")
        self.taken.add(_key(target))
        return target


def _key(path: Path) -> str:
    return os.path.realpath(path).casefold()  # some file systems do not tell "a" from "A"


def _escape(text: str) -> str:
    return ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _quoted(text: str) -> str:
    return _escape(json.dumps(text, ensure_ascii=False))


def put_out(text: str) -> None:
    """Print a text.

    Raises:
        PrintError: Standard output takes nothing more.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()  # page by page, for whoever reads the pipe
    except BrokenPipeError as error:
        raise PrintError from error
    except OSError as error:
        raise PrintError(f"standard output: {error.strerror or error}") from error
