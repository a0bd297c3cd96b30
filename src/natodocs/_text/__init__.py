"""Text -> lines with their words, as they are read."""

from natodocs._text.lines import Line

__all__ = ["Line"]
