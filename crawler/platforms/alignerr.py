"""Alignerr (Labelbox): one remote role is advertised in about a hundred cities, so the title decides what a role is.

List pages are read always; the page of a job only for a role that is new, at most 200 a run.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response

from crawler.faults import need
from crawler.pages import next_data
from crawler.platform import Platform
from crawler.text import markdown, moment, pay

PAGE_SIZE = 120  # the most that the list gives; 5,200 rows are 44 pages
ROUNDS = 3  # walks of the list before a moving total holds the run


class Alignerr(Platform):
    """`/api/jobs?limit=&offset=` answers {"jobs": […], "limit", "offset", "total"}; a job's page carries one object in
    `__NEXT_DATA__`.

    Rows hold title, city and pay in words ("$75-90/hr"); the page has bounds in US dollars. 5,224 rows were counted on
    19 June 2026: the floor of a thousand is a fifth of them, for clones come and go by the hundred.
    """

    title = "Alignerr"
    homepage = "https://www.alignerr.com"
    cadence_hours = 24
    floor = 1_000
    location = "advertised"
    title_decides = True
    own_words = "Whoever works here needs the right to work in the country they live in."
    complete = True
    extent_words = True
    basis = "rebuilt"
    source = "a job page of 5 September and rows of 19 June 2026 (wahojobs-ai-tracker), put back into the list's form"
    seen_on = "2026-09-05"
    note = "5,200 to 5,600 rows are about 500 roles; the total moves meanwhile. Older board: Greenhouse, alignerr."
    hosts = ("www.alignerr.com",)
    expects = ("id", "title", "location")
    announces = True
    id_key = "id"
    empty_limit = 60  # a second walk of the list finds little that is new
    detail_answers = "page"
    detail_limit = 200  # of about 500 roles: a first crawl takes three runs, later ones meet few new titles

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked: set[str] = set()
        self.ids: set[str] = set()
        self.rounds = 1

    def first(self) -> Iterable[Request]:
        """The page from offset 0."""
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `jobs` whose `id` did not come before; a Fault when there is no such list."""
        fresh = [job for job in need(answer, "jobs", list) if job["id"] not in self.ids]
        self.ids.update(job["id"] for job in fresh)
        return fresh

    def total(self, answer: Any) -> int | None:
        """The number under `total`; a Fault when it is missing or no number."""
        return need(answer, "total", int)

    def more(self, answer: Any, response: Response) -> Request | None:
        """The page from `offset` plus the rows that came, until `total`; then the list from its start again, up to
        three rounds, while fewer ids than `total` are known.

        The newest `total` counts as what is expected, for it moves.
        """
        seen, total = need(answer, "offset", int) + len(answer["jobs"]), need(answer, "total", int)
        self.walk.expected = total
        if seen < total and answer["jobs"]:
            return self._page(seen)
        if len(self.ids) < total and self.rounds < ROUNDS:  # rows moved between the pages while we read
            self.rounds += 1
            return self._page(0)
        return None

    def detail(self, raw: Any) -> Request | None:
        """The job's page on www.alignerr.com, HTML."""
        return self.get(f"https://www.alignerr.com/jobs/{raw['id']}")

    def wants_detail(self, raw: Any) -> bool:
        """True once a title and run, and only where the store has no text of a role of that title."""
        title = raw["title"]
        if title in self.asked or self.knows_role(title):
            return False
        self.asked.add(title)
        return True

    def before(self, raw: Any) -> Any | None:
        """None for a job whose page says `isActive: false`; without the page it counts as active."""
        return None if self._job(raw).get("isActive") is False else raw

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay from `lowerBoundHourlyRate` and `upperBoundHourlyRate` (US dollars, period `salaryType`), else the row's
        words.

        `masterJobId` is the role; `firstPostDate` (ISO 8601) is renewed whenever the job is posted again.
        """
        job = self._job(raw)
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
        again = f"&again={self.rounds}" if self.rounds > 1 else ""  # past whatever cache answered the round before
        return self.get(f"https://www.alignerr.com/api/jobs?limit={PAGE_SIZE}&offset={offset}{again}")

    def _job(self, raw: Any) -> Mapping[str, Any]:
        job: Mapping[str, Any] = next_data(raw["detail"])["props"]["pageProps"]["job"] if "detail" in raw else {}
        return job
