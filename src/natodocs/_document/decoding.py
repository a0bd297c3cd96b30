"""bytes -> text: byte-order mark, declared encoding, strict UTF-8, detection.

A declaration is overruled where the bytes are plainly UTF-8: pages are often stored in it while their
`<meta>` still names the encoding in which they were served.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from natodocs._errors import UndecodablePage

BOMS: Final = (  # the longer ones first: that of UTF-32 begins as that of UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,30})""",
    re.IGNORECASE,
)
WINDOW: Final = 4096  # bytes; where a declaration stands (WHATWG looks at the first 1024)
SAMPLE: Final = 200_000  # bytes; what detection looks at, which takes 70 ms a megabyte
SURE: Final = 6  # characters beyond ASCII; in no other encoding do so many make right UTF-8 by chance
TORN: Final = 0.05  # of them may be broken, in a page that was cut or patched together
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
NOISE: Final = 0.1  # of the characters may be control characters or unknown; more is no text
BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]")
SHIFTED: Final = re.compile(rb"\x1b\$[@B]")  # ISO-2022-JP: plain ASCII, but for these
# Then the declaration could not be read.
MISTAKEN: Final = ("utf-16", "utf-32", "utf16", "utf32", "x-user-defined")
UNMAPPED: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
LAST: Final = "windows-1252"  # fits any bytes, so what it makes of them has to look like text


def bom(source: bytes) -> str | None:
    """Return the encoding that a byte-order mark names."""
    return next((encoding for mark, encoding in BOMS if source.startswith(mark)), None)


def decode(source: bytes, *, is_html: bool, charset: str | None = None) -> str:
    """Return the text of a source, without its byte-order mark.

    Args:
        source: the page.
        is_html: whether its `<meta>` may name an encoding.
        charset: the encoding that came with it, which outranks that.

    Raises:
        UndecodablePage: when nothing fits.
    """
    if marked := bom(source):
        return source.decode(marked, "replace").removeprefix("\ufeff")
    declared = [name for name in (charset, _declared(source, is_html=is_html)) if name]
    unicode = _as_utf8(source)
    if unicode is not None and (not declared or _beyond_ascii(unicode) >= SURE):
        return unicode
    for encoding in (*declared, None, LAST):
        text = _decoded(source, encoding or _detected(source) or LAST)
        if text is not None and not _is_noise(text):
            return text
    odd = UNMAPPED.search(source)
    raise UndecodablePage(LAST, odd.start() if odd else 0)


def _declared(source: bytes, *, is_html: bool) -> str | None:
    if SHIFTED.search(source, 0, SAMPLE):
        return "iso-2022-jp"
    found = DECLARED.search(source, 0, WINDOW) if is_html else None
    label = found[1].decode("ascii").lower() if found else ""
    return label if label and not label.startswith(MISTAKEN) else None


def _as_utf8(source: bytes) -> str | None:
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        text = source.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        whole = _beyond_ascii(text) - broken
        return text if whole >= SURE and broken <= TORN * whole else None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _detected(source: bytes) -> str | None:
    from turbohtml.detect import detect

    first = BEYOND_ASCII.search(source)
    start = max(0, first.start() - WINDOW) if first else 0
    return detect(source[start : start + SAMPLE]).encoding


def _decoded(source: bytes, encoding: str) -> str | None:
    """Decode as browsers do; `None` for an encoding that they do not know."""
    import turbohtml.detect  # noqa: F401 - its import registers the codecs that are used below

    try:
        return source.decode(f"whatwg-{encoding}", "replace")
    except LookupError:
        return None


def _is_noise(text: str) -> bool:
    sample = text[:SAMPLE]
    return len(sample) - len(CONTROL.sub("", sample)) > NOISE * len(sample)
