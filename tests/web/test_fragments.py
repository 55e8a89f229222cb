"""Markup with gaps: filled with what differs, escaped, and never older than the listing that it shows."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from markupsafe import Markup

from directory.search import Search
from directory.store import Store, hidden
from tests.support.making import START, posting
from tests.support.website import KENYA, coders, settings, site
from web.fragments import GAP, Mould
from web.search.facets import to
from web.search.routes import without_each

ODD = posting("o1", 'R&D <script> "rater"', "You rate <b>answers</b>.\nYou must live in Kenya.")


@pytest.fixture
def app(store: Store, tmp_path: Path) -> Flask:
    return site(store, tmp_path, [KENYA, ODD, *coders(3)])


@pytest.mark.parametrize(
    ("values", "filled"),
    [
        (("a", "b"), "<i>a</i><b>b</b>"),
        (("<", Markup("<u>x</u>")), "<i>&lt;</i><b><u>x</u></b>"),
        (("", ""), "<i></i><b></b>"),
    ],
)
def test_gaps_are_filled_in_their_order_and_escaped(values: tuple[str, ...], filled: str) -> None:
    assert Mould(f"<i>{GAP}</i><b>{GAP}</b>").filled(*values) == Markup(filled)


@pytest.mark.parametrize("values", [(), ("a",), ("a", "b", "c")])
def test_each_gap_takes_one_value(values: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="size"):
        Mould(f"<i>{GAP}</i><b>{GAP}</b>").filled(*values)


def test_a_title_is_escaped_and_marked(app: Flask) -> None:
    client = app.test_client()
    plain, found = client.get("/?platform=acme").text, client.get("/?q=rater&platform=acme").text
    assert "R&amp;D &lt;script&gt; &#34;rater&#34;</a>" in plain
    assert "R&amp;D &lt;script&gt; &#34;<mark>rater</mark>&#34;</a>" in found


def test_a_gap_in_an_address_is_no_gap(app: Flask) -> None:
    assert app.test_client().get("/es/?q=rater%1A&x=%1A").status_code == 200


@pytest.mark.parametrize(
    "query", ["", "q=not_platform%3D-&country=KE&tier=coding&pay=30", "not_platform=acme&q=rater", "platform=acme"]
)
def test_a_platform_is_left_out_as_by_its_filter(app: Flask, query: str) -> None:
    wanted, slugs = Search.parse(query)[0], ["acme", "b-c"]
    with app.test_request_context("/"):
        assert without_each(wanted, slugs) == [to(wanted.toggle("not_platform", slug)) for slug in slugs]


def test_what_is_hidden_at_the_desk_is_in_no_page(app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.store.kept.LOOK_SECONDS", -1.0)
    client = app.test_client()
    paths = ("/?q=rater", "/?country=KE", "/feed.atom?q=rater")
    assert all("acme/k1" in client.get(path).text for path in paths)
    with store.writing() as session:
        hidden.hide_in(session, "acme/k1", "asked for", START)
    app.extensions["atlas"].finder.catch_up()
    assert not any("acme/k1" in client.get(path).text for path in paths)


def test_the_next_day_a_card_is_older(app: Flask, tmp_path: Path) -> None:
    known, client = app.extensions["atlas"], app.test_client()
    assert "2 days ago" in client.get("/?q=swahili").text
    later = replace(known, settings=settings(tmp_path, clock="2026-11-04T09:00:00Z"))
    app.extensions["atlas"] = later
    assert "3 days ago" in client.get("/?q=swahili&page=1").text
