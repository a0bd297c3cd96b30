"""The bar on standard error: how much has been read, how fast, and how long it will take."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from rich import progress
from rich.console import Console

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from natodocs._cli.files import File


class Progress:
    """A bar; one that is not shown does nothing.

    The bar is drawn by bytes, since nobody knows how many pages an archive holds, and the rate is in pages.
    """

    def __init__(self, files: Iterable[File], *, shown: bool) -> None:
        self.console = Console(stderr=True)
        self.shown = shown
        self.bar = progress.Progress(
            progress.BarColumn(),
            progress.TaskProgressColumn(),
            progress.TextColumn("{task.fields[said]}"),
            progress.TimeRemainingColumn(),
            console=self.console,
            transient=True,
            redirect_stdout=False,  # what is printed is for a pipe, and must not go by way of the bar
            redirect_stderr=False,
            disable=not shown,
        )
        total = max(1, sum(file.size() for file in files)) if shown else None
        self.task = self.bar.add_task("", total=total, said="")
        self.pages = 0
        self.known = 0  # pages that had been read before
        self.start = time.monotonic()

    def running(self) -> AbstractContextManager[object]:
        """Show it until the end of a `with` statement."""
        # rich 13 ends one that was never shown with an empty line
        return self.bar if self.shown else nullcontext()

    def show(self, behind: int) -> None:
        """Count a page that was read, with so many bytes of all behind it."""
        self.pages += 1
        if self.shown:
            self._update(behind)

    def skip(self, behind: int) -> None:
        """Pass over what had been read before."""
        if self.shown:
            self._update(behind)

    def _update(self, behind: int) -> None:
        rate = self.pages / max(time.monotonic() - self.start, 1e-3)
        known = f" ({self.known:,} were there)" if self.known else ""
        self.bar.update(self.task, completed=behind, said=f"{self.pages:,} pages{known}, {rate:,.0f}/s")
