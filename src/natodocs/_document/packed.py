"""bytes that were packed with gzip -> those that are in them, as far as the limits go."""

from __future__ import annotations

import zlib
from typing import Final

from natodocs._errors import PageTooLarge, UndecodablePage

GZIP_START: Final = b"\x1f\x8b\x08"
MEMBER: Final = 31  # window bits of zlib for a member with its header and its sum
AT_ONCE: Final = 1 << 16  # bytes


def unpacked(source: bytes, limit: int) -> bytes:
    """Undo gzip.

    Raises:
        PageTooLarge: There are more bytes in it than the limit.
        UndecodablePage: It is cut off or damaged.
    """
    content, at = bytearray(), 0
    while source.startswith(GZIP_START, at):
        member = zlib.decompressobj(MEMBER)
        while not member.eof:
            part = source[at : at + AT_ONCE]
            if not part:
                raise UndecodablePage("gzip", len(source))
            try:
                content += member.decompress(part, limit + 1 - len(content))
            except zlib.error:
                raise UndecodablePage("gzip", at) from None
            if len(content) > limit:
                raise PageTooLarge(len(content), limit, "bytes")
            at += len(part) - len(member.unused_data)
    return bytes(content)
