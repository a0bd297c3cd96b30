"""Dates: which lines are dates, which moments they hold, and which of them are the dates of a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pytest

from natodocs import Block, BlockKind, Span, parse
from natodocs._document.document import Document, Metadata, Said
from natodocs._entities.dates import expressions, fallback
from natodocs._entities.dates import words as date_words
from natodocs._fields.dates import line as date_line
from natodocs._fields.dates import order, printed, weighing

if TYPE_CHECKING:
    from collections.abc import Sequence

MOMENTS = [
    ("2017-03-23", "2017-03-23"),
    ("2017-03-23T13:30:05Z", "2017-03-23T13:30:05+00:00"),
    ("2017-03-23 13:30:05+01:00", "2017-03-23T13:30:05+01:00"),
    ("2017/3/23 20:50", "2017-03-23T20:50:00"),
    ("2017.03.23 19:59", "2017-03-23T19:59:00"),
    ("23.03.2017, 20:28", "2017-03-23T20:28:00"),
    ("23. 3. 2017", "2017-03-23"),
    ("23.03.17", "2017-03-23"),
    ("23/03/2017 20H06", "2017-03-23T20:06:00"),
    ("03/23/2017", "2017-03-23"),
    ("Oct. 6, 2015", "2015-10-06"),
    ("6 October 2015", "2015-10-06"),
    ("October 6th, 2015", "2015-10-06"),
    ("April 28, 2024 3:00 AM", "2024-04-28T03:00:00"),
    ("January 10, 2020 9:00AM (UTC)", "2020-01-10T09:00:00+00:00"),
    ("06/01/2026 - 14:16 UTC+1", "2026-01-06T14:16:00+01:00"),
    ("12:24 am EST, Wednesday, November 20, 2019", "2019-11-20T00:24:00"),
    ("21:22, 6 OCT 2020", "2020-10-06T21:22:00"),
    ("Nov 15, 20195:45 AM", "2019-11-15T05:45:00"),
    ("5. Januar 2026 18:58 Uhr", "2026-01-05T18:58:00"),
    ("3. November 2021, 16.45 Uhr", "2021-11-03T16:45:00"),
    ("15 mai 2019 à 06h00", "2019-05-15T06:00:00"),
    ("4 de mayo de 2022", "2022-05-04"),
    ("23 okt 2025 kl 10.23", "2025-10-23T10:23:00"),
    ("30 kwietnia 2021, 11:55", "2021-04-30T11:55:00"),
    ("8 января 2022, 17:46", "2022-01-08T17:46:00"),
    ("8 فيفري 2019", "2019-02-08"),
    ("2025年1月13日 21時37分", "2025-01-13T21:37:00"),
    ("2025년 1월 13일", "2025-01-13"),
    ("12 พฤษภาคม 2567", "2024-05-12"),
    ("2:00 p. m., 6 May 2022", "2022-05-06T14:00:00"),
    # The first letters of these months are words that stand before a month.
    ("5 december 2020", "2020-12-05"),
    ("5. dezember 2020", "2020-12-05"),
    ("5 dicembre 2020 ore 10.30", "2020-12-05T10:30:00"),
    ("21.dez.2018 às 12h55", "2018-12-21T12:55:00"),
    ("5 diciembre 2020", "2020-12-05"),
    ("5 DE MAYO DE 2020", "2020-05-05"),
    ("24TH JULY 2012 - 19:58", "2012-07-24T19:58:00"),
    ("5 mei 2020 om 10.30 uur", "2020-05-05T10:30:00"),
    ("5 de mayo de 2020, 10.30 hs", "2020-05-05T10:30:00"),
    ("5 Mayıs 2020 saat 10.30", "2020-05-05T10:30:00"),
]

NO_MOMENTS = [
    "24/10/12",
    "31.02.2020",
    "2020-13-01",
    "1.23",
    "Album 10.23",
    "In 2011",
    "12 bridges",
    "May",
    "99/99/9999",
    "version 2.10.3",
    "1800-01-01x",
]

DATE_LINES = [
    ("Published on 3 May 2021 - 16:38", "published"),
    ("Published: 3 May 2021", "published"),
    ("Updated: 3 May 2021", "modified"),
    ("Last modified on Monday, 3 May 2021", "modified"),
    ("3 May 2021", None),
    ("Monday, 3 May 2021 16:38", None),
    ("3 May 2021 • 5 min read", None),
    ("May 3, 2021 | 24 Comments", None),
    ("Harbury Post, May 27, 2017", None),
    ("Wed, Oct 16, 2024 page1", None),
    ("Stand: 28.04.2023 17:23 Uhr", "published"),
    ("Zuletzt aktualisiert am 28. April 2023", "modified"),
    ("Publié le 06/01/2026 - 14:16", "published"),
    ("Son Güncelleme : 30.04.2024 - 16:49", "modified"),
    ("Published 3 hours ago", "published"),
    ("Last updated 3 hours ago", "modified"),
    ("vor 3 Stunden", None),
    ("11:46", None),
    ("12 October, 17:45", None),
    ("Today: Monday, 27 May 2024 year", "clock"),
    ("Today is Monday, 27 May 2024", "clock"),
    ("13:30 GMT +323 March 2017", "clock"),
    ("13:30 GMT, 23 March 2017", "clock"),
    ("Tuesday, 5 May 2020 | 10:21", "clock"),
]

NO_DATE_LINES = [
    "",
    "Today",
    "By Ada Lund, 3 May 2021",
    "Ada Lund, 3 May 2021",
    "Ada Lund 3 May 2021 at 16:38",
    "The bridge opened on 3 May 2021.",
    "The harbour of Oslo on Tuesday, Oct. 6, 2015",
    "Copyright 2021 Harbury Post",
    "12/3/2020 Election results in all of the towns",
    "5 things to know",
    "3 May 2021 was the day on which the old bridge opened again",
    "Page 3 of 5",
    "1 2 3 4 5",
    "Ada Lund says: May 27, 2017 at 3:40 pm",
]


@pytest.mark.parametrize(("text", "value"), MOMENTS)
def test_moments(text: str, value: str) -> None:
    found = expressions.find(f"x | {text} |")
    assert [moment.value.isoformat() for moment in found if moment.value] == [value]
    assert text.startswith(f"x | {text} |"[found[0].start : found[0].end][:6])


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_no_moments(text: str) -> None:
    assert [moment for moment in expressions.find(text) if moment.value] == []


@pytest.mark.parametrize(
    ("language", "value"),
    [("en", dt.date(2017, 5, 6)), ("fr", dt.date(2017, 6, 5)), ("de", dt.date(2017, 6, 5))],
)
def test_order_of_numeric_dates_is_the_language_s(language: str, value: dt.date) -> None:
    assert [moment.value for moment in expressions.find("05/06/2017", language)] == [value]


@pytest.mark.parametrize("zone", ["IST", "EST", "CET", "MYT"])
def test_an_abbreviated_zone_leaves_the_time_naive_and_stays_in_the_text(zone: str) -> None:
    text = f"5 May 2020 10:21 {zone}"
    moment = expressions.find(text)[0]
    assert (moment.value, text[moment.start : moment.end]) == (dt.datetime(2020, 5, 5, 10, 21), text)


@pytest.mark.parametrize(("line", "role"), DATE_LINES)
def test_date_lines(line: str, role: str | None) -> None:
    found = date_line.parse(line)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize("line", NO_DATE_LINES)
def test_look_alikes_are_left_alone(line: str) -> None:
    assert date_line.parse(line) is None


def test_several_stamps_in_a_line() -> None:
    line = "Published **3 May 2021** Updated 4 May 2021, 10:00"
    found = date_line.parse(line)
    assert found is not None
    assert [(stamp.role, line[stamp.span.start : stamp.span.end]) for stamp in found.moments] == [
        ("published", "3 May 2021"),
        ("modified", "4 May 2021, 10:00"),
    ]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("13:30 GMT +323 March 2017", "2017-03-23T13:30:00+03:00"),
        ("13:30 GMT +1023 March 2017", "2017-03-23T13:30:00+10:00"),
        ("13:30 GMT -523 March 2017", "2017-03-23T13:30:00-05:00"),
        ("13:30 GMT +112 March 2017", None),  # GMT+1 on the 12th, or GMT+11 on the 2nd
    ],
)
def test_a_clock_that_runs_into_its_day(line: str, value: str | None) -> None:
    found = date_line.parse(line)
    assert found is not None
    assert [stamp.value.isoformat() for stamp in found.moments] == ([value] if value else [])


def test_a_language_that_is_not_in_the_table_is_read_by_dateparser() -> None:
    found = date_line.parse("ngày 5 tháng 10 năm 2023", "vi")
    assert found is not None
    assert [stamp.value for stamp in found.moments] == [dt.date(2023, 10, 5)]
    assert date_line.parse("ngày 5 tháng 10 năm 2023", "xx") is None


NO_METADATA: Final = Metadata()
TITLE: Final = (BlockKind.TITLE, "Bridge reopens")
PARAGRAPH: Final = (BlockKind.PARAGRAPH, "The old bridge was closed on 1 January 2001 and opened again.")
MENU: Final = (BlockKind.NAVIGATION, "Home")


def blocks(parts: Sequence[tuple[BlockKind, str]]) -> list[Block]:
    """Return blocks of these kinds and texts, with a page's spans."""
    made: list[Block] = []
    for kind, text in parts:
        start = made[-1].span.end if made else 0
        made.append(Block(kind, Span(start, start + len(text) + 1), f"{text}\n", 1.0, ""))
    return made


