"""Whom a pronoun or a noun means that no rule knows: by what is learned."""

from __future__ import annotations

import pytest

from natodocs import parse

MEANT = [
    ("en", "Harbour Ltd said on Monday it would close. “It is sad,” the company said.", "Harbour Ltd"),
    ("en", "Karl Moe met Ada Lund on Monday. “It is sad,” she said.", "Ada Lund"),
    ("de", "Ada Lund kam am Montag. „Wir gehen“, sagte die Ministerin.", "Ada Lund"),
    (
        "fr",
        "Le ministre belge de la Défense, Luc Morin, est venu lundi. « Nous partons », a dit le ministre.",
        "Luc Morin",
    ),
    ("pl", "Minister obrony Jan Nowak przyjechał. „Wyjeżdżamy” – powiedział minister.", "Jan Nowak"),
    ("ru", "Министр обороны Иван Петров приехал. «Мы уходим», — сказал министр.", "Иван Петров"),
    ("es", "La ministra de Defensa, Ana Ruiz, llegó el lunes. «Nos vamos», dijo la ministra.", "Ana Ruiz"),
    ("it", "Il ministro della Difesa, Luca Neri, è arrivato lunedì. «Partiamo», ha detto il ministro.", "Luca Neri"),
]  # fmt: skip
NOBODY = [
    "“It is sad,” the company said.",
    "Ada Lund came on Monday. “It is sad,” a company said.",
    "Ada Lund came on Monday. “It is sad,” they said.",
]


@pytest.mark.parametrize(("language", "text", "expected"), MEANT)
def test_meant(language: str, text: str, expected: str) -> None:
    speaker = parse.quotes(text, language=language)[-1].speaker
    assert speaker is not None
    assert speaker.name == expected


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text: str) -> None:
    speaker = parse.quotes(text, language="en")[-1].speaker
    assert speaker is None or speaker.name is None


def test_ranking_does_not_change_from_run_to_run() -> None:
    text = "\n".join(text for language, text, _ in MEANT if language == "en")
    assert parse.quotes(text, language="en") == parse.quotes(text, language="en")
