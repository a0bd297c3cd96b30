"""Learn what lines look like comments: a chain of two states over the lines below an article.

Comments that the markup of a page names are found again in its text; articles and comments are also put together in the
styles of `comment_styles`. Of a page no more is used than what its markup and its lines alone say, so that it makes no
difference what the models weigh that are learned later. See `tools.weights` for how to run it.
"""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import pycrfsuite
from attrs import frozen

from natodocs._document.marks import Mark
from natodocs._fields.comments import sections as comment_sections
from natodocs._labels.blocks import BODY, join
from natodocs._labels.comments import features, look, viterbi
from natodocs._labels.comments import sections as label_sections
from natodocs._labels.comments.feature_names import FEATURES
from natodocs._labels.draft import Draft
from natodocs._text.lines import Line
from natodocs._weights import Weights
from tools.weights import comment_styles, pages
from tools.weights.trainer import Trainer

FILES: Final = ("pages/trafilatura.jsonl.xz", "pages/fundus.jsonl.xz", "pages/aeb.jsonl.xz")
MADE: Final = {"en": 1600, "de": 400, "fr": 133}  # pages that are put together
# Share of the bare articles that are taken, in each layout.
LAYOUTS: Final = {"en": 0.4, "de": 0.12, "fr": 0.12}
ARTICLE: Final = 120  # words; a shorter body is no article
PART: Final = frozenset({Mark.PROSE, Mark.BODY})  # the marks of what is part of the article
SMALLEST: Final = 0.05  # weights below it are left out
FOLDS: Final = 3
INSIDE, OUTSIDE = "C", "O"  # the states: a line of comments, any other

Chain: TypeAlias = tuple[list[dict[str, float]], list[str]]  # the features of lines, and their states
Texts: TypeAlias = dict[str, list[list[str]]]  # articles, or comments, as lines, by language


@frozen
class Example:
    """A page of the data."""

    fold: int
    chain: Chain | None
    """Its text, where it is known which of its lines are comments."""
    language: str
    article: Sequence[str] | None
    """The paragraphs of its article, where they are enough."""
    said: Sequence[Sequence[str]]
    """The lines of each of its comments."""


def examples(folder: Path) -> list[Example]:
    """Return the pages of the data."""
    return [_example(record) for file in FILES for record in pages.records(folder / file) if record["html"]]


def _example(record: pages.Record) -> Example:
    read = pages.document(record["html"], "html")
    draft = pages.draft_before(label_sections.mark, read)
    blocks = join(read.text, draft.lines, draft.labels)
    comments = comment_sections.find(read.text, blocks, read.regions)
    marked = [
        line.text
        for line, label in zip(draft.lines, draft.labels, strict=True)
        if label.kind in BODY and not PART.isdisjoint(line.marks)
    ]
    article = record["gold"]["body"] or marked
    enough = len(article) > 3 and sum(len(paragraph.split()) for paragraph in article) > ARTICLE
    whole = [comment for comment in comments if comment.author and comment.posted]
    parts = [[line.strip(" •") for line in c.text.split("\n") if line.strip(" •")] for c in whole]
    text = record["texts"]["flow"]
    chain = None
    if not comments and not record["gold"]["comments"]:
        chain = _chain(text, lambda line: False)
    elif len(whole) >= 2:
        chain = _with_comments(text, [comment.text for comment in whole], [str(c.author) for c in whole])
    return Example(
        pages.fold_of(record["publisher"]),
        chain,
        draft.rules.language or "en",
        article if enough else None,
        [lines for lines in parts if lines and len(lines) < 8],
    )


def _draft(text: str) -> Draft:
    return pages.draft_before(label_sections.mark, pages.document(text, "flow"))


def _chain(text: str, is_comment: Callable[[Line], bool]) -> Chain | None:
    draft = _draft(text)
    start = label_sections.first_possible(draft)
    if start >= len(draft.lines):
        return None
    looks, heads = look.looks(draft, start)
    found = list(features.features(draft, start, looks, heads))
    return found, [INSIDE if is_comment(line) else OUTSIDE for line in draft.lines[start:]]


def _with_comments(text: str, said: Sequence[str], names: Sequence[str]) -> Chain | None:
    keys = {"".join(line.split()) for comment in said for line in comment.split("\n") if len(line) > 20}
    lines = _draft(text).lines
    known = [n for n, line in enumerate(lines) if "".join(line.text.split()) in keys]
    if not known:
        return None
    first, last = known[0], known[-1]
    for n in range(first - 1, max(-1, first - 5), -1):
        if any(lines[n].text.startswith(name[:12]) for name in names):
            first = n
            break
    return _chain(text, lambda line: lines[first].first <= line.first <= lines[last].first)


def _chains(given: Iterable[Example]) -> Iterator[Chain]:
    """Yield what is learned from: the pages themselves, bare articles, and what is put together."""
    articles: Texts = {language: [] for language in MADE}
    said: Texts = {language: [] for language in MADE}
    for one in given:
        if one.language in MADE:
            articles[one.language] += [list(one.article)] if one.article else []
            said[one.language] += map(list, one.said)
        if one.chain:
            yield one.chain
    yield from filter(None, _bare(articles, random.Random("comments")))
    yield from filter(None, _made(articles, said))


