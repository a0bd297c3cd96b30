"""Limits: how much a page may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from natodocs import Limits, PageTooLarge, parse

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: list[Callable[..., Any]] = [parse.page, parse.body, parse.comments]


class TestLimitsBoundThePage:
    """A page at the limit is read, one over it is `PageTooLarge`, and the error says how to go on."""

    @pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
    def test_characters(self, reader: Callable[..., Any]) -> None:
        reader("x" * 100, limits=Limits(characters=100))
        with pytest.raises(PageTooLarge) as caught:
            reader("x" * 101, limits=Limits(characters=100))
        assert (caught.value.size, caught.value.limit, caught.value.unit) == (101, 100, "characters")

    @pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
    def test_bytes(self, reader: Callable[..., Any]) -> None:
        reader(b"x" * 100, limits=Limits(bytes=100))
        with pytest.raises(PageTooLarge) as caught:
            reader(b"x" * 101, limits=Limits(bytes=100))
        assert (caught.value.size, caught.value.limit, caught.value.unit) == (101, 100, "bytes")

    def test_characters_bound_what_bytes_decode_to(self) -> None:
        parse.page("é".encode() * 100, limits=Limits(characters=100))
        with pytest.raises(PageTooLarge) as caught:
            parse.page("é".encode() * 101, limits=Limits(characters=100))
        assert caught.value.unit == "characters"

    def test_characters_bound_html(self) -> None:
        with pytest.raises(PageTooLarge):
            parse.page("<p>" + "x" * 101 + "</p>", limits=Limits(characters=100))

    def test_bytes_do_not_bound_text(self) -> None:
        assert parse.page("x" * 101, limits=Limits(bytes=100)).text == "x" * 101

    def test_zero_takes_the_empty_page_alone(self) -> None:
        assert parse.page("", limits=Limits(characters=0)).text == ""
        with pytest.raises(PageTooLarge):
            parse.page("x", limits=Limits(characters=0))

    def test_quotes_have_the_default_limits(self) -> None:
        with pytest.raises(PageTooLarge) as caught:
            parse.quotes("x" * (Limits().characters + 1))
        assert caught.value.limit == Limits().characters


class TestLimitsCutAPageShort:
    """A page with more blocks or quotations is read as far as they go, says so, and loses nothing of its text."""

    SAID = tuple(f"“The bridge number {number} holds,” said Ada Lund on Monday." for number in range(1, 40))
    TEXT = "\n\n".join(["Ada Lund counts the bridges", *SAID])

    def test_neither(self) -> None:
        page = parse.page(self.TEXT, language="en", limits=Limits(blocks=40, quotes=39))
        assert not page.truncated
        assert page == parse.page(self.TEXT, language="en")
        assert (len(page.blocks), len(page.quotes)) == (40, 39)

    def test_quotes(self) -> None:
        page = parse.page(self.TEXT, language="en", limits=Limits(quotes=38))
        whole = parse.page(self.TEXT, language="en")
        assert page.truncated
        assert page.quotes == whole.quotes[:38]
        assert page.blocks == whole.blocks

    @pytest.mark.parametrize("blocks", [0, 1, 20, 39])
    def test_blocks(self, blocks: int) -> None:
        page = parse.page(self.TEXT, language="en", limits=Limits(blocks=blocks))
        assert page.truncated
        assert len(page.blocks) == blocks + 1
        assert "".join(block.text for block in page.blocks) == self.TEXT
        assert "Limits.blocks" in page.blocks[-1].reason
        assert page.blocks[-1].confidence == 0
        assert len(page.quotes) == max(0, blocks - 1)

    def test_blank_lines_are_no_rest(self) -> None:
        page = parse.page(self.TEXT + "\n\n \n", language="en", limits=Limits(blocks=40))
        assert not page.truncated
        assert page.blocks[-1].text.endswith("\n\n \n")

    def test_body_and_comments_end_there_too(self) -> None:
        limits = Limits(blocks=20)
        page = parse.page(self.TEXT, language="en", limits=limits)
        assert parse.body(self.TEXT, language="en", limits=limits) == page.body
        assert parse.comments(self.TEXT, language="en", limits=limits) == page.comments

    def test_html(self) -> None:
        html = "".join(f"<p>{line}</p>" for line in self.TEXT.split("\n\n"))
        page = parse.page(html, limits=Limits(blocks=20))
        assert page.truncated
        assert len(page.blocks) == 21

    def test_a_paragraph_longer_than_is_read_at_once(self) -> None:
        """It is read in stretches, and loses no quotation where one ends."""
        text = " ".join(f"“The bridge number {number} holds,” said Ada Lund." for number in range(1_000))
        page = parse.page(text, language="en")
        assert not page.truncated
        assert len(page.quotes) == 1_000
        assert {quote.speaker and quote.speaker.name for quote in page.quotes} == {"Ada Lund"}


class TestLimitsAreChecked:
    """A limit is a whole number that is not negative; limits are given by name and do not change."""

    @pytest.mark.parametrize("name", [field.name for field in attrs.fields(Limits)])
    def test_negative(self, name: str) -> None:
        with pytest.raises(ValueError, match=name):
            Limits(**{name: -1})

    @pytest.mark.parametrize("name", [field.name for field in attrs.fields(Limits)])
    @pytest.mark.parametrize("value", ["100", None, 1.5])
    def test_wrong_type(self, name: str, value: Any) -> None:
        with pytest.raises(TypeError, match=name):
            Limits(**{name: value})

    def test_by_name_alone(self) -> None:
        with pytest.raises(TypeError):
            Limits(100)  # type: ignore[call-arg]  # what is under test

    def test_frozen(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Limits().characters = 5  # type: ignore[misc]  # what is under test

    def test_equal_by_value(self) -> None:
        assert Limits(characters=5) == Limits(characters=5) != Limits(characters=6)

    def test_defaults_take_any_real_page(self) -> None:
        assert Limits().characters >= 1_000_000
        assert Limits().bytes >= 4 * Limits().characters
