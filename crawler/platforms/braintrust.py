"""Braintrust: freelance work of all kinds; the newest hundred, of which only AI training is kept (title and skills).

Its robots.txt is said to forbid further pages: none is asked for, and absence closes nothing.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from scrapy.http import Request

from crawler.faults import need
from crawler.platform import Platform
from crawler.text import ident, listed, moment, pay, plain

JOBS = "https://app.usebraintrust.com/api/jobs/"
OURS = re.compile(
    r"\bAI (?:train|tutor|evaluat|rater|expert|annotat)|\bannotat|\blabell?ing|\bRLHF\b|\bLLM\b", re.IGNORECASE
)
PERIODS = {"hourly": "hour", "annual": "year", "fixed": "one-time"}


class Braintrust(Platform):
    """`/api/jobs/` answers {"results": […]} in JSON, the newest hundred; `/api/jobs/{id}/` has the texts in HTML.

    Few of about 140 jobs are AI training, so the floor is 1; budgets are US dollars, per what `payment_type` says.
    """

    title = "Braintrust"
    homepage = "https://www.usebraintrust.com"
    cadence_hours = 24
    floor = 1
    location = "residence"
    complete = False
    basis = "documented"
    source = "independent readers of its public list, 2026"
    readable = False
    unreadable_reason = "its terms of use forbid engines that it has not authorised; we have not asked it yet"
    unreadable_since = date(2026, 11, 30)
    note = "About 140 jobs, few of them AI training; once it allows us, the newest hundred are read."
    hosts = ("app.usebraintrust.com",)
    expects = ("id", "title")

    def first(self) -> Iterable[Request]:
        """One GET of the newest hundred; no further page, which its robots.txt is said to forbid."""
        yield self.get(f"{JOBS}?page_size=100&ordering=-created")

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `results`; a Fault when there is no such list."""
        return need(answer, "results", list)

    def detail(self, raw: Any) -> Request | None:
        """GET of a job of AI training (`OURS` in title or skills), None for any other."""
        return self.get(f"{JOBS}{raw['id']}/") if _ours(raw) else None

    def before(self, raw: Any) -> Any | None:
        """None for a job that is no AI training by the words of its title and skills (`OURS`)."""
        return raw if _ours(raw) else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from the detail's three parts (HTML), pay from `budget_minimum_usd` and `budget_maximum_usd`.

        ValueError for an `id` that is neither text nor a number; `created` (ISO 8601) becomes UTC.
        """
        detail = raw.get("detail") or {}
        told = (detail.get(name) for name in ("introduction", "description", "requirements"))
        period = PERIODS.get(raw.get("payment_type") or "", raw.get("payment_type"))
        return {
            "ref": ident(raw["id"]),
            "url": f"https://app.usebraintrust.com/jobs/{raw['id']}/",
            "title": raw["title"],
            "location": listed(place.get("location") for place in raw.get("locations") or ()),
            "pay": pay(raw.get("budget_minimum_usd"), raw.get("budget_maximum_usd"), "USD", period),
            "employment": raw.get("job_type") or "",
            "posted_at": moment(raw.get("created")),
            "text": "\n".join(plain(part) for part in told if part),
            "fields": {"skills": _skills(raw)} if _skills(raw) else {},
        }


def _skills(raw: Mapping[str, Any]) -> str:
    return listed(skill.get("name") for skill in raw.get("main_skills") or ())


def _ours(raw: Mapping[str, Any]) -> bool:
    return bool(OURS.search(f"{raw.get('title')}\n{_skills(raw)}"))
