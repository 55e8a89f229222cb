"""The form of an alert: its choices, what it shows, and how what was sent is read."""

import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode
from zoneinfo import available_timezones

from flask import Response, request

from directory import links
from directory.address import BadAddress, parse
from directory.letters import match
from directory.letters import subscribers as store
from directory.letters.compose import Alert, Cadence, Subscriber, Wanted
from directory.letters.zones import zones_of
from directory.presenting import filters
from directory.presenting.locale import LOCALES, mark
from directory.presenting.wordings import CADENCES
from directory.search import Problem, Search
from directory.store import platforms
from directory.tokens import keyed_hash
from web.alerts.keys import secret
from web.context import path, say, site
from web.feeds.routes import asked_kinds
from web.forms import form_token
from web.layout import Head, render
from web.search.cards import titles

FIELDS = frozenset(("form", "query", "address", "cadence", "kind", "locale", "zone", "hour", "weekday"))
"""All that the form for a new alert sends."""
KINDS: tuple[tuple[Wanted, str], ...] = (
    ("new", mark("New listings")),
    ("pay", mark("Pay changed")),
    ("country", mark("Newly open to my country")),
    ("reopened", mark("Open again")),
    ("closed", mark("Closed")),
)
ZONES = tuple(
    sorted(zone for zone in available_timezones() if re.fullmatch(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_/-]+|UTC", zone))
)


@dataclass(frozen=True, slots=True)
class FormOption:
    """One option of a form: what is sent, what is shown in the reader's language, and whether it is chosen."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AlertForm:
    """The form that asks for letters, new or edited: the search in words, and what can be chosen and sent.

    `action` is where it is posted, `token` the signed word that a new one carries; `zones` are IANA names, `near`
    those of the reader's country where it has several; `hours` are 0 to 23, `days` 0 (Monday) to 6.
    """

    sentence: str
    query: str
    home: str
    action: str
    token: str
    cadences: tuple[FormOption, ...]
    kinds: tuple[FormOption, ...]
    locales: tuple[FormOption, ...]
    zones: tuple[str, ...]
    zone: str
    near: tuple[str, ...]
    hours: tuple[FormOption, ...]
    days: tuple[FormOption, ...]
    address: str
    problems: tuple[str, ...]
    demo: bool


def form_page(search: Search, problems: tuple[Problem, ...], raw: str, status: int) -> Response:
    """The form on a page of its own, with what was not understood of `raw`, the query string as it came."""
    shown = form(search, problems, path("/alerts/new"), raw=raw)
    return render("alerts/new.html", shown, Head(say()("Alert for this search"), noindex=True), status)


def form(
    search: Search, problems: tuple[Problem, ...], action: str, alert: Alert | None = None, raw: str = ""
) -> AlertForm:
    """The form for a search, new or stored, filled with what was sent or stored.

    While something was not understood the form carries `raw` as it came, so that its button cannot save a wider search.
    """
    often = request.form.get("cadence") or (alert.cadence if alert else "weekly")
    wanted = request.form.getlist("kind") or (alert.kinds if alert else request.args.getlist("kind") or ("new",))
    query = search.on_page(1).to_query_string()
    return AlertForm(
        sentence=filters.sentence(search, say(), titles()),
        query=raw if problems and raw else query,
        home=path(links.search(query)),
        action=action,
        token=form_token("alert"),
        cadences=tuple(FormOption(value, say()(name), value == often) for value, name in CADENCES.items()),
        kinds=tuple(FormOption(value, say()(name), value in wanted) for value, name in KINDS),
        locales=_locales(request.form.get("locale") or say().locale),
        zones=ZONES,
        zone=request.form.get("zone") or next(iter(zones_of(search.country)), "UTC"),
        near=_near(search.country),
        hours=_hour_choices(request.form.get("hour") or "7"),
        days=_day_choices(request.form.get("weekday") or "0"),
        address=request.form.get("address", ""),
        problems=tuple(filters.problem(problem, say(), titles()) for problem in problems),
        demo=site().settings.demo,
    )


def settings_form(person: Subscriber, action: str) -> AlertForm:
    """The subscriber's language, time zone and hour as a form without a search, posted to `action`."""
    return AlertForm(
        "",
        "",
        "",
        action,
        "",
        (),
        (),
        _locales(person.locale),
        ZONES,
        person.time_zone,
        (),
        _hour_choices(str(person.hour)),
        _day_choices(str(person.weekday)),
        person.address,
        (),
        site().settings.demo,
    )


def _locales(chosen: str) -> tuple[FormOption, ...]:
    return tuple(FormOption(row.code, row.name, row.code == chosen) for row in LOCALES.values())


def hours() -> tuple[str, ...]:
    """The hours that letters may come at, "0" to "23", in the subscriber's own time zone."""
    return tuple(str(hour) for hour in range(24))


def _hour_choices(chosen: str) -> tuple[FormOption, ...]:
    return tuple(FormOption(hour, f"{int(hour):02}:00", hour == chosen) for hour in hours())


def days() -> tuple[str, ...]:
    """The days that a weekly letter may come on, "0" (Monday) to "6"."""
    return tuple(map(str, range(7)))


def _day_choices(chosen: str) -> tuple[FormOption, ...]:
    return tuple(FormOption(day, say().weekday(int(day)), day == chosen) for day in days())


def _near(country: str | None) -> tuple[str, ...]:
    """The zones of a country that has several: one of them is a guess, so they are offered."""
    zones = zones_of(country)
    return zones if len(zones) > 1 else ()


def wish(search: Search) -> tuple[store.Wish | None, tuple[Problem, ...]]:
    """What the posted form asks for, or None and the problems by field: each is told, none is guessed away."""
    raw = request.form.get("address", "")
    locale, zone, hour = (request.form.get(name, "") for name in ("locale", "zone", "hour"))
    day = request.form.get("weekday", "0")
    wanted, often = kinds(), cadence()
    address, odd = _address(raw), _odd(zone, hour, locale, day) + odd_kinds()
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