def found(
    *parts: tuple[BlockKind, str], metadata: Metadata = NO_METADATA, language: str = "en"
) -> tuple[str | None, str | None, str | None]:
    """Return the dates of a page, as ISO 8601."""
    page = blocks(parts)
    text = "".join(block.text for block in page)
    dates = weighing.find(Document(text, (), metadata), page, language, None)
    stamps = (dates.published, dates.modified, dates.clock)
    for stamp in stamps:
        if stamp and stamp.span:
            assert text[stamp.span.start : stamp.span.end] == stamp.text
    published, modified, clock = (stamp.value.isoformat() if stamp else None for stamp in stamps)
    return published, modified, clock


class TestFind:
    """The dates of a page stand beside its title, or directly below its text."""

    @pytest.mark.parametrize(
        "parts",
        [
            [TITLE, (BlockKind.DATE, "3 May 2021"), PARAGRAPH],
            [(BlockKind.DATE, "3 May 2021"), TITLE, PARAGRAPH],
            [TITLE, (BlockKind.BYLINE, "By Ada Lund, 3 May 2021"), PARAGRAPH],
            [TITLE, (BlockKind.METADATA, "News\nPress release of 3 May 2021"), PARAGRAPH],
            [TITLE, PARAGRAPH, (BlockKind.DATE, "Published: 3 May 2021")],
            [
                TITLE,
                (BlockKind.PARAGRAPH, "A summary."),
                (BlockKind.DATE, "3 May 2021"),
                PARAGRAPH,
                PARAGRAPH,
            ],
            [(BlockKind.DATE, "3 May 2021"), PARAGRAPH],
            [TITLE, (BlockKind.DATE, "Published 3 May 2021"), (BlockKind.DATE, "2 May 2021"), PARAGRAPH],
        ],
    )
    def test_published(self, parts: Sequence[tuple[BlockKind, str]]) -> None:
        assert found(*parts) == ("2021-05-03", None, None)

    @pytest.mark.parametrize(
        "kind", [BlockKind.CAPTION, BlockKind.RELATED, BlockKind.COMMENT, BlockKind.NAVIGATION]
    )
    def test_not_from_other_blocks(self, kind: BlockKind) -> None:
        assert found(TITLE, (kind, "3 May 2021"), PARAGRAPH, (kind, "Published: 3 May 2021")) == (
            None,
            None,
            None,
        )

    def test_not_far_below_the_text(self) -> None:
        assert found(TITLE, PARAGRAPH, *[MENU] * 25, (BlockKind.DATE, "3 May 2021")) == (None, None, None)

    def test_nearest_to_the_title(self) -> None:
        parts = [
            (BlockKind.DATE, "9 May 2021"),
            *[MENU] * 2,
            TITLE,
            (BlockKind.DATE, "3 May 2021"),
            PARAGRAPH,
        ]
        assert found(*parts)[0] == "2021-05-03"

    def test_beside_the_byline_where_the_title_is_wrong(self) -> None:
        byline, date = (BlockKind.BYLINE, "By Ada Lund"), (BlockKind.DATE, "3 May 2021")
        assert (
            found(byline, date, *[MENU] * 9, TITLE, PARAGRAPH, (BlockKind.DATE, "9 May 2021"))[0] is not None
        )
        assert found(TITLE, *[PARAGRAPH] * 4, byline, date, *[PARAGRAPH] * 3)[0] == "2021-05-03"

    def test_the_only_date_in_the_text(self) -> None:
        assert found(TITLE, *[PARAGRAPH] * 4, (BlockKind.DATE, "3 May 2021"), PARAGRAPH)[0] == "2021-05-03"

    def test_both(self) -> None:
        line = "Published: 3 May 2021, 10:00 GMT | Updated: 4 May 2021"
        assert found(TITLE, (BlockKind.DATE, line), PARAGRAPH) == (
            "2021-05-03T10:00:00+00:00",
            "2021-05-04",
            None,
        )

    def test_an_update_alone(self) -> None:
        assert found(TITLE, (BlockKind.DATE, "Updated: 4 May 2021"), PARAGRAPH) == (None, "2021-05-04", None)

    def test_clock(self) -> None:
        clock = (BlockKind.CLOCK, "13:30 GMT +323 March 2017")
        assert found(clock, TITLE, PARAGRAPH) == (None, None, "2017-03-23T13:30:00+03:00")

    def test_nothing_is_published_after_the_clock(self) -> None:
        clock = (BlockKind.CLOCK, "Today: Monday, 3 May 2021")
        assert found(clock, TITLE, (BlockKind.DATE, "4 May 2021"), PARAGRAPH) == (None, None, "2021-05-03")

    def test_the_page_shows_the_order_of_numeric_dates(self) -> None:
        related = (BlockKind.RELATED, "Harbour closes 28/04/2021")
        assert found(TITLE, (BlockKind.DATE, "03/05/2021"), PARAGRAPH, related)[0] == "2021-05-03"
        assert found(TITLE, (BlockKind.DATE, "03/05/2021"), PARAGRAPH)[0] == "2021-03-05"

    @pytest.mark.parametrize(
        "line",
        [
            "Registered: 3 May 2021",
            "Member since 3 May 2021",
            "Event date: 3 May 2021",
            "Mitglied seit: 3. Mai 2021",
        ],
    )
    def test_days_of_something_else(self, line: str) -> None:
        assert found(TITLE, (BlockKind.METADATA, line), PARAGRAPH) == (None, None, None)

    def test_nothing(self) -> None:
        assert found() == (None, None, None)


