"""`natodocs.arrow`: batches of sources in, batches of answers out, and nothing is lost on the way."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings

from natodocs import Failure, Limits, Page, PageTooLarge, Timestamp, arrow, parse
from natodocs._tables import rows
from natodocs._workers import pages as worker_pages
from specimen import bare, specimen
from specimen import pages as some_pages
from strategies import dumps

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
POISON: list[Any] = [None, PDF, b"x" * 10_000_000, b"\0\x01\x02" * 100, b"\xff\xfe\0", b"", b"a\0b"]
HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
SOUND = ["One bridge.", "Two bridges.", "Three bridges."]


def sources(*contents: Any, **columns: list[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"text": list(contents), **columns})


def joined(batches: Iterable[pa.RecordBatch]) -> pa.RecordBatch:
    """Return batches as one."""
    (batch,) = pa.Table.from_batches(list(batches)).combine_chunks().to_batches()
    return batch


def kinds(answers: pa.RecordBatch) -> list[str | None]:
    """Return the kind of each row's error."""
    return [error and error["type"] for error in answers.column("error").to_pylist()]


def read_or_die(task: worker_pages.Task, limits: Limits) -> Page:
    """Stand in for the parser, in the workers too."""
    match task.source:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "slow":
            threading.Event().wait()  # for nothing
    assert isinstance(task.source, str)
    return bare(task.source)


class TestABatchIsSizedByWhatItWrites:
    """What is counted of a page bounds the bytes of its row, whatever is in it."""

    @given(some_pages())
    def test_any_page(self, page: Page) -> None:
        assert arrow.batch([page]).nbytes <= 4 * rows.size(page) + rows.BESIDE * 10

    def test_quotations_without_end(self) -> None:
        (quote, *_) = specimen().quotes
        page = evolve(bare("short"), quotes=tuple(evolve(quote, context="x" * 1_000) for _ in range(16_000)))
        assert rows.size(page) > rows.CHARACTERS
        batches = list(arrow.batches([page, page, bare("short"), bare("short")]))
        assert [batch.num_rows for batch in batches] == [1, 1, 2]


class TestTheSchema:
    """It is the form of `Page.to_dict`, and the same for all rows."""

    def test_its_columns_are_the_keys_of_a_page(self) -> None:
        keys = [key for key in specimen().to_dict() if key != "version"]
        assert arrow.SCHEMA.names == [*keys, "error"]

    def test_a_row_is_what_to_dict_gives(self) -> None:
        (row,) = arrow.batch([specimen()]).to_pylist()
        for name in ("published", "modified", "clock"):
            assert row[name].pop("date") == dt.date.fromisoformat(row[name]["value"][:10])
            row[name].pop("instant")
        assert {"version": 2, **row} == specimen().to_dict() | {"error": None}

    def test_no_rows(self) -> None:
        assert arrow.batch([]).schema == arrow.SCHEMA
        assert arrow.batch([]).num_rows == 0

    def test_the_columns_hold_text_as_it_is(self) -> None:
        """Dictionaries would be numbered anew in each batch."""
        assert "dictionary" not in str(arrow.SCHEMA)


class TestMoments:
    """A printed moment keeps its text and its value, and is typed as far as it goes."""

    @pytest.mark.parametrize(
        ("value", "date", "instant"),
        [
            (dt.date(2024, 10, 3), dt.date(2024, 10, 3), None),
            (dt.datetime(2024, 10, 3, 23, 30), dt.date(2024, 10, 3), None),
            (
                dt.datetime(2024, 10, 3, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-4))),
                dt.date(2024, 10, 3),
                dt.datetime(2024, 10, 4, 3, 30, tzinfo=dt.UTC),
            ),
            (dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=9))), dt.date(1, 1, 1), None),
        ],
    )
    def test_values(self, value: dt.date, date: dt.date, instant: dt.datetime | None) -> None:
        page = evolve(specimen(), published=Timestamp(value, None, "then"))
        batch = arrow.batch([page])
        moment = batch.column("published")[0].as_py()
        assert (moment["value"], moment["date"], moment["instant"]) == (value.isoformat(), date, instant)
        assert list(arrow.pages(batch)) == [page]


