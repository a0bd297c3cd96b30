"""Measure the kind of every line of a page dump, and the list of its reader comments.

    python kinds.py --system natodocs
    python kinds.py --adapter my_adapter.py --data DIR --json out.json --errors 20

The data folder holds pages.jsonl.gz and comments.jsonl.gz (see its README.md). An adapter is a Python file
with this function:

    run(text) -> {"blocks": [(kind, start, end), ...], "body": str,
                  "comments": [{"start", "end", "author", "posted"}, ...]}

A line has the kind of the block that holds its first printed character. It is right when that is one of the
kinds which the gold accepts; otherwise it counts against the first, the best of them. An exception makes
every line of its page wrong and every comment missed.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from _data import DATA, Record, load_script, read_items, require

Block = tuple[str, int, int]  # kind, start, end
Run = Callable[[str], Record]

GROUPS = {
    "article": ("title", "deck", "byline", "date", "heading", "paragraph"),
    "media": ("caption", "credit"),
    "reader": ("comment", "comment_ui"),
}
GROUP = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
FAILED: Record = {"blocks": [], "body": "", "comments": []}


# --- systems -----------------------------------------------------------------------------------------


def load_natodocs() -> Run:
    from natodocs import parse

    def run(text: str) -> Record:
        page = parse.page(text, media_type="text/plain")
        blocks = [(str(b.kind), b.span.start, b.span.end) for b in page.blocks]
        if page.text != text or any(b.text != text[b.span.start : b.span.end] for b in page.blocks):
            blocks.append(("altered", 0, len(text)))  # overlaps, so the page counts as not lossless
        comments = [
            {"start": c.span.start, "end": c.span.end, "author": c.author, "posted": c.posted}
            for c in page.comments
        ]
        return {"blocks": blocks, "body": page.body, "comments": comments}

    return run


def load_adapter(path: str) -> Run:
    run: Run = load_script(Path(path)).run
    return run


def attempt(run: Run, text: str) -> tuple[Record, bool]:
    """The answer of a system, and whether it raised."""
    try:
        return run(text), False
    except Exception:  # whatever a system raises is its answer, and counts as nothing found
        return FAILED, True


# --- comparing ---------------------------------------------------------------------------------------


def squeeze(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def printed(text: str) -> int:
    """How many characters are no blanks."""
    return len(re.sub(r"\s", "", text))


def ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def scores(hit: int, extra: int, missed: int) -> dict[str, float | None]:
    """Precision, recall and F1."""
    precision, recall = ratio(hit, hit + extra), ratio(hit, hit + missed)
    return {"precision": precision, "recall": recall, "f1": ratio(2 * hit, 2 * hit + extra + missed)}


def tiles(blocks: list[Block], text: str) -> bool:
    """Whether the blocks cover the text in order, without a gap or an overlap."""
    position = 0
    for _, start, end in blocks:
        if start != position or end < start:
            return False
        position = end
    return position == len(text)


def line_kinds(text: str, blocks: list[Block]) -> dict[int, str]:
    """The kind found for each line that is not blank, by line number."""
    blocks = sorted(blocks, key=lambda block: block[1])
    starts, kinds, offset = [start for _, start, _ in blocks], dict[int, str](), 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            first = offset + len(line) - len(line.lstrip())
            at = bisect.bisect_right(starts, first) - 1
            kinds[number] = blocks[at][0] if at >= 0 and first < blocks[at][2] else "none"
        offset += len(line) + 1
    return kinds


def overlap(one: Record, other: Record) -> int:
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared)


def match(gold: list[Record], found: list[Record], threshold: float = 0.7) -> dict[int, int]:
    """Pairs of a gold and a found comment whose intersection is at least `threshold` of their union, best first."""
    pairs = []
    for i, wanted in enumerate(gold):
        for j, got in enumerate(found):
            shared = overlap(wanted, got)
            union = wanted["end"] - wanted["start"] + got["end"] - got["start"] - shared
            if shared and shared / union >= threshold:
                pairs.append((shared / union, i, j))
    matched, taken = dict[int, int](), set[int]()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def leaked(lines: list[str], body: str) -> int:
    """Printed characters of the lines that are in the body: as whole lines or, where long, inside another."""
    whole = {squeeze(line) for line in body.split("\n")}
    body = squeeze(body)
    lines = [squeeze(line) for line in lines]
    return sum(printed(line) for line in lines if line in whole or (len(line) >= 20 and line in body))


# --- scoring -----------------------------------------------------------------------------------------


def score_lines(run: Run, pages: list[Record], max_errors: int) -> tuple[Record, list[str]]:
    tallies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    hit, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    confused, errors, broken, failures = Counter[tuple[str, str]](), list[str](), 0, 0
    for page in pages:
        answer, failed = attempt(run, page["text"])
        failures += failed
        broken += not tiles(answer["blocks"], page["text"])
        found, lines = line_kinds(page["text"], answer["blocks"]), page["text"].split("\n")
        english = "English" if page["language"] == "en" else "other languages"
        for number, accepted in page["lines"].items():
            got, best = found[int(number)], accepted[0]
            right = got in accepted
            groups = {GROUP.get(kind, "furniture") for kind in accepted}
            count = Counter(lines=1, right=right, best=got == best)
            count["group"] = got != "none" and GROUP.get(got, "furniture") in groups
            for key in ("all", page["rendering"], english):
                tallies[key] += count
            tallies["group " + GROUP.get(best, "furniture")] += count
            if right:
                hit[got] += 1
                continue
            missed[best] += 1
            extra[got] += 1
            confused[best, got] += 1
            shown = squeeze(lines[int(number) - 1])[:90]
            errors.append(f"{page['id']} {number}: {got}, not {'/'.join(accepted)}: {shown!r}")
    kinds = sorted(hit.keys() | missed.keys())
    per_kind: dict[str, Record] = {}
    for kind in kinds:
        per_kind[kind] = {"lines": hit[kind] + missed[kind], **scores(hit[kind], extra[kind], missed[kind])}
    report: Record = {
        "pages": len(pages),
        "lines": tallies["all"]["lines"],
        "failures": failures,
        "not_lossless": broken,
    }
    report["accuracy"] = ratio(tallies["all"]["right"], tallies["all"]["lines"])
    report["macro_f1"] = ratio(sum(row["f1"] for row in per_kind.values()), len(per_kind))
    report["best_kind_accuracy"] = ratio(tallies["all"]["best"], tallies["all"]["lines"])
    report["group_accuracy"] = ratio(tallies["all"]["group"], tallies["all"]["lines"])
    report["by"] = {}
    for key, t in sorted(tallies.items()):
        rates = {"accuracy": ratio(t["right"], t["lines"]), "group_accuracy": ratio(t["group"], t["lines"])}
        report["by"][key] = {"lines": t["lines"], **rates}
    report["kinds"] = per_kind
    report["confused"] = [[best, got, count] for (best, got), count in confused.most_common(15)]
    return report, spread(errors, max_errors)


def score_comments(run: Run, pages: list[Record], max_errors: int) -> tuple[Record, list[str]]:
    n, errors = Counter[str](), list[str]()
    for page in pages:
        text, gold = page["text"], page["comments"]
        answer, failed = attempt(run, text)
        found = answer["comments"]
        matched = match(gold, found)
        wanted = [i for i, comment in enumerate(gold) if not comment.get("pingback")]
        spare = sum(1 for i in matched if gold[i].get("pingback"))
        n["failures"] += failed
        n["hit"] += len(matched) - spare
        n["extra"] += len(found) - len(matched)
        n["missed"] += len(wanted) - len(matched) + spare
        article = squeeze(text[: page["body_end"]])
        for i in wanted:
            own = [
                line
                for line in text[gold[i]["start"] : gold[i]["end"]].split("\n")
                if squeeze(line) not in article
            ]
            n["comment_chars"] += sum(map(printed, own))
            n["leaked"] += leaked(own, answer["body"])
            if i not in matched:
                errors.append(
                    f"{page['id']}: missed: {squeeze(text[gold[i]['start'] : gold[i]['end']])[:90]!r}"
                )
                continue
            got = found[matched[i]]
            if gold[i]["author"] or got["author"]:
                n["authors"] += 1
                n["author_right"] += squeeze(got["author"]) == squeeze(gold[i]["author"])
            n["posted_right"] += (got["posted"] is not None) == (gold[i]["posted"] is not None)
            if squeeze(got["author"]) != squeeze(gold[i]["author"]):
                errors.append(f"{page['id']}: author {got['author']!r}, not {gold[i]['author']!r}")
        for j in set(range(len(found))) - set(matched.values()):
            errors.append(
                f"{page['id']}: too much: {squeeze(text[found[j]['start'] : found[j]['end']])[:90]!r}"
            )
        taken = {k for c in found for k in range(c["start"], min(c["end"], page["body_end"]))}
        n["article_chars"] += printed(text[: page["body_end"]])
        n["lost"] += sum(not text[k].isspace() for k in taken)
    report: Record = {"pages": len(pages), "comments": n["hit"] + n["missed"], "failures": n["failures"]}
    report |= scores(n["hit"], n["extra"], n["missed"])
    report["author_exact"] = ratio(n["author_right"], n["authors"])
    report["posted_present"] = ratio(n["posted_right"], n["hit"])
    report["comment_characters_in_body"] = ratio(n["leaked"], n["comment_chars"])
    report["article_characters_in_comments"] = ratio(n["lost"], n["article_chars"])
    return report, spread(errors, max_errors)


def spread(errors: list[str], most: int) -> list[str]:
    """At most that many errors, taken evenly from all pages."""
    return errors[:: max(1, len(errors) // most)][:most] if most else []


# --- printing ----------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    cell = lambda value: "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
    print(f"\n| {' | '.join(head)} |\n|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(map(cell, row)) + " |")


def print_lines(report: Record) -> None:
    print("## lines")
    table(
        ["what", "value"],
        [(key, value) for key, value in report.items() if not isinstance(value, (dict, list))],
    )
    table(
        ["part", "lines", "accuracy", "group accuracy"],
        [(key, *row.values()) for key, row in report["by"].items()],
    )
    kinds = sorted(report["kinds"].items(), key=lambda pair: -pair[1]["lines"])
    table(["kind", "lines", "precision", "recall", "f1"], [(kind, *row.values()) for kind, row in kinds])
    table(["gold", "found", "lines"], report["confused"])


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    system = parser.add_mutually_exclusive_group(required=True)
    system.add_argument("--system", choices=["natodocs"])
    system.add_argument("--adapter", metavar="FILE")
    parser.add_argument("--data", type=Path, default=DATA / "kinds", metavar="DIR")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print N wrong lines and N comment errors"
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args(argv)
    require(args.data)
    run = load_natodocs() if args.system else load_adapter(args.adapter)
    lines, wrong_lines = score_lines(run, read_items(args.data / "pages.jsonl.gz"), args.errors)
    comments, wrong_comments = score_comments(run, read_items(args.data / "comments.jsonl.gz"), args.errors)
    print_lines(lines)
    print("\n## comments")
    table(["what", "value"], comments.items())
    print(*wrong_lines, *wrong_comments, sep="\n")
    if args.json:
        args.json.write_text(
            json.dumps({"lines": lines, "comments": comments}, indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
