"""The paragraphs of a transcript or an interview -> its speeches, each opened by a name, in marks or without.

In capitals ("LUND: We went on.") the name of one speaker is enough, if it stands twice; in small letters two must take
turns, since "Note: ..." or "Score: ..." may open two lines of any page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.drafts import Joined, Paragraph, Place
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._types import QuoteKind

LONGEST: Final = 120  # characters; a bound, since `regex` looks for the colon in all that it is given
LABELLED: Final = 0.8  # confidence of a speaker whose name opens the words; set by hand
OPENS: Final = "name that opens a speech"  # the reason
LABEL: Final = lazily(
    r"""["“]?(?P<name>\p{Lu}[\p{Lu}.'’]++(?:[ ]\p{Lu}[\p{Lu}.'’]++){0,3}):[ ]""", regex.VERSION1
)
TURN: Final = lazily(
    r"(?P<name>\p{Lu}\p{Ll}[\p{L}.'’-]*+(?:[ ]\p{Lu}[\p{L}.'’-]++){0,3}):[ ]", regex.VERSION1
)


def label(
    paragraph: Paragraph, start: int, pattern: regex.Pattern[str] = LABEL
) -> tuple[Place, Place] | None:
    """Return the name in capitals that opens a speech in a transcript, and its colon: LUND: We went on."""
    text = paragraph.reading.text
    match = (
        pattern.match(text, start, start + LONGEST) if text.find(":", start, start + LONGEST) > 0 else None
    )
    if match is None:
        return None
    first, last = match.span("name")
    count = text.count(" ", first, last) + 1
    words = [*text[first:last].split(" "), ":"]
    sentence = Sentence(first, last + 1, "N" * count + ":", words, {}, text)
    return Place(paragraph, sentence, 0, count), Place(paragraph, sentence, count, count + 1)


def speeches(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Joined]]:
    """Yield the speeches of a transcript without marks; a name that opens one paragraph alone may be a dateline."""
    bare = [each for each in paragraphs if not each.drafts and each.reading.text[:1].isupper()]
    found = _labelled(bare, LABEL, 1)
    for paragraph, place, colon in found or _labelled(bare, TURN, 2):
        text = paragraph.reading.text
        start = place.where[1] + 2
        if start < len(text.rstrip()):
            part = (paragraph, start, len(text.rstrip()))
            yield paragraph, Joined(QuoteKind.INDIRECT, [part], place, colon, LABELLED, reason=OPENS)


def _labelled(
    paragraphs: Sequence[Paragraph], pattern: regex.Pattern[str], speakers: int
) -> list[tuple[Paragraph, Place, Place]]:
    """Return the paragraphs that a name opens which opens another one too, if so many names do."""
    labels = [(each, label(each, 0, pattern)) for each in paragraphs]
    found = [(paragraph, *places) for paragraph, places in labels if places is not None]
    count = Counter(" ".join(place.sentence.words) for _, place, _ in found)
    taken = [each for each in found if count[" ".join(each[1].sentence.words)] > 1]
    return taken if len({" ".join(place.sentence.words) for _, place, _ in taken}) >= speakers else []
