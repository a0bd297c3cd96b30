"""The files of the command line: found in folders, read when their turn comes, written as a whole."""

from __future__ import annotations

import os
import re
import secrets
import stat
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from attrs import frozen

from natodocs._errors import PageTooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKED: Final = (".txt.gz", ".html.gz", ".htm.gz")
PAGES: Final = (
    ".txt",
    ".text",
    ".md",
    ".html",
    ".htm",
    ".mht",
    ".mhtml",
    *PACKED,
)  # how a page ends, in a folder
ARCHIVES: Final = (".warc", ".warc.gz", ".wet", ".wet.gz")  # and one that holds many, wherever it stands
ENDINGS: Final = (*PAGES, *ARCHIVES)  # of the files that are read in a folder
STANDARD_INPUT: Final = "-"
ADDRESS: Final = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
NO_DOWNLOADS: Final = "it is an address, and nothing is downloaded; save the page, and name the file"
NO_TARGET: Final = "it is a link to something that is not there"


@frozen
class File:
    """Something to read."""

    name: str
    """As the user may name it; "-" for standard input."""
    place: PurePath
    """Where it stands under the folder that was named; the bare name of a file that was named itself."""
    error: OSError | None = None
    """Why it cannot be read, where that is known before; or `None`."""

    @property
    def is_archive(self) -> bool:
        """Whether it holds many pages."""
        return self.name.lower().endswith(ARCHIVES)

    def size(self) -> int:
        """Return how many bytes it has, 0 where that cannot be known."""
        try:
            return Path(self.name).stat().st_size if self.name != STANDARD_INPUT else 0
        except (OSError, ValueError):
            return 0


def find(names: Iterable[str], passed_over: Counter[str] | None = None) -> Iterator[File]:
    """Find what is meant by names of files and folders, in their order, and sorted inside a folder.

    Args:
        names: The names.
        passed_over: Takes the endings of the files in folders that are none to be read.
    """
    for name in names:
        if name == STANDARD_INPUT:
            yield File(name, PurePath("stdin"))
        elif is_folder(name):
            yield from _inside(Path(name), PurePath(), Counter() if passed_over is None else passed_over)
        else:
            is_address = ADDRESS.match(name) and not os.path.lexists(name)
            yield File(name, PurePath(PurePath(name).name), OSError(NO_DOWNLOADS) if is_address else None)


def is_folder(name: str) -> bool:
    """Return whether a name is that of a folder; one that nothing can have is not."""
    try:
        return Path(name).is_dir()
    except OSError:  # too long, or no right to look
        return False


def _inside(folder: Path, place: PurePath, passed_over: Counter[str]) -> Iterator[File]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield File(str(folder), place, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):  # a link may lead back to where it stands
            yield from _inside(folder / entry.name, place / entry.name, passed_over)
        elif not entry.name.lower().endswith(ENDINGS):
            passed_over[PurePath(entry.name).suffix.lower()] += _is_file(entry)
        elif _is_file(entry):
            yield File(str(folder / entry.name), place / entry.name)
        elif entry.is_symlink() and not (folder / entry.name).exists():
            yield File(str(folder / entry.name), place / entry.name, FileNotFoundError(NO_TARGET))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads back to itself
        return False


def read(file: File, limit: int) -> bytes:
    """Read a file, and no more than one byte over the limit of what has no size (a pipe).

    Raises:
        OSError: It cannot be read.
        PageTooLarge: It has more bytes than the limit.
    """
    if file.error:
        raise file.error
    if file.name == STANDARD_INPUT:
        return sys.stdin.buffer.read(limit + 1)
    with Path(file.name).open("rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode) or not status.st_size:
            return stream.read(limit + 1)
        if status.st_size > limit:
            raise PageTooLarge(status.st_size, limit, "bytes")
        return stream.read()


@frozen
class State:
    """What tells a file from what it was: its size in bytes, and when it was changed, in nanoseconds."""

    size: int | None
    changed: int | None


def state(file: File) -> State:
    """Return the state of a file, empty where it cannot be looked at."""
    try:
        status = Path(file.name).stat()
    except (OSError, ValueError):
        return State(None, None)
    return State(status.st_size, status.st_mtime_ns)


def write(path: Path, content: bytes, *, settled: bool = False) -> None:
    """Write a file under another name and then give it its own, so that nobody meets half a file.

    The other name is one that nobody knows, and new: what stands in a folder that others write to may be a link
    that they have laid there. With `settled`, the file is on the disk when it has its name.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".natodocs-{secrets.token_hex(8)}.tmp")
    with draft.open("xb") as file:
        try:
            file.write(content)
            if settled:
                file.flush()
                os.fsync(file.fileno())
            file.close()  # before it is renamed, as Windows wants it
            draft.replace(path)
        finally:
            with suppress(OSError):
                file.close()
            draft.unlink(missing_ok=True)
