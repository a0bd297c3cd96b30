"""Many patterns at once: a prefilter tries those that may match."""
