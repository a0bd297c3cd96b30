"""HTML -> the text it renders to. Imported when a page is HTML: `reading` loads the parser."""
