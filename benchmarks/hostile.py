#!/usr/bin/env python3
"""What pages cost that were made to break things: time, memory, and the size of what is written of them.

    python benchmarks/hostile.py                                      # 0.1 and 1 MB: a quarter of an hour
    python benchmarks/hostile.py --megabytes 0.1 1 10 --save benchmarks/hostile.json

Each of the shapes of `tests/shapes.py`, repeated to each of the sizes, is read in a process of its own, a copy of this
one. Its memory is the most that it had at a time while it read, beyond what it had before; its time is processor time.
What is written is `to_json`, `to_html`, `to_annotations` as JSON, and a row of Arrow, in bytes for each byte of the
page's text. It ends with exit code 1 where a bound at the top of this file, or of `tests/shapes.py`, does not hold. It needs Linux, which tells
how much memory a process had.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from natodocs import Page, PageTooLarge, arrow, parse
from natodocs._types import MediaType

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import shapes  # of the tests, where they are read for more

MEGABYTE: Final = 1_000_000  # bytes
SLOWEST: Final = 60.0  # seconds of processor time for a megabyte; what is quadratic takes hours
# Times as long for a byte as in a page of a tenth: in a square it is ten. What fits into the memory of a processor
# is read up to four times as fast as what does not.
GROWTH: Final = 6.0
# Bytes of memory for each byte of the page; a small page may have as many as one of a megabyte, and a page of ten
# megabytes takes less for a byte, since `Limits` bound its blocks and quotations.
MEMORY: Final = {"text": 60, "html": 120}  # of HTML that is all tags, two thirds are the tree of the parser
PROSE: Final = 20  # the same, for an article
SMALL: Final = 60 * MEGABYTE  # bytes
MOST: Final = {"text": 1_000 * MEGABYTE, "html": 1_100 * MEGABYTE}  # bytes, whatever the page
PROSE_NAME: Final = "prose"
OUTPUTS: Final[dict[str, Callable[[Page], int]]] = {
    "json": lambda page: len(page.to_json().encode()),
    "html": lambda page: len(page.to_html().encode("utf-8", "replace")),
    "annotations": lambda page: len(json.dumps(page.to_annotations())),
    "arrow": lambda page: arrow.batch([page]).nbytes,
}
SHORT: Final = 400  # bytes; a longer page would leave memory behind that others then need not ask for


def main() -> None:
    options = arguments()
    load()
    rows: list[dict[str, Any]] = []
    failures: list[str] = []
    for media, name, unit in pages():
        if not name.startswith(options.only):
            continue
        before: dict[str, Any] | None = None
        for size in options.megabytes:
            row = measured(media, name, unit, int(size * MEGABYTE))
            rows.append(row)
            print(shown(row), flush=True)
            failures += wrong(row, before)
            before = row
    if options.save:
        options.save.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(*worst(rows), sep="\n")
    sys.exit("\n".join(failures) or None)


def pages() -> Iterator[tuple[str, str, str]]:
    """Yield each shape: of what medium it is, its name, and what is repeated."""
    yield "text", PROSE_NAME, ""
    yield from (("text", unit, unit) for unit in shapes.ON_PAGES)
    yield from (("html", unit, unit) for unit in shapes.IN_HTML)


def load() -> None:
    """Read a page of each medium and write it in each way, so that what is loaded once is no part of what follows."""
    media_types: tuple[MediaType, ...] = ("text/plain", "text/html")
    for media in media_types:
        for _, _, unit in pages():
            page = parse.page(text_of(unit, SHORT), media_type=media)
            for size in OUTPUTS.values():
                size(page)


def text_of(unit: str, size: int) -> str:
    """Return a page of so many bytes or a few less."""
    if not unit:
        return shapes.prose(size)
    return unit * max(1, size // len(unit.encode()))


def measured(media: str, name: str, unit: str, size: int) -> dict[str, Any]:
    """Read a page in a copy of this process, and return what that took."""
    text = text_of(unit, size)
    characters = len(text)
    gc.collect()
    end, start = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        with os.fdopen(start, "w") as out:
            json.dump(look(text, media), out)
        os._exit(0)
    os.close(start)
    with os.fdopen(end) as answer:
        found = answer.read()
    os.waitpid(child, 0)
    if not found:
        sys.exit(f"{name!a} of {size:_} bytes ended its process")
    row: dict[str, Any] = json.loads(found)
    return {"media": media, "name": name, "bytes": len(text.encode()), "characters": characters} | row


def look(text: str, media: str) -> dict[str, Any]:
    """Read a page here, and return its time, its memory and the sizes of what is written of it."""
    before = status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most so far is what there is now
    started = time.process_time()
    try:
        page = parse.page(text, media_type="text/html" if media == "html" else "text/plain")
    except PageTooLarge as error:
        return {"error": str(error)}
    seconds = time.process_time() - started
    memory = status("VmHWM") - before
    written = len(page.text.encode())
    return {
        "seconds": seconds,
        "memory": memory,
        "text": written,
        "blocks": len(page.blocks),
        "quotes": len(page.quotes),
        "truncated": page.truncated,
        **{name: size(page) for name, size in OUTPUTS.items()},
    }


def status(name: str) -> int:
    """Return what the system says of this process, in bytes."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise OSError(f"the system does not tell {name}; this needs Linux")


