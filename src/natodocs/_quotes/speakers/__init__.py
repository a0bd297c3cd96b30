"""Coreference: mentions of speakers -> the names they stand for."""
