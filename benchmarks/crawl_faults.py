#!/usr/bin/env python3
"""Run a crawl through `--parquet` with poison in it, damaged archives and kills, and count what came of each page.

    python benchmarks/crawl_faults.py --pages 3000      # a minute or two
    python benchmarks/crawl_faults.py --pages 100000    # half an hour on two processors

It makes short pages, as files and in WARC archives: ordinary ones, poison (more bytes than the limit, bytes that are no
text, PDF, elements that are never closed), and archives with one damaged place each. Then it runs the command line over
half of them, kills workers with SIGKILL while they read and write, kills the command itself, adds the other half, gives
the same command again and again until it ends by itself, and once more. What must hold, or the exit code is 1:

- each ordinary page has one row, with its own text, whatever was killed;
- each poisoned page has one row: a page, or an error that says why;
- of a damaged archive, each record has one row, but for the one that was damaged, which may be missing or an error;
- the last run reads nothing, and says of the whole folder what is in it.

When and what is killed comes from the seed. A worker is killed only after some more parts are there: a page over which
two workers die counts as a killer, and one that was hit once has been read again by then. It needs Linux,
which tells who the workers are.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

IN_ARCHIVES: Final = 0.8  # of all pages
ARCHIVE: Final = 200  # records of an archive
POISON: Final = 40  # every so many pages one is none
SOUND_ARCHIVES: Final = 3  # every so many archives one has no damage
QUIET: Final = 5  # parts between two kills of workers: those that were being written and filled, and one more
CLOSING: Final = re.compile(r"([\d,]+) pages are in .*, and ([\d,]+) of them could not be read")
PEOPLE: Final = ("Ada Lund", "Per Moe", "Nora Vik", "Ivo Brandt", "Lea Holm", "Tom Aske")
TOWNS: Final = ("Oste", "Varnholm", "Skerra", "Harbury", "Mellby")
THINGS: Final = ("bridge", "ferry", "library", "night train", "swimming pool", "market hall")


def ordinary(number: int) -> bytes:
    """Return a page, in which its number stands."""
    rng = random.Random(number)
    who, town, thing = rng.choice(PEOPLE), rng.choice(TOWNS), rng.choice(THINGS)
    lines = [
        f"{town} opens {thing} number {number}",
        f"By {rng.choice(PEOPLE)}",
        f"{town.upper()} - The {thing} of {town} was opened on Monday, after {rng.randrange(2, 40)} months of work.",
        f"“It is safe, and it was cheap,” said {who}, the mayor of {town}. “We waited long enough for it.”",
    ]
    if number % 2:
        return "\n\n".join(lines).encode()
    return ("<!DOCTYPE html><body>" + "".join(f"<p>{line}</p>" for line in lines)).encode()


# What is wrong with a page -> the page.
POISONS: Final[dict[str, Callable[[], bytes]]] = {
    "nothing": lambda: b"",
    "PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "bytes that are no text": lambda: b'<!DOCTYPE html><meta charset="shift_jis"><p>\x81\xff\xfe\x80',
    "nothing but NUL": lambda: b"\x00\x01\x02" * 3_000,
    "elements that are never closed": lambda: b"<div>" * 20_000,
    "half a surrogate pair": lambda: b"half \xed\xa0\xbd of a pair",
    "one letter a line": lambda: b"a\n" * 5_000,
    "marks that never close": lambda: "“".encode() * 5_000,
    "more bytes than the limit": lambda: b"",  # a file that is long and empty; see `put_files`
}
OVER_THE_LIMIT: Final = "more bytes than the limit"
MOST_BYTES: Final = 40_000_000


@frozen
class Member:
    """A record of an archive, on its way."""

    number: int
    headers: dict[str, str]
    http: bytes
    """The status line and the headers of the answer."""
    body: bytes

    def packed(self) -> bytes:
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        return gzip.compress(
            b"WARC/1.0\r\n" + head.encode() + b"\r\n" + self.http + self.body + b"\r\n\r\n", 6, mtime=0
        )


def member(number: int, body: bytes, cookie: str = "") -> Member:
    kind = "text/html" if body.startswith(b"<") else "text/plain"
    more = f"Set-Cookie: {cookie}\r\n" if cookie else ""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
    headers = {
        "WARC-Type": "response",
        "WARC-Target-URI": url(number),
        "WARC-Date": "2031-01-01T00:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(http) + len(body)),
    }
    return Member(number, headers, http, body)


def url(number: int) -> str:
    return f"https://crawl.example/{number}"


def flipped(packed: bytes) -> bytes:
    """Return a member with a byte turned over in the middle of what is compressed."""
    middle = len(packed) // 2
    return packed[:middle] + bytes([packed[middle] ^ 0xFF]) + packed[middle + 1 :]


def without_length(packed: bytes) -> bytes:
    content = gzip.decompress(packed)
    return gzip.compress(re.sub(rb"(?m)^Content-Length: \d+\r\n", b"", content, count=1), mtime=0)


def with_cookie(packed: bytes) -> bytes:
    content = gzip.decompress(packed)
    head, body = content.split(b"\r\n\r\n", 1)
    cookie = b"HTTP/1.1 200 OK\r\nSet-Cookie: " + b"c" * 40_000 + b"\r\n"
    body = body.replace(b"HTTP/1.1 200 OK\r\n", cookie, 1)
    length = len(body) - len(b"\r\n\r\n")
    head = re.sub(rb"(?m)^Content-Length: \d+", b"Content-Length: %d" % length, head)
    return gzip.compress(head + b"\r\n\r\n" + body, mtime=0)


# What is wrong with a record of an archive -> the bytes that stand in the place of its own.
DAMAGES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "a flipped byte": flipped,
    "a wrong sum": lambda packed: packed[:-8] + (zlib.crc32(packed)).to_bytes(4, "little") + packed[-4:],
    "a member that is cut": lambda packed: packed[: len(packed) // 2],
    "zeros before it": lambda packed: bytes(1024) + packed,
    "no Content-Length": without_length,
    "a cookie of 40 kB": with_cookie,
}


@frozen
class Crawl:
    """What was made: each page has a name, its file or its address."""

    ordinary: dict[str, int] = field(factory=dict)
    """Name -> the number that stands in its text."""
    poison: dict[str, str] = field(factory=dict)
    """Name -> what is wrong with it."""
    damaged: dict[str, str] = field(factory=dict)
    """Name -> what is wrong with its record."""
    archives: set[str] = field(factory=set)
    """The names of those that are damaged."""


def make(folder: Path, later: Path, options: argparse.Namespace) -> Crawl:
    """Write the crawl: the first half to be read at once, the other to be added."""
    rng = random.Random(options.seed)
    crawl = Crawl()
    in_archives = int(options.pages * IN_ARCHIVES)
    put_archives(crawl, folder, later, in_archives, rng, sound=options.sound)
    put_files(crawl, folder, later, range(in_archives, options.pages), rng)
    return crawl


def put_archives(
    crawl: Crawl, folder: Path, later: Path, pages: int, rng: random.Random, *, sound: bool
) -> None:
    kinds = list(POISONS)
    kinds.remove(OVER_THE_LIMIT)
    damages = cycle(DAMAGES)
    for which, start in enumerate(range(0, pages, ARCHIVE)):
        members = []
        numbers = range(start, min(start + ARCHIVE, pages))
        damaged = rng.choice(numbers)
        damage = None if sound or which % SOUND_ARCHIVES == 0 else next(damages)
        for number in numbers:
            is_poison = number % POISON == POISON // 2 and number != damaged
            kind = kinds[number // POISON % len(kinds)]
            packed = member(number, POISONS[kind]() if is_poison else ordinary(number)).packed()
            if number == damaged and damage:
                packed = DAMAGES[damage](packed)
                crawl.damaged[url(number)] = damage
            elif is_poison:
                crawl.poison[url(number)] = kind
            else:
                crawl.ordinary[url(number)] = number
            members.append(packed)
        place = (later if which % 2 else folder) / f"crawl-{which:05}.warc.gz"
        place.write_bytes(b"".join(members))
        if damage:
            crawl.archives.add(place.name)


def put_files(crawl: Crawl, folder: Path, later: Path, numbers: range, rng: random.Random) -> None:
    for number in numbers:
        parent = (later if rng.random() < 0.5 else folder) / f"{number // 1000:04}"
        parent.mkdir(exist_ok=True)
        path = parent / f"{number:07}.txt"
        if number % POISON == POISON // 2:
            kind = list(POISONS)[number // POISON % len(POISONS)]
            path.write_bytes(POISONS[kind]())
            if kind == OVER_THE_LIMIT:
                os.truncate(path, MOST_BYTES + 1)
            crawl.poison[path.name] = kind
        else:
            path.write_bytes(ordinary(number))
            crawl.ordinary[path.name] = number


# --- the command, with kills


class Runs:
    """The same command again and again, and those who kill it."""

    def __init__(self, folder: Path, out: Path, options: argparse.Namespace) -> None:
        self.rng = random.Random(f"kills {options.seed}")
        self.out = out
        self.command = [sys.executable, "-m", "natodocs", str(folder), "--parquet", str(out)]
        self.command += ["--part", str(options.part), "--workers", str(options.workers)]
        self.workers = self.commands = 0

    def there(self) -> int:
        return len(list(self.out.glob("*.parquet")))

    def until_killed(self, parts: int) -> bool:
        """Run the command, killing workers, and kill it when so many parts more are there; or let it end."""
        end, quiet = self.there() + parts, self.there() + QUIET
        with subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            while child.poll() is None:
                there = self.there()
                if there >= end:
                    time.sleep(self.rng.random() * 0.2)
                    child.send_signal(signal.SIGKILL)
                    self.commands += 1
                elif there >= quiet and (pids := workers_of(child.pid)):
                    time.sleep(self.rng.random() * 0.2)
                    self.kill(self.rng.sample(pids, self.rng.randint(1, len(pids))))
                    quiet = self.there() + QUIET
                time.sleep(0.02)
        return child.returncode == -signal.SIGKILL

    def kill(self, pids: list[int]) -> None:
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:  # it has ended meanwhile
                continue
            self.workers += 1

    def last(self) -> subprocess.CompletedProcess[str]:
        """Run it to its end, and kill nobody."""
        return subprocess.run(self.command, capture_output=True, text=True, check=False)


def workers_of(pid: int) -> list[int]:
    """Return the workers of a process."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [
            int(child) for child in listed if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
        ]
    except OSError:  # it has ended meanwhile
        return []


