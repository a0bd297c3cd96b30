"""Datelines: the forms of many papers, what only looks so, and the dateline among the blocks of a page."""

from __future__ import annotations

import pytest

from natodocs import Block, BlockKind, Span, parse
from natodocs._fields.datelines import evidence, paragraph, prefilter

BODY = "The old bridge over the harbour opened again on Monday after years of work."

DATELINES = [
    ("HARBURY, March 3 (Reuters) - ", "HARBURY", None, "--03-03", "Reuters"),
    ("OSLO, Norway, March 3, 2021 (AP) -- ", "OSLO", "Norway", "2021-03-03", "AP"),
    ("HARBURY, N.J. (AP) — ", "HARBURY", "N.J.", None, "AP"),
    ("HARBURY, Calif.—", "HARBURY", "Calif.", None, None),
    ("Harbury, Ill. — ", "Harbury", "Ill.", None, None),
    ("OSLO — ", "OSLO", None, None, None),
    ("OSLO: ", "OSLO", None, None, None),
    ("OSLO--", "OSLO", None, None, None),
    ("OSLO/LONDON, 14 March 2022 – ", "OSLO/LONDON", None, "2022-03-14", None),
    ("MONTREAL, April 1 - ", "MONTREAL", None, "--04-01", None),
    ("OSLO, Juen 19 - ", "OSLO", None, "--06-19", None),
    ("OSLO, March 2O - ", "OSLO", None, "--03-20", None),
    ("OSLO, Oct. 20. - ", "OSLO", None, "--10-20", None),
    ("OSLO Dec 13, 2004 - ", "OSLO", None, "2004-12-13", None),
    ("LOS ANGELES, Sept. 28 (UPI) — ", "LOS ANGELES", None, "--09-28", "UPI"),
    ("BRUSSELS, March 27, Reuter - ", "BRUSSELS", None, "--03-27", "Reuter"),
    ("SMALLTOWN -- ", "SMALLTOWN", None, None, None),
    ("Luckenwalde (dpa) - ", "Luckenwalde", None, None, "dpa"),
    ("Harbury (dpa/lno) – ", "Harbury", None, None, "dpa/lno"),
    ("Rostow (Russland) - ", "Rostow", "Russland", None, None),
    ("Berlin (Deutschland), 03.04.2009 – ", "Berlin", "Deutschland", "2009-04-03", None),
    ("Bruxelles, le 5 octobre 2023 – ", "Bruxelles", None, "2023-10-05", None),
    ("MADRID, 5 Oct. (EUROPA PRESS) - ", "MADRID", None, "--10-05", "EUROPA PRESS"),
    ("LIMA.- ", "LIMA", None, None, None),
    ("Paris, France | AFP | Tuesday 3/5/2022 - ", "Paris", "France", "2022-05-03", "AFP"),
    ("JAKARTA, HARBURY.com - ", "JAKARTA", None, None, "HARBURY.com"),
    ("London CNN — ", "London", None, None, "CNN"),
    ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", None, None, "BUSINESS WIRE"),
    ("(ANSA) - ROMA, 05 OTT - ", "ROMA", None, "--10-05", "ANSA"),
    ("HARBURY.com - TORONTO, Canada -- ", "TORONTO", "Canada", None, "HARBURY.com"),
    ("(Harbury-AP) Nov. 24, 2004 - ", "Harbury", None, "2004-11-24", "AP"),
    ("AP - ", None, None, None, "AP"),
    ("Oct 12 (Reuters) - ", None, None, "--10-12", "Reuters"),
    ("ABOARD THE USS HARBURY (AP) — ", "ABOARD THE USS HARBURY", None, None, "AP"),
    ("WARSZAWA, 5 października (PAP) – ", "WARSZAWA", None, "--10-05", "PAP"),
    ("OSLO (VG): ", "OSLO", None, None, "VG"),
    ("Vaduz, 27.6.205 – ", "Vaduz", None, "--06-27", None),
    ("Detmold - ", "Detmold", None, None, None),
    ("OSLO (AFP) ", "OSLO", None, None, "AFP"),
    ("OSLO, March 3 (TASS). ", "OSLO", None, "--03-03", "TASS"),
    ("OSLO, March 3. /TASS/. ", "OSLO", None, "--03-03", "TASS"),
    ("Baku, Azerbaijan, March 3. ", "Baku", "Azerbaijan", "--03-03", None),
    ("HARBURY. March 3. KAZINFORM – ", "HARBURY", None, "--03-03", "KAZINFORM"),
    ("Genf (epd). ", "Genf", None, None, "epd"),
    ("OSLO taz | ", "OSLO", None, None, "taz"),
    ("QEX, Norway: ", "QEX", "Norway", None, None),  # three letters are enough to be in capitals
    ("ULM: ", "ULM", None, None, None),
    ("Oslo (Xyqz) - ", "Oslo", None, None, "Xyqz"),  # an agency that nobody knows, behind a town
    ("HARBURY (Xyqz) - ", "HARBURY", None, None, "Xyqz"),
    ("ABOARD THE USS GERALD R. FORD (AP) — ", "ABOARD THE USS GERALD R. FORD", None, None, "AP"),
]

