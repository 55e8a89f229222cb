"""Standing texts: about, privacy, method, guides."""
