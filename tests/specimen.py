"""One page, put together by hand, in which everything is found that can be found.

Places are given by their words, so that the text can be read and changed.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from hypothesis import strategies as st

from bare import bare as bare
from bare import block as block
from natodocs._output import Page
from natodocs._types import (
    Author,
    Block,
    BlockKind,
    Byline,
    Comment,
    Cue,
    Dateline,
    PartialDate,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    Timestamp,
    Wire,
)

# Above each block, in brackets: its kind, its confidence, what decided.
MARKED = """\
[navigation 0.94: a row of single words]
Harbour Gazette
Home   News   Sport   Weather
[clock 0.97: a time with its zone, above all prose]
Fri, 04 Oct 2024 09:12 GMT

[title 0.96: the line above deck and byline]
Old ferry bridge reopens after nine years
[deck 0.71: one sentence between title and byline]
All cables but one are new, and the northern quay is open to cars again.

[byline 0.99: By and two names]
By Ilse Brandvik, Staff Writer, and Tomas Reyle (Northwire)
[date 0.98: a labelled date]
Published: 3 October 2024, 14:05 GMT | Updated: 4 October 2024
[share 0.9: buttons in a row]
Share   Print   Save for later

[caption 0.64: a sentence with a credit below]
The first cars on the bridge on Thursday morning.
[credit 0.93: Photo: and a name]
Photo: Nils Odd / Northwire

[paragraph 0.99: a dateline opens it]
VARNHOLM, Sweden, Oct. 3 (Northwire) — The ferry bridge of Varnholm carried its first cars in nine years \
on Thursday, two months early and, the council says, within what it was allowed to cost.

[paragraph 0.99: whole sentences]
“We were told it could not be saved,” said Mayor Agneta Lindqvist, who cut the ribbon. “Today it stands.

[paragraph 0.99: an open quotation goes on]
“And it will stand for another hundred years.”

[paragraph 0.98: whole sentences]
She called the work “a quiet miracle” and thanked the crew of the so-called “night bridge”, the ferry \
that ran after dark.

[heading 0.83: a short line without a full stop]
Tolls are to end in spring

[paragraph 0.98: whole sentences]
A spokesman for the harbour office said tolls would be lifted in April. According to the engineer Per \
Dahl, the old cable was kept because “it had never once complained”.

[paragraph 0.97: whole sentences]
“It is the best of them,” Dahl said.

[tags 0.99: Tags:]
Tags: bridges, Varnholm, transport

[bio 0.77: a name of the byline and what she does]
Ilse Brandvik writes about towns and water.

[advert 0.88: a plea to subscribe]
Read more for less: three months for the price of one.

[related 0.86: headlines in a row]
MORE FROM THE HARBOUR
Ferry timetable cut again
Who owns the quay?

[comment_ui 0.95: a counter of comments]
2 comments   Sort by: newest

[comment 0.92: name, time, text]
quay_walker   4 hours ago
Finally! I cycled over it twice this morning.
The view is still the best in town.
Reply   Like 3

[comment 0.9: name, time, text]
M. Oskarsson   2 hours ago
@quay_walker mind the wet planks <b>please</b> & slow down

