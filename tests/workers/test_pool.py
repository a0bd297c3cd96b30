"""`parse.pages`: many sources, in order, lazily, in this process or in others."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from natodocs import (
    Failure,
    Limits,
    NatodocsError,
    Page,
    PageTooLarge,
    PageTooSlow,
    UnsupportedMediaType,
    parse,
)
from natodocs._workers import pages as worker_pages
from natodocs._workers import pool
from natodocs._workers import worker as worker_worker
from readers import BEFORE_IT_BEGINS, STEPS, DiesAt, KillsOnItsWay, NeverStarts, StartsOnce, read_or_die
from specimen import specimen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection
    from pathlib import Path

pytestmark = pytest.mark.slow

# Seconds of the real clock, where a page must run out of them: what the others take is a hundredth of that.
TIMEOUT = 3.0
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def read(sources: Iterable[object], workers: int = 2, timeout: float | None = 60.0) -> list[Page | Failure]:
    return list(worker_pages.answers(enumerate(sources), workers, read_or_die, timeout))


def text(answer: Page | Failure) -> str:
    assert isinstance(answer, Page), answer
    return answer.text


def failure(answer: Page | Failure) -> Failure:
    assert isinstance(answer, Failure), answer
    return answer


class Clock:
    """A clock that stands still until a test moves it: what is said of time limits hangs on no machine."""

    now = 0.0
    is_up: Callable[[], bool] | None = None
    """Whether the time of whoever is busy is up."""

    def monotonic(self) -> float:
        if self.is_up and self.is_up():
            self.now += 1e6
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Give this process, and not its workers, a clock of the test's own."""
    made = Clock()
    monkeypatch.setattr(worker_worker, "time", made)
    return made


def run(script: Path, program: str, **options: Any) -> subprocess.Popen[str]:
    script.write_text(program, encoding="utf-8")
    paths = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
        **options,
    )


@pytest.mark.parametrize("workers", [0, 1, 2])
class TestOneAnswerForEachSourceInOrder:
    """The iterator gives one `Page` or `Failure` for each source, in the order of the sources."""

    def test_pages_are_those_of_page(self, workers: int) -> None:
        sources: list[str | bytes] = [f"The bridge number {number} is open." for number in range(40)]
        sources += [b"Bytes", "", b"", "\ud800 and \x00", "<p>One</p>", specimen().text]
        assert list(parse.pages(sources, workers=workers)) == [parse.page(source) for source in sources]

    def test_a_source_that_cannot_be_read_is_a_failure_in_its_place(self, workers: int) -> None:
        limits = Limits(characters=20, bytes=30)
        first, wrong, second, large, third = parse.pages(
            ["one", PDF[:9], "two", "x" * 21, "three"], workers=workers, limits=limits
        )
        assert [text(first), text(second), text(third)] == ["one", "two", "three"]
        assert failure(wrong).index == 1
        assert isinstance(failure(wrong).error, UnsupportedMediaType)
        assert failure(large).index == 3
        error = failure(large).error
        assert isinstance(error, PageTooLarge)
        assert (error.size, error.limit, error.unit) == (21, 20, "characters")

    def test_a_wrong_type_is_a_failure(self, workers: int) -> None:
        sources: list[Any] = [None, "text", 3, lambda: "no pickle takes this", b"text".hex]
        answers = list(parse.pages(sources, workers=workers))
        assert [answer.index for answer in answers if isinstance(answer, Failure)] == [0, 2, 3, 4]
        assert isinstance(failure(answers[0]).error, TypeError)
        assert str(failure(answers[2]).error) == "source is int, and must be str or bytes"

    def test_subclasses_of_str_and_bytes(self, workers: int) -> None:
        class Str(str):
            __slots__ = ()

        class Bytes(bytes):
            __slots__ = ()

        assert [text(page) for page in parse.pages([Str("one"), Bytes(b"two")], workers=workers)] == [
            "one",
            "two",
        ]

    def test_arguments_reach_the_parser(self, workers: int) -> None:
        (page,) = parse.pages(
            [
                "<b>",
            ],
            workers=workers,
            language="de",
            media_type="text/plain",
        )
        assert isinstance(page, Page)
        assert (page.text, page.language) == ("<b>", "de")

    def test_no_sources(self, workers: int) -> None:
        assert list(parse.pages([], workers=workers)) == []

    def test_what_the_iterable_raises_comes_after_the_pages_before_it(self, workers: int) -> None:
        def sources() -> Iterator[str]:
            yield from ["one", "two", "three"]
            raise LookupError("the fourth is missing")

        pages = parse.pages(sources(), workers=workers)
        assert [text(next(pages)) for _ in range(3)] == ["one", "two", "three"]
        with pytest.raises(LookupError, match="the fourth is missing"):
            next(pages)
        assert next(pages, None) is None


