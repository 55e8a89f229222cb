"""Alerts asked together: what the sets of a batch find is what each search finds alone, in the same order."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bench.alerts import _query, postings
from directory import reading
from directory.letters.compose import Wanted
from directory.letters.match import Fresh, any_state, is_news
from directory.listing import Event, EventKind, Listing
from directory.reading import facts
from directory.search import Search
from directory.search.columns.batch import Batch
from tests.support.alone import Alone
from tests.support.making import START

NOW = START + timedelta(days=8)
KINDS: tuple[Wanted, ...] = ("new", "pay", "country", "closed")
PARTS = (
    "country=KE", "country=US&show=open", "country=DE&show=closed&show=silent", "speak=es", "speak=sw&speak=unstated",
    "lang=es", "lang=unstated", "tier=coding", "tier=stem&tier=expert", "domain=law", "platform=acme",
    "not_platform=acme", "employment=any", "employment=employee", "pool=any", "pay=30", "pay=30&paid=unstated",
    "paid=otherwise", "paid=hour", "fresh=7", "fresh=1", "state=any", "state=closed", "degree=none", "q=physics",
    "q=native+speaker", "q=%22based+in%22", "q=must+-kenya", "q=rat*", "q=-must", "q=kenya+OR+brazil",
    "q=%22us%22+it", "q=machine+learning", "q=%21", "checked=stopped", "checked=stopped&checked=lately",
    "country=US&payable=yes", "country=KE&payable=yes", "country=KE&payout=bank", "payable=yes", "payout=bank",
)  # fmt: skip


def listings(n: int) -> list[Listing]:
    """Invented listings with some of everything that filters ask for."""
    dice = random.Random(5)
    return [_listing(dice, number, told) for number, told in enumerate(postings(n))]


def _listing(dice: random.Random, number: int, told: object) -> Listing:
    read = reading.read(told)  # type: ignore[arg-type]
    known = facts(read)
    known = replace(
        known, employment=dice.choice(("contractor", "employee", "unknown")), talent_pool=dice.random() < 0.1
    )
    seen = NOW - timedelta(days=dice.choice((0, 3, 20)))
    slug = ("acme", "clickworker", "mturk")[number % 3]
    return Listing(
        id=f"{slug}/r{number}", platform=slug, ref=f"r{number}", url="https://acme.example/1",
        title=told.title,  # type: ignore[attr-defined]
        state=dice.choice(("open", "open", "open", "closed")), first_seen=seen, last_seen=seen, changed_at=seen,
        version=number, facts=known, claims=read.claims, text=told.text,  # type: ignore[attr-defined]
    )  # fmt: skip


def queries(n: int) -> list[str]:
    """Searches as people make them, and every filter by itself and with others."""
    dice = random.Random(6)
    mixed = ["&".join(dice.sample(PARTS, dice.choice((1, 2, 3, 4)))) for _ in range(n // 2)]
    made = [*PARTS, *mixed, *(_query(dice) for _ in range(n // 2))]
    return [Search.parse(query)[0].to_query_string() for query in made]


def same(found: Sequence[Listing], asked: Sequence[str]) -> None:
    alone, batch = Alone(found), Batch(found)
    for query in asked:
        search = Search.parse(query)[0]
        assert batch.find(search, NOW) == alone.find(search, NOW), query


def test_sets_find_what_each_search_finds_alone() -> None:
    same(listings(80), queries(300))


@pytest.mark.heavy
def test_two_thousand_searches_of_a_thousand_listings_find_the_same() -> None:
    same(listings(1_000), queries(2_000))


def test_matches_are_in_the_order_of_events() -> None:
    dice, found = random.Random(7), listings(40)
    kinds: tuple[EventKind, ...] = ("opened", "pay", "countries", "closed", "reopened")
    rows = [Event(n, dice.choice(found).id, dice.choice(kinds), NOW) for n in range(1, 120)]
    place = {one.id: number for number, one in enumerate(found)}
    fresh, alone = Fresh(0, 120, NOW, rows, found), Alone(found)
    for query in queries(100):
        search = Search.parse(query)[0]
        cursor = dice.choice((0, 0, 50))
        live, gone = alone.find(search, NOW), alone.find(any_state(search), NOW)
        told = [
            row.id for row in rows
            if row.id > cursor and row.kind != "reopened" and is_news(row, search)
            and place[row.listing] in (gone if row.kind == "closed" else live)
        ]  # fmt: skip
        answer = fresh.matches((query, KINDS, cursor))
        assert answer is not None
        assert [one.event.id for one in answer] == told, query


def test_another_moment_is_another_answer() -> None:
    batch, search = Batch(found := listings(30)), Search.parse("fresh=7")[0]
    alone = Alone(found)
    for days in (0, 5, 30):
        assert batch.find(search, NOW + timedelta(days=days)) == alone.find(search, NOW + timedelta(days=days))
