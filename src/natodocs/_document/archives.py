"""WARC and WET archives -> the pages in them, as they stream by; see `natodocs.warc`."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import IO, Final

import fastwarc
from attrs import frozen
from fastwarc import stream_io

from natodocs._document import decoding, members, records, sniffing
from natodocs._errors import UndecodablePage
from natodocs._limits import Limits
from natodocs._types import MediaType

MEDIA: Final[dict[str, MediaType]] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
OK: Final = 200  # the only status whose answer is the page
CHARSET: Final = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,30})""", re.IGNORECASE)
# As it is; gzip, zstd, lz4.
ARCHIVE_STARTS: Final = (records.START, *chain.from_iterable(members.STARTS.values()))
EMPTY_LINE: Final = re.compile(rb"\n\r?\n")
BEGINNING: Final = 16  # bytes that are told of what is no archive
HTTP_HEADER: Final = 1 << 20  # bytes; servers send some hundred, and forty thousand with their cookies


class TruncatedArchive(UserWarning):
    """An archive is cut off or damaged; all that can be read before and behind that is given."""

    offset: int
    """Where the damage is, in bytes: where the record, or the member, begins that cannot be read."""
    resumes: int | None
    """Where the record begins with which reading goes on, in bytes; `None` where there is none."""

    def __init__(self, name: str, offset: int, resumes: int | None, why: str) -> None:
        super().__init__(name, offset, resumes, why)
        self.offset, self.resumes = offset, resumes

    def __str__(self) -> str:
        name, offset, resumes, why = self.args
        if resumes is None:
            return f"{name} is cut off or damaged at byte {offset:_}, and behind it is no record ({why})"
        return f"{name} is damaged at byte {offset:_}, and reading goes on at byte {resumes:_} ({why})"


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
        if self.charset is None or sniffing.binary(self.content):
            return self.content
        is_html = self.media_type != sniffing.PLAIN
        try:
            return decoding.decode(self.content, is_html=is_html, charset=self.charset)
        except UndecodablePage:
            return self.content


def read(
    archive: str | PathLike[str] | IO[bytes], limits: Limits, name: str | None = None
) -> Iterator[Record | TruncatedArchive]:
    """Read the pages of an archive, and what in it cannot be read; see `warc.read`.

    Args:
        archive: The name of a file, or a file.
        limits: How much a page may hold.
        name: What to call the archive, if not by its name.
    """
    if isinstance(archive, str | PathLike):
        with Path(archive).open("rb") as file:
            yield from _pages(file, name or str(archive), limits)
    else:
        yield from _pages(archive, name or str(getattr(archive, "name", "the archive")), limits)


def _pages(file: IO[bytes], name: str, limits: Limits) -> Iterator[Record | TruncatedArchive]:
    raw = members.Raw(file)
    beginning = raw.look(raw.at, BEGINNING)
    is_none = bool(beginning) and not beginning.startswith(ARCHIVE_STARTS)
    unread: tuple[int, str] | None = None  # a record, of which it is not yet known where reading goes on
    for found in records.records(members.events(raw), limits.bytes + HTTP_HEADER, packed=members.are_in(raw)):
        if unread is not None:
            yield TruncatedArchive(name, unread[0], found.start, unread[1])
            unread = None
        if isinstance(found, records.Found):
            is_none = False
            try:
                page = _page(found, limits)
            except (OSError, ValueError) as error:
                unread = found.start, str(error)
            else:
                if page is not None:
                    yield page
        elif is_none and found.resumes is None:
            raise ValueError(f"{name} is no WARC or WET archive: it begins with {beginning!r}")
        else:
            yield TruncatedArchive(name, found.start, found.resumes, found.why)
    if unread is not None:
        yield TruncatedArchive(name, unread[0], None, unread[1])


def _page(found: records.Found, limits: Limits) -> Record | None:
    """Return the page that is in a record, or `None` where that is none.

    Raises:
        OSError, ValueError: Its headers are none.
    """
    # Its quirks are those of crawlers, such as lines that end in no more than a line feed.
    if (content := found.content) is None:
        return None
    empty = EMPTY_LINE.search(content, 0, HTTP_HEADER)
    body = empty.end() if empty else min(len(content), HTTP_HEADER)
    record = fastwarc.WarcRecord.from_reader(BytesIO(found.header + content[:body]), quirks_mode=True)
    http = None
    if record.is_http:
        record.parse_http(max_header_len=HTTP_HEADER, quirks_mode=True)
        http = record.http_headers
        if http.status_code != OK:
            return None
        if not empty:
            raise ValueError("the header of HTTP in a record has no end")
    else:
        body = 0
    headers = record.headers if http is None else http
    said = headers.get("Content-Type") or ""
    media_type = said.partition(";")[0].strip().lower()
    if media_type and media_type not in MEDIA:
        return None
    content = content[body : body + limits.bytes + 1]
    if http is not None:
        content = _unpacked(content, http, limits.bytes + 1)
    charset = CHARSET.search(said)
    url = record.headers.get("WARC-Target-URI")
    return Record(
        url=url.strip("<>") if url else None,  # wget puts it in brackets
        date=record.record_date,
        content=content,
        media_type=MEDIA.get(media_type),
        charset=charset[1] if charset else None,
        offset=found.start,
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
