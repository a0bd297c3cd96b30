"""A page as a browser saves it, with its pictures in one file (MHTML) -> its HTML."""

from __future__ import annotations

import base64
import binascii
import re
from contextlib import suppress
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Final

from natodocs._document import decoding, formats
from natodocs._errors import UnsupportedMediaType

PAGES: Final = ("text/html", "application/xhtml+xml")
DEPTH: Final = 3  # of parts in parts; a browser saves one, a mail program two
LONGEST: Final = 1 << 13  # bytes; a part whose header is longer is none
PADDING: Final = b"==="  # of base64, where it was cut; too much is no matter
LABEL: Final = re.compile(r"[\w.:-]{2,30}", re.ASCII)
EMPTY_LINE: Final = re.compile(rb"\n\r?\n")


def html(source: str | bytes) -> str:
    """Return the first HTML in a saved page, decoded.

    Raises:
        UnsupportedMediaType: There is none in it.
        UndecodablePage: It is no text.
    """
    content = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    found = _first(content.lstrip(), DEPTH)
    if found is None:
        raise UnsupportedMediaType(formats.SAVED)
    header, body = found
    packing = str(header.get("Content-Transfer-Encoding") or "").strip().lower()
    charset = header.get_content_charset() or ""
    if packing == "base64":
        with suppress(binascii.Error):
            body = base64.b64decode(body + PADDING)
    elif packing == "quoted-printable":
        body = binascii.a2b_qp(body)
    elif isinstance(source, str):
        charset = "utf-8"  # it was decoded with the rest
    return decoding.decode(body, is_html=True, charset=charset if LABEL.fullmatch(charset) else None)


def _first(part: bytes, depth: int) -> tuple[Message, bytes] | None:
    """Return the header and the body of the first part that is HTML."""
    end = EMPTY_LINE.search(part, 0, LONGEST)
    if end is None:
        return None
    header = BytesHeaderParser().parsebytes(part[: end.end()])
    body = part[end.end() :]
    if header.get_content_type() in PAGES:
        return header, body
    boundary = header.get_boundary()
    if not depth or not boundary or header.get_content_maintype() != "multipart":
        return None
    line = re.compile(
        rb"^--%s(?:--)?[ \t]*\r?\n?" % re.escape(boundary.encode("utf-8", "replace")), re.MULTILINE
    )
    start: int | None = None
    for found in line.finditer(body):
        if start is not None and (inner := _first(body[start : found.start()], depth - 1)) is not None:
            return inner
        start = found.end()
    return _first(body[start:], depth - 1) if start is not None else None
