"""The glances that most lines get alone take nothing away: with them and without them the answers are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fields.test_byline import BYLINES
from fields.test_byline import LOOK_ALIKES as NO_BYLINES
from fields.test_dateline import BODY, DATELINES, OTHER_SCRIPTS
from fields.test_dateline import LOOK_ALIKES as NO_DATELINES
from natodocs._fields.bylines import prefilter as byline_prefilter
from natodocs._fields.bylines import printed
from natodocs._fields.datelines import paragraph
from natodocs._fields.datelines import prefilter as dateline_prefilter
from natodocs._rules import loader
from strategies import any_text, dumps

RULES = [
    rule
    for name in (loader.EVERYWHERE, *sorted(loader.languages()))
    for table in ("byline", "dateline", "not_byline")
    for rule in loader.load_file(name).rules.get(table, ())
]
STARTS = [row[0] for row in DATELINES]
LINES = [
    *(text for rule in RULES for text in (*rule.matches, *rule.spares)),
    *(start + BODY for start in STARTS),
    *STARTS,
    *(row[0] for row in OTHER_SCRIPTS),
    *NO_DATELINES,
    *(row[0] for row in BYLINES),
    *NO_BYLINES,
]
# Pieces of datelines and bylines, put together in any order: most are none, and all are nearly one.
PIECES = [
    *(
        "OSLO",
        "Oslo",
        "HARBURY",
        "Harbury",
        "Bad Harbury",
        "St. Harbury",
        "Norway",
        "Calif.",
        "Москва",
    ),
    *(
        "March 3",
        "3. März 2021",
        "5 октября",
        "27.6.2021",
        "12:30",
        "2021",
        "(Reuters)",
        "(dpa)",
        "/TASS/",
        "AP",
        "NDR",
    ),
    *(" - ", " — ", "--", ": ", ". ", ".- ", ", ", " | ", " ", "/", "> ", "-", "\n", "  "),
    *(
        "By",
        "Von",
        "von",
        "Ada Lund",
        "Per Moe",
        "und",
        "and",
        "Staff Writer",
        "5 min read",
        "Foto:",
        "Updated",
    ),
    *(
        "The bridge is open again, said the mayor of the town.",
        "Die Brücke ist seit heute wieder offen, sagte sie.",
    ),
    *("**", "[Ada Lund](#)", "News", "the", "de la", "•", "“", "(", ")"),
]


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """Load what a glance asks for before it is taken away."""
    printed.parse("By Ada Lund")
    paragraph.parse("OSLO - ")


def without_glance(text: str) -> tuple[object, object, object]:
    """Read a text as a byline and a dateline, each line to its end."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("opens_an_agency", "opens_a_date", "opens_a_name"):
            patch.setattr(byline_prefilter, name, lambda *_: True)
        for name in ("is_worth_reading", "may_open"):
            patch.setattr(dateline_prefilter, name, lambda *_: True)
        return with_glance(text)


def with_glance(text: str) -> tuple[object, object, object]:
    """Read a text as a byline and a dateline."""
    return printed.parse(text), paragraph.parse(text), paragraph.parse(text, at_head=True)


@pytest.mark.parametrize("text", dict.fromkeys(LINES), ids=ascii)
def test_examples(text: str) -> None:
    assert with_glance(text) == without_glance(text)


@given(dumps() | any_text())
def test_any_line(text: str) -> None:
    assert with_glance(text) == without_glance(text)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_any_words(text: str) -> None:
    assert with_glance(text) == without_glance(text)
