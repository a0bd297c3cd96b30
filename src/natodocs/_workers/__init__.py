"""Many pages, in worker processes."""
