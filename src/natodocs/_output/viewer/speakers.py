"""Quotes -> voices: who is quoted, each with a number and a hue by which the eye finds what belongs together.

Whoever is named is one voice under one name. "A spokesman" who is not named is one voice as long as the words
for him are the same; the page does not say more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from natodocs._patterns import late
from natodocs._types import Quote, QuoteKind, Speaker

GOLDEN_ANGLE: Final = 137.5  # degrees; hues that follow each other by it stay apart however many there are
FIRST_HUE: Final = 255  # degrees in OKLCH: blue


@frozen
class Voice:
    """Somebody who is quoted."""

    number: int
    """From 1, in order of the first quote."""
    name: str
    """What to call the voice: the name, or the words for somebody who is not named."""
    named: bool
    """Whether the page prints a name."""
    quotes: tuple[int, ...]
    """Which quotes of the page are its own, from 0."""

    @property
    def hue(self) -> int:
        """Degrees in OKLCH."""
        return round(FIRST_HUE + (self.number - 1) * GOLDEN_ANGLE) % 360


@frozen
class Voices:
    """All who are quoted on a page, and the quotes of nobody."""

    speakers: tuple[Voice, ...]
    by_quote: Mapping[int, Voice]
    unknown: tuple[int, ...]
    """Quotes of which the page does not say whose they are."""
    scare: tuple[int, ...]
    """Words in marks that nobody is quoted for."""


def of(quotes: Sequence[Quote]) -> Voices:
    """Gather the quotes of each voice."""
    gathered: dict[tuple[bool, str], tuple[Speaker, list[int]]] = {}
    unknown, scare = [], []
    for index, quote in enumerate(quotes):
        if quote.speaker is not None:
            gathered.setdefault(_key(quote.speaker), (quote.speaker, []))[1].append(index)
        elif quote.kind is QuoteKind.SCARE:
            scare.append(index)
        else:
            unknown.append(index)
    speakers = tuple(
        Voice(number, speaker.name or speaker.mention, speaker.name is not None, tuple(own))
        for number, (speaker, own) in enumerate(gathered.values(), start=1)
    )
    by_quote = {index: voice for voice in speakers for index in voice.quotes}
    return Voices(speakers, by_quote, tuple(unknown), tuple(scare))


def _key(speaker: Speaker) -> tuple[bool, str]:
    return (True, speaker.name) if speaker.name is not None else (False, late.folded(speaker.mention))
