"""Turing: one answer with everything; most postings name neither pay nor country."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.faults import Fault, need
from crawler.platform import Platform
from crawler.text import ident, listed, moment, plain, told

ALL = {
    "searchQuery": "", "expertise": [], "location": [],
    "pageNumber": 1, "pageSize": 1000, "sortingCriteria": "newest",
}  # fmt: skip


class Turing(Platform):
    """A POST to `/api/jobs/all` answers {"success", "jobs": […], "totalCount"} in JSON, texts in HTML.

    158 to 199 rows were counted in 2026, and the floor is a third of the fewest.
    """

    title = "Turing"
    homepage = "https://work.turing.com"
    cadence_hours = 12
    floor = 50
    location = "residence"
    complete = True
    extent_words = True
    basis = "rebuilt"
    source = "199 rows of 19 June 2026 (wahojobs-ai-tracker) put into the form that two public readers describe"
    seen_on = "2026-06-19"
    note = "158 to 199 postings. currentPage is ignored: one page larger than the total is asked for."
    hosts = ("work.turing.com",)
    expects = ("id", "title", "description")
    announces = True

    def first(self) -> Iterable[Request]:
        """One POST for a page of a thousand, more than were ever open."""
        yield self.post("https://work.turing.com/api/jobs/all", ALL)

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `jobs`; a Fault when there is no such list or the answer says `success: false`."""
        if answer.get("success") is False:
            raise Fault("the platform answers that it failed (success: false)")
        return need(answer, "jobs", list)

    def total(self, answer: Any) -> int | None:
        """The number under `totalCount`; a Fault when it is missing or no number."""
        return need(answer, "totalCount", int)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Skills from objects or words; no pay and no place, which stand in the text alone.

        KeyError without `id`, `title` or `description`, ValueError for an id that is neither text nor a number;
        `createdDate` has no zone and counts as UTC.
        """
        stated = {"skills": listed(map(_skill, raw.get("skills") or ())), "workplace": raw.get("locationType")}
        return {
            "ref": ident(raw["id"]),
            "url": f"https://work.turing.com/{_page(raw)}",
            "title": raw["title"],
            "text": plain(raw["description"]),
            "category": raw.get("roleGroup") or "",
            "employment": told(raw.get("contract")),
            "posted_at": moment(raw.get("createdDate")),
            "fields": {name: value for name, value in stated.items() if value},
        }


def _page(raw: Mapping[str, Any]) -> str:
    """Where a role is shown: on phones only the address with its code opens it, the other one opens the list."""
    return f"job/home?jobCode={ident(raw['jobCode'])}" if raw.get("jobCode") else f"jobs?jobId={raw['id']}"


def _skill(skill: Any) -> Any:
    return (skill.get("skillName") or skill.get("name")) if isinstance(skill, dict) else skill
