"""Bylines: lines that name who wrote a story, lines that only look so, the byline among a page's blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from natodocs import Author, Block, BlockKind, Span, parse
from natodocs._document.document import Metadata, Named
from natodocs._entities import bio
from natodocs._fields.bylines import metadata, pieces, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

BYLINES = [
    ("By Ada Lund", ["Ada Lund"]),
    ("BY ADA LUND AND PER MOE", ["ADA LUND", "PER MOE"]),
    ("By [Ada Lund](#)", ["Ada Lund"]),
    ("By\xa0**Ada Lund**", ["Ada Lund"]),
    ("• By Ada Lund, Per Moe and Ida Holm", ["Ada Lund", "Per Moe", "Ida Holm"]),
    ("By Dr. Ada van der Berg", ["Ada van der Berg"]),
    ("By Lt. Gen. (Ret.) Per Moe", ["Per Moe"]),
    ("By A.B. Lund", ["A.B. Lund"]),
    ("By Per Moe Jr.", ["Per Moe Jr."]),
    ("By Phil Moe", ["Phil Moe"]),
    ("By Peter Read", ["Peter Read"]),
    ("By Ada Lund in Oslo and Per Moe in Harbury", ["Ada Lund", "Per Moe"]),
    ("By Ada  Lund  Staff  Writer", ["Ada Lund"]),
    ("By Ada Lund | Published: 05 Oct 2023, 10:15 AM", ["Ada Lund"]),
    ("By Ada Lund on Monday, November 18th, 2019 at 11:08 a.m.", ["Ada Lund"]),
    ("By Ada Lund 8 minute read Updated 6:03 PM EST, Tue December 12, 2023", ["Ada Lund"]),
    ("By Ada Lund Nov 15, 20195:45 AM", ["Ada Lund"]),
    ("Posted on March 3, 2021 by Ada Lund", ["Ada Lund"]),
    ("Posted by: harbour_cat", ["harbour_cat"]),
    ("Written by Ada Lund, MD, PhD", ["Ada Lund"]),
    ("Author: Ada Lund", ["Ada Lund"]),
    ("Words by Ada Lund, photographs by Per Moe", ["Ada Lund"]),
    ("By The Associated Press", ["The Associated Press"]),
    ("By Harbury Post Staff", ["Harbury Post Staff"]),
    ("Reuters", ["Reuters"]),
    ("Deutsche Welle", ["Deutsche Welle"]),
    ("Voice of America", ["Voice of America"]),
    ("Ada Lund, 3 May 2021", ["Ada Lund"]),
    ("28 Jan 2022 | Ada Lund", ["Ada Lund"]),
    ("Published on 1 August 2023 at 18:42, updated 2 August 2023 at 07:10 - By Ada Lund", ["Ada Lund"]),
    ("Posted on3. Februar 20243. Februar 2024AuthorAda Lund4 Kommentare", ["Ada Lund"]),
    ("Veröffentlicht am 9. Februar 2019vonAda Lund", ["Ada Lund"]),
    ("Ada Lund • 3 min read", ["Ada Lund"]),
    ("Von Ada Lund und Per Moe, Oslo", ["Ada Lund", "Per Moe"]),
    ("Von: Ada Lund", ["Ada Lund"]),
    ("Ein Kommentar von Ada Lund", ["Ada Lund"]),
    ("Text: Ada Lund, Fotos: Per Moe", ["Ada Lund"]),
    ("Aus Brüssel von Ada Lund", ["Ada Lund"]),
    ("VON ADA LUND am 21. April 2020", ["ADA LUND"]),
    ("Par Ada Lund, 21 juin 2018", ["Ada Lund"]),
    ("Por: Redacción", ["Redacción"]),
    ("Por Ada Lund 27 de agosto 2019", ["Ada Lund"]),
    ("di Ada Lund", ["Ada Lund"]),
    ("Door Ada de Vries", ["Ada de Vries"]),
    ("Av Ada Lund", ["Ada Lund"]),
    ("Autor: Ada Lund", ["Ada Lund"]),
    ("Автор: Анна Лунд", ["Анна Лунд"]),
    ("Yazan: Ada Lund", ["Ada Lund"]),
    ("홍길동 기자", ["홍길동"]),
    ("Ada Lund / Peter Moe", ["Ada Lund", "Peter Moe"]),
    ("By Ada Lund from Oslo", ["Ada Lund"]),
    ("Por Ada Lund desde Oslo", ["Ada Lund"]),
    ("Por Ana Ortega y Gasset", ["Ana Ortega y Gasset"]),
    ("Por Rui Costa e Silva", ["Rui Costa e Silva"]),
    ("Por Ana Lund y Redacción", ["Ana Lund"]),
    ("POR ANA LUND Y LUIS MOE", ["ANA LUND", "LUIS MOE"]),
    ("By Ada E Lund", ["Ada E Lund"]),
    ("Ada Lund, 8 минут чтения", ["Ada Lund"]),
    ("Ada Lund • 8 minutos de lectura", ["Ada Lund"]),
    ("Ada Lund • 8 dakika okuma süresi", ["Ada Lund"]),
    ("Ada Lund 2 minutes ago", ["Ada Lund"]),
    ("Veröffentlicht am 28. Januar 2022 von Zoltar Quibb", ["Zoltar Quibb"]),
    ("Publié le 28 janvier 2022 par Zoltar Quibb", ["Zoltar Quibb"]),
    ("Posted on 28 January 2022 by Zoltar Quibb", ["Zoltar Quibb"]),
]

# "And" between two authors, in each language; the names are those that Latin and Cyrillic papers print.
SEVERAL = [
    ("Ada Lund and Per Moe", ["Ada Lund", "Per Moe"]),
    ("Ada Lund und Per Moe", ["Ada Lund", "Per Moe"]),
    ("Ada Lund sowie Per Moe", ["Ada Lund", "Per Moe"]),
    ("Ada Lund et Per Moe", ["Ada Lund", "Per Moe"]),
    ("Ada Lund y Per Moe", ["Ada Lund", "Per Moe"]),
    ("Ada Lund e Per Moe", ["Ada Lund", "Per Moe"]),
    ("Ada Lund ed Elena Moe", ["Ada Lund", "Elena Moe"]),
    ("Ada Lund en Per Moe", ["Ada Lund", "Per Moe"]),
    ("Anna Lund i Jan Moe", ["Anna Lund", "Jan Moe"]),
    ("Anna Lund oraz Jan Moe", ["Anna Lund", "Jan Moe"]),
    ("Анна Лунд и Иван Мо", ["Анна Лунд", "Иван Мо"]),
    ("Анна Лунд та Іван Мо", ["Анна Лунд", "Іван Мо"]),
    ("Анна Лунд і Петро Мо", ["Анна Лунд", "Петро Мо"]),
    ("Ayşe Lund ve Mehmet Moe", ["Ayşe Lund", "Mehmet Moe"]),
    ("Ada Lund och Per Moe", ["Ada Lund", "Per Moe"]),
    ("Ana Ortega y Gasset", ["Ana Ortega y Gasset"]),
    ("Ana Ortega y Gasset y Luis Moe", ["Ana Ortega y Gasset", "Luis Moe"]),
    ("Rui Costa e Silva", ["Rui Costa e Silva"]),
]

LOOK_ALIKES = [
    "",
    "By",
    "By the end of the year the bridge will be open again.",
    "By 2030 the bridge will be paid for.",
    "By Tuesday evening, the rain had stopped.",
    "By Monday",
    "By clicking you agree to our terms of use.",
    "By the numbers: Harbury at 75",
    "By Popular Demand",
    "By contrast, Harbury has two bridges.",
    "By guest contributor Per Moe. Harbury Works, a maker of bridges, has announced a new one.",
    "Von wegen Entspannung",
    "Von Brüssel nach Harbury",
    "Von Venezuela bis China: wo Brücken teuer sind",
    "Par ailleurs, le pont est ouvert.",
    "Por favor",
    "Por que o ponte caiu? Veja perguntas e respostas",
    "Av de tolv broarna är två öppna",
    "Photo: Per Moe, Reuters",
    "Per Moe/Harbury Agency via Getty Images",
    "Foto: Ada Lund/dpa",
    "Edited by: Ada Lund",
    "Medically reviewed by Ada Lund, MD",
    "Sponsored by Harbury Works",
    "Published by Harbury Papers Ltd",
    "More from Ada Lund",
    "About Ada Lund",
    "See all stories by Ada Lund",
    "Ada Lund says:",
    "Ada Lund is a reporter in Oslo.",
    "Ada Lund, CEO",
    "Ada Lund am 18. Oktober 2023 - 17:40 Antworten",
    "— Ada Lund (@adalund) July 21, 2017",
    "Harbury Post, May 27, 2017",
    "San Francisco, May 27, 2017",
    "By Ada Lund, A1 boats",
    "By Ada Lund, A1 B2 C3 D4",
    "By Zoltar Quibb, A1 Boats",
    "By Ada Lund harbury.example",
    "Stand by Me",
    "Bridge hit by storm",
    "© 2023 Ada Lund",
]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_authors(line: str, names: list[str]) -> None:
    found = printed.parse(line)
    assert found is not None
    assert [author.name for author in found.authors] == names
    assert found.span is not None
    assert line[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize(("said", "names"), SEVERAL)
def test_several_authors_in_print_markup_and_head(said: str, names: list[str]) -> None:
    """What joins two names is the same wherever a page names its authors, and a name that holds such a word is one."""
    found = printed.parse(f"By {said}")
    head = metadata.authors(Metadata(named=Named(metas=(said,))))
    assert found is not None
    assert [author.name for author in found.authors] == names
    assert [author.name for author in head] == names
    assert pieces.apart(said, re.compile(r", ")) == names


@pytest.mark.parametrize(
    "word", ["and", "und", "et", "y", "e", "en", "i", "oraz", "и", "та", "і", "ve", "og"]
)
def test_what_joins_two_names_that_are_marked(word: str) -> None:
    page = (
        f"<h1>Bridge opens</h1><p class=byline><a rel=author>Zoltar</a> {word} <a rel=author>Mirka</a></p>"
        "<p>The old bridge over the harbour opened again on Monday morning, and boats went below it at noon."
    )
    found = parse.page(page).byline
    assert found is not None
    assert [author.name for author in found.authors] == ["Zoltar", "Mirka"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("di Ada Lund", "Ada Lund"),
        ("Von Ada Lund", "Ada Lund"),
        ("Written by: Ada Lund", "Ada Lund"),
        ("Автор: Анна Лунд", "Анна Лунд"),
        ("Yazan: Ada Lund", "Ada Lund"),
        ("by harbour_cat", "harbour_cat"),
        ("Di Stefano", "Di Stefano"),
        ("Von Lund", "Von Lund"),
    ],
)
def test_cue_in_the_head(said: str, name: str) -> None:
    """The head of a page may have any cue that print has; before one word it is a part of the name."""
    assert [author.name for author in metadata.authors(Metadata(named=Named(metas=(said,))))] == [name]


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_look_alikes_are_left_alone(line: str) -> None:
    assert printed.parse(line) is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ada Lund, Reuters", Author("Ada Lund", affiliation="Reuters")),
        ("By Ada Lund, CNN Political Editor", Author("Ada Lund", "Political Editor", "CNN")),
        ("By Ada Lund, BBC News, Brussels", Author("Ada Lund", affiliation="BBC News")),
        ("By Ada Lund | Harbury News", Author("Ada Lund", affiliation="Harbury News")),
        ("By NBC's Ada Lund", Author("Ada Lund", affiliation="NBC")),
        ("By Ada Lund, Special to The Sun", Author("Ada Lund", "Special to The Sun")),
        ("By Ada Lund, Harbury Evening Post", Author("Ada Lund", affiliation="Harbury Evening Post")),
        ("By Ada Lund, XC-3 Team", Author("Ada Lund", affiliation="XC-3 Team")),
        ("By Ada Lund, A1 Boats", Author("Ada Lund")),  # an aside
        ("By Ada Lund, A1 B2 C3", Author("Ada Lund")),
        ("Ada Lund, Senior Correspondent", Author("Ada Lund", "Senior Correspondent")),
        ("Ada Lund | Staff Reporter", Author("Ada Lund", "Staff Reporter")),
        ("Ada Lund Education editor", Author("Ada Lund", "Education editor")),
        ("Ada Lund, The Associated Press", Author("Ada Lund", affiliation="The Associated Press")),
        ("Von Ada Lund mit AP", Author("Ada Lund", affiliation="AP")),
        ("Par Ada Lund avec AFP", Author("Ada Lund", affiliation="AFP")),
        ("dal nostro corrispondente Ada Lund", Author("Ada Lund", "corrispondente")),
        ("Ada Lund, envoyée spéciale à Kiev", Author("Ada Lund", "envoyée spéciale")),
        ("By Ada Lund (ada.lund@harbury.example)", Author("Ada Lund", email="ada.lund@harbury.example")),
        ("By Ada Lund @adalund", Author("Ada Lund", handle="@adalund")),
    ],
)
def test_what_stands_beside_a_name(line: str, author: Author) -> None:
    found = printed.parse(line)
    assert found is not None
    assert found.authors == (author,)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("  By Ada Lund, Reuters  ", "By Ada Lund, Reuters"),
        ("By Ada Lund on Monday, 5 May 2020", "By Ada Lund"),
        ("28 Jan 2022 | Ada Lund", "Ada Lund"),
        ("By **Ada Lund**", "By **Ada Lund"),
        ("**By Ada Lund**, Reuters", "By Ada Lund**, Reuters"),
        ("By [Ada Lund](#)", "By [Ada Lund"),
        ("By Per Moe Jr. 5 May 2020", "By Per Moe Jr."),
    ],
)
def test_span_goes_from_the_cue_to_the_last_word(line: str, text: str) -> None:
    found = printed.parse(line)
    assert found is not None
    assert found.text == text


def page(*parts: tuple[BlockKind, str]) -> list[Block]:
    """Return blocks of these kinds and texts, with a page's spans."""
    blocks: list[Block] = []
    for kind, text in parts:
        start = blocks[-1].span.end if blocks else 0
        blocks.append(Block(kind, Span(start, start + len(text) + 2), f"{text}\n\n", 1.0, ""))
    return blocks


