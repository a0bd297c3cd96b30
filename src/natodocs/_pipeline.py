"""The way of a page from source to `Page`, top to bottom. Read this first.

Each stage is a package; what it decides is decided there, and nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from natodocs import _labels, _quotes, _rules
from natodocs._document import Document
from natodocs._document.source import plain
from natodocs._document.source import read as read_source
from natodocs._fields import bylines, datelines, dates, tags, title, wire
from natodocs._fields import comments as comment_fields
from natodocs._labels import Label
from natodocs._labels import blocks as label_blocks
from natodocs._limits import Limits
from natodocs._output import Page
from natodocs._patterns import late
from natodocs._text import Line
from natodocs._text.language import guess as guess_language
from natodocs._text.lines import paragraphs, split
from natodocs._types import Block, Comment, Content, Quote


@frozen
class Labelled:
    """A page of whose lines it is known what they are."""

    document: Document
    lines: Sequence[Line]
    language: str | None
    rules: _rules.Rules
    labels: Sequence[Label]

    def blocks(self) -> tuple[Block, ...]:
        """Join the lines to blocks."""
        return label_blocks.join(self.document.text, self.lines, self.labels)

    def body(self) -> str:
        """Return the article alone."""
        return label_blocks.body(self.document.text, self.lines, self.labels)


def read(
    source: Content, *, url: str | None, language: str | None, media_type: str | None, limits: Limits
) -> Page:
    """Read one page; see `parse.page`."""
    _require("url", url, str, type(None))
    page = _label(source, language=language, media_type=media_type, limits=limits)
    blocks, metadata = page.blocks(), page.document.metadata
    text = page.document.text
    when = dates.find(page.document, blocks, page.language, late.blanked(url) if url else None)
    byline, dateline = bylines.find(page.document, blocks), datelines.find(blocks)
    quotes = _quotes.find(
        text,
        label_blocks.in_body(blocks),
        page.rules,
        elsewhere=label_blocks.naming(blocks),
        most=limits.quotes,
    )
    found = Page(
        text=text,
        blocks=blocks,
        title=title.find(text, blocks, metadata),
        byline=byline,
        dateline=dateline,
        wire=wire.find(text, blocks, byline, dateline, metadata.publisher),
        published=when.published,
        modified=when.modified,
        clock=when.clock,
        language=page.language,
        body=page.body(),
        quotes=quotes.quotes,
        comments=comment_fields.find(text, blocks, page.document.regions),
        tags=tags.find(blocks, metadata, byline),
        url=url,
        truncated=quotes.truncated or label_blocks.is_cut(blocks),
    )
    stand_ins = page.document.stand_ins
    return evolve(stand_ins.restore(found), url=url) if stand_ins.there else found


def body(source: Content, *, language: str | None, media_type: str | None, limits: Limits) -> str:
    """Read the article alone; see `parse.body`."""
    page = _label(source, language=language, media_type=media_type, limits=limits)
    return page.document.stand_ins.restore(page.body())


def comments(
    source: Content, *, language: str | None, media_type: str | None, limits: Limits
) -> tuple[Comment, ...]:
    """Read the comments alone; see `parse.comments`."""
    page = _label(source, language=language, media_type=media_type, limits=limits)
    found = comment_fields.find(page.document.text, page.blocks(), page.document.regions)
    return page.document.stand_ins.restore(found)


def quotes(text: str, *, language: str | None) -> tuple[Quote, ...]:
    """Read the quotations of clean article text; see `parse.quotes`."""
    _require("language", language, str, type(None))
    document = read_source(text, "text/plain", Limits())
    rules = _rules.load(language or guess_language(split(document)))
    found = _quotes.find(document.text, paragraphs(document.text), rules).quotes
    return document.stand_ins.restore(found)


def _label(source: Content, *, language: str | None, media_type: str | None, limits: Limits) -> Labelled:
    source = plain(source)
    _require("language", language, str, type(None))
    _require("media_type", media_type, str, type(None))
    _require("limits", limits, Limits)
    document = read_source(source, media_type, limits)
    lines = split(document, limits.blocks)
    language = language or guess_language(lines) or document.metadata.language
    rules = _rules.load(language)
    labels = _labels.label(lines, rules, document.metadata)
    return Labelled(document, lines, language, rules, labels)


def _require(name: str, value: object, *types: type) -> None:
    if not isinstance(value, types):
        allowed = " or ".join("None" if kind is type(None) else kind.__name__ for kind in types)
        raise TypeError(f"{name} is {type(value).__name__}, and must be {allowed}")
