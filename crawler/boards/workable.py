"""Workable's public widget: one answer with everything; it announces no total and carries no pay.

A posting for several places comes as several rows with one shortcode. `WorkableList` walks the v3 list by token and
asks for each description; the host slows readers down early, so a platform takes the widget where it answers.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import Request, Response

from crawler.faults import identity, need
from crawler.localities import locality, union
from crawler.payobjects import pay_words
from crawler.platform import MEBIBYTE, Platform
from crawler.text import entries, listed, moment, plain, record, told

API = "https://apply.workable.com/api"


class Workable(Platform):
    """An account at Workable by its widget; `token` is the account's name.

    One JSON answer holds every job with its text.
    """

    way = "workable"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = (
        "apply.workable.com/api/v1/widget/accounts/{token}",
        "apply.workable.com/{token}",
    )
    hosts: ClassVar[tuple[str, ...]] = ("apply.workable.com",)
    id_key = "shortcode"
    expects: ClassVar[tuple[str, ...]] = ("title", "shortcode", "url", "description")
    size_limit = 40 * MEBIBYTE  # everything comes in one answer, as at Ashby, whose largest is 13.5 MB

    def first(self) -> Iterable[Request]:
        """One GET of the widget; `details=true` brings the texts."""
        yield self.get(f"{API}/v1/widget/accounts/{self.token}?details=true")

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `jobs`; a Fault when there is no such list. A dormant account answers with none."""
        return need(answer, "jobs", list)

    def joined(self, rows: list[Any]) -> list[Any] | None:
        """Each posting once by `shortcode`, with `places`: those of all its rows, in order."""
        merged: dict[str, dict[str, Any]] = {}
        for row in rows:
            whole = merged.setdefault(identity(row, "shortcode"), {**row, "places": []})
            whole["places"] += _places(row)
        return list(merged.values())

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from `description` (HTML), pay from `salary` where a board states one; "remote" where `telecommuting` is
        true, else not said.

        KeyError without `shortcode`, `url` or `title`; `published_on` (a day) becomes UTC.
        """
        return {
            "ref": raw["shortcode"],
            "url": raw["url"],
            "title": raw["title"],
            "location": union(raw.get("places") or _places(raw)),
            "text": plain(raw.get("description")),
            "pay": pay_words(raw.get("salary")),
            "category": listed(told(part) for part in entries(raw.get("department"))),
            "employment": told(raw.get("employment_type")),
            "posted_at": moment(raw.get("published_on")),
            "fields": {"workplace": "remote"} if raw.get("telecommuting") else {},
        }


class WorkableList(Workable):
    """The same account by the v3 list, for accounts whose widget is switched off."""

    way = "workable-list"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("apply.workable.com/api/v3/accounts/{token}/jobs",)
    expects: ClassVar[tuple[str, ...]] = ("title", "shortcode", "location")
    detail_expects: ClassVar[tuple[str, ...]] = ("description",)
    announces = True

    def first(self) -> Iterable[Request]:
        """The first page by POST with an empty JSON object, whose answer brings the token of the next page."""
        yield self.post(f"{API}/v3/accounts/{self.token}/jobs", {})

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `results`; a Fault when there is no such list."""
        return need(answer, "results", list)

    def total(self, answer: Any) -> int | None:
        """The number under `total`; None, which holds the run here, when it is no number."""
        total = answer.get("total")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        """The next page by POST with the `nextPage` of the answer as `token`; None without one."""
        token = told(answer.get("nextPage"))
        return self.post(f"{API}/v3/accounts/{self.token}/jobs", {"token": token}) if token else None

    def before(self, raw: Any) -> Any | None:
        """None for a job that is not published (any more), or is for the company's own people alone."""
        return None if raw.get("isInternal") or told(raw.get("state") or "published") != "published" else raw

    def detail(self, raw: Any) -> Request | None:
        """GET of the v2 job by its shortcode, for every row: only there is a text."""
        return self.get(f"{API}/v2/accounts/{self.token}/jobs/{raw['shortcode']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """As the widget's, but text from the detail's `description`, `requirements` and `benefits`, kind from `type`,
        workplace as the row says it, date from `published`; the address is made of account and shortcode.
        """
        detail = record(raw.get("detail"))
        parts = [detail.get(name) for name in ("description", "requirements", "benefits")]
        return {
            **super().posting({**raw, "url": f"https://apply.workable.com/{self.token}/j/{raw['shortcode']}/"}),
            "text": "\n".join(plain(part) for part in parts if part),
            "employment": told(raw.get("type")),
            "posted_at": moment(raw.get("published")),
            "fields": _fields(raw),
        }


def _places(row: Mapping[str, Any]) -> list[str]:
    """The places of a row: its list of them, else the one place of the v3 list, else its own fields."""
    several = [_place(place) for place in entries(row.get("locations"))]
    return several if any(several) else [_place(row["location"] if row.get("location") else row)]


def _place(place: Any) -> str:
    if not isinstance(place, dict):
        return told(place)
    country = place.get("country") or place.get("countryCode")
    parts = str(locality(place.get("city"), place.get("region") or place.get("state"), country))
    return parts or told(place.get("location_str") or place.get("name"))


def _fields(row: Mapping[str, Any]) -> dict[str, str]:
    workplace = told(row.get("workplace")) or ("remote" if row.get("remote") else "")
    return {"workplace": workplace} if workplace else {}
