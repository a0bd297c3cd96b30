"""The sessions that keep natodocs in order; `nox` runs what a commit needs, `nox --list` shows the rest."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import nox

ROOT: Final = Path(__file__).parent
PYPROJECT: Final = nox.project.load_toml(ROOT / "pyproject.toml")
OWN: Final = ".".join(platform.python_version_tuple()[:2])  # the Python that runs nox
PYTHONS: Final = list(dict.fromkeys([*nox.project.python_versions(PYPROJECT), OWN]))  # of the classifiers
LATE: Final = ("dateparser", "langdetect", "turbohtml")  # what `import natodocs` leaves for later
MUST_SHIP: Final = (
    "py.typed",
    "page.schema.json",
    "_weights/calibration.json",
    "_document/html/class_names.json",
    "_patterns/late.txt",
    "_rules/any.json",
    "_rules/en.json",
    "_rules/tables/months.json",
    "_rules/tables/given_names.txt",
)  # what is no code
DATA: Final = ROOT.parent / "shared" / "data"  # what the yardsticks read, outside the project
GROWTH: Final = "tests/test_growth.py"
BUILT: Final[list[Path]] = []  # the wheel of this run, once it is built
# The yardsticks that are held to their floors by default, in less than a minute: not pages, of minutes, and no times.
QUICK: Final = "seeds,whole,kinds,calibration,lines,quotes"

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "typing", f"tests-{OWN}", "docs", "package", "quality"]
nox.options.default_venv_backend = "virtualenv"  # nox brings it along: nothing but pip is needed
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False  # on CI too: there a job is given its Python


def switch_on_pyenv() -> None:
    """Let pyenv's shims answer for all the Pythons that it holds; they answer for one of them otherwise."""
    pyenv = shutil.which("pyenv")
    if pyenv and "PYENV_VERSION" not in os.environ:
        listed = subprocess.run([pyenv, "versions", "--bare"], capture_output=True, text=True, check=True)
        found = [version for version in listed.stdout.split() if version.rpartition(".")[0] in PYTHONS]
        own = platform.python_version()  # stays the first, and so what `python3` is
        if found:
            os.environ["PYENV_VERSION"] = ":".join(sorted(found, key=lambda version: version != own))


switch_on_pyenv()

# On CI the same examples each time.
HYPOTHESIS: Final = {"HYPOTHESIS_PROFILE": "ci"} if "CI" in os.environ else {}


def built(session: nox.Session) -> Path:
    """Return the wheel: built once in a run, from the sdist that is built before it, so that both are tried."""
    if not BUILT:
        folder = session.cache_dir / "dist"
        shutil.rmtree(folder, ignore_errors=True)
        session.install("build")
        session.run("python", "-m", "build", "--outdir", str(folder), str(ROOT), silent=True)
        BUILT.extend(folder.glob("*.whl"))
    (wheel,) = BUILT
    return wheel.resolve()


def install(session: nox.Session, *groups: str, extras: str = "arrow,cli,warc") -> None:
    """Install natodocs as a user has it, from the wheel, with dependency groups of `pyproject.toml`."""
    wheel = built(session)
    needed = nox.project.dependency_groups(PYPROJECT, *groups) if groups else ()
    session.install(f"natodocs[{extras}] @ {wheel.as_uri()}", *needed)
    # The environment may be there already, with what was built before under the same version.
    session.install("--force-reinstall", "--no-deps", str(wheel))


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff: rules and format; import-linter: the direction of imports."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports", env={"PYTHONPATH": "src"})


