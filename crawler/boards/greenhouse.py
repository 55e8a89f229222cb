"""Greenhouse job boards (developers.greenhouse.io/job-board.html): one answer with everything; `meta.total` counts it.

Only `title`, `location`, offices, `content`, pay ranges, departments, dates, amounts of money and the two metadata
fields below are read: others may name members of staff.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.job_markup import over
from crawler.localities import countries_of, union
from crawler.platform import MEBIBYTE, Platform
from crawler.text import entries, has_figure, ident, listed, moment, number, pay, plain, record, told, unit

METADATA = {"Language Proficiency": "languages", "Workplace Type": "workplace"}
EVERYWHERE = re.compile(r"\b(?:world|global|any|every|international)", re.IGNORECASE)
MODELS = {
    "hybrid": "hybrid", "remote": "remote", "distributed": "remote", "home based": "remote",
    "on-site": "on-site", "onsite": "on-site", "on site": "on-site", "in-office": "on-site", "in office": "on-site",
}  # fmt: skip
PAID = re.compile(r"\b(?:pay|paid|salary|wages?|rate|compensation|stipend)\b", re.IGNORECASE)
NO_PAY = re.compile(r"\b(?:bonus|equity|referral|budget|commission|ote|on[- ]target|sign[- ]?on|fee)\b", re.IGNORECASE)
PERIOD = re.compile(
    r"\b(hour|hourly|day|daily|week|weekly|month|monthly|year|yearly|annual|annually"
    r"|(?<=per )(?:task|item|word|image|page|session|minute))\b",
    re.IGNORECASE,
)
WORDS = ("short_text", "long_text", "single_select")


class Greenhouse(Platform):
    """A board at Greenhouse; `token` is its name there. One JSON answer holds every post with its text."""

    way = "greenhouse"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = (
        "boards-api.greenhouse.io/v1/boards/{token}",
        "boards.greenhouse.io/{token}",
        "boards.eu.greenhouse.io/{token}",
        "job-boards.greenhouse.io/{token}",
        "job-boards.eu.greenhouse.io/{token}",
    )
    hosts: ClassVar[tuple[str, ...]] = ("boards-api.greenhouse.io",)
    id_key = "id"
    expects: ClassVar[tuple[str, ...]] = ("id", "title", "absolute_url", "location", "content")
    announces = True
    size_limit = 40 * MEBIBYTE  # everything comes in one answer, as at Ashby, whose largest is 13.5 MB

    def first(self) -> Iterable[Request]:
        """One GET; `content=true` brings the texts, `pay_transparency=true` the pay ranges."""
        yield self.get(
            f"https://boards-api.greenhouse.io/v1/boards/{self.token}/jobs?content=true&pay_transparency=true"
        )

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `jobs`; a Fault when there is no such list."""
        return need(answer, "jobs", list)

    def total(self, answer: Any) -> int | None:
        """The number under `meta.total`; None, which holds the run here, when it is no number."""
        total = (answer.get("meta") or {}).get("total")
        return total if isinstance(total, int) else None

    def before(self, raw: Any) -> Any | None:
        """None for a post whose `application_deadline` is over."""
        return None if over(raw.get("application_deadline"), self.now) else raw

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """`content` is HTML that is entity-escaped once; pay comes from `pay_input_ranges` (cents, written out in whole
        units), else from metadata of a type for money. `internal_job_id` is the requisition, shared by the posts of one
        role. KeyError without `id`, `absolute_url` or `title`; `first_published` (ISO 8601) becomes UTC.
        """
        requisition, place = raw.get("internal_job_id"), told(raw.get("location"))
        offices = _offices(raw, place)
        return {
            "ref": ident(raw["id"]),
            "url": raw["absolute_url"],
            "title": told(raw["title"]),
            "location": offices or place,
            "text": plain(raw.get("content"), escaped=1),
            "pay": union([*map(_band, entries(raw.get("pay_input_ranges")))]) or union(_amounts(raw)),
            "category": listed(told(part) for part in entries(raw.get("departments"))),
            "role": str(requisition) if requisition else None,
            "posted_at": moment(raw.get("first_published")),
            "fields": _fields(raw, place if offices else ""),
        }


def _offices(raw: Mapping[str, Any], place: str) -> str:
    """The places of the offices, for a posting whose own location names none: "Hybrid", "Distributed" or nothing."""
    if countries_of(place) or EVERYWHERE.search(place):
        return ""
    offices = [office if isinstance(office, dict) else {"name": office} for office in entries(raw.get("offices"))]
    named = [told(office.get("location")) or told(office.get("name")) for office in offices]
    return union(words for words in named if countries_of(words))


def _band(band: Any) -> str:
    """Amounts are cents; the period stands in the band's title, in the words beside it, or nowhere."""
    if not isinstance(band, dict):
        return told(band)
    low, high = (_from_cents(band.get(name)) for name in ("min_cents", "max_cents"))
    title, beside = told(band.get("title")), {said.lower() for said in PERIOD.findall(plain(band.get("blurb")))}
    period = beside.pop() if len(beside) == 1 and not PERIOD.search(title) else ""
    words = pay(low, high, band.get("currency_type"), period)
    return f"{title} {words}".strip() if words else ""


def _from_cents(value: Any) -> float | None:
    cents = number(value)
    return None if cents is None else cents / 100


def _amounts(raw: Mapping[str, Any]) -> list[str]:
    """Pay that stands in metadata of a type for money; its period is in the field's name or nowhere."""
    found = []
    for entry in map(record, entries(raw.get("metadata"))):
        name, value, kind = told(entry.get("name")), record(entry.get("value")), entry.get("value_type")
        period = PERIOD.search(name)
        if kind in WORDS and PAID.search(name) and not NO_PAY.search(name):
            said = plain(entry.get("value"))
            behind = f" {unit(period[1])}" if period and not PERIOD.search(said) and "/" not in said else ""
            found.append(f"{said}{behind}" if has_figure(said) else "")
        if kind not in ("currency", "currency_range") or NO_PAY.search(name):
            continue
        if kind == "currency_range" or PAID.search(name):
            low, high = (value.get(key, value.get("amount")) for key in ("min_value", "max_value"))
            found.append(pay(low, high, value.get("unit"), unit(period[1]).removeprefix("per ") if period else None))
    return found


def _fields(raw: Mapping[str, Any], model_words: str) -> dict[str, str]:
    model = MODELS.get(model_words.strip().lower())
    found = {"workplace": model} if model else {}
    for entry in map(record, entries(raw.get("metadata"))):
        name, value = METADATA.get(told(entry.get("name"))), entry.get("value")
        if name and value and entry.get("value_type") in ("multi_select", "single_select", "short_text"):
            found[name] = listed(told(part) for part in entries(value))
    return found
