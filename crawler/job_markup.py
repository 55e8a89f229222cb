"""What one JobPosting (schema.org) says, in the shapes that its fields have on real pages, as a posting's fields.

Dates are the publisher's claim and often invented: nothing is decided by them but that a day in the past is over.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.linked_data import texts, unescaped
from crawler.localities import countries_of, country_name, locality, union
from crawler.payobjects import parts_of
from crawler.text import entries, listed, moment, month_of, pay, plain, record

REMOTE = "TELECOMMUTE"
ADDRESS = ("addressLocality", "addressRegion", "addressCountry")
SECTIONS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("experienceRequirements", "Experience"),
    ("eligibilityToWorkRequirement", "Eligibility to work"),
)
BOUNDS = (
    ("minValue", "maxValue"),
    ("minPrice", "maxPrice"),
    ("lowPrice", "highPrice"),
    ("percentile10", "percentile90"),
    ("percentile25", "percentile75"),
    ("median", "median"),
)
CODE = re.compile(r"[A-Z]{2}")
A_DAY, MIDNIGHT = timedelta(days=1), time()
# What is said of a whole year, quarter, month or week: "2026", "Q4 2026", "2026-10", "10/2026", "Oct. 2026", "2026-W44"
YEAR, MONTH, SIGN = r"(?P<year>20\d\d)", r"(?P<month>0?[1-9]|1[0-2])", r"\s?[-/.]\s?"
WHOLE = re.compile(rf"{YEAR}(?:{SIGN}{MONTH}|[\s-]?Q(?P<quarter>[1-4])|-?W(?P<week>\d\d))?", re.IGNORECASE)
TURNED = re.compile(
    rf"(?:{MONTH}{SIGN}|(?P<named>[a-z]{{3,9}})\.?[\s,-]+|Q(?P<quarter>[1-4])[\s/-]*){YEAR}", re.IGNORECASE
)


def fields_of(job: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a `Posting` that the markup states, without ref and url; `title` is empty where it has none."""
    return {
        "title": plain(" ".join(texts(job.get("title") or job.get("name") or job.get("jobTitle"))[:1])),
        "text": text_of(job),
        "location": union(places_of(job.get("jobLocation"))),
        "pay": pay_of(job),
        "employment": listed(texts(job.get("employmentType"))),
        "posted_at": moment(job.get("datePosted")) or moment(next(iter(texts(job.get("datePosted"))), None)),
        "fields": _fields(job),
    }


def ended(job: Mapping[str, Any], now: datetime) -> bool:
    """Is the day after `validThrough` over? A day without a time ends with the last place on earth it ends in."""
    return over(next(iter(texts(job.get("validThrough"))), ""), now)


def over(said: Any, now: datetime) -> bool:
    """Is this last day, week, month ("2026-10", "Oct 2026") or moment for applying over everywhere? False for none."""
    until = _last_day(said) or moment(said)
    return until is not None and until + (A_DAY if until.time() == MIDNIGHT else timedelta()) + A_DAY / 2 < now


