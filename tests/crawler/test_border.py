"""What comes in is cleaned at the border: control characters, dates ahead of us, amounts that are no numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from scrapy.http import Headers, HtmlResponse

from crawler.responses import challenged
from crawler.text import moment, pay, unit
from crawler.walk import Walk
from directory.posting import Posting

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
WHOLE = {"platform": "acme", "ref": "r1", "url": "https://acme.example/r1", "title": "Rater"}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"ref": "r\x001"}, {"ref": "r1"}),
        ({"ref": " r1\x1f"}, {"ref": "r1"}),
        ({"url": "https://acme.example/\x0br1\x7f"}, {"url": "https://acme.example/r1"}),
        ({"role": "R\x00 7\n8"}, {"role": "R 7 8"}),
        ({"role": "\u202eR7"}, {"role": "R7"}),
    ],
)
def test_control_characters_stay_outside(said: dict[str, str], kept: dict[str, str]):
    """Address, ref and role hold nothing that breaks a feed or a database."""
    posting = Posting.model_validate({**WHOLE, **said}).model_dump()
    assert {name: posting[name] for name in kept} == kept


@pytest.mark.parametrize("said", [{"ref": "\x00"}, {"ref": "a b"}, {"url": "https://\x00"}, {"url": "javascript:1"}])
def test_what_is_nothing_without_them_is_refused(said: dict[str, str]):
    """A ref or address that is empty or broken after cleaning is a bad row."""
    with pytest.raises(ValidationError):
        Posting.model_validate({**WHOLE, **said})


@pytest.mark.parametrize(
    ("said", "kept", "ahead"),
    [
        (NOW - timedelta(days=3), NOW - timedelta(days=3), 0),
        (NOW + timedelta(hours=8), NOW, 0),
        (NOW.replace(tzinfo=None) + timedelta(hours=8), NOW, 0),
        (NOW + timedelta(days=3), None, 1),
        (None, None, 0),
        ("2026-11-05", None, 0),
    ],
)
def test_dates_are_never_ahead(said: Any, kept: datetime | None, ahead: int):
    """A local time without a zone is capped at the moment of the reading; a date of next week is none, and counted."""
    walk = Walk()
    assert (walk.dated(said, NOW), walk.ahead) == (kept, ahead)


def test_dates_in_the_future_are_told():
    """The run says how many."""
    walk = Walk(pages=1, rows=2, ahead=2)
    assert (walk.complete, walk.reason) == (True, "finished; 2 dates in the future were left out")


@pytest.mark.parametrize(("rows", "bad", "complete"), [(7, 1, True), (2, 1, True), (20, 2, False), (21, 2, True)])
def test_bad_rows(rows: int, bad: int, complete: bool):
    """One bad row is its own fault; two that are a tenth are the platform's."""
    walk = Walk(pages=1, rows=rows)
    walk.refused["title: too short"] = bad
    assert walk.complete == complete


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-11-05T10:00:00Z[UTC]", "2026-11-05T10:00:00+00:00"),
        ("2026-11-05 10:00:00 UTC", "2026-11-05T10:00:00+00:00"),
        ("2026-11-05T10:00:00+0200", "2026-11-05T08:00:00+00:00"),
        (1794700000000, "2026-11-14T23:46:40+00:00"),
        ("05/11/2026", None),
        ("2026-W44", None),
        (202610, None),
        (20261031, "2026-10-31T00:00:00+00:00"),
        (float("inf"), None),
        ("0001-01-01T00:00:00+10:00", None),
        (True, None),
    ],
)
def test_moments(value: Any, found: str | None):
    """Any usual way to write a moment; what is two days or none is nothing."""
    told = moment(value)
    assert (told and told.isoformat()) == found


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ((20, 45, "USD", "HOUR"), "20 - 45 USD per hour"),
        (("$20", "$30", "usd", "PER_HOUR"), "$20 - $30 USD per hour"),
        (("nan", None, "USD", "HOUR"), ""),
        ((-1, None, "USD", "HOUR"), ""),
        ((0, 0, "USD", "HOUR"), ""),
        (("competitive", None, "USD", "HOUR"), ""),
        (({"value": 20}, None, {"name": "USD"}, ["HOUR"]), "20 USD per hour"),
    ],
)
def test_amounts(amount: tuple[Any, ...], words: str):
    """Numbers as numbers, other figures as they are written, nothing for what is no amount."""
    assert pay(*amount) == words


@pytest.mark.parametrize(
    ("period", "words"), [("HUR", "per hour"), ("P1M", "per month"), ("per task", "per task"), ("", ""), (None, "")]
)
def test_periods(period: str | None, words: str):
    """Codes of schema.org practice, and words that only a platform knows."""
    assert unit(period) == words


SCRIPT = "<html><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><h1>Rater</h1></html>"


@pytest.mark.parametrize(
    ("status", "page", "headers", "found"),
    [
        (200, SCRIPT, {}, False),
        (404, SCRIPT, {}, False),
        (403, SCRIPT, {}, True),
        (503, SCRIPT, {}, True),
        (200, "<html><form class='g-recaptcha'></form></html>", {}, False),
        (200, "<html><title>Just a moment...</title></html>", {}, True),
        (200, "<html></html>", {"cf-mitigated": "challenge"}, True),
    ],
)
def test_a_harmless_script_is_no_challenge(status: int, page: str, headers: dict[str, str], found: bool):
    """The script that Cloudflare puts on pages it serves says nothing; status, header or title do."""
    told = Headers({"Content-Type": "text/html", **headers})
    assert challenged(HtmlResponse("https://acme.example/", status=status, headers=told, body=page.encode())) == found
