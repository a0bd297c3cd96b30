"""What holds for every page, whatever it is.

Each class is a sentence of the contract. The pages are those of `strategies.py`, and all that stand under
`examples` and `tests/pages`.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.targets import with_spans
from natodocs import BlockKind, Comment, NatodocsError, Page, Quote, Span, parse
from strategies import MediaType, any_text, dumps, media_types, odd_text, plain, quotations, sources
from strategies import lines as single_lines

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.slow

HERE: Final = Path(__file__).parent
FILES: Final = sorted([*(HERE / "pages").glob("*/page.*"), *(HERE.parent / "examples").glob("*.*")])
BODY: Final = frozenset({BlockKind.DECK, BlockKind.HEADING, BlockKind.PARAGRAPH})


def read(source: str | bytes, media_type: MediaType | None = None) -> Page | None:
    """Return the page, or `None` where it is none; any error but ours goes through."""
    try:
        return parse.page(source, media_type=media_type)
    except NatodocsError:
        return None


def bare(text: str) -> str:
    """Return the text without blanks."""
    return "".join(text.split())


class TestBlocksCoverTheText:
    """The blocks of a page cover `Page.text` without a gap or an overlap: nothing is dropped."""

    @given(sources(), media_types())
    def test_any_source(self, source: str | bytes, media_type: MediaType | None) -> None:
        page = read(source, media_type)
        if page:
            self.check(page)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "/" + path.name)
    def test_files(self, path: Path) -> None:
        self.check(parse.page(path.read_bytes()))

    def check(self, page: Page) -> None:
        assert "".join(block.text for block in page.blocks) == page.text
        ends = [0, *(block.span.end for block in page.blocks)]
        assert [block.span.start for block in page.blocks] == ends[:-1]
        assert ends[-1] == len(page.text)
        for block in page.blocks:
            assert block.text
            assert 0 <= block.confidence <= 1
            assert block.reason


class TestEverySpanIsItsText:
    """`page.text[x.span.start:x.span.end] == x.text` holds for everything that has both."""

    @given(sources(), media_types())
    def test_any_source(self, source: str | bytes, media_type: MediaType | None) -> None:
        page = read(source, media_type)
        if page:
            self.check(page)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "/" + path.name)
    def test_files(self, path: Path) -> None:
        self.check(parse.page(path.read_bytes()))

    @given(st.one_of(any_text(), odd_text(), single_lines()))
    def test_single_lines(self, line: str) -> None:
        for found in (parse.byline(line), parse.dateline(line)):
            if found and found.span:
                assert line[found.span.start : found.span.end] == found.text

    @given(st.one_of(any_text(), odd_text(), st.lists(quotations(), max_size=6).map("\n\n".join)))
    def test_article_text(self, text: str) -> None:
        self.check_quotes(text, parse.quotes(text))

    def check(self, page: Page) -> None:
        for span, shown in with_spans(page):
            assert 0 <= span.start <= span.end <= len(page.text)
            assert page.text[span.start : span.end] == shown
        self.check_quotes(page.text, page.quotes)

    def check_quotes(self, text: str, quotes: tuple[Quote, ...]) -> None:
        for span, shown in with_spans(quotes):
            assert text[span.start : span.end] == shown
        for quote in quotes:
            assert quote.parts
            assert (quote.parts[0].start, quote.parts[-1].end) == (quote.span.start, quote.span.end)
            assert all(part.start < part.end for part in quote.parts)
            assert all(
                left.end <= right.start for left, right in zip(quote.parts, quote.parts[1:], strict=False)
            )
            assert 0 <= quote.confidence <= 1
        starts = [quote.span.start for quote in quotes]
        assert starts == sorted(starts)


class TestNothingButOurErrors:
    """No `str` and no `bytes` within the limits raises anything but `NatodocsError`, ever."""

    @given(sources(), media_types())
    def test_page(self, source: str | bytes, media_type: MediaType | None) -> None:
        read(source, media_type)

    @given(plain(), st.sampled_from((None, "en", "de", "xx", "", "en-GB", "any", "../en", "\0", "EN")))
    def test_languages(self, source: str, language: str | None) -> None:
        page = parse.page(source, language=language, media_type="text/plain")
        parse.quotes(source, language=language)
        assert page.text == source

    @given(st.one_of(any_text(), odd_text(), single_lines()))
    def test_single_lines(self, line: str) -> None:
        parse.byline(line)
        parse.dateline(line)

    @pytest.mark.parametrize(
        "source",
        [
            "",
            "\0",
            "\ud800",
            "\ud800" * 3_000,
            "\ufeff",
            "\u2028" * 500,
            "<" * 20_000,
            "<p>" * 20_000,
            "<!--" * 5_000,
            "&" * 20_000,
            '"' * 5_001,
            "“" * 5_000,
            "By " * 5_000,
            "[" * 20_000,
            "[a](" * 5_000,
            "*" * 20_000,
            "1 " * 10_000,
            "A" * 50_000,
            "\n" * 50_000,
            "\r" * 20_000 + "\n" * 20_000,
            "e\u0301" * 10_000,
        ],
        ids=lambda source: ascii(source[:8]),
    )
    @pytest.mark.parametrize("media_type", [None, "text/plain", "text/html"])
    def test_hostile_text(self, source: str, media_type: MediaType | None) -> None:
        page = read(source, media_type)
        assert page is None or "".join(block.text for block in page.blocks) == page.text


class TestTheSameInputGivesTheSameOutput:
    """A parse reads its arguments and nothing else: no clock, environment, locale, thread or hash seed."""

    @given(sources(), media_types())
    def test_twice(self, source: str | bytes, media_type: MediaType | None) -> None:
        assert read(source, media_type) == read(source, media_type)

    @settings(max_examples=10)
    @given(st.lists(sources(), min_size=4, max_size=12))
    def test_in_other_threads(self, batch: list[str | bytes]) -> None:
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(read, batch * 2)) == [read(source) for source in batch] * 2

    @settings(max_examples=2)
    @given(st.lists(sources(), min_size=30, max_size=60))
    def test_in_another_process(self, batch: list[str | bytes]) -> None:
        batch = [*batch, *UNLIKE, *(path.read_bytes() for path in FILES)]
        assert in_another_process(batch) == [digest(source) for source in batch]


# Dates that dateparser reads, which asks the clock and the time zone for what is missing; and new letters.
UNLIKE: Final = (
    "Új híd nyílt a folyón\n\n2023. szeptember 5., 18:04 CET\n\nA híd ma nyílt meg, mondta a polgármester, és örült.",
    "Cây cầu mới đã mở\n\n5 tháng 9 2023, 18:04\n\nCây cầu mới đã được mở vào hôm nay, thị trưởng cho biết như vậy.",
    'The \U0001fae8 bridge\n\nBy Ada \U00010d50, 3\U0001e4f3 October 2023\n\n"It is," said \U00011f04.',
)

# The program that the other process runs, on another day, whatever asks for it. Sources go in as JSON: text as it is,
# bytes as Latin-1 in a list.
OTHER_PROCESS: Final = """
import datetime, json, sys, time

