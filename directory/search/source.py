"""Where a finder's listings come from: the table, or a list in a test."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from directory.listing import Listing
from directory.platform import Pulse


class Source(Protocol):
    """A table of listings whose version grows with every change."""

    def version(self) -> int:
        """The newest version of any listing, 0 for an empty table; cheap, asked every few seconds."""

    def count(self) -> int:
        """How many listings there are, open and closed: what decides how an index is built."""

    def changed(self, since: int) -> Iterator[Listing]:
        """The listings changed after that version, oldest change first, with text."""

    def gone(self, since: int) -> Iterable[str]:
        """The ids that left the table after that version, because they went into another listing."""

    def with_claims(self, listings: Iterable[Listing]) -> Iterator[Listing]:
        """The same listings with their claims, so that quoted words weigh more; one that left the table is left out."""

    def platforms(self) -> Mapping[str, str]:
        """The platforms' slugs with their titles, for suggestions and for telling what is no platform."""

    def pulses(self) -> Mapping[str, Pulse]:
        """When each platform was last read well, by slug; cheap, asked with every version."""
