"""Compressed answers: the same words under a tag of their own, only where everybody may keep them."""

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.store import Store
from tests.support.website import coders, site
from web.compression import coding, compressed


@pytest.fixture
def client(store: Store, tmp_path: Path) -> FlaskClient:
    return site(store, tmp_path, coders(9)).test_client()


@pytest.mark.parametrize(
    ("accepted", "wanted"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "gzip"),
        ("br;q=1.0, gzip;q=0.5", "gzip"),
        ("*", "gzip"),
        ("GZIP ; q=1", "gzip"),
        ("", ""),
        ("identity", ""),
        ("br", ""),
        ("gzip;q=0", ""),
        ("gzip;q=0.0, *", ""),
        ("*;q=0", ""),
        ("gzip;q=much", "gzip"),
    ],
)
def test_the_coding_is_what_the_reader_takes(accepted: str, wanted: str) -> None:
    assert coding(accepted) == wanted


@pytest.mark.parametrize(
    "path", ["/", "/api/v1/listings", "/api/v1/listings/acme/c1", "/feed.atom", "/api/openapi.json", "/?country=KE"]
)
def test_one_answer_in_two_codings(client: FlaskClient, path: str) -> None:
    for _ in range(2):  # made, then kept
        plain, packed = client.get(path), client.get(path, headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.data) == plain.data
        assert (packed.headers["Content-Encoding"], "Content-Encoding" in plain.headers) == ("gzip", False)
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
        assert plain.headers["Vary"] == packed.headers["Vary"]
        assert "Accept-Encoding" in packed.headers["Vary"]
    tag, other = packed.headers["ETag"], plain.headers["ETag"]
    assert (tag == other) is tag.startswith("W/")
    again = client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert "Content-Encoding" not in again.headers
    if not tag.startswith("W/"):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["/alerts/new?tier=coding", "/listing/acme/c1/report"])
def test_what_holds_a_token_is_never_compressed(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "gzip"}).headers


def test_what_is_short_or_packed_already_stays_as_it_is() -> None:
    for headers, body in (([("Content-Type", "text/html")], b"short"), ([("Content-Type", "image/png")], b"x" * 9_000)):
        assert compressed(headers, body) == (headers, body)
