"""A page as one HTML file that shows all that was found in it."""
