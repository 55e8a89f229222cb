"""The part of a subscriber's page about ways: what is offered, connected, ended, and whose it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from bench.others import Browser, server_key
from directory.config import Settings
from directory.letters import bars, chosen
from directory.letters import subscribers as alerts
from directory.search import open_finder
from directory.store import Store
from directory.tokens import derive, keyed_hash
from tests.schedules.test_delivery import MAIL, subscribe, wish
from tests.support.making import START, crawl, posting
from tests.support.website import settings as of_site
from web import create_app

SECRET = "s" * 32
PHONE = Browser("https://fcm.googleapis.com/fcm/send/abc")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    ways = {"WAY_TELEGRAM": "https://1:a@api.telegram.org/AtlasBot", "WAY_PUSH": str(server_key(tmp_path))}
    return replace(of_site(tmp_path), ways=ways)


def served(store: Store, settings: Settings) -> FlaskClient:
    crawl(store, [posting()], START)
    return create_app(settings, store, open_finder(store, settings)).test_client()


@pytest.fixture
def client(store: Store, settings: Settings) -> Iterator[FlaskClient]:
    with served(store, settings) as made:
        yield made


def page_of(store: Store, address: str = MAIL) -> tuple[int, str]:
    """A confirmed subscriber: number and path of the page."""
    alert = alerts.alert(store, subscribe(store, wish(address=address)))
    person = alerts.subscriber(store, alert.subscriber) if alert else None
    assert person is not None
    return person.id, f"/u/{derive(SECRET, 'manage', person.id, person.version)}"


def test_a_site_with_mail_alone_says_nothing_of_ways(store: Store, settings: Settings) -> None:
    with served(store, replace(settings, ways={})) as client:
        _, page = page_of(store)
        assert "How alerts come" not in client.get(page).text
        assert client.post(f"{page}/ways/telegram", data={"destination": "1"}).status_code == 404


def test_what_is_configured_is_offered(client: FlaskClient, store: Store) -> None:
    id, page = page_of(store)
    text = client.get(page).text
    person = alerts.subscriber(store, id)
    assert person is not None
    key = derive(SECRET, "connect", id, person.version).replace(".", "-")
    assert f'href="https://t.me/AtlasBot?start={key}"' in text
    assert f'action="{page}/ways/push" data-script="push.js" data-key="B' in text
    assert "Turn off" not in text


def test_a_browser_connects_once_and_is_ended(client: FlaskClient, store: Store) -> None:
    id, page = page_of(store)
    for _ in range(2):
        answer = client.post(f"{page}/ways/push", data={"destination": PHONE.subscription()})
        assert (answer.status_code, answer.headers["Location"]) == (303, page)
    (way,) = chosen.chosen(store, id)
    assert "Notifications of this browser · 3 Nov 2026" in " ".join(client.get(page).text.split())
    _, other = page_of(store, "other@mail.example")
    assert client.post(f"{other}/ways/{way.id}/stop").status_code == 303
    assert chosen.chosen(store, id) == (way,)
    assert client.post(f"{page}/ways/{way.id}/stop").status_code == 303
    assert chosen.chosen(store, id) == ()


def test_mail_can_be_turned_off_beside_another_way_only(client: FlaskClient, store: Store) -> None:
    id, page = page_of(store)
    assert client.post(f"{page}/ways/mail", data={"on": "0"}).status_code == 409
    client.post(f"{page}/ways/push", data={"destination": PHONE.subscription()})
    assert "Turn off" in client.get(page).text
    assert client.post(f"{page}/ways/mail", data={"on": "0"}).status_code == 303
    found = alerts.subscriber(store, id)
    assert found is not None
    assert not found.mail
    assert "Turn on" in client.get(page).text
    bars.complain(store, keyed_hash(SECRET, MAIL), "spam", START)
    assert client.post(f"{page}/ways/mail", data={"on": "1"}).status_code == 409
    client.post(f"{page}/lift")
    found = alerts.subscriber(store, id)
    assert found is not None
    assert found.mail


@pytest.mark.parametrize(
    ("name", "sent", "status"),
    [
        ("push", "nothing", 400),
        ("push", Browser("https://evil.example/x").subscription(), 400),
        ("telegram", "55", 400),
        ("pigeon", "loft", 404),
    ],
)
def test_what_is_no_destination_is_refused(
    client: FlaskClient, store: Store, name: str, sent: str, status: int
) -> None:
    id, page = page_of(store)
    assert client.post(f"{page}/ways/{name}", data={"destination": sent}).status_code == status
    assert chosen.chosen(store, id) == ()


def test_a_way_that_stopped_says_why(client: FlaskClient, store: Store) -> None:
    id, page = page_of(store)
    client.post(f"{page}/ways/push", data={"destination": PHONE.subscription()})
    (way,) = chosen.chosen(store, id)
    with store.writing() as session:
        chosen.stop_way(session, id, way.id, "410 Gone", START)
    assert "Since 1 Nov 2026 nothing is sent here: nobody is there any more (410 Gone)." in client.get(page).text