class TestMetadata:
    """What is printed wins where it names the same day; otherwise the head of the page is believed."""

    def test_alone(self) -> None:
        metadata = Metadata(published=(Said("2021-05-03T10:00:00Z"),), modified=(Said("2021-05-04"),))
        assert found(TITLE, PARAGRAPH, metadata=metadata) == ("2021-05-03T10:00:00+00:00", "2021-05-04", None)

    def test_has_no_span(self) -> None:
        document = Document("", (), Metadata(published=(Said("2021-05-03"),)))
        published = weighing.find(document, [], "en", None).published
        assert published is not None
        assert (published.span, published.text) == (None, "2021-05-03")

    def test_the_same_day_is_taken_from_print(self) -> None:
        metadata = Metadata(published=(Said("2021-05-02T23:30:00Z"),))
        assert found(TITLE, (BlockKind.DATE, "3 May 2021"), PARAGRAPH, metadata=metadata)[0] == "2021-05-03"

    def test_tells_day_from_month(self) -> None:
        metadata = Metadata(published=(Said("2021-05-03"),))
        assert found(TITLE, (BlockKind.DATE, "03/05/2021"), PARAGRAPH, metadata=metadata)[0] == "2021-05-03"

    def test_an_unlabelled_update(self) -> None:
        metadata = Metadata(published=(Said("2021-05-03"),), modified=(Said("2021-06-09"),))
        dates = found(TITLE, (BlockKind.DATE, "9 June 2021"), PARAGRAPH, metadata=metadata)
        assert dates == ("2021-05-03", "2021-06-09", None)

    @pytest.mark.parametrize("text", ["", "yesterday", "0000-00-00", "\ud800", "9999-12-31T23:59:59"])
    def test_what_is_no_date(self, text: str) -> None:
        assert found(TITLE, PARAGRAPH, metadata=Metadata(published=(Said(text),))) == (None, None, None)


