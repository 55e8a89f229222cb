"""Three months without a crawl: nothing is good, nothing is open, nothing is lost, what comes back is not new."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from flask.testing import FlaskClient

from directory.config import Settings
from directory.platform import Pulse
from directory.runs.judge import Ending
from directory.search import Search, open_finder
from directory.store import Store, platforms, shelf
from tests.support.making import START, crawl, platform
from tests.support.website import KENYA, settings
from web import create_app

READ = START + timedelta(minutes=1)
CADENCE = timedelta(hours=48)
RECORD = platform("acme", cadence_hours=48)
LATE, STOPPED = READ + timedelta(days=5, hours=1), READ + timedelta(days=9, hours=1)  # pages show the hour
MONTHS = datetime(2027, 2, 1, tzinfo=UTC)


def browser(store: Store, folder: Path, now: datetime) -> FlaskClient:
    known = settings(folder, clock=now.isoformat())
    return create_app(known, store, open_finder(store, known)).test_client()


@pytest.fixture
def read_once(store: Store) -> Store:
    crawl(store, [KENYA], START, RECORD, Ending(True, "finished"))
    return store


@pytest.mark.parametrize(
    ("age", "standing"),
    [
        (timedelta(), "good"),
        (2 * CADENCE, "good"),
        (2 * CADENCE + timedelta(seconds=1), "late"),
        (4 * CADENCE, "late"),
        (4 * CADENCE + timedelta(seconds=1), "stopped"),
        (timedelta(days=90), "stopped"),
        (-CADENCE, "good"),
    ],
)
def test_the_standing_follows_the_clock_alone(age: timedelta, standing: str) -> None:
    assert Pulse(READ, CADENCE).standing(READ + age) == standing
    assert Pulse(None, CADENCE).standing(READ + age) == "good"


@pytest.mark.parametrize(("now", "state"), [(READ, "good"), (LATE, "late"), (STOPPED, "stopped"), (MONTHS, "stopped")])
def test_a_platform_says_how_it_stands(read_once: Store, tmp_path: Path, now: datetime, state: str) -> None:
    words = "finished" if state == "good" else "its last crawl went well"
    assert [(one.state, one.reason) for one in platforms.healths(read_once, now)] == [(state, words)]
    (row,) = browser(read_once, tmp_path, now).get("/status.json").json["platforms"]
    assert (row["state"], row["last_good"]) == (state, READ.isoformat().replace("+00:00", "Z"))
    word = ">up to date</span>" if state == "good" else f">{state}</span>"
    for address in ("/status", "/platforms", "/platform/acme"):
        assert word in browser(read_once, tmp_path, now).get(address).text


def test_a_late_platform_keeps_its_listings_without_their_green(read_once: Store, tmp_path: Path) -> None:
    page = browser(read_once, tmp_path, LATE).get("/?country=KE").text
    assert f"not checked since {READ:%-d %b %Y}" in page
    assert "When last checked: Open to Kenya" in page
    assert 'class="line open"' not in page
    assert 'class="line tongue open"' not in browser(read_once, tmp_path, LATE).get("/?speak=sw").text


@pytest.mark.parametrize("address", ["/?country=KE", "/country/KE", "/", "/tiers", "/platform/acme"])
def test_nothing_is_open_after_three_months(read_once: Store, tmp_path: Path, address: str) -> None:
    page = browser(read_once, tmp_path, MONTHS).get(address).text
    assert 'class="line open"' not in page
    assert "1 open to Kenya" not in page
    assert 'class="state good"' not in page


def test_what_has_stopped_is_counted_and_a_link_shows_it(read_once: Store, tmp_path: Path) -> None:
    client = browser(read_once, tmp_path, STOPPED)
    page = client.get("/?country=KE").text
    assert "1 not checked lately, hidden" in page
    assert 'href="/?country=KE&amp;checked=lately&amp;checked=stopped"' in page
    assert "Swahili rater" not in page
    shown = client.get("/?country=KE&checked=lately&checked=stopped").text
    assert "Swahili rater" in shown
    assert f"not checked since {READ:%-d %b %Y}" in shown
    assert 'class="line open"' not in shown


def test_the_api_and_the_form_of_an_alert_count_what_has_stopped(read_once: Store, tmp_path: Path) -> None:
    address = "https://atlas.example/api/v1/listings?country=KE&checked=stopped"
    for now, left in ((LATE, None), (STOPPED, {"n": 1, "address": address})):
        client = browser(read_once, tmp_path, now)
        assert client.get("/api/v1/listings?country=KE&page=2").json["unchecked"] == left
        assert ("1 not checked lately, hidden" in client.get("/alerts/new?country=KE").text) is bool(left)
        assert client.get("/api/v1/listings?country=KE&state=closed").json["unchecked"] is None
        assert client.get("/api/v1/listings?country=KE&checked=any").json["unchecked"] is None
    assert [one["id"] for one in client.get(address).json["items"]] == ["acme/k1"]
    assert 'href="/?country=KE&amp;checked=stopped"' in client.get("/alerts/new?country=KE").text


@pytest.mark.parametrize("address", ["/country/KE", "/language/sw", "/tier/languages", "/browse", "/embed?country=KE"])
def test_no_page_says_that_nothing_is_open_where_nobody_knows(read_once: Store, tmp_path: Path, address: str) -> None:
    fresh, old = (browser(read_once, tmp_path, now).get(address).text for now in (READ, STOPPED))
    assert "not checked lately" not in fresh
    assert "1 not checked lately, hidden" in old
    assert "checked=stopped" in old
    assert "Nothing is open" not in old


class Passing(Settings):
    """Settings of a process that lives on: its clock is the last of `times`."""

    times: ClassVar[list[datetime]] = []

    def now(self) -> datetime:
        return self.times[-1]


def test_what_a_running_process_keeps_follows_the_clock(store: Store, tmp_path: Path) -> None:
    """No crawl comes, so the table's version stays; counts that were made of it are of their hour all the same."""
    seen = [KENYA, *(KENYA.model_copy(update={"ref": f"k{n}", "title": f"Swahili rater {n}"}) for n in (2, 3))]
    crawl(store, seen, START, RECORD, Ending(True, "finished"))
    known = settings(tmp_path)
    passing = Passing(**{one.name: getattr(known, one.name) for one in fields(known)})
    finder = open_finder(store, known)
    Passing.times[:] = [READ]
    client = create_app(passing, store, finder).test_client()
    told = []
    for now in (READ, STOPPED):
        Passing.times.append(now)
        platform = client.get("/api/v1/countries/KE").json["platforms"][0]
        open_ = client.get("/api/v1/statistics").json["open"]
        told.append((open_, platform["now"], ">Kenya<" in client.get("/browse").text))
    assert told == [(3, True, True), (0, False, False)]


