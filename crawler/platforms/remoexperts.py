"""RemoExperts (rex.zone): pages of a hundred; "ALL" among the countries says that any country is accepted."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapy.http import Request, Response

from crawler.boards.jsonlist import JsonList
from crawler.text import entries, ident, listed

SIZE = 100  # asked for; a page that holds fewer is the last one


class RemoExperts(JsonList):
    """`/api/job/job-list` answers {"data": {"jobs": […]}} in JSON, a hundred a page; nobody counted: floor of 3."""

    title = "RemoExperts"
    homepage = "https://www.rex.zone"
    hosts = ("www.rex.zone",)
    token = f"https://www.rex.zone/api/job/job-list?page=1&limit={SIZE}"
    path = ("data", "jobs")
    expects = ("jobNo", "jobTitle", "countries")
    cadence_hours = 24
    floor = 3
    location = "residence"
    basis = "documented"
    source = "one public reader of its list, August 2026"
    note = "The list has no descriptions; nobody has described a job's page."

    def more(self, answer: Any, response: Response) -> Request | None:
        """The page with the next number while pages are full, else None; a Fault for an answer without the list."""
        page = int(parse_qs(urlsplit(response.url).query)["page"][0])
        following = self.token.replace("page=1", f"page={page + 1}")
        return self.get(following) if len(self.rows(answer)) == SIZE else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Places from `countries`, where "ALL" becomes "Worldwide"; neither text nor pay nor a date.

        KeyError without `jobNo`, `jobTitle` or `countries`, ValueError for an id that is neither text nor a number.
        """
        countries = ["Worldwide" if place == "ALL" else place for place in entries(raw["countries"])]
        return {
            "ref": ident(raw["jobNo"]),
            "url": "https://www.rex.zone/",
            "title": raw["jobTitle"],
            "location": listed(countries),
            "category": listed(entries(raw.get("jobCategory"))),
            "fields": {"workplace": "remote"} if raw.get("isRemote") is True else {},
        }
