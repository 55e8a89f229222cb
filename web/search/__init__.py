"""The search page: form, facets, cards."""
