#!/usr/bin/env python3
r"""How fast natodocs is, as ratios taken in one run, so that a busy machine slows both sides alike.

    python benchmarks/speed.py [--every 8] [--json FILE]

- plain text: times of `parse.page`, `parse.body` and `parse.quotes` over the time of one scan for words,
  `re.findall(r"\w+", text)`, of the same texts, taken in turn (1 would be the speed of the scan)
- HTML: pages a second over those of trafilatura's `extract` where that is installed, and over a bare
  `turbohtml.parse`, which is the limit
- lines: lines a second of `parse.byline` and `parse.dateline`, on lines of pages that are neither, on look-alikes, and on
  those that are one
- growth: time per character of `parse.page` at 1 MB and 4 MB of prose, and of a menu, over that at 100 kB
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from _data import DATA, Record, require


def read(data: Path, pattern: str, every: int) -> list[Record]:
    records = []
    for path in sorted(data.glob(pattern)):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            records += [json.loads(line) for line in lines]
    return records[::every]


def in_turn(
    contenders: dict[str, Callable[[Any], object]], inputs: list[Any], rounds: int = 3
) -> dict[str, float]:
    """Seconds for all inputs, the contenders taking turns on each; the least of some rounds counts."""
    for run in contenders.values():
        run(inputs[0])  # loads what it loads once
    seconds = dict.fromkeys(contenders, 0.0)
    for given in inputs:
        best = dict.fromkeys(contenders, float("inf"))
        for _ in range(rounds):
            for name, run in contenders.items():
                started = time.perf_counter()
                run(given)
                best[name] = min(best[name], time.perf_counter() - started)
        for name in contenders:
            seconds[name] += best[name]
    return seconds


def scan(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def text_speed(parse: ModuleType, data: Path, every: int) -> Record:
    texts = [record["texts"]["flow"] for record in read(data, "pages/*.jsonl.xz", every)]
    page = in_turn(
        {
            "scan": scan,
            "page": lambda t: parse.page(t, media_type="text/plain"),
            "body": lambda t: parse.body(t, media_type="text/plain"),
        },
        texts,
    )
    articles = [record["text"] for record in read(data, "quotes/polnear_dev.jsonl.xz", max(1, every // 2))]
    quotes = in_turn({"scan": scan, "quotes": lambda t: parse.quotes(t, language="en")}, articles)
    characters = sum(map(len, texts))
    return {
        "page_over_scan": page["page"] / page["scan"],
        "body_over_scan": page["body"] / page["scan"],
        "quotes_over_scan": quotes["quotes"] / quotes["scan"],
        "milliseconds_per_10_kB_page": 1e7 * page["page"] / characters,
    }


def html_speed(parse: ModuleType, data: Path, every: int) -> Record:
    import turbohtml

    pages = [record["html"] for record in read(data, "pages/*.jsonl.xz", every) if record["html"]]
    contenders: dict[str, Callable[[Any], object]] = {
        "tree": lambda h: turbohtml.parse(h),
        "page": lambda h: parse.page(h, media_type="text/html"),
        "body": lambda h: parse.body(h, media_type="text/html"),
    }
    try:
        import trafilatura
    except ImportError:
        print("trafilatura is not installed here: no ratio to it", file=sys.stderr)
    else:
        contenders["trafilatura"] = trafilatura.extract
    seconds = in_turn(contenders, pages, rounds=2)
    figures = {f"{name}_per_second": len(pages) / seconds[name] for name in contenders}
    figures["page_over_tree"] = seconds["page"] / seconds["tree"]
    if "trafilatura" in seconds:
        figures |= {
            f"{name}_over_trafilatura": seconds["trafilatura"] / seconds[name] for name in ("page", "body")
        }
    return figures


def line_speed(parse: ModuleType, data: Path, every: int) -> Record:
    """Lines a second, none of them read twice in a round; look-alikes are the negatives of `lines/`."""
    pages = read(data, "pages/*.jsonl.xz", every)
    found = dict.fromkeys(
        line for page in pages for line in page["texts"]["flow"].split("\n") if line.strip()
    )
    figures = {}
    for name in ("byline", "dateline"):
        reader = getattr(parse, name)
        with gzip.open(data / f"lines/{name}s.jsonl.gz", "rt", encoding="utf-8") as file:
            items = [item for item in map(json.loads, file) if not item.get("optional")]
        kinds = {
            "neither": [line for line in found if not parse.byline(line) and not parse.dateline(line)],
            "look_alikes": [item["text"] for item in items if not item["gold"]],
            "found": [item["text"] for item in items if item["gold"]],
        }
        for kind, lines in kinds.items():
            figures[f"{name}_{kind}_per_second"] = len(lines) / min(seconds(reader, lines) for _ in range(5))
    return figures


def seconds(reader: Callable[[str], object], lines: list[str]) -> float:
    """Seconds of this process for all lines."""
    started = time.process_time()
    for line in lines:
        reader(line)
    return time.process_time() - started


def growth(parse: ModuleType, data: Path) -> Record:
    prose = "\n\n".join(record["text"] for record in read(data, "quotes/polnear_dev.jsonl.xz", 1))
    menu = "\n".join(re.findall(r"\w+ \w+", prose))
    figures = {}
    for name, text in (("prose", prose), ("menu", menu)):
        per_character = {}
        for size in (100_000, 1_000_000, 4_000_000):
            given = (text * (size // len(text) + 1))[:size]
            times = []
            for _ in range(3 if size < 1_000_000 else 1):
                started = time.perf_counter()
                parse.page(given, media_type="text/plain")
                times.append(time.perf_counter() - started)
            per_character[size] = statistics.median(times) / size
        for size in (1_000_000, 4_000_000):
            figures[f"{name}_at_{size // 1_000_000}_MB"] = per_character[size] / per_character[100_000]
    return figures


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    options.add_argument("--every", type=int, default=8, help="take each N-th page")
    options.add_argument("--json", type=Path, metavar="FILE")
    chosen = options.parse_args()
    require(chosen.data)
    from natodocs import parse

    figures = {
        "text": text_speed(parse, chosen.data, chosen.every),
        "html": html_speed(parse, chosen.data, chosen.every),
        "lines": line_speed(parse, chosen.data, chosen.every),
        "growth": growth(parse, chosen.data),
    }
    for part, values in figures.items():
        print(part)
        for name, value in values.items():
            print(f"  {name:34}{value:10.2f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
