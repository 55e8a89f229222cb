"""Whole crawls through Scrapy, the pipeline and the store, from recordings and from broken ones."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.finding import platforms
from directory.eligibility import verdict
from directory.listing import Listing
from directory.store import Store, events, migrate, shelf
from directory.store import platforms as published

ROOT = Path(__file__).parent.parent
RECORDINGS = ROOT / "tests" / "recordings"
TIERS = ("coding", "expert", "general", "languages", "stem")


def crawl(run: Path, *words: str, module: str = "scrapy") -> tuple[int, str]:
    """A command of ours with its own store; exit code, and what it said. Warnings are errors."""
    env = {name: value for name, value in os.environ.items() if name not in ("CLOCK", "DEMO")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", module, *words],
        cwd=ROOT,
        env=env | {"RUN_DIR": str(run), "DATABASE_URL": f"sqlite:///{run / 'atlas.db'}"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def opened(run: Path) -> Store:
    """The store of a run, with its tables."""
    store = Store(f"sqlite:///{run / 'atlas.db'}")
    migrate(store)
    return store


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
    """The last line of a crawl's output that begins with this name, in words."""
    return [line for line in said.splitlines() if line.startswith(name)][-1].split()


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
    assert row(second, "telus")[1:5] == ["5", "0", "0", "5"]
    assert row(first, "telus")[1:5] == ["5", "5", "0", "0"]


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
    health = published.health(store, "telus")
    store.close()
    assert health is not None
    assert (health.state, health.confirmed_at, health.usual) == ("good", None, 5)
    assert health.last_good is not None
    assert health.last_good.isoformat() == "2026-11-19T06:00:00+00:00"


def test_one_recording_by_its_slug(tmp_path: Path):
    """`crawl` takes one platform; an unknown one is a mistake that is said."""
    opened(tmp_path).close()
    code, said = crawl(tmp_path, "crawl", "telus", "--tape", str(RECORDINGS / "telus"))
    assert (code, row(said, "telus")[1:3]) == (0, ["5", "5"]), said
    code, said = crawl(tmp_path, "crawl", "nobody")
    assert (code, "no platform is called 'nobody'" in said) == (2, True), said


HOSTILE = {
    "id": "hostile",
    "text": "<script>alert(1)</script>Rater\x00\x1b of\u202e chats",
    "hostedUrl": "https://jobs.lever.co/appen/hostile",
    "categories": {"location": "Kenya\x07"},
    "descriptionPlain": "",
    "description": "<div>" * 300 + "<p>A line of text.</p><script>alert(2)</script>" * 25_000,
}


