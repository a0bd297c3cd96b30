"""Quotations of a page -> annotations in the Web Annotation Data Model (W3C Recommendation of 23 February 2017)."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from natodocs._types import PageData, Quote, QuoteKind, Span

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32  # characters before and behind the words, by which they are found again


def of(page: PageData) -> list[dict[str, Any]]:
    """Return an annotation for each quotation; see `Page.to_annotations`."""
    source = page.url or _name_of(page.text)
    return [_annotation(page, quote, source) for quote in page.quotes if quote.kind is not QuoteKind.SCARE]


def _name_of(text: str) -> str:
    """Return a name for a text without an address, made of its digest (RFC 6920)."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return "ni:///sha-256;" + urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def _annotation(page: PageData, quote: Quote, source: str) -> dict[str, Any]:
    said = [{"type": "TextualBody", "purpose": "tagging", "value": str(quote.kind)}]
    if quote.cue is not None:
        said.append({"type": "TextualBody", "purpose": "tagging", "value": str(quote.cue.kind)})
    if quote.speaker is not None:
        who = quote.speaker.name or quote.speaker.mention
        said.insert(0, {"type": "TextualBody", "purpose": "identifying", "value": who})
    ends = ",".join(f"{part.start}-{part.end}" for part in quote.parts)
    # An address may hold half a surrogate pair, which no name can be made of.
    name = f"{source}#{ends}".encode("utf-8", "backslashreplace").decode("utf-8")
    return {
        "@context": CONTEXT,
        "id": uuid5(NAMESPACE_URL, name).urn,  # the same whenever the page is read
        "type": "Annotation",
        "motivation": "identifying",
        "body": said,
        "target": [_target(page.text, part, source) for part in quote.parts],
    }


def _target(text: str, part: Span, source: str) -> dict[str, Any]:
    start, end = part.start, part.end
    quoted = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    placed = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": source, "selector": [quoted, placed]}
