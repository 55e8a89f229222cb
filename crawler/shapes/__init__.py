"""The shape of a platform's answers: what it was, what it is now, what we read of it, and the difference in words."""
