"""The bytes of an archive -> what is packed in them, member by member; behind a broken one it goes on at the next.

A member is what gzip makes of one file. Crawlers make one of each record, so that it can be read alone, and so that
damage costs no more than that record.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Final

from attrs import frozen
from fastwarc import stream_io

GZIP_START: Final = b"\x1f\x8b\x08"
STARTS: Final = {
    "gzip": (GZIP_START[:2],),
    "zstd": (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"),  # a frame; a dictionary in front of the frames
    "lz4": (b"\x04\x22\x4d\x18",),
}
RECORD_START: Final = b"WARC/"
GZIP: Final = 31  # window bits of zlib for a member with its header and its sum

READ_AT_ONCE: Final = 1 << 16  # bytes of the file
USUAL: Final = 1 << 17  # bytes of a member, at most
UNPACKED_AT_ONCE: Final = 1 << 20  # bytes, of what may be a bomb
STEP: Final = 1 << 12  # bytes that are unpacked at once to come near to where a member breaks
LOOKED_BACK: Final = (
    1 << 20
)  # bytes of a broken member in which the next is looked for: a cut one runs into it
HELD: Final = 1 << 25  # bytes that are held back, at most
TASTE: Final = 1 << 12  # bytes from which the first of a member can be unpacked
# Bytes that may be unpacked again, beyond as many as the file has. Broken members that each run far into what follows
# are as rare as the file that was made to have them.
TWICE: Final = 1 << 24


@frozen
class Piece:
    """Something unpacked."""

    content: bytes
    start: int
    """Where its member begins in the archive, or where it stands itself if nothing is packed."""


@frozen
class Break:
    """A member ends, and is sound."""


@frozen
class Damage:
    """What stands in the archive is no member to its end."""

    start: int
    """Where it begins in the archive."""
    resumes: int | None
    """Where the next member begins that holds a record, or `None` where there is none."""
    why: str


Event = Piece | Break | Damage


class Raw:
    """The bytes of a file as they come; some of those behind can be looked at again."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.kept = bytearray()
        self.start = _tell(file)  # where the kept ones begin
        self.at = self.start  # what is taken next

    @property
    def end(self) -> int:
        """Where those end that are there."""
        return self.start + len(self.kept)

    def has(self, end: int) -> bool:
        """Return whether the file has bytes up to there."""
        while self.end < end:
            content = self.file.read(READ_AT_ONCE)
            if not content:
                return False
            self.kept += content
        return True

    def look(self, start: int, count: int) -> bytes:
        """Return bytes without taking them."""
        self.has(start + count)
        return bytes(self.kept[start - self.start : start - self.start + count])

    def find(self, what: bytes, start: int, most: int) -> int:
        """Return where something stands, or the end of the file; -1 if it goes on beyond the most."""
        while True:
            found = self.kept.find(what, start - self.start)
            if found >= 0:
                return self.start + found
            if self.end >= most:
                return -1
            start = max(start, self.end - len(what) + 1)
            if not self.has(self.end + 1):
                return self.end

    def take(self, most: int) -> bytes:
        """Return the next bytes; none at the end of the file."""
        self.has(self.at + 1)
        taken = bytes(self.kept[self.at - self.start : self.at - self.start + most])
        self.at += len(taken)
        return taken

    def forget(self, start: int) -> None:
        """Let go of what stands before."""
        if start > self.start:
            del self.kept[: start - self.start]
            self.start = start


def are_in(raw: Raw) -> bool:
    """Return whether an archive is packed."""
    return _packing(raw) is not None


def events(raw: Raw) -> Iterator[Event]:
    """Unpack an archive, however it is packed."""
    match _packing(raw):
        case "gzip":
            return _Gzip(raw).events()
        case "zstd":
            return _framed(raw, stream_io.ZstdReader)
        case "lz4":
            return _framed(raw, stream_io.Lz4Reader)
    return _plain(raw)


def _packing(raw: Raw) -> str | None:
    head = raw.look(raw.start, TASTE)
    for name, starts in STARTS.items():
        if head.startswith(starts):
            return name
    # An archive may begin with damage.
    return "gzip" if GZIP_START in head and RECORD_START not in head else None


def _plain(raw: Raw) -> Iterator[Piece]:
    start = raw.at
    while content := raw.take(READ_AT_ONCE):
        yield Piece(content, start)
        start = raw.at
        raw.forget(start)


def _framed(raw: Raw, kind: type[stream_io.WarcReader]) -> Iterator[Event]:
    """Unpack frames of zstd or lz4: behind a broken one nothing is found, as they do not tell where they end."""
    start = raw.at
    taken = _Taken(raw)
    reader = kind(taken)  # type: ignore[call-arg]  # each reader takes the one inside
    begins = start
    try:
        while content := reader.read(STEP):  # what is unpacked together with a break is lost
            yield Piece(content, begins)
            begins = start + (reader.frame_start_position() or 0)
    except OSError as error:
        if taken.error:
            raise taken.error from None
        yield Damage(begins, None, str(error))
    else:
        yield Break()


class _Inner:
    """Bytes as the readers of fastwarc want them."""

    def tell(self) -> int:
        """Return where it stands, from where the reader began."""
        return 0


