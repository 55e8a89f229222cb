"""When alerts are due, what one letter holds, and the keys that letters carry."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from directory.claims import Facts
from directory.letters.compose import Alert, Cadence, Match, Subscriber, compose, concerns, next_due, within_reach
from directory.letters.zones import zones_of
from directory.listing import Event, EventKind, Listing
from directory.tokens import LetterToken, Purpose, derive, keyed_hash, parse, valid

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
SECRET = "s" * 32
PERSON = Subscriber(1, "reader@mail.example", "en", "UTC", 7, 1, NOON)


def alert(id: int = 1, **given: Any) -> Alert:
    usual: dict[str, Any] = {"query": "", "kinds": ("new",), "cadence": "weekly", "cursor": 0, "due_at": NOON}
    return Alert(id=id, subscriber=1, created_at=NOON, **{**usual, **given})


def listing(id: str, **given: Any) -> Listing:
    platform, _, ref = id.partition("/")
    usual: dict[str, Any] = {"state": "open", "first_seen": NOON, "last_seen": NOON, "changed_at": NOON, "version": 1}
    values = {"url": f"https://jobs.example/{ref}", "title": f"Role {ref}", "facts": Facts(), **usual, **given}
    return Listing(id=id, platform=platform, ref=ref, **values)


def match(number: int, id: str, kind: EventKind = "opened", **given: Any) -> Match:
    return Match(Event(number, id, kind, NOON, **given), listing(id))


@pytest.mark.parametrize(
    ("cadence", "zone", "hour", "after", "due"),
    [
        ("weekly", "UTC", 7, "2026-11-18T12:00", "2026-11-23T07:00"),
        ("weekly", "UTC", 7, "2026-11-23T06:59", "2026-11-23T07:00"),
        ("weekly", "UTC", 7, "2026-11-23T07:00", "2026-11-30T07:00"),
        ("daily", "UTC", 7, "2026-11-18T06:00", "2026-11-18T07:00"),
        ("daily", "UTC", 7, "2026-11-18T07:00", "2026-11-19T07:00"),
        ("daily", "Africa/Nairobi", 7, "2026-11-18T12:00", "2026-11-19T04:00"),
        ("daily", "America/Recife", 0, "2026-11-18T12:00", "2026-11-19T03:00"),
        ("daily", "America/New_York", 7, "2026-10-31T12:00", "2026-11-01T12:00"),  # the night the clocks go back
        ("weekly", "Pacific/Auckland", 7, "2026-11-18T12:00", "2026-11-22T18:00"),
        ("instant", "UTC", 7, "2026-11-18T12:00", "2026-11-18T12:10"),
        ("instant", "Africa/Nairobi", 7, "2026-11-18T18:49", "2026-11-18T18:59"),
        ("instant", "Africa/Nairobi", 7, "2026-11-18T18:50", "2026-11-19T04:00"),
        ("instant", "America/Sao_Paulo", 7, "2026-11-18T05:00", "2026-11-18T10:00"),
        ("instant", "America/New_York", 7, "2026-11-01T05:30", "2026-11-01T12:00"),  # the night the clocks go back
    ],
)
def test_the_next_letter_comes_at_the_reader_s_hour(
    cadence: Cadence, zone: str, hour: int, after: str, due: str
) -> None:
    at = datetime.fromisoformat(f"{after}+00:00")
    assert next_due(cadence, zone, hour, at) == datetime.fromisoformat(f"{due}+00:00")


@pytest.mark.parametrize(
    ("weekday", "after", "due"),
    [
        (2, "2026-11-18T04:00", "2026-11-18T07:00"),  # a Wednesday
        (2, "2026-11-18T07:00", "2026-11-25T07:00"),
        (6, "2026-11-18T12:00", "2026-11-22T07:00"),
    ],
)
def test_a_weekly_letter_comes_on_its_day(weekday: int, after: str, due: str) -> None:
    at = datetime.fromisoformat(f"{after}+00:00")
    assert next_due("weekly", "UTC", 7, at, weekday) == datetime.fromisoformat(f"{due}+00:00")


@pytest.mark.parametrize(
    ("country", "zones"),
    [
        ("KE", ("Africa/Nairobi",)),
        ("IN", ("Asia/Kolkata",)),
        ("XX", ()),
        (None, ()),
        ("PS", ("Asia/Gaza", "Asia/Hebron")),
    ],
)
def test_a_country_has_its_time_zones(country: str | None, zones: tuple[str, ...]) -> None:
    assert zones_of(country) == zones


@pytest.mark.parametrize(
    ("country", "first", "n"),
    [("BR", "America/Sao_Paulo", 16), ("US", "America/New_York", 29), ("RU", "Europe/Moscow", 26)],
)
def test_where_most_people_live_stands_first(country: str, first: str, n: int) -> None:
    assert (zones_of(country)[0], len(set(zones_of(country)))) == (first, n)


@pytest.mark.parametrize(
    ("kinds", "event", "told"),
    [
        (("new",), "opened", True),
        (("new",), "pay", False),
        (("pay", "closed"), "closed", True),
        (("country",), "countries", True),
        (("reopened",), "opened", False),
        (("new", "pay", "country", "reopened", "closed"), "languages", False),
    ],
)
def test_an_alert_asks_for_kinds(kinds: tuple[Any, ...], event: EventKind, told: bool) -> None:
    assert concerns(kinds, Event(1, "demo/1", event, NOON)) is told


def test_a_correction_counts_as_new_for_fourteen_days() -> None:
    event = Event(1, "demo/1", "countries", NOON, correction=True)
    assert concerns(("new",), event)
    assert not concerns(("pay",), event)
    assert within_reach(event, listing("demo/1"), NOON + timedelta(days=14))
    assert not within_reach(event, listing("demo/1"), NOON + timedelta(days=14, seconds=1))


def test_nothing_new_is_no_letter() -> None:
    assert compose(PERSON, [(alert(), [])]) is None


def test_each_listing_stands_once_and_every_event_is_accounted_for() -> None:
    first, second = alert(1), alert(2)
    shared = match(1, "outlier/a")
    draft = compose(
        PERSON,
        [
            (first, [shared, match(2, "outlier/b")]),
            (second, [shared, match(3, "outlier/a", "pay"), match(4, "mercor/c")]),
        ],
    )
    assert draft is not None
    assert [[line.listing.id for line in part.lines] for part in draft.parts] == [
        ["outlier/a", "outlier/b"],
        ["mercor/c"],
    ]
    assert sorted(draft.events) == [(1, 1), (1, 2), (1, 3), (2, 4)]


@pytest.mark.parametrize("purpose", ["confirm", "manage", "stop", "more"])
def test_a_key_opens_what_it_was_made_for_and_nothing_else(purpose: Purpose) -> None:
    raw = derive(SECRET, purpose, 17, 3)
    token = parse(raw)
    assert token is not None
    assert len(token.proof) == 22
    assert valid(token, SECRET, purpose, 3)
    assert not valid(token, SECRET, purpose, 4)  # made void
    assert not valid(token, "t" * 32, purpose, 3)
    others: list[Purpose] = [other for other in ("confirm", "manage", "stop", "more") if other != purpose]
    assert not any(valid(token, SECRET, other, 3) for other in others)
    assert not valid(LetterToken(18, 3, token.proof), SECRET, purpose, 3)


@pytest.mark.parametrize("raw", ["", "1", "1.2", "1.2.3.4", "a.1.x", "-1.1.x", "1.1e3.x", "٣.1.x", f"{'9' * 17}.1.x"])
def test_what_is_no_key_is_told_apart(raw: str) -> None:
    assert parse(raw) is None


def test_an_odd_proof_is_only_wrong() -> None:
    assert not valid(LetterToken(1, 1, "é\ud800"), SECRET, "manage", 1)


def test_one_mailbox_is_one_subscriber() -> None:
    assert keyed_hash(SECRET, "Reader@Mail.Example") == keyed_hash(SECRET, "reader@mail.example")
    assert keyed_hash("t" * 32, "reader@mail.example") != keyed_hash(SECRET, "reader@mail.example")