def _last_day(said: Any) -> datetime | None:
    """The last day of a week, month, quarter or year, where that is all that is said; None for anything else."""
    text = "" if isinstance(said, bool) or not isinstance(said, str | int) else str(said).strip()
    found = WHOLE.fullmatch(text) or TURNED.fullmatch(text)
    parts = {name: value for name, value in found.groupdict().items() if value} if found else {}
    if "week" in parts:
        return _sunday(int(parts["year"]), int(parts["week"]))
    month = _last_month(parts)
    if month is None:
        return None
    following = int(parts["year"]) * 12 + month
    return datetime(following // 12, following % 12 + 1, 1, tzinfo=UTC) - A_DAY


def _last_month(parts: Mapping[str, str]) -> int | None:
    """The month with which a year, quarter or month ends; None for a word that is no month."""
    if "named" in parts:
        return month_of(parts["named"]) or None
    if "month" in parts:
        return int(parts["month"])
    return 3 * int(parts.get("quarter", 4)) if parts else None


def _sunday(year: int, week: int) -> datetime | None:
    try:
        return datetime.fromisocalendar(year, week, 7).replace(tzinfo=UTC)
    except ValueError:
        return None


def text_of(job: Mapping[str, Any]) -> str:
    """Description, then responsibilities and qualifications as far as it does not hold them, one line a block."""
    whole = _text(job.get("description"))
    for name, head in SECTIONS:
        part = _text(job.get(name))
        if part and part not in whole:
            whole = "\n".join(piece for piece in (whole, head, part) if piece)
    return whole


def pay_of(job: Mapping[str, Any]) -> str:
    """`baseSalary`, else `estimatedSalary` as an estimate, as words; empty for what is no amount."""
    currency = next(iter(texts(job.get("salaryCurrency"))), None)
    base = union(_amount(one, currency) for one in entries(job.get("baseSalary") or job.get("salary")))
    if base:
        return base
    guesses = union(_amount(one, currency) for one in entries(job.get("estimatedSalary")))
    return f"estimated {guesses}" if guesses else ""


def places_of(value: Any, *, by_name: bool = False) -> list[str]:
    """The places in a value of `jobLocation` or `applicantLocationRequirements`, one text each.

    A place's own name is often the employer's: it counts where it names a place, or with `by_name` always.
    """
    if isinstance(value, list):
        return list(dict.fromkeys(place for part in value for place in places_of(part, by_name=by_name)))
    if not isinstance(value, dict):
        return texts(value)
    if any(value.get(part) for part in ADDRESS):
        city, region, country = (texts(value.get(part)) for part in ADDRESS)
        coded = [name for one in map(record, entries(value.get(ADDRESS[2]))) for name in _linked(one)]
        return [str(locality(city, region, country or coded))]
    for part in ("address", "containsPlace", "@graph", "itemListElement", "item"):
        if found := places_of(value.get(part), by_name=by_name):
            return found
    is_country = "Country" in texts(value.get("@type"))
    names = [country_name(name) if is_country else name for name in texts(value.get("name"))]
    names = [name for name in names if by_name or countries_of(name)]
    around = places_of(value.get("containedInPlace"), by_name=True)
    if names and around and not is_country:
        return [str(locality(None, names, around[0]))]
    if "State" in texts(value.get("@type")):  # schema.org's word is the United States' own: "CA" is no Canada there
        names = [str(locality(None, name, "US")) if CODE.fullmatch(name) else name for name in names]
    return names or _linked(value) or around


def _linked(value: Mapping[str, Any]) -> list[str]:
    """A place that is only named by an address of it (".../wiki/Kenya"), by a code, or in the line for its street."""
    for part in ("sameAs", "url", "@id", "identifier", "streetAddress"):
        for said in texts(value.get(part)):
            name = unquote(urlsplit(said).path.rstrip("/").rsplit("/", 1)[-1]).replace("_", " ")
            if name and countries_of(name):
                return [name]
    stated = [value.get(part) for part in ("identifier", "alternateName", "termCode")]
    codes = texts([record(one).get("value") or one for one in stated])
    return [country_name(code) for code in codes if country_name(code) != code][:1]


def _text(value: Any) -> str:
    """Markup as lines; a list is a line a part, an object its description or name."""
    if isinstance(value, list):
        return "\n".join(part for part in map(_text, value) if part)
    if isinstance(value, dict):
        return _text(value.get("description") or value.get("name") or value.get("@value"))
    return plain(unescaped(str(value))) if isinstance(value, str | int | float) else ""


def _amount(base: Any, currency: str | None) -> str:
    """One amount in any of its shapes: a number, text, MonetaryAmount, PriceSpecification, a distribution."""
    if not isinstance(base, dict):
        return pay(base, base, currency)
    stated = next(iter(texts(base.get("currency") or base.get("priceCurrency"))), None) or currency
    if isinstance(base.get("value"), list):
        return union(_amount({**base, "value": one}, currency) for one in base["value"])
    inner = record(base.get("value"))
    if isinstance(inner.get("value"), dict):
        return _amount({**base, **inner}, stated)
    low, high = _bounds(inner or base)
    period = _period(inner) or _period(base)
    return pay(low, high, stated, period)


def _bounds(value: Mapping[str, Any]) -> tuple[Any, Any]:
    for least, most in BOUNDS:
        if value.get(least) is not None or value.get(most) is not None:
            return value.get(least), value.get(most)
    one = next((value[name] for name in ("value", "price", "amount", "@value") if value.get(name) is not None), None)
    parts = parts_of(value) if one is None else {}
    return value.get(parts.get("low", ""), one), value.get(parts.get("high", ""), one)


def _period(value: Mapping[str, Any]) -> str:
    said = texts([value.get(name) for name in ("unitText", "unittext", "unitCode", "duration")])
    return re.sub(r"^per[\s_]", "", said[0], flags=re.IGNORECASE) if said else ""


def _fields(job: Mapping[str, Any]) -> dict[str, str]:
    stated = {
        "countries": listed(places_of(job.get("applicantLocationRequirements"), by_name=True)),
        "workplace": "remote" if REMOTE in texts(job.get("jobLocationType")) else "",
        "skills": listed(texts(job.get("skills"))),
        "hours": listed(texts(job.get("workHours"))),
    }
    return {name: value for name, value in stated.items() if value}
