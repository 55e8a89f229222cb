"""Alert and feed pages: no account, no cookie, no GET that acts, the same answer for everybody."""

import hashlib
import hmac
import html
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from flask.testing import FlaskClient

from directory.config import Settings, load
from directory.letters import erasure, outbox
from directory.letters import subscribers as alerts
from directory.presenting.feeds import TYPES
from directory.search import Search, open_finder
from directory.store import Store, migrate
from directory.tokens import Purpose, derive
from tests.directory.letters.test_returns import bounce, letter
from tests.support.making import DAY, START, crawl, posting
from web import create_app

SECRET = "s" * 32
MAIL = "reader@mail.example"
FORM = {
    "query": "tier=coding",
    "address": MAIL,
    "cadence": "daily",
    "kind": "new",
    "locale": "en",
    "zone": "UTC",
    "hour": "7",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    base = load({"RUN_DIR": str(tmp_path), "CLOCK": "2026-11-02T06:00:00Z"})
    return replace(base, public_url="https://atlas.example", secret_key=SECRET)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds thirty-one listings, and its index."""
    folder = tmp_path_factory.mktemp("crawled")
    store = Store(f"sqlite:///{folder / 'atlas.db'}")
    migrate(store)
    seen = [posting(f"r{n}", f"Python developer {n}", f"Review Python code, part {n}.") for n in range(30)]
    crawl(store, [*seen, posting("k1", "Swahili rater", "You must live in Kenya.")], START)
    open_finder(store, load({"RUN_DIR": str(folder), "CLOCK": "2026-11-02T06:00:00Z"})).catch_up()
    store.close()
    return folder


@pytest.fixture
def client(crawled: Path, store: Store, settings: Settings, tmp_path: Path) -> Iterator[FlaskClient]:
    store.close()
    shutil.copytree(crawled, tmp_path, dirs_exist_ok=True)
    finder = open_finder(store, settings)
    finder.catch_up()
    with create_app(settings, store, finder).test_client() as made:
        yield made


def form_of(client: FlaskClient, query: str = "tier=coding") -> dict[str, str]:
    page = client.get(f"/alerts/new?{query}").text
    found = re.search(r'name="form" value="([^"]+)"', page)
    assert found is not None
    return {**FORM, "form": found[1], "query": query}


def waiting(store: Store) -> list[outbox.Queued]:
    """The letters that are ready to go, claimed."""
    found = []
    while letter := outbox.claim(store, START + DAY):
        found.append(letter)
    return found


def key_for(store: Store, purpose: Purpose, subject: int, person: int = 1) -> str:
    """A key as a letter to that subscriber would carry it."""
    found = alerts.subscriber(store, person)
    return derive(SECRET, purpose, subject, found.version if found else 1)


def subscribed(client: FlaskClient, store: Store) -> tuple[int, str]:
    """The alert's number and the key of its subscriber's page."""
    assert client.post("/alerts/new", data=form_of(client)).status_code == 200
    assert client.post(f"/alerts/confirm/{key_for(store, 'confirm', 1)}").status_code == 200
    return 1, key_for(store, "manage", 1)


def test_asking_queues_one_letter_and_sets_no_cookie(client: FlaskClient, store: Store) -> None:
    answer = client.post("/alerts/new", data=form_of(client))
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None)
    assert [letter.kind for letter in waiting(store)] == ["confirm"]


def test_the_answer_is_the_same_for_a_known_and_a_barred_address(client: FlaskClient, store: Store) -> None:
    first = client.post("/alerts/new", data=form_of(client))
    (letter,) = waiting(store)
    outbox.bar(store, letter, "550 5.1.1 no such user", START + DAY)
    barred = client.post("/alerts/new", data=form_of(client))
    other = client.post("/alerts/new", data={**form_of(client), "address": "other@mail.example"})
    assert first.text == barred.text == other.text
    assert len(waiting(store)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"address": "nobody"}, "“nobody” is no e-mail address."),
        ({"address": "a@b.example\r\nBcc: c@d.example"}, "is no e-mail address."),
        ({"zone": "Mars/Base"}, "There is no time zone “Mars/Base”."),
        ({"hour": "24"}, "“24” is no hour of the day."),
        ({"kind": ""}, "Please choose what the alert should tell"),
        ({"cadence": "hourly"}, "Please choose what the alert should tell"),
        ({"query": "tier=alchemy"}, "There is no tier called “alchemy”."),
        ({"query": "country=KE&country=DE"}, "“country” takes one value, and it was given two. Did you mean Kenya"),
        ({"query": "country=KE", "country": "DE"}, "“country” takes one value"),
        ({"address": ["a@b.example", "c@d.example"]}, "“address” takes one value"),
        ({"cadence": ["daily", "weekly"]}, "“cadence” takes one value"),
        ({"query": "countri=KE"}, "There is no filter called “countri”. Did you mean country?"),
        ({"query": "country=Kenyya"}, "There is no country called “Kenyya”. Did you mean Kenya"),
        ({"query": "kenya nurse"}, "“kenya nurse” is no filter"),
        ({"kind": "country"}, "“Newly open” needs a country"),
        ({"kind": ["new", "gossip"]}, "“gossip” is no kind of event."),
        ({"countri": "KE"}, "There is no filter called “countri”. Did you mean country?"),
    ],
)
def test_a_form_that_cannot_be_meant_is_shown_again(
    client: FlaskClient, store: Store, change: dict[str, str | list[str]], said: str
) -> None:
    answer = client.post("/alerts/new", data={**form_of(client), **change})
    assert answer.status_code == 400
    assert said in answer.text
    assert waiting(store) == []


@pytest.mark.parametrize(
    ("token", "origin"), [("", None), ("forged", None), ("right", "https://evil.example"), ("right", "null")]
)
def test_a_form_of_somebody_else_is_refused(client: FlaskClient, store: Store, token: str, origin: str | None) -> None:
    data = form_of(client)
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"} if origin else {}
    answer = client.post(
        "/alerts/new", data={**data, "form": data["form"] if token == "right" else token}, headers=headers
    )
    assert answer.status_code == 400
    assert waiting(store) == []


def test_an_address_gets_five_letters_a_day_and_nobody_learns_it(client: FlaskClient, store: Store) -> None:
    answers = {client.post("/alerts/new", data=form_of(client)).text for _ in range(8)}
    assert len(answers) == 1
    assert len(waiting(store)) == 5


def test_a_network_may_ask_thirty_times_a_day(client: FlaskClient) -> None:
    data = form_of(client)
    answers = [client.post("/alerts/new", data={**data, "address": f"r{n}@mail.example"}) for n in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 24 * 60 * 60


def test_no_get_acts(client: FlaskClient, store: Store) -> None:
    client.post("/alerts/new", data=form_of(client))
    for _ in range(2):
        assert client.get(f"/alerts/confirm/{key_for(store, 'confirm', 1)}").status_code == 200
    assert alerts.alerts_of(store, 1) == ()
    id, key = subscribed(client, store)
    before = erasure.export(store, 1)
    for path in (
        f"/u/{key}",
        f"/u/{key}/stop",
        f"/alerts/stop/{key_for(store, 'stop', id)}",
        f"/u/{key}/search/{id}",
        f"/u/{key}/search/{id}/pause",
        f"/u/{key}/erase",
    ):
        assert client.get(path).status_code == 200
    assert [client.get(f"/u/{key}/{deed}").status_code for deed in ("void", "settings")] == [405] * 2
    assert erasure.export(store, 1) == before


def test_one_click_stops_everything_without_form_cookie_or_redirect(client: FlaskClient, store: Store) -> None:
    _, key = subscribed(client, store)
    for _ in range(2):
        answer = client.post(
            f"/u/{key}/stop", data={"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example"}
        )
        assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None)
    assert alerts.alerts_of(store, 1) == ()


def test_keys_pages_are_private(client: FlaskClient, store: Store) -> None:
    _, key = subscribed(client, store)
    answer = client.get(f"/u/{key}")
    names = ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")
    assert [answer.headers[name] for name in names] == ["noindex", "no-referrer", "no-store"]


@pytest.mark.parametrize("key", ["1.1.AAAAAAAAAAAAAAAAAAAAAA", "9.1.AAAAAAAAAAAAAAAAAAAAAA", "x", "1.2.3.4"])
def test_a_forged_key_opens_nothing(client: FlaskClient, store: Store, key: str) -> None:
    subscribed(client, store)
    assert client.get(f"/u/{key}").status_code == 404
    assert client.post(f"/u/{key}/stop").status_code == 404
    assert client.post(f"/alerts/confirm/{key}").status_code == 404
    assert len(alerts.alerts_of(store, 1)) == 1


def test_the_page_of_a_subscriber_edits_pauses_and_deletes(client: FlaskClient, store: Store) -> None:
    id, key = subscribed(client, store)
    page = f"/u/{key}/search/{id}"
    edited = {
        "country": "Kenya",
        "speak": "",
        "tier": ["languages", "coding"],
        "kind": ["new", "pay"],
        "cadence": "instant",
    }
    assert client.post(page, data=edited).status_code == 303
    kept = alerts.alert(store, id)
    assert kept is not None
    assert (kept.query, kept.kinds, kept.cadence) == (
        "country=KE&tier=coding&tier=languages",
        ("new", "pay"),
        "instant",
    )
    assert client.post(page, data={**edited, "tier": "alchemy"}).status_code == 400
    assert client.post(page, data={**edited, "country": "", "kind": "country"}).status_code == 400
    assert client.post(f"{page}/pause", data={"weeks": "4"}).status_code == 303
    assert "Paused until" in client.get(f"/u/{key}").text
    assert client.post(f"{page}/pause", data={"weeks": "99"}).status_code == 400
    assert client.post(f"{page}/stop").status_code == 303
    assert alerts.alerts_of(store, 1) == ()


def test_nobody_edits_somebody_else_s_search(client: FlaskClient, store: Store) -> None:
    id, _ = subscribed(client, store)
    client.post("/alerts/new", data={**form_of(client), "address": "other@mail.example"})
    other = key_for(store, "manage", 2, person=2)
    assert client.post(f"/u/{other}/search/{id}/stop").status_code == 404
    assert len(alerts.alerts_of(store, 1)) == 1


def test_everything_can_be_taken_away_and_erased(client: FlaskClient, store: Store) -> None:
    _, key = subscribed(client, store)
    data = json.loads(client.get(f"/u/{key}/data.json").data)
    assert data["subscriber"]["address"] == MAIL
    assert [row["query"] for row in data["alerts"]] == ["tier=coding"]
    assert client.post(f"/u/{key}/erase").status_code == 200
    assert client.get(f"/u/{key}").status_code == 404


def test_old_links_can_be_made_useless(client: FlaskClient, store: Store) -> None:
    _, key = subscribed(client, store)
    answer = client.post(f"/u/{key}/void")
    assert client.get(f"/u/{key}").status_code == 404
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("kind", ["atom", "rss", "json"])
def test_a_feed_holds_what_the_page_holds_in_its_order(client: FlaskClient, kind: str) -> None:
    page = re.findall(r'href="/listing/acme/([^"?]+)', client.get("/?tier=coding").text)
    answer = client.get(f"/feed.{kind}?tier=coding")
    ids = (
        [row["id"] for row in json.loads(answer.data)["items"]]
        if kind == "json"
        else [entry.id for entry in feedparser.parse(answer.data).entries]
    )
    assert ids == [f"tag:atlas.example,2026:listing/acme/{ref}" for ref in dict.fromkeys(page)]
    assert len(ids) == 25


def test_a_feed_is_paged_and_asked_again_by_its_tag(client: FlaskClient) -> None:
    first = client.get("/feed.atom?tier=coding")
    links = {link["rel"]: link["href"] for link in feedparser.parse(first.data).feed.links}
    assert links["next"] == "https://atlas.example/feed.atom?tier=coding&page=2"
    assert links["last"] == links["next"]
    second = client.get("/feed.atom?tier=coding&page=2")
    assert len(feedparser.parse(second.data).entries) == 5
    again = client.get("/feed.atom?tier=coding", headers={"If-None-Match": first.headers["ETag"]})
    since = client.get("/feed.atom?tier=coding", headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status_code, again.data, since.status_code) == (304, b"", 304)
    assert first.headers["Cache-Control"] == "public, max-age=300"


def test_the_form_of_what_was_not_understood_cannot_save_a_wider_search(client: FlaskClient, store: Store) -> None:
    page = client.get("/alerts/new?country=XX&lang=foo&countri=KE")
    assert page.status_code == 400
    carried = re.search(r'name="query" value="([^"]+)"', page.text)
    assert carried is not None
    assert html.unescape(carried[1]) == "country=XX&lang=foo&countri=KE"
    sent = client.post("/alerts/new", data={**form_of(client), "query": html.unescape(carried[1])})
    assert (sent.status_code, waiting(store)) == (400, [])


def test_a_filter_that_is_sent_beside_the_search_narrows_it(client: FlaskClient, store: Store) -> None:
    assert client.post("/alerts/new", data={**form_of(client), "country": "KE"}).status_code == 200
    kept = alerts.alert(store, 1)
    assert kept is not None
    assert kept.query == "country=KE&tier=coding"


@pytest.mark.parametrize(
    "sent",
    [
        {"countri": "KE"},
        {"country": ["KE", "DE"]},
        {"cadence": ["daily", "weekly"]},
        {"country": "XX"},
        {"hours": "10"},
        {"query": "tier=coding"},
        {"kind": ["new", "gossip"]},
    ],
)
def test_an_edit_that_is_not_understood_changes_nothing(
    client: FlaskClient, store: Store, sent: dict[str, str | list[str]]
) -> None:
    id, key = subscribed(client, store)
    answer = client.post(f"/u/{key}/search/{id}", data={"tier": "law", "kind": ["new"], "cadence": "daily", **sent})
    kept = alerts.alert(store, id)
    assert (answer.status_code, kept and kept.query) == (400, "tier=coding")
    assert 'role="alert"' in answer.text
    assert controls(answer.text)["tier"] == ["coding"]


def controls(page: str) -> dict[str, list[str]]:
    """What the form of a page would send if its button were pressed at once: fields that hold or are ticked."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]+>", page):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        ticked = named.get("type") not in ("checkbox", "radio") or " checked" in tag
        if ticked and named.get("name") and named.get("value"):
            found.setdefault(named["name"], []).append(html.unescape(named["value"]))
    for name, inside in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        found.setdefault(name, []).extend(re.findall(r'value="([^"]+)"\s+selected', inside))
    return found


