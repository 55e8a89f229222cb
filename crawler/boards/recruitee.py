"""Recruitee (docs.recruitee.com): one answer, no total. Each offer names an inbox, which is not read.

The address's slug changes with the title, so the number is the ref. The salary's period is wrong at times: it is kept
as stated, and the text wins.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import need
from crawler.job_markup import over
from crawler.localities import countries_of, locality, named, union
from crawler.payobjects import pay_words
from crawler.platform import Platform
from crawler.text import entries, ident, listed, moment, plain, record, told


class Recruitee(Platform):
    """A site at Recruitee; `token` is its subdomain. One JSON answer holds every offer with its text."""

    way = "recruitee"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("{token}.recruitee.com",)
    hosts: ClassVar[tuple[str, ...]] = ("{token}.recruitee.com",)
    id_key = "id"
    expects: ClassVar[tuple[str, ...]] = ("id", "title", "careers_url", "description")

    def first(self) -> Iterable[Request]:
        """One GET of `/api/offers/`; no total is announced."""
        yield self.get(f"https://{self.token}.recruitee.com/api/offers/")

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `offers`; a Fault when there is no such list."""
        return need(answer, "offers", list)

    def before(self, raw: Any) -> Any | None:
        """None for an offer whose `status` is another than "published" (without the key it counts) or whose `close_at`
        is over.
        """
        ended = over(raw.get("close_at"), self.now)
        return raw if raw.get("status", "published") == "published" and not ended else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from `description` and `requirements` (HTML); `salary` is min to max in its own currency and period, or
        words. KeyError without `id`, `careers_url` or `title`; `published_at` becomes UTC.
        """
        return {
            "ref": ident(raw["id"]),
            "url": raw["careers_url"],
            "title": raw["title"],
            "location": _places(raw),
            "text": "\n".join(plain(raw.get(name)) for name in ("description", "requirements") if raw.get(name)),
            "pay": pay_words(raw.get("salary")),
            "category": told(raw.get("department")),
            "employment": told(raw.get("employment_type_code")).replace("_", " "),
            "posted_at": moment(raw.get("published_at")),
            "fields": _fields(raw),
        }


def _places(raw: Mapping[str, Any]) -> str:
    """The union of `locations` and the offer's own place; its `location` where that says more than they do."""
    places = [_place(place) for place in entries(raw.get("locations"))]
    own = locality(raw.get("city"), raw.get("state_name") or raw.get("state_code"), _country(raw))
    said = told(raw.get("location"))
    if not places:
        return named(said, own)
    whole = union([*places, own if own.country else ""])
    if said.casefold() in {told(record(place).get("city")).casefold() for place in entries(raw.get("locations"))}:
        return whole  # "Dover" of its own is no second one
    return whole if countries_of(said) <= countries_of(whole) and countries_of(said) else union([said, whole])


def _place(place: Any) -> str:
    if not isinstance(place, dict):
        return told(place)
    parts = locality(place.get("city"), place.get("state") or place.get("state_name"), _country(place))
    return str(parts) or told(place.get("name"))


def _country(place: Mapping[str, Any]) -> Any:
    return place.get("country") or place.get("country_code")


def _fields(raw: Mapping[str, Any]) -> dict[str, str]:
    least, most = raw.get("min_hours"), raw.get("max_hours_per_week") or raw.get("max_hours")
    hours = " - ".join(dict.fromkeys(str(part) for part in (least, most) if part))
    stated = {
        "hours": f"{hours} hours per week" if hours else "",
        "workplace": listed(kind.replace("_", "-") for kind in ("remote", "hybrid", "on_site") if raw.get(kind)),
    }
    return {name: words for name, words in stated.items() if words}
