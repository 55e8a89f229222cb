"""The form of an alert: its choices and what it shows; how what was sent is read stands in `sent.py`."""

import re
from dataclasses import dataclass
from zoneinfo import available_timezones

from flask import Response, request

from directory import links
from directory.letters.compose import Alert, Subscriber, Wanted
from directory.letters.zones import zones_of
from directory.presenting import filters
from directory.presenting.locale import LOCALES, mark
from directory.presenting.wordings import CADENCES
from directory.search import Problem, Search
from web.context import path, say, site
from web.forms import form_token
from web.layout import Head, Link, render
from web.search.cards import titles
from web.search.unchecked import unchecked_link

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
    those of the reader's country where it has several; `hours` are 0 to 23, `days` 0 (Monday) to 6. `unchecked`
    leads to what the search leaves out because it was not checked lately, its `note` counts it.
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
    unchecked: Link | None = None


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
        unchecked=unchecked_link(search),
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