OTHER_SCRIPTS = [
    ("Москва. 5 октября. ИНТЕРФАКС - Мост через реку снова открыт.", "Москва", "--10-05", "ИНТЕРФАКС"),
    ("القاهرة (رويترز) - قالت الحكومة يوم الخميس إن الجسر مفتوح من جديد.", "القاهرة", None, "رويترز"),
    ("【ロンドン＝山本一郎】橋は5日、再び開通した。", "ロンドン", None, None),
    ("新华社北京4月24日电 大桥今天重新开放。", "北京", "--04-24", "新华社"),
    (
        "Berlin. Die alte Brücke über den Hafen ist seit Montag wieder offen, und alle sind froh.",
        "Berlin",
        None,
        None,
    ),
    *(
        (
            f"{place}. Die alte Brücke über den Hafen ist seit Montag wieder offen, und alle sind froh.",
            place,
            None,
            None,
        )
        for place in (
            "Detmold",
            "Kleinharburghausen",
            "Bad Harbury",
            "Hannover/Detmold",
            "Winsen/Luhe",
            "Rotenburg",
        )
    ),
]

LOOK_ALIKES = [
    "",
    "The old bridge over the harbour opened again on Monday.",
    "WATCH: The old bridge over the harbour opened again on Monday after years of work.",
    "READ MORE: The old bridge over the harbour",
    "LUND: The old bridge over the harbour opened again on Monday after years of work.",
    "ADA LUND: I think the old bridge over the harbour is open again, and so do you.",
    "UPDATE 1 - The old bridge over the harbour opened again on Monday after years of work.",
    "FILE - The old bridge over the harbour is seen in Oslo, Norway, March 3, 2022. (AP Photo/Ada Lund)",
    "SUGAR - The old bridge",
    "SUGAR PRICES UP IN APRIL - TRADE",
    "BRIDGE SUBSIDY TO END JULY 1 - MINISTER",
    "LONDON COTTON MARKET - APRIL 8 CLOSE 196.00 196.50",
    "Ada Lund (Harbury Works): The old bridge over the harbour is open.",
    "Ada Lund (Labour) said that the old bridge is open.",
    "Bridges - the mere word makes some people think of water.",
    "In this photo taken in OSLO, Oct 5 - the flags of member states.",
    "The Oslo-based company said on Thursday that it would build more bridges.",
    "Oslo: a guide",
    "Nice. The old bridge over the harbour is open again, and everybody is happy about it.",
    "8h47 - The old bridge over the harbour opened again on Monday after years of work.",
    "Poll: The old bridge over the harbour is what people in town like best of all.",
    "By Ada Lund, Reuters",
    "By Ada Lund (ada@harbury.example)",
    "Von Ada Lund, Per Moe und Ida Holm, NDR",
    "Ada Lund (AFP) The old bridge over the harbour opened again on Monday after years of work.",
    "Anna Lund (SPD): Die alte Brücke über den Hafen ist seit Montag wieder offen, und alle sind froh.",
    "Innenstadt. Die alte Brücke über den Hafen ist seit Montag wieder offen, und alle sind froh.",
    "Gelingen. Die alte Brücke über den Hafen ist seit Montag wieder offen, und alle sind froh.",
    "Wissen. Die alte Brücke über den Hafen ist seit Montag wieder offen, und alle sind froh.",
    "Na klar. Die alte Brücke über den Hafen ist seit Montag wieder offen, und alle sind froh.",
    *(
        f"{kicker} - The old bridge over the harbour opened again on Monday after years of work."
        for kicker in (
            "EXKLUSIV",
            "DÉCRYPTAGE",
            "L’ÉDITORIAL",
            "INTERVISTA",
            "ENTREVISTA",
            "TYLKO U NAS",
            "ÖZEL HABER",
            "SPORTS",
        )
    ),
]