def shown(row: dict[str, Any]) -> str:
    """Return a line on a page."""
    if "error" in row:
        return f"{row['media']} {ascii(row['name'])[:40]:40} {row['bytes']:>10_} {row['error']}"
    return (
        f"{row['media']} {ascii(row['name'])[:40]:40} {row['bytes']:>10_} bytes: "
        f"{row['seconds'] / row['bytes'] * MEGABYTE:6.2f} s/MB, {row['memory'] / row['bytes']:6.1f} bytes/byte, "
        + ", ".join(f"{name} {row[name] / max(1, row['text']):.1f}" for name in OUTPUTS)
        + (", truncated" if row["truncated"] else "")
    )


def wrong(row: dict[str, Any], before: dict[str, Any] | None) -> Iterator[str]:
    """Yield which bounds do not hold."""
    if "error" in row:
        return
    what = f"{row['media']} {ascii(row['name'])[:40]} of {row['bytes']:_} bytes"
    taken = row["seconds"] / row["bytes"] * MEGABYTE
    if taken > SLOWEST:
        yield f"{what} takes {taken:.1f} seconds for a megabyte, over {SLOWEST:g}"
    if before and "error" not in before:
        growth = (row["seconds"] / row["bytes"]) / (before["seconds"] / before["bytes"])
        if growth > GROWTH:
            yield f"{what} takes {growth:.1f} times as long for a byte as a tenth of it, over {GROWTH:g}"
    memory = max(SMALL, MEMORY[row["media"]] * row["bytes"])
    if row["name"] == PROSE_NAME and row["bytes"] >= MEGABYTE:
        memory = PROSE * row["bytes"]
    memory = min(MOST[row["media"]], memory)
    if row["memory"] > memory:
        yield f"{what} takes {row['memory']:_} bytes of memory, over {memory:_}"
    most = shapes.WRITTEN * row["text"] + shapes.WRITTEN_OF_NOTHING
    yield from (
        f"{what}: {name} has {row[name]:_} bytes, over {most:_}" for name in OUTPUTS if row[name] > most
    )


def worst(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the worst of each kind, for each size."""
    sizes = sorted({round(row["bytes"] / MEGABYTE, 1) for row in rows})
    for size in sizes:
        some = [row for row in rows if round(row["bytes"] / MEGABYTE, 1) == size and "error" not in row]
        if not some:
            continue
        yield f"worst of {len(some)} pages of {size:g} MB:"
        for what in ("seconds", "memory"):
            row = max(some, key=lambda row: row[what] / row["bytes"])  # called here
            yield f"  {what} {row[what] / row['bytes'] * (MEGABYTE if what == 'seconds' else 1):.2f}: {row['name']!a:.40}"
        for what in OUTPUTS:
            row = max(some, key=lambda row: row[what] / max(1, row["text"]))  # called here
            yield f"  {what} {row[what] / max(1, row['text']):.1f}: {row['name']!a:.40}"


def arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--megabytes", type=float, nargs="+", default=[0.1, 1], metavar="N", help="sizes of the pages"
    )
    options.add_argument("--only", default="", metavar="START", help="shapes that begin so")
    options.add_argument("--save", type=Path, metavar="FILE")
    return options.parse_args()


if __name__ == "__main__":
    main()
