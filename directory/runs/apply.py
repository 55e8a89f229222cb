"""Put what a run saw on the shelf: everything of it in the caller's one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directory.platform import PlatformRecord
from directory.reading.premise import Premise
from directory.runs import listings, sorting
from directory.runs.listings import Tally, Why
from directory.runs.postings import PostingWriter
from directory.runs.roles import Folded, Member, Roles
from directory.runs.sorting import Sorted, StoredPosting


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying changed: postings found new, edited and the same, and what became of listings."""

    new: int
    changed: int
    unchanged: int
    closed: int
    reopened: int
    listings: Tally


def apply(
    session: Session,
    record: PlatformRecord,
    premise: Premise,
    run: int,
    at: datetime,
    *,
    last_good: datetime | None,
    closes: bool,
    gone: Collection[str] = (),
    unread: Collection[str] = (),
    quiet: bool = False,
) -> Applied:
    """Shelve the sightings of a run. `closes`: what it did not see is closed; otherwise only what it says is `gone`.

    What it saw and could not read is `unread` and stays as it is. The first good run is the baseline.
    """
    old = sorting.stored(session, record.slug)
    found = sorting.compare(old, sorting.seen(session, run), closes=closes, gone=gone, unread=unread)
    folded = _fold(record, old, found)
    PostingWriter(session, run, record.slug, premise, at).write(found, old, folded.listings)
    why = Why(
        record=record,
        at=at,
        checked=last_good or at,
        baseline=last_good is None,
        quiet=quiet,
        words=frozenset((*found.new, *found.edited, *found.retold, *found.back, *found.gone)),
        moved=_moved(old, folded),
        merged=folded.merged,
    )
    tally = listings.write(session, _affected(old, found, folded), why)
    return Applied(
        len(found.new), len(found.edited) + len(found.retold), found.unchanged, len(found.gone), len(found.back), tally
    )


def _fold(record: PlatformRecord, old: dict[str, StoredPosting], found: Sorted) -> Folded:
    members = {ref: Member(one.title_key, one.role, one.text_key, one.listing, one.open) for ref, one in old.items()}
    return Roles(record.slug, members, title_decides=record.title_decides).fold(found.members, found.gone)


def _moved(old: dict[str, StoredPosting], folded: Folded) -> frozenset[str]:
    both = ((old[ref].listing, home) for ref, home in folded.listings.items() if ref in old)
    return frozenset(listing for pair in both for listing in pair)


def _affected(old: dict[str, StoredPosting], found: Sorted, folded: Folded) -> list[str]:
    touched = (*found.new, *found.edited, *found.retold, *found.reread, *found.back, *found.gone)
    before = [old[ref].listing for ref in (*touched, *folded.listings) if ref in old]
    after = [folded.listings[ref] for ref in (*touched, *folded.listings) if ref in folded.listings]
    return list(dict.fromkeys((*before, *after)))
