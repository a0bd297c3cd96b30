"""Learn which lines are the article: the weights of `natodocs._labels.article.model`.

    PYTHONPATH=benchmarks python tools/article_weights.py DATA            # cross-validation, by publisher
    PYTHONPATH=benchmarks python tools/article_weights.py DATA --write    # learn from all pages, write the weights

DATA is a folder of pages as `benchmarks/README.md` describes them; of it `SOURCES` are read, whose licences let weights
be learned from them. A page with a marked body says of each line whether it is part of it; one with marked pieces says
it of some lines, and counts less. Lines of which nothing is known may be anything.

Needs numpy and scipy (dependency group `training`). The model is a linear-chain conditional random field, with the
log-likelihood of what is known of the lines maximised by L-BFGS, and a Gaussian prior on the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from attrs import frozen
from scipy import optimize, sparse

import pages as yardstick  # of benchmarks/
from natodocs import _rules
from natodocs._document import source as document_source
from natodocs._labels import line as label_line
from natodocs._labels.article import context_features, crf, extent, own_features
from natodocs._labels.article import model as article_model
from natodocs._labels.draft import EVEN, Draft
from natodocs._labels.revisions import REVISIONS
from natodocs._limits import Limits
from natodocs._text import language as text_language
from natodocs._text import lines as text_lines

SOURCES = ("aeb", "fundus", "trafilatura")
TARGET = Path(article_model.__file__).with_name(article_model.FILE)
MODELS = {"text": ("flow", "wet"), "html": ("html",)}
PRIOR = {"text": 48.0, "html": 40.0}  # the inverse variance of the weights
PIECES = 0.15  # what a page counts of which only pieces are marked: one with a marked body counts 1
LEAST = 4  # publishers that must have a feature
WORDS = 40  # publishers that must have a word: what fewer have may be names
FOLDS = 3
ROUNDS = 60
IMPOSSIBLE, UNLIKELY = -1e9, -20.0  # a state against what is known; a step that the chain does not have
FAINTEST = -60.0  # below the best score of a line; as a power, less would be nothing
STATES = len(crf.STATES)
WORD = re.compile(r"\w+")
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
RUN = 4  # words


@frozen
class Example:
    """A page with what is known of its lines."""

    publisher: str
    name: str
    """Its collection and rendering."""
    shown: list[str]
    gold: dict
    features: list[list[str]]
    known: list[bool | None]
    weight: float


# --- pages ---------------------------------------------------------------------------------------------


def read(folder: Path, modes: Sequence[str]) -> Iterator[Example]:
    """Yield the pages of a folder, rendered in some ways."""
    for source in SOURCES:
        with lzma.open(folder / f"{source}.jsonl.xz", "rt", encoding="utf-8") as rows:
            for row in rows:
                record = json.loads(row)
                for mode in modes:
                    page = record["html"] if mode == "html" else record["texts"][mode]
                    example = page and learn_from(page, mode, record)
                    if example and any(example.known):
                        yield example


def learn_from(page: str, mode: str, record: dict) -> Example:
    """Read a page as natodocs does, up to the search for the article."""
    document = document_source.read(page, "text/html" if mode == "html" else "text/plain", Limits())
    lines = text_lines.split(document)
    language = text_language.guess(lines) or document.metadata.language
    rules = _rules.load(language)
    draft = Draft(lines, label_line.label(lines, rules), document.metadata, rules)
    for row in REVISIONS:
        if row.apply is extent.find:
            break
        row.apply(draft)
    shown = [document.text[line.first : line.last] for line in lines]
    gold = record["gold"]
    known = by_body(shown, gold["body"]) if gold["body"] else by_pieces(shown, gold)
    name, weight = f"{mode:5} {record['source']}", 1.0 if gold["body"] else PIECES
    return Example(record["publisher"], name, shown, gold, features(draft), known, weight)


def features(draft: Draft) -> list[list[str]]:
    """Return the features of each line."""
    read = [
        own_features.read(line.text, line.lead, line.words, line.marks, label.kind, label.confidence)
        for line, label in zip(draft.lines, draft.labels, strict=True)
    ]
    found = [
        [f"{article_model.WORD}{word}" for word in set(own.words)]
        + [name for group, key in own.keys for name in own_features.GROUPS[group](*key)]
        for own in read
    ]
    if read:
        for group, keys in context_features.columns(draft, [own.face for own in read]).items():
            for names, key in zip(found, keys, strict=True):
                names += context_features.GROUPS[group](*key)
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


def by_pieces(shown: Sequence[str], gold: dict) -> list[bool | None]:
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


def sums(pages: Pages, scores: np.ndarray, steps: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
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


def learn(examples: Sequence[Example], prior: float) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """Return the vocabulary, the weights of its features and those of the steps."""
    vocabulary = vocabulary_of(examples)
    pages = Pages(examples, vocabulary)
    columns = pages.lines.T.tocsr()
    size = len(vocabulary) * STATES
    places = [(crf.STATES.index(one), crf.STATES.index(other)) for one, other in crf.STEPS]

    def unpack(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        steps = np.full((STATES, STATES), UNLIKELY)
        steps[tuple(zip(*places, strict=True))] = values[size:]
        return values[:size].reshape(-1, STATES), steps

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
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
    least = {feature: WORDS if feature.startswith(article_model.WORD) else LEAST for feature in having}
    kept = sorted(feature for feature, publishers in having.items() if len(publishers) >= least[feature])
    return {feature: number for number, feature in enumerate(kept)}


# --- the two ways to run -------------------------------------------------------------------------------


def model_of(vocabulary: dict[str, int], weights: np.ndarray, steps: np.ndarray) -> dict:
    """Return a model as it is written: in hundredths, without the features that say nothing."""
    rounded = np.rint(weights * article_model.UNIT).astype(int).tolist()
    table = {feature: rounded[number] for feature, number in vocabulary.items() if any(rounded[number])}
    return {"steps": np.rint(steps * article_model.UNIT).astype(int).tolist(), "features": table}


def write(folder: Path) -> None:
    """Learn both models and write them."""
    models = {}
    for name, modes in MODELS.items():
        models[name] = model_of(*learn(list(read(folder, modes)), PRIOR[name]))
        print(f"{name}: {len(models[name]['features'])} features", flush=True)
    rows = ",\n".join(
        f'"{name}": {{"steps": {json.dumps(model["steps"])}, "features": {{\n'
        + ",\n".join(
            f"{json.dumps(f, ensure_ascii=False)}: {json.dumps(w)}" for f, w in model["features"].items()
        )
        + "\n}}"
        for name, model in models.items()
    )
    TARGET.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def validate(folder: Path) -> None:
    """Print how well the model does on pages of publishers that it was not learned from."""
    for name, modes in MODELS.items():
        examples = list(read(folder, modes))
        folds = [hashlib.sha256(e.publisher.encode()).digest()[0] % FOLDS for e in examples]
        scores = defaultdict(list)
        for fold in range(FOLDS):
            model = model_of(
                *learn([e for e, f in zip(examples, folds, strict=True) if f != fold], PRIOR[name])
            )
            for example in (e for e, f in zip(examples, folds, strict=True) if f == fold):
                scores[example.name].append(score(example, body_of(example, model)))
        for part, found in sorted(scores.items()):
            print(f"{part:18} {figures(found)}", flush=True)


def body_of(example: Example, model: dict) -> str:
    """Return the body that a model finds."""
    weights = {feature: article_model.powers(row) for feature, row in model["features"].items()}
    steps = [step / article_model.UNIT for step in model["steps"]]
    likely = crf.article([article_model.together(weights, line) for line in example.features], steps)
    return "\n\n".join(text for text, share in zip(example.shown, likely, strict=True) if share > EVEN)


def score(example: Example, body: str) -> dict:
    """Return the scores of a page, as the yardstick has them."""
    if example.gold["body"]:
        return {"body": yardstick.score_body(body, example.gold["body"])}
    return {"segments": yardstick.score_segments(body, example.gold)}


def figures(scores: list[dict]) -> str:
    """Return the figures of some pages in a line."""
    found = yardstick.summarise(scores)
    if "body" in found:
        return "body F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}".format_map(found["body"])
    return f"segments right {found['segments']['accuracy']:.3f}"


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path, help="folder with *.jsonl.xz")
    options.add_argument("--write", action="store_true", help="learn from all pages, and write the weights")
    chosen = options.parse_args()
    (write if chosen.write else validate)(chosen.data)


if __name__ == "__main__":
    main()
