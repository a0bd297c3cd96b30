"""The names of all clues of a line that may be the headline: what the weights of the model are held to.

Those of where a line stands are made here, once for each answer, since many lines have the same.
"""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from natodocs._labels.draft import K
from natodocs._labels.headline.form import ENDS, FORM_NAMES, LETTERS, MARKS, SHARES, WORDS
from natodocs._types import BlockKind
from natodocs._weights import Vocabulary
from natodocs._weights.names import Names, one_of, step, steps_of

AROUND: Final = (-2, -1, 1, 2)  # lines whose kinds and lengths are clues
BELOW: Final = 3  # lines of the article: it may have been taken to begin too early
PARTS: Final = (K.BYLINE, K.DATE, K.SHARE, K.CAPTION, K.CREDIT, K.RELATED)  # what stands beside headlines

# Where numbers change what they say; set by hand, a clue for each step.
SHARED: Final = (0, 1, 2, 3, 5, 8)  # words
STEPS: Final = (0, 1, 2, 3, 5, 8, 12, 20, 40)  # lines
TIMES: Final = (0, 1, 2, 4, 9)
REMEMBERED: Final = 4096  # answers that are made of three numbers

FEATURES: Final = Vocabulary(
    (
        "any",
        # The line itself; see `form`.
        *("{words} words", "{letters} letters", "ends in {end}", "in quotation marks", "begins {opening}"),
        *("a {lead}", "{form}, {length}", "capitals", "{shares} small words", "marked {mark}"),
        # Where it stands.
        *("{steps} above", "{number} below the start", "first line {near}, {sentence}"),
        *("{part} between", "{part} above", "{times} sentences between"),
        *("{steps} short lines between", "{steps} rivals between"),
        # What stands around it.
        *("is {weak}{kind}", "{apart} {weak}{kind}", "{apart} {words} words", "{apart} nothing"),
        "{parted} above, {parted} below",
        # What repeats it.
        *("printed {times} times", "printed twice in a row, {order}"),
        *("{does} a line above", "{does} a line nearby", "{does} as a line nearby"),
        # What else says the same.
        *("shares words with the text", "has words that the text lacks", "share of its words in the text"),
        *("{shared} of its words in the text", "{shares} of its {many} words in the first line"),
        "{shares} of what the head says",
    ),
    MappingProxyType(
        {
            "words": steps_of(WORDS),
            "letters": steps_of(LETTERS),
            "shares": steps_of(SHARES),
            "steps": steps_of(STEPS),
            "times": steps_of(TIMES),
            "shared": steps_of(SHARED),
            "end": one_of([*ENDS.values(), "dots"]),
            "opening": one_of(["with a quotation", "with a digit", "with a sign", "small"]),
            "lead": one_of(["bullet", "heading mark"]),
            "form": one_of(FORM_NAMES),
            "length": one_of(["long", "short"]),
            "mark": one_of(MARKS),
            "number": one_of(range(1, BELOW + 1)),
            "near": one_of(["near the start", "far above"]),
            "sentence": one_of(["a sentence", "without an end"]),
            "part": one_of(PARTS),
            "weak": one_of(["weak ", ""]),
            "kind": one_of(BlockKind),
            "apart": one_of([f"{apart:+}" for apart in AROUND]),
            "parted": one_of(["blank", "a line"]),
            "order": one_of(["below a rival", "first"]),
            "does": one_of(["begins", "ends"]),
            "many": one_of(["many", "few"]),
        }
    ),
)


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
