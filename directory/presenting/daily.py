"""Open data, made once a day: facts and short quotes of every listing, what happened, and the record of countries.

Each day is a folder of its own, made beside the others and moved in whole; `latest` leads to the newest. Listings are
read and written a few hundred at a time, so memory does not grow with their number.
"""

import csv
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from directory.listing import Event, Listing
from directory.presenting.datapackage import CLAIMS, COUNTRIES, LISTINGS, README, Column, cell, measured, package
from directory.presenting.figures import named
from directory.presenting.records import ListingRecord, Open, event_record, listing_record
from directory.store import Store, events, shelf
from directory.terms import countries

KEPT = 30  # days that stay: docs/api.md promises them to whoever fetches once a month
BATCH = 200  # listings in memory at once, with their claims
LATEST = "latest"
FILES = (
    "listings.jsonl", "listings.csv", "claims.csv", "events.jsonl", "countries.csv", "datapackage.json", "README.md",
)  # fmt: skip
INVENTED = "**Demo: every listing in these files is an invented example.**\n\n"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the listings come from: the site's address, and whether they are invented."""

    public_url: str
    demo: bool = False


@dataclass(slots=True)
class Spans:
    """When each platform's listings first and last named a country as allowed, and whether one does now."""

    seen: dict[tuple[str, str], tuple[datetime, datetime, bool]] = field(default_factory=dict)

    def note(self, listing: Listing) -> None:
        """Takes one listing into the record: every country that its closed list names widens its platform's span."""
        for code in named(listing.facts):
            first, last, now = self.seen.get((code, listing.platform), (listing.first_seen, listing.last_seen, False))
            first, last = min(first, listing.first_seen), max(last, listing.last_seen)
            self.seen[code, listing.platform] = (first, last, now or listing.state == "open")


def days(folder: Path) -> tuple[str, ...]:
    """The days whose folders stand in `folder`, as ISO dates in UTC, newest first: "2026-11-30"; () where there is no
    folder.
    """
    if not folder.is_dir():
        return ()
    return tuple(sorted((path.name for path in folder.iterdir() if _is_day(path.name)), reverse=True))


def due(folder: Path, now: datetime) -> bool:
    """Whether the folder of the day of `now` (UTC) is still to be made."""
    return f"{now:%Y-%m-%d}" not in days(folder)


def make(store: Store, folder: Path, now: datetime, origin: Origin) -> Path:
    """Makes the folder of the day of `now` (UTC), anew if it is there, and lets all but the last 30 go; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".making-*"):
        shutil.rmtree(left)
    target, making = folder / f"{now:%Y-%m-%d}", folder / f".making-{os.getpid()}"
    making.mkdir()
    _write(store, making, now, origin)
    if target.exists():
        target.rename(folder / f".making-old-{os.getpid()}")
    making.rename(target)
    _point(folder, target.name)
    for left in (*folder.glob(".making-*"), *(folder / day for day in days(folder)[KEPT:])):
        shutil.rmtree(left)
    return target


def _point(folder: Path, day: str) -> None:
    """Lets `latest` lead to a day, in one step."""
    link = folder / f".{LATEST}"
    link.unlink(missing_ok=True)
    link.symlink_to(day)
    link.replace(folder / LATEST)


def _write(store: Store, folder: Path, now: datetime, origin: Origin) -> None:
    day, spans = f"{now:%Y-%m-%d}", Spans()
    written = _listings(store, folder, now, origin, spans)
    with _open(folder, "events.jsonl") as output:
        written["events.jsonl"] = sum(_line(output, event_record(one)) for one in events.every(store))
    with _open(folder, "countries.csv") as output:
        rows = ((code, countries.label(code), slug, *span) for (code, slug), span in sorted(spans.seen.items()))
        written["countries.csv"] = sum(map(_sheet(output, COUNTRIES), rows))
    readme = README.format(day=day, url=origin.public_url, note=INVENTED if origin.demo else "")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    files = {name: measured(folder / name, n) for name, n in written.items()}
    told = package(now, origin.public_url, files, demo=origin.demo)
    (folder / "datapackage.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _listings(store: Store, folder: Path, now: datetime, origin: Origin, spans: Spans) -> dict[str, int]:
    """Writes the three files of listings; how many rows each holds."""
    with (
        _open(folder, "listings.jsonl") as lines,
        _open(folder, "listings.csv") as flat,
        _open(folder, "claims.csv") as proofs,
    ):
        row, proof, told, proven = _sheet(flat, LISTINGS), _sheet(proofs, CLAIMS), 0, 0
        for listing, record in records(store, now, origin):
            spans.note(listing)
            told += _line(lines, record) and row(record)
            proven += sum(proof((record.id, n, claim)) for n, claim in enumerate(record.claims))
    return {"listings.jsonl": told, "listings.csv": told, "claims.csv": proven}


def records(store: Store, now: datetime, origin: Origin) -> Iterator[tuple[Listing, ListingRecord]]:
    """Every listing with its record at `now` (UTC), by id, each exactly once, whatever is written meanwhile."""
    for batch in shelf.every(store, BATCH):
        turns: dict[str, list[Event]] = defaultdict(list)
        for event in events.of(store, [one.id for one in batch], ("closed", "reopened")):
            turns[event.listing].append(event)
        for one in batch:
            yield one, listing_record(one, turns[one.id], now, origin.public_url, demo=origin.demo)


def _open(folder: Path, name: str) -> TextIO:
    return (folder / name).open("w", encoding="utf-8", newline="")


def _line(output: TextIO, record: Open) -> int:
    output.write(record.model_dump_json() + "\n")
    return 1


def _sheet(output: TextIO, columns: Sequence[Column]) -> Callable[[Any], int]:
    """Writes the heads now and a row at each call, which gives 1."""
    sheet = csv.writer(output, lineterminator="\n")
    sheet.writerow([column.name for column in columns])

    def add(value: Any) -> int:
        sheet.writerow([cell(column.of(value)) for column in columns])
        return 1

    return add


def _is_day(name: str) -> bool:
    try:
        return f"{date.fromisoformat(name):%Y-%m-%d}" == name
    except ValueError:
        return False