class TestTheOrderOfDayAndMonth:
    """A number above twelve is a day; where none is, both orders are possible."""

    @pytest.mark.parametrize(
        ("text", "swapped"),
        [
            ("12/05/2017", dt.date(2017, 12, 5)),
            ("05/12/2017", dt.date(2017, 5, 12)),
            ("13/05/2017", None),
            ("05/13/2017", None),
            ("12.05.2017", None),
        ],
    )
    def test_the_other_day_that_may_be_meant(self, text: str, swapped: dt.date | None) -> None:
        (moment,) = expressions.find(text)
        assert moment.swapped == swapped

    @pytest.mark.parametrize(
        ("text", "day_first"),
        [("12/13/2023", False), ("13/12/2023", True), ("12/12/2023", None), ("05/12/2023", None)],
    )
    def test_what_a_page_shows(self, text: str, day_first: bool | None) -> None:
        block = Block(BlockKind.DATE, Span(0, len(text)), text, 1.0, "")
        assert order.day_first([block]) is day_first

    @pytest.mark.parametrize(
        ("date", "opening", "day_first"),
        [
            ("05/01/2016", "HARBURY, January 5: The bridge over the harbour is shut.", True),
            ("05/01/2016", "HARBURY, May 1: The bridge over the harbour is shut.", False),
            ("05/01/2016", "HARBURY, May 2: The bridge over the harbour is shut.", None),
            ("05/05/2016", "HARBURY, May 5: The bridge over the harbour is shut.", None),
            ("05/01/2016 | 5 January 2016", "The bridge over the harbour is shut.", True),
            ("05/07/2016 10:00 BST", "The bridge over the harbour is shut.", True),
            ("05/07/2016 10:00 EDT", "The bridge over the harbour is shut.", False),
            ("Tuesday, 05/01/2016", "The bridge over the harbour is shut.", True),
            ("Sun 05/01/2016", "The bridge over the harbour is shut.", False),
            ("Monday, 05/01/2016", "The bridge over the harbour is shut.", None),
            ("Thursday, 05/05/2016", "The bridge over the harbour is shut.", None),
            ("Tuesday, 00/05/2016", "The bridge over the harbour is shut.", None),
            ("05/07/2016 ist der Tag", "The bridge over the harbour is shut.", None),
        ],
    )
    def test_what_else_shows_it(self, date: str, opening: str, day_first: bool | None) -> None:
        blocks = [
            Block(BlockKind.DATE, Span(0, len(date)), date, 1.0, ""),
            Block(BlockKind.PARAGRAPH, Span(len(date), len(date) + len(opening)), opening, 1.0, ""),
        ]
        assert order.day_first(blocks, "en") is day_first


