"""What is known about a platform: facts with their source, and what no source answers said as such."""

import re
from datetime import date
from pathlib import Path

import pytest

from crawler.declared import Declared
from crawler.discover import platforms
from directory import record
from directory.commands import doctor
from directory.record import load
from directory.store import Store
from directory.store import platforms as published
from tests.support.website import KENYA, site


@pytest.fixture
def pages(store: Store, tmp_path: Path) -> dict[str, str]:
    for slug in ("mturk", "clickworker", "train"):
        published.publish(store, platforms()[slug].record)
    client = site(store, tmp_path).test_client()
    return {slug: client.get(f"/platform/{slug}").text for slug in ("mturk", "clickworker", "train")}


def test_a_page_says_what_no_source_answers(pages: dict[str, str]) -> None:
    assert pages["mturk"].count("not in our sources as of 30 Nov 2026") == 2
    assert pages["clickworker"].count("not in our sources as of") == 0
    assert "10 euros or dollars for PayPal, SEPA and ACH" in pages["clickworker"]
    assert pages["train"].count("not in our sources as of 30 Nov 2026") == 1


def test_a_page_says_the_ways_and_whether_they_reach_the_reader(store: Store, tmp_path: Path) -> None:
    for slug in ("clickworker", "mturk"):
        published.publish(store, platforms()[slug].record)
    client = site(store, tmp_path).test_client()
    page = client.get("/platform/clickworker?country=FR").text
    assert "bank transfer, twice a month, from €10, only the European Union" in page
    assert "PayPal, every week, from €10" in page
    assert re.search(r"Can you be paid in France\?</dt>\s*<dd>Yes: bank transfer\.", page)
    silent = client.get("/platform/mturk?country=KE").text
    assert re.search(r"Can you be paid in Kenya\?</dt>\s*<dd>Its pages do not say\.", silent)
    assert "Can you be paid" not in client.get("/platform/mturk").text


def test_other_languages_say_that_the_facts_are_in_english_and_what_others_report(store: Store, tmp_path: Path) -> None:
    published.publish(store, platforms()["stellar"].record)
    client = site(store, tmp_path).test_client()
    english, german = (client.get(f"{path}/platform/stellar").text for path in ("", "/de"))
    assert ("facts are in English" in english, "Diese Angaben sind vorerst nur auf Englisch." in german) == (
        False,
        True,
    )
    assert english.count("as others report it") == 4  # how, when and screening, and the way for programs
    assert german.count("wie andere berichten") == 4


def test_a_declared_platform_says_why_it_is_not_read(pages: dict[str, str]) -> None:
    assert "cannot be read" in pages["mturk"]
    assert "its tasks are shown after sign-in only" in pages["mturk"]


FACTS = """
[domains]
names = ["acme.example"]
source = "https://acme.example/"
read = 2026-11-01
via = "live"

[facts.work]
says = "Rating."
source = "https://acme.example/"
read = 2026-11-01
via = "{via}"
"""


def test_a_bad_facts_file_breaks_no_page(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "acme.toml").write_text(FACTS.format(via="memory"), encoding="utf-8")
    (folder / "zeta.toml").write_text(FACTS.format(via="live"), encoding="utf-8")
    monkeypatch.setattr(record, "FOLDER", folder)
    client = site(store, tmp_path, [KENYA]).test_client()
    paths = ("/platforms", "/platform/acme", "/compare?p=acme&p=zeta", "/recruiter?a=acme.example", "/status")
    assert [client.get(path).status_code for path in (*paths, "/api/v1/platforms/acme")] == [200] * 6
    said = "facts: acme.toml: facts.work.via: Input should be 'live', 'copy', 'notes' or 'report' (it says 'memory')"
    assert list(doctor.old_facts(date(2026, 11, 3))) == [said]


WAYS = (
    FACTS.format(via="live")
    + """
[[payouts]]
way = "mobile-money"
cycle = "weekly"
countries = ["KE"]
source = "https://acme.example/pay"
read = 2026-11-01
via = "live"
"""
)


FOUND = {
    "country=KE&payable=yes": 1, "country=FR&payable=yes": 0, "payable=yes": 0, "country=KE&payout=mobile-money": 1,
    "country=FR&payout=mobile-money": 0, "payout=mobile-money": 1, "payout=paypal": 0,
}  # fmt: skip


def test_a_listing_says_and_a_search_filters_whether_money_reaches_the_reader(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "acme.toml").write_text(WAYS, encoding="utf-8")
    monkeypatch.setattr(record, "FOLDER", tmp_path / "facts")
    client = site(store, tmp_path, [KENYA]).test_client()
    box = client.get("/listing/acme/k1?country=KE").text.split('id="take"')[1].split("</section>")[0]
    assert 'class="line purse open">Paid out to Kenya: mobile money, every week, only Kenya' in box
    assert 'href="https://acme.example/pay"' in box
    assert "as of 1 Nov 2026" in box
    cards = {
        query: client.get(f"/?show=open&show=silent&show=closed&{query}").text.count('<li class="card"')
        for query in FOUND
    }
    assert cards == FOUND
    form = client.get("/?country=KE").text
    assert '<input type="checkbox" name="payable"\n  value="yes"><span>Paid out there</span> <b>1</b>' in form
    assert 'name="payable"' not in client.get("/").text


def test_there_are_fifty_platforms_and_each_has_its_facts() -> None:
    assert len(platforms()) >= 50
    assert set(platforms()) == set(load())


def test_a_declared_platform_asks_for_nothing() -> None:
    declared = [spider for spider in platforms().values() if issubclass(spider, Declared)]
    assert [list(spider().begin()) for spider in declared] == [[]] * len(declared)
    assert not any(spider.readable for spider in declared)
