"""Plain statements: what they read is what the shelf reads, on both databases, and Away is said alike."""

from dataclasses import replace

import pytest

from directory.store import Away, Store, cards, hidden, shelf
from directory.store.plain import asking
from directory.store.pulses import pulses
from tests.support.making import DAY, START, crawl, platform, posting


def test_what_is_read_plainly_is_what_the_shelf_says(either: Store) -> None:
    texts = ("You must live in Kenya.\nPay: $20 to $45 per hour.", "", "Native Swahili speaker. $0.05 per task.")
    found = [posting(f"r{at}", f"Rater {at}", texts[at % 3], posted_at=START) for at in range(31)]
    crawl(either, found, START, platform("acme"))
    crawl(either, found[:-2], START + DAY, platform("acme"))
    with either.writing() as session:
        hidden.hide_in(session, "acme/r3", "asks for money", START)
    ids = [f"acme/r{at}" for at in range(33)]
    with asking(either) as now:
        read = cards.listings(now, ids, pulses(either))
        told = {id: cards.history(now, id) for id in ids}
        assert cards.version(now) == shelf.version(either)
    assert read == {one.id: replace(one, text="") for one in shelf.cards(either, ids)}
    assert "acme/r3" not in read
    assert {one.state for one in read.values()} == {"open", "closed"}
    assert {id: shelf.history(either, id) for id in ids} == told


def test_a_database_that_is_not_there_is_away() -> None:
    with pytest.raises(Away), asking(Store("postgresql+psycopg://nobody@/nowhere?host=/nonexistent")):
        pass
