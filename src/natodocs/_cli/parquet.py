"""Pages -> a folder of Parquet files, which can be broken off at any moment and gone on with.

A file is a part: so many pages, one after the other, as they were named. It is written under another name, brought to
the disk, and then given its own, which says which part it is and from which pages it was made. So what has its name
is whole, and it can be told whether the pages are still the same.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections import deque
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from natodocs._cli import flow
from natodocs._cli import folder as cli_folder
from natodocs._tables import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from natodocs._cli.flow import Complaints, Order
    from natodocs._cli.progress import Progress
    from natodocs._cli.sources import Source
    from natodocs._workers.pool import Alone, Crew
    from natodocs._workers.worker import Numbered

PART: Final = 500  # pages; some 4 MB of Parquet, and half a minute of work for one processor


class _WriteError(Exception):
    """The disk takes no more; the message says why."""


def write(
    sources: Iterable[Source], order: Order, out: str, size: int, progress: Progress, complaints: Complaints
) -> None:
    """Write the pages that are not there yet.

    Raises:
        OtherRun: What is there was made of other pages, or in another way, or is being made.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with cli_folder.locked(folder):
            cli_folder.require_settings(folder, cli_folder.settings(order, size))
            cli_folder.sweep(folder)
            try:
                _Run(folder, sources, order, size, progress, complaints).go()
            finally:
                cli_folder.sweep(folder)
    except (OSError, _WriteError) as error:
        complaints(f"{out}: {flow.message(error)}")


class _Draft:
    """A part on its way: its pages as they come, pickled, and what they are."""

    def __init__(self, folder: Path, index: int) -> None:
        self.index = index
        self.digest = hashlib.sha256()
        # Not the same names again: a worker of a run that was killed may still be writing.
        stem = f".part-{index:06}-{os.getpid()}"
        self.path = folder / f"{stem}.pages.tmp"
        self.table = folder / f"{stem}.parquet.tmp"
        self.file = self.path.open("wb")

    def note(self, source: Source) -> None:
        self.digest.update(_identity(source))

    def put(self, source: Source, answer: bytes) -> None:
        key = files.Key(_text(source.name), source.offset, source.saved, _text(source.url))
        files.put(self.file, key, answer)

    def name(self) -> str:
        return f"part-{self.index:06}-{self.digest.hexdigest()[:12]}.parquet"


class _Run:
    """All parts, in order."""

    def __init__(
        self,
        folder: Path,
        sources: Iterable[Source],
        order: Order,
        size: int,
        progress: Progress,
        complaints: Complaints,
    ) -> None:
        self.folder, self.order, self.size = folder, order, size
        self.progress, self.complaints = progress, complaints
        self.sources = iter(sources)
        self.there = cli_folder.there(folder)  # part -> the name of its file
        self.opened: deque[tuple[Source, _Draft, bool]] = deque()  # on their way; whether one ends its part
        self.drafts: dict[int, _Draft] = {}

    def go(self) -> None:
        """Read all pages that are not there yet."""
        try:
            with self.order.crew(self._tasks(), None) as crew:
                self._take(crew)
                for draft in self.drafts.values():  # the last, which is shorter
                    self._close(draft, crew)
                self._take(crew)
        finally:
            for draft in self.drafts.values():
                draft.file.close()

    def _tasks(self) -> Iterator[Numbered]:
        """Yield the pages that are not there yet."""
        number = 0
        for index in count():
            group = islice(self.sources, self.size)
            if index in self.there:
                read = self._pass_over(index, group)
            else:
                read = 0
                for read, source in enumerate(group, 1):
                    if read == 1:
                        self.drafts[index] = _Draft(self.folder, index)
                    draft = self.drafts[index]
                    draft.note(source)
                    self.opened.append((source, draft, read == self.size))
                    yield number, self.order.load(source)
                    number += 1
            if read < self.size:
                break
        if surplus := max((there for there in self.there if there > index), default=0):
            raise cli_folder.OtherRun(
                f"{self.folder / self.there[surplus]} was made of pages that are not there any more"
            )

    def _pass_over(self, index: int, group: Iterable[Source]) -> int:
        """Look whether a part that is there was made of these pages, and return how many they are."""
        digest, read, end = hashlib.sha256(), 0, 0
        for source in group:
            digest.update(_identity(source))
            read, end = read + 1, source.end
        name = self.there[index]
        if digest.hexdigest()[:12] not in name:
            raise cli_folder.OtherRun(
                f"{self.folder / name} was made of other pages: files were added, taken away, renamed or changed "
                "since. Name another folder, or delete this one to begin anew"
            )
        self.progress.skip(read, end)
        return read

    def _take(self, crew: Crew | Alone) -> None:
        """Take what comes: pages for the drafts, and word of parts that were written."""
        for number, answer in crew.answers():
            if number < 0:
                self._finish(self.drafts.pop(-1 - number), pickle.loads(answer))  # noqa: S301  # our own
                continue
            source, draft, last = self.opened.popleft()
            draft.put(source, answer)
            if last:
                self._close(draft, crew)
            self.progress.show(source.end)

    def _close(self, draft: _Draft, crew: Crew | Alone) -> None:
        """Have a draft that has all its pages written."""
        draft.file.close()
        crew.add(-1 - draft.index, files.Part(str(draft.path), str(draft.table)))

    def _finish(self, draft: _Draft, written: Any) -> None:
        """Give a part that was written its name."""
        if isinstance(written, Exception):
            raise _WriteError(flow.message(written))
        draft.table.replace(self.folder / draft.name())
        cli_folder.sync(self.folder)
        draft.path.unlink()
        for label, error in written.failures:
            self.complaints(f"{label}: {flow.message(error)}")


def _identity(source: Source) -> bytes:
    return source.identity.encode("utf-8", "backslashreplace") + b"\n"


def _text(text: str | None) -> Any:
    """Return a text without what no UTF-8 can hold; the names of files may be any bytes."""
    return text and text.encode("utf-8", "backslashreplace").decode("utf-8")
