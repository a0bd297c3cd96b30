"""What natodocs answers for all pages and texts of the data, as digests: whether a change has changed an answer.

    python benchmarks/answers.py --save before.json                # some minutes
    python benchmarks/answers.py --against before.json             # each answer that differs, and in which fields
    python benchmarks/answers.py --show pages/fundus/3/flow        # one answer, to see what differs

A page of the data is read as HTML and in each of its renderings as text; a line is read as a byline and as a
dateline, a text for its quotations. Keys name the file, the record and what was read of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from _data import DATA, require
from attrs import asdict

from natodocs import parse

Job = tuple[str, str, Any, str | None]  # key, what is read, the source, its address or language
SHOWN: Final = 40  # differences that are listed
FILES: Final = ("whole/*.txt", "cases/*.txt", "cases/*.html")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file, one JSON object a line."""
    opened = lzma.open if path.suffix == ".xz" else gzip.open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def jobs(data: Path) -> Iterator[Job]:
    """Yield all that there is to read."""
    for pattern in FILES:
        for path in sorted(data.glob(pattern)):
            yield path.relative_to(data).as_posix(), "page", path.read_bytes(), None
    for path in sorted(data.glob("*/*.jsonl.*")):
        name = path.relative_to(data).as_posix().partition(".")[0]
        for number, record in enumerate(records(path)):
            key = f"{name}/{number}"
            if "texts" in record:
                if record.get("html"):
                    yield f"{key}/html", "page", record["html"], record["url"]
                for rendering, text in record["texts"].items():
                    if text:
                        yield f"{key}/{rendering}", "page", text, None
            elif path.parent.name == "kinds":
                yield key, "page", record["text"], None
            elif path.parent.name == "lines":
                yield key, "line", record["text"], None
            else:
                yield key, "quotes", record["text"], record["language"]


def answer(job: Job) -> dict[str, str]:
    """Return what is read of a source, each field as JSON."""
    _, what, source, more = job
    if what == "page":
        page = json.loads(parse.page(source, url=more).to_json())
        return {field: written(value) for field, value in page.items() if field != "version"}  # of the form
    if what == "line":
        return {"byline": written(parse.byline(source)), "dateline": written(parse.dateline(source))}
    return {"quotes": written(parse.quotes(source, language=more))}


def written(value: Any) -> str:
    """Return a value as JSON; attrs classes as objects."""
    return json.dumps(
        value,
        ensure_ascii=False,
        default=lambda held: asdict(held) if hasattr(held, "__attrs_attrs__") else str(held),
    )


def digests(job: Job) -> tuple[str, dict[str, str]]:
    """Return the key of a job, and a digest for each field of its answer."""
    return job[0], {
        field: sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        for field, text in answer(job).items()
    }


def compare(now: dict[str, dict[str, str]], before: dict[str, dict[str, str]]) -> int:
    """Print what differs, in fields that answers had before and have now; return in how many answers."""
    differing = {
        key: fields
        for key in now.keys() & before.keys()
        if (
            fields := sorted(
                field
                for field in now[key].keys() & before[key].keys()
                if now[key][field] != before[key][field]
            )
        )
    }
    known = [{field for answer in answers.values() for field in answer} for answers in (now, before)]
    if known[0] != known[1]:
        print("fields of one of both alone, which are not compared:", *sorted(known[0] ^ known[1]))
    for key, fields in sorted(differing.items())[:SHOWN]:
        print(f"{key}: {', '.join(fields)}")
    print(
        f"{len(differing)} of {len(now)} answers differ",
        dict(Counter(key.rsplit("/", 2)[0] for key in differing)),
    )
    print(*(f"{key} is in one of both alone" for key in sorted(now.keys() ^ before.keys())[:SHOWN]), sep="\n")
    return len(differing) + len(now.keys() ^ before.keys())


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    options.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="so many at a time")
    options.add_argument("--only", default="", metavar="START", help="keys that begin so")
    options.add_argument("--save", type=Path, metavar="FILE")
    options.add_argument("--against", type=Path, metavar="FILE")
    options.add_argument("--show", metavar="KEY")
    chosen = options.parse_args()
    require(chosen.data)
    wanted: Callable[[Job], bool] = lambda job: job[0].startswith(chosen.only)
    if chosen.show:
        for job in jobs(chosen.data):
            if job[0] == chosen.show:
                for field, text in answer(job).items():
                    print(f"{field}: {json.dumps(json.loads(text), ensure_ascii=False, indent=1)}")
        return 0
    with ProcessPoolExecutor(chosen.jobs) as pool:
        now = dict(pool.map(digests, filter(wanted, jobs(chosen.data)), chunksize=16))
    whole = sha256(json.dumps(now, sort_keys=True).encode()).hexdigest()
    print(f"{len(now)} answers, all together {whole[:16]}", file=sys.stderr)
    if chosen.save:
        chosen.save.write_text(json.dumps(now, indent=0) + "\n", encoding="utf-8")
    if chosen.against:
        before = json.loads(chosen.against.read_text(encoding="utf-8"))
        return (
            1
            if compare(now, {key: value for key, value in before.items() if key.startswith(chosen.only)})
            else 0
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
