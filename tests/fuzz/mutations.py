"""Inputs that come of others by chance, and what is left of one that fails when all is left out that may be."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

Dice = random.Random

MOST_BYTES: Final = 4_000  # of an input
TRIES: Final = 2_000  # to make an input shorter
EXPECTED: Final = 3  # mutations of an input, on average
# What the parsers look at, between blanks, and what they split at.
WORDS: Final = (
    "By by Von Par Por De Ada Lund Per Moe Jr. O'Hara HARBURY Oste, (Reuters) (AP) - – — | / · • * ** _ # > "
    "said, sagte according to told reporters: “ ” „ « » \" ' ‘ ’ 「 」 ( ) [ ] ](#) @lund ada@harbury.example "
    "March 3, 14 October 2023 2023-10-14T18:05:00+02:00 05/06/2017 12:30 GMT Updated: Published 3 hours ago "
    "Photo: Reply Comments Tags: Share © 首相は と述べた。 Мост ß İ ſ \u00ad \u200b \u2028 \ufeff \U0001fae8 "
    "<p> </p> <div class=comment> <article> <h1> <time datetime=2023-10-14> <script type=application/ld+json> "
    '{"@type":"NewsArticle","headline":"x"} &amp; &#xD800; <!-- ]]> \\ud800 WARC/1.0 Content-Length: 0 HTTP/1.1'
)
SEAMS: Final = (
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\r\n\r\n",
    b"\t",
    b"\0",
    b"\x1e",
    b"\xff",
    b"\xed\xa0\x80",
    b"\x1f\x8b\x08",
)
TOKENS: Final = (*map(str.encode, WORDS.split(" ")), *SEAMS)


def mutated(seeds: Sequence[bytes], dice: Dice) -> bytes:
    """Return an input that comes of one or two others."""
    data = bytearray(dice.choice(seeds))
    while True:
        start = dice.randint(0, len(data))
        end = min(len(data), start + int(dice.expovariate(1 / 8)))
        way = dice.randrange(8)
        if way == 0:
            del data[start:end]
        elif way == 1:
            data[start:end] = data[start:end] * dice.randint(2, 6)
        elif way == 2:
            data[start:start] = dice.choice(TOKENS)
        elif way == 3:
            data[start:end] = dice.choice(TOKENS)
        elif way == 4:
            other = dice.choice(seeds)
            at = dice.randint(0, len(other))
            data[start:end] = other[at : at + int(dice.expovariate(1 / 40))]
        elif way == 5:
            data[start:start] = chr(dice.choice((dice.randrange(0x80), dice.randrange(0x3000)))).encode()
        elif way == 6 and data:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        else:
            data[start:start] = b" " + dice.choice(TOKENS) + b" "
        if dice.random() < 1 / EXPECTED:
            return bytes(data[:MOST_BYTES])


def minimal(data: bytes, said: str, fails: Callable[[bytes], str | None]) -> bytes:
    """Return the shortest input that fails in the same way and comes of leaving out stretches of another."""
    length, tries = max(1, len(data) // 2), 0
    while tries < TRIES:
        before = len(data)
        at = 0
        while at < len(data) and tries < TRIES:
            tries += 1
            shorter = data[:at] + data[at + length :]
            if fails(shorter) == said:
                data = shorter
            else:
                at += length
        if length == 1 and len(data) == before:
            break
        length = max(1, length // 2)
    return data
