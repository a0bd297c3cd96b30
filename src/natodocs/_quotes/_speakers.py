"""Who is speaking: the noun phrases that a reporting word may belong to, as stretches of tokens.

All functions take the string of classes of one sentence (see `_words`), and look back or forward from an index over a
bounded stretch. What they return may be a whole phrase ("a spokesman for the council"); `_names` finds the name in it.
"""

from __future__ import annotations

from typing import Final

import regex
from attrs import frozen

REACH: Final = 60  # tokens; the farthest that a subject stands from its verb
NOUNS: Final = frozenset("NTwXEe'M")  # what a noun phrase is made of, apart from its links
STOPS: Final = frozenset(',;:-()"QHRSKVGJgAOPFL.')  # what none goes over
ADVERBIAL: Final = frozenset("ISGgKCBO")  # what a phrase opens with that is no subject

# A subject at the beginning of a sentence, after "But" and phrases such as "In a statement,".
FIRST: Final = regex.compile(
    r"""
      (?:[KCB],?|[ISGg][^,;QVJ]{1,25},|M[X,]{0,3},?){0,3}
      (?P<phrase>
          P
        | (?:D|Z){0,2} [wTXM']{0,4} N[NTZ']{0,6} (?: (?:[wT]{1,4}) N[N']{0,4} )? (?: C [DT]?N[N']{0,4} )?
        | (?:D|Z){1,2} [wXNEe]{0,3} T+ (?: I D? [wNT']{1,5} )?
        | [wX]{0,2} T+ (?: I D? [wNT']{1,5} )?
        | (?:D|Z){1,2} [wXEe]{1,2}
        | w
      )
    """,
    regex.VERSION1 | regex.VERBOSE,
)
# A subject behind its verb: "said Ada Lund, a farmer", "said a spokesman for the council".
BEHIND: Final = regex.compile(
    r"""
      (?P<phrase>
          P
        | (?:D|Z){0,2} [wTX'EeZ]{0,6} N[NTZ']{0,8} (?: [wT]{1,4} N[N']{0,6} ){0,2} (?: C D?w{0,3}N[N']{0,6} )?
        | (?:D|Z){0,2} [wXEe]{0,4} [TNwEe] (?: I (?:D|Z)? [wNTX'Ee]{1,6} ){0,2}
      )
    """,
    regex.VERSION1 | regex.VERBOSE,
)
NAME_ALONE: Final = regex.compile(r"[T']*N[N']*", regex.VERSION1)
# What may follow a subject behind its verb.
AFTER_BEHIND: Final = frozenset('.,;:-()QISRMBHCGgX"AK')


@frozen
class Phrase:
    """A stretch of tokens that names, or means, somebody."""

    first: int
    """Its first token."""
    last: int
    """The one after its last."""
    extent: int
    """Where its clause begins: an apposition, or adverbs, may stand before the verb."""


def before(codes: str, verb: int, left: int) -> Phrase | None:
    """Return the subject that stands before the verb at `verb`, not farther back than `left`.

    Returns `None` where the verb follows no noun: "and said", ", saying".
    """
    left = max(left, verb - REACH)
    end = verb
    while end > left and codes[end - 1] in "AB":
        end -= 1
    if end <= left:
        return None
    letter = codes[end - 1]
    if letter == "P":
        return Phrase(end - 1, end, end - 1)
    if letter == "R":
        return antecedent(codes, end - 1, left)
    if letter in ",)-":
        return _over_apposition(codes, end - 1, left)
    if letter == "C":
        return None
    phrase = _back_from(codes, end, left)
    relative = codes.rfind("R", left, end)
    if phrase is not None and relative >= 0 and "," not in codes[relative:end] and codes[relative + 1] in "AwVB":
        # "Lund who was there as the council met said": the subject stands before "who".
        return antecedent(codes, relative, left) or phrase
    return phrase


