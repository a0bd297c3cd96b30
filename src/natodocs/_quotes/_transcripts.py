"""Transcripts: a name in capitals opens each speech, in marks or without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from natodocs._quotes._parts import Joined, Paragraph, Place
from natodocs._quotes._sentences import Sentence
from natodocs._types import QuoteKind

LONGEST: Final = 120  # characters; a bound, since `regex` looks for the colon in all that it is given
LABELLED: Final = 0.8  # confidence of a speaker whose name in capitals opens the words
LABELS: Final = re.compile(r"\S+")  # the words of such a name
LABEL: Final = regex.compile(
    r"""["“]?(?P<name>\p{Lu}[\p{Lu}.'’]++(?:[ ]\p{Lu}[\p{Lu}.'’]++){0,3}):[ ]""", regex.VERSION1
)


def label(paragraph: Paragraph, start: int) -> Place | None:
    """Return the name in capitals that opens a speech in a transcript: LUND: We went on."""
    match = LABEL.match(paragraph.reading.text, start, start + LONGEST)
    if match is None:
        return None
    text, (first, last) = paragraph.reading.text, match.span("name")
    count = text.count(" ", first, last) + 1
    sentence = Sentence(first, last, "N" * count, text[first:last].split(" "), {}, text, LABELS)
    return Place(paragraph, sentence, 0, count)


def speeches(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Joined]]:
    """Yield the speeches of a transcript without marks; a name that opens one paragraph alone may be a dateline."""
    labels = [
        (each, label(each, 0)) for each in paragraphs if not each.drafts and each.reading.text[:1].isupper()
    ]
    found = [(paragraph, place) for paragraph, place in labels if place is not None]
    count = Counter(" ".join(place.sentence.words) for _, place in found)
    for paragraph, place in found:
        text = paragraph.reading.text
        start = place.where[1] + 2
        if count[" ".join(place.sentence.words)] > 1 and start < len(text.rstrip()):
            part = (paragraph, start, len(text.rstrip()))
            yield paragraph, Joined(QuoteKind.INDIRECT, [part], place, None, LABELLED)
