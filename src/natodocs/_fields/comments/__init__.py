"""What readers wrote below the article."""
