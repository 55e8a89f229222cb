"""Parts of pages that were made before: whatever was asked in between, a page is what a new process would make."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cachetools import LRUCache
from flask import Flask

from directory.store import Store
from directory.store.kept import KeptShelf
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders, site
from web.context import KEPT_LIMIT, MADE_LIMIT, KeptParts

LANGUAGES = ("", "/es", "/hi")
PERSONS = ("", "country=KE", "country=US&speak=sw", "speak=sw:native", "country=KE&show=open&show=silent&show=closed")
ASKED = ("", "q=python", "q=rater", "q=develop*+kenya", "sort=pay", "pay=40", "state=any", "page=2", "tier=coding")
ROOMS = ("/", "/feed.atom", "/feed.json", "/platforms", "/platform/acme", "/listing/acme/k1", "/listing/acme/c3")
PAGES = 40


@pytest.fixture
def app(store: Store, tmp_path: Path) -> Flask:
    return site(store, tmp_path, [KENYA, *coders(34)])


def addresses(dice: random.Random) -> Iterator[str]:
    for _ in range(PAGES):
        room, person, asked = dice.choice(ROOMS), dice.choice(PERSONS), dice.choice(ASKED)
        query = "&".join(part for part in (person, asked if room in ("/", "/feed.atom", "/feed.json") else "") if part)
        yield f"{dice.choice(LANGUAGES)}{room}?{query}"


def anew(app: Flask, store: Store, path: str) -> str:
    """The page as a process makes it that has made none before."""
    known = app.extensions["atlas"]
    fresh = replace(known, listings=KeptShelf(store), made=KeptParts(MADE_LIMIT), kept=LRUCache(KEPT_LIMIT))
    app.extensions["atlas"] = fresh
    try:
        return app.test_client().get(path, headers={"Host": "new.example"}).text
    finally:
        app.extensions["atlas"] = known


def test_what_was_made_before_is_what_is_made_now(app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.store.kept.LOOK_SECONDS", -1.0)
    dice, client = random.Random(16), app.test_client()
    for day in (0, 1):
        for path in addresses(dice):
            assert client.get(path).text.splitlines() == anew(app, store, path).splitlines(), path
        later = posting(
            "c3", "Python developer, at last", "Review Python.\nYou must live in Kenya.\nPay: $80 per hour."
        )
        crawl(store, [KENYA, later, *coders(34)[4:]], START + DAY, platform("acme", cadence_hours=48))
        app.extensions["atlas"].finder.catch_up()
        assert day or client.get("/listing/acme/c3").status_code == 200
