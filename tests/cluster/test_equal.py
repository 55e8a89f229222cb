"""One cluster beside columns and Whoosh: the same totals, ids and counts, whatever is asked."""

import os
from collections import Counter
from dataclasses import fields, replace
from random import Random

import pytest

from bench.corpus import NOW, listings
from directory.search import Found, Search
from directory.search.cluster.connection import Connection
from directory.search.cluster.finder import ClusterFinder
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from tests.support.nodes import PATIENT, Cluster
from tests.support.plain_search import ListSource, random_search

pytestmark = [pytest.mark.heavy, pytest.mark.cluster]
SEARCHES = int(os.environ.get("SEARCHES", "1000"))
SOME = tuple(listings(1_000, seed=3, words=(15, 50)))
Pair = tuple[AtlasFinder, ClusterFinder]


@pytest.fixture(scope="module")
def both(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same listings in columns with Whoosh, and in the cluster."""
    source = ListSource(SOME)
    held = AtlasFinder(source, WhooshEngine(tmp_path_factory.mktemp("words"), processes=1))
    held.catch_up()
    asked = ClusterFinder(source, Connection(tuple(cluster.urls.split(",")), PATIENT), f"equal-{os.getpid()}")
    asked.catch_up()
    return held, asked


def some_search(dice: Random, number: int) -> Search:
    """Any search; every second one with few filters, so that much is found."""
    search = random_search(dice, words=True)
    if number % 2:
        return search
    words = search.q if number % 4 else ""
    few = Search(q=words, country=search.country, show=search.show, speak=search.speak, state=search.state)
    return replace(few, sort=search.sort, page=search.page if number % 3 else 1)


def differences(one: Found, other: Found) -> set[str]:
    return {field.name for field in fields(Found) if getattr(one, field.name) != getattr(other, field.name)}


def test_a_thousand_searches_find_and_count_the_same(both: Pair) -> None:
    dice, near, found = Random(5), Counter[str](), 0
    for number in range(SEARCHES):
        search = some_search(dice, number)
        held, asked = (finder.find(search, now=NOW) for finder in both)
        different, query = differences(held, asked), search.to_query_string()
        found += bool(held.total)
        if search.sort == "relevance":
            near["equal" if held.ids == asked.ids else "half words" if "*" in search.q else "nearly"] += 1
            assert held.total > 25 or set(held.ids) == set(asked.ids), query
            weighed = "*" not in search.q  # the cluster counts every half word alike (asking._prefix)
            assert not weighed or len(set(held.ids) & set(asked.ids)) >= 0.9 * len(held.ids), query
            different -= {"ids", "marks"}
        assert different == set(), query
    print(f"{SEARCHES} searches, {found} of them found something: all totals, counts and orders by date and pay equal;")
    print(f"by relevance {near['equal']} pages equal, {near['nearly']} with a few places changed, and")
    print(f"{near['half words']} of half words (nurs*) in another order")
    assert near["nearly"] <= near["equal"] / 20


def test_lists_go_on_where_they_were_left(both: Pair) -> None:
    dice = Random(6)
    for number in range(40):
        search = replace(some_search(dice, 2 * number), page=1)
        ids = both[1].ids(search, now=NOW, limit=120)
        if search.sort != "relevance":
            assert ids == both[0].ids(search, now=NOW, limit=120), search
        walked, mark = [], None
        while len(walked) < 120:
            part = both[1].slice(search, now=NOW, limit=40, after=mark)
            walked += part.ids
            mark = part.last
            if mark is None:
                break
        assert tuple(walked[:120]) == ids, search
        first = both[0].slice(search, now=NOW, limit=7, start=3)
        here = both[1].slice(search, now=NOW, limit=7, start=3)
        assert (here.total, here.groups, here.last is None) == (first.total, first.groups, first.last is None)
        if search.sort != "relevance":
            assert here == first, search


def test_alerts_and_pages_of_listings_find_the_same(both: Pair) -> None:
    dice = Random(7)
    for number in range(40):
        search = some_search(dice, number)
        ids = [one.id for one in dice.sample(SOME, 200)] + ["nobody/1"]
        assert both[1].matching(search, ids, now=NOW) == both[0].matching(search, ids, now=NOW), search
        id = dice.choice(SOME).id
        held, asked = (finder.similar(id, search, 6, now=NOW) for finder in both)
        assert len(asked) == len(held)
        assert len(set(held) & set(asked)) >= len(held) - 1, "a tie may fall the other way: sums of floats"


@pytest.mark.parametrize("typed", ["ch", "chem", "Chemistry R", "nur", "platform-0", "span", "python", "zzz", "", "  "])
def test_what_is_being_typed_is_completed_alike(both: Pair, typed: str) -> None:
    held, asked = (finder.suggest(typed, 8) for finder in both)
    assert [one.kind for one in asked] == [one.kind for one in held]
    assert [one for one in asked if one.kind != "title"] == [one for one in held if one.kind != "title"]
    assert all(typed.lower().split(" ")[0] in one.text.lower() for one in asked if one.kind == "title")


LONG = '"us it go us it go us it go us it go"'


@pytest.mark.parametrize("q", ["chemstry", "phisics nurse", "zzzzqqq", "-data", LONG, 8 * LONG])
def test_odd_words_are_answered_alike(both: Pair, q: str) -> None:
    held, asked = (finder.find(Search(q=q), now=NOW) for finder in both)
    assert differences(held, asked) <= {"ids", "marks"}


def test_a_page_far_behind_the_window_is_walked_to(both: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.search.cluster.page.WINDOW", 40)
    monkeypatch.setattr("directory.search.cluster.finder.AT_ONCE", 30)
    for page in (1, 2, 7, 9_999):
        held, asked = (finder.find(Search(page=page), now=NOW) for finder in both)
        assert asked == held
        here = both[1].slice(Search(), now=NOW, limit=25, start=25 * page - 25)
        assert here == both[0].slice(Search(), now=NOW, limit=25, start=25 * page - 25)


def test_a_host_of_the_cluster_holds_no_listing(both: Pair) -> None:
    held = vars(both[1]) | vars(vars(both[1])["_following"])
    assert not any(isinstance(value, dict | list | tuple | set) and len(value) > 100 for value in held.values())
