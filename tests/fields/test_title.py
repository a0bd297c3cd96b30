"""The title of a page of HTML: the headline as printed, where the head agrees, and not what the site adds to it."""

from __future__ import annotations

import pytest

from natodocs import parse

PROSE = "".join(
    f"<p>The old bridge over the harbour carried {number} carts on Monday, said Ada Lund, who counts them.</p>"
    for number in range(20, 26)
)
HEADLINE = "Old bridge opens after nine years"


def title(head: str, body: str) -> str | None:
    return parse.page(f"<html><head>{head}</head><body>{body}{PROSE}</body></html>").title


def shared(said: str) -> str:
    return f'<meta property="og:title" content="{said}">'


def data(said: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{said}"}}</script>'


class TestThePrintedHeadlineWins:
    """Where it is a part of what the head gives: what is left is the site, its section, a date."""

    @pytest.mark.parametrize(
        "given",
        [
            HEADLINE,
            f"{HEADLINE} - Culture Harbury Latest - Tide",
            f"Tide.example - {HEADLINE} - Aug 31, 2005",
            f"TIDE NEWS | Harbour | Bridges | {HEADLINE}",
            f"{HEADLINE}_Harbour_Tide",
            f"{HEADLINE} :: Tide",
            f"{HEADLINE}--Tide",
            f"TIDE : {HEADLINE}",
        ],
    )
    @pytest.mark.parametrize("heading", ["<h1>{}</h1>", "<h1>Tide</h1><h1>{}</h1>"])
    def test_a_part(self, given: str, heading: str) -> None:
        assert title(f"<title>{given}</title>", heading.format(HEADLINE)) == HEADLINE
        assert title(shared(given), heading.format(HEADLINE)) == HEADLINE

    def test_a_script_without_blanks(self) -> None:
        given = "<title>旧港大桥九年后重新开放_新闻_潮汐网</title>"
        assert title(given, "<h1>旧港大桥九年后重新开放</h1>") == "旧港大桥九年后重新开放"

    def test_the_longest_part(self) -> None:
        given = f"<title>{HEADLINE}, and nobody came - Tide</title>"
        body = f"<h1>{HEADLINE}, and nobody came</h1><h1>{HEADLINE}</h1>"
        assert title(given, body) == f"{HEADLINE}, and nobody came"


class TestTheOnlyHeading:
    """It is the headline, where the head has a title for search engines alone."""

    GIVEN = "Harbury bridge: opening hours, tolls and map"

    def test_it_wins_over_the_title_of_the_window(self) -> None:
        assert title(f"<title>{self.GIVEN}</title>", f"<h1>{HEADLINE}</h1>") == HEADLINE

    def test_printed_twice_it_is_one(self) -> None:
        body = f"<h1>{HEADLINE}</h1><h1>{HEADLINE}</h1>"
        assert title(f"<title>{self.GIVEN}</title>", body) == HEADLINE

    def test_it_wins_over_what_other_sites_are_to_show(self) -> None:
        assert title(shared(self.GIVEN), f"<h1>{HEADLINE}</h1>") == HEADLINE

    def test_structured_data_say_headline_and_mean_it(self) -> None:
        assert title(data(self.GIVEN), f"<h1>{HEADLINE}</h1>") == self.GIVEN

    def test_what_it_holds_beside_the_headline_goes(self) -> None:
        body = f"<h1>Harbury in spring: {HEADLINE}</h1>"
        assert title(shared(HEADLINE), body) == HEADLINE
        assert title(f"<title>{HEADLINE}</title>", body) == HEADLINE

    def test_of_two_none_wins(self) -> None:
        body = f"<h1>{HEADLINE}</h1><h1>What the harbour says of it today</h1>"
        assert title(f"<title>{self.GIVEN}</title>", body) == self.GIVEN

    def test_the_site_is_no_headline(self) -> None:
        named = '<meta property="og:site_name" content="The Tide of Harbury Town">'
        body = "<h1>The Tide of Harbury Town</h1>"
        assert title(f"<title>{self.GIVEN}</title>{named}", body) == self.GIVEN


class TestWhatTheHeadGivesTwice:
    """Of two titles that contradict each other, that which is printed is the headline."""

    OTHER = "Nine years of waiting for the old bridge are over"

    def test_the_heading_tells(self) -> None:
        head = shared(self.OTHER) + f"<title>Tide - {HEADLINE}</title>"
        assert title(head, f"<h1>{HEADLINE}</h1>") == HEADLINE

    def test_a_line_tells(self) -> None:
        head = data(self.OTHER) + shared(HEADLINE)
        assert title(head, f"<h1>Harbour</h1><div>{HEADLINE}</div>") == HEADLINE

    def test_where_both_are_printed_structured_data_win(self) -> None:
        head = data(self.OTHER) + shared(HEADLINE)
        assert title(head, f"<h1>{self.OTHER}</h1><h2>{HEADLINE}</h2>") == self.OTHER


class TestALine:
    """A page without headings prints its headline all the same."""

    def test_a_part_of_the_title(self) -> None:
        head = f"<title>TIDE NEWS | Harbour | {HEADLINE}</title>"
        assert title(head, f"<div>Harbour</div><table><tr><td><b>{HEADLINE}</b></table>") == HEADLINE

    def test_the_name_of_a_section_is_too_short(self) -> None:
        head = f"<title>{HEADLINE} - Harbour news</title>"
        assert title(head, "<ul><li>Harbour news</li><li>Sport</li></ul>") == f"{HEADLINE} - Harbour news"

    def test_the_name_of_the_site_is_no_headline(self) -> None:
        named = '<meta property="og:site_name" content="The Tide of Harbury Town">'
        head = f"{named}<title>{HEADLINE} ... The Tide of Harbury Town</title>"
        assert (
            title(head, "<div>The Tide of Harbury Town</div>") == f"{HEADLINE} ... The Tide of Harbury Town"
        )


class TestTheFrontPage:
    """A heading that leads there is the name of the site, on blogs of all ages."""

    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "./",
            "index.html",
            "/index.php",
            "https://tide.example",
            "http://tide.example/",
            "//tide.example/",
        ],
    )
    def test_is_no_headline(self, address: str) -> None:
        body = f'<h1><a href="{address}">Four Tides a Day</a></h1><h2>{HEADLINE}</h2>'
        assert title(f"<title>Four Tides a Day » Archive » {HEADLINE}</title>", body) == HEADLINE

    @pytest.mark.parametrize("address", ["", "#top", "/2031/old-bridge", "https://tide.example/old-bridge"])
    def test_the_headline_may_lead_to_its_own_page(self, address: str) -> None:
        body = f'<h1><a href="{address}">{HEADLINE}</a></h1>'
        assert title("<title>Tide</title>", body) == HEADLINE

    def test_what_links_to_it_say_is_no_part_of_a_title(self) -> None:
        body = f'<a href="https://tide.example/blog/" rel="home">Four Tides a Day</a><div>{HEADLINE}!</div>'
        assert title(f"<title>{HEADLINE} | Four Tides a Day</title>", body) == HEADLINE

    def test_its_address_is_no_part_of_a_title(self) -> None:
        canonical = '<link rel="canonical" href="https://www.harbour-tide.example/2031/old-bridge">'
        assert title(f"{canonical}<title>{HEADLINE} - Harbour Tide</title>", "") == HEADLINE

    def test_an_author_may_bear_its_name(self) -> None:
        head = f'<title>{HEADLINE}</title><meta name="author" content="Ada Lund">'
        body = f'<h1><a href="/">Ada Lund</a></h1><h2>{HEADLINE}</h2>{PROSE}'
        page = parse.page(f"<html><head>{head}</head><body>{body}</body></html>")
        assert page.byline is not None
        assert [author.name for author in page.byline.authors] == ["Ada Lund"]
