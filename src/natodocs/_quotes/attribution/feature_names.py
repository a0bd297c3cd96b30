"""The names of all features by which a passage gets its report: what the weights of `ranking` are held to.

They open with what they describe: "0" nobody, "<" a report before the passage, ">" one behind it, "by" the subject of
the report, "S" that of the sentence, or the clue by which `unreported` finds somebody. What follows are letters of
classes (see `grammar.words`), steps of sizes, words.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from natodocs._types import CueKind
from natodocs._weights import Vocabulary
from natodocs._weights.names import WORD, one_of

CODES: Final = "DPFRZNTwXMVGEJgeABIOLHSCKUQ,;:.-()'\""  # the letters of all classes of words
SIZES: Final = ("0", "1", "2", "3", "4", "4", "4", "7", "7", "7", "7", "7", "12")  # tokens or words, in steps
MARKS: Final = "Q,;:VRHSKCP"  # classes between a report and a passage that part them
CLUES: Final = ("label", "headline", "colon", "dash", "verb")  # those of `unreported`
VERB_ENDINGS: Final = ("ed", "ing", "s")  # of words that may be verbs
OTHER: Final = "~"  # opens the second name of a feature in languages whose words have no weights
# Lists whose words, right before a passage, say what it is.
BEFORE_LISTS: Final = ("scare_before", "naming", "naming_base", "addressed", "oblique")
CODE: Final = one_of(CODES)

_TEMPLATES: Final = (
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
    *("0 opens", "0 alone {size}", "0 capital", "0 capital {before}"),
    "0 list {list}",
    # A report, and what stands between it and the passage.
    *("{side}{code}", "{side} gap {size}", "{side}{code} gap {size}", "{side} long {size}"),
    *("{side} between {others}", "{side} has {mark}", "{side}{code} has {mark}", "{side} exactly {few}"),
    *(
        "{side} beside passage {code}",
        "{side}{code} beside passage {code}",
        "{side} beside report {code}",
    ),
    *("{side}{code} slight {size}", "{side} slight {size} {size}", "{side}{code} slight exactly {few}"),
    *("{side} then {after}", "> end {end} {size}", "< list {code}", "< beside"),
    *("< leads in {nearness}", "< leads in {nearness} slight", "< within", "< within slight"),
    *("> {gap} {goes} {marked}", "> {gap} {goes} {marked} slight"),
    # Its reporting word.
    *("{side} inverted", "{side} inverted Q", "{side} participle{code or none}", "{side} negated"),
    *("{side} judges", "kind {kind}", "noun"),
    # Its subject.
    *("by nobody", "by none", "by {code}{length}", "by within", "by passive", "by after {code}"),
    *("by far {size}", "by shared", "by {known}"),
    # The subject of the sentence, where no verb of the lists is its own.
    *("S", "S gap {size}", "S long {size}", "S then {after}", "S beside passage {after}"),
    *("S by {code}{length}", "S has {mark}", "S that", "S others"),
    "S {known}",
    *("S slight", "S slight gap {size}", "S slight beside passage {after}"),
    # Who stands before another verb of the sentence.
    *("near", "near gap {size}", "near long {size}", "near beside passage {after}", "near by {code}{length}"),
    *(
        "near has {mark}",
        "near {known}",
        "near slight",
        "near slight gap {size}",
        "near others",
        "near passed",
    ),
    # Who may have said the words though no report says so.
    *("{clue}", "{clue} long {size}", "{clue} end {end}", "{clue} by {code}{length}", "{clue} opens {code}"),
    *(
        "{clue} then {after}",
        "{clue} small",
        "{clue} {known}",
        "{clue} dated",
        "{clue} slight",
        "{clue} title",
    ),
    "{clue} others",
)

# Single words, in the one language where they have weights.
_OF_WORDS: Final = (
    *(
        "0 word {word}",
        "0 then {word}",
        "cue {word}",
        "cue {word} {side}{size}",
        "cue {word} slight",
        "by {word}",
    ),
    *("S verb {word}", "S verb ends {ending}", "S {word}", "near verb {word}", "near verb ends {ending}"),
)

FEATURES: Final = Vocabulary(
    (*_TEMPLATES, *_OF_WORDS, *(f"{OTHER}{template}" for template in _TEMPLATES)),
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
            "list": one_of([*BEFORE_LISTS, "scare_after"]),
            "nearness": one_of(["beside", "close", "near"]),
            "gap": one_of(["gap", "far"]),
            "goes": one_of(["closes", "goes on"]),
            "marked": one_of(["marked", "bare"]),
            "kind": one_of(CueKind),
            "ending": one_of([*VERB_ENDINGS, "other"]),
            "clue": one_of(CLUES),
            "known": one_of(["person", "name", "unknown"]),
        }
    ),
)
