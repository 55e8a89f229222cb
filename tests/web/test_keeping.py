"""Pages that were asked before: the same bytes while the table stands still, and never a moment longer."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from directory.store import Store
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders, site
from web.context import FINE
from web.keeping import Keeping


class App:
    """A page that says how often it was made; a fine one shows the minute."""

    def __init__(self, control: str = "public, max-age=60", status: str = "200 OK", *, fine: bool = False) -> None:
        self.made, self.control, self.status, self.fine = 0, control, status, fine

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        self.made += 1
        environ |= {FINE: True} if self.fine else {}
        tag = f'"{environ["PATH_INFO"]}{self.made}"'
        start(self.status, [("Cache-Control", self.control), ("ETag", tag), ("Content-Length", "9")])
        return [b"page ", str(self.made).encode()]


class World:
    """What the layer asks: the version and the minute."""

    version, minute = 1, 118

    def layer(self, app: App) -> Keeping:
        return Keeping(app, lambda: self.version, lambda: self.minute)


def asked(layer: Keeping, path: str = "/", query: str = "", **more: str) -> tuple[str, bytes]:
    told: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, **more}
    body = b"".join(layer(environ, lambda status, headers: told.append(status)))
    return told[0], body


def test_a_page_is_made_once_while_nothing_changes() -> None:
    world, app = World(), App()
    layer = world.layer(app)
    assert [asked(layer)[1] for _ in range(3)] == [b"page 1"] * 3
    assert asked(layer, query="country=KE")[1] == b"page 2"
    assert asked(layer, HTTP_HOST="other.example")[1] == b"page 3"


@pytest.mark.parametrize(
    ("fine", "made"),
    [(False, (b"page 1", b"page 1", b"page 2", b"page 2")), (True, (b"page 1", b"page 2", b"page 3", b"page 4"))],
)
def test_a_new_version_or_hour_makes_it_anew(fine: bool, made: tuple[bytes, ...]) -> None:
    world, app = World(), App(fine=fine)
    layer, found = world.layer(app), []
    for minute in (118, 119, 120, 179):  # the second hour since 1970 ends, the third begins and ends
        world.minute = minute
        found.append(asked(layer)[1])
    assert tuple(found) == made
    world.version = 2
    assert asked(layer)[1] not in found


@pytest.mark.parametrize(
    ("app", "path"),
    [
        (App("no-store"), "/"),
        (App("private"), "/"),
        (App(status="404 NOT FOUND"), "/nowhere"),
        (App(status="503 SERVICE UNAVAILABLE"), "/"),
        (App(), "/alerts/new"),
        (App(), "/es/u/1.1.x"),
    ],
)
def test_what_is_not_for_everybody_is_not_kept(app: App, path: str) -> None:
    layer = World().layer(app)
    assert [asked(layer, path)[1] for _ in range(2)] == [b"page 1", b"page 2"]


def test_posts_pass() -> None:
    layer = World().layer(App())
    assert [asked(layer, REQUEST_METHOD="POST")[1] for _ in range(2)] == [b"page 1", b"page 2"]


def test_a_page_that_the_reader_has_is_not_sent_again() -> None:
    layer = World().layer(App())
    assert asked(layer, HTTP_IF_NONE_MATCH='W/"/1"') == ("304 NOT MODIFIED", b"")
    assert asked(layer, HTTP_IF_NONE_MATCH='"x", "/1"') == ("304 NOT MODIFIED", b"")
    assert asked(layer, HTTP_IF_NONE_MATCH='"x"') == ("200 OK", b"page 1")


@pytest.fixture
def client(store: Store, tmp_path: Path) -> FlaskClient:
    return site(store, tmp_path, [KENYA, *coders(3)]).test_client()


def test_the_site_shows_what_is_new(client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.store.kept.LOOK_SECONDS", 0.0)
    before = client.get("/listing/acme/k1")
    assert client.get("/listing/acme/k1").data == before.data
    again = client.get("/listing/acme/k1", headers={"If-None-Match": before.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    crawl(store, [posting("n1", "Zebra rater", "You rate zebras."), KENYA], START + DAY, platform("acme"))
    assert client.get("/listing/acme/n1").status_code == 200


def test_the_server_alone_says_when_an_answer_is_sent(client: FlaskClient) -> None:
    for path in ("/", "/feed.atom", "/listing/acme/k1", "/nothing"):
        assert "Date" not in client.get(path, headers={"If-None-Match": '"another"'}).headers, path
