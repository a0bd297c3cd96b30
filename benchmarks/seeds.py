#!/usr/bin/env python3
"""Hold natodocs against whole pages, line by line and quote by quote.

    python benchmarks/seeds.py [--verbose] [--pages DIR]

A folder holds NAME.txt with expected/NAME.json beside it. In the gold, "also" may list other answers that are
as good for a field, and a quote's "speaker_also" other names of its speaker. Pingbacks are neither right nor wrong
as comments. Prints a row a page, a column a part of the answer, right/all, and ends with the total. Exit status 0
when every check of every page holds, else 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _data import DATA, Record, require

if TYPE_CHECKING:
    from natodocs import Comment, Page, Quote, Timestamp

PAGES = DATA / "whole"
COLUMNS = [
    "lossless",
    "lines",
    "title",
    "byline",
    "dateline",
    "dates",
    "language",
    "body",
    "comments",
    "tags",
    "quotes",
    "speakers",
    "unattributed",
]


def squeeze(text: str | None) -> str:
    """One space for any white space, and no markdown emphasis."""
    return re.sub(r"\s+", " ", (text or "").replace("*", "")).strip()


def bare(text: str) -> str:
    """Letters and digits alone, for comparing what two people copied."""
    return re.sub(r"[^\w]+", "", squeeze(text).casefold())


def iso(timestamp: Timestamp | None) -> str | None:
    if timestamp is None:
        return None
    value = timestamp.value
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat()


def same_moment(got: str | None, want: str | None) -> bool:
    """Equal, where a gold date without a time accepts any time of that day."""
    if got is None or want is None:
        return got is want
    return got[: len(want)] == want


def line_starts(text: str) -> Iterator[tuple[int, int]]:
    """(line number, offset of its first printed character) of each line that is not blank."""
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, offset + len(line) - len(line.lstrip())
        offset += len(line) + 1


def find_quote(page: Page, wanted: Record) -> Quote | None:
    """The parsed quote (or part of one) that fits the gold one best: one holds the other, by 80 % or at its start."""
    target = bare(wanted["text"])
    best, most = None, 0.0
    for quote in page.quotes:
        parts = [page.text[part.start : part.end] for part in quote.parts or ()]
        for got in map(bare, [quote.text, *parts]):
            if got and (target in got or got in target):
                shared = min(len(got), len(target)) / max(len(got), len(target))
                # a gold quote may open a longer one: the opening words are enough
                if (shared >= 0.8 or got.startswith(target)) and shared > most:
                    best, most = quote, shared
    return best


def is_pingback(comment: Comment) -> bool:
    return squeeze(comment.text).casefold().startswith(("pingback:", "trackback:"))


def check(page: Page, gold: Record, source: str) -> dict[str, list[tuple[bool, str]]]:
    seen: dict[str, list[tuple[bool, str]]] = {column: [] for column in COLUMNS}

    def note(column: str, holds: bool, what: str) -> None:
        seen[column].append((holds, what))

    also = gold.get("also", {})

    def wanted(field: str) -> list[Any]:
        return [gold[field], *also.get(field, [])]

    note(
        "lossless",
        page.text == source and "".join(block.text for block in page.blocks) == source,
        "the blocks joined are not the source",
    )
    for number, offset in line_starts(source):
        want = gold["accept"].get(str(number), [gold["lines"][str(number)]])
        got = next((str(b.kind) for b in page.blocks if b.span.start <= offset < b.span.end), None)
        note("lines", got in want, f"line {number}: {got}, not {'/'.join(want)}")
    note(
        "title",
        squeeze(page.title) in map(squeeze, wanted("title")),
        f"{page.title!r}, not {gold['title']!r}",
    )
    authors = [author.name for author in page.byline.authors] if page.byline else []
    note("byline", authors in wanted("authors"), f"{authors}, not {gold['authors']}")
    place = page.dateline.place if page.dateline else None
    want_place = gold["dateline"]["place"] if gold["dateline"] else None
    note("dateline", place == want_place, f"{place!r}, not {want_place!r}")
    for name in ("published", "clock"):
        got = iso(getattr(page, name))
        note(
            "dates", any(same_moment(got, want) for want in wanted(name)), f"{name}: {got}, not {gold[name]}"
        )
    note("language", page.language == gold["language"], f"{page.language!r}")

    body = squeeze(page.body)
    body_kinds = {"deck", "heading", "paragraph"}
    in_body = " ".join(
        squeeze(line)
        for number, line in enumerate(source.split("\n"), 1)
        if gold["lines"].get(str(number)) in body_kinds
    )
    for number, line in enumerate(source.split("\n"), 1):
        kind = gold["lines"].get(str(number))
        kinds = set(gold["accept"].get(str(number), [kind]))
        if kinds & body_kinds and kinds - body_kinds:
            continue  # in the body or not: both are right
        if kind == "paragraph":
            note("body", squeeze(line) in body, f"line {number} is missing")
        elif (
            kind
            and kind not in ("title", "heading", "deck")
            and len(squeeze(line)) > 12
            and squeeze(line) not in in_body
        ):
            note("body", squeeze(line) not in body, f"line {number} ({kind}) leaked in")

    comments = [comment for comment in page.comments if not is_pingback(comment)]
    note(
        "comments",
        len(comments) == len(gold["comments"]),
        f"{len(comments)} comments, not {len(gold['comments'])}",
    )
    for want, comment in zip(gold["comments"], comments):
        text = squeeze(comment.text)
        note(
            "comments",
            text.startswith(want["first_words"]) and text.endswith(want["last_words"]),
            f"comment runs {text[:40]!r} … {text[-40:]!r}",
        )
    note("tags", [squeeze(tag) for tag in page.tags] in wanted("tags"), f"{list(page.tags)}")

    for want in gold["quotes"]:
        quote = find_quote(page, want)
        note("quotes", quote is not None, f"missed ({want['kind']}): {want['text'][:60]}")
        speaker = quote.speaker.name if quote and quote.speaker else None
        names = [want["speaker"], *want.get("speaker_also", [])]
        note(
            "speakers",
            squeeze(speaker) in map(squeeze, names),
            f"{speaker!r}, not {want['speaker']!r}: {want['text'][:50]}",
        )
    loose = [squeeze(mark) for mark in gold["scare"]]
    for quote in page.quotes:
        number = source.count("\n", 0, quote.span.start) + 1
        kinds = gold["accept"].get(str(number), [gold["lines"].get(str(number))])
        outside = kinds[0] in ("comment", "legal", "bio", "related", "caption") and "paragraph" not in kinds
        speaker = quote.speaker.name if quote.speaker else None
        false = quote.speaker is not None and (outside or squeeze(quote.text) in loose)
        note(
            "unattributed",
            not false,
            f"{quote.text[:50]!r} was given to {speaker!r}",
        )
    return seen


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--verbose", action="store_true", help="say what was wrong")
    options.add_argument("--pages", type=Path, default=PAGES, metavar="DIR")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the shares there")
    chosen = options.parse_args()
    require(chosen.pages)

    from natodocs import parse

    right = total = 0
    sums = {column: [0, 0] for column in COLUMNS}
    print(f"{'page':24}" + "".join(f"{column:>13}" for column in COLUMNS))
    complaints = []
    for path in sorted(chosen.pages.glob("*.txt")):
        source = path.read_bytes().decode("utf-8")
        gold = json.loads((chosen.pages / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
        seen = check(parse.page(source), gold, source)
        row = ""
        for column in COLUMNS:
            holds = sum(ok for ok, _ in seen[column])
            right, total = right + holds, total + len(seen[column])
            sums[column] = [sums[column][0] + holds, sums[column][1] + len(seen[column])]
            row += f"{holds:>9}/{len(seen[column]):<3}"
            complaints += [f"{path.stem[:22]} {column}: {what}" for ok, what in seen[column] if not ok]
        print(f"{path.stem[:22]:24}{row}")
    if chosen.verbose:
        print("\n".join(complaints))
    if chosen.json:
        shares = {column: holds / whole for column, (holds, whole) in sums.items() if whole}
        chosen.json.write_text(
            json.dumps({"right": right, "total": total, "share": right / total, "columns": shares}, indent=1)
            + "\n"
        )
    print(f"{right}/{total} checks hold")
    return 0 if right == total else 1


if __name__ == "__main__":
    sys.exit(main())
