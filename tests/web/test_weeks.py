"""The week of a country: made once by the clock, as alerts would tell it, archived, and shown as page and feed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from flask.testing import FlaskClient

from directory.letters import weekly
from directory.presenting.feeds import TYPES
from directory.search import open_finder
from directory.store import Store, events, hidden, weeks
from tests.support.making import crawl, platform, posting
from tests.support.website import settings
from web import create_app

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)  # of week 47
DAILY = platform(cadence_hours=24)
IN_KENYA = "You must live in Kenya."


def role(ref: str, said: str = IN_KENYA, pay: str = "9 USD per hour") -> object:
    return posting(ref, f"Rater {ref}", f"You rate answers of kind {ref}. {said}", pay=pay)


def at(days: float) -> datetime:
    return MONDAY + timedelta(days=days)


@pytest.fixture
def told(store: Store) -> Store:
    """A baseline the week before; then one opens for Kenya, one elsewhere, one closes, one pays more, one lets in."""
    crawl(store, [role("a"), role("b"), role("c", "You must live in Uganda.")], at(-3), DAILY)
    opened = [role("d"), role("e", "You must live in Brazil.")]
    dearer, let_in = role("a", pay="12 USD per hour"), role("c", "You must live in Uganda or Kenya.")
    crawl(store, [dearer, let_in, *opened], at(2), DAILY)
    crawl(store, [dearer, let_in, *opened, role("f")], at(8), DAILY)
    return store


def client_of(store: Store, folder: Path, clock: datetime) -> FlaskClient:
    known = settings(folder, clock=clock.isoformat())
    finder = open_finder(store, known)
    finder.catch_up()
    return create_app(known, store, finder).test_client()


def test_a_week_is_made_once_when_it_is_over(told: Store) -> None:
    assert weekly.finish(told, at(7) + timedelta(minutes=5)) > 0
    assert weekly.finish(told, at(8)) == 0
    (week,) = weeks.of(told, "KE")
    assert (week.name, dict(week.counts)) == ("2026-W47", {"new": 1, "country": 1, "pay": 1, "closed": 1})
    assert weeks.one(told, "BR", "2026-W47").counts == {"new": 1}
    assert weeks.one(told, "KE", "2026-W46") is None
    assert weekly.finish(told, at(14)) > 0
    assert [one.name for one in weeks.of(told, "KE")] == ["2026-W48", "2026-W47"]


def test_weeks_that_a_clock_missed_are_made_later(told: Store) -> None:
    weekly.finish(told, at(0))
    assert [(one.name, dict(one.arrived)) for one in weeks.of(told, "KE")] == [("2026-W46", {"acme": 2})]
    weekly.finish(told, at(15))
    assert [one.name for one in weeks.of(told, "KE")] == ["2026-W48", "2026-W47", "2026-W46"]


def test_two_clocks_make_it_once(told: Store) -> None:
    place = weeks.place_of(at(0).date())
    found = weeks.Week("KE", weeks.name_of(place), at(7), {}, {"new": 1}, {})
    assert weeks.keep(told, place, [found])
    assert not weeks.keep(told, place, [found])
    assert len(weeks.of(told, "KE")) == 1


@pytest.mark.parametrize(
    ("day", "name"), [("2026-01-05", "2026-W02"), ("2026-12-31", "2026-W53"), ("2027-01-04", "2027-W01")]
)
def test_weeks_have_their_iso_names(day: str, name: str) -> None:
    assert weeks.name_of(weeks.place_of(datetime.fromisoformat(day).date())) == name


def test_the_page_shows_it_and_the_archive_stays(told: Store, tmp_path: Path) -> None:
    weekly.finish(told, at(7))
    with client_of(told, tmp_path, at(8)) as client:
        page = client.get("/week/KE")
        assert page.status_code == 200
        text = " ".join(page.text.split())
        assert "<h1>The week for people in Kenya</h1>" in text
        assert "16 Nov 2026 – 22 Nov 2026" in text
        heads = [head for head in ("New listings", "Newly open", "Pay changed", "Closed") if f"<h2>{head} " in text]
        assert heads == ["New listings", "Newly open", "Pay changed", "Closed"]
        assert "Rater e" not in text
        assert "Rater f" not in text
        before = client.get("/week/KE/2026-W47").text
        assert client.get("/week/kenya").headers["Location"] == "/week/KE"
        assert [client.get(f"/week/{bad}").status_code for bad in ("XX", "KE/2026-W01", "KE/x")] == [404, 404, 404]
        assert (
            "No change has been seen." in client.get("/week/BR/2026-W47").text
            or "Rater e" in client.get("/week/BR").text
        )
        assert 'href="/week/KE"' in client.get("/country/KE").text
        weekly.finish(told, at(14))
        after = client.get("/week/KE/2026-W47").text
    section = before.partition("<h1>")[2].partition("Week by week")[0]
    assert section == after.partition("<h1>")[2].partition("Week by week")[0]


def test_who_asked_to_be_left_out_is_left_out(told: Store, tmp_path: Path) -> None:
    weekly.finish(told, at(7))
    with client_of(told, tmp_path, at(8)) as client:
        assert "Rater d" in client.get("/week/KE").text
    with told.writing() as session:
        hidden.hide_in(session, "acme/d", "a scam", at(8))
    with client_of(told, tmp_path, at(8)) as client:
        page = client.get("/week/KE").text
    assert "Rater d" not in page
    assert "and 1 more" in page


@pytest.mark.parametrize("format", ["atom", "rss", "json"])
def test_the_feed_has_an_entry_a_week(told: Store, tmp_path: Path, format: str) -> None:
    weekly.finish(told, at(7))
    weekly.finish(told, at(14))
    with client_of(told, tmp_path, at(15)) as client:
        answer = client.get(f"/week/KE/{format}")
        assert answer.content_type == f"{TYPES[format]}; charset=utf-8"
        assert client.get(f"/week/KE/{format}", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
        if format == "json":
            ids = [item["id"] for item in answer.get_json()["items"]]
        else:
            ids = [entry.id for entry in feedparser.parse(answer.data).entries]
    assert ids == [f"tag:atlas.example,2026:week/KE/2026-W{week}" for week in (48, 47)]


def test_it_is_what_an_alert_would_have_told(told: Store) -> None:
    weekly.finish(told, at(7))
    (week,) = weeks.of(told, "KE")
    with told.reading() as session:
        listings = {event.listing for ids in week.events.values() for event in events.numbered(session, ids)}
    assert listings == {"acme/a", "acme/b", "acme/c", "acme/d"}
