"""A mention by kind, "the court" -> the name of the body, where the page has printed one such name before.

Names of bodies hold their kind ("Harburg District Court", "Landgericht Harburg"). The kind is looked for in the text
before the mention, and its neighbours with capitals are the rest of the name. Of two courts the last is meant, where a
sentence was about it; else neither for sure.
"""

from __future__ import annotations

from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.grammar.words import Words

LOOKS_BACK: Final = 6000  # characters; how far back a name is looked for
MANY: Final = 20  # places; the most that are looked at, the nearest first
LONGEST_HEADLINE: Final = 150  # characters; the longest headline on either side of a name
SMALL: Final = 3  # letters; longer words have a capital in a headline
AROUND: Final = 80  # characters; the longest part of a name before its kind, and behind it
BEFORE_A_SENTENCE: Final = (".", "!", "?", "…", "“", "”", '"', "\n")  # what stands before a sentence
# What may stand before the kind: "4th District", and behind it: " of Appeal", " Harburg".
NUMBER: Final = lazily(r"\d++(?:st|nd|rd|th)", regex.VERSION1)
CAPITALISED: Final = lazily(r"\p{Lu}[\p{L}.-]*+", regex.VERSION1)
OF_WHAT: Final = lazily(
    r"(?:[ ](?:of|for)(?:[ ]the)?(?:[ ]\p{Lu}[\p{L}-]++){1,4}(?:[ ]and[ ]\p{Lu}[\p{L}-]++)?)?", regex.VERSION1
)
PLACE: Final = lazily(r"(?:e?s)?(?P<place>(?:[ ]\p{Lu}[\p{L}-]++){0,2})(?![\p{L}-])", regex.VERSION1)


def named(noun: str, text: str, at: int, words: Words) -> str | None:
    """Return the name of the only body of a kind that the page names before a place, or `None`.

    Args:
        noun: The kind, in small letters: "court".
        text: The text of the page.
        at: Where the mention stands.
        words: Those of the language.
    """
    if not words.has("bodies", noun):
        return None
    return _found(noun, text[max(0, at - LOOKS_BACK) : at], words.capital_nouns, words)


def _found(noun: str, before: str, compound: bool, words: Words) -> str | None:
    """Return the only name in a text, or the last where it opens its sentence.

    With `compound` the kind is the end of a word: "Landgericht Harburg".
    """
    wanted = noun if compound else noun.capitalize()
    nearest, leads, others = None, False, False
    position = before.rfind(wanted)
    for _ in range(MANY):
        if position < 0:
            break
        name = (_compound if compound else _open)(before, position, position + len(wanted), words)
        if name is not None and not _is_headline(before, position):
            if nearest is None:
                nearest, leads = name, _leads(before, position)
            others = others or name != nearest
        position = before.rfind(wanted, 0, position)
    return nearest if leads or not others else None


def _is_headline(text: str, at: int) -> bool:
    """Return whether all longer words of a line have capitals."""
    start, end = (
        text.rfind("\n", max(0, at - LONGEST_HEADLINE), at) + 1,
        text.find("\n", at, at + LONGEST_HEADLINE),
    )
    line = text[start or max(0, at - LONGEST_HEADLINE) : end if end >= 0 else at + LONGEST_HEADLINE]
    return not any(word[0].islower() for word in line.split() if len(word) > SMALL)


def _leads(text: str, start: int) -> bool:
    """Return whether a name opens its sentence or its line."""
    before = text[max(0, start - AROUND) : start]
    words = _capitals(before)
    return (
        before[: len(before) - sum(len(word) + 1 for word in words)].rstrip(" ").endswith(BEFORE_A_SENTENCE)
    )


def _open(text: str, start: int, end: int, words: Words) -> str | None:
    if text[end : end + 1].isalpha():
        return None
    behind = OF_WHAT.match(text, end, end + AROUND)
    parts = _capitals(text[max(0, start - AROUND) : start])
    while parts and words.has("definite", parts[0].lower()):
        del parts[0]
    rest = behind.group() if behind else ""
    return " ".join([*parts, text[start:end]]) + rest if parts or rest else None


def _capitals(before: str) -> list[str]:
    """Return the words with capitals that end a text, with a number before them: "4th District"."""
    found: list[str] = []
    line = before.rpartition("\n")[2]
    for word in reversed(line[:-1].split(" ") if line.endswith(" ") else []):
        if not CAPITALISED.fullmatch(word):
            return [word, *found] if NUMBER.fullmatch(word) else found
        found.insert(0, word)
    return found


def _compound(text: str, start: int, end: int, words: Words) -> str | None:
    first = start
    while first > max(0, start - AROUND) and (text[first - 1].isalpha() or text[first - 1] == "-"):
        first -= 1
    place = PLACE.match(text, end, end + AROUND)
    if first == start or not text[first].isupper() or place is None:
        return None
    return text[first:end] + place["place"]
