"""The API: the same search as page and feed, as JSON, with the proof of every fact."""
