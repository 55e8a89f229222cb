"""/healthz and /readyz test what they claim: words, the database, a write, the clock's heartbeat."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.search import open_finder
from directory.store import Store, beats
from tests.support.website import KENYA, settings, site
from web import create_app

ALL = {"ok": True, "database": "ok", "words": "ok", "writing": "ok", "clock": "ok"}
SILENT = "silent for more than five minutes"


@pytest.fixture
def client(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    site(store, tmp_path, [KENYA])
    known, seconds = settings(tmp_path), count()
    monkeypatch.setattr("web.status.health.second", lambda: next(seconds))
    beats.beat(store, beats.CLOCK, known.now())
    patient = Store(store.url, 0.2)
    with create_app(known, patient, open_finder(patient, known)).test_client() as made:
        yield made
    patient.close()


def said(client: FlaskClient, address: str) -> tuple[int, dict[str, object]]:
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.get_json()


def test_all_is_well(client: FlaskClient) -> None:
    assert said(client, "/healthz") == (200, ALL)
    assert said(client, "/readyz") == (200, {"ok": True, "database": "ok", "words": "ok"})


@pytest.mark.parametrize(("minutes", "found"), [(4, (200, ALL)), (6, (503, {**ALL, "ok": False, "clock": SILENT}))])
def test_a_silent_clock(client: FlaskClient, store: Store, minutes: int, found: tuple[int, object]) -> None:
    now = client.application.extensions["atlas"].settings.now()
    beats.beat(store, beats.CLOCK, now - timedelta(minutes=minutes))
    assert said(client, "/healthz") == found
    assert said(client, "/readyz")[0] == 200


def test_words_that_are_away(client: FlaskClient) -> None:
    finder = client.application.extensions["atlas"].finder
    finder._state = replace(finder._state, reader=None)
    assert said(client, "/readyz") == (503, {"ok": False, "database": "ok", "words": "being rebuilt"})
    assert said(client, "/healthz")[0] == 503


def test_a_writer_that_holds_the_table_is_told_and_no_fault(client: FlaskClient, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "atlas.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert said(client, "/healthz") == (200, {**ALL, "writing": "held by another writer"})
        writer.execute("ROLLBACK")


def test_a_database_that_takes_no_write(store: Store, tmp_path: Path) -> None:
    site(store, tmp_path, [KENYA])
    known = settings(tmp_path, demo=True)
    with store.reading() as held:
        held.connection()  # the file stays as it is while somebody reads
        shut = Store(f"sqlite:///file:{tmp_path / 'atlas.db'}?mode=ro&uri=true", 0.2)
        with create_app(known, shut, open_finder(store, known)).test_client() as client:
            status, checks = said(client, "/healthz")
        shut.close()
    assert (status, checks["database"], checks["writing"]) == (503, "ok", "away")


def test_a_database_that_is_gone(client: FlaskClient, tmp_path: Path) -> None:
    assert said(client, "/readyz")[0] == 200
    client.application.extensions["atlas"].store.close()
    (tmp_path / "atlas.db").rename(tmp_path / "elsewhere.db")
    (tmp_path / "atlas.db").mkdir()
    assert said(client, "/readyz") == (503, {"ok": False, "database": "away", "words": "not known"})
    status, checks = said(client, "/healthz")
    assert (status, checks["writing"], checks["clock"]) == (503, "away", "away")


def test_the_demo_has_no_clock(store: Store, tmp_path: Path) -> None:
    with site(store, tmp_path, [KENYA]).test_client() as client:
        assert client.get("/healthz").status_code == 503
    known = settings(tmp_path, demo=True)
    with create_app(known, store, open_finder(store, known)).test_client() as client:
        assert said(client, "/healthz") == (200, {**ALL, "clock": "none: the demo is not crawled"})
