"""Patterns that are compiled when a text first needs them: one takes up to 15 ms, and a page needs a few of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import regex

Compiler = Callable[[str, int], "regex.Pattern[str]"]


class Lazy:
    """What stands for a pattern until it is asked for one of its methods, each of which it then hands on."""

    def __init__(self, source: str, flags: int, compiler: Compiler) -> None:
        self.pattern = source  # as patterns call it
        self._flags = flags
        self._compiler = compiler

    def __getattr__(self, name: str) -> Any:  # what is not kept yet
        if name.startswith("__"):
            raise AttributeError(name)
        kept = vars(self)
        if "_compiled" not in kept:
            kept["_compiled"] = self._compiler(self.pattern, self._flags)
        kept[name] = getattr(kept["_compiled"], name)
        return kept[name]


def lazily(
    source: str, flags: int = regex.VERSION1, compiler: Compiler = regex.compile
) -> regex.Pattern[str]:
    """Return a pattern that is compiled when it is first asked for."""
    return cast("regex.Pattern[str]", Lazy(source, flags, compiler))