def behind(codes: str, start: int) -> Phrase | None:
    """Return the subject that stands behind its verb, from `start` on."""
    match = BEHIND.match(codes, start, start + REACH)
    if match is None or match.end() == start:
        return None
    end = match.end()
    if end < len(codes) and codes[end] not in AFTER_BEHIND:
        return None
    return Phrase(start, end, start)


def first(codes: str, left: int, right: int) -> Phrase | None:
    """Return the subject of the clause that begins at `left`, as far as words alone tell."""
    match = FIRST.match(codes, left, min(right, left + REACH))
    if match is None:
        return None
    return Phrase(match.start("phrase"), match.end("phrase"), left)


def antecedent(codes: str, relative: int, left: int) -> Phrase | None:
    """Return the noun phrase that a relative pronoun stands for."""
    end = relative
    while end > left and codes[end - 1] in ",-I":
        end -= 1
    if end <= left or codes[end - 1] not in NOUNS:
        return None
    return _back_from(codes, end, left)


def _over_apposition(codes: str, mark: int, left: int) -> Phrase | None:
    """Return the subject before what a comma (dash, bracket) at `mark` closes: "Lund, a farmer who ..., said"."""
    pairs = {",": ",", ")": "(", "-": "-"}
    opener = pairs[codes[mark]]
    end = mark
    for _ in range(5):
        start = codes.rfind(opener, left, end)
        if start <= left:
            break
        inner, end = codes[start + 1 : end], start
        if codes[end - 1] not in NOUNS:
            continue
        phrase = _back_from(codes, end, left)
        if phrase is None:
            continue
        if NAME_ALONE.fullmatch(inner) and codes[phrase.last - 1] in "Tw":
            # "The mayor, Ada Lund, said": the name is the better mention.
            return Phrase(start + 1, start + 1 + len(inner), phrase.first)
        # "Harburg, 45, of Elm, said": what opens like an apposition is one, and the subject stands before it.
        if _is_head(codes, phrase, left) or inner[:1] in ("R", "D", "T", "w", "X", "Z", "I", "N", "S", "G", "A", "B"):
            if codes[phrase.first] in "DXwT" and phrase.first > left and codes[phrase.first - 1] == "," and not _named(codes, phrase):
                continue
            return phrase
    start = codes.rfind(",", left, mark)
    if mark - 1 > start and codes[mark] == "," and codes[start + 1] in "NTDP" and start >= left:
        return _back_from(codes, mark, max(left, start + 1))
    return None


def _named(codes: str, phrase: Phrase) -> bool:
    return "N" in codes[phrase.first : phrase.last]


def _is_head(codes: str, phrase: Phrase, left: int) -> bool:
    return phrase.first == left or codes[phrase.first] in "NT"


def _back_from(codes: str, end: int, left: int) -> Phrase | None:
    """Return the noun phrase that ends before `end`."""
    start = end
    while start > left:
        letter = codes[start - 1]
        if letter in NOUNS:
            start -= 1
        elif letter in "DZ":
            start -= 1
            if letter == "D" and not (start > left and codes[start - 1] in "DZ"):
                if start > left + 1 and codes[start - 1] == "I" and codes[start - 2] in NOUNS:
                    continue
                break
        elif letter == "I" and start - 1 > left and codes[start - 2] in NOUNS and start < end:
            start -= 1
        elif letter == "C" and start - 1 > left and codes[start - 2] in "NT" and start < end and codes[start] in "NTDw":
            start -= 1
        elif letter == "B" and start - 1 > left and codes[start - 2] in "DN" and start < end and codes[start] in "wT":
            start -= 1
        else:
            break
    while start < end and codes[start] in "'MIC":
        start += 1
    if start >= end:
        return None
    # "In a statement Lund", "When the news broke Lund": the name at the end is the subject, not what stands before.
    if start > left and codes[start - 1] in ADVERBIAL:
        name = end
        while name > start and codes[name - 1] in "NT'":
            name -= 1
        if start < name < end and "N" in codes[name:end]:
            start = name
    return Phrase(start, end, start)