class AnyMoment(type):
    def __instancecheck__(cls, moment):
        return isinstance(moment, real)

class Then(datetime.datetime, metaclass=AnyMoment):
    @classmethod
    def now(cls, tz=None):
        return cls(1999, 2, 28, 23, 59, 58, tzinfo=tz)

    today = utcnow = now

real = datetime.datetime
datetime.datetime = Then
time.time = lambda: 0.0
from test_properties import digest
sources = json.load(sys.stdin)
print(json.dumps([digest(s if isinstance(s, str) else s[0].encode("latin-1")) for s in sources]))
"""


def in_another_process(batch: list[str | bytes]) -> list[str]:
    """Return the digests of a batch as a process with another hash seed, time zone, locale and clock gives them."""
    sent = json.dumps([source if isinstance(source, str) else [source.decode("latin-1")] for source in batch])
    around = {
        "PYTHONHASHSEED": "4242",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS],
        input=sent,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | around | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])},
    )
    assert done.returncode == 0, done.stderr
    digests: list[str] = json.loads(done.stdout)
    return digests


def digest(source: str | bytes) -> str:
    """Return a digest of all that is read from a source."""
    page = read(source)
    shown = page.to_json() + page.to_html() if page else "no page"
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


class TestNothingIsLostOnTheWayOut:
    """`to_dict` and `to_json` lose nothing: `Page.from_dict` gives the same page again."""

    @given(sources(), media_types())
    def test_any_source(self, source: str | bytes, media_type: MediaType | None) -> None:
        page = read(source, media_type)
        if page:
            self.check(page)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "/" + path.name)
    def test_files(self, path: Path) -> None:
        self.check(parse.page(path.read_bytes(), url="https://harbury.example/"))

    def check(self, page: Page) -> None:
        assert Page.from_dict(page.to_dict()) == page
        assert Page.from_dict(json.loads(page.to_json())) == page
        assert json.loads(page.to_json(indent=1)) == page.to_dict()
        assert page.to_html()


class TestBlankLinesAboveMoveEverything:
    """Blank lines above a page move all spans by as much, and change nothing else."""

    @given(dumps(), st.integers(1, 5))
    def test_dumps(self, text: str, count: int) -> None:
        self.check(text, count)

    @pytest.mark.parametrize(
        "path", [path for path in FILES if path.suffix == ".txt"], ids=lambda path: path.parent.name
    )
    def test_files(self, path: Path) -> None:
        self.check(path.read_bytes().decode("utf-8"), 3)

    def check(self, text: str, count: int) -> None:
        if not text.strip():
            return  # there is nothing to move
        page = parse.page(text, media_type="text/plain")
        moved = parse.page("\n" * count + text, media_type="text/plain")
        assert shift(page.quotes, count) == moved.quotes
        assert shift(page.comments, count) == moved.comments
        for name in ("byline", "dateline", "published", "modified", "clock"):
            assert shift(getattr(page, name), count) == getattr(moved, name), name
        assert (page.title, page.language, page.body, page.tags) == (
            moved.title,
            moved.language,
            moved.body,
            moved.tags,
        )
        blocks = [(b.kind, b.span.end + count, b.confidence, b.reason) for b in page.blocks]
        assert blocks == [(b.kind, b.span.end, b.confidence, b.reason) for b in moved.blocks]


def shift(value: object, count: int) -> object:
    """Return the value with all its spans moved."""
    if isinstance(value, Span):
        return Span(value.start + count, value.end + count)
    if isinstance(value, tuple):
        return tuple(shift(item, count) for item in value)
    if attrs.has(kind := type(value)):
        moved = {field.name: shift(getattr(value, field.name), count) for field in attrs.fields(kind)}
        return kind(**moved)
    return value


class TestTheBodyIsTheBlocksOfTheArticle:
    """`body` is the deck, headings and paragraphs in order, and quotes are taken from it alone."""

    @given(sources(), media_types())
    def test_any_source(self, source: str | bytes, media_type: MediaType | None) -> None:
        page = read(source, media_type)
        if page:
            self.check(page)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "/" + path.name)
    def test_files(self, path: Path) -> None:
        self.check(parse.page(path.read_bytes()))

    def check(self, page: Page) -> None:
        assert bare(page.body) == bare("".join(block.text for block in page.blocks if block.kind in BODY))
        assert page.body == page.body.strip()
        assert all(page.body.split("\n\n")) or not page.body
        for quote in page.quotes:
            assert all(self.stands_in(page, part, BODY) for part in quote.parts)
        for comment in page.comments:
            assert self.all_within(page, comment)

    def stands_in(self, page: Page, span: Span, kinds: frozenset[BlockKind]) -> bool:
        return any(
            block.span.start <= span.start and span.end <= block.span.end
            for block in page.blocks
            if block.kind in kinds
        )

    def all_within(self, page: Page, comment: Comment) -> bool:
        """Whether a comment lies in blocks of comments, as many as it has paragraphs."""
        crossed = [
            b for b in page.blocks if b.span.start < comment.span.end and comment.span.start < b.span.end
        ]
        return bool(crossed) and all(block.kind is BlockKind.COMMENT for block in crossed)


class TestTheSmallParsersAgreeWithThePage:
    """`body`, `comments` and `quotes` give what `page` gives."""

    @given(sources(), media_types())
    def test_body_and_comments(self, source: str | bytes, media_type: MediaType | None) -> None:
        page = read(source, media_type)
        if page:
            assert parse.body(source, media_type=media_type) == page.body
            assert parse.comments(source, media_type=media_type) == page.comments
        else:
            with pytest.raises(NatodocsError):
                parse.body(source, media_type=media_type)
            with pytest.raises(NatodocsError):
                parse.comments(source, media_type=media_type)

    @given(plain())
    def test_plain_text_is_kept_to_the_letter(self, source: str) -> None:
        assert parse.page(source, media_type="text/plain").text == source
