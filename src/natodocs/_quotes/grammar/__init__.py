"""Sentences, their words, and what these do in them."""
