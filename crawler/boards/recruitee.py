"""Recruitee (docs.recruitee.com): one answer, no total. Each offer names an inbox, which is not read.

The address's slug changes with the title, so the number is the ref. The salary's period is wrong at times: it is kept
as stated, and the text wins.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.platform import Platform
from crawler.wording import listed, moment, pay, plain


class Recruitee(Platform):
    """A Recruitee site; `token` is its subdomain."""

    way = "recruitee"
    hosts: ClassVar[tuple[str, ...]] = ("{token}.recruitee.com",)
    expects: ClassVar[tuple[str, ...]] = ("id", "title", "careers_url", "description")

    def first(self) -> Iterable[Request]:
        yield self.get(f"https://{self.token}.recruitee.com/api/offers/")

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "offers", list)

    def before(self, raw: Any) -> Any | None:
        return raw if raw.get("status", "published") == "published" else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        salary = raw.get("salary") or {}
        return {
            "ref": str(raw["id"]),
            "url": raw["careers_url"],
            "title": raw["title"],
            "location": raw.get("location") or listed([raw.get("city"), raw.get("country")]),
            "text": "\n".join(plain(raw.get(name)) for name in ("description", "requirements") if raw.get(name)),
            "pay": pay(salary.get("min"), salary.get("max"), salary.get("currency"), salary.get("period")),
            "category": raw.get("department") or "",
            "employment": (raw.get("employment_type_code") or "").replace("_", " "),
            "posted_at": moment(raw.get("published_at")),
            "fields": _fields(raw),
        }


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    least, most = raw.get("min_hours"), raw.get("max_hours_per_week") or raw.get("max_hours")
    hours = " - ".join(dict.fromkeys(str(part) for part in (least, most) if part))
    stated = {
        "countries": raw.get("country_code") or "",
        "hours": f"{hours} hours per week" if hours else "",
        "workplace": listed(kind.replace("_", "-") for kind in ("remote", "hybrid", "on_site") if raw.get(kind)),
    }
    return {name: words for name, words in stated.items() if words}
