#!/usr/bin/env python3
"""Hold a page parser against pages whose articles people have marked: body, comments, title, authors, date.

    python benchmarks/pages.py                                     # natodocs, HTML and text
    python benchmarks/pages.py --mode html --limit 50 --worst 10
    python benchmarks/pages.py --system NAME --adapter FILE.py     # any other parser

A page comes in three ways: `html`, and two renderings of it as plain text, `wet` (a block a line) and
`flow` (as a browser copies it). An adapter is a Python file with

    def run(record, mode) -> dict        # body: str, title: str, authors: [str], published: "YYYY-MM-DD", comments: [str]

where `record["source"]` is the page and `record["url"]` its address, if --url is given; a key that is
missing or None means that nothing was found. What is scored, and how, is said at each `score_…` below.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from _data import DATA, Record, load_script, require

Run = Callable[[Record, str], Record]

MODES = {"html": ("html",), "text": ("wet", "flow"), "both": ("html", "wet", "flow")}
WORD = re.compile(r"\w+")
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"  # soft hyphens, zero-width characters, marks of direction
SHINGLE = 4
Shingles = Counter[tuple[str, ...]]

# --- text, brought to a form that can be compared --------------------------------------------------


def shingles(text: str) -> Shingles:
    """Every run of four words with its count; a shorter text is one shingle."""
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


def shingles_by_line(lines: list[str]) -> Shingles:
    """The shingles within the lines, none across two lines and none of a line with fewer than four words."""
    return sum((shingles(line) for line in lines if len(WORD.findall(line)) >= SHINGLE), Shingles())


def squeeze(text: str | None) -> str:
    return re.sub(rf"[\s{INVISIBLE}]+", "", unicodedata.normalize("NFKC", text or "")).casefold()


def words_of(text: str | None) -> list[str]:
    return WORD.findall(re.sub(rf"[{INVISIBLE}]+", "", unicodedata.normalize("NFKC", text or "")).casefold())


def name_key(name: str) -> str:
    """A name without case, accents and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare.casefold()))


def ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


# --- scores of one page ----------------------------------------------------------------------------


def score_body(body: str, gold: list[str]) -> Record:
    """Shingles right, too many and too few, as shares of all that either text has."""
    got, want = shingles(body), shingles("\n".join(gold))
    right, extra, lacking = (got & want).total(), (got - want).total(), (want - got).total()
    return {"precision": ratio(right, right + extra), "recall": ratio(right, right + lacking)}


def score_segments(body: str, gold: Record) -> Record:
    """How many marked pieces of the article are there, and how many of the furniture are not."""
    text = squeeze(body)
    kept = [squeeze(piece) in text for piece in gold["with"] or []]
    gone = [squeeze(piece) not in text for piece in gold["without"] or []]
    return {"kept": sum(kept), "with": len(kept), "gone": sum(gone), "without": len(gone)}


def score_comments(body: str, comments: str, gold: Record) -> Record:
    """`found`: comment text in the comments; `leaked`: comment text in the body; `lost`: article text in the comments alone.

    By shingles where the whole article is marked, by marked pieces elsewhere.
    """
    if gold["body"]:
        article, said = shingles_by_line(gold["body"]), shingles_by_line(gold["comments"] or [])
        in_body, in_comments = shingles_by_line(body.split("\n")), shingles_by_line(comments.split("\n"))
        article_alone, said_alone = (
            Counter(article),
            Counter({s: n for s, n in said.items() if s not in article}),
        )
        found = ratio((said & in_comments).total(), said.total())
        leaked = ratio((said_alone & in_body).total(), said_alone.total())
        lost = ratio(((article_alone & in_comments) - in_body - said).total(), article.total())
    else:
        body, comments = squeeze(body), squeeze(comments)
        wanted, kept = ([squeeze(piece) for piece in gold[kind] or []] for kind in ("comments", "with"))
        found = ratio(sum(piece in comments for piece in wanted), len(wanted))
        leaked = ratio(sum(piece in body for piece in wanted), len(wanted))
        lost = ratio(sum(piece in comments and piece not in body for piece in kept), len(kept))
    return {"found": found, "leaked": leaked, "lost": lost}


def score_title(title: str | None, gold: str) -> Record:
    got, want = Counter(words_of(title)), Counter(words_of(gold))
    shared = (got & want).total()
    return {
        "exact": float(words_of(title) == words_of(gold)),
        "f1": 2 * shared / (got.total() + want.total()) if shared else 0.0,
    }


def score_authors(authors: list[str], gold: list[str]) -> Record:
    got, want = ({name_key(name) for name in names if name} - {""} for names in (authors, gold))
    return {"right": len(got & want), "extra": len(got - want), "lacking": len(want - got)}


def score_date(day: str | None, gold: Record) -> str:
    """`right`, `wrong` or `missing`. A day is right in the stamp's own zone, in UTC and in the publisher's country."""
    if not day:
        return "missing"
    return "right" if day[:10] in (gold["published"], *(gold["published_also"] or ())) else "wrong"


