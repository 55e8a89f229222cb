"""Feeds of any search."""
