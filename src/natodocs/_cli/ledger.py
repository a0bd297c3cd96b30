"""What is in a folder of `--parquet`, so that no page is read twice and none is left out.

Each of its files says at its end which pages are in it, and which of them could not be read. So a part and what is
known of it are written in one step; and when a file is deleted, its pages are no longer known, and are read again.

A file is known by its name, as it was given, with its size and the time of its last change. Of an archive it is known
which of its records were read: one that has grown is read on from there, if what was read still stands in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict, define, field

from natodocs._cli import folder as cli_folder
from natodocs._cli.files import State
from natodocs._tables import files

if TYPE_CHECKING:
    from natodocs._cli.files import File
    from natodocs._cli.sources import Source

DIGEST: Final = 8  # bytes; of ten million names, two have the same once in 400,000 times
MOST_PARTS: Final = 1 << 32  # more than there ever are
CHANGED: Final = (
    "{name} was changed since it was read, and its rows are of what it was: delete {parts} to have what is in there "
    "read again, or name another folder"
)


@define
class Run:
    """Records of an archive, one after the other, that stand in one part; or what is known of its end."""

    name: str
    state: State
    first: int
    """The number of the first one, from 0."""
    count: int = 0
    records: int | None = None
    """How many the whole archive has; `None` where that was not known."""
    digest: str = ""
    """Of what they are."""


@define
class _Archive:
    """An archive of which the folder knows."""

    state: State
    """What it was when the most of it was read."""
    records: int | None = None
    """How many it had then; `None` where it was not read to its end."""
    runs: list[tuple[Run, str]] = field(factory=list)
    """What was read, each with its file."""

    def is_complete(self) -> bool:
        return self.records is not None and sum(run.count for run, _ in self.runs) >= self.records


@define
class _Passage:
    """The way through an archive in this run."""

    runs: list[tuple[Run, str]]
    """What is known of it, the last first."""
    digest: Any = field(factory=lambda: hashlib.blake2b(digest_size=DIGEST))
    is_given_up: bool = False


class Ledger:
    """The pages that are in a folder, and what was complained of when they were read."""

    def __init__(self, folder: Path, complain: Callable[[str], None]) -> None:
        """Read what each part says of itself, and repeat what was complained of."""
        self.complain = complain
        self.parts = cli_folder.there(folder)  # part -> the name of its file
        self.pages = self.failures = 0
        # Digests of names -> those of states, and behind them the part and 1, or 0 for this run. Some 150 bytes a file.
        self.files: dict[int, int] = {}
        self.archives: dict[str, _Archive] = {}
        self.passages: dict[str, _Passage] = {}  # of this run
        for index, name in sorted(self.parts.items()):
            note = files.note(folder / name)
            if note is None:
                raise cli_folder.OtherRun(
                    f"{folder / name} is damaged: delete it to have its pages read again"
                )
            self._take(index, name, note)

    def _take(self, index: int, part: str, note: dict[str, Any]) -> None:
        self.pages += note["rows"]
        self.failures += len(note["failures"])
        for said in note["failures"]:
            self.complain(said)
        for name, size, changed in note["files"]:
            self.files[_digest(name)] = _digest(State(size, changed)) * MOST_PARTS + index + 1
        for entry in note["archives"]:
            run = Run(**{**entry, "state": State(**entry["state"])})
            archive = self.archives.setdefault(run.name, _Archive(run.state))
            if _has_grown(archive.state, run.state):
                archive.state, archive.records = run.state, None
            if archive.state == run.state and run.records is not None:
                archive.records = run.records
            if run.count:
                archive.runs.append((run, part))

    def wants(self, file: File, state: State) -> bool:
        """Return whether a file may hold pages that are not there; it is taken as read from now on."""
        name = normal(file.name)
        if file.is_archive and not file.error:
            return self._wants_archive(name, state)
        key, now = _digest(name), _digest(state)
        if key not in self.files:
            self.files[key] = now * MOST_PARTS
            return True
        before, part = divmod(self.files[key], MOST_PARTS)
        if part and before != now:
            self._complain_of_change(name, [self.parts[part - 1]])
        return False

    def _wants_archive(self, name: str, state: State) -> bool:
        if name in self.passages:
            return False
        archive = self.archives.get(name, _Archive(state))
        runs = sorted(archive.runs, key=lambda known: known[0].first, reverse=True)
        self.passages[name] = _Passage(runs)
        if _has_grown(archive.state, state):
            return True
        if archive.state != state:
            self._complain_of_change(name, [part for _, part in reversed(runs)])
            return False
        return not archive.is_complete()

    def has(self, source: Source) -> bool:
        """Return whether a record of an archive is there; its records must be asked for in order."""
        if source.number is None:
            return False
        passage = self.passages[normal(source.name)]
        if not passage.runs or passage.is_given_up:
            return passage.is_given_up
        run, part = passage.runs[-1]
        if source.number < run.first:
            return False
        passage.digest.update(trace(source))
        if source.number == run.first + run.count - 1:
            if passage.digest.hexdigest() != run.digest:
                passage.is_given_up = True
                self._complain_of_change(run.name, [part])
            passage.runs.pop()
            passage.digest = hashlib.blake2b(digest_size=DIGEST)
        return True

    def lacks_end(self, name: str, state: State) -> bool:
        """Return whether it is news how many records an archive has, which was read as one that is known."""
        archive = self.archives.get(normal(name))
        if self.passages[normal(name)].is_given_up:
            return False
        return not archive or archive.state != state or archive.records is None

    def _complain_of_change(self, name: str, parts: list[str]) -> None:
        self.complain(CHANGED.format(name=name, parts=", ".join(dict.fromkeys(parts))))


class Note:
    """What a part will say of itself."""

    def __init__(self) -> None:
        self.files: list[tuple[str, int | None, int | None]] = []
        self.archives: list[Run] = []
        self.digest = hashlib.blake2b(digest_size=DIGEST)

    def put(self, source: Source) -> None:
        """Note a page."""
        name = normal(source.name)
        if source.number is None:
            self.files.append((name, source.state.size, source.state.changed))
            return
        last = self.archives[-1] if self.archives else None
        if not last or last.name != name or last.first + last.count != source.number:
            last = Run(name, source.state, source.number)
            self.archives.append(last)
            self.digest = hashlib.blake2b(digest_size=DIGEST)
        last.count += 1
        self.digest.update(trace(source))
        last.digest = self.digest.hexdigest()

    def end(self, name: str, state: State, records: int) -> None:
        """Note that an archive was read to its end, and how many records it has."""
        if not self.archives or self.archives[-1].name != normal(name):
            self.archives.append(Run(normal(name), state, records))
        self.archives[-1].records = records

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {"files": self.files, "archives": [asdict(run) for run in self.archives]}


def normal(name: str) -> str:
    """Return a name without detours in it, which are no other file."""
    return os.path.normpath(name)


def trace(source: Source) -> bytes:
    """Return what tells a record of an archive from others that might stand in its place."""
    return json.dumps([source.number, source.offset, source.url]).encode()


def _has_grown(before: State, now: State) -> bool:
    return before.size is not None and now.size is not None and now.size > before.size


def _digest(value: object) -> int:
    digest = hashlib.blake2b(str(value).encode("utf-8", "backslashreplace"), digest_size=DIGEST)
    return int.from_bytes(digest.digest(), "big")
