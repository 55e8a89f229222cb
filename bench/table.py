"""Fills a database with invented listings straight, without reading postings: for measurements of what comes after."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from bench.corpus import NOW, PLATFORMS
from directory.listing import Listing
from directory.platform import PlatformRecord
from directory.store import Store, migrate, numbers
from directory.store.codec import pack_facts
from directory.store.sql import insert
from directory.store.tables import ListingRow, PlatformRow, PostingRow

AT_ONCE = 2_000


def put(store: Store, listings: Iterable[Listing]) -> None:
    """Makes the database, and writes these listings with a posting each and all platforms, read well at NOW."""
    migrate(store)
    with store.writing() as session:
        insert(session, PlatformRow, [_platform(slug) for slug in PLATFORMS])
    rest = iter(listings)
    while batch := list(islice(rest, AT_ONCE)):
        with store.writing() as session:
            first = numbers.take(session, "version", len(batch))
            insert(session, PostingRow, [_posting(one) for one in batch])
            insert(session, ListingRow, [_row(one, version) for version, one in enumerate(batch, first)])


def _platform(slug: str) -> dict[str, Any]:
    record = PlatformRecord(
        slug=slug, title=slug.title(), homepage=f"https://{slug}.example", way="own", cadence_hours=6, floor=1,
        location="residence", basis="seen", source="invented",
    )  # fmt: skip
    return {"slug": slug, "record": record.model_dump(mode="json"), "last_good": NOW, "confirmed_at": NOW, "failing": 0}


def _posting(one: Listing) -> dict[str, Any]:
    words = dict.fromkeys(("location", "pay", "category", "employment"), "")
    prints = dict.fromkeys(("fingerprint", "title_key", "text_key", "version"), one.ref)
    times = {"first_seen": one.first_seen, "last_seen": one.last_seen}
    return words | prints | times | {
        "platform": one.platform, "ref": one.ref, "n": int(one.ref), "listing": one.id, "url": one.url,
        "title": one.title, "text": one.text, "fields": {}, "list_only": False, "reading": {},
        "open": one.state == "open",
    }  # fmt: skip


def _row(one: Listing, version: int) -> dict[str, Any]:
    same = ("id", "platform", "ref", "url", "title", "state", "first_seen", "last_seen", "changed_at", "reopened_at")
    return {name: getattr(one, name) for name in same} | {
        "lead": one.ref, "baseline": False, "evergreen": False, "version": version, "facts": pack_facts(one.facts),
        "places": [[one.ref, one.url, "", one.state == "open"]],
    }  # fmt: skip
