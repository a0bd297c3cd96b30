"""When a page of HTML was published and changed: its print, its markup, its head and its address, weighed."""

from __future__ import annotations

import json

import pytest

from natodocs import parse

TEXT = "".join(
    f"<p>The old bridge over the harbour {what} in the morning, and the first boats went below it at noon."
    for what in ("opened again", "was painted", "was closed to cars", "had its ninetieth birthday")
)


def node(**values: str) -> str:
    """Return a head that says this of its article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def dates(
    above: str = "", below: str = "", head: str = "", first: str = "", url: str | None = None
) -> tuple[str | None, str | None]:
    """Return the days on which a page was published and changed that has this above and below its text."""
    page = parse.page(
        f"<html lang=en><head>{head}</head><body><nav><a href=/>Home</a></nav><h1>Harbury bridge opens</h1>{above}"
        f"<div class=text>{first}{TEXT}</div>{below}</body></html>",
        url=url,
    )
    found = (page.published, page.modified)
    for stamp in found:
        if stamp and stamp.span:
            assert page.text[stamp.span.start : stamp.span.end] == stamp.text
    published, modified = (stamp.value.isoformat()[:10] if stamp else None for stamp in found)
    return published, modified


def published(
    above: str = "", below: str = "", head: str = "", first: str = "", url: str | None = None
) -> str | None:
    return dates(above, below, head, first, url)[0]


def meta(name: str, text: str) -> str:
    return f'<meta name="{name}" content="{text}">'


class TestSourcesAreWeighed:
    """The day with the most behind it is the day of publication."""

    def test_print_against_a_bare_date(self) -> None:
        assert published("<p class=date>3 May 2021", head=meta("date", "2021-05-09")) == "2021-05-03"

    def test_json_ld_against_an_unlabelled_print(self) -> None:
        assert published("<p class=date>9 May 2021", head=node(datePublished="2021-05-03")) == "2021-05-03"

    def test_two_against_one(self) -> None:
        head = node(datePublished="2021-05-03") + meta("article:published_time", "2021-05-09T10:00:00")
        assert published("<p class=date>9 May 2021", head=head) == "2021-05-09"

    def test_the_day_of_a_change_counts_less(self) -> None:
        said = {"datePublished": "2021-05-03", "dateModified": "2021-05-09"}
        assert dates("<p class=date>9 May 2021", head=node(**said)) == ("2021-05-03", "2021-05-09")
        head = meta("article:published_time", "2021-05-03") + meta("article:modified_time", "2021-05-09")
        assert published("<p>Published 9 May 2021", head=head) == "2021-05-03"

    @pytest.mark.parametrize("said", ["1970-01-01T00:00:00Z", "0001-01-01", "soon"])
    def test_what_systems_write_that_know_no_date(self, said: str) -> None:
        assert published("<p class=date>3 May 2021", head=node(datePublished=said)) == "2021-05-03"
        assert published(head=node(datePublished=said)) is None


class TestZones:
    """The printed day counts: a moment in UTC may be of the day before or after."""

    def test_before_and_after(self) -> None:
        assert (
            published("<p class=date>3 May 2021", head=node(datePublished="2021-05-04T00:44:00Z"))
            == "2021-05-03"
        )
        assert (
            published("<p class=date>4 May 2021", head=node(datePublished="2021-05-03T22:44:00Z"))
            == "2021-05-04"
        )

    def test_a_zone_that_is_given_is_believed(self) -> None:
        head = node(datePublished="2021-05-03T23:17:00+09:00", dateModified="2021-05-04T00:05:00+09:00")
        assert dates("<p class=date>4 May 2021, 00:05", head=head) == ("2021-05-03", "2021-05-04")


class TestOrderOfDayAndMonth:
    """What a machine is told, or an address, says how 03/05/2021 is meant."""

    @pytest.mark.parametrize("day", ["2021-05-03", "2021-03-05"])
    def test_told(self, day: str) -> None:
        assert published("<p class=date>03/05/2021", head=node(datePublished=day)) == day
        address = f"https://harbury.example/{day.replace('-', '/')}/a"
        assert published("<p class=date>03/05/2021", url=address) == day


class TestAddresses:
    """The day in the address of a page counts, and will do alone."""

    @pytest.mark.parametrize(
        "path",
        [
            "2021/05/03/bridge",
            "2021/5/3/bridge",
            "2021-05-03-bridge",
            "bridge-20210503.html",
            "2021-05/03/c_1.htm",
            "a/03-05-2021-b",
        ],
    )
    def test_forms(self, path: str) -> None:
        assert published(url=f"https://harbury.example/{path}") == "2021-05-03"
        assert published(head=f"<link rel=canonical href=https://harbury.example/{path}>") == "2021-05-03"

    @pytest.mark.parametrize(
        "path", ["2021/05/bridge", "2021/13/40/a", "web/20210503123456/http", "id-120210503", "2021/05/031"]
    )
    def test_no_days(self, path: str) -> None:
        assert published(url=f"https://harbury.example/{path}") is None

    def test_it_is_the_weakest(self) -> None:
        assert (
            published("<p class=date>4 May 2021", url="https://harbury.example/2021/05/03/a") == "2021-05-04"
        )


class TestBesideTheText:
    """Where no block of dates is, the date is sought in lines of other things."""

    @pytest.mark.parametrize(
        "above",
        [
            "<p><span class=related>Yes!</span> | By Ada | <time>3 May 2021</time>",
            "<p>Written by harbour_cat on 3 May 2021 22:30 (1599 readers)",
            "<div class=post-meta>⋅ May 3, 2021 ⋅ Mail this post ⋅ Print this post ⋅ Share this post</div>",
        ],
    )
    def test_above(self, above: str) -> None:
        assert published(above) == "2021-05-03"

    @pytest.mark.parametrize("first", ["<p>03.05.2021 – The", "<p>(3 May 2021) The", "<p>3 May 2021. The"])
    def test_at_the_head_of_the_text(self, first: str) -> None:
        sentence = f"{first} mayor of Harbury has said that the bridge will be open for all who like it."
        assert published(first=sentence) == "2021-05-03"

    def test_below(self) -> None:
        assert published(below="<ul><li>Date 3 May 2021<li>Author Ada Lund</ul>") == "2021-05-03"

    @pytest.mark.parametrize(
        ("above", "first"),
        [
            ("<figure><figcaption>The bridge, 3 May 2021</figcaption></figure>", ""),
            ("<ul><li>28 January 1975<li>Harbury</ul>", ""),
            ("<div class=related><a href=/a>A tower</a> <time>3 May 2021</time></div>", ""),
            (
                "",
                "<p>On 3 May 2021 the mayor of Harbury opened the bridge for all who have waited for it so long.",
            ),
        ],
    )
    def test_dates_of_others(self, above: str, first: str) -> None:
        assert published(above, first=first) is None


class TestConfidence:
    """It is higher where print and head agree, and lower where they differ or day and month could change places."""

    def test_ranks(self) -> None:
        print_, head = "<p class=date>3 May 2021", node(datePublished="2021-05-03")
        assert confidence(print_, head) > confidence("", head) > confidence("<p class=date>4 May 2021", head)
        assert confidence("<p class=date>03/05/2021", "") < confidence("<p class=date>13/05/2021", "")
        assert confidence("<p class=date>03/05/2021", head) == confidence(print_, head)


def confidence(above: str, head: str) -> float:
    """Return the confidence of the day of publication of a page with this above its text and in its head."""
    page = parse.page(
        f"<html><head>{head}</head><body><h1>Bridge opens</h1>{above}<div>{TEXT}</div></body></html>",
        language="en",
    )
    assert page.published is not None
    return page.published.confidence


class TestAmongOtherThings:
    """A day below the headline is the page's where nothing else says one, whatever its line was taken for."""

    def test_in_a_line_of_buttons(self) -> None:
        line = "<div>2021年5月3日 20:43 来源：港口新闻网 参与互动(0) 【字体：↑大 ↓小】</div>"
        text = "".join(
            f"<p>港口的旧桥今天早上{what}，第一批船只中午从桥下驶过，渔民和居民在岸边观看，市长也来到现场发表讲话。"
            for what in ("重新开放", "粉刷一新", "禁止汽车通行", "庆祝建成九十周年")
        )
        page = parse.page(
            f"<html lang=zh><body><h1>港口旧桥重新开放迎来船只</h1>{line}<div>{text}</div></body></html>"
        )
        assert page.published is not None
        assert page.published.value.isoformat()[:10] == "2021-05-03"
