"""What is fuzzed: each target turns bytes into what a parser takes, and holds the answer to every promise.

A target raises `Broken` where a promise is, and lets any error through that the parser does not name. `tools/fuzz.py`
feeds the targets; `test_fuzz.py` gives them the corpus, and what was found with it.
"""

from __future__ import annotations

import copy
import io
import json
import random
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs
from attrs import frozen

import shapes
from growth import grows_badly
from natodocs import Limits, NatodocsError, Page, Quote, Span, parse

HERE: Final = Path(__file__).parent
CORPUS: Final = HERE / "corpus"  # a folder for each target: what mutation begins with
FOUND: Final = HERE / "found"  # the same: what broke a promise once
LINE: Final = 400  # characters that the parsers of one line are given
SIZES: Final = (2_000, 8_000)  # characters that a text is repeated to, for growth
LIMITS: Final = Limits(characters=200_000, bytes=200_000)


class Broken(AssertionError):
    """A promise is broken; the message says which."""


def hold(promise: bool, said: str) -> None:
    """Raise unless a promise is held."""
    if not promise:
        raise Broken(said)


def with_spans(value: object) -> Iterator[tuple[Span, str]]:
    """Yield the span and the text of everything in a value that has both."""
    if isinstance(value, tuple):
        for item in value:
            yield from with_spans(item)
    elif attrs.has(kind := type(value)):
        span = getattr(value, "span", None)
        shown = getattr(value, "mention", None) or getattr(value, "text", None)
        if isinstance(span, Span) and isinstance(shown, str):
            yield span, shown
        for field in attrs.fields(kind):
            yield from with_spans(getattr(value, field.name))


def check_spans(text: str, value: object) -> None:
    """Hold everything that has a span and a text to its slice."""
    for span, shown in with_spans(value):
        hold(0 <= span.start <= span.end <= len(text), f"a span is outside the text: {span}")
        hold(text[span.start : span.end] == shown, f"a span is not its text: {span}")


def check_quotes(text: str, quotes: tuple[Quote, ...]) -> None:
    """Hold quotations to their spans, and their parts to their order."""
    check_spans(text, quotes)
    for quote in quotes:
        hold(bool(quote.parts), "a quotation has no parts")
        ends = quote.parts[0].start, quote.parts[-1].end
        hold(ends == (quote.span.start, quote.span.end), "the parts of a quotation do not end where it does")
        steps = zip(quote.parts, quote.parts[1:], strict=False)
        hold(all(one.end <= other.start for one, other in steps), "the parts of a quotation cross")
        hold(0 <= quote.confidence <= 1, "a confidence is no share")


def check_page(page: Page) -> None:
    """Hold a page to all that is promised of one."""
    hold("".join(block.text for block in page.blocks) == page.text, "the blocks are not the text")
    ends = [0, *(block.span.end for block in page.blocks)]
    hold([block.span.start for block in page.blocks] == ends[:-1], "the blocks do not follow one another")
    hold(all(0 <= block.confidence <= 1 for block in page.blocks), "a confidence is no share")
    check_spans(page.text, page)
    check_quotes(page.text, page.quotes)
    hold(Page.from_dict(page.to_dict()) == page, "a page is another after to_dict")
    written = page.to_json()
    hold(Page.from_dict(json.loads(written)) == page, "a page is another after to_json")
    most = shapes.WRITTEN * len(page.text) + shapes.WRITTEN_OF_NOTHING
    hold(len(written) <= most, f"the JSON is longer than {shapes.WRITTEN} times the text")


