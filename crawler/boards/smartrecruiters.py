"""SmartRecruiters (developers.smartrecruiters.com): pages by offset, `totalFound`; text and pay in the detail."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request, Response

from crawler.faults import need
from crawler.platform import Platform
from crawler.wording import listed, moment, pay, plain

SIZE = 100
SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class SmartRecruiters(Platform):
    """A company on SmartRecruiters; `token` is its identifier. The host allows ten calls a second; we are slower."""

    way = "smartrecruiters"
    hosts: ClassVar[tuple[str, ...]] = ("api.smartrecruiters.com",)
    expects: ClassVar[tuple[str, ...]] = ("id", "name", "location")
    detail_expects: ClassVar[tuple[str, ...]] = ("jobAd",)
    announces = True

    def first(self) -> Iterable[Request]:
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "content", list)

    def total(self, answer: Any) -> int | None:
        total = answer.get("totalFound")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        following = need(answer, "offset", int) + SIZE
        return self._page(following) if following < answer["totalFound"] and answer["content"] else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"{self._root()}/{raw['id']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        detail = raw.get("detail") or {}
        sections = (detail.get("jobAd") or {}).get("sections") or {}
        place = raw.get("location") or {}
        salary = (detail.get("compensation") or {}).get("salary") or {}
        return {
            "ref": raw["id"],
            "url": detail.get("postingUrl") or f"https://jobs.smartrecruiters.com/{self.token}/{raw['id']}",
            "title": raw["name"],
            "location": listed([place.get("city"), place.get("region"), (place.get("country") or "").upper()]),
            "text": "\n".join(plain((sections.get(name) or {}).get("text")) for name in SECTIONS if name in sections),
            "pay": pay(salary.get("min"), salary.get("max"), salary.get("currency"), salary.get("period")),
            "category": listed([_label(raw, "department"), _label(raw, "function")]),
            "employment": _label(raw, "typeOfEmployment"),
            "role": raw.get("refNumber") or None,
            "posted_at": moment(raw.get("releasedDate")),
            "fields": {"workplace": "remote"} if place.get("remote") else {},
        }

    def _root(self) -> str:
        return f"https://api.smartrecruiters.com/v1/companies/{self.token}/postings"

    def _page(self, offset: int) -> Request:
        return self.get(f"{self._root()}?limit={SIZE}&offset={offset}")


def _label(raw: Mapping[str, Any], name: str) -> str:
    return str((raw.get(name) or {}).get("label") or "")
