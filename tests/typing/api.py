"""Uses every public name, with the type that a caller gets. Checked by mypy and pyright, never run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, assert_type

import pyarrow as pa

import natodocs
import natodocs.arrow
import natodocs.parse
import natodocs.warc
from natodocs import (
    Author,
    Block,
    BlockKind,
    Byline,
    Comment,
    Cue,
    CueKind,
    Dateline,
    Failure,
    Limits,
    NatodocsError,
    Page,
    PageTooLarge,
    PageTooSlow,
    PartialDate,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    Timestamp,
    UndecodablePage,
    UnsupportedMediaType,
    Wire,
    arrow,
    parse,
    warc,
)


def parsers(text: str, content: bytes) -> None:
    assert_type(parse.page(text), Page)
    assert_type(parse.page(content, url=None, language=None, media_type=None, limits=Limits()), Page)
    assert_type(parse.page(text, url="https://harbury.example", language="en", media_type="text/html"), Page)
    assert_type(natodocs.parse.page(text, media_type="text/plain"), Page)
    assert_type(
        parse.pages([text, content], workers=2, timeout=None, language="en", media_type=None),
        Iterator[Page | Failure],
    )
    assert_type(parse.body(text, limits=Limits(characters=5, bytes=5)), str)
    assert_type(parse.comments(content), tuple[Comment, ...])
    assert_type(parse.byline(text), Byline | None)
    assert_type(parse.dateline(text), Dateline | None)
    assert_type(parse.quotes(text, language="en"), tuple[Quote, ...])


def page(page: Page) -> None:
    assert_type(page.text, str)
    assert_type(page.blocks, tuple[Block, ...])
    assert_type(page.title, str | None)
    assert_type(page.byline, Byline | None)
    assert_type(page.dateline, Dateline | None)
    assert_type(page.wire, Wire | None)
    assert_type(page.published, Timestamp | None)
    assert_type(page.modified, Timestamp | None)
    assert_type(page.clock, Timestamp | None)
    assert_type(page.language, str | None)
    assert_type(page.body, str)
    assert_type(page.quotes, tuple[Quote, ...])
    assert_type(page.comments, tuple[Comment, ...])
    assert_type(page.tags, tuple[str, ...])
    assert_type(page.url, str | None)
    assert_type(page.to_dict(), dict[str, Any])
    assert_type(page.to_json(), str)
    assert_type(page.to_json(indent=2), str)
    assert_type(Page.from_dict(page.to_dict()), Page)
    assert_type(page.to_html(), str)
    assert_type(page.to_annotations(), list[dict[str, Any]])


def parts(block: Block, byline: Byline, dateline: Dateline, date: PartialDate, moment: Timestamp) -> None:
    assert_type(block.kind, BlockKind)
    assert_type(block.span, Span)
    assert_type(block.text, str)
    assert_type(block.confidence, float)
    assert_type(block.reason, str)
    assert_type(byline.authors, tuple[Author, ...])
    assert_type(byline.span, Span | None)
    assert_type(byline.text, str)
    author = byline.authors[0]
    assert_type(author.name, str)
    for optional in (
        author.role,
        author.affiliation,
        author.email,
        author.handle,
        dateline.place,
        dateline.region,
    ):
        assert_type(optional, str | None)
    assert_type(dateline.date, PartialDate | None)
    assert_type(dateline.source, str | None)
    assert_type(dateline.span, Span)
    assert_type(dateline.text, str)
    wire = Wire("Reuters", dateline.span, "Reuters")
    assert_type(wire.agency, str)
    assert_type(wire.span, Span)
    assert_type(wire.text, str)
    assert_type(date.year, int | None)
    assert_type(date.month, int)
    assert_type(date.day, int)
    assert_type(moment.value, dt.date | dt.datetime)
    assert_type(moment.span, Span | None)
    assert_type(moment.text, str)


def quotes(quote: Quote, speaker: Speaker, cue: Cue, comment: Comment) -> None:
    assert_type(quote.kind, QuoteKind)
    assert_type(quote.span, Span)
    assert_type(quote.text, str)
    assert_type(quote.parts, tuple[Span, ...])
    assert_type(quote.speaker, Speaker | None)
    assert_type(quote.cue, Cue | None)
    assert_type(quote.confidence, float)
    assert_type(quote.context, str)
    assert_type(quote.reason, str)
    assert_type(quote.words, str)
    assert_type(quote.fingerprint, str)
    assert_type(speaker.name, str | None)
    assert_type(speaker.mention, str)
    assert_type(speaker.span, Span)
    assert_type(cue.text, str)
    assert_type(cue.span, Span)
    assert_type(cue.kind, CueKind)
    assert_type(CueKind("asking"), CueKind)
    assert_type(cue.span.start, int)
    assert_type(cue.span.end, int)
    assert_type(comment.text, str)
    assert_type(comment.span, Span)
    assert_type(comment.author, str | None)
    assert_type(comment.posted, str | None)
    assert_type(comment.depth, int)


def tables(batch: pa.RecordBatch, page: Page) -> None:
    assert_type(arrow.SCHEMA, pa.Schema)
    assert_type(natodocs.arrow.parse_batch(batch), pa.RecordBatch)
    assert_type(arrow.parse_batch(batch, source="html", language="en", limits=Limits()), pa.RecordBatch)
    assert_type(arrow.parse_batches([batch], workers=None, rows=100), Iterator[pa.RecordBatch])
    assert_type(arrow.parse_table(pa.Table.from_batches([batch]), workers=2, timeout=None), pa.Table)
    assert_type(arrow.output_schema(batch.schema, source="html"), pa.Schema)
    assert_type(arrow.batch([page, Failure(1, ValueError())], keys=batch), pa.RecordBatch)
    assert_type(arrow.batches(parse.pages(["text"]), rows=100), Iterator[pa.RecordBatch])
    assert_type(arrow.pages(batch), Iterator[Page | None])
    assert_type((arrow.QUOTES, arrow.PAGES), tuple[pa.Schema, pa.Schema])
    assert_type(arrow.quotes_table(batch), pa.RecordBatch)
    assert_type(arrow.pages_table(pa.Table.from_batches([batch])), pa.Table)


def archives(record: warc.Record, damage: warc.TruncatedArchive) -> None:
    assert_type(natodocs.warc.read("pages.warc.gz", limits=Limits()), Iterator[warc.Record])
    assert_type((record.url, record.charset, record.offset), tuple[str | None, str | None, int])
    assert_type(record.content, bytes)
    assert_type(record.date, dt.datetime | None)
    assert_type(parse.page(record.source, media_type=record.media_type), Page)
    assert_type((damage.offset, damage.resumes), tuple[int, int | None])


def construction() -> None:
    span = Span(0, 4)
    assert_type(Block(BlockKind.TITLE, span, "text", 1.0, "written for the case"), Block)
    assert_type(Byline((Author("Ada Lund", affiliation="Reuters"),), span, "By Ada Lund"), Byline)
    assert_type(Timestamp(dt.date(2023, 11, 28), None, "2023-11-28"), Timestamp)
    assert_type(Dateline("OSLO", None, PartialDate(None, 3, 3), "Reuters", span, "OSLO"), Dateline)
    assert_type(Comment("text", span, None, None, 0), Comment)
    assert_type(QuoteKind("direct"), QuoteKind)
    assert_type(
        Quote(QuoteKind.MIXED, span, "text", (span,), Speaker(None, "he", span), Cue("said", span), 0.5),
        Quote,
    )


def errors(failure: Failure) -> None:
    assert_type(failure.index, int)
    assert_type(failure.error, Exception)
    if isinstance(failure.error, PageTooSlow):
        assert_type(failure.error.seconds, float)
    assert_type(natodocs.__version__, str)
    try:
        parse.page(b"")
    except PageTooLarge as error:
        assert_type((error.size, error.limit, error.unit), tuple[int, int, str])
    except UndecodablePage as error:
        assert_type((error.encoding, error.position), tuple[str, int])
    except UnsupportedMediaType as error:
        assert_type(error.media_type, str)
    except NatodocsError as error:
        assert_type(str(error), str)


def wrong_calls(text: str) -> None:
    """What a caller may not do: mypy says so where an ignore is not needed."""
    parse.page(source=text)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    parse.page(text, media_type="application/pdf")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parse.byline(b"By Ada Lund")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parse.page(text).title = "No"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