@pytest.mark.parametrize(
    "query",
    [
        "tier=coding", "q=python&country=KE&show=open&speak=sw%3Afluent&tier=coding&pay=30", "not_platform=acme",
        "country=KE&show=silent&lang=unstated&fresh=7&sort=pay", "platform=acme&employment=employee&pool=any",
    ],
)  # fmt: skip
def test_the_form_of_an_edit_holds_the_search_and_saves_it_as_it_was(
    client: FlaskClient, store: Store, query: str
) -> None:
    id, key = subscribed(client, store)
    canonical = Search.parse(query)[0].to_query_string()
    alerts.edit(store, id, query=canonical, kinds=("new",), cadence="daily", now=START)
    page = client.get(f"/u/{key}/search/{id}").text
    assert client.post(f"/u/{key}/search/{id}", data=controls(page)).status_code == 303
    kept = alerts.alert(store, id)
    assert (kept and kept.query) == canonical


def test_what_can_no_longer_be_read_is_left_out_only_by_its_box(client: FlaskClient, store: Store) -> None:
    id, key = subscribed(client, store)
    alerts.edit(store, id, query="tier=coding&domain=alchemy", kinds=("new",), cadence="daily", now=START)
    page = client.get(f"/u/{key}/search/{id}").text
    sent = controls(page)
    assert sent["domain"] == ["alchemy"]
    assert client.post(f"/u/{key}/search/{id}", data=sent).status_code == 400
    assert client.post(f"/u/{key}/search/{id}", data={**sent, "domain": []}).status_code == 303
    kept = alerts.alert(store, id)
    assert (kept and kept.query) == "tier=coding"


