"""Workday's CXS endpoint (undocumented): twenty postings a page, text in the detail, no pay.

`total` is right on the first page only. Behind 2,000 postings many tenants start again from the first page: what came
is kept and the run is not trusted. A requisition keeps its number while title and place in its address change; copies
for other sites are rows of their own with "-1", "-2" behind the number.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request, Response

from crawler.faults import need
from crawler.job_markup import over
from crawler.localities import locality, named, union
from crawler.platform import Platform
from crawler.text import entries, listed, moment, plain, record, told

SIZE = 20  # what the career sites' own pages ask for
REQUISITION = re.compile(r"([A-Za-z]{0,8}[-_]?\d{3,}(?:-\d{3,})?)(?:-\d{1,2})?")
OTHER_NUMBER = re.compile(r"(\w*\d{3,}\w*)(?:-\d{1,2})?")
COUNTED = re.compile(r"\d+\s?[^\W\d]+")  # "2 Locations", in the site's language


class Workday(Platform):
    """A Workday career site; `token` is tenant and data centre ("acme.wd5"), `site` the name in its addresses."""

    way = "workday"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("{token}.{number}.myworkdayjobs.com",)
    hosts: ClassVar[tuple[str, ...]] = ("{token}.myworkdayjobs.com",)
    id_key = "externalPath"
    expects: ClassVar[tuple[str, ...]] = ("title", "externalPath")
    detail_expects: ClassVar[tuple[str, ...]] = ("jobPostingInfo",)
    announces = True
    site: ClassVar[str] = "External"

    def first(self) -> Iterable[Request]:
        """The page from offset 0, by POST; pages hold twenty postings."""
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `jobPostings`; a Fault when there is no such list."""
        return need(answer, "jobPostings", list)

    def total(self, answer: Any) -> int | None:
        """The number under `total`, right on the first page alone; None, which holds the run here, when it is none."""
        total = answer.get("total")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        """The page twenty further on while pages are full and the first page's total is not reached, else None."""
        offset = json.loads(response.request.body)["offset"] if response.request else 0
        total = max(self.walk.expected or 0, self.total(answer) or 0)  # it may grow while the pages are read
        more = len(answer["jobPostings"]) == SIZE and offset + SIZE < total
        return self._page(offset + SIZE) if more else None

    def joined(self, rows: list[Any]) -> list[Any] | None:
        """Each requisition once by its number (`_ref`), with `places`: `locationsText` of all its copies."""
        merged: dict[str, dict[str, Any]] = {}
        for row in rows:
            path = told(row.get("externalPath"))
            whole = merged.setdefault(_ref(row) if path else str(id(row)), {**row, "places": []})
            whole["places"].append(told(row.get("locationsText")))
        return list(merged.values())

    def detail(self, raw: Any) -> Request | None:
        """GET of the row's `externalPath` below `/wday/cxs/{tenant}/{site}`: only there are text and date."""
        return self.get(f"{self._root()}{raw['externalPath']}")

    def before(self, raw: Any) -> Any | None:
        """None for a requisition whose page says that it is posted no more, or whose `endDate` is over."""
        info = record(record(raw.get("detail")).get("jobPostingInfo"))
        return None if info.get("posted") is False or over(info.get("endDate"), self.now) else raw

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text, kind, places and date from `detail.jobPostingInfo` (empty without it), no pay.

        `jobReqId` tells postings of one role; KeyError without `externalPath` or `title`; `startDate` becomes UTC.
        """
        info = record(record(raw.get("detail")).get("jobPostingInfo"))
        path = raw["externalPath"]
        return {
            "ref": _ref(raw),
            "url": info.get("externalUrl") or f"https://{self.record.hosts[0]}/{self.site}{path}",
            "title": raw["title"],
            "location": _places(raw, info),
            "text": plain(info.get("jobDescription")),
            "employment": listed([told(info.get("timeType")), told(info.get("workerSubType"))]),
            "role": told(info.get("jobReqId")) or told(entries(raw.get("bulletFields"))[:1]) or None,
            "posted_at": moment(info.get("startDate")),
            "fields": {"workplace": told(info["remoteType"])} if info.get("remoteType") else {},
        }

    def _root(self) -> str:
        return f"https://{self.record.hosts[0]}/wday/cxs/{self.token.split('.')[0]}/{self.site}"

    def _page(self, offset: int) -> Request:
        body = {"appliedFacets": {}, "limit": SIZE, "offset": offset, "searchText": ""}
        return self.post(f"{self._root()}/jobs", body)


def _ref(raw: Mapping[str, Any]) -> str:
    """The requisition's number out of ".../Title-of-it_R1679-1", else the end of the address."""
    last: str = raw["externalPath"].rstrip("/").rsplit("/", 1)[-1]
    end = last.rpartition("_")[2]
    for said in map(told, entries(raw.get("bulletFields"))):
        if said and (end == said or end.startswith(f"{said}-")) and not re.search(r"[\s/?#]", said):
            return said
    found = REQUISITION.fullmatch(end) or (OTHER_NUMBER.fullmatch(end) if end != last else None)
    return found[1] if found else re.sub(r"[\s/?#]+", "-", last)


def _places(raw: Mapping[str, Any], info: Mapping[str, Any]) -> str:
    """Every place of detail and rows; the country is that of the first. "2 Locations" names none."""
    first, country = told(info.get("location")), _country(info.get("country")) or _country(_office(info).get("country"))
    rows = [place for place in raw.get("places") or [told(raw.get("locationsText"))] if not COUNTED.fullmatch(place)]
    others = [told(place) for place in entries(info.get("additionalLocations"))]
    others += [place for place in rows if not first or place not in (first, country)]
    return union([named(first, locality(None, None, country)), *others])


def _office(info: Mapping[str, Any]) -> dict[str, Any]:
    return record(info.get("jobRequisitionLocation"))


def _country(said: Any) -> str:
    """A country's own words or code: an object also holds an id that is neither."""
    keys = ("descriptor", "alpha2Code", "alpha3Code")
    return next(filter(None, (told(said.get(key)) for key in keys)), "") if isinstance(said, dict) else told(said)
