"""Temporal expressions: the words of dates, and the moments that a text prints."""
