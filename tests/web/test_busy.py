"""A site that stays up: writers that wait, bodies that never end, words that are away, a database that is gone."""

import io
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from flask.testing import FlaskClient

from bench.serving import served
from directory.search import open_finder
from directory.store import Away, Store
from tests.support.website import KENYA, coders, settings, site
from tests.web.test_alerts import form_of
from web import create_app
from web.heads import HEAD_LIMIT, whole
from web.slots import Slots


def environ(body: bytes = b"", method: str = "POST", **more: Any) -> dict[str, Any]:
    return {"REQUEST_METHOD": method, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), **more}


def says(status: str) -> Any:
    def app(given: dict[str, Any], start: Any) -> list[bytes]:
        start(status, [])
        return [b"a page"]

    return app


def asked(layer: Slots, given: dict[str, Any]) -> tuple[str, bytes]:
    told: list[str] = []
    body = b"".join(layer(given, lambda status, headers: told.append(status)))
    return told[0], body


def test_writers_never_take_the_room_of_readers() -> None:
    entered, leave = Event(), Event()

    def app(given: dict[str, Any], start: Any) -> list[bytes]:
        if given["REQUEST_METHOD"] == "POST":
            entered.set()
            leave.wait(300)
        start("200 OK", [])
        return [given["wsgi.input"].read()]

    layer = Slots(app, writers=1)
    first = Thread(target=asked, args=(layer, environ(b"a=1")))
    first.start()
    assert entered.wait(300)
    assert asked(layer, environ(b"a=2"))[0] == "503 Service Unavailable"
    assert asked(layer, environ(method="GET")) == ("200 OK", b"")
    leave.set()
    first.join()
    assert asked(layer, environ(b"a=3")) == ("200 OK", b"a=3")


def test_a_body_that_is_cut_off_is_told() -> None:
    def app(given: dict[str, Any], start: Any) -> list[bytes]:
        raise AssertionError("never asked")

    assert asked(Slots(app), environ(b"half") | {"CONTENT_LENGTH": "8"})[0] == "408 Request Timeout"


def test_a_body_that_does_not_end_is_given_up() -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(b"ha")
    given = environ() | {"CONTENT_LENGTH": "4", "wsgi.input": ours.makefile("rb"), "gunicorn.socket": ours}
    assert asked(Slots(lambda given, start: [b""], seconds=0.2), given)[0] == "408 Request Timeout"
    given["wsgi.input"].close()
    ours.close()
    theirs.close()


@pytest.mark.parametrize("more", [{"CONTENT_LENGTH": "500"}, {"HTTP_TRANSFER_ENCODING": "chunked"}])
def test_what_nobody_reads_is_not_waited_for(more: dict[str, str]) -> None:
    ours, theirs = socket.socketpair()
    given = environ(method="GET") | more | {"gunicorn.socket": ours}
    assert asked(Slots(says("200 OK")), given) == ("200 OK", b"a page")
    assert ours.recv(1) == b""  # the server's own wait for the rest ends at once
    theirs.close()
    ours.close()


def test_a_body_beyond_the_limit_is_not_waited_for() -> None:
    ours, theirs = socket.socketpair()
    assert (
        asked(Slots(says("413 Too Long")), environ() | {"CONTENT_LENGTH": "70000", "gunicorn.socket": ours})[0]
        == "413 Too Long"
    )
    assert ours.recv(1) == b""
    theirs.close()
    ours.close()


def test_a_form_in_pieces_is_read_whole() -> None:
    def app(given: dict[str, Any], start: Any) -> list[bytes]:
        start(given["CONTENT_LENGTH"] + str("HTTP_TRANSFER_ENCODING" in given), [])
        return [given["wsgi.input"].read()]

    given = environ(b"a=1&b=2") | {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    assert asked(Slots(app), given) == ("7False", b"a=1&b=2")


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ([b"GET / HTTP/1.1\r\n\r\n"], [True]),
        ([b"\r\n\r\nGET / HTTP/1.1\r\n\r\n"], [True]),
        ([b"\r\n\r\n"], [False]),
        ([b"GET / HTTP/1.1\r\nHo", b"st: x\r\n", b"\r\n"], [False, False, True]),
        ([b"GET / HTTP/1.1\r\nA: " + b"x" * HEAD_LIMIT], [True]),
        ([b""], [True]),
        ([b"GET /", b""], [False, True]),
    ],
)
def test_a_thread_gets_a_head_that_is_there_or_never_will_be(sent: list[bytes], found: list[bool]) -> None:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    told = []
    for piece in sent:
        theirs.sendall(piece) if piece else theirs.shutdown(socket.SHUT_WR)
        told.append(whole(ours))
    assert told == found
    assert ours.getsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT) == 1 or not found[-1]
    theirs.close()
    ours.close()


