"""The German mood of reported speech: which sentences it tells, and which only look so."""

from __future__ import annotations

from typing import Final

import pytest

from natodocs import QuoteKind
from quotations.test_quotes import read

BEFORE: Final = "Die Brücke ist alt, sagte Ada Lund. "
REPORTED: Final = [
    # the sentence after a report, the clause that is reported
    ("Sie habe davon nichts gewusst.", "Sie habe davon nichts gewusst"),
    ("Aber am Ende habe es niemand bezahlt.", "Aber am Ende habe es niemand bezahlt"),
    ("Wenn es regne, sei der Kai nicht zu betreten.", "Wenn es regne, sei der Kai nicht zu betreten"),
    ("Die Leute, die dort wohnen, seien wütend.", "Die Leute, die dort wohnen, seien wütend"),
    ("Das koste die Stadt jedes Jahr eine Million.", "Das koste die Stadt jedes Jahr eine Million"),
    ("Moe blieb dabei, die Stadt müsse zahlen.", "die Stadt müsse zahlen"),
]
OWN: Final = [
    "Gott sei Dank kam niemand zu Schaden.",
    "Niemand kam, es sei denn am Abend.",
    "Erst später wurde bekannt, dass er krank sei.",
    "Er tat so, als habe er nichts gesehen.",
    "Er fragte nicht, wer er sei.",
    "Ich halte die alte Brücke für schön.",
    "Die reiche Stadt baut eine Brücke.",
    "Am Ende könnten es tausend Gäste werden.",
    "Dazu sei auf den Bericht von gestern verwiesen.",
]


def reported(text: str) -> list[tuple[str, str]]:
    """Return the clauses that the mood alone tells, and who speaks."""
    return [
        (quote.text, (quote.speaker.name if quote.speaker else None) or "")
        for quote in read(text, "de")
        if quote.kind is QuoteKind.INDIRECT and quote.cue is None
    ]


@pytest.mark.parametrize(("sentence", "clause"), REPORTED)
def test_what_the_mood_tells(sentence: str, clause: str) -> None:
    assert [text for text, _ in reported(BEFORE + sentence)] == [clause]


@pytest.mark.parametrize("sentence", OWN)
def test_what_only_looks_so(sentence: str) -> None:
    assert reported("Die Brücke ist alt, sagte Ada Lund.\n\nAm Kai stand Per Moe. " + sentence) == []


def test_nobody_speaks_where_nobody_is_near() -> None:
    assert reported("Der Hafen war leer. Die Brücke sei alt.") == []


def test_unreal_wishes_go_on_with_reported_speech_alone() -> None:
    said = BEFORE + "Sie halte nicht lange. Viele Pfeiler hätten Risse. Zwei müssten weg."
    assert reported(said) == [
        ("Sie halte nicht lange", "Ada Lund"),
        ("Viele Pfeiler hätten Risse", "Ada Lund"),
        ("Zwei müssten weg", "Ada Lund"),
    ]
    assert reported(BEFORE + "Ohne sie hätten viele Gäste keinen Weg.") == []
