"""Lever postings (github.com/lever/postings-api): one list with everything. The site's name is case-sensitive.

`description` leaves out `lists` and `additional`, where pay and requirements often stand: the text joins all three.
The answer announces no total; it is complete when its JSON is.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import a_list
from crawler.localities import locality, named, union
from crawler.platform import MEBIBYTE, Platform
from crawler.text import entries, listed, moment, pay, plain, record, told

INTERVALS = {"one-time": "one-time", "bi-week-salary": "per two weeks", "semi-month-salary": "twice a month"}


class Lever(Platform):
    """A site at Lever; `token` is its name there. One JSON answer holds every posting with its text."""

    way = "lever"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("api.lever.co/v0/postings/{token}", "jobs.lever.co/{token}")
    hosts: ClassVar[tuple[str, ...]] = ("api.lever.co",)
    id_key = "id"
    expects: ClassVar[tuple[str, ...]] = ("id", "text", "hostedUrl", "categories", "descriptionPlain")
    size_limit = 40 * MEBIBYTE  # everything comes in one answer, as at Ashby, whose largest is 13.5 MB

    def first(self) -> Iterable[Request]:
        """One GET of `/v0/postings/{token}?mode=json` at the first declared host; no total is announced."""
        yield self.get(f"https://{self.hosts[0]}/v0/postings/{self.token}?mode=json")

    def rows(self, answer: Any) -> list[Any]:
        """The answer itself, a list of objects; a Fault for anything else."""
        return a_list(answer)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """The title stands under `text`, the places under `categories` with one country code for the first of them.

        Pay is `salaryRange` in its own currency and interval with what `salaryDescription` adds; `createdAt` is in
        milliseconds since 1970. KeyError without `id`, `hostedUrl` or `text`.
        """
        categories = record(raw.get("categories"))
        return {
            "ref": raw["id"],
            "url": raw["hostedUrl"],
            "title": raw["text"],
            "location": _places(categories, raw.get("country")),
            "text": _text(raw),
            "pay": _pay(raw),
            "category": listed([told(categories.get("department")), told(categories.get("team"))]),
            "employment": told(categories.get("commitment")),
            "posted_at": moment(raw.get("createdAt")),
            "fields": _fields(raw),
        }


def _places(categories: Mapping[str, Any], country: Any) -> str:
    """The union of all places; the country's code belongs to the first one, "London" with CA is London, Canada."""
    first, others = categories.get("location"), entries(categories.get("allLocations"))
    if not told(first) and others:
        first = others[0]
    home = named(first, locality(None, None, country))
    return union([home, *(told(other) for other in others if told(other) != told(first))])


def _pay(raw: Mapping[str, Any]) -> str:
    stated = record(raw.get("salaryRange"))
    period = told(stated.get("interval"))
    words = pay(stated.get("min"), stated.get("max"), stated.get("currency"), INTERVALS.get(period, period))
    said = plain(told(raw.get("salaryDescriptionPlain"))) or plain(told(raw.get("salaryDescription")))
    return union([words or ("" if stated else told(raw.get("salaryRange"))), said])


def _text(raw: Mapping[str, Any]) -> str:
    parts = [raw.get("descriptionPlain") or plain(raw.get("description"))]
    for block in entries(raw.get("lists")):
        items = plain(f"<ul>{record(block).get('content') or ''}</ul>")
        parts += [told(block.get("text")), items] if isinstance(block, dict) else [plain(told(block))]
    parts.append(raw.get("additionalPlain") or plain(raw.get("additional")))
    return "\n".join(part.strip() for part in parts if part and part.strip())


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    place = told(raw.get("workplaceType"))
    return {"workplace": place} if place and place != "unspecified" else {}