@nox.session
def typing(session: nox.Session) -> None:
    """Mypy over everything; pyright over the public API, each name of which must have its type."""
    install(session, "typing")
    session.run("mypy")
    # Pyright looks for the package beside the first `python` on the path, which is that of the session.
    session.run("pyright", "--verifytypes", "natodocs", "--ignoreexternal")
    session.run("pyright", "tests/typing")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Tests and the examples of the docstrings, against the wheel, with the floor of coverage; a Python each."""
    install(session, "tests")
    if session.posargs:
        session.run("pytest", *session.posargs, env=HYPOTHESIS)
        return
    parallel = ("--numprocesses=auto", "--dist=worksteal")
    examples = ("--pyargs", "natodocs", "--doctest-modules")
    # Elsewhere tests are left out that send signals, and so what they reach.
    coverage = ("--cov", "--cov-report=term:skip-covered") if sys.platform == "linux" else ()
    session.run("pytest", "tests", *examples, *parallel, f"--ignore={GROWTH}", *coverage, env=HYPOTHESIS)
    session.run("pytest", GROWTH, *parallel)  # without coverage, which takes its own time for each line


@nox.session
def fast(session: nox.Session) -> None:
    """The tests that are not marked as slow, in less than a minute: for the time while you write."""
    install(session, "tests")
    session.run("pytest", "tests", "-m", "not slow", "--numprocesses=auto", *session.posargs)


@nox.session(name="property")
def properties(session: nox.Session) -> None:
    """Hypothesis at length: some minutes."""
    install(session, "tests")
    session.run("pytest", "tests/test_properties.py", "--hypothesis-profile=long", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Feed the parsers with what nobody would write, a minute each: `-- --seconds 600 --target page`.

    By Atheris where it installs; else, and with `-- --engine mutation`, by mutations of the corpus alone.
    """
    install(session, "tests")
    asked = list(session.posargs)
    needed = nox.project.dependency_groups(PYPROJECT, "fuzz")
    try:
        session.install("--only-binary=:all:", *needed)
    except nox.command.CommandFailed:
        session.log("no Atheris for this Python: the corpus is mutated")
    targets = ("page", "byline", "dateline", "quotes", "from_dict", "warc", "parse_batch")
    for target in () if "--target" in asked else targets:
        session.run("python", "-m", "tools.fuzz", "--target", target, *asked)
    if "--target" in asked:
        session.run("python", "-m", "tools.fuzz", *asked)


@nox.session
def mutation(session: nox.Session) -> None:
    """Break the code in small ways, and say which of them no test notices: `-- --module dates --sample 40`."""
    session.install("--editable", ".[arrow,cli,warc]", *nox.project.dependency_groups(PYPROJECT, "tests"))
    session.run("python", "-m", "tools.mutate", *session.posargs)