class TestWhereAPageComesFrom:
    """The region of its language, then the country of its address, where nothing on the page tells."""

    @pytest.mark.parametrize(
        ("language", "region", "addresses", "day_first"),
        [
            ("en", "gb", (), True),
            ("en", "us", (), None),  # systems write it unasked
            ("en", "us", ("https://www.quay.example.co.uk/news",), True),
            ("en", "ph", ("https://www.quay.example.co.uk/news",), False),
            ("en", None, ("https://www.quay.example.com/news.uk",), None),
            ("en", None, ("https://quay.ie:8080/", "https://quay.us/"), True),
            ("en", None, ("//quay.us?page=5",), False),
            ("en", "ca", ("https://quay.example.ca/",), None),  # both are written
            ("de", "us", ("https://quay.us/",), None),
        ],
    )
    def test_order(
        self, language: str, region: str | None, addresses: tuple[str, ...], day_first: bool | None
    ) -> None:
        block = Block(BlockKind.DATE, Span(0, 10), "05/01/2016", 1.0, "")
        assert order.day_first([block], language, region, addresses) is day_first

    def test_what_the_page_shows_goes_before_it(self) -> None:
        block = Block(BlockKind.DATE, Span(0, 18), "Sunday, 05/01/2016", 1.0, "")
        assert order.day_first([block], "en", "gb", ["https://quay.example.co.uk/"]) is False

    @pytest.mark.parametrize(
        ("lang", "day"), [("en-GB", dt.date(2016, 1, 5)), ("en-US", dt.date(2016, 5, 1))]
    )
    def test_of_a_page(self, lang: str, day: dt.date) -> None:
        prose = (
            "<p>The old bridge over the harbour opened again on Monday after two years of repairs.</p>" * 3
        )
        head = '<h1>Bridge opens again</h1><p class="date">05/01/2016</p>'
        page = parse.page(f'<html lang="{lang}">{head}{prose}</html>')
        assert page.published is not None
        assert page.published.value == day


