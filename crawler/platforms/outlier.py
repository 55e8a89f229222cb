"""Outlier (Scale AI): pages by POST. The one structured rate is a ceiling; country names may contain commas."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response

from crawler.faults import need
from crawler.platform import Platform
from crawler.text import ident, listed, pay, plain

JOBS = "https://app.outlier.ai/internal/experts/job-board/jobs"


class Outlier(Platform):
    """A POST answers {"jobs": […], "totalCount", "page", "totalPages"} in JSON, texts in HTML.

    The rate is the most, in US dollars an hour. 76 postings in April, 8 in September 2026: the floor is under half of
    8.
    """

    title = "Outlier"
    homepage = "https://outlier.ai"
    hosts = ("app.outlier.ai",)
    cadence_hours = 6
    floor = 3
    location = "residence"
    complete = True
    extent_words = True
    basis = "rebuilt"
    source = "76 postings of 2 April 2026 put back into the form that four public readers describe"
    seen_on = "2026-04-02"
    note = "76 postings in April, 8 in September 2026. Its page shows allowedCountries before the location."
    announces = True
    expects = ("id", "title", "location", "content")

    def first(self) -> Iterable[Request]:
        """The first page by POST, a hundred postings."""
        yield self._page(1)

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `jobs`; a Fault when there is no such list."""
        return need(answer, "jobs", list)

    def total(self, answer: Any) -> int | None:
        """The number under `totalCount`; None, which holds the run here, when it is no number."""
        total = answer.get("totalCount")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        """The next page while `page` is below `totalPages`, else None; a Fault when either is no number."""
        page, pages = need(answer, "page", int), need(answer, "totalPages", int)
        return self._page(page + 1) if page < pages else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay is "up to `maxHourlyRateUsd` USD per hour"; `allowedCountries` are joined by "; " for their commas.

        KeyError without `id`, `title` or `content`, ValueError for an id that is neither text nor a number; no date is
        stated.
        """
        stated = {
            "countries": "; ".join(raw.get("allowedCountries") or ()),
            "skills": listed(raw.get("skillNames") or ()),
        }
        return {
            "ref": ident(raw["id"]),
            "url": raw.get("absolute_url") or f"https://app.outlier.ai/en/expert/opportunities/{raw['id']}",
            "title": raw["title"],
            "location": (raw.get("location") or {}).get("name") or "",
            "text": plain(raw["content"]),
            "pay": pay(None, raw.get("maxHourlyRateUsd"), "USD", "hour"),
            "category": raw.get("pod_group") or "",
            "role": ident(raw["internal_job_id"]) if raw.get("internal_job_id") else None,
            "fields": {name: words for name, words in stated.items() if words},
        }

    def _page(self, number: int) -> Request:
        return self.post(JOBS, {"page": number, "pageSize": 100})
