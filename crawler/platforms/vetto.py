"""Vetto: expert opportunities as one list; pay by the hour or by the package, without a currency."""

from collections.abc import Mapping
from typing import Any

from crawler.boards.jsonlist import JsonList
from crawler.text import ident, listed, pay, plain, record

UNITS = {"HOURLY": "hour", "PER_PACKAGE": "per package"}


class Vetto(JsonList):
    """`/public/opportunities` answers {"data": […]} in JSON, without paging; nobody counted them, so the floor is 1."""

    title = "Vetto"
    homepage = "https://vetto.ai"
    hosts = ("api.vetto.ai",)
    token = "https://api.vetto.ai/public/opportunities"
    path = ("data",)
    expects = ("id", "title", "short_description")
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "documented"
    source = "one public reader of its list, July 2026"
    note = "The list holds a short description only; pay names no currency."

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay is `min_value` to `max_value` an hour or a package, without a currency, which is not guessed.

        KeyError without `id`, `title` or `short_description`, ValueError for an id that is neither text nor a number;
        no date.
        """
        paid = record(raw.get("remuneration"))
        kind = str(paid.get("unit") or "")
        return {
            "ref": ident(raw["id"]),
            "url": "https://work.vetto.ai/opportunities",
            "title": raw["title"],
            "text": plain(raw["short_description"]),
            "pay": pay(paid.get("min_value"), paid.get("max_value"), "", UNITS.get(kind, kind)),
            "category": listed([raw.get("knowledge_area"), raw.get("domain")]),
        }
