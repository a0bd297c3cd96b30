"""The quotations of a page, with who said them: quotation attribution."""

from __future__ import annotations

from natodocs._quotes.finding import find

__all__ = ["find"]
