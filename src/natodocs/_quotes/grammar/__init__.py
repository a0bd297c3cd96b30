"""Shallow parsing: sentences, their tokens with the classes of words, their noun phrases and cues."""
