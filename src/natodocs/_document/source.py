"""str or bytes -> Document: decode, tell HTML from plain text, hold the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import evolve

from natodocs._document import decoding, formats, packed, sniffing
from natodocs._document.document import Document
from natodocs._errors import PageTooLarge, UnsupportedMediaType
from natodocs._patterns import late

if TYPE_CHECKING:
    from natodocs._limits import Limits


def plain(source: object) -> str | bytes:
    """Return a source as `str` or `bytes` itself: a worker may not be able to import its subclass.

    Raises:
        TypeError: It is something else.
    """
    if isinstance(source, str):
        return source if type(source) is str else str.__str__(source)
    if isinstance(source, bytes):
        return source if type(source) is bytes else b"".join([source])
    if isinstance(source, bytearray | memoryview):
        return bytes(source)
    said = f"source is {type(source).__name__}, and must be str or bytes"
    for method in ("read_bytes", "read"):  # of a path, of an open file
        if hasattr(source, method):
            said += f"; pass what its .{method}() returns"
            break
    raise TypeError(said)


def read(source: str | bytes, media_type: str | None, limits: Limits) -> Document:
    """Turn a source into a document.

    Args:
        source: the page.
        media_type: "text/plain", "text/html", or `None` to look at the source.
        limits: how much it may hold.

    Raises:
        PageTooLarge: when it holds more.
        UnsupportedMediaType: when it is neither, or another type was asked for.
        UndecodablePage: when bytes are no text in any encoding.
    """
    if media_type not in (None, sniffing.PLAIN, sniffing.HTML):
        raise UnsupportedMediaType(media_type)
    _hold(len(source), limits, "bytes" if isinstance(source, bytes) else "characters")
    if isinstance(source, bytes) and source.startswith(packed.GZIP_START):
        source = packed.unpacked(source, limits.bytes)
    if found := sniffing.binary(source):
        raise UnsupportedMediaType(found)
    found = media_type or sniffing.of(source)
    if found == formats.SAVED:
        from natodocs._document import saved  # loads the parser of mails

        source, found = saved.html(source), sniffing.HTML
    if found not in (sniffing.PLAIN, sniffing.HTML):
        raise UnsupportedMediaType(found)
    is_html = found == sniffing.HTML
    text = source if isinstance(source, str) else decoding.decode(source, is_html=is_html)
    _hold(len(text), limits, "characters")
    if not is_html:
        text, stand_ins = late.settle(text)
        return Document(text, stand_ins=stand_ins)

    from natodocs._document.html import reading  # loads the parser, which plain text does not need

    document = reading.read(text.removeprefix("\ufeff"))
    _hold(len(document.text), limits, "characters")
    (text, metadata), stand_ins = late.settle((document.text, document.metadata))
    return (
        evolve(document, text=text, metadata=metadata, stand_ins=stand_ins) if stand_ins.there else document
    )


def _hold(size: int, limits: Limits, unit: Literal["bytes", "characters"]) -> None:
    limit = limits.bytes if unit == "bytes" else limits.characters
    if size > limit:
        raise PageTooLarge(size, limit, unit)
