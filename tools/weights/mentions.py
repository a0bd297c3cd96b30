"""Learn whom a pronoun or a noun means that stands for a speaker.

From texts in which people or a language model named the speaker of each quotation. What `speakers.coreference` offers
for a mention is described by features, and the right one is whose name the gold has; where it has none of them, the
right answer is that the page names nobody. The weights are those of a conditional logit. See `tools.weights` for how
to run it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final
from unittest import mock

from attrs import Factory, define, evolve, field, frozen

from natodocs import _rules
from natodocs._quotes import finding, passages
from natodocs._quotes.drafts import Joined, Paragraph
from natodocs._quotes.grammar import words as grammar_words
from natodocs._quotes.joining import neighbours
from natodocs._quotes.speakers import coreference, naming, resolution
from natodocs._quotes.speakers.coreference import Look
from natodocs._quotes.speakers.feature_names import FEATURES
from natodocs._quotes.speakers.person import Person
from natodocs._quotes.speakers.registry import Registry
from natodocs._text import lines, normalized
from natodocs._types import Span
from natodocs._weights import Weights
from natodocs._weights.loading import ONLY
from tools.weights import logit, pages
from tools.weights.logit import Logit, Question
from tools.weights.trainer import Trainer

FILES: Final = (
    "quotes/polnear_dev.jsonl.xz",
    "quotes/names_dev.json",
    "quotes_more/gum_news_en_dev.jsonl.xz",
    "quotes_more/names_gum_dev.json",
    "articles/articles_dev.jsonl.xz",
    "articles/names_articles_dev.json",
    "pages/fundus.jsonl.xz",
    "pages/aeb.jsonl.xz",
    "pages/trafilatura.jsonl.xz",
    "quotes/polnear_train.jsonl.xz",
)
TEXTS: Final = tuple(zip(FILES[:6:2], FILES[1:6:2], strict=True))
# Whom mentions of some pages mean, by the place of each: where a name of his is printed, and nothing where nobody is
# named. Judged for natodocs by a language model that read the pages as text.
JUDGED: Final = Path(__file__).with_name("mentions_judged.json")
WHOLE: Final = "whole"  # the folder of whole pages
# Of the articles those may be learned from whose pages come from here.
ARTICLES: Final = ("fundus/", "aeb/", "wcxb/", "more/fundus/")
# Nobody is a choice with features of its own.
LOGIT: Final = Logit(smooth=6.0, least=4, smallest=0.03, none=False, of_candidates=True)
FOLDS: Final = 8
# The rules that give mentions without a name one. Few mentions are left by them: the weights are learned from all.
RULES: Final = ("_described", "_office", "_anaphor")
ANY: Final = "any"  # the name of questions that are learned from, and not counted
WITHIN: Final = ("paragraph", "heading", "deck")  # lines of a whole page in which speakers are named
ELSEWHERE: Final = ("title", "caption")
LONG: Final = 80  # characters; the shortest line of a page that is judged
SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii"))


@frozen
class Text:
    """A text with the names of its speakers."""

    number: int
    text: str
    language: str
    paragraphs: Sequence[Span]
    elsewhere: Sequence[Span]
    gold: Sequence[Gold]
    judged: Mapping[int, Sequence[str]] = field(factory=dict)
    """The names of those who are meant, by the place of the mention; none where nobody is named."""


@frozen
class Gold:
    """A quotation with its speaker."""

    spans: Sequence[Sequence[int]]
    mention: Sequence[Sequence[int]]
    """Where the speaker is mentioned; empty where that is not said."""
    names: Sequence[str]
    """The names that are right; none where the text names nobody."""


@define
class Asked:
    """What the mentions of a text are, each with its candidates; a stand-in for `coreference.choose`."""

    number: int
    right: Mapping[int, Sequence[str]]
    """The names of whoever is meant, by the place of the mention."""
    questions: list[Question] = Factory(list)

    def choose(self, look: Look) -> Person | None:
        """Note a question, and return the right answer."""
        if look.at not in self.right:
            return None
        found = coreference.candidates(look)
        right = [any(is_same(name, each.person.name) for name in self.right[look.at]) for each in found]
        told = [
            coreference.describe_nobody(look, found),
            *(coreference.describe(look, each) for each in found),
        ]
        features = [logit.features((name, 1.0) for name in sorted({*each})) for each in told]
        self.questions.append(Question(self.number, look.mention.kind, features, [not any(right), *right]))
        return next((each.person for each, is_right in zip(found, right, strict=True) if is_right), None)


def is_same(name: str, other: str) -> bool:
    """Return whether two names differ by no more than accents, a suffix or what stands in the middle."""
    mine, its = _plain(name), _plain(other)
    shorter, longer = sorted((mine, its), key=len)
    if mine == its:
        return True
    return (
        len(shorter) > 1 and (shorter[0], shorter[-1]) == (longer[0], longer[-1]) and {*shorter} <= {*longer}
    )


def _plain(name: str) -> list[str]:
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
    words = re.findall(r"[^\W_]+", bare.casefold().removeprefix("the "))
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return words


def questions(folder: Path) -> list[Question]:
    """Return what mentions mean in all texts: those that no rule gives a name, and again all, as if there were none."""
    given = [*texts(folder)]
    left = [question for text in given for question in asked(text)]
    with ExitStack() as stack:
        for name in RULES:
            stack.enter_context(mock.patch.object(resolution, name, return_value=None))
        return left + [evolve(one, name=ANY) for text in given for one in asked(text)]


def asked(text: Text) -> list[Question]:
    """Return the questions of one text."""
    rules = _rules.load(text.language)
    words = grammar_words.of(rules)
    registry = Registry(words)
    for span in text.elsewhere:
        registry.collect(normalized.read(text.text, span).text, span.start, (), (), count=False)
    styles = passages.styles(rules, text.text)
    read = finding._read(text.text, text.paragraphs, styles, registry, False)
    joined = neighbours.join(read, words)
    right = dict(text.judged)
    for quote in joined:
        gold = _gold_of(quote, text.gold)
        if gold is not None and quote.speaker is not None:
            at = naming._span(naming._trimmed(quote.speaker, words))
            if not gold.mention or any(a < at.end and at.start < b for a, b in gold.mention):
                right.setdefault(at.start, gold.names)
    stand_in = Asked(text.number, right)
    with mock.patch.object(coreference, "choose", stand_in.choose):
        naming.quotes(text.text, joined, registry, words)
    return stand_in.questions


def _gold_of(quote: Joined, gold: Sequence[Gold]) -> Gold | None:
    """Return the quotation of the gold that has most of a quotation."""
    spans = [_where(*part) for part in quote.parts]
    size = sum(b - a for a, b in spans)
    best, most = None, 0.0
    for each in gold:
        common = sum(max(0, min(b, d) - max(a, c)) for a, b in spans for c, d in each.spans)
        share = common / max(1, min(size, sum(d - c for c, d in each.spans)))
        if share > max(most, 0.5):
            best, most = each, share
    return best


def _where(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    span = paragraph.reading.span(start, end)
    return span.start, span.end


def texts(folder: Path) -> Iterator[Text]:
    """Yield the texts that may be learned from."""
    number = 0
    for file, names in TEXTS:
        named = json.loads((folder / names).read_text(encoding="utf-8"))
        for record in pages.records(folder / file):
            if record["id"] in named and (
                not file.startswith("articles/") or record["id"].startswith(ARTICLES)
            ):
                number += 1
                yield _of_record(number, record, named[record["id"]])
    for path in sorted((folder / WHOLE).glob("*.txt")):
        number += 1
        gold = json.loads((path.parent / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
        yield _of_page(number, path.read_text(encoding="utf-8"), gold)

    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    for file in FILES[6:]:
        for record in pages.records(folder / file):
            if record["id"] in judged:
                number += 1
                yield _of_judged(number, record, judged[record["id"]])


def _of_record(number: int, record: pages.Record, named: Mapping[str, pages.Record]) -> Text:
    gold = []
    for quote in record["quotes"]:
        spans = quote["quoted"] or quote["content"]
        entry = named.get(f"{spans[0][0]}:{spans[0][1]}")
        if entry is not None:
            names = [name for name in (entry["name"], *entry.get("also", ())) if name]
            gold.append(Gold(spans, quote["speaker"] or (), names))
    text = record["text"]
    return Text(number, text, record["language"], lines.paragraphs(text), (), gold)


def _of_judged(number: int, record: pages.Record, judged: Mapping[str, Sequence[Sequence[int]]]) -> Text:
    """Return a page as a browser shows it: its paragraphs are the long lines."""
    text = record["text"] if "text" in record else record["texts"]["flow"]
    position, paragraphs = 0, []
    for line in text.split("\n"):
        if len(line) >= LONG or "text" in record:
            paragraphs.append(Span(position, position + len(line)))
        position += len(line) + 1
    names = {
        int(at): [" ".join(text[start:end].split()) for start, end in spans] for at, spans in judged.items()
    }
    return Text(number, text, record["language"], paragraphs, (), (), names)


def _of_page(number: int, text: str, gold: pages.Record) -> Text:
    """Return a whole page: its paragraphs are those that the gold says are ones."""
    kinds, spans, position = gold["lines"], [], 0
    for line, content in enumerate(text.split("\n"), 1):
        spans.append((kinds.get(str(line)), Span(position, position + len(content))))
        position += len(content) + 1
    quotes = []
    for quote in gold["quotes"]:
        start = text.find(quote["text"])
        if start >= 0 and quote["mention"]:
            at = [start, start + len(quote["text"])]
            mention = [match.span() for match in re.finditer(re.escape(quote["mention"]), text)]
            quotes.append(Gold([at], mention, [quote["speaker"], *quote.get("speaker_also", [])]))
    within = [span for kind, span in spans if kind in WITHIN]
    elsewhere = [span for kind, span in spans if kind in ELSEWHERE]
    return Text(number, text, str(gold["language"]), within, elsewhere, quotes)


def score(given: Sequence[Question]) -> dict[str, float]:
    """Return how often the answer is right, wrong or nobody, each text judged by weights learned from others."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = LOGIT.learn(one for one in given if one.fold % FOLDS != fold)
        for one in given:
            if one.fold % FOLDS != fold or one.name == ANY:
                continue
            sums = logit.scores(one, weights)
            sums[0] += coreference.NOBODY
            best = max(range(len(sums)), key=sums.__getitem__)
            verdict = "right" if one.right[best] else "nobody" if not best else "wrong"
            for name in (one.name, "all"):
                counts[f"{name}: {verdict}"] += 1
    whole = Counter(name for one in given if one.name != ANY for name in (one.name, "all"))
    return {name: count / whole[name.rpartition(":")[0]] for name, count in counts.items()}


def learn(given: Sequence[Question]) -> dict[str, Weights]:
    """Return the weights."""
    return {ONLY: LOGIT.learn(given)}


TRAINER: Final = Trainer(
    "mentions",
    "What each feature of an answer weighs, in log odds; out of fold, the shares of mentions that get the right name "
    "or rightly none, a wrong name, or wrongly none",
    "PolNeAR (Newell, Margolin and Ruths, LREC 2018; no licence is named) with names by natodocs; the news of GUM "
    "(text CC BY 2.5, annotation CC BY 4.0); articles of fundus, article-extraction-benchmark (MIT) and WCXB (CC BY "
    "4.0) and whole pages of fundus, article-extraction-benchmark and trafilatura (Apache-2.0), labelled by a "
    "language model",
    FILES,
    FEATURES,
    questions,
    score,
    learn,
)

if __name__ == "__main__":
    TRAINER.run()
