"""Every page: with nothing, with one listing, in every language, for machines, and when something is wrong."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from directory.presenting.locale import LOCALES
from directory.store import Store
from directory.terms import tiers
from tests.support.website import KENYA, coders, site
from web import pictures
from web.texts.guides import GUIDES, UnknownNumber, fill

GUIDE_PAGES = tuple(f"/guide/{name}" for name in GUIDES)
PAGES = (
    "/", "/?country=KE", "/?country=KE&speak=sw:native&show=open&show=closed", "/?q=rater&sort=pay", "/?page=9",
    "/platforms", "/compare", "/compare?p=acme&p=zeta", "/country/KE", "/language/sw", "/domain/law", "/tier/coding",
    "/task/rate", "/skill/python", "/tiers", "/guides", *GUIDE_PAGES, "/changes", "/changes?kind=pay&page=2", "/status",
    "/method", "/about", "/bot", "/privacy", "/corrections", "/recruiter", "/recruiter?a=jobs@example.org", "/feeds",
    "/alerts/new?q=x", "/saved", "/browse", "/values/skill",
)  # fmt: skip
WITH_ONE = ("/listing/acme/k1", "/listing/acme/k1?country=KE&speak=sw", "/platform/acme", "/report?listing=acme/k1")
MACHINES = (
    "/robots.txt", "/sitemap.xml", "/sitemap-pages.xml", "/opensearch.xml", "/.well-known/security.txt",
    "/status.json", "/suggest?q=ra", "/manifest.webmanifest", "/favicon.ico", "/feed.atom", "/feed.rss", "/feed.json",
)  # fmt: skip


@pytest.fixture
def empty(store: Store, tmp_path: Path) -> FlaskClient:
    return site(store, tmp_path).test_client()


@pytest.fixture
def one(store: Store, tmp_path: Path) -> FlaskClient:
    return site(store, tmp_path, [KENYA]).test_client()


def checked(client: FlaskClient, path: str) -> str:
    """The page, which sets no cookie, loads nothing from elsewhere and has one main heading."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert "Set-Cookie" not in answer.headers
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.text.count("<h1") == 1
    assert 'style="' not in answer.text
    assert "onclick" not in answer.text
    return answer.text


def test_every_page_with_an_empty_table(empty: FlaskClient) -> None:
    for path in PAGES:
        checked(empty, path)


def test_every_page_with_one_listing(one: FlaskClient) -> None:
    for path in (*PAGES, *WITH_ONE):
        checked(one, path)


@pytest.mark.parametrize("locale", list(LOCALES)[1:])
def test_every_page_in_every_language(one: FlaskClient, locale: str) -> None:
    for path in (*PAGES, *WITH_ONE):
        page = checked(one, f"/{locale}{path}")
        assert f'<html lang="{locale}" dir="{"rtl" if locale == "ar" else "ltr"}">' in page
        assert f'href="/{locale}/platforms' in page


def test_links_keep_the_language_and_the_reader(one: FlaskClient) -> None:
    page = one.get("/es/?country=KE&speak=sw").text
    assert 'href="/es/listing/acme/k1?country=KE&amp;speak=sw"' in page
    assert 'hreflang="pt" href="https://atlas.example/pt/?country=KE&amp;speak=sw"' in page
    assert "Abierto a Kenia: nombrado en el anuncio" in page


def test_machines_get_their_files(one: FlaskClient) -> None:
    for path in MACHINES:
        assert one.get(path).status_code == 200, path
    for path in ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-listings-1.xml", "/opensearch.xml", "/feed.atom"):
        ElementTree.fromstring(one.get(path).data)
    assert "<loc>https://atlas.example/listing/acme/k1</loc>" in one.get("/sitemap-listings-1.xml").text
    assert json.loads(one.get("/status.json").text)["platforms"][0]["state"] == "good"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/nowhere", 404),
        ("/listing/acme/none", 404),
        ("/platform/none", 404),
        ("/country/Atlantis", 404),
        ("/guide/none", 404),
        ("/report", 404),
        ("/sitemap-listings-2.xml", 404),
        ("/feed.atom?country=Kenyya", 400),
        ("/feed.json?tier=codding", 400),
    ],
)
def test_what_is_wrong_is_said_with_its_code(one: FlaskClient, path: str, code: int) -> None:
    answer = one.get(path)
    assert answer.status_code == code
    assert "Traceback" not in answer.text


def test_an_unknown_country_offers_near_names(one: FlaskClient) -> None:
    assert 'href="/country/KE"' in one.get("/country/Kenyya").text


def test_a_name_leads_to_the_id(one: FlaskClient) -> None:
    assert one.get("/country/Kenya").headers["Location"] == "/country/KE"
    assert one.get("/es/language/Swahili").headers["Location"] == "/es/language/sw"


