"""What means a body by its kind, "the court" -> its name, where the page has printed one such name before.

Names of bodies hold their kind ("Harburg District Court", "Landgericht Harburg"). The kind is looked for in the text
before the mention, and its neighbours with capitals are the rest of the name. Of two courts the last is meant, where a
sentence was about it; else neither for sure.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

from natodocs._quotes._words import Words

REACH: Final = 6000  # characters; how far back a name is looked for
MANY: Final = 40  # places; the most that are looked at
AROUND: Final = 80  # characters; the longest part of a name before its kind, and behind it
# What may stand before the kind: "4th District ", and behind it: " of Appeal", " Harburg".
BEFORE: Final = regex.compile(r"(?:\d+(?:st|nd|rd|th)[ ])?(?:\p{Lu}[\p{L}.-]*+[ ]){0,6}$", regex.VERSION1)
BEHIND: Final = regex.compile(
    r"(?:[ ](?:of|for)(?:[ ]the)?(?:[ ]\p{Lu}[\p{L}-]++){1,4}(?:[ ]and[ ]\p{Lu}[\p{L}-]++)?)?", regex.VERSION1
)
# Lines in whose words all but the small ones have capitals: names end nowhere there.
HEADLINE: Final = regex.compile(
    r"(?m)^(?:[^\p{Ll}\n][^\s]*+[^\S\n]*+|\p{Ll}{1,3}[^\S\n]++){2,40}$", regex.VERSION1
)
LEADS: Final = regex.compile(
    r"(?:\n|[.!?…“”\"] )(?:\p{Lu}[\p{L}-]*+[ ]){0,5}$", regex.VERSION1
)  # a name opens its sentence
PLACE: Final = regex.compile(r"(?:e?s)?(?P<place>(?:[ ]\p{Lu}[\p{L}-]++){0,2})(?![\p{L}-])", regex.VERSION1)


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
    return _found(noun, text[max(0, at - REACH) : at], bool(words.lists.get("before_nouns")), words)


@lru_cache(maxsize=64)
def _found(noun: str, before: str, compound: bool, words: Words) -> str | None:
    """Return the only name in a text, or the last where it opens its sentence.

    With `compound` the kind is the end of a word: "Landgericht Harburg".
    """
    before = HEADLINE.sub(lambda line: " " * len(line.group()), before)
    wanted = noun if compound else noun.capitalize()
    last, names, leads = None, set(), False
    position = before.find(wanted)
    for _ in range(MANY):
        if position < 0:
            break
        name = (_compound if compound else _open)(before, position, position + len(wanted), words)
        if name is not None:
            names.add(name)
            last, leads = name, LEADS.search(before, max(0, position - AROUND), position) is not None
        position = before.find(wanted, position + 1)
    return last if len(names) == 1 or leads else None


def _open(text: str, start: int, end: int, words: Words) -> str | None:
    if text[end : end + 1].isalpha():
        return None
    before = BEFORE.search(text, max(0, start - AROUND), start)
    behind = BEHIND.match(text, end, end + AROUND)
    parts = (before.group() if before else "").split()
    while parts and words.has("definite", parts[0].lower()):
        del parts[0]
    rest = behind.group() if behind else ""
    return " ".join([*parts, text[start:end]]) + rest if parts or rest else None


def _compound(text: str, start: int, end: int, words: Words) -> str | None:
    first = start
    while first > max(0, start - AROUND) and (text[first - 1].isalpha() or text[first - 1] == "-"):
        first -= 1
    place = PLACE.match(text, end, end + AROUND)
    if first == start or not text[first].isupper() or place is None:
        return None
    return text[first:end] + place["place"]
