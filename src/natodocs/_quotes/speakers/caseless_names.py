"""A mention in a script without capitals -> the fullest form of the name that the page prints.

Offices before a name and behind it are lists of the language, and so are honorifics; what is left is the name. The
page has a fuller form where the same name stands with an office or an honorific too, or behind a given name.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import regex

from natodocs._quotes.grammar.characters import any_of
from natodocs._quotes.grammar.words import Words

LOOKS_BACK: Final = 6000  # characters; how far back a fuller form is looked for
MANY: Final = 20  # places; the most that are looked at
LONGEST: Final = 4  # words, or characters where a name has no blanks
GENITIVE: Final = 3  # characters; the most that a name has before its honorific
BEFORE_NAME: Final = regex.compile(r".*\p{Hiragana}(?=[\p{Han}\p{Katakana}])", regex.VERSION1)  # 橋を見た田中
HAN: Final = regex.compile(r"\p{Han}{2,4}", regex.VERSION1)
TOKEN: Final = regex.compile(r"[\p{L}\p{M}'’״\"-]+", regex.VERSION1)


def find(mention: str, text: str, at: int, words: Words) -> str | None:
    """Return the name of whoever is mentioned at a place of the text; `None` where it is an office or a noun."""
    spaced = words.has("flags", "spaced")
    name = _of_words(mention, words) if spaced else _of_characters(mention, words)
    if name is None or any(
        words.has(listed, name) for listed in ("pronouns", "people", "titles", "honorifics")
    ):
        return None
    before = text[max(0, at - LOOKS_BACK) : at]
    if len(name) == 1:  # a family name alone
        return _of_family(name, before, words)
    return _fullest(name, before, words, spaced=spaced)


def _of_characters(mention: str, words: Words) -> str | None:
    """Return the name in a mention without blanks: 外交部发言人毛宁, 米国のトランプ大統領."""
    name = mention.strip()
    behind = _behind(words)
    if behind is not None and (match := behind.search(name)):
        name = name[: match.start()]
    before = _before(words)
    ends = [match.end() for match in before.finditer(name)] if before is not None else []
    name = name[next((end for end in reversed(ends) if end < len(name)), 0) :]
    name = BEFORE_NAME.sub("", name)
    if words.has("people", name) or not name:
        return None
    named = "·" in name or "・" in name or len(name) <= LONGEST or not HAN.fullmatch(name[:2])
    body = any(map(name.endswith, words.lists.get("body_words", ())))
    return name if (named or body) and len(name) > 1 else None


def _of_words(mention: str, words: Words) -> str | None:
    """Return the name in a mention with blanks, without the offices on either side."""
    tokens = TOKEN.findall(mention)
    while tokens and _is_office(tokens[0], words):
        del tokens[0]
    while tokens and _is_office(tokens[-1], words):
        del tokens[-1]
    # An office of another body before the name: 서울시 김민수 대변인
    while len(tokens) > 1 and any(map(tokens[0].endswith, words.lists.get("body_words", ()))):
        del tokens[0]
    for ending in words.lists.get("honorifics", ()):
        if tokens and tokens[-1].endswith(ending) and len(tokens[-1]) > len(ending) + 1:
            tokens[-1] = tokens[-1][: -len(ending)]
    return " ".join(tokens) if 0 < len(tokens) <= LONGEST else None


def _is_office(token: str, words: Words) -> bool:
    if words.has("titles", token) or words.has("people", token) or words.has("honorifics", token):
        return True
    return any(
        token.startswith(article) and words.has("titles", token[len(article) :])
        for article in words.lists.get("articles", ())
    )


def _fullest(name: str, before: str, words: Words, *, spaced: bool) -> str:
    """Return the fullest form of a name that a text has before it is mentioned."""
    position, best = before.rfind(name), name
    for _ in range(MANY):
        if position < 0:
            break
        found = (_with_given_name if spaced else _with_rest)(name, before, position, words)
        if found is not None and len(found) > len(best):
            best = found
        position = before.rfind(name, 0, position)
    return best


def _with_given_name(name: str, text: str, position: int, words: Words) -> str | None:
    """Return a name with the given name before it: بنيامين نتنياهو for نتنياهو."""
    if " " in name or text[position + len(name) : position + len(name) + 1].isalpha():
        return None
    before = text[max(0, position - LONGEST * 10) : position]
    given = TOKEN.findall(before)[-1:] if before.endswith(" ") else []
    if not given or not (words.has("given.men", given[0]) or words.has("given.women", given[0])):
        return None
    return f"{given[0]} {name}"


def _with_rest(name: str, text: str, position: int, words: Words) -> str | None:
    """Return a name with what is between it and an honorific: 田中太郎 for 田中, where 田中太郎氏 is printed."""
    behind = _honoured(words)
    match = behind.match(text, position + len(name)) if behind is not None else None
    return name + match["rest"] if match is not None else None


def _of_family(name: str, before: str, words: Words) -> str | None:
    """Return the only full name of a family that a text prints with an office: 김민수 장관 for 김 장관."""
    offices = any_of({*words.lists.get("titles", ()), *words.lists.get("honorifics", ())})
    found = regex.findall(rf"(?<!\p{{L}}){regex.escape(name)}\p{{L}}{{1,2}}(?=\s*(?:{offices}))", before)
    return found[0] if len(set(found)) == 1 else None


@cache
def _behind(words: Words) -> regex.Pattern[str] | None:
    listed = any_of(words.lists.get("honorifics", ()))
    return regex.compile(f"(?:{listed})+$", regex.VERSION1) if listed else None


@cache
def _before(words: Words) -> regex.Pattern[str] | None:
    listed = any_of(words.lists.get("titles", ()))
    return regex.compile(f"(?:{listed})", regex.VERSION1) if listed else None


@cache
def _honoured(words: Words) -> regex.Pattern[str] | None:
    listed = any_of(words.lists.get("honorifics", ()))
    rest = rf"(?P<rest>[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]{{1,{GENITIVE}}}?)(?:{listed})"
    return regex.compile(rest, regex.VERSION1) if listed else None
