"""Small makers of values for tests: postings, platforms and crawls that are told what they see."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from directory.claims import Reading
from directory.platform import PlatformRecord
from directory.posting import Posting
from directory.reading.premise import Premise
from directory.runs import run as runs
from directory.runs.run import Ending, Summary
from directory.store import Store

START = datetime(2026, 11, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def platform(slug: str = "acme", **more: Any) -> PlatformRecord:
    """A platform that asks for nothing special."""
    told = {"cadence_hours": 6, "floor": 1, "location": "residence", "basis": "seen", "source": "invented"}
    return PlatformRecord(slug=slug, title=slug.title(), homepage=f"https://{slug}.example", way="own", **told | more)


def posting(ref: str = "r1", title: str = "Story writer", text: str = "You write stories.", **more: Any) -> Posting:
    """A posting of acme, or of another platform."""
    slug = more.pop("platform", "acme")
    url = more.pop("url", f"https://{slug}.example/jobs/{ref}")
    return Posting(platform=slug, ref=ref, url=url, title=title, text=text, **more)


def crawl(
    store: Store,
    seen: Iterable[Posting],
    at: datetime = START,
    record: PlatformRecord | None = None,
    ending: Ending | None = None,
    *,
    live: bool = True,
) -> Summary:
    """One run that sees these postings and ends a minute after it began, well unless told otherwise."""
    record = record or platform()
    run = runs.start(store, record, at, live=live)
    for one in seen:
        run.sight(one, None if run.knows(one) else _read(run.premise, one.model_dump_json()))
    return runs.finish(store, run, ending or Ending(complete=True, fetched=1), at + timedelta(minutes=1))


@cache
def _read(premise: Premise, whole: str) -> Reading:
    """What the readers say of a posting, given as JSON: reading is pure, and hundreds of tests see the same ones."""
    return premise.read(Posting.model_validate_json(whole))