@pytest.mark.parametrize(
    "query", ["tier=alchemy", "country=Narnia", "kind=gossip", "platform=nobody", "countri=KE", "hours=10", "nurse"]
)
def test_an_unknown_key_or_value_is_an_error_not_a_wider_feed(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/feed.rss?{query}")
    assert answer.status_code == 400
    key, _, value = query.partition("=")
    assert value.lower() in answer.text.lower() or f"There is no filter called “{key}”." in answer.text
    assert ("Did you mean country?" in answer.text) is (key == "countri")


def test_a_feed_of_changes_takes_campaigns_but_no_other_keys(client: FlaskClient) -> None:
    assert client.get("/feed.json?kind=new&utm_source=x&tier=coding").status_code == 200
    assert client.get("/feed.json?kind=new&color=red").status_code == 400


@pytest.mark.parametrize(("query", "code"), [("kind=country", 400), ("kind=country&country=KE", 200)])
def test_a_feed_of_what_newly_opens_needs_a_country(client: FlaskClient, query: str, code: int) -> None:
    answer = client.get(f"/feed.atom?{query}")
    assert answer.status_code == code
    assert ("needs a country" in answer.text) is (code == 400)


def test_changes_are_items_of_their_own(client: FlaskClient, store: Store, settings: Settings) -> None:
    seen = [posting(f"r{n}", f"Python developer {n}", f"Review Python code, part {n}.") for n in range(30)]
    changed = posting("r0", "Python developer 0", "Review Python code, part 0.", pay="50 USD per hour")
    crawl(store, [changed, *seen[1:]], START + DAY)
    open_finder(store, settings).catch_up()
    with create_app(settings, store).test_client() as fresh:
        entries = feedparser.parse(fresh.get("/feed.atom?kind=pay&kind=closed").data).entries
    ids = sorted(entry.id.split("/", 1)[1].rsplit("/", 1)[0] for entry in entries)
    assert ids == ["acme/k1/closed", "acme/r0/pay"]


def test_the_page_of_feeds_offers_presets(client: FlaskClient) -> None:
    page = client.get("/feeds").text
    assert 'href="/feeds?tier=coding"' in page
    assert 'value="https://atlas.example/feed.json"' in page


def test_a_feed_link_leads_to_three_addresses_and_what_they_hold(client: FlaskClient) -> None:
    found = re.search(r'href="(/feeds\?[^"]+)">Feed<', client.get("/?tier=coding&country=KE").text)
    assert found is not None
    page = client.get(html.unescape(found[1])).text
    boxes = re.findall(r'<input id="feed-\d" value="([^"]+)" readonly>', page)
    whole = [html.unescape(box) for box in boxes]
    assert whole == [f"https://atlas.example/feed.{kind}?country=KE&tier=coding" for kind in TYPES]
    assert page.count("data-copy=") == 3
    titles = [
        entry.title
        for entry in feedparser.parse(client.get(whole[0].removeprefix("https://atlas.example")).data).entries
    ]
    shown = re.findall(r'<li><a href="https://atlas.example/[^"]+" dir="auto">([^<]+)</a>', page)
    assert shown == titles
    assert titles


@pytest.mark.parametrize("query", ["countri=KE", "tier=alchemy", "kind=country", "kind=gossip"])
def test_the_page_of_a_feed_that_is_not_understood_offers_none(client: FlaskClient, query: str) -> None:
    page = client.get(f"/feeds?{query}")
    assert page.status_code == 400
    assert "readonly" not in page.text


def test_a_browser_that_opens_a_feed_gets_its_page_and_a_reader_the_feed(client: FlaskClient) -> None:
    browser = {"Sec-Fetch-Dest": "document"}
    for format in TYPES:
        path = f"/feed.{format}?tier=coding&kind=new"
        assert client.get(path).status_code == 200
        opened = client.get(path, headers=browser)
        assert (opened.status_code, opened.headers["Location"]) == (303, "/feeds?tier=coding&kind=new")
        assert opened.headers["Cache-Control"] == "no-store"
        assert client.get(path).content_type.startswith(TYPES[format])
        assert client.get(opened.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/?tier=coding&country=KE", "country=KE&tier=coding"),
        ("/country/KE", "country=KE"),
        ("/platform/acme", "platform=acme"),
        ("/language/sw", "lang=sw"),
        ("/domain/software", "domain=software"),
        ("/tier/coding", "tier=coding"),
    ],
)
def test_feeds_are_found_from_the_page_that_they_follow(client: FlaskClient, page: str, query: str) -> None:
    found = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)">', client.get(page).text)
    told = {html.unescape(href): type for type, href in found}
    assert {f"/feed.{kind}?{query}": TYPES[kind] for kind in TYPES}.items() <= told.items()
    assert [client.get(href).status_code for href in told] == [200] * len(told)


