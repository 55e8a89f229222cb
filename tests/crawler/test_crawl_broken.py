"""Crawls of broken recordings: each is told, counted and loses nothing."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from directory.listing import Listing
from directory.store import Store, shelf
from directory.store import platforms as published
from tests.support.crawling import RECORDINGS, crawl, opened

REPLAYED = datetime(2026, 11, 19, 7, tzinfo=UTC)
"""An hour after the moment of the recordings."""
HOSTILE = {
    "id": "hostile",
    "text": "<script>alert(1)</script>Rater\x00\x1b of\u202e chats",
    "hostedUrl": "https://jobs.lever.co/appen/hostile",
    "categories": {"location": "Kenya\x07", "department": "AI Trainers"},
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
    _body(tape, lambda answer: {"listings": [*answer["listings"][1:] * 2, {**answer["listings"][0], "title": ""}]})


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

pytestmark = pytest.mark.heavy


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
    health = published.health(broken[0], slug, REPLAYED)
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
    health = published.health(store, "mercor", REPLAYED)
    assert health is not None
    assert health.runs[0].refused == {"title: String should have at least 1 character": 1}
    assert (health.runs[0].found, health.runs[0].unchanged) == (7, 7)
    assert "mercor: 1 refused: title: String should have at least 1 character" in said


def test_a_hostile_posting_is_stored(broken: tuple[Store, str, dict[str, Listing]]):
    """More than a megabyte of markup, control characters and a script become bounded, harmless words."""
    listing = shelf.listing(broken[0], "appen", "hostile")
    assert isinstance(listing, Listing)
    assert listing.title == "<script>alert(1)</script>Rater of chats"
    assert len(json.dumps(HOSTILE)) > 1_000_000
    assert len(listing.text) <= 400_000
    assert set(listing.text.split("\n")) <= {"A line of text."}
