"""The names of all features by which a mention gets its name: what the weights of `coreference` are held to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from natodocs._quotes.speakers.mentions import KINDS, OPENINGS
from natodocs._weights import Vocabulary
from natodocs._weights.names import one_of, steps_of

DISTANCES: Final = (60, 150, 300, 600, 1200, 2400)  # characters between a name and a mention
RANKS: Final = 5  # others; the most that are counted between the two
TIMES: Final = 4  # times; the most that a name is counted

_TEMPLATES: Final = (
    # Nobody.
    *("0", "0 {opening}", "0 nouns {few}", "0 people {few}", "0 more", "0 plural", "0 marked"),
    # Somebody: what kind of name it is, and whether it agrees.
    *("is {name}", "sex {sex}", "sex {sex} {name}"),
    # Where it stands.
    *(
        "{fits}",
        "{fits} {rank}",
        "off {distance}",
        "named {times}",
        "named most",
        "paragraphs {few}",
        "same sentence",
    ),
    *("{place}", "{place} {near}", "leads last", "leads last same", "named elsewhere", "not named before"),
    # What is printed beside it.
    *("described", "described alone", "holds the office", "head beside", "words beside", "part beside"),
    "noun in name",
    # Who spoke.
    *("spoke", "spoke often", "alone spoke", "spoke last", "spoke last, nobody named since"),
    *("spoke last, same paragraph", "spoke before last", "so called before"),
)

FEATURES: Final = Vocabulary(
    (*_TEMPLATES, *(f"{{kind}}: {template}" for template in _TEMPLATES)),
    MappingProxyType(
        {
            "kind": one_of(KINDS),
            "opening": one_of(OPENINGS),
            "few": one_of(range(4)),
            "name": one_of(["person", "body", "acronym", "given", "place", "single", "name"]),
            "sex": one_of(["none", "unknown", "same", "other"]),
            "fits": one_of(["fits", "misfit"]),
            "rank": one_of(range(RANKS + 1)),
            "distance": steps_of(DISTANCES),
            "times": one_of(range(1, TIMES + 1)),
            "place": one_of(["leads", "owns", "behind a preposition", "within"]),
            "near": one_of(range(3)),
        }
    ),
)
