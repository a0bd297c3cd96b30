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

    def test_what_the_page_tells_others_is_the_headline_too(self) -> None:
        assert title(shared(self.GIVEN), f"<h1>{HEADLINE}</h1>") == self.GIVEN

    def test_of_two_none_wins(self) -> None:
        body = f"<h1>{HEADLINE}</h1><h1>What the harbour says of it today</h1>"
        assert title(f"<title>{self.GIVEN}</title>", body) == self.GIVEN

    def test_the_site_is_no_headline(self) -> None:
        named = '<meta property="og:site_name" content="The Tide of Harbury Town">'
        body = "<h1>The Tide of Harbury Town</h1>"
        assert title(f"<title>{self.GIVEN}</title>{named}", body) == self.GIVEN
