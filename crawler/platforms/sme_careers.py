"""SME Careers, SuperAnnotate's marketplace of experts: a row for each role and country, without a page of its own."""

from collections.abc import Mapping
from typing import Any

from crawler.boards.jsonlist import JsonList
from crawler.text import pay, plain, told


class SmeCareers(JsonList):
    """`/v1/jobs` answers {"data": {"jobs": […]}} in JSON, without paging; nobody counted: a floor of 3."""

    title = "SME Careers (SuperAnnotate)"
    homepage = "https://sme.careers"
    hosts = ("api.sme.careers",)
    token = "https://api.sme.careers/v1/jobs"
    path = ("data", "jobs")
    expects = ("externalKey", "title", "description", "country")
    cadence_hours = 24
    floor = 3
    location = "residence"
    extent_words = True
    basis = "documented"
    source = "one public reader of its list, July 2026"
    note = "Roles have no page of their own: the link leads to the list."

    def before(self, raw: Any) -> Any | None:
        """None for a row whose `status` is another than "open"; without the key it counts as open."""
        return raw if raw.get("status", "open") == "open" else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay is `hourlyRateMin` to `hourlyRateMax` an hour in `currencyCode`; `externalKey` is the role.

        The ref is that key with the country's words. KeyError without key, country, title or description; no date.
        """
        place, key = told(raw["country"]), str(raw["externalKey"])
        return {
            "ref": "-".join([key, *place.lower().split()]),
            "url": "https://sme.careers/jobs",
            "title": raw["title"],
            "text": plain(raw["description"]),
            "location": place,
            "pay": pay(raw.get("hourlyRateMin"), raw.get("hourlyRateMax"), raw.get("currencyCode"), "hour"),
            "role": key,
        }