@nox.session
def rules(session: nox.Session) -> None:
    """The rule files: sorted, and proven by their `matches` and `spares`."""
    install(session, "tests")
    session.run("pytest", "tests/rules", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Sphinx without a warning, and every example of the pages run; the result is docs/_build/html."""
    install(session, "docs")
    strict = ("-W", "-n", "--keep-going", "-q")
    for builder in ("html", "doctest"):
        session.run("sphinx-build", *strict, "-b", builder, "docs", f"docs/_build/{builder}")


@nox.session
def quality(session: nox.Session) -> None:
    """Fail where a measured figure is worse than its floor; skipped, with a word, where the data is not.

    `-- all` holds pages and times to theirs too, in some minutes; `-- SCRIPT ARGUMENTS` runs one yardstick alone.
    """
    every = session.posargs == ["all"]
    script = () if every else session.posargs
    if not script and not DATA.exists():
        session.skip(f"no data in {DATA}: benchmarks/README.md says how to get it")
    install(session, *(["quality"] if session.posargs else []))
    if script:
        session.run("python", *script)
    else:
        only = () if every else ("--only", QUICK)
        session.run("python", "benchmarks/scorecard.py", "--floors", "benchmarks/floors.json", *only)


@nox.session
def crawl(session: nox.Session) -> None:
    """Run a generated crawl, kill it half-way and go on: 2,000 pages in some minutes; `-- --pages N` for others.

    Then another, with poison, damaged archives and kills at random moments.
    """
    install(session)
    session.run("python", "benchmarks/crawl.py", *(session.posargs or ("--pages", "2000", "--busy")))
    if not session.posargs:
        session.run("python", "benchmarks/crawl_faults.py", "--pages", "3000")


@nox.session
def package(session: nox.Session) -> None:
    """The sdist and the wheel built from it: their metadata, what they hold, what an import brings in."""
    session.install("twine")
    wheel = built(session)
    session.run("twine", "check", "--strict", *map(str, wheel.parent.iterdir()))
    check_contents(session, wheel)
    install(session, extras="cli")
    check_import(session)
    session.run("python", "-m", "natodocs", "examples", silent=True)


@nox.session
def train(session: nox.Session) -> None:
    """Learn all numbers of the package, each from what the one before leaves: `-- DATA`; about half an hour.

    The same data give the same bytes. "Learned weights" in CONTRIBUTING.md says more.
    """
    data = session.posargs[0] if session.posargs else str(DATA)
    if not Path(data).exists():
        session.skip(f"no data in {data}: benchmarks/README.md says how to get it")
    session.install("--editable", ".", *nox.project.dependency_groups(PYPROJECT, "training"))
    # The order of sets is that of hashes; the score of the article is that of the yardstick.
    settled = {"PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT / "benchmarks")}
    for name in (
        "comments",
        "article",
        "headline",
        "byline",
        "furniture",
        "reports",
        "mentions",
        "calibration",
    ):
        session.run("python", "-m", f"tools.weights.{name}", data, "--write", env=settled)


@nox.session
def engines(session: nox.Session) -> None:
    """Spark, Ray, datasets, DuckDB, pandas and Polars by the scripts of the documentation: rows as from `pages`.

    Minutes, and more than a gigabyte of packages. Spark is left out, with a word, where Java is missing.
    """
    install(session, "engines")
    session.run("python", "benchmarks/engines.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Time of a page of 10 kB, with pyperf; further arguments go to it."""
    session.install(".", "pyperf")
    setup = (
        "from pathlib import Path; from natodocs import parse; "
        "pages = ''.join(path.read_text('utf-8') for path in sorted(Path('examples').glob('*.txt'))); "
        "text = (pages * (1 + 10_000 // len(pages)))[:10_000]"
    )
    session.run("python", "-m", "pyperf", "timeit", "--setup", setup, "parse.page(text)", *session.posargs)


@nox.session
def picture(session: nox.Session) -> None:
    """Make docs/_static/viewer.png again, the picture of the viewer; needs Chromium."""
    browsers = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, browsers)), None)
    if chromium is None:
        session.error("no Chromium is installed, and it draws the picture")
    install(session)
    page = Path(session.create_tmp()) / "page.html"
    session.run("python", "-m", "natodocs", "examples/harbury-bridge.txt", "--html", str(page))
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1200,1150")
    target = ROOT / "docs/_static/viewer.png"
    session.run(chromium, *options, f"--screenshot={target}", page.resolve().as_uri(), external=True)


def check_contents(session: nox.Session, wheel: Path) -> None:
    """Fail unless the wheel holds every file of the package, and those that no import would miss."""
    held = set(zipfile.ZipFile(wheel).namelist())
    source = (path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*") if path.is_file())
    caches = (".", "__pycache__")
    kept = [path for path in source if not any(part.startswith(caches) for part in path.parts)]
    wanted = {shipped(path).as_posix() for path in kept}
    missing = sorted((wanted | {f"natodocs/{name}" for name in MUST_SHIP}) - held)
    if missing:
        session.error(f"the wheel lacks {', '.join(missing)}")
    session.log(f"the wheel holds all {len(wanted)} files of the package")


def shipped(path: Path) -> Path:
    """Return what stands for a file of the package in a wheel: JSON for the TOML that `hatch_build.py` compiles."""
    compiled = path.suffix == ".toml" and path.parts[1] in ("_rules", "_document")
    return path.with_suffix(".json") if compiled else path


def check_import(session: nox.Session) -> None:
    """Fail where `import natodocs` brings in what is only needed later; how long it takes, benchmarks/speed.py says."""
    code = f"import sys, natodocs; sys.exit(' '.join(sorted({{*{LATE!r}}} & set(sys.modules))) or 0)"
    session.run("python", "-c", code)
