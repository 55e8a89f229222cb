"""What `see` and `new` make of an answer: guesses, outlines, the evidence for a location, what is left of theirs."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request, TextResponse

from crawler.boards.jsonlist import JsonList
from crawler.commands.new import choose
from crawler.guess import guess
from crawler.newcomer import whole
from crawler.outline import outline
from crawler.payobjects import parts_of, pay_words
from crawler.placing import placing
from crawler.scaffold import facts_file, platform_file, skeleton
from crawler.scrub import Leftovers, leftovers, scrub
from crawler.unread import aside, more
from directory.record import read
from tests.support.making import posting

DAY = date(2026, 11, 30)
URL = "https://api.acme.example/roles"
ROLE = {
    "id": 7, "title": "Swahili rater", "slug": "swahili-rater", "description": "You rate.",
    "country": {"name": "Kenya"},
    "hourlyRateMin": 9, "hourlyRateMax": 12, "currencyCode": "USD",
}  # fmt: skip


def answer(value: Any, url: str = URL) -> TextResponse:
    body = value if isinstance(value, str) else json.dumps(value)
    return TextResponse(url, body=body.encode(), encoding="utf-8", request=Request(url))


def page(body: str) -> HtmlResponse:
    return HtmlResponse(
        "https://acme.example/work", body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8"
    )


PAYS: list[tuple[Any, str]] = [
    ("$12 - $20 per hour", "$12 - $20 per hour"),
    (None, ""),
    ({"min": 12, "max": 20, "currency": "USD", "interval": "hour"}, "12 - 20 USD per hour"),
    ({"amount": 12.5, "currency": "EUR", "unit": "per_hour"}, "12.5 EUR per hour"),
    ({"currency": "USD", "value": {"minValue": 20, "maxValue": 30, "unitText": "HOUR"}}, "20 - 30 USD per hour"),
    ({"min_value": 3, "max_value": None, "unit": "HOURLY"}, "from 3 per hour"),
    ({"minCents": 950, "maxCents": "1500", "currency": "USD", "interval": "hour"}, "9.5 - 15 USD per hour"),
    ({"from": 900, "to": 1500, "ccy": "USD", "per": "HOUR", "scale": "cents"}, "9 - 15 USD per hour"),
    ({"amount_in_cents": 2500, "currency": "EUR", "unit": "hour"}, "25 EUR per hour"),
    ({"min": 0, "max": 40, "currencyCode": "GBP", "period": "day"}, "up to 40 GBP per day"),
    ({"note": "told later"}, "told later"),
]


@pytest.mark.parametrize(("value", "words"), PAYS)
def test_a_pay_object_is_words(value: Any, words: str) -> None:
    assert pay_words(value) == words


def test_only_keys_of_money_are_the_pay_of_a_row() -> None:
    row = {"minAge": 18, "payMin": 3, "payMax": 5, "total": 9, "referralAmount": 50}
    assert parts_of(row, money_only=True) == {"low": "payMin", "high": "payMax"}


def test_a_list_of_postings_is_guessed_past_a_longer_list_of_filters() -> None:
    found = guess(answer({"filters": [{"name": f"f{n}"} for n in range(60)], "data": {"jobs": [ROLE] * 3}}))
    assert found == (
        JsonList,
        {
            "path": ("data", "jobs"),
            "keys": {"ref": "id", "title": "title", "text": "description", "location": "country"},
            "pay_keys": {
                "low": "hourlyRateMin", "high": "hourlyRateMax", "currency": "currencyCode", "period": "hour",
            },
        },
    )  # fmt: skip


KESTREL = {
    "roleId": "kt-1", "headline": "Swahili rater", "body": "You rate.", "residence": ["KE", "NG"],
    "hourly": {"from": 9, "to": 12, "currency": "USD", "per": "hour"}, "languages": ["sw"],
    "opened": "2026-11-02", "state": "open", "team": None, "contact": {"desk": "Raters"},
}  # fmt: skip


def test_names_that_are_not_the_usual_ones_are_guessed_by_what_they_hold() -> None:
    found = guess(answer({"data": {"roles": [KESTREL] * 2, "page": 1, "pages": 3, "total": 5}}))
    keys = {
        "ref": "roleId", "title": "headline", "text": "body", "countries": "residence", "pay": "hourly",
        "languages": "languages", "posted_at": "opened",
    }  # fmt: skip
    assert found == (JsonList, {"path": ("data", "roles"), "keys": keys, "complete": False})
    made = role(keys=keys).posting(KESTREL)
    assert made["fields"] == {"countries": "KE, NG", "languages": "sw"}
    assert (made["ref"], made["pay"]) == ("kt-1", "9 - 12 USD per hour")
    assert aside(KESTREL, keys, {}) == ["state (text)", "contact (an object)"]


@pytest.mark.parametrize(
    ("around", "says"),
    [
        ({"total": 3}, []),
        ({"total": 4, "page": 1}, ["total is 4"]),
        ({"meta": {"Total_Pages": 1, "hasMore": False, "next": None}}, []),
        ({"meta": {"total-pages": 2, "next_cursor": "x"}}, ["meta.total-pages is 2", "meta.next_cursor is set"]),
        ({"count": True, "jobs": [{"total": 9}]}, []),
    ],
)
def test_an_answer_speaks_of_more_than_it_holds(around: dict[str, Any], says: list[str]) -> None:
    assert more({"jobs": [], **around}, 3) == says


def role(**stated: Any) -> Any:
    told = {"slug": "acme", "title": "Acme", "homepage": "https://acme.example", "hosts": ("api.acme.example",)}
    told |= {"token": URL, "keys": {"ref": "id", "title": "title"}, "cadence_hours": 24, "floor": 1}
    told |= {"location": "residence", "basis": "guess", "source": "invented", **stated}
    return type("Acme", (JsonList,), told)()


def test_pay_in_several_keys_and_the_template_of_an_address() -> None:
    spider = role(
        page="https://acme.example/work/{slug}/{id}",
        pay_keys={"low": "hourlyRateMin", "high": "hourlyRateMax", "currency": "USD", "period": "hour"},
    )
    made = spider.posting(ROLE | {"slug": "swahili rater"})
    assert (made["url"], made["pay"]) == ("https://acme.example/work/swahili%20rater/7", "9 - 12 USD per hour")
    with pytest.raises(KeyError, match="slug"):
        spider.posting({"id": 7, "title": "Rater"})


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("acme.example/jobs", "https://acme.example/jobs"),
        (" //acme.example ", "https://acme.example"),
        ("http://acme.example", "http://acme.example"),
    ],
)
def test_an_address_without_scheme(typed: str, url: str) -> None:
    assert whole(typed) == url


OUTLINES = [
    (
        answer({"groups": {"one": [{"heading": "R", "wage": {"min": 1}, "open": True}] * 3}}),
        [
            "the answer: groups (an object)",
            "groups: one (a list of 3)",
            "groups.one: a list of 3, the first is an object",
            "groups.one[0]: heading (text), wage (an object), open (yes or no)",
            "groups.one[0].wage: min (a number)",
        ],
    ),
    (answer('{"jobs": ['), ["broken JSON of 10 bytes"]),
    (answer('<?xml version="1.0"?><a><b/><b/></a>'), ["2 × <b>", "1 × <a>"]),
    (
        page('<script type="application/json" id="x">{"a": []}</script>' + '<a class="role" href="/r/1"></a>' * 3),
        ["script x: a (a list of 0)", "3 links below /r", "3 × a.role"],
    ),
    (
        page(
            '<li class="gig new"><a class="gig-link" href="/w/1"><b class="gig-pay">$9</b> <i class="">x</i></a></li>'
            * 3
        ),
        [
            "3 links below /w",
            "3 × li.gig, in the first: a.gig-link, b.gig-pay",
            "3 × a.gig-link, in the first: b.gig-pay",
        ],
    ),
    (page("<p>Hello</p>"), ["a page without data in scripts and without links"]),
]


@pytest.mark.parametrize(("found", "lines"), OUTLINES)
def test_what_is_not_understood_is_outlined(found: TextResponse, lines: list[str]) -> None:
    assert outline(found) == lines


def in_kenya(n: int, text: str, title: str = "Rater") -> Any:
    return [posting(f"r{at}", f"{title} {at}", text, location="Kenya") for at in range(n)]


def test_texts_that_name_their_place_speak_for_residence() -> None:
    found = placing(in_kenya(3, "You must live in Kenya."))
    assert found.suggests == "residence"
    assert found.lines == (
        "3 of 3 postings have a location: Kenya (3)",
        '3 of them name the same place in their text or title, such as "…You must live in Kenya.…"',
    )


def test_one_role_in_many_cities_speaks_for_advertising() -> None:
    cities = ("Nairobi", "Recife", "Lyon")
    found = placing([posting(f"r{n}", "Rater", f"Work in {city}.", location=city) for n, city in enumerate(cities)])
    assert found.suggests == "advertised"
    assert found.lines[-1] == "1 titles stand in 3 or more places, such as 'Rater': one role, many cities?"


def test_silence_speaks_for_advertising(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert choose(placing(in_kenya(2, "You rate answers."))) == "advertised"
    assert "nobody was asked (--location says it)" in capsys.readouterr().out


@pytest.mark.parametrize(("typed", "location"), [("residence", "residence"), ("", "advertised"), ("x", "advertised")])
def test_a_person_decides(monkeypatch: pytest.MonkeyPatch, typed: str, location: str) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: typed)
    assert choose(placing(in_kenya(2, "You rate answers."))) == location


@pytest.mark.parametrize(
    ("url", "homepage", "domain"),
    [
        (URL, "", "acme.example"),
        ("https://jobs.acme.co.uk/roles", "", "acme.co.uk"),
        ("https://acme.co.uk/roles", "", "acme.co.uk"),
        ("https://jobs.lever.co/acme", "", "acme.invalid"),
        ("https://jobs.lever.co/acme", "https://www.acme.example", "acme.example"),
    ],
)
def test_the_facts_are_valid(tmp_path: Path, url: str, homepage: str, domain: str) -> None:
    (tmp_path / "acme.toml").write_text(facts_file("acme", url, 3, DAY, homepage), encoding="utf-8")
    record = read(tmp_path / "acme.toml")
    assert record.domains.names == (domain,)
    assert str(record.facts["coverage"].says) == "Its public list: 3 postings on the day it was added."


@pytest.mark.parametrize("found", [answer({"a": [{"x": 1}]}), page("<p>Hello</p>")], ids=["json", "page"])
def test_a_skeleton_is_python_that_declares_everything(found: TextResponse) -> None:
    text = platform_file("acme-two", URL, skeleton("acme-two", URL, found), 0, DAY)
    made: dict[str, Any] = {}
    exec(compile(text, "acme_two.py", "exec"), made)
    kind = made["AcmeTwo"]
    assert (kind.title, kind.hosts, kind.location, kind.seen_on) == (
        "Acme Two", ("api.acme.example",), "advertised", "2026-11-30",
    )  # fmt: skip


def test_what_is_left_of_theirs_is_counted() -> None:
    told = {"lead": "Jane Q. Doe", "note": "we pay each of you well", "title": "Swahili rater", "posted_by": "J. Doe"}
    body = scrub(json.dumps(told).encode(), "application/json")
    assert b"J. Doe" not in body
    assert leftovers(body, "application/json") == Leftovers(sentences=1, names=1)
    assert str(Leftovers(1, 1)) == "1 short sentences and 1 pairs of words that may be names are still theirs"


def test_prose_in_attributes_goes() -> None:
    prose = "You will read answers of an assistant and say which of two is the better one, and why you think so. " * 2
    said = scrub(
        f'<html><meta content="{prose}"><a href="https://a.example/{"x" * 90}">go</a></html>'.encode(), "text/html"
    )
    assert b"assistant" not in said
    assert b"x" * 90 in said
