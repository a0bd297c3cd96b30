"""Pages of HTML whose markup says little: comments, pleas for consent, lists, kickers, and days in odd places."""

from __future__ import annotations

import pytest

from natodocs import Page, parse

PROSE = (
    "The council of Lowmoor voted on Monday to rebuild the footbridge over the mill stream, closed since the flood.",
    "Work is to begin in June and will take nine weeks, the surveyor said, and walkers will be led round by the weir.",
    "The money comes from the county, which had first refused it, and from a collection among the schools.",
)
TEXT = "".join(f"<p>{part}</p>" for part in PROSE)
READERS = (
    "About time that somebody mended it, says my dog.",
    "I walk there daily and the upper weir is a swamp.",
)


def page(body: str, head: str = "", title: str = "Footbridge to be rebuilt | The Lowmoor Echo") -> Page:
    return parse.page(
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head><body>"
        f"<header><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav></header>{body}"
        "<footer><p>&copy; 2031 The Lowmoor Echo. All rights reserved.</p></footer></body></html>"
    )


def article(below: str = "", text: str = TEXT, above: str = "") -> Page:
    return page(
        f"<main><article><h1>Footbridge to be rebuilt</h1>{above}"
        f"<div class=article-body>{text}</div>{below}</article></main>"
    )


class TestComments:
    """Their section need not name each of them."""

    def test_named_as_a_whole(self) -> None:
        entry = (
            "<li class=member><a href=/{0}><h4>{0}</h4></a><time>4. 3. 2031, 13:29</time>"
            "<div><p>{1}</p></div><ul><li><a href=#>Reply</a></ul></li>"
        )
        entries = "".join(
            entry.format(name, said) for name, said in zip(("Una", "Walker"), READERS, strict=True)
        )
        section = f"<section id=comments><h3>Comments</h3><ul>{entries}</ul></section>"
        found = page(f"<main><article><h1>Footbridge to be rebuilt</h1>{TEXT}</article>{section}</main>")
        assert [comment.text for comment in found.comments] == list(READERS)

    def test_of_none(self) -> None:
        rules = "<section id=comments><p>We moderate what you write, and ask for your name.</p></section>"
        assert article(rules).comments == ()


class TestConsent:
    """Pleas for consent are none of the article, wherever they stand and however much longer they are."""

    @pytest.mark.parametrize(
        "plea",
        [
            "We and 312 partners use cookies and similar technologies to store information on your device, to "
            "measure how our content is used, and to show you advertisements.",
            "With your permission we and our partners may use precise geolocation data. You may click to consent.",
            "You can accept all, or manage your choices at any time in the settings, for a year.",
        ],
    )
    def test_above_the_headline(self, plea: str) -> None:
        found = page(f"<div><p>{plea}</p></div><main><h1>Footbridge to be rebuilt</h1>{TEXT}</main>")
        assert plea not in found.body
        assert all(part in found.body for part in PROSE)


class TestPanels:
    """Hidden parts of what a reader opens are of the article."""

    def test_panels(self) -> None:
        panel = (
            "<div class=accordion-item><button>Who pays?</button><div hidden class=panel>"
            "<p>The county pays two thirds, and the schools the rest.</p></div></div>"
        )
        body = article(text=f"<p>{PROSE[0]}</p><div class=accordion>{panel}</div><p>{PROSE[1]}</p>").body
        assert "The county pays two thirds" in body


class TestTitle:
    """A kicker in the heading is no part of the headline that the window gives."""

    @pytest.mark.parametrize("between", ["", " "])
    def test_kicker_in_the_heading(self, between: str) -> None:
        h1 = f"<h1><span>Mill stream</span>{between}<span>Footbridge to be rebuilt</span></h1>"
        assert page(f"<main><article>{h1}{TEXT}</article></main>").title == "Footbridge to be rebuilt"


class TestDays:
    """Days for scripts, in addresses with names of months, behind labels, and those of a clock."""

    @pytest.mark.parametrize(
        "above",
        [
            "<span class=date data-time='2031-03-04T10:00:00Z'>4 days ago</span>",
            "<p>Received: 9 January 2031 / Accepted: 2 March 2031 / Published online: 4 March 2031</p>",
        ],
    )
    def test_printed_or_for_scripts(self, above: str) -> None:
        found = article(above=above).published
        assert found is not None
        assert found.value.isoformat()[:10] == "2031-03-04"

    def test_of_several_stories(self) -> None:
        others = "".join(f"<i data-time=2031-03-0{day}>{day} days ago</i>" for day in (2, 3))
        assert article(above=others).published is None

    @pytest.mark.parametrize(("month", "day"), [("mar", "2031-03-04"), ("xyz", None)])
    def test_address(self, month: str, day: str | None) -> None:
        address = f"https://echo.example/news/2031/{month}/04/footbridge"
        found = page(
            f"<main><h1>Footbridge to be rebuilt</h1>{TEXT}</main>", f"<link rel=canonical href={address}>"
        )
        assert (found.published.value.isoformat()[:10] if found.published else None) == day

    def test_clock(self) -> None:
        found = article(
            "<p>It is currently 2033/07/13, 08:02 PM</p>", above="<p>By Nora Pell, 2031/03/04, 10:11 AM</p>"
        )
        assert "currently" not in found.body
        assert found.published is not None
        assert found.published.value.isoformat()[:10] == "2031-03-04"
