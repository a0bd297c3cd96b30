#!/usr/bin/env python3
"""Read a corpus with `parse.pages`, then with each engine, and hold the rows against each other, to the byte.

    python benchmarks/engines.py                                 # 1,000 made-up pages, all engines that are installed
    python benchmarks/engines.py --pages 100000 --poison 100 --only spark ray --folder engines   # the pages of crawl.py

The scripts of the engines are those of the documentation, in `examples/engines`. A row is known by its address, a
column that goes along; it is not called `url`, with which an engine would read the page and `parse.pages` would not.
What is compared is the SHA-256 of the row as an Arrow stream in the types of `natodocs.arrow`, because Parquet files by
two writers differ in more than their rows. Batches are read and forgotten, so the memory does not grow with the corpus;
the answers stay in the folder, and what is there is not made again. Ends with 1 where an engine failed or has another
row, and says of each engine that is left out why.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import corpus
import pyarrow as pa
import pyarrow.parquet as pq

from natodocs import arrow, parse

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "examples" / "engines"
NEEDS = {  # packages, and programs
    "pandas": ["pandas"],
    "polars": ["polars"],
    "duckdb": ["duckdb"],
    "datasets": ["datasets"],
    "ray": ["ray"],
    "spark": ["pyspark"],
}
ROWS = 200  # in memory at a time
SHOWN = 3  # of the rows that differ


def missing(engine: str) -> str | None:
    """Say what an engine lacks, if anything."""
    for package in NEEDS[engine]:
        if importlib.util.find_spec(package) is None:
            return f"{package} is not installed"
    if engine == "spark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        return "Java is not installed"
    return None


def read_with_pages(sources: Path, answers: Path, workers: int | None) -> None:
    """Read the corpus with `parse.pages`, as a program without Arrow would, and write its rows."""
    keys: list[pa.RecordBatch] = []

    def contents() -> Iterator[bytes]:
        for batch in pq.ParquetFile(sources).iter_batches(ROWS):
            keys.append(batch.drop_columns(["source"]))
            yield from cast("list[bytes]", batch.column("source").to_pylist())

    found = parse.pages(contents(), workers=workers, timeout=None)
    schema = arrow.output_schema(pq.read_schema(sources))
    partial = answers.with_suffix(".partial")
    with pq.ParquetWriter(partial, schema, compression="zstd") as writer:
        held = []
        for answer in found:
            held.append(answer)
            if len(held) == keys[0].num_rows:
                writer.write_batch(arrow.batch(held, keys=keys.pop(0)))
                held = []
    partial.rename(answers)


def read_with(engine: str, sources: Path, answers: Path) -> None:
    """Run the script of an engine."""
    script = [sys.executable, str(SCRIPTS / f"with_{engine}.py"), str(sources), str(answers)]
    log = answers.with_suffix(".log")
    with log.open("w") as out:
        done = subprocess.run(script, stdout=out, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        shutil.rmtree(answers, ignore_errors=True)
        raise ChildProcessError(f"it ended with {done.returncode}:\n{log.read_text()[-3000:]}")


def digests(answers: Path, schema: pa.Schema) -> dict[str, str]:
    """Return what is in the rows, by address."""
    found: dict[str, str] = {}
    files = sorted(answers.glob("*.parquet")) if answers.is_dir() else [answers]
    for batch in (batch for file in files for batch in pq.ParquetFile(file).iter_batches(ROWS)):
        for row in batch.to_pylist():
            if row["address"] in found:
                raise ValueError(f"{row['address']} stands twice in {answers}")
            found[row["address"]] = digest(row, schema)
    return found


def digest(row: dict[str, object], schema: pa.Schema) -> str:
    """Return the SHA-256 of a row as an Arrow stream; made anew, so that nothing of how it was stored is left."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        stream.write_batch(pa.RecordBatch.from_pylist([row], schema))
    return hashlib.sha256(sink.getvalue()).hexdigest()


def peak() -> int:
    """Return the most memory that this process had, in MB; on Linux, where the unit is known."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000, help="how many, where there is no --corpus")
    parser.add_argument("--poison", type=int, default=20, help="how many of them are no pages")
    parser.add_argument("--corpus", type=Path, help="a Parquet file with the columns address and source")
    parser.add_argument("--folder", type=Path, help="for the answers; else one that goes away")
    parser.add_argument("--only", nargs="+", choices=list(NEEDS), default=list(NEEDS), metavar="ENGINE")
    parser.add_argument("--workers", type=int, help="of parse.pages; else one a processor")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        return compare(options, (options.folder or Path(temporary)).absolute())


def compare(options: argparse.Namespace, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    sources = options.corpus and options.corpus.absolute()
    if not sources:
        sources = folder / f"corpus-{options.pages}-{options.poison}.parquet"
        if not sources.exists():
            corpus.to_parquet(corpus.pages(options.pages, poison=options.poison), sources)
    size = pq.read_metadata(sources).num_rows
    schema = arrow.output_schema(pq.read_schema(sources))
    print(f"{size:,} pages")
    wanted, wrong = {}, 0
    for engine in ["pages", *options.only]:
        answers = folder / f"answers-{engine}.parquet"
        lack = None if engine == "pages" or answers.exists() else missing(engine)
        if lack:
            print(f"{engine:9} left out: {lack}")
            continue
        started = time.perf_counter()
        try:
            if answers.exists():
                took = "were there"
            else:
                if engine == "pages":
                    read_with_pages(sources, answers, options.workers)
                else:
                    read_with(engine, sources, answers)
                seconds = time.perf_counter() - started
                took = f"{seconds:8.1f} s, {size / seconds:6.1f} pages/s"
            found = digests(answers, schema)
        except (ChildProcessError, ValueError) as error:
            wrong += 1
            print(f"{engine:9} failed: {error}")
            continue
        if engine == "pages":
            wanted = found
            print(f"{engine:9} {took}: {len(found):,} rows; this process took up to {peak()} MB", flush=True)
            continue
        others = sorted(
            address for address in wanted.keys() | found.keys() if wanted.get(address) != found.get(address)
        )
        wrong += bool(others)
        same = (
            "all the same to the byte" if not others else f"{len(others)} differ: {' '.join(others[:SHOWN])}"
        )
        print(f"{engine:9} {took}: {len(found):,} rows, {same}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