class TestArgumentsAreCheckedAtTheCall:
    """A wrong argument raises when `pages` is called, not at the first `next`."""

    @pytest.mark.parametrize("sources", ["a page", b"a page", 3, None])
    def test_sources(self, sources: Any) -> None:
        with pytest.raises(TypeError):
            parse.pages(sources)

    def test_one_page_in_place_of_many(self) -> None:
        with pytest.raises(TypeError, match=r"pass \[source\]"):
            parse.pages("a page")

    def test_workers(self) -> None:
        with pytest.raises(ValueError, match="workers is -1, and must be 0 or more"):
            parse.pages([], workers=-1)
        wrong: Any = "2"
        with pytest.raises(TypeError, match="workers is str, and must be int or None"):
            parse.pages([], workers=wrong)

    @pytest.mark.parametrize("name", ["language", "media_type", "limits"])
    def test_what_page_takes(self, name: str) -> None:
        wrong: Any = {name: 3}
        with pytest.raises(TypeError, match=name):
            parse.pages([], **wrong)

    def test_media_type(self) -> None:
        wrong: Any = "application/pdf"
        with pytest.raises(UnsupportedMediaType):
            parse.pages([], media_type=wrong)


class TestSourcesAreReadLazily:
    """The iterable is read no further ahead than the workers need."""

    @pytest.mark.parametrize(("workers", "most"), [(0, 1), (1, pool.AHEAD), (2, 2 * pool.AHEAD)])
    def test_endless_sources(self, workers: int, most: int) -> None:
        taken = 0

        def sources() -> Iterator[str]:
            nonlocal taken
            while True:
                taken += 1
                yield f"Source {taken}"

        pages = parse.pages(sources(), workers=workers)
        assert taken == 0
        for turn in range(1, 100):
            assert text(next(pages)) == f"Source {turn}"
            assert taken - turn < most

    def test_no_worker_is_started_before_there_is_work_for_it(self) -> None:
        before = set(multiprocessing.active_children())
        pages = parse.pages(["one", "two"], workers=30)
        assert set(multiprocessing.active_children()) == before
        next(pages)
        assert len(set(multiprocessing.active_children()) - before) <= 2
        assert text(next(pages)) == "two"

    def test_big_sources_travel_alone(self) -> None:
        crew = pool.Crew(enumerate(["x" * pool.CHUNK_SIZE] * 9), 1, read_or_die, None)
        crew.chunks = 1000
        assert len(crew._chunk(1000)) == 1

    def test_chunks_grow(self) -> None:
        crew = pool.Crew(enumerate(["x"] * 1000), 2, read_or_die, None)
        assert [len(crew._chunk(1000)) for _ in range(7)] == [1, 1, 2, 2, 3, 3, 4]

    def test_one_worker_a_processor(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "process_cpu_count", lambda: 3, raising=False)
        assert worker_pages.processors() == 3
        monkeypatch.setattr(os, "process_cpu_count", lambda: None)
        assert worker_pages.processors() == 1


