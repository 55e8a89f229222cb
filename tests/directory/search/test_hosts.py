"""Several hosts over one table: each has columns of its own and follows by watermark; words may be shared."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from directory.config import load
from directory.search import Search, open_engine, open_finder
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from directory.search.table import Table
from directory.store import Store
from tests.support.making import DAY, START, crawl, posting

NOW: datetime = START + 2 * DAY


@pytest.fixture
def other(either: Store) -> Iterator[Store]:
    """The same table as another host sees it."""
    store = Store(either.url)
    yield store
    store.close()


def found(finder: AtlasFinder, **filters: object) -> int:
    return finder.find(Search(**{"checked": ("lately", "stopped"), **filters}), now=NOW).total


def test_every_host_follows_the_table_within_seconds(
    either: Store, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.search.finder.WAIT_SECONDS", 300.0)  # a busy machine needs more than one
    seconds = [0.0]
    hosts = [AtlasFinder(Table(store), WhooshEngine(tmp_path / name, 1), lambda: seconds[0])
             for store, name in ((either, "one"), (other, "two"))]  # fmt: skip
    for host in hosts:
        host.catch_up()
    crawl(either, [posting("r1", "Zebra writer", "You write of zebras."), posting("r2", "Nurse", "You rate answers.")])
    seconds[0] = 5.0
    assert [found(host, platform=("acme",)) for host in hosts] == [2, 2]
    for host in hosts:
        host.catch_up()
    assert [found(host, q="zebra") for host in hosts] == [1, 1]


def test_a_listing_that_closes_leaves_the_open_ones(either: Store, tmp_path: Path) -> None:
    both = [posting("r1", "Zebra writer", "You write of zebras."), posting("r2", "Nurse", "You rate answers.")]
    crawl(either, both)
    finder = AtlasFinder(Table(either), WhooshEngine(tmp_path, 1))
    finder.catch_up()
    crawl(either, both[:1], START + DAY)
    crawl(either, both[:1], START + DAY * 1.5)
    crawl(either, both[:1], START + DAY * 2)
    finder.catch_up()
    assert (found(finder), found(finder, state="any")) == (1, 2)
    assert finder.find(Search(q="nurse", state="closed", checked=("lately", "stopped")), now=NOW).total == 1


@pytest.mark.heavy
def test_hosts_share_the_words_of_postgresql(postgres: Store, tmp_path: Path) -> None:
    settings = load({"RUN_DIR": str(tmp_path), "SEARCH_ENGINE": "postgres", "DATABASE_URL": postgres.url})
    crawl(postgres, [posting("r1", "Zebra writer", "You write of zebras.")])
    first = open_finder(postgres, settings)
    store = Store(postgres.url)
    second = AtlasFinder(Table(store), open_engine(store, settings))
    second.load()
    assert second.ready()
    crawl(
        postgres, [posting("r1", "Zebra writer", "You write of zebras."), posting("r2", "Yak herder", "You herd yaks.")]
    )
    first.catch_up()
    second.catch_up()
    assert [found(host, q="zebra OR yak") for host in (first, second)] == [2, 2]
    store.close()


def test_quoted_fields_can_be_found(store: Store, tmp_path: Path) -> None:
    crawl(store, [posting("r1", "Writer", "You write stories.", location="Kenya")])
    finder = AtlasFinder(Table(store), WhooshEngine(tmp_path, 1))
    finder.catch_up()
    assert found(finder, q="kenya") == 1
