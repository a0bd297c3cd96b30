"""WARC and WET archives -> the pages in them, as they stream by; see `natodocs.warc`."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import IO, Final

import fastwarc
from attrs import frozen
from fastwarc import stream_io

from natodocs._document import decoding, sniffing
from natodocs._errors import UndecodablePage
from natodocs._limits import Limits
from natodocs._types import MediaType

KINDS: Final = (
    fastwarc.WarcRecordType.response | fastwarc.WarcRecordType.resource | fastwarc.WarcRecordType.conversion
)
MEDIA: Final[dict[str, MediaType]] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
OK: Final = 200  # the only status whose answer is the page
CHARSET: Final = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,30})""", re.IGNORECASE)
# As it is; gzip, zstd, lz4.
ARCHIVE_STARTS: Final = (b"WARC/", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
GZIP: Final = 31  # window bits of zlib for a member with its header and its sum
Tell = Callable[[str], None]  # what is done where an archive is cut

READ_AT_ONCE: Final = 1 << 20  # bytes that are read at a time to see whether the end of an archive is there


class TruncatedArchive(UserWarning):
    """An archive ends in the middle of a record, or is damaged; the records before that were given."""


@frozen
class Record:
    """A page as it was saved."""

    url: str | None
    """Its address, or `None` where the archive does not say."""
    date: dt.datetime | None
    """When it was saved, in UTC, or `None` where the archive does not say."""
    content: bytes
    """What was received, without the packing of its transfer (chunks, gzip, deflate, Brotli)."""
    media_type: MediaType | None
    """What the server said it is, for `parse.page`; `None` where it said nothing."""
    charset: str | None
    """The encoding that the server named, as it is written there, or `None`."""
    offset: int
    """Where the record begins in the archive, in bytes; where each was compressed alone, it can be read from there."""

    @property
    def source(self) -> str | bytes:
        """What to give to `parse.page`: the content, decoded where the server named an encoding.

        It outranks what the page says itself, as in a browser; but text that is plainly UTF-8 is read as that.
        Where it does not fit, the content is given, and `parse.page` looks further.
        """
        if self.charset is None or sniffing.of(self.content) not in (sniffing.PLAIN, sniffing.HTML):
            return self.content
        is_html = self.media_type != sniffing.PLAIN
        try:
            return decoding.decode(self.content, is_html=is_html, charset=self.charset)
        except UndecodablePage:
            return self.content


def read(archive: str | PathLike[str] | IO[bytes], limits: Limits, tell: Tell) -> Iterator[Record]:
    """Read the pages of an archive; see `warc.read`."""
    if isinstance(archive, str | PathLike):
        with Path(archive).open("rb") as file:
            yield from _records(file, str(archive), limits, tell)
    else:
        yield from _records(archive, str(getattr(archive, "name", "the archive")), limits, tell)


def _records(file: IO[bytes], name: str, limits: Limits, tell: Tell) -> Iterator[Record]:
    stream = _Noted(file)
    last = -1  # where the last record begins
    try:
        for record in _reader(stream):
            last = record.stream_pos
            if not record.headers.contains_key("Content-Length"):
                raise _Torn
            if (found := _record(record, limits)) is not None:
                yield found
        torn = None if _ends_whole(file, max(last, 0)) else ""
    except (_Torn, OSError) as error:
        if stream.error:
            raise stream.error from None
        torn = str(error)
    if last < 0 and stream.head and not stream.head.startswith(ARCHIVE_STARTS):
        raise ValueError(f"{name} is no WARC or WET archive: it begins with {stream.head!r}")
    if torn is not None:
        tell(_cut(name, max(last, 0), torn))


def _reader(stream: _Noted) -> Iterator[fastwarc.WarcRecord]:
    # Its quirks are those of crawlers, such as lines that end in no more than a line feed.
    return iter(
        fastwarc.ArchiveIterator(
            stream, record_types=KINDS, parse_http=True, quirks_mode=True, fsspec_args=False
        )
    )


def _record(record: fastwarc.WarcRecord, limits: Limits) -> Record | None:
    """Return what is in a record, or `None` where that is no page."""
    http = record.http_headers if record.is_http else None
    if http and http.status_code != OK:
        return None
    headers = http or record.headers
    said = headers.get("Content-Type") or ""
    media_type = said.partition(";")[0].strip().lower()
    if media_type and media_type not in MEDIA:
        return None
    content = record.reader.read(limits.bytes + 1)
    if len(content) < min(record.content_length, limits.bytes + 1):
        raise _Torn
    if http:
        content = _unpacked(content, http, limits.bytes + 1)
    charset = CHARSET.search(said)
    url = record.headers.get("WARC-Target-URI")
    return Record(
        url=url.strip("<>") if url else None,  # wget puts it in brackets
        date=record.record_date,
        content=content,
        media_type=MEDIA.get(media_type),
        charset=charset[1] if charset else None,
        offset=record.stream_pos,
    )


def _unpacked(content: bytes, http: fastwarc.warc.HeaderMap, most: int) -> bytes:
    """Undo the packing of a transfer; some crawlers have done it already, and left the headers as they were."""
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        content = _through(stream_io.ChunkedReader, content, most)
    match (http.get("Content-Encoding") or "").strip().lower():
        case "gzip" | "x-gzip":
            return _through(stream_io.GzipReader, content, most)
        case "deflate":
            return _inflated(content, most)
        case "br":
            return _through(stream_io.BrotliReader, content, most)
        case "zstd":
            return _through(stream_io.ZstdReader, content, most)
    return content


def _through(reader: type[stream_io.WarcReader], content: bytes, most: int) -> bytes:
    try:
        unpacked = reader(BytesIO(content)).read(most)  # type: ignore[call-arg]  # each reader takes the one inside
    except OSError:
        return content
    return unpacked or content


def _inflated(content: bytes, most: int) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # with the header that there should be, and without
        try:
            return zlib.decompressobj(window).decompress(content, most)
        except zlib.error:
            continue
    return content


# --- archives that are cut


class _Torn(Exception):
    """A record is not there to its end."""


class _Noted:
    """A file, of which is kept how it begins and what went wrong with it: the archive reader tells neither."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.head = b""
        self.error: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            content = self.file.read(size)
        except OSError as error:
            self.error = error
            raise
        self.head = self.head or content[:16]
        return content

    def tell(self) -> int:
        return self.file.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def close(self) -> None:
        """Leave the file to whoever opened it."""


def _ends_whole(file: IO[bytes], last: int) -> bool:
    """Return whether a gzip archive is there to its end: a cut member holds no record, and nobody complains."""
    if not file.seekable():
        return True
    file.seek(last)
    content = file.read(READ_AT_ONCE)
    if not content.startswith(b"\x1f\x8b"):
        return True
    member = zlib.decompressobj(GZIP)
    while content:
        try:
            while member.decompress(content, READ_AT_ONCE):
                content = member.unconsumed_tail
        except zlib.error:
            return False
        content = member.unconsumed_tail or member.unused_data or file.read(READ_AT_ONCE)
        if member.eof and content:
            member = zlib.decompressobj(GZIP)
    return member.eof


def _cut(name: str, last: int, why: str) -> str:
    said = f"{name} is cut off or damaged at byte {last:_} or behind it, and what stands there is left out"
    return said + (f" ({why})" if why else "")
