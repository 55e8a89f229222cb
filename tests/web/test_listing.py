"""A listing's page: verdict, proofs, history, states, hostile content and the report form."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.runs.run import Ending
from directory.search import open_finder
from directory.store import Store, reports
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders, settings, site
from web import create_app

MINUTE = timedelta(minutes=1)
HOSTILE = posting(
    "h1",
    "<script>alert(1)</script> \u202eevil\u0007 " + "W" * 300,
    "<img src=x onerror=alert(2)> {{ 7*7 }} </script><script>alert(3)</script> Must live in Kenya. \x00\x0b"
    + "Z" * 400,
    location='Kenya"><b>bold</b>',
    pay="<svg/onload=alert(4)> 20 USD per hour",
    category="--><script>alert(5)</script>",
    url="https://acme.example/jobs/1?utm_source=x&ref=friend&id=7",
)


@pytest.fixture
def client(store: Store, tmp_path: Path) -> FlaskClient:
    return site(store, tmp_path, [KENYA, *coders(4), HOSTILE]).test_client()


@pytest.mark.parametrize(
    ("country", "said", "quote"),
    [
        ("KE", "Open to Kenya: named in the listing", "must live in Kenya"),
        ("DE", "Closed to Germany: only Kenya", "must live in Kenya"),
    ],
)
def test_the_verdict_and_its_quote(client: FlaskClient, country: str, said: str, quote: str) -> None:
    page = client.get(f"/listing/acme/k1?country={country}").text
    box = page.split('id="take"')[1].split("</section>")[0]
    assert said in box
    assert quote in box


def test_every_shown_fact_has_a_proof(client: FlaskClient) -> None:
    page = client.get("/listing/acme/k1").text
    rows = re.findall(r"<dt>(.*?)</dt><dd( class=\"unknown\")?>(.*?)</dd>", page, re.DOTALL)
    assert {"Pay", "Where you live", "Languages", "Tier"} <= {label for label, _, _ in rows}
    for label, unknown, body in rows:
        assert unknown or "<blockquote>" in body, label


def test_no_job_markup_and_no_whole_description(client: FlaskClient) -> None:
    page = client.get("/listing/acme/k1").text
    assert "JobPosting" not in page
    assert '"@type":"BreadcrumbList"' in page.replace(" ", "")
    assert KENYA.text not in page


def test_a_hostile_posting_is_shown_harmlessly(client: FlaskClient) -> None:
    for path in ("/listing/acme/h1?country=KE", "/", "/platform/acme", "/country/KE", "/report?listing=acme/h1"):
        page = client.get(path).text
        for bad in ("<script>alert", "<img src=x", "<svg/onload", "<b>bold", "\u202e", "\x00", "\x0b", "\x07"):
            assert bad not in page, (path, bad)
        assert not re.search(r"\b49\b", page), path


def test_links_out_carry_no_referral(client: FlaskClient) -> None:
    page = client.get("/listing/acme/h1").text
    assert 'href="https://acme.example/jobs/1?id=7" rel="noopener nofollow ugc"' in " ".join(page.split())
    assert "utm_source" not in page


def test_the_pay_stands_in_its_tier(client: FlaskClient) -> None:
    page = client.get("/listing/acme/c0").text
    assert "the usual range of Coding" in page
    assert "4 open listings with hourly pay, 3 Nov 2026; advertised, not earned" in page


def test_a_closed_listing_stays_and_says_so(store: Store, tmp_path: Path) -> None:
    record = platform("acme", cadence_hours=48)
    crawl(store, [KENYA, *coders(4)], START, record)
    crawl(store, coders(4), START + DAY, record)
    known = settings(tmp_path)
    finder = open_finder(store, known)
    finder.catch_up()
    client = create_app(known, store, finder).test_client()
    page = client.get("/listing/acme/k1").text
    assert "Closed on 2 Nov 2026" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<strong>Closed</strong>" in page
    assert "k1" not in client.get("/sitemap-listings-1.xml").text
    assert "Swahili rater" in client.get("/changes").text


def test_a_listing_of_a_failing_platform_is_not_verified(store: Store, tmp_path: Path) -> None:
    record = platform("acme", cadence_hours=48)
    crawl(store, [KENYA], START, record)
    crawl(store, [], START + DAY, record, Ending(complete=False, reason="the list answered 503"))
    known = settings(tmp_path)
    client = create_app(known, store, open_finder(store, known)).test_client()
    page = client.get("/listing/acme/k1").text
    assert "<strong>Not verified lately.</strong>" in page
    assert "It was there on 1 Nov 2026." in page
    assert "<b>1</b>not verified lately" in client.get("/platform/acme").text
    status = client.get("/status").text
    assert "0 of 1 platforms read well" in status
    assert "the list answered 503" in status


def test_a_folded_posting_leads_to_its_listing(store: Store, tmp_path: Path) -> None:
    twins = [
        posting("p1", "Map rater", "You rate maps in your town.", location="Kenya", role="role-7"),
        posting("p2", "Map rater", "You rate maps in your town.", location="Ghana", role="role-7"),
    ]
    client = site(store, tmp_path, twins).test_client()
    assert client.get("/listing/acme/p1").status_code == 200
    answer = client.get("/fr/listing/acme/p2?country=KE")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/fr/listing/acme/p1?country=KE")
    assert "Places of this role" in client.get("/listing/acme/p1").text


def token(client: FlaskClient) -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get("/report?listing=acme/k1").text)
    assert found is not None
    return found[1]


def test_a_report_is_kept(client: FlaskClient, store: Store) -> None:
    form = {"form": token(client), "listing": "acme/k1", "kind": "pay", "message": "It is $15 now.\x07"}
    assert "Thank you." in client.post("/report", data=form).text
    assert [(one.listing, one.message) for one in reports.newest(store)] == [("acme/k1", "[pay] It is $15 now.")]


@pytest.mark.parametrize(
    ("change", "headers", "code"),
    [
        ({"form": "forged"}, {}, 400),
        ({}, {"Origin": "https://evil.example"}, 400),
        ({"kind": "nonsense"}, {}, 400),
        ({"listing": "acme/none"}, {}, 404),
        ({"message": "x" * 100_000}, {}, 413),
    ],
)
def test_a_report_that_is_not_ours_is_refused(
    client: FlaskClient, store: Store, change: dict[str, str], headers: dict[str, str], code: int
) -> None:
    form = {"form": token(client), "listing": "acme/k1", "kind": "pay", "message": "x"} | change
    assert client.post("/report", data=form, headers=headers).status_code == code
    assert reports.newest(store) == ()


def test_what_a_machine_fills_in_is_thrown_away(client: FlaskClient, store: Store) -> None:
    form = {"form": token(client), "listing": "acme/k1", "kind": "pay", "message": "buy", "website": "http://x.example"}
    assert client.post("/report", data=form).status_code == 200
    assert reports.newest(store) == ()


def test_the_eleventh_report_of_an_hour_waits(client: FlaskClient) -> None:
    form = {"form": token(client), "listing": "acme/k1", "kind": "gone", "message": ""}
    codes = [client.post("/report", data=form).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]


def test_ages_are_counted_from_our_first_sight(client: FlaskClient) -> None:
    seen = (START + MINUTE).isoformat().replace("+00:00", "Z")
    assert f'First seen <time datetime="{seen}"' in " ".join(client.get("/listing/acme/k1").text.split())


def test_postings_of_one_place_are_one_line(store: Store, tmp_path: Path) -> None:
    places = ("Kenya", "Ghana", "Kenya", "", "Kenya")
    twins = [
        posting(f"p{n}", "Map rater", "You rate maps in your town.", location=place, role="role-7")
        for n, place in enumerate(places)
    ]
    page = site(store, tmp_path, twins).test_client().get("/listing/acme/p0").text
    box = page.split('id="places"')[1].split("</ul>")[0]
    assert re.findall(r'dir="auto">([^<]+)</a>', box) == ["Kenya (3)", "Ghana", "No place given"]
