"""Pages -> a folder of Parquet files, which can be broken off at any moment, gone on with, and added to.

A file is a part: so many pages, one after the other, as they were named. It is written in a folder of drafts, brought
to the disk, and then given its name. So what has its name is whole, and it says itself which pages are in it.
"""

from __future__ import annotations

import hashlib
import pickle
import secrets
from collections import deque
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from natodocs._cli import folder as cli_folder
from natodocs._cli import sources as cli_sources
from natodocs._cli.ledger import Ledger, Note
from natodocs._tables import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from natodocs._cli.files import File, State
    from natodocs._cli.flow import Complaints, Order
    from natodocs._cli.progress import Progress
    from natodocs._cli.sources import Source
    from natodocs._workers.pool import Alone, Crew
    from natodocs._workers.worker import Numbered

PART: Final = 500  # pages; some 4 MB of Parquet, and half a minute of work for one processor
AGAIN: Final = "what was written stays, and the same command goes on with it"


class _WriteError(Exception):
    """A part cannot be written; the message says why."""


def write(
    found: Iterable[File], order: Order, out: str, size: int, progress: Progress, complaints: Complaints
) -> str | None:
    """Write the pages that are not there yet, and return what to say of the whole folder; `None` if it is not whole.

    Raises:
        OtherRun: What is there was made in another way, or is being made.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with cli_folder.locked(folder):
            cli_folder.require_settings(folder, cli_folder.settings(order, size))
            cli_folder.sweep(folder)
            with cli_folder.drafts(folder) as drafts:
                run = _Run(folder, drafts, order, size, progress, complaints)
                run.go(found)
    except OSError as error:
        complaints(f"{out}: {files.message(error)}; {AGAIN}")
        return None
    except _WriteError as error:
        complaints(f"{out}: {error}; {AGAIN}")
        return None
    pages, failures = run.ledger.pages, run.ledger.failures
    return f"{pages:,} pages are in {out}, and {failures:,} of them could not be read"


class _Draft:
    """A part on its way: its pages as they come, pickled and signed, and what they are."""

    def __init__(self, drafts: Path, index: int) -> None:
        self.index = index
        self.rows = 0
        self.note = Note()
        self.digest = hashlib.sha256()
        self.secret = secrets.token_bytes(32)
        self.path, self.table = drafts / f"{index:06}.pages", drafts / f"{index:06}.parquet"
        self.file = self.path.open("xb")
        self.answers = 0

    def add(self, source: Source) -> None:
        """Take a page in, of which the answer is to come."""
        self.rows += 1
        self.note.put(source)
        self.digest.update(source.identity.encode("utf-8", "backslashreplace") + b"\n")

    def put(self, source: Source, answer: bytes) -> None:
        """Put the answer of the next page down."""
        key = files.Key(_text(source.name), source.offset, source.saved, _text(source.url))
        files.put(self.file, self.secret, self.answers, key, answer)
        self.answers += 1

    def part(self) -> files.Part:
        """Return what is to be written, when all answers are there."""
        self.file.close()
        return files.Part(str(self.path), str(self.table), self.rows, self.secret, self.note.as_dict())

    def name(self) -> str:
        """Return the name of its file."""
        return f"part-{self.index:06}-{self.digest.hexdigest()[:12]}.parquet"


class _Run(cli_sources.Watch):
    """All parts, in order."""

    def __init__(
        self, folder: Path, drafts: Path, order: Order, size: int, progress: Progress, complaints: Complaints
    ) -> None:
        self.folder, self.place, self.order, self.size = folder, drafts, order, size
        self.progress, self.complaints = progress, complaints
        self.ledger = Ledger(folder, complaints)
        progress.known = self.ledger.pages
        self.free = (index for index in count() if index not in self.ledger.parts)
        self.opened: deque[tuple[Source, _Draft, bool]] = deque()  # on their way; whether one ends its part
        self.drafts: dict[int, _Draft] = {}
        self.parts: dict[int, files.Part] = {}  # that are being written
        self.note = Note()  # of the part whose pages are being taken, or of the next one

    def go(self, found: Iterable[File]) -> None:
        """Read all pages that are not there yet."""
        try:
            with self.order.crew(self._tasks(cli_sources.find(found, self)), None) as crew:
                self._take(crew)
        finally:
            for draft in self.drafts.values():
                with suppress(OSError):  # a full disk is told of already
                    draft.file.close()

    # --- what comes: the pages that are not there yet

    def wants(self, file: File, state: State, behind: int) -> bool:
        """Return whether a file may hold pages that are not there."""
        wanted = self.ledger.wants(file, state)
        if not wanted:
            self.progress.skip(behind)
        return wanted

    def ended(self, file: File, state: State, records: int) -> None:
        """Note that an archive was read to its end."""
        if self.ledger.lacks_end(file.name, state):
            self.note.end(file.name, state, records)

    def _missing(self, sources: Iterable[Source]) -> Iterator[Source]:
        for source in sources:
            if self.ledger.has(source):
                self.progress.skip(source.end)
            else:
                yield source

    def _tasks(self, sources: Iterable[Source]) -> Iterator[Numbered]:
        """Yield the pages that are not there yet, each to be put into its part.

        One source is looked ahead: that an archive ends is heard behind its last record, and belongs to the same part.
        """
        missing = self._missing(sources)
        following = next(missing, None)
        draft: _Draft | None = None
        for number in count():
            if not (source := following):
                return
            if not draft:
                draft = _Draft(self.place, next(self.free))
                self.drafts[draft.index] = draft
                draft.note = self.note
            draft.add(source)
            following = next(missing, None)
            is_last = draft.rows == self.size or not following
            self.opened.append((source, draft, is_last))
            if is_last:
                draft, self.note = None, Note()
            yield number, self.order.load(source)

    # --- what becomes of it

    def _take(self, crew: Crew | Alone) -> None:
        """Take what comes: pages for the drafts, and word of parts that were written."""
        for number, answer in crew.answers():
            if number < 0:
                self._finish(-1 - number, pickle.loads(answer), crew)  # noqa: S301  # from a worker of our own
                continue
            source, draft, is_last = self.opened.popleft()
            draft.put(source, answer)
            if is_last:
                self._write(draft.index, draft.part(), crew)
            self.progress.show(source.end)

    def _write(self, index: int, part: files.Part, crew: Crew | Alone) -> None:
        """Have a part written."""
        self.parts[index] = part
        crew.add(-1 - index, part)

    def _finish(self, index: int, written: Any, crew: Crew | Alone) -> None:
        """Give a part that was written its name."""
        draft, part = self.drafts[index], self.parts.pop(index)
        if isinstance(written, ChildProcessError):
            self._write(index, _without_its_killer(part, written), crew)
            return
        if isinstance(written, Exception):
            raise _WriteError(files.message(written))
        draft.table.replace(self.folder / draft.name())
        cli_folder.sync(self.folder)
        del self.drafts[index]
        draft.path.unlink()
        self.ledger.pages += written.rows
        self.ledger.failures += len(written.failures)
        for failure in written.failures:
            self.complaints(failure)


def _without_its_killer(part: files.Part, error: ChildProcessError) -> files.Part:
    """Return a part of which two writers died, to be written row by row; then without the row that they died at."""
    if not part.one_by_one:
        return evolve(part, one_by_one=True)
    at = part.row()
    if at is None or at in part.failed:
        raise _WriteError(files.message(error)) from error
    return evolve(part, failed={**part.failed, at: error})


def _text(text: str | None) -> Any:
    """Return a text without what no UTF-8 can hold; the names of files may be any bytes."""
    return text and text.encode("utf-8", "backslashreplace").decode("utf-8")
