"""All the yardsticks in one table: what natodocs gives, what the best other tool gives, what is asked.

    python benchmarks/scorecard.py                          # some minutes
    python benchmarks/scorecard.py --only lines,quotes      # some of the yardsticks
    python benchmarks/scorecard.py --save now.json          # keep the figures; others in the file stay
    python benchmarks/scorecard.py --against before.json    # show what moved since then, for better or worse
    python benchmarks/scorecard.py --floors benchmarks/floors.json    # fail where a figure is worse than its floor

What is asked stands in scorecard.json: a row a figure, with its path in what the yardstick writes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from _data import DATA, Record, read_json, require

HERE = Path(__file__).resolve().parent
YARDSTICKS = ("seeds", "whole", "kinds", "calibration", "lines", "quotes", "pages", "suites", "speed")
SLOWEST_FIRST = ("pages", "suites", "quotes")
NOISE = 0.0005  # a smaller change is not shown


def command(name: str, data: Path) -> list[str]:
    """How a yardstick is called."""
    return {
        "seeds": ["seeds.py", "--pages", str(data.parent / "seeds")],
        "whole": ["seeds.py", "--pages", str(data / "whole")],
        "kinds": ["kinds.py", "--system", "natodocs", "--data", str(data / "kinds")],
        "calibration": ["calibration.py", "--data", str(data / "kinds")],
        "lines": ["lines.py", "--system", "natodocs", "--data", str(data / "lines")],
        "quotes": [
            *("quotes.py", "--system", "natodocs", "--data"),
            *map(str, sorted((data / "quotes").glob("*dev.jsonl.*"))),
        ],
        "pages": ["pages.py", str(data / "pages")],
        "suites": ["pages.py", str(data / "suites")],
        "speed": ["speed.py", "--data", str(data)],
    }[name]


def run(name: str, data: Path, folder: Path) -> Record:
    """The figures of one yardstick; empty, with a word on why, where it failed."""
    out = folder / f"{name}.json"
    script, *arguments = command(name, data)
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments, "--json", str(out)], capture_output=True, text=True
    )
    if not out.exists():
        print(f"{name}: {(done.stderr.strip().splitlines() or ['no figures'])[-1]}", file=sys.stderr)
        return {}
    return read_json(out)


def run_all(names: Sequence[str], data: Path, jobs: int) -> Iterator[tuple[str, Record]]:
    """The figures of all yardsticks, some at a time; times are taken when nothing else runs."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        order = sorted(set(names) - {"speed"}, key=lambda name: name not in SLOWEST_FIRST)
        running = {name: pool.submit(run, name, data, Path(folder)) for name in order}
        for name in (name for name in names if name in running):
            yield name, running[name].result()
        if "speed" in names:
            yield "speed", run("speed", data, Path(folder))


def at(figures: Record, path: str) -> Any:
    found: Any = figures
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def is_as_good(row: Record, value: float | None, bound: float) -> bool:
    return value is not None and (value >= bound if row["more_is_better"] else value <= bound)


def show(row: Record, value: float | None, before: float | None) -> str:
    """A line of the table."""
    other = "-" if row["other"] is None else f"{row['other']:.3f}"
    asked = f"{'>=' if row['more_is_better'] else '<='}{row['asked']:.3f}"
    now = "-" if value is None else f"{value:.3f}"
    notes = "" if is_as_good(row, value, row["asked"]) else "short"
    if value is not None and before is not None and abs(value - before) > NOISE:
        better = is_as_good(row, value, before)
        notes += f"  {'better' if better else 'WORSE'} by {abs(value - before):.3f}"
    return f"  {row['what']:44}{other:>11}{asked:>10}{now:>9}  {notes}"


def broken(rows: list[Record], now: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What is worse than its floor, of the figures that were taken."""
    found = []
    for row in rows:
        key = f"{row['of']}.{row['path']}"
        if key in now and key in floors and not is_as_good(row, now[key], floors[key]):
            found.append(f"{row['of']}: {row['what']} is {now[key]:.4f}, and its floor {floors[key]:.4f}")
    return found


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    options.add_argument("--only", default=",".join(YARDSTICKS), help=f"some of {', '.join(YARDSTICKS)}")
    options.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="so many at a time")
    options.add_argument("--save", type=Path, metavar="FILE")
    options.add_argument("--against", type=Path, metavar="FILE")
    options.add_argument("--floors", type=Path, metavar="FILE")
    chosen = options.parse_args()
    require(chosen.data)
    before = json.loads(chosen.against.read_text()) if chosen.against else {}
    floors = json.loads(chosen.floors.read_text()) if chosen.floors else {}
    rows = json.loads((HERE / "scorecard.json").read_text(encoding="utf-8"))

    now: dict[str, float] = {}
    failed: list[str] = []
    met = asked = 0
    for name, figures in run_all(chosen.only.split(","), chosen.data, chosen.jobs):
        failed += [] if figures else [name]
        print(f"\n{name:46}{'best other':>11}{'asked':>10}{'now':>9}")
        for row in (row for row in rows if row["of"] == name):
            value, key = at(figures, row["path"]), f"{name}.{row['path']}"
            if value is not None:
                now[key] = value
            met, asked = met + is_as_good(row, value, row["asked"]), asked + 1
            print(show(row, value, before.get(key)), flush=True)
    print(f"\n{met} of {asked} figures reached")
    if chosen.save:
        kept = json.loads(chosen.save.read_text()) if chosen.save.exists() else {}
        chosen.save.write_text(json.dumps(kept | now, indent=1) + "\n")
    under = [*broken(rows, now, floors), *(f"{name}: no figures" for name in failed)]
    print(*under, sep="\n", file=sys.stderr)
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
