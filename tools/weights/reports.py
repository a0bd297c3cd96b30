"""Learn which report of a sentence a passage between marks belongs to.

From texts in which people marked quotations and their speakers: the training articles of PolNeAR, which is at
https://github.com/networkdynamics/PolNeAR. The weights are those of a conditional logit over what the sentence of a
passage offers, of which one choice is that nobody is quoted. See `tools.weights` for how to run it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from attrs import frozen

from natodocs import _rules
from natodocs._quotes import finding, passages
from natodocs._quotes.attribution import ranking, scare
from natodocs._quotes.attribution.feature_names import FEATURES
from natodocs._quotes.drafts import Paragraph
from natodocs._quotes.grammar import words as grammar_words
from natodocs._quotes.speakers import registry
from natodocs._text import lines
from natodocs._weights import Weights
from tools.weights import logit, pages
from tools.weights.logit import Logit, Question
from tools.weights.trainer import Trainer

FILES: Final = ("quotes/polnear_train.jsonl.xz",)
LANGUAGE: Final = "en"
# Nobody is a choice with features of its own.
LOGIT: Final = Logit(smooth=4.0, least=8, smallest=0.05, none=False, of_candidates=True)
FOLDS: Final = 5

Spans: TypeAlias = Sequence[Sequence[int]]


@frozen
class Example:
    """A passage, with what it may belong to and which of that is right."""

    question: Question
    careful: bool
    """Whether it is short, or written like a title."""


def overlap(spans: Spans, others: Spans) -> int:
    """Return how many characters two lists of spans have in common."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in spans for b in others)


def alike(span: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether two spans have half of what either covers in common."""
    common = overlap([span], [other])
    return 2 * common >= span[1] - span[0] + other[1] - other[0] - common


def examples(folder: Path) -> list[Example]:
    """Return the passages that people have judged, apart from those that stand alone."""
    rules = _rules.load(LANGUAGE)
    words = grammar_words.of(rules)
    styles = passages.styles(rules)
    found: list[Example] = []
    for number, record in enumerate(pages.records(folder / FILES[0])):
        text = record["text"]
        printed = lines.paragraphs(text)
        for paragraph in finding._read(text, printed, styles, registry.Registry(words), False):
            found += _of_paragraph(number, record, paragraph, words)
    return found


def _of_paragraph(
    article: int, record: pages.Record, paragraph: Paragraph, words: grammar_words.Words
) -> Iterator[Example]:
    text = record["text"]

    def at(start: int, end: int) -> tuple[int, int]:
        span = paragraph.reading.span(start, end)
        return span.start, span.end

    for draft in paragraph.drafts:
        if draft.whole:
            continue
        here = at(draft.passage.start, draft.passage.end)
        gold = [quote for quote in record["quotes"] if any(alike(here, span) for span in quote["quoted"])]
        nobody = any(alike(here, span) for span in record["unattributed_quoted"])
        if not gold and not nobody:
            continue
        speaker = (gold[0]["speaker"] or []) if gold else []
        mention = " ".join(text[start:end] for start, end in speaker)
        inside = paragraph.reading.text[draft.passage.start : draft.passage.end]
        choices, right = [], []
        for choice in ranking.offers(draft, inside, paragraph.reports[draft.sentence.number], words):
            choices.append(logit.features((name, 1.0) for name in sorted({*choice.features})))
            phrase = choice.speaker
            found = False
            if phrase is not None:
                last = draft.sentence.words[phrase.last - 1]
                named = last[0].isupper() and len(last) > 2 and last in mention
                found = named or bool(overlap(speaker, [at(*draft.sentence.at(phrase.first, phrase.last))]))
            right.append(found)
        right[0] = not any(right)
        question = Question(article, "quoted" if gold else "unattributed", choices, right)
        yield Example(question, draft.words <= scare.SHORT or draft.title)


def score(given: Sequence[Example]) -> dict[str, float]:
    """Return how often the choice is right, wrong or nobody, each article judged by weights learned from others."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = LOGIT.learn(one.question for one in given if one.question.fold % FOLDS != fold)
        for one in given:
            if one.question.fold % FOLDS != fold:
                continue
            sums = logit.scores(one.question, weights)
            sums[0] += ranking.CAUTION * one.careful
            best = max(range(len(sums)), key=sums.__getitem__)
            verdict = "nobody" if not best else "right" if one.question.right[best] else "wrong"
            counts[f"{one.question.name}: {verdict}"] += 1
    whole = Counter(one.question.name for one in given)
    return {name: count / whole[name.partition(":")[0]] for name, count in counts.items()}


def learn(given: Sequence[Example]) -> dict[str, Weights]:
    """Return the weights, by the language of the texts."""
    return {LANGUAGE: LOGIT.learn(one.question for one in given)}


TRAINER: Final = Trainer(
    "reports",
    "What each feature of a choice weighs, in log odds; out of fold, the shares of passages that get the right "
    "speaker, a wrong one, or nobody",
    "PolNeAR, its training articles (Newell, Margolin and Ruths, LREC 2018; no licence is named)",
    FILES,
    FEATURES,
    examples,
    score,
    learn,
)

if __name__ == "__main__":
    TRAINER.run()
