#!/usr/bin/env python3
"""Run a generated crawl through `parse.pages` and through the command line, and break it off half-way.

    python benchmarks/crawl.py --pages 2000                       # some minutes
    python benchmarks/crawl.py --save benchmarks/crawl.json       # 100,000 pages: an hour and a half

It makes the corpus (`corpus.py`) as a WARC archive, and then shows, or fails:

- how fast `parse.pages` and `natodocs --parquet` are with one worker and with several, and how much memory the
  process needs that leads them;
- that a run which was killed with SIGKILL half-way and gone on with has the same files, to the byte, as one
  that was not: no page lost, none doubled;
- that the rows are what `parse.pages` says;
- how the time grows with the length of a page.

It needs Linux, which tells how much memory a process had. What must hold is at the top of the file. Times are those of the machine and of what else runs there: beside the time
that passed stands the processor time, and the share of it that the leading process takes, which is what keeps many
workers from being as many times as fast.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import corpus

from natodocs import Failure, arrow, parse, warc
from natodocs.__main__ import main as natodocs

MOST_MEMORY: Final = 300  # MB of the leading process
# Of what the processors can: 1.8 times the speed of one worker with two, where they are two.
LEAST_GAIN: Final = 0.9
POISON: Final = 1000  # every so many pages one is none
CHECKED: Final = 2000  # pages of which the rows are held against what parse.pages says
ALONE: Final = 800  # pages by which it is measured what the processors can
TIMED: Final = 2000  # pages whose time is taken one by one
WARM: Final = 100  # pages before times are taken, in which what is needed once is loaded
LENGTHS: Final = (3_000, 6_000, 12_000, 25_000, 10**9)  # characters of text up to which pages are grouped
HERE: Final = Path(__file__)


def main() -> None:
    options = arguments()
    if options.run:
        RUNS[options.run](options)
        return
    folder = Path(tempfile.mkdtemp(prefix="crawl-", dir=options.folder))
    try:
        failures = show(options, folder)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    sys.exit("\n".join(failures) or None)


def show(options: argparse.Namespace, folder: Path) -> list[str]:
    """Run everything, print and save what was found, and return what does not hold."""
    archive = folder / "crawl.warc.gz"
    found: dict[str, Any] = {"machine": machine(), "corpus": make(options, archive)}
    print(f"{options.pages:,} pages, {archive.stat().st_size / 1e6:,.0f} MB as {archive}", flush=True)
    counts = sorted({1, options.workers})
    for name in ("pages", "parquet"):
        found[name] = {}
        for workers in counts:
            out = folder / f"out-{workers}"
            found[name][workers] = run(name, archive, out, workers, options)
            tell(name, workers, found[name][workers])
    whole = folder / f"out-{options.workers}"
    found["killed"] = kill(archive, folder / "killed", whole, options)
    print(f"killed with {found['killed']['there']} parts there and gone on with: {found['killed']['said']}")
    found["rows"] = run("rows", archive, whole, options.workers, options)
    print(f"{found['rows']['equal']:,} of {found['rows']['checked']:,} rows are what parse.pages says")
    found["growth"] = run("growth", archive, whole, 1, options)["groups"]
    for group in found["growth"]:
        print(
            f"{group['media']}, {group['characters']:,} characters: {group['ms']:.1f} ms ({group['pages']:,} pages)"
        )
    found["gain"] = {
        name: found[name][1]["seconds"] / found[name][options.workers]["seconds"]
        for name in ("pages", "parquet")
    }
    found["gain"]["processors"] = possible(options)
    print(
        "gain of", options.workers, "workers:", {name: round(gain, 2) for name, gain in found["gain"].items()}
    )
    if options.save:
        options.save.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return list(wrong(found, options))


def wrong(found: dict[str, Any], options: argparse.Namespace) -> Iterator[str]:
    """Yield what does not hold."""
    for name in ("pages", "parquet"):
        for workers, taken in found[name].items():
            if taken["peak_mb"] > MOST_MEMORY:
                yield f"{name} with {workers} workers took {taken['peak_mb']:.0f} MB, over {MOST_MEMORY}"
            if taken["pages"] != options.pages:
                yield f"{name} with {workers} workers gave {taken['pages']} pages of {options.pages}"
        gain, least = found["gain"][name], LEAST_GAIN * found["gain"]["processors"]
        if gain < least and not options.busy:
            yield f"{name}: {options.workers} workers are {gain:.2f} times as fast as one, under {least:.2f}"
    if found["killed"]["said"] != SAME:
        yield f"killed and gone on with: {found['killed']['said']}"
    if found["rows"]["equal"] != found["rows"]["checked"]:
        yield "rows are not what parse.pages says"


def make(options: argparse.Namespace, archive: Path) -> dict[str, int]:
    """Write the archive, and return what is in it."""
    sizes = {"pages": 0, "characters": 0}

    def counted() -> Iterator[corpus.Page]:
        poison = options.pages // POISON
        for page in corpus.pages(options.pages, seed=options.seed, poison=poison):
            sizes["pages"] += 1
            sizes["characters"] += len(page.source)
            yield page

    corpus.to_warc(counted(), archive)
    return {**sizes, "seed": options.seed, "bytes": archive.stat().st_size}


def run(name: str, archive: Path, out: Path, workers: int, options: argparse.Namespace) -> dict[str, Any]:
    """Run this script once more, in a process whose memory and time are its own, and return what it found."""
    command = [sys.executable, str(HERE), "--run", name, "--archive", str(archive), "--out", str(out)]
    command += ["--workers", str(workers), "--pages", str(options.pages), "--part", str(options.part)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def possible(options: argparse.Namespace) -> float:
    """Return how many times as much so many processes do as one that have nothing to do with each other.

    Two processors may be two halves of one, which then do not do twice as much.
    """
    command = [sys.executable, str(HERE), "--run", "alone"]
    passed: list[float] = []
    for count in (1, options.workers):
        children = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(count)]
        said = [child.communicate()[0] for child in children]
        passed.append(max(json.loads(each)["seconds"] for each in said))
    return float(options.workers * passed[0] / passed[1])


def tell(name: str, workers: int, taken: dict[str, Any]) -> None:
    processor = taken["own_cpu"] + taken["workers_cpu"]
    print(
        f"{name}, {workers} worker{'s' * (workers > 1)}: {taken['pages'] / taken['seconds']:.0f} pages a second, "
        f"{1000 * processor / taken['pages']:.1f} ms of processor time a page, of which the leading process "
        f"{100 * taken['own_cpu'] / processor:.0f} %; it took {taken['peak_mb']:.0f} MB, a worker "
        f"{taken['worker_peak_mb']:.0f} MB",
        flush=True,
    )


# --- each in a process of its own


def run_pages(options: argparse.Namespace) -> None:
    """Read all pages, and keep none."""
    start = time.monotonic()
    sources = (record.source for record in warc.read(options.archive))
    count = failed = 0
    for answer in parse.pages(sources, workers=options.workers):
        count += 1
        failed += isinstance(answer, Failure)
    report(start, pages=count, failed=failed)


def run_parquet(options: argparse.Namespace) -> None:
    """Write all pages to tables by the command line."""
    start = time.monotonic()
    natodocs(command_line(options.archive, options.out, options))
    tables = sorted(options.out.glob("*.parquet"))
    report(
        start, pages=rows_of(tables), files=len(tables), bytes=sum(table.stat().st_size for table in tables)
    )


def rows_of(tables: list[Path]) -> int:
    """Return how many rows there are; in another process, whose memory does not count."""
    program = "import sys, pyarrow.parquet as pq; print(sum(pq.read_metadata(path).num_rows for path in sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, tables)], stdout=subprocess.PIPE, check=True
    )
    return int(done.stdout)


def run_rows(options: argparse.Namespace) -> None:
    """Hold rows against what parse.pages says."""
    import pyarrow.parquet as pq

    def rebuilt() -> Iterator[Any]:
        for table in sorted(options.out.glob("*.parquet")):
            for batch in pq.ParquetFile(table).iter_batches():
                yield from arrow.pages(batch)

    checked = equal = 0
    records = warc.read(options.archive)
    for record, page in zip(records, rebuilt(), strict=False):
        if checked == CHECKED:
            break
        checked += 1
        try:
            expected = parse.page(record.source, url=record.url, media_type=record.media_type)
        except ValueError:
            equal += page is None
        else:
            equal += page == expected
    print(json.dumps({"checked": checked, "equal": equal}))


def run_growth(options: argparse.Namespace) -> None:
    """Take the time of pages, one by one."""
    groups: dict[tuple[str, int], list[float]] = {}
    lengths: dict[tuple[str, int], int] = {}
    for index, page in enumerate(corpus.pages(TIMED + WARM, seed=options.seed)):
        start = time.process_time()
        found = parse.page(page.source)
        taken = time.process_time() - start
        if index < WARM:
            continue
        key = ("HTML" if page.is_html else "text", next(each for each in LENGTHS if len(found.text) <= each))
        groups.setdefault(key, []).append(taken)
        lengths[key] = lengths.get(key, 0) + len(found.text)
    found_groups = [
        {
            "media": key[0],
            "characters": round(lengths[key] / len(times)),
            "pages": len(times),
            "ms": 1000 * sum(times) / len(times),
        }
        for key, times in sorted(groups.items())
    ]
    print(json.dumps({"groups": found_groups}))


def run_alone(options: argparse.Namespace) -> None:
    """Take the time of some pages, with no worker."""
    sources = [page.source for page in corpus.pages(WARM + ALONE, seed=options.seed)]
    for source in sources[:WARM]:
        parse.page(source)
    start = time.monotonic()
    for source in sources[WARM:]:
        parse.page(source)
    print(json.dumps({"seconds": time.monotonic() - start}))


RUNS: Final = {
    "alone": run_alone,
    "pages": run_pages,
    "parquet": run_parquet,
    "rows": run_rows,
    "growth": run_growth,
}


def report(start: float, **more: int) -> None:
    """Print what this process and its workers took."""
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = {
        "seconds": time.monotonic() - start,
        "own_cpu": own.ru_utime + own.ru_stime,
        "workers_cpu": workers.ru_utime + workers.ru_stime,
        "peak_mb": peak(),
        "worker_peak_mb": workers.ru_maxrss / 1000,
    }
    print(json.dumps({**more, **taken}))


def peak() -> float:
    """Return the most memory that this process had, in MB; that of its parent does not count, as in ru_maxrss."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1000


