"""Two real days of 112,000 postings through store and events (day 1, 2, 1), against a plain comparison of the days.

python -m bench.store REAL      (REAL: the folder that holds real/)
"""

import gzip
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from directory import reading
from directory.platform import PlatformRecord
from directory.posting import Posting
from directory.runs import run as runs
from directory.runs.run import Ending, Summary
from directory.store import Store, events, migrate

DAYS = ("scale_2026-01-05.json.gz", "scale_2026-01-08.json.gz", "scale_2026-01-05.json.gz")
START = datetime(2026, 1, 5, tzinfo=UTC)
RECORD = PlatformRecord(
    slug="replay", title="Replay", homepage="https://replay.example", way="own", cadence_hours=24, floor=1,
    location="residence", basis="seen", source="recorded", employment="employee",
)  # fmt: skip
Shown = dict[str, tuple[str, str, str]]


def main(real: Path | None) -> None:
    """Prints the table of runs over two real snapshots; says so and ends without their folder."""
    if real is None:
        print("store: needs REAL=folder (it holds real/)")
        return
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/atlas.db")
        migrate(store)
        _replay(store, real / "real" if (real / "real").is_dir() else real)
        store.close()


def _replay(store: Store, real: Path) -> None:
    print(
        f"{'day':28} {'found':>7} {'read s':>7} {'stage s':>8} {'apply s':>8} {'MB':>5}  new, changed, closed, reopened"
    )
    before: Shown = {}
    closed: set[str] = set()
    last_event = 0
    for n, name in enumerate(DAYS):
        after = _shown(real / name)
        summary = _day(store, after, START + timedelta(hours=52 * n), name)
        want = _plainly(before, after, closed)
        got = (summary.new, summary.changed, summary.closed, summary.reopened)
        told = Counter(event.kind for event in _events(store, last_event))
        as_events = (told["opened"], told["closed"], told["reopened"])
        agrees = got == want and as_events == (want[0], want[2], want[3])
        print(f"    plain comparison: {want}, events: {dict(told)}: {'agrees' if agrees else 'DIFFERS'}")
        if not agrees:
            sys.exit(1)
        closed = (closed | before.keys()) - after.keys()
        before, last_event = after, events.last_id(store)


def _day(store: Store, after: Shown, at: datetime, name: str) -> Summary:
    begin = time.process_time()
    run = runs.start(store, RECORD, at)
    reads = 0.0
    for posting in _postings(after):
        mark = time.process_time()
        said = None if run.knows(posting) else reading.read(posting)
        reads += time.process_time() - mark
        run.sight(posting, said)
    staged = time.process_time()
    summary = runs.finish(store, run, Ending(complete=True), at + timedelta(minutes=1))
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name:28} {summary.found:7} {reads:7.1f} {staged - begin - reads:8.1f} {done - staged:8.1f} {peak:5}"
        f"  {summary.new}, {summary.changed}, {summary.closed}, {summary.reopened}"
    )
    return summary


def _shown(path: Path) -> Shown:
    rows: list[dict[str, Any]] = json.loads(gzip.decompress(path.read_bytes()))
    return {str(row["id"]): (row["title"], row["location"] or "", row["absolute_url"]) for row in rows}


def _postings(shown: Shown) -> Iterator[Posting]:
    for ref, (title, location, url) in shown.items():
        yield Posting(platform=RECORD.slug, ref=ref, url=url.replace(" ", "%20"), title=title, location=location)


def _plainly(before: Shown, after: Shown, closed: set[str]) -> tuple[int, int, int, int]:
    """New, changed, closed and reopened by comparing two days as they are shown (`updated_at` is not)."""
    fresh = after.keys() - before.keys()
    words = {name: {ref: _words(one) for ref, one in day.items()} for name, day in (("a", before), ("b", after))}
    changed = sum(words["a"][ref] != words["b"][ref] for ref in before.keys() & after.keys())
    return len(fresh - closed), changed, len(before.keys() - after.keys()), len(fresh & closed)


def _words(one: tuple[str, str, str]) -> tuple[str, ...]:
    return tuple(" ".join(field.split()) for field in one)


def _events(store: Store, since: int) -> Iterator[Any]:
    while page := events.after(store, since, 10_000):
        yield from page
        since = page[-1].id


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
