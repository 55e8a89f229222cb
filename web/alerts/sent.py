"""How the posted form of an alert is read: what is not understood is told by its field, none guessed away."""

from typing import cast
from urllib.parse import urlencode

from flask import request

from directory.address import BadAddress, parse
from directory.letters import match
from directory.letters import subscribers as store
from directory.letters.compose import Cadence, Wanted
from directory.presenting.locale import LOCALES, mark
from directory.presenting.wordings import CADENCES
from directory.search import Problem, Search
from directory.search.query.parse import TWICE
from directory.store import platforms
from directory.tokens import keyed_hash
from web.alerts.form import ZONES, days, hours
from web.alerts.keys import secret
from web.context import site
from web.feeds.routes import asked_kinds

FIELDS = frozenset(("form", "query", "address", "cadence", "kind", "locale", "zone", "hour", "weekday"))
"""All that the form for a new alert sends."""
SINGLE = FIELDS - {"form", "kind"}
"""Its fields that hold one value, those of the form of settings and of a change among them."""


def wish(search: Search) -> tuple[store.Wish | None, tuple[Problem, ...]]:
    """What the posted form asks for, or None and the problems by field: each is told, none is guessed away."""
    raw = request.form.get("address", "")
    locale, zone, hour = (request.form.get(name, "") for name in ("locale", "zone", "hour"))
    day = request.form.get("weekday", "0")
    wanted, often = kinds(), cadence()
    address, odd = _address(raw), _odd(zone, hour, locale, day) + odd_kinds() + twice()
    if address is None:
        odd = (Problem("address", raw[:100], mark("“{value}” is no e-mail address.")), *odd)
    if not odd and (not wanted or often is None):
        odd = (no_kind(),)
    odd += match.problems(wanted, search)
    if odd or often is None or address is None:
        return None, odd
    key = keyed_hash(secret(), address)
    query = search.on_page(1).to_query_string()
    return store.Wish(address, key, query, wanted, often, locale, zone, int(hour), int(day)), ()


def _address(raw: str) -> str | None:
    try:
        return parse(raw)
    except BadAddress:
        return None


def _odd(zone: str, hour: str, locale: str, day: str) -> tuple[Problem, ...]:
    checks = (
        ("zone", zone, zone in ZONES, mark("There is no time zone “{value}”.")),
        ("hour", hour, hour in hours(), mark("“{value}” is no hour of the day.")),
        ("weekday", day, day in days(), mark("“{value}” is no day of the week.")),
        ("locale", locale, locale in LOCALES, mark("We do not write in “{value}”.")),
    )
    return tuple(Problem(key, value[:100], message) for key, value, fine, message in checks if not fine)


def no_kind() -> Problem:
    """The problem of a form that ticks no kind of event or names no cadence that there is."""
    return Problem("kind", "", mark("Please choose what the alert should tell you and how often."))


def kinds() -> tuple[Wanted, ...]:
    """The kinds of event that were ticked, in the order of WANTED; `odd_kinds` tells of values that are none."""
    return asked_kinds(request.form.getlist("kind"))[0]


def odd_kinds() -> tuple[Problem, ...]:
    """A problem for each value that was sent as a kind of event and is none."""
    return asked_kinds(filter(None, request.form.getlist("kind")))[1]


def twice() -> tuple[Problem, ...]:
    """A problem for each field of the posted form that holds one value and was sent with two."""
    sent = {name: set(request.form.getlist(name)) for name in sorted(SINGLE)}
    return tuple(Problem(name, "", TWICE) for name, values in sent.items() if len(values) > 1)


def searched() -> str:
    """The search of a posted form as a query string: its field `query`, and every pair that is no field of the form.

    So a filter that is sent beside it narrows, or is refused by name, and never goes unsaid.
    """
    beside = [(key, value) for key, value in request.form.items(multi=True) if key not in FIELDS]
    return "&".join(filter(None, (request.form.get("query", ""), urlencode(beside))))


def cadence() -> Cadence | None:
    """The cadence that was chosen; None when none was or it is no cadence of ours."""
    asked = request.form.get("cadence", "")
    return cast(Cadence, asked) if asked in CADENCES else None


def slugs() -> list[str]:
    """The platforms that a search may name, as slugs, those that are not crawled included."""
    return [record.slug for record in platforms.all(site().store)]
