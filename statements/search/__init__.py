"""What pages show, read from the database: search and its facets, cards in lists, and each page's own reading."""
