"""Measure how far the answer for a page's text agrees with what the page's own markup says: a yardstick without labels.

    python markup.py
    python markup.py --data DIR --json out.json --errors 20 --only suites

A page is read twice: as HTML, and as the text that is left of it. Where class names and tags say plainly what a line is
(nav, figcaption, share, comment ...), the answer for HTML goes by them; the same line of the text has no marks, and has
to be known by its words and its place. So each page with good markup says how well text is read, by publishers that
nobody labelled. A line counts where the HTML's answer says that it went by the markup; one that the markup has nothing
for, and one that it only places (in a header, a sidebar, a dialog), does not. Lines are paired by their letters, in
order. What is neither menu, other story, comment nor paragraph is rare, and is counted apart: menus are most lines of most pages.
The pages of `pages` are those that the model of furniture was taught on; those of `suites`, save wcxb, are not.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from _data import DATA, Record, require
from kinds import line_kinds, ratio, squeeze

from natodocs import parse

LEARNED: Final = frozenset({"pages/fundus", "pages/trafilatura", "pages/aeb", "suites/wcxb"})
FEWEST: Final = 8  # lines whose kind the markup says; a page with fewer says nothing of a reader
SAID: Final = re.compile(r"marked as (.*) in the page")
# Marks that say where a line stands, and not what it is.
PLACES: Final = frozenset(
    {
        "header",
        "footer",
        "sidebar",
        "aside",
        "dialog",
        "button",
        "form",
        "unseen",
        "account",
        "figure",
        "prose",
    }
)
COMMON: Final = frozenset(
    {"navigation", "related", "comment", "paragraph", "heading", "title", "deck", "byline", "date"}
)
LETTERS: Final = re.compile(r"[\W_]+")


def records(file: Path, limit: int | None) -> Iterator[Record]:
    """Yield the first records of a file."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, islice(lines, limit))


def key(line: str) -> str:
    """Return the letters and digits of a line, by which it is found again in another rendering."""
    return LETTERS.sub("", line.casefold())


def said_by_markup(html: str, url: str | None) -> dict[str, list[str | None]]:
    """Return the kinds of the lines of a page as its markup says them, by their letters; `None` where it does not."""
    page = parse.page(html, url=url, media_type="text/html")
    kinds = line_kinds(page.text, [(str(b.kind), b.span.start, b.span.end) for b in page.blocks])
    reasons = line_kinds(page.text, [(b.reason, b.span.start, b.span.end) for b in page.blocks])
    found = defaultdict[str, list[str | None]](list)
    for number, line in enumerate(page.text.split("\n"), 1):
        if number in kinds:
            marks = SAID.fullmatch(reasons[number])
            plain = marks is not None and not PLACES.issuperset(marks[1].split())
            found[key(line)].append(kinds[number] if plain else None)
    return found


def compared(text: str, said: dict[str, list[str | None]]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each line of a text whose kind the markup says, with that kind and the one of the answer."""
    page = parse.page(text, media_type="text/plain")
    kinds = line_kinds(page.text, [(str(b.kind), b.span.start, b.span.end) for b in page.blocks])
    seen = Counter[str]()
    for number, line in enumerate(page.text.split("\n"), 1):
        if number not in kinds:
            continue
        letters = key(line)
        wanted = said.get(letters)
        if not letters or not wanted:
            continue
        want = wanted[min(seen[letters], len(wanted) - 1)]
        seen[letters] += 1
        if want is not None:
            yield number, want, kinds[number]


def measure(files: list[Path], limit: int | None, max_errors: int) -> tuple[Record, list[str]]:
    """Return the shares of lines on which both answers agree, and errors for reading."""
    tallies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    confused, errors = Counter[tuple[str, str]](), list[str]()
    for file in files:
        name = f"{file.parent.name}/{file.name.split('.')[0]}"
        for record in records(file, limit):
            if not record["html"]:
                continue
            said = said_by_markup(record["html"], record["url"])
            for rendering, text in record["texts"].items():
                lines = list(compared(text, said))
                if len(lines) < FEWEST:
                    continue
                printed = text.split("\n")
                groups = ["all", name, rendering, "taught on" if name in LEARNED else "not taught on"]
                for group in groups:
                    tallies[group]["pages"] += 1
                for number, want, got in lines:
                    count = Counter(lines=1, agree=want == got)
                    if want not in COMMON:
                        count += Counter(rare=1, rare_agree=want == got)
                    for group in groups:
                        tallies[group] += count
                    kinds[want] += Counter(lines=1, agree=want == got)
                    if want != got:
                        confused[want, got] += 1
                        if want not in COMMON and len(errors) < max_errors:
                            errors.append(
                                f"{record['id']} {rendering} {number}: {got}, markup {want}: {squeeze(printed[number - 1])[:90]!r}"
                            )
    report: Record = {
        group: {
            "pages": t["pages"],
            "lines": t["lines"],
            "agree": ratio(t["agree"], t["lines"]),
            "rare_lines": t["rare"],
            "rare_agree": ratio(t["rare_agree"], t["rare"]),
        }
        for group, t in sorted(tallies.items())
    }
    report["kinds"] = {
        kind: {"lines": t["lines"], "agree": ratio(t["agree"], t["lines"])}
        for kind, t in sorted(kinds.items())
    }
    report["confused"] = [[want, got, count] for (want, got), count in confused.most_common(15)]
    return report, errors


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    options.add_argument("--only", default="pages,suites", metavar="FOLDERS", help="of the data, with commas")
    options.add_argument("--limit", type=int, metavar="N", help="of each file the first N pages")
    options.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print N rare lines that are read otherwise"
    )
    options.add_argument("--json", type=Path, metavar="FILE")
    given = options.parse_args()
    require(given.data)
    files = [
        file for folder in given.only.split(",") for file in sorted((given.data / folder).glob("*.jsonl.xz"))
    ]
    report, errors = measure(files, given.limit, given.errors)
    print(f"{'':22} {'pages':>6} {'lines':>7} {'agree':>6} {'rare':>6} {'agree':>6}")
    for group, row in report.items():
        if group not in ("kinds", "confused"):
            print(
                f"{group:22} {row['pages']:6} {row['lines']:7} {row['agree'] or 0:6.3f} {row['rare_lines']:6} {row['rare_agree'] or 0:6.3f}"
            )
    for kind, row in report["kinds"].items():
        print(f"{kind:22} {'':6} {row['lines']:7} {row['agree']:6.3f}")
    print("most confused:", ", ".join(f"{want} as {got} {count}" for want, got, count in report["confused"]))
    print("\n".join(errors))
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
