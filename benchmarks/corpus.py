#!/usr/bin/env python3
"""Make a corpus of news pages of any size, the same for the same seed: no page in it was ever published.

    python benchmarks/corpus.py --pages 1000 --folder corpus           # files, a thousand in a folder
    python benchmarks/corpus.py --pages 1000 --warc corpus.warc.gz     # as a crawler saves them (HTML)
    python benchmarks/corpus.py --pages 1000 --wet corpus.wet.gz       # as Common Crawl's text
    python benchmarks/corpus.py --pages 1000 --parquet corpus.parquet  # columns address, date, source
    python benchmarks/corpus.py --pages 1000 --poison 20 --folder bad       # twenty of them are no pages at all

or `for page in corpus.pages(1000, seed=1): ...`. Half of the pages are HTML, half are the text that a browser
would copy. Sentences come from the word lists in `corpus.toml`, in six languages; around the article stand a
clock, menus, share bars, captions, related headlines, readers' comments and legal text, each where chance puts
it. How long the pages are is drawn from the lengths of 689 real ones.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import html
import json
import math
import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import frozen

SHARES: Final = (0, 0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 1)
# Characters at these shares, of the HTML, of the text that a browser copies, and of the article in it: measured
# on the fundus, trafilatura and aeb pages that `pages.py` reads.
HTML: Final = (8145, 12976, 25719, 37214, 62238, 115859, 214772, 369292, 512120, 1195721, 1587249)
TEXT: Final = (697, 1593, 2746, 3365, 5101, 7651, 11673, 17954, 24321, 43313, 114342)
BODY: Final = (382, 440, 788, 1159, 2385, 3694, 5939, 9934, 12766, 20219, 37587)
BODY_AT_MOST: Final = 0.8  # of the characters of a page
COMMENTED: Final = 0.25  # of the pages have readers' comments
FIRST_DAY: Final = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
SLOT: Final = re.compile(r"\{(\w+)\}")
INLINE: Final = 30_000  # characters of a script in an HTML page
LIBRARY: Final = 2_000_000  # characters of which scripts are cut
HUGE: Final = 10_000_000  # characters of the poison page that is one letter


@frozen
class Page:
    """A page of the corpus."""

    index: int
    """Which it is, from 0."""
    url: str
    """Where it might have been found; no such host exists."""
    date: dt.datetime
    """When it might have been."""
    source: str | bytes
    """The page; `str` is written as UTF-8."""
    is_html: bool
    """Whether it is HTML."""

    def encoded(self) -> bytes:
        """Return it as bytes; halves of surrogate pairs become bytes that are no UTF-8."""
        return self.source if isinstance(self.source, bytes) else self.source.encode("utf-8", "surrogatepass")


def pages(count: int, *, seed: int = 1, poison: int = 0, media: str = "both") -> Iterator[Page]:
    """Yield the pages, `poison` of them evenly spread ones that are hard to swallow; media: html, text or both."""
    every = count // poison if poison else 0
    for index in range(count):
        rng = random.Random(f"{seed}/{index}")
        is_html = media == "html" or (media == "both" and rng.random() < 0.5)
        date = FIRST_DAY + dt.timedelta(minutes=rng.randrange(5_000_000))
        url = f"https://www.paper-{rng.randrange(40)}.example/{date:%Y/%m}/{index}"
        if every and index % every == every // 2:
            yield Page(index, url, date, POISON[index // every % len(POISON)](rng), is_html)
        else:
            yield Page(index, url, date, make(rng, date, is_html=is_html), is_html)


def make(rng: random.Random, date: dt.datetime, *, is_html: bool) -> str:
    """Return the source of a page."""
    writer = Writer(rng, date)
    blocks = list(writer.blocks(length=drawn(rng, TEXT), body=drawn(rng, BODY)))
    return as_html(blocks, writer, drawn(rng, HTML)) if is_html else as_text(blocks)


def drawn(rng: random.Random, table: tuple[int, ...]) -> int:
    """Return a length: between two shares, its logarithm is even."""
    share = rng.random()
    above = next(place for place, bound in enumerate(SHARES) if bound > share)
    part = (share - SHARES[above - 1]) / (SHARES[above] - SHARES[above - 1])
    low, high = math.log(table[above - 1]), math.log(table[above])
    return round(math.exp(low + part * (high - low)))


# --- the words of a page

Block = tuple[str, str]  # what it is, and its text


@cache
def languages() -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return what holds for all languages, and the lists of each."""
    lists = tomllib.loads(Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8"))
    return lists.pop("any"), lists


class Writer:
    """Writes one page in one language about one town, with few people."""

    def __init__(self, rng: random.Random, date: dt.datetime) -> None:
        common, all_of_them = languages()
        (self.language,) = rng.choices(list(all_of_them), [each["weight"] for each in all_of_them.values()])
        self.lists: dict[str, Any] = common | all_of_them[self.language]
        self.rng, self.date = rng, date
        choose = rng.choice
        self.cast = [f"{choose(self.lists['given'])} {choose(self.lists['family'])}" for _ in range(5)]
        self.towns = rng.sample(self.lists["town"], 2)
        self.outlet = choose(self.lists["outlet"])

    def say(self, name: str) -> str:
        """Return one of a list, its slots filled."""
        return SLOT.sub(self._fill, self.rng.choice(self.lists[name]))

    def _fill(self, slot: re.Match[str]) -> str:
        name, rng = slot[1], self.rng
        match name:
            case "person":
                return str(rng.choice(self.cast))
            case "town":
                return str(self.towns[rng.random() < 0.2])
            case "outlet":
                return str(self.outlet)
            case "count":
                return str(rng.randrange(2, 60))
            case "year":
                return str(self.date.year - rng.randrange(3))
            case "month":
                return str(self.lists["months"][self.date.month - 1])
            case "mm" | "day" | "hour" | "minute":
                form = {"mm": "%m", "day": "%d", "hour": "%H", "minute": "%M"}[name]
                return self.date.strftime(form)
            case "zone":
                return str(rng.randrange(1, 12))
            case "date":
                return SLOT.sub(self._fill, self.lists["date"])
        if name not in self.lists:  # with a capital
            said = self.say(name.lower())
            return said[0].upper() + said[1:]
        return self.say(name)

    def blocks(self, *, length: int, body: int) -> Iterator[Block]:
        """Yield the blocks of a page of about so many characters, of which so many are the article."""
        rng = self.rng
        article = list(self.article(min(body, int(BODY_AT_MOST * length))))
        room = length - sum(len(text) for _, text in article)
        menu = rng.randint(4, 11)
        comments = list(self.comments(room // 2)) if rng.random() < COMMENTED else []
        room -= sum(len(text) for _, text in comments)
        if rng.random() < 0.4:
            yield "clock", self.say("clock")
        for name in rng.sample(self.lists["section"], min(menu, len(self.lists["section"]))):
            yield "nav", name
        yield "title", self.say("headline")
        if rng.random() < 0.4:
            yield "deck", self.say("sentence")
        if rng.random() < 0.8:
            yield "byline", self.say("by")
        yield "date", SLOT.sub(self._fill, self.lists["date"])
        for _ in range(rng.randrange(4)):
            yield "share", self.say("share")
        if rng.random() < 0.6:
            yield "caption", self.say("caption")
        for place, block in enumerate(article):
            yield block
            if place and rng.random() < 0.06:
                yield (
                    rng.choice(("advert", "related", "caption")),
                    self.say(rng.choice(("advert", "related", "caption"))),
                )
        yield "tags", "Tags: " + ", ".join(rng.sample(self.lists["topic"], 3))
        yield from comments
        yield from self.furniture(room)

    def article(self, length: int) -> Iterator[Block]:
        """Yield paragraphs and headings."""
        rng, first = self.rng, True
        while length > 0:
            parts = [
                self.say("quote" if rng.random() < 0.18 else "sentence") for _ in range(rng.randint(1, 4))
            ]
            text = " ".join(parts)
            if first and rng.random() < 0.5:
                text = f"{self.towns[0].upper()}, {self.dated()} ({self.say('agency')}) - {text}"
            elif not first and rng.random() < 0.1:
                yield "heading", self.say("heading")
            first = False
            length -= len(text)
            yield "paragraph", text

    def dated(self) -> str:
        """Return the day and the month in the language's order."""
        month = self.lists["months"][self.date.month - 1]
        return f"{month} {self.date.day}" if self.language == "en" else f"{self.date.day} {month}"

    def comments(self, length: int) -> Iterator[Block]:
        """Yield what readers wrote."""
        yield "comments", self.say("comments")
        while length > 0:
            head = self.say("comment_head")
            text = " ".join(self.say("comment") for _ in range(self.rng.randint(1, 3)))
            length -= len(head) + len(text)
            yield "comment_head", head
            yield "comment", text
            yield "comment_ui", self.say("comment_ui")

    def furniture(self, length: int) -> Iterator[Block]:
        """Yield headlines of other stories and legal text."""
        while length > 0:
            head = self.say("related")
            yield "related", head
            length -= len(head)
            for _ in range(self.rng.randint(4, 12)):
                text = self.say("headline") if self.rng.random() < 0.7 else self.say("section")
                length -= len(text)
                yield "link", text
        for _ in range(self.rng.randint(1, 3)):
            yield "legal", self.say("legal")


# --- its form


def as_text(blocks: Iterable[Block]) -> str:
    """Return what a browser copies: a blank line around paragraphs, the lines of a list below each other."""
    lines: list[str] = []
    for kind, text in blocks:
        listed = kind in {"nav", "link", "share"}
        lines += [f"• {text}" if kind == "link" else text] if listed else ["", text, ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


ELEMENTS: Final = {
    "title": '<h1 class="headline">{}</h1>',
    "deck": '<p class="deck">{}</p>',
    "byline": '<div class="byline"><span class="author">{}</span></div>',
    "date": '<div class="meta"><time>{}</time></div>',
    "heading": "<h2>{}</h2>",
    "paragraph": "<p>{}</p>",
    "caption": '<figure><img src="/i.jpg" alt=""><figcaption>{}</figcaption></figure>',
    "nav": '<li class="menu-item"><a href="/s">{}</a></li>',
    "link": '<li class="teaser"><a href="/a"><span>{}</span></a></li>',
    "share": '<li class="share-button"><a href="#share">{}</a></li>',
    "comment_head": '<div class="comment-meta"><b>{}</b></div>',
    "comment": '<div class="comment-text"><p>{}</p></div>',
}
GROUPS: Final = {"nav": "nav", "link": "aside", "share": "div"}  # around those that stand together


def as_html(blocks: Iterable[Block], writer: Writer, length: int) -> str:
    """Return an HTML page of about so many characters; what is not text and markup is scripts and styles."""
    parts, open_group = [], ""
    title = ""
    for kind, text in blocks:
        title = title or (text if kind == "title" else "")
        group = GROUPS.get(kind, "")
        if group != open_group:
            parts.append(
                (f"</ul></{open_group}>" if open_group else "") + (f"<{group}><ul>" if group else "")
            )
            open_group = group
        element = ELEMENTS.get(kind, f'<div class="{kind}">{{}}</div>')
        parts.append(element.format(html.escape(text).replace("\n", "<br>")))
    if open_group:
        parts.append(f"</ul></{open_group}>")
    data = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": writer.date.isoformat(),
        "author": [{"@type": "Person", "name": writer.cast[0]}],
    }
    linked = (
        f'<script type="application/ld+json">{json.dumps(data)}</script>' if writer.rng.random() < 0.6 else ""
    )
    head = (
        f'<!DOCTYPE html>\n<html lang="{writer.language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)} | {html.escape(writer.outlet)}</title>{linked}"
    )
    text = "\n".join(parts)
    scripts = list(padding(writer.rng, length - len(head) - len(text)))
    half = len(scripts) // 2
    before, after = "\n".join(scripts[:half]), "\n".join(scripts[half:])
    return f"{head}{before}</head>\n<body>\n{text}\n{after}</body></html>\n"


def padding(rng: random.Random, length: int) -> Iterator[str]:
    """Yield scripts of so many characters together."""
    while length > 0:
        size = min(length, rng.randint(INLINE // 3, INLINE))
        start = rng.randrange(LIBRARY - size)
        yield f"<script>var a={{{library()[start : start + size]}}}</script>"
        length -= size


@cache
def library() -> str:
    """Return text that looks like data in a script."""
    rng = random.Random("library")
    entries = (
        f'"k{rng.randrange(10**6)}":{{"id":{rng.getrandbits(60)},"on":true}},' for _ in range(LIBRARY // 20)
    )
    return "".join(entries)[:LIBRARY]


# --- what is no page


def _broken(rng: random.Random) -> bytes:
    """Return text whose bytes fit no encoding from beginning to end."""
    return "Ein Satz über die Brücke. ".encode() * 40 + bytes(rng.randrange(0x80, 0x100) for _ in range(300))


POISON: Final = (
    lambda rng: "",
    lambda rng: b"%PDF-1.7\n" + rng.randbytes(20_000),
    lambda rng: rng.randbytes(50_000),
    lambda rng: rng.choice("x \n<&") * HUGE,
    lambda rng: "Half a pair \ud83d here, another \ude00 there.\n\nThe bridge is open, she said.\n" * 30,
    _broken,
    lambda rng: "Nothing\0but\0noise\n" * 200,
    lambda rng: "<div>" * 100_000 + "deep",
    lambda rng: "<!DOCTYPE html><html><body>" + "<p " + "a=b " * 100_000,
    lambda rng: "“" * 100_000,
)

# --- where it goes to


def to_folder(found: Iterable[Page], folder: Path) -> None:
    """Write a file a page, a thousand in a folder."""
    for page in found:
        path = folder / f"{page.index // 1000:03}" / f"{page.index:07}.{'html' if page.is_html else 'txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.encoded())


def to_warc(found: Iterable[Page], path: Path) -> None:
    """Write a `response` record a page, each a gzip member of its own."""
    with path.open("wb") as file:
        for page in found:
            media = "text/html" if page.is_html else "text/plain"
            content = page.encoded()
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
            file.write(
                record(page, "response", "application/http; msgtype=response", head.encode() + content)
            )


def to_wet(found: Iterable[Page], path: Path) -> None:
    """Write a `conversion` record a page."""
    with path.open("wb") as file:
        for page in found:
            file.write(record(page, "conversion", "text/plain", page.encoded()))


def record(page: Page, kind: str, media: str, block: bytes) -> bytes:
    """Return a WARC record, compressed."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{page.index:032x}>\r\n"
        f"WARC-Target-URI: {page.url}\r\nWARC-Date: {page.date:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", compresslevel=1, mtime=0)


def to_parquet(found: Iterable[Page], path: Path) -> None:
    """Write a row a page, a thousand in a row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields: list[tuple[str, pa.DataType]] = [
        ("address", pa.string()),
        ("date", pa.timestamp("s", "UTC")),
        ("source", pa.binary()),
    ]
    schema = pa.schema(fields)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        rows: list[dict[str, object]] = []
        for page in found:
            rows.append({"address": page.url, "date": page.date, "source": page.encoded()})
            if len(rows) == 1000:
                writer.write_batch(pa.RecordBatch.from_pylist(rows, schema))
                rows.clear()
        writer.write_batch(pa.RecordBatch.from_pylist(rows, schema))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100_000, help="how many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--poison", type=int, default=0, help="how many of them are no pages")
    writers = {"folder": to_folder, "warc": to_warc, "wet": to_wet, "parquet": to_parquet}
    for name in writers:
        parser.add_argument(f"--{name}", type=Path)
    options = parser.parse_args()
    for name, write in writers.items():
        if path := getattr(options, name):
            media = "text" if name == "wet" else "both"
            write(pages(options.pages, seed=options.seed, poison=options.poison, media=media), path)


if __name__ == "__main__":
    main()
