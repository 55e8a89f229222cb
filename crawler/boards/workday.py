"""Workday's CXS endpoint (undocumented): twenty postings a page, text in the detail, no pay.

`total` is right on the first page only. Behind 2,000 postings the list starts again from the first page, so a bigger
board cannot be read whole and says so.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request, Response

from crawler.faults import Fault, need
from crawler.platform import Platform
from crawler.wording import listed, moment, plain

SIZE = 20
WINDOW = 2_000


class Workday(Platform):
    """A Workday career site; `token` is tenant and data centre ("acme.wd5"), `site` the name in its addresses."""

    way = "workday"
    hosts: ClassVar[tuple[str, ...]] = ("{token}.myworkdayjobs.com",)
    expects: ClassVar[tuple[str, ...]] = ("title", "externalPath")
    detail_expects: ClassVar[tuple[str, ...]] = ("jobPostingInfo",)
    announces = True
    site: ClassVar[str] = "External"

    def first(self) -> Iterable[Request]:
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobPostings", list)

    def total(self, answer: Any) -> int | None:
        total = answer.get("total")
        if isinstance(total, int) and total > WINDOW:
            raise Fault(f"only {WINDOW} of {total} postings can be listed: split the board by a facet")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        offset = json.loads(response.request.body)["offset"] if response.request else 0
        return self._page(offset + SIZE) if len(answer["jobPostings"]) == SIZE else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"{self._root()}{raw['externalPath']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        info = (raw.get("detail") or {}).get("jobPostingInfo") or {}
        path = raw["externalPath"]
        return {
            "ref": path.rsplit("/", 1)[-1],
            "url": info.get("externalUrl") or f"https://{self.record.hosts[0]}/{self.site}{path}",
            "title": raw["title"],
            "location": "; ".join(_places(raw, info)),
            "text": plain(info.get("jobDescription")),
            "employment": listed([info.get("timeType"), info.get("workerSubType")]),
            "role": info.get("jobReqId") or next(iter(raw.get("bulletFields") or ()), None),
            "posted_at": moment(info.get("startDate")),
            "fields": {"workplace": info["remoteType"]} if info.get("remoteType") else {},
        }

    def _root(self) -> str:
        return f"https://{self.record.hosts[0]}/wday/cxs/{self.token.split('.')[0]}/{self.site}"

    def _page(self, offset: int) -> Request:
        body = {"appliedFacets": {}, "limit": SIZE, "offset": offset, "searchText": ""}
        return self.post(f"{self._root()}/jobs", body)


def _places(raw: Mapping[str, Any], info: Mapping[str, Any]) -> list[str]:
    places = [info.get("location") or raw.get("locationsText"), *(info.get("additionalLocations") or ())]
    country = (info.get("country") or {}).get("descriptor")
    return list(dict.fromkeys(place for place in [*places, country] if place))
