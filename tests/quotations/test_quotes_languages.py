"""Quotations in all languages: sentences written for the purpose, as data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest

from natodocs import QuoteKind, Span, _rules, parse
from natodocs._quotes import finding
from natodocs._rules import loader

FILES: Final = sorted((Path(__file__).parents[1] / "quotes").glob("*.toml"))
DATA: Final = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
LEAST: Final = 40  # sentences; what each language must have
LEAST_CASELESS: Final = 20  # the same where the script has no capitals, and only marks are looked at
MARKS: Final = frozenset("«»“”„\"'»‚「」『』״")

SENTENCES: Final = [
    pytest.param(language, *row, id=f"{language}-{number}")
    for language, data in DATA.items()
    for number, row in enumerate(data["sentences"], 1)
]
SPARES: Final = [(language, text) for language, data in DATA.items() for text in data["spares"]]


@pytest.mark.parametrize(("language", "text", "speaker", "cue"), SENTENCES)
def test_speaker(language: str, text: str, speaker: str, cue: str) -> None:
    quotes = finding.find(text, [Span(0, len(text))], _rules.load(language)).quotes
    said = [quote for quote in quotes if quote.kind not in (QuoteKind.SCARE, QuoteKind.INDIRECT)]
    looked_at = said if MARKS.intersection(text) else []
    looked_at = looked_at or [quote for quote in quotes if quote.kind is not QuoteKind.SCARE]
    answers = {
        (quote.speaker.mention if quote.speaker else "", quote.cue.text if quote.cue else "")
        for quote in looked_at
    }
    assert answers == {(speaker, cue)}


@pytest.mark.parametrize(("language", "text"), SPARES)
def test_nobody_says_a_title(language: str, text: str) -> None:
    quotes = finding.find(text, [Span(0, len(text))], _rules.load(language)).quotes
    assert [quote for quote in quotes if quote.kind is not QuoteKind.INDIRECT and quote.speaker] == []


@pytest.mark.parametrize("language", DATA)
def test_each_language_has_enough(language: str) -> None:
    caseless = "caseless" in _rules.load(language).words("quotes.flags")
    assert len(DATA[language]["sentences"]) >= (LEAST_CASELESS if caseless else LEAST)


def test_every_language_with_rules_is_proven() -> None:
    assert {*DATA} == loader.languages()


UNLISTED: Final = [
    # language, text, kind, speaker, cue
    ("ro", "”Podul rezistă o sută de ani”, spunea Ada Lund ziarului.", "direct", "Ada Lund", "spunea"),
    ("ro", "”Podul rezistă o sută de ani”, în Norvegia o țară mare.", "direct", "", ""),
    ("hr", "»Most će izdržati sto godina,« rekla Ada Lund za novine.", "direct", "Ada Lund", "rekla"),
    ("fi", "”Silta kestää sata vuotta”, sanoo Ada Lund.", "direct", "Ada Lund", "sanoo"),
    ("hu", "„A híd kibír még száz évet” – mondta Lund Ada.", "direct", "Lund Ada", "mondta"),
    ("sk", "„Most vydrží ešte sto rokov,“ povedala Ada Lund.", "direct", "Ada Lund", "povedala"),
    ("sk", "Čítala román „Most cez širokú rieku“ za jeden deň.", "scare", "", ""),
    ("bg", "Никос Лунд: «Мостът издържа сто години.»", "direct", "Никос Лунд", ":"),
    ("bg", "Инженерът каза: «Мостът издържа сто години», в града.", "direct", "", ""),
    ("fa", "مهندس لوند گفت: «پل صد سال دوام می‌آورد». و افزود که قدیمی است.", "direct", "", ""),
]


@pytest.mark.parametrize(("language", "text", "kind", "speaker", "cue"), UNLISTED)
def test_a_language_without_lists(language: str, text: str, kind: str, speaker: str, cue: str) -> None:
    (quote,) = parse.quotes(text, language=language)
    assert quote.kind == kind
    assert (quote.speaker.mention if quote.speaker else "") == speaker
    assert (quote.cue.text if quote.cue else "") == cue
    assert quote.confidence <= 0.55


def test_a_label_opens_another_turn() -> None:
    text = "“The bridge will hold for a hundred years.” Per Moe: “It will fall down before Monday morning.”"
    first, second = parse.quotes(text)
    assert first.speaker is None
    assert second.speaker
    assert second.speaker.name == "Per Moe"


NAMES: Final = [
    # language, text, the names of those who speak
    ("zh", "外交部发言人毛宁表示：“中方反对。”她说：“我们再次重申。”", ["毛宁", "毛宁"]),
    ("zh", "警方通报称：“大桥已经封闭。”", [None]),
    (
        "ja",
        "橋を見た田中太郎氏は「橋は安全だ」と述べた。田中氏は「問題ない」とも語った。",
        ["田中太郎", "田中太郎"],
    ),
    ("ja", "首相は「橋は安全だ」と述べた。", [None]),
    ("ja", "市長の田中太郎氏は「橋は安全だ」と述べた。", ["田中太郎"]),
    ("ja", "米国のドナルド・トランプ大統領は「最高だ」と書き込んだ。", ["ドナルド・トランプ"]),
    ("ko", "김민수 장관이 다리를 찾았다. 김 장관은 “다리는 안전하다”고 말했다.", ["김민수"]),
    ("ko", "김민수 장관과 김철수 의원이 왔다. 김 장관은 “다리는 안전하다”고 말했다.", [None]),
    ("ko", "도널드 트럼프 미국 대통령은 “최고다”라고 적었다.", ["도널드 트럼프"]),
    ("ar", "وصل الوزير أحمد سالم. وقال سالم: «الجسر آمن».", ["أحمد سالم"]),
    ("ar", "قال المتحدث: «الجسر آمن».", [None]),
    ("he", 'ראש הממשלה בנימין לונד ביקר בנמל. לונד אמר: "הגשר בטוח".', ["בנימין לונד"]),
    ("he", 'נשיא ארה"ב יוסי מור אמר: "הגשר בטוח". הוא הוסיף: "מדדנו כל עמוד".', ["יוסי מור", "יוסי מור"]),
]


@pytest.mark.parametrize(("language", "text", "names"), NAMES)
def test_names_without_capitals(language: str, text: str, names: list[str | None]) -> None:
    quotes = parse.quotes(text, language=language)
    assert [quote.speaker.name if quote.speaker else None for quote in quotes] == names