# --- killed half-way

SAME: Final = "the same files"


def kill(archive: Path, out: Path, whole: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Kill a run when it has half of its parts, go on with it, and hold it against one that was not killed."""
    half = len(list(whole.glob("*.parquet"))) // 2
    command = [sys.executable, "-m", "natodocs", *command_line(archive, out, options)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as child:
        while len(list(out.glob("*.parquet"))) < half:
            if child.poll() is not None:
                return {"there": half, "said": f"it ended by itself, with {child.returncode}"}
            time.sleep(0.02)
        child.send_signal(signal.SIGKILL)
    there = {path.name: path.stat().st_mtime_ns for path in out.glob("*.parquet")}
    time.sleep(1)  # for workers that were left alone
    subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
    again = [name for name, time in there.items() if (out / name).stat().st_mtime_ns != time]
    return {"there": len(there), "written again": len(again), "said": compare(out, whole)}


def compare(out: Path, whole: Path) -> str:
    """Tell whether two folders hold the same, to the byte."""
    ours, theirs = ({path.name for path in folder.iterdir()} for folder in (out, whole))
    if ours != theirs:
        return f"other files: {sorted(ours ^ theirs)}"
    different = [name for name in ours if (out / name).read_bytes() != (whole / name).read_bytes()]
    return f"files differ: {different}" if different else SAME


def command_line(archive: Path, out: Path, options: argparse.Namespace) -> list[str]:
    """Return the arguments of the command line."""
    return [
        str(archive),
        "--parquet",
        str(out),
        "--part",
        str(options.part),
        "--workers",
        str(options.workers),
    ]


def machine() -> dict[str, Any]:
    """Return what the times depend on."""
    models = [
        line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
    ]
    return {
        "processor": models[0].partition(": ")[2] if models else platform.machine(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2, help="beside one")
    parser.add_argument("--part", type=int, default=500, help="pages in a file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, help="where the corpus and the tables go, 5 GB for 100,000 pages"
    )
    parser.add_argument("--keep", action="store_true", help="leave them there")
    parser.add_argument(
        "--busy", action="store_true", help="others use the machine: do not insist on the gain"
    )
    parser.add_argument("--save", type=Path, help="write what was found, as JSON")
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    parser.add_argument("--archive", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
