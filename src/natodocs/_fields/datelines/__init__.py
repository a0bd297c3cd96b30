"""Where a story was filed."""

from natodocs._fields.datelines.paragraph import find, parse

__all__ = ["find", "parse"]
