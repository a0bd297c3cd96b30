"""A page is read alike by every Python, however new its letters are: what a character is, one place says."""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Final

import pytest
from attrs import asdict

from natodocs import Byline, Dateline, Page, Quote, Span, parse
from natodocs._fingerprint import of as fingerprint
from natodocs._patterns import late

GARAY: Final = "\U00010d50\U00010d70\U00010d71"  # a capital and two small letters, of Unicode 16
KAWI: Final = "\U00011f04\U00011f05"  # letters without case, of Unicode 15
KAWI_DIGITS: Final = "\U00011f52\U00011f50"
CHINESE: Final = "\U00031350\U00031351"  # extension H, of Unicode 15
SHAKING: Final = "\U0001fae8"  # a face, of Unicode 15
LATIN: Final = "\ua7da\ua7db"  # of Unicode 16
TANGUT: Final = "\U00017000"  # the first stand-in for a letter
MARK: Final = "\U0001e08f"  # a small Cyrillic letter above another, of Unicode 15
NEW: Final = (
    GARAY,
    KAWI,
    KAWI_DIGITS,
    CHINESE,
    SHAKING,
    LATIN,
    TANGUT,
    "o" + MARK,
    "\u1c89\u1c8a",
    "\u0264\u0295",
)


class TestWhatIsReadOfLateLetters:
    """A late character is read as an old one of its kind, and stands in the answer as it stands in the source."""

    @pytest.mark.parametrize("name", [f"Ada {GARAY}", f"{GARAY} Lund", f"Ada {LATIN.title()}"])
    def test_authors(self, name: str) -> None:
        byline = parse.byline(f"By {name} and Per Moe")
        assert byline is not None
        assert [author.name for author in byline.authors] == [name, "Per Moe"]
        assert byline.text == f"By {name} and Per Moe"

    def test_datelines(self) -> None:
        dateline = parse.dateline(
            f"{GARAY[0] * 4}, Norway, March 3 (Reuters) - The bridge opened again on Monday."
        )
        assert dateline is not None
        assert dateline.place == GARAY[0] * 4

    def test_quotations(self) -> None:
        (quote,) = parse.quotes(f'"The {SHAKING} bridge is {KAWI} safe," said Ada {GARAY}.')
        assert quote.text == f'"The {SHAKING} bridge is {KAWI} safe,"'
        assert quote.speaker is not None
        assert quote.speaker.name == f"Ada {GARAY}"

    @pytest.mark.parametrize("markup", [False, True])
    def test_pages(self, markup: bool) -> None:
        text = f"The {SHAKING} bridge\n\nBy Ada {GARAY}\n\nThe {KAWI} bridge over the harbour is {CHINESE} open again."
        source = "".join(f"<p>{line}</p>" for line in text.split("\n\n")) if markup else text
        page = parse.page(source)
        assert page.text == text
        assert page.byline is not None
        assert page.byline.authors[0].name == f"Ada {GARAY}"
        assert page.body.endswith(f"The {KAWI} bridge over the harbour is {CHINESE} open again.")

    def test_heads_of_pages(self) -> None:
        said = {"@type": "NewsArticle", "headline": f"The {KAWI} bridge", "author": {"name": f"Ada {GARAY}"}}
        head = f'<script type="application/ld+json">{json.dumps(said)}</script>'
        page = parse.page(f"<html><head>{head}</head><body><p>The bridge is open.</p></body></html>")
        assert page.title == f"The {KAWI} bridge"
        assert page.byline is not None
        assert page.byline.authors[0].name == f"Ada {GARAY}"

    @pytest.mark.parametrize("digits", [KAWI_DIGITS, "3\U0001e4f3", "\U00010d41"])
    def test_digits_that_no_python_counts_with(self, digits: str) -> None:
        text = f"Updated: {digits} October 2023\n\nHARBURY, March {digits} (Reuters) - It opened {digits} hours ago."
        assert parse.page(text).text == text
        parse.byline(f"By Ada Lund, March {digits}, 2023")
        parse.dateline(text.split("\n\n")[1])

    def test_stand_ins_that_a_page_has_itself(self) -> None:
        text = f"By Ada {TANGUT}{KAWI} and Per {KAWI}"
        byline = parse.byline(text)
        assert byline is not None
        assert byline.text == text

    def test_addresses(self) -> None:
        url = f"https://harbury.example/2023/1{KAWI_DIGITS}/{GARAY}"
        assert parse.page(f"The {GARAY} bridge.", url=url).url == url

    def test_fingerprints_are_those_of_the_oldest_python(self) -> None:
        assert fingerprint([f"it is {KAWI} safe"]) == fingerprint(["it is safe"])
        assert fingerprint(["\u0264"]) != fingerprint([""])


