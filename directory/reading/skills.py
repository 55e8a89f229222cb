"""What the posting says about its skills."""

from directory.claims import Claim, Doubt
from directory.posting import Posting
from directory.reading.sections import Parts


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """The claims about skills, and words that could not be read."""
    return [], []
