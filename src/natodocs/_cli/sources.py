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
    from natodocs._cli.files import File, State
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
    state: State
    """What tells its file from what it was before it was changed."""
    load: Callable[[], Task | Exception]
    """Read it, or say why that cannot be done."""
    end: int
    """How many bytes of all that is to be read are behind when it has been read, as far as is known."""
    number: int | None = None
    """Which page of its archive it is, from 0; `None` for a file that is a page itself."""
    offset: int | None = None
    """Where its record begins in the archive, in bytes."""
    saved: dt.datetime | None = None
    """When the archive says it was saved."""
    url: str | None = None
    """Its address, where an archive says it."""

    @property
    def identity(self) -> str:
        """What tells it from other pages, and from what it was."""
        number = "" if self.number is None else f" {self.number}"
        return f"{self.name} {self.state.size} {self.state.changed}{number}"

    @property
    def label(self) -> str:
        """What to call it before a user: an archive holds many."""
        return f"{self.name}: {self.url}" if self.url else self.name


class Watch:
    """Who is asked and told of the files that are read; this one wants all."""

    def wants(self, file: File, state: State, behind: int) -> bool:
        """Return whether a file is to be read; with it, so many bytes of all are behind."""
        return True

    def ended(self, file: File, state: State, records: int) -> None:
        """Hear that an archive was read to its end, with so many records."""


ALL: Final = Watch()


def find(files: Iterable[File], watch: Watch = ALL) -> Iterator[Source]:
    """Find the pages in files, in order; what cannot be read in an archive has its place among them."""
    behind = 0
    for file in files:
        start, behind = behind, behind + file.size()
        state = cli_files.state(file)
        if not watch.wants(file, state, behind):
            continue
        if file.is_archive and not file.error:
            yield from _in_archive(file, state, start, behind, watch)
        else:
            yield Source(file.name, file.place, state, partial(_load, file), behind)


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


def _in_archive(file: File, state: State, start: int, end: int, watch: Watch) -> Iterator[Source]:
    number = 0
    try:
        from natodocs._document import archives

        for found in archives.read(file.name, Limits(), "the archive"):
            source = Source(
                name=file.name,
                place=file.place / f"{number:07}",
                state=state,
                load=partial(_itself, found) if isinstance(found, Exception) else partial(_task, found),
                end=min(start + found.offset, end),
                number=number,
                offset=found.offset,
            )
            number += 1
            yield source if isinstance(found, Exception) else evolve(source, saved=found.date, url=found.url)
    except ModuleNotFoundError:
        yield _broken(file, state, number, ModuleNotFoundError(NO_READER), end)
        number += 1
    except (OSError, ValueError) as error:  # it cannot be opened or read, or is no archive
        yield _broken(file, state, number, error, end)
        number += 1
    watch.ended(file, state, number)


def _broken(file: File, state: State, number: int, error: Exception, end: int) -> Source:
    return Source(file.name, file.place, state, partial(_itself, error), end, number)


def _itself(error: Exception) -> Exception:
    return error


def _task(record: Record) -> Task:
    return Task(record.source, url=record.url, media_type=record.media_type)