@pytest.fixture
def client(store: Store, tmp_path: Path) -> Iterator[FlaskClient]:
    site(store, tmp_path, [KENYA, *coders(3)])
    known = settings(tmp_path)
    patient = Store(store.url, 0.2)
    with create_app(known, patient, open_finder(store, known)).test_client() as made:
        yield made
    patient.close()


def test_a_form_does_not_wait_for_a_long_writer_and_pages_go_on(client: FlaskClient, tmp_path: Path) -> None:
    form = form_of(client)
    with closing(sqlite3.connect(tmp_path / "atlas.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        answer = client.post("/alerts/new", data=form)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Just a moment" in answer.text
        assert client.get("/?country=KE").status_code == 200
        writer.execute("ROLLBACK")
    assert client.post("/alerts/new", data=form).status_code == 200


def test_a_database_that_is_away_is_told_and_comes_back(store: Store, tmp_path: Path) -> None:
    site(store, tmp_path, [KENYA])
    known = settings(tmp_path)
    with create_app(known, store, open_finder(store, known)).test_client() as client:
        (tmp_path / "atlas.db").rename(tmp_path / "elsewhere.db")
        store.close()
        (tmp_path / "atlas.db").mkdir()
        answer = client.get("/listing/acme/k1")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        (tmp_path / "atlas.db").rmdir()
        (tmp_path / "elsewhere.db").rename(tmp_path / "atlas.db")
        assert client.get("/listing/acme/k1").status_code == 200


def test_a_postgres_that_is_away_raises_away() -> None:
    with pytest.raises(Away), Store("postgresql+psycopg://nobody@/nowhere?host=/nonexistent").reading() as session:
        session.connection()


@pytest.mark.parametrize("address", ["/feed.atom?q=swahili", "/feed.json?q=swahili&kind=new", "/feed.rss?q=swahili"])
def test_a_feed_is_never_wider_than_its_words(client: FlaskClient, address: str) -> None:
    finder = client.application.extensions["atlas"].finder
    whole = finder._state
    finder._state = replace(whole, reader=None)
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Python developer" not in answer.text
    assert client.get(address.partition("?")[0]).status_code == 200  # without words it is whole
    finder._state = whole
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/u/99999999999.1.AAAAAAAAAAAAAAAAAAAAAA",
        "/u/9999999999.1.AAAAAAAAAAAAAAAAAAAAAA",
        "/u/1.9999999999.AAAAAAAAAAAAAAAAAAAAAA",
        "/u/1.1.AAAAAAAAAAAAAAAAAAAAAA/search/99999999999999999999",
        "/alerts/more/1.1.AAAAAAAAAAAAAAAAAAAAAA?alert=99999999999999999999",
        "/listing/acme/a%00b",
        "/platform/a%00b",
        "/country/%00",
        "/guide/%00",
    ],
)
def test_numbers_and_signs_that_no_column_holds_are_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_no_search_and_no_form_holds_a_nul(client: FlaskClient) -> None:
    asked = [
        "/?q=a%00b",
        "/?%00=1",
        "/api/v1/eligibility?listing=acme/k%001",
        "/feed.atom?q=%00",
        "/report?listing=a/%00",
    ]
    assert [client.get(address).status_code for address in asked] == [400] * 5
    form = form_of(client)
    fields = ("address", "query", "kind", "zone", "more")
    assert [client.post("/alerts/new", data=form | {field: "a\x00b"}).status_code for field in fields] == [400] * 5


@pytest.mark.heavy
def test_eight_half_sent_forms_stop_nobody(store: Store, tmp_path: Path) -> None:
    site(store, tmp_path, [KENYA])
    own = {"RUN_DIR": str(tmp_path), "DATABASE_URL": store.url, "SECRET_KEY": "s" * 32}
    with served(own, 2, "tests.support.patient:create_app()") as port:
        half = [socket.create_connection(("127.0.0.1", port)) for _ in range(8)]
        for one in half:
            one.sendall(b"POST /alerts/new HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\na=")
        for _ in range(10):  # each is answered while the forms' bodies are waited for
            connection = HTTPConnection("127.0.0.1", port, timeout=300)
            connection.request("GET", "/robots.txt")
            assert connection.getresponse().status == 200
            connection.close()
        for one in half:
            one.close()
