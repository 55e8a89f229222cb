"""Filters, counts and order from bitmaps: equal to a plain loop over the listings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bench.corpus import NOW, listing, listings
from directory.claims import Facts, Residence
from directory.listing import Listing
from directory.search import Found, Groups, Search, Spoken
from directory.search.answers import find
from directory.search.columns.columns import Columns
from directory.search.numbers import key_of
from directory.search.query.facets import FACET, GROUPS
from directory.search.snapshot import State
from tests.support.plain_search import (
    BARS,
    BEATS,
    BY_PLATFORM,
    UNSTATED,
    VALUES,
    ListSource,
    group,
    hourly,
    paid,
    random_search,
    said,
    scan,
    since,
    state,
    with_parts,
)

SOME = with_parts(listings(200, seed=3, words=(1, 3)))


def columns_of(found: tuple[Listing, ...]) -> State:
    return State(Columns().changed(found), pulses=BEATS)


def plain(found: tuple[Listing, ...], search: Search) -> Found:
    """The whole answer by a plain loop."""
    result = scan(found, search, NOW)
    ordered = sorted(result, key=lambda one: place(one, search))
    start = (search.page - 1) * 25
    return Found(
        total=len(result),
        ids=tuple(one.id for one in ordered[start : start + 25]),
        pages=-(-len(result) // 25),
        groups=plain_groups(found, search),
        spoken=plain_spoken(found, search),
        words_ready=False,
    )


def place(one: Listing, search: Search) -> tuple[float, ...]:
    """What a listing is sorted by: its group of eligibility, pay if asked, then the newest first."""
    shelf = ("open", "silent", "closed").index(group(one, search.country)) if search.country else 0
    low, high = one.facts.usd_hour or (None, None)
    least = low if low is not None else high
    pay = (-best_paid(low, high), -(least or -1)) if search.sort == "pay" else ()
    silent = any(tag != "unstated" for tag, _ in search.speak) and said(one, search) == "unstated"
    return (shelf, silent, *pay, -int((one.reopened_at or one.first_seen).timestamp()), key_of(one.id))


def best_paid(low: int | None, high: int | None) -> float:
    """Cents: the middle of a range, half of a bare ceiling; nothing for none and for what can hardly be meant."""
    ends = [end for end in (low, high) if end is not None]
    if not ends or min(ends) < 250 or max(ends) > 50_000:
        return -1
    return ends[0] if high is None else ((low or 0) + high) // 2


def plain_groups(found: tuple[Listing, ...], search: Search) -> Groups | None:
    if not search.country:
        return None
    where = [group(one, search.country) for one in scan(found, search, NOW, but=("country",))]
    return Groups(where.count("open"), where.count("silent"), where.count("closed"))


def plain_spoken(found: tuple[Listing, ...], search: Search) -> Spoken | None:
    if not search.speak:
        return None
    how = [said(one, search) for one in scan(found, search, NOW, but=("speak",))]
    return Spoken(how.count("ok"), how.count("variety"), how.count("unstated"), how.count("closed"))


def plain_counts(found: tuple[Listing, ...], search: Search) -> dict[str, dict[str, int]]:
    """Every count above nought, by facet and value."""
    counts: dict[str, dict[str, int]] = {}
    for key, values in VALUES.items():
        but = (key, "not_platform") if key == "platform" else (key,)
        counts[key] = tally(value for one in scan(found, search, NOW, but=but) for value in values(one))
    for key, says in BY_PLATFORM.items():
        there = scan(found, search, NOW, but=(key,))
        counts[key] = tally(value for one in there for value in says(one.platform, search.country))
    for key, bars in BARS.items():
        there = scan(found, search, NOW, but=(key,))
        named = {id for one in found for id in bars(one)} | set(search.chosen(key))
        taken = tally(id for one in there for id in bars(one))
        counts[key] = {id: n for id in named if (n := len(there) - taken.get(id, 0))}
    by_pay = scan(found, search, NOW, but=("pay",))
    floors = {*steps("pay"), *([pay] if (pay := search.number("pay")) else [])}
    counts["paid"] = tally(paid(one) for one in by_pay)
    counts["pay"] = tally(str(floor) for one in by_pay for floor in floors if (hourly(one) or 0) >= floor * 100)
    days = {*steps("fresh"), *([fresh] if (fresh := search.number("fresh")) else [])}
    by_age = scan(found, search, NOW, but=("fresh",))
    counts["fresh"] = tally(str(n) for one in by_age for n in days if since(one, n, NOW))
    counts["state"] = tally(kind for one in scan(found, search, NOW, but=("state",)) for kind in (state(one), "any"))
    return counts


def steps(key: str) -> tuple[int, ...]:
    """The numbers that the form offers."""
    number = FACET[key].number
    assert number is not None
    return number.steps


def tally(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def compare(found: tuple[Listing, ...], held: State, search: Search) -> None:
    answer = find(held, search, NOW)
    counted = {key: {one.id: one.n for one in values if one.n} for key, values in answer.facets.items()}
    assert replace(answer, facets={}, best_drop=None) == plain(found, search), search
    assert counted == plain_counts(found, search), search
    if not answer.total:
        assert (answer.best_drop[1] if answer.best_drop else 0) == most_without_one(found, search), search


def most_without_one(found: tuple[Listing, ...], search: Search) -> int:
    """The most that any single filter less would find."""
    options = [search.without(key) for key in search.filters() if key != "show"]
    options += [replace(search, show=GROUPS)] if search.country else []
    return max((len(scan(found, option, NOW)) for option in options), default=0)


def test_every_number_equals_a_plain_loop() -> None:
    dice, held = Random(0), columns_of(SOME)
    for _ in range(60):  # ten thousand below, on the heavy side
        compare(SOME, held, random_search(dice))


@pytest.mark.heavy
@pytest.mark.timeout(1_500)
@pytest.mark.parametrize("leg", range(4))
def test_ten_thousand_searches_equal_a_plain_loop(leg: int) -> None:
    dice, held = Random(f"marathon {leg}"), columns_of(SOME[:100])
    for _ in range(2_500):
        compare(SOME[:100], held, random_search(dice))


def test_a_changed_listing_counts_as_it_is_now_and_old_columns_stay() -> None:
    before = columns_of(SOME)
    dice = Random(11)
    table = ListSource(SOME)
    table.put(*(replace(listing(dice, number, (1, 2)), id=SOME[number].id) for number in range(60)))
    table.put(*(listing(dice, 10_000 + number, (1, 2)) for number in range(30)))
    for number in range(100, 110):
        table.remove(SOME[number].id)
    after = State(before.columns.changed(table.changed(len(SOME)), table.gone(len(SOME))), pulses=BEATS)
    now = tuple(table.listings.values())
    for _ in range(12):
        search = random_search(dice)
        compare(now, after, search)
        compare(SOME, before, search)


def test_a_listing_that_comes_twice_counts_as_it_came_last() -> None:
    first, last = replace(SOME[0], state="open"), replace(SOME[0], state="closed", platform="elsewhere")
    held = columns_of((first, last))
    assert len(held.columns) == 1
    assert [str(value) for value in held.columns.values("platform")] == ["elsewhere"]


def test_an_empty_table_answers_everything() -> None:
    dice = Random(5)
    for _ in range(20):
        answer = find(columns_of(()), random_search(dice), NOW)
        assert (answer.total, answer.ids, answer.best_drop) == (0, (), None)


def one(number: int, **facts: object) -> Listing:
    listed = listing(Random(number), number, (1, 2))
    return replace(listed, state="open", facts=Facts(employment="contractor", **facts))


WORLD = (
    one(1, residence=Residence("only", ("KE", "UG"))),
    one(2, residence=Residence("any")),
    one(3, residence=Residence("only", ("region:AFRICA",))),
    one(4),
    one(5, residence=Residence("only", ("US",))),
    one(6, residence=Residence("any", excluded=("KE",))),
)


def test_a_country_keeps_worldwide_and_region_listings_and_counts_the_rest() -> None:
    answer = find(columns_of(WORLD), Search(country="KE"), NOW)
    assert answer.groups == Groups(open=3, silent=1, closed=2)
    assert answer.total == 4
    assert {id.split("/")[1] for id in answer.ids[:3]} == {"1", "2", "3"}
    assert answer.ids[3].endswith("/4")


def test_the_best_filter_to_drop_is_exact() -> None:
    search = Search(country="US", show=("open",), tier=("coding",), degree=("none",), platform=("nowhere",))
    found = tuple(one(n, degree="none", tier="coding", residence=Residence("any")) for n in range(3))
    answer = find(columns_of(found), search, NOW)
    assert answer.best_drop == (search.without("platform"), 3)


def test_a_listing_first_seen_to_the_second_so_many_days_ago_is_fresh() -> None:
    seen = replace(one(1), first_seen=NOW - timedelta(days=7))
    held = columns_of((seen, replace(one(2), first_seen=NOW - timedelta(days=7, seconds=1))))
    assert find(held, Search(fresh=7), NOW).ids == (seen.id,)


def test_unstated_is_a_value_of_every_facet() -> None:
    held = columns_of((one(1), one(2, tier="coding", skills=("python",))))
    for key in ("tier", "skill", "domain", "task", "lang"):
        expected = 1 if key in ("tier", "skill") else 2
        assert find(held, Search(**{key: (UNSTATED,)}), NOW).total == expected