TITLE = (BlockKind.TITLE, "Bridge reopens")
PARAGRAPH = (BlockKind.PARAGRAPH, "The old bridge over the harbour opened again on Monday morning.")


@pytest.mark.parametrize(
    ("parts", "names", "text"),
    [
        ([TITLE, (BlockKind.BYLINE, "By Ada Lund"), PARAGRAPH], ["Ada Lund"], "By Ada Lund"),
        ([TITLE, PARAGRAPH, (BlockKind.BYLINE, "By Ada Lund")], ["Ada Lund"], "By Ada Lund"),
        (
            [(BlockKind.BYLINE, "By Ida Holm"), PARAGRAPH, TITLE, (BlockKind.BYLINE, "By Ada Lund")],
            ["Ida Holm"],
            "By Ida Holm",
        ),
        (
            [TITLE, (BlockKind.BYLINE, "By"), (BlockKind.BYLINE, "Zoltar Quibb"), PARAGRAPH],
            ["Zoltar Quibb"],
            "By\n\nZoltar Quibb",
        ),
        ([TITLE, (BlockKind.BYLINE, "Zoltar Quibb"), PARAGRAPH], ["Zoltar Quibb"], "Zoltar Quibb"),
        (
            [TITLE, (BlockKind.BYLINE, "Ada Lund"), (BlockKind.BYLINE, "Per Moe"), PARAGRAPH],
            ["Ada Lund", "Per Moe"],
            "Ada Lund\n\nPer Moe",
        ),
        ([TITLE, (BlockKind.BYLINE, "Ada LundRedakteurin"), PARAGRAPH], ["Ada Lund"], "Ada LundRedakteurin"),
        ([TITLE, (BlockKind.CREDIT, "By Ada Lund"), PARAGRAPH], [], ""),
        ([TITLE, (BlockKind.BYLINE, "Posted in News"), PARAGRAPH], [], ""),
    ],
)
def test_find(parts: Sequence[tuple[BlockKind, str]], names: list[str], text: str) -> None:
    blocks = page(*parts)
    found = next(iter(printed.printed(blocks)), None)
    assert ([author.name for author in found.authors] if found else []) == names
    if found:
        assert found.span is not None
        whole = "".join(block.text for block in blocks)
        assert whole[found.span.start : found.span.end] == found.text == text


