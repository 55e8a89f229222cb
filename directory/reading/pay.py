"""What the work pays, as the posting says it."""

from directory.claims import Claim, Doubt
from directory.posting import Posting
from directory.reading.sections import Parts


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """The pay claims, the main one first, and money words that could not be read."""
    return [], []