class TestThereAndBack:
    """`pages` gives what was put into `batch`."""

    def test_the_specimen(self) -> None:
        pages = [specimen(), bare(""), bare("a\0b"), evolve(specimen(), url=None)]
        assert list(arrow.pages(arrow.batch(pages))) == pages

    @settings(max_examples=15)
    @given(dumps())
    def test_any_page(self, text: str) -> None:
        page = parse.page(text.translate(HALVES))
        assert list(arrow.pages(arrow.batch([page]))) == [page]

    def test_a_failure_has_no_page(self) -> None:
        assert list(arrow.pages(arrow.batch([Failure(0, PageTooLarge(5, 4, "bytes"))]))) == [None]

    def test_halves_of_surrogate_pairs_leave_every_span_where_it_is(self) -> None:
        text = "Bridge\ud83d\ude00 opens\n\n“It \ud800 stands,” said Ada Lund.\udfff"
        page = parse.page(text, url="\ud800")
        whole = parse.page(text.translate(HALVES), url="\ufffd")
        batch = arrow.batch([page, bare("sound")])
        (back, sound) = arrow.pages(batch)
        assert back is not None
        assert (back.text, back.url, sound) == (whole.text, whole.url, bare("sound"))
        assert [quote.span for quote in back.quotes] == [quote.span for quote in page.quotes]

    def test_rows_that_do_not_hold_together(self) -> None:
        answers = arrow.batch([specimen()])
        texts = [
            pa.array(["another text"]) if name == "text" else answers.column(name)
            for name in answers.schema.names
        ]
        with pytest.raises(ValueError, match="blocks end at 1626, and the text at 12"):
            list(arrow.pages(pa.RecordBatch.from_arrays(texts, schema=arrow.SCHEMA)))


class TestBatchesOfAnswers:
    """`batches` cuts the answers of `parse.pages`, by rows and by characters."""

    def test_rows(self) -> None:
        answers = parse.pages([*SOUND, b"%PDF-1.7"], workers=0)
        assert [batch.num_rows for batch in arrow.batches(answers, rows=3)] == [3, 1]

    def test_long_pages(self) -> None:
        pages = [bare("x" * 5_000_000)] * 5
        assert [batch.num_rows for batch in arrow.batches(pages)] == [2, 2, 1]

    def test_it_is_lazy(self) -> None:
        def answers() -> Iterator[Page]:
            yield bare("one")
            yield bare("two")
            raise AssertionError("too far")

        assert next(arrow.batches(answers(), rows=2)).num_rows == 2

    def test_keys(self) -> None:
        keys = pa.RecordBatch.from_pydict(
            {"file": ["a", "b"], "url": ["https://a.example", "https://b.example"]}
        )
        batch = arrow.batch([bare("text"), Failure(1, PageTooLarge(5, 4, "bytes"))], keys=keys)
        assert batch.schema.names == ["file", *arrow.SCHEMA.names]
        assert batch.select(["file", "url"]).to_pylist() == keys.to_pylist()

    def test_the_address_of_the_page_is_believed_before_that_of_the_keys(self) -> None:
        keys = pa.RecordBatch.from_pydict({"url": ["https://other.example"]})
        assert arrow.batch([specimen()], keys=keys).column("url").to_pylist() == [specimen().url]

    def test_keys_of_another_length(self) -> None:
        with pytest.raises(ValueError, match="keys has 2 rows, and there are 1 answers"):
            arrow.batch([bare("")], keys=sources("a", "b"))

    def test_keys_with_a_name_of_the_answer(self) -> None:
        with pytest.raises(ValueError, match="of the same name: title; rename"):
            arrow.batch([bare("")], keys=pa.RecordBatch.from_pydict({"title": ["x"]}))


class TestParseBatch:
    """A row for each row, as `parse.page` reads it."""

    def test_rows_are_the_pages(self) -> None:
        texts = [specimen().text, *SOUND]
        answers = arrow.parse_batch(sources(*texts))
        assert answers.equals(arrow.batch([parse.page(text) for text in texts]))

    def test_what_the_row_says_is_for_the_row(self) -> None:
        batch = sources(
            "<b>",
            "<b>",
            None,
            url=["https://a.example", None, "https://c.example"],
            language=["de", None, None],
            media_type=["text/plain", None, "text/html"],
        )
        answers = arrow.parse_batch(batch, language="fr", media_type="text/html")
        assert answers.select(["text", "language", "url"]).to_pylist() == [
            {"text": "<b>", "language": "de", "url": "https://a.example"},
            {"text": "", "language": "fr", "url": None},
            {"text": None, "language": None, "url": "https://c.example"},
        ]
        assert answers.column("media_type").equals(batch.column("media_type"))

    def test_other_columns_go_along(self) -> None:
        batch = sources(*SOUND, id=[1, 2, 3], more=[{"a": [1]}, None, {"a": []}])
        answers = arrow.parse_batch(batch)
        assert answers.schema == arrow.output_schema(batch.schema)
        assert answers.schema.names == ["id", "more", *arrow.SCHEMA.names]
        assert answers.select(["id", "more"]).equals(batch.select(["id", "more"]))

    def test_no_rows(self) -> None:
        batch = sources(*SOUND, id=[1, 2, 3]).slice(0, 0)
        assert arrow.parse_batch(batch).schema == arrow.output_schema(batch.schema)

    @pytest.mark.parametrize(
        "kind",
        [
            *(pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.large_string())),
            *(pa.binary(), pa.large_binary(), pa.binary_view(), pa.binary(8)),
        ],
        ids=str,
    )
    def test_kinds_of_columns(self, kind: pa.DataType) -> None:
        column = (
            pa.array(["A bridge", None, "Bridge B"])
            .cast(pa.binary() if kind == pa.binary(8) else kind)
            .cast(kind)
        )
        answers = arrow.parse_batch(pa.RecordBatch.from_pydict({"text": column}))
        assert answers.column("text").to_pylist() == ["A bridge", None, "Bridge B"]

    def test_limits(self) -> None:
        assert kinds(arrow.parse_batch(sources("long", "s"), limits=Limits(characters=3))) == [
            "PageTooLarge",
            None,
        ]


