"""Words and patterns as data, a file a language; `loader` has their form."""

from __future__ import annotations

from natodocs._rules.loader import Rules, load, load_all

__all__ = ["Rules", "load", "load_all"]