@pytest.mark.parametrize(("query", "named"), [("tier=coding", True), ("country=KE&tier=coding", False)])
def test_a_feed_names_the_hub_that_is_told_of_it(store: Store, settings: Settings, query: str, named: bool) -> None:
    app = create_app(replace(settings, websub_hub="https://hub.example/"), store, open_finder(store, settings))
    with app.test_client() as client:
        parsed = feedparser.parse(client.get(f"/feed.atom?{query}").data)
    assert ("hub" in {link["rel"] for link in parsed.feed.links}) is named


HOOK = "h" * 32


def signed(client: FlaskClient, body: bytes, secret: str = HOOK) -> tuple[int, str]:
    proof = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    answer = client.post("/hooks/mail", data=body, headers={"X-Signature": proof}, content_type="message/rfc822")
    return answer.status_code, answer.json["outcome"] if answer.status_code == 200 and answer.json else ""


def test_reports_come_by_a_signed_hook_and_the_page_lifts_the_bar(store: Store, settings: Settings) -> None:
    finder = open_finder(store, settings)
    with create_app(replace(settings, bounce_secret=HOOK), store, finder).test_client() as client:
        _, key = subscribed(client, store)
        assert signed(client, bounce(back=letter(key, 7)), "x" * 32) == (403, "")
        assert client.post("/hooks/mail", data=b"x").status_code == 403
        assert signed(client, b"Subject: away\n\nHello") == (200, "no report")
        assert [signed(client, bounce(back=letter(key, number))) for number in (7, 7, 8)] == [
            (200, "noted"), (200, "noted"), (200, "barred"),
        ]  # fmt: skip
        assert "there is no such mailbox" in client.get(f"/u/{key}").text
        assert client.post(f"/u/{key}/lift").status_code == 303
        assert "there is no such mailbox" not in client.get(f"/u/{key}").text


