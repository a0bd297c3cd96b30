"""The fields of a page, each found in its blocks: who, where, when, and whose."""
