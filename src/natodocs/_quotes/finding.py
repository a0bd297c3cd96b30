"""Paragraphs of a body -> its quotations, with who said them.

The order: the marks of a paragraph give its `passages`; the rest is split into sentences and tokens with the classes
of their words (`grammar`), in which cues and their subjects are looked for. Each passage gets the report that it
belongs to, unless nobody is quoted, and clauses without marks are found beside them (`attribution`). What has no report
goes on with its neighbours (`joining`). When the whole page is known, mentions become names (`speakers`).

A module imports what stands to its right: finding > joining > attribution > speakers > drafts > grammar > passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from natodocs import _rules
from natodocs._quotes import passages
from natodocs._quotes.attribution import choosing, indirect
from natodocs._quotes.drafts import SILENT, Paragraph
from natodocs._quotes.grammar import cues, sentences
from natodocs._quotes.grammar import words as grammar_words
from natodocs._quotes.joining import neighbours
from natodocs._quotes.speakers import naming
from natodocs._quotes.speakers import registry as speaker_registry
from natodocs._text import normalized
from natodocs._types import Quote, Span

# Paragraphs that one stage reads before the next one does. To read all paragraphs stage by stage takes a sixth less
# time than to read each one to its end, since what a stage works with stays at hand in the processor.
BATCH: Final = 128


def find(
    text: str, paragraphs: Sequence[Span], rules: _rules.Rules, *, elsewhere: Sequence[Span] = ()
) -> tuple[Quote, ...]:
    """Find the quotations of a page.

    Args:
        text: The text of the page.
        paragraphs: Where the paragraphs of its body are printed, in order.
        rules: Those of its language.
        elsewhere: Where else a speaker's full name may be printed: titles and captions.

    Returns:
        The quotations in order; their spans point into `text`.
    """
    words = grammar_words.of(rules)
    styles = passages.styles(rules, text)
    registry = speaker_registry.Registry(words)
    for span in elsewhere:
        registry.collect(normalized.read(text, span).text, span.start, (), (), count=False)
    read: list[Paragraph] = []
    for first in range(0, len(paragraphs), BATCH):
        unclosed = bool(read) and read[-1].unclosed
        read += _read(text, paragraphs[first : first + BATCH], styles, registry, unclosed)
    drafts = neighbours.join(read, words)
    return naming.quotes(text, drafts, registry, words)


def _read(
    text: str,
    spans: Sequence[Span],
    styles: passages.Styles,
    registry: speaker_registry.Registry,
    unclosed: bool,
) -> list[Paragraph]:
    """Read some paragraphs; `unclosed` tells whether the one before them ended within a passage."""
    words = registry.words
    splitter = sentences.Splitter(words)
    read = list(map(Paragraph, normalized.read_all(text, spans)))
    for each in read:
        each.reopened = unclosed
        each.passages, unclosed = passages.find(each.reading.text, styles, unclosed)
        each.unclosed = unclosed
    for each in read:
        each.sentences = splitter.split(sentences.mask(each.reading.text, each.passages), each.passages)
    for span, each in zip(spans, read, strict=True):
        registry.discourse.open(span.start)
        registry.collect(each.reading.text, span.start, each.passages, each.sentences)
    # A page may have a hundred thousand lines of menu, which need no keeping.
    read = [each if any(sentence.codes for sentence in each.sentences) else SILENT for each in read]
    speaking = [each for each in read if each is not SILENT]
    for each in speaking:
        each.reports = [cues.find(sentence, words) if sentence.codes else [] for sentence in each.sentences]
    for each in speaking:
        if each.passages:
            each.drafts = choosing.attribute(each, words)
    for each in speaking:
        each.clauses = [
            (sentence, clause)
            for sentence, found in zip(each.sentences, each.reports, strict=True)
            if found
            for clause in indirect.find(sentence, found, words)
        ]
    return read
