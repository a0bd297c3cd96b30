"""The paragraphs of a transcript or an interview -> its speeches, each opened by a name, in marks or without.

In capitals ("LUND: We went on.") the name of one speaker is enough, if it stands twice; in small letters two must take
turns, since "Note: ..." or "Score: ..." may open two lines of any page. A name may be shorter in later turns, or be
initials. Where only "Q:" and "A:" are printed, the answers are those of the only person whom the introduction names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.drafts import Joined, Paragraph, Place
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers.name_runs import is_given
from natodocs._types import QuoteKind

LONGEST: Final = 120  # characters; a bound, since `regex` looks for the colon in all that it is given
LABELLED: Final = 0.8  # confidence of a speaker whose name opens the words; set by hand
FULL: Final = 2  # words; the least of a full name
SENTENCE_ENDS: Final = (".", "!", "?", "…", ":", ",", ";")
OPENS: Final = "name that opens a speech"  # the reason
LABEL: Final = lazily(
    r"""["“]?(?P<name>\p{Lu}[\p{Lu}.'’]++(?:[ ]\p{Lu}[\p{Lu}.'’]++){0,3})(?P<mark>:)[ ]""", regex.VERSION1
)
TURN: Final = lazily(
    r"(?P<name>\p{Lu}[\p{L}.'’-]++(?:[ ]\p{Lu}[\p{L}.'’-]*+){0,3})(?P<mark>:)[ ]", regex.VERSION1
)
MARKED: Final = lazily(r"(?P<name>\p{Lu}\p{L}{0,9})(?P<mark>[:.])[ ]", regex.VERSION1)  # "Q:", "A.", "Frage:"


def label(
    paragraph: Paragraph, start: int, pattern: regex.Pattern[str] = LABEL
) -> tuple[Place, Place] | None:
    """Return the name in capitals that opens a speech in a transcript, and its colon: LUND: We went on."""
    text = paragraph.reading.text
    match = (
        pattern.match(text, start, start + LONGEST)
        if pattern is MARKED or text.find(":", start, start + LONGEST) > 0
        else None
    )
    if match is None:
        return None
    first, last = match.span("name")
    count = text.count(" ", first, last) + 1
    words = [*text[first:last].split(" "), match["mark"]]
    sentence = Sentence(first, last + 1, "N" * count + ":", words, {}, text)
    return Place(paragraph, sentence, 0, count), Place(paragraph, sentence, count, count + 1)


def heading(paragraph: Paragraph) -> tuple[Place, Place] | None:
    """Return the name that opens a heading, and its colon: ADA LUND: A BRIDGE FOR ALL, above what she says."""
    text = paragraph.reading.text.rstrip()
    if paragraph.drafts or len(text) > LONGEST or text[-1:] in SENTENCE_ENDS:
        return None
    found = label(paragraph, 0, TURN)
    if found is None or found[0].last < FULL or not is_given(found[0].sentence.words[0]):
        return None
    return found


def speeches(paragraphs: Sequence[Paragraph], words: Words) -> Iterator[tuple[Paragraph, Joined]]:
    """Yield the speeches of a transcript without marks; a name that opens one paragraph alone may be a dateline."""
    bare = [each for each in paragraphs if not each.drafts and each.reading.text[:1].isupper()]
    for paragraph, place, colon in _answers(bare, words) or _labelled(bare):
        start, end = colon.where[1] + 1, len(paragraph.reading.text.rstrip())
        if start < end:
            part = (paragraph, start, end)
            yield paragraph, Joined(QuoteKind.INDIRECT, [part], place, colon, LABELLED, reason=OPENS)


def _labelled(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, Place, Place]]:
    """Return the paragraphs that a name opens which opens another one too, if so many names do."""
    labels = [(each, label(each, 0, TURN)) for each in paragraphs]
    found = [(paragraph, *places) for paragraph, places in labels if places is not None]
    keys = _keys([place.sentence.words[:-1] for _, place, _ in found])
    count = Counter(keys)
    turns = [(each, key) for each, key in zip(found, keys, strict=True) if count[key] > 1]
    loud = all(word.isupper() for (_, place, _), _ in turns for word in place.sentence.words[:-1])
    return [each for each, _ in turns] if len({key for _, key in turns}) >= (1 if loud else 2) else []


def _keys(names: Sequence[list[str]]) -> list[str]:
    """Return what tells the speakers of names apart: the last name, also where the first one stands alone."""
    lasts = {name[0].casefold(): name[-1].casefold() for name in names if len(name) > 1}
    known = set(lasts.values())
    shown = [name[-1].casefold() for name in names]
    return [key if key in known else lasts.get(key, key) for key in shown]


def _answers(paragraphs: Sequence[Paragraph], words: Words) -> list[tuple[Paragraph, Place, Place]]:
    """Return the answers of an interview whose turns open with words for question and answer."""
    if not words.lists.get("interview_answers"):
        return []
    labels = [(each, label(each, 0, MARKED)) for each in paragraphs]
    found = [(paragraph, *places) for paragraph, places in labels if places is not None]
    asked, answered = [
        [each for each in found if words.has(listed, each[1].sentence.words[0].lower())]
        for listed in ("interview_questions", "interview_answers")
    ]
    return answered if len(asked) > 1 and len(answered) > 1 else []
