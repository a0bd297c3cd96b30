"""What `natodocs.arrow` is made of: schemas, sources out of batches, answers into batches, flat tables."""
