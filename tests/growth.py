"""How time grows with the size of what is read: by ratios within one run, and never by a number of seconds.

Two texts are read, one four times as long as the other. In linear time the longer one takes four times as long, in
quadratic time sixteen times. What is measured is processor time of this thread, so that other work does not count;
that it still disturbs (caches, clocks of the processor) is why the best of some tries is taken, in turn.

Very short times have no ratio that says anything. The yardstick is a plain loop over the characters of the longer
text, in the same run: what takes no longer than some of these has not grown badly.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

TIMES: Final = 4  # from one size to the next
GROWTH: Final = 10  # times, from one size to the next; in a line it is 4, in a square 16
TRIES: Final = 5  # as often both are measured before growth is found bad; the best counts
LOOPS: Final = 20  # plain loops over a text; what is quadratic takes hundreds where it matters
SHORTEST: Final = 1_000  # characters; a shorter text counts as one of these
TINY: Final = 1e-9  # seconds; what a clock takes for nothing took no less


# Windows counts a thread's time in steps of 15 milliseconds.
CLOCK: Final = time.perf_counter if sys.platform == "win32" else time.thread_time


def seconds(work: Callable[[T], object], given: T) -> float:
    """Return how much processor time a run takes."""
    collects = gc.isenabled()
    gc.disable()  # else one cleans up for all
    try:
        start = CLOCK()
        work(given)
        return CLOCK() - start
    finally:
        if collects:
            gc.enable()


def loop(characters: int) -> float:
    """Return how much processor time a plain loop over so many characters takes, here and now."""
    text = "a" * max(characters, SHORTEST)
    return seconds(lambda text: [ord(character) for character in text], text)


def compared(work: Callable[[T], object], small: T, large: T, size: int) -> Iterator[tuple[float, float]]:
    """Yield how many times as long the larger takes, and as many plain loops over its size: the best so far."""
    least = [float("inf")] * 3
    for _ in range(TRIES):
        now = seconds(work, small), seconds(work, large), loop(size)
        least = [min(pair) for pair in zip(least, now, strict=True)]
        yield least[1] / (least[0] or TINY), least[1] / least[2]


def length(text: object) -> int:
    assert isinstance(text, str | bytes)
    return len(text)


def grows_badly(
    work: Callable[[T], object],
    texts: Iterable[T],
    growth: float = GROWTH,
    loops: float = LOOPS,
    size: Callable[[T], int] = length,
) -> str | None:
    """Return what is wrong, or `None` where time grows with the size.

    Args:
        work: What reads a text.
        texts: Of growing size, each `TIMES` as long as the one before. None is read after one that takes too long.
        growth: How many times as long as the one before a text may take.
        loops: As many plain loops over a text are no time.
        size: How long a text is, in characters.
    """
    small, before = None, float("inf")
    for large in texts:
        once = seconds(work, large)
        if small is not None and once > growth / 2 * before:  # else it is beyond doubt
            for ratio, took in compared(work, small, large, size(large)):
                if ratio <= growth or took <= loops:
                    break
            else:
                return (
                    f"{large!r:.60}: {size(large)} characters take {ratio:.1f} times as long as {size(small)}, "
                    f"and as long as {took:.0f} plain loops over them"
                )
        small, before = large, once
    return None
