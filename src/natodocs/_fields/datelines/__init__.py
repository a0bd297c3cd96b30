"""Where a story was filed."""
