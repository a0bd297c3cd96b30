"""One line alone: each row of the table of signs, and what each must leave to the next."""

from __future__ import annotations

import pytest

from natodocs import _rules
from natodocs._document.document import Document, Region
from natodocs._document.marks import Mark
from natodocs._labels import line, markup
from natodocs._labels.line import WEAK, Label
from natodocs._rules import loader
from natodocs._text import lines
from natodocs._types import BlockKind

K = BlockKind
ENGLISH = _rules.load("en")
TABLES = (markup.FURNITURE, markup.ARTICLE, markup.BETWEEN)


def label(text: str, *marks: str, language: str = "en") -> Label:
    regions = (Region(0, len(text), Mark.all_of(" ".join(marks))),) if marks else ()
    (found,) = line.label(lines.split(Document(text, regions)), _rules.load(language))
    return found


class TestALineKnownByItsWords:
    """A phrase of the rules names its whole line, whatever case, bullets, counts and edges it has."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Share this article", K.SHARE),
            ("• SHARE THIS ARTICLE:", K.SHARE),
            ("Show 12 comments", K.COMMENT_UI),
            ("All comments (3)", K.COMMENT_UI),
            ("\u0421omment", K.COMMENT_UI),
            ("Privacy Policy", K.LEGAL),
            ("Most read", K.RELATED),
            ("Advertisement", K.ADVERT),
            ("5 min read", K.METADATA),
            ("Home", K.NAVIGATION),
        ],
    )
    def test_names_it(self, text: str, kind: BlockKind) -> None:
        assert label(text).kind == kind

    def test_glued_buttons_are_read_apart(self) -> None:
        assert label("CommentsShareReply").kind == K.COMMENT_UI

    def test_a_word_of_a_sentence_names_nothing(self) -> None:
        assert label("Share prices fell again on Monday, and the harbour stayed calm.").kind == K.PARAGRAPH


class TestALineKnownByItsForm:
    """A pattern of the rules names the lines that it matches."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Tags: bridges, harbour", K.TAGS),
            ("© Coastal Press/ Per Moe", K.CREDIT),
            ("© 2021 Harbury Post", K.LEGAL),
            ("Copyright © Ada Lund, Harbury Post, 2017", K.LEGAL),
            ("Featured image: Harbury Pictures", K.CREDIT),
            ("Ada Lund is a reporter at the Harbury Post.", K.BIO),
            ("Articles by: Ada Lund", K.RELATED),
            ("For media inquiries: desk@harbury.example", K.CONTACT),
            ("Home > News > Harbury", K.NAVIGATION),
            ("FacebookTwitterWhatsApp", K.SHARE),
            ("20 thoughts on “The bridge is open”", K.COMMENT_UI),
        ],
    )
    def test_names_it(self, text: str, kind: BlockKind) -> None:
        assert label(text).kind == kind

    def test_the_reason_is_that_of_the_row(self) -> None:
        reasons = {rule.why for rule in ENGLISH.rules("signs")}
        assert label("© Coastal Press/ Per Moe").reason in reasons


class TestFieldsAndProse:
    """Dates, clocks, bylines and sentences have their own rows."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Published on 3 May 2021 at 16:38", K.DATE),
            ("13:30 GMT +323 March 2017", K.CLOCK),
            ("By Ada Lund and Per Moe", K.BYLINE),
            ("The old bridge over the harbour opened again on Monday.", K.PARAGRAPH),
            ("The old bridge opened again " + "and again " * 9, K.PARAGRAPH),
        ],
    )
    def test_names_it(self, text: str, kind: BlockKind) -> None:
        assert label(text).kind == kind
        assert label(text).confidence > WEAK

    @pytest.mark.parametrize("text", ["Harbury Bridge", "Storm over the coast", "•"])
    def test_what_nothing_speaks_for_stays_weak(self, text: str) -> None:
        assert label(text).confidence <= WEAK

    def test_a_short_sentence_is_left_to_its_neighbours(self) -> None:
        assert label("It did not rain.") == Label(K.PARAGRAPH, WEAK, "a short sentence")


class TestWhatTheMarkupSays:
    """A line of an HTML page is named by its marks, furniture before all that its words say."""

    @pytest.mark.parametrize(
        ("marks", "kind"),
        [
            (["nav", "li"], K.NAVIGATION),
            (["caption"], K.CAPTION),
            (["comments", "comment", "comment-text"], K.COMMENT),
            (["body", "p"], K.PARAGRAPH),
            (["body", "heading"], K.HEADING),
            (["aside", "p"], K.RELATED),
            (["cookie", "dialog"], K.LEGAL),
        ],
    )
    def test_names_it(self, marks: list[str], kind: BlockKind) -> None:
        assert label("Forty boats came", *marks).kind == kind

    @pytest.mark.parametrize("rows", TABLES)
    def test_every_mark_of_the_table_is_in_the_vocabulary(self, rows: tuple[markup.Row, ...]) -> None:
        assert rows
        for row in rows:
            assert row.every | row.none <= set(Mark), row

    @pytest.mark.parametrize("rows", TABLES)
    def test_every_row_can_decide(self, rows: tuple[markup.Row, ...]) -> None:
        assert rows
        for row in rows:
            assert markup.find(rows, row.every) is not None


def test_every_row_of_the_table_of_signs_says_what_it_goes_by() -> None:
    assert all(row.why for row in line.SIGNS)
    assert len({row.why for row in line.SIGNS}) == len(line.SIGNS)


def test_a_row_with_a_length_of_its_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = ENGLISH.rules("signs")[0]
    from attrs import evolve

    with pytest.raises(loader.BadRules, match=rf"{rule.file}\.toml: signs '{rule.name}': words is 7"):
        line._longest(evolve(rule, more={"words": 7}))
