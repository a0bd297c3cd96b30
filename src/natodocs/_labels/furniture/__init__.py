"""What stands outside the article, as it was learned from what the markup of pages says."""
