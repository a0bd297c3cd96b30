"""The agency that a story came from, and the words that say so."""

from __future__ import annotations

import pytest

from natodocs import Page, parse

TITLE = "Bridge opens again in Harbury"
PROSE = (
    "The old bridge over the harbour opened again on Monday after two years of repairs, the mayor said.",
    "Forty children crossed it first, and the baker closed her shop to watch them from the quay below.",
    "It will carry carts and carriages from the first week of June, when the last of the stones are laid.",
)


def read(*lines: str) -> Page:
    return parse.page("\n\n".join(lines))


class TestItIsNamed:
    """In the dateline, in the byline, behind the last sentence, or as the source."""

    @pytest.mark.parametrize(
        ("lines", "agency"),
        [
            pytest.param((f"HARBURY (AFP) - {PROSE[0]}", *PROSE[1:]), "AFP", id="dateline"),
            pytest.param((f"HARBURY (COASTWIRE) - {PROSE[0]}", *PROSE[1:]), "COASTWIRE", id="unknown agency"),
            pytest.param(
                (f"HARBURY / QUAYDESK / May 7, 2024 / {PROSE[0]}", *PROSE[1:]), "QUAYDESK", id="strokes"
            ),
            pytest.param(("By Ada Lund, Reuters", *PROSE), "Reuters", id="affiliation"),
            pytest.param(("Von dpa", *PROSE), "dpa", id="byline"),
            pytest.param((*PROSE[:2], f"{PROSE[2]} (Reuters)"), "Reuters", id="brackets"),
            pytest.param((*PROSE[:2], f"{PROSE[2]} (dpa/lni)"), "dpa/lni", id="a desk of an agency"),
            pytest.param((*PROSE[:2], f"{PROSE[2]} — Bernama"), "Bernama", id="dash"),
            pytest.param((*PROSE, "(Reuters)"), "Reuters", id="brackets on a line"),
            pytest.param((*PROSE, "Source: Reuters"), "Reuters", id="source"),
            pytest.param((*PROSE, "Quelle: dpa"), "dpa", id="source in German"),
            pytest.param((*PROSE, "© 2021 AFP"), "AFP", id="copyright with its year"),
            pytest.param((*PROSE, "Mit Material von dpa"), "dpa", id="material"),
        ],
    )
    def test_agency(self, lines: tuple[str, ...], agency: str) -> None:
        page = read(TITLE, *lines)
        assert page.wire is not None
        assert page.wire.agency == agency
        assert page.text[page.wire.span.start : page.wire.span.end] == page.wire.text


class TestOwnStories:
    """What names an agency for something else, or another source, is no wire copy."""

    @pytest.mark.parametrize(
        "lines",
        [
            pytest.param(("By Ada Lund", *PROSE), id="nothing said"),
            pytest.param(("By Ada Lund, CNN", *PROSE), id="the page's own station"),
            pytest.param(
                (*PROSE[:2], "The mayor told Reuters that the bridge (AFP) was open."), id="in the prose"
            ),
            pytest.param((PROSE[0], "Photo: Per Moe/AFP", *PROSE[1:]), id="the credit of a photo"),
            pytest.param((*PROSE[:2], f"{PROSE[2]} (Monday)"), id="other words in brackets"),
            pytest.param((*PROSE, "Source: Harbury Council"), id="another source"),
            pytest.param(
                (f"HARBURY (Quay Post) - {PROSE[0]}", *PROSE[1:], "© 2021 Quay Post"),
                id="the page's own name",
            ),
        ],
    )
    def test_none(self, lines: tuple[str, ...]) -> None:
        assert read(TITLE, *lines).wire is None