class TestADeadWorkerCostsOnePage:
    """A worker that dies costs the source that it was reading and nothing else."""

    @NOT_ON_WINDOWS
    def test_killed(self) -> None:
        sources = ["one", *map(str, range(20)), "kill", "kill", "exit", "last"]
        for source, answer in zip(sources, read(sources), strict=True):
            if source in {"kill", "exit"}:
                assert isinstance(failure(answer).error, ChildProcessError)
            else:
                assert text(answer) == source

    @NOT_ON_WINDOWS
    def test_the_error_says_how(self) -> None:
        killed, ended = map(failure, read(["kill", "exit"], workers=1))
        end = "was killed by signal 9, perhaps for want of memory, as one did before it"
        assert str(killed.error) == f"the worker that read the source {end}"
        assert str(ended.error) == "the worker that read the source ended with exit code 3"
        assert (killed.index, ended.index) == (0, 1)
        assert str(pickle.loads(pickle.dumps(killed)).error) == str(killed.error)

    def test_out_of_memory(self) -> None:
        one, full, two = read(["one", "memory", "two"], workers=1)
        assert isinstance(failure(full).error, MemoryError)
        assert [text(one), text(two)] == ["one", "two"]

    def test_out_of_memory_in_this_process(self) -> None:
        one, full = worker_pages.answers(enumerate(["one", "memory"]), 0, read_or_die, None)
        assert text(one) == "one"
        assert isinstance(failure(full).error, MemoryError)

    @pytest.mark.parametrize("workers", [0, 1])
    def test_an_error_that_another_process_cannot_make_again(self, workers: int) -> None:
        sources = ["one", "no way back", "two"]
        with order_of(sources, workers) as crew:
            one, error, two = (pickle.loads(answer) for _, answer in crew.answers())
        assert (type(error), str(error)) == (RuntimeError, "NoWayBack: one and two")
        assert [one.text, two.text] == ["one", "two"]

    @pytest.mark.parametrize("workers", [0, 1])
    def test_an_answer_that_cannot_be_sent(self, workers: int) -> None:
        with order_of(["one", "no pickle", "two"], workers) as crew:
            one, error, two = (pickle.loads(answer) for _, answer in crew.answers())
        assert isinstance(error, RuntimeError)
        assert "pickle" in str(error)
        assert [one.text, two.text] == ["one", "two"]

    @NOT_ON_WINDOWS
    def test_an_innocent_source_has_a_second_try(self) -> None:
        # Somebody kills all workers, whatever they are reading.
        pages = worker_pages.answers(enumerate(map(str, range(300))), 2, read_or_die, None)
        before = [text(next(pages)) for _ in range(20)]
        for child in multiprocessing.active_children():
            child.kill()
        assert before + [text(page) for page in pages] == [str(number) for number in range(300)]

    @NOT_ON_WINDOWS
    def test_workers_that_died_while_they_had_nothing_to_do(self) -> None:
        with idle_crew(2) as crew:
            for worker in crew.workers:
                worker.process.kill()
                worker.process.join()
            crew.add(-3, "three")  # to the one that is dead, then to the other, then to a new one
            ((number, answer),) = crew.answers()
            assert (number, pickle.loads(answer).text, len(crew.workers)) == (-3, "three", 1)

    @NOT_ON_WINDOWS
    def test_workers_that_die_after_they_were_given_something_and_before_they_begin(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with idle_crew(2) as crew:
            for worker in crew.workers:
                os.kill(worker.process.pid or 0, signal.SIGSTOP)  # so that it does not begin
            give, victims = worker_worker.Worker.give, list(crew.workers)

            def give_and_kill(worker: worker_worker.Worker, tasks: Iterable[tuple[int, Any]]) -> None:
                give(worker, tasks)  # which it takes, being alive
                if worker in victims:
                    worker.process.kill()

            monkeypatch.setattr(worker_worker.Worker, "give", give_and_kill)
            crew.add(-3, "three")
            ((number, answer),) = crew.answers()
            assert (number, pickle.loads(answer).text) == (-3, "three")
            assert not set(victims) & set(crew.workers)

    @NOT_ON_WINDOWS
    def test_a_worker_that_was_stopped_while_it_had_nothing_to_do(self) -> None:
        before = set(multiprocessing.active_children())

        def sources() -> Iterator[str]:
            yield "one"
            for child in set(multiprocessing.active_children()) - before:  # it has answered, and waits
                os.kill(child.pid or 0, signal.SIGSTOP)
            yield "two"

        assert [text(page) for page in read(sources(), workers=1, timeout=TIMEOUT)] == ["one", "two"]

    @NOT_ON_WINDOWS
    def test_a_source_that_kills_on_its_way_to_be_read(self) -> None:
        sources = ["one", "two", KillsOnItsWay(), "three", "four"]
        for source, answer in zip(sources, read(sources, workers=1), strict=True):
            if isinstance(source, str):
                assert text(answer) == source
            else:
                assert isinstance(failure(answer).error, ChildProcessError)

    @NOT_ON_WINDOWS
    def test_workers_that_are_killed_before_they_have_started(self) -> None:
        pages = worker_pages.answers(enumerate(["one", *map(str, range(9))]), 2, StartsOnce(), None)
        assert len(list(pages)) == 10
        with pytest.raises(
            RuntimeError, match="was killed by signal 9, perhaps for want of memory before it"
        ):
            list(worker_pages.answers(enumerate(["one"]), 2, NeverStarts(), None))


def order_of(sources: list[str], workers: int) -> pool.Crew | pool.Alone:
    """Return who reads sources, and gives answers as they were sent."""
    tasks = enumerate(sources)
    return pool.Crew(tasks, workers, read_or_die, None) if workers else pool.Alone(tasks, read_or_die)


@contextmanager
def idle_crew(count: int) -> Iterator[pool.Crew]:
    """Give a crew of so many workers that all have started, and have nothing to do."""
    with pool.Crew(iter(()), count, read_or_die, None) as crew:
        for number in range(count):
            crew.add(-1 - number, "warm up")
        assert len(list(crew.answers())) == len(crew.workers) == count
        yield crew


@NOT_ON_WINDOWS
class TestAWorkerThatIsKilledAtAnyStep:
    """Whatever a worker was doing when it was killed, each source has its answer, once and in order."""

    @pytest.mark.parametrize("workers", [1, 2])
    @pytest.mark.parametrize("step", STEPS)
    def test_once(self, step: str, workers: int, tmp_path: Path) -> None:
        sources = [str(number) for number in range(20)]
        pages = worker_pages.answers(enumerate(sources), workers, DiesAt(step, tmp_path, 1), 60.0)
        assert [text(page) for page in pages] == sources
        assert len(list(tmp_path.iterdir())) == 1

    @pytest.mark.parametrize("step", BEFORE_IT_BEGINS)
    def test_several_before_they_begin_cost_no_source(self, step: str, tmp_path: Path) -> None:
        sources = [str(number) for number in range(20)]
        pages = worker_pages.answers(enumerate(sources), 2, DiesAt(step, tmp_path, 2), 60.0)
        assert [text(page) for page in pages] == sources
        assert len(list(tmp_path.iterdir())) == 2

    @pytest.mark.parametrize("step", ["begun", "reading", "half-way through an answer"])
    def test_two_over_a_source_cost_that_source(self, step: str, tmp_path: Path) -> None:
        first, *others = worker_pages.answers(
            enumerate(["one", "two", "three"]), 1, DiesAt(step, tmp_path, 2), 60.0
        )
        assert "as one did before it" in str(failure(first).error)
        assert [text(page) for page in others] == ["two", "three"]

    def test_two_between_sources_cost_nothing(self, tmp_path: Path) -> None:
        sources = [str(number) for number in range(20)]
        pages = worker_pages.answers(enumerate(sources), 1, DiesAt("answered", tmp_path, 2), 60.0)
        assert [text(page) for page in pages] == sources

    def test_at_its_birth(self, monkeypatch: pytest.MonkeyPatch) -> None:
        born: list[worker_worker.Worker] = []
        init = worker_worker.Worker.__init__

        def init_and_kill(worker: worker_worker.Worker, read: worker_worker.Read) -> None:
            init(worker, read)
            born.append(worker)
            if len(born) <= 2:
                worker.process.kill()
                worker.process.join()

        monkeypatch.setattr(worker_worker.Worker, "__init__", init_and_kill)
        assert [text(page) for page in read(["one", "two", "three"])] == ["one", "two", "three"]
        assert len(born) == 4


class TestAHangingWorkerCostsOnePage:
    """A source that keeps its worker for longer than the time limit costs that source and nothing else."""

    def test_it_is_a_failure_and_the_others_are_read(self) -> None:
        sources = ["one", "hang", *map(str, range(40)), "hang", "last"]
        for source, answer in zip(sources, read(sources, timeout=TIMEOUT), strict=True):
            if source == "hang":
                error = failure(answer).error
                assert isinstance(error, PageTooSlow)
                assert error.seconds == TIMEOUT
            else:
                assert text(answer) == source

    @NOT_ON_WINDOWS
    def test_a_stopped_worker(self) -> None:
        one, stopped, two = read(["one", "stop", "two"], workers=1, timeout=TIMEOUT)
        assert isinstance(failure(stopped).error, PageTooSlow)
        assert [text(one), text(two)] == ["one", "two"]

    def test_no_limit(self) -> None:
        crew = pool.Crew(iter(()), 1, read_or_die, None)
        worker = worker_worker.Worker(read_or_die)
        worker.greeted, worker.since = True, worker.since - 1e9
        worker.tasks.append((0, "x"))
        assert crew._patience(worker) == float("inf")
        worker_worker.dismiss([worker])

    def test_a_limit_of_ages(self) -> None:
        assert [text(page) for page in read(["one", "two"], timeout=1e12)] == ["one", "two"]

    def test_it_counts_for_a_source_and_not_for_all(self, clock: Clock) -> None:
        sources = [str(number) for number in range(30)]
        found = []
        for page in worker_pages.answers(enumerate(sources), 1, read_or_die, 100.0):
            found.append(text(page))
            clock.now += 60.0
        assert found == sources

    def test_what_was_read_while_the_caller_was_away_counts(self, clock: Clock) -> None:
        with pool.Crew(enumerate(["one", "two", "three"]), 1, read_or_die, 1.0) as crew:
            answers = crew.answers()
            found = [pickle.loads(next(answers)[1]).text]
            (worker,) = crew.workers
            while len(worker.tasks) > 1:
                worker.pipe.poll(None)
                crew._collect(wait=False)
            worker.pipe.poll(None)  # the last one is answered
            clock.now += 1e6
            found += [pickle.loads(answer).text for _, answer in answers]
            assert found == ["one", "two", "three"]

    @pytest.mark.parametrize("wrong", [0, -1.5, float("nan")])
    def test_above_0(self, wrong: float) -> None:
        with pytest.raises(ValueError, match="must be above 0, in seconds"):
            parse.pages([], timeout=wrong)

    def test_a_number(self) -> None:
        wrong: Any = "60"
        with pytest.raises(TypeError, match="timeout is str"):
            parse.pages([], timeout=wrong)

    def test_the_error_says_what_to_do_and_comes_from_another_process(self) -> None:
        error = pickle.loads(pickle.dumps(PageTooSlow(60.0)))
        assert isinstance(error, NatodocsError)
        assert isinstance(error, TimeoutError)
        assert "longer than 60 seconds" in str(error)
        assert "timeout=" in str(error)


def only_one_is_busy(crew: pool.Crew) -> bool:
    return [worker.begun for worker in crew._busy()] == [True]


class TestMemoryIsBounded:
    """A slow page at the head lets no more wait behind it than what was read ahead."""

    def test_sources_behind_a_slow_one(self, clock: Clock) -> None:
        taken = 0

        def sources() -> Iterator[str]:
            nonlocal taken
            for source in ["hang", *map(str, range(10_000))]:
                taken += 1
                yield source

        with pool.Crew(enumerate(sources()), 2, read_or_die, 100.0) as crew:
            clock.is_up = lambda: taken == 2 * pool.AHEAD and only_one_is_busy(crew)
            answers = crew.answers()
            assert isinstance(pickle.loads(next(answers)[1]), PageTooSlow)
            assert taken == 2 * pool.AHEAD

    def test_answers_that_are_big(self, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pool, "HELD", 1_000_000)
        with pool.Crew(enumerate(["hang", *["x" * 300_000] * 60]), 2, read_or_die, 100.0) as crew:
            # The time is up once the other worker has nothing to do: it is given nothing while so much waits.
            clock.is_up = lambda: crew.held > pool.HELD and only_one_is_busy(crew)
            answers = crew.answers()
            next(answers)
            clock.is_up = None
            assert 1_000_000 < crew.held < 8_000_000  # and what was in hand: a chunk of four
            assert sum(1 for _ in answers) == 60


class TestErrands:
    """What is added beside the sources is done before them, and answered under its number."""

    def test_in_between_and_after_the_end(self) -> None:
        numbers: list[int] = []
        with pool.Crew(enumerate(map(str, range(40))), 2, read_or_die, 60.0) as crew:
            for number, _ in crew.answers():
                numbers.append(number)
                if number in {3, 39}:
                    crew.add(-number, "errand")
            crew.add(-100, "after")
            numbers += [number for number, _ in crew.answers()]
        assert sorted(numbers, reverse=True) == [*range(39, -1, -1), -3, -39, -100]
        assert numbers[-1] == -100

    @NOT_ON_WINDOWS
    def test_one_that_kills_its_workers(self) -> None:
        with pool.Crew(iter(()), 1, read_or_die, 60.0) as crew:
            crew.add(-1, "kill")
            ((number, answer),) = crew.answers()
            assert (number, type(pickle.loads(answer))) == (-1, ChildProcessError)
            crew.add(-1, "kill once more, as it were")  # whoever gave it has changed it since
            ((number, answer),) = crew.answers()
            assert (number, pickle.loads(answer).text) == (-1, "kill once more, as it were")
            assert not crew.suspects


class TestWorkersEndWithTheirIterator:
    """Whatever ends the iterator ends its processes."""

    def test_close(self) -> None:
        before = set(multiprocessing.active_children())
        pages = worker_pages.answers(enumerate(["one", "two", "hang", "hang"]), 2, read_or_die, None)
        next(pages)
        started = set(multiprocessing.active_children()) - before
        assert started
        assert isinstance(pages, Iterator)
        del pages
        assert set(multiprocessing.active_children()) == before

    def test_the_end(self) -> None:
        before = set(multiprocessing.active_children())
        read(["one", "two", "three"])
        assert set(multiprocessing.active_children()) == before

    def test_a_program_may_end_in_the_middle(self, tmp_path: Path) -> None:
        program = """
import itertools
from natodocs import parse
if __name__ == "__main__":
    pages = parse.pages(itertools.repeat("The bridge is open."), workers=2)
    print(next(pages).text)
"""
        child = run(tmp_path / "middle.py", program)
        assert child.communicate() == ("The bridge is open.\n", "")
        assert child.returncode == 0

    @NOT_ON_WINDOWS
    def test_interrupted(self, tmp_path: Path) -> None:
        # A terminal sends Ctrl-C to the whole group of processes; the parent alone speaks of it.
        program = """
import itertools, multiprocessing
from natodocs import parse
if __name__ == "__main__":
    for number, page in enumerate(parse.pages(itertools.repeat("The bridge is open."), workers=2)):
        if number == 50:
            print(*(child.pid for child in multiprocessing.active_children()), flush=True)
"""
        child = run(tmp_path / "interrupted.py", program, start_new_session=True)
        assert child.stdout
        workers = [int(pid) for pid in child.stdout.readline().split()]
        os.killpg(child.pid, signal.SIGINT)
        _, said = child.communicate()
        assert said.count("Traceback") == said.count("KeyboardInterrupt") == 1
        assert len(workers) == 2
        for pid in workers:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    @NOT_ON_WINDOWS
    def test_the_program_is_killed_while_a_page_hangs(self, tmp_path: Path) -> None:
        program = """
from natodocs._workers import pages as worker_pages
def hang(source):
    print(source, flush=True)
    while True:
        pass
if __name__ == "__main__":
    pages = worker_pages.answers(enumerate(["one", "two"]), 2, hang, None)
    next(pages)
"""
        child = run(tmp_path / "killed.py", program)
        assert child.stdout
        assert {child.stdout.readline(), child.stdout.readline()} == {"one\n", "two\n"}
        child.kill()
        # Standard output is the workers' as well, and ends with the last of them.
        assert child.communicate()[0] == ""


class TestWhereWorkersCannotStart:
    """A clear `RuntimeError` says why, and what to do."""

    def test_a_script_without_a_guard(self, tmp_path: Path) -> None:
        program = "from natodocs import parse\nprint(list(parse.pages(['a', 'b', 'c'], workers=2)))\n"
        child = run(tmp_path / "no_guard.py", program)
        out, said = child.communicate()
        assert (child.returncode, out) == (1, "")
        last = said.splitlines()[-1]
        assert last.startswith("RuntimeError: a worker of natodocs.parse.pages ended with exit code 1 before")
        assert 'if __name__ == "__main__":' in last
        assert "workers=0" in last

    def test_a_daemonic_process(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=complain, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        said = ours.recv()
        process.join()
        ours.close()
        assert "daemonic" in said
        assert "workers=0" in said


def complain(pipe: Connection) -> None:
    """Say what comes of starting workers here."""
    try:
        list(parse.pages(["one"], workers=1))
    except RuntimeError as error:
        pipe.send(str(error))


class TestTheWayBack:
    """A page comes out of a worker as it was made, and cheaply."""

    def test_everything_survives(self) -> None:
        assert pickle.loads(worker_worker._dumps(specimen())) == specimen()

    def test_it_is_smaller_than_a_plain_pickle(self) -> None:
        assert len(worker_worker._dumps(specimen())) < len(pickle.dumps(specimen(), pickle.HIGHEST_PROTOCOL))

    def test_no_value_takes_the_long_way(self) -> None:
        """What a page holds, and the page itself, goes as a call with its fields."""
        assert {type(value) for value in values(specimen())} <= set(worker_worker.REDUCERS)


def values(value: Any) -> Iterator[Any]:
    """Yield a value with all values of our own that it holds."""
    if isinstance(value, tuple):
        for each in value:
            yield from values(each)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from values(getattr(value, field.name))
