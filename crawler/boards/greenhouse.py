"""Greenhouse job boards (developers.greenhouse.io/job-board.html): one answer with everything; `meta.total` counts it.

Only `title`, `location`, `content`, pay ranges, departments, dates and the two metadata fields below are read: others
may name members of staff.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.platform import MEBIBYTE, Platform
from crawler.wording import listed, moment, pay, plain

METADATA = {"Language Proficiency": "languages", "Workplace Type": "workplace"}


class Greenhouse(Platform):
    """A Greenhouse board; `token` is its name there."""

    way = "greenhouse"
    hosts: ClassVar[tuple[str, ...]] = ("boards-api.greenhouse.io",)
    expects: ClassVar[tuple[str, ...]] = ("id", "title", "absolute_url", "location", "content")
    announces = True
    size_limit = 40 * MEBIBYTE

    def first(self) -> Iterable[Request]:
        yield self.get(
            f"https://boards-api.greenhouse.io/v1/boards/{self.token}/jobs?content=true&pay_transparency=true"
        )

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobs", list)

    def total(self, answer: Any) -> int | None:
        total = (answer.get("meta") or {}).get("total")
        return total if isinstance(total, int) else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        requisition = raw.get("internal_job_id")
        return {
            "ref": str(raw["id"]),
            "url": raw["absolute_url"],
            "title": raw["title"],
            "location": (raw.get("location") or {}).get("name") or "",
            "text": plain(raw.get("content"), escaped=1),
            "pay": "; ".join(_band(band) for band in raw.get("pay_input_ranges") or ()),
            "category": listed(part.get("name") for part in raw.get("departments") or ()),
            "role": str(requisition) if requisition else None,
            "posted_at": moment(raw.get("first_published")),
            "fields": _fields(raw),
        }


def _band(band: Mapping[str, Any]) -> str:
    """Amounts are cents; the period stands in the band's title or nowhere."""
    low, high = (value / 100 if isinstance(value, int) else None for value in (band["min_cents"], band["max_cents"]))
    return f"{band.get('title') or ''} {pay(low, high, band.get('currency_type'))}".strip()


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for entry in raw.get("metadata") or ():
        name, value = METADATA.get(entry.get("name")), entry.get("value")
        if name and value and entry.get("value_type") in ("multi_select", "single_select", "short_text"):
            found[name] = listed(value if isinstance(value, list) else [value])
    return found
