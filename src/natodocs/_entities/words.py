"""The words of names and newsrooms in all languages, and the gazetteer of given names."""

from __future__ import annotations

from functools import cache

from natodocs import _rules
from natodocs._rules import loader


@cache
def given_names() -> frozenset[str]:
    """Return common given names, in small letters."""
    return frozenset(loader.load_list("given_names"))


@cache
def never_in_names() -> frozenset[str]:
    """Return words that no name holds, in small letters."""
    return listed("never_in_names")


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of the words of bylines by its name."""
    return _rules.load_all().words(f"byline.{name}")
