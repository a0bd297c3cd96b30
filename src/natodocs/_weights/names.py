"""The names of features: what makes a name of a number, and the table of all names that a model can be asked about.

A feature is known by its name alone, so that a name which changes in one place loses its weight in silence. Therefore
each package with a model has a `Vocabulary`, and the file of its weights holds the digest of that which it was learned
with: where the two part, the weights are not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Final, TypeAlias

from attrs import field, frozen

Names: TypeAlias = tuple[str, ...]  # of features

SLOT: Final = re.compile(r"\{([\w ]+)\}")
WORD: Final = r"\S+"  # a slot for any word of a text


def step(value: float, steps: Sequence[float]) -> str:
    """Return between which steps a number lies."""
    return next((f"<={step:g}" for step in steps if value <= step), f">{steps[-1]:g}")


def steps_of(steps: Sequence[float]) -> str:
    """Return the slot of all that `step` returns."""
    return one_of([step(value, steps) for value in (*steps, steps[-1] + 1)])


def one_of(values: Iterable[object]) -> str:
    """Return the slot in which one of some values stands; their order says nothing."""
    return f"(?:{'|'.join(map(re.escape, sorted(set(map(str, values)))))})"


def some_of(values: Iterable[object]) -> str:
    """Return the slot in which none, one or more of some values stand, with blanks between them."""
    one = one_of(values)
    return f"(?:{one}(?: {one})*)?"


@frozen(eq=False)
class Vocabulary:
    """Every name that the features of a model can have."""

    templates: tuple[str, ...]
    """The names, some with slots: "{step} words"."""
    slots: Mapping[str, str] = field(factory=dict, repr=False)
    """What may stand in each slot, as a pattern; see `one_of`."""

    @cached_property
    def patterns(self) -> Mapping[str, str]:
        """What each template matches."""
        return {template: self._pattern(template) for template in self.templates}

    def _pattern(self, template: str) -> str:
        # Of what `split` returns, every other piece is the name of a slot.
        pieces = SLOT.split(template)
        return "".join(
            self.slots[piece] if number % 2 else re.escape(piece) for number, piece in enumerate(pieces)
        )

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.patterns.values()))

    def holds(self, name: str) -> bool:
        """Return whether a feature can have this name."""
        return self._any.fullmatch(name) is not None

    def fitting(self, name: str) -> list[str]:
        """Return the templates that a name is made by."""
        return [
            template for template, pattern in self.patterns.items() if re.fullmatch(pattern, name) is not None
        ]

    @cached_property
    def digest(self) -> str:
        """What a file of weights holds of it: any change of a name, or of what stands in a slot, changes this."""
        return f"sha256:{sha256(chr(10).join(sorted(self.patterns.values())).encode()).hexdigest()}"
