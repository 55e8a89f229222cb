"""A search as a value equal to its query string: parsing, facets, sentence."""
