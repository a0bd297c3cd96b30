"""Web archives: the pages of a WARC or WET file, as it streams by. Needs the extra `warc`.

    from natodocs import parse, warc

    for record in warc.read("crawl.warc.gz"):
        page = parse.page(record.source, url=record.url, media_type=record.media_type)

What a crawler saved beside the pages (requests, redirects, errors, images, scripts) is left out.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from os import PathLike
from typing import IO

try:
    import fastwarc  # noqa: F401  # to say what is missing
except ImportError as _error:
    raise ImportError('natodocs.warc needs fastwarc: python -m pip install "natodocs[warc]"') from _error

from natodocs._document import archives
from natodocs._document.archives import Record, TruncatedArchive
from natodocs._limits import Limits

__all__ = ["Record", "TruncatedArchive", "read"]


def read(archive: str | PathLike[str] | IO[bytes], /, *, limits: Limits = Limits()) -> Iterator[Record]:
    """Read the pages of an archive, in order, one at a time.

    It gives `response` records with the status 200, `resource` records, and the `conversion` records of a WET file, if
    they are HTML or plain text, or do not say. It takes archives as they are, or compressed with gzip, zstd or lz4.

    Args:
        archive: The name of a file, or a file that was opened to read bytes.
        limits: Of a page that holds more than `limits.bytes`, one byte more than these is read: `parse.page`, with the
            same limits, says that it is too large.

    Returns:
        An iterator of records.

    Raises:
        OSError: The file cannot be opened or read.
        ValueError: It is no archive.

    Warns:
        TruncatedArchive: The archive ends in the middle of a record, or is damaged. What can be read behind that is
            given.
    """
    for found in archives.read(archive, limits):
        if isinstance(found, TruncatedArchive):
            warnings.warn(found, stacklevel=2)  # at the line that asks for the next record
        else:
            yield found
