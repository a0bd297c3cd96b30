"""Quotation marks: which words of a paragraph stand in them, whatever marks the page prints."""

from __future__ import annotations

import pytest

from natodocs import _rules
from natodocs._quotes import passages as quote_passages

STYLES = quote_passages.styles(_rules.load("en"))


def passages(text: str, *, open_before: bool = False) -> list[str]:
    return [text[found.start : found.end] for found in quote_passages.find(text, STYLES, open_before)[0]]


PAIRS = [
    ('"We sail," she said.', ['"We sail,"']),
    ("“We sail,” she said.", ["“We sail,”"]),
    ("„Wir segeln“, sagte sie.", ["„Wir segeln“"]),
    ("„Płyniemy”, powiedziała.", ["„Płyniemy”"]),
    ("« Nous partons », dit-elle.", ["« Nous partons »"]),
    ("»Wir segeln«, sagte sie.", ["»Wir segeln«"]),
    ("”Vi seglar”, sade hon.", ["”Vi seglar”"]),
    (",,We varen,'' zei ze.", [",,We varen,''"]),
    ("「出航する」と言った。", ["「出航する」"]),
    ('She called it "safe" and "dry".', ['"safe"', '"dry"']),
    ("``We sail,'' she said.", ["``We sail,''"]),
    ("‘‘We sail,’’ she said.", ["‘‘We sail,’’"]),
    ("“We sail,'' she said.", ["“We sail,''"]),
    ("‚‚Wir segeln“, sagte sie.", ["‚‚Wir segeln“"]),
    ('"We sail " she said.', ['"We sail "']),
    ('"We sail "- she said.', ['"We sail "']),
    ('"We sail" (or "row"), she said.', ['"We sail"', '"row"']),
    ('"We (“low”) sail," she said.', ['"We (“low”) sail,"']),
    ('The club -"sail" met.', ['"sail"']),
    ('The club"sail" met.', ['"sail"']),
    ('The club"a" met.', ['"a"']),
    ('"... we sail," she said.', ['"... we sail,"']),
    ('He said "1996" twice.', ['"1996"']),
]


class TestEveryStyleOfMarks:
    @pytest.mark.parametrize(("text", "expected"), PAIRS)
    def test_pairs(self, text: str, expected: list[str]) -> None:
        assert passages(text) == expected

    def test_a_straight_mark_may_be_closed_by_a_curly_one(self) -> None:
        assert passages('"The mast is down,” Lund said. “We row,” she added.') == [
            '"The mast is down,”',
            "“We row,”",
        ]

    def test_a_passage_within_another_belongs_to_it(self) -> None:
        assert passages("“He cried “land” twice,” she said.") == ["“He cried “land” twice,”"]
        assert passages("\"They shout 'row' all day,\" she said.") == ["\"They shout 'row' all day,\""]


