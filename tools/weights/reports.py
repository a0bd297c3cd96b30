"""Learn which report of a sentence a passage between marks belongs to.

From texts in which quotations and their speakers are marked, in all languages whose licences allow it. Most are
English: the training articles of PolNeAR, which is at https://github.com/networkdynamics/PolNeAR, and the news of GUM.
The weights are those of a conditional logit over what the sentence of a passage offers, of which one choice is that
nobody is quoted. See `tools.weights` for how to run it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from attrs import frozen

from natodocs import _rules
from natodocs._quotes import finding, passages
from natodocs._quotes.attribution import ranking
from natodocs._quotes.attribution.feature_names import FEATURES
from natodocs._quotes.drafts import Paragraph
from natodocs._quotes.grammar import words as grammar_words
from natodocs._quotes.speakers import registry
from natodocs._text import lines
from natodocs._weights import Weights
from natodocs._weights.loading import ONLY
from tools.weights import logit, pages
from tools.weights.logit import Logit, Question
from tools.weights.trainer import Trainer

FILES: Final = (
    "quotes/polnear_train.jsonl.xz",
    "quotes_more/gum_news_en_dev.jsonl.xz",
    "articles/articles_dev.jsonl.xz",
    *(f"quotes/ud_{language}_dev.jsonl.xz" for language in ("cs", "es", "fr", "nl", "pt", "ru", "sv")),
)
# Sentences written for natodocs, with who speaks in each and by which word: they hold what the texts have seldom.
WRITTEN: Final = Path(__file__).parents[2] / "tests/quotes"
# Of the articles those may be learned from whose pages come from here.
ARTICLES: Final = ("fundus/", "aeb/", "wcxb/")
# Nobody is a choice with features of its own.
LOGIT: Final = Logit(smooth=4.0, least=5, smallest=0.05, none=False, of_candidates=True)
FOLDS: Final = 5

Spans: TypeAlias = Sequence[Sequence[int]]


@frozen
class Example:
    """A passage, with what it may belong to and which of that is right."""

    question: Question
    caution: Sequence[float]
    """What is added to the score of each choice."""


def overlap(spans: Spans, others: Spans) -> int:
    """Return how many characters two lists of spans have in common."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in spans for b in others)


