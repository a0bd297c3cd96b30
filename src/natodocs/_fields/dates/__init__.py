"""When the article was published and changed, and when the page was looked at."""
