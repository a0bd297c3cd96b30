"""Learn which lines are the article.

A page with a marked body says of each line whether it is part of it; one with marked pieces says it of some lines, and
counts less. Lines of which nothing is known may be anything. The model is a linear-chain conditional random field, with
the log-likelihood of what is known of the lines maximised by L-BFGS, and a Gaussian prior on the weights. See
`tools.weights` for how to run it; the score is that of `benchmarks/pages.py`, so that it needs `PYTHONPATH=benchmarks`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
from attrs import frozen
from scipy import optimize, sparse

from natodocs._labels.article import context_features, crf, extent, own_features
from natodocs._labels.article import model as article_model
from natodocs._labels.article.feature_names import FEATURES
from natodocs._labels.draft import EVEN, Draft
from natodocs._weights import Weights
from tools.weights import pages
from tools.weights.logit import Array
from tools.weights.trainer import Trainer

YARDSTICK: Final[Any] = import_module("pages")  # of benchmarks/, which is a folder of scripts

FILES: Final = ("pages/aeb.jsonl.xz", "pages/fundus.jsonl.xz", "pages/trafilatura.jsonl.xz")
MODELS: Final = {"text": ("flow", "wet"), "html": ("html",)}
PRIOR: Final = {"text": 48.0, "html": 40.0}  # the inverse variance of the weights
PIECES: Final = 0.15  # what a page counts of which only pieces are marked: one with a marked body counts 1
LEAST: Final = 4  # publishers that must have a feature
WORDS: Final = 40  # publishers that must have a word: what fewer have may be names
FOLDS: Final = 3
ROUNDS: Final = 60
IMPOSSIBLE, UNLIKELY = -1e9, -20.0  # a state against what is known; a step that the chain does not have
FAINTEST: Final = -60.0  # below the best score of a line; as a power, less would be nothing
STATES: Final = len(crf.STATES)
WORD: Final = re.compile(r"\w+")
INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufeff"
RUN: Final = 4  # words


@frozen
class Example:
    """A page with what is known of its lines."""

    publisher: str
    name: str
    """Its collection and rendering."""
    shown: list[str]
    gold: pages.Record
    features: list[list[str]]
    known: list[bool | None]
    weight: float


# --- pages ---------------------------------------------------------------------------------------------


def examples(folder: Path) -> dict[str, list[Example]]:
    """Return the pages of the data, by the model that is learned from them."""
    return {model: list(_examples(folder, renderings)) for model, renderings in MODELS.items()}


def _examples(folder: Path, renderings: Sequence[str]) -> Iterator[Example]:
    names: dict[str, str] = {}  # of features: each is kept once, however many lines have it
    for file in FILES:
        for record in pages.records(folder / file):
            for rendering in renderings:
                page = record["html"] if rendering == "html" else record["texts"][rendering]
                if page:
                    example = read(page, rendering, record, names)
                    if any(example.known):
                        yield example


def read(page: str, rendering: str, record: pages.Record, names: dict[str, str]) -> Example:
    """Read a page as natodocs does, up to the search for the article."""
    document = pages.document(page, rendering)
    draft = pages.draft_before(extent.find, document)
    shown = [document.text[line.first : line.last] for line in draft.lines]
    gold = record["gold"]
    known = by_body(shown, gold["body"]) if gold["body"] else by_pieces(shown, gold)
    found = [[names.setdefault(name, name) for name in line] for line in features(draft)]
    name, weight = f"{rendering} {record['source']}", 1.0 if gold["body"] else PIECES
    return Example(record["publisher"], name, shown, gold, found, known, weight)


def features(draft: Draft) -> list[list[str]]:
    """Return the features of each line."""
    read = [
        own_features.read(line.text, line.lead, line.words, line.marks, label.kind, label.confidence)
        for line, label in zip(draft.lines, draft.labels, strict=True)
    ]
    found = [
        [f"{article_model.OF_A_WORD}{word}" for word in dict.fromkeys(own.words)]
        + [name for group, key in own.keys for name in own_features.OWN_GROUPS[group](*key)]
        for own in read
    ]
    if read:
        for group, keys in context_features.columns(draft, [own.face for own in read]).items():
            for names, key in zip(found, keys, strict=True):
                names += context_features.CONTEXT_GROUPS[group](*key)
    return found


def by_body(shown: Sequence[str], body: Sequence[str]) -> list[bool | None]:
    """Return which lines are part of a marked body; of those that are partly, nothing is known."""
    runs = set(runs_of(WORD.findall("\n".join(body))))
    pieces = {squeeze(piece) for piece in body}
    whole = squeeze("".join(body))
    known: list[bool | None] = []
    for text in shown:
        words, letters = WORD.findall(text), squeeze(text)
        if not words:
            known.append(None)
        elif len(words) < RUN:
            known.append(letters in pieces or (None if len(letters) > 3 and letters in whole else False))
        else:
            share = [run in runs for run in runs_of(words)]
            known.append(
                True if sum(share) >= 0.6 * len(share) else None if sum(share) > 0.25 * len(share) else False
            )
    return once(shown, known, body)


def once(shown: Sequence[str], known: list[bool | None], body: Sequence[str]) -> list[bool | None]:
    """Of a line that is printed more often than the body has it, keep those that stand nearest to the rest of it."""
    places = defaultdict(list)
    for number, text in enumerate(shown):
        if known[number]:
            places[squeeze(text)].append(number)
    alone = [numbers[0] for numbers in places.values() if len(numbers) == 1]
    for letters, numbers in places.items():
        wanted = max(1, sum(squeeze(piece) == letters for piece in body))
        if alone and len(numbers) > wanted:
            near = sorted(numbers, key=lambda number: -sum(1 / (1 + abs(number - other)) for other in alone))
            for number in near[wanted:]:
                known[number] = False
    return known


def by_pieces(shown: Sequence[str], gold: pages.Record) -> list[bool | None]:
    """Return what marked pieces of the article and of other parts say of the lines."""
    article = [squeeze(piece) for piece in gold["with"] or ()]
    other = [squeeze(piece) for kind in ("without", "comments") for piece in gold[kind] or ()]
    known: list[bool | None] = []
    for letters in map(squeeze, shown):
        inside = len(letters) >= 30
        if letters and any(piece in letters or (inside and letters in piece) for piece in article):
            known.append(True)
        elif letters and any(
            (piece in letters and 2 * len(piece) >= len(letters)) or (inside and letters in piece)
            for piece in other
        ):
            known.append(False)
        else:
            known.append(None)
    return known


def runs_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return every run of four words; of fewer, one."""
    return (
        [tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))] if words else []
    )


