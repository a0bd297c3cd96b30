"""Fit the curves that turn the confidence of a label into a share, each time the labels have changed.

Of the `kinds` of the data come lines whose kind is known. These are few, so that for the kinds of the body `pages` are
read too: what is in the body of an article is known there for many more publishers. Pages of dragnet are for evaluation
alone, and are left out. See `tools.weights` for how to run it.

A curve is the isotonic regression of what is right over what was said, in steps of confidence. Each step of a kind
starts from `PRIOR` lines that behave as all lines do, so that the curve of a rare kind is that of all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen

from natodocs import Block, parse
from natodocs._labels import blocks as label_blocks
from natodocs._labels import calibration
from natodocs._weights import Weights
from natodocs._weights.loading import Curve
from tools.weights import pages
from tools.weights.trainer import Trainer

KINDS: Final = "kinds/pages.jsonl.gz"
EVALUATION_ONLY: Final = frozenset({"dragnet"})
MARKED: Final = ("pages/aeb.jsonl.xz", "pages/fundus.jsonl.xz")  # those with whole bodies
RENDERINGS: Final = ("wet", "flow")
WORD: Final = re.compile(r"\w+")
RUN: Final = 4  # words
INSIDE: Final = 0.6  # share of the runs of a line; of so many on it is in the body
OUTSIDE: Final = 0.25  # up to so many it is not; between the two nobody knows
STEP: Final = 0.05  # confidence
PRIOR: Final = 30  # lines; the lines of a page are alike, so that hundreds say less than it seems
LEAST: Final = 0.02  # the share of a step that nothing speaks for
MOST: Final = 0.99  # no label is certain
BINS: Final = 10
Line: TypeAlias = tuple[str, float, bool]  # kind, confidence, whether it is right


class Step(NamedTuple):
    """Lines of about the same confidence."""

    confidence: float
    right: float
    weight: float


def printed_lines(text: str) -> Iterator[tuple[int, str, Block]]:
    """Yield the lines of a page that are not blank, with number and block."""
    blocks = iter(parse.page(text, media_type="text/plain").blocks)
    block, offset = next(blocks), 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            first = offset + len(line) - len(line.lstrip())
            while block.span.end <= first:
                block = next(blocks)
            yield number, line, block
        offset += len(line) + 1


def read_kinds(folder: Path) -> dict[str, list[Line]]:
    """Return the lines of each page whose lines have known kinds."""
    return {
        page["id"]: [
            (str(block.kind), block.confidence, str(block.kind) in page["lines"][str(number)])
            for number, _, block in printed_lines(page["text"])
        ]
        for page in pages.records(folder / KINDS)
        if page["source"] not in EVALUATION_ONLY
    }


def read_bodies(folder: Path, known: Collection[str]) -> Iterator[Line]:
    """Yield the lines that were put into the body, of pages whose body is known, one rendering each."""
    for file in MARKED:
        for number, page in enumerate(pages.records(folder / file)):
            if page["id"] not in known:
                yield from body_lines(page["texts"][RENDERINGS[number % 2]], page["gold"]["body"])


def body_lines(text: str, gold: list[str]) -> Iterator[Line]:
    """Yield the lines of a page that were put into the body and are clearly right or wrong there."""
    wanted = set(runs("\n".join(gold))) | {tuple(WORD.findall(line)) for line in gold}
    for _, line, block in printed_lines(text):
        if block.kind in label_blocks.BODY and (own := runs(line)):
            share = sum(run in wanted for run in own) / len(own)
            if share >= INSIDE or share <= OUTSIDE:
                yield str(block.kind), block.confidence, share >= INSIDE


def runs(text: str) -> list[tuple[str, ...]]:
    """Return the runs of words of a text; a shorter text is one."""
    words = WORD.findall(text)
    return [tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))] if words else []


def steps(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines by steps of confidence, the lowest first."""
    found = defaultdict(list)
    for line in lines:
        found[round(line[1] / STEP)].append(line)
    return [found[number] for number in sorted(found)]


