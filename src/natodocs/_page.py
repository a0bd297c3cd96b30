"""The way of a page from source to `Page`, top to bottom. Read this first.

Each stage is one module; what it decides is decided there, and nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from natodocs import (
    _authorship,
    _blocks,
    _comments,
    _dateline,
    _dating,
    _labels,
    _language,
    _lines,
    _neighbours,
    _quotes,
    _rules,
    _source,
    _tags,
    _title,
    _wire,
)
from natodocs._labels import Label
from natodocs._limits import Limits
from natodocs._lines import Line
from natodocs._types import Block, Comment, Page, Quote


@frozen
class Labelled:
    """A page of whose lines it is known what they are."""

    document: _source.Document
    lines: Sequence[Line]
    language: str | None
    rules: _rules.Rules
    labels: Sequence[Label]

    def blocks(self) -> tuple[Block, ...]:
        """Join the lines to blocks."""
        return _blocks.join(self.document.text, self.lines, self.labels)

    def body(self) -> str:
        """Return the article alone."""
        return _blocks.body(self.document.text, self.lines, self.labels)


def read(
    source: str | bytes, *, url: str | None, language: str | None, media_type: str | None, limits: Limits
) -> Page:
    """Read one page; see `parse.page`."""
    _require("url", url, str, type(None))
    page = _label(source, language=language, media_type=media_type, limits=limits)
    blocks, metadata = page.blocks(), page.document.metadata
    text = page.document.text
    dates = _dating.find(page.document, blocks, page.language, url)
    byline, dateline = _authorship.find(page.document, blocks), _dateline.find(blocks)
    return Page(
        text=text,
        blocks=blocks,
        title=_title.find(text, blocks, metadata),
        byline=byline,
        dateline=dateline,
        wire=_wire.find(text, blocks, byline, dateline),
        published=dates.published,
        modified=dates.modified,
        clock=dates.clock,
        language=page.language,
        body=page.body(),
        quotes=_quotes.find(text, _blocks.in_body(blocks), page.rules, elsewhere=_blocks.naming(blocks)),
        comments=_comments.find(text, blocks, page.document.regions),
        tags=_tags.find(blocks, metadata),
        url=url,
    )


def body(source: str | bytes, *, language: str | None, media_type: str | None, limits: Limits) -> str:
    """Read the article alone; see `parse.body`."""
    page = _label(source, language=language, media_type=media_type, limits=limits)
    return page.body()


def comments(
    source: str | bytes, *, language: str | None, media_type: str | None, limits: Limits
) -> tuple[Comment, ...]:
    """Read the comments alone; see `parse.comments`."""
    page = _label(source, language=language, media_type=media_type, limits=limits)
    return _comments.find(page.document.text, page.blocks(), page.document.regions)


def quotes(text: str, *, language: str | None) -> tuple[Quote, ...]:
    """Read the quotations of clean article text; see `parse.quotes`."""
    _require("language", language, str, type(None))
    document = _source.read(text, "text/plain", Limits())
    rules = _rules.load(language or _language.guess(_lines.split(document)))
    return _quotes.find(text, _lines.paragraphs(document.text), rules)


def _label(source: str | bytes, *, language: str | None, media_type: str | None, limits: Limits) -> Labelled:
    _require("source", source, str, bytes)
    _require("language", language, str, type(None))
    _require("media_type", media_type, str, type(None))
    _require("limits", limits, Limits)
    document = _source.read(source, media_type, limits)
    lines = _lines.split(document)
    language = language or _language.guess(lines) or document.metadata.language
    rules = _rules.load(language)
    labels = _neighbours.revise(lines, _labels.label(lines, rules), document.metadata, rules)
    return Labelled(document, lines, language, rules, labels)


def _require(name: str, value: object, *types: type) -> None:
    if not isinstance(value, types):
        allowed = " or ".join("None" if kind is type(None) else kind.__name__ for kind in types)
        raise TypeError(f"{name} is {type(value).__name__}, and must be {allowed}")
