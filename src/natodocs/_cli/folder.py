"""The folder of `--parquet`: whose it is, which parts are there, where drafts stand, and what broken-off runs left."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING, Final

import natodocs
from natodocs._cli import files as cli_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from natodocs._cli.flow import Order

SETTINGS: Final = "_natodocs.json"  # engines that read the folder pass over what begins so
DRAFTS: Final = ".natodocs-"  # how the folder of the drafts of a run begins, and a draft of the settings
NAME: Final = re.compile(r"part-(\d{6,})-([0-9a-f]{12})\.parquet")
FORM: Final = 2  # of what stands here in files; goes up when it changes


class OtherRun(Exception):
    """The folder belongs to a run over other pages, or in another way."""


def there(folder: Path) -> dict[int, str]:
    """Return the name of each part that is there."""
    found: dict[int, str] = {}
    for name in sorted(path.name for path in folder.iterdir()):
        if match := NAME.fullmatch(name):
            index = int(match[1])
            if index in found:
                raise OtherRun(f"{folder} has a part twice: {found[index]} and {name}")
            found[index] = name
    return found


def settings(order: Order, size: int) -> dict[str, object]:
    """Return what must be the same whenever a folder is gone on with."""
    try:
        version = natodocs.__version__
    except PackageNotFoundError:
        version = "unknown"
    return {
        "form": FORM,
        "natodocs": version,
        "--part": size,
        "--language": order.language,
        "--media-type": order.media_type,
    }


def require_settings(folder: Path, wanted: dict[str, object]) -> None:
    """Note how a new folder is made, and hold to it in one that was begun."""
    path = folder / SETTINGS
    try:
        begun = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if any(not path.name.startswith(".") for path in folder.iterdir()):
            raise OtherRun(f"{folder} has other files in it; name an empty or a new folder") from None
        cli_files.write(path, json.dumps(wanted, indent=2).encode(), settled=True)
        sync(folder)
        return
    except ValueError as error:
        raise OtherRun(f"{path} is damaged: {error}") from None
    for name, value in wanted.items():
        if begun.get(name) != value:
            raise OtherRun(
                f"{folder} was begun with {name} {begun.get(name)}, and this is {name} {value}: go on in the same "
                "way, or name another folder"
            )


@contextmanager
def drafts(folder: Path) -> Iterator[Path]:
    """Give a new folder inside, for drafts, which goes at the end; nobody else may enter it."""
    made = Path(tempfile.mkdtemp(prefix=DRAFTS, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Take away what runs left that were broken off."""
    for path in folder.glob(f"{DRAFTS}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def sync(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows does so itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second run out of a folder; the lock goes with the process, however that ends."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if isinstance(error, BlockingIOError):
                raise OtherRun(f"another run is writing to {folder}") from None
            # else the file system knows no locks, and there is nobody to ask
        yield
    finally:
        os.close(handle)