class TestSingleMarks:
    """Single marks quote too, and look like apostrophes."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The ‘harbour club’ met.", ["‘harbour club’"]),
            ("The 'harbour club' met.", ["'harbour club'"]),
            ("Lund: ferry ‘isn’t safe’", ["‘isn’t safe’"]),
            ("The 'club' had an “inner 'club'” and a 'boat'.", ["'club'", "“inner 'club'”", "'boat'"]),
            ("'ab' met.", ["'ab'"]),
            ("The 'ab' and 'a' met.", ["'ab'"]),  # one letter is none
            ("It's the sailors' club, and Moe's boat.", []),
            ("In the '90s the boats' hulls were of wood.", []),
        ],
    )
    def test_apostrophes_are_spared(self, text: str, expected: list[str]) -> None:
        assert passages(text) == expected

    def test_they_are_known_for_what_they_are(self) -> None:
        found, unclosed = quote_passages.find("The 'ab' and “cd” met.", STYLES)
        assert [(each.opened, each.closed, each.single) for each in found] == [
            (True, True, True),
            (True, True, False),
        ]
        assert not unclosed


@pytest.mark.parametrize(
    ("page", "doubled"),
    [
        (None, ("''", ",,", "``", "‘‘", "’’", "‚‚")),
        ("a ,,b'' c", ("''", ",,")),
        ("a, b, 'c", ()),
        ("", ()),
    ],
)
def test_marks_of_two_characters_that_a_page_has(page: str | None, doubled: tuple[str, ...]) -> None:
    assert quote_passages.styles(_rules.load("en"), page).doubled == doubled


class TestBrokenMarks:
    """A mark without its partner spoils no more than its own paragraph."""

    def test_open_at_the_end(self) -> None:
        found, unclosed = quote_passages.find("Lund said: “We sail at dawn.", STYLES)
        assert [(each.opened, each.closed) for each in found] == [(True, False)]
        assert unclosed

    def test_closed_by_the_next_paragraph(self) -> None:
        assert passages("And we sail far.” The crew rose.", open_before=True) == ["And we sail far.”"]
        assert passages("And we sail far.” The crew rose.") == []

    def test_a_stray_mark_leaves_those_after_it(self) -> None:
        assert passages("The “ old ferry sank. “It was tired,” Lund said.") == ["“It was tired,”"]
        assert passages("He said “no and left. “It was tired,” Lund said.") == ["“It was tired,”"]

    @pytest.mark.parametrize("depth", [5, 6, 7])
    def test_marks_that_are_open_at_once(self, depth: int) -> None:
        """Six are told apart; of more, the last ones close none."""
        words = "“a " * depth + "it is late"
        assert passages(words + "”" * depth) == [words + "”" * min(depth, 6)]

    @pytest.mark.parametrize(
        ("text", "spans", "open_before"),
        [
            ("He said “no and left. “It was tired,” Lund said.", [(22, 37, True, True)], False),
            ("“He cried “land” twice,  ", [(0, 23, True, False)], False),  # it opens the paragraph
            ("“We cried “land and sea.", [(0, 24, True, False)], False),
            ("Lund: “We cried “land and sea.", [(6, 30, True, False)], False),
            ("  And we sail far.” The crew rose.", [(2, 19, False, True)], True),
            ("And we sail.” We rose. We sail.” All rose.", [(0, 13, False, True)], True),
            ("He is “safe” now.” The crew rose.", [(6, 12, True, True)], True),
        ],
    )
    def test_which_of_its_marks_a_passage_has(
        self, text: str, spans: list[tuple[int, int, bool, bool]], open_before: bool
    ) -> None:
        found, _ = quote_passages.find(text, STYLES, open_before)
        assert [(each.start, each.end, each.opened, each.closed) for each in found] == spans

    def test_a_mark_closes_the_one_that_it_fits_best(self) -> None:
        """A low mark is closed by a high one, which may close a straight one as well."""
        assert passages('„He cried "land“ and left.') == ['„He cried "land“']
        assert passages('„He cried "land" and left.“') == ['„He cried "land" and left.“']

    @pytest.mark.parametrize("inches", ["""9'6\"""", """9' 11\"""", '9’6"'])
    def test_inches_are_no_marks(self, inches: str) -> None:
        assert passages(f'The mast is {inches} high, and "it holds," Lund said.') == ['"it holds,"']
        assert passages(f'{inches} high is the mast, and "it holds," Lund said.') == ['"it holds,"']
        assert passages(f'"The mast is {inches} high," Lund said.') == [f'"The mast is {inches} high,"']
        assert passages(f'"{inches} high," Lund said.') == [f'"{inches} high,"']
        assert quote_passages.find(f'{inches} high," Lund said.', STYLES, open_before=True)[0][0].end == len(
            f'{inches} high,"'
        )

    @pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", ",,", "«"])
    @pytest.mark.parametrize("between", ["", " a"])
    def test_marks_alone_end_well(self, mark: str, between: str) -> None:
        text = (mark + between) * 5_000
        found, _ = quote_passages.find(text, STYLES)
        ends = [0, *(each.end for each in found)]
        assert all(end <= each.start < each.end for end, each in zip(ends, found, strict=False))
        assert ends[-1] <= len(text)
