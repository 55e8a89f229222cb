"""The desk: closed without a hash, a login with limits, forms of the session only, and every act written down."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from directory.config import BadSetting, load
from directory.letters import bars
from directory.runs.run import Ending
from directory.search import open_finder
from directory.store import Store, desk, hidden, platforms, reports, shelf
from directory.store.reports import Report
from directory.tokens import keyed_hash
from tests.support.making import DAY, START, crawl, platform
from tests.support.website import KENYA, coders, settings, site
from web import create_app

WORD = "correct horse battery"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(WORD)
SECRET = "s" * 32
ROOMS = (
    "",
    "/reports",
    "/listing",
    "/listing?id=acme/k1",
    "/doubts",
    "/mail",
    "/corrections",
    "/corrections.tsv",
    "/log",
)
ACTS = ("hide", "show", "release", "answer", "bar", "unbar", "correct", "logout")


@pytest.fixture
def closed(store: Store, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser before the door."""
    site(store, tmp_path, [KENYA, *coders(3)])
    reports.file(store, Report("acme/k1", "[fraud] asks for <b>money</b>", START))
    known = replace(settings(tmp_path), desk_password_hash=HASH)
    with create_app(known, store, open_finder(store, known)).test_client() as made:
        yield made


@pytest.fixture
def client(closed: FlaskClient) -> FlaskClient:
    """A browser that is logged in."""
    assert enter(closed).status_code == 303
    return closed


def token(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(path, base_url=SITE).text)
    assert found is not None
    return found[1]


SITE = "https://atlas.example"


def enter(client: FlaskClient, word: str = WORD, **more: str):
    form = {"form": token(client, "/desk/login"), "password": word}
    return client.post("/desk/login", data=form, base_url=SITE, environ_base=more)


def act(client: FlaskClient, name: str, **fields: str):
    return client.post(f"/desk/{name}", data={"form": token(client, "/desk"), **fields}, base_url=SITE)


def log(store: Store) -> list[tuple[str, str, str]]:
    return [(one.act, one.about, one.words) for one in desk.acts(store)]


def test_without_a_hash_there_is_no_desk(store: Store, tmp_path: Path) -> None:
    with site(store, tmp_path, [KENYA]).test_client() as client:
        for path in ("", "/login", "/log", "/hide"):
            assert {client.get(f"/desk{path}").status_code, client.post(f"/desk{path}").status_code} <= {404, 405}


def test_nobody_looks_without_a_session(closed: FlaskClient) -> None:
    for path, cookie in product(ROOMS, ("", "desk=", "desk=x", f"desk={'a' * 43}")):
        answer = closed.get(f"/desk{path}", base_url=SITE, headers={"Cookie": cookie})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/login"), path


def test_nobody_acts_without_a_session_or_with_a_form_of_another(closed: FlaskClient, store: Store) -> None:
    fields = {"listing": "acme/k1", "why": "x", "platform": "acme", "report": "1", "words": "x", "field": "pay"}
    for name in ACTS:
        assert closed.post(f"/desk/{name}", data=fields, base_url=SITE).headers["Location"] == "/desk/login"
    foreign = token(closed, "/desk/login")
    enter(closed)
    before, own, other = log(store), token(closed, "/desk"), {"Origin": "https://else.example"}
    for name in ACTS:
        for form, headers in (("", {}), ("x", {}), (foreign, {}), (own, other)):
            sent = closed.post(f"/desk/{name}", data={**fields, "form": form}, base_url=SITE, headers=headers)
            assert sent.status_code == 400, name
        assert closed.get(f"/desk/{name}", base_url=SITE).status_code == 405
    assert (log(store), hidden.every(store)) == (before, ())


def test_the_cookie_is_for_the_desk_alone(closed: FlaskClient, store: Store) -> None:
    answer = enter(closed)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    value, *said = cookie.split("; ")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/desk", "Max-Age=28800"} <= set(said)
    assert value.removeprefix("desk=") not in str(store.url)
    assert "Set-Cookie" not in closed.get("/", base_url=SITE).headers
    page = closed.get("/desk", base_url=SITE)
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_a_wrong_password_is_written_down_and_the_sixth_try_is_one_too_many(closed: FlaskClient, store: Store) -> None:
    statuses = [enter(closed, "wrong", REMOTE_ADDR="203.0.113.9").status_code for _ in range(6)]
    assert statuses == [403, 403, 403, 403, 403, 429]
    assert enter(closed, WORD, REMOTE_ADDR="203.0.113.9").status_code == 429
    assert enter(closed, WORD, REMOTE_ADDR="198.51.100.1").status_code == 303
    assert [one[0] for one in log(store)] == ["login", *["login refused"] * 5]


def test_sixty_tries_of_many_networks_shut_the_door(closed: FlaskClient) -> None:
    found = {enter(closed, "wrong", REMOTE_ADDR=f"198.51.{n}.1").status_code for n in range(60)}
    assert found == {403}
    assert enter(closed, WORD, REMOTE_ADDR="203.0.113.1").status_code == 429


def test_a_session_ends_by_itself_by_hand_and_with_the_password(
    client: FlaskClient, store: Store, tmp_path: Path
) -> None:
    key = client.get_cookie("desk", domain="atlas.example", path="/desk")
    assert key is not None
    now, whole = settings(tmp_path).now(), f"{key.value} {HASH}"
    assert desk.here(store, whole, now + timedelta(hours=7.9))
    assert not desk.here(store, whole, now + timedelta(hours=8.1))
    assert not desk.here(store, f"{key.value} another", now)
    assert act(client, "logout").status_code == 303
    assert not desk.here(store, whole, now)
    assert client.get("/desk", base_url=SITE).status_code == 303


