"""The store's table as a source of listings."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from directory.listing import Listing
from directory.platform import Pulse
from directory.store import Store, cards, hidden, platforms, shelf
from directory.store.plain import asking
from directory.store.pulses import pulse_of

CLAIMS_AT_ONCE = 500  # listings whose claims are read in one short transaction


class Table:
    """A source of listings over the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def version(self) -> int:
        """The newest version of anything on the shelf: what filters and words must have reached."""
        with asking(self._store) as now:
            return cards.version(now)

    def count(self) -> int:
        """How many listings there are on the shelf, open and closed."""
        return shelf.count(self._store)

    def changed(self, since: int) -> Iterator[Listing]:
        """The listings changed after that version, oldest change first, with text."""
        return shelf.listings(self._store, since)

    def gone(self, since: int) -> Iterable[str]:
        """The ids that went into another listing, or were hidden, after that version."""
        return (*(old for old, _, _ in shelf.moved(self._store, since)), *hidden.since(self._store, since))

    def with_claims(self, listings: Iterable[Listing]) -> Iterator[Listing]:
        """The same listings with their claims; one that left the table meanwhile is left out."""
        rest = iter(listings)
        while ids := [listing.id for listing in islice(rest, CLAIMS_AT_ONCE)]:
            yield from shelf.cards(self._store, ids)

    def platforms(self) -> Mapping[str, str]:
        """The slugs of all published platforms with their titles."""
        return {record.slug: record.title for record in platforms.all(self._store)}

    def pulses(self) -> Mapping[str, Pulse]:
        """When each published platform was last read well, and how often it should be, by slug."""
        with asking(self._store) as now:
            return {row.slug: pulse_of(row) for row in cards.platforms(now)}
