"""The ways of a page out: dictionaries, JSON, annotations, HTML."""
