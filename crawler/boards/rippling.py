"""Rippling (undocumented): one list, which repeats a posting for each of its places; text and pay are in the detail."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import a_list, identity
from crawler.localities import union
from crawler.platform import Platform
from crawler.text import entries, moment, pay, plain, record, told


class Rippling(Platform):
    """A board at Rippling; `token` is its name there. A JSON list names the jobs, a JSON detail each describes them."""

    way = "rippling"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = (
        "api.rippling.com/platform/api/ats/v1/board/{token}",
        "ats.rippling.com/{locale}/{token}",
        "ats.rippling.com/{token}",
    )
    hosts: ClassVar[tuple[str, ...]] = ("api.rippling.com",)
    id_key = "uuid"
    expects: ClassVar[tuple[str, ...]] = ("uuid", "name", "url")
    detail_expects: ClassVar[tuple[str, ...]] = ("description",)

    def first(self) -> Iterable[Request]:
        """One GET of the list, which holds a row for each job and place; no total is announced."""
        yield self.get(self._root())

    def rows(self, answer: Any) -> list[Any]:
        """The answer itself, a list of objects; a Fault for anything else."""
        return a_list(answer)

    def joined(self, rows: list[Any]) -> list[Any] | None:
        """Each posting once by `uuid`, with `places`: the words of all its rows' `workLocation`, in order."""
        merged: dict[str, dict[str, Any]] = {}
        for row in rows:
            whole = merged.setdefault(identity(row, "uuid"), {**row, "places": []})
            whole["places"] += [told(place) for place in entries(row.get("workLocation"))]
        return list(merged.values())

    def detail(self, raw: Any) -> Request | None:
        """GET `/jobs/{uuid}` for every row: only there are text, pay and date."""
        return self.get(f"{self._root()}/{raw['uuid']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from the detail's `description` (HTML by parts), pay from `payRangeDetails`, each band in its own
        currency and frequency. KeyError without `uuid`, `url` or `name`; `createdOn` becomes UTC.
        """
        detail = record(raw.get("detail"))
        said, bands = detail.get("description"), entries(detail.get("payRangeDetails"))
        places = [
            *(told(place) for place in entries(detail.get("workLocations"))),
            *(raw.get("places") or [told(raw.get("workLocation"))]),
        ]
        return {
            "ref": raw["uuid"],
            "url": raw["url"],
            "title": raw["name"],
            "location": union(places),
            "text": _text(said),
            "pay": union(map(_pay, bands)),
            "category": told(raw.get("department")),
            "employment": told(detail.get("employmentType")),
            "posted_at": moment(detail.get("createdOn")),
        }

    def _root(self) -> str:
        return f"https://api.rippling.com/platform/api/ats/v1/board/{self.token}/jobs"


def _text(said: Any) -> str:
    if not isinstance(said, dict):
        return plain(told(said))
    return "\n".join(plain(said.get(part)) for part in ("company", "role") if said.get(part))


def _pay(band: Any) -> str:
    if not isinstance(band, dict):
        return told(band)
    return pay(band.get("min"), band.get("max"), band.get("currency"), band.get("frequency"))