def score_page(result: Record, gold: Record, mode: str) -> Record:
    """What applies to this page. In text, a field counts only if it is printed there."""
    printed = (lambda field: True) if mode == "html" else (lambda field: gold[field])
    body, comments = result.get("body") or "", "\n".join(filter(None, result.get("comments") or []))
    scores: Record = {}
    if gold["body"]:
        scores["body"] = score_body(body, gold["body"])
    if gold["with"] or gold["without"]:
        scores["segments"] = score_segments(body, gold)
    if gold["body"] or gold["with"] or gold["comments"]:
        scores["comments"] = score_comments(body, comments, gold)
    if gold["title"] and printed("title_in_text"):
        scores["title"] = score_title(result.get("title"), gold["title"])
    if gold["authors"] and printed("author_in_text"):
        scores["authors"] = score_authors(result.get("authors") or [], gold["authors"])
    if gold["published"] and printed("date_in_text"):
        scores["date"] = score_date(result.get("published"), gold)
    return scores


# --- figures of many pages -------------------------------------------------------------------------


def mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.fmean(known) if known else None


def harmonic(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else 2 * a * b / (a + b) if a + b else 0.0


def summarise(pages: list[Record]) -> Record:
    """The figures of some pages; a part that none of them has is left out."""

    def of(part: str) -> list[Any]:
        return [page[part] for page in pages if part in page]

    figures: Record = {"pages": len(pages)}
    if bodies := of("body"):
        precision, recall = mean(b["precision"] for b in bodies), mean(b["recall"] for b in bodies)
        figures["body"] = {
            "f1": harmonic(precision, recall) if precision is not None else 0.0,
            "precision": precision,
            "recall": recall,
            "pages": len(bodies),
        }
    if segments := of("segments"):
        kept, wanted, gone, unwanted = (
            sum(s[key] for s in segments) for key in ("kept", "with", "gone", "without")
        )
        precision, recall = ratio(kept, kept + unwanted - gone), ratio(kept, wanted)
        figures["segments"] = {
            "with_kept": recall, "without_removed": ratio(gone, unwanted), "accuracy": ratio(kept + gone, wanted + unwanted),
            "f1": harmonic(precision, recall), "pages": len(segments),
        }  # fmt: skip
    if comments := of("comments"):
        figures["comments"] = {key: mean(c[key] for c in comments) for key in ("found", "leaked", "lost")}
        figures["comments"]["pages"] = sum(c["found"] is not None for c in comments)
    if titles := of("title"):
        figures["title"] = {
            "exact": mean(t["exact"] for t in titles),
            "f1": mean(t["f1"] for t in titles),
            "pages": len(titles),
        }
    if authors := of("authors"):
        right, extra, lacking = (sum(a[key] for a in authors) for key in ("right", "extra", "lacking"))
        precision, recall = ratio(right, right + extra), ratio(right, right + lacking)
        figures["authors"] = {
            "f1": harmonic(precision, recall) or 0.0,
            "precision": precision,
            "recall": recall,
            "pages": len(authors),
        }
    if dates := of("date"):
        figures["date"] = {
            verdict: dates.count(verdict) / len(dates) for verdict in ("right", "wrong", "missing")
        } | {"pages": len(dates)}
    return figures


def speed_of(seconds: list[float]) -> Record:
    ordered = sorted(seconds)
    return {
        "pages_per_second": ratio(len(seconds), sum(seconds)),
        "p99_ms": 1000 * ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))],
    }


# --- running a system ------------------------------------------------------------------------------


def run_natodocs(record: Record, mode: str) -> Record:
    from natodocs import parse

    page = parse.page(
        record["source"], url=record["url"], media_type="text/html" if mode == "html" else "text/plain"
    )
    return {
        "body": page.body,
        "title": page.title,
        "authors": [author.name for author in page.byline.authors] if page.byline else [],
        "published": page.published.value.isoformat()[:10] if page.published else None,
        "comments": [comment.text for comment in page.comments],
    }


def checked(result: Record) -> Record:
    """What a system returned, if it is of the promised types."""
    for key, value in result.items():
        parts = value if isinstance(value, (list, tuple)) and key in ("authors", "comments") else [value]
        if not all(part is None or isinstance(part, str) for part in parts):
            raise TypeError(f"{key} is {value!r:.60}")
    return result


def load_adapter(path: Path) -> ModuleType:
    return load_script(path)


def read_pages(folder: Path, sources: list[str] | None) -> Iterator[Record]:
    for path in sorted(folder.glob("*.jsonl.xz")):
        if not sources or path.name.split(".")[0] in sources:
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                yield from map(json.loads, lines)


