"""The ways of a page out: dictionaries, JSON, annotations, HTML; and `Page`, which has them as methods."""

from natodocs._output.page import Page

__all__ = ["Page"]
