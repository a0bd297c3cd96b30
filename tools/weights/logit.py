"""A conditional logit: which of some candidates is the right one, by a weighed sum of what speaks for each.

McFadden (1974), "Conditional logit analysis of qualitative choice behavior". Where none of the candidates may be right,
none of them is one more choice, whose sum is 0.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from attrs import field, frozen
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from natodocs._weights import Weights

Array: TypeAlias = npt.NDArray[np.float64]
Features: TypeAlias = dict[str, float]  # how strong each is


def features(pairs: Iterable[tuple[str, float]]) -> Features:
    """Return features as a dictionary; their names are kept once, however many candidates have them."""
    return {sys.intern(name): strength for name, strength in pairs}


@frozen
class Question:
    """What is asked once: the candidates, and which of them are right."""

    fold: int
    """The same for all that must not be learned from and tried on: those of a publisher."""
    name: str
    """What the score is told of."""
    candidates: Sequence[Features]
    right: Sequence[bool]
    weight: float = 1.0
    """What it counts beside others."""
    none: bool = field(default=False, kw_only=True)
    """Whether it is right that no candidate is."""


@frozen
class Logit:
    """How the weights are learned."""

    smooth: float
    """The strength of the penalty on large weights."""
    least: int
    """A feature that fewer questions have is left out."""
    smallest: float
    """Smaller weights are left out."""
    none: bool = True
    """Whether it may be right that no candidate is."""
    of_candidates: bool = False
    """Whether `least` is of candidates, of which a question may have several with a feature."""

    def learn(self, questions: Iterable[Question]) -> Weights:
        """Return the weights under which the right candidates are the likeliest."""
        asked = [one for one in questions if one.candidates and (one.none or any(one.right))]
        names = self._names(asked)
        table = _table([candidate for one in asked for candidate in one.candidates], names)
        sizes = [len(one.candidates) for one in asked]
        first, question = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(asked)), sizes)
        right = np.array([float(is_right) for one in asked for is_right in one.right])
        none = np.array([float(one.none) for one in asked])
        weight = np.array([one.weight for one in asked])
        of_none = float(self.none)

        def loss(weights: Array) -> tuple[float, Array]:
            scores = table @ weights
            top = np.maximum.reduceat(scores, first)
            top = np.maximum(top, 0.0) if self.none else top
            odds, odds_none = np.exp(scores - top[question]), np.exp(-top) * of_none
            whole = np.add.reduceat(odds, first) + odds_none
            part = np.add.reduceat(odds * right, first) + odds_none * none
            slope = (odds / whole[question] - odds * right / part[question]) * weight[question]
            value = float(np.sum(weight * np.log(whole / part)) + self.smooth / 2 * weights @ weights)
            return value, table.T @ slope + self.smooth * weights

        best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
        return Weights(
            {name: round(float(x), 2) for name, x in zip(names, best, strict=True) if abs(x) >= self.smallest}
        )

    def _names(self, asked: Iterable[Question]) -> list[str]:
        """Return the features that are not too rare."""
        seen: Counter[str] = Counter()
        for one in asked:
            each = [name for candidate in one.candidates for name in candidate]
            seen.update(each if self.of_candidates else set(each))
        return sorted(name for name, count in seen.items() if count >= self.least)


def _table(candidates: Sequence[Features], names: Sequence[str]) -> csr_matrix:
    """Return how strong each feature of each candidate is: a row a candidate, a column a name."""
    column = {name: number for number, name in enumerate(names)}
    cells = [
        (row, column[name], strength)
        for row, candidate in enumerate(candidates)
        for name, strength in candidate.items()
        if name in column
    ]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(candidates), len(names)))


def scores(question: Question, weights: Weights) -> list[float]:
    """Return the sum of each candidate."""
    known = weights.weights
    return [
        sum(known.get(name, 0.0) * strength for name, strength in candidate.items())
        for candidate in question.candidates
    ]


def cross_validate(questions: Sequence[Question], logit: Logit, folds: int) -> dict[str, float]:
    """Return the share of right answers to each kind of question, by weights learned from other folds."""
    right: Counter[str] = Counter()
    for fold in range(folds):
        weights = logit.learn(one for one in questions if one.fold % folds != fold)
        for one in questions:
            if one.fold % folds == fold:
                right[one.name] += is_right(one, scores(one, weights))
    asked = Counter(one.name for one in questions)
    return {name: right[name] / asked[name] for name in asked}


def is_right(question: Question, sums: Sequence[float]) -> bool:
    """Return whether the best candidate is a right one, or none is the best and it is right that none is."""
    best = max(range(len(sums)), key=lambda number: (sums[number], number), default=None)
    if best is None or sums[best] < 0:
        return question.none
    return question.right[best]
