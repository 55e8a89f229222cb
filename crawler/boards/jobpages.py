"""Job pages from a sitemap (sitemaps.org), each with JobPosting markup (schema.org).

A page that lost its markup is a posting that ended; dates are the publisher's claim and often invented.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from scrapy.http import Request, Response

from crawler.linked_data import job_postings, texts, unescaped
from crawler.platform import Platform
from crawler.wording import listed, moment, pay, plain

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
REMOTE = "TELECOMMUTE"


class JobPages(Platform):
    """Pages with JobPosting markup; `token` is the sitemap's address, `pages` a pattern that job addresses match.

    Only the sitemap's host is read unless `hosts` says more.
    """

    way = "job-pages"
    answers: ClassVar[Literal["json", "page", "xml"]] = "xml"
    detail_answers = "page"
    detail_limit = 300
    pages: ClassVar[str] = r"/(?:jobs?|careers|opportunit(?:y|ies)|positions?)/[^/]+/?$"

    def __init_subclass__(cls, **more: Any) -> None:
        if "hosts" not in cls.__dict__:
            cls.hosts = (urlsplit(cls.token).netloc,)
        super().__init_subclass__(**more)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.maps: list[str] = []

    def first(self) -> Iterable[Request]:
        yield self.get(self.token)

    def rows(self, answer: Element) -> list[Any]:
        found = [(loc.text or "").strip() for loc in answer.iter(LOC)]
        if answer.tag.endswith("sitemapindex"):
            self.maps += found
            return []
        return [{"url": url} for url in found if re.search(self.pages, urlsplit(url).path)]

    def more(self, answer: Element, response: Response) -> Request | None:
        return self.get(self.maps.pop(0)) if self.maps else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(raw["url"])

    def before(self, raw: Any) -> Any | None:
        jobs = job_postings(raw["detail"]) if "detail" in raw else [{}]
        return {**raw, "job": jobs[0]} if jobs else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        job, last = raw["job"], unquote(urlsplit(raw["url"]).path.rstrip("/").rsplit("/", 1)[1])
        return {
            "ref": re.sub(r"[\s/?#]+", "-", last),
            "url": raw["url"],
            "title": plain(str(job.get("title") or "")) or last.replace("-", " ").capitalize(),
            "text": plain(unescaped(str(job.get("description") or ""))),
            "location": "; ".join(_places(job.get("jobLocation"))),
            "pay": _pay(job.get("baseSalary"), job.get("salaryCurrency")),
            "employment": listed(texts(job.get("employmentType"))),
            "posted_at": moment(job.get("datePosted")),
            "fields": _fields(job),
        }


def _fields(job: Mapping[str, Any]) -> dict[str, str]:
    countries = listed(texts(job.get("applicantLocationRequirements")))
    workplace = "remote" if REMOTE in texts(job.get("jobLocationType")) else ""
    return {name: value for name, value in (("countries", countries), ("workplace", workplace)) if value}


def _places(value: Any) -> list[str]:
    """Where the job is, one text a place; a place's own name is often the employer and is not read."""
    if isinstance(value, list):
        return list(dict.fromkeys(place for part in value for place in _places(part)))
    if not isinstance(value, dict):
        return texts(value)
    address = value.get("address")
    if not isinstance(address, dict):
        return texts(address)
    parts = (texts(address.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry"))
    place = listed(text for part in parts for text in part)
    return [place] if place else []


def _pay(base: Any, currency: Any) -> str:
    """baseSalary in any of its shapes, as words; empty for what is no amount."""
    if not isinstance(base, dict):
        return pay(base, base, currency, None) or (str(base).strip() if re.search(r"\d", str(base or "")) else "")
    value, stated = base.get("value"), base.get("currency") or currency
    if isinstance(value, dict):
        low, high = value.get("minValue", value.get("value")), value.get("maxValue", value.get("value"))
        return pay(low, high, stated, value.get("unitText") or base.get("unitText"))
    low, high = base.get("minValue", value), base.get("maxValue", value)
    return pay(low, high, stated, base.get("unitText"))
