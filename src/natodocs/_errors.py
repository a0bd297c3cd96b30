"""NatodocsError and its kinds.

Each says what was met, what is allowed and what to do, keeps its numbers as attributes, is the built-in
kind that a caller expects, and survives pickling.
"""

from __future__ import annotations

from typing import Final

EXTRACT: Final = "extract its text first and pass that"
UNPACK: Final = "unpack it and pass each page in it"
OFFICE: Final = "convert it to text or HTML first, with pandoc or LibreOffice, and pass that"
FEED: Final = "it lists articles, so fetch the pages that it links to and pass those"
# What to do with a source that is no page, by its media type or the first half of that.
ADVICE: Final = {
    "application/pdf": "extract its text first, with pdftotext or a library for PDF, and pass that",
    "application/postscript": "extract its text first, with ps2ascii, and pass that",
    "application/epub+zip": "it is a book; unpack it as a zip archive and pass the XHTML files in it",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": OFFICE,
    "application/vnd.oasis.opendocument.text": OFFICE,
    "application/x-ole-storage": OFFICE,
    "application/rtf": OFFICE,
    "application/zip": "unpack it and pass each page in it; .docx files are such archives too, and pandoc reads them",
    "application/gzip": UNPACK,
    "application/zstd": UNPACK,
    "application/x-bzip2": UNPACK,
    "application/x-xz": UNPACK,
    "application/x-7z-compressed": UNPACK,
    "application/vnd.rar": UNPACK,
    "application/x-tar": UNPACK,
    "application/warc": "it is an archive of pages, which natodocs.warc.read gives one by one",
    "application/rss+xml": FEED,
    "application/atom+xml": FEED,
    "application/xml": "take the element that holds the text or HTML and pass its content",
    "application/json": "take the field that holds the text or HTML and pass that",
    "message/rfc822": "take its HTML part with email.message_from_bytes and pass that",
    "multipart/related": "there is no HTML in it; take the part that is a page and pass that",
    "application/vnd.apache.parquet": "read its column of pages, for example with natodocs.arrow, and pass those",
    "application/vnd.sqlite3": "query the pages in it and pass those",
    "application/octet-stream": "it is no text; if it is, decode it and pass a str",
    "image/svg+xml": "take the texts in it and pass those",
    "image": "recognise its text first (OCR) and pass that",
    "audio": "transcribe it first and pass the text",
    "video": "transcribe it first and pass the text",
    "font": "it holds no text",
    "application/x-elf": "it is a program and holds no page",
    "application/vnd.microsoft.portable-executable": "it is a program and holds no page",
    "application/java-vm": "it is a program and holds no page",
    "application/wasm": "it is a program and holds no page",
}


class NatodocsError(Exception):
    """The base of every error that natodocs raises about a page."""


class PageTooLarge(NatodocsError, ValueError):
    """The page holds more than its `Limits` allow."""

    size: int
    """How much the page holds, in `unit`."""
    limit: int
    """How much is allowed, in `unit`."""
    unit: str
    """What was counted: "characters" or "bytes"; it is also the name of the field of `Limits`."""

    def __init__(self, size: int, limit: int, unit: str) -> None:
        super().__init__(size, limit, unit)  # what rebuilds it in another process
        self.size, self.limit, self.unit = size, limit, unit

    def __str__(self) -> str:
        return (
            f"the page has {self.size:_} {self.unit}, and the limit is {self.limit:_}; "
            f"pass limits=Limits({self.unit}=...) to allow more, or cut the page"
        )


class UndecodablePage(NatodocsError, ValueError):
    """The bytes of the page are no text in the encoding that they declare, nor in any that was detected."""

    encoding: str
    """The encoding that was tried last."""
    position: int
    """Index of the first byte that does not fit, from 0."""

    def __init__(self, encoding: str, position: int) -> None:
        super().__init__(encoding, position)
        self.encoding, self.position = encoding, position

    def __str__(self) -> str:
        return (
            f"the bytes are no text: byte {self.position:_} does not fit {self.encoding}; "
            "decode them yourself and pass a str"
        )


class UnsupportedMediaType(NatodocsError, ValueError):
    """The source is neither plain text nor HTML."""

    media_type: str
    """What the source is, as an IANA media type, or what the caller asked for."""

    def __init__(self, media_type: str) -> None:
        super().__init__(media_type)
        self.media_type = media_type

    def __str__(self) -> str:
        advice = ADVICE.get(self.media_type) or ADVICE.get(self.media_type.partition("/")[0], EXTRACT)
        return f"the source is {self.media_type}, and natodocs reads text/plain and text/html; {advice}"


class PageTooSlow(NatodocsError, TimeoutError):
    """The page kept a worker of `natodocs.parse.pages` for longer than its time limit.

    It is the one answer that depends on the machine and on what else runs there. It is never raised: it comes as
    the error of a `Failure`.
    """

    seconds: float
    """The time limit, in seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return (
            f"the page was read for longer than {self.seconds:g} seconds, and its worker was ended; "
            "pass timeout=... to allow more, or None for no limit"
        )
