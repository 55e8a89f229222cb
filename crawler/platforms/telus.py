"""TELUS Digital AI Community: pages by POST; `pagination` counts postings and pages (older answers: `total_pages`)."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response

from crawler.faults import need
from crawler.platform import Platform
from crawler.text import ident, listed, moment, pay, plain, told

JOBS = "https://api.telusinternational.ai/apapi/v1/list-job-posts"
SHOWN = ("active", "open")
UNITS = {"per_hour": "hour", "per_unit": "per unit"}


class Telus(Platform):
    """A POST answers {"data": […], "pagination": {"page", "total", "pages"}} in JSON, texts in HTML.

    Pay is an amount in its own currency per hour or per unit. 329 rows were seen in March 2025: the floor is a tenth.
    """

    title = "TELUS Digital AI Community"
    homepage = "https://www.telusdigital.com/ai-community"
    hosts = ("api.telusinternational.ai",)
    cadence_hours = 12
    floor = 30
    location = "residence"
    complete = True
    extent_words = True
    basis = "documented"
    source = "three public readers of its list, 2026; older rows of March 2025"
    announces = True
    expects = ("id", "title", "description", "hiring_country")

    def first(self) -> Iterable[Request]:
        """The first page by POST, a hundred postings; `is_global` asks for all places, not those near the reader."""
        yield self._page(1)

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `data`; a Fault when there is no such list."""
        return need(answer, "data", list)

    def total(self, answer: Any) -> int | None:
        """The number under `pagination.total`; None, which holds the run here, when it is no number."""
        total = need(answer, "pagination", dict).get("total")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        """The next page while `page` is below `pages` (older answers: `total_pages`), else None.

        KeyError, which holds the run as "shape changed", when the answer has neither.
        """
        pages = need(answer, "pagination", dict)
        last = pages["pages"] if "pages" in pages else pages["total_pages"]
        return self._page(pages["page"] + 1) if pages["page"] < last else None

    def before(self, raw: Any) -> Any | None:
        """None for a row whose `status` is neither "active" nor "open"; without the key it counts as active."""
        return raw if raw.get("status", "active") in SHOWN else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay from `compensation`, countries and languages from `hiring_country` and `hiring_language`.

        `job_req_id` is the role. KeyError without `id`, `title` or `description`; `ctime` becomes UTC.
        """
        return {
            "ref": ident(raw["id"]),
            "url": f"https://www.telusinternational.ai/cmp/public/jobs/available/{raw['id']}",
            "title": raw["title"],
            "location": raw.get("location") or told(raw.get("hiring_country")),
            "text": plain(raw["description"]),
            "pay": _pay(raw.get("compensation") or {}),
            "category": listed([raw.get("job_domain"), raw.get("job_type")]),
            "employment": raw.get("employment_type") or "",
            "role": ident(raw["job_req_id"]) if raw.get("job_req_id") else None,
            "posted_at": moment(raw.get("ctime")),
            "fields": _fields(raw),
        }

    def _page(self, number: int) -> Request:
        return self.post(JOBS, {"is_global": True, "page": number, "limit": 100})


def _pay(paid: Mapping[str, Any]) -> str:
    unit = told(paid.get("unit"))
    return pay(paid.get("amount"), paid.get("amount"), paid.get("currency"), UNITS.get(unit, unit))


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    stated = {"countries": told(raw.get("hiring_country")), "languages": told(raw.get("hiring_language"))}
    return {name: words for name, words in stated.items() if words}
