"""The names of all features by which a passage gets its report: what the weights of `ranking` are held to.

They open with what they describe: "0" nobody, "<" a report before the passage, ">" one behind it, "by" the subject of
the report, "S" that of the sentence. What follows are letters of classes (see `grammar.words`), steps of sizes, words.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from natodocs._weights import Vocabulary
from natodocs._weights.names import WORD, one_of

CODES: Final = "DPFRZNTwXMVGEJgeABIOLHSCKQ,;:.-()'\""  # the letters of all classes of words
SIZES: Final = ("0", "1", "2", "3", "4", "4", "4", "7", "7", "7", "7", "7", "12")  # tokens or words, in steps
MARKS: Final = "Q,;:VRHSKCP"  # classes between a report and a passage that part them
CODE: Final = one_of(CODES)

FEATURES: Final = Vocabulary(
    (
        # Nobody: the passage, and what stands around it.
        *(
            "0",
            "0 long {size}",
            "0 before {before}",
            "0 after {after}",
            "0 {before}{size}",
            "0 {size}{after}",
        ),
        *("0 {before} {after}", "0 end {end}", "0 scare", "0 title {size}", "0 title {before}", "0 single"),
        *("0 opens", "0 alone {size}", "0 capital", "0 capital {before}", "0 word {word}", "0 then {word}"),
        # A report, and what stands between it and the passage.
        *("{side}{code}", "{side} gap {size}", "{side}{code} gap {size}", "{side} long {size}"),
        *("{side} between {others}", "{side} has {mark}", "{side}{code} has {mark}", "{side} exactly {few}"),
        *(
            "{side} beside passage {code}",
            "{side}{code} beside passage {code}",
            "{side} beside report {code}",
        ),
        *("{side} then {after}", "> end {end} {size}", "< list {code}", "< beside"),
        # Its reporting word.
        *("{side} inverted", "{side} inverted Q", "{side} participle{code or none}", "{side} negated"),
        *("cue {word}", "noun"),
        # Its subject.
        *("by nobody", "by {code}{length}", "by {word}", "by within", "by passive", "by after {code}"),
        *("by far {size}", "by shared"),
        # The subject of the sentence, where no verb of the lists is its own.
        *("S", "S gap {size}", "S long {size}", "S then {after}", "S beside passage {after}"),
        *("S by {code}{length}", "S has {mark}", "S verb {word}", "S that", "S {word}", "S others"),
    ),
    MappingProxyType(
        {
            "size": one_of(SIZES),
            "before": one_of([*CODES, "^"]),
            "after": one_of([*CODES, "$"]),
            "code": CODE,
            "code or none": f"{CODE}?",
            "few": f"{CODE}{{0,3}}",
            "end": one_of(",.?!w"),
            "side": one_of("<>"),
            "others": one_of(range(3)),
            "mark": one_of(MARKS),
            "length": one_of(range(1, 4)),
            "word": WORD,
        }
    ),
)
