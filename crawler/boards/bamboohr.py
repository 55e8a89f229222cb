"""BambooHR (undocumented): one list with `meta.totalCount`; text, pay and date are in the detail.

An unknown tenant redirects to www.bamboohr.com, which is a refused redirect here. `locationType` is "0" on site, "1"
remote, "2" hybrid, or an object with that id and a label.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.localities import Locality, locality, union
from crawler.payobjects import pay_words
from crawler.platform import Platform
from crawler.text import ident, moment, plain, record, told

WORKPLACES = {"0": "on-site", "1": "remote", "2": "hybrid"}


class BambooHR(Platform):
    """A site at BambooHR; `token` is its subdomain.

    A JSON list names the openings, a JSON detail each describes them.
    """

    way = "bamboohr"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("{token}.bamboohr.com",)
    hosts: ClassVar[tuple[str, ...]] = ("{token}.bamboohr.com",)
    id_key = "id"
    expects: ClassVar[tuple[str, ...]] = ("id", "jobOpeningName")
    detail_expects: ClassVar[tuple[str, ...]] = ("result",)
    announces = True

    def first(self) -> Iterable[Request]:
        """One GET of `/careers/list`, which holds every opening; an unknown tenant redirects and the run is held."""
        yield self.get(f"https://{self.token}.bamboohr.com/careers/list")

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `result`; a Fault when there is no such list."""
        return need(answer, "result", list)

    def total(self, answer: Any) -> int | None:
        """The number under `meta.totalCount`; None, which holds the run here, when it is no number."""
        total = (answer.get("meta") or {}).get("totalCount")
        return total if isinstance(total, int) else None

    def detail(self, raw: Any) -> Request | None:
        """GET `/careers/{id}/detail` for every row: only there are text, pay and date."""
        return self.get(f"https://{self.token}.bamboohr.com/careers/{raw['id']}/detail")

    def before(self, raw: Any) -> Any | None:
        """None for an opening whose detail says another status than "Open"."""
        return raw if told(_opening(raw).get("jobOpeningStatus") or "Open").lower() == "open" else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Title, department and kind from the row, the rest from `detail.result.jobOpening` (empty without it).

        Pay is free words. KeyError without `id` or `jobOpeningName`; an unknown `locationType` says nothing.
        """
        opening = _opening(raw)
        workplace = _workplace(raw)
        return {
            "ref": ident(raw["id"]),
            "url": opening.get("jobOpeningShareUrl") or f"https://{self.token}.bamboohr.com/careers/{raw['id']}",
            "title": raw["jobOpeningName"],
            "location": _places(opening, raw),
            "text": plain(opening.get("description")),
            "pay": pay_words(opening.get("compensation")),
            "category": told(raw.get("departmentLabel")),
            "employment": told(raw.get("employmentStatusLabel")),
            "posted_at": moment(opening.get("datePosted")),
            "fields": {"workplace": workplace} if workplace else {},
        }


def _workplace(raw: Mapping[str, Any]) -> str:
    """By the number of `locationType`, which may be an object with an id, by its words, else by `isRemote`."""
    said = raw.get("locationType")
    words = [told(said.get(key)) for key in ("id", "label", "name")] if isinstance(said, dict) else [told(said)]
    numbers, names = map(WORKPLACES.get, words), (word.lower() for word in words)
    remote = "remote" if raw.get("isRemote") is True else ""
    return next(filter(None, numbers), None) or next((one for one in names if one in WORKPLACES.values()), remote)


def _opening(raw: Mapping[str, Any]) -> dict[str, Any]:
    return record(record(record(raw.get("detail")).get("result")).get("jobOpening"))


def _places(*said: Mapping[str, Any]) -> str:
    """Every place that detail and list name: `location` of the office, `atsLocation` of remote work.

    One of the two is often an object of nulls; a place that only says less than another one is that one.
    """
    found = [_place(part.get(name)) for part in said for name in ("location", "atsLocation")]
    whole = [place for place in found if place.city or place.region or place.country]
    return union(place for place in whole if not any(_says_more(other, place) for other in whole))


def _place(place: Any) -> Locality:
    if not isinstance(place, dict):
        return locality(place)
    region = place.get("state") or place.get("province")
    return locality(place.get("city"), region, place.get("addressCountry") or place.get("country"))


def _says_more(other: Locality, place: Locality) -> bool:
    pairs = ((other.city, place.city), (other.region, place.region), (other.country, place.country))
    return other != place and all(mine in ("", more) for more, mine in pairs)
