"""Lever postings (github.com/lever/postings-api): one list with everything. The site's name is case-sensitive.

`description` leaves out `lists` and `additional`, where pay and requirements often stand: the text joins all three.
The answer announces no total; it is complete when its JSON is.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import a_list
from crawler.platform import MEBIBYTE, Platform
from crawler.wording import listed, moment, pay, plain

INTERVALS = {"one-time": "one-time", "bi-week-salary": "per two weeks", "semi-month-salary": "twice a month"}


class Lever(Platform):
    """A Lever site; `token` is its name there."""

    way = "lever"
    hosts: ClassVar[tuple[str, ...]] = ("api.lever.co",)
    expects: ClassVar[tuple[str, ...]] = ("id", "text", "hostedUrl", "categories", "descriptionPlain")
    size_limit = 40 * MEBIBYTE

    def first(self) -> Iterable[Request]:
        yield self.get(f"https://{self.hosts[0]}/v0/postings/{self.token}?mode=json")

    def rows(self, answer: Any) -> list[Any]:
        return a_list(answer)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        categories = raw.get("categories") or {}
        return {
            "ref": raw["id"],
            "url": raw["hostedUrl"],
            "title": raw["text"],
            "location": listed(categories.get("allLocations") or [categories.get("location")]),
            "text": _text(raw),
            "pay": _pay(raw),
            "category": listed([categories.get("department"), categories.get("team")]),
            "employment": categories.get("commitment") or "",
            "posted_at": moment(raw.get("createdAt")),
            "fields": _fields(raw),
        }


def _pay(raw: Mapping[str, Any]) -> str:
    stated = raw.get("salaryRange") or {}
    period = str(stated.get("interval") or "")
    words = pay(stated.get("min"), stated.get("max"), stated.get("currency"), INTERVALS.get(period, period))
    return "; ".join(part for part in (words, raw.get("salaryDescriptionPlain")) if part)


def _text(raw: Mapping[str, Any]) -> str:
    parts = [raw.get("descriptionPlain") or plain(raw.get("description"))]
    for block in raw.get("lists") or ():
        parts += [block.get("text") or "", plain(f"<ul>{block.get('content') or ''}</ul>")]
    parts.append(raw.get("additionalPlain") or plain(raw.get("additional")))
    return "\n".join(part.strip() for part in parts if part and part.strip())


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    place = raw.get("workplaceType")
    stated = {"countries": raw.get("country"), "workplace": None if place == "unspecified" else place}
    return {name: value for name, value in stated.items() if value}
