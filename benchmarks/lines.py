"""Measure dateline and byline detection on single lines and paragraphs.

    python lines.py --system natodocs
    python lines.py --adapter my_adapter.py --data DIR --json out.json --errors 20

The data folder holds datelines.jsonl.gz and bylines.jsonl.gz (see its README.md). An adapter is a Python
file with one or both of these functions, which return None where there is nothing to find:

    dateline(text) -> {"place", "region", "date", "agency", "span"} or None
    byline(text)   -> {"authors": [names], "role", "affiliation"} or None

`date` may be a date, "YYYY-MM-DD" or, without a year, "--MM-DD". Missing keys count as None. An exception
counts as a failure: a miss where there is something to find, a false alarm where there is nothing.
Items marked "optional" (no place in the dateline; a bare name without a cue) are reported apart.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from _data import DATA, Record, load_script, read_items, require

Read = Callable[[str], Record | None]

FAILED = object()


# --- systems -----------------------------------------------------------------------------------------


def load_natodocs() -> dict[str, Read]:
    from natodocs import parse

    def dateline(text: str) -> Record | None:
        found = parse.dateline(text)
        if found is None:
            return None
        date = getattr(found.date, "value", found.date)
        span = (found.span.start, found.span.end)
        return {
            "place": found.place,
            "region": found.region,
            "date": date,
            "agency": found.source,
            "span": span,
        }

    def byline(text: str) -> Record | None:
        found = parse.byline(text)
        if found is None:
            return None
        authors = found.authors
        first: Callable[[str], str | None] = lambda name: next(
            filter(None, (getattr(a, name) for a in authors)), None
        )
        return {
            "authors": [a.name for a in found.authors],
            "role": first("role"),
            "affiliation": first("affiliation"),
        }

    return {"dateline": dateline, "byline": byline}


def load_adapter(path: str) -> dict[str, Read]:
    module = load_script(Path(path))
    return {name: getattr(module, name) for name in ("dateline", "byline") if hasattr(module, name)}


# --- comparing ---------------------------------------------------------------------------------------


def tidy(value: object) -> str | None:
    return re.sub(r"\s+", " ", str(value)).strip(" .,;") if value else None


def same(found: Any, gold: Any) -> bool:
    return tidy(found) == tidy(gold)


def month_and_day(date: object) -> tuple[int | None, int, int] | None:
    """(year or None, month, day) of a date object, "YYYY-MM-DD" or "--MM-DD"; None for anything else."""
    match = re.match(r"(\d{4}|-)-(\d\d)-(\d\d)", str(date)) if date else None
    return (None if match[1] == "-" else int(match[1]), int(match[2]), int(match[3])) if match else None


def same_date(found: object, gold: object, year_printed: bool | None) -> bool:
    got, wanted = month_and_day(found), month_and_day(gold)
    if not got or not wanted:
        return got == wanted
    return got[1:] == wanted[1:] and (not year_printed or got[0] == wanted[0])


def same_span(found: Any, gold: Any, text: str) -> bool:
    """Starts where it should, blanks apart; ends after the last word or anywhere in the dash that follows it."""
    start, end = gold["span"]
    if not found or found[0] > start or text[found[0] : start].strip():
        return False
    return bool(end <= found[1] <= gold["body"])


def compare_dateline(found: Any, gold: Any, text: str) -> dict[str, bool]:
    checks = {
        "place": same(found.get("place"), gold["place"]),
        "region": same(found.get("region"), gold["region"]),
    }
    checks["date"] = same_date(found.get("date"), gold["date"], gold.get("year_printed"))
    checks["agency"] = same(found.get("agency"), gold["agency"])
    checks["span"] = same_span(found.get("span"), gold, text)
    return checks


def names(authors: Iterable[str] | None) -> set[str]:
    return {name.casefold() for name in map(tidy, authors or ()) if name}


def compare_byline(found: Any, gold: Any) -> tuple[dict[str, bool], Counter[str]]:
    wanted, got = names(gold["authors"]), names(found.get("authors"))
    if got != wanted and gold["affiliation"]:
        got -= names([gold["affiliation"]])  # "Jane Doe and AP": the agency as an author is no error
    checks = {"authors": got == wanted}
    for key in ("role", "affiliation"):
        checks[key] = same(found.get(key), gold[key])
    return checks, Counter(hit=len(got & wanted), extra=len(got - wanted), missed=len(wanted - got))


# --- scoring -----------------------------------------------------------------------------------------


def ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def f1(precision: float | None, recall: float | None) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision and recall else 0.0


class Score:
    """Counts for one group of items."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields, self.n, self.of, self.right = fields, Counter[str](), Counter[str](), Counter[str]()
        self.author = Counter[str]()

    def add(
        self,
        gold: Any,
        found: Any,
        checks: dict[str, bool] | None,
        authors: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.n["items"] += 1
        self.n["failed"] += found is FAILED
        self.author.update(authors)
        if not gold:
            self.n["negative"] += 1
            self.n["false_alarm"] += found is not None
            return
        self.n["positive"] += 1
        self.n["detected"] += bool(checks)
        for field in self.fields:
            if field in ("place", "span", "authors") or gold.get(field):
                self.of[field] += 1
                self.right[field] += bool(checks and checks[field])
        self.n["all_right"] += bool(checks and all(ok for key, ok in checks.items() if key != "span"))

    def report(self) -> Record:
        n = self.n
        precision = ratio(n["detected"], n["detected"] + n["false_alarm"])
        recall = ratio(n["detected"], n["positive"])
        out = {"items": n["items"], "positives": n["positive"], "precision": precision, "recall": recall}
        out["f1"] = f1(precision, recall) if n["positive"] else None
        out["false_positive_rate"] = ratio(n["false_alarm"], n["negative"])
        for field in self.fields:
            out[field] = ratio(self.right[field], self.of[field])
        out["all_right"] = ratio(n["all_right"], n["positive"])
        if "authors" in self.fields:
            a = self.author
            out["author_f1"] = f1(
                ratio(a["hit"], a["hit"] + a["extra"]), ratio(a["hit"], a["hit"] + a["missed"])
            )
        out["failed"] = n["failed"]
        return out


def call(function: Read, text: str) -> Any:
    try:
        return function(text)
    except Exception:  # whatever a system raises is its answer, and counts as nothing found
        return FAILED


def evaluate(
    task: str, function: Read, items: list[Record], group_by: list[str], max_errors: int
) -> tuple[Record, list[tuple[Record, Any]]]:
    fields = (
        ("place", "region", "date", "agency", "span")
        if task == "dateline"
        else ("authors", "role", "affiliation")
    )
    groups: defaultdict[str, Score] = defaultdict(lambda: Score(fields))
    errors: list[tuple[Record, Any]] = []
    started = time.perf_counter()
    answers = [call(function, item["text"]) for item in items]
    seconds = time.perf_counter() - started
    for item, found in zip(items, answers):
        gold, checks = item["gold"], None
        authors: Mapping[str, int] = {}
        answered = found is not None and found is not FAILED
        if task == "dateline" and gold and answered:
            checks = compare_dateline(found, gold, item["text"])
        elif task == "byline" and gold and answered:
            checks, authors = compare_byline(found, gold)
        elif task == "byline" and gold:
            authors = {"missed": len(gold["authors"])}
        elif task == "byline" and answered:
            authors = {"extra": len(names(found.get("authors")))}
        keys = ["optional"] if item.get("optional") else ["all"] + [f"{by}={item.get(by)}" for by in group_by]
        for key in keys:
            groups[key].add(gold, found, checks, authors)
        wrong = (
            not (checks and all(ok for key, ok in checks.items() if key != "span"))
            if gold
            else found is not None
        )
        if wrong and not item.get("optional"):
            errors.append((item, "exception" if found is FAILED else found))
    report: Record = {key: score.report() for key, score in sorted(groups.items(), key=lambda pair: pair[0])}
    report["items_per_second"] = round(len(items) / seconds) if seconds else None
    positives = [k for k in report if k.startswith("source=") and report[k]["positives"]]
    for field in ("recall", fields[0]):
        report[f"mean_{field}_over_sources"] = ratio(sum(report[k][field] for k in positives), len(positives))
    step = max(1, len(errors) // max_errors) if max_errors else 1
    return report, errors[::step][:max_errors]


# --- printing ----------------------------------------------------------------------------------------


def print_report(task: str, report: Record, smallest: int) -> None:
    """Print the groups of at least `smallest` items; the JSON has them all."""
    print(f"\n## {task}: {report['items_per_second']} items/second")
    rows = [(key, row) for key, row in report.items() if isinstance(row, dict)]
    rows = [(key, row) for key, row in rows if key == "all" or row["items"] >= smallest]
    rows.sort(key=lambda pair: (pair[0] not in ("all", "optional"), pair[0]))
    columns = list(rows[0][1])
    print("| group | " + " | ".join(columns) + " |\n|" + " --- |" * (len(columns) + 1))
    for key, row in rows:
        cells = ["" if v is None else f"{v:.3f}" if isinstance(v, float) else str(v) for v in row.values()]
        print(f"| {key} | " + " | ".join(cells) + " |")
    print({key: value for key, value in report.items() if key.startswith("mean_")})


def print_errors(errors: list[tuple[Record, Any]]) -> None:
    for item, found in errors:
        print(f"\n{item['id']} [{item['source']}, {item['language']}, {item.get('form')}]")
        print("  text ", repr(item["text"][:160]))
        print("  gold ", json.dumps(item["gold"], ensure_ascii=False))
        print("  found", found if found is None else json.dumps(found, ensure_ascii=False, default=str))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    system = parser.add_mutually_exclusive_group(required=True)
    system.add_argument("--system", choices=["natodocs"])
    system.add_argument("--adapter", metavar="FILE")
    parser.add_argument("--data", type=Path, default=DATA / "lines", metavar="DIR")
    parser.add_argument("--only", choices=["dateline", "byline"])
    parser.add_argument("--by", default="source,language", help="item keys to group by: source,language,form")
    parser.add_argument("--source", help="only the items of this source")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N wrong cases of each task")
    parser.add_argument("--smallest", type=int, default=10, metavar="N", help="print no group of fewer items")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args(argv)
    require(args.data)
    functions = load_natodocs() if args.system else load_adapter(args.adapter)
    reports: Record = {}
    for task, function in functions.items():
        if args.only and task != args.only:
            continue
        items = read_items(args.data / f"{task}s.jsonl.gz")
        if args.source:
            items = [item for item in items if item["source"] == args.source]
        reports[task], errors = evaluate(task, function, items, args.by.split(","), args.errors)
        print_report(task, reports[task], args.smallest)
        print_errors(errors if args.errors else [])
    if args.json:
        args.json.write_text(json.dumps(reports, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
