"""Dates beside the text of an HTML page that stand in no block of dates: where they are looked for, and how far."""

from __future__ import annotations

import pytest

from natodocs import Block, BlockKind, Span
from natodocs._document.document import Document, Region
from natodocs._document.marks import Mark
from natodocs._fields.dates import unlabelled

HEADLINE = ("Bridge opens", "h1")
PROSE = ("The old bridge over the harbour is open again.\nBoats went below it at noon.", "prose")
SAID = "Ada Lund has liked it since 3 May 2021"  # a line with a day in it, which is no date line


def beside(*parts: tuple[str, str], kinds: tuple[BlockKind | None, ...] = ()) -> list[str]:
    """Return the dates that are found on a page of these parts, each with what the markup calls it.

    Args:
        parts: The texts of the page from top to bottom, each with the names of its marks.
        kinds: The kinds of the first parts, where they are blocks.
    """
    text, regions, blocks = "", [], []
    for number, (part, names) in enumerate(parts):
        start, end = len(text), len(text) + len(part)
        regions += [Region(start, end, Mark.all_of(names))] if names else []
        if number < len(kinds) and (kind := kinds[number]):
            blocks.append(Block(kind, Span(start, end), part, 1.0, ""))
        text += f"{part}\n"
    found = unlabelled.find(Document(text, tuple(regions)), blocks, "en", None)
    return [text[stamp.span.start : stamp.span.end] for stamp in found]


class TestMarked:
    """What the markup calls a date is read between headline and text, in the text, and right above the headline."""

    @pytest.mark.parametrize(
        ("parts", "found"),
        [
            ([HEADLINE, (SAID, "time"), PROSE], True),
            ([(SAID, "time"), PROSE], False),  # nobody knows of which story, without a headline
            ([HEADLINE, (f"{PROSE[0]}\n{SAID}", "prose time")], True),
            ([(f"{PROSE[0]}\n{SAID}", "prose time")], True),
            ([HEADLINE, PROSE, (SAID, "time")], False),
            ([(SAID, "time"), ("x" * 296, ""), HEADLINE, PROSE], True),  # 310 characters above the end of it
            ([(SAID, "time"), ("x" * 297, ""), HEADLINE, PROSE], False),
        ],
    )
    def test_place(self, parts: list[tuple[str, str]], found: bool) -> None:
        assert beside(*parts) == (["3 May 2021"] if found else [])

    @pytest.mark.parametrize(("words", "found"), [(20, True), (21, False)])
    def test_words_beside_it(self, words: int, found: bool) -> None:
        line = ("boats " * words + "3 May 2021", "time")
        assert beside(HEADLINE, line, PROSE) == (["3 May 2021"] if found else [])


class TestBetween:
    """Without a mark, a line between headline and text must say little else, and not of others."""

    @pytest.mark.parametrize(("words", "found"), [(8, True), (9, False)])
    def test_words_beside_it(self, words: int, found: bool) -> None:
        line = ("boats " * words + "3 May 2021", "")
        assert beside(HEADLINE, line, PROSE) == (["3 May 2021"] if found else [])

    @pytest.mark.parametrize(
        ("days", "found"),
        [
            (["1 May 2021", "2 May 2021"], ["1 May 2021", "2 May 2021"]),
            (["1 May 2021", "1 May 2021", "2 May 2021"], ["1 May 2021", "1 May 2021", "2 May 2021"]),
            (["1 May 2021", "2 May 2021", "3 May 2021"], []),  # those of other stories
        ],
    )
    def test_how_many_days(self, days: list[str], found: list[str]) -> None:
        assert beside(HEADLINE, *((f"Harbury {day} boats", "") for day in days), PROSE) == found

    @pytest.mark.parametrize("mark", ["comments", "figure", "credit", "bio", "share"])
    def test_lines_of_others(self, mark: str) -> None:
        assert beside(HEADLINE, (SAID, mark), PROSE) == []

    @pytest.mark.parametrize("kind", [BlockKind.CAPTION, BlockKind.HEADING])
    def test_captions_and_headings(self, kind: BlockKind) -> None:
        assert beside(HEADLINE, (SAID, ""), PROSE, kinds=(None, kind)) == []
        assert beside(HEADLINE, (SAID, ""), PROSE, kinds=(kind,)) == ["3 May 2021"]

    def test_a_label_of_something_else(self) -> None:
        assert beside(HEADLINE, ("Member since 3 May 2021 boats", ""), PROSE) == []


class TestAbove:
    """Above the headline, the line right above it may be a date."""

    def test_no_other_line(self) -> None:
        assert beside(("1 May 2021", ""), ("2 May 2021", ""), HEADLINE, PROSE) == ["2 May 2021"]
        assert beside(("1 May 2021", ""), ("Harbury", ""), HEADLINE, PROSE) == []

    def test_a_date_line_alone(self) -> None:
        assert beside((SAID, ""), HEADLINE, PROSE) == []


class TestOpening:
    """A date may open one of the first four paragraphs."""

    @pytest.mark.parametrize(("before", "found"), [(3, True), (4, False)])
    def test_of_the_first_paragraphs(self, before: int, found: bool) -> None:
        text = "\n".join([*["The bridge is open."] * before, "(3 May 2021) The mayor came at noon."])
        assert beside(HEADLINE, (text, "prose")) == (["3 May 2021"] if found else [])

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("3 May 2021. The mayor came.", ["3 May 2021"]),
            ("3 May 2021 was a day of rain.", []),
            ("On 3 May 2021. The mayor came.", []),
            ("1 May 2021 – 3 May 2021. The mayor came.", ["1 May 2021"]),
            (f"{'-' * 149} 3 May 2021", ["3 May 2021"]),  # it ends with the last of 160 characters
            (f"{'-' * 150} 3 May 2021", []),
        ],
    )
    def test_how_it_is_set_apart(self, text: str, found: list[str]) -> None:
        assert beside(HEADLINE, (f"{text}\n{'The bridge is open. ' * 12}", "prose")) == found


class TestBelow:
    """Below the text, a date line is read, and no other."""

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("3 May 2021", True),
            (SAID, False),
            (f"3 May 2021, B{'o' * 147}", True),
            (f"3 May 2021, B{'o' * 148}", False),  # 161 characters
        ],
    )
    def test_lines(self, line: str, found: bool) -> None:
        assert beside(HEADLINE, PROSE, (line, "")) == (["3 May 2021"] if found else [])


class TestLabelled:
    """With a label of publication, it may stand in any block but prose."""

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("Published: 3 May 2021", True),
            ("3 May 2021", False),
            ("Updated: 3 May 2021", False),
            (f"Published: 3 May 2021 {'o' * 218}", True),
            (f"Published: 3 May 2021 {'o' * 219}", False),  # 241 characters
        ],
    )
    def test_lines(self, line: str, found: bool) -> None:
        page = ((f"Boats\n{line}", ""), PROSE)
        assert beside(*page, kinds=(BlockKind.OTHER,)) == (["3 May 2021"] if found else [])

    def test_blocks(self) -> None:
        line = "Published: 3 May 2021 for all who come by boat"
        assert beside((line, ""), PROSE, kinds=(BlockKind.PARAGRAPH,)) == []
        assert beside((line, "comments"), PROSE, kinds=(BlockKind.OTHER,)) == []
