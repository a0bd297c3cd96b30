"""The way of a page from source to `Page`, top to bottom. Read this first.

Each stage is one module; what it decides is decided there, and nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from natodocs import _rules
from natodocs._document import source as document_source
from natodocs._document.document import Document
from natodocs._fields import tags, title, wire
from natodocs._fields.bylines import weighing as byline_weighing
from natodocs._fields.comments import sections
from natodocs._fields.datelines import paragraph
from natodocs._fields.dates import weighing as date_weighing
from natodocs._labels import blocks as label_blocks
from natodocs._labels import line, revisions
from natodocs._labels.line import Label
from natodocs._limits import Limits
from natodocs._output import Page
from natodocs._quotes import finding
from natodocs._text import language as text_language
from natodocs._text import lines as text_lines
from natodocs._text.lines import Line
from natodocs._types import Block, Comment, Quote


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
    source: str | bytes, *, url: str | None, language: str | None, media_type: str | None, limits: Limits
) -> Page:
    """Read one page; see `parse.page`."""
    _require("url", url, str, type(None))
    page = _label(source, language=language, media_type=media_type, limits=limits)
    blocks, metadata = page.blocks(), page.document.metadata
    text = page.document.text
    dates = date_weighing.find(page.document, blocks, page.language, url)
    byline, dateline = byline_weighing.find(page.document, blocks), paragraph.find(blocks)
    return Page(
        text=text,
        blocks=blocks,
        title=title.find(text, blocks, metadata),
        byline=byline,
        dateline=dateline,
        wire=wire.find(text, blocks, byline, dateline),
        published=dates.published,
        modified=dates.modified,
        clock=dates.clock,
        language=page.language,
        body=page.body(),
        quotes=finding.find(
            text, label_blocks.in_body(blocks), page.rules, elsewhere=label_blocks.naming(blocks)
        ),
        comments=sections.find(text, blocks, page.document.regions),
        tags=tags.find(blocks, metadata),
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
    return sections.find(page.document.text, page.blocks(), page.document.regions)


def quotes(text: str, *, language: str | None) -> tuple[Quote, ...]:
    """Read the quotations of clean article text; see `parse.quotes`."""
    _require("language", language, str, type(None))
    document = document_source.read(text, "text/plain", Limits())
    rules = _rules.load(language or text_language.guess(text_lines.split(document)))
    return finding.find(text, text_lines.paragraphs(document.text), rules)


def _label(source: str | bytes, *, language: str | None, media_type: str | None, limits: Limits) -> Labelled:
    _require("source", source, str, bytes)
    _require("language", language, str, type(None))
    _require("media_type", media_type, str, type(None))
    _require("limits", limits, Limits)
    document = document_source.read(source, media_type, limits)
    lines = text_lines.split(document)
    language = language or text_language.guess(lines) or document.metadata.language
    rules = _rules.load(language)
    labels = revisions.revise(lines, line.label(lines, rules), document.metadata, rules)
    return Labelled(document, lines, language, rules, labels)


def _require(name: str, value: object, *types: type) -> None:
    if not isinstance(value, types):
        allowed = " or ".join("None" if kind is type(None) else kind.__name__ for kind in types)
        raise TypeError(f"{name} is {type(value).__name__}, and must be {allowed}")
