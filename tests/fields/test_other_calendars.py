"""Days in more languages, eras and calendars, and days among other things in a line."""

from __future__ import annotations

import datetime as dt

import pytest

from natodocs import parse
from natodocs._entities.dates import expressions

PROSE = (
    "The old bridge over the harbour opened again on Monday after two years of repairs, the town council said.",
    "Forty boats sailed below it in the rain, and nearly all of the people of Harbury stood on the quay to see it.",
    "The council had closed it in the spring of that year, when a pillar was found to be weaker than anybody thought.",
)


@pytest.mark.parametrize(
    "text",
    [
        "2018 m. sausio 18 d.",
        "2018. január 18.",
        "2018. gada 18. janvāris",
        "2018ko urtarrilaren 18a",
        "18 yanvar 2018",
        "১৮ জানুয়ারি ২০১৮",
        "2018 жылғы 18 қаңтар",
        "18 იანვარი 2018",
        "18 հունվարի 2018",
        "18 كانون الثاني 2018",
        "平成30年1月18日",
        "民國107年1月18日",
        "28 دی 1396",
        "2018 January 18",
    ],
)
def test_one_day(text: str) -> None:
    assert [moment.value for moment in expressions.find(text)] == [dt.date(2018, 1, 18)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("昭和64年1月7日", dt.date(1989, 1, 7)),
        ("30 اسفند 1403", dt.date(2025, 3, 20)),  # a leap year
        ("1 فروردین 1404", dt.date(2025, 3, 21)),
        ("31 مهر 1402", None),  # thirty days
        ("1 مهر 1200", None),
        ("Copyright 2020 May 3 2021", dt.date(2021, 5, 3)),
    ],
)
def test_days_of_other_calendars(text: str, day: dt.date | None) -> None:
    assert next((moment.value for moment in expressions.find(text)), None) == day


@pytest.mark.parametrize(
    ("offset", "hours"),
    [("-5:30", -5.5), ("+530", 5.5), (" +530", 5.5), ("+5", 5), ("+11", 11), ("+0530", 5.5), ("+05:30", 5.5)],
)
def test_zones(offset: str, hours: float) -> None:
    (moment,) = expressions.find(f"10:30 UTC{offset}")
    assert moment.time is not None
    assert moment.time.utcoffset() == dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    ("said", "day"),
    [("1638489600000", dt.date(2021, 12, 3)), ("1638489600", dt.date(2021, 12, 3)), ("163848960", None)],
)
def test_seconds_since_1970(said: str, day: dt.date | None) -> None:
    page = parse.page(f'<meta name="publishdate" content="{said}"><p>{PROSE[0]}', media_type="text/html")
    assert (page.published and page.published.value.isoformat()[:10]) == (day and day.isoformat())


class TestAmongOthers:
    """A day is that of the article in a line of other things too, with a label or right below the headline."""

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("Published Feb 03, 2024  •  Last updated 3 hours ago  •  2 minute read", dt.date(2024, 2, 3)),
            ("erstellt: 03. Februar 2024 in: Hafen | Kommentare : 0", dt.date(2024, 2, 3)),
            ("Posted on3. Februar 20243. Februar 2024AuthorAda Lund4 Kommentare", dt.date(2024, 2, 3)),
            ("Received: 3 February 2024", None),
        ],
    )
    def test_below_the_headline(self, line: str, day: dt.date | None) -> None:
        page = parse.page("\n\n".join(["Bridge opens again in Harbury", line, *PROSE]))
        assert (page.published and page.published.value) == day

    def test_below_the_text(self) -> None:
        page = parse.page(
            "\n\n".join(
                ["Bridge opens again in Harbury", *PROSE, "Posted in News by ada_lund on May 3, 2024"]
            )
        )
        assert page.published is not None
        assert page.published.value == dt.date(2024, 5, 3)
