"""When the article was published and changed, and when the page was looked at."""

from natodocs._fields.dates.weighing import find

__all__ = ["find"]
