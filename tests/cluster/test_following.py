"""The index follows the table whoever writes, in whatever order; what is late loses, what is half is never seen."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event, Thread

import pytest

from bench.corpus import NOW, listings
from directory.claims import Facts, Language
from directory.listing import Listing
from directory.search import Search
from directory.search.cluster.connection import Connection
from directory.search.cluster.finder import ClusterFinder
from directory.search.cluster.index import ClusterIndex
from directory.search.cluster.lease import Lease
from directory.search.cluster.rows import row
from directory.search.engines.marks import Busy
from tests.support.nodes import PATIENT, Cluster
from tests.support.plain_search import ListSource, scan

pytestmark = [pytest.mark.heavy, pytest.mark.cluster]
SOME = tuple(listings(60, seed=4, words=(5, 20)))
ALL = Search(state="any", checked=("lately", "stopped"), employment=("contractor", "employee", "unstated"))
Host = Callable[..., ClusterFinder]


@pytest.fixture
def connection(cluster: Cluster) -> Connection:
    return Connection(tuple(cluster.urls.split(",")), PATIENT)


@pytest.fixture
def host(connection: Connection, index_name: str) -> Host:
    """Makes another host of the same site, with a clock that stands still: it looks at the table once."""
    return lambda source: ClusterFinder(source, connection, index_name, lambda: 0.0)


def ids(finder: ClusterFinder, search: Search = ALL) -> set[str]:
    found = finder.ids(search, now=NOW, limit=1_000)
    assert len(found) == finder.find(search, now=NOW).total
    return set(found)


def plain(source: ListSource, search: Search = ALL) -> set[str]:
    return {one.id for one in scan(source.listings.values(), search, NOW)}


def test_what_changes_closes_and_goes_is_followed(host: Host) -> None:
    source = ListSource(SOME)
    first, second = host(source), host(source)
    assert first.catch_up().changed == 60
    assert second.catch_up().changed == 0
    source.put(replace(SOME[0], title="Zebra keeper"), replace(SOME[1], state="closed"), replace(SOME[2], id="new/1"))
    source.remove(SOME[3].id)
    assert second.catch_up().changed == 4
    for search in (ALL, Search(), Search(state="closed")):
        assert ids(first, search) == ids(second, search) == plain(source, search)
    assert ids(first, replace(ALL, q="zebra")) == {SOME[0].id}
    assert first.catch_up().version == source.newest


def test_a_late_writer_changes_nothing(host: Host, connection: Connection, index_name: str) -> None:
    source = ListSource(SOME)
    finder, index = host(source), ClusterIndex(connection, index_name)
    finder.catch_up()
    source.put(replace(SOME[0], title="Zebra keeper"))
    source.remove(SOME[1].id)
    finder.catch_up()
    index.update([row(SOME[0]), row(SOME[1])], (), source.newest)
    assert ids(finder) == plain(source)
    assert ids(finder, replace(ALL, q="zebra")) == {SOME[0].id}


def test_a_language_that_nobody_asked_for_before_is_judged_at_once(host: Host) -> None:
    source = ListSource(SOME)
    reader, writer = host(source), host(source)
    speaker = replace(ALL, speak=(("es", None),))
    writer.catch_up()
    assert ids(reader, speaker) == plain(source, speaker)
    icelandic = Facts(languages=(Language("is", "native", "work"), Language("fo", None, "work", 1)))
    source.put(replace(SOME[0], facts=icelandic))
    writer.catch_up()
    assert SOME[0].id not in ids(reader, speaker)
    assert ids(reader, speaker) == plain(source, speaker)
    assert SOME[0].id in ids(reader, replace(ALL, speak=(("is", "native"), ("fo", "basic"))))


def test_one_writes_and_the_others_go_on(host: Host, connection: Connection, index_name: str) -> None:
    source = ListSource(SOME)
    finder, index = host(source), ClusterIndex(connection, index_name)
    with Lease(connection.writes, f"{index_name}-writer").held() as lease:
        lease.renew()
        assert finder.catch_up().changed == 0
        with pytest.raises(Busy):
            index.build([], 1)
    assert finder.catch_up().changed == 60


def test_an_index_is_served_until_the_next_is_whole(host: Host) -> None:
    source = ListSource(SOME)
    finder, told, over = host(source), list[int](), Event()
    finder.catch_up()

    def ask() -> None:
        while not over.is_set():
            told.append(finder.find(ALL, now=NOW).total)

    reader = Thread(target=ask)
    reader.start()
    try:
        for _ in range(2):
            assert finder.rebuild().changed == 60
    finally:
        over.set()
        reader.join()
    assert len(told) > 3
    assert set(told) == {60}


def test_another_table_is_another_index(host: Host) -> None:
    host(ListSource(SOME)).catch_up()
    restored = ListSource([one for one in SOME if one.version <= 40])
    finder = host(restored)
    finder.catch_up()
    assert ids(finder) == plain(restored)
    restored.listings.pop(SOME[7].id)  # gone without a word: the count says so
    finder.catch_up()
    assert ids(finder) == plain(restored)


def test_a_build_that_breaks_off_leaves_the_old_index(host: Host, connection: Connection, index_name: str) -> None:
    source = ListSource(SOME)
    finder, index = host(source), ClusterIndex(connection, index_name)
    finder.catch_up()

    def broken() -> list[Listing]:
        yield row(SOME[0])
        raise OSError("the table went away")

    with pytest.raises(OSError, match="went away"):
        index.build(broken(), 99)
    assert ids(finder) == plain(source)
    assert len(connection.writes.indices.get(index=f"{index_name}-*-*")) == 1


def test_the_filter_to_drop_is_found_by_a_host_that_has_just_begun(host: Host) -> None:
    source = ListSource(SOME)
    host(source).catch_up()
    search = replace(ALL, q="nowhere", speak=(("es", None),))
    best = host(source).find(search, now=NOW).best_drop
    assert best is not None
    assert best[1] == len(plain(source, replace(search, q="")))
