"""The platforms: list, page, comparison, recruiter check."""
