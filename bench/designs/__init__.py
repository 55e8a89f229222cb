"""Ways to build a search with facets: each answers the same questions with the same totals and counts."""
