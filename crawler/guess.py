"""What is behind an address that no hiring system is known for: a JSON list, a sitemap, a page of links."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from crawler.boards.joblinks import JobLinks
from crawler.boards.jobpages import JobPages
from crawler.boards.jsonlist import JsonList
from crawler.payobjects import is_pay, parts_of
from crawler.platform import Platform
from crawler.unread import more

# What a field of a posting is usually called, the likeliest first; case and underscores do not count.
NAMES: dict[str, tuple[str, ...]] = {
    "ref": (
        "id",
        "uuid",
        "uid",
        "jobid",
        "listingid",
        "roleid",
        "postingid",
        "positionid",
        "opportunityid",
        "projectid",
        "docid",
        "shortcode",
        "reference",
        "slug",
    ),
    "title": ("title", "jobtitle", "name", "position", "jobname", "text", "role", "heading", "headline"),
    "url": ("url", "absoluteurl", "hostedurl", "joburl", "link", "applyurl", "href"),
    "text": ("description", "content", "descriptionhtml", "body", "longdescription", "details", "summary"),
    "location": ("location", "locations", "country", "countries", "place", "city", "region", "residence", "residences"),
    "pay": ("pay", "payrate", "salary", "rate", "compensation", "hourlyrate", "budget", "remuneration", "wage"),
    "countries": ("countrycodes", "allowedcountries", "eligiblecountries", "allowedcountrycodes"),
    "languages": ("languages", "requiredlanguages", "languagecodes"),
    "skills": ("skills", "requiredskills", "skillnames"),
    "category": ("category", "department", "team", "domain", "subject"),
    "employment": ("employmenttype", "employment", "jobtype", "commitment", "type"),
    "posted_at": (
        "postedat",
        "publishedat",
        "createdat",
        "openedat",
        "dateposted",
        "published",
        "createddate",
        "date",
        "posted",
        "opened",
    ),
}

CODE = re.compile(r"[A-Z]{2,3}")  # of a country, in a list of them
CURRENCY = re.compile(r"currency(?:_?code)?", re.IGNORECASE)


class Glance(Platform):
    """One page, taken as it is, for `see` and `new`; `token` is its address, and it never gives a posting."""

    way = "glance"
    complete = False
    answers = "page"

    def first(self) -> Any:
        """One GET of the address."""
        yield self.get(self.token)

    def rows(self, answer: Any) -> list[Any]:
        """Always none: `guess` looks at the page itself."""
        return []


def guess(page: TextResponse) -> tuple[type[Platform], dict[str, Any]] | None:
    """The board that may read this answer, and what a platform on it has to state; None when nothing fits."""
    start = page.text.lstrip()[:200]  # the first character decides; a megabyte need not be copied for it
    if start.startswith(("{", "[")):
        return _json(json.loads(page.text))
    # A sitemap names its root at once, behind the declaration and at most a comment or a line for a style sheet.
    if "<urlset" in page.text[:1_000] or "<sitemapindex" in page.text[:1_000]:
        return JobPages, {}
    if any(re.search(JobPages.pages, urlsplit(link).path) for link in page.css("a::attr(href)").getall()):
        return JobLinks, {}
    return None


def _json(value: Any) -> tuple[type[Platform], dict[str, Any]] | None:
    found = _likeliest(value)
    if found is None:
        return None
    stated = _list(value, *found)
    return (JsonList, stated) if "title" in stated["keys"] else None


def skeleton(page: TextResponse) -> dict[str, Any]:
    """What a JSON list of its own would state, as far as it can be guessed; {} for an answer that is no JSON list."""
    try:
        value = json.loads(page.text)
    except ValueError:
        return {}
    found = _likeliest(value)
    return _list(value, *found) if found else {}


def _list(value: Any, path: tuple[str, ...], rows: list[Any]) -> dict[str, Any]:
    """What is stated of a list; an answer that speaks of more postings than it holds is not complete."""
    partial = {"complete": False} if more(value, len(rows)) else {}
    return {"path": path, **_stated(rows[0]), **partial}


def _likeliest(value: Any) -> tuple[tuple[str, ...], list[Any]] | None:
    """The list whose rows look most like postings; of two alike the longer one."""
    return max(_lists(value, ()), key=lambda one: (len(_keys(one[1][0])) > 1, len(one[1])), default=None)


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    """`keys`, and `pay_keys` where the row itself holds the bounds of its pay."""
    keys, parts = _keys(row), parts_of(row, money_only=True)
    if "low" not in parts or isinstance(row.get(keys.get("pay", "")), dict):
        return {"keys": keys}
    hourly = "hour" if "hour" in parts["low"].lower() else ""
    code = next((key for key in row if CURRENCY.fullmatch(key)), "")
    words = {"currency": parts.get("currency", code), "period": parts.get("period", hourly)}
    kept = {name: parts[name] for name in ("low", "high") if name in parts}
    keys.pop("pay", None)
    return {"keys": keys, "pay_keys": kept | {name: key for name, key in words.items() if key}}


def _lists(value: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[Any]]]:
    """Every list of objects that is reached through objects alone."""
    if isinstance(value, list):
        return [(path, value)] if value and isinstance(value[0], dict) else []
    if not isinstance(value, dict):
        return []
    return [one for key, part in value.items() for one in _lists(part, (*path, str(key)))]


def _keys(row: dict[str, Any]) -> dict[str, str]:
    known = {key.replace("_", "").replace("-", "").lower(): key for key in row}
    found = {
        field: known[name]
        for field, names in NAMES.items()
        for name in names[::-1]
        if name in known and row[known[name]] not in (None, [], {})
    }
    if _codes(row.get(found.get("location", ""))):
        found.setdefault("countries", found.pop("location"))
    paid = next((key for key, value in row.items() if is_pay(value)), "")
    return {**found, "pay": found.get("pay", paid)} if paid else found


def _codes(value: Any) -> bool:
    """Whether a place is a list of country codes: a structured statement, where "MI" in a text may be Michigan."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(one, str) and CODE.fullmatch(one) for one in value)
    )
