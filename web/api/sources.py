"""Platforms, countries and how well the sources are read."""

from dataclasses import asdict

from directory import links
from directory.platform import PlatformRecord
from directory.presenting.figures import FigureRow, Span, taken
from directory.presenting.statistics import pay_seen
from directory.record import Record
from directory.search import Search
from directory.store import platforms as store
from directory.store import shelf
from directory.store.platforms import Health
from directory.terms import UnknownTerm, countries
from web import context as here
from web.api import asking
from web.api.doors import Answer, TakenParameter, door
from web.api.models import (
    CountryAnswer,
    FactAnswer,
    GroupsAnswer,
    HealthAnswer,
    PlatformAnswer,
    PlatformsAnswer,
    SpanAnswer,
    StatusAnswer,
)
from web.api.problems import RequestRefused, odd
from web.api.rows import absolute, pay_of
from web.figures import survey
from web.platforms.facts import record_of

SLUG = TakenParameter("slug", "the slug of a platform", {"type": "string", "maxLength": 41}, "path", required=True)
CODE = TakenParameter("code", "an ISO 3166-1 code", {"type": "string", "maxLength": 80}, "path", required=True)


@door("/platforms", PlatformsAnswer, example="/api/v1/platforms")
def platforms() -> Answer:
    """Every platform with its facts, domains, advertised pay and health.

    By slug; one that is switched off is left out. Pay is in US dollars an hour, moments are in UTC.
    """
    asking.search(keys=())
    site = here.site()
    healths = {one.slug: one for one in store.healths(site.store, here.hour())}
    shown = [one for one in store.all(site.store) if not _off(one.slug)]
    return PlatformsAnswer(items=tuple(_platform(one, healths.get(one.slug)) for one in shown))


@door("/platforms/<slug>", PlatformAnswer, SLUG, example="/api/v1/platforms/acme")
def platform(slug: str) -> Answer:
    """One platform.

    As in the list of all; 404 for a slug that there is not, 410 with the reason for one that is switched off.
    """
    asking.search(keys=())
    found = next((one for one in store.all(here.site().store) if one.slug == slug), None)
    if found is None:
        lost = odd("slug", slug[:100], "There is no such platform.", absolute("/api/v1/platforms"))
        raise RequestRefused(404, "absent", f"there is no platform {slug[:100]}", [lost])
    if reason := _off(slug):
        raise RequestRefused(410, "off", f"this platform is switched off: {reason}")
    return _platform(found, store.health(here.site().store, slug, here.hour()))


def _off(slug: str) -> str:
    record = record_of(slug)
    return record.off if record else ""


def _platform(one: PlatformRecord, health: Health | None) -> PlatformAnswer:
    record = record_of(one.slug)
    rows = survey().of(one.slug)
    return PlatformAnswer(
        slug=one.slug,
        title=one.title,
        homepage=one.homepage,
        url=absolute(links.platform(one.slug)),
        api_url=absolute(f"/api/v1/platforms/{one.slug}"),
        domains=record.domains.names if record else (),
        facts=_facts(record) if record else {},
        open=sum(row.opening for row in rows),
        pay=pay_of(pay_seen(rows)),
        health=_health(health) if health else None,
    )


def _facts(record: Record) -> dict[str, FactAnswer]:
    return {subject: FactAnswer(**fact.model_dump()) for subject, fact in record.facts.items()}


def _health(health: Health) -> HealthAnswer:
    ended = next((run for run in health.runs if run.state != "running"), None)
    return HealthAnswer(
        platform=health.slug,
        state=health.state,
        reason=health.reason,
        last_good=health.last_good,
        read_live=health.confirmed_at,
        probation=health.probation,
        next_due=health.next_due,
        found=ended.found if ended else None,
        usual=health.usual,
        fields=health.fields,
    )


@door("/status", StatusAnswer, example="/api/v1/status")
def status() -> Answer:
    """How well each platform is read, how many listings there are, and the version of the table."""
    asking.search(keys=())
    site = here.site()
    known = tuple(_health(one) for one in store.healths(site.store, here.hour()))
    kept, version = shelf.count(site.store), shelf.version(site.store)
    return StatusAnswer(listings=kept, version=version, platforms=known, demo=site.settings.demo)


@door("/countries/<code>", CountryAnswer, CODE, example="/api/v1/countries/KE")
def country(code: str) -> Answer:
    """The record of a country: how many listings are open, silent and closed, which platforms name it, and pay."""
    asking.search(keys=())
    known = _code(code)
    site, rows = here.site(), survey().rows()
    found = site.finder.find(Search(country=known), now=here.hour())
    opened = site.finder.ids(Search(country=known, show=("open",)), now=here.hour(), limit=len(rows) or 1)
    pay = pay_seen(rows[id] for id in opened if id in rows)
    groups = found.groups
    return CountryAnswer(
        code=known,
        name=countries.label(known),
        url=absolute(links.country(known)),
        groups=GroupsAnswer(**asdict(groups)) if groups else GroupsAnswer(open=0, silent=0, closed=0),
        platforms=_naming(known),
        pay=pay_of(pay),
    )


def _code(text: str) -> str:
    """The code of a country by code or name; Refused (404) with near names."""
    try:
        return countries.parse(text)
    except UnknownTerm as unknown:
        near = f"; near: {', '.join(unknown.near)}" if unknown.near else ""
        raise RequestRefused(404, "absent", f"there is no country called {text[:80]}{near}") from None


def _naming(code: str) -> tuple[SpanAnswer, ...]:
    """The platforms whose listings ever named the country, those that do so now first."""
    known = here.keep("spans", here.state(), _spans)
    found = (spans[code] for spans in known.values() if code in spans)
    return tuple(sorted(found, key=lambda span: (not span.now, span.platform)))


def _spans() -> dict[str, dict[str, SpanAnswer]]:
    """For each platform the countries that its listings named."""
    rows: dict[str, list[FigureRow]] = {}
    for row in survey().rows().values():
        rows.setdefault(row.platform, []).append(row)
    return {slug: {one.country: _span(slug, one) for one in taken(found)} for slug, found in rows.items()}


def _span(slug: str, one: Span) -> SpanAnswer:
    return SpanAnswer(platform=slug, since=one.since, until=one.until, now=one.now)