def evaluate(run: Run, pages: list[Record], mode: str, with_url: bool) -> Record:
    """The figures of one mode, by source and by language."""
    scored, seconds, failures = list[tuple[Record, Record]](), list[float](), Counter[str]()
    for page in pages:
        record = {
            "source": page["html"] if mode == "html" else page["texts"][mode],
            "url": page["url"] if with_url else None,
        }
        if record["source"] is None:
            continue
        for _ in range(1 if seconds else 2):  # the first page twice: its first run warms up
            started = time.perf_counter()
            try:
                result, error = run(record, mode), None
            except Exception as caught:  # what a system raises is counted, and the page as nothing found
                result, error = {}, f"{type(caught).__name__}: {caught}"[:100]
            took = time.perf_counter() - started
        try:
            checked(result)
        except TypeError as caught:
            result, error = {}, str(caught)
        seconds.append(took)
        if error:
            failures[error] += 1
        scored.append((page, score_page(result, page["gold"], mode)))

    by_source, by_language = defaultdict(list), defaultdict(list)
    for page, scores in scored:
        by_source[page["source"]].append(scores)
        if page["source"] == "fundus":
            by_language[page["language"] or "?"].append(scores)
    return {
        "sources": {source: summarise(some) for source, some in sorted(by_source.items())},
        "fundus_languages": {
            language: summarise(some)
            for language, some in sorted(by_language.items(), key=lambda item: -len(item[1]))
        },
        "failures": sum(failures.values()),
        "errors": dict(failures.most_common(5)),
        "speed": speed_of(seconds) if seconds else None,
        "pages": {page["id"]: scores for page, scores in scored},
    }


# --- printing --------------------------------------------------------------------------------------

COLUMNS = {
    "body F1": ("body", "f1"), "prec": ("body", "precision"), "rec": ("body", "recall"),
    "with": ("segments", "with_kept"), "w/out": ("segments", "without_removed"), "seg acc": ("segments", "accuracy"),
    "c.found": ("comments", "found"), "c.leak": ("comments", "leaked"), "c.lost": ("comments", "lost"),
    "title=": ("title", "exact"), "titleF1": ("title", "f1"),
    "auth F1": ("authors", "f1"), "date ok": ("date", "right"), "wrong": ("date", "wrong"), "none": ("date", "missing"),
}  # fmt: skip


def row(name: str, figures: Record) -> str:
    cells = (figures.get(part, {}).get(key) for part, key in COLUMNS.values())
    return f"{name:20}{figures['pages']:>6}" + "".join(
        f"{'-':>8}" if cell is None else f"{cell:8.3f}" for cell in cells
    )


def report(results: dict[str, Record], pages: list[Record], worst: int) -> None:
    header = f"{'':20}{'pages':>6}" + "".join(f"{name:>8}" for name in COLUMNS)
    for mode, result in results.items():
        print(f"\n{mode}\n{header}")
        for source, figures in result["sources"].items():
            print(row(source, figures))
        for language, figures in result["fundus_languages"].items():
            if figures["pages"] >= 3:
                print(row(f"  fundus, {language}", figures))
        if result["speed"]:
            print(
                f"{result['speed']['pages_per_second']:.1f} pages a second, p99 {result['speed']['p99_ms']:.1f} ms, {result['failures']} failures {result['errors'] or ''}"
            )
        if worst:
            ranked = sorted(
                (harmonic(s["body"]["precision"] or 0.0, s["body"]["recall"]), key)
                for key, s in result["pages"].items()
                if "body" in s
            )
            print("\n".join(f"  {f1:.3f} {key}" for f1, key in ranked[:worst]))


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path, nargs="?", default=DATA / "pages", help="folder with *.jsonl.xz")
    options.add_argument("--mode", choices=MODES, default="both")
    options.add_argument("--source", action="append", help="only this source; may be repeated")
    options.add_argument("--limit", type=int, help="only the first N pages of each source")
    options.add_argument("--system", default="natodocs")
    options.add_argument("--adapter", type=Path, help="Python file of a system other than natodocs")
    options.add_argument("--url", action="store_true", help="tell the system the page's address")
    options.add_argument(
        "--worst", type=int, default=0, metavar="N", help="name the N pages with the worst body"
    )
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    chosen = options.parse_args()
    if chosen.system != "natodocs" and not chosen.adapter:
        options.error("a system other than natodocs needs --adapter")

    require(chosen.data)
    run = load_adapter(chosen.adapter).run if chosen.adapter else run_natodocs
    seen: Counter[str] = Counter()
    pages = []
    for page in read_pages(chosen.data, chosen.source):
        seen[page["source"]] += 1
        if not chosen.limit or seen[page["source"]] <= chosen.limit:
            pages.append(page)
    if not pages:
        options.error(f"no pages in {chosen.data}")

    results = {mode: evaluate(run, pages, mode, chosen.url) for mode in MODES[chosen.mode]}
    print(f"{chosen.system}: {len(pages)} pages")
    report(results, pages, chosen.worst)
    if chosen.json:
        chosen.json.write_text(
            json.dumps({"system": chosen.system, "modes": results}, indent=1, ensure_ascii=False),
            encoding="utf-8",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
