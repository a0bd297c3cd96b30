"""A clause that is reported without marks -> where it ends: at another report, an aside, or with its sentence."""

from __future__ import annotations

from typing import Final

import regex

from natodocs._quotes.grammar.reports import Report
from natodocs._quotes.grammar.sentences import Sentence
from natodocs._quotes.grammar.words import Words

LEAST: Final = 3  # tokens; the least that a clause has before an aside
MAIN: Final = regex.compile("[AVJP,]", regex.VERSION1)  # what a main clause before another has


def cut(sentence: Sentence, start: int, following: list[Report], end: int, words: Words) -> int:
    """Return where the clause ends: at the next report of its sentence that is none within it, or with the sentence."""
    codes = sentence.codes
    stop = _aside(sentence, start, end, words)
    for report in following:
        joint = report.left if report.left > start else report.first
        if joint <= start:
            continue
        while joint > start and codes[joint - 1] in "BKC":
            joint -= 1
        again = (
            report.participle
            and codes[joint] in "CK"
            and codes[report.last : report.last + 1] in ("H", "P", "D")
        )
        ends = codes[joint - 1] in ",;-" or (codes[joint] == "C" and "Q" in codes[joint:end]) or again
        if joint > start and ends and not _embedded(codes, joint):
            stop = joint
            break
    quoted = codes.find(":Q", start, stop)
    if quoted > 0:
        stop = quoted  # "said that it was safe: “We walked over it.”"
    semicolon = codes.find(";", start, stop)
    if semicolon > 0:
        stop = semicolon
    while stop > start and codes[stop - 1] in (",;-." if stop == end else ",;-.KC"):
        stop -= 1
    return stop


def _aside(sentence: Sentence, start: int, end: int, words: Words) -> int:
    """Return where what the writer adds begins: ", which was built in May", ", compared with ..."."""
    codes = sentence.codes
    comma = codes.find(",", start + LEAST, end)
    while comma >= 0:
        if comma + 1 < end and words.has("asides", sentence.words[comma + 1].lower()):
            return comma
        comma = codes.find(",", comma + 1, end)
    dash = codes.find("-S", start + LEAST, end)
    return dash if dash >= 0 else end


def _embedded(codes: str, joint: int) -> bool:
    return codes[joint : joint + 1] in ("R", "H")


def at_the_latest(codes: str, report: Report, start: int, end: int) -> int:
    """Return where the clause ends at the latest: "While Lund says it is safe, Moe ...", "- Lund says it is - ..."."""
    if codes.count("-", 0, report.left) % 2:
        dash = codes.find("-", start, end)
        return dash if dash >= 0 else end
    if codes[max(0, report.left - 2) : report.left] == ",R":
        comma = codes.find(",", start, end)  # ", which Lund said was safe, ..."
        return comma if comma >= 0 else end
    if codes[report.left - 1 : report.left] != "S" or MAIN.search(codes, 0, report.left - 1):
        return end
    return next((i for i in range(start, end - 1) if codes[i] == "," and codes[i + 1] in "PDNTZ"), end)