# --- what came of it


def rows(out: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    for path in sorted(out.glob("*.parquet")):
        yield from pq.read_table(path, columns=["source", "url", "text", "error"]).to_pylist()


def wrong(crawl: Crawl, out: Path) -> Iterator[str]:
    """Yield what does not hold."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(out):
        name = Path(row["source"]).name
        if row["url"] is None and name.endswith(".warc.gz"):  # a place of an archive that is no record
            if name not in crawl.archives:
                yield f"{name}, which is not damaged: {row['error']}"
            continue
        found[row["url"] or name].append(row)
    for name, number in crawl.ordinary.items():
        answers = found.pop(name, [])
        if len(answers) != 1:
            yield f"{name} has {len(answers)} rows"
        elif answers[0]["error"]:
            yield f"{name} could be read: {answers[0]['error']}"
        elif f"number {number}\n" not in answers[0]["text"]:
            yield f"{name} has the text of another: {answers[0]['text'][:80]!r}"
    for name, kind in crawl.poison.items():
        answers = found.pop(name, [])
        if len(answers) != 1:
            yield f"{name} ({kind}) has {len(answers)} rows"
    for name, damage in crawl.damaged.items():
        if len(answers := found.pop(name, [])) > 1:
            yield f"{name} ({damage}) has {len(answers)} rows"
    for name in found:
        yield f"{name} was never made"


def main() -> None:
    options = arguments()
    base = Path(tempfile.mkdtemp(prefix="crawl-faults-", dir=options.folder))
    try:
        failures = show(options, base)
    finally:
        if not options.keep:
            shutil.rmtree(base)
    sys.exit("\n".join(failures[:20]) or None)


def show(options: argparse.Namespace, base: Path) -> list[str]:
    """Run everything, print what was found, and return what does not hold."""
    folder, later, out = base / "in", base / "later", base / "out"
    for place in (folder, later, out):
        place.mkdir()
    start = time.monotonic()
    crawl = make(folder, later, options)
    print(
        f"{len(crawl.ordinary):,} ordinary pages, {len(crawl.poison):,} poisoned, {len(crawl.damaged):,} damaged records",
        flush=True,
    )
    runs = Runs(folder, out, options)
    parts = -(-options.pages // options.part)
    each = max(QUIET + 3, parts // options.kills)
    runs.until_killed(each)
    add(later, folder)
    while runs.until_killed(each):
        pass
    done, again = runs.last(), runs.last()
    there = Counter(bool(row["error"]) for row in rows(out))
    closing = CLOSING.fullmatch(again.stdout.strip())
    print(f"killed: {runs.workers} workers, {runs.commands} commands; {time.monotonic() - start:.0f} s")
    print(f"{there.total():,} rows, {there[True]:,} of them with an error; {again.stdout.strip()}")
    failures = list(wrong(crawl, out))
    if closing is None or [int(said.replace(",", "")) for said in closing.groups()] != [
        there.total(),
        there[True],
    ]:
        failures.append(f"the closing line says {again.stdout.strip()!r}, and {again.stderr[-500:]!r}")
    if (done.returncode, sorted(done.stderr.splitlines())) != (1, sorted(again.stderr.splitlines())):
        failures.append(f"the same command again says something else, or ends with {again.returncode}")
    print(f"{len(failures):,} things are wrong", flush=True)
    return failures


def add(later: Path, folder: Path) -> None:
    """Put what was kept back beside what is there."""
    for path in sorted(later.rglob("*")):
        target = folder / path.relative_to(later)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        else:
            path.replace(target)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--part", type=int, default=100, help="pages in a file")
    parser.add_argument(
        "--kills", type=int, default=12, help="how many times the command itself is killed, about"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sound", action="store_true", help="damage no archive")
    parser.add_argument("--folder", type=Path, help="where pages and tables go, 1 GB for 100,000 pages")
    parser.add_argument("--keep", action="store_true", help="leave them there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
