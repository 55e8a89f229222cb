"""Who may take the work, by where the person lives, is a citizen, or may work."""
