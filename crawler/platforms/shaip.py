"""Shaip: WordPress posts of the type "jobs", with the position's parts in fields of their own."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.faults import a_list
from crawler.platform import Platform
from crawler.text import entries, ident, listed, moment, plain, told

SIZE = 100  # the most that WordPress gives a page


class Shaip(Platform):
    """`/wp-json/wp/v2/jobs` (WordPress) answers a JSON list with `position_…` fields; nobody counted: a floor of 1."""

    title = "Shaip"
    homepage = "https://www.shaip.com"
    hosts = ("www.shaip.com",)
    cadence_hours = 48
    floor = 1
    location = "residence"
    employment = "unknown"
    complete = False
    basis = "documented"
    source = "one public reader of its list, July 2026"
    note = "Staff and project work stand side by side; more than a hundred have not been seen."
    expects = ("id", "link", "title")

    def first(self) -> Iterable[Request]:
        """One GET of a hundred posts, the most that WordPress gives a page."""
        yield self.get(f"https://www.shaip.com/wp-json/wp/v2/jobs?per_page={SIZE}")

    def rows(self, answer: Any) -> list[Any]:
        """The answer itself, a list of objects; a Fault for anything else."""
        return a_list(answer)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text, place and kind from `position_description`, `position_job_location`, `position_employment_type`.

        No pay. KeyError without `id`, `link` or `title.rendered`; `date_gmt` has no zone and is UTC.
        """
        return {
            "ref": ident(raw["id"]),
            "url": raw["link"],
            "title": plain(raw["title"]["rendered"]),
            "text": plain(told(raw.get("position_description"))),
            "location": told(raw.get("position_job_location")),
            "employment": listed(entries(raw.get("position_employment_type"))),
            "posted_at": moment(raw.get("date_gmt")),
        }
