"""How far the confidence of a block may be believed: of the lines at 0.9, are nine in ten right?

    python benchmarks/calibration.py                       # the bins, and the expected calibration error
    python benchmarks/calibration.py --by kind             # or reason: what each gives, and how often it is right
    python benchmarks/calibration.py --plot docs/_static/calibration.svg

A line has the kind and the confidence of the block that holds its first printed character, and is right when
its kind is one of those that the gold accepts. The expected calibration error is the distance between
confidence and share of right lines in each of ten bins, weighed by the lines in them.
"""

from __future__ import annotations

import argparse
import bisect
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from _data import DATA, Record, read_items, require
from kinds import ratio
from plot import reliability

BINS = 10


class Seen(NamedTuple):
    """A line of the gold, as it was read."""

    confidence: float
    right: bool
    kind: str
    reason: str


class Bin(NamedTuple):
    """Lines of about the same confidence."""

    low: float
    high: float
    lines: int
    confidence: float | None
    right: float | None


def read_lines(pages: Iterable[Record]) -> Iterator[Seen]:
    """The lines of the gold that are not blank."""
    from natodocs import parse

    for page in pages:
        blocks = parse.page(page["text"], media_type="text/plain").blocks
        starts, offset = [block.span.start for block in blocks], 0
        for number, line in enumerate(page["text"].split("\n"), 1):
            if line.strip():
                first = offset + len(line) - len(line.lstrip())
                block = blocks[bisect.bisect_right(starts, first) - 1]
                right = str(block.kind) in page["lines"][str(number)]
                yield Seen(block.confidence, right, str(block.kind), block.reason)
            offset += len(line) + 1


def bins(lines: list[Seen]) -> list[Bin]:
    """The lines in bins of equal width; a confidence at a border is in the upper bin."""
    held: list[list[Seen]] = [[] for _ in range(BINS)]
    for line in lines:
        held[min(int(line.confidence * BINS + 1e-9), BINS - 1)].append(line)
    return [
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(some),
            ratio(sum(line.confidence for line in some), len(some)),
            ratio(sum(line.right for line in some), len(some)),
        )
        for number, some in enumerate(held)
    ]


def expected_error(filled: list[Bin]) -> float | None:
    """The mean distance between confidence and share of right lines."""
    off = sum(one.lines * abs((one.confidence or 0.0) - (one.right or 0.0)) for one in filled)
    return ratio(off, sum(one.lines for one in filled))


def by(key: str, lines: list[Seen]) -> list[tuple[str, int, float, float]]:
    """What each kind or reason says and how often it is right, the most frequent first."""
    groups: dict[str, list[Seen]] = defaultdict(list)
    for line in lines:
        name = line.kind if key == "kind" else f"{line.kind}: {line.reason}"
        groups[name].append(line)
    return [
        (name, len(some), sum(x.confidence for x in some) / len(some), sum(x.right for x in some) / len(some))
        for name, some in sorted(groups.items(), key=lambda item: -len(item[1]))
    ]


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=DATA / "kinds", metavar="DIR")
    options.add_argument("--by", choices=["kind", "reason"])
    options.add_argument("--plot", type=Path, metavar="FILE.svg")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    chosen = options.parse_args()
    require(chosen.data)
    lines = list(read_lines(read_items(chosen.data / "pages.jsonl.gz")))
    filled = bins(lines)
    error = expected_error(filled)

    print(f"{'confidence':14}{'lines':>7}{'mean':>8}{'right':>8}")
    for one in filled:
        if one.lines:
            print(f"{one.low:.1f} to {one.high:.1f}{one.lines:>11}{one.confidence:>8.3f}{one.right:>8.3f}")
    print(f"expected calibration error {error:.3f} of {len(lines)} lines")
    for name, count, confidence, right in by(chosen.by, lines) if chosen.by else ():
        print(f"{count:>6}{confidence:>8.3f}{right:>8.3f}  {name}")
    if chosen.plot:
        chosen.plot.write_text(reliability(filled, error or 0.0), encoding="utf-8")
    if chosen.json:
        figures = {"ece": error, "lines": len(lines), "bins": [one._asdict() for one in filled]}
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