class TestStandIns:
    """Each late character has one of its own, of its kind."""

    def test_a_page_without_any_is_the_page_itself(self) -> None:
        text = "“Über” 新しい橋 😀"
        assert late.settle(text) == (text, late.NONE)
        assert late.settle(text)[0] is text

    @pytest.mark.parametrize(
        ("char", "category"),
        [
            (GARAY[0], "Lu"),
            (GARAY[1], "Ll"),
            (KAWI[0], "Lo"),
            (KAWI_DIGITS[0], "Lo"),
            (SHAKING, "So"),
            (MARK, "Mn"),
        ],
    )
    def test_kinds(self, char: str, category: str) -> None:
        settled, stand_ins = late.settle(char)
        assert unicodedata.category(settled) == category
        assert stand_ins.restore(settled) == char

    def test_chinese_stays_chinese(self) -> None:
        assert unicodedata.name(late.settle(CHINESE)[0][0]).startswith("CJK")

    def test_a_letter_in_the_other_case_is_given_back_as_it_stood(self) -> None:
        settled, stand_ins = late.settle(GARAY)
        assert stand_ins.restore(settled.upper()) == GARAY

    @pytest.mark.slow
    def test_all_that_there_are(self) -> None:
        every = "".join(char for char in map(chr, range(0xE000, sys.maxunicode + 1)) if late.is_late(char))
        settled, stand_ins = late.settle(every)
        assert len(set(settled)) == len(every)
        assert not late.found([settled])
        assert stand_ins.restore(settled) == every

    @pytest.mark.slow
    def test_a_page_that_leaves_none(self) -> None:
        every = "".join(map(chr, range(0x10000, sys.maxunicode + 1)))
        settled, stand_ins = late.settle(every)
        assert stand_ins.restore(settled) == every

    def test_small_letters_for_comparing(self) -> None:
        assert late.folded(f"ADA {GARAY}") == f"ada {GARAY}"
        assert late.folded("STRASSE ẞ") == "strasse ss"


@pytest.mark.slow
def test_every_python_says_the_same_of_other_characters() -> None:
    ask: tuple[Callable[[str], object], ...] = (
        str.isalpha,
        str.isupper,
        str.islower,
        str.isdigit,
        str.isdecimal,
        str.isspace,
        str.isprintable,
        str.lower,
        str.upper,
        str.title,
        str.casefold,
        lambda char: unicodedata.normalize("NFKD", char),
        lambda char: bool(unicodedata.combining(char)),
    )
    known = (char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) != "Cn")
    said = sha256()
    for char in known:
        if not late.is_late(char):
            said.update(repr([question(char) for question in ask]).encode("unicode_escape"))
    assert said.hexdigest()[:16] == "1944ee84657ec631"


WORDS: Final = (
    *(
        "Ada Lund",
        "Per Moe",
        "HARBURY",
        "Oste",
        "said",
        "told reporters",
        "Reuters",
        "By",
        "March 3",
        "14 October 2023",
    ),
    *(
        "The bridge opened again on Monday",
        '"We are glad,"',
        "“It is late”",
        "Photo:",
        "Reply",
        "Tags:",
        "the mayor",
    ),
    *(
        "—",
        "-",
        "(",
        ")",
        ",",
        ".",
        ":",
        "首相は",
        "「これは良い」",
        "Über",
        "ÉCOLE",
        "Мост",
        "3 days ago",
        "| The Courier",
    ),
)


def texts(many: int) -> Iterator[str]:
    """Yield short texts in which old words and new letters meet."""
    dice = random.Random(13)
    for _ in range(many):
        pieces = []
        for _ in range(dice.randint(1, 16)):
            new = "".join(dice.choices(dice.choice(NEW), k=dice.randint(1, 4)))
            pieces.append(
                dice.choice((dice.choice(WORDS), dice.choice(WORDS), new, dice.choice(WORDS) + new))
            )
        yield "".join(piece + dice.choice((" ", " ", " ", "", "\n\n")) for piece in pieces)


def of_page(text: str) -> object:
    return shown(parse.page(text, media_type="text/plain"))


def of_html(text: str) -> object:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    head = f"<title>{text[:40]}</title><meta name=author content='{text[:15]}'>"
    return shown(parse.page(f"<html><head>{head}</head><body><article>{lines}</article></body></html>"))


def shown(page: Page) -> object:
    kinds = [(block.kind, *spans(block.span)) for block in page.blocks]
    return (
        kinds,
        page.title,
        of_found(page.byline),
        of_found(page.dateline),
        [of_found(one) for one in page.quotes],
    )


def of_found(found: Byline | Dateline | Quote | None) -> object:
    if isinstance(found, Quote):
        return found.kind, *spans(found.span), found.speaker and found.speaker.name
    return found and asdict(found)


def spans(span: Span) -> tuple[int, int]:
    return span.start, span.end


ANSWERS: Final[dict[str, tuple[Callable[[str], object], str]]] = {
    "page": (of_page, "3cb20a5f08978b2d"),
    "html": (of_html, "5d04f68dd151f169"),
    "quotes": (lambda text: [of_found(one) for one in parse.quotes(text)], "0da7d6b2ced065b8"),
    "byline": (lambda text: of_found(parse.byline(text.split("\n")[0])), "efb1c0dd0029cf42"),
    "dateline": (lambda text: of_found(parse.dateline(text.split("\n")[0])), "c2a1c8fa96a3d481"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_python_gives_the_same_answers(name: str) -> None:
    """Whoever changes a rule may change a digest here; it is right when two Pythons agree on it."""
    ask, known = ANSWERS[name]
    said = json.dumps([ask(text) for text in texts(300)], default=str)
    assert sha256(said.encode()).hexdigest()[:16] == known