@pytest.mark.parametrize(
    "verb", ["is", "ist", "arbeitet", "est", "es", "è", "é", "schrijft", "pisze", "пишет", "пише"]
)
def test_who_a_sentence_on_the_author_is_of(verb: str) -> None:
    """A page without a byline is by whom its bio names; the verbs of bios are the same wherever one is looked for."""
    said = f"Anna Lund {verb} Harbury Post"
    (found,) = printed.printed(page(TITLE, PARAGRAPH, (BlockKind.BIO, said)))
    assert [author.name for author in found.authors] == ["Anna Lund"]
    assert bio.verbs().match(said, len("Anna Lund")) is not None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anna Kowalski Peter Olav Kuznetsov", ["Anna Kowalski", "Peter Olav Kuznetsov"]),
        ("By Kowalski Anna Peter Kuznetsov", ["Kowalski Anna Peter Kuznetsov"]),
        ("By Anna Maria Olga Kowalski Peter Kuznetsov", ["Anna Maria Olga Kowalski Peter Kuznetsov"]),
        ("By Anna Kowalski Peter Olga", ["Anna Kowalski Peter Olga"]),
    ],
)
def test_names_without_a_sign_between_them(line: str, names: list[str]) -> None:
    """Each is one or two given names and another; what is not parted so stays whole."""
    byline = parse.byline(line)
    assert byline is not None
    assert [author.name for author in byline.authors] == names


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("T1oTo2p", ["Ada Lund", "Per Moe"]),  # nearest to the title above it
        ("To1oT2p", ["Per Moe", "Ada Lund"]),
        ("1Tooo2p", ["Per Moe", "Ada Lund"]),  # one above the title counts five steps
        ("1Toooo2p", ["Ada Lund", "Per Moe"]),
        ("Tooop1oT2", ["Per Moe", "Ada Lund"]),
        ("Tooo1pT2", ["Ada Lund", "Per Moe"]),  # above the text first
    ],
)
def test_which_byline_of_several(order: str, names: list[str]) -> None:
    parts = {
        "T": TITLE,
        "o": (BlockKind.OTHER, "x"),
        "p": PARAGRAPH,
        "1": (BlockKind.BYLINE, "By Ada Lund"),
        "2": (BlockKind.BYLINE, "By Per Moe"),
    }
    found = printed.printed(page(*(parts[sign] for sign in order)))
    assert [byline.authors[0].name for byline in found] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (f"By Ada Lund{' ' * 309}", ["Ada Lund"]),  # 320 characters
        (f"By Ada Lund{' ' * 310}", None),
        (f"Ada Lund, 3 May 2021{' ' * 100}", ["Ada Lund"]),  # 120 without a cue
        (f"Ada Lund, 3 May 2021{' ' * 101}", None),
        ("Ada Lund, Per Moe, Ida Holm, Per Lund, Ada Moe, Ida Lund, updated on Monday, 3 May 2021",
         ["Ada Lund", "Per Moe", "Ida Holm", "Per Lund", "Ada Moe", "Ida Lund"]),
        ("Ada Lund, Per Moe, Ida Holm, Per Lund, Ada Moe, Ida Lund, "
         "Bo Li, Per Li, Ada Li, Ida Li, updated Mon, 3 May 2021", None),  # twenty-five words
        ("By The Great Old Harbury Evening News Post", ["The Great Old Harbury Evening News Post"]),
        ("By The Great Old Big Harbury Evening News Post", None),  # eight words are no paper
        ("By Ada Lund with Zo Qu Mo Da", ["Ada Lund"]),  # whoever that is: four words at most
        ("By Ada Lund with Zo Qu Mo Da Ho", None),
        (f"By {', '.join(f'Ada Lund{sign}' for sign in 'abcdefghijklmnopqrst')}",
         [f"Ada Lund{sign}" for sign in "abcdefghijklmnopqrst"]),
        (f"By {', '.join(f'Ada Lund{sign}' for sign in 'abcdefghijklmnopqrstu')}",
         [f"Ada Lund{sign}" for sign in "abcdefghijklmnopqrst"]),  # twenty authors
    ],
)  # fmt: skip
def test_how_much_a_byline_holds(line: str, names: list[str] | None) -> None:
    found = parse.byline(line)
    assert (found and [author.name for author in found.authors]) == names
