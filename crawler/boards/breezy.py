"""Breezy (undocumented): one list, no total; the text is the JSON-LD of each posting's page. Pay is free text."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import Fault, a_list
from crawler.linked_data import job_postings, unescaped
from crawler.platform import Platform
from crawler.wording import listed, moment, plain


class Breezy(Platform):
    """A Breezy site; `token` is its subdomain."""

    way = "breezy"
    hosts: ClassVar[tuple[str, ...]] = ("{token}.breezy.hr",)
    expects: ClassVar[tuple[str, ...]] = ("id", "name", "url")
    detail_answers = "page"

    def first(self) -> Iterable[Request]:
        yield self.get(f"https://{self.token}.breezy.hr/json")

    def rows(self, answer: Any) -> list[Any]:
        return a_list(answer)

    def detail(self, raw: Any) -> Request | None:
        return self.get(raw["url"])

    def check_detail(self, detail: Any) -> None:
        if not job_postings(detail):
            self.walk.odd_details += 1
            raise Fault("shape changed: the page has no JobPosting any more")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        jobs = job_postings(raw["detail"]) if "detail" in raw else []
        place = raw.get("location") or {}
        country = (place.get("country") or {}).get("name")
        return {
            "ref": raw["id"],
            "url": raw["url"],
            "title": raw["name"],
            "location": place.get("name") or listed([place.get("city"), country]),
            "text": plain(unescaped(str(jobs[0].get("description") or ""))) if jobs else "",
            "pay": raw.get("salary") or "",
            "category": raw.get("department") or "",
            "employment": (raw.get("type") or {}).get("name") or "",
            "posted_at": moment(raw.get("published_date")),
            "fields": {"workplace": "remote"} if place.get("is_remote") else {},
        }
