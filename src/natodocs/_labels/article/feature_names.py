"""The names of all features of a line that may be part of the article: what the weights of the model are held to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from natodocs._document.marks import Mark
from natodocs._labels.article.context_features import AMOUNTS, AROUND, NEAR, NO_POST, TERMS
from natodocs._labels.article.own_features import CAPITALS, PARTS, SIGNPOSTS, SIZES
from natodocs._text.lines import LEADS
from natodocs._types import BlockKind
from natodocs._weights import Vocabulary
from natodocs._weights.names import one_of, some_of

KINDS: Final = tuple(map(str, BlockKind))
PICKED: Final = ("body", "prose", "article", "")  # the part that counts together with the length of a line
LOOKS: Final = tuple(
    f"{kind} {length}{end}"
    for kind in (*KINDS, "any")
    for length in ("word", "short", "line", "long")
    for end in ("", ".")
)

FEATURES: Final = Vocabulary(
    (
        # The words that it begins with, and its label.
        *("word {word}", "kind {kind}", "kind {kind} size {size}"),
        # Its length, its ends and its form.
        *("size {size}", "end {end}", "size {size} end {end}", "opens {opening}", "lead {lead}"),
        *("capitals {fifths} {length}", "commas {up to 4}", "digits {up to 3}"),
        *("bars", "address", "link", "copyright", "capitals alone", "quotes {bool}"),
        *("unspaced", "unspaced size {size} end {end}"),
        # Its markup.
        *("mark {mark}", "part {parts}", "part {p} {part} {link} size {size}"),
        # The lines around it.
        *("-2 {look above}", "-1 {look above}", "+1 {look below}", "+2 {look below}"),
        *(f"prose -{NEAR} {{amount}}", f"prose +{NEAR} {{amount}}", "prose {amount} {amount}"),
        *(f"prose -{AROUND} {{amount}}", f"prose +{AROUND} {{amount}}"),
        *("gap -{size}", "gap +{size}", "gap {up to 4} {up to 4}"),
        # Its place on the page.
        *("all above {amount}", "all below {amount}", "all {amount}", "tenth {tenth}", "line {size}"),
        *("above {post}", "above {post} {size}", "below {post}", "below {post} {size}"),
        # What parts it from the other lines, and what it shares with them.
        *("blank", "no blank", "blanks {digit}{digit} {length}", "marks as before {digit}"),
        *("shares {sixths} {length}", "terms {up to 6}", "again {times} {bool}", "twin"),
        *("as the top", "as the title"),
    ),
    MappingProxyType(
        {
            "word": r"[^\W\d_]+",
            "kind": one_of([*KINDS, *(f"{kind}?" for kind in KINDS)]),
            "size": one_of(range(len(SIZES) + 1)),
            "end": one_of([sign + quoted for sign in (*".!?…:,;。！？wdo", "") for quoted in ("", "q")]),
            "opening": one_of(["quote", "capital", "small", "letter", "digit", "sign"]),
            "lead": one_of(["", *LEADS]),
            "fifths": one_of(range(CAPITALS + 1)),
            "length": one_of(range(3)),
            "bool": one_of([True, False]),
            "digit": one_of([0, 1]),
            "times": one_of([1, 2]),
            "up to 3": one_of(range(4)),
            "up to 4": one_of(range(5)),
            "up to 6": one_of(range(1, TERMS + 1)),
            "sixths": one_of(range(TERMS + 1)),
            "mark": one_of(Mark),
            "parts": some_of(PARTS),
            "p": one_of(["p", ""]),
            "part": one_of(PICKED),
            "link": one_of(["link", ""]),
            "look above": one_of([*LOOKS, "top"]),
            "look below": one_of([*LOOKS, "end"]),
            "amount": one_of(range(len(AMOUNTS) + 1)),
            "tenth": one_of([*range(11), "none"]),
            "post": one_of([NO_POST, *SIGNPOSTS]),
        }
    ),
)
