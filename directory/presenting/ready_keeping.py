"""Keeps the file of ready rows near the table: what did not change is taken over as it stands."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from directory.config import Settings
from directory.listing import Event, Listing
from directory.presenting.ready import ReadyListing, ready
from directory.presenting.ready_file import ReadyFile, ReadyRows
from directory.search.engines.marks import BrokenIndex, Busy
from directory.store import Store, events, shelf
from directory.store.numbers import identity
from directory.store.sql import batches

BATCH = 200  # listings in memory at once, with their claims
# The file is written again when so many versions came, or one in so many listings: till then every process makes what
# changed for itself, when it is asked for.
KEEP_AFTER, KEEP_SHARE = 1_000, 100


def follow(store: Store, settings: Settings) -> int:
    """Writes the file where it is missing, damaged or far behind the table; how many rows it got, 0 where it stays.

    It stays, too, where another process writes it. Raises Away where no database answers.
    """
    file = ReadyFile(settings, identity(store))
    version, before = shelf.version(store), _before(file)
    if before and version < before.version:  # a backup was brought back
        before = None
    if before and version - before.version < max(KEEP_AFTER, len(before.keys) // KEEP_SHARE):
        return 0
    try:
        return file.write(_rows(store, settings, _whole(before)), version)
    except Busy:
        return 0


def touched(store: Store, since: int) -> frozenset[str]:
    """The listings that changed or left the shelf after a version."""
    with store.reading() as session:
        return frozenset((*shelf.changed(session, since), *shelf.gone(session, since)))


def made(store: Store, settings: Settings, listings: Sequence[Listing]) -> Iterator[ReadyListing]:
    """The rows of these listings, in their order; of most, which never closed, nothing more is asked."""
    turns = _turns(store, [one.id for one in listings if one.closed_at or one.reopened_at])
    for one in listings:
        yield ReadyListing(ready(one, turns.get(one.id, ()), settings.public_url, demo=settings.demo))


def _before(file: ReadyFile) -> ReadyRows | None:
    try:
        return file.open()
    except BrokenIndex:
        return None


def _rows(store: Store, settings: Settings, before: ReadyRows | None) -> Iterator[ReadyListing]:
    """Every listing's row. Listings are read after the version that the file will name: what changes meanwhile is
    made again by whoever reads it.
    """
    if before is None:
        for batch in shelf.every(store, BATCH, text=False):
            yield from made(store, settings, batch)
        return
    changed = touched(store, before.version)
    yield from (row for row in before.all() if row and row.id not in changed)
    for ids in batches(sorted(changed)):
        yield from made(store, settings, shelf.cards(store, ids, text=False))


def _whole(before: ReadyRows | None) -> ReadyRows | None:
    return before if before and all(before.all()) else None


def _turns(store: Store, ids: Sequence[str]) -> Mapping[str, list[Event]]:
    turns: dict[str, list[Event]] = defaultdict(list)
    for event in events.of(store, ids, ("closed", "reopened")) if ids else ():
        turns[event.listing].append(event)
    return turns
