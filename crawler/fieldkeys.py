"""Which key of a row is which field of a posting, guessed by its usual names and by what it holds."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.payobjects import is_pay, parts_of
from crawler.placeobjects import is_place
from crawler.within import within

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
    "text": (
        "description", "content", "descriptionhtml", "body", "longdescription", "details", "summary", "brief",
        "bodyhtml", "contenthtml", "jobdescription", "overview",
    ),
    "location": (
        "location", "locations", "country", "countries", "place", "city", "region", "residence", "residences",
        "regions", "places",
    ),
    "pay": ("pay", "payrate", "salary", "rate", "compensation", "hourlyrate", "budget", "remuneration", "wage"),
    "countries": ("countrycodes", "allowedcountries", "eligiblecountries", "allowedcountrycodes"),
    "languages": ("languages", "requiredlanguages", "languagecodes"),
    "skills": ("skills", "requiredskills", "skillnames"),
    "category": ("category", "department", "team", "domain", "subject", "subjects"),
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
        "publishedon",
        "postedon",
        "createdon",
    ),
}  # fmt: skip
INNER = ("rendered", "html", "text", "markdown", "plain", "name", "label", "value")  # where an object holds its words
ONE_TEXT = ("ref", "title", "url", "text")  # fields that an object cannot be
REF_ENDS = ("id", "code", "key", "ref", "reference", "number", "no", "slug")
CODE = re.compile(r"[A-Z]{2,3}")  # of a country, in a list of them
CURRENCY = re.compile(r"currency(?:_?code)?|cur|ccy", re.IGNORECASE)
LOOKED_AT = 50  # rows: what the first one leaves empty another one holds


def stated(rows: Sequence[Any]) -> dict[str, Any]:
    """`keys`, and `pay_keys` where the row itself holds the bounds of its pay."""
    row = _fullest(rows)
    keys, parts = keys_of(rows), parts_of(row, money_only=True)
    if "low" not in parts or isinstance(row.get(keys.get("pay", "")), dict):
        return {"keys": keys}
    hourly = "hour" if "hour" in parts["low"].lower() else ""
    code = next((key for key in row if CURRENCY.fullmatch(key)), "")
    words = {"currency": parts.get("currency", code), "period": parts.get("period", hourly)}
    kept = {name: parts[name] for name in ("low", "high") if name in parts}
    keys.pop("pay", None)
    return {"keys": keys, "pay_keys": kept | {name: key for name, key in words.items() if key}}


def keys_of(rows: Sequence[Any]) -> dict[str, str]:
    """Our fields with the keys of these rows that likely hold them: {"ref": "id", "text": "brief.html", …}."""
    row = _fullest(rows)
    known = {key.replace("_", "").replace("-", "").lower(): key for key in row}
    found = {field: known[name] for field, names in NAMES.items() for name in names[::-1] if name in known}
    found |= {field: _inner(row, found[field]) for field in ONE_TEXT if field in found}
    if _codes(row.get(found.get("location", ""))):
        found.setdefault("countries", found.pop("location"))
    found |= {**_by_holding(row, found), **_ref(rows, found)}
    return {field: found[field] for field in NAMES if field in found}


def _fullest(rows: Sequence[Any]) -> dict[str, Any]:
    """One row with the first value of each key that says something."""
    found: dict[str, Any] = {}
    for row in rows[:LOOKED_AT]:
        for key, value in row.items() if isinstance(row, Mapping) else ():
            if value not in (None, "", [], {}):
                found.setdefault(key, value)
    return found


def _inner(row: Mapping[str, Any], key: str) -> str:
    """A key, or the path to the words in the object under it."""
    value = row[key]
    if not isinstance(value, Mapping):
        return key
    return next((f"{key}.{name}" for name in INNER if isinstance(value.get(name), str)), key)


def _by_holding(row: Mapping[str, Any], found: Mapping[str, str]) -> dict[str, str]:
    """Pay, place and prose under names of their own, by what they hold."""
    free = {key: value for key, value in row.items() if key not in found.values()}
    pay = next((key for key, value in free.items() if is_pay(value)), "")
    place = "" if "countries" in found else next((key for key, value in free.items() if is_place(value)), "")
    return {field: key for field, key in (("pay", pay), ("location", place)) if key}


def _ref(rows: Sequence[Any], found: Mapping[str, str]) -> dict[str, str]:
    """The key that tells the rows apart, where none has a usual name: one word each, no two alike."""
    if "ref" in found or "url" in found or len(rows) < 2:
        return {}
    free = [key for key in _fullest(rows) if key not in found.values() and key.lower().endswith(REF_ENDS)]
    return next(({"ref": key} for key in free if _tells_apart([within(row, key) for row in rows])), {})


def _tells_apart(values: list[Any]) -> bool:
    words = [value for value in values if isinstance(value, str | int) and not isinstance(value, bool)]
    return len(words) == len(values) == len(set(words)) and not any(" " in str(word) for word in words)


def _codes(value: Any) -> bool:
    """Whether a place is a list of country codes: a structured statement, where "MI" in a text may be Michigan."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(one, str) and CODE.fullmatch(one) for one in value)
    )