def squeeze(text: str) -> str:
    """Return a text without blanks and invisible characters, in small letters."""
    return re.sub(rf"[\s{INVISIBLE}]+", "", unicodedata.normalize("NFKC", text)).casefold()


# --- learning ------------------------------------------------------------------------------------------


class Pages:
    """Examples as matrices: all lines below each other, and each step of all pages side by side."""

    def __init__(self, examples: Sequence[Example], vocabulary: dict[str, int]) -> None:
        rows = [[vocabulary[f] for f in line if f in vocabulary] for e in examples for line in e.features]
        pointers = np.cumsum([0, *map(len, rows)])
        columns = np.array([column for row in rows for column in row], np.int32)
        self.lines = sparse.csr_matrix(
            (np.ones(len(columns), np.float32), columns, pointers), (len(rows), len(vocabulary))
        )
        self.lengths = np.array([len(e.features) for e in examples])
        self.starts = np.cumsum([0, *self.lengths])[:-1]
        self.weights = np.repeat([e.weight for e in examples], self.lengths)
        allowed = {None: (0, 0, 0, 0), True: (1, 0, 1, 1), False: (0, 1, 0, 0)}
        self.known = IMPOSSIBLE * np.array([allowed[k] for e in examples for k in e.known], float)
        order = np.argsort(-self.lengths, kind="stable")
        starts, lengths = self.starts[order], self.lengths[order]
        self.steps = [starts[: int((lengths > step).sum())] + step for step in range(int(lengths[0]))]
        self.last = starts + lengths - 1


def sums(pages: Pages, scores: Array, steps: Array) -> tuple[float, Array, Array]:
    """Return the log of the partition sums, the probabilities of the states, the expected steps."""
    most = scores.max(1, keepdims=True)
    power = np.where(scores - most < IMPOSSIBLE / 2, 0, np.exp(np.maximum(scores - most, FAINTEST)))
    step = np.exp(steps)
    forward, backward = np.zeros_like(power), np.zeros_like(power)
    scale = np.ones(len(power))
    at = np.array([1.0, 1.0, 0.0, 0.0]) * power[pages.steps[0]]
    for number, rows in enumerate(pages.steps):
        if number:
            at = (at[: len(rows)] @ step) * power[rows]
        scale[rows] = at.sum(1) + 1e-300
        at = forward[rows] = at / scale[rows][:, None]
    end = np.array([1.0, 1.0, 0.0, 1.0])
    ends = forward[pages.last] @ end + 1e-300
    at = np.zeros((len(pages.last), STATES))
    expected = np.zeros((STATES, STATES))
    for number in range(len(pages.steps) - 1, -1, -1):
        rows = pages.steps[number]
        going_on = len(pages.steps[number + 1]) if number + 1 < len(pages.steps) else 0
        at[going_on : len(rows)] = end / ends[going_on : len(rows), None]
        backward[rows] = at[: len(rows)]
        if number:
            before = pages.steps[number - 1][: len(rows)]
            into = power[rows] * at[: len(rows)] / scale[rows][:, None]
            expected += (forward[before] * pages.weights[before][:, None]).T @ into * step
            at[: len(rows)] = into @ step.T
    total = ((np.log(scale) + most[:, 0]) * pages.weights).sum() + (
        np.log(ends) * pages.weights[pages.last]
    ).sum()
    return float(total), forward * backward, expected


