"""Which events are news for a search: one rule for letters and feeds."""

from typing import Any

import pytest

from directory.letters import match
from directory.letters.compose import Wanted
from directory.listing import Event, EventKind
from directory.search import Search
from tests.support.making import START

BRAZIL = {"rule": "only", "places": ["BR"], "excluded": []}
BOTH = {"rule": "only", "places": ["BR", "KE"], "excluded": []}
WORLD = {"rule": "any", "places": [], "excluded": []}


@pytest.mark.parametrize(
    ("before", "after", "country", "news"),
    [
        (BRAZIL, BOTH, "KE", True),
        (BRAZIL, WORLD, "KE", True),
        (None, BOTH, "KE", True),
        (BRAZIL, BOTH, "BR", False),
        (BOTH, BRAZIL, "KE", False),
        (BRAZIL, BOTH, None, False),
        (BOTH, BRAZIL, None, False),
        (BRAZIL, None, "KE", False),
    ],
)
def test_newly_open_is_to_a_country(before: Any, after: Any, country: str | None, news: bool) -> None:
    event = Event(1, "acme/r1", "countries", START, before, after)
    assert match.newly_open(event, country) is news
    assert match.is_news(event, Search(country=country)) is news


@pytest.mark.parametrize(
    ("kind", "correction", "news"),
    [("opened", False, True), ("closed", False, True), ("pay", False, True), ("countries", True, True)],
)
def test_other_events_and_corrections_are_news(kind: EventKind, correction: bool, news: bool) -> None:
    assert match.is_news(Event(1, "acme/r1", kind, START, correction=correction), Search()) is news


@pytest.mark.parametrize(
    ("kinds", "query", "keys"),
    [
        (("country",), "", ["country"]),
        (("new", "country"), "speak=sw", ["country"]),
        (("country",), "country=KE", []),
        (("new", "pay"), "", []),
    ],
)
def test_newly_open_needs_a_country(kinds: tuple[Wanted, ...], query: str, keys: list[str]) -> None:
    found = match.problems(kinds, Search.parse(query)[0])
    assert [problem.key for problem in found] == keys
