"""Ashby's public posting API (developers.ashbyhq.com/docs/public-job-posting-api): one answer with everything.

A big board is over 13 MB in one answer. No total is announced. Unlisted jobs are left out. The pay summary is null for
anything but yearly pay, so the components are read.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.localities import locality, named, union
from crawler.platform import MEBIBYTE, Platform
from crawler.text import entries, listed, moment, pay, plain, record, told

INTERVALS = {"1 TIME": "one-time", "NONE": ""}


class Ashby(Platform):
    """A board at Ashby; `token` is its name there. One JSON answer holds every job, texts and pay included."""

    way = "ashby"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("api.ashbyhq.com/posting-api/job-board/{token}", "jobs.ashbyhq.com/{token}")
    hosts: ClassVar[tuple[str, ...]] = ("api.ashbyhq.com",)
    id_key = "id"
    expects: ClassVar[tuple[str, ...]] = ("id", "title", "jobUrl", "location", "descriptionHtml")
    size_limit = 40 * MEBIBYTE  # OpenAI's 838 posts are 13.5 MB in one answer: three times that

    def first(self) -> Iterable[Request]:
        """One GET; pay comes only with `includeCompensation=true` (the API's own manual)."""
        yield self.get(f"https://api.ashbyhq.com/posting-api/job-board/{self.token}?includeCompensation=true")

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `jobs`; a Fault when there is no such list. An empty one is a board without jobs."""
        return need(answer, "jobs", list)

    def before(self, raw: Any) -> Any | None:
        """None for a job whose `isListed` is false: it is shown to nobody but by its link.

        Without the key it counts.
        """
        return raw if raw.get("isListed", True) else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Places of the row and its `secondaryLocations`, salaries as words in their own currency and interval.

        KeyError without `id`, `jobUrl` or `title`; `publishedAt` (ISO 8601) becomes UTC.
        """
        places = [raw, *entries(raw.get("secondaryLocations"))]
        return {
            "ref": raw["id"],
            "url": raw["jobUrl"],
            "title": raw["title"],
            "location": union(part for place in places for part in _places(place)),
            "text": plain(raw.get("descriptionHtml")) or raw.get("descriptionPlain") or "",
            "pay": _pay(raw.get("compensation")),
            "category": listed([told(raw.get("department")), told(raw.get("team"))]),
            "employment": told(raw.get("employmentType")),
            "posted_at": moment(raw.get("publishedAt")),
            "fields": _fields(raw),
        }


def _places(raw: Any) -> list[str]:
    """A place's name with its address, or with each of several; a posting's address belongs to its first place."""
    if not isinstance(raw, dict):
        return [told(raw)]
    return [_place({**raw, "address": address}) for address in entries(raw.get("address")) or [None]]


def _place(raw: dict[str, Any]) -> str:
    address = record(raw.get("address")).get("postalAddress") or raw.get("address")
    if isinstance(address, str):
        return named(raw.get("location"), locality(address))
    parts = record(address)
    place = locality(parts.get("addressLocality"), parts.get("addressRegion"), parts.get("addressCountry"))
    return named(raw.get("location"), place)


def _pay(said: Any) -> str:
    """Every salary component once, a tier's behind its title (which is often a place), else the board's own words."""
    if not isinstance(said, dict):
        return told(said)
    tiers, components = entries(said.get("compensationTiers")), entries(said.get("summaryComponents"))
    if tiers or components:
        return union(map(_tier, tiers)) or union(_components(components))
    return told(said.get("scrapeableCompensationSalarySummary") or said.get("compensationTierSummary"))


def _tier(tier: Any) -> str:
    if not isinstance(tier, dict):
        return told(tier)
    components = entries(tier.get("components"))
    parts, title = union(_components(components)), told(tier.get("title"))
    if not components:
        parts = told(tier.get("tierSummary"))
    return f"{title}: {parts}" if title and parts else parts


def _components(parts: Any) -> list[str]:
    """The salaries; a bonus, equity or commission is none."""
    found = []
    for part in entries(parts):
        if record(part).get("compensationType") == "Salary":
            low, high, period = part.get("minValue"), part.get("maxValue"), told(part.get("interval"))
            words = pay(low, high, part.get("currencyCode"), INTERVALS.get(period, period))
            found.append(words or told(part.get("summary")))
    return found


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    workplace = raw.get("workplaceType") or ("remote" if raw.get("isRemote") else "")
    return {"workplace": str(workplace)} if workplace else {}