def test_a_listing_says_how_old_it_is(read_once: Store, tmp_path: Path) -> None:
    page = browser(read_once, tmp_path, STOPPED).get("/listing/acme/k1?country=KE").text
    assert f"Not checked since {READ:%-d %b %Y}" in page
    assert "We last read this platform on" in page
    assert 'class="line open"' not in page


@pytest.mark.parametrize("name", ["atom", "rss", "json"])
def test_a_feed_says_what_it_leaves_out(read_once: Store, tmp_path: Path, name: str) -> None:
    fresh = browser(read_once, tmp_path, READ).get(f"/feed.{name}?country=KE")
    old = browser(read_once, tmp_path, STOPPED).get(f"/feed.{name}?country=KE")
    assert ("Swahili rater" in fresh.text, "left out" in fresh.text) == (True, False)
    assert "Swahili rater" not in old.text
    assert "1 listing is left out because its platform was not checked lately" in old.text
    assert old.headers["ETag"] != fresh.headers["ETag"]


@pytest.mark.parametrize("name", ["atom", "rss", "json"])
def test_a_feed_does_not_change_by_the_day_alone(read_once: Store, tmp_path: Path, name: str) -> None:
    address = f"/feed.{name}?checked=lately&checked=stopped"
    days = [(now, now + timedelta(days=1)) for now in (LATE, STOPPED)]
    told = [[browser(read_once, tmp_path, now).get(address) for now in pair] for pair in days]
    assert [one.text for one, _ in told] == [other.text for _, other in told]
    assert [one.headers["ETag"] for one, _ in told] == [other.headers["ETag"] for _, other in told]
    assert all(f"not checked since {READ:%-d %b %Y}" in one.text for one, _ in told)


def test_nothing_closes_by_age_and_what_comes_back_is_not_new(read_once: Store, tmp_path: Path) -> None:
    known = settings(tmp_path, clock=MONTHS.isoformat())
    finder = open_finder(read_once, known)
    search, before = Search(country="KE"), shelf.listing(read_once, "acme", "k1")
    assert finder.find(search, now=MONTHS).total == 0
    crawl(read_once, [KENYA], MONTHS, RECORD)
    finder.catch_up()
    found, after = finder.find(search, now=MONTHS), shelf.listing(read_once, "acme", "k1")
    assert found.ids == ("acme/k1",)
    assert finder.find(Search(country="KE", fresh=30), now=MONTHS).total == 0
    assert replace(after, last_seen=READ, pulse=before.pulse) == before
    assert [event.kind for event in shelf.history(read_once, "acme/k1")] == ["opened"]
    page = create_app(known, read_once, finder).test_client().get("/?country=KE").text
    assert 'class="line open"' in page
    assert 'class="mark new"' not in page
