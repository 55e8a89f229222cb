"""Rows that are ready: byte for byte what the listing itself gives, from a file that is not believed too long."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep

import pytest

from directory.eligibility.for_person import for_person
from directory.listing import Event, Listing, Place
from directory.platform import Pulse
from directory.posting import Posting
from directory.presenting import ready_keeping
from directory.presenting.listing import person_of, show
from directory.presenting.locale import Tongue, tongue
from directory.presenting.ready import ReadyListing, ready
from directory.presenting.ready_file import ReadyFile
from directory.presenting.records import listing_record
from directory.reading import facts, read
from directory.search import Search
from directory.search.engines.marks import BrokenIndex
from directory.store import Store, hidden, shelf
from directory.store.kept import LOOK_SECONDS
from directory.store.numbers import identity
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders, settings, site
from tests.test_one_shown import NOW, SEARCHES, listing
from web.api.judged import PersonAsking, asked_of_rows, tail
from web.api.models import ListingAnswer
from web.api.verdicts import opens_of, spoken_of, verdict_of

URL, LIST = "https://atlas.example", "/api/v1/listings?state=any"
PAIRS = 100
PULSES = (
    None,
    Pulse(NOW, timedelta(days=1)),
    Pulse(NOW - DAY * 3, timedelta(days=1)),
    Pulse(None, DAY, probation=True),
)
ELSEWHERE = ("Kenya", "Berlin, Germany", "", "Kenya")


def spread(one: Listing, dice: random.Random) -> Listing:
    """A listing with postings in some places, which may say other things than the whole."""
    places = tuple(
        Place(f"p{at}", dice.choice((one.url, f"https://acme.example/p{at}?ref=x")), where, dice.random() < 0.8, own)
        for at, where in enumerate(dice.sample(ELSEWHERE, dice.randrange(4)))
        for own in [facts(read(posting("x", "x", dice.choice(("You must live in Kenya.", "Remote."))))).residence]
    )
    closed = NOW - DAY if one.state == "closed" else None
    return replace(one, places=places, closed_at=closed, title=f'{one.title} "state":"x"')


def events(one: Listing, dice: random.Random) -> list[Event]:
    turns = [Event(1, one.id, "closed", START), Event(2, one.id, "reopened", START + DAY)]
    return turns[: dice.randrange(3)]


def directly(one: Listing, turns: Sequence[Event], search: Search, now: datetime, say: Tongue) -> str:
    """The answer of the API made from the listing, without a row."""
    found = for_person(one, person_of(search))
    shown = show(one, search, now, say, found)
    record = listing_record(one, turns, now, URL)
    answer = ListingAnswer(
        **dict(record),
        api_url=f"{URL}/api/v1/listings/{one.id}",
        says=shown.said,
        marks=tuple(mark.key for mark in shown.marks),
        verdict=verdict_of(shown, found, search),
        spoken=spoken_of(shown, found),
        opens=opens_of(shown),
    )
    return answer.model_dump_json()


def test_a_row_says_what_the_listing_does() -> None:
    dice, judged = random.Random(17), 0
    for number in range(PAIRS):
        one = replace(spread(listing(number, dice), dice), pulse=dice.choice(PULSES))
        turns, search = events(one, dice), Search.parse(dice.choice(SEARCHES))[0]
        say = tongue(dice.choice(("en", "es", "hi")))
        row = ReadyListing(ready(replace(one, state="closed" if one.state == "closed" else "open"), turns, URL))
        who = PersonAsking(search.country, search.speak, say, NOW)
        checked = None if one.state == "closed" else one.last_seen
        asked = asked_of_rows(who, one.state, checked, one.pulse)
        made = b"".join((*row.record(asked.moment), *tail(row, asked)))
        assert made.decode() == directly(one, turns, search, NOW, say), (number, search)
        judged += b'"verdict":{' in made and b'"quote":{"text":"' in made
    assert judged > PAIRS // 3


def test_a_file_is_never_believed_too_long(store: Store, tmp_path: Path) -> None:
    app = site(store, tmp_path, [KENYA, *coders(4)])
    known, client = settings(tmp_path), app.test_client()
    assert ready_keeping.follow(store, known) == 5
    assert ready_keeping.follow(store, known) == 0
    before = client.get(LIST).data
    assert json.loads(before)["total"] == 5
    with store.writing() as session:
        hidden.hide_in(session, "acme/c1", "fraud", START)
    crawl(store, [replace_pay(KENYA), *coders(3)], START + DAY, platform("acme", cadence_hours=48))
    sleep(LOOK_SECONDS + 0.1)
    asked = json.loads(client.get("/api/v1/listings/acme/k1").data)
    assert (asked["pay"]["max"], asked["last_seen"]) == (99, "2026-11-02T06:01:00Z")
    assert client.get("/api/v1/listings/acme/c1").status_code == 410
    assert json.loads(client.get("/api/v1/listings/acme/c3").data)["state"] == "closed"
    file = ReadyFile(known, identity(store))
    assert file.open().version < shelf.version(store)


def test_the_file_takes_over_what_did_not_change(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site(store, tmp_path, [KENYA, *coders(4)])
    known = settings(tmp_path)
    monkeypatch.setattr(ready_keeping, "KEEP_AFTER", 1)
    assert ready_keeping.follow(store, known) == 5
    first = ReadyFile(known, identity(store)).open()
    crawl(store, [replace_pay(KENYA), *coders(4)], START + DAY)
    made = ready_keeping.made
    read: list[str] = []
    monkeypatch.setattr(ready_keeping, "made", lambda *of: (read.append(row.id) or row for row in made(*of)))
    assert (ready_keeping.follow(store, known), read) == (5, ["acme/k1"])
    second = ReadyFile(known, identity(store)).open()
    ids = [f"acme/c{at}" for at in range(4)]
    assert {id: row.data for id, row in first.find(ids).items()} == {
        id: row.data for id, row in second.find(ids).items()
    }
    assert first.find(["acme/k1"])["acme/k1"].data != second.find(["acme/k1"])["acme/k1"].data
    assert second.find(["acme/none"]) == {}


def test_a_damaged_row_is_not_there_and_another_ones_file_is_not_read(store: Store, tmp_path: Path) -> None:
    site(store, tmp_path, [KENYA, *coders(4)])
    known = settings(tmp_path)
    ready_keeping.follow(store, known)
    (path,) = (tmp_path / "index" / "rows").glob("g*/all.rows")
    data = path.read_bytes()
    at = data.index(b"must live in Kenya")
    path.write_bytes(data[:at] + b"M" + data[at + 1 :])
    rows = ReadyFile(known, identity(store)).open()
    assert set(rows.find(["acme/k1", "acme/c0"])) == {"acme/c0"}
    elsewhere = replace(known, public_url="https://other.example")
    for file in (ReadyFile(elsewhere, identity(store)), ReadyFile(known, 1)):
        with pytest.raises(BrokenIndex):
            file.open()
    assert ready_keeping.follow(store, elsewhere) == 5


def replace_pay(one: Posting) -> Posting:
    return one.model_copy(update={"pay": "99 USD per hour", "text": one.text.replace("$9 - $12", "$99")})
