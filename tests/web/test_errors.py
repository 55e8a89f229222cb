"""Pages for what is gone or broken: they say so, in the reader's language, and give nothing away."""

import logging
from pathlib import Path

import pytest
from flask import abort
from flask.testing import FlaskClient

from directory.store import Store
from tests.support.website import KENYA, site


@pytest.fixture
def client(store: Store, tmp_path: Path) -> FlaskClient:
    app = site(store, tmp_path, [KENYA])
    app.add_url_rule("/gone", "gone", lambda: abort(410))
    app.add_url_rule("/broken", "broken", broken)
    return app.test_client()


def broken() -> str:
    raise RuntimeError("the password is 1234")


def test_what_is_gone_says_so_and_where_to_go_on(client: FlaskClient) -> None:
    answer = client.get("/gone")
    assert answer.status_code == 410
    assert "This is gone" in answer.text
    assert "taken away on purpose" in answer.text
    assert 'href="/platforms"' in answer.text
    assert '<meta name="robots" content="noindex' in answer.text


def test_what_broke_is_written_down_and_not_shown(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "1234" not in answer.text
    assert [(record.getMessage(), str(record.exc_info and record.exc_info[1])) for record in caplog.records] == [
        ("GET /broken failed", "the password is 1234")
    ]


def test_both_speak_the_readers_language(client: FlaskClient) -> None:
    assert '<html lang="es"' in client.get("/es/gone").text
    assert '<html lang="pt' in client.get("/pt/broken").text


def test_the_site_goes_on_after_an_error(client: FlaskClient) -> None:
    client.get("/broken")
    assert "Swahili rater" in client.get("/?country=KE").text
