"""A source of any kind -> its text, with what its markup and its head say of it."""

from natodocs._document.document import Document

__all__ = ["Document"]