[legal 0.99: a copyright sign]
© 2024 Harbour Gazette. All rights reserved.
"""
PIECES = re.findall(r"^\[(\w+) ([0-9.]+): (.+)\]\n((?:(?!\[\w+ [0-9.]+:).*\n)+)", MARKED, re.MULTILINE)
TEXT = "".join(piece for *_, piece in PIECES)


def specimen() -> Page:
    """Return the page."""
    return Page(
        text=TEXT,
        blocks=tuple(_blocks()),
        title="Old ferry bridge reopens after nine years",
        byline=_byline(),
        dateline=_dateline(),
        wire=Wire("Northwire", at("Northwire", after="VARNHOLM"), "Northwire"),
        published=Timestamp(
            dt.datetime(2024, 10, 3, 14, 5, tzinfo=dt.UTC),
            at("3 October 2024, 14:05 GMT"),
            "3 October 2024, 14:05 GMT",
        ),
        modified=Timestamp(dt.date(2024, 10, 4), at("4 October 2024"), "4 October 2024"),
        clock=Timestamp(
            dt.datetime(2024, 10, 4, 9, 12, tzinfo=dt.UTC),
            at("Fri, 04 Oct 2024 09:12 GMT"),
            "Fri, 04 Oct 2024 09:12 GMT",
        ),
        language="en",
        body="\n\n".join(
            piece.strip() for kind, *_, piece in PIECES if kind in ("deck", "heading", "paragraph")
        ),
        quotes=tuple(_quotes()),
        comments=tuple(_comments()),
        tags=("bridges", "Varnholm", "transport"),
        url="https://gazette.example/ferry-bridge?from=home&x=1",
    )


def at(words: str, *, after: str = "") -> Span:
    """Return where words stand, the first time after others."""
    start = TEXT.index(words, TEXT.index(after) + len(after))
    return Span(start, start + len(words))


def _blocks() -> list[Block]:
    blocks, start = [], 0
    for kind, confidence, reason, piece in PIECES:
        span = Span(start, start + len(piece))
        blocks.append(Block(BlockKind(kind), span, piece, float(confidence), reason))
        start += len(piece)
    return blocks


def _byline() -> Byline:
    text = "By Ilse Brandvik, Staff Writer, and Tomas Reyle (Northwire)"
    authors = (Author("Ilse Brandvik", role="Staff Writer"), Author("Tomas Reyle", affiliation="Northwire"))
    return Byline(authors, at(text), text)


def _dateline() -> Dateline:
    text = "VARNHOLM, Sweden, Oct. 3 (Northwire)"
    return Dateline("VARNHOLM", "Sweden", PartialDate(None, 10, 3), "Northwire", at(text), text)


def _quotes() -> list[Quote]:
    return [
        _quote(
            QuoteKind.DIRECT,
            [
                "“We were told it could not be saved,”",
                "“Today it stands.",
                "“And it will stand for another hundred years.”",
            ],
            ("Agneta Lindqvist", "Mayor Agneta Lindqvist"),
            "said",
            0.97,
        ),
        _quote(QuoteKind.MIXED, ["“a quiet miracle”"], ("Agneta Lindqvist", "She"), "called", 0.88),
        _quote(QuoteKind.SCARE, ["“night bridge”"], None, None, 0.8),
        _quote(
            QuoteKind.INDIRECT,
            ["tolls would be lifted in April"],
            (None, "A spokesman for the harbour office"),
            "said",
            0.74,
            after="Tolls are to end",
        ),
        _quote(
            QuoteKind.MIXED,
            ["“it had never once complained”"],
            ("Per Dahl", "the engineer Per Dahl"),
            "According to",
            0.91,
        ),
        _quote(
            QuoteKind.DIRECT,
            ["“It is the best of them,”"],
            ("Per Dahl", "Dahl"),
            "said",
            0.98,
            after="“It is the best",
        ),
    ]


def _quote(
    kind: QuoteKind,
    parts: list[str],
    speaker: tuple[str | None, str] | None,
    cue: str | None,
    confidence: float,
    *,
    after: str = "",
) -> Quote:
    spans = tuple(at(part) for part in parts)
    span = Span(spans[0].start, spans[-1].end)
    return Quote(
        kind=kind,
        span=span,
        text=TEXT[span.start : span.end],
        parts=spans,
        speaker=None if speaker is None else Speaker(*speaker, at(speaker[1], after=after)),
        cue=None if cue is None else Cue(cue, at(cue, after=after)),
        confidence=confidence,
        reason="a title, a name or a term" if speaker is None else f"subject of {cue}",
    )


def _comments() -> list[Comment]:
    first = "Finally! I cycled over it twice this morning.\nThe view is still the best in town."
    answer = "@quay_walker mind the wet planks <b>please</b> & slow down"
    return [
        Comment(first, at(first), author="quay_walker", posted="4 hours ago", depth=0),
        Comment(answer, at(answer), author="M. Oskarsson", posted="2 hours ago", depth=1),
    ]


# Letters, what HTML and JSON treat in a way of their own, and halves of surrogate pairs.
ODD = st.sampled_from(list("ab é—“”\n\r\t\0<>&\"'\\{}\u2028\ufdd0\U0001f600\ud83d\ude00"))
texts = st.text(ODD, max_size=12)
chances = st.floats(0, 1)
depths = st.integers(0, 3)
moments = st.one_of(
    st.dates(),
    st.datetimes(),
    st.datetimes(
        timezones=st.integers(-23 * 60, 23 * 60).map(
            lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
        )
    ),
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Draw a page that fits together, and makes no sense."""
    text = draw(st.text(ODD, max_size=60))
    cuts = [0, *sorted(draw(st.lists(st.integers(0, len(text)), max_size=6))), len(text)]
    maybe_span = st.none() | spans(text)
    return Page(
        text=text,
        blocks=tuple(draw(a_block(text, Span(*cut))) for cut in pairwise(cuts)),
        title=draw(st.none() | texts),
        byline=draw(st.none() | maybe_span.flatmap(lambda span: a_byline(text, span))),
        dateline=draw(st.none() | spans(text).flatmap(lambda span: a_dateline(text, span))),
        wire=draw(st.none() | spans(text).flatmap(lambda span: a_wire(text, span))),
        published=draw(st.none() | maybe_span.flatmap(lambda span: a_timestamp(text, span))),
        modified=draw(st.none() | maybe_span.flatmap(lambda span: a_timestamp(text, span))),
        clock=draw(st.none() | maybe_span.flatmap(lambda span: a_timestamp(text, span))),
        language=draw(st.none() | texts),
        body=draw(texts),
        quotes=tuple(draw(st.lists(a_quote(text), max_size=4))),
        comments=tuple(draw(st.lists(spans(text).flatmap(lambda span: a_comment(text, span)), max_size=3))),
        tags=tuple(draw(st.lists(texts, max_size=3))),
        url=draw(st.none() | texts),
    )


