"""The command line: `natodocs FILE...`, or `python -m natodocs FILE...`. It needs `natodocs[cli]`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

EXTRA: Final = frozenset({"cyclopts", "rich"})  # what natodocs[cli] brings
MISSING: Final = (
    "natodocs: the command line needs {name}, which is not installed; pip install 'natodocs[cli]'\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What stands after the name of the command; `None` takes those of the process.

    Returns:
        The exit code; `natodocs --help` says what each means.
    """
    try:
        try:
            from natodocs._cli import command
        except ModuleNotFoundError as error:
            name = (error.name or "").partition(".")[0]
            if name not in EXTRA:
                raise
            sys.stderr.write(MISSING.format(name=name))
            return 2
        return command.run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
