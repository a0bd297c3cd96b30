"""Patterns that are compiled when a text first needs them: one takes up to 15 ms, and a page needs a few of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import regex

Compiler = Callable[[str, int], "regex.Pattern[str]"]


class Compiled:
    """What stands for a pattern: has what the pattern has."""


class Lazy(Compiled):
    """The same before it is compiled; it turns into the other, which is asked faster, when it is asked for anything."""

    def __init__(self, source: str, flags: int, compiler: Compiler) -> None:
        self.pattern = source  # as patterns call it
        self._flags = flags
        self._compiler = compiler

    def __getattr__(self, name: str) -> Any:  # what the pattern has
        if name.startswith("_"):
            raise AttributeError(name)
        pattern = self._compiler(self.pattern, self._flags)
        vars(self).update((key, getattr(pattern, key)) for key in dir(pattern) if not key.startswith("_"))
        object.__setattr__(self, "__class__", Compiled)  # two threads that come here do the same
        return getattr(pattern, name)


def lazily(
    source: str, flags: int = regex.VERSION1, compiler: Compiler = regex.compile
) -> regex.Pattern[str]:
    """Return a pattern that is compiled when it is first asked for."""
    return cast("regex.Pattern[str]", Lazy(source, flags, compiler))
