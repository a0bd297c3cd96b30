"""What print, head and address say of a page's days, weighed against each other: which day wins, and how surely."""

from __future__ import annotations

import pytest

from fields.test_dates import PARAGRAPH, TITLE, blocks
from natodocs import BlockKind, Timestamp
from natodocs._document.document import Document, Metadata, Said
from natodocs._fields.dates import weighing

HEAD = Metadata(published=(Said("2021-05-03"),))
BARE = Metadata(published=(Said("2021-05-03", 1.5),))  # as an element says that no name makes its date
BETTER = Metadata(published=(Said("2021-05-03", 1.6),))
TWICE = Metadata(modified=(Said("2021-06-02", 1.0), Said("2021-06-01", 2.0)))
CHANGED = Metadata(modified=(Said("2021-06-01"),))


def dates(
    *printed: str, head: Metadata = HEAD, url: str | None = None, language: str = "en"
) -> tuple[Timestamp | None, Timestamp | None]:
    """Return when a page was published and changed that prints these lines of dates below its headline."""
    page = blocks([TITLE, *((BlockKind.DATE, line) for line in printed), PARAGRAPH])
    text = "".join(block.text for block in page)
    found = weighing.find(Document(text, (), head), page, language, url)
    return found.published, found.modified


def published(
    *printed: str, head: Metadata = HEAD, url: str | None = None, language: str = "en"
) -> tuple[str, bool, float] | None:
    """Return the day of publication, whether it is taken from print, and its confidence."""
    stamp, _ = dates(*printed, head=head, url=url, language=language)
    return (stamp.value.isoformat(), stamp.span is not None, stamp.confidence) if stamp else None


def changed(*printed: str, head: Metadata = HEAD) -> tuple[str, bool] | None:
    """Return the day of the last change, and whether it is taken from print."""
    _, stamp = dates(*printed, head=head)
    return (stamp.value.isoformat(), stamp.span is not None) if stamp else None


class TestConfidence:
    """The share of what speaks for the day, of how often such a day is right."""

    @pytest.mark.parametrize(
        ("printed", "head", "expected"),
        [
            (["3 May 2021"], HEAD, ("2021-05-03", True, 0.96)),
            ([], HEAD, ("2021-05-03", False, 0.9)),
            ([], BARE, ("2021-05-03", False, 0.9)),
            (["9 May 2021"], BARE, ("2021-05-09", True, 0.55)),  # 2.01 against 1.5
            (["9 May 2021"], HEAD, ("2021-05-03", False, 0.54)),  # 3 against 2
            (["Published 9 May 2021"], HEAD, ("2021-05-09", True, 0.48)),  # 3.01 against 3
            (["9 May 2021", "10 May 2021", "11 May 2021"], CHANGED, ("2021-05-09", True, 0.96)),
            (["9 May 2021", "3 May 2021"], BARE, ("2021-05-09", True, 0.55)),  # 2.01 for both: the first in print
            (["9 May 2021", "3 May 2021", "3 May 2021"], BARE, ("2021-05-09", True, 0.55)),  # no more for a third
            (["9 May 2021", "3 May 2021"], BETTER, ("2021-05-03", True, 0.49)),  # 2.11 against 2
            (["Published 9 May 2021", "3 May 2021"], BARE, ("2021-05-03", True, 0.52)),
            (["03/05/2021"], HEAD, ("2021-05-03", True, 0.96)),
            (["04/05/2021"], CHANGED, ("2021-04-05", True, 0.6)),
            (["13/05/2021"], CHANGED, ("2021-05-13", True, 0.96)),
        ],
    )  # fmt: skip
    def test_of_what_is_printed_and_said(
        self, printed: list[str], head: Metadata, expected: tuple[str, bool, float]
    ) -> None:
        assert published(*printed, head=head) == expected

    def test_in_a_language_with_one_order(self) -> None:
        assert published("04/05/2021", head=CHANGED, language="de") == ("2021-05-04", True, 0.96)


