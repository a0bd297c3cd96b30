"""Words of a quotation -> a short text that is the same wherever the same words are printed.

It is promised to stay the same, so nothing here may change: the words are those of Unicode's compatibility form (NFKD),
without accents, in small letters, apostrophes dropped, with one blank between two, and the digest is SHA-256.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from natodocs._patterns import late

# Hexadecimal ones, 64 bits: two of a hundred million quotations meet by chance once in 3,700 tries.
DIGITS: Final = 16
APOSTROPHES: Final = re.compile("(?<=\\w)['’ʼ](?=\\w)")
WORD: Final = re.compile(r"[^\W_]+")


def of(parts: Iterable[str]) -> str:
    """Return the fingerprint of a quotation, given its parts; marks and punctuation do not count."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", late.blanked(" ".join(parts)))).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = " ".join(WORD.findall(letters))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
