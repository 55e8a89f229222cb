"""Turing: one answer with everything; most postings name neither pay nor country."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.faults import need
from crawler.platform import Platform
from crawler.wording import listed, moment, plain

ALL = {
    "searchQuery": "", "expertise": [], "location": [],
    "pageNumber": 1, "pageSize": 1000, "sortingCriteria": "newest",
}  # fmt: skip


class Turing(Platform):
    title = "Turing"
    homepage = "https://work.turing.com"
    cadence_hours = 12
    floor = 50
    location = "residence"
    basis = "documented"
    source = "two independent readers of its public list, July 2026"
    note = "158 to 199 postings. currentPage is ignored: one page larger than the total is asked for."
    hosts = ("work.turing.com",)
    expects = ("id", "title", "description")
    announces = True

    def first(self) -> Iterable[Request]:
        yield self.post("https://work.turing.com/api/jobs/all", ALL)

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobs", list)

    def total(self, answer: Any) -> int | None:
        return need(answer, "totalCount", int)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        skills = listed(skill.get("name") if isinstance(skill, dict) else skill for skill in raw.get("skills") or ())
        place = raw.get("locationType")
        stated = {"skills": skills, "workplace": place}
        return {
            "ref": str(raw["id"]),
            "url": f"https://work.turing.com/jobs?jobId={raw['id']}",
            "title": raw["title"],
            "text": plain(raw["description"]),
            "category": raw.get("roleGroup") or "",
            "employment": raw["contract"] if isinstance(raw.get("contract"), str) else "",
            "posted_at": moment(raw.get("createdDate")),
            "fields": {name: value for name, value in stated.items() if value},
        }
