"""What a source is: binary, HTML, plain text or what `formats` knows. It looks at the beginning alone."""

from __future__ import annotations

import re
from typing import Final

import regex
from attrs import frozen

from natodocs._document import decoding, formats
from natodocs._patterns.lazy import lazily

PLAIN: Final = "text/plain"
HTML: Final = "text/html"
BINARY: Final = "application/octet-stream"
ZIP: Final = "application/zip"
OFFICE: Final = (  # a folder in the archive, and what it is of
    ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)


@frozen
class Magic:
    """Bytes by which a file of a kind begins."""

    media_type: str
    """Its IANA media type."""
    bytes: bytes
    """What stands there."""
    at: int = 0
    """Where."""


MAGIC: Final = (
    Magic("application/pdf", b"%PDF-"),
    Magic("image/png", b"\x89PNG\r\n\x1a\n"),
    Magic("image/jpeg", b"\xff\xd8\xff"),
    Magic("image/gif", b"GIF87a"),
    Magic("image/gif", b"GIF89a"),
    Magic("image/webp", b"WEBPVP8", at=8),
    Magic("image/tiff", b"II*\0"),
    Magic("image/tiff", b"MM\0*"),
    Magic("image/vnd.microsoft.icon", b"\0\0\x01\0"),
    Magic("application/epub+zip", b"mimetypeapplication/epub+zip", at=30),
    Magic("application/vnd.oasis.opendocument.text", b"mimetypeapplication/vnd.oasis.opendocument", at=30),
    Magic(ZIP, b"PK\x03\x04"),  # .docx, .xlsx and .pptx too
    Magic(ZIP, b"PK\x05\x06"),
    Magic("application/gzip", b"\x1f\x8b\x08"),
    Magic("application/zstd", b"\x28\xb5\x2f\xfd"),
    Magic("application/x-bzip2", b"1AY&SY", at=4),
    Magic("application/x-xz", b"\xfd7zXZ\0"),
    Magic("application/x-7z-compressed", b"7z\xbc\xaf\x27\x1c"),
    Magic("application/vnd.rar", b"Rar!\x1a\x07"),
    Magic("application/x-tar", b"ustar", at=257),
    Magic("application/x-ole-storage", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),  # .doc, .xls, .msg
    Magic("application/rtf", b"{\\rtf1"),
    Magic("application/postscript", b"%!PS-Adobe"),
    Magic("application/vnd.sqlite3", b"SQLite format 3\0"),
    Magic("application/vnd.apache.parquet", b"PAR1\x15"),
    Magic("application/wasm", b"\0asm"),
    Magic("application/x-elf", b"\x7fELF"),
    Magic("application/vnd.microsoft.portable-executable", b"MZ\x90\0"),
    Magic("application/java-vm", b"\xca\xfe\xba\xbe"),
    Magic("audio/mpeg", b"ID3\x02"),
    Magic("audio/mpeg", b"ID3\x03"),
    Magic("audio/mpeg", b"ID3\x04"),
    Magic("audio/ogg", b"OggS\0"),
    Magic("audio/vnd.wave", b"WAVEfmt ", at=8),
    Magic("video/mp4", b"ftyp", at=4),
    Magic("video/webm", b"\x1a\x45\xdf\xa3"),
    Magic("font/woff", b"wOFF\0"),
    Magic("font/woff2", b"wOF2\0"),
)
# These begin in words that no other text begins in; the others need a character that is none of a text.
WRITTEN: Final = frozenset(("application/pdf", "application/rtf", "application/postscript"))
UNPRINTED: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
HEAD: Final = 4096  # bytes or characters that are looked at
ASCII: Final = 0x80  # bytes below it
LEGIBLE: Final = 3  # of them a row needs to be known when the others are lost
BLANKS: Final = re.compile(r"[\s\ufeff]*+")
NULS: Final = 0.02  # of the bytes; text has none, but for a stray one, and UTF-16 has its mark

PROLOG: Final = (("<!--", "-->"), ("<?", ">"))  # what may stand before the first tag
DOCUMENT: Final = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|script|style|base)(?=[\s>/]))", re.IGNORECASE
)
LATER: Final = lazily(
    r"^[^\w<\n]{0,9}<(?:!doctype\s+html|html(?=[\s>]))", regex.VERSION0 | regex.IGNORECASE | regex.MULTILINE
)
BLOCK: Final = re.compile(
    r"<(/?)(?:p|div|article|section|main|header|footer|nav|aside|h[1-6]|ul|ol|li|dl|table|tr|td|blockquote|figure|"
    r"center|form|span|font)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
FENCE: Final = "```"  # Markdown that shows code, which may be HTML
NEAR: Final = 500  # characters before the first tag of a fragment
CLOSED: Final = 3  # blocks that end; a text about HTML, or Markdown with a tag in it, has less


def of(source: str | bytes) -> str:
    """Return the media type of a source, by what it begins with."""
    return binary(source) or _written(source)


def binary(source: str | bytes) -> str | None:
    """Return the media type of a source that is no text at all, or `None`."""
    if isinstance(source, str):
        return _magic(source[:HEAD])
    if decoding.bom(source):
        return None
    head = source[:HEAD].decode("latin-1")
    return _magic(head) or (BINARY if head.count("\0") > NULS * len(head) else None)


def _written(source: str | bytes) -> str:
    if isinstance(source, bytes):
        encoding = decoding.bom(source)
        source = source[: 16 * HEAD].decode(encoding or "latin-1", "replace")
    return formats.of(source) or _textual(source)


def _magic(head: str) -> str | None:
    unprinted = UNPRINTED.search(head) is not None
    for row in MAGIC:
        if (unprinted or row.media_type in WRITTEN) and _begins(head, row):
            return _office(head) if row.media_type == ZIP else row.media_type
    return None


def _office(head: str) -> str:
    """Return what a zip archive is, by the names of the files in it that stand in its beginning."""
    return next((kind for name, kind in OFFICE if name in head), ZIP)


def _begins(head: str, row: Magic) -> bool:
    """Return whether a head has those bytes, be it decoded as Latin-1 or, with characters lost, as UTF-8."""
    there = head[row.at : row.at + len(row.bytes)]
    if len(there) < len(row.bytes):
        return False
    lossy = "\ufffd" if sum(byte < ASCII for byte in row.bytes) >= LEGIBLE else ""
    return all(
        char == chr(byte) or (byte >= ASCII and char == lossy)
        for char, byte in zip(there, row.bytes, strict=True)
    )


def _textual(text: str) -> str:
    start = _after_prolog(text)
    head = text[start : start + HEAD]
    if "<" not in head:
        return PLAIN
    if DOCUMENT.match(head):
        return HTML
    if (late := LATER.search(head)) and DOCUMENT.search(head, late.end()):
        return HTML
    tags = list(BLOCK.finditer(head))
    if not tags or tags[0].start() > NEAR or FENCE in head:
        return PLAIN
    closed = sum(bool(tag[1]) for tag in tags)
    return HTML if closed >= CLOSED or (len(tags) > 1 and tags[0].start() == 0) else PLAIN


def _after_prolog(text: str) -> int:
    """Return where the first tag or the first word stands."""
    at = 0
    while True:
        match = BLANKS.match(text, at)
        at = match.end() if match else at
        end = next((end for start, end in PROLOG if text.startswith(start, at)), None)
        found = text.find(end, at) if end else -1
        if end is None or found < 0:
            return at
        at = found + len(end)
