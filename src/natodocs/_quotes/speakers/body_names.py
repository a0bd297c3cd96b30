"""A noun phrase -> the name of the body in it: "the Harburg Bureau of Fisheries and Rivers", "Lund and Moe Police".

Their last words are listed, since a body's name, unlike a person's, goes on behind "of" and "for", and may begin with
words that are titles before a person's: "Police", "Investor".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from natodocs._quotes.grammar.words import Words
from natodocs._quotes.speakers import name_runs

WITHIN: Final = frozenset("NT'")  # classes of the words of such a name, all with capitals
NONE: Final[frozenset[str]] = frozenset()
# What stands between a body and the name of its head: "Harburg Council leader Ada Lund".
TITLED: Final = frozenset("TwE")


def find(codes: str, tokens: Sequence[str], words: Words) -> tuple[int, int] | None:
    """Return which tokens of a noun phrase are the name of the body that it means, or `None`.

    Args:
        codes: The classes of the tokens.
        tokens: The noun phrase.
        words: The lists of its language.

    Returns:
        The first token and the one after the last; at least two tokens.
    """
    if words.lists.get("body_words", NONE).isdisjoint(map(str.lower, tokens)):
        return None  # nearly all
    head = next((i for i, letter in enumerate(codes) if letter in "I,R(" and i), len(codes))
    kind = next((i for i in range(head) if _is_kind(tokens[i], words)), None)
    if kind is None:
        return None
    end = next((i for i in range(kind, len(codes)) if codes[i] not in WITHIN), len(codes))
    kinds = [i for i in range(kind, end) if _is_kind(tokens[i], words)]
    behind = tokens[kinds[-1] + 1 : end]
    if behind and (not words.capital_nouns or any(name_runs.gender_of(words, word) for word in behind)):
        return None  # "Harburg Police Ada Lund", but „Polizei Harburg“
    kind = end - 1
    first, last = _first(codes, tokens, kind), _last(codes, tokens, kind, words)
    if last < len(codes) and codes[last] in TITLED:
        return None
    return (first, last) if last - first > 1 else None


def is_name(name: Sequence[str], words: Words) -> bool:
    """Return whether a name ends as that of a body does."""
    return bool(name) and words.has("body_words", name[-1].lower())


def _is_kind(token: str, words: Words) -> bool:
    return token[0].isupper() and words.has("body_words", token.lower())


def _first(codes: str, tokens: Sequence[str], kind: int) -> int:
    first = kind
    while first:
        before = first - 1
        if codes[before] in WITHIN and (tokens[before][0].isupper() or codes[before] == "'"):
            first = before
        elif (
            codes[before] == "C" and before and codes[before - 1] in "NT" and tokens[before - 1][0].isupper()
        ):
            first = before - 1
        else:
            break
    while first < kind and codes[first] == "'":
        first += 1
    return first


def _last(codes: str, tokens: Sequence[str], kind: int, words: Words) -> int:
    last = kind + 1
    while last < len(tokens) and (words.has("body_links", tokens[last].lower()) or codes[last] == "C"):
        named = last + 1 + (codes[last + 1 : last + 2] == "D")
        if named >= len(tokens) or codes[named] not in "NT" or not tokens[named][0].isupper():
            break
        if codes[last] == "C" and (last == kind + 1 or name_runs.gender_of(words, tokens[named])):
            break  # "the Bank and Harburg", "the Bank of Harburg and Ada Lund"
        last = named + 1
        while last < len(tokens) and codes[last] in WITHIN and codes[last] != "T":
            last += 1
    return last
