"""A node is killed while four clients search: nobody gets an error, everybody the same counts, before and after."""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread

import pytest

from bench.corpus import NOW, listings
from directory.search import Found, Search
from directory.search.cluster.connection import Connection
from directory.search.cluster.finder import ClusterFinder
from directory.search.engines.marks import BrokenIndex
from directory.search.results import WordsAway
from tests.support.nodes import NODES, PATIENT, Cluster
from tests.support.plain_search import ListSource, random_search

pytestmark = [pytest.mark.heavy, pytest.mark.cluster]
CLIENTS, CALM = 4, 3.0  # seconds of searching before the kill, while a node is lost, and after its return


@dataclass
class Client:
    """One that searches on and on: when each answer came, after how long, and whether it was the right one."""

    finder: ClusterFinder
    asked: list[tuple[Search, Found]]
    answers: list[tuple[float, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def search(self, over: Event) -> None:
        """Until it is over."""
        while not over.is_set():
            search, right = self.asked[len(self.answers) % len(self.asked)]
            began = time.monotonic()
            try:
                if self.finder.find(search, now=NOW) != right:
                    self.wrong.append(f"another answer to {search.to_query_string()}")
            except (WordsAway, BrokenIndex) as problem:
                self.wrong.append(repr(problem))
            self.answers.append((time.monotonic(), time.monotonic() - began))


def manager(cluster: Cluster) -> int:
    """The number of the node that manages the cluster: losing it costs most."""
    state = cluster.get("/_cluster/state/cluster_manager_node,nodes")
    assert state
    return int(state["nodes"][state["cluster_manager_node"]]["name"].removeprefix("node"))


def test_nobody_notices_that_a_node_is_killed(cluster: Cluster, index_name: str) -> None:
    source, dice = ListSource(listings(500, seed=3, words=(15, 50))), Random(9)
    urls = tuple(cluster.urls.split(","))
    finders = [ClusterFinder(source, Connection(urls, PATIENT), index_name) for _ in range(CLIENTS)]
    finders[0].catch_up()
    searches = [random_search(dice, words=True) if at % 2 else Search(q="data OR chemistry") for at in range(20)]
    searches += [Search(country="KE"), Search(speak=(("es", None),)), Search(sort="pay", page=3)]
    asked = [(search, finders[0].find(search, now=NOW)) for search in searches]
    clients, over = [Client(finder, asked) for finder in finders], Event()
    threads = [Thread(target=client.search, args=(over,)) for client in clients]
    events = [(time.monotonic(), "four clients search")]

    def then(what: str) -> None:
        events.append((time.monotonic(), what))

    for thread in threads:
        thread.start()
    try:
        time.sleep(CALM)
        lost = manager(cluster)
        then(f"node{lost}, the manager, is killed")
        cluster.kill(lost)
        cluster.wait(NODES - 1)
        then("the cluster has found itself with two")
        time.sleep(CALM)
        cluster.again(lost)
        cluster.wait(NODES, green=True)
        then(f"node{lost} is back, every copy is there")
        time.sleep(CALM)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    then("the clients end")
    print(timeline(events, [one for client in clients for one in client.answers]))
    assert [client.wrong for client in clients] == [[]] * CLIENTS
    print(f"{sum(len(client.answers) for client in clients)} answers, each equal to the one before, and no error")
    assert [finders[1].find(search, now=NOW) for search, _ in asked] == [right for _, right in asked]


def timeline(events: list[tuple[float, str]], answers: list[tuple[float, float]]) -> str:
    """A line a second: how many answers came, the slowest of them, and what happened."""
    began = events[0][0]
    slowest, count = defaultdict(float), defaultdict(int)
    for at, took in answers:
        count[int(at - began)] += 1
        slowest[int(at - began)] = max(slowest[int(at - began)], took)
    said = defaultdict(list)
    for at, what in events:
        said[int(at - began)].append(f"{at - began:.1f} s: {what}")
    lines = [
        f"{second:3} s  {count[second]:4} answers  slowest {slowest[second] * 1000:5.0f} ms  {'; '.join(said[second])}"
        for second in range(int(events[-1][0] - began) + 1)
    ]
    return "\n".join(lines)
