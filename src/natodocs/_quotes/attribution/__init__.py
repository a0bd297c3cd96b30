"""Which report a passage belongs to."""