class TestWhichColumnIsThePage:
    """It is named, or has a name that tells."""

    @pytest.mark.parametrize("name", ["source", "html", "content", "text"])
    def test_names_that_tell(self, name: str) -> None:
        batch = pa.RecordBatch.from_pydict({"id": [1], name: ["Bridge reopens"]})
        assert arrow.parse_batch(batch).column("text").to_pylist() == ["Bridge reopens"]

    def test_a_name_that_is_given(self) -> None:
        batch = pa.RecordBatch.from_pydict({"dump": ["Bridge reopens"], "content": ["x"]})
        answers = arrow.parse_batch(batch, source="dump")
        assert answers.select(["content", "text"]).to_pylist() == [{"content": "x", "text": "Bridge reopens"}]

    @pytest.mark.parametrize(
        ("columns", "source", "error", "message"),
        [
            ({"a": ["x"]}, None, ValueError, "has none of the names source, html"),
            ({"text": ["x"], "html": ["x"]}, None, ValueError, "may be html or text; say which"),
            ({"text": ["x"], "html": ["x"]}, "html", ValueError, "of the same name: text; rename"),
            ({"a": ["x"]}, "b", ValueError, "has no column 'b'; its columns are a"),
            ({"text": [1]}, None, TypeError, "the column 'text' is int64, and must be text or binary"),
            ({"text": ["x"], "url": [b"x"]}, None, TypeError, "the column 'url' is binary, and must be text"),
        ],
    )
    def test_what_cannot_be(
        self, columns: dict[str, list[Any]], source: str | None, error: type[Exception], message: str
    ) -> None:
        batch = pa.RecordBatch.from_pydict(columns)
        with pytest.raises(error, match=message):
            arrow.parse_batch(batch, source=source)
        with pytest.raises(error, match=message):
            arrow.output_schema(batch.schema, source=source)

    def test_two_columns_of_one_name(self) -> None:
        batch = pa.RecordBatch.from_arrays([pa.array(["x"])] * 2, ["text", "text"])
        with pytest.raises(ValueError, match="stand twice"):
            arrow.parse_batch(batch)


class TestWrongArguments:
    """They are errors at the call, and not one for each row."""

    def test_they_raise(self) -> None:
        with pytest.raises(TypeError, match="language is int"):
            arrow.parse_batches([], language=3)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="application/pdf"):
            arrow.parse_batch(sources(), media_type="application/pdf")  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="rows is 0"):
            arrow.parse_batches([], rows=0)
        with pytest.raises(ValueError, match="workers is -1"):
            arrow.parse_batches([], workers=-1)