def test_a_look_changes_nothing(client: FlaskClient, store: Store) -> None:
    before = rows(store)
    for path in ROOMS:
        assert client.get(f"/desk{path}", base_url=SITE).status_code == 200, path
    assert rows(store) == before


def rows(store: Store) -> list[str]:
    """Every row of the tables that an act could touch."""
    with store.reading() as session:
        return [str(session.connection().exec_driver_sql(f"SELECT * FROM {name}").all()) for name in TABLES]


TABLES = ("sessions", "acts", "hidden", "reports", "suppressions", "runs", "listings", "notices", "counters")


def test_a_scam_is_hidden_at_once_and_shown_again(client: FlaskClient, store: Store) -> None:
    assert act(client, "hide", listing="acme/k1", why="asks for money").status_code == 303
    assert shelf.listing(store, "acme", "k1") is None
    assert "asks for money" in client.get("/desk/listing", base_url=SITE).text
    assert act(client, "show", listing="acme/k1").status_code == 303
    assert shelf.listing(store, "acme", "k1") is not None
    assert log(store)[:2] == [("show again", "acme/k1", ""), ("hide", "acme/k1", "asks for money")]


NOT_TO_BE_DONE = (
    ("hide", {"listing": "acme/none", "why": "x"}),
    ("hide", {"listing": "acme/k1", "why": " "}),
    ("show", {"listing": "acme/k1"}),
    ("release", {"platform": "acme"}),
    ("answer", {"report": "99", "words": "x"}),
    ("answer", {"report": "1 OR 1", "words": "x"}),
    ("bar", {"address": "nobody", "why": "x"}),
    ("correct", {"listing": "acme/k1", "field": "pay", "right": ""}),
)


def test_what_cannot_be_done_changes_nothing(client: FlaskClient, store: Store) -> None:
    for name, fields in NOT_TO_BE_DONE:
        assert act(client, name, **fields).status_code == 400, (name, fields)
    assert hidden.every(store) == ()
    assert [one.answered_at for one in reports.filed(store)] == [None]


def test_a_report_is_answered(client: FlaskClient, store: Store) -> None:
    page = client.get("/desk/reports", base_url=SITE).text
    assert "asks for &lt;b&gt;money&lt;/b&gt;" in page
    assert act(client, "answer", report="1", words="hidden, thank you").status_code == 303
    (one,) = reports.filed(store)
    assert (one.answer, one.answered_at is not None) == ("hidden, thank you", True)
    assert log(store)[0] == ("answer", "report 1", "hidden, thank you")


def test_a_held_run_is_released(client: FlaskClient, store: Store) -> None:
    record = platform("acme", cadence_hours=48)
    crawl(store, coders(3)[:1], START + DAY, record, Ending(False, "half a page"))
    page = client.get("/desk", base_url=SITE).text
    assert "half a page" in page
    assert act(client, "release", platform="acme", why="they really closed").status_code == 303
    health = platforms.health(store, "acme", START + DAY)
    assert health is not None
    assert (health.runs[0].state, health.runs[0].released) == ("applied", True)
    assert [one[0] for one in log(store)[:2]] == ["released", "release"]


def test_an_address_is_barred_and_freed_and_the_log_does_not_know_it(client: FlaskClient, store: Store) -> None:
    key = keyed_hash(SECRET, "reader@mail.example")
    assert act(client, "bar", address="Reader@mail.example", why="complained").status_code == 303
    assert bars.barred(store, key) is not None
    assert key[:12] in client.get("/desk/mail", base_url=SITE).text
    assert act(client, "unbar", address="reader@mail.example").status_code == 303
    assert bars.barred(store, key) is None
    assert [one[:2] for one in log(store)[:2]] == [("unbar", key[:12]), ("bar", key[:12])]
    assert "mail.example" not in str(log(store))


def test_a_correction_is_a_row_of_a_file_and_no_change_of_the_listing(
    client: FlaskClient, store: Store, tmp_path: Path
) -> None:
    before = shelf.listing(store, "acme", "k1")
    fields = {
        "listing": "acme/k1",
        "field": "pay",
        "quote": "$9 -\t$12",
        "read": "9 to 12",
        "right": "9\nto 11",
        "why": "",
    }
    assert act(client, "correct", **fields).status_code == 303
    assert act(client, "correct", **{**fields, "right": '"ten"'}).status_code == 303
    assert (tmp_path / "corrections.tsv").read_text() == (
        "day\tlisting\tfield\tquote\tread\tright\twhy\n"
        "2026-11-03\tacme/k1\tpay\t$9 - $12\t9 to 12\t9 to 11\t\n"
        '2026-11-03\tacme/k1\tpay\t$9 - $12\t9 to 12\t"""ten"""\t\n'
    )
    assert "9 to 11" in client.get("/desk/corrections", base_url=SITE).text
    assert shelf.listing(store, "acme", "k1") == before


def test_the_password_command_makes_what_the_setting_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from directory.__main__ import main

    monkeypatch.setenv("RUN_DIR", str(tmp_path))
    for word, code in (("short", 1), (WORD, 0)):
        monkeypatch.setattr("sys.stdin", __import__("io").StringIO(f"{word}\n"))
        assert main(["password"]) == code
    made = capsys.readouterr().out.strip()
    assert load({"RUN_DIR": str(tmp_path), "DESK_PASSWORD_HASH": made}).desk_password_hash == made
    assert PasswordHasher().verify(made, WORD)
    with pytest.raises(BadSetting, match=r"^DESK_PASSWORD_HASH=\(hidden\): must be an argon2id hash"):
        load({"RUN_DIR": str(tmp_path), "DESK_PASSWORD_HASH": WORD})