@pytest.mark.parametrize(
    "lines",
    [
        ("Argued: March 3, 2021", "Decided: May 7, 2024"),
        ("Decided May 7, 2024", "In force from June 1, 2024"),
        ("Received in revised form: 3 March 2024", "Available online: 7 May 2024"),
        ("Verhandelt am 3. März 2024", "Urteil vom 7. Mai 2024"),
        ("Audience du 3 mars 2024", "Arrêt du 7 mai 2024"),
    ],
)
def test_labels_of_legal_and_scholarly_dates(lines: tuple[str, ...]) -> None:
    prose = (
        "The old bridge over the harbour opened again on Monday after two years of repairs, the council said."
    )
    page = parse.page("\n\n".join(("Bridge opens again in Harbury", *lines, prose, prose)))
    assert page.published is not None
    assert page.published.value == dt.date(2024, 5, 7)


def test_the_day_of_a_dateline_where_markup_says_none() -> None:
    page = parse.page(
        "<html><h1>Colleges to share a network</h1><div class=text>"
        "<p><b>OSTE, NY / QUAYDESK / May 7, 2024 /</b> The colleges of the coast will share a network from July on.</p>"
        "<p>Forty people are to be taught each year, the two bodies said in a statement.</p></div></html>"
    )
    assert page.published is not None
    assert page.published.value == dt.date(2024, 5, 7)


@pytest.mark.parametrize(
    ("line", "beside"),
    [
        ("政治 2023-10-14", "政治"),
        ("政治 経済 2023-10-14", None),  # one word without capitals may be a section
        ("Politics 2023-10-14", "Politics"),
        ("small 2023-10-14", None),
        ("x-ray 2023-10-14", None),
        ("X-ray 2023-10-14", "X-ray"),
        ("One Two Three Four Five 2023-10-14", "One Two Three Four Five"),
        ("One Two Three Four Five Six 2023-10-14", None),
        ("2023-10-14 One Two Three", "One Two Three"),
        ("2023-10-14 One Two Three Four", None),
        ("2023-10-14 ?", None),
        ("2023-10-14 _", "_"),
    ],
)
def test_sections_beside_a_date(line: str, beside: str | None) -> None:
    found = date_line.parse(line, None)
    assert (found and found.beside) == beside


@pytest.mark.parametrize(
    ("said", "shown", "value", "text"),
    [
        (
            "2023-10-14T10:00:00Z",
            "15 October 2023",
            "2023-10-15",
            "15 October 2023",
        ),  # a day apart, in another zone
        ("2023-10-15T10:00:00Z", "14 October 2023", "2023-10-14", "14 October 2023"),
        ("2023-10-15T10:00:00Z", "13 October 2023", "2023-10-15T10:00:00+00:00", "2023-10-15T10:00:00Z"),
    ],
)
def test_a_change_that_print_and_head_give(said: str, shown: str, value: str, text: str) -> None:
    body = (
        "<p>The old bridge over the harbour opened again on Monday after years of work, the town said.</p>"
        * 3
    )
    page = parse.page(
        f'<html><head><meta property="article:modified_time" content="{said}"></head><body><article>'
        f"<h1>Bridge reopens today</h1><p>By Ada Lund</p><p>Updated: {shown}</p>{body}</article></body></html>"
    )
    assert page.modified is not None
    assert (page.modified.value.isoformat(), page.modified.text) == (value, text)


def test_a_date_two_blocks_from_a_byline_where_there_is_no_title() -> None:
    kinds = (
        BlockKind.DATE,
        BlockKind.OTHER,
        BlockKind.OTHER,
        BlockKind.DATE,
        BlockKind.OTHER,
        BlockKind.BYLINE,
    )
    texts = ("1 May 2023", "x", "x", "2 May 2023", "x", "By Ada Lund")
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    blocks = [
        Block(kind, Span(start, start + len(text)), text, 1.0, "")
        for kind, text, start in zip(kinds, texts, starts, strict=True)
    ]
    first, _ = printed.choose(printed.printed(blocks, "en").stamps)
    assert first is not None
    assert first.value == dt.date(2023, 5, 2)


@pytest.mark.parametrize(
    ("text", "offset"),
    [("+01:59", "+01:59"), ("+01:60", None), ("-0330", "-03:30"), ("+2", None)],
)
def test_offsets_have_sixty_minutes(text: str, offset: str | None) -> None:
    (moment,) = expressions.find(f"2023-10-14T12:30:00{text}")
    assert moment.time is not None
    assert (moment.time.isoformat()[8:] or None) == offset


