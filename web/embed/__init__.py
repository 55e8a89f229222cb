"""A small list for any search that other sites may frame."""
