"""Who may take a listing: statements about place and language as one rule, applied to a person at the last moment."""
