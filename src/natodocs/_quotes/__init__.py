"""Paragraphs of a body -> its quotations, with who said them.

The order: the marks of a paragraph give its passages (`_marks`); the rest is split into sentences and words
(`_sentences`, `_words`), in which reporting words and their subjects are looked for (`_cues`, `_speakers`). Each
passage gets the report that it belongs to (`_attribution`), unless nobody is quoted (`_scare`); clauses without marks
are found beside them (`_indirect`). What has no report goes on with its neighbours (`_inheritance`, `_transcripts`).
When the whole page is known, mentions become names (`_mentions`, with the names of `_names` and `_runs`).
"""

from __future__ import annotations

from collections.abc import Sequence

from natodocs import _reading, _rules
from natodocs._quotes import (
    _attribution,
    _cues,
    _indirect,
    _inheritance,
    _marks,
    _mentions,
    _names,
    _sentences,
    _words,
)
from natodocs._quotes._parts import SILENT, Paragraph
from natodocs._types import Quote, Span


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
    words = _words.of(rules)
    styles = _marks.styles(rules, text)
    splitter = _sentences.Splitter(words)
    registry = _names.Registry(words)
    for span in elsewhere:
        registry.collect(_reading.read(text, span).text, span.start, (), [], count=False)
    read: list[Paragraph] = []
    open_before = False
    for span in paragraphs:
        paragraph, open_before = _read(text, span, styles, splitter, registry, open_before)
        read.append(paragraph)
    drafts = _inheritance.join(read, words)
    return _mentions.quotes(text, drafts, registry, words)


def _read(
    text: str,
    span: Span,
    styles: _marks.Styles,
    splitter: _sentences.Splitter,
    registry: _names.Registry,
    open_before: bool,
) -> tuple[Paragraph, bool]:
    reading = _reading.read(text, span)
    words = registry.words
    passages, unclosed = _marks.find(reading.text, styles, open_before)
    sentences = splitter.split(_sentences.mask(reading.text, passages), passages)
    quoted = [(passage.start, passage.end) for passage in passages]
    registry.collect(reading.text, span.start, quoted, [sentence.start for sentence in sentences])
    spoken = [sentence for sentence in sentences if sentence.codes]
    if not spoken:
        return SILENT, False  # a page may have a hundred thousand lines of menu, which need no keeping
    reports = [_cues.find(sentence, words) if sentence.codes else [] for sentence in sentences]
    drafts = _attribution.attribute(reading.text, passages, sentences, reports, words) if passages else []
    clauses = [
        (sentence, clause)
        for sentence, found in zip(sentences, reports, strict=True)
        if found
        for clause in _indirect.find(sentence, found, words)
    ]
    return Paragraph(reading, sentences, reports, drafts, clauses, open_before, unclosed), unclosed
