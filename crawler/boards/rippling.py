"""Rippling (undocumented): one list, which repeats a posting for each of its places; text and pay are in the detail."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import a_list
from crawler.platform import Platform
from crawler.wording import listed, moment, pay, plain


class Rippling(Platform):
    """A Rippling board; `token` is its name there."""

    way = "rippling"
    hosts: ClassVar[tuple[str, ...]] = ("api.rippling.com",)
    expects: ClassVar[tuple[str, ...]] = ("uuid", "name", "url")
    detail_expects: ClassVar[tuple[str, ...]] = ("description",)

    def first(self) -> Iterable[Request]:
        yield self.get(self._root())

    def rows(self, answer: Any) -> list[Any]:
        """Each posting once, with the places of all its rows."""
        merged: dict[Any, dict[str, Any]] = {}
        for row in a_list(answer):
            whole = merged.setdefault(row.get("uuid"), {**row, "places": []})
            whole["places"].append((row.get("workLocation") or {}).get("label"))
        return list(merged.values())

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"{self._root()}/{raw['uuid']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        detail = raw.get("detail") or {}
        said = detail.get("description") or {}
        places = detail.get("workLocations") or raw["places"]
        return {
            "ref": raw["uuid"],
            "url": raw["url"],
            "title": raw["name"],
            "location": "; ".join(dict.fromkeys(place for place in places if place)),
            "text": "\n".join(plain(said.get(part)) for part in ("company", "role") if said.get(part)),
            "pay": "; ".join(_pay(band) for band in detail.get("payRangeDetails") or ()),
            "category": listed([(raw.get("department") or {}).get("label")]),
            "employment": (detail.get("employmentType") or {}).get("label") or "",
            "posted_at": moment(detail.get("createdOn")),
        }

    def _root(self) -> str:
        return f"https://api.rippling.com/platform/api/ats/v1/board/{self.token}/jobs"


def _pay(band: Mapping[str, Any]) -> str:
    return pay(band.get("min"), band.get("max"), band.get("currency"), band.get("frequency"))
