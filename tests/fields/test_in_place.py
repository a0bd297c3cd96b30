"""Lines that stand where bylines do: whom they name among dates, bars and other words."""

from __future__ import annotations

import pytest

from natodocs._fields.bylines import in_place
from natodocs._fields.bylines.reading import BylineLine


def read(line: str, *, below_cue: bool = False) -> tuple[list[str], str, bool] | None:
    """Return whom a line names, where, and whether a cue stands before them."""
    placed = in_place.read(BylineLine(line), below_cue=below_cue)
    if not placed:
        return None
    found = placed.found
    return [author.name for author in found.authors], line[found.start : found.end], placed.cued


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("28 January 2015 Ada Lund Politics, Harbour", (["Ada Lund"], "Ada Lund", False)),
        ("28 January 2015 Ada Lund Politics", (["Ada Lund"], "Ada Lund", False)),
        ("28 January 2015 Ada Lund Boats sail again", (["Ada Lund"], "Ada Lund", False)),
        ("Ada Lund News 3 May 2021 | Per Moe", (["Ada Lund"], "Ada Lund", False)),
        ("Ada Lund politics 28 January 2015", None),
        ("28 January 2015 harbour_cat Leave a comment", (["harbour_cat"], "harbour_cat", False)),
        ("zoltar | 3 May 2021", (["zoltar"], "zoltar", False)),
        ("zoltar | Ada Lund | 3 May 2021", (["Ada Lund"], "Ada Lund", False)),  # people first
        ("zoltar | Reuters | 3 May 2021", (["Reuters"], "Reuters", False)),
        ("zoltar | Zoltar Quibb | 3 May 2021", (["Zoltar Quibb"], "Zoltar Quibb", False)),
        ("Zoltar Quibb | Reuters | 3 May 2021", (["Reuters"], "Reuters", False)),
        ("By Zoltar | 3 May 2021", (["Zoltar"], "By Zoltar", True)),
        ("Posted by lund, in News", (["lund"], "Posted by lund", True)),
        ("By lund in News 28 January 2015", (["lund"], "By lund", True)),
        ("um 12:30 Uhr Ada Lund 28 January 2015", (["Ada Lund"], "Ada Lund", False)),
        ("28 January 2015 | Redaktion", (["Redaktion"], "Redaktion", False)),
        ("Harbury Online Redaktion", (["Harbury Online Redaktion"], "Harbury Online Redaktion", False)),
        ("Das Boote Redaktion", (["Das Boote Redaktion"], "Das Boote Redaktion", False)),
        ("Das Alte Boote Redaktion", None),  # three words at most
        ("Boats | Redaktion", (["Redaktion"], "Redaktion", False)),
        ("Redaktion heute", None),
        ("Oslo 28 January 2015", None),
        ("zoltar, 28 January 2015", None),  # a place stands so
        ("3 May 2021 | 123", None),
        ("zoltar one two three four five six 3 May 2021", None),
    ],
)
def test_whom_a_line_names(line: str, found: tuple[list[str], str, bool] | None) -> None:
    assert read(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Der Hafenkater", (["Der Hafenkater"], "Der Hafenkater", True)),
        ("Der Alte Hafenkater 28 January 2015", (["Der Alte Hafenkater"], "Der Alte Hafenkater", True)),
        ("Der Kleine Alte Hafenkater 28 January 2015", None),  # three words at most
        ("zoltar, 28 January 2015", (["zoltar"], "zoltar", True)),
        ("123", None),
        ("Oslo", None),
        ("By", None),
    ],
)
def test_below_a_cue(line: str, found: tuple[list[str], str, bool] | None) -> None:
    assert read(line, below_cue=True) == found


@pytest.mark.parametrize(("before", "found"), [(7, True), (8, False)])
def test_how_many_pieces_are_read(before: int, found: bool) -> None:
    line = " | ".join([*(f"{number}x" for number in range(before)), "By Ada Lund"])
    assert read(line) == ((["Ada Lund"], "By Ada Lund", True) if found else None)


@pytest.mark.parametrize(
    ("words", "found"),
    [(9, ["zoltar"]), (10, None)],
)
def test_how_many_words_stand_beside_a_screen_name(words: int, found: list[str] | None) -> None:
    """One without a cue is none in a sentence: nine blanks at most, those of the date included."""
    line = f"zoltar | 3 May 2021 |{' x' * (words - 5)}"
    read_ = read(line)
    assert (read_ and read_[0]) == found
