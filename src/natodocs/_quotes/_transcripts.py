"""Transcripts: a name in capitals opens each speech, in marks or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from natodocs._quotes._parts import Joined, Paragraph, Place
from natodocs._quotes._sentences import Sentence
from natodocs._types import QuoteKind

LONGEST: Final = 120  # characters; a bound, since `regex` looks for the colon in all that it is given
LABELLED: Final = 0.8  # confidence of a speaker whose name in capitals opens the words
LABEL: Final = regex.compile(
    r"""["“]?(?P<name>\p{Lu}[\p{Lu}.'’]++(?:[ ]\p{Lu}[\p{Lu}.'’]++){0,3}):[ ]""", regex.VERSION1
)


def label(paragraph: Paragraph, start: int) -> tuple[Place, Place] | None:
    """Return the name in capitals that opens a speech in a transcript, and its colon: LUND: We went on."""
    match = LABEL.match(paragraph.reading.text, start, start + LONGEST)
    if match is None:
        return None
    text, (first, last) = paragraph.reading.text, match.span("name")
    count = text.count(" ", first, last) + 1
    words = [*text[first:last].split(" "), ":"]
    sentence = Sentence(first, last + 1, "N" * count + ":", words, {}, text)
    return Place(paragraph, sentence, 0, count), Place(paragraph, sentence, count, count + 1)


def speeches(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Joined]]:
    """Yield the speeches of a transcript without marks; a name that opens one paragraph alone may be a dateline."""
    labels = [
        (each, label(each, 0)) for each in paragraphs if not each.drafts and each.reading.text[:1].isupper()
    ]
    found = [(paragraph, *places) for paragraph, places in labels if places is not None]
    count = Counter(" ".join(place.sentence.words) for _, place, _ in found)
    for paragraph, place, colon in found:
        text = paragraph.reading.text
        start = place.where[1] + 2
        if count[" ".join(place.sentence.words)] > 1 and start < len(text.rstrip()):
            part = (paragraph, start, len(text.rstrip()))
            yield paragraph, Joined(QuoteKind.INDIRECT, [part], place, colon, LABELLED)
