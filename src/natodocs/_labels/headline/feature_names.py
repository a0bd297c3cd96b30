"""The names of the clues of where a line stands; made once for each answer, since many lines have the same."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from natodocs._labels.draft import K
from natodocs._labels.headline.form import WORDS, Names, step

STEPS: Final = (0, 1, 2, 3, 5, 8, 12, 20, 40)  # lines
TIMES: Final = (0, 1, 2, 4, 9)
REMEMBERED: Final = 4096  # answers that are made of three numbers


@cache
def distance(above: int) -> Names:
    """Name how far above the beginning of the article a line stands."""
    return (f"{step(above, STEPS)} above" if above >= 0 else f"{-above} below the start",)


@cache
def top(is_near: bool, ends_sentence: bool) -> Names:
    """Name where the first line of a page stands, and how it ends."""
    near, end = (
        "near the start" if is_near else "far above",
        "a sentence" if ends_sentence else "without an end",
    )
    return (f"first line {near}, {end}",)


@lru_cache(maxsize=REMEMBERED)
def between(sentences: int, short: int, rivals: int) -> Names:
    """Name how many lines stand between a line and the article: sentences, short ones, and rivals."""
    return (
        f"{step(sentences, TIMES)} sentences between",
        f"{step(short, STEPS)} short lines between",
        f"{step(rivals, STEPS)} rivals between",
    )


@cache
def own_kind(kind: K, is_weak: bool) -> Names:
    """Name what a line is known to be."""
    return (f"is {'weak ' * is_weak}{kind}",)


@cache
def beside(apart: int, kind: K, is_weak: bool, words: int) -> Names:
    """Name what a line beside it is, and how long."""
    return f"{apart:+} {'weak ' * is_weak}{kind}", f"{apart:+} {step(words, WORDS)} words"


@cache
def nothing_beside(apart: int) -> Names:
    """Name that the page ends there."""
    return (f"{apart:+} nothing",)


@cache
def blanks(above: bool, below: bool) -> Names:
    """Name what parts a line from those beside it."""
    return (f"{'blank' if above else 'a line'} above, {'blank' if below else 'a line'} below",)


@cache
def printed(times: int) -> Names:
    """Name how often a line is printed."""
    return (f"printed {step(times, TIMES)} times",)