class TestMoments:
    """Which numbers are years, hours and offsets, and what stands beside a day."""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("1 May 1900", ["1900-05-01"]),
            ("1 May 1899", []),
            ("1 May 2100", ["2100-05-01"]),
            ("1 May 2101", []),
            ("27.05.69", ["2069-05-27"]),
            ("27.05.70", ["1970-05-27"]),
            ("24/10/69", ["2069-10-24"]),
            ("24/10/70", []),
            ("24/10/13", ["2013-10-24"]),  # no month is a thirteenth, so that this is the year
            ("24/10/12", []),
            ("24-10-13", []),
            ("24.10.12", ["2012-10-24"]),
            ("12 พฤษภาคม 2444", ["1901-05-12"]),
            ("12 พฤษภาคม 2024", ["2024-05-12"]),
            ("12/05/2021", ["2021-12-05"]),
            ("13/05/2021", ["2021-05-13"]),
            ("05/12/2021", ["2021-05-12"]),
            ("05/13/2021", ["2021-05-13"]),
            ("13/13/2021", []),
            ("12.05.2021", ["2021-05-12"]),
            ("05.13.2021", ["2021-05-13"]),
            ("February 29", [None]),  # of some year
            ("February 30", []),
            ("2021-02-30, 3 May 2021", ["2021-05-03"]),
            ("PressApril 28, 2021", ["2021-04-28"]),
            ("Ferry 5, harbour 6 May 2021", ["2021-05-06"]),
        ],
    )
    def test_days(self, text: str, found: list[str | None]) -> None:
        moments = expressions.find(text, "en")
        assert [moment.value.isoformat() if moment.value else None for moment in moments] == found

    @pytest.mark.parametrize(
        ("text", "time"),
        [
            ("12 am", "00:00:00"),
            ("12 pm", "12:00:00"),
            ("1 am", "01:00:00"),
            ("11:59 pm", "23:59:00"),
            ("0:30 pm", "12:30:00"),
            ("13:30 pm", "13:30:00"),
            ("午後3:30", "15:30:00"),
            ("午前12:30", "00:30:00"),
            ("10:30:59.123", "10:30:59"),
            ("24:00", None),
            ("10:60", None),
            ("10:30:60", None),
            ("10.23", None),
            ("kl 10.23", "10:23:00"),
            ("10.23 EST", "10:23:00"),
            ("16.45 Uhr", "16:45:00"),
            ("10.23 am", "10:23:00"),
            ("10:30+14:00", "10:30:00+14:00"),
            ("10:30+15:00", "10:30:00"),
            ("10:30 UTC+14", "10:30:00+14:00"),
            ("10:30 GMT -9", "10:30:00-09:00"),
            ("10:30 Z", "10:30:00+00:00"),
        ],
    )
    def test_times(self, text: str, time: str | None) -> None:
        (moment,) = expressions.find(f"3 May 2021 {text}")
        assert (moment.time and moment.time.isoformat()) == time

    @pytest.mark.parametrize(
        ("text", "zoned", "printed"),
        [
            ("10:30 EST boats", True, "10:30 EST"),
            ("10:30 XYZ boats", False, "10:30"),  # no zone that we know
            ("(10:30 EST) boats", True, "(10:30 EST)"),
            ("10:30+01:00", True, "10:30+01:00"),
            ("10:30 UTC", True, "10:30 UTC"),
            ("10:30", False, "10:30"),
        ],
    )
    def test_zones(self, text: str, zoned: bool, printed: str) -> None:
        line = f"3 May 2021 {text}"
        (moment,) = expressions.find(line)
        assert (moment.zoned, line[moment.start : moment.end].removesuffix(" ")) == (
            zoned,
            f"3 May 2021 {printed}",
        )

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("3 May 2021 10:30 4 May 2021 11:30", ["2021-05-03T10:30:00", "2021-05-04T11:30:00"]),
            ("10:30 3 May 2021 11:30 4 May 2021", ["2021-05-03T10:30:00", "2021-05-04T11:30:00"]),
            ("10:30, 3 May 2021, 11:30", ["2021-05-03T10:30:00", None]),
            ("10:30 boats 3 May 2021 11:30", [None, "2021-05-03T11:30:00"]),
            ("3 May 2021 boats 10:30", ["2021-05-03", None]),
            ("3 May 2021, Thursday at 10:30", ["2021-05-03T10:30:00"]),
            (f"3 May 2021{' ' * 24}10:30", ["2021-05-03T10:30:00"]),
            (f"3 May 2021{' ' * 25}10:30", ["2021-05-03", None]),
        ],
    )
    def test_which_time_is_of_which_day(self, text: str, found: list[str | None]) -> None:
        moments = expressions.find(text)
        assert [moment.value.isoformat() if moment.value else None for moment in moments] == found

    @pytest.mark.parametrize(("length", "found"), [(400, True), (401, False)])
    def test_how_far_a_line_is_read(self, length: int, found: bool) -> None:
        day = " 14 May 2021"
        (moment,) = expressions.find("x" * (length - len(day)) + day)
        assert (moment.value == dt.date(2021, 5, 14)) is found

    def test_the_names_of_months_and_days(self) -> None:
        assert date_words.months("de")[2] == "märz"
        assert date_words.weekdays_of("en")[0] == "monday"
        assert [date_words.month("mars", language) for language in ("fr", "sv")] == [3, 3]


