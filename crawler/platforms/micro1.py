"""micro1: a paged list without descriptions, and a page a job whose stream carries the text.

The markup of every page names the same 58 countries: the platform's list, not a job's (data/platforms/micro1.toml).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response, TextResponse

from crawler.faults import need
from crawler.pages import flight, flight_text
from crawler.platform import Platform
from crawler.text import listed, moment, pay, plain

PAGE_SIZE = 100  # as its public readers ask; about four pages
WANTED = {"action": "get_all_jobs", "filters": {"type": ["EXPERT"]}}
COUNTRIES = re.compile(r'"applicantLocationRequirements"\s*:\s*\[(.*?)\]', re.DOTALL)
NAME = re.compile(r'"name"\s*:\s*"([^"]+)"')


class Micro1(Platform):
    """A POST to `/job/portal` answers {"status", "total", "data": […]}; a job's page is a Next.js flight stream.

    Rates are US dollars an hour. 373 rows were counted on 19 June 2026: the floor is over a quarter of them, and
    `detail_limit` leaves room for a page each.
    """

    title = "micro1"
    homepage = "https://www.micro1.ai"
    cadence_hours = 12
    floor = 100
    location = "residence"
    complete = True
    extent_words = True
    basis = "rebuilt"
    source = "a job page of 5 September 2026 (wahojobs-ai-tracker); the list as several public readers describe it"
    seen_on = "2026-09-05"
    note = "About 370 jobs. ideal_hourly_rate may stand over a text that pays per task. Cloud hosts got 403 in 2026."
    hosts = ("prod-api.micro1.ai", "jobs.micro1.ai")
    expects = ("job_id", "job_name")
    announces = True
    detail_answers = "page"
    detail_limit = 500  # 373 jobs were the most that were counted

    def first(self) -> Iterable[Request]:
        """The first page by POST; the page's number stands in the address, in the body it is ignored."""
        yield self._page(1)

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `data`; a Fault when there is no such list."""
        return need(answer, "data", list)

    def total(self, answer: Any) -> int | None:
        """The number under `total`; a Fault when it is missing or no number."""
        return need(answer, "total", int)

    def more(self, answer: Any, response: Response) -> Request | None:
        """The next page while `total` is not reached and this one held rows, else None."""
        page = int(response.url.split("page=")[1].split("&")[0])
        return self._page(page + 1) if page * PAGE_SIZE < answer["total"] and answer["data"] else None

    def detail(self, raw: Any) -> Request | None:
        """The job's page on jobs.micro1.ai, HTML, for every row: the list has no text."""
        return self.get(f"https://jobs.micro1.ai/post/{raw['job_id']}")

    def before(self, raw: Any) -> Any | None:
        """None for a job whose page says another `job_status` than "open"; without page or status it counts as open."""
        status = flight_text(flight(raw["detail"]), "job_status") if "detail" in raw else ""
        return raw if status in ("", "open") else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay from `ideal_hourly_rate` (US dollars an hour), text and countries from the page, empty without it.

        KeyError without `job_id` or `job_name`; `date_posted` has no zone and counts as UTC.
        """
        rate = raw.get("ideal_hourly_rate") or {}
        text, countries = _told(raw["detail"]) if "detail" in raw else ("", "")
        stated = {
            "countries": countries,
            "skills": listed(raw.get("skills") or ()),
            "workplace": raw.get("location_type"),
        }
        return {
            "ref": raw["job_id"],
            "url": f"https://jobs.micro1.ai/post/{raw['job_id']}",
            "title": raw["job_name"],
            "pay": pay(rate.get("min"), rate.get("max"), "USD", "hour"),
            "category": raw.get("domain_slug") or "",
            "employment": raw.get("engagement_type") or "",
            "posted_at": moment(raw.get("date_posted")),
            "text": text,
            "fields": {name: value for name, value in stated.items() if value},
        }

    def _page(self, number: int) -> Request:
        address = f"https://prod-api.micro1.ai/api/v1/job/portal?page={number}&limit={PAGE_SIZE}&keyword="
        return self.post(address, WANTED)


def _told(page: TextResponse) -> tuple[str, str]:
    """The text of a job page and the countries that its JSON-LD names."""
    stream = flight(page)
    named = COUNTRIES.search((page.text + stream).replace('\\"', '"'))
    return plain(flight_text(stream, "job_description")), listed(NAME.findall(named[1])) if named else ""
