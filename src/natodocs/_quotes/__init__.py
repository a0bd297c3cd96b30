"""Who said what."""

from __future__ import annotations

from natodocs._quotes.finding import find

__all__ = ["find"]