def test_the_demo_says_so_and_is_noindex(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, [KENYA], demo=True).test_client()
    for path in ("/", "/listing/acme/k1", "/platforms", "/status", "/nowhere", "/feeds"):
        page = client.get(path).text
        assert "Invented or recorded examples, no offers." in page
        assert '<meta name="robots" content="noindex">' in page
    for path in ("/feed.atom", "/feed.json", "/status.json", "/sitemap.xml"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex"


def test_little_to_show_is_said_and_not_indexed(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, [KENYA, *coders(4)]).test_client()
    thin, full = checked(client, "/language/sw"), checked(client, "/tier/coding")
    assert "Fewer than three listings are open here" in thin
    assert '<meta name="robots" content="noindex">' in thin
    assert "Fewer than three" not in full
    assert "noindex" not in full
    assert "$31 to $32 an hour, middle $32 (4 listings, 3 Nov 2026, advertised)" in full


def test_an_answer_that_did_not_change_is_not_sent_twice(one: FlaskClient) -> None:
    first = one.get("/about")
    again = one.get("/about", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_our_own_files_may_be_kept_for_a_year(one: FlaskClient) -> None:
    page = one.get("/").text
    sheet = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    answer = one.get(sheet, buffered=True)
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert len(answer.data) <= 20_000


def test_the_search_page_is_small(store: Store, tmp_path: Path) -> None:
    page = site(store, tmp_path, coders(40)).test_client().get("/?country=US&speak=en&speak=unstated").text
    assert page.count('<li class="card"') == 25
    assert len(page.encode()) <= 60_000


@pytest.mark.parametrize("name", GUIDES)
def test_guides_carry_the_reader_and_know_every_number(one: FlaskClient, name: str) -> None:
    article = checked(one, f"/fr/guide/{name}?country=KE").split("<article")[1].split("</article>")[0]
    assert "{{" not in article
    assert all(
        link.startswith("/fr/") and link.endswith("country=KE") for link in re.findall('href="(/[^"]*)"', article)
    )


def test_an_unknown_number_is_an_error(one: FlaskClient) -> None:
    with pytest.raises(UnknownNumber, match="salary:2026"):
        fill("It pays {{salary:2026}}.", [])


@pytest.mark.heavy
def test_every_page_on_the_second_database(postgres: Store, tmp_path: Path) -> None:
    client = site(postgres, tmp_path, [KENYA]).test_client()
    for path in (*PAGES, *WITH_ONE):
        checked(client, path)


@pytest.mark.heavy
def test_every_page_with_ten_thousand_listings(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, coders(10_000)).test_client()
    for path in (*PAGES, "/listing/acme/c77?country=US", "/platform/acme", "/?page=400", "/sitemap-listings-1.xml"):
        answer = client.get(path)
        assert (answer.status_code, len(answer.data) < 2_000_000) == (200, True), path
    assert "10,000 listings" in client.get("/").text


def head_of(page: str) -> dict[str, str]:
    """What a page tells who shares it."""
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+|description)" content="([^"]*)">', page))


def test_what_is_shared_says_the_answer_and_has_a_picture(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, [KENYA, *coders(4)]).test_client()
    told = head_of(client.get("/es/?country=KE&tier=coding&show=closed").text)
    assert told["og:title"] == "Para personas en Kenia, los cerrados para usted, nivel Programación: 4 anuncios"
    assert told["og:url"] == "https://atlas.example/es/?country=KE&amp;show=closed&amp;tier=coding"
    assert re.fullmatch(r"https://atlas\.example/static/share-coding\.png\?\w{10}", told["og:image"])
    assert told["description"].startswith(
        "4 anuncios: para personas en Kenia, los cerrados para usted, nivel Programación. "
    )
    listing = head_of(client.get("/listing/acme/k1").text)
    assert listing["description"] == "$9–$12 an hour. Only Kenya. Swahili, native."
    assert listing["description"] == listing["og:description"]
    assert "share-languages.png" in listing["og:image"]
    title = head_of(client.get("/country/US").text)["og:title"]
    assert title == "Paid AI-training work in the United States: 4 open listings"
    assert client.get(told["og:image"].removeprefix("https://atlas.example")).content_type == "image/png"


def test_search_engines_are_told_of_the_site_its_data_and_its_pages(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, [KENYA, *coders(4)]).test_client()
    kinds = {
        path: [json.loads(found)["@type"] for found in re.findall(r'ld\+json">(.*?)</script>', client.get(path).text)]
        for path in ("/", "/?q=x", "/data", "/listing/acme/k1")
    }
    assert kinds == {"/": ["WebSite"], "/?q=x": [], "/data": ["Dataset"], "/listing/acme/k1": ["BreadcrumbList"]}
    listed = client.get("/sitemap-pages.xml").text
    for path in ("/country/US", "/country/CA", "/tier/coding", "/skill/python", "/browse"):
        assert f"<loc>https://atlas.example{path}</loc>" in listed
        assert f'hreflang="sw" href="https://atlas.example/sw{path}"/>' in listed
    assert "/country/KE<" not in listed
    assert "/saved" not in listed
    index = client.get("/browse?country=KE").text
    assert re.search(r'<a href="/country/US\?country=KE">United States</a>\s+<span class="note">4</span>', index)
    assert 'href="/tier/coding' in client.get("/?tier=coding").text


def test_the_pictures_are_those_of_the_drawings() -> None:
    assert json.loads(pictures.MADE.read_text(encoding="utf-8")) == pictures.prints(), "run python -m web.pictures"
    for name, (_, width, height) in pictures.drawings().items():
        assert pictures.size_of((pictures.STATIC / name).read_bytes()) == (width, height)
    assert {pictures.picture(tier) for tier in (*tiers.ids, None)} <= set(pictures.drawings())


def test_the_manifest_speaks_the_language_of_its_pages(one: FlaskClient) -> None:
    assert '<link rel="manifest" href="/pt/manifest.webmanifest">' in one.get("/pt/about").text
    told = json.loads(one.get("/pt/manifest.webmanifest").text)
    assert (told["lang"], told["start_url"], told["scope"]) == ("pt", "/pt/", "/")
    for icon in told["icons"]:
        assert one.get(icon["src"]).status_code == 200
