"""Ashby's public posting API (developers.ashbyhq.com/docs/public-job-posting-api): one answer with everything.

A big board is over 13 MB in one answer. No total is announced. Unlisted jobs are left out. The pay summary is null for
anything but yearly pay, so the components are read.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.platform import MEBIBYTE, Platform
from crawler.wording import listed, moment, pay, plain


class Ashby(Platform):
    """An Ashby board; `token` is its name there."""

    way = "ashby"
    hosts: ClassVar[tuple[str, ...]] = ("api.ashbyhq.com",)
    expects: ClassVar[tuple[str, ...]] = ("id", "title", "jobUrl", "location", "descriptionHtml")
    size_limit = 40 * MEBIBYTE

    def first(self) -> Iterable[Request]:
        yield self.get(f"https://api.ashbyhq.com/posting-api/job-board/{self.token}?includeCompensation=true")

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobs", list)

    def before(self, raw: Any) -> Any | None:
        return raw if raw.get("isListed", True) else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        others = [place.get("location") for place in raw.get("secondaryLocations") or ()]
        return {
            "ref": raw["id"],
            "url": raw["jobUrl"],
            "title": raw["title"],
            "location": "; ".join(place for place in [raw.get("location"), *others] if place),
            "text": plain(raw.get("descriptionHtml")) or raw.get("descriptionPlain") or "",
            "pay": _pay(raw.get("compensation") or {}),
            "category": listed([raw.get("department"), raw.get("team")]),
            "employment": raw.get("employmentType") or "",
            "posted_at": moment(raw.get("publishedAt")),
            "fields": _fields(raw),
        }


def _pay(compensation: Mapping[str, Any]) -> str:
    """Every salary component once; a board with several tiers names places in the tiers' titles."""
    found = []
    for part in compensation.get("summaryComponents") or ():
        if part.get("compensationType") == "Salary":
            found.append(
                pay(part.get("minValue"), part.get("maxValue"), part.get("currencyCode"), part.get("interval"))
            )
    return "; ".join(dict.fromkeys(words for words in found if words))


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    workplace = raw.get("workplaceType") or ("remote" if raw.get("isRemote") else "")
    return {"workplace": str(workplace)} if workplace else {}