class TestWhichDay:
    """A moment in UTC may be of another day in print; what is printed of long ago needs a label."""

    @pytest.mark.parametrize(
        ("said", "printed", "expected"),
        [
            ("2021-05-03T10:00:00Z", "4 May 2021", ("2021-05-04", True)),  # noon and more in the far east
            ("2021-05-03T09:59:59Z", "4 May 2021", ("2021-05-03T09:59:59+00:00", False)),
            ("2021-05-04T11:59:59Z", "3 May 2021", ("2021-05-03", True)),
            ("2021-05-04T12:00:00Z", "3 May 2021", ("2021-05-04T12:00:00+00:00", False)),
            ("2021-05-03T23:00:00+01:00", "4 May 2021", ("2021-05-03T23:00:00+01:00", False)),
            ("2021-05-03T23:00:00", "4 May 2021", ("2021-05-03T23:00:00", False)),
            ("2021-05-03", "04/03/2021 10:30", ("2021-05-03", False)),
            ("2021-05-03", "03/05/2021 10:30", ("2021-05-03T10:30:00", True)),
            ("3 May 2021", "9 May 2021", ("2021-05-03", False)),
            ("1899-12-31", "9 May 2021", ("2021-05-09", True)),
            ("1900-01-01", "9 May 2021", ("2021-05-09", True)),
            ("1900-01-02", "9 May 2021", ("1900-01-02", False)),
            ("1970-01-01", "9 May 2021", ("2021-05-09", True)),
            ("2100-12-31", "9 May 2021", ("2100-12-31", False)),
            ("2101-01-01", "9 May 2021", ("2021-05-09", True)),
        ],
    )
    def test_said_and_printed(self, said: str, printed: str, expected: tuple[str, bool]) -> None:
        found = published(printed, head=Metadata(published=(Said(said),)))
        assert found is not None
        assert found[:2] == expected

    @pytest.mark.parametrize(
        ("printed", "expected"),
        [
            ("3 May 1991", "1991-05-03"),
            ("3 May 1990", None),
            ("Published 3 May 1990", "1990-05-03"),
        ],
    )
    def test_of_long_ago(self, printed: str, expected: str | None) -> None:
        found = published(printed, head=CHANGED)
        assert (found and found[0]) == expected

    @pytest.mark.parametrize(("before", "expected"), [(39, "2021-05-03"), (40, "2020-01-01")])
    def test_how_many_are_weighed(self, before: int, expected: str) -> None:
        printed = ["1 January 2020", *["2 January 2020"] * (before - 1), "Published 3 May 2021"]
        found = published(*printed, head=CHANGED)
        assert found is not None
        assert found[0] == expected

    def test_the_day_of_a_change_counts_less_where_there_was_one_before(self) -> None:
        head = Metadata(published=(Said("2021-05-03", 1.5),), modified=(Said("2021-05-09"),))
        assert published("9 May 2021", head=head) == ("2021-05-03", False, 0.39)  # 1.5 against 2.01 less 1
        head = Metadata(published=(Said("2021-05-12", 1.5),), modified=(Said("2021-05-09"),))
        assert published("9 May 2021", head=head) == ("2021-05-09", True, 0.55)


class TestAddresses:
    """An address counts less than all others, and is read so far."""

    @pytest.mark.parametrize(("length", "found"), [(1_000, True), (1_001, False)])
    def test_how_far_it_is_read(self, length: int, found: bool) -> None:
        start, end = "https://harbury.example/", "/2021/05/04"
        url = start + "a" * (length - len(start) - len(end)) + end
        assert published(head=Metadata(), url=url) == (("2021-05-04", False, 0.8) if found else None)

    def test_the_first_that_has_a_day(self) -> None:
        head = Metadata(addresses=("https://harbury.example/a", "https://harbury.example/2021/05/04/a"))
        assert published(head=head, url="https://harbury.example/2021/13/04/a") == ("2021-05-04", False, 0.8)
        assert published(head=head, url="https://harbury.example/2021/05/09/a") == ("2021-05-09", False, 0.8)

    def test_against_others(self) -> None:
        url = "https://harbury.example/2021/05/04/a"
        assert published("3 May 2021", head=Metadata(), url=url) == (
            "2021-05-03",
            True,
            0.64,
        )  # 2.01 against 1
        assert published("04/05/2021", head=Metadata(), url=url) == ("2021-05-04", True, 0.96)


class TestChanged:
    """As it is printed with a label, or as it is said; what is said may be printed a day before or after."""

    @pytest.mark.parametrize(
        ("printed", "head", "expected"),
        [
            (["Updated 9 May 2021"], HEAD, ("2021-05-09", True)),
            (["3 May 2021", "9 May 2021"], HEAD, None),
            (["3 May 2021", "1 June 2021"], CHANGED, ("2021-06-01", True)),
            (["3 May 2021", "Published 1 June 2021"], CHANGED, ("2021-06-01", False)),
            (["1 June 2021", "3 May 2021"], CHANGED, ("2021-06-01", False)),  # printed: the day of publication
            (["Updated 2 June 2021"], CHANGED, ("2021-06-01", False)),
            (["Updated 9 May 2021", "Updated 10 May 2021"], HEAD, ("2021-05-09", True)),
            (["3 May 2021"], TWICE, ("2021-06-01", False)),
        ],
    )  # fmt: skip
    def test_said_and_printed(
        self, printed: list[str], head: Metadata, expected: tuple[str, bool] | None
    ) -> None:
        assert changed(*printed, head=head) == expected