def alike(span: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether two spans have half of what either covers in common."""
    common = overlap([span], [other])
    return 2 * common >= span[1] - span[0] + other[1] - other[0] - common


def examples(folder: Path) -> list[Example]:
    """Return the passages that people have judged, apart from those that stand alone."""
    found: list[Example] = []
    for number, record in enumerate(_records(folder)):
        text, rules = record["text"], _rules.load(record["language"])
        words = grammar_words.of(rules)
        if not words.ranked:
            continue
        people = registry.Registry(words)
        styles = passages.styles(rules, text)
        for paragraph in finding._read(text, lines.paragraphs(text), styles, people, False):
            found += _of_paragraph(number, record, paragraph, people)
    return found


def _records(folder: Path) -> Iterator[pages.Record]:
    """Yield the records that may be learned from, and the sentences written for it."""
    for file in FILES:
        for record in pages.records(folder / file):
            if not file.startswith("articles/") or record["id"].startswith(ARTICLES):
                yield record
    for path in sorted(WRITTEN.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        for text, mention, cue in written["sentences"]:
            yield _written(path.stem, text, mention, cue)
        for text in written["spares"]:
            yield _written(path.stem, text)


def _written(language: str, text: str, mention: str = "", cue: str = "") -> pages.Record:
    """Return a sentence written for natodocs as a record: all its passages are the words of one speaker, or of none."""

    def at(words: str) -> Spans | None:
        start = text.find(words) if words else -1
        return [[start, start + len(words)]] if start >= 0 else None

    found, _ = passages.find(text, passages.styles(_rules.load(language), text))
    quoted = [[passage.start, passage.end] for passage in found]
    quotes = (
        [{"kind": "direct", "quoted": quoted, "speaker": at(mention), "cue": at(cue)}]
        if mention or cue
        else []
    )
    nobody = [] if quotes else quoted
    return {"language": language, "text": text, "quotes": quotes, "unattributed_quoted": nobody}


def _of_paragraph(
    article: int, record: pages.Record, paragraph: Paragraph, people: registry.Registry
) -> Iterator[Example]:
    text, words = record["text"], people.words

    def at(start: int, end: int) -> tuple[int, int]:
        span = paragraph.reading.span(start, end)
        return span.start, span.end

    for draft in paragraph.drafts:
        if draft.whole or draft.passage.dash:
            continue
        here = at(draft.passage.start, draft.passage.end)
        gold = [quote for quote in record["quotes"] if any(alike(here, span) for span in quote["quoted"])]
        nobody = any(alike(here, span) for span in record["unattributed_quoted"])
        if not gold and not nobody:
            continue
        speaker = (gold[0]["speaker"] or []) if gold else []
        cue = (gold[0]["cue"] or []) if gold else []
        mention = " ".join(text[start:end] for start, end in speaker)
        inside = paragraph.reading.text[draft.passage.start : draft.passage.end]
        choices, right = [], []
        reports = paragraph.reports[draft.sentence.number]
        offers = [*ranking.offers(draft, inside, reports, words, people.by_last)]
        for choice in offers:
            choices.append(logit.features((name, 1.0) for name in sorted({*choice.features})))
            phrase = choice.speaker
            found = False
            if phrase is not None:
                last = draft.sentence.words[phrase.last - 1]
                named = last[0].isupper() and len(last) > 2 and last in mention
                found = named or bool(overlap(speaker, [at(*draft.sentence.at(phrase.first, phrase.last))]))
            elif choice.report is not None and words.has("flags", "drops-subject"):
                found = bool(overlap(cue, [at(*draft.sentence.at(choice.report.first, choice.report.last))]))
            right.append(found)
        right[0] = not any(right)
        kind = "quoted" if gold else "unattributed"
        question = Question(article, kind if words.weighed else f"other languages, {kind}", choices, right)
        yield Example(question, ranking.caution(draft, offers, words))


def score(given: Sequence[Example]) -> dict[str, float]:
    """Return how often the choice is right, wrong or nobody, each article judged by weights learned from others."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = LOGIT.learn(one.question for one in given if one.question.fold % FOLDS != fold)
        for one in given:
            if one.question.fold % FOLDS != fold:
                continue
            sums = list(map(sum, zip(logit.scores(one.question, weights), one.caution, strict=True)))
            best = max(range(len(sums)), key=sums.__getitem__)
            verdict = "nobody" if not best else "right" if one.question.right[best] else "wrong"
            counts[f"{one.question.name}: {verdict}"] += 1
    whole = Counter(one.question.name for one in given)
    return {name: count / whole[name.rpartition(":")[0]] for name, count in counts.items()}


def learn(given: Sequence[Example]) -> dict[str, Weights]:
    """Return the weights."""
    return {ONLY: LOGIT.learn(one.question for one in given)}


TRAINER: Final = Trainer(
    "reports",
    "What each feature of a choice weighs, in log odds; out of fold, the shares of passages that get the right "
    "speaker, a wrong one, or nobody",
    "PolNeAR, its training articles (Newell, Margolin and Ruths, LREC 2018; no licence is named); the news of GUM "
    "(text CC BY 2.5, annotation CC BY 4.0); articles of fundus, article-extraction-benchmark (MIT) and WCXB (CC BY "
    "4.0), labelled by a language model; Universal Dependencies: Spanish, French and Russian GSD, Dutch Alpino, "
    "Portuguese Bosque, Russian Taiga, Czech CAC, Swedish Talbanken (CC BY-SA 4.0)",
    FILES,
    FEATURES,
    examples,
    score,
    learn,
)

if __name__ == "__main__":
    TRAINER.run()
