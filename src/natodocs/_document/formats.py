"""What a text is that is none to be read: a feed or other XML, JSON, a mail, a saved page, a web archive.

It is told by how the text begins, and strictly: an article may begin with a brace, with a tag that it is about, or with
lines such as "From: ..." and "Date: ..." that were copied with it.
"""

from __future__ import annotations

import re
from typing import Final

MAIL: Final = "message/rfc822"
SAVED: Final = "multipart/related"
XML: Final = "application/xml"

LOOKED_AT: Final = 4096  # characters that are looked at, from the first that is no blank
LEADING: Final = re.compile(r"(?:[\s\ufeff]|\xef\xbb\xbf)*+")

ROOTS: Final = {
    "rss": "application/rss+xml",
    "rdf:rdf": "application/rss+xml",
    "feed": "application/atom+xml",
    "svg": "image/svg+xml",
}
# What may stand before the root: the declaration, comments, processing instructions.
DECLARATION: Final = re.compile(r"<\?xml\s[^>]{0,500}\?>", re.IGNORECASE)
BEFORE_ROOT: Final = re.compile(
    r"(?:\s|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE(?!\s+html\b)[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+",
    re.IGNORECASE,
)
ROOT: Final = re.compile(r"<([A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?)(?=[\s/>])")
# Without a declaration a text may be about the tag; a feed says more in it.
FEED: Final = re.compile(
    r"<(rss)(?:\s[^<>]{0,500}\bversion=|\s*>\s*<channel\b)|<(feed|rdf:rdf)\s[^<>]{0,500}\bxmlns(?::\w+)?=",
    re.IGNORECASE,
)
# Elements of XHTML, which a declaration may stand before.
XHTML: Final = re.compile(
    r"(?:html|head|body|div|p|article|section|main|header|footer|nav|aside|h[1-6]|[uod]l|li|table|t[rd]|blockquote|"
    r"figure|center|form|span|font|title|meta|link|script|style|base|[abi]|em|strong|br|img)\Z",
    re.IGNORECASE,
)

JSON_START: Final = re.compile(
    r'\[?\s*+\{\s*+(?:"(?:[^"\\]|\\.)*+"\s*+:|\}\s*+(?:\]\s*+)?\Z)|\[\s*+"(?:[^"\\]|\\.)*+"\s*+[,\]]',
    re.DOTALL,
)
# All of it; a word or a string may be cut where the head ends.
JSON: Final = re.compile(
    r'(?:[\s{}\[\],:]|"(?:[^"\\]|\\.)*+"|-?\d[\d.eE+-]*+|true|false|null)*+(?:"(?:[^"\\]|\\.)*+\\?|tr?u?|fa?l?s?|nu?l?)?\Z',
    re.DOTALL,
)

HEADER: Final = re.compile(
    r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]*+([^\r\n]*+(?:\r?\n[ \t]++[^\r\n]*+)*+)(?:\r?\n|\Z)"
)
MBOX: Final = re.compile(r"From \S+ [^\r\n]{0,80}\d{4}[^\r\n]{0,20}\r?\n")
# What no page prints at its top: it is for the machines that pass a mail on.
PASSED_ON: Final = frozenset(
    (
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "dkim-signature",
        "authentication-results",
        "in-reply-to",
        "references",
        "x-originating-ip",
        "received-spf",
        "arc-seal",
    )
)
OF_MACHINES: Final = PASSED_ON | {"mime-version", "content-transfer-encoding", "x-mailer"}
ENOUGH: Final = 2  # of them in a mail
RELATED: Final = re.compile(r"multipart/related\b", re.IGNORECASE)

ARCHIVE: Final = re.compile(r"WARC/1\.\d\r?\n[\w-]{1,64}:")


def of(text: str) -> str | None:
    """Return the media type of a text that is none to be read, or `None`."""
    blanks = LEADING.match(text)
    head = text[blanks.end() if blanks else 0 :][:LOOKED_AT]
    first = head[:1]
    if first == "<":
        return _xml(head)
    if first in ("{", "["):
        return "application/json" if JSON_START.match(head) and JSON.match(head) else None
    if ARCHIVE.match(head):
        return "application/warc"
    return _mail(head) if first.isalpha() else None


def _xml(head: str) -> str | None:
    declared = DECLARATION.match(head)
    start = BEFORE_ROOT.match(head, declared.end() if declared else 0)
    at = start.end() if start else 0
    if declared is None:
        found = FEED.match(head, at)
        return ROOTS[(found[1] or found[2]).lower()] if found else None
    root = ROOT.match(head, at)
    if root is None or XHTML.match(root[1]):
        return None
    return ROOTS.get(root[1].lower(), XML)


def _mail(head: str) -> str | None:
    names: dict[str, str] = {}
    box = MBOX.match(head)
    at = box.end() if box else 0
    while found := HEADER.match(head, at):
        names.setdefault(found[1].lower(), found[2])
        at = found.end()
    if (
        "mime-version" in names
        and RELATED.match(names.get("content-type", ""))
        and not PASSED_ON & names.keys()
    ):
        return SAVED
    return MAIL if len(OF_MACHINES & names.keys()) >= ENOUGH else None
