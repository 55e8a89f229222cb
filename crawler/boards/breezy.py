"""Breezy (undocumented): one list, no total; the text is the JSON-LD of each posting's page. Pay is free text."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request

from crawler.faults import Fault, a_list
from crawler.job_markup import pay_of, text_of
from crawler.linked_data import job_postings
from crawler.localities import locality, named, union
from crawler.payobjects import pay_words
from crawler.platform import Platform
from crawler.text import entries, moment, record, told


class Breezy(Platform):
    """A site at Breezy; `token` is its subdomain. A JSON list names the postings, an HTML page each holds the text."""

    way = "breezy"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("{token}.breezy.hr",)
    hosts: ClassVar[tuple[str, ...]] = ("{token}.breezy.hr",)
    id_key = "id"
    expects: ClassVar[tuple[str, ...]] = ("id", "name", "url")
    detail_answers = "page"

    def first(self) -> Iterable[Request]:
        """One GET of `/json`, which holds every published posting; no total is announced."""
        yield self.get(f"https://{self.token}.breezy.hr/json")

    def rows(self, answer: Any) -> list[Any]:
        """The answer itself, a list of objects; a Fault for anything else."""
        return a_list(answer)

    def detail(self, raw: Any) -> Request | None:
        """The posting's own page (`url`), for every row: the list has no description."""
        return self.get(raw["url"])

    def check_detail(self, detail: Any) -> None:
        """A Fault for a page without JobPosting markup (JSON-LD, schema.org), counted as an odd detail."""
        if not job_postings(detail):
            self.walk.odd_details += 1
            raise Fault("shape changed: the page has no JobPosting any more")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from the first JobPosting of the page, empty where the page failed; `salary` is free words, else the
        markup's `baseSalary`. KeyError without `id`, `url` or `name`; `published_date` becomes UTC.
        """
        jobs = job_postings(raw["detail"]) if "detail" in raw else []
        place = record(raw.get("location"))
        places = entries(raw.get("location")) + entries(raw.get("locations"))
        return {
            "ref": raw["id"],
            "url": raw["url"],
            "title": raw["name"],
            "location": union(map(_place, places)),
            "text": text_of(jobs[0]) if jobs else "",
            "pay": pay_words(raw.get("salary")) or (pay_of(jobs[0]) if jobs else ""),
            "category": told(raw.get("department")),
            "employment": told(raw.get("type")),
            "posted_at": moment(raw.get("published_date")),
            "fields": {"workplace": "remote"} if place.get("is_remote") else {},
        }


def _place(place: Any) -> str:
    """A place in its parts; `name` is "City, ST" with a code of the country's own, so the parts count before it."""
    if not isinstance(place, dict):
        return told(place)
    parts = locality(place.get("city"), place.get("state"), place.get("country"))
    if not parts.city and not parts.region:
        town, _, region = told(place.get("name")).partition(",")
        parts = locality(town, region.strip(), place.get("country")) if parts.country else parts
    return str(parts) if parts.country else named(place.get("name"), parts)
