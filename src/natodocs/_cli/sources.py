"""Files -> the pages in them: one in each, or many in an archive. Nothing is read before its turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from natodocs._cli import files as cli_files
from natodocs._errors import NatodocsError
from natodocs._limits import Limits
from natodocs._workers.pages import Task

if TYPE_CHECKING:
    from natodocs._cli.files import File
    from natodocs._document.archives import Record

NO_READER: Final = "reading archives needs fastwarc, which is not installed; pip install 'natodocs[warc]'"
EMPTY: Final = "it is empty: there is no byte in it"


@frozen
class Source:
    """A page that is to be read."""

    name: str
    """The file or archive, as the user may name it; "-" for standard input."""
    place: PurePath
    """Where it stands under the folder that was named; in an archive, its number is the last part."""
    identity: str
    """What tells it from other pages, and from what it was before its file was changed."""
    load: Callable[[], Task | Exception]
    """Read it, or say why that cannot be done."""
    end: int
    """How many bytes of all that is to be read are behind when it has been read, as far as is known."""
    offset: int | None = None
    """Where its record begins in the archive, in bytes."""
    saved: dt.datetime | None = None
    """When the archive says it was saved."""
    url: str | None = None
    """Its address, where an archive says it."""

    @property
    def label(self) -> str:
        """What to call it before a user: an archive holds many."""
        return f"{self.name}: {self.url}" if self.url else self.name


def find(files: Iterable[File]) -> Iterator[Source]:
    """Find the pages in files, in order; what cannot be read in an archive has its place among them."""
    behind = 0
    for file in files:
        start, behind = behind, behind + file.size()
        if file.is_archive and not file.error:
            yield from _in_archive(file, start, behind)
        else:
            yield Source(file.name, file.place, cli_files.identity(file), partial(_load, file), behind)


def said(task: Task | Exception, language: str | None, media_type: str | None) -> Task | Exception:
    """Return a task with what was said of all pages, which outranks what an archive says of one."""
    if isinstance(task, Exception):
        return task
    return evolve(task, language=language, media_type=media_type or task.media_type)


def _load(file: File) -> Task | Exception:
    try:
        content = cli_files.read(file, Limits().bytes)
        return Task(content) if content else ValueError(EMPTY)
    except (OSError, NatodocsError) as error:
        return error


def _in_archive(file: File, start: int, end: int) -> Iterator[Source]:
    whole = cli_files.identity(file)
    try:
        from natodocs._document import archives

        for number, found in enumerate(archives.read(file.name, Limits(), "the archive")):
            source = Source(
                name=file.name,
                place=file.place / f"{number:07}",
                identity=f"{whole} {number}",
                load=partial(_itself, found) if isinstance(found, Exception) else partial(_task, found),
                end=min(start + found.offset, end),
                offset=found.offset,
            )
            yield source if isinstance(found, Exception) else evolve(source, saved=found.date, url=found.url)
    except ModuleNotFoundError:
        yield _broken(file, whole, ModuleNotFoundError(NO_READER), end)
    except (OSError, ValueError) as error:  # it cannot be opened or read, or is no archive
        yield _broken(file, whole, error, end)


def _broken(file: File, identity: str, error: Exception, end: int) -> Source:
    return Source(file.name, file.place, f"{identity} broken", partial(_itself, error), end)


def _itself(error: Exception) -> Exception:
    return error


def _task(record: Record) -> Task:
    return Task(record.source, url=record.url, media_type=record.media_type)