def spans(text: str) -> st.SearchStrategy[Span]:
    """Draw a span of a text."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def a_block(text: str, span: Span) -> st.SearchStrategy[Block]:
    """Draw a block at a place."""
    return st.builds(
        Block,
        kind=st.sampled_from(BlockKind),
        span=st.just(span),
        text=st.just(text[span.start : span.end]),
        confidence=chances,
        reason=st.text("a<\"'é—", max_size=5),
    )


def a_byline(text: str, span: Span | None) -> st.SearchStrategy[Byline]:
    """Draw a byline, printed or from metadata."""
    name = st.none() | texts
    author = st.builds(Author, texts, role=name, affiliation=name, email=name, handle=name)
    shown = texts if span is None else st.just(text[span.start : span.end])
    return st.builds(Byline, st.lists(author, min_size=1, max_size=3).map(tuple), st.just(span), shown)


def a_dateline(text: str, span: Span) -> st.SearchStrategy[Dateline]:
    """Draw a dateline."""
    name = st.none() | texts
    date = st.builds(
        PartialDate, st.none() | st.integers(1, 9999), month=st.integers(1, 12), day=st.integers(1, 31)
    )
    return st.builds(
        Dateline, name, name, st.none() | date, name, st.just(span), st.just(text[span.start : span.end])
    )


def a_wire(text: str, span: Span) -> st.SearchStrategy[Wire]:
    """Draw an agency."""
    return st.builds(Wire, texts, st.just(span), st.just(text[span.start : span.end]))


def a_timestamp(text: str, span: Span | None) -> st.SearchStrategy[Timestamp]:
    """Draw a moment, printed or from metadata."""
    shown = texts if span is None else st.just(text[span.start : span.end])
    return st.builds(Timestamp, moments, st.just(span), shown)


def a_comment(text: str, span: Span) -> st.SearchStrategy[Comment]:
    """Draw a comment."""
    name = st.none() | texts
    shown = st.just(text[span.start : span.end])
    return st.builds(Comment, shown, st.just(span), author=name, posted=name, depth=depths)


@st.composite
def a_quote(draw: st.DrawFn, text: str) -> Quote:
    """Draw a quote, which may overlap with others."""
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    parts = tuple(Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=False))
    span = Span(parts[0].start, parts[-1].end)
    mention, cue = draw(spans(text)), draw(spans(text))
    speaker = Speaker(draw(st.none() | texts), text[mention.start : mention.end], mention)
    return Quote(
        kind=draw(st.sampled_from(QuoteKind)),
        span=span,
        text=text[span.start : span.end],
        parts=parts,
        speaker=draw(st.none() | st.just(speaker)),
        cue=draw(st.none() | st.just(Cue(text[cue.start : cue.end], cue))),
        confidence=draw(chances),
    )
