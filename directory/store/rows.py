"""Rows to the values that are passed around, and fingerprints of words."""

from hashlib import blake2b
from typing import Any

from directory.listing import Event, Listing, Place
from directory.platform import Pulse
from directory.posting import Posting
from directory.store.codec import residence_from, unpack_claim, unpack_facts

# The columns of a posting that are its words and address; `posted_at` is left out: a refreshed date is no change.
WORDS = ("url", "title", "text", "location", "pay", "category", "employment", "fields", "role")
POSTING = ("platform", "ref", *WORDS, "posted_at", "list_only")


def fingerprint(posting: Posting) -> str:
    """A hash of everything that a posting says, without its dates: 24 hexadecimal digits, equal for equal words."""
    digest = blake2b(digest_size=12)
    for name in WORDS:
        value = getattr(posting, name)
        said = sorted(value.items()) if isinstance(value, dict) else value
        digest.update(repr(said).encode() + b"\0")
    return digest.hexdigest()


def posting_of(row: Any) -> Posting:
    """The verbatim posting of a row of `postings`, taken as it stands: it was validated when it came in."""
    return Posting.model_construct(**{name: getattr(row, name) for name in POSTING})


def listing_of(
    row: Any, text: str, claims: tuple[Any, ...], *, checked: Any, failing: bool, pulse: Pulse | None = None
) -> Listing:
    """The listing of a row. While it is open it was last seen when its platform's last good run ended."""
    is_open = row.state == "open"
    return Listing(
        id=row.id, platform=row.platform, ref=row.ref, url=row.url, title=row.title,
        state="unverified" if is_open and failing else "open" if is_open else "closed",
        first_seen=row.first_seen, last_seen=checked if is_open and checked else row.last_seen,
        changed_at=row.changed_at, version=row.version, facts=unpack_facts(row.facts), text=text,
        posted_at=row.posted_at, closed_at=row.closed_at, reopened_at=row.reopened_at,
        pay_changed_at=row.pay_changed_at, baseline=row.baseline, evergreen=row.evergreen,
        places=tuple(map(_place, row.places)), claims=tuple(unpack_claim(claim) for claim in claims),
        pulse=pulse,
    )  # fmt: skip


def _place(packed: list[Any]) -> Place:
    ref, url, location, is_open, *own = packed
    return Place(ref, url, location, is_open, residence_from(own[0]) if own else None)


def event_of(row: Any) -> Event:
    """The event of a row of `events`, its time in UTC."""
    return Event(row.id, row.listing, row.kind, row.at, row.before, row.after, row.baseline, row.correction)