@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.slow
class TestParseBatches:
    """The rows are the same however they are cut, and whoever reads them."""

    @pytest.mark.parametrize("rows", [1, 3, 256])
    def test_rows(self, workers: int, rows: int) -> None:
        whole = sources(*SOUND, None, specimen().text, "<p>a", *SOUND, id=list(range(9)), url=[*"abcdefghi"])
        parts = [whole.slice(0, 4), whole.slice(4, 0), whole.slice(4, 1), whole.slice(5)]
        batches = list(arrow.parse_batches(parts, workers=workers, rows=rows))
        assert max(batch.num_rows for batch in batches) <= rows
        assert joined(batches).equals(arrow.parse_batch(whole))

    def test_poison_costs_its_own_row_alone(self, workers: int) -> None:
        contents = [content for poison in POISON for content in (b"One bridge.", poison)] + [b"The end."]
        batch = pa.RecordBatch.from_pydict({"content": contents, "id": list(range(len(contents)))})
        answers = joined(arrow.parse_batches([batch], workers=workers))
        assert answers.column("id").equals(batch.column("id"))
        expected = parse.pages(POISON, workers=0)
        assert (
            answers.select(arrow.SCHEMA.names)
            .take(pa.array(range(1, 14, 2)))
            .equals(arrow.batch(list(expected)))
        )
        assert kinds(answers)[1:5:2] == ["TypeError", "UnsupportedMediaType"]
        assert kinds(answers)[::2] == [None] * 8
        assert answers.column("text").to_pylist()[::2] == ["One bridge."] * 7 + ["The end."]
        assert answers.column("text")[5].as_py() == "x" * 10_000_000

    def test_text_that_is_none(self, workers: int) -> None:
        """Arrow does not look what stands in a column of text."""
        good, bad = "Un café".encode(), "Un café".encode("latin-1")
        column = pa.array([good, bad, good]).view(pa.string())
        batch = pa.RecordBatch.from_pydict(
            {"text": column, "url": pa.array([bad, good, None]).view(pa.string())}
        )
        answers = joined(arrow.parse_batches([batch], workers=workers))
        assert answers.column("text").to_pylist() == ["Un café"] * 3
        assert answers.column("url").to_pylist() == ["Un caf\ufffd", "Un café", None]

    def test_what_the_iterable_raises_is_raised(self, workers: int) -> None:
        def batches() -> Iterator[pa.RecordBatch]:
            yield sources(*SOUND)
            raise LookupError("the second is missing")

        answers = arrow.parse_batches(batches(), workers=workers)
        assert next(answers).num_rows == 3
        with pytest.raises(LookupError, match="the second is missing"):
            next(answers)


class TestParseTable:
    """The answers to a table are a table."""

    def test_rows(self) -> None:
        batch = sources(*SOUND, None, id=[1, 2, 3, 4])
        table = pa.Table.from_batches([batch, batch.slice(0, 0), batch])
        answers = arrow.parse_table(table)
        assert answers.equals(pa.Table.from_batches([arrow.parse_batch(batch)] * 2))
        assert arrow.parse_table(table, workers=1).equals(answers)

    def test_no_rows(self) -> None:
        schema = pa.schema({"html": pa.string()})
        answers = arrow.parse_table(pa.Table.from_batches([], schema))
        assert (answers.num_rows, answers.schema) == (0, arrow.output_schema(schema))


@pytest.mark.slow
class TestADeadWorkerCostsOneRow:
    """Every other row is there."""

    @pytest.mark.skipif(sys.platform == "win32", reason="signals")
    def test_killed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(worker_pages, "read_task", read_or_die)
        batch = sources("one", "two", "kill", *SOUND, id=list(range(6)))
        answers = joined(arrow.parse_batches([batch], workers=2, rows=2))
        assert answers.column("id").to_pylist() == list(range(6))
        assert answers.column("text").to_pylist() == ["one", "two", None, *SOUND]
        assert kinds(answers) == [None, None, "ChildProcessError", None, None, None]

    def test_too_slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(worker_pages, "read_task", read_or_die)
        answers = joined(arrow.parse_batches([sources("one", "slow", "two")], workers=2, timeout=3.0))
        assert answers.column("text").to_pylist() == ["one", None, "two"]
        assert kinds(answers) == [None, "PageTooSlow", None]