def _cut(tape: Path) -> None:
    body = (tape / "1.json").read_bytes()
    (tape / "1.json").write_bytes(body[: len(body) // 2])


def _challenge(tape: Path) -> None:
    (tape / "1.json").write_text("<html><title>Just a moment...</title></html>", "utf-8")
    _exchanges(tape, lambda one: one | {"status": 403, "type": "text/html"})


def _hostile(tape: Path) -> None:
    _body(tape, lambda postings: [*postings, HOSTILE])


def _one_bad(tape: Path) -> None:
    bad = {"listingId": "list_BAD", "title": "", "description": "", "rateMin": None, "payRateFrequency": "hourly"}
    _body(tape, lambda answer: {"listings": [*answer["listings"] * 2, bad]})


def _one_page(tape: Path) -> None:
    said = json.loads((tape / "recording.json").read_text("utf-8"))
    said["exchanges"] = said["exchanges"][:1]
    (tape / "recording.json").write_text(json.dumps(said), "utf-8")


def _body(tape: Path, change: Callable[[Any], Any]) -> None:
    changed = change(json.loads((tape / "1.json").read_text("utf-8")))
    (tape / "1.json").write_text(json.dumps(changed), "utf-8")


def _exchanges(tape: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    said = json.loads((tape / "recording.json").read_text("utf-8"))
    said["exchanges"] = [change(one) for one in said["exchanges"]]
    (tape / "recording.json").write_text(json.dumps(said), "utf-8")


BREAKS: dict[str, Callable[[Path], None]] = {
    "meridial": _cut,
    "mindrift": _challenge,
    "appen": _hostile,
    "mercor": _one_bad,
    "telus": _one_page,
}
ENDS: dict[str, tuple[str, str]] = {
    "meridial": ("held", "cut short: the JSON ends in the middle, after "),
    "mindrift": ("held", "behind a challenge (403); we do not work around one"),
    "appen": ("good", ""),
    "mercor": ("good", ""),
    "telus": ("held", "not on the tape: POST https://api.telusinternational.ai/apapi/v1/list-job-posts"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str, dict[str, Listing]]:
    """Five good crawls and then five broken ones: the store, what was said, and the listings after the good ones."""
    run = tmp_path_factory.mktemp("broken")
    store = opened(run)
    assert crawl(run, "crawlall", "--tapes", str(RECORDINGS), *BREAKS)[0] == 0
    before = {listing.id: listing for listing in shelf.listings(store)}
    for slug, spoil in BREAKS.items():
        shutil.copytree(RECORDINGS / slug, run / "tapes" / slug)
        spoil(run / "tapes" / slug)
    code, said = crawl(run, "crawlall", "--tapes", str(run / "tapes"))
    assert code == 0, said
    return store, said, before


@pytest.mark.parametrize("slug", BREAKS)
def test_a_broken_run_is_told(broken: tuple[Store, str, dict[str, Listing]], slug: str):
    """The platform's record says how the run ended, in the right words."""
    health = published.health(broken[0], slug)
    assert health is not None
    state, reason = ENDS[slug]
    assert (health.state, health.runs[0].reason.startswith(reason)) == (state, True), health.runs[0].reason


def test_a_broken_run_loses_nothing(broken: tuple[Store, str, dict[str, Listing]]):
    """What the good runs found is as it was; only the new posting of a good run came along."""
    store, _, before = broken
    after = {listing.id: listing for listing in shelf.listings(store)}
    held = {slug for slug, (state, _) in ENDS.items() if state == "held"}
    for id, listing in before.items():
        if listing.platform in held:
            assert replace(after[id], state="open") == listing
    assert set(after) - set(before) == {"appen/hostile"}
    assert "closed" not in {listing.state for listing in after.values()}


def test_one_bad_posting_is_a_counted_drop(broken: tuple[Store, str, dict[str, Listing]]):
    """One posting without a title is refused by name; the others, although they came twice, are as before."""
    store, said, _ = broken
    health = published.health(store, "mercor")
    assert health is not None
    assert health.runs[0].refused == {"title: String should have at least 1 character": 1}
    assert (health.runs[0].found, health.runs[0].unchanged) == (6, 6)
    assert "mercor: 1 refused: title: String should have at least 1 character" in said


def test_a_hostile_posting_is_stored(broken: tuple[Store, str, dict[str, Listing]]):
    """More than a megabyte of markup, control characters and a script become bounded, harmless words."""
    listing = shelf.listing(broken[0], "appen", "hostile")
    assert isinstance(listing, Listing)
    assert listing.title == "<script>alert(1)</script>Rater of chats"
    assert len(json.dumps(HOSTILE)) > 1_000_000
    assert len(listing.text) <= 400_000
    assert set(listing.text.split("\n")) <= {"A line of text."}


UNFORESEEN = {
    "at-the-start": "the reader failed: RuntimeError no idea",
    "on-a-page": "the reader failed: RuntimeError no idea",
    "on-every-posting": "5 of 5 postings could not be read: RuntimeError no idea",
}


def test_unforeseen_failures(tmp_path: Path):
    """Code of a platform that fails in any place holds the run and says so."""
    store = opened(tmp_path)
    code, said = crawl(tmp_path, module="tests.unforeseen")
    assert code == 0, said
    healths = {slug: published.health(store, slug) for slug in UNFORESEEN}
    store.close()
    assert {slug: health and (health.state, health.reason) for slug, health in healths.items()} == {
        slug: ("held", reason) for slug, reason in UNFORESEEN.items()
    }


def test_no_spider_starts_the_old_way():
    """`start_requests` is never called by this Scrapy: a spider that has it would crawl nothing and say nothing."""
    assert [slug for slug, spider in platforms().items() if hasattr(spider, "start_requests")] == []
