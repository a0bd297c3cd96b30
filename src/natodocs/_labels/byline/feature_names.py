"""The names of all clues of a line that may name the authors: what the weights of the model are held to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from natodocs._types import BlockKind
from natodocs._weights import Vocabulary
from natodocs._weights.names import one_of, steps_of

# Where numbers change what they say; set by hand, a clue for each step.
STEPS: Final = (-3, -1, 0, 1, 2, 3, 5, 8, 12, 20)  # lines
NEAR: Final = (0, 1, 2, 4, 8)  # lines
AROUND: Final = (-2, -1, 1, 2)  # lines above and below whose kinds are clues
TIMES: Final = (1, 2, 3, 6)
LIKELY: Final = (0.1, 0.3, 0.5, 0.7, 0.9)  # probability
OTHER_WORDS: Final = (0, 1, 3, 6, 10)
HOW_MANY: Final = (1, 2, 4)  # names
MENU: Final = (1, 3, 5, 7)  # lines
OTHER_LINES: Final = (0, 1, 2, 5)

KINDS: Final = tuple(map(str, BlockKind))
# What stands above or below, beside its kind: of a menu, how long the line is.
NEIGHBOURS: Final = (
    *(kind for kind in KINDS if kind != BlockKind.NAVIGATION),
    *(f"{weak}{size} navigation" for weak in ("", "weak ") for size in ("short", "long")),
    "nothing",
)

FEATURES: Final = Vocabulary(
    (
        *("any", "{form}, {cue}", "{form}, {dated}", "{cue}, {dated}"),
        # Where it stands.
        *("no headline", "{steps} below the headline", "{side} the headline, {cue}"),
        *("{near} between it and the headline", "no article", "{near} {side} the article"),
        *("{side} the article, {form}", "below the article, {cue}", "in the article, {end}"),
        *("in the article, {cue}", "in the article, likely {likely}"),
        # The line itself.
        *("is {weak}{kind}", "{rest} other words", "{many} names", "with a role", "with a paper"),
        *("with an account", "dated, names {order}", "ends a sentence", "with a bullet", "in capitals"),
        # What stands around it.
        *("{apart} {neighbour}", "{menu} menu words around", "a role below"),
        # Where else it stands, and where its names do.
        *("printed {times} times", "{form}, {told}", "{form}, of small words", "in the headline"),
        *("in {lines} other lines", "begins a sentence below", "a place"),
    ),
    MappingProxyType(
        {
            "form": one_of(["agency", "person", "paper", "name", "one word", "screen name"]),
            "cue": one_of(["a cue above", "a cue", "no cue"]),
            "dated": one_of(["dated", "no date", *(f"date at {apart:+}" for apart in AROUND)]),
            "side": one_of(["above", "below"]),
            "end": one_of(["last", "first", "amid"]),
            "order": one_of(["first", "later"]),
            "told": one_of(["told of", "not told of"]),
            "weak": one_of(["weak ", ""]),
            "kind": one_of(KINDS),
            "apart": one_of([f"{apart:+}" for apart in AROUND]),
            "neighbour": one_of(NEIGHBOURS),
            "steps": steps_of(STEPS),
            "near": steps_of(NEAR),
            "times": steps_of(TIMES),
            "likely": steps_of(LIKELY),
            "rest": steps_of(OTHER_WORDS),
            "many": steps_of(HOW_MANY),
            "menu": steps_of(MENU),
            "lines": steps_of(OTHER_LINES),
        }
    ),
)
