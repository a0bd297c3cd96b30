"""Mentions of speakers, and the names they stand for: coreference."""
