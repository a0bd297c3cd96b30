"""Feed the targets of `tests/fuzz` with inputs that nobody would write, and keep those that break a promise.

    python -m tools.fuzz --seconds 60 --target page --target quotes
    python -m tools.fuzz --executions 100000 --engine mutation --seed 7

Atheris looks which inputs reach new code, and goes on from those; without it the corpus alone is mutated. Each failing
input is made as short as it gets and written to `tests/fuzz/found`, where the tests read it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import define, field

ROOT: Final = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests")]  # where the targets and what they need are

from fuzz.mutations import MOST_BYTES, Dice, minimal, mutated  # noqa: E402

if TYPE_CHECKING:
    from fuzz.targets import Target

ENGINES: Final = ("atheris", "mutation")
GROWTH_EVERY: Final = 500  # executions; it takes as long as some hundreds of them


@define
class Run:
    """How one target fares."""

    target: Target
    out: Path
    executions: int = 0
    found: dict[str, Path] = field(factory=dict)

    def feed(self, data: bytes) -> None:
        """Give an input to the target, and keep it if it breaks a promise."""
        self.executions += 1
        said = failure(self.target, data, grown=self.executions % GROWTH_EVERY == 0)
        if said and said not in self.found:
            again = failure(self.target, data)
            short = minimal(data, said, lambda data: failure(self.target, data)) if said == again else data
            folder = self.out / self.target.name
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / hashlib.sha256(short).hexdigest()[:12]
            path.write_bytes(short)
            self.found[said] = path
            print(f"{self.target.name}: {said}\n  {path}: {short[:200]!r}", flush=True)


def failure(target: Target, data: bytes, *, grown: bool = False) -> str | None:
    """Return what goes wrong with an input, and where; `None` where all is well."""
    from fuzz.targets import as_text, check_growth

    try:
        target.run(data)
        if grown and target.growing:
            check_growth(target.growing, as_text(data))
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "natodocs" in frame.filename or "fuzz" in frame.filename]
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        return f"{type(error).__name__} at {place}: {str(error).split(':')[0][:80]}"
    return None


def mutate(run: Run, seeds: Sequence[bytes], dice: Dice, *, seconds: float, executions: int) -> None:
    """Feed a target with mutations of its corpus until the time is over."""
    end = time.monotonic() + seconds
    while run.executions < executions and time.monotonic() < end:
        run.feed(mutated(seeds, dice))


def explore(run: Run, seeds: Path, seed: int, *, seconds: float, executions: int) -> None:
    """Let Atheris feed a target; it ends the process."""
    import atheris

    grown = ROOT / ".fuzz" / run.target.name  # what reached new code, for the next time
    grown.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds

    def feed(data: bytes) -> None:
        run.feed(data)
        if run.executions >= executions or time.monotonic() > end:
            print(*told([run], "atheris"), sep="\n", flush=True)
            os._exit(int(bool(run.found)))  # as Atheris itself ends a run, but with a word

    options = [f"-max_len={MOST_BYTES}", f"-seed={seed or 1}", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(grown), str(seeds)], feed)
    atheris.Fuzz()


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz, and return 1 where a promise was broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--target", action="append", help="what is fuzzed; may be given again, and is all unless it is"
    )
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--executions", type=int, default=sys.maxsize, help="the most for each target")
    parser.add_argument("--engine", choices=ENGINES, help="atheris if it is installed, unless one is named")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=ROOT / "tests/fuzz/found")
    chosen = parser.parse_args(arguments)
    engine = chosen.engine or ENGINES[importlib.util.find_spec("atheris") is None]
    if engine == "atheris":
        import atheris

        with atheris.instrument_imports(include=["natodocs"]):
            from fuzz.targets import CORPUS, TARGETS
            from natodocs import _pipeline  # noqa: F401  # with all that reads a page
    else:
        from fuzz.targets import CORPUS, TARGETS

    names = chosen.target or list(TARGETS)
    if unknown := set(names) - set(TARGETS):
        parser.error(f"no target is called {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    bounds = {"seconds": chosen.seconds, "executions": chosen.executions}
    runs = [Run(TARGETS[name], chosen.out) for name in names]
    if engine == "atheris":
        if len(runs) > 1:
            parser.error("atheris ends the process after one target: give one --target")
        explore(runs[0], CORPUS / names[0], chosen.seed, **bounds)
    for run in runs:
        seeds = [path.read_bytes() for path in sorted((CORPUS / run.target.name).iterdir())]
        mutate(run, seeds, Dice(chosen.seed), **bounds)
    print(*told(runs, engine), sep="\n")
    return int(any(run.found for run in runs))


def told(runs: Sequence[Run], engine: str) -> Iterator[str]:
    """Yield a line on each target, and one on all."""
    for run in runs:
        yield f"{run.target.name}: {run.executions:,} executions by {engine}, {len(run.found)} findings"
    yield f"together {sum(run.executions for run in runs):,} executions, {sum(len(run.found) for run in runs)} findings"


if __name__ == "__main__":
    sys.exit(main())
