"""Hourly pay that can hardly be meant: shown with a mark, left out of figures, ranked behind all other pay."""

from directory.claims import Facts

LEAST, MOST = 250, 50_000
"""US cents an hour. Below lie prices of a piece and misread periods, above days, months and projects read as hours."""


def plausible(facts: Facts) -> bool:
    """Whether every known end of the hourly pay lies from $2.50 to $500; pay that is not known by the hour does."""
    return all(LEAST <= cents <= MOST for cents in facts.usd_hour or () if cents is not None)
