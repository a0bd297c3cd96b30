"""The command line: its options, and what cannot be asked of it."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib.metadata import PackageNotFoundError
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, CycloptsError, Group, Parameter
from rich.console import Console

import natodocs
from natodocs import parse
from natodocs._cli import _files, _flow, _forms
from natodocs._cli._files import File

FEW: Final = 100  # files; that many are read by the time that worker processes have started
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
            "A file; a folder, for all files in it and below that end in .txt, .text, .md, .html or .htm and "
            "are not hidden; or - for standard input.",
        ),
    ],
    as_json: Annotated[bool, _flag("--json", "Print the page, one alone, as a JSON object.")] = False,
    as_jsonl: Annotated[
        bool,
        _flag(
            "--jsonl",
            'Print a line of JSON a file: the page, and the file as "source"; or "source" and "error".',
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
    language: Annotated[
        str | None, _value("--language", "Language of the pages (ISO 639-1: en); else each is looked at.")
    ] = None,
    media_type: Annotated[
        parse.MediaType | None, _value("--media-type", "What the files are; else each is looked at.")
    ] = None,
    workers: Annotated[
        int | None,
        _value(
            "--workers", f"Processes that read; 0: this one. Else 0 up to {FEW} files, then one a processor."
        ),
    ] = None,
) -> int:
    """Read files, and print or write what is in them."""
    if workers is not None and workers < 0:
        raise UsageError(f"--workers is {workers}, and must be 0 or more")
    names = [_files.STANDARD_INPUT if name == HYPHEN else name for name in files]
    found = _files.find(names)
    first = list(islice(found, FEW + 1))
    _require_something(names, first)
    form = _form(names, several=len(first) > 1, as_json=as_json, as_jsonl=as_jsonl, html=html)
    many = len(first) > FEW
    answers = _flow.answers(
        chain(first, found),
        workers=0 if workers is None and not many else workers,
        language=language,
        media_type=media_type,
    )
    # On a terminal that pages are printed to, they are the progress.
    shown = many and sys.stderr.isatty() and (html is not None or not sys.stdout.isatty())
    progress = _flow.progress_bar(names, shown=shown)
    with progress if shown else nullcontext():  # rich 13 ends one that was never shown with an empty line
        return _flow.put_out(answers, form, progress)


def run(arguments: Sequence[str]) -> int:
    """Run the command with these arguments, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever the locale says; and half a surrogate pair, in a file name too, is no reason to stop.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    tokens = [HYPHEN if token == _files.STANDARD_INPUT else token for token in arguments]
    try:
        command, bound, *_ = app.parse_args(tokens, exit_on_error=False, print_error=False)
        return command(*bound.args, **bound.kwargs) or _flow.DONE  # --help and --version return nothing
    except (CycloptsError, UsageError) as error:
        message = str(error).replace(HYPHEN, _files.STANDARD_INPUT)
        _flow.complain(Console(stderr=True), f"{message} (natodocs --help says more)")
        return MISUSED


def _require_something(names: Sequence[str], first: Sequence[File]) -> None:
    if not names:
        raise UsageError("nothing to read: name files or folders, or - for standard input")
    if not first:
        raise UsageError(
            f"nothing to read: no file that ends in {', '.join(_files.ENDINGS)} in {', '.join(names)}"
        )
    if names.count(_files.STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")


def _form(
    names: Sequence[str], *, several: bool, as_json: bool, as_jsonl: bool, html: str | None
) -> _forms.Form:
    if as_json + as_jsonl + (html is not None) > 1:
        raise UsageError("--json, --jsonl and --html exclude each other")
    if as_json and several:
        raise UsageError("--json is for one page; of several, --jsonl prints one a line")
    if html is not None:
        return _html(html, names, several=several)
    return _forms.Json() if as_json else _forms.JsonLines() if as_jsonl else _forms.Summaries()


def _html(out: str, names: Sequence[str], *, several: bool) -> _forms.Html:
    if out in {"", HYPHEN}:
        raise UsageError("--html needs the name of a file or folder")
    place = os.path.realpath(out)
    places = {os.path.realpath(name): _files.is_folder(name) for name in names}
    folder = several or any(places.values()) or _files.is_folder(place) or out.endswith(("/", os.sep))
    if folder and Path(place).is_file():
        raise UsageError(f"--html {out} is a file, and must be a folder, as each page gets a file of its own")
    if not folder and place in places:
        raise UsageError(f"--html {out} is the page itself; name another file")
    if any(is_folder and Path(place).is_relative_to(read) for read, is_folder in places.items()):
        raise UsageError(f"--html {out} is inside a folder that is read; name one outside of it")
    return _forms.Html(out, names, folder=folder)
