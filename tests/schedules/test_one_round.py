"""A round of letters is exact: what it accounts for is what asking each search alone of the fresh listings finds."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bench.alerts import DUE, START, _query, crawl
from bench.fill import subscribe
from directory.config import load
from directory.search import Search
from directory.store import Store, events, shelf
from schedules.post import Post
from tests.schedules.accounts import accounts
from tests.support.alone import Alone


@pytest.mark.parametrize(
    ("alerts", "fresh"), [(60, 40), pytest.param(2_000, 1_000, marks=[pytest.mark.heavy, pytest.mark.timeout(1_500)])]
)
def test_a_round_tells_what_each_search_finds_alone(store: Store, tmp_path: Path, alerts: int, fresh: int) -> None:
    crawl(store, 1, START)
    crawl(store, fresh, START + timedelta(hours=2))
    dice = random.Random(11)
    queries = [_query(dice) for _ in range(alerts)]
    subscribe(store, queries, START)
    Post(store, replace(load({"RUN_DIR": str(tmp_path)}), secret_key="s" * 32)).write_due(DUE)
    rows = [event for event in events.every(store) if event.id > 1]
    listings = list(shelf.cards(store, [event.listing for event in rows]))
    alone = Alone(listings)
    wanted = []
    for person, query in enumerate(queries, 1):
        found = {listings[number].id for number in alone.find(Search.parse(query)[0], DUE)}
        wanted += [(person, event.id, event.listing) for event in rows if event.listing in found]
    assert [(who, event, listing) for who, event, _, _, listing, _ in accounts(store)] == wanted
    assert wanted
