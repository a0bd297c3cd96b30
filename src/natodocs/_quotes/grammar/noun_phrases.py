"""A place in a sentence -> the noun phrase there that may be who speaks, as a stretch of tokens (chunking).

All functions take the string of classes of one sentence (see `words`), and look back or forward from an index over a
bounded stretch. What they return may be a whole phrase ("a spokesman for the council"); the name in it is found later
(`speakers`).
"""

from __future__ import annotations

import re
from typing import Final

import regex
from attrs import define

from natodocs._patterns.lazy import lazily
from natodocs._quotes.grammar.pieces import DATELINE, NAME, TITLES

REACH: Final = 60  # tokens; the farthest that a subject stands from its verb
# Links within one: the classes before and after a preposition, "and", an adverb ("a highly trained diver").
LINKS: Final = {
    "I": ("NTwXEe'M", "NTwXEe'MDZIC"),
    "C": ("NT", "NTDw"),
    "B": ("DN", "wT"),
}
NOUNS: Final = frozenset("NTwXEe'M")  # what a noun phrase is made of, apart from its links
PARTS: Final = NOUNS | {"D", "Z"}  # and its articles
ADVERBIAL: Final = frozenset("ISGgKCBO")  # what a phrase opens with that is no subject

# A subject at the beginning of a sentence, after "But" and phrases such as "In a statement,".
FIRST: Final = lazily(
    r"""
      (?:"""
    + DATELINE
    + r"""-{1,2})?
      (?:[KCB],?|[ISGg][^,;QVJ]{1,25},|M[X,]{0,3},?|X,){0,3}
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
SECOND: Final = regex.compile(r"[BwMX]{0,3},")
# A subject behind its verb: "said Ada Lund, a farmer", "said a spokesman for the council".
BEHIND: Final = lazily(
    r"""
      (?P<phrase>
          P
        | (?:D|Z){0,2} (?:(?<=D)ID?[NTXM]{1,4}(?=w))? (?:(?<=D)B(?=w))? [wTX'EeZ]{0,6} (?:(?<=T)CT?(?=N))?
          N[NTZ']{0,8} (?: [wT]{1,4} N[N']{0,6} ){0,2} (?: C D?w{0,3}N[N']{0,6} )?
        | (?:D|Z){0,2} (?:(?<=D)B(?=w))? (?:[wXEe]|T(?=T)){0,4} (?:[TNwEe]|(?<=D)[XGg]|D(?=I[DZN]))
          (?: I (?:D|Z)? [wNTX'EeZ]{1,6} ){0,2}
      )
    """,
    regex.VERSION1 | regex.VERBOSE,
)
# What stands between two commas and may be a subject: a noun phrase, and a bracket after it.
PIECE: Final = lazily(
    r"""[KCBSH]?,?(?P<phrase>P|(?:(?:D|Z){1,2}F?)?[wTXNEe'ZM]{0,10}[NTwX'](?:I[DZ]?[wNTXEe']{1,6}){0,2}(?:C[DT]?[wNT']{1,5})?)(?:\([^()]{0,9}\))?""",
    regex.VERSION1,
)
ADJUNCT: Final = lazily(r"I(?:[MX]|D[wMX])[wMX]*", regex.VERSION1)
# Whom somebody speaks to, and when, between a verb and its subject.
LISTENER: Final = lazily(
    r"F?[BM]{0,2}(?:I[DZ]?(?:[wT]{1,2}(?:Q|(?=D))|[wT]{0,2}N{1,3}(?=D)|N(?=NN))[BM]{0,2})?", regex.VERSION1
)
ANYONE: Final = lazily(
    r"(?<![IDZ'NTXCw(])(?P<phrase>[DZ]?[wX]{0,2}T[T']*+[N']*+|D?N[N']*+)(?![TN])", regex.VERSION1
)
IN_BRACKETS: Final = re.compile(r"\([^()]{1,9}\)")  # what the commas within belong to
PERSON: Final = re.compile("[PNT]")  # what may be a person
NAMED: Final = re.compile("[PNTDZ]")  # the same, or what an article or a possessive opens
APPOSITIONS: Final = 6  # commas; the most between a subject and its verb
NAME_ALONE: Final = lazily(TITLES + NAME, regex.VERSION1)
# What may follow a subject behind its verb.
AFTER_BEHIND: Final = frozenset('.,;:-()QISRMBHCGgX"AK')


@define  # not frozen, which would take twice as long to make; nobody changes it
class Phrase:
    """A stretch of tokens that names, or means, somebody."""

    first: int
    """Its first token."""
    last: int
    """The one after its last."""
    extent: int
    """The first token of all that names the same: of "the mayor" in "the mayor, Ada Lund"."""


def before(codes: str, verb: int, left: int, *, whole: bool = False) -> Phrase | None:
    """Return the subject that stands before the verb at `verb`, not farther back than `left`.

    With `whole`, "the mayor, Ada Lund," is one phrase, and not the name alone, and pronouns may stand between the two:
    "la mairesse s’en félicite". Returns `None` where the verb follows no noun: "and said", ", saying".
    """
    left = max(left, verb - REACH)
    end = verb
    between = "ABF" if whole else "AB"
    while end > left and codes[end - 1] in between:
        end -= 1
    if end <= left:
        return None
    letter = codes[end - 1]
    if letter in "PD":  # "another said" is "D" before a verb
        return Phrase(end - 1, end, end - 1)
    if letter == "R":
        return antecedent(codes, end - 1, left)
    if letter in ",)-":
        return _over_apposition(codes, end - 1, left, whole)
    if letter == "C":
        return None
    phrase = _back_from(codes, end, left)
    if phrase is not None and ADJUNCT.fullmatch(codes, max(left, phrase.first - 1), end):
        # "who in 2010 said", "but in an interview said": a time or a place, and no subject.
        return before(codes, phrase.first - 1, left)
    if (
        phrase is not None
        and phrase.first - 2 > left
        and codes[phrase.first - 1] == "O"
        and codes[phrase.first - 2] in "wGg"
    ):
        # "A source speaking to the Harbour News said": what stands before the participle.
        return _back_from(codes, phrase.first - 1 - (codes[phrase.first - 2] != "w"), left) or phrase
    relative = codes.rfind("R", left, end)
    if (
        phrase is not None
        and relative >= 0
        and "," not in codes[relative:end]
        and codes[relative + 1] in "AwVB"
    ):
        # "Lund who was there as the council met said": the subject stands before "who".
        return antecedent(codes, relative, left) or phrase
    return phrase


def behind(codes: str, start: int, *, strict: bool = True) -> Phrase | None:
    """Return the subject that stands behind its verb, from `start` on; `strict` looks at what follows it too."""
    match = BEHIND.match(codes, start, start + REACH)
    if match is None or match.end() == start:
        return None
    end = match.end()
    if strict and end < len(codes) and codes[end] not in AFTER_BEHIND:
        return None
    return Phrase(start, end, start)


def behind_listener(codes: str, start: int) -> Phrase | None:
    """Return the subject behind its verb and whom it speaks to, and when: "disse à Lusa o ministro"."""
    match = LISTENER.match(codes, start, start + REACH)
    return behind(codes, match.end(), strict=False) if match is not None and match.end() > start else None


def before_passage(codes: str, left: int, token: int) -> Phrase | None:
    """Return the subject of a passage whose verb stands behind it: "Lund, dün, «...» dedi"."""
    while left < token and codes[left] in ",.;:-":
        left += 1
    comma = codes.rfind(",", left, token)
    piece = codes[comma + 1 : token].rstrip("B")
    opening = FIRST.match(codes, left, token)
    if opening is not None and codes[opening.end()] == "," and PERSON.search(opening["phrase"]):
        if piece[-1:] != "N" or "N" in opening["phrase"]:
            return Phrase(
                opening.start("phrase"), opening.end("phrase"), left
            )  # "Bakan, soru üzerine «...» dedi"
    elif comma > 0 and piece[-1:] in ("N", "T", "P"):
        left = comma + 1
    return first(codes, left, token)


def anyone(codes: str) -> Phrase | None:
    """Return the first in a sentence who may be a person, and is not in a phrase of place or time."""
    match = ANYONE.search(codes, 0, REACH)
    return Phrase(match.start("phrase"), match.end("phrase"), match.start("phrase")) if match else None


def first(codes: str, left: int, right: int) -> Phrase | None:
    """Return the subject of the clause that begins at `left`, as far as words alone tell."""
    match = FIRST.match(codes, left, min(right, left + REACH))
    if match is None:
        return None
    following = SECOND.match(codes, match.end())
    if following and "N" not in match["phrase"] and match["phrase"] != "P" and following.end() < right:
        # "A few days later, Lund ...": a time, and then the subject.
        second = FIRST.match(codes, following.end(), min(right, following.end() + REACH))
        if second is not None:
            match = second
    return Phrase(match.start("phrase"), match.end("phrase"), left)


def antecedent(codes: str, relative: int, left: int) -> Phrase | None:
    """Return the noun phrase that a relative pronoun stands for."""
    end = relative
    while end > left and codes[end - 1] in ",-I":
        end -= 1
    if end <= left or codes[end - 1] not in NOUNS:
        return None
    return _back_from(codes, end, left)


def _over_apposition(codes: str, mark: int, left: int, whole: bool) -> Phrase | None:
    """Return the subject before what a comma (dash, bracket) at `mark` closes: "Lund, a farmer who ..., said"."""
    opener = {",": ",", ")": "(", "-": "-"}[codes[mark]]
    if opener == ",":
        codes = IN_BRACKETS.sub(lambda match: match[0].replace(",", "w"), codes)
    pieces: list[tuple[int, int]] = []  # the stretches between the commas, the last one first
    end = mark
    while len(pieces) < APPOSITIONS:
        start = codes.rfind(opener, left, end)
        pieces.append((max(start + 1, left), end))
        if start < left:
            break
        end = start
    if opener != ",":
        return _back_from(codes, pieces[0][0] - 1, left) if len(pieces) > 1 else None
    pieces.reverse()
    best: Phrase | None = None
    for number, (start, stop) in enumerate(pieces):
        if codes[start : start + 1] == "U" and best is not None:
            break  # "the companies, among them Lund and Moe, say"
        if codes[start : start + 1] == "R" and not any(letter in "AVwJ" for letter in codes[start:stop]):
            best = None  # "the plan, which Lund, a farmer, says": the subject is within the relative clause
        match = PIECE.fullmatch(codes, start, stop)
        if match is None or (number == len(pieces) - 1 and best is not None and not _unnamed(codes, best)):
            continue
        phrase = Phrase(
            match.start("phrase"), match.end("phrase"), best.extent if best else match.start("phrase")
        )
        if best is None or (_unnamed(codes, best) and NAME_ALONE.fullmatch(codes, phrase.first, phrase.last)):
            # "The mayor, Ada Lund, said": of the two the name is the better mention.
            best = Phrase(best.first, phrase.last, best.extent) if best and whole else phrase
    return best or _back_from(codes, pieces[0][1], left)


def _unnamed(codes: str, phrase: Phrase) -> bool:
    """Return whether a noun phrase has a common noun for its head: "the mayor of Harburg"."""
    head = codes[phrase.first : phrase.last].partition("I")[0].rstrip("'")
    return head[-1:] not in ("N", "P")


def _back_from(codes: str, end: int, left: int) -> Phrase | None:
    """Return the noun phrase that ends before `end`."""
    start = end
    while start > left:
        letter = codes[start - 1]
        if letter not in PARTS and not _links(codes, start, end, left):
            break
        start -= 1
        if letter == "D" and not _goes_on(codes, start, left):
            break
    while start < end and codes[start] in "'MIC":
        start += 1
    if start >= end:
        return None
    if (
        start > left
        and codes[start - 1] == "A"
        and codes[start] in "wE"
        and (link := codes.find("I", start, end)) > 0
    ):
        start = link + 1  # "was torn apart by an expert who": the words before "by" are no subject
    if start > left and codes[start - 1] in ADVERBIAL:
        # "In a statement Lund", "When the news broke Lund": the name at the end is the subject.
        name = end
        while name > start and codes[name - 1] in "NT'":
            name -= 1
        if start < name < end and "N" in codes[name:end]:
            start = name
    return Phrase(start, end, start)


def _links(codes: str, start: int, end: int, left: int) -> bool:
    """Return whether the token before `start` links the noun phrase from there to `end` to what is before it."""
    links, following = LINKS.get(codes[start - 1], ("", ""))
    return start - 1 > left and start < end and codes[start - 2] in links and codes[start] in following


def _goes_on(codes: str, start: int, left: int) -> bool:
    """Return whether a noun phrase goes on before its article: "a friend of the mayor", "all the friends"."""
    if start > left and codes[start - 1] in "DZ":
        return True
    return start > left + 1 and codes[start - 1] == "I" and codes[start - 2] in NOUNS
