"""Which lines the article runs over: what is taken in once its headline is known."""

from __future__ import annotations

import pytest

from natodocs import _rules
from natodocs._document.document import Document, Metadata
from natodocs._labels import line as label_line
from natodocs._labels.article import extent
from natodocs._labels.draft import EVEN, Draft
from natodocs._text import lines as text_lines

PROSE = (
    "The old bridge over the harbour opened again on Monday after two years of repairs, the town council said.",
    "Forty boats sailed below it in the rain, and nearly all of the people of Harbury stood on the quay to see it.",
    "The council had closed it in the spring of 2021, when a pillar was found to be weaker than anybody had thought.",
)


def widened(*page: tuple[str, float]) -> list[str]:
    """Return the lines that are the article's, given what the model says of each; the first is the headline."""
    found = text_lines.split(Document("\n\n".join(line for line, _ in page)))
    rules = _rules.load("en")
    draft = Draft(found, label_line.label(found, rules), Metadata(), rules)
    draft.likely = [likely for _, likely in page]
    inside = [number for number, likely in enumerate(draft.likely) if likely > EVEN]
    draft.title, draft.core = 0, range(inside[0], inside[-1] + 1)
    extent.widen(draft)
    assert not draft.core or (draft.core.start, draft.core.stop) >= (inside[0], inside[-1] + 1)
    return [page[number][0] for number in draft.core if draft.inside(number)]


ARTICLE = [(line, 0.9) for line in PROSE]


class TestWhatIsRatherLikely:
    """Below the beginning of the article less is enough than at its beginning."""

    def test_a_sentence_below(self) -> None:
        assert widened(("Bridge opens", 0.2), *ARTICLE, ("Nobody was hurt.", 0.4))[-1] == "Nobody was hurt."

    @pytest.mark.parametrize("likely", [0.0, 0.3, EVEN])  # what was cut off has even odds
    def test_what_is_unlikely_or_cut_off_stays_out(self, likely: float) -> None:
        assert widened(("Bridge opens", 0.2), *ARTICLE, ("Nobody was hurt.", likely))[-1] == PROSE[-1]

    def test_what_stands_above_stays_out(self) -> None:
        assert widened(("Bridge opens", 0.45), ("Read this first.", 0.4), *ARTICLE) == [*PROSE]

    def test_a_box_goes_one_way(self) -> None:
        box = [
            (line, 0.4) for line in ("Post plus", "Read on with us.", "One crown", "All of it", "Ends soon.")
        ]
        assert widened(("Bridge opens", 0.2), *ARTICLE[:2], *box, ARTICLE[2]) == [*PROSE]

    def test_a_list_below_the_article_goes_one_way(self) -> None:
        links = [(f"• {name}", 0.4) for name in ("Fish desk", "Careers", "Terms of use")]
        assert widened(("Bridge opens", 0.2), *ARTICLE, *links) == [*PROSE]

    def test_a_heading_is_none_at_the_end(self) -> None:
        assert widened(("Bridge opens", 0.2), *ARTICLE, ("Harbury in the rain", 0.45)) == [*PROSE]

    def test_a_page_without_an_article(self) -> None:
        draft = Draft([], [], Metadata(), _rules.load("en"))
        extent.widen(draft)
        assert not draft.core
