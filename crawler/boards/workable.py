"""Workable's public widget: one answer with everything; it announces no total and carries no pay.

A posting for several places comes as several rows with one shortcode. `WorkableList` walks the v3 list by token and
asks for each description; the host slows readers down early, so a platform takes the widget where it answers.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request, Response

from crawler.faults import need
from crawler.platform import MEBIBYTE, Platform
from crawler.wording import listed, moment, plain

API = "https://apply.workable.com/api"


class Workable(Platform):
    """A Workable account by its widget; `token` is the account's name."""

    way = "workable"
    hosts: ClassVar[tuple[str, ...]] = ("apply.workable.com",)
    expects: ClassVar[tuple[str, ...]] = ("title", "shortcode", "url", "description")
    size_limit = 40 * MEBIBYTE

    def first(self) -> Iterable[Request]:
        yield self.get(f"{API}/v1/widget/accounts/{self.token}?details=true")

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobs", list)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        return {
            "ref": raw["shortcode"],
            "url": raw["url"],
            "title": raw["title"],
            "location": "; ".join(_place(place) for place in raw.get("locations") or [raw]).strip("; "),
            "text": plain(raw.get("description")),
            "category": raw.get("department") or "",
            "employment": raw.get("employment_type") or "",
            "posted_at": moment(raw.get("published_on")),
            "fields": {"workplace": "remote"} if raw.get("telecommuting") else {},
        }


class WorkableList(Workable):
    """The same account by the v3 list, for accounts whose widget is switched off."""

    way = "workable-list"
    expects: ClassVar[tuple[str, ...]] = ("title", "shortcode", "location")
    detail_expects: ClassVar[tuple[str, ...]] = ("description",)
    announces = True

    def first(self) -> Iterable[Request]:
        yield self.post(f"{API}/v3/accounts/{self.token}/jobs", {})

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "results", list)

    def total(self, answer: Any) -> int | None:
        total = answer.get("total")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        token = answer.get("nextPage")
        return self.post(f"{API}/v3/accounts/{self.token}/jobs", {"token": token}) if token else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"{API}/v2/accounts/{self.token}/jobs/{raw['shortcode']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        detail = raw.get("detail") or {}
        parts = [detail.get(name) for name in ("description", "requirements", "benefits")]
        return {
            **super().posting({**raw, "url": f"https://apply.workable.com/{self.token}/j/{raw['shortcode']}/"}),
            "location": "; ".join(_place(place) for place in raw.get("locations") or [raw["location"]]).strip("; "),
            "text": "\n".join(plain(part) for part in parts if part),
            "category": listed(raw.get("department") or ()),
            "employment": raw.get("type") or "",
            "posted_at": moment(raw.get("published")),
            "fields": {"workplace": raw["workplace"]} if raw.get("workplace") else {},
        }


def _place(place: Mapping[str, Any]) -> str:
    return listed([place.get("city"), place.get("region") or place.get("state"), place.get("country")])
