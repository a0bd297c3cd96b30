"""The names of all features of a line outside the article, and its states: what the weights are held to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from natodocs._labels.furniture.around import FAR, MOST_WORDS, OFTEN
from natodocs._labels.furniture.features import (
    ARTICLE,
    NOTHING,
    OPENINGS,
    SHORT_SIZE,
    SIGNS,
    SIZES,
    STOPS,
)
from natodocs._text.lines import LEADS
from natodocs._types import BlockKind
from natodocs._weights import Vocabulary
from natodocs._weights.names import WORD, one_of

KINDS: Final = tuple(map(str, BlockKind))
STATES: Final = (ARTICLE, *KINDS)  # the weights of a model stand in this order
LOOKS: Final = (ARTICLE, *KINDS, *(f"{kind}?" for kind in KINDS))
STEPS: Final = range(len(SIZES) + 1)

FEATURES: Final = Vocabulary(
    (
        # Its words.
        *("word {word}", "pair {word} {word}", "start {word}", "end {word}", "first {word}", "last {word}"),
        *("whole {words}", "-1 word {word or none}", "+1 word {word or none}"),
        # Its label, its length and its form.
        *(
            "kind {look}",
            "kind {look} size {size}",
            "size {size}",
            "ends {ending}",
            "ends {ending} size {size}",
        ),
        *("opens {opening}", "capitals {quarters} {up to 6}", "digits {up to 4}", "commas {up to 4}"),
        *("sign {sign}", "capitals alone", "lead {lead}"),
        # Its place.
        *(
            "place {place}",
            "place {place} size {size}",
            "place {place} kind {kind}",
            "distance {place} {size}",
        ),
        *("from the top {size}", "from the end {size}", "blanks {digit}{digit}"),
        *("again", "as the headline", "an author", "of the headline {quarters}"),
        # The lines around it.
        *("-1 {look or edge}", "-2 {look or edge}", "+1 {look or edge}", "+2 {look or edge}"),
        *("-1 size {short or article} {short}", "+1 size {short or article} {short}"),
        *("-1 same {what}", "+1 same {what}", "run {size}", "run {size} size {size}", "mean {mean}"),
        *("in run {up to 5}", "to end {up to 5}", "head {look or edge}", "head size {short} {short}"),
        *("foot {look or edge}", "head word {word or none}", "near {kind} {often}"),
        *("above {look or none}", "above {look or none} {size}", "below {look or none}"),
        *("below {look or none} {size}", "between {look or none} {look or none}"),
    ),
    MappingProxyType(
        {
            "word": WORD,
            "words": rf"{WORD}(?: {WORD})*",
            "word or none": r"\S*",
            "look": one_of(LOOKS),
            "look or edge": one_of([*LOOKS, "edge"]),
            "look or none": one_of([*LOOKS, NOTHING]),
            "kind": one_of(KINDS),
            "size": one_of(STEPS),
            "short": one_of(range(SHORT_SIZE + 1)),
            "short or article": one_of([*range(SHORT_SIZE + 1), ARTICLE]),
            "ending": one_of([*STOPS, ".", "d", "w", "o"]),
            "opening": one_of(["capital", "small", "digit", "dash", "other", *OPENINGS]),
            "quarters": one_of(range(5)),
            "up to 4": one_of(range(5)),
            "up to 5": one_of(range(FAR + 1)),
            "often": one_of(sorted(set(OFTEN) - {0})),
            "up to 6": one_of(range(7)),
            "sign": one_of([*SIGNS, "url"]),
            "lead": one_of(LEADS),
            "place": one_of(["above", "between", "within", "below", NOTHING]),
            "digit": one_of([0, 1]),
            "what": one_of(["first", "last", "lead"]),
            "mean": one_of(range(MOST_WORDS + 1)),
        }
    ),
)
