"""Alignerr (Labelbox): one remote role is advertised in about a hundred cities, so the title decides what a role is.

List pages are read always; the page of a job only for a role that is new, at most 200 a run.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response

from crawler.faults import need
from crawler.pages import next_data
from crawler.platform import Platform
from crawler.wording import markdown, moment, pay

PAGE_SIZE = 120


class Alignerr(Platform):
    title = "Alignerr"
    homepage = "https://www.alignerr.com"
    cadence_hours = 24
    floor = 1_000
    location = "advertised"
    title_decides = True
    own_words = "Whoever works here needs the right to work in the country they live in."
    basis = "seen"
    source = "answers and pages that were seen in June and September 2026"
    note = "5,200 to 5,600 rows are about 500 roles. Older board: Greenhouse, alignerr."
    hosts = ("www.alignerr.com",)
    expects = ("id", "title", "location")
    announces = True
    detail_answers = "page"
    detail_limit = 200

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked: set[str] = set()

    def first(self) -> Iterable[Request]:
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobs", list)

    def total(self, answer: Any) -> int | None:
        return need(answer, "total", int)

    def more(self, answer: Any, response: Response) -> Request | None:
        seen = need(answer, "offset", int) + len(answer["jobs"])
        return self._page(seen) if seen < answer["total"] and answer["jobs"] else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"https://www.alignerr.com/jobs/{raw['id']}")

    def wants_detail(self, raw: Any) -> bool:
        title = raw["title"]
        if title in self.asked or self.knows_role(title):
            return False
        self.asked.add(title)
        return True

    def posting(self, raw: Any) -> Mapping[str, Any]:
        job = next_data(raw["detail"])["props"]["pageProps"]["job"] if "detail" in raw else {}
        rate = pay(job.get("lowerBoundHourlyRate"), job.get("upperBoundHourlyRate"), "USD", job.get("salaryType"))
        return {
            "ref": raw["id"],
            "url": f"https://www.alignerr.com/jobs/{raw['id']}",
            "title": raw["title"],
            "location": raw.get("location") or "",
            "pay": rate or raw.get("pay") or "",
            "category": raw.get("category") or "",
            "employment": job.get("jobType") or "",
            "text": markdown(job.get("longDescription") or raw.get("description")),
            "role": job.get("masterJobId"),
            "posted_at": moment(job.get("firstPostDate")),
        }

    def _page(self, offset: int) -> Request:
        return self.get(f"https://www.alignerr.com/api/jobs?limit={PAGE_SIZE}&offset={offset}")
