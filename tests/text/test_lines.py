"""Text -> lines with their features."""

from __future__ import annotations

import pytest
from hypothesis import given

from natodocs._document.document import Document, Region
from natodocs._document.marks import Mark
from natodocs._text import lines as text_lines
from strategies import any_text, dumps, odd_text


def split(text: str, *regions: Region) -> list[text_lines.Line]:
    return text_lines.split(Document(text, regions))


class TestWhereLinesEnd:
    """A line ends at LF, CR, CR LF or a form feed, and at nothing else."""

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            pytest.param("one\ntwo", ["one", "two"], id="LF"),
            pytest.param("one\r\ntwo\r\n", ["one", "two"], id="CR LF"),
            pytest.param("one\rtwo", ["one", "two"], id="CR"),
            pytest.param("one\ftwo", ["one", "two"], id="form feed"),
            pytest.param("one\u2028still one", ["one still one"], id="line separator"),
            pytest.param("one\vstill one", ["one still one"], id="vertical tab"),
            pytest.param("one\x85still one", ["one still one"], id="next line"),
            pytest.param("\n \t\n\xa0\n", [], id="blank lines"),
            pytest.param("", [], id="nothing"),
        ],
    )
    def test_table(self, text: str, lines: list[str]) -> None:
        assert [line.text for line in split(text)] == lines

    @given(dumps() | odd_text() | any_text())
    def test_lines_leave_out_blanks_alone(self, text: str) -> None:
        position = 0
        for line in split(text):
            assert not text[position : line.start].strip()
            assert line.start <= line.span.start < line.span.end <= line.end
            printed = text[line.span.start : line.span.end]
            assert printed == printed.strip() == text[line.start : line.end].strip()
            position = line.end
        assert not text[position:].strip()


class TestNumbersAndBlankLines:
    """Lines count from 1, blank ones too; a line knows whether a blank one stands above it."""

    def test_numbers(self) -> None:
        assert [line.number for line in split("\n\none\n\r\ntwo\nthree")] == [3, 5, 6]

    def test_blank_before(self) -> None:
        assert [line.blank_before for line in split("one\ntwo\n \nthree\n")] == [True, False, True]


class TestLead:
    """Bullets and heading marks before a line are no part of what it says."""

    @pytest.mark.parametrize(
        ("line", "lead", "text"),
        [
            ("• Reply", "• ", "Reply"),
            ("    •Reply", "•", "Reply"),
            ("- a point", "- ", "a point"),
            ("## A heading", "## ", "A heading"),
            ("> > quoted", "> > ", "quoted"),
            ("-5 degrees", "", "-5 degrees"),
            ("#hashtag", "", "#hashtag"),
            ("plain", "", "plain"),
        ],
    )
    def test_table(self, line: str, lead: str, text: str) -> None:
        (found,) = split(line)
        assert (found.lead, found.text) == (lead, text)


class TestWords:
    """A word is a run of letters and digits; two characters of a script without blanks count as one."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", 0),
            ("— … !", 0),
            ("Ships do not brake", 4),
            ("the mayor’s ice-cream van", 4),
            ("U.S. forces", 2),
            ("Сomment", 1),
            ("新しい橋が", 3),
            ("wait--what … a - b", 4),
            ("5-1, 1,000 and -5.", 5),
            ("Die Brücke – „neu“ – für 40.000 Boote", 6),
            ("Jak się masz", 3),
        ],
    )
    def test_table(self, text: str, words: int) -> None:
        assert text_lines.count_words(text) == words

    @given(dumps() | odd_text() | any_text())
    def test_the_quick_count_is_that_of_the_pattern(self, text: str) -> None:
        words = len(text_lines.WORD.findall(text)) + len(text_lines.UNSPACED.findall(text)) // 2
        assert text_lines.count_words(text) == words


class TestEndsSentence:
    """A sentence ends with a stop, whatever closing marks follow."""

    @pytest.mark.parametrize(
        "text", ["It is.", "Is it?”", 'It is!"', "It is …", "It is.)", "It is:", "終わった。", "It is.* "]
    )
    def test_ends(self, text: str) -> None:
        assert split(text)[0].ends_sentence

    @pytest.mark.parametrize("text", ["It is", "It is,", "Home | News", "2.0 is out", "“It is”"])
    def test_goes_on(self, text: str) -> None:
        assert not split(text)[0].ends_sentence


class TestMarks:
    """A line has the marks of all regions of the markup that it begins in."""

    def test_nested_regions(self) -> None:
        outer = Region(0, 12, Mark.all_of("comments"))
        inner = Region(4, 8, Mark.all_of("comment"))
        marks = [line.marks for line in split("one\ntwo\nthree\nfour", outer, inner)]
        assert marks == [{"comments"}, {"comments", "comment"}, {"comments"}, frozenset()]

    def test_plain_text_has_none(self) -> None:
        assert split("one")[0].marks == frozenset()

    def test_regions_between_two_lines(self) -> None:
        regions = (
            Region(0, 9, Mark.all_of("nav")),
            Region(4, 5, Mark.all_of("link")),
            Region(9, 10, Mark.all_of("p")),
        )
        assert [line.marks for line in split("one\n \n \n \n\ntwo", *regions)] == [{"nav"}, frozenset()]

    def test_equal_marks_are_one_object(self) -> None:
        regions = [
            Region(start, start + 3, frozenset({mark})) for start in (0, 4) for mark in (Mark.NAV, Mark.LINK)
        ]
        first, second = split("one\ntwo", *regions)
        assert first.marks == {"nav", "link"}
        assert first.marks is second.marks