def learn(examples: Sequence[Example], prior: float) -> tuple[dict[str, int], Array, Array]:
    """Return the vocabulary, the weights of its features and those of the steps."""
    vocabulary = vocabulary_of(examples)
    pages = Pages(examples, vocabulary)
    columns = pages.lines.T.tocsr()
    size = len(vocabulary) * STATES
    places = [(crf.STATES.index(one), crf.STATES.index(other)) for one, other in crf.STEPS]

    def unpack(values: Array) -> tuple[Array, Array]:
        steps = np.full((STATES, STATES), UNLIKELY)
        steps[tuple(zip(*places, strict=True))] = values[size:]
        return values[:size].reshape(-1, STATES), steps

    def loss(values: Array) -> tuple[float, Array]:
        weights, steps = unpack(values)
        scores = pages.lines @ weights
        free, likely, expected = sums(pages, scores, steps)
        bound, known, counted = sums(pages, scores + pages.known, steps)
        slope = columns @ ((likely - known) * pages.weights[:, None])
        of_steps = (expected - counted)[tuple(zip(*places, strict=True))]
        gradient = np.concatenate([np.asarray(slope).ravel(), of_steps]) + prior * values
        return free - bound + prior * float(values @ values) / 2, gradient

    found = optimize.minimize(
        loss, np.zeros(size + len(places)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
    )
    weights, _ = unpack(found.x)
    return vocabulary, weights, found.x[size:]


def vocabulary_of(examples: Iterable[Example]) -> dict[str, int]:
    """Return the features that enough publishers have, numbered."""
    having = defaultdict(set)
    for example in examples:
        for line in example.features:
            for feature in line:
                having[feature].add(example.publisher)
    least = {feature: WORDS if feature.startswith(article_model.OF_A_WORD) else LEAST for feature in having}
    kept = sorted(feature for feature, publishers in having.items() if len(publishers) >= least[feature])
    return {feature: number for number, feature in enumerate(kept)}


# --- the two ways to run -------------------------------------------------------------------------------


def model_of(given: Sequence[Example], name: str) -> Weights:
    """Return a model as it is written: in hundredths, without the features that say nothing."""
    vocabulary, weights, steps = learn(given, PRIOR[name])
    rounded = np.rint(weights * article_model.UNIT).astype(int).tolist()
    table = {
        feature: tuple(rounded[number]) for feature, number in vocabulary.items() if any(rounded[number])
    }
    worth = np.rint(steps * article_model.UNIT).astype(int).tolist()
    chain = {f"{one} {other}": float(step) for (one, other), step in zip(crf.STEPS, worth, strict=True)}
    return Weights(states=table, chain=chain)


def score(given: Mapping[str, Sequence[Example]]) -> dict[str, float]:
    """Return how well the model does on pages of publishers that it was not learned from."""
    scores: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, some in given.items():
        folds = [hashlib.sha256(one.publisher.encode()).digest()[0] % FOLDS for one in some]
        for fold in range(FOLDS):
            model = model_of([one for one, own in zip(some, folds, strict=True) if own != fold], name)
            weights = {feature: article_model.powers(row) for feature, row in model.states.items()}
            learned = article_model.model(model)
            for one in (one for one, own in zip(some, folds, strict=True) if own == fold):
                likely = crf.article(
                    [article_model.together(weights, line) for line in one.features], learned.steps
                )
                scores[one.name].append(judge(one, likely))
    return {
        f"{name}: {what}": figure for name, some in scores.items() for what, figure in figures(some).items()
    }


def judge(example: Example, likely: Sequence[float]) -> dict[str, Any]:
    """Return the scores of a page, as the yardstick has them."""
    body = "\n\n".join(text for text, share in zip(example.shown, likely, strict=True) if share > EVEN)
    if example.gold["body"]:
        return {"body": YARDSTICK.score_body(body, example.gold["body"])}
    return {"segments": YARDSTICK.score_segments(body, example.gold)}


def figures(scores: list[dict[str, Any]]) -> dict[str, float]:
    """Return the figures of some pages."""
    found = YARDSTICK.summarise(scores)
    if "body" in found:
        return {f"body {what}": found["body"][what] for what in ("f1", "precision", "recall")}
    return {"segments right": found["segments"]["accuracy"]}


TRAINER: Final = Trainer(
    "article",
    "What each feature of a line weighs for each state (before, in, inside, after the article), and each step from one "
    "to the next, in hundredths of log odds; out of fold, as benchmarks/pages.py counts",
    "fundus (MIT), article-extraction-benchmark (MIT), trafilatura (Apache-2.0)",
    FILES,
    FEATURES,
    examples,
    score,
    lambda given: {name: model_of(some, name) for name, some in given.items()},
)

if __name__ == "__main__":
    TRAINER.run()