@pytest.mark.parametrize(("start", "place", "region", "date", "source"), DATELINES)
def test_forms(
    start: str, place: str | None, region: str | None, date: str | None, source: str | None
) -> None:
    text = start + BODY
    found = paragraph.parse(text)
    assert found is not None
    assert (found.place, found.region, found.source) == (place, region, source)
    assert (str(found.date) if found.date else None) == date
    assert text[found.span.start : found.span.end] == found.text
    assert start.startswith(found.text)
    assert not start[len(found.text) :].strip(" -–—.:|")


@pytest.mark.parametrize(("text", "place", "date", "source"), OTHER_SCRIPTS)
def test_other_scripts(text: str, place: str, date: str | None, source: str | None) -> None:
    found = paragraph.parse(text)
    assert found is not None
    assert (found.place, str(found.date) if found.date else None, found.source) == (place, date, source)
    assert text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert paragraph.parse(text) is None


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("By ADA LUND    ", "OSLO (AP)"),
        ("By Ada Lund ", "OSLO, Norway (Reuters)"),
        ("By Ada Lund ", "OSLO"),
        ("World News > ", "Harbury, Nov 22"),
        ("Business: ", "Harbury, Nov 22"),
        ("    ", "OSLO, March 3"),
        ("****", "OSLO, March 3"),
        ("**", "OSLO (AP)"),
        ("DAL NOSTRO INVIATO ", "HARBURY"),
        ("DALLA NOSTRA CORRISPONDENTE", "HARBURY"),
        ("De notre correspondante à ", "HARBURY"),
        ("De nuestro corresponsal en ", "HARBURY"),
    ],
)
def test_starts_behind_what_stands_before_it(before: str, text: str) -> None:
    found = paragraph.parse(f"{before}{text} - {BODY}")
    assert found is not None
    assert (found.text, found.span) == (text, Span(len(before), len(before) + len(text)))


@pytest.mark.parametrize(
    "text", ["OSLO, March 3 -\n    The bridge is open.", "OSLO, Norway -\n", "HARBURY, Wash. — "]
)
def test_wrapped_and_alone(text: str) -> None:
    found = paragraph.parse(text)
    assert found is not None
    assert found.place in {"OSLO", "HARBURY"}


def blocks(*parts: tuple[BlockKind, str]) -> list[Block]:
    """Return blocks of these kinds and texts, with a page's spans."""
    made: list[Block] = []
    for kind, text in parts:
        start = made[-1].span.end if made else 0
        made.append(Block(kind, Span(start, start + len(text) + 1), f"{text}\n", 1.0, ""))
    return made


class TestFind:
    """The first two paragraphs and the deck may open with a dateline; nothing else on a page does."""

    def test_in_the_first_paragraph(self) -> None:
        page = blocks((BlockKind.TITLE, "Bridge reopens"), (BlockKind.PARAGRAPH, f"OSLO (AP) - {BODY}"))
        found = paragraph.find(page)
        assert found is not None
        assert (found.place, found.span) == ("OSLO", Span(15, 24))

    def test_in_the_second_paragraph(self) -> None:
        page = blocks(
            (BlockKind.PARAGRAPH, "A summary of it all."), (BlockKind.PARAGRAPH, f"OSLO (AP) - {BODY}")
        )
        assert paragraph.find(page) is not None

    def test_not_further_down(self) -> None:
        page = blocks(*[(BlockKind.PARAGRAPH, BODY)] * 2, (BlockKind.PARAGRAPH, f"OSLO (AP) - {BODY}"))
        assert paragraph.find(page) is None

    @pytest.mark.parametrize(
        "kind", [BlockKind.CAPTION, BlockKind.RELATED, BlockKind.COMMENT, BlockKind.TITLE]
    )
    def test_not_in_other_blocks(self, kind: BlockKind) -> None:
        assert paragraph.find(blocks((kind, f"OSLO (AP) - {BODY}"))) is None

    def test_nothing(self) -> None:
        assert paragraph.find([]) is None


