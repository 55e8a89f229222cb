"""Mercor: one answer with every listing. Country lists are ISO alpha-3; an empty list is no statement."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.faults import need
from crawler.platform import Platform
from crawler.wording import listed, markdown, moment, pay

PERIODS = {"hourly": "hour", "per-task": "per task", "one-time": "one-time", "yearly": "year"}


class Mercor(Platform):
    title = "Mercor"
    homepage = "https://www.mercor.com"
    hosts = ("aws.api.mercor.com",)
    cadence_hours = 6
    floor = 5
    location = "residence"
    basis = "seen"
    source = "https://work.mercor.com/explore"
    note = (
        "The referral amount is a bonus for somebody else, never pay; the period of the rate decides, not `commitment`."
    )
    expects = ("listingId", "title", "description", "rateMin", "payRateFrequency")

    def first(self) -> Iterable[Request]:
        yield self.get("https://aws.api.mercor.com/work/listings-explore-page")

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "listings", list)

    def before(self, raw: Any) -> Any | None:
        shown = raw.get("status", "active") == "active" and not raw.get("isPrivate") and not raw.get("deletedAt")
        return raw if shown else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        return {
            "ref": raw["listingId"],
            "url": f"https://work.mercor.com/jobs/{raw['listingId']}",
            "title": raw["title"],
            "location": raw.get("location") or "",
            "text": markdown(raw.get("description")),
            "pay": pay(raw["rateMin"], raw.get("rateMax"), "USD", PERIODS.get(str(raw["payRateFrequency"]))),
            "category": raw.get("listingDomain") or "",
            "employment": raw.get("commitment") or "",
            "posted_at": moment(raw.get("postedAt")),
            "fields": _fields(raw),
        }


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    hours = raw.get("hoursPerWeek")
    stated = {
        "countries": listed(raw.get("eligibleResidenceLocation") or raw.get("eligibleLocation") or ()),
        "not_countries": listed(raw.get("ineligibleResidenceLocation") or raw.get("ineligibleLocation") or ()),
        "hours": f"{hours} hours per week" if hours else "",
        "workplace": raw.get("workArrangement") or "",
        "note": "talent network" if raw.get("listingType") == "evergreen" else "",
    }
    return {name: words for name, words in stated.items() if words}
