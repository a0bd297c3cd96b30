"""Paragraphs of a body -> its quotations, with who said them.

The order: the marks of a paragraph give its `passages`; the rest is split into sentences and tokens with the classes
of their words (`grammar`), in which cues and their subjects are looked for. Each passage gets the report that it
belongs to, unless nobody is quoted, and clauses without marks are found beside them (`attribution`). What has no report
goes on with its neighbours (`joining`). When the whole page is known, mentions become names (`speakers`).

A module imports what stands to its right: finding > joining > attribution > speakers > drafts > grammar > passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from natodocs import _rules
from natodocs._limits import Limits
from natodocs._quotes import passages
from natodocs._quotes.attribution import caseless, choosing, indirect
from natodocs._quotes.drafts import SILENT, Paragraph
from natodocs._quotes.grammar import cues, dash_speech, sentences
from natodocs._quotes.grammar import words as grammar_words
from natodocs._quotes.joining import neighbours
from natodocs._quotes.speakers import naming
from natodocs._quotes.speakers import registry as speaker_registry
from natodocs._text import normalized
from natodocs._types import Quote, Span

# Paragraphs that one stage reads before the next one does. To read all paragraphs stage by stage takes a sixth less
# time than to read each one to its end, since what a stage works with stays at hand in the processor.
BATCH: Final = 128
# Characters of a paragraph that are read at once, and of a batch, which holds a paragraph more. To read one character
# takes a thousand bytes where nearly each one is a mark. No paragraph of an article is as long.
STRETCH: Final = 20_000
NEAR: Final = 1_000  # characters before the end of a stretch in which a better one is looked for
# Behind a full stop, with a mark that closes; in a script without blanks, behind its own.
ANNOUNCING: Final = 400  # characters of a paragraph that may say whose words the next one has
SENTENCE_END: Final = re.compile(r"""[.!?…][)\]"'”’»]{0,2}\s|[。！？]""")


@frozen
class Found:
    """The quotations of a page."""

    quotes: tuple[Quote, ...]
    """In order; their spans point into the text."""
    truncated: bool
    """Whether there are more than were asked for."""


def find(
    text: str,
    paragraphs: Sequence[Span],
    rules: _rules.Rules,
    *,
    elsewhere: Sequence[Span] = (),
    most: int = Limits().quotes,
) -> Found:
    """Find the quotations of a page.

    Args:
        text: The text of the page.
        paragraphs: Where the paragraphs of its body are printed, in order.
        rules: Those of its language.
        elsewhere: Where else a speaker's full name may be printed: titles and captions.
        most: How many are wanted. Nothing is read behind the paragraph that has the last of them.
    """
    words = grammar_words.of(rules)
    styles = passages.styles(rules, text)
    registry = speaker_registry.Registry(words)
    for span in elsewhere:
        registry.collect(normalized.read(text, span).text, span.start, (), (), count=False)
    read: list[Paragraph] = []
    left = most
    batches = _batches(text, paragraphs)
    for batch in batches:
        unclosed = bool(read) and read[-1].unclosed
        read += _read(text, batch, styles, registry, unclosed, read[-1].reading.text if read else "")
        left -= sum(len(each.drafts) + len(each.clauses) for each in read[-len(batch) :])
        if left < 0:
            break
    drafts = neighbours.join(read, words)
    truncated = len(drafts) > most or next(batches, None) is not None
    return Found(naming.quotes(text, drafts[:most], registry, words), truncated)


def _says_something(paragraph: Paragraph) -> bool:
    """Return whether a paragraph reports something, or may say from whom the next one is: "And from Ada Lund:"."""
    text = paragraph.reading.text
    announces = text.endswith(":") and len(text) <= ANNOUNCING
    return bool(announces and paragraph.sentences) or any(sentence.codes for sentence in paragraph.sentences)


def _batches(text: str, paragraphs: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield what is read at once."""
    batch: list[Span] = []
    characters = 0
    for span in paragraphs:
        for stretch in (span,) if span.end - span.start <= STRETCH else _stretches(text, span):
            batch.append(stretch)
            characters += stretch.end - stretch.start
            if len(batch) == BATCH or characters >= STRETCH:
                yield batch
                batch, characters = [], 0
    if batch:
        yield batch


def _stretches(text: str, span: Span) -> Iterator[Span]:
    """Cut a paragraph that is too long, behind sentences, or at blanks, where there are some."""
    start = span.start
    while span.end - start > STRETCH:
        end = start + STRETCH
        ends = [match.end() for match in SENTENCE_END.finditer(text, end - NEAR, end)]
        end = ends[-1] if ends else text.rfind(" ", end - NEAR, end) + 1 or end
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _read(
    text: str,
    spans: Sequence[Span],
    styles: passages.Styles,
    registry: speaker_registry.Registry,
    unclosed: bool,
    above: str = "",
) -> list[Paragraph]:
    """Read some paragraphs; `unclosed` tells whether the one before them, `above`, ended within a passage."""
    words = registry.words
    splitter = sentences.Splitter(words)
    has_no_case = words.has("flags", "caseless")
    attribute = caseless.attribute if has_no_case else choosing.attribute
    read = list(map(Paragraph, normalized.read_all(text, spans)))
    for each in read:
        each.reopened = unclosed
        each.passages, unclosed = passages.find(each.reading.text, styles, unclosed)
        each.unclosed = unclosed
    dash_speech.find([each.reading.text for each in read], [each.passages for each in read], words, above)
    for each in read:
        each.sentences = splitter.split(sentences.mask(each.reading.text, each.passages), each.passages)
    for span, each in zip(spans, read, strict=True):
        registry.discourse.open(span.start)
        registry.trail.open(span.start)
        registry.collect(each.reading.text, span.start, each.passages, each.sentences)
    # A page may have a hundred thousand lines of menu, which need no keeping.
    read = [each if _says_something(each) else SILENT for each in read]
    speaking = [each for each in read if each is not SILENT]
    for each in speaking:
        each.reports = [
            cues.find(sentence, words) if sentence.codes and not has_no_case else []
            for sentence in each.sentences
        ]
    for each in speaking:
        if each.passages:
            each.drafts = attribute(each, words, registry.by_last)
    for each in speaking:
        each.clauses = [
            (sentence, clause)
            for sentence, found in zip(each.sentences, each.reports, strict=True)
            if found
            for clause in indirect.find(sentence, found, words)
        ]
    return read