def _bare(articles: Texts, r: random.Random) -> Iterator[Chain | None]:
    """Yield articles without comments."""
    for language, bodies in articles.items():
        for paragraphs in bodies:
            cut = [f"{part.strip(' .')}." for paragraph in paragraphs for part in paragraph.split(". ")]
            titled = ["Some headline of the day", "By Ada Lund", "March 3, 2015 4:27 pm", *paragraphs]
            for text in ("\n\n".join(paragraphs), "\n".join(paragraphs), "\n".join(titled), "\n\n".join(cut)):
                if r.random() < LAYOUTS[language]:
                    yield _chain(text, lambda line: False)


def _made(articles: Texts, said: Texts) -> Iterator[Chain | None]:
    """Yield articles with comments in all styles."""
    for language, number_of_pages in MADE.items():
        styles = comment_styles.STYLES[language]
        for number in range(number_of_pages if articles[language] and said[language] else 0):
            r = random.Random(f"{language} {number}")
            yield _make(r, language, styles[number % len(styles)], articles[language], said[language])


def _make(
    r: random.Random,
    language: str,
    style: comment_styles.Style,
    articles: Sequence[list[str]],
    said: Sequence[list[str]],
) -> Chain | None:
    blank = r.choice(["all", "between", "none", "all"])
    within = "\n\n" if blank == "all" else "\n"
    between = "\n" if blank == "none" else "\n\n"
    count = r.choice([1, 2, 3, 4, 5, 6, 8, 10, 14, 20])
    parts = list(r.choice(articles))
    if r.random() < 0.3:
        parts.insert(0, "Headline of the story")
    if r.random() < 0.35:
        parts.append(r.choice(comment_styles.HEADS[language]).format(count))
    text = between.join(parts) + between
    names = [comment_styles.name(r) for _ in range(max(1, int(count * 0.8)))]
    form, like_reporters, at_length = r.random(), r.choice([0, 0, 0.3, 0.6, 0.9]), r.choice([0, 0.3, 0.6])
    first = len(text)
    for number, own in enumerate(r.sample(said, min(count, len(said))), 1):
        lines = own
        if r.random() < at_length:
            lines = [*lines, *r.choice(said)] if r.random() < 0.5 else [" ".join([*lines, *r.choice(said)])]
        unit = style(r, r.choice(names), comment_styles.time(r, language, form), lines, number)
        if r.random() < like_reporters and any(role != "t" for _, role in unit):
            article = r.choice(articles)
            at = r.randrange(len(article))
            long = [part for part in article[at : at + r.choice([1, 1, 1, 2, 3])] if len(part) > 3]
            unit = style(r, r.choice(names), comment_styles.time(r, language, form), long or lines, number)
        text += within.join(line for line, _ in unit) + between
    last = len(text)
    if r.random() < 0.3:
        text += "\n".join(r.choice(comment_styles.ENDS))
    return _chain(text, lambda line: first <= line.first < last)


def score(given: Sequence[Example]) -> dict[str, float]:
    """Return how well the lines of comments are found on pages of publishers that were not learned from."""
    counts: defaultdict[tuple[bool, bool], int] = defaultdict(int)  # of lines: found, right
    bare: list[bool] = []
    for fold in range(FOLDS):
        weights = learn([one for one in given if one.fold % FOLDS != fold])["all"]
        for one in given:
            if one.fold % FOLDS != fold or not one.chain:
                continue
            lines, states = one.chain
            sums = [sum(weights.weights.get(name, 0.0) * x for name, x in line.items()) for line in lines]
            found = viterbi.best(sums, **weights.chain)
            if INSIDE in states:
                for is_inside, state in zip(found, states, strict=True):
                    counts[is_inside, state == INSIDE] += 1
            else:
                bare.append(not any(found))
    right = counts[True, True]
    precision, recall = right / (right + counts[True, False]), right / (right + counts[False, True])
    return {
        "lines of comments: precision": precision,
        "lines of comments: recall": recall,
        "pages without comments: none found": sum(bare) / len(bare),
    }


def learn(given: Iterable[Example]) -> dict[str, Weights]:
    """Return the weights of the features, and what it costs to begin a section, to stay in one, to end one."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for found, states in _chains(given):
        trainer.append(pycrfsuite.ItemSequence(found), states)
    trainer.set_params(
        {
            "c1": 0.02,
            "c2": 0.05,
            "max_iterations": 150,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    weights: defaultdict[str, float] = defaultdict(float)
    for (name, state), value in info.state_features.items():
        weights[name] += value if state == INSIDE else -value
    return {
        "all": Weights(
            {name: round(value, 2) for name, value in weights.items() if abs(value) >= SMALLEST},
            chain=_costs(info.transitions),
        )
    }


def _costs(transitions: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Return what `viterbi.best` is to be given."""
    still, begins, ends, stays = (
        transitions.get(pair, 0.0)
        for pair in ((OUTSIDE, OUTSIDE), (OUTSIDE, INSIDE), (INSIDE, OUTSIDE), (INSIDE, INSIDE))
    )
    costs = {"begin": still - begins, "stay": stays - still, "end": still - ends}
    return {name: round(value, 2) for name, value in costs.items()}


TRAINER: Final = Trainer(
    "comments",
    "What each feature of a line says for comments, or, below 0, against them, in log odds; what it costs to begin a "
    "section and to end one, and what it brings to stay in it; out of fold, by line",
    "fundus (MIT), article-extraction-benchmark (MIT), trafilatura (Apache-2.0)",
    FILES,
    FEATURES,
    examples,
    score,
    learn,
)

if __name__ == "__main__":
    TRAINER.run()
