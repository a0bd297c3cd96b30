"""Speech that a dash opens instead of marks: where it begins and ends, who speaks, and what looks like it."""

from __future__ import annotations

import pytest

from growth import grows_badly
from natodocs import QuoteKind, parse
from shapes import repeated

SPOKEN = [
    # language, text, its parts, mention
    ("pl", "– Most stoi – powiedziała Ada Lund.", ["Most stoi"], "Ada Lund"),
    (
        "pl",
        "- Most stoi - powiedziała Ada Lund. - I będzie stał.",
        ["Most stoi", "I będzie stał."],
        "Ada Lund",
    ),
    ("pl", "– Most – powiedziała Ada Lund – stoi.", ["Most", "stoi."], "Ada Lund"),
    ("pl", "Rzeka wezbrała. - Most stoi - uważa Ada Lund, inżynier. Inni milczą.", ["Most stoi"], "Ada Lund"),
    ("pl", "– Most stoi – miał powiedzieć Per Moe, cytowany przez gazetę.", ["Most stoi"], "Per Moe"),
    ("pl", "– Most „Stary” stoi – mówi dr. Per Moe. Nikt nie pyta.", ["Most „Stary” stoi"], "dr. Per Moe"),
    ("ru", "— Мост стоит, — сказал Иван Лунд.", ["Мост стоит"], "Иван Лунд"),
    (
        "ru",
        "— Мост стоит,— сказал Иван Лунд.— И будет стоять.",
        ["Мост стоит", "И будет стоять."],
        "Иван Лунд",
    ),
    ("ru", "— Мост, — с улыбкой сказал Иван Лунд, — стоит.", ["Мост", "стоит."], "Иван Лунд"),
    ("ru", "— Мост,— начал Иван Лунд,— стоит.", ["Мост", "стоит."], "Иван Лунд"),
    ("ru", "— Мост стоит? — спросил Иван Лунд.", ["Мост стоит?"], "Иван Лунд"),
    ("uk", "– Міст стоїть, – сказав Іван Лунд. – І стоятиме.", ["Міст стоїть", "І стоятиме."], "Іван Лунд"),
    ("es", "—El puente aguanta —dijo Ada Lund—. Y bien.", ["El puente aguanta", "Y bien."], "Ada Lund"),
    ("es", "—El puente —dijo Ada Lund— aguanta.", ["El puente", "aguanta."], "Ada Lund"),
    ("es", "—¿Aguanta el puente? —preguntó Ada Lund.", ["¿Aguanta el puente?"], "Ada Lund"),
    ("pt", "— A ponte aguenta — disse Ada Lund. — E bem.", ["A ponte aguenta", "E bem."], "Ada Lund"),
    ("pt", "– A ponte aguenta, disse Ada Lund.", ["A ponte aguenta"], "Ada Lund"),
    ("fr", "– Le pont tient, dit Ada Lund.", ["Le pont tient"], "Ada Lund"),
    ("fr", "— Le pont tient-il ? demanda Ada Lund.", ["Le pont tient-il ?"], "Ada Lund"),
    ("fr", "— Le pont tient, a-t-elle dit.", ["Le pont tient"], "-t-elle"),
    ("it", "— Il ponte tiene — disse Ada Lund. — E bene.", ["Il ponte tiene", "E bene."], "Ada Lund"),
    ("it", "– Il ponte tiene, disse Ada Lund.", ["Il ponte tiene"], "Ada Lund"),
]
NOT_SPOKEN = [
    ("pl", "Zakres prac:\n\n- Nowy most przez rzekę.\n\n- Nowa droga do portu."),
    ("pl", "Zakres prac obejmuje:\n\n- nowy most przez rzekę."),
    ("pl", "Ceny rosną - jak wiadomo - od lat. Od 10 - 20 koron."),
    ("pl", "- Nowy most przez rzekę."),
    ("ru", "Мост — старый и новый — стоит на реке."),
    ("ru", "— Старый мост у порта."),
    ("es", "El puente —el más viejo del país— aguanta."),
    ("es", "- El puente nuevo, de 10 - 20 metros."),
    ("fr", "Le pont – le plus vieux du pays – tient."),
    ("fr", "– Le pont, le port et la mairie."),
    ("it", "Il ponte – il più vecchio del paese – tiene."),
    ("pt", "– A ponte, o porto e a câmara."),
    ("en", "– The bridge is safe, said Ada Lund."),
]


@pytest.mark.parametrize(("language", "text", "parts", "mention"), SPOKEN)
def test_speech(language: str, text: str, parts: list[str], mention: str) -> None:
    (quote,) = parse.quotes(text, language=language)
    assert quote.kind is QuoteKind.DIRECT
    assert [text[part.start : part.end] for part in quote.parts] == parts
    assert quote.speaker is not None
    assert quote.speaker.mention == mention


@pytest.mark.parametrize(("language", "text"), NOT_SPOKEN)
def test_no_speech(language: str, text: str) -> None:
    assert [quote for quote in parse.quotes(text, language=language) if quote.kind is QuoteKind.DIRECT] == []


def test_what_the_line_above_announces_is_its_speaker_s() -> None:
    text = "Иван Лунд признался:\n\n— Я видел мост вчера вечером.\n\nПотом он ушел."
    (quote,) = parse.quotes(text, language="ru")
    assert quote.text == "Я видел мост вчера вечером."
    assert quote.speaker is not None
    assert quote.speaker.name == "Иван Лунд"


def test_in_a_dialogue_a_line_that_names_nobody_is_nobody_s() -> None:
    text = (
        "— Le pont tient-il ? demanda Ada Lund.\n\n— Il tient depuis cent ans.\n\n— Bien ! s’exclama Per Moe."
    )
    quotes = parse.quotes(text, language="fr")
    assert [quote.speaker and quote.speaker.name for quote in quotes] == ["Ada Lund", None, "Per Moe"]
    assert [quote.text for quote in quotes] == ["Le pont tient-il ?", "Il tient depuis cent ans.", "Bien !"]


def test_two_may_speak_in_one_paragraph() -> None:
    text = "Rzeka wezbrała. - Most stoi - uważa Ada Lund. Inni wątpią. - Most runie - mówi Per Moe."
    quotes = parse.quotes(text, language="pl")
    assert [(quote.text, quote.speaker and quote.speaker.name) for quote in quotes] == [
        ("Most stoi", "Ada Lund"),
        ("Most runie", "Per Moe"),
    ]


def test_words_in_marks_behind_the_dash_keep_their_marks() -> None:
    (quote,) = parse.quotes("- „Most stoi” - powiedziała Ada Lund.", language="pl")
    assert quote.text == "„Most stoi”"


@pytest.mark.parametrize(
    "unit",
    [
        "– Most – powiedziała Ada Lund. ",
        "Rzeka. - Most ",
        "- mówi ",
        "„a” - b ",
        "– Most, mówi Ada, ",
        "a. – „B” – c ",
    ],
    ids=ascii,
)
@pytest.mark.parametrize("language", ["pl", "fr"])
def test_time_grows_with_the_dashes(language: str, unit: str) -> None:
    def work(text: str) -> object:
        return parse.quotes(text, language=language)

    work("– Most – powiedziała Ada Lund.")
    assert grows_badly(work, repeated(unit, (20_000, 80_000))) is None
