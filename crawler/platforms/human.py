"""Human (joinhuman.org): one list of roles with title, pay in words, place and department; no text."""

from collections.abc import Mapping
from typing import Any

from crawler.boards.jsonlist import JsonList
from crawler.text import ident, told


class Human(JsonList):
    """`/api/roles` answers {"roles": […]} in JSON, without paging; nobody counted them, so the floor is 1."""

    title = "Human"
    homepage = "https://www.joinhuman.org"
    hosts = ("www.joinhuman.org",)
    token = "https://www.joinhuman.org/api/roles"
    path = ("roles",)
    expects = ("id", "title", "pay", "location")
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "documented"
    source = "one public reader of its list, July 2026"
    note = "The list has no descriptions; nobody has described a role's page."

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay and place in the platform's own words; neither text nor date nor an address of the role's own.

        KeyError without `id` or `title`, ValueError for an `id` that is neither text nor a number.
        """
        return {
            "ref": ident(raw["id"]),
            "url": "https://www.joinhuman.org/",
            "title": raw["title"],
            "location": told(raw.get("location")),
            "pay": told(raw.get("pay")),
            "category": told(raw.get("department")),
        }
