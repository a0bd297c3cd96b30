"""Whole pages and what a careful reader gets out of each.

A folder under `tests/pages` is a case: `page.txt` or `page.html`, and `expected.toml`; a new case adds files
and no code. The pages of `examples` are cases too: their folder has `expected.toml` alone, whose `page` says
where the page is.

Keys of `expected.toml` (a field that is not there is expected to be `None` or empty):

- `why`: what the page is there for.
- `title`, `authors`, `dateline` (a table), `published`, `modified`, `clock` (ISO 8601), `language`, `tags`.
- `lines`: "kind: opening words" of each line that is not blank; of an HTML page, of as many as are named.
  Kinds that are as good have a bar between them.
- `[[quotes]]`: `kind`, `text` (or `parts`, the passages of an interrupted one), `speaker`, `cue` (not checked
  where missing).
- `[[comments]]`: `author`, `posted`, `depth`, and the words that it `begins` and `ends` with.
- `absent`: what must not be in the text of an HTML page.
- `unchecked`: names of checks that the page leaves open.
- `[known_failures]`: check = "why". Run too: one that is cured fails the test until it is taken out.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from natodocs import Block, BlockKind, Page, QuoteKind, Timestamp, parse

if TYPE_CHECKING:
    from collections.abc import Callable

HERE: Final = Path(__file__).parent
CASES: Final = sorted(path.parent for path in (HERE / "pages").glob("*/expected.toml"))
BODY: Final = frozenset({BlockKind.DECK, BlockKind.HEADING, BlockKind.PARAGRAPH})
BREAK: Final = re.compile(r"\r\n|[\n\r\f]")

Expected = dict[str, Any]
Answer = tuple[object, object]  # what the page gave, and what was expected


def squeeze(text: str) -> str:
    """Return the text with one blank for any stretch of them."""
    return re.sub(r"\s+", " ", text).strip()


def letters(text: str) -> str:
    """Return letters and digits alone."""
    return re.sub(r"[\W_]+", "", text)


def printed_lines(page: Page) -> list[tuple[str, Block]]:
    """Return each line that is not blank, squeezed, with the block in which it stands."""
    found, position = [], 0
    for line in BREAK.split(page.text):
        start = page.text.index(line, position)
        position = start + len(line)
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            found.append((squeeze(line), next(b for b in page.blocks if b.span.start <= first < b.span.end)))
    return found


def check_title(page: Page, expected: Expected) -> Answer:
    return page.title, expected.get("title")


def check_authors(page: Page, expected: Expected) -> Answer:
    return [author.name for author in page.byline.authors] if page.byline else [], expected.get("authors", [])


def check_dateline(page: Page, expected: Expected) -> Answer:
    got, want = page.dateline, expected.get("dateline")
    names = ("place", "region", "date", "source")
    return (
        [got.place, got.region, str(got.date) if got.date else None, got.source] if got else None,
        [want.get(name) for name in names] if want else None,
    )


def moment(timestamp: Timestamp | None) -> str | None:
    """Return a moment as `expected.toml` writes it: without seconds."""
    return re.sub(r"(T\d\d:\d\d):\d\d(?:\.\d+)?", r"\1", timestamp.value.isoformat()) if timestamp else None


def check_published(page: Page, expected: Expected) -> Answer:
    return moment(page.published), expected.get("published")


def check_modified(page: Page, expected: Expected) -> Answer:
    return moment(page.modified), expected.get("modified")


def check_clock(page: Page, expected: Expected) -> Answer:
    return moment(page.clock), expected.get("clock")


def check_language(page: Page, expected: Expected) -> Answer:
    return page.language, expected.get("language")


def check_tags(page: Page, expected: Expected) -> Answer:
    return [squeeze(tag) for tag in page.tags], expected.get("tags", [])


def rows_of(page: Page, expected: Expected) -> list[tuple[str, str, tuple[str, Block] | None]]:
    """Return the kinds and opening words of each expected line, with the line of the page, if it is there."""
    lines, found = printed_lines(page), []
    every = len(lines) == len(expected["lines"])
    for row in expected["lines"]:
        kinds, opening = row.split(": ", 1)
        places = range(len(lines)) if not every else range(1)
        place = next((at for at in places if lines[at][0].startswith((opening, f"• {opening}"))), None)
        found.append((kinds, opening, None if place is None else lines[place]))
        lines = lines[1 if place is None and every else 0 if place is None else place + 1 :]
    return found


def check_lines(page: Page, expected: Expected) -> Answer:
    """Every line has its kind; a wrong one shows as "kind: opening words" with the kind that it got."""
    got = list[str]()
    for kinds, opening, line in rows_of(page, expected):
        kind = str(line[1].kind) if line else "missing"
        got.append(f"{kinds if kind in kinds.split('|') else kind}: {opening}")
    return got, expected["lines"]


def check_body(page: Page, expected: Expected) -> Answer:
    """The body holds all lines that can be nothing else, and none that must be something else."""
    body, missing, leaked = letters(page.body), list[str](), list[str]()
    for kinds, opening, line in rows_of(page, expected):
        allowed = set(kinds.split("|"))
        words = letters(line[0] if line else opening)
        if allowed <= BODY and words not in body:
            missing.append(opening)
        elif not allowed & BODY and len(words) > 12 and words in body and words != letters(page.title or ""):
            leaked.append(opening)
    return {"missing": missing, "leaked in": leaked}, {"missing": [], "leaked in": []}


def passages(page: Page, quote_parts: Any) -> str:
    return " // ".join(squeeze(page.text[part.start : part.end].replace("**", "")) for part in quote_parts)


def quotes_of(page: Page, expected: Expected, *, indirect: bool) -> Answer:
    got = [
        f"{quote.kind}: {passages(page, quote.parts)}"
        for quote in page.quotes
        if (quote.kind is QuoteKind.INDIRECT) == indirect
    ]
    want = [
        f"{quote['kind']}: {' // '.join(quote.get('parts') or [quote['text']])}"
        for quote in expected.get("quotes", [])
        if (quote["kind"] == "indirect") == indirect
    ]
    return got, want


def check_quotes(page: Page, expected: Expected) -> Answer:
    return quotes_of(page, expected, indirect=False)


def check_indirect(page: Page, expected: Expected) -> Answer:
    return quotes_of(page, expected, indirect=True)


def check_speakers(page: Page, expected: Expected) -> Answer:
    """Of each expected quotation that was found: whose it is, and what says so."""
    found = {passages(page, quote.parts): quote for quote in page.quotes}
    got, want = list[str](), list[str]()
    for row in expected.get("quotes", []):
        text = " // ".join(row.get("parts") or [row["text"]])
        quote = found.get(text)
        if quote is None:
            continue  # that is what `quotes` and `indirect` say
        name = quote.speaker.name if quote.speaker else None
        cue = quote.cue.text if quote.cue and "cue" in row else row.get("cue")
        if "cue" in row and not quote.cue:
            cue = None
        got.append(f"{name}, {cue}: {text}")
        want.append(f"{row.get('speaker')}, {row.get('cue')}: {text}")
    return got, want


def check_comments(page: Page, expected: Expected) -> Answer:
    """Every comment, its author and time, and the words that it begins and ends with."""
    want = [
        (row.get("author"), row.get("posted"), row["begins"], row["ends"])
        for row in expected.get("comments", [])
    ]
    got = []
    for number, comment in enumerate(page.comments):
        text = squeeze(comment.text)
        begins, ends = want[number][2:] if number < len(want) else ("", "")
        shown = (
            begins if text.startswith(begins) else text[: len(begins)],
            ends if text.endswith(ends) else text[-len(ends) :],
        )
        got.append((comment.author, comment.posted, *shown))
    return got, want


def check_depths(page: Page, expected: Expected) -> Answer:
    return [comment.depth for comment in page.comments], [
        row["depth"] for row in expected.get("comments", [])
    ]


def check_absent(page: Page, expected: Expected) -> Answer:
    return [words for words in expected.get("absent", []) if words in page.text], []


CHECKS: Final[dict[str, Callable[[Page, Expected], Answer]]] = {
    "title": check_title,
    "authors": check_authors,
    "dateline": check_dateline,
    "published": check_published,
    "modified": check_modified,
    "clock": check_clock,
    "language": check_language,
    "tags": check_tags,
    "lines": check_lines,
    "body": check_body,
    "quotes": check_quotes,
    "indirect": check_indirect,
    "speakers": check_speakers,
    "comments": check_comments,
    "depths": check_depths,
    "absent": check_absent,
}
KEYS: Final = {"why", "page", "unchecked", "known_failures", *CHECKS} - {
    "body",
    "indirect",
    "speakers",
    "depths",
}


def page_of(case: Path) -> Path:
    """Return where the page of a case is."""
    named = load(case).get("page")
    return HERE.parent / named if named else next(case.glob("page.*"))


def load(case: Path) -> Expected:
    return tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("check", CHECKS)
def test_page(case: Path, check: str) -> None:
    expected = load(case)
    if check in expected.get("unchecked", []):
        return
    got, want = CHECKS[check](parse.page(page_of(case).read_bytes()), expected)
    reason = expected.get("known_failures", {}).get(check)
    if reason is None:
        assert got == want
    elif got == want:
        pytest.fail(f"cured: take {check!r} out of [known_failures] in {case.name}/expected.toml")
    else:
        pytest.xfail(reason)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
class TestCasesAreSound:
    """What is expected of a page can be expected of it."""

    def test_keys(self, case: Path) -> None:
        expected = load(case)
        assert set(expected) <= KEYS
        assert expected["why"]
        assert set(expected.get("known_failures", {})) | set(expected.get("unchecked", [])) <= set(CHECKS)

    def test_kinds(self, case: Path) -> None:
        kinds = {kind for row in load(case)["lines"] for kind in row.split(": ", 1)[0].split("|")}
        assert kinds <= {str(kind) for kind in BlockKind}

    def test_every_line_of_plain_text_has_its_kind(self, case: Path) -> None:
        path = page_of(case)
        if path.suffix == ".txt":
            lines = [squeeze(line) for line in BREAK.split(path.read_bytes().decode("utf-8")) if line.strip()]
            openings = [row.split(": ", 1)[1] for row in load(case)["lines"]]
            assert len(lines) == len(openings)
            assert all(line.startswith(opening) for line, opening in zip(lines, openings, strict=True))

    def test_quotations_and_comments_stand_on_the_page(self, case: Path) -> None:
        expected, path = load(case), page_of(case)
        if path.suffix == ".txt":
            text = squeeze(path.read_bytes().decode("utf-8").replace("**", ""))
            quoted = [
                part for row in expected.get("quotes", []) for part in row.get("parts") or [row["text"]]
            ]
            said = [words for row in expected.get("comments", []) for words in (row["begins"], row["ends"])]
            assert [words for words in quoted + said if words not in text] == []


def test_examples_are_all_cases() -> None:
    cases = {page_of(case).resolve() for case in CASES}
    examples = {
        path.resolve() for path in (HERE.parent / "examples").iterdir() if path.suffix in (".txt", ".html")
    }
    assert len(examples) >= 5
    assert examples <= cases


@pytest.mark.parametrize(
    "case", [case for case in CASES if page_of(case).suffix == ".txt"], ids=lambda case: case.name
)
def test_bytes_are_read_as_their_text(case: Path) -> None:
    content = page_of(case).read_bytes()
    assert parse.page(content) == parse.page(content.decode("utf-8"))