class TestDateLines:
    """How long a date line may be, and what its labels say."""

    @pytest.mark.parametrize(
        ("line", "is_one"),
        [
            (f"3 May 2021{' |' * 23}", True),  # twenty-five blanks
            (f"3 May 2021{' |' * 24}", False),
            (f"3 May 2021{'|' * 230}", True),
            (f"3 May 2021{'|' * 231}", False),
            ("Published on Monday at 3 May 2021", True),
            ("Harbury Post Oslo Post Lund Post Moe | 3 May 2021", False),
            ("3 May 2021, 10:30 | Member since", False),
            ("3 May", True),
            ("Harbury 3 May", False),  # it has no year: any words may stand before such a day
            ("3 May 2021 | Harbury | Oslo", False),
        ],
    )
    def test_which_are_some(self, line: str, is_one: bool) -> None:
        assert (date_line.parse(line, "en") is not None) is is_one

    @pytest.mark.parametrize(
        ("line", "role"),
        [
            ("10:30 GMT, 3 May 2021", "clock"),
            ("10:30, 3 May 2021", None),
            ("Posted 10:30 GMT, 3 May 2021", "published"),
            ("10:30 GMT", None),
            ("Monday, 3 May 2021 | 10:30", "clock"),
            ("Harbury, 3 May 2021 | 10:30", None),
            ("3 May 2021 Updated", None),
            ("mon published on 3 May 2021", "published"),
            ("Published 3 May 2021, updated 4 May 2021", "published"),
        ],
    )
    def test_roles(self, line: str, role: str | None) -> None:
        found = date_line.parse(line, "en")
        assert found is not None
        assert found.role == role

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("Ada Lund updated on 3 May 2021", [("modified", "3 May 2021")]),
            ("By Ada Lund, 3 May 2021, updated 4 May 2021", [(None, "3 May 2021"), ("modified", "4 May 2021")]),
            ("By Ada Lund, member since 1 May 2021, published 3 May 2021", [("published", "3 May 2021")]),
            ("By Ada Lund, published 3 May, 4 May 2021", [("published", "4 May 2021")]),
            ("  10:30 GMT +33 May 2021 ", [("clock", "10:30 GMT +33 May 2021")]),
        ],
    )  # fmt: skip
    def test_moments_of_a_line(self, line: str, found: list[tuple[str | None, str]]) -> None:
        for day_first in (None, True):
            stamps = date_line.stamps(line, "en", day_first)
            assert [
                (stamp.role, line[stamp.span.start : stamp.span.end].strip()) for stamp in stamps
            ] == found


class TestOtherLanguages:
    """A language that is not in the table of months is read where a line is a day and little else."""

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("  ngày 5 tháng 10 năm 2023 ", ("2023-10-05", 2, 26)),
            ("ngày 5 tháng 10 năm 1899", None),
            ("ngày 5 tháng 10", None),
            (f"ngày 5 tháng 10 năm 2023{' ' * 36}", ("2023-10-05", 0, 24)),  # sixty characters
            (f"ngày 5 tháng 10 năm 2023{' ' * 37}", None),
        ],
    )
    def test_vietnamese(self, line: str, found: tuple[str, int, int] | None) -> None:
        moments = fallback.find(line, "vi")
        got = [(str(one.value), one.start, one.end) for one in moments]
        assert got == ([found] if found else [])
        assert fallback.find(line, "de") == fallback.find(line, None) == []
