"""Lines -> language code, the same answer every time.

A script that one language is written in shows it at once. Most other texts show their language by a few words that no
other has ("und", "the"); langdetect is asked about the rest.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._rules import loader
from natodocs._text.lines import Line

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

PROSE: Final = 8  # words; shorter lines are menus and headlines, whose names and English buttons mislead
SAMPLE: Final = 300  # characters; more of them make the detector slower and no better
# Rounds of the detector, which has 7 by default; more take longer and change no answer here.
TRIALS: Final = 3
LEAST: Final = 100  # letters; below these one guess in ten is wrong
FEWER: Final = 20  # letters; the same of a script that few languages are written in
LEAST_OWN: Final = 40  # letters of a script of its own that make a page of it; a list of languages has fewer
# What has none of these has no letter of such a script, and costs one search.
ELSEWHERE: Final = re.compile(
    "[\u0370-\u03ff\u0530-\u1cff\u1f00-\u1fff\u2e80-\ua63f\ua6a0-\ud7ff\uf900-\ufdff\ufe70-\uffef]"
)
WORTH: Final = (
    3  # characters of a menu that one letter of such a script outweighs; Chinese takes a third of the English
)
OWN_SCRIPT: Final = regex.compile(r"[\p{L}--[\p{Latin}\p{Cyrillic}]]", regex.VERSION1)
# Scripts that hardly any language but one is written in. Chinese is told by Han letters without kana or hangul.
SCRIPTS: Final = MappingProxyType(
    {
        "Hangul": "ko",
        "Hebrew": "he",
        "Thai": "th",
        "Greek": "el",
        "Georgian": "ka",
        "Armenian": "hy",
        "Bengali": "bn",
        "Tamil": "ta",
        "Telugu": "te",
        "Gujarati": "gu",
        "Gurmukhi": "pa",
        "Kannada": "kn",
        "Malayalam": "ml",
        "Sinhala": "si",
        "Khmer": "km",
        "Lao": "lo",
        "Myanmar": "my",
        "Ethiopic": "am",
    }
)
HAN: Final = lazily(r"\p{Han}", regex.VERSION1)
KANA: Final = lazily(r"[\p{Hiragana}\p{Katakana}]", regex.VERSION1)
MOSTLY: Final = 0.5  # share of the letters that are of a script where it tells the language
KANA_SHARE: Final = 0.1  # the least of Japanese; a Chinese text has a name or two
LETTERS: Final = re.compile(r"\w+")
SURE: Final = 0.8  # probability; below it the text is a mixture or none of the languages that are known
# How many telling words decide. langdetect says the same of all but three of 769 texts of real pages that they decide,
# and of these it says nothing.
LOOKED_AT: Final = 1500  # characters; in five samples the prose outweighs a notice above it
TELLING: Final = 8  # of one language
DISTINCT: Final = 5  # of them, different ones
SHARE: Final = 0.06  # of the words of the text; a list of products has less
RIVALS: Final = 8  # telling words for each one of another language
# Bytes in UTF-8 for each character; a text with another script among its Latin letters has more.
WIDE: Final = 1.2

LOCK: Final = threading.Lock()  # the profiles of langdetect are read once, by one thread


def guess(lines: Sequence[Line]) -> str | None:
    """Return the ISO 639-1 code of the prose among the lines, or `None` where there is too little of it."""
    own = _of_own_script(lines)
    prose = own or [line.text for line in lines if line.words >= PROSE]
    if _is_too_short(_sample(prose, SAMPLE)):
        prose = [line.text for line in lines]
    return guess_text(_sample(prose, LOOKED_AT))


def _of_own_script(lines: Sequence[Line]) -> list[str]:
    """Return the lines in a script of its own, where they are the page and the Latin ones its menu; else nothing.

    An English menu around a Japanese article is longer than many of its sentences, which have no blanks.
    """
    own: list[str] = []
    letters = others = 0
    for line in lines:
        found = len(OWN_SCRIPT.findall(line.text)) if ELSEWHERE.search(line.text) else 0
        if found and found >= MOSTLY * _letters(line.text):
            own.append(line.text)
            letters += found
        else:
            others += len(line.text)
    return own if letters >= LEAST_OWN and letters * WORTH >= others else []


def guess_text(text: str) -> str | None:
    """Return the ISO 639-1 code of a text, or `None` where its letters are too few or none that are known."""
    sample = text[:SAMPLE]
    if _is_too_short(sample):
        return None
    return _by_script(sample) or _by_words(text[:LOOKED_AT]) or _by_letters(sample)


def _is_too_short(sample: str) -> bool:
    """Return whether a text has too few letters to tell its language; those of some scripts tell more."""
    letters = _letters(sample)
    return letters < LEAST and len(OWN_SCRIPT.findall(sample)) < max(FEWER, letters / 2)


def _by_script(sample: str) -> str | None:
    """Return the language of the script in which most of a text is written, where no other is written in it."""
    letters = len(OWN_SCRIPT.findall(sample))
    most = MOSTLY * _letters(sample)
    if letters < most or not letters:
        return None
    kana, han = len(KANA.findall(sample)), len(HAN.findall(sample))
    if kana + han >= most:
        return "ja" if kana >= KANA_SHARE * (kana + han) else "zh"
    return next(
        (code for script, code in SCRIPTS.items() if len(_script(script).findall(sample)) >= most), None
    )


@cache
def _script(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{{name}}}", regex.VERSION1)


def _letters(sample: str) -> int:
    return sum(map(str.isalpha, sample))


def _by_words(text: str) -> str | None:
    """Return the language whose telling words stand in a text, where hardly any of another one do."""
    if len(text.encode("utf-8", "replace")) > WIDE * len(text):
        return None
    words = LETTERS.findall(text.casefold())
    telling = _telling()
    hits = [word for word in words if word in telling]
    counts = Counter(map(telling.__getitem__, hits)).most_common(1)
    if not counts:
        return None
    code, count = counts[0]
    if count < TELLING or count < SHARE * len(words) or count < RIVALS * (len(hits) - count):
        return None
    return code if len({word for word in hits if telling[word] == code}) >= DISTINCT else None


@cache
def _telling() -> dict[str, str]:
    """Return the words that tell a language, each with its code."""
    lists = loader.load_file("tables/telling_words").words
    return {word: name.removeprefix("telling.") for name, words in lists.items() for word in words}


def _by_letters(sample: str) -> str | None:
    from langdetect.lang_detect_exception import LangDetectException

    with LOCK:
        factory = _detectors()
    detector = factory.create()
    detector.n_trial = TRIALS
    detector.append(sample)
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:  # no letters that any of its languages uses
        return None
    if not best or best[0].prob < SURE:
        return None
    code: str = best[0].lang
    return code.partition("-")[0]  # "zh-cn" and "zh-tw" are one language


def _sample(texts: Iterable[str], length: int) -> str:
    pieces: list[str] = []
    size = 0
    for text in texts:
        pieces.append(text[: length - size])
        size += len(pieces[-1]) + 1
        if size >= length:
            break
    return "\n".join(pieces)


@cache
def _detectors() -> DetectorFactory:
    """Return a factory that is ours alone; ask under the lock.

    `langdetect.detect` loads its profiles in a race, and its seed is set on the class for the whole process. Seeded,
    it gives the same answer to the same text each time.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    files = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if not path.name.startswith("."))
    profiles = [json.loads(file.read_bytes()) for file in files if file.is_file()]
    factory = DetectorFactory()
    factory.seed = 0
    factory.langlist = [profile["name"] for profile in profiles]
    factory.word_lang_prob_map = Probabilities((profile["freq"], profile["n_words"]) for profile in profiles)
    return factory


class Probabilities(dict[str, Sequence[float]]):
    """Letters that follow one another -> how likely they are in each language; a row is made when it is asked for.

    langdetect makes all 87,598 rows at once, which takes 0.3 s and 30 MB; a text asks for a few hundred.
    """

    def __init__(self, profiles: Iterable[tuple[Mapping[str, int], Sequence[int]]]) -> None:
        self._profiles = tuple(profiles)  # how often letters stand in a language, and all of that length
        super().__init__(dict.fromkeys(chain.from_iterable(counts for counts, _ in self._profiles), ()))

    def __getitem__(self, letters: str) -> Sequence[float]:
        row = super().__getitem__(letters)
        if not row:
            length = len(letters)
            row = [counts.get(letters, 0) / totals[length - 1] for counts, totals in self._profiles]
            self[letters] = row
        return row
