"""Who wrote the article."""

from natodocs._fields.bylines.printed import parse
from natodocs._fields.bylines.weighing import find

__all__ = ["find", "parse"]
