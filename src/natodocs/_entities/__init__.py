"""What the words of a page name: people, organisations, places, dates."""
