"""What readers wrote below the article."""

from natodocs._fields.comments.sections import find

__all__ = ["find"]
