"""Lines -> language code, the same answer every time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import regex

from natodocs._lines import Line

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

PROSE: Final = 8  # words; shorter lines are menus and headlines, whose names and English buttons mislead
SAMPLE: Final = 300  # characters; more of them make the detector slower and no better
TRIALS: Final = (
    3  # rounds of the detector, which has 7 by default; more take longer and change no answer here
)
LEAST: Final = 100  # letters; below these one guess in ten is wrong
LETTER: Final = regex.compile(r"\p{L}", regex.VERSION1)
SURE: Final = 0.8  # probability; below it the text is a mixture or none of the languages that are known

_lock = threading.Lock()
_factory: DetectorFactory | None = None


def guess(lines: Sequence[Line]) -> str | None:
    """Return the ISO 639-1 code of the prose among the lines, or `None` where there is too little of it."""
    sample = _sample(line.text for line in lines if line.words >= PROSE)
    if len(LETTER.findall(sample)) < LEAST:
        sample = _sample(line.text for line in lines)
    return guess_text(sample)


def guess_text(sample: str) -> str | None:
    """Return the ISO 639-1 code of a text, or `None` where its letters are too few or none that are known."""
    if len(LETTER.findall(sample)) < LEAST:
        return None
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detectors().create()
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


def _sample(texts: Iterable[str]) -> str:
    pieces: list[str] = []
    size = 0
    for text in texts:
        pieces.append(text[: SAMPLE - size])
        size += len(pieces[-1]) + 1
        if size >= SAMPLE:
            break
    return "\n".join(pieces)


def _detectors() -> DetectorFactory:
    """Return the factory, loaded once.

    It is ours alone, under a lock: `langdetect.detect` loads its profiles in a race, and its seed is set on
    the class for the whole process. Seeded, it gives the same answer to the same text each time.
    """
    global _factory
    with _lock:
        if _factory is None:
            from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

            factory = DetectorFactory()
            factory.seed = 0
            factory.load_profile(PROFILES_DIRECTORY)
            _factory = factory
    return _factory
