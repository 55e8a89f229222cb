"""The search page: counts, groups, chips, troubles, nothing found."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.store import Store
from tests.support.making import posting
from tests.support.website import KENYA, coders, site

SILENT = posting("s1", "Story writer", "You write short stories. Remote.")
WORLD = posting("w1", "Poem rater", "You rate poems. Open to candidates anywhere in the world.")


@pytest.fixture
def client(store: Store, tmp_path: Path) -> FlaskClient:
    return site(store, tmp_path, [KENYA, SILENT, WORLD, *coders(3)]).test_client()


def test_three_groups_with_the_way_to_the_hidden_one(client: FlaskClient) -> None:
    page = client.get("/?country=KE").text
    assert "2 open to Kenya" in page
    assert "1 does not say" in page
    assert "3 closed, hidden" in page
    assert 'href="/?country=KE&amp;show=open&amp;show=silent&amp;show=closed"' in page
    assert "Python developer" not in page


def test_closed_ones_are_shown_when_asked_for(client: FlaskClient) -> None:
    page = client.get("/?country=KE&show=closed").text
    assert page.count('<li class="card"') == 3
    assert "Closed to Kenya: only Canada, the United States" in page


def test_the_order_is_open_before_silent(client: FlaskClient) -> None:
    page = client.get("/?country=KE").text
    assert page.index("Swahili rater") < page.index("Story writer")
    assert page.index("Poem rater") < page.index("Story writer")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("country=Kenyya", "There is no country called “Kenyya”."),
        ("country=US&country=KE", "“country” takes one value, and it was given two."),
        ("tier=codding", "There is no tier called “codding”."),
        ("pay=lots", "“lots” is no hourly pay"),
        ("platform=acmee", "There is no platform called “acmee”."),
        ("hours=10", "There is no filter called “hours”."),
        ("kenya+nurse", "“kenya nurse” is no filter"),
    ],
)
def test_an_unknown_value_is_told(client: FlaskClient, query: str, said: str) -> None:
    page = client.get(f"/?{query}").text
    assert said in page
    assert ("It was left out of this search." in page) is ("given two" not in said)


def test_near_names_are_links(client: FlaskClient) -> None:
    assert '<a href="/?country=KE">Kenya</a>' in client.get("/?country=Kenyya").text


def test_what_was_not_understood_cannot_be_taken_away_as_a_wider_search(client: FlaskClient) -> None:
    page = client.get("/?countri=KE&tier=coding").text
    assert 'href="/alerts/new?countri=KE&amp;tier=coding"' in page
    assert "/feed." not in page
    assert client.get("/alerts/new?countri=KE&tier=coding").status_code == 400


def test_a_near_key_is_a_link_to_what_was_meant(client: FlaskClient) -> None:
    page = client.get("/?countri=kenya&tier=coding").text
    assert '<a href="/?country=KE&amp;tier=coding">country</a>' in page


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", "paying $20 an hour or more"),
        ("/es", "que pagan 20\xa0US$ por hora o más"),
        ("/fr", "payant 20\xa0$US de l’heure ou plus"),
        ("/pt", "que pagam US$\xa020 por hora ou mais"),
    ],
)
def test_the_floor_of_pay_is_said_once_in_chip_and_title(client: FlaskClient, prefix: str, said: str) -> None:
    page = client.get(f"{prefix}/?pay=20").text
    assert f"<title>{said[0].upper()}{said[1:]}" in page
    assert f">{said}<span aria-hidden" in re.sub(r"[ \n]+", " ", page)
    assert "$$" not in page


def test_a_chip_takes_its_filter_away(client: FlaskClient) -> None:
    page = client.get("/?country=KE&tier=coding").text
    assert '<a href="/?country=KE" aria-label="Remove: tier Coding">' in page


def test_a_site_that_was_never_filled_says_so(store: Store, tmp_path: Path) -> None:
    page = site(store, tmp_path).test_client().get("/?country=KE").text
    assert "No platform has been crawled yet." in page
    assert "Nothing matches" not in page


def test_nothing_found_says_what_to_drop(client: FlaskClient) -> None:
    page = client.get("/?q=swahili&tier=coding").text
    assert "Nothing matches all of this." in page
    assert '<a class="button" href="/?tier=coding">Without “swahili”: 3 listings</a>' in page
    assert 'href="/alerts/new?q=swahili&amp;tier=coding"' in page


def test_a_platform_can_be_left_out(client: FlaskClient) -> None:
    assert 'href="/?not_platform=acme"' in client.get("/").text
    assert "0 listings" in client.get("/?not_platform=acme").text


def test_the_page_the_feed_and_the_alert_carry_one_query(client: FlaskClient) -> None:
    page = client.get("/?tier=coding&country=KE&page=2").text
    assert 'type="application/atom+xml" title="Atom" href="/feed.atom?country=KE&amp;tier=coding"' in page
    assert 'href="/alerts/new?country=KE&amp;tier=coding"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_what_names_no_language_stands_after_what_asks_for_mine(client: FlaskClient) -> None:
    page = client.get("/?speak=sw").text
    assert page.index("Swahili rater") < page.index("Story writer")
    assert "1 asks for your languages" in page
    assert "5 name no language" in page
    assert "Swahili rater" not in client.get("/?speak=unstated").text
    other = client.get("/?speak=fi").text
    assert "Swahili rater" not in other
    assert "1 asks for another, hidden" in other


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "page=-1", "page=99999999999", "speak=:::", "country=%F0%9F%87%B0", "q=" + "x" * 5_000]
)
def test_no_query_breaks_the_page(client: FlaskClient, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


def test_a_place_in_the_words_is_told_and_can_be_taken_back(client: FlaskClient) -> None:
    page = client.get("/?q=rater nairobi").text
    assert "“nairobi” was taken for a place: open to Kenya." in page
    assert "/listing/acme/k1" in page
    assert 'href="/?q=rater+%22nairobi%22"' in page
    assert "was taken for a place" not in client.get("/?q=rater").text


def test_advice_drops_one_word_at_a_time(client: FlaskClient) -> None:
    assert "Without “zebra”: " in client.get("/?q=python+zebra").text


def test_the_note_on_words_stands_only_where_words_were_asked(client: FlaskClient) -> None:
    finder = client.application.extensions["atlas"].finder
    finder._state = replace(finder._state, reader=None)
    assert "index of words is being built" not in client.get("/").text
    assert "index of words is being built" in client.get("/?q=python").text