def test_without_a_secret_there_is_no_hook(client: FlaskClient) -> None:
    assert signed(client, b"x")[0] == 404


@pytest.mark.parametrize(
    ("query", "zone", "several"),
    [("country=KE", "Africa/Nairobi", False), ("country=BR", "America/Sao_Paulo", True), ("tier=coding", "UTC", False)],
)
def test_the_form_begins_with_the_zone_of_the_country(
    client: FlaskClient, query: str, zone: str, several: bool
) -> None:
    page = client.get(f"/alerts/new?{query}").text
    assert controls(page)["zone"] == [zone]
    assert ("Your country has several" in page) is several


def test_a_weekly_alert_comes_on_the_day_that_was_chosen(client: FlaskClient, store: Store) -> None:
    sent = {**form_of(client), "cadence": "weekly", "weekday": "3"}
    assert client.post("/alerts/new", data={**sent, "weekday": "7"}).status_code == 400
    assert client.post("/alerts/new", data=sent).status_code == 200
    assert client.post(f"/alerts/confirm/{key_for(store, 'confirm', 1)}").status_code == 200
    assert [row.due_at for row in alerts.alerts_of(store, 1)] == [datetime(2026, 11, 5, 7, tzinfo=UTC)]
    settle = {"locale": "en", "zone": "Africa/Nairobi", "hour": "9", "weekday": "4"}
    assert client.post(f"/u/{key_for(store, 'manage', 1)}/settings", data=settle).status_code == 303
    assert [row.due_at for row in alerts.alerts_of(store, 1)] == [datetime(2026, 11, 6, 6, tzinfo=UTC)]
