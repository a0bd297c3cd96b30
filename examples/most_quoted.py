"""Draw who is quoted most: python most_quoted.py ANSWERS PICTURE.svg [--dark]; a file or a folder of Parquet."""

import sys

import matplotlib.pyplot as plt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from natodocs import arrow

SHOWN = 12  # speakers
KINDS = {"direct": "#3b7dd8", "mixed": "#e09a2b", "indirect": "#6a9f5b"}  # readable on white and on black


def count(quotes: pa.Table) -> dict[str, dict[str, int]]:
    """Return how often each speaker is quoted, by kind, those first who are quoted most."""
    quotes = quotes.filter(pc.is_valid(quotes["speaker"]))
    # The same words in ten papers are one quotation.
    said = quotes.group_by(["speaker", "kind", "fingerprint"]).aggregate([])
    counts: dict[str, dict[str, int]] = {}
    for row in said.group_by(["speaker", "kind"]).aggregate([("fingerprint", "count")]).to_pylist():
        counts.setdefault(row["speaker"], {})[row["kind"]] = row["fingerprint_count"]
    return dict(sorted(counts.items(), key=lambda each: (-sum(each[1].values()), each[0])))


def draw(counts: dict[str, dict[str, int]], target: str) -> None:
    """Draw a bar for each speaker, longest on top."""
    names = list(counts)[:SHOWN][::-1]
    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    left = [0] * len(names)
    for kind, colour in KINDS.items():
        widths = [counts[name].get(kind, 0) for name in names]
        axes.barh(names, widths, left=left, color=colour, label=kind, height=0.7)
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("quotations")
    axes.legend(frameon=False, loc="lower right")
    figure.savefig(target, transparent=True, metadata={"Date": None})


def main(answers: str, target: str, *options: str) -> None:
    if "--dark" in options:
        plt.style.use("dark_background")
    plt.rcParams |= {"svg.hashsalt": "natodocs", "font.size": 11}  # the same file each time
    needed = ["quotes", "url", "title", "published", "dateline", "wire"]
    batches = ds.dataset(answers).to_batches(columns=needed)
    quotes = pa.Table.from_batches(map(arrow.quotes_table, batches))
    draw(count(quotes), target)


if __name__ == "__main__":
    main(*sys.argv[1:])