class _Taken(_Inner):
    """All that can be taken of a file."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.error: OSError | None = None  # of the file; the readers tell none from their own

    def read(self, size: int = READ_AT_ONCE) -> bytes:
        try:
            content = self.raw.take(size)
        except OSError as error:
            self.error = error
            raise
        self.raw.forget(self.raw.at)
        return content


class _Given(_Inner):
    """What it was given, and then more of it: an end of file is none."""

    def __init__(self) -> None:
        self.content = b""

    def read(self, size: int = READ_AT_ONCE) -> bytes:
        content, self.content = self.content[:size], self.content[size:]
        return content


class _Broken(Exception):
    """A member is not there to its end; the message says why."""


class _Gzip:
    """The members of a file."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.again = TWICE  # bytes that may be unpacked once more
        self.reader: stream_io.GzipReader | None = None
        self.given = _Given()

    def events(self) -> Iterator[Event]:
        """Unpack them."""
        while self.raw.has(self.raw.at + 1):
            begins = self.raw.at
            self.raw.forget(begins)
            try:
                if (content := self._whole(begins)) is not None:
                    yield Piece(content, begins)
                else:
                    yield from self._member(begins)
                yield Break()
            except _Broken as broken:
                resumes = self._next(begins + 1)
                yield Damage(begins, resumes, str(broken))
                if resumes is None:
                    return
            self.again += self.raw.at - begins

    def _whole(self, begins: int) -> bytes | None:
        """Return what a member of usual size holds, or `None` if it has to be looked at closely.

        The reader of fastwarc takes half the time of zlib, but does not say where a member ends. It is given what
        stands before the next that looks like a beginning; if that has the size that it says at its end, it was one.
        """
        end = self.raw.find(GZIP_START, begins + 1, begins + USUAL)
        if end < 0 or self.raw.look(begins, len(GZIP_START)) != GZIP_START:
            return None
        self.given.content = packed = self.raw.look(begins, end - begins)
        if self.reader is None:
            self.reader = stream_io.GzipReader(self.given)  # type: ignore[arg-type]  # it needs no more of it
        content = b""
        with suppress(OSError):
            content = self.reader.read(UNPACKED_AT_ONCE)
        if not content or len(content) != int.from_bytes(packed[-4:], "little"):
            self.reader = None
            return None
        self.raw.at = end
        return content

    def _member(self, begins: int) -> Iterator[Piece]:
        """Unpack one, up to where it breaks.

        One that is cut may take the next for its own, as that may stand in it as it is. So what comes behind the
        beginning of another is held back until it is known that this one ends well.

        Raises:
            _Broken: It does not.
        """
        member, before = zlib.decompressobj(GZIP), zlib.decompressobj(GZIP)
        packed = self._take()
        held: list[bytes] = []
        size, holds = 0, False
        while True:
            if not packed:
                raise _Broken("a member of gzip is cut off")
            try:
                content = member.decompress(packed, UNPACKED_AT_ONCE)
            except zlib.error as error:
                if not holds:
                    # What was unpacked together with the break is lost; so it is unpacked again, little by little.
                    yield from (Piece(content, begins) for content in _steps(before, packed))
                raise _Broken(_reason(error)) from None
            held.append(content)
            size += len(content)
            ended = member.eof
            if not ended:
                before = member.copy()
                self.raw.forget(max(begins, self.raw.at - LOOKED_BACK))
                packed = member.unconsumed_tail
                if not packed:
                    if _holds_record(self.raw.look(self.raw.at, TASTE)):
                        holds = True
                    packed = self._take()
            if not holds or ended or size > HELD:
                yield from (Piece(content, begins) for content in held if content)
                held.clear()
                size = 0
            if ended:
                break
        self.raw.at -= len(member.unused_data)

    def _take(self) -> bytes:
        """Take what stands before the next that looks like the beginning of a member, or some of it."""
        end = self.raw.find(GZIP_START, self.raw.at + 1, self.raw.at + READ_AT_ONCE)
        return self.raw.take(READ_AT_ONCE if end < 0 else end - self.raw.at)

    def _next(self, start: int) -> int | None:
        """Go to the next member that begins with a record, and return where it is."""
        reached = self.raw.at
        if self.again < 0:
            start = reached
        start = max(start, self.raw.start)
        while True:
            found = self.raw.kept.find(GZIP_START, start - self.raw.start)
            if found >= 0:
                start = self.raw.start + found
                if _holds_record(self.raw.look(start, TASTE)):
                    self.again -= max(0, reached - start)
                    self.raw.at = start
                    return start
                start += 1
            else:
                start = max(start, self.raw.end - len(GZIP_START) + 1)
                if not self.raw.has(self.raw.end + 1):
                    return None
            self.raw.forget(start)


def _steps(member: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    try:
        while content := member.decompress(packed, STEP):
            yield content
            packed = member.unconsumed_tail
    except zlib.error:
        return


def _holds_record(start: bytes) -> bool:
    try:
        return zlib.decompressobj(GZIP).decompress(start, len(RECORD_START)) == RECORD_START
    except zlib.error:
        return False


def _reason(error: zlib.error) -> str:
    """Return what zlib says, without its numbers."""
    said = str(error).rpartition(": ")[2]
    return (
        "no member of gzip begins here" if said == "incorrect header check" else f"a member of gzip: {said}"
    )


def _tell(file: IO[bytes]) -> int:
    """Return where a file stands; a pipe stands at its beginning."""
    try:
        return file.tell()
    except (AttributeError, OSError, ValueError):
        return 0