def check_growth(read: Callable[[str], object], text: str) -> None:
    """Hold the time of a text that is repeated to a line."""
    if text:
        said = grows_badly(read, [(text * (size // len(text) + 1))[:size] for size in SIZES])
        hold(said is None, f"time grows faster than the text: {said}")


def as_text(data: bytes) -> str:
    """Return bytes as text; what is no UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def page(data: bytes) -> None:
    """Read bytes as a page; the first says as what: bytes or text, HTML, plain text or unknown."""
    how, data = data[:1] or b"\0", data[1:]
    source = data if how[0] & 1 else as_text(data)
    media_type = ("text/plain", "text/html", None, None)[how[0] >> 1 & 3]
    try:
        found = parse.page(source, media_type=media_type, limits=LIMITS)  # type: ignore[arg-type]
    except NatodocsError:
        return
    check_page(found)
    if media_type == "text/plain" and isinstance(source, str):
        hold(found.text == source, "plain text is not the source")
    if how[0] & 16:
        hold(bool(found.to_html()), "nothing is shown")
        json.dumps(found.to_annotations())
    if how[0] & 32:
        hold(parse.page(source, media_type=media_type, limits=LIMITS) == found, "an answer differs")  # type: ignore[arg-type]


def byline(data: bytes) -> None:
    """Read bytes as a byline."""
    line = as_text(data)[:LINE]
    found = parse.byline(line)
    if found:
        check_spans(line, found)
        hold(bool(found.authors) and all(author.name for author in found.authors), "an author has no name")


def dateline(data: bytes) -> None:
    """Read bytes as a paragraph with a dateline."""
    line = as_text(data)[:LINE]
    found = parse.dateline(line)
    if found:
        check_spans(line, found)
        hold(found.place is not None or found.source is not None, "a dateline says nothing")


def quotes(data: bytes) -> None:
    """Read bytes as the text of an article; the first says in which language."""
    language = (None, "en", "de", "fr", "ja")[data[0] % 5] if data else None
    text = as_text(data[1:])
    check_quotes(text, parse.quotes(text, language=language))


ODD: Final[tuple[object, ...]] = (
    None,
    True,
    -1,
    0,
    1,
    2.5,
    1e400,
    "",
    "x",
    "2023-02-31",
    "2023-10-14",
    [],
    {},
    [None],
    {"start": 0, "end": 1},
)


def from_dict(data: bytes) -> None:
    """Rebuild a page from a dictionary that the bytes have spoiled; it is refused by a `ValueError`, or is a page."""
    dice = random.Random(data)
    spoiled: Any = copy.deepcopy(_plain(data[0] if data else 0))
    for _ in range(1 + len(data) % 3):
        spoil(spoiled, dice)
    try:
        found = Page.from_dict(spoiled)
    except ValueError:
        return
    hold(Page.from_dict(found.to_dict()) == found, "a page is another after to_dict")
    check_spans(found.text, found)


def spoil(value: Any, dice: random.Random) -> None:
    """Change one thing somewhere in a dictionary or a list."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = dice.choice(keys)
        inner = value[key]
        if isinstance(inner, dict | list) and inner and dice.random() < 0.8:
            value = inner
            continue
        if dice.random() < 0.1:
            del value[key]
        elif isinstance(value, dict) and dice.random() < 0.1:
            value[dice.choice(("", "kind", "span", "x"))] = inner
        else:
            value[key] = copy.deepcopy(dice.choice((*ODD, inner, [inner], {"text": inner})))
        return


@cache
def _plain(number: int) -> dict[str, Any]:
    texts = sorted((CORPUS / "page").iterdir())
    return parse.page(texts[number % len(texts)].read_bytes()[1:], media_type="text/plain").to_dict()


def warc(data: bytes) -> None:
    """Read bytes as an archive; one that is none is a `ValueError`, one that is damaged a warning."""
    from natodocs import warc as archives

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", archives.TruncatedArchive)
        try:
            for record in archives.read(io.BytesIO(data), limits=LIMITS):
                hold(isinstance(record.source, str | bytes), "a record is no source")
        except (ValueError, OSError):
            return


BETWEEN: Final = b"\x1e"  # between two cells of a batch


def parse_batch(data: bytes) -> None:
    """Read bytes as a batch of texts, addresses and media types: a row for each, an error where it has no page."""
    import pyarrow as pa

    from natodocs import arrow

    cells = data.split(BETWEEN)[:12]
    rows = [[*cells[at : at + 3], b"", b""][:3] for at in range(0, len(cells), 3)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    # Arrow takes no lone surrogates in text.
    urls, types = ([one.decode("utf-8", "replace") or None for one in column] for column in columns[1:])
    batch = pa.record_batch({"source": pa.array(columns[0], pa.binary()), "url": urls, "media_type": types})
    answers = arrow.parse_batch(batch, limits=LIMITS)
    hold(answers.num_rows == len(rows), "a row is lost or doubled")
    for found in answers.to_pylist():
        hold((found["error"] is None) != (found["text"] is None), "a row has neither page nor error, or both")


@frozen
class Target:
    """Something that is fuzzed."""

    name: str
    """What it is called, and its folder in the corpus."""
    run: Callable[[bytes], None]
    """Reads bytes, and holds the answer to the promises."""
    growing: Callable[[str], object] | None = None
    """What reads a text of any length, for its growth."""


TARGETS: Final[Mapping[str, Target]] = {
    target.name: target
    for target in (
        Target("page", page, lambda text: parse.page(text, media_type="text/plain")),
        Target("byline", byline, parse.byline),
        Target("dateline", dateline, parse.dateline),
        Target("quotes", quotes, parse.quotes),
        Target("from_dict", from_dict),
        Target("warc", warc),
        Target("parse_batch", parse_batch),
    )
}


def inputs(folder: Path, target: str) -> list[Path]:
    """Return the files that a target has in the corpus, or of what was found."""
    return sorted(path for path in (folder / target).glob("*") if path.is_file())
