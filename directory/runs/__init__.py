"""The life of a run: staged, judged, applied whole in one transaction, or held."""
