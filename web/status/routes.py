"""How well we read each platform, for people and for machines."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, jsonify

from directory import links
from directory.runs.steps import next_of
from directory.store import platforms as store
from directory.store import shelf
from directory.store.platforms import Health
from web import context as here
from web.layout import Head, Link, render, with_reader
from web.platforms.health import Sick, fields_read, sick
from web.search.cards import When, title_of, when_exactly
from web.status.days import DayGrid, grid, lately

pages = Blueprint("status", __name__)


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One platform's health, and its last thirty days; None without a crawl in them."""

    platform: Link
    health: Sick
    found: str
    fields: str
    days: DayGrid | None


@dataclass(frozen=True, slots=True)
class StatusPage:
    """All platforms, the bad ones first, with counts in words and the path of the same as JSON."""

    rows: tuple[HealthRow, ...]
    summary: str
    listings: str
    newest: When | None
    json: str


@pages.get("/status")
def status() -> Response:
    """GET /status: the health of every source at this moment."""
    say, site = here.say(), here.site()
    healths = sorted(store.healths(site.store, here.now()), key=lambda one: (one.state == "good", one.slug))
    good = sum(one.state == "good" for one in healths)
    seen = [one.last_good for one in healths if one.last_good]
    ended = lately()
    page = StatusPage(
        rows=tuple(_row(one, grid(ended[one.slug], say) if one.slug in ended else None) for one in healths),
        summary=say("%(good)s of %(all)s platforms read well", good=say.number(good), all=say.number(len(healths))),
        listings=say.many(
            "%(n)s listing kept, closed ones included",
            "%(n)s listings kept, closed ones included",
            shelf.count(site.store),
        ),
        newest=when_exactly(max(seen)) if seen else None,
        json=here.path("/status.json"),
    )
    return render("status.html", page, Head(say("Status"), say("How well each platform is read.")))


def _row(health: Health, days: DayGrid | None) -> HealthRow:
    say = here.say()
    ended = next((run for run in health.runs if run.state != "running"), None)
    return HealthRow(
        Link(title_of(health.slug), with_reader(links.platform(health.slug))),
        sick(health, say, when_exactly),
        say.number(ended.found) if ended else "",
        fields_read(health, say),
        days,
    )


@pages.get("/status.json")
def status_json() -> Response:
    """GET /status.json: the same as JSON, times as ISO 8601 in UTC, shares in per cent."""
    made = [_json(health) for health in store.healths(here.site().store, here.now())]
    return jsonify({"time": _iso(here.now()), "listings": shelf.count(here.site().store), "platforms": made})


def _json(health: Health) -> dict[str, object]:
    ended = next((run for run in health.runs if run.state != "running"), None)
    return {
        "platform": health.slug,
        "state": health.state,
        "reason": health.reason,
        "next_step": next_of(health),
        "shape": health.shape,
        "may_be_chance": health.hint,
        "fields_lost": {name: {"before": was, "now": now} for name, (was, now) in health.losses.items()},
        "last_good": _iso(health.last_good),
        "probation": health.probation,
        "read_live": _iso(health.confirmed_at),
        "next_due": _iso(health.next_due),
        "found": ended.found if ended else None,
        "usual": health.usual,
        "fields": health.fields,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
