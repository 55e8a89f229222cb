"""Which kind of pay band the work belongs to."""

from collections.abc import Iterable

from directory.claims import Claim, Doubt
from directory.posting import Posting
from directory.reading.sections import Parts


def read(
    posting: Posting, parts: Parts, languages: Iterable[Claim], domains: Iterable[Claim]
) -> tuple[list[Claim], list[Doubt]]:
    """One tier claim from the claims about languages and domains and the words of the posting."""
    return [], []
