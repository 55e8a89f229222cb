"""Sepal AI: expert roles as one tRPC batch; the least degree stands in a field of its own."""

from collections.abc import Mapping
from typing import Any

from crawler.boards.jsonlist import JsonList
from crawler.faults import a_list, need
from crawler.text import ident, plain, told


class Sepal(JsonList):
    """A tRPC batch of one call: JSON [{"result": {"data": […]}}], texts in HTML; nobody counted: a floor of 1."""

    title = "Sepal AI"
    homepage = "https://www.sepalai.com"
    hosts = ("api.nexus.sepalai.com",)
    token = (
        "https://api.nexus.sepalai.com/trpc/jobs.getPublicJobs"
        "?batch=1&input=%7B%220%22%3A%7B%22searchQuery%22%3A%22%22%7D%7D"
    )
    expects = ("id", "jobTitle", "jobDescription")
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "documented"
    source = "one public reader of its list, July 2026"
    note = "Said to have been bought by Mercor; its list may end."

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `result.data` of the only call.

        A Fault when a key is missing, a ValueError (shape changed) when the batch holds another number of answers than
        one.
        """
        (first,) = a_list(answer)
        return need(need(first, "result", dict), "data", list)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text and, as a line of its own, `educationLevelMinimum`; neither place nor pay nor a date.

        KeyError without `id`, `jobTitle` or `jobDescription`, ValueError for an id that is neither text nor a number.
        """
        degree = told(raw.get("educationLevelMinimum"))
        return {
            "ref": ident(raw["id"]),
            "url": raw.get("applyUrl") or "https://www.sepalai.com/",
            "title": raw["jobTitle"],
            "text": "\n".join([plain(raw["jobDescription"]), *([f"Minimum education: {degree}"] if degree else [])]),
        }
