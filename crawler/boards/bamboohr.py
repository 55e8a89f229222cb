"""BambooHR (undocumented): one list with `meta.totalCount`; text, pay and date are in the detail.

An unknown tenant redirects to www.bamboohr.com, which is a refused redirect here. `locationType` is "0" on site, "1"
remote, "2" hybrid.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.platform import Platform
from crawler.wording import listed, moment, plain

WORKPLACES = {"0": "on-site", "1": "remote", "2": "hybrid"}


class BambooHR(Platform):
    """A BambooHR site; `token` is its subdomain."""

    way = "bamboohr"
    hosts: ClassVar[tuple[str, ...]] = ("{token}.bamboohr.com",)
    expects: ClassVar[tuple[str, ...]] = ("id", "jobOpeningName")
    detail_expects: ClassVar[tuple[str, ...]] = ("result",)
    announces = True

    def first(self) -> Iterable[Request]:
        yield self.get(f"https://{self.token}.bamboohr.com/careers/list")

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "result", list)

    def total(self, answer: Any) -> int | None:
        total = (answer.get("meta") or {}).get("totalCount")
        return total if isinstance(total, int) else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"https://{self.token}.bamboohr.com/careers/{raw['id']}/detail")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        opening = ((raw.get("detail") or {}).get("result") or {}).get("jobOpening") or {}
        workplace = WORKPLACES.get(str(raw.get("locationType")))
        return {
            "ref": str(raw["id"]),
            "url": opening.get("jobOpeningShareUrl") or f"https://{self.token}.bamboohr.com/careers/{raw['id']}",
            "title": raw["jobOpeningName"],
            "location": _place(opening.get("location") or raw.get("atsLocation") or raw.get("location") or {}),
            "text": plain(opening.get("description")),
            "pay": opening.get("compensation") or "",
            "category": raw.get("departmentLabel") or "",
            "employment": raw.get("employmentStatusLabel") or "",
            "posted_at": moment(opening.get("datePosted")),
            "fields": {"workplace": workplace} if workplace else {},
        }


def _place(place: Mapping[str, Any]) -> str:
    state = place.get("state") or place.get("province")
    return listed([place.get("city"), state, place.get("addressCountry") or place.get("country")])
