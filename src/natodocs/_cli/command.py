"""The command line: its options, and what cannot be asked of it."""

import importlib.util
import io
import os
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, CycloptsError, Group, Parameter
from rich.console import Console

import natodocs
from natodocs._cli import files as cli_files
from natodocs._cli import flow, forms
from natodocs._cli import folder as cli_folder
from natodocs._cli import parquet as cli_parquet
from natodocs._cli import sources as cli_sources
from natodocs._cli.files import File
from natodocs._cli.progress import Progress
from natodocs._limits import TIMEOUT
from natodocs._types import MediaType
from natodocs._workers.pool import NotStarted

FEW: Final = 100  # files; that many are read by the time that worker processes have started
MOST_ENDINGS: Final = 8  # that are named, of the files that are not read
MISUSED: Final = 2  # exit code
HELP: Final = """Read news pages: what every line is, who wrote it, where and when, and who said what.

Exit codes:
0, all was read;
1, some file could not be read or written: standard error says which and why, and the others were read;
2, the command was used wrongly, or there is nothing to read;
130, interrupted.
A reader that closes the pipe, such as head, ends the command, and that is no failure.
"""
HYPHEN: Final = "\0"  # stands for "-", which cyclopts takes for an option; no argument can hold it
OPTIONS: Final = Group("Options")


class UsageError(Exception):
    """The command was used wrongly."""


def _version() -> str:
    try:
        return natodocs.__version__
    except PackageNotFoundError:
        return "unknown: not installed"


def _flag(name: str, says: str) -> Parameter:
    return Parameter(name=name, help=says, negative="", show_default=False)


def _value(name: str, says: str) -> Parameter:
    return Parameter(name=name, help=says, show_default=False)


app: Final = App(
    name="natodocs",
    help=HELP,
    help_format="plaintext",
    group_parameters=OPTIONS,
    group_commands=OPTIONS,
    version=_version,
)


@app.default
def read(
    *files: Annotated[
        str,
        _value(
            "FILE",
            "A file; an archive of many pages, which ends in .warc, .wet, .warc.gz or .wet.gz; a folder, for all "
            "archives in it and below, and all files that end in .txt, .text, .md, .html, .htm, .mht, .mhtml, "
            ".txt.gz, .html.gz or .htm.gz and are not hidden; or - for standard input.",
        ),
    ],
    as_json: Annotated[bool, _flag("--json", "Print the page, one alone, as a JSON object.")] = False,
    as_jsonl: Annotated[
        bool,
        _flag(
            "--jsonl",
            'Print a line of JSON a page: the page, and the file as "source"; or "source" and "error".',
        ),
    ] = False,
    html: Annotated[
        str | None,
        _value(
            "--html",
            "Write the page, with all that was found in it in colour, to this file; of several pages or a "
            "folder, each to a file of its own in this folder.",
        ),
    ] = None,
    parquet: Annotated[
        str | None,
        _value(
            "--parquet",
            "Write tables of the pages, with a row for each, to this folder. What is there already is not read "
            "again, so a run that was broken off goes on where it was.",
        ),
    ] = None,
    part: Annotated[
        int, _value("--part", f"Pages in a file of --parquet; else {cli_parquet.PART}.")
    ] = cli_parquet.PART,
    language: Annotated[
        str | None, _value("--language", "Language of the pages (ISO 639-1: en); else each is looked at.")
    ] = None,
    media_type: Annotated[
        MediaType | None, _value("--media-type", "What the files are; else each is looked at.")
    ] = None,
    workers: Annotated[
        int | None,
        _value(
            "--workers", f"Processes that read; 0: this one. Else 0 up to {FEW} files, then one a processor."
        ),
    ] = None,
    timeout: Annotated[
        float,
        _value(
            "--timeout",
            f"Seconds that a process may take over a page; else {TIMEOUT:g}. 0 is no limit. The process of the "
            "command itself has none.",
        ),
    ] = TIMEOUT,
) -> int:
    """Read files, and print or write what is in them."""
    if workers is not None and workers < 0:
        raise UsageError(f"--workers is {workers}, and must be 0 or more")
    if not timeout >= 0:
        raise UsageError(f"--timeout is {timeout:g}, and must be 0 or more, in seconds")
    if part < 1:
        raise UsageError(f"--part is {part}, and must be 1 or more")
    names = [cli_files.STANDARD_INPUT if name == HYPHEN else name for name in files]
    passed_over: Counter[str] = Counter()
    found = cli_files.find(names, passed_over)
    first = list(islice(found, FEW + 1))
    _require_something(names, first)
    several = len(first) > 1 or first[0].is_archive
    many = len(first) > FEW or any(file.is_archive for file in first)
    order = flow.Order(
        workers=0 if workers is None and not many else workers,
        timeout=timeout or None,
        language=language,
        media_type=media_type,
    )
    form = _form(names, several=several, as_json=as_json, as_jsonl=as_jsonl, html=html, parquet=parquet)
    # On a terminal that pages are printed to, they are the progress.
    to_files = html is not None or parquet is not None
    shown = many and sys.stderr.isatty() and (to_files or not sys.stdout.isatty())
    progress = Progress(cli_files.find(names) if shown else (), shown=shown)
    complaints = flow.Complaints(progress.console)
    all_files = chain(first, found)
    closing = None
    with progress.running():
        if parquet is not None:
            closing = cli_parquet.write(all_files, order, parquet, part, progress, complaints)
            all_read = closing is not None
        else:
            all_read = flow.put_out(cli_sources.find(all_files), order, form, progress, complaints)
    if all_read and (said := _left_out(passed_over)):
        flow.complain(progress.console, said)
    if closing:
        flow.close(closing, complaints)
    return complaints.code