def rising(points: Iterable[Step]) -> Curve:
    """Return the isotonic regression: neighbours that would fall are pooled."""
    pools: list[Step] = []
    for point in points:
        pools.append(point)
        while len(pools) > 1 and pools[-2].right >= pools[-1].right:
            one, other = pools[-2:]
            whole = one.weight + other.weight
            share = other.weight / whole
            confidence = one.confidence + (other.confidence - one.confidence) * share
            pools[-2:] = [Step(confidence, one.right + (other.right - one.right) * share, whole)]
    return tuple((round(pool.confidence, 3), round(min(pool.right, MOST), 3)) for pool in pools)


def pooled(some: Sequence[Line], expected: float) -> Step:
    """Return a step: its lines, and `PRIOR` more of which the expected share is right."""
    right = (sum(line[2] for line in some) + PRIOR * expected) / (len(some) + PRIOR)
    return Step(sum(line[1] for line in some) / len(some), right, len(some) + PRIOR)


def fit(lines: Sequence[Line], bodies: Sequence[Line]) -> dict[str, Curve]:
    """Return the curves of all lines and of each kind; `bodies` are more lines of the kinds of the body."""
    share = sum(line[2] for line in lines) / len(lines)
    every = rising(pooled(some, share) for some in steps(lines))
    curves = {calibration.ALL: every}
    for kind in sorted({line[0] for line in lines}):
        own = [line for line in (*lines, *bodies) if line[0] == kind]
        usual = sum(calibration.at(every, line[1]) for line in own)
        shift = (sum(line[2] for line in own) - usual) / (len(own) + PRIOR)
        curves[kind] = rising(
            pooled(some, min(max(calibration.at(every, some[0][1]) + shift, LEAST), MOST))
            for some in steps(own)
        )
    return curves


def apply(curves: Mapping[str, Curve], lines: Iterable[Line]) -> list[Line]:
    """Return the lines with the shares that the curves say."""
    every = curves[calibration.ALL]
    return [(kind, calibration.at(curves.get(kind, every), said), right) for kind, said, right in lines]


def error(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the expected calibration error in ten bins, and the Brier score."""
    bins = defaultdict(list)
    for line in lines:
        bins[min(int(line[1] * BINS + 1e-9), BINS - 1)].append(line[1] - line[2])
    off = sum(abs(sum(some)) for some in bins.values()) / len(lines)
    return off, sum((said - right) ** 2 for _, said, right in lines) / len(lines)


@frozen
class Given:
    """What is known of lines."""

    pages: Sequence[Sequence[Line]]
    """The lines of each page whose lines have known kinds."""
    bodies: Sequence[Line]
    """More lines of the kinds of the body."""


def examples(folder: Path) -> Given:
    """Return what the data say of lines, with the confidences that the rules and the neighbours give."""
    as_shipped = calibration.calibrated
    calibration.calibrated = lambda kind, confidence: confidence  # what the rules say is what is fitted
    try:
        known = read_kinds(folder)
        return Given([*known.values()], [*read_bodies(folder, known.keys())])
    finally:
        calibration.calibrated = as_shipped


def score(given: Given) -> dict[str, float]:
    """Return the errors without curves, and with curves that were fitted to all other pages."""
    unseen: list[Line] = []
    for number, page in enumerate(given.pages):
        others = [line for other, lines in enumerate(given.pages) if other != number for line in lines]
        unseen += apply(fit(others, given.bodies), page)
    found: dict[str, float] = {}
    for name, lines in (
        ("as said", [line for page in given.pages for line in page]),
        ("page left out", unseen),
    ):
        off, brier = error(lines)
        found |= {f"{name}: expected calibration error": off, f"{name}: Brier score": brier}
    return found


def learn(given: Given) -> dict[str, Weights]:
    """Return the curves."""
    return {"all": Weights(curves=fit([line for page in given.pages for line in page], given.bodies))}


TRAINER: Final = Trainer(
    "calibration",
    "For each kind, pairs of a confidence as the rules and the neighbours say it and the share of such labels that is "
    'right; kinds without a curve go by "all"',
    "fundus (MIT), article-extraction-benchmark (MIT), trafilatura (Apache-2.0); the kinds of the lines of 20 of their "
    "pages, marked for natodocs",
    (KINDS, *MARKED),
    calibration.FEATURES,
    examples,
    score,
    learn,
)

if __name__ == "__main__":
    TRAINER.run()