class TestShortLeads:
    """A sentence behind a dateline is the lead, however short it is, and names no author."""

    PAGE = (
        "Ferry prices fall\n\n{}\n\nPassengers said that they saw no reason for the fall, and that it would not last "
        "for long.\n\n“We saw it coming,” said Ada Lund, who sells the tickets."
    )

    @pytest.mark.parametrize(
        ("lead", "place", "source"),
        [
            ("OSLO, March 3 (Reuters) - Ferry prices fell two percent on Friday.", "OSLO", "Reuters"),
            ("BERLIN (dpa) - Die Fähre ist billiger.", "BERLIN", "dpa"),
            ("PARIS (AP) — Ferry prices fell.", "PARIS", "AP"),
            ("LONDON, 5 May 2020 (AFP) - Two ferries are cheaper.", "LONDON", "AFP"),
        ],
    )
    def test_of_a_page(self, lead: str, place: str, source: str) -> None:
        page = parse.page(self.PAGE.format(lead))
        assert page.byline is None
        assert page.dateline is not None
        assert (page.dateline.place, page.dateline.source) == (place, source)
        assert lead in page.body

    @pytest.mark.parametrize("text", ["OSLO (AP) - ", "By Ada Lund, OSLO", "OSLO (AP) - Lund."])
    def test_what_is_none(self, text: str) -> None:
        """Too little stands behind it for a sentence."""
        page = parse.page(self.PAGE.format(text))
        assert all("a sentence behind" not in block.reason for block in page.blocks)


class TestGivenUpEarly:
    """Most lines of prose are known by their first words."""

    @pytest.mark.parametrize(
        ("text", "worth"),
        [
            ("Ships sail again over the harbour", False),
            ("Rio de la Plata y su puente, que hoy ha vuelto a abrir para todos los que viven al lado", True),
            ("Ships sail again - and soon", True),
            ("1 ship", False),
            ("_Oslo", True),
            ("oslo 5", True),
            ("oslo is", False),
        ],
    )
    def test_by_two_words(self, text: str, worth: bool) -> None:
        assert prefilter.is_worth_reading(text) is worth

    @pytest.mark.parametrize(
        ("line", "may"),
        [
            ("Oslo opened the bridge again.", False),
            ("Oslo. The bridge is open again.", True),
            ("Oslo 123 - the number", False),
            ("(AP) - It opened.", True),
            ("Oslo - It opened.", True),
            ("Harbury sails | the bridge", True),  # a section, whatever it is of
            ("Harbury sails > the bridge", False),
            ("Harbury sails > Oslo - It opened.", True),
            ("Harbury sails: Oslo - It opened.", False),
            ("Harbury sails: Oslo, March 3 - It opened.", True),
            (f"{' '.join(['Harburyy'] * 8)} (AP) - It opened.", True),
            (f"{' '.join(['Harburyy'] * 9)} (AP) - It opened.", False),
        ],
    )
    def test_by_what_follows_the_place(self, line: str, may: bool) -> None:
        assert prefilter.may_open(line, 0) is may

    @pytest.mark.parametrize(
        ("text", "least", "is_one"),
        [
            ("Über den Hafen.", 6, False),
            ("Über den alten Hafen geht es.", 6, True),
            ("Über den alten Hafen geht es.", 7, False),
            ("橋は再び開通した。そして", 6, True),
            ("橋は再び開通した。そ", 6, False),
            ("über den alten Hafen geht es.", 6, False),
            ("ALL OF IT IS IN CAPITALS", 6, False),
        ],
    )
    def test_what_is_a_sentence(self, text: str, least: int, is_one: bool) -> None:
        assert evidence.is_sentence(text, least) is is_one
