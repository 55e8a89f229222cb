"""The API: one search with page and feed, the proof of every fact, problems that name what would be accepted."""

import json
import random
import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from time import sleep
from typing import Any, Self
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.presenting import ready_keeping
from directory.search import Search
from directory.search.query.facets import FACETS
from directory.search.results import WordsAway
from directory.store import Store, migrate
from directory.store.kept import LOOK_SECONDS
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders, settings, site
from web import create_app
from web.api.all import DOORS
from web.api.cursor import Cursor
from web.api.limits import MOST
from web.context import Site

API = "/api/v1"
WORLD = posting(
    "w1", "Poem rater", "You rate poems. Open to candidates anywhere in the world.\nPay: up to $40 per hour."
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("api")
    store = Store(f"sqlite:///{folder / 'atlas.db'}")
    migrate(store)
    made = site(store, folder, [KENYA, WORLD, *coders(34)])
    assert ready_keeping.follow(store, settings(folder)) == 36  # what others make for themselves is in other tests
    yield made
    store.close()


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def got(client: FlaskClient, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.text[:500])
    return json.loads(answer.data)


def test_a_listing_carries_its_proof(client: FlaskClient) -> None:
    found = got(client, f"{API}/listings/acme/k1?country=KE&speak=sw:native")
    assert found["verdict"] == {
        "country": "KE", "state": "open_named", "group": "open", "says": found["says"][1], "region": None, "within": [],
        "quote": {"text": "must live in Kenya", "source": "text", "start": KENYA.text.index("must live")},
        "rule": found["verdict"]["rule"], "conflict": False,
    }  # fmt: skip
    assert found["spoken"]["state"] == "ok"
    assert found["spoken"]["asked"]["tag"] == "sw"
    assert (found["pay"]["min"], found["pay"]["max"], found["pay"]["currency"], found["pay"]["unit"]) == (
        9,
        12,
        "USD",
        "hour",
    )
    assert (found["pay"]["ceiling"], found["pay"]["usd_hour"]["min"]) == (False, 9)
    assert found["opens"] == {"ref": "k1", "url": KENYA.url, "host": "acme.example", "where": ""}
    assert (found["first_seen"], found["days_open"], found["gaps"], found["demo"]) == (
        "2026-11-01T06:01:00Z",
        2,
        [],
        False,
    )
    assert all(claim["quote"]["text"] and claim["rule"] for claim in found["claims"])
    assert "text" not in found


def test_a_ceiling_is_one(client: FlaskClient) -> None:
    pay = got(client, f"{API}/listings/acme/w1")["pay"]
    assert (pay["ceiling"], pay["max"], pay["qualifier"]) == (True, 40, "up_to")


def test_closings_are_gaps(store: Store, tmp_path: Path) -> None:
    app = site(store, tmp_path, [KENYA, WORLD])
    crawl(store, [WORLD], START + DAY / 4, platform("acme", cadence_hours=48))
    crawl(store, [KENYA, WORLD], START + DAY, platform("acme", cadence_hours=48))
    found = got(app.test_client(), f"{API}/listings/acme/k1")
    assert len(found["gaps"]) == 1
    since, until = found["gaps"][0]["since"], found["gaps"][0]["until"]
    assert since < until
    assert found["days_open"] == 1
    assert found["reopened_at"] == until


@pytest.mark.parametrize(
    ("query", "parameter", "accepted", "near"),
    [
        ("state=opn", "state", ["open", "closed", "any"], ["open"]),
        ("country=Kenyaa", "country", "https://atlas.example/api/v1/vocabulary/countries", ["KE"]),
        ("tier=codin", "tier", "https://atlas.example/api/v1/vocabulary/tiers", ["coding"]),
        ("platform=acmee", "platform", "https://atlas.example/api/v1/platforms", ["acme"]),
        ("pay=much", "pay", "a whole number from 1 to 1000", None),
        ("speak=Y%C3%96", "speak", "https://atlas.example/api/v1/vocabulary/languages", None),
        ("country=%C2%BF%C2%85T%04T", "country", "https://atlas.example/api/v1/vocabulary/countries", None),
        ("listing=x", "listing", "the id of a listing: platform/ref", None),
        ("contry=KE", "contry", [facet.key for facet in FACETS], ["country"]),
        ("utm_source=x", "utm_source", None, None),
        ("country=KE&country=US", "country", "one value", ["KE", "US"]),
        ("days=3&fresh=7", "fresh", "one value", ["3", "7"]),
        ("limit=0", "limit", "1 to 100", None),
        ("limit=500", "limit", "1 to 100", None),
        ("q=" + "x" * 400, "q", "words, at most 300 characters", None),
        ("python", "", None, None),
    ],
)
def test_what_is_unknown_is_a_problem(
    client: FlaskClient, query: str, parameter: str, accepted: object, near: list[str] | None
) -> None:
    answer = client.get(f"{API}/listings?{query}")
    told = json.loads(answer.data)
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert (told["type"], told["status"]) == ("https://atlas.example/api#problem-parameter", 400)
    (odd,) = told["parameters"]
    assert odd["parameter"] == parameter
    assert odd["accepted"]
    assert accepted is None or odd["accepted"] == accepted
    assert near is None or odd["near"] == near


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/listings/acme/none", 404), ("/platforms/none", 404), ("/countries/Atlantis", 404), ("/vocabulary/none", 404),
        ("/nothing", 404), ("/eligibility", 400), ("/recruiter", 400),
        ("/changes?since=never", 400), ("/changes?since=2026-11-01T00:00:00", 400), ("/changes?kind=odd", 400),
        ("/listings?cursor=nonsense", 404), ("/listings?cursor=%00&page=2", 400), ("/changes?since=" + "9" * 30, 400),
        ("/changes?q=x", 400), ("/status?q=x", 400),
        ("/listings/acme/k1?q=x", 400),
    ],
)  # fmt: skip
def test_refusals_are_problems_with_open_doors(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(API + path)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert json.loads(answer.data)["status"] == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("one", DOORS, ids=lambda one: one.name)
def test_every_example_answers_by_its_model(client: FlaskClient, one: Any) -> None:
    # A host of its own: what another test asked would come from memory, without the headers of the limit.
    answer = client.get(one.example, base_url="http://once.example")
    assert answer.status_code == 200
    assert one.answer.model_validate_json(answer.data).model_dump_json() == answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["RateLimit-Policy"] == f'"default";q={MOST};w=60'
    again = client.get(one.example, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_pages_of_a_list_neither_skip_nor_repeat_while_it_changes(store: Store, tmp_path: Path) -> None:
    app = site(store, tmp_path, coders(9))
    client, finder = app.test_client(), app.extensions["atlas"].finder
    for sort in ("newest", "pay", "relevance"):
        query = f"q=python&sort={sort}&limit=2" if sort == "relevance" else f"sort={sort}&limit=2"
        whole = got(client, f"{API}/listings?{query.replace('limit=2', 'limit=100')}")
        before = {one["id"] for one in whole["items"]}
        path, seen, turn = f"{API}/listings?{query}", [], 0
        gone: set[str] = set()
        while path:
            answer = got(client, path)
            seen += [one["id"] for one in answer["items"]]
            path = (answer["next"] or "").removeprefix("https://atlas.example")
            turn += 1
            left = [one for one in coders(9) if f"acme/{one.ref}" not in gone]
            if turn == 1:  # the last one that was seen goes, and one that was not; others come at both ends
                unseen = sorted(before - set(seen))[0]
                gone = {seen[-1], unseen}
                left = [one for one in coders(9) if f"acme/{one.ref}" not in gone]
                fresh = [
                    posting("low", "Python reader", "Review Python code.\nPay: $5 per hour.", pay="5 USD per hour")
                ]
                top = posting("top", "Python boss", "Review Python code.\nPay: $90 per hour.", pay="90 USD per hour")
                crawl(store, [*left, *fresh, top], START + DAY, platform("acme", cadence_hours=48))
                finder.catch_up()
        assert len(seen) == len(set(seen)), sort
        assert set(seen) >= before - gone, sort
        crawl(store, coders(9), START + 2 * DAY, platform("acme", cadence_hours=48))
        finder.catch_up()


def test_links_lead_on_and_a_cursor_belongs_to_one_search(client: FlaskClient) -> None:
    answer = client.get(f"{API}/listings?limit=3&sort=pay")
    told = json.loads(answer.data)
    link = answer.headers.getlist("Link")
    assert link == [
        '<https://atlas.example/api/v1/listings?sort=pay&limit=3>; rel="first"',
        f'<{told["next"]}>; rel="next"',
        '<https://atlas.example/api/openapi.json>; rel="service-desc"',
    ]
    changes = client.get(f"{API}/changes")
    assert changes.headers.getlist("Link")[0] == f'<{json.loads(changes.data)["next"]}>; rel="next"'
    cursor = told["next"].partition("cursor=")[2]
    assert client.get(f"{API}/listings?limit=3&cursor={cursor}").status_code == 404


def test_changes_are_told_once_each(client: FlaskClient) -> None:
    first = got(client, f"{API}/changes?since=0&kind=opened")
    assert [event["kind"] for event in first["items"]] == ["opened"] * 36
    assert first["more"] is False
    again = got(client, first["next"].removeprefix("https://atlas.example"))
    assert (again["items"], again["last"]) == ([], first["last"])
    assert got(client, f"{API}/changes?since=2026-11-01T00:00:00Z")["items"] == first["items"]
    assert got(client, f"{API}/changes?since=2026-11-02T00:00:00Z")["items"] == []


def test_the_eight_states_come_with_quotes(client: FlaskClient) -> None:
    states = {
        ("acme/k1", "KE"): ("open_named", "must live in Kenya"),
        ("acme/k1", "US"): ("closed_listed", "must live in Kenya"),
        ("acme/w1", "KE"): ("open_worldwide", "Open to candidates anywhere in the world"),
        ("acme/c1", "DE"): ("closed_listed", "Must be located in the United States or Canada"),
    }
    for (listing, country), (state, words) in states.items():
        found = got(client, f"{API}/eligibility?listing={listing}&country={country}")["verdict"]
        assert (found["state"], found["quote"]["text"]) == (state, words)


def test_who_is_not_named_is_not_judged(client: FlaskClient) -> None:
    found = got(client, f"{API}/eligibility?listing=acme/k1")
    assert (found["listing"], found["verdict"], found["spoken"]) == ("acme/k1", None, None)


@pytest.mark.parametrize(
    ("moment", "number"),
    [("0001-01-01T00:00:00%2B14:00", 36), ("9999-12-31T23:59:59-12:00", 0), ("2026-11-01t00:00:00z", 36)],
)
def test_a_moment_at_the_ends_of_time_is_one(client: FlaskClient, moment: str, number: int) -> None:
    assert len(got(client, f"{API}/changes?since={moment}&kind=opened")["items"]) == number


def test_another_method_is_told_which_there_are(client: FlaskClient) -> None:
    answer = client.open(f"{API}/status", method="TRACE")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_facets_count_what_the_list_holds(client: FlaskClient) -> None:
    counts = got(client, f"{API}/facets?country=KE")
    assert counts["total"] == got(client, f"{API}/listings?country=KE")["total"]
    assert counts["groups"] == {"open": 2, "silent": 0, "closed": 34}
    for value in counts["facets"]["tier"]:
        assert got(client, f"{API}/listings?country=KE&tier={value['id']}")["total"] == value["n"], value


def test_statistics_keep_ceilings_apart(client: FlaskClient) -> None:
    found = got(client, f"{API}/statistics")
    assert (found["open"], found["states_pay"], found["states_hourly"]) == (36, 36, 36)
    assert found["pay"]["figure"]["n"] == 35
    assert found["pay"]["ceiling"] is None  # there is one, and three are the least


def test_words_that_cannot_be_looked_up_are_later_never_wider(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise WordsAway

    parts: Site = app.extensions["atlas"]
    monkeypatch.setattr(type(parts.finder), "slice", away)
    answer = client.get(f"{API}/listings?q=never-asked-before")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0


class SevenPast(datetime):
    """A clock that stands at seven seconds past a minute: one that goes on may begin another one during a test."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 11, 1, 6, 0, 7, tzinfo=tz)


def test_too_many_requests_are_told_when_to_come_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.api.limits.datetime", SevenPast)
    client = site(store, tmp_path).test_client()
    answers = [client.get(f"{API}/recruiter?a={n}.example") for n in range(3)]
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == ["r=599", "r=598", "r=597"]
    kept = client.get(f"{API}/recruiter?a=1.example")
    assert (kept.data, "RateLimit" in kept.headers) == (answers[1].data, False)  # what is kept costs nobody anything
    for n in range(3, 2 * MOST):
        answer = client.get(f"{API}/recruiter?a={n}.example")
        if answer.status_code != 200:
            break
    assert (answer.status_code, answer.content_type) == (429, "application/problem+json")
    assert answer.headers["Retry-After"] == "53"
    assert answer.headers["RateLimit"] == '"default";r=0;t=53'


def test_rows_that_were_written_before_follow_table_and_person(store: Store, tmp_path: Path) -> None:
    app = site(store, tmp_path, [KENYA, WORLD, *coders(3)])
    client = app.test_client()

    def same(query: str) -> list[dict[str, Any]]:
        """The rows of a list, each as it is when it is asked for alone by a site that has written nothing before."""
        fresh = create_app(settings(tmp_path), store, app.extensions["atlas"].finder).test_client()
        found: list[dict[str, Any]] = got(client, f"{API}/listings?{query}")["items"]
        for one in found:
            assert one == got(fresh, f"{API}/listings/{one['id']}?{query}")
        return found

    first = same("country=KE&speak=sw")
    assert {one["id"]: one["verdict"]["state"] for one in first}["acme/k1"] == "open_named"
    assert [one["verdict"]["country"] for one in same("country=US")] == ["US"] * 4
    crawl(store, [WORLD, *coders(3)], START + DAY, platform("acme", cadence_hours=48))
    app.extensions["atlas"].finder.catch_up()
    sleep(2 * LOOK_SECONDS)
    assert [one["id"] for one in same("country=KE&speak=sw")] == ["acme/w1"]
    assert got(client, f"{API}/listings/acme/k1?country=KE&speak=sw")["state"] == "closed"


def test_an_old_address_leads_to_the_present_one(store: Store, tmp_path: Path) -> None:
    places = [posting(f"p{at}", "Rater", "You rate.", role="one", location=at) for at in ("Kenya", "Ghana")]
    app = site(store, tmp_path, places)
    client = app.test_client()
    addresses = {ref: client.get(f"{API}/listings/acme/{ref}?country=KE") for ref in ("pKenya", "pGhana")}
    codes = sorted(answer.status_code for answer in addresses.values())
    assert codes == [200, 301]
    moved = next(answer for answer in addresses.values() if answer.status_code == 301)
    assert moved.headers["Location"] == "/api/v1/listings/acme/pKenya?country=KE"
    assert client.get(moved.headers["Location"]).status_code == 200


def test_a_recruiter_is_never_called_safe(client: FlaskClient) -> None:
    assert got(client, f"{API}/recruiter?a=someone@nowhere.example")["kind"] == "unknown"
    assert got(client, f"{API}/recruiter?a=%2B254 700 000000")["kind"] == "phone"
    told = got(client, f"{API}/recruiter?a=Pay a fee on pay.nowhere.example by gift card")
    assert (told["kind"], told["host"]) == ("unknown", "pay.nowhere.example")
    assert [(sign["kind"], sign["words"]) for sign in told["signs"]] == [("fee", "Pay a fee"), ("gift", "gift card")]


ODD = (
    "", "0", "-1", "9" * 30, "nan", "\x00", "�", "%zz", "../..", "a/b", "KE", "es-MX:fluent", "unstated", "any",
    "x" * 5_000, "(", "*", "2026-11-01T00:00:00Z", "0001-01-01T00:00:00Z", "٣", "acme/k1", "W10", "😀", "[]", "null",
)  # fmt: skip
HOSTILE = 400


def test_hostile_requests_are_answered_or_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.api.limits.MOST", 10**9)
    client, dice = site(store, tmp_path, [KENYA, *coders(3)]).test_client(), random.Random(5)
    statuses: set[int] = set()
    for _ in range(HOSTILE):
        one = dice.choice(DOORS)
        path = re.sub("<[^>]+>", lambda _: quote(dice.choice(ODD), safe="") or "x", one.path)
        keys = [taken.name for taken in one.taken] + [*one.keys, "odd"]
        query = urlencode([(dice.choice(keys), dice.choice(ODD)) for _ in range(dice.randint(0, 3))])
        answer = client.get(f"{API}{path}?{query}")
        statuses.add(answer.status_code)
        assert answer.status_code in (200, 400, 404), (path, query)
        if answer.status_code == 200:
            one.answer.model_validate_json(answer.data)
        else:
            assert answer.content_type == "application/problem+json"
    assert statuses == {200, 400, 404}


@pytest.mark.parametrize("mark", [[0, 2**63 - 1, -(2**63) + 1], [9, 1.5, 1e18], [-1, 0, 0], [True, 0, 0]])
def test_a_mark_that_nobody_made_is_only_a_place(client: FlaskClient, mark: list[float]) -> None:
    word = Cursor(tuple(mark), None).text(Search())
    assert client.get(f"{API}/listings?cursor={word}").status_code == 200


@pytest.mark.parametrize("mark", [[0, 2**63, 0], [0, "a", 0], [0, None, 0], [0], [0, float("nan"), 0]])
def test_a_mark_that_cannot_be_is_refused(client: FlaskClient, mark: list[Any]) -> None:
    word = Cursor(tuple(mark), None).text(Search())
    assert client.get(f"{API}/listings?cursor={word}").status_code == 404
