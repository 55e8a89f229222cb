"""Mercor: one answer with most listings; its sitemap knows a fifth more, so only a role's own page closes it.

Country lists are ISO alpha-3; an empty list is no statement.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response, TextResponse

from crawler.faults import need
from crawler.pages import next_data
from crawler.platform import Platform
from crawler.text import amount, listed, markdown, moment, number, pay, told

PERIODS = {"hourly": "hour", "per-task": "per task", "one-time": "one-time", "yearly": "year", "per-word": "per word"}


class Mercor(Platform):
    """`/work/listings-explore-page` answers {"listings": […]} in JSON, without paging or total; now and then {}.

    Rates are US dollars per what `payRateFrequency` says; 374 to 402 rows were counted in September 2026, and the floor
    is over a third of them.
    """

    title = "Mercor"
    homepage = "https://www.mercor.com"
    hosts = ("aws.api.mercor.com", "work.mercor.com")
    cadence_hours = 6
    floor = 150
    location = "residence"
    complete = False
    blanks = True
    extent_words = True
    basis = "rebuilt"
    source = (
        "nine whole records of the list (wahojobs-ai-tracker, 5 September; another reader, 18 September), "
        "put into one answer"
    )
    seen_on = "2026-09-18"
    note = (
        "390 rows where the sitemap had 447. The referral amount is a bonus for somebody else, never pay; the period "
        "of the rate decides, not `commitment`; the markup of its pages invents periods, countries and closing dates."
    )
    expects = ("listingId", "title", "description", "rateMin", "payRateFrequency")

    def first(self) -> Iterable[Request]:
        """One GET of the list, JSON; it takes no parameters."""
        yield self.get("https://aws.api.mercor.com/work/listings-explore-page")

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `listings`; a Fault when there is no such list."""
        return need(answer, "listings", list)

    def before(self, raw: Any) -> Any | None:
        """None for a row that is not "active", or private, deleted or closed to applications."""
        shut = raw.get("isPrivate") or raw.get("deletedAt") or raw.get("disableApplications")
        return raw if raw.get("status", "active") == "active" and not shut else None

    def ended(self, response: Response) -> bool:
        """True when `__NEXT_DATA__` of the role's page has a `closedListing` or closes it to applications.

        A Fault for a page without that data: then nothing is known and the role stays open.
        """
        if not isinstance(response, TextResponse):
            return False
        page = need(need(next_data(response), "props", dict), "pageProps", dict)
        role = page.get("role")
        return bool(page.get("closedListing") or (isinstance(role, dict) and role.get("disableApplications")))

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text is Markdown; pay is `rateMin` to `rateMax` in US dollars; `postedAt` has no zone and counts as UTC.

        KeyError without `listingId`, `title`, `rateMin` or `payRateFrequency`; an unknown frequency is kept as written.
        """
        return {
            "ref": raw["listingId"],
            "url": f"https://work.mercor.com/jobs/{raw['listingId']}",
            "title": raw["title"],
            "location": raw.get("location") or "",
            "text": markdown(raw.get("description")),
            "pay": pay(raw["rateMin"], raw.get("rateMax"), "USD", _period(raw)),
            "category": raw.get("listingDomain") or "",
            "employment": raw.get("commitment") or "",
            "posted_at": moment(raw.get("postedAt")),
            "fields": _fields(raw),
        }


def _period(raw: Mapping[str, Any]) -> str:
    said = told(raw["payRateFrequency"])
    return PERIODS.get(said, said)


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    hours = number(raw.get("hoursPerWeek"))
    stated = {
        "countries": listed(raw.get("eligibleResidenceLocation") or raw.get("eligibleLocation") or ()),
        "not_countries": listed(raw.get("ineligibleResidenceLocation") or raw.get("ineligibleLocation") or ()),
        "hours": f"{amount(hours)} hours per week" if hours else "",
        "workplace": raw.get("workArrangement") or "",
        "pool": "evergreen" if raw.get("listingType") == "evergreen" else "",
    }
    return {name: words for name, words in stated.items() if words}
