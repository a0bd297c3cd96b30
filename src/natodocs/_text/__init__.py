"""Text -> lines with their words, as they are read."""