def run(arguments: Sequence[str]) -> int:
    """Run the command with these arguments, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever the locale says; and half a surrogate pair, in a file name too, is no reason to stop.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    tokens = [HYPHEN if token == cli_files.STANDARD_INPUT else token for token in arguments]
    try:
        command, bound, *_ = app.parse_args(tokens, exit_on_error=False, print_error=False)
        return command(*bound.args, **bound.kwargs) or flow.DONE  # --help and --version return nothing
    except NotStarted as error:
        flow.complain(Console(stderr=True), str(error))
        return flow.FAILED
    except (CycloptsError, UsageError, cli_folder.OtherRun) as error:
        message = str(error).replace(HYPHEN, cli_files.STANDARD_INPUT)
        flow.complain(Console(stderr=True), f"{message} (natodocs --help says more)")
        return MISUSED


def _left_out(endings: Counter[str]) -> str:
    """Return what is said of files in folders that are not read, which is no failure."""
    kinds = [f"{count:,} {ending or 'without an ending'}" for ending, count in endings.most_common() if count]
    if not kinds:
        return ""
    more = f" and {len(kinds) - MOST_ENDINGS} more endings" if len(kinds) > MOST_ENDINGS else ""
    total = sum(endings.values())
    return f"{total:,} other file{'s' * (total > 1)} left out: {', '.join(kinds[:MOST_ENDINGS])}{more}"


def _require_something(names: Sequence[str], first: Sequence[File]) -> None:
    if not names:
        raise UsageError("nothing to read: name files or folders, or - for standard input")
    if not first:
        raise UsageError(
            f"nothing to read: no file that ends in {', '.join(cli_files.ENDINGS)} in {', '.join(names)}"
        )
    if names.count(cli_files.STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")


def _form(
    names: Sequence[str],
    *,
    several: bool,
    as_json: bool,
    as_jsonl: bool,
    html: str | None,
    parquet: str | None,
) -> forms.Form:
    if as_json + as_jsonl + (html is not None) + (parquet is not None) > 1:
        raise UsageError("--json, --jsonl, --html and --parquet exclude each other")
    if parquet is not None:
        _require_table(parquet, names)
    if as_json and several:
        raise UsageError("--json is for one page; of several, --jsonl prints one a line")
    if html is not None:
        return _html(html, names, several=several)
    return forms.Json() if as_json else forms.JsonLines() if as_jsonl else forms.Summaries()


def _html(out: str, names: Sequence[str], *, several: bool) -> forms.Html:
    if out in {"", HYPHEN}:
        raise UsageError("--html needs the name of a file or folder")
    place = os.path.realpath(out)
    places = {os.path.realpath(name): cli_files.is_folder(name) for name in names}
    folder = several or any(places.values()) or cli_files.is_folder(place) or out.endswith(("/", os.sep))
    if folder and Path(place).is_file():
        raise UsageError(f"--html {out} is a file, and must be a folder, as each page gets a file of its own")
    if not folder and place in places:
        raise UsageError(f"--html {out} is the page itself; name another file")
    if any(is_folder and Path(place).is_relative_to(read) for read, is_folder in places.items()):
        raise UsageError(f"--html {out} is inside a folder that is read; name one outside of it")
    return forms.Html(out, names, folder=folder)


def _require_table(out: str, names: Sequence[str]) -> None:
    if importlib.util.find_spec("pyarrow") is None:
        raise UsageError("--parquet needs pyarrow, which is not installed; pip install 'natodocs[arrow]'")
    if out in {"", HYPHEN}:
        raise UsageError("--parquet needs the name of a folder")
    if cli_files.STANDARD_INPUT in names:
        raise UsageError("--parquet cannot take standard input, which cannot be read again to go on")
    if Path(out).exists() and not cli_files.is_folder(out):
        raise UsageError(f"--parquet {out} is a file, and must be a folder")
    place = Path(os.path.realpath(out))
    if any(cli_files.is_folder(name) and place.is_relative_to(os.path.realpath(name)) for name in names):
        raise UsageError(f"--parquet {out} is inside a folder that is read; name one outside of it")
