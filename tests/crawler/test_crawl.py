"""Whole crawls through Scrapy, the pipeline and the store, from recordings and from broken ones."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.discover import platforms
from directory.eligibility.verdict import verdict
from directory.listing import Listing
from directory.store import events, shelf
from directory.store import platforms as published
from tests.support.crawling import RECORDINGS, crawl, opened

REPLAYED = datetime(2026, 11, 19, 7, tzinfo=UTC)
"""An hour after the moment of the recordings."""
TIERS = ("coding", "expert", "general", "languages", "stem")

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, Any, Any]:
    """All recordings crawled twice: the folder, what both crawls said, and the shelf after each."""
    run = tmp_path_factory.mktemp("demo")
    store = opened(run)
    first = crawl(run, "crawlall", "--tapes", str(RECORDINGS))
    before = list(shelf.listings(store)), events.last_id(store), shelf.version(store)
    second = crawl(run, "crawlall", "--tapes", str(RECORDINGS))
    after = list(shelf.listings(store)), events.last_id(store), shelf.version(store)
    store.close()
    assert (first[0], second[0]) == (0, 0), first[1] + second[1]
    return run, first[1], second[1], before, after


def row(said: str, name: str) -> list[str]:
    """The one line of a crawl's output that begins with this name, in words."""
    (line,) = [line for line in said.splitlines() if line.startswith(f"{name} ")]
    return line.split()


def test_every_recording_is_applied(demo: tuple[Path, str, str, Any, Any]):
    """No run of the demo is held, and every readable platform has one."""
    _, said, _, before, _ = demo
    readable = {slug for slug, spider in platforms().items() if spider.readable}
    assert "held" not in said
    assert {listing.platform for listing in before[0]} == readable
    counts = row(said, f"{len(readable)} platforms")[2:]
    found, new, changed, unchanged = (int(word) for word in counts[:4])
    assert (found, changed, unchanged) == (new, 0, 0)


def test_the_second_crawl_changes_nothing(demo: tuple[Path, str, str, Any, Any]):
    """No event, no new listing, no new version: the same tapes again are no news."""
    _, first, second, before, after = demo
    assert after == before
    assert row(second, "telus")[1:5] == ["6", "0", "0", "6"]
    assert row(first, "telus")[1:5] == ["6", "6", "0", "0"]


def open_to(listing: Listing, country: str) -> bool:
    """Does this listing say that it takes people there?"""
    return verdict(listing.facts.residence, listing.claims, country).group == "open"


WANTED: dict[str, Callable[[Listing], bool]] = {
    "Kenya": lambda listing: open_to(listing, "KE"),
    "Spanish": lambda listing: any(language.tag.startswith("es") for language in listing.facts.languages),
    "law": lambda listing: "law" in listing.facts.domains,
    **{f"tier {tier}": (lambda listing, tier=tier: listing.facts.tier == tier) for tier in TIERS},
}


@pytest.mark.parametrize("name", WANTED)
def test_the_demo_has_something_to_show(demo: tuple[Path, str, str, Any, Any], name: str):
    """At least three open listings for each page that the demo leads to."""
    listings = [listing for listing in demo[3][0] if listing.state == "open"]
    assert len([listing.id for listing in listings if WANTED[name](listing)]) >= 3


def test_runs_are_no_live_ones(demo: tuple[Path, str, str, Any, Any]):
    """A tape confirms nobody live, and its run ended at the moment of the recording."""
    store = opened(demo[0])
    health = published.health(store, "telus", REPLAYED)
    store.close()
    assert health is not None
    assert (health.state, health.confirmed_at, health.usual) == ("good", None, 6)
    assert health.last_good is not None
    assert health.last_good.isoformat() == "2026-11-19T06:00:00+00:00"


def test_one_recording_by_its_slug(tmp_path: Path):
    """`crawl` takes one platform; an unknown one is a mistake that is said."""
    opened(tmp_path).close()
    code, said = crawl(tmp_path, "crawl", "telus", "--tape", str(RECORDINGS / "telus"))
    assert (code, row(said, "telus")[1:3]) == (0, ["6", "6"]), said
    code, said = crawl(tmp_path, "crawl", "nobody")
    assert (code, "no platform is called 'nobody'" in said) == (2, True), said


UNFORESEEN = {
    "at-the-start": "the reader failed: RuntimeError no idea",
    "on-a-page": "the reader failed: RuntimeError no idea",
    "on-every-posting": "6 of 7 postings could not be read: RuntimeError no idea",
    "on-staging": "a posting could not be stored: RuntimeError no idea",
    "on-finishing": "the run could not be finished: RuntimeError no idea",
    "told-to-stop": "stopped by hand",
}


def test_unforeseen_failures(tmp_path: Path):
    """Code of a platform that fails in any place, and a signal, hold the run and say so; a signal ends the rest."""
    store = opened(tmp_path)
    code, said = crawl(tmp_path, module="tests.support.unforeseen")
    assert code == 0, said
    healths = {slug: published.health(store, slug, REPLAYED) for slug in UNFORESEEN}
    assert published.health(store, "telus", REPLAYED) is None
    store.close()
    assert {slug: health and (health.state, health.reason) for slug, health in healths.items()} == {
        slug: ("held", reason) for slug, reason in UNFORESEEN.items()
    }


def test_no_spider_starts_the_old_way():
    """`start_requests` is never called by this Scrapy: a spider that has it would crawl nothing and say nothing."""
    assert [slug for slug, spider in platforms().items() if hasattr(spider, "start_requests")] == []