class TestTheTableOfQuotes:
    """A row for each quotation, with what the page says of itself."""

    def test_its_rows(self) -> None:
        page = specimen()
        table = arrow.quotes_table(arrow.batch([page]))
        assert table.schema == arrow.QUOTES
        assert table.column("text").to_pylist() == [quote.text for quote in page.quotes]
        assert table.column("number").to_pylist() == list(range(len(page.quotes)))
        assert table.slice(1, 1).to_pylist() == [
            {
                "url": page.url,
                "title": page.title,
                "published": dt.date(2024, 10, 3),
                "place": "VARNHOLM",
                "agency": "Northwire",
                "number": 1,
                "kind": "mixed",
                "text": "“a quiet miracle”",
                "words": "a quiet miracle",
                "speaker": "Agneta Lindqvist",
                "mention": "She",
                "cue": "called",
                "cue_kind": "neutral",
                "confidence": 0.88,
                "reason": "subject of called",
                "context": page.quotes[1].context,
                "fingerprint": page.quotes[1].fingerprint,
                "start": page.quotes[1].span.start,
                "end": page.quotes[1].span.end,
            }
        ]

    def test_it_says_of_which_page_each_is(self) -> None:
        said = "“The bridge is safe,” said Ada Lund."
        answers = arrow.parse_batch(
            sources("No quotes.", said, None, f"{said}\n\n“It is,” said Per Moe.", id=[4, 5, 6, 7])
        )
        table = arrow.quotes_table(answers)
        assert table.schema.names == ["id", *arrow.QUOTES.names]
        assert table.select(["id", "number", "speaker"]).to_pylist() == [
            {"id": 5, "number": 0, "speaker": "Ada Lund"},
            {"id": 7, "number": 0, "speaker": "Ada Lund"},
            {"id": 7, "number": 1, "speaker": "Per Moe"},
        ]
        assert arrow.quotes_table(answers.slice(2)).equals(table.slice(1))

    def test_tables(self) -> None:
        batch = arrow.batch([specimen(), bare("x")])
        table = pa.Table.from_batches([batch, batch])
        assert arrow.quotes_table(table).num_rows == 12
        assert arrow.quotes_table(table.slice(0, 0)).schema == arrow.QUOTES
        assert arrow.quotes_table(pa.Table.from_batches([], schema=arrow.SCHEMA)).num_rows == 0

    def test_only_the_columns_that_are_needed(self) -> None:
        answers = arrow.batch([specimen()])
        needed = answers.select(["quotes", "url", "title", "published", "dateline", "wire"])
        assert arrow.quotes_table(needed).equals(arrow.quotes_table(answers))
        with pytest.raises(KeyError, match="quotes"):
            arrow.quotes_table(answers.drop_columns(["quotes"]))

    def test_a_column_of_the_same_name(self) -> None:
        answers = arrow.batch([specimen()], keys=pa.RecordBatch.from_pydict({"number": [1]}))
        with pytest.raises(ValueError, match="of the same name: number"):
            arrow.quotes_table(answers)

    def test_columns_as_other_tools_have_them(self) -> None:
        """Polars has large text and lists, Spark has other names for the entries of lists."""
        answers = arrow.batch([specimen()])
        schema = pa.schema([(field.name, large(field.type)) for field in arrow.SCHEMA])
        table = pa.Table.from_batches([answers]).cast(schema)
        assert arrow.quotes_table(table).to_batches() == [arrow.quotes_table(answers)]
        assert arrow.pages_table(table).to_batches() == [arrow.pages_table(answers)]
        assert list(arrow.pages(table.to_batches()[0])) == [specimen()]


class TestTheTableOfPages:
    """A row for each page."""

    def test_its_rows(self) -> None:
        page = specimen()
        answers = arrow.batch([page, bare("x"), Failure(2, PageTooLarge(5, 4, "bytes"))])
        table = arrow.pages_table(answers)
        assert table.schema == arrow.PAGES
        first, second, third = table.to_pylist()
        assert first == {
            "url": page.url,
            "title": page.title,
            "authors": ["Ilse Brandvik", "Tomas Reyle"],
            "published": dt.date(2024, 10, 3),
            "modified": dt.date(2024, 10, 4),
            "place": "VARNHOLM",
            "agency": "Northwire",
            "language": "en",
            "characters": len(page.text),
            "body_characters": len(page.body),
            "quotes": 6,
            "comments": 2,
            "truncated": False,
            "error": None,
        }
        nothing = dict.fromkeys(arrow.PAGES.names)
        counted = {
            "authors": [],
            "characters": 1,
            "body_characters": 0,
            "quotes": 0,
            "comments": 0,
            "truncated": False,
        }
        assert second == nothing | counted
        assert third == nothing | {"error": f"PageTooLarge: {PageTooLarge(5, 4, 'bytes')}"}


def large(kind: Any) -> pa.DataType:
    """Return a type as Polars would have it."""
    if isinstance(kind, pa.StructType):
        return pa.struct([(field.name, large(field.type)) for field in kind])
    if isinstance(kind, pa.ListType):
        return pa.large_list(large(kind.value_type))
    return pa.large_string() if kind == pa.string() else kind


class TestWithoutPyarrow:
    """The rest works, and the error names the extra."""

    def test_the_error(self) -> None:
        program = """
import sys
sys.modules["pyarrow"] = None
from natodocs import parse
try:
    from natodocs import arrow
except ImportError as error:
    print(error)
"""
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert done.stdout == 'natodocs.arrow needs pyarrow: python -m pip install "natodocs[arrow]"\n'
